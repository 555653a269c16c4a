//===- OrderFormats.cpp - the lock order graph as text, DOT and JSON ------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/OrderView.h"
#include "Report/Paths.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/GraphWriter.h"

using namespace locktidy;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Text
//===----------------------------------------------------------------------===//

static void writeWay(llvm::raw_ostream &OS, const OrderView::Way &W) {
  OS << "  " << placeText(W.Where) << " in " << W.Function;
  if (!W.Contexts.empty())
    OS << "; " << llvm::join(W.Contexts, ", ");
  if (!W.Gates.empty())
    OS << "; under " << llvm::join(W.Gates, ", ");
  OS << '\n';
}

static bool isOnlyDeclared(const OrderView::Edge &E) {
  return E.Ways.empty() && !E.Seen;
}

void locktidy::writeOrderText(llvm::raw_ostream &OS, const OrderView &View) {
  auto Name = [&](uint32_t I) { return View.Locks[I].Name; };
  for (const OrderView::Lock &L : View.Locks) {
    OS << "lock " << L.Name << " (" << (L.Kind.empty() ? "lock" : L.Kind);
    for (const std::string &Label : L.Labels)
      OS << " \"" << Label << '"';
    OS << ")" << (L.File.empty() ? "" : " of ") << L.File;
    if (L.Use)
      OS << "; at run time " << useText(*L.Use) << " (" << L.Use->Place << ')';
    OS << '\n';
  }
  for (const OrderView::Edge &E : View.Edges) {
    OS << "order " << Name(E.From) << " -> " << Name(E.To);
    if (!E.Ways.empty())
      OS << "; " << E.Places << (E.Places == 1 ? " place" : " places");
    if (E.Seen)
      OS << (E.Ways.empty() ? "; only seen" : "; seen") << " at run time"
         << (E.Seen->Reported ? ", and reported" : "") << " (" << E.Seen->Place
         << ')';
    if (E.Declared)
      OS << (isOnlyDeclared(E) ? "; only declared (" : "; declared (")
         << placeText(*E.Declared) << ')';
    if (E.Against)
      OS << "; declared the other way round (" << placeText(*E.Against) << ')';
    OS << '\n';
    for (const OrderView::Way &W : E.Ways)
      writeWay(OS, W);
  }
  for (const OrderView::Nest &N : View.Nestings) {
    OS << "nests " << Name(N.Lock) << "; " << N.Places
       << (N.Places == 1 ? " place" : " places")
       << (N.Declared ? "; order declared" : "")
       << (N.ByAddress ? "; ordered by address" : "") << '\n';
    writeWay(OS, N.Where);
  }
  for (const OrderView::Cycle &C : View.Cycles) {
    OS << "cycle ";
    for (uint32_t L : C.Locks)
      OS << Name(L) << " -> ";
    OS << Name(C.Locks.front()) << (C.Seen ? "; seen at run time" : "") << '\n';
    for (const std::string &Text : C.Assumptions)
      OS << "  " << Text << '\n';
    for (const OrderView::Way &W : C.Ways) {
      writeWay(OS, W);
      writePath(OS, W.Path);
    }
  }
}

//===----------------------------------------------------------------------===//
// DOT
//===----------------------------------------------------------------------===//

