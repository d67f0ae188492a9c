/*
 * apply.h: applications into a register.
 *
 * The rows that are taken, and the courses they are for, become one batch of
 * the journal: after a crash either all of it is there or nothing. Applying
 * the same files again changes nothing and gives the same ids.
 */
#ifndef TSOP_ENROLL_APPLY_H
#define TSOP_ENROLL_APPLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "enroll/batch.h"
#include "enroll/identity.h"
#include "enroll/judge.h"
#include "enroll/register.h"

struct tsop_apply_options {
	const char *path; /* of the register; it is made where nothing is */
	const char *zone; /* entered when it is made */
	tsop_instant now;
	bool partial;        /* take the good rows of a file that has bad ones */
	bool update;         /* correct applications that differ */
	bool update_courses; /* correct courses that differ */
	bool dry_run;
};

struct tsop_apply {
	struct tsop_apply_options options;
	const struct tsop_catalog *courses; /* as given */
	const struct tsop_batch *batch;
	struct tsop_judge judge;
	struct tsop_register reg;
	struct tsop_identities identities;
	struct tsop_store *store; /* NULL: there is no register */
	struct tsop_entry *entries;
	size_t n_entries;
	size_t *entry_of; /* a row's place among the entries, where it makes one */
	uint64_t first;   /* the index of the first entry */

	bool done; /* not refused as a whole: the rest is to be told */
	bool created, recovered;
	size_t n_courses; /* entered */
	size_t n_results[TSOP_RESULTS]; /* rows, by result; those of refused files are refused */
	size_t n_review;
};

/* courses and batch are borrowed. Release with tsop_apply_release. */
void tsop_apply_init(struct tsop_apply *apply, const struct tsop_apply_options *options,
		     const struct tsop_catalog *courses, const struct tsop_batch *batch);
void tsop_apply_release(struct tsop_apply *apply);

/*
 * Judge every row against the register and enter what is new, unless this is
 * a dry run; the lock is taken and given back in between. A course that the
 * register has otherwise refuses the whole run. Refused rows and courses go
 * to the sink. -1 with err: the store failed and nothing was entered, unless
 * the message says that this is not known.
 */
int tsop_apply_run(struct tsop_apply *apply, struct tsop_sink *sink, struct tsop_error *err);

/* Append the receipt of a row (a line); nothing for a row that was not taken. */
int tsop_apply_receipt(const struct tsop_apply *apply, size_t row, struct tsop_buf *out,
		       struct tsop_error *err);

#endif
