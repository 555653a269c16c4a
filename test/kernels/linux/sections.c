// Seqlocks, sockets, SRCU, local locks, and what is like a lock.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"

typedef struct seqlock { unsigned seq; spinlock_t lock; } seqlock_t;
typedef struct local_lock { int dep_map; } local_lock_t;
struct ld_semaphore { long count; };
struct srcu_struct { int idx; };
typedef struct { spinlock_t slock; int owned; } socket_lock_t;
struct sock { socket_lock_t sk_lock; };
seqlock_t seq;
local_lock_t local;
struct ld_semaphore ldisc;
struct srcu_struct srcu;

// A writer has a spinlock.
unsigned long write_seqlock(), write_seqlock_bh(), write_seqlock_irq(),
    write_seqlock_irqsave(), write_sequnlock(), write_sequnlock_bh(),
    write_sequnlock_irq(), write_sequnlock_irqrestore(), read_seqlock_excl(),
    read_seqlock_excl_bh(), read_seqlock_excl_irq(), read_seqlock_excl_irqsave(),
    read_sequnlock_excl(), read_sequnlock_excl_bh(), read_sequnlock_excl_irq(),
    read_sequnlock_excl_irqrestore();
LEAKS(write_seqlock(&seq), write_sequnlock(&seq)) // expect: lock-leak
LEAKS(write_seqlock_bh(&seq), write_sequnlock_bh(&seq)) // expect: lock-leak
LEAKS(write_seqlock_irq(&seq), write_sequnlock_irq(&seq)) // expect: lock-leak
LEAKS(write_seqlock_irqsave(&seq, sc->flags), write_sequnlock_irqrestore(&seq, sc->flags)) // expect: lock-leak
LEAKS(read_seqlock_excl(&seq), read_sequnlock_excl(&seq)) // expect: lock-leak
LEAKS(read_seqlock_excl_bh(&seq), read_sequnlock_excl_bh(&seq)) // expect: lock-leak
LEAKS(read_seqlock_excl_irq(&seq), read_sequnlock_excl_irq(&seq)) // expect: lock-leak
LEAKS(read_seqlock_excl_irqsave(&seq, sc->flags), read_sequnlock_excl_irqrestore(&seq, sc->flags)) // expect: lock-leak
PAIR(write_seqlock(&seq); msleep(1), write_sequnlock(&seq)) // expect: sleep-under-lock
TWICE(write_seqlock(&seq), write_seqlock(&seq)) // expect: recursive-lock
TWICE(write_seqlock(&seq); write_sequnlock(&seq), write_sequnlock(&seq)) // expect: unlock-not-held
// A reader has none.
static inline unsigned read_seqbegin(const seqlock_t *sl) { spin_lock((void *)&sl->lock); return sl->seq; }
static inline unsigned read_seqretry(const seqlock_t *sl, unsigned start) { spin_lock((void *)&sl->lock); return sl->seq != start; }
static inline void seqlock_init(seqlock_t *sl) { spin_lock(&sl->lock); }
unsigned seq_read(struct softc *sc) {
  unsigned start;
  int ready;

  do {
    start = read_seqbegin(&seq);
    ready = sc->ready;
  } while (read_seqretry(&seq, start));
  return (ready);
}
void seq_make(seqlock_t *sl) { seqlock_init(sl); msleep(1); }

// The owner of a socket may sleep, the fast owner may not.
void lock_sock(), lock_sock_nested(), release_sock(), sockopt_lock_sock(),
    sockopt_release_sock(), unlock_sock_fast();
_Bool lock_sock_fast(), lock_sock_fast_nested();
struct sock *sk;
LEAKS(lock_sock(sk), release_sock(sk)) // expect: lock-leak
LEAKS(lock_sock_nested(sk, 1), release_sock(sk)) // expect: lock-leak
LEAKS(sockopt_lock_sock(sk), sockopt_release_sock(sk)) // expect: lock-leak
LEAKS(sc->ready = lock_sock_fast(sk), unlock_sock_fast(sk, sc->ready)) // expect: lock-leak
LEAKS(sc->ready = lock_sock_fast_nested(sk), unlock_sock_fast(sk, sc->ready)) // expect: lock-leak
PAIR(lock_sock(sk); msleep(1), release_sock(sk))
PAIR(sc->ready = lock_sock_fast(sk); msleep(1), unlock_sock_fast(sk, sc->ready)) // expect: sleep-under-lock
TWICE(lock_sock(sk), lock_sock(sk)) // expect: recursive-lock
TWICE(lock_sock(sk); release_sock(sk), release_sock(sk)) // expect: unlock-not-held
TWICE(lock_sock_fast(sk); unlock_sock_fast(sk, 0), unlock_sock_fast(sk, 0)) // expect: unlock-not-held
UNDER(lock_sock(sk); release_sock(sk)) // expect: sleep-under-lock
#define bh_lock_sock(s) spin_lock(&(s)->sk_lock.slock)
#define bh_unlock_sock(s) spin_unlock(&(s)->sk_lock.slock)
LEAKS(bh_lock_sock(sk), bh_unlock_sock(sk)) // expect: lock-leak
PAIR(bh_lock_sock(sk); msleep(1), bh_unlock_sock(sk)) // expect: sleep-under-lock
UNDER(bh_lock_sock(sk); bh_unlock_sock(sk))

