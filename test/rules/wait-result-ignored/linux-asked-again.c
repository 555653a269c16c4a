// RUN: %check-expect %s -- %kernel-linux
// What the condition has read is asked for again behind the wait. Seen in linux:
// drivers/scsi/libiscsi.c, iscsi_eh_session_reset(); drivers/block/drbd/drbd_state.c,
// drbd_request_detach_interruptible().
#include "linux.h"
#define EIO 5
#define ___wait(wq, condition) ({ int ret_ = 0; if (!(condition)) ret_ = sleep_on(&wq); ret_; })
#define wait_event_interruptible(wq, condition) ___wait(wq, condition)
int sleep_on(struct wait_queue_head *);
int attempt(void *);
int is_done(void *);

struct session {
  struct wait_queue_head wait;
  int state, other;
};

int tested_ok(struct session *s) {
  wait_event_interruptible(s->wait, s->state == 2 || s->state == 3);
  if (s->state != 2)
    return -EIO;
  return 0;
}

int one_way_bad(struct session *s) {
  wait_event_interruptible(s->wait, s->state == 2 || s->state == 3); // expect: wait-result-ignored
  if (s->other)
    return 0;
  if (s->state != 2)
    return -EIO;
  return 0;
}

int set_anew_bad(struct session *s) {
  wait_event_interruptible(s->wait, s->state == 2 || s->state == 3); // expect: wait-result-ignored
  s->state = 0;
  if (s->state != 2)
    return -EIO;
  return 0;
}

int kept_ok(struct session *s) {
  int rv;

  wait_event_interruptible(s->wait, (rv = attempt(s)) != -11);
  return rv;
}

int kept_for_nothing_bad(struct session *s) {
  int rv;

  wait_event_interruptible(s->wait, (rv = attempt(s)) != -11); // expect: wait-result-ignored
  return 0;
}

int called_ok(struct session *s) {
  wait_event_interruptible(s->wait, is_done(s));
  return is_done(s) ? 0 : -EIO;
}

int called_bad(struct session *s) {
  wait_event_interruptible(s->wait, is_done(s)); // expect: wait-result-ignored
  return attempt(s) ? 0 : -EIO;
}

/* A condition of one comparison. Seen in linux: drivers/block/floppy.c, wait_til_done(). */
int either_ok(struct session *s, int interruptible) {
  if (interruptible)
    wait_event_interruptible(s->wait, s->state >= 2);
  else
    sleep_on(&s->wait);
  if (s->state < 2)
    return -EIO;
  return 0;
}

int global_state;
int of_a_global_ok(struct session *s) {
  wait_event_interruptible(s->wait, global_state);
  return global_state ? 0 : -EIO;
}

int something_else_bad(struct session *s) {
  wait_event_interruptible(s->wait, s->state >= 2); // expect: wait-result-ignored
  return s->other ? 0 : -EIO;
}

/* A copy asks nothing, nor does one that counts down. */
struct queue { struct wait_queue_head wait; struct session *first; int count, gone; };

int copied_bad(struct queue *q) {
  struct session *s;

  wait_event_interruptible(q->wait, q->first || q->gone); // expect: wait-result-ignored
  s = q->first;
  return s->other;
}

void counted_bad(struct queue *q) {
  wait_event_interruptible(q->wait, q->count > 0 || q->gone); // expect: wait-result-ignored
  q->count--;
}

/* A pointer as a condition. */
int pointer_ok(struct queue *q) {
  wait_event_interruptible(q->wait, q->first);
  return q->first ? 0 : -EIO;
}

int no_pointer_ok(struct queue *q) {
  wait_event_interruptible(q->wait, !q->first);
  return q->first != NULL ? -EIO : 0;
}

int behind_a_pointer_bad(struct queue *q) {
  wait_event_interruptible(q->wait, q->first->state); // expect: wait-result-ignored
  return q->first ? 0 : -EIO;
}
