//===- Generators.h - headers that a kernel's build would make --*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each generator turns the text of a file of the tree into the text of the
// header that the kernel's own script makes of it, as far as drivers can see
// it: declarations and inline functions, no tables that only the kernel reads.
// They are pure functions; what they do not understand they leave out, and the
// parser then says what is missing.
//
//   METHOD int attach { device_t dev; };   with INTERFACE device;
//     typedef int device_attach_t(device_t dev);
//     static __inline int DEVICE_ATTACH(device_t dev) { ... }
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_PROJECT_GENERATORS_H
#define LOCKTIDY_PROJECT_GENERATORS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace locktidy {

using HeaderMap = std::map<std::string, std::string>; ///< name to text

/// `x_if.h` of an interface description `x_if.m`.
std::string interfaceHeader(llvm::StringRef Description);

/// `vnode_if.h` and the two headers that it includes.
HeaderMap vnodeHeaders(llvm::StringRef Description);

/// Lines `vendor NAME 0x1 text` and `product VENDOR NAME 0x1 text` as macros.
/// \p Prefix has the keys vendor, product, and if wanted text, strings.
std::string deviceHeader(llvm::StringRef List,
                         const std::map<std::string, std::string> &Prefix);

/// `sys/priv_names.h` and `sys/priv_const.h` of illumos, of lines `privilege
/// X`, `basic privilege X` and `set X`: strings for users, numbers in the
/// kernel.
HeaderMap privilegeHeaders(llvm::StringRef Definitions);

/// `x.h` of a description `x.x` for rpcgen.
std::string rpcHeader(llvm::StringRef Description);

/// A header `use_x.h` with the count NX, 1, for every device of lines `file.c
/// optional x`. Its name is \p As with the device instead of `*`.
HeaderMap countHeaders(llvm::StringRef List, llvm::StringRef As);

/// Headers with the options of a kernel configuration.
class OptionHeaders {
public:
  /// Lines `NAME [header]`: which header an option goes to.
  void addKnown(llvm::StringRef List);
  /// Lines `options NAME[=value]` (or `option`) and `device NAME`.
  void addConfig(llvm::StringRef Config);
  void define(llvm::StringRef Name, llvm::StringRef Value);
  void undefine(llvm::StringRef Name);

  /// Each known header; options without one go to \p Global.
  HeaderMap headers(llvm::StringRef Global) const;

private:
  std::map<std::string, std::string> HeaderOf, Values;
};

/// The headers that config(1) of NetBSD makes of its lists of devices:
/// `x.h` with the count NX (1, or what \p Counts says) for every name on a line
/// `file x.c a & b needs-flag`, `ioconf.h` with the device drivers, and
/// `locators.h`. Lists add up; call with one after the other.
class ConfigHeaders {
public:
  void add(llvm::StringRef List);
  HeaderMap headers(const std::map<std::string, std::string> &Counts) const;

private:
  void addStatement(llvm::StringRef Text);
  void addLocators(llvm::StringRef Name, llvm::StringRef Locators);

  std::set<std::string> Counted, Drivers;
  std::map<std::string, std::string> Locators; ///< macro to value
};

} // namespace locktidy

#endif
