//===- CompileCommands.cpp - locktidy compile-commands --------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes the jobs of a bare kernel tree as compile_commands.json, and beside it
// as files the headers that otherwise exist in memory only, so that clangd and
// clang-tidy read the tree as locktidy does.
//
//===----------------------------------------------------------------------===//

#include "Lower/Paths.h"
#include "Project/KernelTree.h"
#include "locktidy/Console.h"
#include "locktidy/Options.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace locktidy;
using namespace llvm;

static Error makeError(const Twine &Text) {
  return createStringError(inconvertibleErrorCode(), Text);
}

static Error writeFile(const std::string &Path, StringRef Text) {
  if (auto Known = MemoryBuffer::getFile(Path);
      Known && (*Known)->getBuffer() == Text)
    return Error::success(); // clangd need not read it again
  std::error_code EC =
      sys::fs::create_directories(sys::path::parent_path(Path));
  if (!EC) {
    raw_fd_ostream Out(Path, EC);
    Out << Text;
    Out.close();
    if (!EC)
      EC = Out.error();
    Out.clear_error();
  }
  return EC ? makeError(Path + ": error: " + EC.message()) : Error::success();
}

/// Names of headers that sources of the tree include and that exist only when
/// asked for.
static void addIncluded(StringRef Text, const GeneratedFiles &Known,
                        std::map<std::string, std::string> &Out) {
  for (size_t At = 0; (At = Text.find("include", At)) != StringRef::npos;
       At += 7) {
    StringRef Rest = Text.drop_front(At + 7).ltrim(" \t");
    if (!Rest.consume_front("\"") && !Rest.consume_front("<"))
      continue;
    StringRef Name = Rest.take_until(
        [](char C) { return C == '"' || C == '>' || C == '\n'; });
    for (const std::string &Pattern : Known.EmptyOnDemand)
      if (matchesPattern(Name, Pattern))
        Out.try_emplace(Name.str());
  }
}

static Error writeHeaders(const GeneratedFiles &Generated, StringRef Root,
                          const std::string &Directory) {
  std::map<std::string, std::string> Files = Generated.Files;
  if (!Generated.EmptyOnDemand.empty())
    for (const std::string &File : filesBelow(Root))
      if (StringRef(File).ends_with(".c") || StringRef(File).ends_with(".h"))
        if (auto Buffer = MemoryBuffer::getFile(File))
          addIncluded((*Buffer)->getBuffer(), Generated, Files);
  for (const auto &[Name, Text] : Files)
    if (Error E = writeFile(absolutePath(Directory, Name), Text))
      return E;
  return Error::success();
}

/// The word with \p From replaced, which may stand behind -I.
static std::string moved(StringRef Word, StringRef From, StringRef To) {
  size_t At = Word.find(From);
  if (From.empty() || At == StringRef::npos)
    return Word.str();
  return (Word.take_front(At) + To + Word.drop_front(At + From.size())).str();
}

static Error write(const SourceOptions &Options,
                   const std::string &OutputDirectory, Console &Out) {
  if (OutputDirectory.empty())
    return makeError("name by -o the directory to write to");
  std::string Target =
      absolutePath(Options.Jobs.WorkingDirectory, OutputDirectory);
  auto Jobs = findJobs(Options.Jobs, Options.Names);
  if (!Jobs)
    return Jobs.takeError();
  std::string Headers = absolutePath(Target, "generated");
  const GeneratedFiles *Generated = nullptr;
  std::string Text;
  raw_string_ostream Stream(Text);
  json::OStream Json(Stream, 1);
  Json.array([&] {
    for (const CompileJob &Job : Jobs->Jobs)
      Json.object([&] {
        Json.attribute("directory", Job.Directory);
        Json.attribute("file", Job.File);
        Json.attributeArray("arguments", [&] {
          for (const std::string &Word : Job.Arguments)
            Json.value(Job.Generated
                           ? moved(Word, Job.Generated->Directory, Headers)
                           : Word);
        });
        if (Job.Generated)
          Generated = Job.Generated.get();
      });
  });
  if (Generated)
    if (Error E = writeHeaders(
            *Generated, sys::path::parent_path(Generated->Directory), Headers))
      return E;
  if (Error E =
          writeFile(absolutePath(Target, "compile_commands.json"), Text + "\n"))
    return E;
  if (!Options.Quiet)
    Out.line("wrote " + Twine(Jobs->Jobs.size()) + " commands to " +
             OutputDirectory + "/compile_commands.json");
  return Error::success();
}

int locktidy::runCompileCommands(const SourceOptions &Options,
                                 const std::string &OutputDirectory) {
  Console Out(Options.Quiet);
  if (Error E = write(Options, OutputDirectory, Out)) {
    Out.error(std::move(E));
    return ExitError;
  }
  return ExitClean;
}
