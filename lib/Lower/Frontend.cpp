//===- Frontend.cpp - one compile command to lock graphs ------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Lower/Frontend.h"
#include "Lower/Compat.h"
#include "Lower/Flags.h"
#include "Lower/Paths.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/Stack.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/LexDiagnostic.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace locktidy;
using namespace llvm;

namespace {

/// Counts errors and keeps the first one; prints nothing.
class ErrorCollector : public clang::DiagnosticConsumer {
public:
  explicit ErrorCollector(StringRef Directory) : Directory(Directory) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < clang::DiagnosticsEngine::Error)
      return;
    if (Info.getID() == clang::diag::err_pp_file_not_found)
      noteMissing(Info);
    if (!First.Message.empty())
      return;
    SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    First.Message = Text.str();
    if (Info.getLocation().isInvalid() || !Info.hasSourceManager())
      return;
    clang::SourceManager &SM = Info.getSourceManager();
    clang::PresumedLoc Loc =
        SM.getPresumedLoc(SM.getExpansionLoc(Info.getLocation()));
    if (Loc.isInvalid())
      return;
    First.File = absolutePath(Directory, Loc.getFilename());
    First.Line = Loc.getLine();
    First.Column = Loc.getColumn();
  }

  SourceError First;
  std::vector<std::string> Missing; ///< headers

private:
  void noteMissing(const clang::Diagnostic &Info) {
    if (Info.getNumArgs() == 0 ||
        Info.getArgKind(0) != clang::DiagnosticsEngine::ak_std_string)
      return;
    std::string Name = Info.getArgStdStr(0);
    if (!is_contained(Missing, Name))
      Missing.push_back(std::move(Name));
  }

  StringRef Directory;
};

/// Keeps every error of the driver: they concern flags, not the source.
class FlagErrorCollector : public clang::DiagnosticConsumer {
public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    if (Level < clang::DiagnosticsEngine::Error)
      return;
    SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    Errors.push_back(std::string(Text));
  }

  std::vector<std::string> Errors;
};

/// Hands preprocessor and AST to the lowering.
class LowerConsumer : public clang::ASTConsumer {
public:
  LowerConsumer(Lowering &L, TUGraph &Out, bool &Done)
      : L(L), Out(Out), Done(Done) {}
  void HandleTranslationUnit(clang::ASTContext &Context) override {
    Out = L.run(Context);
    Done = true;
  }

private:
  Lowering &L;
  TUGraph &Out;
  bool &Done;
};

class LowerAction : public clang::ASTFrontendAction {
public:
  LowerAction(Lowering &L, TUGraph &Out) : L(L), Out(Out) {}
  bool Done = false;

protected:
  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &Instance, StringRef) override {
    L.attach(Instance.getPreprocessor());
    return std::make_unique<LowerConsumer>(L, Out, Done);
  }

private:
  Lowering &L;
  TUGraph &Out;
};

} // namespace

/// Clang's own headers (stdarg.h and the like): those of the Clang that we are
/// built with, or of the same version where distributions put them.
static std::string resourceDirectory() {
  std::string Major = std::to_string(CLANG_VERSION_MAJOR);
  for (std::string Candidate :
       {std::string(LOCKTIDY_RESOURCE_DIR), "/usr/lib/clang/" + Major,
        "/usr/lib/llvm-" + Major + "/lib/clang/" + Major,
        "/usr/lib64/clang/" + Major, "/usr/local/lib/clang/" + Major})
    if (sys::fs::is_directory(Candidate + "/include"))
      return Candidate;
  return LOCKTIDY_RESOURCE_DIR;
}

/// `@file` arguments replaced by what the file holds.
static std::vector<std::string> expandResponses(const CompileJob &Job,
                                                vfs::FileSystem &FS) {
  if (!any_of(Job.Arguments, [](StringRef A) { return A.starts_with("@"); }))
    return Job.Arguments;
  BumpPtrAllocator Storage;
  SmallVector<const char *, 64> Words;
  for (const std::string &A : Job.Arguments)
    Words.push_back(A.c_str());
  cl::ExpansionContext Expansion(Storage, cl::TokenizeGNUCommandLine);
  Expansion.setVFS(&FS).setCurrentDir(Job.Directory);
  // An unreadable file stays as it is and becomes an error of the driver.
  consumeError(Expansion.expandResponseFiles(Words));
  return {Words.begin(), Words.end()};
}

/// The command that only parses, by \p Job's flags, as this Clang takes them.
static std::vector<std::string>
parseCommand(const CompileJob &Job, vfs::FileSystem &FS, LoweredFile &Result) {
  AdjustedCommand Command = adjustCommand(expandResponses(Job, FS));
  Result.DroppedFlags = std::move(Command.Dropped);
  std::vector<std::string> &Words = Command.Arguments;
  if (!any_of(Words,
              [](StringRef W) { return W.starts_with("-resource-dir"); }))
    Words.insert(Words.begin() + 1, "-resource-dir=" + resourceDirectory());
  // What GCC accepts in old C, Clang may only warn of: better half understood
  // than left out.
  auto End = std::find(Words.begin(), Words.end(), "--");
  Words.insert(End, {"-Wno-error=implicit-function-declaration",
                     "-Wno-error=implicit-int", "-Wno-error=int-conversion",
                     "-Wno-error=incompatible-function-pointer-types",
                     "-Wno-error=incompatible-pointer-types",
                     "-Wno-error=return-type", "-Wno-error=return-mismatch"});
  return std::move(Words);
}

