/*
 * result_waiting.h: a `waiting` record of a result, as it is read.
 */
#ifndef TSOP_VERIFY_RESULT_RESULT_WAITING_H
#define TSOP_VERIFY_RESULT_RESULT_WAITING_H

#include "verify/result/result.h"

/*
 * Append it to result->waiting; all people were read. A fault is what can be
 * said of it by itself: an unknown course or person, a position that does not
 * count on. -1 with err for want of memory.
 */
int tsop_result_waiting_read(struct tsop_result *result, struct tsop_checking *checking,
			     const struct tsop_record *record, struct tsop_error *err);

/* Of a result without faults: does everybody on a list have the course that it says? */
void tsop_result_waiting_check(const struct tsop_result *result, struct tsop_checking *checking);

#endif
