//===- OwnHeaders.h - the headers of a driver's repository ------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tree profile knows where the headers of a kernel lie, not where those of a
// driver outside of the tree do. A repository of drivers is small: all of its
// directories with headers are searched, after everything else, so that they
// can only give what nothing else has.
//
//   repo/.git  repo/virtio/virtiovar.h  repo/virtio_net/vioif.c
//     vioif.c: #include "virtiovar.h"
//     -> -idirafter repo -idirafter repo/virtio
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_OWNHEADERS_H
#define LOCKTIDY_PROJECT_OWNHEADERS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace locktidy {

/// The flags for files of \p Directory: none when it is in no repository, or in
/// one with more directories of headers than a driver has. \p Except: the
/// kernel tree, which may be part of the repository.
std::vector<std::string> ownHeaderFlags(llvm::StringRef Directory,
                                        llvm::StringRef Except);

} // namespace locktidy

#endif
