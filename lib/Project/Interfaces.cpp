//===- Interfaces.cpp - headers made of interface descriptions ------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Method interfaces (*_if.m) and vnode operations (vnode_if.src).
//
//===----------------------------------------------------------------------===//

#include "Project/Generators.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace locktidy;
using namespace llvm;

namespace {

/// A parameter, `device_t dev`, and the name in it.
struct Parameter {
  std::string Text, Name;
};

class Lines {
public:
  explicit Lines(StringRef Text) : Rest(Text) {}
  bool next(StringRef &Line) {
    if (Rest.empty())
      return false;
    std::tie(Line, Rest) = Rest.split('\n');
    return true;
  }

private:
  StringRef Rest;
};

} // namespace

static bool isNamePart(char C) { return isAlnum(C) || C == '_'; }

/// The last name of \p Text, empty when it does not end in one.
static StringRef lastName(StringRef Text) {
  size_t End = Text.size();
  while (End && isNamePart(Text[End - 1]))
    --End;
  return Text.drop_front(End);
}

static std::string withoutComments(StringRef Text) {
  std::string Out;
  for (;;) {
    auto [Before, Rest] = Text.split("/*");
    Out += Before;
    if (Rest.empty())
      return Out;
    Text = Rest.split("*/").second;
  }
}

/// `int a; char *b;` in canonical spacing.
static std::vector<Parameter> parameters(StringRef Text) {
  std::vector<Parameter> Result;
  SmallVector<StringRef> Parts;
  Text.split(Parts, ';');
  for (StringRef Part : Parts) {
    SmallVector<StringRef> Words;
    SplitString(Part, Words, " \t\r\n");
    if (Words.empty())
      continue;
    Parameter P;
    P.Text = join(Words, " ");
    P.Name = lastName(P.Text).str();
    Result.push_back(std::move(P));
  }
  return Result;
}

static std::string joined(ArrayRef<Parameter> Parameters,
                          std::string Parameter::*Member) {
  return join(
      map_range(Parameters, [&](const Parameter &P) { return P.*Member; }),
      ", ");
}

/// `METHOD int attach { device_t dev; } DEFAULT none;` from the type on.
static std::string method(StringRef Interface, StringRef Text, bool Static) {
  auto [Head, Body] = Text.split('{');
  Head = Head.trim();
  StringRef Name = lastName(Head);
  StringRef Type = Head.drop_back(Name.size()).trim();
  std::vector<Parameter> Parameters = parameters(Body.split('}').first);
  if (Name.empty() || Type.empty() || Parameters.empty())
    return "";
  std::string Full = (Interface + "_" + Name).str();
  std::string List = joined(Parameters, &Parameter::Text);
  std::string Object = Parameters.front().Name;
  if (!Static)
    Object = "((kobj_t)" + Object + ")";
  std::string Out = "extern struct kobjop_desc " + Full + "_desc;\n";
  Out += ("typedef " + Type + " " + Full + "_t(" + List + ");\n").str();
  Out += ("static __inline " + Type + " " + StringRef(Full).upper() + "(" +
          List + ")\n{\n\tkobjop_t _m;\n\tKOBJOPLOOKUP(" + Object + "->ops, " +
          Full + ");\n\t" + (Type == "void" ? "" : "return ") + "((" + Full +
          "_t *)_m)(" + joined(Parameters, &Parameter::Name) + ");\n}\n")
             .str();
  return Out;
}

