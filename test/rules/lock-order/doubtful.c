// RUN: %locktidy check %s -- %kernel-illumos 2>&1 | FileCheck %s
// CHECK: 0 findings
// RUN: %check-expect --arg=--level=advice %s -- %kernel-illumos
// An order that rests on a may fact closes a cycle of edges that are certain, as
// advice; two of them close none.

#include "illumos.h"

struct part {
	kmutex_t a, b, c, d;
};

void kstat_unlock_part(struct part *);

/* A function without a body, which by its name may release p->a. */
void
part_ab(struct part *p)
{
	mutex_enter(&p->a);
	kstat_unlock_part(p);
	mutex_enter(&p->b); // expect: lock-order
	mutex_exit(&p->b);
	mutex_exit(&p->a);
}

void
part_ba(struct part *p)
{
	mutex_enter(&p->b);
	mutex_enter(&p->a);
	mutex_exit(&p->a);
	mutex_exit(&p->b);
}

void
part_cd(struct part *p)
{
	mutex_enter(&p->c);
	kstat_unlock_part(p);
	mutex_enter(&p->d);
	mutex_exit(&p->d);
	mutex_exit(&p->c);
}

void
part_dc(struct part *p)
{
	mutex_enter(&p->d);
	kstat_unlock_part(p);
	mutex_enter(&p->c);
	mutex_exit(&p->c);
	mutex_exit(&p->d);
}
