/*
 * spread.h: the people of a group on different courses, at least cost.
 *
 * As in assign.h everybody gets one course or none, within the seats, and the
 * fewest stay without. Then, before ranks and meters, the number of pairs is
 * least: of two people of one group on the same course. So everybody of a
 * group is on a course of their own as far as that leaves nobody out, and a
 * group of more people than courses is spread evenly over them. Fixed people
 * count in the pairs, but stay. The lot decides as in assign.h.
 *
 * It is a minimum cost flow too, over a node for each group at each course: the
 * n-th of a group there costs n - 1 pairs. It is solved person by person, each
 * by a shortest path (Bellman-Ford), O(n k^2 groups) each: exact, for rounds of
 * some thousand people.
 */
#ifndef TSOP_ASSIGN_SPREAD_H
#define TSOP_ASSIGN_SPREAD_H

#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"

enum { TSOP_SPREAD_MAX_PEOPLE = 20000 };

/*
 * Solve a problem without parties and minima. group[n_people]: 0..n_groups - 1.
 * Fills of the result course, cost, bound, optimal, tied and is_tied (all that
 * are), and *pairs; release it with tsop_assign_release. -1 with err as
 * tsop_assign_solve; TSOP_INPUT also for more than TSOP_SPREAD_MAX_PEOPLE.
 */
int tsop_spread_solve(const struct tsop_assign_problem *problem, const uint32_t *group,
		      size_t n_groups, struct tsop_assign_result *result, int64_t *pairs,
		      struct tsop_error *err);

#endif
