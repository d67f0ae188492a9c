/*
 * ties.h: the ties of a run that only a draw can settle.
 *
 * A tie is put here; the answer is a draw that was recorded before, or the
 * record of the draw that is needed. The tied are put in the order of their
 * ids, so that a draw never hangs on the order of rows.
 */
#ifndef TSOP_ALLOCATE_TIES_H
#define TSOP_ALLOCATE_TIES_H

#include <stddef.h>

#include "allocate/applicants.h"
#include "allocate/claimant.h"
#include "allocate/recorded.h"
#include "allocate/seats.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "draw/draw.h"

struct tsop_ties {
	struct tsop_recorded recorded;
	struct tsop_buf needed; /* `draw` records, to be printed in place of a result */
	size_t n_drawn;         /* ids, by the recorded draws so far */
	struct tsop_draw *met;  /* all ties that were put */
	size_t n_met;
	size_t cap;
	struct tsop_arena arena;
};

void tsop_ties_init(struct tsop_ties *ties);
void tsop_ties_release(struct tsop_ties *ties);

/* Read the draws of a file (recorded.h). */
int tsop_ties_read(struct tsop_ties *ties, const char *file,
		   const struct tsop_input_options *input, struct tsop_sink *sink);

/*
 * When all ties were put, or one that is not settled ended the run: 0 if no
 * recorded draw is left over, else -1, and the sink was told.
 */
int tsop_ties_end(struct tsop_ties *ties, struct tsop_sink *sink);

/* Who was drawn, in the order drawn: indices of claimants or of applicants. */
struct tsop_drawn {
	const size_t *rows; /* valid until the ties are released */
	size_t n;
	size_t first; /* the number, from 1, of the first of them among all that were drawn so far */
	struct tsop_draw draw; /* that was recorded; its texts are those of the ties */
};

/*
 * Each of the following settles one tie. 0: *drawn is filled. 1: a draw is
 * needed, its record was added. -1: no memory.
 */

/* The draw of seats that is needed next. */
int tsop_ties_seats(struct tsop_ties *ties, const struct tsop_claimants *claimants,
		    const struct tsop_seats *seats, struct tsop_drawn *drawn,
		    struct tsop_error *err);

/*
 * The last `room` seats of a municipality among n of its people. Where some of
 * them are of a party, the order of all is drawn.
 */
int tsop_ties_people(struct tsop_ties *ties, const struct tsop_claimant *claimant, size_t room,
		    const struct tsop_applicants *applicants, const size_t *people, size_t n,
		    struct tsop_drawn *drawn, struct tsop_error *err);

/* The order of n people who could sit on more than one course. */
int tsop_ties_courses(struct tsop_ties *ties, const struct tsop_applicants *applicants,
		     const size_t *people, size_t n, struct tsop_drawn *drawn,
		     struct tsop_error *err);

/* The order of n people who stand equal on the waiting list of a course. */
int tsop_ties_waiting(struct tsop_ties *ties, const char *course,
		      const struct tsop_applicants *applicants, const size_t *people, size_t n,
		      struct tsop_drawn *drawn, struct tsop_error *err);

/* The order of n people who stand equal in the order of a mechanism. */
int tsop_ties_order(struct tsop_ties *ties, const struct tsop_applicants *applicants,
		    const size_t *people, size_t n, struct tsop_drawn *drawn,
		    struct tsop_error *err);

/*
 * Any other tie, among n ids: drawn->rows are indices of them. ids and why are
 * borrowed until the ties are released.
 */
int tsop_ties_ids(struct tsop_ties *ties, enum tsop_draw_purpose purpose, const char *const *ids,
		  size_t n, size_t number, const char *why, struct tsop_drawn *drawn,
		  struct tsop_error *err);

/* Append the members `tie_rule` and, where there are such, the draws that were recorded. */
void tsop_ties_write_rule(struct tsop_buf *line, const struct tsop_ties *ties, const char *seed);
/* Append the array of them alone. */
void tsop_ties_write_drawn(struct tsop_buf *out, const struct tsop_ties *ties);

#endif
