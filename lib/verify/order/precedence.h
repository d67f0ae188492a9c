/*
 * precedence.h: who goes before whom on a course, in mechanisms that go by an
 * order: keys one after the other (priority, received, distance to the course,
 * lot), then nothing. Held seats come behind all people, by municipality.
 */
#ifndef TSOP_VERIFY_ORDER_PRECEDENCE_H
#define TSOP_VERIFY_ORDER_PRECEDENCE_H

#include "verify/people/costs.h"

enum { TSOP_PRECEDENCE_KEYS = 4 };

struct tsop_precedence {
	const struct tsop_costs *costs;
	char keys[TSOP_PRECEDENCE_KEYS]; /* their first letters */
	size_t n;
};

/* Read the comma list of an allocation record. Returns whether it is one. */
bool tsop_precedence_read(struct tsop_precedence *precedence, const struct tsop_costs *costs,
			  const char *order);

/* <0, 0, >0: a person (order[a]) goes before, with or behind another on the course. */
int tsop_precedence_compare(const struct tsop_precedence *precedence, size_t a, size_t b,
			    size_t course);

#endif
