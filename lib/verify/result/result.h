/*
 * result.h: a result as its records state it, not yet believed.
 *
 * Read once, line by line: what is missing, doubled, out of order or no value
 * of its member is told as a fault. Only a result without such faults is
 * looked at further.
 */
#ifndef TSOP_VERIFY_RESULT_RESULT_H
#define TSOP_VERIFY_RESULT_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "people/municipality.h"
#include "verify/checking.h"
#include "verify/result/ratio.h"

enum {
	TSOP_RESULT_COURSES_MAX = 1000,
	TSOP_RESULT_NO_COURSE = UINT16_MAX,
	TSOP_RESULT_PLACES_MAX = 9, /* decimals of a weight */
	TSOP_RESULT_SCALE_MAX = 1 << 30, /* of costs beside the price of a move */
};
#define TSOP_RESULT_SEATS_MAX INT64_C(1000000000)
#define TSOP_RESULT_WEIGHT_MAX INT64_C(1000000000000000000)
#define TSOP_RESULT_PEOPLE_MAX INT64_C(100000000)
/* The party that a municipality is, in a search: its number and this. */
#define TSOP_RESULT_MUNICIPALITY (TSOP_RESULT_PEOPLE_MAX + 1)

/* An element of the header's `courses`. */
struct tsop_result_course {
	const char *id, *title, *place;
	int64_t capacity, enrolled, reserved;
	int64_t minimum; /* 0: none */
	bool is_closed;
};

/* The places that people can have. */
static inline int64_t tsop_result_places(const struct tsop_result_course *course)
{
	return course->is_closed ? 0 : course->capacity;
}

/* An element of the header's `drawn`: a draw that was recorded. */
struct tsop_result_draw {
	const char *purpose;     /* seats, people, courses or cells */
	const char *const *tied; /* in the order that it was drawn by */
	const char *const *drawn;
	size_t n_tied, n_drawn;
	bool is_by_hand;
};

struct tsop_result_draws {
	struct tsop_result_draw *list;
	size_t n, cap;
};

/* The first record. */
struct tsop_result_header {
	unsigned long long line;
	bool has_seats;   /* given by a key: `run` and `seats` */
	bool has_people;  /* else a plain apportionment */
	bool has_courses; /* `run` and `assign` */
	const char *spread; /* NULL: nothing is asked of the people of a municipality together */
	bool is_joint;    /* demands were lowered to what could be used */
	bool holds;       /* unused guarantees are held at `now` */
	const char *id, *round, *method, *reading, *seed;
	const char *key_column, *guarantee_column, *cap_column, *held_column; /* NULL: none */
	const char *threshold; /* NULL: none */
	const char *reserve_until; /* as it stands; NULL: none */
	const char *mechanism, *order, *fill, *keep; /* NULL: none */
	int64_t budget, made, forced; /* moves, with keep; -1: there is no budget */
	bool has_draws; /* that were recorded, instead of a seed */
	struct tsop_result_draws draws;
	bool by_demand; /* cap */
	int64_t guarantee;
	int64_t claimants, applications, seats, given, reserved, left, enrolled, waiting;
	struct tsop_result_course *courses; /* by id */
	size_t n_courses, courses_cap;
};

/* A `seats` record. */
struct tsop_result_seats {
	const char *id;
	const struct tsop_municipality *municipality; /* NULL: any other claimant */
	unsigned long long line;
	int64_t weight; /* to the scale of all */
	unsigned places; /* as it was read */
	int64_t applied, seats, guaranteed, by_key, reserved, waiting;
	int64_t demand; /* to which it was lowered; -1: it was not */
	int64_t guarantee, cap, kept; /* bounds as it states them, where columns of the key have a say */
	int64_t key_cap, key_kept; /* as the key has them; -1: not known */
	size_t first_held; /* its reserved_at begin there in `held` */
	const char *why;
};

/* An `assignment` record. */
struct tsop_result_person {
	int64_t number; /* 17 of "e17" */
	unsigned long long line;
	const struct tsop_municipality *municipality;
	const char *fixed; /* or NULL */
	const char *const *excluded; /* ids of courses, n_excluded of them */
	size_t n_excluded;
	const char *why;
	int64_t party;     /* 17 of "p17"; 0: none */
	int64_t position;  /* 0: none */
	int64_t rank;      /* 0: none */
	int64_t meters;    /* -1: none */
	uint16_t course;   /* or TSOP_RESULT_NO_COURSE */
	uint16_t from;     /* where the earlier result had the person, or TSOP_RESULT_NO_COURSE */
};

