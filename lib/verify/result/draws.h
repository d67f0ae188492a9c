/*
 * draws.h: recorded draws that settled ties, held against what they were made
 * from, as tsop-allocate(1) states it (RFC 3797): the key string against the
 * seed or the sources, those drawn against the hashes of the key string, the
 * bits that it needed against the outcomes, those given against what the seed
 * or sources can give. What was drawn by hand is believed.
 */
#ifndef TSOP_VERIFY_RESULT_DRAWS_H
#define TSOP_VERIFY_RESULT_DRAWS_H

#include "verify/result/result.h"

/*
 * Read `drawn` of the first record into draws, all zero before; each is checked
 * by itself, and is for one of the purposes, of which NULL is the end. Free the
 * list in any case. -1 with err for want of memory; faults are told.
 */
int tsop_draws_read(struct tsop_result_draws *draws, const char *const *purposes,
		    struct tsop_checking *checking, const struct tsop_record *record,
		    struct tsop_error *err);

/* How many draws are for that? */
size_t tsop_draws_count(const struct tsop_result_draws *draws, const char *purpose);
/*
 * Of the last n draws for seats the nth, from 0, or NULL. With --jointly, those
 * before were made while seats went to others, and do not count any more.
 */
const struct tsop_result_draw *tsop_draws_of_seats(const struct tsop_result_draws *draws,
						   size_t nth, size_t n);

#endif
