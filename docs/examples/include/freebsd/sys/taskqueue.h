/*
 * Part of locktidy, under the Apache License v2.0 with LLVM Exceptions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 *
 * FreeBSD 7 for the examples: taskqueue(9).
 */
#ifndef _SYS_TASKQUEUE_H_
#define	_SYS_TASKQUEUE_H_

typedef void task_fn_t(void *context, int pending);

struct taskqueue;
struct task {
	struct task	*ta_next;
	int		ta_pending;
	int		ta_priority;
	task_fn_t	*ta_func;
	void		*ta_context;
};

extern struct taskqueue *taskqueue_thread;

int	taskqueue_enqueue(struct taskqueue *queue, struct task *task);
void	taskqueue_drain(struct taskqueue *queue, struct task *task);

#define	TASK_INIT(task, priority, func, context) do {			\
	(task)->ta_pending = 0;						\
	(task)->ta_priority = (priority);				\
	(task)->ta_func = (func);					\
	(task)->ta_context = (context);					\
} while (0)

#endif /* _SYS_TASKQUEUE_H_ */