/* A `waiting` record. */
struct tsop_result_waiting {
	unsigned long long line;
	size_t person;
	size_t first; /* where the list of its course begins among the records */
	int64_t position;
	int64_t rank;  /* 0: none */
	uint16_t course;
	uint16_t has; /* the course that the person has, or TSOP_RESULT_NO_COURSE */
};

/* One side of the comparison that decided the last seat. */
struct tsop_result_cut {
	bool is_set;
	bool is_quotient; /* else a remainder */
	size_t claimant;
	int64_t seat;  /* which of its seats by the key, from 1 */
	int64_t power; /* that the quotient is raised to */
	const char *text; /* the fraction, as it stands */
};

/* Compared from the first member on. */
struct tsop_result_cost {
	int64_t unassigned, rank, meters;
};

/* Compared from the first member on. */
struct tsop_result_spread_cost {
	int64_t unassigned, pairs, rank, meters;
};

/* What people of a municipality pay on a course for each other. */
struct tsop_result_share {
	const struct tsop_municipality *municipality;
	uint16_t course;
	struct tsop_result_spread_cost price;
};

/* The proof where the people of a municipality are spread over different courses. */
struct tsop_result_spread {
	int64_t pairs, bound_pairs; /* the bound's is 0 where there is none */
	struct tsop_result_spread_cost *prices; /* by course */
	struct tsop_result_share *shares;
	size_t n_shares;
};

/* A place that was given by a waiting list of the earlier result. */
struct tsop_result_step {
	size_t person;
	int64_t position;
	uint16_t course, from; /* from: or TSOP_RESULT_NO_COURSE */
};

/* The least cost of so many moves. */
struct tsop_result_point {
	int64_t moves;
	struct tsop_result_cost cost;
	struct tsop_result_cost *prices; /* [courses] of the edge behind it, or NULL */
};

/* A node of the tree that proves which courses close and where parties go. */
struct tsop_result_node {
	uint16_t course; /* that closes, or runs; or NO_COURSE */
	int64_t party;   /* 17 of "p17", or a municipality, whole at one of its places; 0: none */
	size_t first, n; /* places[first..first + n), or NO_COURSE */
	bool has_prices;
};

/* The nodes, depth first. */
struct tsop_result_search {
	int64_t scale; /* of ranks in the prices */
	struct tsop_result_node *nodes;
	size_t n_nodes, max_nodes;
	uint16_t *places;
	size_t n_places, places_cap;
	struct tsop_result_cost *prices; /* [n_nodes][courses] */
};

/* A node of the tree that proves who is moved within a budget. */
struct tsop_result_move_node {
	size_t person; /* that is on one course after the other; n_people: a leaf */
	struct tsop_result_cost move;
	int64_t scale;
	struct tsop_result_cost *prices; /* [courses] of a leaf, or NULL */
};

/* Claimants that were tied for seats, and those of them who were drawn. */
struct tsop_result_tie {
	size_t *tied, *drawn;
	size_t n_tied, n_drawn;
};

/* The last record. */
struct tsop_result_proof {
	unsigned long long line;
	bool has_quota, has_method_quota;
	struct tsop_ratio quota, method_quota; /* the latter where `eliminate` has one of its own */
	struct tsop_result_cut last, next;
	struct tsop_result_tie *before; /* of several draws those before the last one, in order */
	size_t n_before, before_cap;
	struct tsop_result_tie last_tie; /* of nobody, where nothing was drawn */
	size_t *eliminated; /* claimants */
	size_t n_eliminated;
	tsop_uint128 *quotas; /* Swiss: of each round */
	size_t n_quotas;

	size_t *draws; /* [n_draws] of the header, which said in which order people came */
	size_t n_draws;
	bool is_optimal, prices_prove_all, has_bound;
	struct tsop_result_cost cost, bound;
	struct tsop_result_cost *prices; /* by course; NULL: none */
	struct tsop_result_spread spread;
	struct tsop_result_search search; /* n_nodes 0: none */

