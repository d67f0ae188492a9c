/*
 * zones.h: the zones of a run, each loaded once.
 */
#ifndef TSOP_ENROLL_ZONES_H
#define TSOP_ENROLL_ZONES_H

#include <stddef.h>

#include "base/error.h"
#include "time/zone.h"

struct tsop_zones {
	struct tsop_zone **all;
	size_t n, cap;
};

/* No zone yet; allocates nothing. */
void tsop_zones_init(struct tsop_zones *zones);
void tsop_zones_release(struct tsop_zones *zones);
/* The zone of that name, loaded where it is new; borrowed until tsop_zones_release. */
int tsop_zones_get(struct tsop_zones *zones, const char *name, const struct tsop_zone **zone,
		   struct tsop_error *err);

#endif
