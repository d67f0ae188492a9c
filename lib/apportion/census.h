/*
 * census.h: the seats that claims are worth at a multiplier, exactly; called
 * by divisor.c.
 */
#ifndef TSOP_APPORTION_CENSUS_H
#define TSOP_APPORTION_CENSUS_H

#include "apportion/apportion.h"
#include "apportion/multiplier.h"

/* Where d(0) is 0 first seats go first: they alone are given, or all are and the rest is. */
enum tsop_house_firsts {
	TSOP_HOUSE_FIRSTS_COMPETE,
	TSOP_HOUSE_FIRSTS_ALONE,
	TSOP_HOUSE_FIRSTS_GIVEN,
};

enum { TSOP_HOUSE_MEANS = 512 };

struct tsop_house {
	const struct tsop_method *method;
	const struct tsop_claim *claims;
	size_t n;
	int64_t total;
	enum tsop_house_firsts firsts;
	bool is_mean;                 /* d is a power mean; else linear: */
	int64_t step, first, initial;
	int64_t means[TSOP_HOUSE_MEANS]; /* d(s) * 2^30, rounded up; 0: not worked out yet */
	int64_t least, most;          /* seats that all claims have, and can have */
	tsop_int128 weight;           /* of all claims */
};

/* The seats between which a claim competes. */
struct tsop_range {
	int64_t min, max;
};

struct tsop_census {
	int64_t seats;
	tsop_int128 moving; /* weight of the claims between their bounds: how fast seats grow */
};

/* The seats `total` for n claims; they and the method are borrowed. Holds nothing else. O(n). */
void tsop_house_init(struct tsop_house *house, const struct tsop_method *method,
		     const struct tsop_claim *claims, size_t n, int64_t total);

struct tsop_range tsop_house_range(const struct tsop_house *house, size_t claim);

/*
 * The seats of all claims, and of each, unless seats is NULL: those s with
 * d(s) / step <= multiplier * weight, within its range. O(n).
 */
struct tsop_census tsop_house_count(struct tsop_house *house, struct tsop_multiplier at,
				    int64_t *seats);

/* A multiplier that would give about so many seats, were it not for the bounds. */
struct tsop_multiplier tsop_house_guess(const struct tsop_house *house, int64_t seats);

#endif
