// RUN: %check-expect --arg=--level=advice %s -- %kernel-illumos
// RUN: %locktidy graph --order %s -- %kernel-illumos | FileCheck %s

// A doubtful order closes a cycle of three locks at most. Where it closes one, the
// order graph shows it and its locks; where it does not, neither.

// CHECK: lock struct four::w
// CHECK-NEXT: lock struct four::x
// CHECK-NEXT: lock struct four::y
// CHECK-NEXT: lock struct four::z
// CHECK-NEXT: lock struct three::x
// CHECK-NEXT: lock struct three::y
// CHECK-NEXT: lock struct three::z
// CHECK-NEXT: order struct four::x -> struct four::y
// CHECK: order struct four::y -> struct four::z
// CHECK: order struct four::z -> struct four::w
// CHECK: order struct three::x -> struct three::y
// CHECK: order struct three::y -> struct three::z
// CHECK: order struct three::z -> struct three::x
// CHECK-NOT: {{^}}order
// CHECK: cycle struct three::x -> struct three::y -> struct three::z -> struct three::x
// CHECK-NOT: {{^}}cycle

#include "illumos.h"

struct three {
	kmutex_t x, y, z;
};

struct four {
	kmutex_t w, x, y, z;
};

struct lone {
	kmutex_t a, b;
};

void kstat_unlock_three(struct three *);
void kstat_unlock_four(struct four *);
void kstat_unlock_lone(struct lone *);

#define TAKE_BOTH(first, second)                                               \
	mutex_enter(first);                                                    \
	mutex_enter(second);                                                   \
	mutex_exit(second);                                                    \
	mutex_exit(first)

void
three_xy(struct three *p)
{
	TAKE_BOTH(&p->x, &p->y); // expect: lock-order
}

void
three_yz(struct three *p)
{
	TAKE_BOTH(&p->y, &p->z);
}

void
three_zx(struct three *p)
{
	mutex_enter(&p->z);
	kstat_unlock_three(p);
	mutex_enter(&p->x);
	mutex_exit(&p->x);
	mutex_exit(&p->z);
}

void
four_xy(struct four *p)
{
	TAKE_BOTH(&p->x, &p->y);
}

void
four_yz(struct four *p)
{
	TAKE_BOTH(&p->y, &p->z);
}

void
four_zw(struct four *p)
{
	TAKE_BOTH(&p->z, &p->w);
}

void
four_wx(struct four *p)
{
	mutex_enter(&p->w);
	kstat_unlock_four(p);
	mutex_enter(&p->x);
	mutex_exit(&p->x);
	mutex_exit(&p->w);
}

/* In no cycle: no lock of the order. */
void
lone_ab(struct lone *p)
{
	mutex_enter(&p->a);
	kstat_unlock_lone(p);
	mutex_enter(&p->b);
	mutex_exit(&p->b);
	mutex_exit(&p->a);
}
