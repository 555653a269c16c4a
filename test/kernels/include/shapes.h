// The shapes of the tests, one function of one line each: a finding of the
// function is at that line. A kernel's header, which includes this one, gives
//   struct softc       with `int ready` and the locks
//   HOLD(sc) DROP(sc)  take and give up a mutex of it
//   HOLD_OTHER(sc) DROP_OTHER(sc)  the same for another one
// Parameters named `call`, `take` ... are expressions that may use `sc`.
#define SHAPE_CAT2(a, b) a##b
#define SHAPE_CAT(a, b) SHAPE_CAT2(a, b)
#define FN SHAPE_CAT(line_, __LINE__)
#define HANDLER SHAPE_CAT(handler_, __LINE__)

// Something happens under the mutex.
#define UNDER(...) void FN(struct softc *sc) { HOLD(sc); __VA_ARGS__; DROP(sc); }
// The calls do nothing to the mutex although they are given it: the second
// HOLD is a recursive-lock. What is not known could have released it.
#define KNOWN(...) void FN(struct softc *sc) { HOLD(sc); __VA_ARGS__; HOLD(sc); }
// What is done with no memory: a recursive-lock where the result may be NULL.
#define IF_NULL(CALL) void FN(struct softc *sc) { if ((CALL) == NULL) { HOLD(sc); HOLD(sc); } }
// One way out keeps what was taken: lock-leak.
#define LEAKS(take, give) int FN(struct softc *sc, int fail) { take; if (fail) return 5; give; return 0; }
// The same when it was taken only where `tried` is true.
#define LEAKS_IF(tried, give) int FN(struct softc *sc, int fail) { if (!(tried)) return 0; if (fail) return 5; give; return 0; }
// The second is one too many: a recursive-lock, or an unlock-not-held.
#define TWICE(take, again) void FN(struct softc *sc) { take; again; }
// What is taken is given back: silent.
#define PAIR(take, give) void FN(struct softc *sc) { take; give; }
// A wait under two mutexes: sleep-under-lock for the one that it does not drop.
#define WAITS(...) void FN(struct softc *sc) { HOLD_OTHER(sc); HOLD(sc); while (!sc->ready) { __VA_ARGS__; } DROP(sc); DROP_OTHER(sc); }
// A wait under the mutex that it drops and takes again: silent.
#define WAITS_ALONE(...) void FN(struct softc *sc) { HOLD(sc); while (!sc->ready) { __VA_ARGS__; } DROP(sc); }
// A wait that is not in a loop, and takes what it waited for.
#define WAITS_ONCE(...) void FN(struct softc *sc) { HOLD(sc); if (!sc->ready) { __VA_ARGS__; } sc->ready = 0; DROP(sc); }
// A wait that does not take the mutex again: DROP is an unlock-not-held.
#define WAITS_DROPPED(...) void FN(struct softc *sc) { HOLD(sc); __VA_ARGS__; DROP(sc); }
// What is asked for twice is one object: HOLD of both is a recursive-lock.
#define SAME(type, get) void FN(type arg) { struct softc *a = (struct softc *)get, *b = (struct softc *)get; HOLD(a); HOLD(b); }
// The call does not return: silent, else the second DROP is an unlock-not-held.
#define NO_RETURN(call) void FN(struct softc *sc) { HOLD(sc); if (sc->ready) { DROP(sc); call; } DROP(sc); }
