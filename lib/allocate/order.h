/*
 * order.h: who goes first in a mechanism that goes by an order (--order).
 *
 * Keys one after the other: the municipality's `priority` (1 first, without one
 * last), the time an application was `received`, the `distance` to the course
 * (nearest first, so that the order is another one for each course), the `lot`,
 * which always comes last. Held seats, nobody's yet, come behind all people,
 * by municipality.
 */
#ifndef TSOP_ALLOCATE_ORDER_H
#define TSOP_ALLOCATE_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "allocate/applicants.h"
#include "base/buf.h"
#include "base/error.h"
#include "mechanism/mechanism.h"

#define TSOP_ORDER_DEFAULT "priority,received,lot"

enum tsop_order_key {
	TSOP_ORDER_PRIORITY,
	TSOP_ORDER_RECEIVED,
	TSOP_ORDER_DISTANCE,
	TSOP_ORDER_LOT,
	TSOP_ORDER_KEYS
};

struct tsop_order_rule {
	enum tsop_order_key keys[TSOP_ORDER_KEYS];
	size_t n; /* 0: the mechanism asks for no order */
};

/*
 * Read the comma list for a mechanism, NULL: the default; the lot is added
 * where it is not named. TSOP_USAGE where the mechanism takes no order, or
 * none by distance.
 */
int tsop_order_read(struct tsop_order_rule *rule, const char *text,
		    const struct tsop_mechanism *mechanism, struct tsop_error *err);

/* Append the rule as a comma list. */
void tsop_order_write(const struct tsop_order_rule *rule, struct tsop_buf *out);

/* Who is to be put in order. */
struct tsop_order_people {
	const struct tsop_applicants *applicants;
	const size_t *applicant; /* [n_people] */
	const uint32_t *lot;	 /* [n_people] smaller first, equal where no lot was drawn; or NULL */
	size_t n_people;
	size_t n_held; /* behind them */
};

/*
 * Fill in before[n_people + n_held] and after[n_people + n_held] of an order
 * (mechanism.h), whose by_distance is set. -1 for no memory. O(n log n).
 */
int tsop_order_fill(const struct tsop_order_rule *rule, const struct tsop_order_people *people,
		    uint32_t *before, uint32_t *after, struct tsop_order *order,
		    struct tsop_error *err);

#endif
