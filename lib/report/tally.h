/*
 * tally.h: what the records of an allocation add up to.
 *
 * While the stream is read, people and reserved seats are counted by course
 * and by municipality; at its end every number that a record states is held
 * against what was counted, and the waiting are lined up.
 */
#ifndef TSOP_REPORT_TALLY_H
#define TSOP_REPORT_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "report/model.h"

/* Of one course or one claimant. */
struct tsop_tally_sums {
	unsigned long long line; /* of its record */
	int64_t enrolled;
	int64_t waiting;
	int64_t reserved;
};

/* Somebody without a course. */
struct tsop_tally_waiting {
	size_t claimant;
	int64_t position;
	const char *enrollment; /* borrowed */
	unsigned long long line;
};

struct tsop_tally {
	struct tsop_tally_sums *courses;   /* by index in the model */
	struct tsop_tally_sums *claimants; /* likewise */
	struct tsop_tally_waiting *waiting;
	size_t n_waiting;
	size_t cap_waiting;
};

/* A tally of nothing; courses and claimants are the reader's to set. */
void tsop_tally_init(struct tsop_tally *tally);
void tsop_tally_release(struct tsop_tally *tally);

/* Count somebody who waits. */
int tsop_tally_wait(struct tsop_tally *tally, struct tsop_tally_waiting waiting,
		    struct tsop_error *err);

/*
 * Hold the counts of the model, read from the input of that name with its
 * header at `line`, against the tally; every difference goes to the sink.
 */
void tsop_tally_check(const struct tsop_tally *tally, struct tsop_model *model, const char *name,
		      unsigned long long line, struct tsop_sink *sink);

/*
 * Give each claimant its queue; positions must be 1, 2, 3 ... for each, where
 * those who stand equal share the first of theirs: 1, 1, 3. After a clean check.
 */
void tsop_tally_line_up(struct tsop_tally *tally, struct tsop_model *model, const char *name,
			struct tsop_sink *sink);

#endif
