//===- RpcHeaders.cpp - headers made by rpcgen ----------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The language of RFC 4506 and 5531 as C declarations. Conditions and lines
// with a leading `%` stay where they are, so that the C preprocessor decides on
// them: that gives what rpcgen gives, without a second preprocessor here.
//
//   struct foo { string name<>; opaque data<8>; };
//     typedef struct foo foo;
//     struct foo { char *name; struct { u_int data_len; char *data_val; } data;
//     }; bool_t xdr_foo();
//
// Functions are declared without parameters: headers of the kernel declare some
// of them again, with parameters that differ.
//
//===----------------------------------------------------------------------===//

#include "Project/Generators.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace locktidy;
using namespace llvm;

namespace {

class RpcReader {
public:
  explicit RpcReader(StringRef Text) { split(Text); }
  std::string read();

private:
  void split(StringRef Text);
  void line(const Twine &Text);
  void define(StringRef Name, ArrayRef<StringRef> Value);
  StringRef peek();
  StringRef next();
  SmallVector<StringRef> until(StringRef End);
  void enumeration();
  void structure();
  void discriminated();
  void program();
  void version();

  /// Of the language, and whole lines for the preprocessor, with `#` or `%`.
  std::vector<StringRef> Words;
  size_t At = 0;
  std::string Out;
};

} // namespace

static bool isWordChar(char C) { return isAlnum(C) || C == '_'; }

/// Cuts \p Text into words; comments go.
void RpcReader::split(StringRef Text) {
  bool AtLineStart = true;
  while (!Text.empty()) {
    size_t Length = 1;
    char C = Text.front();
    if (Text.starts_with("/*")) {
      size_t End = Text.find("*/");
      Text = End == StringRef::npos ? "" : Text.drop_front(End + 2);
      continue;
    }
    if (isSpace(C)) {
      AtLineStart |= C == '\n';
      Text = Text.drop_front();
      continue;
    }
    if (AtLineStart && (C == '%' || C == '#'))
      Length = std::min(Text.find('\n'), Text.size());
    else if (isWordChar(C))
      Length = Text.take_while(isWordChar).size();
    Words.push_back(Text.take_front(Length));
    Text = Text.drop_front(Length);
    AtLineStart = false;
  }
}

/// Writes a line of its own. No empty one before it: the one before may go on
/// in this.
void RpcReader::line(const Twine &Text) {
  if (!StringRef(Out).ends_with("\n"))
    Out += '\n';
  Out += (Text + "\n").str();
}

/// The next word of the language, empty at the end. Lines before it are written
/// where they are.
StringRef RpcReader::peek() {
  for (; At < Words.size(); ++At) {
    StringRef Line = Words[At];
    if (Line.front() != '%' && Line.front() != '#')
      return Line;
    Line.consume_front("%");
    // What another description declares is in the header made of it.
    StringRef File = Line.rtrim("\" \t\r").rsplit('"').second;
    if (Line.starts_with("#include") && File.consume_back(".x"))
      line("#include \"" + sys::path::filename(File) + ".h\"");
    else
      line(Line);
  }
  return "";
}

StringRef RpcReader::next() {
  StringRef Word = peek();
  At += !Word.empty();
  return Word;
}

/// The words before \p End, which is read too.
SmallVector<StringRef> RpcReader::until(StringRef End) {
  SmallVector<StringRef> Found;
  for (StringRef Word = next(); !Word.empty() && Word != End; Word = next())
    Found.push_back(Word);
  return Found;
}

/// Where the bound of a declaration begins; the word before is its name.
static const StringRef *boundOf(ArrayRef<StringRef> Words) {
  return find_if(Words, [](StringRef W) { return W == "<" || W == "["; });
}

