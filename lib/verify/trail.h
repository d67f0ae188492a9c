/*
 * trail.h: from the first placing of everybody who has a seat to the last.
 *
 * People are placed more than once. Each time the seats are those of the first
 * in turn who did not give one up (choice.h), and courses are what the
 * mechanism makes of them (placing.h). Then, where
 *
 *	a course that can close has fewer people than its minimum, and the
 *	mechanism does not weigh which courses run: that which lacks the most
 *	closes, of equal ones the one with the last id;
 *	somebody of a municipality has no course that can be parted further
 *	(together.h): all such municipalities are;
 *	somebody has no course: they give up their seats, and municipalities are
 *	together again; a course that closed so stays closed;
 *
 * the first of these that holds comes to pass, and all are placed anew. The
 * published result is the pass of which none holds. Each pass before it is in
 * the proof, and is checked as the result is, with a proof of its own.
 */
#ifndef TSOP_VERIFY_TRAIL_H
#define TSOP_VERIFY_TRAIL_H

#include "verify/people/costs.h"
#include "verify/result/candidates.h"

/* What the passes have led to. */
struct tsop_trail {
	bool *gave_up; /* [people] */
	enum tsop_parting parting[TSOP_CANDIDATES_MUNICIPALITIES_MAX];
	uint16_t closed[TSOP_RESULT_COURSES_MAX]; /* in the order in which they closed */
	size_t n_closed;
};

/*
 * Follow the passes of a result, which may be none. Faults name the pass, and
 * are told of the first that has some. -1 with err for want of memory. Release
 * it in any case. The candidates have the lots for courses that the draws of
 * each pass gave, and in the end those of the result. Cost: of each pass that
 * of checking a result.
 */
int tsop_trail_follow(struct tsop_trail *trail, const struct tsop_result *result,
		       struct tsop_candidates *candidates, struct tsop_checking *checking,
		       struct tsop_error *err);
void tsop_trail_release(struct tsop_trail *trail);

#endif