std::string locktidy::interfaceHeader(StringRef Description) {
  std::string Out;
  StringRef Interface, Line;
  Lines All(Description);
  while (All.next(Line)) {
    StringRef Text = Line.split('#').first.trim();
    if (Text.starts_with("/*")) {
      while (!Line.contains("*/") && All.next(Line))
        ;
    } else if (Text.consume_front("INTERFACE")) {
      Interface = Text.trim("; \t");
      Out += ("#ifndef _" + Interface + "_if_h_\n#define _" + Interface +
              "_if_h_\n")
                 .str();
    } else if (Text.starts_with("HEADER") || Text.starts_with("CODE")) {
      bool Copied = Text.starts_with("HEADER");
      while (All.next(Line) && !Line.starts_with("}"))
        if (Copied)
          Out += Line.str() + "\n";
    } else if (bool Static = Text.consume_front("STATICMETHOD");
               Static || Text.consume_front("METHOD")) {
      std::string Whole = Text.str();
      while (Whole.find('}') == std::string::npos && All.next(Line))
        Whole += " " + withoutComments(Line);
      Out += method(Interface, Whole, Static);
    }
  }
  return Interface.empty() ? Out : Out + "#endif\n";
}

/// One operation into each of the three headers.
static void vnodeOperation(StringRef Name, ArrayRef<Parameter> Parameters,
                           HeaderMap &Out) {
  std::string Args = ("struct " + Name + "_args").str(), Upper = Name.upper();
  Out["vnode_if_typedef.h"] +=
      Args + ";\ntypedef int " + Name.str() + "_t(" + Args + " *);\n";
  Out["vnode_if_newproto.h"] += ("\t" + Name + "_t *" + Name + ";\n").str();
  std::string &Main = Out["vnode_if.h"];
  Main += Args + " {\n\tstruct vop_generic_args a_gen;\n";
  std::string Copies;
  for (const Parameter &P : Parameters) {
    std::string Type = StringRef(P.Text).drop_back(P.Name.size()).str();
    Main += "\t" + Type + "a_" + P.Name + ";\n";
    Copies += "\ta.a_" + P.Name + " = " + P.Name + ";\n";
  }
  // Where the operations are found: the first argument, or what it points to.
  StringRef First = Parameters.front().Name;
  bool Indirect = StringRef(Parameters.front().Text).contains("**");
  std::string Object = (Indirect ? "(*" + First + ")" : Twine(First)).str();
  Main += "};\nextern struct vnodeop_desc " + Name.str() + "_desc;\nint " +
          Upper + "_AP(" + Args + " *);\nint " + Upper +
          "_APV(struct vop_vector *vop, " + Args + " *);\n" +
          "static __inline int " + Upper + "(" +
          joined(Parameters, &Parameter::Text) + ")\n{\n\t" + Args +
          " a;\n\ta.a_gen.a_desc = &" + Name.str() + "_desc;\n" + Copies +
          "\treturn (" + Upper + "_APV(" + Object + "->v_op, &a));\n}\n";
}

HeaderMap locktidy::vnodeHeaders(StringRef Description) {
  HeaderMap Out;
  Out["vnode_if.h"] = "extern struct vnodeop_desc vop_default_desc;\n"
                      "#include \"vnode_if_typedef.h\"\n"
                      "#include \"vnode_if_newproto.h\"\n";
  Out["vnode_if_newproto.h"] = "struct vop_vector {\n"
                               "\tstruct vop_vector *vop_default;\n"
                               "\tvop_bypass_t *vop_bypass;\n";
  StringRef Line;
  Lines All(Description);
  while (All.next(Line)) {
    if (Line.starts_with("#") || Line.starts_with("%") || !Line.contains('{'))
      continue;
    StringRef Name = Line.split('{').first.trim();
    std::string Body;
    while (All.next(Line) && !Line.starts_with("}")) {
      StringRef Text = Line.split('#').first.trim();
      for (StringRef Word : {"INOUT", "IN", "OUT", "WILLRELE", "WILLUNLOCK"})
        if (Text.consume_front(Word))
          Text = Text.ltrim();
      Body += Text;
    }
    std::vector<Parameter> Parameters = parameters(Body);
    if (!Name.empty() && !Parameters.empty())
      vnodeOperation(Name, Parameters, Out);
  }
  Out["vnode_if_newproto.h"] += "};\n";
  return Out;
}
