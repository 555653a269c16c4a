//===- KeptValues.cpp - values kept while a lock is given up --------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From each read forwards, along all ways, with the locals that have its value.
//
//===----------------------------------------------------------------------===//
#include "Solve/KeptValues.h"
#include "Solve/Regions.h"
#include "Solve/Slice.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace locktidy;

namespace {

/// One read, followed.
class Follower {
public:
  Follower(const FunctionGraph &G, llvm::function_ref<bool(const Event &)> Drops,
           const Event &Read, std::vector<KeptValue> &Out)
      : G(G), Drops(Drops), From(G.expr(Read.Value).A), Read(Read.Pos),
        Out(Out) {}
  void run(EventRef Behind, uint32_t Local);

private:
  /// What is known on a way.
  struct Way {
    uint32_t Block = 0;
    std::set<uint32_t> Holders; ///< locals that have the value
    std::optional<EventRef> Drop;
    LocalId Answer; ///< result of the call that gave the lock up
    auto operator<=>(const Way &) const = default;
  };
  bool step(const Event &E, EventRef At, Way &W);
  bool stepBefore(const Event &E, EventRef At, Way &W);
  bool stepAfter(const Event &E, const Way &W);
  bool asks(ExprId Cond, Position Pos, const Way &W);
  BlockId nullArm(const Terminator &T, const Way &W) const;
  void follow(Way W, uint32_t Index);

  bool isHolder(ExprId E, const Way &W) const;
  bool mentions(ExprId E, const Way &W) const;
  ExprId reachedThrough(ExprId E, const Way &W) const;
  bool readsAgain(ExprId E, const Way &W) const;
  bool compares(ExprId E, const Way &W) const;
  bool sameObject(ExprId Address) const;
  bool use(ExprId E, Position Pos, const Way &W);

  static constexpr unsigned MaxSteps = 2000;
  const FunctionGraph &G;
  llvm::function_ref<bool(const Event &)> Drops;
  ExprId From;
  Position Read;
  std::vector<KeptValue> &Out;
  std::set<Way> Seen;
  std::vector<Way> Todo;
};

} // namespace

bool Follower::isHolder(ExprId E, const Way &W) const {
  const Expr &X = G.expr(E);
  return X.Kind == ExprKind::Load && G.expr(X.A).Kind == ExprKind::Local &&
         W.Holders.count(G.expr(X.A).Symbol);
}

bool Follower::mentions(ExprId E, const Way &W) const {
  const Expr &X = G.expr(E);
  return isHolder(E, W) || (X.A && mentions(X.A, W)) ||
         (X.B && mentions(X.B, W));
}

/// The object that a field or element at \p Address lies in.
static ExprId objectOf(const FunctionGraph &G, ExprId Address) {
  while (G.expr(Address).Kind == ExprKind::Field ||
         G.expr(Address).Kind == ExprKind::Index)
    Address = G.expr(Address).A;
  return Address;
}

/// The memory in \p E that lies in what the value points at.
ExprId Follower::reachedThrough(ExprId E, const Way &W) const {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Load && G.expr(X.A).Kind != ExprKind::Local &&
      isHolder(objectOf(G, X.A), W))
    return X.A;
  for (ExprId Part : {X.A, X.B})
    if (Part)
      if (ExprId Found = reachedThrough(Part, W))
        return Found;
  return ExprId();
}

/// Whether the field that the value was read from is read once more, of
/// whatever object.
bool Follower::readsAgain(ExprId E, const Way &W) const {
  const Expr &X = G.expr(E), &F = G.expr(From);
  if (X.Kind == ExprKind::Load) {
    const Expr &At = G.expr(X.A);
    if (At.Kind == F.Kind && At.Symbol == F.Symbol)
      return true;
  }
  return (X.A && readsAgain(X.A, W)) || (X.B && readsAgain(X.B, W));
}

