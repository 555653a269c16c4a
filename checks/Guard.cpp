//===- Guard.cpp - refuses a host of another LLVM version -----------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loaded by a clang-tidy of another major version, a plugin is listed, finds
// nothing and exits 0: a gate that is always open. So compare versions before
// anything else of the plugin runs, and end the process when they differ.
//
//===----------------------------------------------------------------------===//
#include "checks/Compat.h"
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {
struct Guard {
  Guard() {
    // This call ends in the host's own library: the plugin links none.
    std::string Host = clang::getClangFullVersion();
    std::string Wanted = "version " CLANG_VERSION_MAJOR_STRING ".";
    if (Host.find(Wanted) != std::string::npos)
      return;
    std::fprintf(stderr,
                 "locktidy: error: this plugin is for clang-tidy %d, but was "
                 "loaded by: %s; use locktidy-clang-tidy-<major>.so of its "
                 "version\n",
                 CLANG_VERSION_MAJOR, Host.c_str());
    // Not exit(): the destructors of a half-loaded plugin would run.
    std::_Exit(2);
  }
};
} // namespace

// Before the registration of the module in Module.cpp.
__attribute__((init_priority(101))) static Guard CheckHost;
