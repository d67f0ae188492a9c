/*
 * preference.h: a person's list of courses, the best first.
 *
 * By rank, then by meters, then by index; forbidden courses are not on it. The
 * lists are not written down, for they can be as long as there are courses for
 * everybody: a course is found when it is asked for, from the person's row of
 * ranks and row of meters, both sorted once.
 */
#ifndef TSOP_MECHANISM_PREFERENCE_H
#define TSOP_MECHANISM_PREFERENCE_H

#include <stdint.h>

#include "assign/assign.h"
#include "base/arena.h"
#include "base/error.h"

/* How far somebody has come in their list. */
struct tsop_preference_mark {
	uint16_t ranked; /* courses of the sorted row of ranks that are behind */
	uint16_t near;	 /* of equal ranks: courses of the sorted row of meters that are behind */
};

struct tsop_preferences {
	const struct tsop_assign_problem *problem;
	uint16_t *by_rank; /* [n_wishes][n_courses] with a mark where ranks are shared */
	uint16_t *by_meters;	       /* [n_origins][n_courses] */
	struct tsop_preference_mark *mark; /* [n_people] */
	struct tsop_arena arena;
};

/*
 * Everybody stands before their first course. The problem was checked; it is
 * borrowed until the release. -1 for no memory: release it all the same.
 * O(rows * courses * log(courses)).
 */
int tsop_preferences_init(struct tsop_preferences *preferences,
			  const struct tsop_assign_problem *problem, struct tsop_error *err);
void tsop_preferences_release(struct tsop_preferences *preferences);

/*
 * The person's next course, or TSOP_ASSIGN_NO_COURSE at the end of the list.
 * O(1) for courses that are alone in their rank; to go through courses of
 * equal rank is O(courses) in all.
 */
uint16_t tsop_preferences_next(struct tsop_preferences *preferences, uint32_t who);

/* Stand before the first course again. */
static inline void tsop_preferences_restart(struct tsop_preferences *preferences, uint32_t who)
{
	preferences->mark[who] = (struct tsop_preference_mark){ 0, 0 };
}

#endif
