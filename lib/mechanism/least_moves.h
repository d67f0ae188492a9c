/*
 * least_moves.h: of all stable results, one that moves the fewest people.
 *
 * Where people who were on a course stand first there (deferred.h), stable
 * results move different numbers of them. With people alone the one that is the
 * worst for everybody, in which courses propose (Gale and Shapley 1962), has the
 * most of those on every course who were there: whoever was on a course, and is
 * there in another stable result but not in this one, prefers it, so that it is
 * full of people who stand before them, who were there, too. So no stable result
 * moves fewer people, on any course.
 *
 * Of those that move as few, one is the best for everybody at once. On a course
 * full of people who were there it has only such, and on every other one the
 * same of them: of two results a course has its worse set of people when
 * everybody has the better course (Roth and Sotomayor, Two-Sided Matching, 1990,
 * section 5.4), and either set will do. That somebody stays while they prefer another
 * course says that it is full of people who stand before them: a bar there, and
 * nobody behind it gets in (forced and forbidden pairs: Dias, da Fonseca, de
 * Figueiredo and Szwarcfiter, The stable marriage problem with restricted pairs,
 * 2003). With these bars people propose again.
 */
#ifndef TSOP_MECHANISM_LEAST_MOVES_H
#define TSOP_MECHANISM_LEAST_MOVES_H

#include "mechanism/mechanism.h"

/*
 * From the stable result that is the best for everybody, of a problem with a
 * stay and without parties, to that one: course, is_tied and tied are
 * replaced. Tied are people who stand equal at a course that is no better for
 * them than what they have. -1 for no memory. O(n k log n) for n people and k
 * courses.
 */
int tsop_least_moves_solve(const struct tsop_assign_problem *problem,
			   const struct tsop_order *order, struct tsop_assign_result *result,
			   struct tsop_error *err);

#endif
