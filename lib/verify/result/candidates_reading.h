/*
 * candidates_reading.h: the inputs of candidates while they are read; inside
 * this folder.
 */
#ifndef TSOP_VERIFY_RESULT_CANDIDATES_READING_H
#define TSOP_VERIFY_RESULT_CANDIDATES_READING_H

#include "base/map.h"
#include "record/faults.h"
#include "verify/result/candidates.h"
#include "verify/result/lots.h"

struct tsop_candidates_reading {
	struct tsop_candidates *candidates;
	const struct tsop_result *result;
	struct tsop_checking *checking;
	struct tsop_faults faults; /* of the row */
	struct tsop_map parties;   /* municipality and label to a number, from 1 */
	struct tsop_lots lots;
	struct tsop_buf text, other;
	size_t guess;
	bool has_strangers; /* people of the inputs whom the result has not, which was told */
	bool fixes;	    /* the file of decisions by hand is that of --fix, else of --exclude */
	/* Lines of --seats-from, by the number of the municipality. */
	unsigned long long given[TSOP_CANDIDATES_MUNICIPALITIES_MAX];
};

/* candidates_row.c: a person of the inputs; the context is a reading. */
int tsop_candidates_read_row(void *context, const struct tsop_record *record,
			     struct tsop_error *err);

/* candidates_given.c: what was decided by hand, and seats that were given before. -1: see the sink. */
int tsop_candidates_read_by_hand(struct tsop_candidates_reading *reading, const char *file,
				 bool fixes);
int tsop_candidates_read_seats(struct tsop_candidates_reading *reading, const char *file);

#endif
