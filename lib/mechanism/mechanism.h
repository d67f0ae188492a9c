/*
 * mechanism.h: the ways to give people courses, by name.
 *
 * All start from the same problem (assign.h) and give everybody one course or
 * none, within the seats. They differ in what they promise:
 *
 *   min-cost               fewest without a course, then least sum of ranks, then of meters
 *   rank-maximal           most first wishes, then most second wishes, ... (rank_maximal.h)
 *   min-worst-rank         fewest without a course, then the best worst rank (worst_rank.h)
 *   deferred-acceptance    stable under the courses' order of priority (deferred.h)
 *   serial-dictatorship    one after the other takes the best that is left (serial.h)
 *   boston                 wishes round by round, for good (boston.h); to compare with
 *
 * The first three are optima of everybody together; the lot decides between
 * equal ones (assign.h). The others follow an order of people. A person's list
 * of courses is, for these: by rank, then by meters, then by index, without
 * those that are forbidden.
 */
#ifndef TSOP_MECHANISM_MECHANISM_H
#define TSOP_MECHANISM_MECHANISM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"

/* The words of --mechanism, in the order of the enum. */
#define TSOP_MECHANISM_NAMES \
	"min-cost|rank-maximal|min-worst-rank|deferred-acceptance|serial-dictatorship|boston"
enum tsop_mechanism_id {
	TSOP_MECHANISM_MIN_COST,
	TSOP_MECHANISM_RANK_MAXIMAL,
	TSOP_MECHANISM_MIN_WORST_RANK,
	TSOP_MECHANISM_DEFERRED_ACCEPTANCE,
	TSOP_MECHANISM_SERIAL_DICTATORSHIP,
	TSOP_MECHANISM_BOSTON,
};

/*
 * Who goes first: the smaller number `before`; then, where by_distance, who has
 * fewer meters to the course, then the smaller number `after`. People with
 * equal numbers are equal; where that decides, the result is tied. The arrays
 * belong to the caller.
 */
struct tsop_order {
	const uint32_t *before; /* [n_people] 0..n_people-1 */
	bool by_distance;
	const uint32_t *after; /* [n_people], where by_distance; else not looked at */
};

/* Are both equal, but for their meters? */
static inline bool tsop_order_is_equal(const struct tsop_order *order, uint32_t a, uint32_t b)
{
	return order->before[a] == order->before[b] &&
	       (!order->by_distance || order->after[a] == order->after[b]);
}

struct tsop_mechanism_proof;

struct tsop_mechanism {
	const char *name;
	bool takes_order;    /* needs an order of people */
	bool takes_distance; /* which may be another one for each course */
	bool weighs_minima;  /* which courses run is part of its optimum; else see lacking.h */
	int (*solve)(const struct tsop_assign_problem *problem, const struct tsop_order *order,
		     struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
		     struct tsop_error *err);
};

/*
 * What shows that a result is right, beside the prices of the result; what a
 * mechanism does not give is 0 or NULL. Ranks count from 0 here.
 */
struct tsop_mechanism_proof {
	/*
	 * rank-maximal: how many people who are not fixed have a course of that
	 * rank, and the prices of each stage: one for each rank, the last for
	 * meters. At stage r somebody gains 1 by a course of rank r; at the last
	 * they lose their meters; without a course both are 0. Everybody is
	 * where gain less price is greatest, compared stage by stage
	 * (lexicographically); the prices of a course are not below zero in that
	 * order, and zero where it has free seats.
	 */
	size_t n_ranks;
	int64_t *signature;   /* [n_ranks] */
	int64_t *stage_price; /* [n_ranks + 1][n_courses] */
	int64_t *signature_bound; /* [n_ranks] not optimal: none is better */

	/*
	 * min-worst-rank: the greatest rank that anybody not fixed has, and two
	 * sets of courses. No more people can be placed than `most` has seats,
	 * those of fixed people not counted, plus those who are allowed a course
	 * outside it; nor, of ranks under worst_rank, than `cut` has seats plus
	 * those who are allowed such a course outside it, which are fewer. A member
	 * of a party is allowed what all of it are. A set is NULL where only the
	 * search of whole parties shows it.
	 */
	uint16_t worst_rank;
	uint16_t worst_bound; /* not optimal: no fewer than the bound can be placed at a better one */
	bool *most; /* [n_courses] */
	bool *cut;  /* [n_courses]; NULL also where the worst rank is 0, or nobody is placed */

	/*
	 * deferred-acceptance with parties: nothing stable was found; this person,
	 * with their party, prefers that course to theirs, and free seats and those
	 * of who stands behind suffice.
	 */
	bool is_unstable;
	uint32_t blocker;
	uint16_t blocked;

	/* Where another mechanism than min-cost is given minima: courses as they closed (lacking.h). */
	uint16_t *closed;
	size_t n_closed;
	struct tsop_mechanism_step *steps; /* [n_closed] before each closed; NULL: too large */

	/*
	 * serial-dictatorship: those who are not fixed in their turn, a party's members together;
	 * where people were somewhere before, in the order in which they are served (trading.h).
	 */
	uint32_t *in_turn; /* [n_in_turn] people */
	size_t n_in_turn;
};

/* Where a mechanism's courses close one after the other: what placed people before. */
struct tsop_mechanism_step {
	struct tsop_assign_result result; /* is_closed as it was then */
	struct tsop_mechanism_proof proof;
};

/* Lives as long as the program. */
const struct tsop_mechanism *tsop_mechanism_of(enum tsop_mechanism_id id);

/*
 * Solve the problem by a mechanism. The order is only looked at where the
 * mechanism takes one. 0, and result and proof are filled; release them with
 * tsop_assign_release and tsop_mechanism_proof_release. -1 with err as
 * tsop_assign_solve; TSOP_INPUT also for parties over more ranks than can be
 * told apart (rank_search.h).
 *
 * Of the result, `course`, `cost`, `tied` and `is_tied` are always filled;
 * `optimal` (and `bound`) by the first three mechanisms; prices by min-cost
 * and min-worst-rank (for the courses of no greater rank than the worst). By an order, tied says
 * that people who are equal compete for the last seats of a course, is_tied
 * who; with an order in which nobody is equal, nothing is tied. is_closed is
 * filled where the problem has minima.
 */
int tsop_mechanism_solve(const struct tsop_mechanism *mechanism,
			 const struct tsop_assign_problem *problem, const struct tsop_order *order,
			 struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
			 struct tsop_error *err);

/* Free what the proof holds. A second call does nothing. */
void tsop_mechanism_proof_release(struct tsop_mechanism_proof *proof);

#endif
