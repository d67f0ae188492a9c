#include "assign/spread.h"

#include <assert.h>
#include <stdlib.h>

#include "assign/problem.h"
#include "base/arena.h"
#include "base/i18n.h"
#include "base/num.h"

/*
 * A cost in one integer: unassigned, pairs, ranks, meters. With at most 20,000
 * people their sums stay within their bits: meters under 2^46, ranks under
 * 2^25, pairs under 2^28, unassigned under 2^15.
 */
enum { RANK_BITS = 48, PAIR_BITS = 76, UNASSIGNED_BITS = 108 };
#define PAIR ((tsop_int128)1 << PAIR_BITS)
#define UNASSIGNED ((tsop_int128)1 << UNASSIGNED_BITS)
#define FAR ((tsop_int128)1 << 125)
#define NOBODY UINT32_MAX

/* The cheapest move of anybody of a group from one place to another. */
struct move {
	tsop_int128 cost; /* FAR: nobody can */
	uint32_t who;
};

/*
 * Nodes: a cell for each group at each course, the courses, the outside, the
 * end. Places of a group are its cells and the outside.
 */
struct spread {
	const struct tsop_assign_problem *problem;
	const uint32_t *group;
	const uint32_t *by_lot;
	size_t n_groups;
	size_t k;    /* courses; the number of the outside as a place */
	uint16_t *at; /* [n_people] place */
	bool *is_still; /* [n_people] fixed, settled, or not placed yet */
	size_t *there;	/* [groups][k] people, all of them */
	size_t *load;	/* [k + 1] */

	struct move *moves; /* [groups][k + 1][k + 1] */
	tsop_int128 *distance; /* [nodes] to the target of the last search */
	size_t *next;	       /* [nodes] on the way there */
	uint32_t *via;	       /* [nodes] who moves on to it, or NOBODY */
	bool is_better;	       /* the last round found something */
	struct tsop_arena arena;
};

static size_t cell(const struct spread *s, size_t group, size_t place)
{
	return place == s->k ? s->n_groups * s->k + s->k : group * s->k + place;
}

static size_t course_node(const struct spread *s, size_t course)
{
	return s->n_groups * s->k + course;
}

static size_t end_node(const struct spread *s)
{
	return s->n_groups * s->k + s->k + 1;
}

static struct move *move_of(const struct spread *s, size_t group, size_t from, size_t to)
{
	return &s->moves[(group * (s->k + 1) + from) * (s->k + 1) + to];
}

/* What the person costs there, without pairs; FAR where they may not be. */
static tsop_int128 cost_at(const struct spread *s, uint32_t who, size_t place)
{
	uint16_t rank;

	if (place == s->k)
		return UNASSIGNED;
	rank = tsop_problem_rank(s->problem, who, (uint16_t)place);
	if (rank == TSOP_ASSIGN_FORBIDDEN)
		return FAR;
	return ((tsop_int128)rank << RANK_BITS) +
	       tsop_problem_meters(s->problem, who, (uint16_t)place);
}

static int allocate(struct spread *s)
{
	struct tsop_arena *arena = &s->arena;
	size_t n = s->problem->n_people;
	size_t nodes = end_node(s) + 1;

	s->at = tsop_arena_take(arena, n, sizeof *s->at);
	s->is_still = tsop_arena_take(arena, n, sizeof *s->is_still);
	s->there = tsop_arena_take(arena, s->n_groups * s->k, sizeof *s->there);
	s->load = tsop_arena_take(arena, s->k + 1, sizeof *s->load);
	s->moves = tsop_arena_take(arena, s->n_groups * (s->k + 1),
				   (s->k + 1) * sizeof *s->moves);
	s->distance = tsop_arena_take(arena, nodes, sizeof *s->distance);
	s->next = tsop_arena_take(arena, nodes, sizeof *s->next);
	s->via = tsop_arena_take(arena, nodes, sizeof *s->via);
	return s->at == NULL || s->is_still == NULL || s->there == NULL || s->load == NULL ||
			       s->moves == NULL || s->distance == NULL || s->next == NULL ||
			       s->via == NULL ?
		       -1 :
		       0;
}

static void enter(struct spread *s, uint32_t who, size_t place)
{
	s->at[who] = (uint16_t)place;
	s->load[place]++;
	if (place < s->k)
		s->there[s->group[who] * s->k + place]++;
}

