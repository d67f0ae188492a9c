/*
 * movers.h: all stay where they were, but for people who were found to move.
 */
#ifndef TSOP_KEEP_MOVERS_H
#define TSOP_KEEP_MOVERS_H

#include <stdbool.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"

struct tsop_movers {
	bool *is_mover;	 /* [n_people] were somewhere and are not there */
	uint16_t *fixed; /* [n_people] as the problem has it, and who stays */
};

/*
 * Of an assignment course[n_people]. A party of which somebody stays is fixed
 * as a whole. -1 for no memory: release it all the same.
 */
int tsop_movers_init(struct tsop_movers *movers, const struct tsop_assign_problem *problem,
		     const uint16_t *was, const uint16_t *course, struct tsop_error *err);
void tsop_movers_release(struct tsop_movers *movers);

#endif