/// `string name<8>` as C; empty for `void`.
static std::string declaration(ArrayRef<StringRef> Words) {
  if (Words.empty() || Words.back() == "void")
    return "";
  auto Bound = boundOf(Words);
  auto Name = Bound - (Bound != Words.begin());
  std::string Type = join(Words.begin(), Name, " ");
  if (Type == "unsigned")
    Type = "u_int";
  else if (Type == "bool")
    Type = "bool_t";
  else if (Type == "hyper")
    Type = "longlong_t";
  else if (Type == "unsigned hyper")
    Type = "u_longlong_t";
  if (Type == "string")
    return ("char *" + *Name + ";\n").str();
  if (Type == "opaque")
    Type = "char";
  if (Bound != Words.end() && *Bound == "<")
    return ("struct { u_int " + *Name + "_len; " + Type + " *" + *Name +
            "_val; } " + *Name + ";\n")
        .str();
  return Type + " " + join(Name, Words.end(), " ") + ";\n";
}

static std::string xdrFunction(StringRef Name) {
  return ("bool_t xdr_" + Name + "();\n").str();
}

void RpcReader::enumeration() {
  std::string Name = next().str();
  Out += "enum " + Name + " ";
  StringRef Word;
  while (!(Word = next()).empty() && Word != "}")
    Out += (Word + " ").str();
  until(";");
  Out += "};\ntypedef enum " + Name + " " + Name + ";\n" + xdrFunction(Name);
}

void RpcReader::structure() {
  std::string Name = next().str();
  // First the short name: the structure may point to its like.
  Out += "typedef struct " + Name + " " + Name + ";\nstruct " + Name + " {\n";
  until("{");
  while (!peek().empty() && peek() != "}")
    Out += declaration(until(";"));
  until(";");
  Out += "};\n" + xdrFunction(Name);
}

/// `union n switch (int tag) { case 1: foo x; default: void; };`
void RpcReader::discriminated() {
  std::string Name = next().str();
  until("(");
  Out += "typedef struct " + Name + " " + Name + ";\nstruct " + Name + " {\n";
  Out += declaration(until(")"));
  Out += "union {\n";
  until("{");
  while (!peek().empty() && peek() != "}") {
    if (peek() == "case" || peek() == "default")
      until(":");
    else
      Out += declaration(until(";"));
  }
  until(";");
  Out += "} " + Name + "_u;\n};\n" + xdrFunction(Name);
}

void RpcReader::define(StringRef Name, ArrayRef<StringRef> Value) {
  line("#define " + Name + " " + join(Value, " "));
}

/// `version V { foo P(bar) = 1; } = 2;` declares p_2() and p_2_svc().
void RpcReader::version() {
  StringRef Name = next();
  SmallVector<StringRef> Procedures;
  until("{");
  while (!peek().empty() && peek() != "}") {
    SmallVector<StringRef> Result = until("(");
    until("=");
    if (Result.empty())
      break;
    Procedures.push_back(Result.back());
    define(Result.back(), until(";"));
  }
  until("=");
  SmallVector<StringRef> Number = until(";");
  define(Name, Number);
  for (StringRef Procedure : Procedures) {
    std::string Function = Procedure.lower() + "_" + join(Number, "");
    Out +=
        "enum clnt_stat " + Function + "();\nbool_t " + Function + "_svc();\n";
  }
}

void RpcReader::program() {
  StringRef Name = next();
  until("{");
  while (peek() == "version") {
    next();
    version();
  }
  until("=");
  define(Name, until(";"));
}

std::string RpcReader::read() {
  Out = "#pragma once\n#pragma push_macro(\"RPC_HDR\")\n#undef RPC_HDR\n"
        "#define RPC_HDR 1\n#include <rpc/rpc.h>\n";
  for (StringRef Word = next(); !Word.empty(); Word = next()) {
    if (Word == "enum") {
      enumeration();
    } else if (Word == "struct") {
      structure();
    } else if (Word == "union") {
      discriminated();
    } else if (Word == "program") {
      program();
    } else if (Word == "const") {
      StringRef Name = next();
      until("=");
      define(Name, until(";"));
    } else if (Word == "typedef") {
      SmallVector<StringRef> Type = until(";");
      Out += "typedef " + declaration(Type);
      if (auto Bound = boundOf(Type); Bound != Type.begin())
        Out += xdrFunction(Bound[-1]);
    }
  }
  return Out + "#pragma pop_macro(\"RPC_HDR\")\n";
}

std::string locktidy::rpcHeader(StringRef Description) {
  return RpcReader(Description).read();
}
