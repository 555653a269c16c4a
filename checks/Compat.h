//===- Compat.h - clang-tidy's headers by version ---------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one place in checks/ that asks for the version of LLVM.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_CHECKS_COMPAT_H
#define LOCKTIDY_CHECKS_COMPAT_H

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Basic/Version.h"

#if CLANG_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

#endif
