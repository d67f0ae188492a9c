/*
 * num.h: numbers, whole and exact.
 *
 * Numbers are read in base 10, as a whole, with bounds; nothing is rounded.
 * A decimal is an integer with a stated number of places.
 */
#ifndef TSOP_BASE_NUM_H
#define TSOP_BASE_NUM_H

#include <stdint.h>

#include "base/error.h"
#include "base/view.h"

/* 128 bits, for products that must not overflow. */
__extension__ typedef __int128 tsop_int128;
__extension__ typedef unsigned __int128 tsop_uint128;

/*
 * Read an integer: an optional '-', then digits, nothing else; min..max are
 * named in the message of what is refused.
 */
int tsop_num_read(struct tsop_view text, int64_t min, int64_t max, int64_t *value,
		  struct tsop_error *err);

/*
 * Read a decimal not below 0 ("632340", "0.25"; with a comma where `mark` is
 * ',') and scale it by 10^places: places 0..9; more places than that are
 * refused, as is a value over max (scaled).
 */
int tsop_num_read_decimal(struct tsop_view text, char mark, unsigned places, int64_t max,
			  int64_t *scaled, struct tsop_error *err);

enum { TSOP_NUM_TEXT = 44 };

/* Write value in base 10, terminated. Returns text. */
char *tsop_num_write(tsop_int128 value, char text[TSOP_NUM_TEXT]);

/*
 * Write scaled / 10^places (scaled >= 0, places 0..9) with a point, without trailing zeros.
 * Returns text.
 */
char *tsop_num_write_decimal(int64_t scaled, unsigned places, char text[TSOP_NUM_TEXT]);

#endif
