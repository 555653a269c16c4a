//===- runtime.c - executes the locking of a generated program ------------===//
//
// Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs every entry function of every program over the product of its inputs and
// all answers of rt_choose(). The output is read by oracle/execute.py, lines of
//
//   P number                            a program begins
//   X executions complete stopped       0 complete: a bound was reached
//   C outcomes                          a digit a branch: 1 true, 2 false, 3
//   V rule class known calls acquired returns   a breach; lists of places
//   E from to gates calls returns       an edge of the lock order
//
//===----------------------------------------------------------------------===//
#include "runtime.h"
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  MaxAnswers = 12,
  MaxPerSite = 2,
  MaxFields = 6,
  MaxChoices = MaxAnswers + MaxFields
};
enum { MaxExecutions = 10000, MaxSteps = 2000, MaxHeld = 12 };
enum { MaxBranches = 4096, MaxBreaches = 96, MaxEdges = 96, MaxEnds = 512 };
enum { NothingKnown, Known }; // whether the defect is one that must be reported

struct places {
  int count;
  rt_site at[RT_DEPTH];
};
struct breach {
  const char *rule;
  int lock_class, known;
  struct places calls, acquired, returns;
};
struct edge {
  int from, to;
  unsigned gates;
  struct places calls, returns; // returns: since the first lock was taken
};
// How an execution ended, without what callers cannot know.
struct end {
  int result;
  int arguments[4], fields[MaxFields];
  unsigned unlocked, held; // held: classes
  struct places acquired[MaxHeld], returns[MaxHeld];
  int classes[MaxHeld], held_count;
};

static struct rt_lock *held[MaxHeld], *touched[MaxHeld]; // in this execution
static int held_count, touched_count;
static struct places stack;
static int depth; // true depth; the stack keeps the outermost calls
static jmp_buf panic;
static int steps, stopped, complete;
static unsigned unlocked;
static int *waited[4];
static int waited_count;
static int choices[MaxChoices], ways[MaxChoices], choice_count, choice_at;
static int answers;
static struct {
  rt_site at;
  int times;
} asked[MaxAnswers];
static int asked_count;
static struct {
  int *field;
  const struct rt_input *values;
  int chosen, value;
} fields[MaxFields];
static unsigned char covered[MaxBranches];
static struct breach breaches[MaxBreaches];
static int breach_count;
static struct edge edges[MaxEdges];
static int edge_count;
static struct end ends[MaxEnds];
static int end_count;

//===----------------------------------------------------------------------===//
// Breaches
//===----------------------------------------------------------------------===//

static struct places here(rt_site at) {
  struct places p = stack;
  if (p.count < RT_DEPTH)
    p.at[p.count++] = at;
  return p;
}

static struct places places_of(const rt_site *at, int count) {
  struct places p;
  memset(&p, 0, sizeof p);
  p.count = count;
  memcpy(p.at, at, count * sizeof *at);
  return p;
}

/// The last returns executed, of those from number \p first on.
static struct places returns_of(const struct rt_lock *l, int first) {
  int count = l->returns_count - first;
  if (count < 0)
    count = 0;
  if (count > RT_DEPTH)
    count = RT_DEPTH;
  return places_of(l->returns + l->returns_count - count, count);
}

static void record(const char *rule, const struct rt_lock *l, int known,
                   struct places calls) {
  struct breach b;
  memset(&b, 0, sizeof b);
  b.rule = rule;
  b.lock_class = l->lock_class;
  b.known = known;
  b.calls = calls;
  b.acquired = places_of(l->acquired, l->acquired_depth);
  // A lock that is not held any more may have been given up long before.
  b.returns = returns_of(l, strcmp(rule, "unlock-not-held") ? l->returns_before : 0);
  for (int i = 0; i < breach_count; ++i)
    if (!memcmp(&breaches[i], &b, sizeof b))
      return;
  if (breach_count < MaxBreaches)
    breaches[breach_count++] = b;
}

static void stop(void) {
  stopped = 1;
  longjmp(panic, 1);
}

static void record_edge(const struct rt_lock *from, const struct rt_lock *to,
                        rt_site at) {
  struct edge e;
  memset(&e, 0, sizeof e);
  e.from = from->lock_class;
  e.to = to->lock_class;
  for (int i = 0; i < held_count; ++i)
    if (held[i]->mode == RT_EXCLUSIVE && held[i]->lock_class != e.from &&
        held[i]->lock_class != e.to)
      e.gates |= 1u << held[i]->lock_class;
  e.calls = here(at);
  e.returns = returns_of(from, from->returns_before);
  for (int i = 0; i < edge_count; ++i)
    if (!memcmp(&edges[i], &e, sizeof e))
      return;
  if (edge_count < MaxEdges)
    edges[edge_count++] = e;
}

