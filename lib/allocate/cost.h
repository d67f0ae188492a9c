/*
 * cost.h: a lexicographic cost in one integer.
 *
 * A cost (unassigned, rank, meters) is packed as
 *
 *	unassigned * 2^100 + rank * 2^60 + meters
 *
 * The order of packed sums is the lexicographic order as long as no part can
 * reach the next. Whatever is compared is the cost of a set of people, each
 * at one place, or the difference of two such, or of two differences: parts
 * below 4 * 2^24 people * 2^31 meters = 2^57 < 2^59, and 4 * 2^24 * 2^12 =
 * 2^38 < 2^39. The whole stays below 2^24 * 2^100 * 4 = 2^126.
 *
 * One person's cost at one place, or the difference of two, fits 64 bits in
 * the same way: unassigned * 2^50 + rank * 2^34 + meters, with differences
 * of differences below 2^33 meters and 2^14 ranks.
 */
#ifndef TSOP_ALLOCATE_COST_H
#define TSOP_ALLOCATE_COST_H

#include <stdint.h>

#include "allocate/assign.h"
#include "base/num.h"

enum {
	TSOP_COST_RANK_BITS = 60,
	TSOP_COST_UNASSIGNED_BITS = 100,
	TSOP_MOVE_RANK_BITS = 34,
	TSOP_MOVE_UNASSIGNED_BITS = 50,
};

/* More than any sum. */
#define TSOP_COST_NONE ((tsop_int128)1 << 126)
#define TSOP_MOVE_NONE INT64_MAX
/* One person without a course. */
#define TSOP_MOVE_UNASSIGNED ((int64_t)1 << TSOP_MOVE_UNASSIGNED_BITS)

/* The signed value of the lowest bits of v. */
static inline int64_t tsop_cost_low_bits(tsop_int128 v, unsigned bits)
{
	uint64_t sign = (uint64_t)1 << (bits - 1);
	uint64_t low = (uint64_t)v & ((sign << 1) - 1);

	return (int64_t)(low ^ sign) - (int64_t)sign;
}

/* The packed cost of one person's cost or difference. */
static inline tsop_int128 tsop_cost_of_move(int64_t move)
{
	int64_t meters = tsop_cost_low_bits(move, TSOP_MOVE_RANK_BITS);
	int64_t ranks = (move - meters) >> TSOP_MOVE_RANK_BITS;
	int64_t rank = tsop_cost_low_bits(ranks, TSOP_MOVE_UNASSIGNED_BITS - TSOP_MOVE_RANK_BITS);
	int64_t unassigned = (ranks - rank) >> (TSOP_MOVE_UNASSIGNED_BITS - TSOP_MOVE_RANK_BITS);

	return unassigned * ((tsop_int128)1 << TSOP_COST_UNASSIGNED_BITS) +
	       rank * ((tsop_int128)1 << TSOP_COST_RANK_BITS) + meters;
}

static inline struct tsop_assign_cost tsop_cost_unpack(tsop_int128 packed)
{
	struct tsop_assign_cost cost;

	cost.meters = tsop_cost_low_bits(packed, TSOP_COST_RANK_BITS);
	packed = (packed - cost.meters) >> TSOP_COST_RANK_BITS;
	cost.rank = tsop_cost_low_bits(packed, TSOP_COST_UNASSIGNED_BITS - TSOP_COST_RANK_BITS);
	cost.unassigned = (int64_t)((packed - cost.rank) >>
				    (TSOP_COST_UNASSIGNED_BITS - TSOP_COST_RANK_BITS));
	return cost;
}

#endif
