//===- Loader.cpp - reads a kernel model ----------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kinds and contexts first, since entries name them, whatever their order in
// the file. Reading goes on after an error so that an author sees all of them.
//
//===----------------------------------------------------------------------===//
#include "Model/Choice.h"
#include "Model/EffectReader.h"
#include "Model/Model.h"
#include "Model/TableReader.h"
#include "Model/Yaml.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

using namespace llvm;

namespace locktidy {

namespace {

class ModelReader {
public:
  ModelReader(MemoryBufferRef B, YamlErrors &E, ArrayRef<const Model *> Known)
      : File(B.getBufferIdentifier()), Errors(E), Known(Known),
        Effects(E, KindNames, ContextNames) {}

  void read(const YamlNode &Root);
  Model Out;

private:
  void header(const YamlNode &Root);
  void kinds(const YamlNode &List);
  void contexts(const YamlNode &List);
  unsigned argument(const YamlNode &V);
  void globals(const YamlNode &Map);
  void functions(const YamlNode &Map);
  void times(const YamlNode &Map);
  void entry(const YamlNode &Node);
  void table(const YamlNode &Node);
  void withLock(const YamlNode &Map, Entry &E);
  void checkEntry(const YamlNode &Node, const Entry &E);

  std::string word(const YamlNode &Node);
  std::string newName(const YamlNode &Node, StringRef What, StringSet<> &Names);
  std::vector<std::string> words(const YamlNode &Node);
  bool truth(const YamlNode &Node);
  bool is(const YamlNode &Node, YamlNode::NodeKind Kind, StringRef What);