/// Something sleeps here; \p but is released meanwhile.
static void sleeps(const char *rule, const struct rt_lock *but, rt_site at) {
  for (int i = 0; i < held_count; ++i)
    if (held[i] != but && (held[i]->kind & (RT_NO_SLEEP | RT_BAD_SLEEP)))
      record(rule, held[i], Known, here(at));
}

//===----------------------------------------------------------------------===//
// Primitives
//===----------------------------------------------------------------------===//

static int choose(int count) {
  if (choice_at == choice_count) {
    choices[choice_count] = 0;
    ways[choice_count++] = count;
  }
  return choices[choice_at++];
}

/// A place that asks more often is in a loop: the answer is then the one that
/// ends it.
static int answer(rt_site at, int count) {
  int i = 0;
  while (i < asked_count && asked[i].at != at)
    ++i;
  if (i == MaxAnswers || answers == MaxAnswers) {
    complete = 0;
    return 0;
  }
  if (i == asked_count) {
    asked[asked_count].at = at;
    asked[asked_count++].times = 0;
  }
  if (asked[i].times++ >= MaxPerSite)
    return 0;
  ++answers;
  return choose(count);
}

int rt_choose(int count, rt_site at) { return answer(at, count); }

void rt_field_is(int number, int *field, const struct rt_input *values) {
  fields[number].field = field;
  fields[number].values = values;
  fields[number].chosen = 0;
}

void rt_named(unsigned named) {
  for (int i = 0; i < MaxFields; ++i)
    if ((named & 1u << i) && !fields[i].chosen) {
      fields[i].chosen = 1;
      const struct rt_input *v = fields[i].values;
      fields[i].value = v->values[v->count > 1 ? choose(v->count) : 0];
      *fields[i].field = fields[i].value;
    }
}

void rt_init(struct rt_lock *l, int kind) { l->kind = kind; }

static void take(struct rt_lock *l, int mode, rt_site at) {
  if (l->count++)
    return;
  struct places p = here(at);
  l->mode = mode;
  if (!l->was_held && touched_count < MaxHeld)
    touched[touched_count++] = l;
  l->was_held = 1;
  l->acquired_depth = p.count;
  l->returns_before = l->returns_count;
  memcpy(l->acquired, p.at, sizeof p.at);
  if (held_count < MaxHeld)
    held[held_count++] = l;
}

static void drop(struct rt_lock *l) {
  if (--l->count)
    return;
  l->mode = RT_FREE;
  for (int i = 0; i < held_count; ++i)
    if (held[i] == l) {
      memmove(&held[i], &held[i + 1], (held_count - i - 1) * sizeof *held);
      --held_count;
      return;
    }
}

static int may_recurse(const struct rt_lock *l, int mode) {
  return (l->kind & RT_RECURSIVE) ||
         (l->mode == RT_SHARED && mode == RT_SHARED);
}

void rt_acquire(struct rt_lock *l, int mode, rt_site at) {
  if (l->mode != RT_FREE && !may_recurse(l, mode)) {
    record("recursive-lock", l, Known, here(at));
    stop();
  }
  if (l->mode == RT_FREE) {
    for (int i = 0; i < held_count; ++i) {
      if (held[i]->lock_class != l->lock_class)
        record_edge(held[i], l, at);
      int spins = held[i]->kind & RT_BY_SPIN;
      if ((held[i]->kind & RT_NO_SLEEP) &&
          ((l->kind & RT_BY_SLEEP) || (spins && (l->kind & RT_BY_BLOCK))))
        record("sleep-under-lock", held[i], Known, here(at));
    }
  }
  take(l, mode, at);
}

int rt_try(struct rt_lock *l, int mode, rt_site at) {
  if (l->mode != RT_FREE && !may_recurse(l, mode))
    return 0;
  if (answer(at, 2))
    return 0;
  take(l, mode, at);
  return 1;
}

int rt_acquire_or_signal(struct rt_lock *l, int mode, rt_site at) {
  if (answer(at, 2))
    return 1;
  rt_acquire(l, mode, at);
  return 0;
}

/// A lock that this execution never held may be held by the entry's caller, as
/// far as the analyser can know: nothing has to be reported then.
static void not_held(struct rt_lock *l, rt_site at) {
  record("unlock-not-held", l, l->was_held ? Known : NothingKnown, here(at));
  stop();
}

void rt_release(struct rt_lock *l, int mode, rt_site at) {
  if (l->mode == RT_FREE)
    not_held(l, at);
  if (mode != RT_ANY && mode != l->mode)
    not_held(l, at);
  drop(l);
}

int rt_upgrade(struct rt_lock *l, rt_site at) {
  if (l->mode != RT_SHARED) {
    record("unlock-not-held", l, NothingKnown, here(at));
    stop();
  }
  if (l->count > 1 || answer(at, 2))
    return 0;
  l->mode = RT_EXCLUSIVE;
  return 1;
}