	/* Rank-maximal: people of each rank, and the prices of each stage by course. */
	size_t n_stages;
	bool ends_with_meters; /* the last stage is theirs */
	int64_t *signature, *stage_prices;
	int64_t *signature_bound; /* where the optimum is not proven, or NULL */
	uint16_t *closed; /* other mechanisms than min-cost: courses in the order in which they closed */
	size_t n_closed;
	size_t *turns; /* serial dictatorship: people in their turns */
	size_t n_turns;
	/* Smallest worst rank, from 1, and sets of courses that prove it (prices.h); NULL: none. */
	int64_t worst_rank, bound_worst;
	bool *most, *cut;

	struct tsop_result_step *steps; /* where places were filled */
	size_t n_steps, steps_cap;
	/* Where places were kept: what everybody pays who is not where they were, but the waived. */
	struct tsop_result_cost move;
	int64_t scale;
	bool *is_waived; /* [people] */
	size_t n_waived;
	struct tsop_result_move_node *move_nodes; /* depth first */
	size_t n_move_nodes, move_nodes_cap;
	struct tsop_result_point *points;
	size_t n_points, points_cap;
	size_t n_proven_points; /* with prices */
	bool has_all_points;
};

/* How many draws of seats are in the proof, and the nth of them, from 0. */
static inline size_t tsop_result_count_ties(const struct tsop_result_proof *proof)
{
	return proof->n_before + (proof->last_tie.n_tied > 0);
}
static inline const struct tsop_result_tie *tsop_result_tie(const struct tsop_result_proof *proof,
							    size_t nth)
{
	return nth < proof->n_before ? &proof->before[nth] : &proof->last_tie;
}

/* Where somebody was in a pass, if that is another course than the result's. */
struct tsop_result_place {
	size_t person;
	uint16_t course; /* or TSOP_RESULT_NO_COURSE */
};

/* The same of the held seats of a claimant; those behind the list had no course. */
struct tsop_result_held {
	size_t claimant; /* its row */
	uint16_t *courses;
	size_t n;
};

/* A placing before the last one. */
struct tsop_result_pass {
	struct tsop_result_proof proof; /* of its courses alone */
	struct tsop_result_place *places;
	size_t n_places, places_cap;
	struct tsop_result_held *held;
	size_t n_held, held_cap;
	bool *is_closed; /* [courses] or NULL: none is said to be */
	/* What came of it: `closes`, `parted` or `gave_up`, and the ids of which, or whom. */
	const char *end;
	const char *const *ids;
	size_t n_ids;
};

struct tsop_result {
	struct tsop_result_header header;
	struct tsop_result_seats *seats; /* by id */
	size_t n_seats, seats_cap;
	unsigned places; /* weights are times 10^places */
	uint16_t *held; /* the course of each held seat */
	size_t n_held, held_cap;
	struct tsop_result_person *people; /* by number */
	size_t n_people, people_cap;
	struct tsop_result_waiting *waiting; /* by course, in the order of the list */
	size_t n_waiting, waiting_cap;
	struct tsop_result_proof proof;
	struct tsop_result_pass *passes;
	size_t n_passes, passes_cap;
};

/*
 * Read all records; first is the `allocation`, on which input stands. Texts go
 * to checking's arena. -1 where memory or the input ends badly; faults are
 * told. Release with tsop_result_release in any case.
 */
int tsop_result_read(struct tsop_result *result, struct tsop_checking *checking,
		     struct tsop_input *input, const struct tsop_record *first,
		     struct tsop_error *err);
void tsop_result_release(struct tsop_result *result);

/* The index of the claimant of that id, or n_seats; *guess is looked at first and moves on. */
size_t tsop_result_find_seats(const struct tsop_result *result, const char *id, size_t *guess);
/* The index of the person of that number, or n_people, in the same way. */
size_t tsop_result_find_person(const struct tsop_result *result, int64_t number, size_t *guess);
/* The index of the course of that id, or TSOP_RESULT_NO_COURSE. */
uint16_t tsop_result_find_course(const struct tsop_result *result, const char *id);
/*
 * Do courses that lack people close one after the other, the mechanism weighing not which? Only
 * where one has a minimum, and not with min-cost.
 */
bool tsop_result_closes_in_turn(const struct tsop_result *result);
/* Is it known whose the held seats are? The result of `assign` does not say. */
bool tsop_result_knows_held(const struct tsop_result *result);
/* 17 of "e17" or "p17"; 0 where it is none. */
int64_t tsop_result_number(struct tsop_view id, char letter);

#endif
