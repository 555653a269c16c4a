//===- Effects.h - a model's entry applied to a call ------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns the effects of an entry and the arguments of one call into events:
//
//   entry   - names: [msleep]           call   msleep(sc, &sc->mtx, PDROP, "x",
//   0)
//             effects:
//               - wait: arg0            event  wait msleep chan=sc
//                 interlock: arg1              lock=sc->mtx keeps-dropped=1
//                 keeps-dropped: arg2 & PDROP
//
// Conditions that are constant at the call are decided here: an effect whose
// `when` is false makes no event.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_EFFECTS_H
#define LOCKTIDY_LOWER_EFFECTS_H

#include "Graph/Builder.h"
#include "Lower/Unit.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace locktidy {

/// An argument of a call: where it stands and what it lowered to.
struct Actual {
  const clang::Expr *Source = nullptr; ///< null: a macro does not evaluate it
  ExprId Value;
  ExprId Address;            ///< of an lvalue, where an operand asks for `&arg`
  llvm::StringRef Word = {}; ///< a name that the unit does not define
};

/// One call of a primitive, spelled as function or macro.
struct PrimitiveCall {
  const Entry &What;
  llvm::StringRef Name; ///< as written
  clang::SourceLocation Loc;
  llvm::SmallVector<Actual, 6> Args;
  LocalId Result;             ///< none when nothing uses it
  bool DoesNothing = false;   ///< the visible definition does nothing
  ExprId Object = {};         ///< what a static initialiser initialises
  llvm::StringRef Entry = {}; ///< name in the model, when not Name
};

/// The field called \p Name of \p Record, anonymous members looked through.
const clang::FieldDecl *findField(const clang::RecordDecl *Record,
                                  llvm::StringRef Name);

/// Whether an operand of \p What asks for the address of argument \p Index.
bool takesAddressOf(const Entry &What, unsigned Index);

/// Whether argument \p Index of \p What is an object of its effects, such as
/// the lock, not merely memory that it writes.
bool isObject(const Entry &What, unsigned Index);

/// Whether \p What needs the values of the arguments at all.
inline bool usesArguments(const Entry &What) {
  return !What.Effects.empty() || !What.NoReturnIf.empty() || What.Accessor ||
         What.CountsDown;
}

/// Whether \p What is nothing but an assertion about locks.
bool isAssertion(const Entry &What);

/// Whether \p What needs the result of its call for an operand or a condition.
bool usesResult(const Entry &What);

class EffectBuilder {
public:
  EffectBuilder(Unit &U, ExprBuilder &E, const PrimitiveCall &Call)
      : U(U), E(E), Call(Call) {}

  /// \p C over the arguments; none when it is empty, or a name in it is not
  /// known.
  ExprId holds(const Condition &C) { return condition(C); }

  /// The events of the call, in the order of the entry's effects.
  llvm::SmallVector<Event, 2> events();

  /// The value of the call, when an effect gives it one.
  ExprId result();

private:
  void effect(const EffectSpec &Spec, llvm::SmallVectorImpl<Event> &Out);
  void fillOperands(const EffectSpec &Spec, Event &Ev);
  void splitKind(const EffectSpec &Spec, Event Ev,
                 llvm::SmallVectorImpl<Event> &Out);
  void chooseResults(llvm::SmallVectorImpl<Event> &Events);
  void splitMode(const EffectSpec &Spec, Event Ev,
                 llvm::SmallVectorImpl<Event> &Out);

  ExprId operand(const Operand &O);
  ExprId memberOf(ExprId Base, const clang::Expr *Source,
                  llvm::ArrayRef<std::string> Members);
  ExprId outerOf(ExprId Member, llvm::StringRef Name);
  StringId label(const Operand &O);
  StringId recordAt(const Operand &O);

  /// \p C over the arguments; none when a name in it is not known.
  ExprId condition(const Condition &C);
  llvm::StringRef kindOf(const EffectSpec &Spec, ExprId Lock);
  ExprId node(const Condition &C, unsigned Index);
  std::optional<bool> sameWord(const Condition &C,
                               const Condition::Node &N) const;
  ExprId mask(ExprId A, ExprId B);
  ExprId truth(ExprId A) {
    return E.isTruth(A) ? A : E.logicalNot(E.logicalNot(A));
  }
  ExprId both(ExprId A, ExprId B);
  ExprId orUnknown(const Condition &C); ///< none only for an empty condition

  Unit &U;
  ExprBuilder &E;
  const PrimitiveCall &Call;
};

} // namespace locktidy

#endif
