//===- OrderList.cpp - the order lists of WITNESS -------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads two tables of C, alone in a file or in the source of WITNESS itself:
//
//   order_lists[] = {                  blessed[] = {
//       { "a", &lock_class_sx },           { "d", "e" },
//       { "b", &lock_class_mtx_sleep },  };
//       { NULL, NULL },
//       { "c", ...
//
// a before b; nothing of b and c; d and e in any order. What no lock is named
// stands for none, and its neighbours keep their order. Lines of the
// preprocessor count for nothing: each kernel has some of the locks.
//
//===----------------------------------------------------------------------===//
#include "Project/Declarations.h"
#include "Report/CodeText.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Regex.h"

using namespace locktidy;
using namespace llvm;

namespace {
/// The strings in one pair of braces.
struct Row {
  unsigned Line = 0;
  StringRef Text; ///< from the brace to what closes it
  SmallVector<std::string, 2> Names;
};
} // namespace

/// The rows of the table that begins with \p Name and `[`; none when there is
/// no such table with a body.
static std::vector<Row> rowsOf(StringRef Text, StringRef Name) {
  std::vector<Row> Rows;
  size_t At = 0;
  for (;; ++At) {
    At = Text.find(Name, At);
    if (At == StringRef::npos)
      return Rows;
    StringRef After = Text.substr(At).take_until(
        [](char C) { return C == ';' || C == '{' || C == ')'; });
    if (After.contains('[') && After.contains('='))
      break;
  }
  for (size_t I = Text.find('{', At) + 1; I < Text.size(); ++I) {
    if (Text[I] == '}')
      break;
    if (Text[I] != '{')
      continue;
    size_t End = std::min(Text.find('}', I), Text.size());
    Row R;
    R.Line = Text.take_front(I).count('\n') + 1;
    R.Text = Text.slice(I, End);
    StringRef Body = R.Text;
    while (Body.contains('"')) {
      auto [Quoted, After] = Body.split('"').second.split('"');
      R.Names.push_back(Quoted.str());
      Body = After;
    }
    Rows.push_back(std::move(R));
    I = End;
  }
  return Rows;
}

/// That the rows are of the form \p Example, which \p Form matches.
static Error checkRows(ArrayRef<Row> Rows, StringRef File, StringRef Form,
                       StringRef Example) {
  Regex Is(Form);
  for (const Row &R : Rows)
    if (!Is.match(R.Text))
      return createStringError(inconvertibleErrorCode(),
                               File + ":" + Twine(R.Line) +
                                   ": error: expected a row such as '" +
                                   Example + "'");
  return Error::success();
}

Error locktidy::readOrderList(MemoryBufferRef Text, Declarations &Out) {
  std::string Plain = blanked(Text.getBuffer(), Comments | Directives);
  std::string File = Text.getBufferIdentifier().str();
  std::vector<Row> Lists = rowsOf(Plain, "order_lists");
  if (Lists.empty())
    return createStringError(inconvertibleErrorCode(),
                             File + ":1: error: no table 'order_lists[]' with "
                                    "rows such as '{ \"foo\", "
                                    "&lock_class_mtx_sleep }'");
  if (Error E = checkRows(Lists, File,
                          "^\\{[[:space:]]*(NULL|\"[^\"\n]*\")[[:space:]]*,[^"
                          "\",]*,?[[:space:]]*$",
                          "{ \"foo\", &lock_class_mtx_sleep }"))
    return E;
  std::vector<Row> Blessed = rowsOf(Plain, "blessed");
  if (Error E =
          checkRows(Blessed, File,
                    "^\\{[[:space:]]*\"[^\"\n]*\"[[:space:]]*,[[:space:]]*"
                    "\"[^\"\n]*\"[[:space:]]*,?[[:space:]]*$",
                    "{ \"foo\", \"bar\" }"))
    return E;
  Declarations::Order List;
  List.Labels = true;
  auto EndList = [&] {
    if (List.Names.size() > 1)
      Out.Orders.push_back(List);
    List.Names.clear();
    List.Lines.clear();
  };
  for (const Row &R : Lists) {
    if (R.Names.empty()) {
      EndList();
      continue;
    }
    if (List.Names.empty())
      List.At = {File, R.Line};
    List.Names.push_back(R.Names.front());
    List.Lines.push_back(R.Line);
  }
  EndList();
  for (const Row &R : Blessed)
    Out.Orders.push_back({{File, R.Line},
                          {R.Names[0], R.Names[1]},
                          /*Lines=*/{},
                          /*Labels=*/true,
                          /*AnyOrder=*/true});
  return Error::success();
}
