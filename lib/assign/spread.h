/*
 * spread.h: the people of a group on different courses, at least cost.
 *
 * As in assign.h everybody gets one course or none, within the seats, and the
 * fewest stay without. Then, before ranks and meters, the number of pairs is
 * least: of two people of one group on the same course. So everybody of a
 * group is on a course of their own as far as that leaves nobody out, and a
 * group of more people than courses is spread evenly over them. Fixed people
 * count in the pairs, but stay. A party is on one course, and counts once
 * (units.h). The lot decides as in assign.h.
 *
 * It is a minimum cost flow too, over a node for each group at each course: the
 * n-th of a group there costs n - 1 pairs (mesh.h). With parties or
 * minima it is hard, and searched for over that flow (spread_search.h), with the
 * bound where it ends early.
 */
#ifndef TSOP_ASSIGN_SPREAD_H
#define TSOP_ASSIGN_SPREAD_H

#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"

enum { TSOP_SPREAD_MAX_PEOPLE = 20000 };

/* A cost, or the difference of two: compared from the first member on. */
struct tsop_spread_cost {
	int64_t unassigned, pairs, rank, meters;
};

/* What a person of the group pays at the course for the others of it there. */
struct tsop_spread_share {
	uint32_t group;
	uint16_t course;
	struct tsop_spread_cost price;
};

/*
 * The dual solution. Where for nobody who is not fixed another course (or none:
 * cost 1 without a course, no price, no share) has less own cost plus price
 * plus share, and a course with free seats has price 0, no assignment costs
 * less. The share of n people at a course is n - 1 to n pairs, so that one
 * more of them there costs no less, and one fewer saves no more; it is n pairs
 * where all of them are fixed, or there are none. Of all dual solutions it is
 * the one with the least prices and shares, which is unique. Companions make no
 * pairs and pay no share. The prices are those of people one by one where these
 * prove the places of parties too (result's prices_prove_all); else parties
 * count as fixed. With minima they prove it among the assignments in which the
 * same courses run, and one of a course that has no more people than its minimum
 * may be below zero, down to 4 people unassigned.
 */
struct tsop_spread_proof {
	int64_t pairs;
	struct tsop_spread_cost bound;	  /* no assignment costs less */
	struct tsop_spread_cost *price;	  /* [n_courses] of a seat, never below zero */
	struct tsop_spread_share *shares; /* that are not n - 1 pairs, by group, then course */
	size_t n_shares;
};

/*
 * Solve a problem. group[n_people]: 0..n_groups - 1; a party is of one group.
 * Fills of the result all but price, and the proof; release both. -1
 * with err as tsop_assign_solve, and only `fault` is set; TSOP_INPUT also for more
 * than TSOP_SPREAD_MAX_PEOPLE.
 *
 * Each person takes a shortest path over groups times courses nodes, as far as
 * it goes, and for each on the way a look at the people of a group; with parties
 * or minima that many times as flows are solved (spread_search.h).
 */
int tsop_spread_solve(const struct tsop_assign_problem *problem, const uint32_t *group,
		      size_t n_groups, struct tsop_assign_result *result,
		      struct tsop_spread_proof *proof, struct tsop_error *err);

/* Free what it holds. A second call does nothing. */
void tsop_spread_proof_release(struct tsop_spread_proof *proof);

#endif
