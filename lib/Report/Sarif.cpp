//===- Sarif.cpp - findings as SARIF 2.1.0 --------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Written as a stream, property by property, since a kernel's log need not fit
// into memory a second time.
//
//===----------------------------------------------------------------------===//
#include "Report/Sarif.h"
#include "Report/Output.h"
#include "Report/Sources.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

using namespace locktidy;
using llvm::StringRef;

/// Code scanning services show this many steps of a path at most; the ends of a
/// longer one say more than its middle.
static constexpr size_t MaxSteps = 100;

/// `error` and `warning` are levels of SARIF too.
static StringRef levelOf(Severity S) {
  switch (S) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Advice:
    return "note";
  }
  llvm_unreachable("unknown severity");
}

static StringRef problemSeverityOf(Severity S) {
  return S == Severity::Advice ? "recommendation" : levelOf(S);
}

/// \p Path with what RFC 3986 does not allow in a path escaped.
static std::string uriPath(StringRef Path) {
  std::string Uri;
  for (char C : Path)
    if (llvm::isAlnum(C) || StringRef("-._~/!$&'()*+,;=@").contains(C))
      Uri += C;
    else
      Uri += "%" + llvm::utohexstr(static_cast<unsigned char>(C),
                                   /*LowerCase=*/false, /*Width=*/2);
  return Uri;
}

namespace {

class SarifWriter {
public:
  SarifWriter(llvm::raw_ostream &OS, const SarifLog &Log)
      : J(OS, /*IndentSize=*/2), Log(Log) {}

  void log();

private:
  void run();
  void driver();
  void rule(const Rule &R);
  void invocation();
  void result(const Finding &F, bool Suppressed);
  void codeFlow(const Finding &F);
  void threadFlow(const std::vector<Step> &Path);
  void fixes(const Finding &F);
  void replacement(const FixIt &Fix);
  void location(const Location &L, StringRef Text = "");
  void physicalLocation(const Location &L);
  void artifact(StringRef File);
  void step(const Step &S);

  /// `"Key": {"text": Text}`
  void message(StringRef Key, StringRef Text) {
    J.attributeObject(Key,
                      [&] { J.attribute("text", llvm::json::fixUTF8(Text)); });
  }

  llvm::json::OStream J;
  const SarifLog &Log;
};

} // namespace

