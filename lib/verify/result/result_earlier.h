/*
 * result_earlier.h: what a result says of the earlier one that it goes on
 * from, as it is read.
 */
#ifndef TSOP_VERIFY_RESULT_RESULT_EARLIER_H
#define TSOP_VERIFY_RESULT_RESULT_EARLIER_H

#include "verify/result/result.h"

/* All fill in *result and tell faults; -1 with err for want of memory. */

/* The header's `fill`, `keep` and `moves`; its mechanism was read. */
void tsop_result_goes_on(struct tsop_result *result, struct tsop_checking *checking,
			 const struct tsop_record *record);

/* `steps` of the proof's `assignment`, of a result that fills places. */
int tsop_result_steps(struct tsop_result *result, struct tsop_checking *checking,
		      const struct tsop_record *record, struct tsop_error *err);

/* Does it keep places at least cost, and spread nobody? Then moves have a price. */
bool tsop_result_weighs_moves(const struct tsop_result *result);

/* `move`, `waived`, `moves_complete` and `moves` of it, where moves are weighed, and only there. */
int tsop_result_moves(struct tsop_result *result, struct tsop_checking *checking,
		      const struct tsop_record *record, struct tsop_error *err);

#endif
