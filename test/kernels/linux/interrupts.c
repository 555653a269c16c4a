// Which acquires turn interrupts off, and which releases turn them on.
// RUN: %check-expect --arg=--level=advice %s -- %kernel-linux
#include "linux.h"

typedef struct seqlock { unsigned seq; spinlock_t lock; } seqlock_t;
typedef struct local_lock { int dep_map; } local_lock_t;
seqlock_t seq;
local_lock_t local;
unsigned long flags, more;
unsigned long write_seqlock_irq(), write_seqlock_irqsave(),
    write_sequnlock_irq(), write_sequnlock_irqrestore(),
    read_seqlock_excl_irq(), read_seqlock_excl_irqsave(),
    read_sequnlock_excl_irq(), read_sequnlock_excl_irqrestore();
void local_irq_disable(), local_irq_enable(), local_irq_restore(),
    raw_local_irq_disable(), raw_local_irq_enable(), raw_local_irq_restore();
#define local_irq_save(flags) ((flags) = 1)
#define raw_local_irq_save(flags) ((flags) = 1)
void local_bh_disable(), local_bh_enable(), local_lock_irq(), local_lock_irqsave(),
    local_unlock_irq(), local_unlock_irqrestore();

// Off from the acquire on.
#define OFF(acquire, release) void FN(struct softc *sc) { acquire; local_irq_enable(); sc->ready = 1; release; }
OFF(spin_lock_irq(&sc->lock), spin_unlock_irq(&sc->lock)) // expect: irq-unsafe-lock
OFF(spin_lock_irqsave(&sc->lock, flags), spin_unlock_irqrestore(&sc->lock, flags)) // expect: irq-unsafe-lock
OFF(spin_lock_irqsave_nested(&sc->lock, flags, 1), spin_unlock_irqrestore(&sc->lock, flags)) // expect: irq-unsafe-lock
OFF(raw_spin_lock_irq(&sc->raw), raw_spin_unlock_irq(&sc->raw)) // expect: irq-unsafe-lock
OFF(raw_spin_lock_irqsave(&sc->raw, flags), raw_spin_unlock_irqrestore(&sc->raw, flags)) // expect: irq-unsafe-lock
OFF(read_lock_irq(&sc->rw), read_unlock_irq(&sc->rw)) // expect: irq-unsafe-lock
OFF(read_lock_irqsave(&sc->rw, flags), read_unlock_irqrestore(&sc->rw, flags)) // expect: irq-unsafe-lock
OFF(write_lock_irq(&sc->rw), write_unlock_irq(&sc->rw)) // expect: irq-unsafe-lock
OFF(write_lock_irqsave(&sc->rw, flags), write_unlock_irqrestore(&sc->rw, flags)) // expect: irq-unsafe-lock
OFF(write_seqlock_irq(&seq), write_sequnlock_irq(&seq)) // expect: irq-unsafe-lock
OFF(write_seqlock_irqsave(&seq, flags), write_sequnlock_irqrestore(&seq, flags)) // expect: irq-unsafe-lock
OFF(read_seqlock_excl_irq(&seq), read_sequnlock_excl_irq(&seq)) // expect: irq-unsafe-lock
OFF(read_seqlock_excl_irqsave(&seq, flags), read_sequnlock_excl_irqrestore(&seq, flags)) // expect: irq-unsafe-lock
OFF(local_lock_irq(&local), local_unlock_irq(&local)) // expect: irq-unsafe-lock
OFF(local_lock_irqsave(&local, flags), local_unlock_irqrestore(&local, flags)) // expect: irq-unsafe-lock
OFF(spin_lock(&sc->lock), spin_unlock(&sc->lock))
OFF(spin_lock_bh(&sc->lock), spin_unlock_bh(&sc->lock))
OFF(read_lock(&sc->rw), read_unlock(&sc->rw))
OFF(write_lock_bh(&sc->rw), write_unlock_bh(&sc->rw))
#define TRIED(try, release) void FN(struct softc *sc) { if (try) { local_irq_enable(); release; } }
TRIED(spin_trylock_irq(&sc->lock), spin_unlock_irq(&sc->lock)) // expect: irq-unsafe-lock
TRIED(spin_trylock_irqsave(&sc->lock, flags), spin_unlock_irqrestore(&sc->lock, flags)) // expect: irq-unsafe-lock
TRIED(raw_spin_trylock_irqsave(&sc->raw, flags), raw_spin_unlock_irqrestore(&sc->raw, flags)) // expect: irq-unsafe-lock
TRIED(write_trylock_irqsave(&sc->rw, flags), write_unlock_irqrestore(&sc->rw, flags)) // expect: irq-unsafe-lock
TRIED(spin_trylock(&sc->lock), spin_unlock(&sc->lock))

