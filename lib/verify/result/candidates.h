/*
 * candidates.h: the people who were to be placed, as the inputs have them,
 * beside what the result says of them.
 */
#ifndef TSOP_VERIFY_RESULT_CANDIDATES_H
#define TSOP_VERIFY_RESULT_CANDIDATES_H

#include "base/digest.h"
#include "verify/result/result.h"

enum { TSOP_CANDIDATES_WISHES_MAX = 100, TSOP_CANDIDATES_MUNICIPALITIES_MAX = 128 };

struct tsop_candidate {
	const char *file; /* of the inputs, where the person stands; borrowed */
	unsigned long long line; /* there; 0: in none of them */
	bool holds;    /* is enrolled, or fixed by hand: has a seat before all others */
	bool only_wishes;
	uint16_t course;   /* that it keeps, or TSOP_RESULT_NO_COURSE */
	uint16_t n_wishes;
	uint16_t *wishes;  /* courses, the best first */
	uint16_t *excluded; /* courses that the person is kept from by hand, by index */
	size_t n_excluded;
	const char *fixed; /* the reason, or NULL */
	bool had_place;	   /* in the earlier result that people are kept from: goes before others */
	uint16_t was;	   /* its course there, or TSOP_RESULT_NO_COURSE */
	uint32_t party;    /* from 1, in no order; 0: none, or nobody else has the label */
	int64_t priority;  /* 1 first; INT64_MAX: none */
	int64_t received;  /* INT64_MAX: absent */
	/* Where there is a seed: for the seats of a municipality, and for courses. */
	unsigned char people_lot[TSOP_DIGEST_SIZE], courses_lot[TSOP_DIGEST_SIZE];
};

struct tsop_candidates {
	struct tsop_candidate *rows; /* by the result's person */
	size_t n_parties;
	/* By the number of the municipality in tsop_municipalities(). */
	int64_t seats[TSOP_CANDIDATES_MUNICIPALITIES_MAX];
	int64_t reserved[TSOP_CANDIDATES_MUNICIPALITIES_MAX]; /* beside seats given before */
	int64_t applied[TSOP_CANDIDATES_MUNICIPALITIES_MAX];
	int64_t held[TSOP_CANDIDATES_MUNICIPALITIES_MAX];
	int64_t stayed[TSOP_CANDIDATES_MUNICIPALITIES_MAX]; /* had a place, and no seat but by that */
};

/* The municipality's number. */
size_t tsop_candidates_municipality(const struct tsop_municipality *municipality);

/* The number of the wish that the course is, one more than there are; 0: there are none. */
static inline int64_t tsop_candidate_rank(const struct tsop_candidate *row, uint16_t course)
{
	int64_t rank = 0;

	while (rank < row->n_wishes && row->wishes[rank] != course)
		rank++;
	return row->n_wishes > 0 ? rank + 1 : 0;
}

/*
 * Read the people, the places fixed and the courses excluded by hand, and the
 * seats given before; else those of the result count, else everybody has one.
 * Who is in the inputs but not
 * in a result of people, or the other way around, is a fault. -1 where an
 * input is not usable: a row's errors go to the sink. Release in any case.
 */
int tsop_candidates_read(struct tsop_candidates *candidates, const struct tsop_result *result,
			 struct tsop_checking *checking, struct tsop_error *err);
void tsop_candidates_release(struct tsop_candidates *candidates);

#endif