/// Leaves of \p I only what parsing needs: no output, no statistics, and every
/// error counted.
static void quieten(clang::CompilerInvocation &I) {
  clang::DiagnosticOptions &D = I.getDiagnosticOpts();
  D.IgnoreWarnings = true;
  D.ErrorLimit = 0;
  D.ShowCarets = false; // else a count of errors goes to stderr
  D.VerifyDiagnostics = false;
  D.DiagnosticLogFile.clear();
  D.DiagnosticSerializationFile.clear();
  clang::FrontendOptions &F = I.getFrontendOpts();
  F.ProgramAction = clang::frontend::ParseSyntaxOnly;
  F.DisableFree = false; // the driver expects one file per process
  F.ShowStats = false;
  F.OutputFile.clear();
  F.StatsFile.clear();
  I.getHeaderSearchOpts().Verbose = false;
  I.getDependencyOutputOpts() = clang::DependencyOutputOptions();
}

static void fail(LoweredFile &Result, const CompileJob &Job,
                 std::string Message) {
  Result.Status = LoweredFile::Failed;
  Result.Graph = TUGraph();
  Result.FirstError = {Job.File, 0, 0, std::move(Message)};
}

static std::string describe(const SourceError &E) {
  std::string Place = E.File;
  if (E.Line)
    Place += ":" + std::to_string(E.Line) + ":" + std::to_string(E.Column);
  return Place.empty() ? E.Message : Place + ": " + E.Message;
}

/// lowerFile without the protection against crashes.
static void lowerUnprotected(const CompileJob &Job,
                             ArrayRef<const Model *> Models,
                             const LoweringOptions &Options,
                             LoweredFile &Result) {
  compat::FileSystemPtr FS(vfs::createPhysicalFileSystem().release());
  if (Job.Generated)
    FS = overlay(std::move(FS), *Job.Generated);
  if (std::error_code EC = FS->setCurrentWorkingDirectory(Job.Directory))
    return fail(Result, Job,
                "cannot enter the directory of its compile command, '" +
                    Job.Directory + "': " + EC.message());
  if (!FS->exists(Job.File))
    return fail(Result, Job, "no such file, though a compile command names it");

  std::vector<std::string> Words = parseCommand(Job, *FS, Result);
  std::vector<const char *> Raw;
  for (const std::string &W : Words)
    Raw.push_back(W.c_str());
  FlagErrorCollector FlagErrors;
  clang::DiagnosticOptions FlagOptions;
  clang::CreateInvocationOptions How;
  How.Diags = compat::makeDiagnostics(FlagOptions, FlagErrors);
  How.VFS = FS;
  How.RecoverOnError = true;
  std::shared_ptr<clang::CompilerInvocation> Invocation =
      clang::createInvocation(Raw, How);
  Result.FlagErrors = FlagErrors.Errors;
  if (!Invocation)
    return fail(Result, Job,
                FlagErrors.Errors.empty()
                    ? "its compile command does not compile a source file"
                    : "its compile command is not usable: " +
                          FlagErrors.Errors.front());
  quieten(*Invocation);

  ErrorCollector Errors(Job.Directory);
  auto Instance = compat::makeInstance(Invocation, FS, Errors);
  // A missing header ends the parse otherwise.
  Instance->getDiagnostics().setFatalsAsError(true);
  Lowering L(Models, Options);
  LowerAction Action(L, Result.Graph);
  Instance->ExecuteAction(Action);
  if (!Action.Done)
    return fail(Result, Job,
                Errors.First.Message.empty() ? "not parsed"
                                             : Errors.First.Message);
  unsigned Count = Errors.getNumErrors();
  Result.Status = Count ? LoweredFile::Partial : LoweredFile::Complete;
  Result.FirstError = Errors.First;
  Result.MissingHeaders = std::move(Errors.Missing);
  Result.Graph.ParseErrors = Count;
  if (Count)
    Result.Graph.FirstError = describe(Errors.First);
}

LoweredFile locktidy::lowerFile(const CompileJob &Job,
                                ArrayRef<const Model *> Models,
                                const LoweringOptions &Options) {
  auto Result = std::make_unique<LoweredFile>();
  CrashRecoveryContext Guard;
  // A thread of its own, since a pool's may have less stack than deeply nested
  // source takes.
  if (Guard.RunSafelyOnThread(
          [&] { lowerUnprotected(Job, Models, Options, *Result); },
          clang::DesiredStackSize))
    return std::move(*Result);
  // Half written when it crashed: not even its destructor may run.
  (void)Result.release();
  LoweredFile Crash;
  fail(Crash, Job, "the analysis of this file crashed");
  Crash.Crashed = true;
  return Crash;
}
