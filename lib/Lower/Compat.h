//===- Compat.h - the one place that knows LLVM versions --------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What differs between the Clang versions that we build with (19 and 22), under
// one name each. No other file of lib tests CLANG_VERSION_MAJOR.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_LOWER_COMPAT_H
#define LOCKTIDY_LOWER_COMPAT_H

#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/Version.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#if CLANG_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#include "clang/Options/Options.h"
#else
#include "clang/Driver/Options.h"
#include "clang/Frontend/Utils.h"
#endif

namespace locktidy::compat {

using FileSystemPtr = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

#if CLANG_VERSION_MAJOR >= 22
namespace options = clang::options;
using clang::getDriverOptTable;
#else
namespace options = clang::driver::options;
using clang::driver::getDriverOptTable;
#endif

/// A diagnostics engine for the driver that reports to \p Client only. Version
/// 22 refers to the options, so that the caller keeps them alive.
inline llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>
makeDiagnostics(clang::DiagnosticOptions &Options,
                clang::DiagnosticConsumer &Client) {
  auto Ids = llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>();
#if CLANG_VERSION_MAJOR >= 22
  return llvm::makeIntrusiveRefCnt<clang::DiagnosticsEngine>(
      Ids, Options, &Client, /*ShouldOwnClient=*/false);
#else
  // Takes shared ownership: a copy, since ours lives on the caller's stack.
  return llvm::makeIntrusiveRefCnt<clang::DiagnosticsEngine>(
      Ids, new clang::DiagnosticOptions(Options), &Client,
      /*ShouldOwnClient=*/false);
#endif
}

/// An instance for \p Invocation that reads files through \p FS with a file
/// manager of its own and reports to \p Client only.
inline std::unique_ptr<clang::CompilerInstance>
makeInstance(std::shared_ptr<clang::CompilerInvocation> Invocation,
             FileSystemPtr FS, clang::DiagnosticConsumer &Client) {
#if CLANG_VERSION_MAJOR >= 22
  auto Instance =
      std::make_unique<clang::CompilerInstance>(std::move(Invocation));
  Instance->setVirtualFileSystem(std::move(FS));
  Instance->createDiagnostics(&Client, /*ShouldOwnClient=*/false);
  Instance->createFileManager();
#else
  auto Instance = std::make_unique<clang::CompilerInstance>();
  Instance->setInvocation(std::move(Invocation));
  Instance->createDiagnostics(&Client, /*ShouldOwnClient=*/false);
  Instance->createFileManager(std::move(FS));
#endif
  return Instance;
}

} // namespace locktidy::compat

#endif
