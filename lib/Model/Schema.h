//===- Schema.h - the model format as JSON Schema ---------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints the tables of Keys.h as a JSON Schema (draft 7), which editors use to
// complete and check a model while it is written. The schema knows the form of
// a file; whether a kind is declared or a condition parses only the loader
// knows. A key or word that the loader takes is in the schema, and the reverse.
//
//   {"acquire", ..., requires kind}  ->  {"required": ["acquire", "kind"],
//                                         "properties": {"acquire": ...}}
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_MODEL_SCHEMA_H
#define LOCKTIDY_MODEL_SCHEMA_H

#include "llvm/Support/raw_ostream.h"

namespace locktidy {

void printModelSchema(llvm::raw_ostream &OS);

} // namespace locktidy

#endif
