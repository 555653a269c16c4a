//===- Flags.cpp - compile commands as Clang understands them -------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Lower/Flags.h"
#include "Lower/Compat.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/Path.h"
#include "llvm/TargetParser/Triple.h"
#include <optional>

using namespace locktidy;
using namespace llvm;
namespace options = compat::options;

/// Whether \p A only concerns outputs, or turns warnings into errors.
static bool isIrrelevant(const opt::Arg &A) {
  const opt::Option &O = A.getOption();
  switch (O.getID()) {
  case options::OPT_W_Joined: {
    StringRef Value = A.getValue();
    return Value == "error" || Value.starts_with("error=") ||
           Value == "fatal-errors";
  }
  case options::OPT_Wp_COMMA: // -Wp,-MMD,file.d
    return any_of(A.getValues(),
                  [](StringRef V) { return V.starts_with("-M"); });
  case options::OPT_o:
  case options::OPT_MJ:
  case options::OPT_H:
  case options::OPT_v:
  case options::OPT__HASH_HASH_HASH:
  case options::OPT_save_temps_EQ:
  case options::OPT_save_stats_EQ:
  case options::OPT__serialize_diags:
  case options::OPT_ftime_trace:
  case options::OPT_ftime_trace_EQ:
  case options::OPT_pedantic_errors:
    return true;
  default:
    return O.matches(options::OPT_Action_Group) ||
           O.matches(options::OPT_M_Group);
  }
}

/// Whether Clang would refuse \p A, or do with it what an analyser must not.
static bool isRefused(const opt::Arg &A) {
  const opt::Option &O = A.getOption();
  if (O.getKind() == opt::Option::UnknownClass ||
      O.hasFlag(options::Unsupported))
    return true;
  switch (O.getID()) {
  case options::OPT_fplugin_EQ:
  case options::OPT_fplugin_arg:
  case options::OPT_fpass_plugin_EQ:
  // Read with the process's working directory, not the command's.
  case options::OPT_frandomize_layout_seed_file_EQ:
    return true;
  default:
    return false;
  }
}

/// The target in the name of a cross compiler: `aarch64-linux-gnu-gcc-12`.
static std::optional<std::string> targetOfCompiler(StringRef Compiler) {
  StringRef Name = sys::path::filename(Compiler);
  Name.consume_back(".exe");
  Name = Name.rtrim("0123456789.");
  Name.consume_back("-");
  StringRef Prefix = Name.rsplit('-').first;
  if (Prefix == Name || !Prefix.contains('-'))
    return std::nullopt;
  std::string Text = Triple::normalize(Prefix);
  if (Triple(Text).getArch() == Triple::UnknownArch)
    return std::nullopt;
  return Text;
}

/// Drops a compiler launcher before the compiler.
static ArrayRef<std::string> withoutLauncher(ArrayRef<std::string> Arguments) {
  auto IsLauncher = [](StringRef Program) {
    StringRef Name = sys::path::stem(Program);
    return is_contained({"ccache", "sccache", "distcc", "icecc", "gomacc"},
                        Name);
  };
  while (Arguments.size() > 1 && IsLauncher(Arguments[0]) &&
         !StringRef(Arguments[1]).starts_with("-"))
    Arguments = Arguments.drop_front();
  return Arguments;
}

AdjustedCommand locktidy::adjustCommand(ArrayRef<std::string> Arguments) {
  AdjustedCommand Result;
  Arguments = withoutLauncher(Arguments);
  if (Arguments.empty())
    return Result;
  Result.Arguments.push_back("clang");
  std::vector<const char *> Raw;
  for (const std::string &A : Arguments.drop_front())
    Raw.push_back(A.c_str());

  unsigned MissingIndex, MissingCount;
  opt::InputArgList Parsed = compat::getDriverOptTable().ParseArgs(
      Raw, MissingIndex, MissingCount, opt::Visibility(options::ClangOption));
  if (!Parsed.hasArg(options::OPT_target))
    if (auto Target = targetOfCompiler(Arguments[0]))
      Result.Arguments.push_back("--target=" + *Target);

  // Each argument reaches to the start of the next: copied as written, since
  // an alias would be rendered under another name.
  unsigned End = MissingCount ? MissingIndex : Raw.size();
  if (MissingCount)
    Result.Dropped.push_back(Raw[MissingIndex]);
  std::vector<opt::Arg *> Args(Parsed.begin(), Parsed.end());
  for (size_t I = 0; I != Args.size(); ++I) {
    unsigned From = Args[I]->getIndex();
    unsigned To = I + 1 == Args.size() ? End : Args[I + 1]->getIndex();
    ArrayRef<const char *> Words = ArrayRef(Raw).slice(From, To - From);
    if (isIrrelevant(*Args[I]))
      continue;
    if (isRefused(*Args[I]))
      Result.Dropped.push_back(join(Words, " "));
    else
      Result.Arguments.insert(Result.Arguments.end(), Words.begin(),
                              Words.end());
  }
  return Result;
}
