//===- Keys.cpp - the words of a model file ------------------------------===//
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

constexpr uint32_t none() { return 0; }

template <typename... Keys> constexpr uint32_t keys(Keys... Ks) {
  return (none() | ... | (1u << unsigned(Ks)));
}

// What every effect may carry.
constexpr uint32_t Any = keys(Key::When, Key::Args);

constexpr EffectWord Effects[] = {
    {"acquire", EffectKind::Acquire, MainValue::Lock,
     Any | keys(Key::Kind, Key::KindIf, Key::Mode, Key::SharedIf, Key::Success,
                Key::Recursive),
     keys(Key::Kind)},
    {"release", EffectKind::Release, MainValue::Lock,
     Any | keys(Key::Kind, Key::KindIf, Key::Mode, Key::SharedIf), none()},
    {"downgrade", EffectKind::Downgrade, MainValue::Lock, Any | keys(Key::Kind),
     none()},
    {"upgrade", EffectKind::Upgrade, MainValue::Lock,
     Any | keys(Key::Kind, Key::Success), none()},
    {"query", EffectKind::Query, MainValue::Lock,
     Any | keys(Key::Kind, Key::Mode, Key::SharedIf, Key::Success), none()},
    {"assert-held", EffectKind::AssertHeld, MainValue::Lock,
     Any | keys(Key::Kind, Key::Mode, Key::SharedIf), none()},
    {"assert-not-held", EffectKind::AssertNotHeld, MainValue::Lock,
     Any | keys(Key::Kind, Key::Mode, Key::SharedIf), none()},
    {"init", EffectKind::Init, MainValue::Lock,
     Any |
         keys(Key::Kind, Key::KindIf, Key::Recursive, Key::Cookie, Key::Label),
     keys(Key::Kind)},
    {"destroy", EffectKind::Destroy, MainValue::Lock, Any | keys(Key::Kind),
     none()},
    {"wait", EffectKind::Wait, MainValue::Channel,
     Any | keys(Key::Interlock, Key::Kind, Key::KeepsDropped, Key::Timeout,
                Key::Signals),
     none()},
    {"wakeup", EffectKind::Wakeup, MainValue::Channel, Any, none()},
    {"alloc", EffectKind::Alloc, MainValue::Flag, Any, none()},
    {"may-sleep", EffectKind::MaySleep, MainValue::Flag,
     Any | keys(Key::Timeout, Key::Signals), none()},
    {"busy-wait", EffectKind::BusyWait, MainValue::Flag,
     Any | keys(Key::Amount), none()},
    {"register", EffectKind::Register, MainValue::Handler,
     Any | keys(Key::Handle, Key::Argument, Key::Context, Key::Lock, Key::Kind,
                Key::Giant),
     keys(Key::Context)},
    {"drain", EffectKind::Drain, MainValue::Channel,
     Any | keys(Key::Lock, Key::Kind), none()},
    {"raise", EffectKind::LevelRaise, MainValue::Flag,
     Any | keys(Key::Level, Key::Stub), none()},
    {"restore", EffectKind::LevelRestore, MainValue::Argument,
     Any | keys(Key::Stub), none()},
    {"ask-context", EffectKind::AskContext, MainValue::Flag,
     Any | keys(Key::Context), keys(Key::Context)},
    {"context-bound", EffectKind::ContextBound, MainValue::Flag,
     Any | keys(Key::Context), keys(Key::Context)},
};

constexpr KeyWord Words[] = {
    {"kind", Key::Kind},           {"kind-if", Key::KindIf},
    {"mode", Key::Mode},           {"shared-if", Key::SharedIf},
    {"success", Key::Success},     {"when", Key::When},
    {"interlock", Key::Interlock}, {"keeps-dropped", Key::KeepsDropped},
    {"timeout", Key::Timeout},     {"signals", Key::Signals},
    {"handle", Key::Handle},       {"argument", Key::Argument},
    {"context", Key::Context},     {"lock", Key::Lock},
    {"cookie", Key::Cookie},       {"label", Key::Label},
    {"level", Key::Level},         {"giant", Key::Giant},
    {"recursive", Key::Recursive}, {"stub", Key::Stub},
    {"amount", Key::Amount},       {"args", Key::Args},
};

} // namespace

ArrayRef<EffectWord> effectWords() { return Effects; }
ArrayRef<KeyWord> keyWords() { return Words; }

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
