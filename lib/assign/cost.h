/*
 * cost.h: a lexicographic cost in one integer.
 *
 * A cost (unassigned, rank, meters) is packed as
 *
 *	unassigned * 2^101 + rank * 2^64 + meters
 *
 * where each part may be negative. Packing keeps the order of costs whose
 * parts stay within half of their room: |meters| < 2^63, |rank| < 2^36. What
 * decides an optimum is the cost of all people, or the difference of two
 * such: 10^7 < 2^24 people at less than 2^31 meters each stay below 2^56, and
 * their ranks below 2^TSOP_COST_RANK_SUM_BITS. So the least packed integer is
 * the least cost, and the search may reckon with packed integers as with any
 * others; they need only not overflow. A price never exceeds what it costs to
 * send one person of the course away, less than 2^102; the prices and costs
 * of all people sum up to less than 2^126.
 *
 * One person's cost at one place, or the difference of two, is packed in 64
 * bits in the same way: unassigned * 2^54 + rank * 2^34 + meters.
 */
#ifndef TSOP_ASSIGN_COST_H
#define TSOP_ASSIGN_COST_H

#include <stdint.h>

#include "assign/assign.h"
#include "base/num.h"

enum {
	TSOP_COST_RANK_BITS = 64,
	TSOP_COST_UNASSIGNED_BITS = 101,
	TSOP_MOVE_RANK_BITS = 34,
	TSOP_MOVE_UNASSIGNED_BITS = 54,

	TSOP_COST_RANK_SUM_BITS = 35,
	TSOP_COST_MAX_RANK = (1 << 14) - 1, /* of one person */
};

/* More than any sum. */
#define TSOP_COST_NONE ((tsop_int128)1 << 126)
#define TSOP_MOVE_NONE INT64_MAX
/* A person too few on a course (flow.h): over 1000 arcs of TSOP_COST_MAX_RANK, under 2^101 / 4. */
#define TSOP_COST_SHORT ((tsop_int128)1 << 94)
/* One person without a course. */
#define TSOP_MOVE_UNASSIGNED ((int64_t)1 << TSOP_MOVE_UNASSIGNED_BITS)

/* What parts of one person's cost, and of all people's, stay below, so that differences fit. */
#define TSOP_MOVE_UNASSIGNED_MAX ((int64_t)1 << (62 - TSOP_MOVE_UNASSIGNED_BITS))
#define TSOP_MOVE_RANK_MAX ((int64_t)1 << (TSOP_MOVE_UNASSIGNED_BITS - TSOP_MOVE_RANK_BITS - 2))
#define TSOP_MOVE_METERS_MAX ((int64_t)1 << (TSOP_MOVE_RANK_BITS - 2))
#define TSOP_COST_UNASSIGNED_MAX ((int64_t)1 << (125 - TSOP_COST_UNASSIGNED_BITS))
#define TSOP_COST_RANK_MAX ((int64_t)1 << TSOP_COST_RANK_SUM_BITS)

/* The signed value of the lowest bits of v, fewer than 64. */
static inline int64_t tsop_cost_low_bits(int64_t v, unsigned bits)
{
	uint64_t sign = (uint64_t)1 << (bits - 1);
	uint64_t low = (uint64_t)v & ((sign << 1) - 1);

	return (int64_t)(low ^ sign) - (int64_t)sign;
}

static inline tsop_int128 tsop_cost_pack(struct tsop_assign_cost cost)
{
	return cost.unassigned * ((tsop_int128)1 << TSOP_COST_UNASSIGNED_BITS) +
	       cost.rank * ((tsop_int128)1 << TSOP_COST_RANK_BITS) + cost.meters;
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

/* One person's cost, or a difference, in 64 bits. */
static inline int64_t tsop_cost_pack_move(struct tsop_assign_cost cost)
{
	return cost.unassigned * TSOP_MOVE_UNASSIGNED +
	       cost.rank * ((int64_t)1 << TSOP_MOVE_RANK_BITS) + cost.meters;
}

static inline struct tsop_assign_cost tsop_cost_unpack(tsop_int128 packed)
{
	const unsigned bits = TSOP_COST_UNASSIGNED_BITS - TSOP_COST_RANK_BITS;
	struct tsop_assign_cost cost = { .meters = (int64_t)(uint64_t)packed };
	int64_t ranks = (int64_t)((packed - cost.meters) >> TSOP_COST_RANK_BITS);

	cost.rank = tsop_cost_low_bits(ranks, bits);
	cost.unassigned = (ranks - cost.rank) >> bits;
	return cost;
}

#endif
