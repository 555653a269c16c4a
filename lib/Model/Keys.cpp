//===- Keys.cpp - the words of a model file -------------------------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "Model/Keys.h"
#include <algorithm>

using namespace llvm;

namespace locktidy {

namespace {

constexpr uint64_t none() { return 0; }

template <typename... Keys> constexpr uint64_t keys(Keys... Ks) {
  return (none() | ... | (uint64_t(1) << unsigned(Ks)));
}

// What every effect may carry.
constexpr uint64_t Any = keys(Key::When, Key::WhenSure, Key::Args);

constexpr EffectWord Effects[] = {
    {"acquire", EffectKind::Acquire, MainValue::Lock,
     Any | keys(Key::Kind, Key::KindIf, Key::Mode, Key::SharedIf, Key::Success,
                Key::Waits, Key::Failure, Key::Recursive, Key::Nested,
                Key::Interrupts, Key::SavedIn),
     keys(Key::Kind)},
    {"release", EffectKind::Release, MainValue::Lock,
     Any | keys(Key::Kind, Key::KindIf, Key::Mode, Key::SharedIf,
                Key::Interrupts),
     none()},
    {"downgrade", EffectKind::Downgrade, MainValue::Lock, Any | keys(Key::Kind),
     none()},
    {"upgrade", EffectKind::Upgrade, MainValue::Lock,
     Any | keys(Key::Kind, Key::Success), none()},
    {"query", EffectKind::Query, MainValue::Lock,
     Any | keys(Key::Kind, Key::Mode, Key::SharedIf, Key::Success, Key::Answer,
                Key::AnyThread),
     none()},
    {"assert-held", EffectKind::AssertHeld, MainValue::Lock,
     Any | keys(Key::Kind, Key::Mode, Key::SharedIf), none()},
    {"assert-not-held", EffectKind::AssertNotHeld, MainValue::Lock,
     Any | keys(Key::Kind, Key::Mode, Key::SharedIf), none()},
    {"init", EffectKind::Init, MainValue::Lock,
     Any | keys(Key::Kind, Key::KindIf, Key::Recursive, Key::Nested,
                Key::Cookie, Key::Label, Key::Type),
     keys(Key::Kind)},
    {"destroy", EffectKind::Destroy, MainValue::Lock,
     Any | keys(Key::Kind, Key::Mode), none()},
    {"wait", EffectKind::Wait, MainValue::Channel,
     Any | keys(Key::Interlock, Key::Kind, Key::KeepsDropped, Key::Timeout,
                Key::Until, Key::Signals, Key::Results),
     none()},
    {"wakeup", EffectKind::Wakeup, MainValue::Channel, Any, none()},
    {"alloc", EffectKind::Alloc, MainValue::Flag, Any | keys(Key::NeverNull),
     none()},
    {"may-sleep", EffectKind::MaySleep, MainValue::Flag,
     Any | keys(Key::Timeout, Key::Until, Key::Signals, Key::Results), none()},
    {"assert-sleepable", EffectKind::AssertSleepable, MainValue::Flag, Any,
     none()},
    {"busy-wait", EffectKind::BusyWait, MainValue::Flag,
     Any | keys(Key::Amount), none()},
    {"register", EffectKind::Register, MainValue::Handler,
     Any | keys(Key::Handle, Key::Argument, Key::Context, Key::Lock,
                Key::LockIf, Key::Kind, Key::Giant),
     keys(Key::Context)},
    {"drain", EffectKind::Drain, MainValue::Channel,
     Any | keys(Key::Lock, Key::Kind, Key::Recursive), none()},
    {"raise", EffectKind::LevelRaise, MainValue::Flag,
     Any | keys(Key::Level, Key::Stub), none()},
    {"restore", EffectKind::LevelRestore, MainValue::Argument,
     Any | keys(Key::Stub), none()},
    {"ask-context", EffectKind::AskContext, MainValue::Flag,
     Any | keys(Key::Context), keys(Key::Context)},
    {"context-bound", EffectKind::ContextBound, MainValue::Flag,
     Any | keys(Key::Context), keys(Key::Context)},
    {"call-lock", EffectKind::CallLock, MainValue::Channel,
     Any | keys(Key::Lock, Key::LockIf, Key::Kind, Key::KeepsDropped,
                Key::Argument),
     none()},
    {"publish", EffectKind::Publish, MainValue::Flag, Any, none()},
    {"alone", EffectKind::Alone, MainValue::Flag, Any, none()},
    {"free", EffectKind::Free, MainValue::Channel, Any, none()},
    {"end-thread", EffectKind::EndThread, MainValue::Flag,
     Any | keys(Key::Kind), none()},
};

constexpr KeyWord Words[] = {
    {"kind", Key::Kind},
    {"kind-if", Key::KindIf, Shape::KindIfs},
    {"mode", Key::Mode, Shape::Choice, "exclusive shared"},
    {"shared-if", Key::SharedIf, Shape::Condition},
    {"success", Key::Success, Shape::Choice,
     "nonzero zero no-errno nonnegative"},
    {"waits", Key::Waits, Shape::Condition},
    {"failure", Key::Failure, Shape::Condition},
    {"when", Key::When, Shape::Condition},
    {"when-sure", Key::WhenSure, Shape::Condition},
    {"interlock", Key::Interlock, Shape::Operand},
    {"keeps-dropped", Key::KeepsDropped, Shape::Condition},
    {"timeout", Key::Timeout, Shape::Condition},
    {"until", Key::Until, Shape::Condition},
    {"signals", Key::Signals, Shape::Condition},
    {"results", Key::Results, Shape::Condition},
    {"never-null", Key::NeverNull, Shape::Condition},
    {"handle", Key::Handle, Shape::Operand},
    {"argument", Key::Argument, Shape::Operand},
    {"context", Key::Context},
    {"lock", Key::Lock, Shape::Operand},
    {"lock-if", Key::LockIf, Shape::Condition},
    {"cookie", Key::Cookie, Shape::Operand},
    {"label", Key::Label, Shape::Operand},
    {"type", Key::Type, Shape::Operand},
    {"level", Key::Level},
    {"giant", Key::Giant, Shape::Condition},
    {"recursive", Key::Recursive, Shape::Condition},
    {"nested", Key::Nested, Shape::Condition},
    {"any-thread", Key::AnyThread, Shape::Condition},
    {"stub", Key::Stub, Shape::Choice, "always visible"},
    {"amount", Key::Amount, Shape::Condition},
    {"answer", Key::Answer, Shape::Condition},
    {"args", Key::Args, Shape::Count},
    {"interrupts", Key::Interrupts, Shape::Choice, "soft hard saved"},
    {"saved-in", Key::SavedIn, Shape::Operand},
};

// A key that is missing here is unknown to the loader too.
constexpr FieldWord FileWords[] = {
    {"kernel", Shape::Text, true}, {"source"},
    {"detect", Shape::Texts},      {"extends"},
    {"kinds", Shape::Kinds},       {"contexts", Shape::Contexts},
    {"globals", Shape::TextMap},   {"entries", Shape::Entries},
    {"tables", Shape::Tables},     {"functions", Shape::TextMap},
    {"times", Shape::TextMap},     {"panicked", Shape::Texts},
};
constexpr FieldWord KindWords[] = {
    {"name", Shape::Text, true},
    {"noun", Shape::Text, true},
    {"waits", Shape::Choice, false, "spin block sleep"},
    {"held", Shape::Choice, false, "forbidden discouraged allowed released"},
    {"recursive", Shape::Truth},
    {"order-exempt", Shape::Truth},
    {"unpaired", Shape::Truth},
    {"counting", Shape::Truth},
    {"init-decides", Shape::Truth},
    {"zeroed", Shape::Truth},
    {"held-reason"},
    {"recurse-panic"},
    {"release-panic"},
    {"interrupt-panic"},
};
constexpr FieldWord ContextWords[] = {
    {"name", Shape::Text, true},
    {"title", Shape::Text, true},
    {"forbids", Shape::Choices, false, "sleep block"},
    {"of"},
    {"reason"},
    {"asked-by", Shape::Texts},
    {"unless", Shape::Operand},
    {"refused-by", Shape::Texts},
    {"assumes"},
    {"unlocked", Shape::Truth},
    {"holds", Shape::Texts},
    {"ends", Shape::Truth},
    {"hardware", Shape::Truth},
    {"reclaims", Shape::Truth},
    {"half", Shape::Choice, false, "upper lower"},
    {"signals", Shape::Choice, false, "always unless-exiting never"},
    {"signals-if", Shape::Texts},
    {"signals-by", Shape::Texts},
    {"runs", Shape::Choice, false, "parallel serial last alone"},
    {"excludes", Shape::Texts},
    {"level", Shape::Choice, false, "thread soft hard"},
};
constexpr FieldWord EntryWords[] = {
    {"names", Shape::Texts, true},
    {"source", Shape::Text, true},
    {"effects", Shape::Effects},
    {"noreturn", Shape::Truth},
    {"noreturn-if", Shape::Condition},
    {"inert", Shape::Truth},
    {"accessor", Shape::Truth},
    {"asserts", Shape::Truth},
    {"note", Shape::Truth},
    {"header"},
    {"opaque", Shape::Truth},
    {"counts-down", Shape::Choice, false, "left zero"},
    {"with-lock", Shape::TextMap},
    {"with-span", Shape::Call},
};
constexpr FieldWord TableWords[] = {
    {"record", Shape::Text, true},
    {"source", Shape::Text, true},
    {"handlers", Shape::Handlers, true},
    {"field"},
    {"flags"},
    {"lock", Shape::Operand},
    {"kind"},
    {"lock-if", Shape::Condition},
};
constexpr FieldWord HandlerWords[] = {
    {"context", Shape::Text, true},
    {"lock", Shape::Operand},
    {"kind"},
    {"argument-by"},
    {"resumed-if", Shape::Condition},
};

} // namespace

ArrayRef<EffectWord> effectWords() { return Effects; }
ArrayRef<KeyWord> keyWords() { return Words; }
ArrayRef<FieldWord> fileWords() { return FileWords; }
ArrayRef<FieldWord> kindWords() { return KindWords; }
ArrayRef<FieldWord> contextWords() { return ContextWords; }
ArrayRef<FieldWord> entryWords() { return EntryWords; }
ArrayRef<FieldWord> tableWords() { return TableWords; }
ArrayRef<FieldWord> handlerWords() { return HandlerWords; }

std::string suggestion(StringRef Word, ArrayRef<StringRef> Valid) {
  StringRef Best;
  unsigned Least = static_cast<unsigned>(Word.size()) / 3 + 1;
  // Long words are not worth the quadratic comparison.
  if (Word.size() > 64)
    return "";
  for (StringRef V : Valid) {
    unsigned Distance = Word.edit_distance(V, true, Least);
    if (Distance > Least || (Distance == Least && !Best.empty()))
      continue;
    Best = V;
    Least = Distance;
  }
  return Best.empty() ? "" : "; did you mean '" + Best.str() + "'?";
}

} // namespace locktidy