static void leave(struct spread *s, uint32_t who)
{
	s->load[s->at[who]]--;
	if (s->at[who] < s->k)
		s->there[s->group[who] * s->k + s->at[who]]--;
}

static void find_moves(struct spread *s)
{
	for (size_t i = 0; i < s->n_groups * (s->k + 1) * (s->k + 1); i++)
		s->moves[i] = (struct move){ FAR, NOBODY };
	for (size_t i = 0; i < s->problem->n_people; i++) {
		uint32_t who = s->by_lot[i];
		tsop_int128 here;

		if (s->is_still[who])
			continue;
		here = cost_at(s, who, s->at[who]);
		for (size_t to = 0; to <= s->k; to++) {
			struct move *move = move_of(s, s->group[who], s->at[who], to);
			tsop_int128 there = cost_at(s, who, to);

			if (there < FAR && there - here < move->cost)
				*move = (struct move){ there - here, who };
		}
	}
}

static void relax(struct spread *s, size_t from, size_t to, tsop_int128 cost, uint32_t who)
{
	if (s->distance[to] == FAR || s->distance[to] + cost >= s->distance[from])
		return;
	s->distance[from] = s->distance[to] + cost;
	s->next[from] = to;
	s->via[from] = who;
	s->is_better = true;
}

static void relax_moves(struct spread *s, size_t group)
{
	for (size_t from = 0; from <= s->k; from++)
		for (size_t to = 0; to <= s->k; to++) {
			const struct move *move = move_of(s, group, from, to);

			if (from != to && move->cost < FAR)
				relax(s, cell(s, group, from), cell(s, group, to), move->cost,
				      move->who);
		}
}

/* Between a group's cells and the courses: one more of it there, or one less. */
static void relax_links(struct spread *s, size_t group)
{
	for (size_t i = 0; i < s->k; i++) {
		size_t n = s->there[group * s->k + i];

		relax(s, cell(s, group, i), course_node(s, i), PAIR * (tsop_int128)n, NOBODY);
		if (n > 0)
			relax(s, course_node(s, i), cell(s, group, i), -PAIR * (tsop_int128)(n - 1),
			      NOBODY);
	}
}

/* Seats that are free, and such as can become free. */
static void relax_seats(struct spread *s)
{
	size_t outside = cell(s, 0, s->k);

	for (size_t i = 0; i < s->k; i++) {
		if (s->load[i] < s->problem->capacity[i])
			relax(s, course_node(s, i), end_node(s), 0, NOBODY);
		if (s->load[i] > 0)
			relax(s, end_node(s), course_node(s, i), 0, NOBODY);
	}
	relax(s, outside, end_node(s), 0, NOBODY);
	if (s->load[s->k] > 0)
		relax(s, end_node(s), outside, 0, NOBODY);
}

/* The distances from all nodes to the target. */
static void search(struct spread *s, size_t target)
{
	find_moves(s);
	for (size_t node = 0; node <= end_node(s); node++)
		s->distance[node] = FAR;
	s->distance[target] = 0;
	do {
		s->is_better = false;
		relax_seats(s);
		for (size_t group = 0; group < s->n_groups; group++) {
			relax_links(s, group);
			relax_moves(s, group);
		}
	} while (s->is_better);
}

/* Somebody has come to a place: the others make room, up to the target. */
static void follow(struct spread *s, size_t node, size_t target)
{
	while (node != target) {
		uint32_t who = s->via[node];

		node = s->next[node];
		if (who == NOBODY)
			continue;
		leave(s, who);
		enter(s, who, node == cell(s, 0, s->k) ? s->k : node % s->k);
	}
}

/* Give one more person a place, so that all who have one are at an optimum. */
static void place(struct spread *s, uint32_t who)
{
	size_t best = s->k;
	tsop_int128 least = FAR;

	search(s, end_node(s));
	for (size_t to = 0; to <= s->k; to++) {
		tsop_int128 there = cost_at(s, who, to);
		tsop_int128 rest = s->distance[cell(s, s->group[who], to)];

		if (there < FAR && rest < FAR && there + rest < least) {
			least = there + rest;
			best = to;
		}
	}
	enter(s, who, best);
	s->is_still[who] = false;
	follow(s, cell(s, s->group[who], best), end_node(s));
}

