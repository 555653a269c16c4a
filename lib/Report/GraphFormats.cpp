//===- GraphFormats.cpp - lock graphs as DOT and JSON ---------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/GraphFormats.h"
#include "Graph/EventText.h"
#include "Graph/Print.h"
#include "Report/Paths.h"
#include "llvm/Support/GraphWriter.h"

using namespace locktidy;
using llvm::StringRef;

/// The way of a case: `3`, `-2..5`.
static std::string caseText(const SwitchCase &C) {
  std::string Low = std::to_string(C.Low);
  return C.Low == C.High ? Low : Low + ".." + std::to_string(C.High);
}

/// The blocks that follow one, each with when it does.
static std::vector<std::pair<uint32_t, std::string>>
ways(const Terminator &T) {
  std::vector<std::pair<uint32_t, std::string>> Out;
  switch (T.Kind) {
  case TermKind::Jump:
    Out.emplace_back(T.Then.Index, "");
    break;
  case TermKind::Branch:
    Out.emplace_back(T.Then.Index, "true");
    Out.emplace_back(T.Else.Index, "false");
    break;
  case TermKind::Switch:
    for (const SwitchCase &C : T.Cases)
      Out.emplace_back(C.Target.Index, caseText(C));
    Out.emplace_back(T.Else.Index, T.Exhaustive ? "unnamed" : "else");
    break;
  case TermKind::Return:
  case TermKind::Unreachable:
    break;
  }
  return Out;
}

void locktidy::writeGraphsDot(llvm::raw_ostream &OS,
                              llvm::ArrayRef<UnitFunction> Functions) {
  OS << "digraph \"lock graph\" {\n  node [shape=box, fontname=monospace];\n";
  for (size_t N = 0; N != Functions.size(); ++N) {
    const TUGraph &G = *Functions[N].Unit;
    const FunctionGraph &F = *Functions[N].Function;
    auto Node = [&](uint32_t Block) {
      return "f" + std::to_string(N) + "b" + std::to_string(Block);
    };
    OS << "  subgraph cluster" << N << " {\n    label=\""
       << llvm::DOT::EscapeString(headingText(G, F)) << "\";\n";
    for (uint32_t I = 0; I != F.Blocks.size(); ++I) {
      const Block &B = F.Blocks[I];
      OS << "    " << Node(I) << " [label=\"b" << I << ":\\l";
      auto Line = [&](const std::string &Text, Position Pos) {
        OS << llvm::DOT::EscapeString(Text);
        if (Pos.Line)
          OS << " @" << Pos.Line;
        OS << "\\l"; // to the left
      };
      for (const Event &E : B.Events)
        Line(eventText(G, F, E), E.Pos);
      Line(terminatorText(G, F, B.Term), B.Term.Pos);
      OS << "\"];\n";
    }
    for (uint32_t I = 0; I != F.Blocks.size(); ++I)
      for (const auto &[To, When] : ways(F.Blocks[I].Term)) {
        OS << "    " << Node(I) << " -> " << Node(To);
        if (!When.empty())
          OS << " [label=\"" << When << "\"]";
        OS << ";\n";
      }
    OS << "  }\n";
  }
  OS << "}\n";
}

namespace {

class FunctionWriter {
public:
  FunctionWriter(llvm::json::OStream &J, const UnitFunction &Of)
      : J(J), G(*Of.Unit), F(*Of.Function) {}
  void function();

private:
  void event(const Event &E);
  void terminator(const Terminator &T);
  void place(Position P) {
    writePlace(J, {G.str(P.File).str(), P.Line, P.Column});
  }
  void operand(StringRef Key, ExprId E) {
    if (E)
      writeText(J, Key, valueText(G, F, E));
  }

  llvm::json::OStream &J;
  const TUGraph &G;
  const FunctionGraph &F;
};

} // namespace

static StringRef kindName(const Event &E) {
  switch (E.Kind) {
  case EventKind::Effect:
    return effectName(E.Effect);
  case EventKind::Call:
    return "call";
  case EventKind::Store:
    return "store";
  case EventKind::Clobber:
    return "clobber";
  }
  llvm_unreachable("unknown event");
}

static StringRef kindName(TermKind K) {
  switch (K) {
  case TermKind::Jump:
    return "jump";
  case TermKind::Branch:
    return "branch";
  case TermKind::Switch:
    return "switch";
  case TermKind::Return:
    return "return";
  case TermKind::Unreachable:
    return "unreachable";
  }
  llvm_unreachable("unknown terminator");
}

void FunctionWriter::event(const Event &E) {
  J.object([&] {
    J.attribute("kind", kindName(E));
    if (E.Name)
      writeText(J, "name", G.str(E.Name));
    if (E.Lock) {
      writeText(J, "lock", exprText(G, F, E.Lock));
      J.attribute("shared", E.Mode == LockMode::Shared);
    }
    if (E.LockKind)
      writeText(J, "lock-kind", G.str(E.LockKind));
    operand("callee", E.Callee);
    operand("when", E.When);
    writeText(J, "text", eventText(G, F, E));
    place(E.Pos);
  });
}

void FunctionWriter::terminator(const Terminator &T) {
  J.attributeObject("exit", [&] {
    J.attribute("kind", kindName(T.Kind));
    operand(T.Kind == TermKind::Return ? "value" : "condition", T.Cond);
    J.attributeArray("to", [&] {
      for (const auto &[To, When] : ways(T))
        J.object([&, &To = To, &When = When] {
          J.attribute("block", To);
          writeText(J, "when", When);
        });
    });
    place(T.Pos);
  });
}

void FunctionWriter::function() {
  J.object([&] {
    writeText(J, "function", G.str(G.Functions[F.Id.Index].Name));
    place(F.Pos);
    std::vector<std::string> Parameters;
    for (uint32_t I = 0; I != F.NumParams; ++I)
      Parameters.push_back(localName(G, F, LocalId(I)));
    writeTexts(J, "parameters", Parameters);
    J.attribute("returns", returnName(F.Returns));
    J.attributeArray("blocks", [&] {
      for (const Block &B : F.Blocks)
        J.object([&] {
          J.attributeArray("events", [&] {
            for (const Event &E : B.Events)
              event(E);
          });
          terminator(B.Term);
        });
    });
  });
}

void locktidy::writeGraphsJson(llvm::raw_ostream &OS,
                               llvm::ArrayRef<UnitFunction> Functions) {
  llvm::json::OStream J(OS, /*IndentSize=*/1);
  J.array([&] {
    for (const UnitFunction &F : Functions)
      FunctionWriter(J, F).function();
  });
  OS << '\n';
}