void rt_downgrade(struct rt_lock *l, rt_site at) {
  if (l->mode != RT_EXCLUSIVE) {
    record("unlock-not-held", l, NothingKnown, here(at));
    stop();
  }
  l->mode = RT_SHARED;
}

int rt_owned(struct rt_lock *l, int mode) {
  return mode == RT_ANY ? l->mode != RT_FREE : l->mode == mode;
}

void rt_assert(struct rt_lock *l, int is_held, rt_site at) {
  if (is_held && l->mode == RT_FREE)
    not_held(l, at);
  if (!is_held && l->mode != RT_FREE) {
    record("recursive-lock", l, Known, here(at));
    stop();
  }
}

int rt_wait(struct rt_lock *l, int keep_dropped, int can_fail, rt_site at) {
  if (l && l->mode == RT_FREE)
    not_held(l, at);
  sleeps("sleep-under-lock", l, at);
  for (int i = 0; i < waited_count; ++i)
    if (!*waited[i] && !answer(at, 2))
      *waited[i] = 1;
  if (l && keep_dropped)
    drop(l);
  return can_fail && answer(at, 2);
}

void rt_sleep(rt_site at) { sleeps("sleep-under-lock", 0, at); }

void *rt_alloc(int may_sleep, int may_fail, rt_site at) {
  static int memory;
  if (may_sleep)
    sleeps("sleeping-alloc-under-lock", 0, at);
  return may_fail && answer(at, 2) ? (void *)0 : &memory;
}

void rt_assert_failed(rt_site at) {
  (void)at;
  stop();
}

//===----------------------------------------------------------------------===//
// Where the execution is
//===----------------------------------------------------------------------===//

static void step(void) {
  if (++steps > MaxSteps) {
    complete = 0;
    stop();
  }
}

void rt_read(unsigned fields) {
  if (!held_count)
    unlocked |= fields;
}

int rt_branch(int id, unsigned fields, int taken) {
  step();
  rt_read(fields);
  covered[id] |= taken ? 1 : 2;
  return taken;
}

void rt_cover(int id) {
  step();
  covered[id] |= 3;
}

void rt_push(rt_site at) {
  step();
  if (depth++ < RT_DEPTH - 1)
    stack.at[stack.count++] = at;
}

void rt_pop(void) {
  if (--depth < RT_DEPTH - 1)
    stack.at[--stack.count] = 0;
}

void rt_returning(rt_site at) {
  for (int i = 0; i < touched_count; ++i) {
    struct rt_lock *l = touched[i];
    if (l->returns_count == RT_RETURNS)
      --l->returns_count; // the last one is of the entry
    l->returns[l->returns_count++] = at;
  }
}

void rt_lock_is(struct rt_lock *l, int lock_class, int kind) {
  memset(l, 0, sizeof *l);
  l->lock_class = lock_class;
  l->kind = kind;
}

void rt_waited_for(int *field) { waited[waited_count++] = field; }

//===----------------------------------------------------------------------===//
// Leaks
//===----------------------------------------------------------------------===//

static void note_end(const struct rt_entry *e, const int *arguments,
                     int result) {
  struct end n;
  memset(&n, 0, sizeof n);
  n.result = e->returns ? result : 0;
  n.unlocked = unlocked;
  for (int i = 0; i < e->argument_count && i < 4; ++i)
    n.arguments[i] = arguments[i];
  for (int i = 0; i < MaxFields; ++i)
    if (unlocked & 1u << i)
      n.fields[i] = fields[i].value;
  for (int i = 0; i < held_count; ++i) {
    n.held |= 1u << held[i]->lock_class;
    n.acquired[i] = places_of(held[i]->acquired, held[i]->acquired_depth);
    n.returns[i] = returns_of(held[i], held[i]->returns_before);
    n.classes[i] = held[i]->lock_class;
  }
  n.held_count = held_count;
  for (int i = 0; i < end_count; ++i)
    if (!memcmp(&ends[i], &n, sizeof n))
      return;
  if (end_count < MaxEnds)
    ends[end_count++] = n;
}

/// Whether a caller sees no difference between the executions that ended so:
/// the same arguments, and the same memory as far as both tested it without a
/// lock.
static int alike(const struct end *a, const struct end *b) {
  unsigned both = a->unlocked & b->unlocked;
  for (int i = 0; i < MaxFields; ++i)
    if ((both & 1u << i) && a->fields[i] != b->fields[i])
      return 0;
  return !memcmp(a->arguments, b->arguments, sizeof a->arguments);
}

