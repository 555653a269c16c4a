//===- ContractText.cpp - contracts of locks as text ----------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Report/ContractText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

using namespace locktidy;
using namespace llvm;

static std::string title(const StructureContract &S) {
  std::string Name = S.Name.empty() ? "global locks" : S.Name;
  return S.File.empty() ? Name : Name + " of " + S.File;
}

static std::string share(const ProtectedData &D) {
  if (D.Held == D.Known)
    return "always";
  return formatv("{0} of {1} accesses", D.Held, D.Known);
}

static StringRef reason(const NeedsLock &N) {
  return N.Required ? "required" : "every caller holds it";
}

/// `initialised by foo_attach() of foo.c as "foo lock"`, or nothing.
static std::string origin(const LockContract &L) {
  if (L.Inits.empty())
    return "";
  std::string Out = "initialised by " + join(L.Inits, ", ");
  if (!L.Names.empty())
    Out += " as \"" + join(L.Names, "\", \"") + "\"";
  return Out;
}

void locktidy::printContracts(raw_ostream &OS,
                              ArrayRef<StructureContract> Contracts) {
  bool First = true;
  for (const StructureContract &S : Contracts) {
    OS << (First ? "" : "\n") << title(S) << '\n';
    First = false;
    for (const LockContract &L : S.Locks) {
      OS << "  " << L.Noun << ' ' << L.Name;
      if (std::string From = origin(L); !From.empty())
        OS << " (" << From << ')';
      OS << '\n';
      for (const ProtectedData &D : L.Protects)
        OS << "    protects " << D.Name << ": " << share(D) << '\n';
      for (const NeedsLock &N : L.Needed)
        OS << "    held on entry of " << N.Function << " (" << reason(N)
           << ")\n";
      for (const std::string &Other : L.Before)
        OS << "    taken before " << Other << '\n';
      for (const std::string &Other : L.After)
        OS << "    taken after " << Other << '\n';
    }
  }
}

static void printList(raw_ostream &OS, StringRef Heading,
                      ArrayRef<std::string> Items) {
  if (Items.empty())
    return;
  OS << "\n" << Heading << ":\n\n";
  for (const std::string &Item : Items)
    OS << "- " << Item << '\n';
}

void locktidy::printContractsMarkdown(raw_ostream &OS,
                                      ArrayRef<StructureContract> Contracts) {
  OS << "# Locks\n";
  auto Code = [](StringRef Text) { return "`" + Text.str() + "`"; };
  for (const StructureContract &S : Contracts) {
    OS << "\n## " << title(S) << '\n';
    for (const LockContract &L : S.Locks) {
      OS << "\n### " << L.Noun << ' ' << Code(L.Name) << '\n';
      if (std::string From = origin(L); !From.empty())
        OS << '\n' << char(toUpper(From[0])) << From.substr(1) << ".\n";
      if (!L.Protects.empty()) {
        OS << "\n| Protects | |\n| --- | --- |\n";
        for (const ProtectedData &D : L.Protects)
          OS << "| " << Code(D.Name) << " | " << share(D) << " |\n";
      }
      std::vector<std::string> Needed, Before, After;
      for (const NeedsLock &N : L.Needed)
        Needed.push_back(Code(N.Function) + ": " + reason(N).str());
      for (const std::string &Other : L.Before)
        Before.push_back(Code(Other));
      for (const std::string &Other : L.After)
        After.push_back(Code(Other));
      printList(OS, "Held on entry of", Needed);
      printList(OS, "Taken before", Before);
      printList(OS, "Taken after", After);
    }
  }
}

static void writeStrings(json::OStream &J, StringRef Key,
                         ArrayRef<std::string> Items) {
  J.attributeArray(Key, [&] {
    for (const std::string &Item : Items)
      J.value(Item);
  });
}

static void writeLock(json::OStream &J, const LockContract &L) {
  J.attribute("name", L.Name);
  J.attribute("kind", L.Noun);
  J.attribute("shared", L.Shared);
  writeStrings(J, "initialisedBy", L.Inits);
  writeStrings(J, "names", L.Names);
  J.attributeArray("protects", [&] {
    for (const ProtectedData &D : L.Protects)
      J.object([&] {
        J.attribute("data", D.Name);
        J.attribute("held", int64_t(D.Held));
        J.attribute("accesses", int64_t(D.Known));
      });
  });
  J.attributeArray("heldOnEntry", [&] {
    for (const NeedsLock &N : L.Needed)
      J.object([&] {
        J.attribute("function", N.Function);
        if (!N.Lock.empty())
          J.attribute("lock", N.Lock);
        J.attribute("required", N.Required);
      });
  });
  writeStrings(J, "takenBefore", L.Before);
  writeStrings(J, "takenAfter", L.After);
}

void locktidy::printContractsJson(raw_ostream &OS,
                                  ArrayRef<StructureContract> Contracts) {
  json::OStream J(OS, /*IndentSize=*/2);
  J.object([&] {
    J.attribute("version", 1);
    J.attributeArray("structures", [&] {
      for (const StructureContract &S : Contracts)
        J.object([&] {
          J.attribute("name", S.Name);
          if (!S.File.empty())
            J.attribute("file", S.File);
          J.attributeArray("locks", [&] {
            for (const LockContract &L : S.Locks)
              J.object([&] { writeLock(J, L); });
          });
        });
    });
  });
  OS << '\n';
}
