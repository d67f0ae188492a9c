/*
 * scan.h: where the parts of a JSON text begin and end; inside of lib/record.
 *
 * A scan walks once over bytes that it borrows and builds nothing. It decides
 * all that is usual by itself; what it can not decide (a number near the end
 * of its range, many names in one object, escaped names in a nested one) it
 * leaves in doubt: then tsop_referee_verdict has the last word.
 */
#ifndef TSOP_RECORD_SCAN_H
#define TSOP_RECORD_SCAN_H

#include <stdbool.h>

#include "base/view.h"
#include "record/record.h"

/*
 * The bytes that an escape takes which begins at p (a backslash): 2, 6, or 12
 * for a pair; 0 where it is not valid, and *wrong (N_()) says why.
 */
size_t tsop_scan_escape(const char *p, const char *end, const char **wrong);

/*
 * The next element of an array that is known to be valid. *rest is the array
 * at first and moves behind each element; false where there is none left.
 */
bool tsop_scan_element(struct tsop_view *rest, enum tsop_kind *kind, struct tsop_view *element);

#endif
