/*
 * census.h: the seats that claims are worth at a multiplier, exactly; called
 * by divisor.c.
 */
#ifndef TSOP_APPORTION_CENSUS_H
#define TSOP_APPORTION_CENSUS_H

#include "apportion/apportion.h"
#include "apportion/multiplier.h"

/* Where d(0) is 0 first seats go first: they alone are given, or all are and the rest is. */
enum tsop_house_firsts { TSOP_HOUSE_FIRSTS_COMPETE, TSOP_HOUSE_FIRSTS_ALONE, TSOP_HOUSE_FIRSTS_GIVEN };

struct tsop_house {
	const struct tsop_method *method;
	const struct tsop_claim *claims;
	size_t n;
	int64_t total;
	enum tsop_house_firsts firsts;
	bool is_mean;                 /* d is a power mean; else linear: */
	int64_t step, first, initial;
	int64_t least, most;          /* seats that all claims have, and can have */
	tsop_int128 weight;           /* of all claims */
};

/* The seats between which a claim competes. */
struct tsop_range {
	int64_t min, max;
};

/* A multiplier, in units of the step, with what counting at it needs. */
struct tsop_scale {
	struct tsop_multiplier at;
	tsop_int128 offset;  /* (step - first) / step, and */
	tsop_int128 initial; /* initial / step, times 2^shift */
};

struct tsop_census {
	int64_t seats;
	tsop_int128 moving; /* weight of the claims between their bounds: how fast seats grow */
};

void tsop_house_init(struct tsop_house *house, const struct tsop_method *method,
		     const struct tsop_claim *claims, size_t n, int64_t total);
struct tsop_range tsop_house_range(const struct tsop_house *house, size_t claim);
struct tsop_scale tsop_house_scale(const struct tsop_house *house, struct tsop_multiplier at);

/* The seats of a claim: those s with d(s) / step <= multiplier * weight, within its range. */
int64_t tsop_house_seats(const struct tsop_house *house, const struct tsop_scale *scale,
			 size_t claim);

/* The seats of all. O(n). */
struct tsop_census tsop_house_count(const struct tsop_house *house, struct tsop_multiplier at);

/* A multiplier that would give about so many seats, were it not for the bounds. */
struct tsop_multiplier tsop_house_guess(const struct tsop_house *house, int64_t seats);

#endif
