/*
 * party.h: the people who come together, and where they may.
 *
 * A party here has at least two members who are not fixed; a single one left
 * is a person like others. Parties are numbered in the order of the smallest
 * lot of those members.
 */
#ifndef TSOP_ASSIGN_PARTY_H
#define TSOP_ASSIGN_PARTY_H

#include <stdbool.h>

#include "assign/assign.h"
#include "base/arena.h"
#include "base/num.h"

struct tsop_parties {
	/*
	 * The caller's problem, but that nobody is allowed where their party
	 * can not go as a whole: a course forbidden for a member, without a
	 * fixed member where others are fixed, or with too few seats.
	 */
	struct tsop_assign_problem problem;

	/*
	 * The same for a flow that places members one by one, made to come as
	 * near to whole parties as it can: each member costs an equal part of
	 * what the party costs. All ranks are `scale` times as large so that
	 * these parts are integers, where that is possible (else, and for
	 * meters, parts differ by 1). Without parties, or where ranks have costs of
	 * their own (of_rank), it is the problem, scale 1.
	 */
	struct tsop_assign_problem even;
	uint32_t scale;

	size_t n;
	size_t *first;	  /* [n + 1] the members of party i are member[first[i]..first[i + 1]) */
	uint32_t *member; /* in order of their lots */
	struct tsop_arena arena;
};

/*
 * Find the parties of a problem that was checked; it is borrowed until the
 * release. by_lot[n_people]: people in order of their lots. 0, or -1 for no
 * memory: release it all the same. Without parties nothing is copied.
 */
int tsop_parties_init(struct tsop_parties *parties, const struct tsop_assign_problem *problem,
		      const uint32_t *by_lot, struct tsop_error *err);
/* The least cost of an assignment that costs no less than this in the even problem. */
struct tsop_assign_cost tsop_parties_cost(const struct tsop_parties *parties, tsop_int128 packed);

/* What an assignment of that cost, with whole parties, costs in the even problem. */
tsop_int128 tsop_parties_even_cost(const struct tsop_parties *parties,
				   struct tsop_assign_cost cost);

/* Are members of a party on different courses in an assignment course[n_people]? */
bool tsop_parties_are_split(const struct tsop_parties *parties, const uint16_t *course);

void tsop_parties_release(struct tsop_parties *parties);

#endif
