//===- ModelTexts.h - small models for tests --------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_TEST_UNIT_MODELTEXTS_H
#define LOCKTIDY_TEST_UNIT_MODELTEXTS_H

#include "Model/Condition.h"
#include "Model/Model.h"

namespace locktidy {

/// A model with a kind `mtx` and a context `irq`; entries follow.
inline constexpr llvm::StringRef Preamble = R"(kernel: demo
kinds:
  - {name: mtx, noun: mutex}
contexts:
  - {name: irq, title: interrupt, forbids: [sleep]}
)";

/// The error text of a model, "" when it loads.
inline std::string errorsOf(llvm::StringRef Yaml) {
  llvm::Expected<Model> M = loadModel({Yaml, "m.yaml"});
  return M ? "" : llvm::toString(M.takeError());
}

/// The error text of a model whose only entry has \p Effect.
inline std::string effectError(llvm::StringRef Effect) {
  return errorsOf((Preamble +
                   "entries:\n  - names: [f]\n    source: f(9)\n"
                   "    effects: [" +
                   Effect + "]\n")
                      .str());
}

/// A condition as a Lisp expression: `(& a2 PDROP)`.
inline std::string show(const Condition &C, unsigned I) {
  const Condition::Node &N = C.Nodes[I];
  static constexpr llvm::StringRef Symbols[] = {"",   "",  "",   "",   "!",
                                                "&",  "|", "==", "!=", "<",
                                                "<=", ">", ">=", "&&", "||"};
  switch (N.Kind) {
  case Condition::Int:
    return std::to_string(N.Value);
  case Condition::Name:
    return N.Text;
  case Condition::Arg:
    return "a" + std::to_string(N.Value);
  case Condition::Result:
    return "result";
  case Condition::Not:
    return "(! " + show(C, N.A) + ")";
  case Condition::Neg:
    return "(- " + show(C, N.A) + ")";
  default:
    return "(" + Symbols[N.Kind].str() + " " + show(C, N.A) + " " +
           show(C, N.B) + ")";
  }
}

} // namespace locktidy

#endif
