//===- Text.cpp - findings as compilers print them ------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Text.h"
#include "Report/Notes.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Unicode.h"

using namespace locktidy;
using llvm::raw_ostream;
using llvm::StringRef;

StringRef locktidy::severityName(Severity S) {
  switch (S) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Advice:
    return "advice";
  }
  llvm_unreachable("unknown severity");
}

static raw_ostream::Colors colourOf(Severity S) {
  switch (S) {
  case Severity::Error:
    return raw_ostream::RED;
  case Severity::Warning:
    return raw_ostream::MAGENTA;
  case Severity::Advice:
    return raw_ostream::BLUE;
  }
  llvm_unreachable("unknown severity");
}

namespace {

/// Source text as a terminal may show it: tabs expanded, and neither control
/// characters nor broken UTF-8 (old drivers have Latin-1 in their comments).
struct Displayed {
  std::string Chars;
  unsigned Width = 0;

  explicit Displayed(StringRef Text) {
    while (!Text.empty()) {
      unsigned Size = llvm::getNumBytesForUTF8(Text.bytes_begin()[0]);
      const llvm::UTF8 *Begin = Text.bytes_begin();
      if (Text[0] == '\t') {
        unsigned Blanks = 8 - Width % 8;
        add(std::string(Blanks, ' '), Blanks);
        Size = 1;
      } else if (Size > Text.size() ||
                 !llvm::isLegalUTF8Sequence(Begin, Begin + Size)) {
        add("?", 1);
        Size = 1;
      } else {
        int W = llvm::sys::unicode::columnWidthUTF8(Text.take_front(Size));
        W < 0 ? add("?", 1) : add(Text.take_front(Size), W);
      }
      Text = Text.drop_front(Size);
    }
  }

private:
  void add(StringRef S, unsigned W) {
    Chars += S;
    Width += W;
  }
};

class FindingPrinter {
public:
  FindingPrinter(raw_ostream &OS, Sources &Lines, const TextOptions &Options)
      : OS(OS), Lines(Lines), Options(Options) {
    OS.enable_colors(Options.Colour);
  }

  void print(const Finding &F);

private:
  void place(const Location &L);
  void note(const Note &N);
  void snippet(const Location &L, const std::vector<FixIt> &Fixes = {});

  raw_ostream &OS;
  Sources &Lines;
  const TextOptions &Options;
};

} // namespace

void FindingPrinter::place(const Location &L) {
  OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  OS << (L.File.empty() ? "locktidy" : relativeTo(Options.Directory, L.File))
     << ':';
  if (L.Line)
    OS << L.Line << ':' << L.Column << ':';
  OS.resetColor();
  OS << ' ';
}

void FindingPrinter::note(const Note &N) {
  place(N.Where);
  OS.changeColor(raw_ostream::CYAN, /*Bold=*/true) << "note:";
  OS.resetColor() << ' ' << N.Text << '\n';
  if (N.Quotes)
    snippet(N.Where);
}

void FindingPrinter::snippet(const Location &L,
                             const std::vector<FixIt> &Fixes) {
  if (!Options.Snippets)
    return;
  std::optional<StringRef> Line = Lines.line(L.File, L.Line);
  if (!Line)
    return;
  auto ColumnOf = [&](unsigned Column) {
    return Displayed(Line->take_front(Column ? Column - 1 : 0)).Width;
  };
  OS << llvm::formatv("{0,5} | ", L.Line) << Displayed(*Line).Chars << '\n';
  if (L.Column) {
    OS << "      | ";
    OS.indent(ColumnOf(L.Column));
    OS.changeColor(raw_ostream::GREEN, /*Bold=*/true) << '^';
    OS.resetColor() << '\n';
  }
  for (const FixIt &Fix : Fixes)
    if (Fix.Where.File == L.File && Fix.Where.Line == L.Line &&
        !StringRef(Fix.Text).contains('\n')) {
      OS << "      | ";
      OS.indent(ColumnOf(Fix.Where.Column));
      OS.changeColor(raw_ostream::GREEN) << Displayed(Fix.Text).Chars;
      OS.resetColor() << '\n';
    }
}

void FindingPrinter::print(const Finding &F) {
  place(F.Where);
  OS.changeColor(colourOf(F.Level), /*Bold=*/true)
      << severityName(F.Level) << ':';
  OS.resetColor() << ' ';
  OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true) << F.Message;
  OS.resetColor() << " [locktidy-" << F.Rule << "]\n";
  snippet(F.Where, F.Fixes);
  for (const Note &N : notesOf(F))
    note(N);
}

void locktidy::printFinding(raw_ostream &OS, const Finding &F, Sources &Lines,
                            const TextOptions &Options) {
  FindingPrinter(OS, Lines, Options).print(F);
}

/// `9822` is `9 822`.
static std::string grouped(uint64_t N) {
  std::string Digits = std::to_string(N);
  for (size_t I = Digits.size(); I > 3;)
    Digits.insert(I -= 3, " ");
  return Digits;
}

/// `1 file`, `3 files`.
static std::string counted(uint64_t N, StringRef Noun) {
  return grouped(N) + " " + Noun.str() + (N == 1 ? "" : "s");
}

std::string locktidy::summaryLine(const Counts &C) {
  uint64_t Left = C.Failed + C.Skipped;
  std::string S = "analysed " + grouped(C.Files > Left ? C.Files - Left : 0) +
                  " of " + counted(C.Files, "file");
  if (C.Failed)
    S += ", " + grouped(C.Failed) + " failed";
  if (C.Partial)
    S += ", " + grouped(C.Partial) + " with syntax errors";
  if (C.Skipped)
    S += ", " + grouped(C.Skipped) + " skipped";
  S += "; " + counted(C.LockOperations, "lock operation");
  S += "; " + counted(C.Findings, "finding");
  if (C.Suppressed)
    S += ", " + grouped(C.Suppressed) + " suppressed";
  if (C.BelowLevel)
    S += ", " + grouped(C.BelowLevel) + " below the level shown";
  return S;
}
