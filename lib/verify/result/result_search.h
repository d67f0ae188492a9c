/*
 * result_search.h: the proof of which courses close and where parties go, as
 * it is read.
 */
#ifndef TSOP_VERIFY_RESULT_RESULT_SEARCH_H
#define TSOP_VERIFY_RESULT_RESULT_SEARCH_H

#include "verify/result/result.h"

/*
 * Fill result->proof.search of the proof's `assignment`, where it has a
 * `search`. Faults are told: among them too many nodes. -1 with err for want
 * of memory.
 */
int tsop_result_search_read(struct tsop_result *result, struct tsop_checking *checking,
			    const struct tsop_record *record, struct tsop_error *err);
void tsop_result_search_release(struct tsop_result_search *search);

#endif
