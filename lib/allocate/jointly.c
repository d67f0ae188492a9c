#include "allocate/jointly.h"

/*
 * Seats that it keeps, whoever uses them: not those that are kept only for
 * people who had a place before, and have none any more.
 */
static int64_t count_kept(const struct tsop_claimant *row)
{
	return row->kept > row->held + row->stayed ? row->kept : row->held;
}

/* Seats that could not be used, but for those that are kept anyway. */
static int64_t count_unused(const struct tsop_claimant *row)
{
	int64_t used = row->applied - row->waiting;
	int64_t kept = count_kept(row);

	return tsop_claimant_seats(row) - (used > kept ? used : kept);
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
		row->stayed -= row->kept > row->cap ? row->kept - row->cap : 0;
		row->kept = row->kept < row->cap ? row->kept : row->cap;
		row->is_lowered = true;
		any = true;
	}
	for (size_t i = 0; any && i < claimants->n; i++) {
		struct tsop_claimant *row = &claimants->rows[i];

		row->waiting = 0;
		row->is_eliminated = false;
	}
	return any;
}