/// A lock that every alike execution holds is one that the entry hands over,
/// and one held on success only is too: docs/rules/lock-leak.md. What is left
/// has to be reported.
static void judge_ends(const struct rt_entry *e) {
  int truth = 1;
  for (int i = 0; i < end_count; ++i)
    truth &= ends[i].result == 0 || ends[i].result == 1;
  for (int x = 0; x < end_count; ++x)
    for (int h = 0; h < ends[x].held_count; ++h) {
      unsigned bit = 1u << ends[x].classes[h];
      int must = 0;
      for (int y = 0; y < end_count && !must; ++y) {
        if (ends[y].held & bit)
          continue;
        if (ends[x].result == ends[y].result)
          must = alike(&ends[x], &ends[y]);
        else
          must = e->returns && !truth && ends[x].result && !ends[y].result;
      }
      struct rt_lock l;
      memset(&l, 0, sizeof l);
      l.lock_class = ends[x].classes[h];
      l.acquired_depth = ends[x].acquired[h].count;
      memcpy(l.acquired, ends[x].acquired[h].at, sizeof l.acquired);
      l.returns_count = ends[x].returns[h].count;
      memcpy(l.returns, ends[x].returns[h].at,
             sizeof ends[x].returns[h].at);
      record("lock-leak", &l, must ? Known : NothingKnown,
             places_of(ends[x].returns[h].at, ends[x].returns[h].count));
    }
}

//===----------------------------------------------------------------------===//
// All executions
//===----------------------------------------------------------------------===//

static void execute(const struct rt_entry *e, const int *arguments) {
  held_count = touched_count = depth = steps = waited_count = choice_at =
      answers = asked_count = 0;
  memset(&stack, 0, sizeof stack);
  unlocked = 0;
  if (!setjmp(panic))
    note_end(e, arguments, e->run(arguments));
}

/// The next sequence of answers; 0 when all have been given.
static int next_choices(void) {
  while (choice_count &&
         choices[choice_count - 1] + 1 == ways[choice_count - 1])
    --choice_count;
  if (!choice_count)
    return 0;
  ++choices[choice_count - 1];
  return 1;
}

static int next_arguments(const struct rt_entry *e, int *at, int *arguments) {
  for (int i = 0; i < e->argument_count; ++i) {
    at[i] = (at[i] + 1) % e->arguments[i].count;
    arguments[i] = e->arguments[i].values[at[i]];
    if (at[i])
      return 1;
  }
  return 0;
}

static int run_entry(const struct rt_entry *e) {
  int at[4] = {0}, arguments[4] = {0}, executions = 0;
  for (int i = 0; i < e->argument_count; ++i)
    arguments[i] = e->arguments[i].values[0];
  end_count = choice_count = 0;
  do {
    do {
      execute(e, arguments);
    } while (++executions < MaxExecutions && next_choices());
  } while (executions < MaxExecutions && next_arguments(e, at, arguments));
  if (executions >= MaxExecutions || end_count == MaxEnds)
    complete = 0;
  judge_ends(e);
  return executions;
}

static void print_places(const struct places *p) {
  putchar(' ');
  if (!p->count)
    putchar('-');
  for (int i = 0; i < p->count; ++i)
    printf(i ? ",%d" : "%d", p->at[i]);
}

static void run_program(const struct rt_program *p) {
  memset(covered, 0, sizeof covered);
  breach_count = edge_count = stopped = 0;
  complete = p->branch_count < MaxBranches;
  int executions = 0;
  for (int i = 0; i < p->entry_count; ++i)
    executions += run_entry(&p->entries[i]);
  printf("P %d\nX %d %d %d\nC ", p->number, executions,
         complete && breach_count < MaxBreaches && edge_count < MaxEdges,
         stopped);
  for (int i = 0; i < p->branch_count; ++i)
    putchar('0' + covered[i]);
  putchar('\n');
  for (int i = 0; i < breach_count; ++i) {
    const struct breach *b = &breaches[i];
    printf("V %s %d %d", b->rule, b->lock_class, b->known);
    print_places(&b->calls);
    print_places(&b->acquired);
    print_places(&b->returns);
    putchar('\n');
  }
  for (int i = 0; i < edge_count; ++i) {
    printf("E %d %d %u", edges[i].from, edges[i].to, edges[i].gates);
    print_places(&edges[i].calls);
    print_places(&edges[i].returns);
    putchar('\n');
  }
}

/// A null pointer: the kernel panics.
static void fault(int signal) {
  (void)signal;
  stop();
}

int rt_main(const struct rt_program *const *programs, int count, int only) {
  struct sigaction on_fault;
  memset(&on_fault, 0, sizeof on_fault);
  on_fault.sa_handler = fault;
  on_fault.sa_flags = SA_NODEFER; // stop() does not return
  sigaction(SIGSEGV, &on_fault, 0);
  for (int i = 0; i < count; ++i)
    if (only < 0 || programs[i]->number == only)
      run_program(programs[i]);
  return 0;
}
