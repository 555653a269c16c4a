//===- runtime.h - executes the locking of a generated program --*- C++ -*-===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One thread, one execution after the other. The headers beside this one spell
// the primitives of a kernel as calls of these functions:
//
//   mtx_lock(&sc->l0)   ->   rt_acquire(&(&sc->l0)->rt, RT_EXCLUSIVE, SITE)
//
// A breach of the discipline is recorded with the places of the calls that led
// there; then the execution ends as a panic would end it, except after a sleep
// (which harms another thread). What the program cannot decide (does a try
// succeed, does memory run out, what did another thread do during a wait) is
// asked of rt_choose(), which goes through all answers.
//
//===----------------------------------------------------------------------===//
#ifndef ORACLE_RUNTIME_H
#define ORACLE_RUNTIME_H

typedef int rt_site; // file * 1000000 + line
#define SITE (FILEID * 1000000 + __LINE__)
#define RT_DEPTH 8
#define RT_RETURNS 32

enum { RT_FREE, RT_SHARED, RT_EXCLUSIVE, RT_ANY };

// How a kind of lock is waited for, and whether its holder may sleep: what the
// manual pages of the kernel say.
enum { RT_BY_SLEEP = 1, RT_BY_BLOCK = 2, RT_BY_SPIN = 4 };
enum { RT_NO_SLEEP = 8, RT_BAD_SLEEP = 16 }; // forbidden; discouraged
enum { RT_RECURSIVE = 32 };

struct rt_lock {
  int kind;
  int lock_class; // number in the program's table of locks
  int mode, count;
  int was_held; // in this execution
  int acquired_depth, returns_count, returns_before; // before it was acquired
  rt_site acquired[RT_DEPTH]; // calls, outermost first, and the primitive
  rt_site returns[RT_RETURNS]; // executed since it was first acquired
};

void rt_init(struct rt_lock *l, int kind);
void rt_acquire(struct rt_lock *l, int mode, rt_site at);
int rt_try(struct rt_lock *l, int mode, rt_site at);
/// As rt_acquire(), but a signal may end the waiting.
int rt_acquire_or_signal(struct rt_lock *l, int mode, rt_site at);
void rt_release(struct rt_lock *l, int mode, rt_site at);
int rt_upgrade(struct rt_lock *l, rt_site at);
void rt_downgrade(struct rt_lock *l, rt_site at);
int rt_owned(struct rt_lock *l, int mode);
void rt_assert(struct rt_lock *l, int held, rt_site at);
/// Sleeps, with the lock (or none) released meanwhile. 0, or 1 after a signal
/// or timeout when \p can_fail.
int rt_wait(struct rt_lock *l, int keep_dropped, int can_fail, rt_site at);
void rt_sleep(rt_site at);
void *rt_alloc(int may_sleep, int may_fail, rt_site at);
void rt_assert_failed(rt_site at);
int rt_choose(int ways, rt_site at);

// What the generator adds to the text of a program, on the lines that are
// there: conditions, calls and returns say that they were executed. Fields of
// the softc are inputs that are chosen when they are first named.
int rt_branch(int id, unsigned read, int taken);
void rt_cover(int id);
void rt_named(unsigned fields);
void rt_read(unsigned fields);
void rt_push(rt_site at);
void rt_pop(void);
void rt_returning(rt_site at);
#define BR(id, named, read, cond)                                              \
  (rt_named(named), rt_branch(id, read, !!(cond)))
#define COV(id) rt_cover(id)
#define RD(named, read) (rt_named(named), rt_read(read))
#define CALLV(call) (rt_push(SITE), (call), rt_pop())
#define CALL(call)                                                             \
  ({                                                                           \
    rt_push(SITE);                                                             \
    __auto_type value_ = (call);                                               \
    rt_pop();                                                                  \
    value_;                                                                    \
  })
#define RET(value)                                                             \
  ({                                                                           \
    __auto_type value_ = (value);                                              \
    rt_returning(SITE);                                                        \
    value_;                                                                    \
  })
#define RETV() rt_returning(SITE)

// A program, as the harness file describes it.
struct rt_input {
  int count;
  const int *values;
};
struct rt_entry {
  int (*run)(const int *arguments); // resets the objects first
  int returns;                      // 1: the result is an int
  int argument_count;
  const struct rt_input *arguments;
};
struct rt_program {
  int number, branch_count, entry_count;
  const struct rt_entry *entries;
};
void rt_lock_is(struct rt_lock *l, int lock_class, int kind);
void rt_field_is(int number, int *field, const struct rt_input *values);
void rt_waited_for(int *field);
/// Runs all programs, or the one with the number \p only.
int rt_main(const struct rt_program *const *programs, int count, int only);

#endif
