/*
 * passes.h: the placings before the last one, for the proof.
 *
 * People are placed more than once: a course that lacks people closes
 * (lacking.h), a municipality that found no course together is parted
 * (parting.h), who found no course gives up the seat to the next in turn; and
 * all are placed anew. What a pass came to, and why the next one followed, is
 * kept, so that the result can be followed from the first to the last.
 */
#ifndef TSOP_ALLOCATE_PASSES_H
#define TSOP_ALLOCATE_PASSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocate/building.h"
#include "allocate/place.h"
#include "base/error.h"

/* So many are kept at most, and not so many that, times people, they are more than this. */
enum { TSOP_PASSES_MAX = 1000 };
#define TSOP_PASSES_WORK_MAX ((size_t)1 << 26)

/* Why another pass followed. */
enum tsop_pass_end {
	TSOP_PASS_CLOSES,   /* a course */
	TSOP_PASS_PARTS,    /* municipalities: claimants */
	TSOP_PASS_GIVES_UP, /* people: applicants */
};

struct tsop_pass {
	struct tsop_placement placement; /* without keep and seated, and of the result no courses */
	uint16_t *course;		 /* [applicants] or TSOP_ASSIGN_NO_COURSE */
	enum tsop_pass_end end;
	size_t *list; /* [n] who or which, in their order */
	size_t n;
};

/* None when zeroed. */
struct tsop_passes {
	struct tsop_pass *rows;
	size_t n, cap;
	bool is_cut; /* there were too many, and none is kept */
};

void tsop_passes_release(struct tsop_passes *passes);

/* Keep none of them, and no more. Always 0. */
int tsop_passes_cut(struct tsop_passes *passes);

/* Forget all but the first n, which may be more than there are. */
void tsop_passes_truncate(struct tsop_passes *passes, size_t n);

/*
 * Keep the placing of the building's problem, after which the course closes
 * (TSOP_PASS_CLOSES; else TSOP_ASSIGN_NO_COURSE), the municipalities that the
 * building says are parted, or those give up the seat who have no course.
 * *placement is taken over, and empty afterwards, also where memory ends: -1.
 */
int tsop_passes_keep(struct tsop_passes *passes, const struct tsop_building *building,
		     struct tsop_placement *placement, enum tsop_pass_end end, uint16_t course,
		     struct tsop_error *err);

#endif
