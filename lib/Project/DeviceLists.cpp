//===- DeviceLists.cpp - headers of devices and options -------------------===//
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

/// The first word of \p Text, which is shortened by it.
static StringRef takeWord(StringRef &Text) {
  Text = Text.ltrim();
  StringRef Word = Text.take_until([](char C) { return isSpace(C); });
  Text = Text.drop_front(Word.size());
  return Word;
}

static void forEachLine(StringRef Text, function_ref<void(StringRef)> Do) {
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Do(Line);
    Text = Rest;
  }
}

static std::string defineLine(const Twine &Name, const Twine &Value) {
  return ("#define " + Name + " " + Value + "\n").str();
}

static std::string quoted(StringRef Text) {
  std::string Out = "\"";
  for (char C : Text)
    Out += C == '"' || C == '\\' ? std::string{'\\', C} : std::string{C};
  return Out + "\"";
}

std::string
locktidy::deviceHeader(StringRef List,
                       const std::map<std::string, std::string> &Prefix) {
  auto Of = [&](const char *Key) {
    auto It = Prefix.find(Key);
    return It == Prefix.end() ? StringRef() : StringRef(It->second);
  };
  std::string Out;
  forEachLine(List, [&](StringRef Line) {
    StringRef Kind = takeWord(Line);
    if (Kind == "vendor" || Kind == "oui") {
      StringRef Name = takeWord(Line), Number = takeWord(Line);
      // A vendor without a number is one that no device reports.
      Out += defineLine(Of("vendor") + Name,
                        Number == "-1" ? "0xffffffff" : Number);
      return;
    }
    if (Kind != "product" && Kind != "model")
      return;
    std::string Name = takeWord(Line).str();
    Name += "_" + takeWord(Line).str();
    Line = Line.trim();
    StringRef Strings = "{ NULL, NULL, NULL, NULL }", Number = "0xffffffff";
    if (Line.starts_with("{")) {
      Strings = Line.take_front(Line.find('}') + 1);
      Line = Line.drop_front(Strings.size());
    } else {
      Number = takeWord(Line);
    }
    Out += defineLine(Of("product") + Name, Number);
    if (!Of("strings").empty())
      Out += defineLine(Of("strings") + Name, Strings);
    if (!Of("text").empty())
      Out += defineLine(Of("text") + Name, quoted(Line.trim()));
  });
  return Out;
}

HeaderMap locktidy::privilegeHeaders(StringRef Definitions) {
  unsigned Privileges = 0, Sets = 0;
  std::string Strings, Numbers;
  forEachLine(Definitions, [&](StringRef Line) {
    StringRef Kind = takeWord(Line);
    while (Kind == "basic" || Kind == "unsafe")
      Kind = takeWord(Line);
    if (Kind != "privilege" && Kind != "set")
      return;
    StringRef Name = takeWord(Line), Short = Name;
    Short.consume_front("PRIV_");
    Strings +=
        defineLine(Name, "((const char *)" + quoted(Short.lower()) + ")");
    unsigned &Count = Kind == "set" ? Sets : Privileges;
    Numbers += defineLine(Name, Twine(Count++));
  });
  // The sets of a kernel have room for privileges to come, in words of 32.
  unsigned Words = Privileges / 32 + 1;
  return {{"sys/priv_names.h",
           "#ifndef __PRIV_CONST_IMPL\n" + Strings + "#endif\n"},
          {"sys/priv_const.h",
           "#ifndef __PRIV_CONST_IMPL\n#define __PRIV_CONST_IMPL\n" + Numbers +
               defineLine("PRIV_NSET", Twine(Sets)) +
               defineLine("PRIV_SETSIZE", Twine(Words)) +
               defineLine("MAX_PRIVILEGE", Twine(Words * 32)) +
               "extern const char *priv_names[], *priv_setnames[];\n"
               "extern int nprivs, privbytes, maxprivbytes;\n"
               "extern __SIZE_TYPE__ privinfosize;\n"
               "extern char *priv_str;\n"
               "extern struct priv_set *priv_basic;\n"
               "extern struct priv_impl_info *priv_info;\n"
               "extern struct priv_info_names *priv_ninfo;\n"
               "#endif\n"}};
}

HeaderMap locktidy::countHeaders(StringRef List, StringRef As) {
  HeaderMap Out;
  forEachLine(List, [&](StringRef Line) {
    Line = Line.split('#').first;
    takeWord(Line);
    if (takeWord(Line) != "optional")
      return;
    StringRef Name = takeWord(Line);
    auto [Before, After] = As.split('*');
    if (all_of(Name, [](char C) { return isAlnum(C) || C == '_'; }))
      Out[(Before + Name + After).str()] = defineLine("N" + Name.upper(), "1");
  });
  return Out;
}

void OptionHeaders::addKnown(StringRef List) {
  forEachLine(List, [&](StringRef Line) {
    Line = Line.split('#').first;
    StringRef Name = takeWord(Line), Header = takeWord(Line);
    if (!Name.empty())
      HeaderOf[Name.str()] =
          Header.empty() ? "opt_" + Name.lower() + ".h" : Header.str();
  });
}

void OptionHeaders::addConfig(StringRef Config) {
  forEachLine(Config, [&](StringRef Line) {
    Line = Line.split('#').first;
    StringRef Kind = takeWord(Line), Word = takeWord(Line);
    if (Kind == "options" || Kind == "option") {
      auto [Name, Value] = Word.split('=');
      define(Name, Value.empty() ? "1" : Value);
    } else if (Kind == "device") {
      std::string Option = "DEV_" + Word.upper();
      if (HeaderOf.count(Option))
        define(Option, "1");
    }
  });
}

void OptionHeaders::define(StringRef Name, StringRef Value) {
  Values[Name.str()] = Value.str();
}

void OptionHeaders::undefine(StringRef Name) { Values.erase(Name.str()); }

HeaderMap OptionHeaders::headers(StringRef Global) const {
  HeaderMap Out;
  Out[Global.str()];
  for (const auto &[Option, Header] : HeaderOf)
    Out[Header];
  for (const auto &[Name, Value] : Values) {
    auto It = HeaderOf.find(Name);
    Out[It == HeaderOf.end() ? Global.str() : It->second] +=
        defineLine(Name, Value);
  }
  return Out;
}
