//===- Output.cpp - writing a file whole or not at all --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Output.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

using namespace locktidy;
using llvm::Error;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

/// Prints to \p OS and takes its error: one that is left there would end the
/// process when the stream is destroyed.
static Error print(llvm::raw_fd_ostream &&OS,
                   llvm::function_ref<void(llvm::raw_ostream &)> Print) {
  Print(OS);
  OS.flush();
  std::error_code Code = OS.error();
  OS.clear_error();
  return Code ? llvm::errorCodeToError(Code) : Error::success();
}

/// True for a pipe or device, which a rename would replace by a plain file.
static bool isSpecial(StringRef File) {
  fs::file_status Status;
  return !fs::status(File, Status) && fs::exists(Status) &&
         !fs::is_regular_file(Status) && !fs::is_directory(Status);
}

static Error writeInPlace(StringRef File,
                          llvm::function_ref<void(llvm::raw_ostream &)> Print) {
  std::error_code Code;
  llvm::raw_fd_ostream OS(File, Code, fs::CD_OpenExisting);
  return Code ? llvm::errorCodeToError(Code) : print(std::move(OS), Print);
}

// Not llvm::writeToOutput, which ends the process when the disk is full.
static Error replace(StringRef File,
                     llvm::function_ref<void(llvm::raw_ostream &)> Print) {
  // What a symbolic link names is replaced, not the link.
  llvm::SmallString<128> Target;
  if (fs::real_path(File, Target))
    Target = File;
  if (fs::is_directory(Target))
    return llvm::errorCodeToError(
        std::make_error_code(std::errc::is_a_directory));
  auto Temp = fs::TempFile::create(Target + ".%%%%%%.tmp",
                                   fs::all_read | fs::all_write);
  if (!Temp)
    return Temp.takeError();
  Error Failed =
      print(llvm::raw_fd_ostream(Temp->FD, /*shouldClose=*/false), Print);
  if (Failed)
    return llvm::joinErrors(std::move(Failed), Temp->discard());
  return Temp->keep(Target);
}

Error locktidy::writeFile(StringRef File,
                          llvm::function_ref<void(llvm::raw_ostream &)> Print) {
  if (File == "-") {
    Print(llvm::outs());
    return Error::success();
  }
  Error Failed =
      isSpecial(File) ? writeInPlace(File, Print) : replace(File, Print);
  if (!Failed)
    return Failed;
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "cannot write " + File + ": " +
                                     llvm::toString(std::move(Failed)));
}
