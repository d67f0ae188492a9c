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

struct tsop_scan {
	const char *p; /* the next byte, or where the scan stopped */
	const char *end;
	const char *wrong; /* N_(): why it stopped */
	bool doubt;
};

static inline struct tsop_scan tsop_scan_of(struct tsop_view text)
{
	return (struct tsop_scan){ .p = text.p, .end = text.p + text.len };
}

/* Pass white space. */
void tsop_scan_blanks(struct tsop_scan *scan);
/* Pass the byte c where it is the next one. */
bool tsop_scan_take(struct tsop_scan *scan, char c);
/*
 * Pass a member's name up to its value, with the blanks around. The name is
 * given without its quotes; escaped says that it is not yet decoded.
 */
bool tsop_scan_name(struct tsop_scan *scan, struct tsop_view *name, bool *escaped);
/*
 * Pass the value that begins at the next byte: its kind and its bytes.
 * depth: how many arrays and objects are open around it.
 */
bool tsop_scan_value(struct tsop_scan *scan, unsigned depth, enum tsop_kind *kind,
		     struct tsop_view *value);

#endif
