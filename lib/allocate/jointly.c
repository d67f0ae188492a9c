#include "allocate/jointly.h"

/* Seats that could not be used, but for those that are kept anyway. */
static int64_t count_unused(const struct tsop_claimant *row)
{
	int64_t used = row->applied - row->waiting;
	int64_t seats = tsop_claimant_seats(row);

	return seats - (used > row->kept ? used : row->kept);
}

bool tsop_jointly_lower(struct tsop_claimants *claimants)
{
	bool any = false;

	for (size_t i = 0; i < claimants->n; i++) {
		struct tsop_claimant *row = &claimants->rows[i];
		int64_t unused = count_unused(row);

		if (unused <= 0)
			continue;
		row->cap = (int32_t)(tsop_claimant_seats(row) - unused);
		row->is_lowered = true;
		any = true;
	}
	for (size_t i = 0; any && i < claimants->n; i++) {
		struct tsop_claimant *row = &claimants->rows[i];

		row->waiting = 0;
		row->lot = TSOP_LOT_NONE;
		row->is_eliminated = false;
	}
	return any;
}
