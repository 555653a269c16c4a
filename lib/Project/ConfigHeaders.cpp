//===- ConfigHeaders.cpp - headers made by config(1) of NetBSD ------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Generators.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace locktidy;
using namespace llvm;

/// A name as the lists write it.
static bool isName(StringRef Word) {
  return !Word.empty() &&
         all_of(Word, [](char C) { return isAlnum(C) || C == '_'; });
}

/// `{[port = -1], [size = 0]}` of the attribute or device \p Name.
void ConfigHeaders::addLocators(StringRef Name, StringRef Text) {
  std::string Prefix = Name.upper() + "CF_";
  SmallVector<StringRef> Items;
  SplitString(Text, Items, ",");
  unsigned Index = 0;
  for (StringRef Item : Items) {
    auto [Locator, Default] = Item.trim(" \t[]").split('=');
    Locator = Locator.trim();
    if (!isName(Locator))
      continue;
    std::string Macro = Prefix + Locator.upper();
    Locators[Macro] = std::to_string(Index++);
    if (Default = Default.trim(); !Default.empty())
      Locators[Macro + "_DEFAULT"] = Default.str();
  }
  Locators[Prefix + "NLOCS"] = std::to_string(Index);
}

void ConfigHeaders::addStatement(StringRef Text) {
  SmallVector<StringRef> Words;
  SplitString(Text, Words, " \t&|()!,:");
  if (Words.size() < 2)
    return;
  StringRef Kind = Words[0], Name = Words[1];
  if (Kind == "file") {
    if (is_contained(Words, "needs-flag") || is_contained(Words, "needs-count"))
      for (StringRef Word : drop_begin(Words, 2))
        if (isName(Word))
          Counted.insert(Word.str());
    return;
  }
  bool IsDevice = is_contained({"device", "defpseudo", "defpseudodev"}, Kind);
  if (!isName(Name) || (!IsDevice && Kind != "define"))
    return;
  if (IsDevice)
    Drivers.insert(Name.str());
  if (Text.contains('{'))
    addLocators(Name, Text.split('{').second.split('}').first);
}

void ConfigHeaders::add(StringRef List) {
  // A statement goes on in lines that begin with a blank.
  std::string Statement;
  while (!List.empty()) {
    auto [Line, Rest] = List.split('\n');
    List = Rest;
    Line = Line.split('#').first.rtrim(" \t\\");
    if (!Line.empty() && !isSpace(Line.front())) {
      addStatement(Statement);
      Statement.clear();
    }
    Statement += " " + Line.str();
  }
  addStatement(Statement);
}

HeaderMap
ConfigHeaders::headers(const std::map<std::string, std::string> &Counts) const {
  HeaderMap Out;
  for (const std::string &Name : Counted) {
    auto It = Counts.find(Name);
    Out[Name + ".h"] = "#define N" + StringRef(Name).upper() + " " +
                       (It == Counts.end() ? "1" : It->second) + "\n";
  }
  for (const std::string &Name : Drivers)
    Out["ioconf.h"] += "extern struct cfdriver " + Name + "_cd;\n";
  for (const auto &[Macro, Value] : Locators)
    Out["locators.h"] += "#define " + Macro + " " + Value + "\n";
  return Out;
}