/// Whether the value is compared with something, or memory with a local: a
/// generation, a saved state.
bool Follower::compares(ExprId E, const Way &W) const {
  const Expr &X = G.expr(E);
  if (X.Kind == ExprKind::Eq || X.Kind == ExprKind::Lt) {
    bool Numbers = G.expr(X.A).Kind == ExprKind::Const ||
                   G.expr(X.B).Kind == ExprKind::Const;
    if (!Numbers)
      return true;
  }
  return (X.A && compares(X.A, W)) || (X.B && compares(X.B, W));
}

/// Whether \p Address is in what the value was read from.
bool Follower::sameObject(ExprId Address) const {
  return objectOf(G, Address) == objectOf(G, From) ||
         (G.expr(Address).Kind == G.expr(From).Kind &&
          G.expr(Address).Symbol == G.expr(From).Symbol);
}

/// Whether \p E reaches memory through the value, which is a finding.
bool Follower::use(ExprId E, Position Pos, const Way &W) {
  ExprId Used = reachedThrough(E, W);
  if (!Used)
    return false;
  const Expr &Holder = G.expr(objectOf(G, Used));
  Out.push_back({From, Read, *W.Drop, LocalId(G.expr(Holder.A).Symbol), Used,
                 Pos});
  return true;
}

/// Before the lock is given up; false where the value is safe, or followed no
/// further.
bool Follower::stepBefore(const Event &E, EventRef At, Way &W) {
  bool Mentions = false;
  forEachOperand(E, [&](ExprId Op) { Mentions |= mentions(Op, W); });
  bool Gone = Drops(E);
  if (Gone && Mentions)
    return false;
  if (Gone) {
    W.Drop = {At.Block, E.Number};
    if (E.Kind == EventKind::Call)
      W.Answer = E.Result;
    return true;
  }
  if (E.Kind == EventKind::Store || E.Kind == EventKind::Clobber) {
    if (G.expr(E.Address).Kind != ExprKind::Local)
      return !Mentions && !sameObject(E.Address);
    return true;
  }
  return !Mentions;
}

/// Afterwards.
bool Follower::stepAfter(const Event &E, const Way &W) {
  bool Over = false;
  forEachOperand(E, [&](ExprId Op) {
    Over = Over || use(Op, E.Pos, W) || readsAgain(Op, W) || compares(Op, W);
  });
  if (Over)
    return false;
  bool Writes = E.Kind == EventKind::Store || E.Kind == EventKind::Clobber;
  if (Writes && G.expr(E.Address).Kind == ExprKind::Local)
    return true;
  // What it is written through is used as what it is read through is.
  if (Writes && isHolder(objectOf(G, E.Address), W)) {
    const Expr &Holder = G.expr(objectOf(G, E.Address));
    Out.push_back({From, Read, *W.Drop, LocalId(G.expr(Holder.A).Symbol),
                   E.Address, E.Pos});
    return false;
  }
  bool Mentions = false;
  forEachOperand(E, [&](ExprId Op) { Mentions |= mentions(Op, W); });
  // What it is passed to can say that it is still good by its result alone.
  return !Mentions || (E.Kind == EventKind::Call && !E.Result);
}

/// Follows a local that takes the value from another, or gets a new one.
bool Follower::step(const Event &E, EventRef At, Way &W) {
  if (W.Drop ? !stepAfter(E, W) : !stepBefore(E, At, W))
    return false;
  auto Set = [&](uint32_t Local, bool Same) {
    if (Same)
      W.Holders.insert(Local);
    else
      W.Holders.erase(Local);
    if (W.Answer && W.Answer.Index == Local)
      W.Answer = LocalId();
  };
  if (E.Result && !(W.Answer == E.Result && E.Kind == EventKind::Call))
    Set(E.Result.Index, false);
  else if (E.Result)
    W.Holders.erase(E.Result.Index);
  if (E.Address && G.expr(E.Address).Kind == ExprKind::Local)
    Set(G.expr(E.Address).Symbol, E.Value && isHolder(E.Value, W));
  return !W.Holders.empty();
}

