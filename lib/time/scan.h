/*
 * scan.h: taking a text apart from its front.
 *
 * What the readers of this room share. Each function takes what it found
 * from *rest; where it finds nothing, *rest stays as it was.
 */
#ifndef TSOP_TIME_SCAN_H
#define TSOP_TIME_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/view.h"

static inline bool tsop_scan_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Take the character c. */
static inline bool tsop_scan_char(struct tsop_view *rest, char c)
{
	if (rest->len == 0 || rest->p[0] != c)
		return false;
	rest->p++;
	rest->len--;
	return true;
}

/* Take as many digits as there are, min to max (at most 9) of them: their value, or -1. */
static inline int tsop_scan_digits(struct tsop_view *rest, size_t min, size_t max)
{
	int value = 0;
	size_t n = 0;

	for (; n < max && n < rest->len && tsop_scan_is_digit(rest->p[n]); n++)
		value = value * 10 + (rest->p[n] - '0');
	if (n < min)
		return -1;
	rest->p += n;
	rest->len -= n;
	return value;
}

#endif
