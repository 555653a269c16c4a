//===- Lowering.cpp - Clang AST to lock graphs ----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Lower/Lowering.h"
#include "Lower/Attributes.h"
#include "Lower/FunctionLowering.h"
#include "Lower/Notes.h"
#include "Model/Selection.h"
#include "clang/AST/Decl.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseSet.h"

using namespace locktidy;
using namespace clang;

Lowering::Lowering(llvm::ArrayRef<const Model *> Models,
                   LoweringOptions Options)
    : Models(Models), Options(std::move(Options)),
      Macros(std::make_shared<MacroLog>(Models)) {}

Lowering::~Lowering() = default;

void Lowering::attach(Preprocessor &Used) {
  PP = &Used;
  Used.addPPCallbacks(Macros->makeCallbacks());
}

const Model &Lowering::chooseModel() {
  auto IsDefined = [this](llvm::StringRef Name) {
    return PP && PP->isMacroDefined(Name);
  };
  const Model *Found = selectModel(Models, Options.Kernel, IsDefined, Own);
  return Found ? *Found : Own;
}

/// What the model says of a function that locks, its body only implements: how
/// that holds the locks of others is no matter of discipline.
static bool isLockPrimitive(const Model &Kernel, const FunctionDecl &F) {
  const Entry *Known = Kernel.find(F.getName());
  return Known && llvm::any_of(Known->Effects, [&](const EffectSpec &E) {
           bool NoSuchArgument = E.Lock.From != Operand::Result &&
                                 E.Lock.From != Operand::Named &&
                                 E.Lock.Index >= F.getNumParams();
           if (NoSuchArgument || (E.Args && E.Args != F.getNumParams()))
             return false;
           switch (E.Kind) {
           case EffectKind::Acquire:
           case EffectKind::Release:
           case EffectKind::Upgrade:
           case EffectKind::Downgrade:
             return true;
           default:
             return E.Kind == EffectKind::Wait && E.Lock;
           }
         });
}

namespace {

/// Lowers the functions of a unit and keeps them in the order of the source.
class FunctionList {
public:
  explicit FunctionList(Unit &U) : U(U) {}

  void add(const FunctionDecl &F) {
    bool HasBody = F.getBody();
    if (!(HasBody || declaresLocks(F)) || !F.getIdentifier() ||
        !Known.insert(F.getCanonicalDecl()).second ||
        isLockPrimitive(U.Kernel, F))
      return;
    FunctionGraph Graph;
    FunctionLowering Into(U, F, Graph);
    HasBody ? Into.run() : Into.runPrototype();
    Done.push_back({F.getLocation(), Done.size(), std::move(Graph)});
  }

  void addDeclaration(const Decl &D) {
    if (const auto *F = dyn_cast<FunctionDecl>(&D)) {
      if (!U.inUnitFile(F->getLocation()))
        return;
      if (F->doesThisDeclarationHaveABody())
        add(*F);
      U.bindByName(*F);
    } else if (const auto *V = dyn_cast<VarDecl>(&D)) {
      if (V->hasInit() && U.inUnitFile(V->getLocation()))
        U.bindInitialiser(*V);
    }
  }

  /// What the main file reaches in headers, and so on, and prototypes.
  void addPending() {
    for (auto Next = U.takePending(); !Next.empty(); Next = U.takePending())
      for (const FunctionDecl *F : Next)
        add(*F);
  }

  std::vector<FunctionGraph> take() {
    llvm::sort(Done, [this](const Item &A, const Item &B) {
      if (A.Loc != B.Loc)
        return U.SM.isBeforeInTranslationUnit(A.Loc, B.Loc);
      return A.Serial < B.Serial;
    });
    std::vector<FunctionGraph> Graphs;
    for (Item &I : Done)
      Graphs.push_back(std::move(I.Graph));
    return Graphs;
  }

private:
  struct Item {
    SourceLocation Loc;
    size_t Serial;
    FunctionGraph Graph;
  };
  Unit &U;
  llvm::DenseSet<const FunctionDecl *> Known;
  std::vector<Item> Done;
};

uint32_t countLockOperations(const TUGraph &G) {
  uint32_t N = 0;
  for (const FunctionGraph &F : G.Graphs)
    if (!F.FromHeader && !F.Prototype)
      for (const Block &B : F.Blocks)
        N += llvm::count_if(B.Events, [](const Event &Ev) {
          return Ev.Kind == EventKind::Effect && Ev.Lock;
        });
  return N;
}

} // namespace

TUGraph Lowering::run(ASTContext &Ctx) {
  const Model &Kernel = chooseModel();
  TUGraph Graph;
  Graph.Kernel = Kernel.Kernel;
  Graph.Kinds = Kernel.Kinds;
  Graph.Contexts = Kernel.Contexts;
  Unit U(Ctx, Kernel, *Macros, PP, Graph);
  Graph.MainFile =
      U.path(U.SM.getLocForStartOfFile(U.SM.getMainFileID())).str();
  if (Ctx.getLangOpts().CPlusPlus) {
    U.lost(U.SM.getLocForStartOfFile(U.SM.getMainFileID()), "C++ source");
    return Graph;
  }
  readNotes(U);
  readAttributes(U);
  FunctionList Functions(U);
  // An editor restricts the scope to the file that it shows.
  for (const Decl *Scope : Ctx.getTraversalScope()) {
    if (const auto *All = dyn_cast<TranslationUnitDecl>(Scope))
      for (const Decl *D : All->decls())
        Functions.addDeclaration(*D);
    else
      Functions.addDeclaration(*Scope);
  }
  Functions.addPending();
  Graph.Graphs = Functions.take();
  for (FunctionGraph &F : Graph.Graphs)
    F.Core = Options.Core;
  Graph.LockOperations = countLockOperations(Graph);
  return Graph;
}
