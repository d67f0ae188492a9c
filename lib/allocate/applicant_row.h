/*
 * applicant_row.h: the people of a file, row by row; inside this room.
 */
#ifndef TSOP_ALLOCATE_APPLICANT_ROW_H
#define TSOP_ALLOCATE_APPLICANT_ROW_H

#include "allocate/applicants.h"
#include "allocate/who.h"
#include "base/buf.h"
#include "base/map.h"
#include "record/faults.h"

/* People while they are read. */
struct tsop_row_reading {
	struct tsop_applicants *applicants;
	const struct tsop_applicants_source *source;
	struct tsop_arena *arena;
	int64_t greatest;        /* number so far, while they rise */
	bool is_mixed;           /* they do not rise; then they are in */
	struct tsop_map numbers; /* to the row's index */
	struct tsop_map parties; /* municipality, label: to the party's index */
	struct tsop_who who;
	bool is_full;              /* there are too many, which was said */
	struct tsop_faults faults; /* of the row */
	struct tsop_buf text, other;
};

/*
 * Read a row (tsop_input_each): all that is wrong with it is noted. Rows of another round than
 * the one that was asked for are passed over.
 */
int tsop_applicant_row_read(void *context, const struct tsop_record *record,
			    struct tsop_error *err);

#endif
