/*
 * draws.h: recorded draws that settled ties, held against what they were made
 * from, as tsop-allocate(1) states it (RFC 3797): the key string against the
 * seed or the sources, those drawn against the hashes of the key string. What
 * was drawn by hand is believed.
 */
#ifndef TSOP_VERIFY_RESULT_DRAWS_H
#define TSOP_VERIFY_RESULT_DRAWS_H

#include "verify/result/result.h"

/*
 * Read `drawn` of the first record, and check each draw by itself. -1 with err
 * for want of memory; faults are told.
 */
int tsop_draws_read(struct tsop_result_header *header, struct tsop_checking *checking,
		    const struct tsop_record *record, struct tsop_error *err);

/* How many draws are for seats? */
size_t tsop_draws_count_seats(const struct tsop_result_header *header);
/*
 * Of the last n of them the nth, from 0, or NULL. With --jointly, those before
 * were made while seats went to others, and do not count any more.
 */
const struct tsop_result_draw *tsop_draws_of_seats(const struct tsop_result_header *header,
						   size_t nth, size_t n);
/* Is there a draw for courses? */
bool tsop_draws_order_courses(const struct tsop_result_header *header);

#endif
