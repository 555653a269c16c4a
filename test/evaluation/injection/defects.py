"""Scripted edits: each function yields the places of a source where one edit makes a
defect, surely, as far as the text tells: DEFECTS lists them with the rules of which one
has to name it. Which primitives a kernel has is in kernels.py.
"""
from dataclasses import dataclass

from injection import contexts, data, lifetimes, locking, waiting


@dataclass
class Defect:
    rules: set
    places: tuple
    advice: bool = False  # a finding of it counts


DEFECTS = {
    "lock-leak": Defect({"lock-leak"}, (locking.delete_release,)),
    "unlock-not-held": Defect({"unlock-not-held"}, (locking.double_release,)),
    "recursive-lock": Defect({"recursive-lock"}, (locking.double_acquire,)),
    "sleep-under-lock": Defect({"sleep-under-lock"}, (locking.sleep_under_lock,)),
    "sleeping-alloc-under-lock": Defect({"sleeping-alloc-under-lock"}, (locking.allocate_under_lock,)),
    "sleep-in-interrupt": Defect({"sleep-in-interrupt"}, (contexts.sleep_in_handler,)),
    "wait-not-in-loop": Defect({"wait-not-in-loop"}, (waiting.drop_loop,)),
    "noop-spl": Defect({"noop-spl"}, (contexts.idle_level,)),
    "giant-handler": Defect({"giant-handler"}, (contexts.giant,)),
    "high-level-mutex": Defect(
        {"high-level-mutex"}, (contexts.filter_handler, contexts.low_mutex, contexts.mutex_when_quiet)),
    "lock-order": Defect({"lock-order"}, (locking.swap_acquires, locking.nest_backwards)),
    "lock-lifetime": Defect({"lock-lifetime"}, (lifetimes.end_twice,)),
    "drain-under-lock": Defect({"drain-under-lock"}, (lifetimes.drain_under_lock,)),
    "spl-imbalance": Defect({"spl-imbalance"}, (contexts.keep_level,)),
    "timedwait-relative": Defect({"timedwait-relative"}, (waiting.span_for_moment,)),
    "wait-result-ignored": Defect({"wait-result-ignored"}, (waiting.ignored_result,)),
    "wait-wrong-lock": Defect({"wait-wrong-lock"}, (waiting.other_lock, waiting.wait_with_other), advice=True),
    "lost-wakeup": Defect({"lost-wakeup"}, (waiting.open_gap, waiting.early_wakeup), advice=True),
    "unkillable-wait": Defect({"unkillable-wait"}, (waiting.wait_in_close,)),
    "stale-state": Defect({"stale-state"}, (data.drop_in_loop,), advice=True),
    "unguarded-access": Defect({"unguarded-access"}, (data.write_after_release, data.write_in_gap)),
    "rwlock-misuse": Defect({"rwlock-misuse"}, (locking.change_mode,)),
    "owned-outside-assert": Defect({"owned-outside-assert"}, (locking.ask_first,), advice=True),
    "static-in-entry-point": Defect({"static-in-entry-point"}, (data.make_static,), advice=True),
    "irq-unsafe-lock": Defect({"irq-unsafe-lock"}, (contexts.leave_on, contexts.turn_on), advice=True),
    "semaphore-misuse": Defect({"semaphore-misuse"}, (locking.lose_count, locking.add_count, locking.return_with_count), advice=True),
    "long-hold": Defect({"long-hold"}, (locking.busy_under_lock,)),
}
