//===- Options.h - what the user asked for ----------------------*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command line as plain values: main.cpp fills them, the commands read
// them, and nothing else of the tool knows llvm::cl.
//
//===----------------------------------------------------------------------===//
#ifndef LOCKTIDY_TOOL_OPTIONS_H
#define LOCKTIDY_TOOL_OPTIONS_H

#include "Project/Config.h"
#include "Project/JobFinder.h"
#include "Report/OrderView.h"
#include "Rules/Finding.h"
#include "Rules/Rule.h"
#include <optional>
#include <string>
#include <vector>

namespace locktidy {

/// Exit statuses, as docs and `--help` promise them.
enum ExitStatus : int {
  ExitClean = 0,
  ExitFindings = 1,
  ExitError = 2,      ///< usage, configuration, internal
  ExitIncomplete = 3, ///< no finding, but not everything was analysed
};

/// What every command that reads sources takes.
struct SourceOptions {
  JobOptions Jobs;
  std::vector<std::string> Names;      ///< files and directories
  unsigned Threads = 0;                ///< 0: all cores
  std::vector<std::string> ModelFiles; ///< --model, models:
  /// --kernel, kernel:. None: by each file's macros; several: one run for each.
  std::vector<std::string> Kernels;
  std::string KernelOrigin;             ///< who named them, for messages
  std::vector<std::string> LockScripts; ///< --wlcmd, wlcmd:
  std::vector<std::string> OrderLists;  ///< --order-file, order-files:
  bool Verbose = false;
  bool Quiet = false;
};

/// What is done with the fixes of findings.
enum class FixMode {
  None,
  Apply, ///< edit the files
  Show,  ///< print the differences, in place of the findings
};

struct CheckOptions {
  SourceOptions Source;
  std::vector<std::string> Rules;     ///< empty: all
  RuleOptions OfRules;
  Severity Level = Severity::Warning; ///< least severe that is shown
  std::optional<Severity> FailOn = Severity::Warning; ///< none: never
  std::string SarifFile;                 ///< empty: none; `-`: standard output
  std::optional<double> AllowIncomplete; ///< percentage of files that may fail
  FixMode Fix = FixMode::None;
  std::vector<std::string> Observed; ///< logs of running kernels
  bool Colour = false;
  bool Stats = false;
};

struct GraphOptions {
  enum Subject { Functions, Order, Contexts };
  enum Form { Text, Dot, Json };

  SourceOptions Source;
  Subject What = Functions;
  std::string Function; ///< empty: all
  bool Solved = false;  ///< also what the solver found
  OrderPart Part;       ///< of the lock order
  std::vector<std::string> Observed; ///< logs of running kernels
  Form As = Text;
};

enum class AnnotationStyle : uint8_t { Clang, Warlock };
enum class ContractFormat : uint8_t { Text, Markdown, Json };

struct ContractsOptions {
  SourceOptions Source;
  ContractFormat Format = ContractFormat::Text;
  std::optional<AnnotationStyle> Annotations; ///< a patch in place of the list
};

struct ModelOptions {
  SourceOptions Source;
  std::vector<std::string> Words; ///< `list`, or `show NAME`, ...
};

int runCheck(const CheckOptions &Options);
int runGraph(const GraphOptions &Options);
int runContracts(const ContractsOptions &Options);
int runRules(bool Markdown);
int runExplain(const std::vector<std::string> &Names, bool Colour);
int runModel(const ModelOptions &Options);
int runConfig(const Config &Settings);
int runDoctor(const SourceOptions &Options);
int runCompileCommands(const SourceOptions &Options,
                       const std::string &OutputDirectory);

} // namespace locktidy

#endif
