/*
 * progress.h: how far long work has come, told to whoever wants to show it.
 *
 * Who works counts steps, and says how much work each is; after every
 * TSOP_PROGRESS_WORK of it, some tenths of a second, the listener is told. So
 * no clock is needed, short work is never told of, and the same work is told
 * in the same words. Who listens is handed down as a pointer, NULL where
 * nobody does; it may be shared by what comes one after the other.
 */
#ifndef TSOP_BASE_PROGRESS_H
#define TSOP_BASE_PROGRESS_H

#include <stdint.h>

#include "base/buf.h"

/* Units of work between two tellings: a unit is about what it takes to read a byte. */
enum { TSOP_PROGRESS_WORK = 32 * 1024 * 1024 };

struct tsop_progress_task {
	const char *what; /* N_(): "placing people" */
	const char *file; /* that is read: then steps are bytes; or NULL */
	uint64_t total;   /* steps in all; 0: not known */
};

struct tsop_progress {
	/* `done` steps of the task; NULL: it has ended, or nothing was to be told. */
	void (*tell)(void *context, const struct tsop_progress_task *task, uint64_t done);
	void *context;
	const char *what, *file; /* the task that is counted, */
	uint64_t done;           /* its steps so far, */
	uint64_t work;           /* and what was done since it was told */
};

/* n steps of the task are done, which were so much work. progress may be NULL. */
void tsop_progress_step(struct tsop_progress *progress, const struct tsop_progress_task *task,
			uint64_t n, uint64_t work);
/* What was being done has ended. progress may be NULL. */
void tsop_progress_end(struct tsop_progress *progress);

/*
 * Append how far a task has come, in one line of at most 78 columns:
 * "reading key.csv: 43 %", "placing people: step 90210".
 */
int tsop_progress_say(struct tsop_buf *out, const struct tsop_progress_task *task, uint64_t done);

#endif
