/*
 * prover.h: a certificate that grows: how the problem is settled by now, and
 * the nodes that say so. For the files of certificate.h alone.
 */
#ifndef TSOP_ASSIGN_PROVER_H
#define TSOP_ASSIGN_PROVER_H

#include "assign/certificate.h"
#include "assign/flow.h"
#include "assign/margin.h"
#include "assign/party.h"
#include "assign/search.h"

enum tsop_prover_state {
	TSOP_PROVER_FREE, /* to be found out; also without a minimum */
	TSOP_PROVER_RUNS,
	TSOP_PROVER_CLOSED,
};

/* What has come of a branch. */
enum tsop_proving {
	TSOP_PROVING_FAILED = -1, /* no memory, which err says */
	TSOP_PROVING_DONE = 0,
	TSOP_PROVING_TOO_LARGE = 1, /* or not as the result says */
};

struct tsop_prover {
	const struct tsop_assign_problem *problem;
	const struct tsop_assign_result *result;
	struct tsop_certificate *certificate;
	size_t max_nodes;
	struct tsop_parties parties;
	struct tsop_flow flow; /* of the even problem */
	struct tsop_search search;
	enum tsop_prover_state *state; /* [courses] */
	bool *is_closed;   /* [courses] the same for the search */
	size_t n_closed;
	uint32_t *least;	    /* [courses] minima of those that may close */
	struct tsop_margin *margin; /* [courses] */
	uint16_t *sure;		    /* [courses] those that run, for they can not close */
	size_t n_sure;
};

static inline bool tsop_prover_has_minimum(const struct tsop_prover *prover, uint16_t course)
{
	return prover->problem->minimum != NULL && prover->problem->minimum[course] > 0;
}

/* Let a course run, close, or be either. */
void tsop_prover_settle(struct tsop_prover *prover, uint16_t course, enum tsop_prover_state state);

/*
 * The bound by the prices of the flow, which was solved; TSOP_COST_NONE where
 * it is greater, or parties can not fill a minimum.
 */
tsop_int128 tsop_prover_bound(const struct tsop_prover *prover);

/* Does a bound of the even problem prove the result? TSOP_COST_NONE, no assignment, does. */
bool tsop_prover_is_enough(const struct tsop_prover *prover, tsop_int128 bound);

/* Add a leaf without prices: *at. */
enum tsop_proving tsop_prover_add(struct tsop_prover *prover, size_t *at, struct tsop_error *err);

/* Give a node the prices of the flow. */
enum tsop_proving tsop_prover_take_prices(struct tsop_prover *prover, size_t at,
					  struct tsop_error *err);

/*
 * A course lacks people for its minimum. Who could come is on courses that have
 * no more than theirs; who could come there is, too; and so on. To all of these,
 * those that the flow would pay for somebody more, fewer people can come than
 * their minima take: a seat that is worth more than all costs shows it.
 */
enum tsop_proving tsop_prover_take_lack(struct tsop_prover *prover, size_t at,
					struct tsop_error *err);

/* Prove the problem as it is settled by now: a node, and all below it. One flow a node. */
enum tsop_proving tsop_prover_grow(struct tsop_prover *prover, struct tsop_error *err);

/* The first course that may close and has nobody, or people, but too few; n_courses: none. */
uint16_t tsop_prover_find_course(const struct tsop_prover *prover, bool is_empty);

/* Take the problem apart at a course: it closes, it runs. */
enum tsop_proving tsop_prover_grow_course(struct tsop_prover *prover, size_t at, uint16_t course,
					  struct tsop_error *err);

/*
 * Where courses have people, but too few: all that prices do not let close
 * run; where there are none, it is tried with the one of which it is surest.
 */
enum tsop_proving tsop_prover_grow_courses(struct tsop_prover *prover, size_t at,
					   struct tsop_error *err);

#endif