  StringRef File;
  YamlErrors &Errors;
  ArrayRef<const Model *> Known;
  StringSet<> KindNames, ContextNames;
  StringSet<> OwnKinds, OwnContexts; ///< declared in this file
  const YamlNode *Extends = nullptr;
  llvm::SmallVector<const YamlNode *> OtherContexts; ///< named by one
  llvm::SmallVector<const YamlNode *> HeldKinds; ///< kinds named by `holds`
  EffectReader Effects;
};

bool ModelReader::is(const YamlNode &Node, YamlNode::NodeKind Kind,
                     StringRef What) {
  if (Node.Kind == Kind)
    return true;
  Errors.report(Node.At, "expected " + What);
  return false;
}

std::string ModelReader::word(const YamlNode &Node) {
  return Effects.isWord(Node, "a text") ? Node.Text : "";
}

std::vector<std::string> ModelReader::words(const YamlNode &Node) {
  std::vector<std::string> Out;
  if (is(Node, YamlNode::List, "a list such as '[a, b]'"))
    for (const YamlNode &Item : Node.Items)
      Out.push_back(word(Item));
  return Out;
}

bool ModelReader::truth(const YamlNode &Node) {
  return choice<bool>(Errors, Node, {{"false", false}, {"true", true}});
}

/// The name of something declared once in this file.
std::string ModelReader::newName(const YamlNode &Node, StringRef What,
                                 StringSet<> &Names) {
  std::string Name = word(Node);
  if (!Name.empty() && !Names.insert(Name).second)
    Errors.report(Node.At, What + " '" + Name + "' is declared twice");
  return Name;
}

void ModelReader::kinds(const YamlNode &List) {
  if (!is(List, YamlNode::List, "a list of lock kinds"))
    return;
  for (const YamlNode &Node : List.Items) {
    if (!is(Node, YamlNode::Map, "a lock kind such as '{name: mutex, ...}'"))
      continue;
    LockKind K;
    for (auto [Key, V] : zip_equal(Node.Keys, Node.Items)) {
      StringRef W = Key.Text;
      if (!knownKey(Errors, Key, "a lock kind", kindWords()))
        continue;
      if (W == "name")
        K.Name = newName(V, "lock kind", OwnKinds);
      else if (W == "noun")
        K.Noun = word(V);
      else if (W == "waits")
        K.Waits = choice<Waiting>(Errors, V,
                                  {{"spin", Waiting::Spin},
                                   {"block", Waiting::Block},
                                   {"sleep", Waiting::Sleep}});
      else if (W == "held")
        K.Held = choice<SleepWhileHeld>(
            Errors, V,
            {{"forbidden", SleepWhileHeld::Forbidden},
             {"discouraged", SleepWhileHeld::Discouraged},
             {"allowed", SleepWhileHeld::Allowed},
             {"released", SleepWhileHeld::Released}});
      else if (W == "recursive")
        K.Recursive = truth(V);
      else if (W == "order-exempt")
        K.OrderExempt = truth(V);
      else if (W == "unpaired")
        K.Unpaired = truth(V);
      else if (W == "counting")
        K.Counting = truth(V);
      else if (W == "init-decides")
        K.InitDecides = truth(V);
      else if (W == "zeroed")
        K.Zeroed = truth(V);
      else if (W == "held-reason")
        K.HeldReason = word(V);
      else if (W == "recurse-panic")
        K.RecursePanic = word(V);
      else if (W == "release-panic")
        K.ReleasePanic = word(V);
      else if (W == "interrupt-panic")
        K.InterruptPanic = word(V);
    }
    if (K.Name.empty() || K.Noun.empty())
      Errors.report(Node.At, "a lock kind needs 'name' and 'noun'");
    KindNames.insert(K.Name);
    Out.Kinds.push_back(std::move(K));
  }
}

/// `arg7` as 1 + 7.
unsigned ModelReader::argument(const YamlNode &V) {
  StringRef Text = V.Text;
  unsigned Index = 0;
  if (V.Kind != YamlNode::Scalar || !Text.consume_front("arg") ||
      Text.getAsInteger(10, Index) || Index > 31) {
    Errors.report(V.At, "expected an argument of the handler such as 'arg1'");
    return 0;
  }
  return Index + 1;
}

void ModelReader::contexts(const YamlNode &List) {
  if (!is(List, YamlNode::List, "a list of contexts"))
    return;
  for (const YamlNode &Node : List.Items) {
    if (!is(Node, YamlNode::Map, "a context such as '{name: interrupt, ...}'"))
      continue;
    ContextKind C;
    for (auto [Key, V] : zip_equal(Node.Keys, Node.Items)) {
      StringRef W = Key.Text;
      if (!knownKey(Errors, Key, "a context", contextWords()))
        continue;
      if (W == "name")
        C.Name = newName(V, "context", OwnContexts);
      else if (W == "title")
        C.Title = word(V);
      else if (W == "reason")
        C.Reason = word(V);
      else if (W == "asked-by")
        C.AskedBy = words(V);
      else if (W == "unless")
        C.Unless = argument(V);
      else if (W == "refused-by")
        C.RefusedBy = words(V);
      else if (W == "assumes")
        C.Assumes = word(V);
      else if (W == "unlocked")
        C.Unlocked = truth(V);
      else if (W == "holds")
        C.Holds = words(V), HeldKinds.push_back(&V);
      else if (W == "ends")
        C.Ends = truth(V);
      else if (W == "hardware")
        C.Hardware = truth(V);
      else if (W == "reclaims")
        C.Reclaims = truth(V);
      else if (W == "half")
        C.Half = choice<DriverHalf>(
            Errors, V,
            {{"upper", DriverHalf::Upper}, {"lower", DriverHalf::Lower}});
      else if (W == "signals")
        C.Signals = choice<Signalling>(
            Errors, V,
            {{"always", Signalling::Always},
             {"unless-exiting", Signalling::UnlessExiting},
             {"never", Signalling::Never}});
      else if (W == "signals-if")
        C.SignalsIf = words(V);
      else if (W == "signals-by")
        C.SignalsBy = words(V);
      else if (W == "of")
        C.Of = word(V), OtherContexts.push_back(&V);
      else if (W == "excludes") {
        C.Excludes = words(V);
        for (const YamlNode &Other : V.Items)
          OtherContexts.push_back(&Other);
      } else if (W == "level")
        C.Level = choice<IrqLevel>(Errors, V,
                                   {{"thread", IrqLevel::Thread},
                                    {"soft", IrqLevel::Soft},
                                    {"hard", IrqLevel::Hard}});
      else if (W == "runs")
        C.Runs = choice<Concurrency>(Errors, V,
                                     {{"parallel", Concurrency::Parallel},
                                      {"serial", Concurrency::Serial},
                                      {"last", Concurrency::Last},
                                      {"alone", Concurrency::Alone}});
      else if (is(V, YamlNode::List, "a list of 'sleep' and 'block'"))
        for (const YamlNode &Item : V.Items)
          (choice<bool>(Errors, Item, {{"sleep", false}, {"block", true}})
               ? C.ForbidsBlock
               : C.ForbidsSleep) = true;
    }
    if (C.Name.empty() || C.Title.empty())
      Errors.report(Node.At, "a context needs 'name' and 'title'");
    ContextNames.insert(C.Name);
    Out.Contexts.push_back(std::move(C));
  }
}

void ModelReader::globals(const YamlNode &Map) {
  if (!is(Map, YamlNode::Map, "a map from a global's name to a lock kind"))
    return;
  for (auto [Key, V] : zip_equal(Map.Keys, Map.Items))
    Out.GlobalKinds[Key.Text] = Effects.kindName(V);
}

void ModelReader::times(const YamlNode &Map) {
  if (!is(Map, YamlNode::Map, "a map from a name to 'moment' or 'span'"))
    return;
  for (auto [Key, V] : zip_equal(Map.Keys, Map.Items))
    Out.Times[Key.Text] = choice<TimeSort>(
        Errors, V, {{"moment", TimeSort::Moment}, {"span", TimeSort::Span}});
}

void ModelReader::functions(const YamlNode &Map) {
  if (!is(Map, YamlNode::Map, "a map from a function's name to a context"))
    return;
  for (auto [Key, V] : zip_equal(Map.Keys, Map.Items))
    Out.Functions[Key.Text] = {Effects.contextName(V), File.str(),
                               Errors.lineOf(Key.At)};
}

void ModelReader::withLock(const YamlNode &Map, Entry &E) {
  if (!is(Map, YamlNode::Map, "a map from a lock kind to a call"))
    return;
  for (auto [Key, V] : zip_equal(Map.Keys, Map.Items)) {
    auto &[Kind, Form] =
        E.WithLock.emplace_back(Effects.kindName(Key), Effects.callForm(V));
    if (llvm::none_of(Form.Arguments, [](const CallForm::Argument &A) {
          return A.Is == CallForm::Argument::Lock;
        }))
      Errors.report(V.At, "the call does not name the 'lock'");
  }
}

void ModelReader::entry(const YamlNode &Node) {
  if (!is(Node, YamlNode::Map, "an entry such as '{names: [...], ...}'"))
    return;
  Entry E;
  E.File = File.str();
  E.Line = Errors.lineOf(Node.At);
  for (auto [Key, V] : zip_equal(Node.Keys, Node.Items)) {
    StringRef W = Key.Text;
    if (!knownKey(Errors, Key, "an entry", entryWords()))
      continue;
    if (W == "names")
      E.Names = words(V);
    else if (W == "source")
      E.Source = word(V);
    else if (W == "noreturn")
      E.NoReturn = truth(V);
    else if (W == "noreturn-if")
      E.NoReturnIf = Effects.condition(V);
    else if (W == "inert")
      E.Inert = truth(V);
    else if (W == "asserts")
      E.Asserts = truth(V);
    else if (W == "note")
      E.Note = truth(V);
    else if (W == "header")
      E.Header = word(V);
    else if (W == "accessor")
      E.Accessor = truth(V);
    else if (W == "counts-down")
      E.CountsDown = choice<Entry::CountRule>(
          Errors, V,
          {{"left", Entry::CountLeft}, {"zero", Entry::CountIsZero}});
    else if (W == "opaque")
      E.Opaque = truth(V);
    else if (W == "with-lock")
      withLock(V, E);
    else if (W == "with-span")
      E.WithSpan = Effects.callForm(V);
    else if (is(V, YamlNode::List, "a list of effects"))
      for (const YamlNode &Item : V.Items)
        E.Effects.push_back(Effects.read(Item));
  }
  checkEntry(Node, E);
  for (StringRef Name : E.Names) {
    auto [It, New] = Out.ByName.try_emplace(Name, Out.Entries.size());
    if (New)
      continue;
    unsigned First = It->second == Out.Entries.size()
                         ? E.Line
                         : Out.Entries[It->second].Line;
    Errors.report(Node.At, "'" + Name + "' has an entry already, at line " +
                               Twine(First));
  }
  Out.Entries.push_back(std::move(E));
}

void ModelReader::checkEntry(const YamlNode &Node, const Entry &E) {
  if (E.Names.empty())
    Errors.report(Node.At, "an entry needs 'names'");
  if (E.Source.empty())
    Errors.report(Node.At, "an entry needs 'source': the man page or header "
                           "that says so");
  if (E.Inert && (!E.Effects.empty() || E.NoReturn))
    Errors.report(Node.At, "an inert entry has no effects and returns");
  if (E.Accessor && (!E.Effects.empty() || E.NoReturn))
    Errors.report(Node.At, "an accessor has no effects and returns");
  if (E.Asserts && (!E.Effects.empty() || E.NoReturn))
    Errors.report(Node.At, "an entry that asserts its argument has no effects");
  if (E.Note && (!E.Effects.empty() || E.NoReturn))
    Errors.report(Node.At, "a note has no effects");
  if (!E.Header.empty() && !E.Note)
    Errors.report(Node.At, "'header' says what defines the macro of a 'note'");
  if (!E.Inert && !E.Accessor && !E.Asserts && !E.Note && !E.NoReturn &&
      E.NoReturnIf.empty() && !E.Opaque && !E.CountsDown && E.Effects.empty())
    Errors.report(Node.At, "an entry needs 'effects', 'noreturn', 'inert', "
                           "'accessor', 'asserts', 'note', 'counts-down' or "
                           "'opaque'");
}

void ModelReader::table(const YamlNode &Node) {
  HandlerTable T = TableReader(Errors, Effects).read(Node);
  T.File = File.str();
  if (const HandlerTable *First = Out.table(T.Record);
      First && !T.Record.empty())
    Errors.report(Node.At, "'" + T.Record + "' has a table already, at line " +
                               Twine(First->Line));
  Out.Tables.push_back(std::move(T));
}

/// Everything that entries, tables, globals and functions refer to.
void ModelReader::header(const YamlNode &Root) {
  for (auto [Key, V] : zip_equal(Root.Keys, Root.Items)) {
    StringRef W = Key.Text;
    if (!knownKey(Errors, Key, "a model", fileWords()))
      continue;
    if (W == "kernel")
      Out.Kernel = word(V);
    else if (W == "detect")
      Out.DetectMacros = words(V);
    else if (W == "extends")
      Out.Extends = word(V), Extends = &V;
    else if (W == "source")
      word(V);
    else if (W == "panicked")
      for (const std::string &Name : words(V))
        Out.Panicked.insert(Name);
    else if (W == "kinds")
      kinds(V);
    else if (W == "contexts")
      contexts(V);
  }
  if (Out.Kernel.empty())
    Errors.report(Root.At, "a model needs 'kernel'");
  // More of a layer is of the same kernel, though it does not say so.
  for (const Model *M : Known)
    if (M->Kernel == Out.Kernel && !Extends)
      Out.Extends = M->Extends;
  if (Extends && none_of(Known, [&](const Model *M) {
        return M->Kernel == Out.Extends && M->Extends.empty();
      }))
    Errors.report(Extends->At, "no model of a kernel '" + Out.Extends + "'");
  for (const Model *M : Known) {
    if (M->Kernel != Out.Kernel && M->Kernel != Out.Extends)
      continue;
    for (const LockKind &K : M->Kinds)
      KindNames.insert(K.Name);
    for (const ContextKind &C : M->Contexts)
      ContextNames.insert(C.Name);
  }
  for (const YamlNode *Other : OtherContexts)
    Effects.contextName(*Other);
  for (const YamlNode *List : HeldKinds)
    for (const YamlNode &Kind : List->Items)
      Effects.kindName(Kind);
}

void ModelReader::read(const YamlNode &Root) {
  header(Root);
  for (auto [Key, V] : zip_equal(Root.Keys, Root.Items)) {
    if (Key.Text == "globals")
      globals(V);
    if (Key.Text == "functions")
      functions(V);
    if (Key.Text == "times")
      times(V);
    if (Key.Text == "entries" && is(V, YamlNode::List, "a list of entries"))
      for (const YamlNode &Item : V.Items)
        entry(Item);
    if (Key.Text == "tables" && is(V, YamlNode::List, "a list of tables"))
      for (const YamlNode &Item : V.Items)
        table(Item);
  }
}

/// Replaces the elements of equal name and appends the others.
template <typename T>
void replaceByName(std::vector<T> &Base, std::vector<T> Extra) {
  for (T &E : Extra) {
    auto It = find_if(Base, [&](const T &B) { return B.Name == E.Name; });
    if (It == Base.end())
      Base.push_back(std::move(E));
    else
      *It = std::move(E);
  }
}

/// Another record is a new table; of one that \p Base has, the handlers are
/// added, for a driver knows a method more and not another record.
void extendTable(std::vector<HandlerTable> &Base, HandlerTable Extra) {
  auto It = find_if(
      Base, [&](const HandlerTable &B) { return B.Record == Extra.Record; });
  if (It == Base.end())
    Base.push_back(std::move(Extra));
  else if (It->Field != Extra.Field)
    *It = std::move(Extra);
  else
    replaceByName(It->Handlers, std::move(Extra.Handlers));
}

} // namespace

const LockKind *Model::kind(StringRef Name) const {
  auto It = find_if(Kinds, [&](const LockKind &K) { return K.Name == Name; });
  return It == Kinds.end() ? nullptr : &*It;
}

const Entry *Model::noteMacro() const {
  for (const Entry &E : reverse(Entries)) // what extends a model comes last
    if (E.Note && !E.Header.empty())
      return &E;
  return nullptr;
}

const HandlerTable *Model::table(StringRef Record) const {
  auto It = find_if(Tables,
                    [&](const HandlerTable &T) { return T.Record == Record; });
  return It == Tables.end() ? nullptr : &*It;
}

Expected<Model> loadModel(MemoryBufferRef Yaml, ArrayRef<const Model *> Known) {
  YamlErrors Errors(Yaml);
  ModelReader Reader(Yaml, Errors, Known);
  if (std::optional<YamlNode> Root = readYaml(Yaml, Errors))
    Reader.read(*Root);
  if (Error E = Errors.take())
    return std::move(E);
  return std::move(Reader.Out);
}

void extendModel(Model &Base, Model Extra) {
  replaceByName(Base.Kinds, std::move(Extra.Kinds));
  replaceByName(Base.Contexts, std::move(Extra.Contexts));
  for (auto &Global : Extra.GlobalKinds)
    Base.GlobalKinds[Global.first()] = Global.second;
  for (auto &Function : Extra.Functions)
    Base.Functions[Function.first()] = Function.second;
  for (auto &Time : Extra.Times)
    Base.Times[Time.first()] = Time.second;
  for (auto &Name : Extra.Panicked)
    Base.Panicked.insert(Name.first());
  // What tells a layer is no sign of its kernel.
  for (std::string &Macro : Extra.DetectMacros)
    if (Base.Extends == Extra.Extends &&
        !is_contained(Base.DetectMacros, Macro))
      Base.DetectMacros.push_back(std::move(Macro));
  for (HandlerTable &T : Extra.Tables)
    extendTable(Base.Tables, std::move(T));
  for (Entry &E : Extra.Entries) {
    for (StringRef Name : E.Names)
      Base.ByName[Name] = Base.Entries.size();
    Base.Entries.push_back(std::move(E));
  }
}

} // namespace locktidy
