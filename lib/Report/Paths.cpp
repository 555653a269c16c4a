//===- Paths.cpp - the steps of a path, as text and as JSON ---------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/Paths.h"

using namespace locktidy;
using llvm::StringRef;

std::string locktidy::placeText(const Location &L) {
  return L.File + ":" + std::to_string(L.Line);
}

void locktidy::writePath(llvm::raw_ostream &OS, const std::vector<Step> &Path) {
  for (const Step &S : Path)
    OS << "    " << placeText(S.Where) << ": " << S.Text << '\n';
}

void locktidy::writeText(llvm::json::OStream &J, StringRef Text) {
  J.value(llvm::json::isUTF8(Text) ? Text.str() : llvm::json::fixUTF8(Text));
}

void locktidy::writeText(llvm::json::OStream &J, StringRef Key,
                         StringRef Text) {
  J.attributeBegin(Key);
  writeText(J, Text);
  J.attributeEnd();
}

void locktidy::writeTexts(llvm::json::OStream &J, StringRef Key,
                          const std::vector<std::string> &Texts) {
  J.attributeArray(Key, [&] {
    for (const std::string &T : Texts)
      writeText(J, T);
  });
}

void locktidy::writePlace(llvm::json::OStream &J, const Location &L) {
  writeText(J, "file", L.File);
  J.attribute("line", L.Line);
  J.attribute("column", L.Column);
}

void locktidy::writePath(llvm::json::OStream &J,
                         const std::vector<Step> &Path) {
  J.attributeArray("path", [&] {
    for (const Step &S : Path)
      J.object([&] {
        writePlace(J, S.Where);
        writeText(J, "text", S.Text);
      });
  });
}
