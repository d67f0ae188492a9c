/*
 * costs.h: what a place on a course costs a person, or a held seat.
 *
 * Costs are compared from the first on: being without a course, then the rank
 * (0 for the first wish, 1 for the second, as many as there are wishes for a
 * course not wished for, 0 for who has none), then the meters. A held seat
 * wishes for the courses in the order of their distance. Members of a party
 * may only go where all of them may, there is room for all of them beside
 * those who are fixed, and, where some of them are fixed, these are.
 */
#ifndef TSOP_VERIFY_PEOPLE_COSTS_H
#define TSOP_VERIFY_PEOPLE_COSTS_H

#include "verify/result/candidates.h"
#include "verify/result/result.h"

enum { TSOP_COSTS_FORBIDDEN = UINT16_MAX };

/* What somebody pays for not being where they were; all other costs count `scale` times. */
struct tsop_costs_stay {
	const uint16_t *home; /* [people] where they pay nothing, or TSOP_RESULT_NO_COURSE: nowhere */
	struct tsop_result_cost move;
	int64_t scale;
};

/* How far the people of a municipality are parted, with --spread same (together.h). */
enum tsop_parting { TSOP_PARTING_NONE, TSOP_PARTING_FROM_FIXED, TSOP_PARTING_ALL };

struct tsop_costs {
	const struct tsop_result *result;
	const struct tsop_candidates *candidates;
	size_t n_courses;
	int64_t *meters; /* [municipalities][courses] */
	int64_t *room;   /* [courses] places beside those of fixed people */
	size_t *party_of; /* [people] up to n_parties, which may have nobody; 0: none (together.h) */
	size_t n_parties;
	enum tsop_parting parting[TSOP_CANDIDATES_MUNICIPALITIES_MAX];
	size_t n_apart;  /* municipalities that are apart, and it is not known why */
	const bool *seated; /* [people] or NULL: who has a course */
	size_t *order;   /* who is seated, by party, those without one first */
	size_t n_order;
	const struct tsop_costs_stay *stay; /* borrowed; NULL: nobody pays */
	uint16_t *ranks; /* [courses] of the row that was filled last */
	uint16_t home;   /* of that row, where it can stay, or TSOP_RESULT_NO_COURSE */
	bool *is_open;   /* [courses] to the party entered last */
	uint16_t *worst; /* [courses] the greatest rank that anybody of it has there */
	size_t party, party_size; /* that party, and how many of it are not fixed; 0: none */
};

/* What is known of the passes that led to the courses of a result. */
struct tsop_costs_pass {
	const bool *seated;    /* [people] who has a seat, with a course or not */
	const enum tsop_parting *parting; /* [municipalities] with --spread same */
};

/* Has the person a seat? */
static inline bool tsop_costs_is_seated(const struct tsop_costs *costs, size_t person)
{
	return costs->seated != NULL ? costs->seated[person]
				     : costs->result->people[person].course !=
					       TSOP_RESULT_NO_COURSE;
}

/*
 * 0, or -1 with err for want of memory; release it in any case. Without a pass, a municipality is
 * parted as far as its people are apart.
 */
int tsop_costs_init_pass(struct tsop_costs *costs, const struct tsop_result *result,
			 const struct tsop_candidates *candidates,
			 const struct tsop_costs_pass *pass, struct tsop_error *err);
int tsop_costs_init(struct tsop_costs *costs, const struct tsop_result *result,
		    const struct tsop_candidates *candidates, struct tsop_error *err);
void tsop_costs_release(struct tsop_costs *costs);

/* The party of the person order[at]; 0: none. */
static inline size_t tsop_costs_party(const struct tsop_costs *costs, size_t at)
{
	return costs->party_of[costs->order[at]];
}

/*
 * Fill ranks, and home, for the person order[at]. People come in that order. Cost: its
 * wishes and the courses.
 */
void tsop_costs_of_person(struct tsop_costs *costs, size_t at);
/* Fill ranks with what the person alone wishes for and may have, without its party. */
void tsop_costs_of_wishes(struct tsop_costs *costs, size_t person);
/* Fill ranks for a seat held for a municipality. */
void tsop_costs_of_held(struct tsop_costs *costs, const struct tsop_municipality *municipality);

/*
 * The greatest rank that the course is of for anybody who goes there with whom ranks were filled
 * for.
 */
static inline uint16_t tsop_costs_worst(const struct tsop_costs *costs, size_t course)
{
	return costs->party > 0 && costs->ranks[course] != TSOP_COSTS_FORBIDDEN
		       ? costs->worst[course]
		       : costs->ranks[course];
}

/* A course, or n_courses for none: people and held seats may have none before the last pass. */
static inline size_t tsop_costs_place(const struct tsop_costs *costs, uint16_t course)
{
	return course == TSOP_RESULT_NO_COURSE ? costs->n_courses : course;
}

/* [courses] Meters from a municipality. */
static inline const int64_t *tsop_costs_meters(const struct tsop_costs *costs,
					       const struct tsop_municipality *municipality)
{
	return costs->meters + tsop_candidates_municipality(municipality) * costs->n_courses;
}

/* <0, 0, >0 */
int tsop_costs_compare(struct tsop_result_cost a, struct tsop_result_cost b);

#endif