// On at the release.
#define ON(acquire, release) void FN(struct softc *sc) { spin_lock_irqsave(&sc->other, more); acquire; sc->ready = 1; release; spin_unlock_irqrestore(&sc->other, more); }
ON(spin_lock(&sc->lock), spin_unlock_irq(&sc->lock)) // expect: irq-unsafe-lock
ON(raw_spin_lock(&sc->raw), raw_spin_unlock_irq(&sc->raw)) // expect: irq-unsafe-lock
ON(read_lock(&sc->rw), read_unlock_irq(&sc->rw)) // expect: irq-unsafe-lock
ON(write_lock(&sc->rw), write_unlock_irq(&sc->rw)) // expect: irq-unsafe-lock
ON(write_seqlock_irq(&seq), write_sequnlock_irq(&seq)) // expect: irq-unsafe-lock
ON(read_seqlock_excl_irq(&seq), read_sequnlock_excl_irq(&seq)) // expect: irq-unsafe-lock
ON(local_lock_irq(&local), local_unlock_irq(&local)) // expect: irq-unsafe-lock
ON(local_irq_disable(), local_irq_enable()) // expect: irq-unsafe-lock
ON(raw_local_irq_disable(), raw_local_irq_enable()) // expect: irq-unsafe-lock
ON(local_irq_save(flags), local_irq_restore(flags))
ON(raw_local_irq_save(flags), raw_local_irq_restore(flags))
ON(spin_lock(&sc->lock), spin_unlock(&sc->lock))
ON(spin_lock(&sc->lock), spin_unlock_irqrestore(&sc->lock, flags))
ON(read_lock(&sc->rw), read_unlock_irqrestore(&sc->rw, flags))
ON(write_lock(&sc->rw), write_unlock_irqrestore(&sc->rw, flags))

// Soft ones must not run with the others off.
ON(spin_lock(&sc->lock), spin_unlock_bh(&sc->lock)) // expect: irq-unsafe-lock
ON(read_lock(&sc->rw), read_unlock_bh(&sc->rw)) // expect: irq-unsafe-lock
ON(write_lock(&sc->rw), write_unlock_bh(&sc->rw)) // expect: irq-unsafe-lock
ON(local_bh_disable(), local_bh_enable()) // expect: irq-unsafe-lock

// One variable for two.
#define TWO(first, second, back, last) void FN(struct softc *sc) { unsigned long one, two; first; second; sc->ready = 1; back; last; }
TWO(spin_lock_irqsave(&sc->other, one), spin_lock_irqsave(&sc->lock, one), spin_unlock_irqrestore(&sc->lock, one), spin_unlock_irqrestore(&sc->other, one)) // expect: irq-unsafe-lock
TWO(spin_lock_irqsave(&sc->other, one), spin_lock_irqsave(&sc->lock, two), spin_unlock_irqrestore(&sc->lock, two), spin_unlock_irqrestore(&sc->other, one))
TWO(raw_spin_lock_irqsave(&sc->raw, one), read_lock_irqsave(&sc->rw, one), read_unlock_irqrestore(&sc->rw, one), raw_spin_unlock_irqrestore(&sc->raw, one)) // expect: irq-unsafe-lock
TWO(write_lock_irqsave(&sc->rw, one), local_irq_save(one), local_irq_restore(one), write_unlock_irqrestore(&sc->rw, one)) // expect: irq-unsafe-lock
