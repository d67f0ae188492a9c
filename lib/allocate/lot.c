#include "allocate/lot.h"

#include <string.h>

void tsop_lot_draw(const char *seed, const char *purpose, struct tsop_view identity,
		   struct tsop_lot *lot)
{
	struct tsop_sha256 hash;

	tsop_sha256_init(&hash);
	tsop_sha256_add(&hash, tsop_view_of("tsop-lot\n"));
	tsop_sha256_add(&hash, tsop_view_of(seed));
	tsop_sha256_add(&hash, tsop_view_of("\n"));
	tsop_sha256_add(&hash, tsop_view_of(purpose));
	tsop_sha256_add(&hash, tsop_view_of("\n"));
	tsop_sha256_add(&hash, identity);
	tsop_sha256_end(&hash, lot->digest);
}

int tsop_lot_compare(const struct tsop_lot *a, const struct tsop_lot *b)
{
	return memcmp(a->digest, b->digest, sizeof a->digest);
}