static bool mentionsLocal(const FunctionGraph &G, ExprId E, LocalId L) {
  const Expr &X = G.expr(E);
  return (X.Kind == ExprKind::Local && X.Symbol == L.Index) ||
         (X.A && mentionsLocal(G, X.A, L)) || (X.B && mentionsLocal(G, X.B, L));
}

/// Whether a condition ends the way: it uses the value, or asks whether that is
/// still good; the call may have said whether it gave the lock up.
bool Follower::asks(ExprId Cond, Position Pos, const Way &W) {
  return W.Drop && (use(Cond, Pos, W) || readsAgain(Cond, W) ||
                    compares(Cond, W) ||
                    (W.Answer && mentionsLocal(G, Cond, W.Answer)));
}

/// Where a branch goes when the value is null, and so points at nothing.
BlockId Follower::nullArm(const Terminator &T, const Way &W) const {
  // Before the lock is given up, memory has the value, too.
  auto IsValue = [&](ExprId E) {
    const Expr &X = G.expr(E);
    return isHolder(E, W) ||
           (!W.Drop && X.Kind == ExprKind::Load && X.A == From);
  };
  if (T.Kind != TermKind::Branch)
    return BlockId();
  if (IsValue(T.Cond))
    return T.Else;
  const Expr &X = G.expr(T.Cond);
  return X.Kind == ExprKind::Not && IsValue(X.A) ? T.Then : BlockId();
}

void Follower::follow(Way W, uint32_t Index) {
  const Block &B = G.Blocks[W.Block];
  for (; Index != B.Events.size(); ++Index)
    if (!step(B.Events[Index], {W.Block, Index}, W))
      return;
  if (B.Term.Cond && asks(B.Term.Cond, B.Term.Pos, W))
    return;
  for (BlockId Next : successors(B)) {
    if (Next == nullArm(B.Term, W))
      continue;
    W.Block = Next.Index;
    if (Seen.size() < MaxSteps && Seen.insert(W).second)
      Todo.push_back(W);
  }
}

void Follower::run(EventRef Behind, uint32_t Local) {
  Way First;
  First.Block = Behind.Block;
  First.Holders.insert(Local);
  follow(std::move(First), Behind.Index);
  while (!Todo.empty()) {
    Way W = std::move(Todo.back());
    Todo.pop_back();
    follow(std::move(W), 0);
  }
}

/// Whether \p E sets a local, of which nobody has the address, to what is read
/// from a field or a global.
static bool isRead(const FunctionGraph &G, const Event &E) {
  if (E.Kind != EventKind::Store || !E.Value)
    return false;
  const Expr &To = G.expr(E.Address), &Value = G.expr(E.Value);
  if (To.Kind != ExprKind::Local || G.Locals[To.Symbol].AddressTaken ||
      Value.Kind != ExprKind::Load)
    return false;
  ExprKind From = G.expr(Value.A).Kind;
  return From == ExprKind::Field || From == ExprKind::Global;
}

std::vector<KeptValue>
locktidy::findKeptValues(const FunctionGraph &G,
                         llvm::function_ref<bool(const Event &)> GivesUp) {
  std::vector<KeptValue> Out;
  if (llvm::none_of(G.Blocks, [&](const Block &B) {
        return llvm::any_of(B.Events, GivesUp);
      }))
    return Out;
  for (uint32_t B = 0; B != G.Blocks.size(); ++B)
    for (uint32_t I = 0; I != G.Blocks[B].Events.size(); ++I) {
      const Event &E = G.Blocks[B].Events[I];
      if (isRead(G, E))
        Follower(G, GivesUp, E, Out).run({B, I + 1}, G.expr(E.Address).Symbol);
    }
  return Out;
}
