//===- GenerateHeaders.cpp - the generators over a tree -------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds the input of each generator that a profile names. Input that a version
// of the tree does not have makes no header.
//
//===----------------------------------------------------------------------===//

#include "Lower/Paths.h"
#include "Project/Generators.h"
#include "Project/KernelTree.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace locktidy;
using namespace llvm;

namespace {

class Generator {
public:
  Generator(StringRef Root, GeneratedFiles &Out) : Root(Root), Out(Out) {}
  void run(const GeneratorSpec &Spec);

private:
  void read(StringRef Name, function_ref<void(StringRef, StringRef)> Use);
  void add(const HeaderMap &Headers);
  void empty(const GeneratorSpec &Spec);
  void forward(const GeneratorSpec &Spec);
  void options(const GeneratorSpec &Spec);
  void config(const GeneratorSpec &Spec);
  void interfaces(const GeneratorSpec &Spec);

  StringRef Root;
  GeneratedFiles &Out;
};

} // namespace

/// \p Name may be a pattern; the path and text of each file in turn.
void Generator::read(StringRef Name,
                     function_ref<void(StringRef, StringRef)> Use) {
  std::vector<std::string> Files;
  size_t Star = Name.find('*');
  if (Star == StringRef::npos) {
    Files.push_back(absolutePath(Root, Name));
  } else {
    StringRef Base = Name.take_front(Star).rsplit('/').first;
    for (std::string &File : filesBelow(absolutePath(Root, Base)))
      if (matchesPattern(StringRef(File).drop_front(Root.size() + 1), Name))
        Files.push_back(std::move(File));
  }
  for (const std::string &File : Files)
    if (auto Buffer = MemoryBuffer::getFile(File))
      Use(File, (*Buffer)->getBuffer());
}

/// Of two headers of one name the first one stays, as in an include path.
void Generator::add(const HeaderMap &Headers) {
  Out.Files.insert(Headers.begin(), Headers.end());
}

void Generator::empty(const GeneratorSpec &Spec) {
  for (const std::string &Name : Spec.Names)
    if (StringRef(Name).contains('*'))
      Out.EmptyOnDemand.push_back(Name);
    else
      add({{Name, ""}});
}

/// The build makes a link; a header that includes the other does the same, and
/// headers beside that one are found as if it was included itself.
void Generator::forward(const GeneratorSpec &Spec) {
  for (const std::string &Name : Spec.Names) {
    std::string Directory = absolutePath(Root, Name);
    if (!sys::fs::is_directory(Directory)) {
      if (sys::fs::exists(Directory))
        add({{Spec.As, "#include \"" + Directory + "\"\n"}});
      continue;
    }
    for (const std::string &File : filesBelow(Directory))
      if (StringRef(File).ends_with(".h"))
        add({{Spec.As + File.substr(Directory.size()),
              "#include \"" + File + "\"\n"}});
  }
}

void Generator::options(const GeneratorSpec &Spec) {
  OptionHeaders Options;
  for (const std::string &Name : Spec.Names)
    read(Name, [&](StringRef, StringRef Text) { Options.addKnown(Text); });
  for (const std::string &Name : Spec.Configs)
    read(Name, [&](StringRef, StringRef Text) { Options.addConfig(Text); });
  for (const std::string &Name : Spec.Undefine)
    Options.undefine(Name);
  for (const auto &[Name, Value] : Spec.Values)
    Options.define(Name, Value);
  add(Options.headers(Spec.As));
}

void Generator::config(const GeneratorSpec &Spec) {
  ConfigHeaders Headers;
  for (const std::string &Name : Spec.Names)
    read(Name, [&](StringRef, StringRef Text) { Headers.add(Text); });
  add(Headers.headers(Spec.Values));
}

void Generator::interfaces(const GeneratorSpec &Spec) {
  for (const std::string &Name : Spec.Names)
    for (const std::string &File : filesBelow(absolutePath(Root, Name)))
      if (StringRef(File).ends_with("_if.m"))
        read(File, [&](StringRef, StringRef Text) {
          add({{sys::path::stem(File).str() + ".h", interfaceHeader(Text)}});
        });
}

void Generator::run(const GeneratorSpec &Spec) {
  switch (Spec.Kind) {
  case GeneratorSpec::Empty:
    return empty(Spec);
  case GeneratorSpec::Text:
    return add({{Spec.As, Spec.Value}});
  case GeneratorSpec::Forward:
    return forward(Spec);
  case GeneratorSpec::Options:
    return options(Spec);
  case GeneratorSpec::Counts:
    for (const std::string &Name : Spec.Names)
      read(Name, [&](StringRef, StringRef Text) {
        add(countHeaders(Text, Spec.As));
      });
    return;
  case GeneratorSpec::Config:
    return config(Spec);
  case GeneratorSpec::Interfaces:
    return interfaces(Spec);
  case GeneratorSpec::Vnode:
    for (const std::string &Name : Spec.Names)
      read(Name, [&](StringRef, StringRef Text) { add(vnodeHeaders(Text)); });
    return;
  case GeneratorSpec::Rpc:
    for (const std::string &Name : Spec.Names)
      read(Name, [&](StringRef File, StringRef Text) {
        add({{absolutePath(Spec.As, sys::path::stem(File)) + ".h",
              rpcHeader(Text)}});
      });
    return;
  case GeneratorSpec::Privileges:
    for (const std::string &Name : Spec.Names)
      read(Name,
           [&](StringRef, StringRef Text) { add(privilegeHeaders(Text)); });
    return;
  case GeneratorSpec::Devices:
    for (const std::string &Name : Spec.Names)
      read(Name, [&](StringRef, StringRef Text) {
        add({{Spec.As, deviceHeader(Text, Spec.Values)}});
      });
    return;
  }
}

void locktidy::generateHeaders(StringRef Root, ArrayRef<GeneratorSpec> Specs,
                               GeneratedFiles &Out) {
  Generator G(Root, Out);
  for (const GeneratorSpec &Spec : Specs)
    G.run(Spec);
}
