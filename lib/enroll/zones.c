#include "enroll/zones.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

void tsop_zones_init(struct tsop_zones *zones)
{
	*zones = (struct tsop_zones){ NULL, 0, 0 };
}

void tsop_zones_release(struct tsop_zones *zones)
{
	for (size_t i = 0; i < zones->n; i++)
		tsop_zone_free(zones->all[i]);
	free(zones->all);
	tsop_zones_init(zones);
}

int tsop_zones_get(struct tsop_zones *zones, const char *name, const struct tsop_zone **zone,
		   struct tsop_error *err)
{
	struct tsop_zone **all;

	for (size_t i = 0; i < zones->n; i++) {
		if (strcmp(tsop_zone_name(zones->all[i]), name) == 0) {
			*zone = zones->all[i];
			return 0;
		}
	}
	all = tsop_array_room(zones->all, zones->n, &zones->cap, sizeof(struct tsop_zone *));
	if (all == NULL)
		return tsop_fail_memory(err);
	zones->all = all;
	if (tsop_zone_load(&all[zones->n], name, err) != 0)
		return -1;
	*zone = all[zones->n++];
	return 0;
}