static void place_all(struct spread *s)
{
	const struct tsop_assign_problem *problem = s->problem;

	for (uint32_t who = 0; who < problem->n_people; who++) {
		s->is_still[who] = true;
		if (tsop_problem_is_fixed(problem, who))
			enter(s, who, problem->fixed[who]);
	}
	for (size_t i = 0; i < problem->n_people; i++)
		if (!tsop_problem_is_fixed(problem, s->by_lot[i]))
			place(s, s->by_lot[i]);
}

/*
 * Is the person somewhere else in another optimum? If so *best is the best
 * place for them of all they can have. The way there was searched.
 */
static bool find_other(struct spread *s, uint32_t who, size_t *best)
{
	size_t here = s->at[who];
	tsop_int128 cost = cost_at(s, who, here);
	tsop_int128 least = cost;
	bool is_still = s->is_still[who];
	bool any = false;

	*best = here;
	s->is_still[who] = true;
	search(s, cell(s, s->group[who], here));
	s->is_still[who] = is_still;
	for (size_t to = 0; to <= s->k; to++) {
		tsop_int128 there = cost_at(s, who, to);
		tsop_int128 back = s->distance[cell(s, s->group[who], to)];

		if (to == here || there == FAR || back == FAR || there - cost + back != 0)
			continue;
		any = true;
		if (there < least || (there == least && to < *best)) {
			least = there;
			*best = to;
		}
	}
	return any;
}

static void mark_ties(struct spread *s, struct tsop_assign_result *result)
{
	for (uint32_t who = 0; who < s->problem->n_people; who++) {
		size_t best;

		if (tsop_problem_is_fixed(s->problem, who))
			continue;
		result->is_tied[who] = find_other(s, who, &best);
		result->tied = result->tied || result->is_tied[who];
	}
}

static void settle_ties(struct spread *s, const bool *is_tied)
{
	for (size_t i = 0; i < s->problem->n_people; i++) {
		uint32_t who = s->by_lot[i];
		size_t from = s->at[who];
		size_t best;

		if (!is_tied[who])
			continue;
		if (find_other(s, who, &best) && best != from) {
			leave(s, who);
			enter(s, who, best);
			follow(s, cell(s, s->group[who], best), cell(s, s->group[who], from));
		}
		s->is_still[who] = true;
	}
}

static void hand_back(const struct spread *s, struct tsop_assign_result *result, int64_t *pairs)
{
	for (uint32_t who = 0; who < s->problem->n_people; who++)
		result->course[who] = s->at[who] == s->k ? TSOP_ASSIGN_NO_COURSE : s->at[who];
	result->cost = result->bound = tsop_problem_cost(s->problem, result->course);
	result->optimal = true;
	*pairs = 0;
	for (size_t i = 0; i < s->n_groups * s->k; i++)
		if (s->there[i] > 0)
			*pairs += (int64_t)(s->there[i] * (s->there[i] - 1) / 2);
}

static int solve(struct spread *s, struct tsop_assign_result *result, int64_t *pairs,
		 struct tsop_error *err)
{
	size_t n = s->problem->n_people;

	result->course = calloc(n + 1, sizeof *result->course);
	result->is_tied = calloc(n + 1, sizeof *result->is_tied);
	if (result->course == NULL || result->is_tied == NULL || allocate(s) != 0)
		return tsop_fail_memory(err);
	place_all(s);
	mark_ties(s, result);
	if (s->problem->lot != NULL)
		settle_ties(s, result->is_tied);
	hand_back(s, result, pairs);
	return 0;
}

int tsop_spread_solve(const struct tsop_assign_problem *problem, const uint32_t *group,
		      size_t n_groups, struct tsop_assign_result *result, int64_t *pairs,
		      struct tsop_error *err)
{
	struct spread s = { .problem = problem,
			    .group = group,
			    .n_groups = n_groups,
			    .k = problem->n_courses };
	uint32_t *by_lot;
	int status;

	assert(problem->minimum == NULL);
	*result = (struct tsop_assign_result){ .fault = SIZE_MAX };
	if (problem->n_people > TSOP_SPREAD_MAX_PEOPLE)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %d people to be spread"),
				 TSOP_SPREAD_MAX_PEOPLE);
	if (tsop_problem_check(problem, &result->fault, err) != 0)
		return -1;
	by_lot = tsop_problem_by_lot(problem, err);
	if (by_lot == NULL)
		return -1;
	s.by_lot = by_lot;
	tsop_arena_init(&s.arena);
	status = solve(&s, result, pairs, err);
	tsop_arena_release(&s.arena);
	free(by_lot);
	if (status != 0)
		tsop_assign_release(result);
	return status;
}
