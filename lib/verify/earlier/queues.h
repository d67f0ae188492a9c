/*
 * queues.h: the waiting lists of an earlier result as they are followed: those
 * of the input who were on them, in their order, and behind them who would be
 * on the list now and was not.
 */
#ifndef TSOP_VERIFY_EARLIER_QUEUES_H
#define TSOP_VERIFY_EARLIER_QUEUES_H

#include "verify/earlier/before.h"
#include "verify/result/lists.h"

#define TSOP_QUEUES_NONE SIZE_MAX

/* A unit (lists.h) on the list of a course. */
struct tsop_queues_entry {
	size_t unit;
	int64_t position; /* of its first member; behind the list it goes on from the list's last */
	bool is_behind;
	size_t next; /* or TSOP_QUEUES_NONE */
};

struct tsop_queues {
	struct tsop_queues_entry *entries;
	size_t n, cap;
	size_t *first;	 /* [courses] where a list begins, or TSOP_QUEUES_NONE */
	size_t *unit_of; /* [people] or TSOP_QUEUES_NONE: cannot be on a list */
};

/* Make them of lists, as they are now. -1 with err for want of memory; release it in any case. */
int tsop_queues_make(struct tsop_queues *queues, struct tsop_lists *lists,
		     const struct tsop_before *before, struct tsop_error *err);
void tsop_queues_release(struct tsop_queues *queues);

#endif