// Readers of SRCU may sleep, and nest.
int srcu_read_lock(struct srcu_struct *);
void srcu_read_unlock(struct srcu_struct *, int);
LEAKS(sc->ready = srcu_read_lock(&srcu), srcu_read_unlock(&srcu, sc->ready)) // expect: lock-leak
TWICE(srcu_read_lock(&srcu); srcu_read_unlock(&srcu, 0), srcu_read_unlock(&srcu, 0)) // expect: unlock-not-held
PAIR(srcu_read_lock(&srcu); msleep(1), srcu_read_unlock(&srcu, 0))
PAIR(srcu_read_lock(&srcu); srcu_read_lock(&srcu); srcu_read_unlock(&srcu, 1), srcu_read_unlock(&srcu, 0))

// The data of this processor.
void local_lock(), local_lock_irq(), local_lock_irqsave(), local_unlock(),
    local_unlock_irq(), local_unlock_irqrestore();
LEAKS(local_lock(&local), local_unlock(&local)) // expect: lock-leak
LEAKS(local_lock_irq(&local), local_unlock_irq(&local)) // expect: lock-leak
LEAKS(local_lock_irqsave(&local, sc->flags), local_unlock_irqrestore(&local, sc->flags)) // expect: lock-leak
PAIR(local_lock(&local); msleep(1), local_unlock(&local)) // expect: sleep-under-lock
TWICE(local_lock(&local); local_unlock(&local), local_unlock(&local)) // expect: unlock-not-held

// A semaphore of which the model knows nothing, asserted: it forbids no sleep.
#define lockdep_assert_held_write(l) do { } while (0)
PAIR(lockdep_assert_held_write(&ldisc), msleep(1))
struct line { struct work_struct hangup; struct ld_semaphore sem; };
static void hang_up(struct work_struct *work) {
  struct line *line = (struct line *)work;

  lockdep_assert_held_write(&line->sem);
}
void line_open(struct line *line) { INIT_WORK(&line->hangup, hang_up); }

// Nodes set aside for this processor.
int radix_tree_preload(gfp_t), radix_tree_maybe_preload(gfp_t);
void idr_preload(gfp_t), idr_preload_end(void), radix_tree_preload_end(void);
LEAKS_IF(radix_tree_preload(GFP_ATOMIC) == 0, radix_tree_preload_end()) // expect: lock-leak
LEAKS_IF(radix_tree_maybe_preload(GFP_ATOMIC) == 0, radix_tree_preload_end()) // expect: lock-leak
LEAKS(idr_preload(GFP_ATOMIC), idr_preload_end()) // expect: lock-leak
PAIR(idr_preload(GFP_ATOMIC); msleep(1), idr_preload_end()) // expect: sleep-under-lock
TWICE(idr_preload(GFP_ATOMIC); idr_preload_end(), idr_preload_end()) // expect: unlock-not-held
TWICE(if (radix_tree_preload(GFP_ATOMIC)) return; radix_tree_preload_end(), radix_tree_preload_end()) // expect: unlock-not-held
UNDER(idr_preload(GFP_KERNEL); idr_preload_end()) // expect: sleeping-alloc-under-lock
UNDER(if (radix_tree_preload(GFP_KERNEL) == 0) radix_tree_preload_end()) // expect: sleeping-alloc-under-lock

// An atomic mapping is not followed.
void preempt_disable(void), preempt_enable(void);
static inline void *kmap_atomic(void *page) { preempt_disable(); return page; }
#define kunmap_atomic(address) preempt_enable()
LEAKS(kmap_atomic(sc), kunmap_atomic(sc))
