/*
 * placing.h: what a mechanism promises of courses, by the proof of a placing.
 */
#ifndef TSOP_VERIFY_PLACING_H
#define TSOP_VERIFY_PLACING_H

#include "verify/checking.h"
#include "verify/people/costs.h"

/*
 * The courses were found possible (places.h). Faults name people and courses.
 * -1 with err for want of memory.
 */
int tsop_placing_check(struct tsop_costs *costs, struct tsop_checking *checking,
		       struct tsop_error *err);

#endif
