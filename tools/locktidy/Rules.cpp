//===- Rules.cpp - locktidy rules, locktidy explain -----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The list of the rules, for terminals and as docs/rules/README.md, and the
// pages of docs/rules, which the build has embedded, as text for a terminal:
//
//   ## Why                            WHY
//   ```c                                  mtx_lock(&sc->mtx);
//   mtx_lock(&sc->mtx);
//   ```
//   see [limits](../limits.md)        see limits
//
//===----------------------------------------------------------------------===//

#include "locktidy/Rules.h"
#include "Report/Text.h"
#include "locktidy/Options.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace locktidy;
using namespace llvm;

namespace {
struct RulePage {
  StringLiteral Id, Text;
};
} // namespace

static constexpr RulePage Pages[] = {
#include "locktidy/RulePages.inc"
};

Expected<const Rule *> locktidy::findRule(StringRef Name) {
  Name.consume_front("locktidy-");
  StringRef Nearest;
  unsigned Best = ~0u;
  for (const Rule *R : allRules()) {
    unsigned Distance = Name.edit_distance(R->Id);
    if (Distance == 0)
      return R;
    if (Distance < Best) {
      Best = Distance;
      Nearest = R->Id;
    }
  }
  return createStringError(inconvertibleErrorCode(),
                           "no rule '" + Name + "'; the nearest is '" +
                               Nearest + "', and 'locktidy rules' lists them");
}

/// docs/rules/README.md.
static void printMarkdown(raw_ostream &OS) {
  OS << "# Rules\n\n"
        "What locktidy looks for, one page each; `locktidy explain RULE` "
        "prints "
        "it. An *error*\n"
        "panics, deadlocks or hangs when it is executed; a *warning* breaks a "
        "documented rule or\n"
        "loses protection; *advice* is legal but discouraged, or not certain, "
        "and shown with\n"
        "`--level=advice` only. What rests on an assumption is advice under "
        "every rule.\n\n"
        "This page is written by `locktidy rules --markdown`.\n\n"
        "| Rule | Level | What it finds |\n| --- | --- | --- |\n";
  for (const Rule *R : allRules())
    OS << formatv("| [{0}]({0}.md) | {1} | {2} |\n", R->Id,
                  severityName(R->Level), R->Summary);
}

int locktidy::runRules(bool Markdown) {
  if (Markdown) {
    printMarkdown(outs());
    return ExitClean;
  }
  size_t Width = 0;
  for (const Rule *R : allRules())
    Width = std::max(Width, R->Id.size());
  for (const Rule *R : allRules())
    outs() << R->Id << std::string(Width + 2 - R->Id.size(), ' ')
           << formatv("{0,-8}  ", severityName(R->Level)) << R->Summary << '\n';
  return ExitClean;
}

/// `[text](address)` is `text`.
static std::string withoutLinks(StringRef Line) {
  std::string Out;
  while (!Line.empty()) {
    size_t Open = Line.find('['), Middle = Line.find("](", Open),
           End = Line.find(')', Middle);
    if (Open == StringRef::npos || Middle == StringRef::npos ||
        End == StringRef::npos)
      break;
    Out += Line.take_front(Open);
    Out += Line.slice(Open + 1, Middle);
    Line = Line.drop_front(End + 1);
  }
  return Out + Line.str();
}

static void printPage(StringRef Text, raw_ostream &OS) {
  bool InCode = false;
  for (StringRef Line : split(Text.rtrim(), '\n')) {
    if (Line.starts_with("```")) {
      InCode = !InCode;
    } else if (InCode) {
      OS << (Line.empty() ? "" : "    ") << Line << '\n';
    } else if (Line.starts_with("#")) {
      bool IsTitle = Line.starts_with("# ");
      StringRef Title = Line.ltrim('#').trim();
      OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true)
          << (IsTitle ? Title.str() : Title.upper());
      OS.resetColor() << '\n';
    } else {
      OS << withoutLinks(Line) << '\n';
    }
  }
}

int locktidy::runExplain(const std::vector<std::string> &Names, bool Colour) {
  outs().enable_colors(Colour);
  for (size_t I = 0; I != Names.size(); ++I) {
    Expected<const Rule *> R = findRule(Names[I]);
    if (!R) {
      errs() << "locktidy: error: " << toString(R.takeError()) << '\n';
      return ExitError;
    }
    if (I != 0)
      outs() << '\n';
    for (const RulePage &Page : Pages) // a test asks for each rule's
      if (Page.Id == (*R)->Id)
        printPage(Page.Text, outs());
  }
  return ExitClean;
}
