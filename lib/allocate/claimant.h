/*
 * claimant.h: who seats are given to, and what they got.
 *
 * A claimant is a municipality, or in a plain apportionment whatever has a
 * weight. What is read comes first; then the rooms' functions fill in what
 * they find: key.h reads, seats.h gives, choose.h and place.h say who waits.
 * There may be a million: seats are of 32 bits, which hold TSOP_APPORTION_SEATS_MAX.
 */
#ifndef TSOP_ALLOCATE_CLAIMANT_H
#define TSOP_ALLOCATE_CLAIMANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "people/municipality.h"

enum tsop_claimant_lot { TSOP_LOT_NONE, TSOP_LOT_WON, TSOP_LOT_LOST };

struct tsop_claimant {
	const char *id;                               /* the municipality's code, or a name */
	const struct tsop_municipality *municipality; /* NULL: any other claimant */
	int64_t weight;                               /* to the scale of all */
	unsigned long long line;

	int32_t guarantee; /* seats: 0..TSOP_APPORTION_SEATS_MAX */
	int32_t kept;      /* seats that it has already and keeps: 0..cap */
	int32_t cap;       /* seats that it can get: 0..TSOP_APPORTION_SEATS_MAX */

	int32_t applied; /* its people */
	int32_t held;    /* of them, who have a seat already */
	int32_t stayed;  /* of them, who had one in an earlier result, and keep it where seats suffice */

	int32_t guaranteed, by_key; /* seats given */
	int32_t reserved;           /* seats held for it in place of an unused guarantee */
	int32_t n_drawn;            /* of by_key, by lot */
	int32_t waiting;            /* its people without a course */

	enum tsop_claimant_lot lot; /* of the last seat by the key */
	uint32_t first_draw, last_draw; /* with a lot: it was in these and all between (seats.h) */
	uint8_t places;             /* decimals of the weight as it was read */
	bool is_lowered;            /* its cap, to the people who find a course (jointly.h) */
	bool is_below;              /* the threshold: nothing by the key */
	bool is_eliminated;         /* its quota is under what it has anyway */
};

struct tsop_claimants {
	struct tsop_claimant *rows; /* by id */
	size_t n;
	size_t cap;
	unsigned places; /* weights are times 10^places */
};

/* A further row to be filled (zeroed), not yet counted in n; NULL where memory ends. */
struct tsop_claimant *tsop_claimants_room(struct tsop_claimants *claimants);
void tsop_claimants_release(struct tsop_claimants *claimants);
/* By id. */
void tsop_claimants_sort(struct tsop_claimants *claimants);
/* The index of the claimant of that id, or claimants->n. They are sorted. */
size_t tsop_claimants_find(const struct tsop_claimants *claimants, const char *id);

/* All seats that are given to it. */
static inline int64_t tsop_claimant_seats(const struct tsop_claimant *claimant)
{
	return (int64_t)claimant->guaranteed + claimant->by_key;
}

/* The municipality's name, or what else it is called. */
static inline const char *tsop_claimant_name(const struct tsop_claimant *claimant)
{
	return claimant->municipality != NULL ? claimant->municipality->name : claimant->id;
}

#endif