void SarifWriter::log() {
  J.object([&] {
    J.attribute("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    J.attribute("version", "2.1.0");
    J.attributeArray("runs", [&] { J.object([&] { run(); }); });
  });
}

void SarifWriter::run() {
  J.attributeObject("tool",
                    [&] { J.attributeObject("driver", [&] { driver(); }); });
  J.attributeArray("invocations", [&] { J.object([&] { invocation(); }); });
  if (!Log.Root.empty())
    J.attributeObject("originalUriBaseIds", [&] {
      J.attributeObject("%SRCROOT%", [&] {
        std::string Root = StringRef(Log.Root).rtrim('/').str() + "/";
        J.attribute("uri", "file://" + uriPath(Root));
      });
    });
  J.attributeArray("results", [&] {
    for (size_t I = 0; I != Log.Findings.size(); ++I)
      J.object([&] {
        result(Log.Findings[I], I < Log.Suppressed.size() && Log.Suppressed[I]);
      });
  });
}

void SarifWriter::driver() {
  J.attribute("name", "locktidy");
  J.attribute("version", LOCKTIDY_VERSION);
  if (!Log.DocsUri.empty())
    J.attribute("informationUri", Log.DocsUri);
  J.attributeArray("rules", [&] {
    for (const Rule *R : Log.Rules)
      J.object([&] { rule(*R); });
  });
}

void SarifWriter::rule(const Rule &R) {
  J.attribute("id", "locktidy-" + R.Id.str());
  // Code scanning services demand a full description and a help text too; the
  // rule's page is where there is more to say.
  std::string Help = R.Summary.str();
  message("shortDescription", R.Summary);
  message("fullDescription", R.Summary);
  if (!Log.DocsUri.empty()) {
    std::string Page = Log.DocsUri + R.Id.str() + ".md";
    J.attribute("helpUri", Page);
    Help += "; see " + Page;
  }
  message("help", Help);
  J.attributeObject("defaultConfiguration",
                    [&] { J.attribute("level", levelOf(R.Level)); });
  J.attributeObject("properties", [&] {
    J.attribute("problem.severity", problemSeverityOf(R.Level));
    J.attributeArray("tags", [&] {
      J.value("concurrency");
      J.value("kernel");
    });
  });
}

void SarifWriter::invocation() {
  J.attribute("executionSuccessful", Log.Successful);
  J.attributeArray("toolExecutionNotifications", [&] {
    for (const FailedFile &F : Log.Failed)
      J.object([&] {
        J.attribute("level", F.Partial ? "warning" : "error");
        message("message", F.Message);
        J.attributeArray("locations", [&] { location({F.File, 0, 0}); });
      });
  });
}

void SarifWriter::result(const Finding &F, bool Suppressed) {
  J.attribute("ruleId", "locktidy-" + F.Rule);
  for (size_t I = 0; I != Log.Rules.size(); ++I)
    if (Log.Rules[I]->Id == F.Rule)
      J.attribute("ruleIndex", static_cast<int64_t>(I));
  J.attribute("level", levelOf(F.Level));
  std::string Text = F.Message;
  for (const std::string &Observed : F.Runtime)
    Text += "; " + Observed;
  for (const std::string &A : F.Assumptions)
    Text += "; " + A;
  message("message", Text);
  J.attributeArray("locations", [&] { location(F.Where); });
  codeFlow(F);
  if (!F.Fingerprint.empty())
    J.attributeObject("partialFingerprints",
                      [&] { J.attribute("locktidy/v1", F.Fingerprint); });
  fixes(F);
  // In a run either all results have suppressions or none: an empty list says
  // that there are none, no list that nobody looked.
  J.attributeArray("suppressions", [&] {
    if (Suppressed)
      J.object([&] { J.attribute("kind", "inSource"); });
  });
}

void SarifWriter::codeFlow(const Finding &F) {
  std::vector<const std::vector<Step> *> Paths;
  for (const std::vector<Step> &P : F.Paths)
    if (!P.empty())
      Paths.push_back(&P);
  if (Paths.empty())
    return;
  J.attributeArray("codeFlows", [&] {
    J.object([&] {
      J.attributeArray("threadFlows", [&] {
        for (size_t I = 0; I != Paths.size(); ++I)
          J.object([&] {
            if (Paths.size() > 1)
              J.attribute("id", "path " + std::to_string(I + 1));
            threadFlow(*Paths[I]);
          });
      });
    });
  });
  // Where each path begins, and where else the cause shows: the places to look
  // at besides the finding's own.
  J.attributeArray("relatedLocations", [&] {
    for (const std::vector<Step> *P : Paths)
      location(P->front().Where, P->front().Text);
    for (const Step &S : F.Elsewhere)
      location(S.Where, S.Text);
  });
}

void SarifWriter::threadFlow(const std::vector<Step> &Path) {
  bool Long = Path.size() > MaxSteps;
  J.attributeArray("locations", [&] {
    for (size_t I = 0; I != Path.size(); ++I) {
      bool AtAnEnd = I < MaxSteps / 2 || I + MaxSteps / 2 >= Path.size();
      if (!Long || AtAnEnd)
        step(Path[I]);
    }
  });
}

void SarifWriter::step(const Step &S) {
  J.object([&] {
    J.attributeBegin("location");
    location(S.Where, S.Text);
    J.attributeEnd();
  });
}

void SarifWriter::fixes(const Finding &F) {
  if (F.Fixes.empty())
    return;
  J.attributeArray("fixes", [&] {
    J.object([&] {
      J.attributeArray("artifactChanges", [&] {
        for (const FixIt &Fix : F.Fixes)
          J.object([&] {
            artifact(Fix.Where.File);
            J.attributeArray("replacements",
                             [&] { J.object([&] { replacement(Fix); }); });
          });
      });
    });
  });
}

void SarifWriter::replacement(const FixIt &Fix) {
  J.attributeObject("deletedRegion", [&] {
    J.attribute("startLine", Fix.Where.Line);
    J.attribute("startColumn", Fix.Where.Column);
    J.attribute("endLine", Fix.EndLine);
    J.attribute("endColumn", Fix.EndColumn);
  });
  message("insertedContent", Fix.Text);
}

void SarifWriter::location(const Location &L, StringRef Text) {
  J.object([&] {
    physicalLocation(L);
    if (!Text.empty())
      message("message", Text);
  });
}

void SarifWriter::physicalLocation(const Location &L) {
  if (L.File.empty())
    return;
  J.attributeObject("physicalLocation", [&] {
    artifact(L.File);
    if (L.Line)
      J.attributeObject("region", [&] {
        J.attribute("startLine", L.Line);
        if (L.Column)
          J.attribute("startColumn", L.Column);
      });
  });
}

void SarifWriter::artifact(StringRef File) {
  J.attributeObject("artifactLocation", [&] {
    std::string Relative = relativeTo(Log.Root, File);
    if (StringRef(Relative).starts_with("/")) {
      J.attribute("uri", "file://" + uriPath(Relative));
      return;
    }
    J.attribute("uri", uriPath(Relative));
    if (!Log.Root.empty())
      J.attribute("uriBaseId", "%SRCROOT%");
  });
}

void locktidy::printSarif(llvm::raw_ostream &OS, const SarifLog &Log) {
  SarifWriter(OS, Log).log();
  OS << '\n';
}

llvm::Error locktidy::writeSarif(StringRef File, const SarifLog &Log) {
  return writeFile(File, [&](llvm::raw_ostream &OS) { printSarif(OS, Log); });
}