void locktidy::writeOrderDot(llvm::raw_ostream &OS, const OrderView &View) {
  std::set<std::pair<uint32_t, uint32_t>> Sure, Perhaps;
  for (const OrderView::Cycle &C : View.Cycles)
    for (size_t I = 0; I != C.Locks.size(); ++I)
      (C.Assumptions.empty() ? Sure : Perhaps)
          .insert({C.Locks[I], C.Locks[(I + 1) % C.Locks.size()]});
  OS << "digraph \"lock order\" {\n  node [shape=box];\n";
  for (size_t I = 0; I != View.Locks.size(); ++I) {
    const OrderView::Lock &L = View.Locks[I];
    OS << "  n" << I << " [label=\""
       << llvm::DOT::EscapeString(L.Name + "\n" + L.Kind +
                                  (L.Use ? "\n" + useText(*L.Use) : ""))
       << "\"];\n";
  }
  for (const OrderView::Edge &E : View.Edges) {
    std::string Tip;
    for (const OrderView::Way &W : E.Ways)
      Tip += (Tip.empty() ? "" : ", ") + W.Function;
    if (E.Seen)
      Tip += (Tip.empty() ? "" : "; ") + E.Seen->Place;
    for (const std::optional<Location> &Said : {E.Declared, E.Against})
      if (Said)
        Tip += (Tip.empty() ? "" : "; ") + placeText(*Said);
    OS << "  n" << E.From << " -> n" << E.To << " [label=\"";
    if (!E.Ways.empty())
      OS << E.Places << (E.Seen ? ", " : "");
    OS << (E.Seen              ? "seen"
           : isOnlyDeclared(E) ? "declared"
                               : "")
       << (E.Against ? ", declared the other way round" : "")
       << "\", tooltip=\"" << llvm::DOT::EscapeString(Tip) << '"';
    if (isOnlyDeclared(E))
      OS << ", style=dashed, color=gray";
    else if (E.Ways.empty())
      OS << ", style=dotted, penwidth=2, color=blue";
    else if (E.Seen)
      OS << ", style=bold";
    if (Sure.contains({E.From, E.To}))
      OS << ", color=red, penwidth=2";
    else if (Perhaps.contains({E.From, E.To}))
      OS << ", color=orange";
    OS << "];\n";
  }
  for (const OrderView::Nest &N : View.Nestings)
    OS << "  n" << N.Lock << " -> n" << N.Lock << " [label=\"" << N.Places
       << "\", style=dashed];\n";
  OS << "}\n";
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

namespace {

class JsonWriter {
public:
  explicit JsonWriter(llvm::raw_ostream &OS) : J(OS, /*IndentSize=*/1) {}
  void view(const OrderView &View);

private:
  void way(const OrderView::Way &W);

  llvm::json::OStream J;
};

} // namespace

void JsonWriter::way(const OrderView::Way &W) {
  J.object([&] {
    writeText(J, "function", W.Function);
    writePlace(J, W.Where);
    writeTexts(J, "contexts", W.Contexts);
    writeTexts(J, "under", W.Gates);
    writePath(J, W.Path);
  });
}

void JsonWriter::view(const OrderView &View) {
  J.object([&] {
    J.attributeArray("locks", [&] {
      for (const OrderView::Lock &L : View.Locks)
        J.object([&] {
          writeText(J, "name", L.Name);
          writeText(J, "file", L.File);
          writeText(J, "kind", L.Kind);
          writeTexts(J, "labels", L.Labels);
          if (L.Use)
            J.attributeObject("use", [&] {
              writeText(J, "from", L.Use->Place);
              J.attribute("waits", L.Use->Waits);
              J.attribute("wait-nanoseconds", L.Use->WaitNanoseconds);
              J.attribute("holds", L.Use->Holds);
              J.attribute("hold-nanoseconds", L.Use->HoldNanoseconds);
            });
        });
    });
    J.attributeArray("edges", [&] {
      for (const OrderView::Edge &E : View.Edges)
        J.object([&] {
          J.attribute("from", E.From);
          J.attribute("to", E.To);
          J.attribute("places", E.Places);
          if (E.Seen)
            J.attributeObject("seen", [&] {
              writeText(J, "from", E.Seen->Place);
              J.attribute("reported", E.Seen->Reported);
            });
          if (E.Declared)
            J.attributeObject("declared", [&] { writePlace(J, *E.Declared); });
          if (E.Against)
            J.attributeObject("declared-otherwise",
                              [&] { writePlace(J, *E.Against); });
          J.attributeArray("ways", [&] {
            for (const OrderView::Way &W : E.Ways)
              way(W);
          });
        });
    });
    J.attributeArray("nestings", [&] {
      for (const OrderView::Nest &N : View.Nestings)
        J.object([&] {
          J.attribute("lock", N.Lock);
          J.attribute("places", N.Places);
          J.attribute("declared", N.Declared);
          J.attribute("by-address", N.ByAddress);
          J.attributeBegin("way");
          way(N.Where);
          J.attributeEnd();
        });
    });
    J.attributeArray("cycles", [&] {
      for (const OrderView::Cycle &C : View.Cycles)
        J.object([&] {
          J.attributeArray("locks", [&] {
            for (uint32_t L : C.Locks)
              J.value(L);
          });
          writeTexts(J, "assumptions", C.Assumptions);
          if (C.Seen)
            J.attribute("seen", true);
          J.attributeArray("ways", [&] {
            for (const OrderView::Way &W : C.Ways)
              way(W);
          });
        });
    });
  });
}

void locktidy::writeOrderJson(llvm::raw_ostream &OS, const OrderView &View) {
  JsonWriter(OS).view(View);
  OS << '\n';
}
