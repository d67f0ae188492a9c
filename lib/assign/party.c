#include "assign/party.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "assign/cost.h"

/* What is needed to find parties; all arrays in the arena. */
struct finder {
	struct tsop_parties *parties;
	const uint32_t *by_lot;
	size_t *start;	  /* [n_parties + 1] of label i are people[start[i]..start[i + 1]) */
	uint32_t *people; /* by label, then in order of their lots */
	bool *is_found;	  /* [n_parties] */
	int64_t *room;	  /* [n_courses] seats that nobody is fixed to */
	bool *is_allowed; /* [n_courses] of one party */
	uint16_t *ranks;  /* [rows][n_courses] */
	uint32_t *wishes; /* [n_people] */
	size_t rows;
};

static bool is_fixed(const struct tsop_assign_problem *problem, uint32_t who)
{
	return problem->fixed != NULL && problem->fixed[who] != TSOP_ASSIGN_NO_COURSE;
}

static int allocate(struct finder *finder, const struct tsop_assign_problem *problem)
{
	struct tsop_parties *parties = finder->parties;
	struct tsop_arena *arena = &parties->arena;
	size_t n = problem->n_people;
	size_t k = problem->n_courses;

	parties->first = tsop_arena_take(arena, problem->n_parties + 1, sizeof *parties->first);
	parties->member = tsop_arena_take(arena, n, sizeof *parties->member);
	finder->start = tsop_arena_take(arena, problem->n_parties + 1, sizeof *finder->start);
	finder->people = tsop_arena_take(arena, n, sizeof *finder->people);
	finder->is_found = tsop_arena_take(arena, problem->n_parties, sizeof *finder->is_found);
	finder->room = tsop_arena_take(arena, k, sizeof *finder->room);
	finder->is_allowed = tsop_arena_take(arena, k, sizeof *finder->is_allowed);
	finder->wishes = tsop_arena_take(arena, n, sizeof *finder->wishes);
	if (parties->first == NULL || parties->member == NULL || finder->start == NULL ||
	    finder->people == NULL || finder->is_found == NULL || finder->room == NULL ||
	    finder->is_allowed == NULL || finder->wishes == NULL)
		return -1;
	return 0;
}

/* Everyone with a label, sorted by label, then lot. */
static void sort_by_label(struct finder *finder, const struct tsop_assign_problem *problem)
{
	size_t *start = finder->start;

	for (size_t i = 0; i < problem->n_people; i++)
		if (problem->party[i] != TSOP_ASSIGN_NO_PARTY)
			start[problem->party[i]]++;
	for (size_t i = 1; i <= problem->n_parties; i++)
		start[i] += start[i - 1];
	for (size_t i = problem->n_people; i-- > 0;) {
		uint32_t who = finder->by_lot[i];

		if (problem->party[who] != TSOP_ASSIGN_NO_PARTY)
			finder->people[--start[problem->party[who]]] = who;
	}
}

static void count_room(struct finder *finder, const struct tsop_assign_problem *problem)
{
	for (size_t i = 0; i < problem->n_courses; i++)
		finder->room[i] = problem->capacity[i];
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (is_fixed(problem, who))
			finder->room[problem->fixed[who]]--;
}

/* One row of ranks for each person with a label, behind those of the caller. */
static int copy_rows(struct finder *finder, const struct tsop_assign_problem *problem)
{
	size_t labeled = finder->start[problem->n_parties];

	finder->rows = problem->n_wishes;
	finder->ranks = tsop_arena_take(&finder->parties->arena, finder->rows + labeled,
					problem->n_courses * sizeof *finder->ranks);
	if (finder->ranks == NULL)
		return -1;
	memcpy(finder->ranks, problem->ranks,
	       finder->rows * problem->n_courses * sizeof *finder->ranks);
	memcpy(finder->wishes, problem->wishes, problem->n_people * sizeof *finder->wishes);
	return 0;
}

/* Where may the people of this label who are not fixed go, all of them? Returns their number. */
static size_t find_allowed(struct finder *finder, const struct tsop_assign_problem *problem,
			   const uint32_t *people, size_t n)
{
	size_t size = 0;

	for (size_t i = 0; i < n; i++)
		size += !is_fixed(problem, people[i]);
	for (size_t course = 0; course < problem->n_courses; course++)
		finder->is_allowed[course] = size == n && finder->room[course] >= (int64_t)size;
	for (size_t i = 0; i < n; i++)
		if (is_fixed(problem, people[i]))
			finder->is_allowed[problem->fixed[people[i]]] =
				finder->room[problem->fixed[people[i]]] >= (int64_t)size;
	for (size_t i = 0; i < n; i++) {
		const uint16_t *row =
			&problem->ranks[problem->wishes[people[i]] * problem->n_courses];

		for (size_t course = 0;
		     !is_fixed(problem, people[i]) && course < problem->n_courses; course++)
			if (row[course] == TSOP_ASSIGN_FORBIDDEN)
				finder->is_allowed[course] = false;
	}
	return size;
}

/* Give the person a row of ranks without what the party may not have. */
static void narrow_row(struct finder *finder, const struct tsop_assign_problem *problem,
		       uint32_t who)
{
	const uint16_t *old = &problem->ranks[problem->wishes[who] * problem->n_courses];
	uint16_t *row = &finder->ranks[finder->rows * problem->n_courses];

	for (size_t course = 0; course < problem->n_courses; course++)
		row[course] = finder->is_allowed[course] ? old[course] : TSOP_ASSIGN_FORBIDDEN;
	finder->wishes[who] = (uint32_t)finder->rows++;
}

static void add_party(struct finder *finder, const struct tsop_assign_problem *problem,
		      uint32_t label)
{
	struct tsop_parties *parties = finder->parties;
	const uint32_t *people = &finder->people[finder->start[label]];
	size_t n = finder->start[label + 1] - finder->start[label];
	size_t size = find_allowed(finder, problem, people, n);
	size_t end = parties->first[parties->n];

	for (size_t i = 0; i < n; i++) {
		if (is_fixed(problem, people[i]))
			continue;
		narrow_row(finder, problem, people[i]);
		if (size > 1)
			parties->member[end++] = people[i];
	}
	if (size > 1)
		parties->first[++parties->n] = end;
}

/* The rank that a scaled one may have, so that one person's fits cost.h and the sum over n does. */
static uint32_t largest_scaled_rank(size_t n_people)
{
	uint64_t by_sum = (UINT64_C(1) << TSOP_COST_RANK_SUM_BITS) / n_people;

	return by_sum < TSOP_COST_MAX_RANK ? (uint32_t)by_sum : TSOP_COST_MAX_RANK;
}

static uint32_t least_common_multiple(uint32_t a, uint32_t b)
{
	uint32_t x = a;
	uint32_t y = b;

	while (y != 0) {
		uint32_t rest = x % y;

		x = y;
		y = rest;
	}
	return a / x * b;
}

static int64_t rank_of_move(const struct tsop_assign_stay *stay)
{
	return tsop_cost_unpack(tsop_cost_of_move(stay->move)).rank;
}

/* A multiple of as many sizes of parties as the ranks leave room for, the smallest first. */
static int find_scale(struct tsop_parties *parties)
{
	const struct tsop_assign_problem *problem = &parties->problem;
	size_t cells = problem->n_wishes * problem->n_courses;
	uint32_t largest = 1;
	uint32_t most;
	bool *has_size;

	for (size_t i = 0; i < cells; i++)
		if (problem->ranks[i] != TSOP_ASSIGN_FORBIDDEN && problem->ranks[i] > largest)
			largest = problem->ranks[i];
	if (problem->stay != NULL && llabs(rank_of_move(problem->stay)) > largest)
		largest = (uint32_t)llabs(rank_of_move(problem->stay));
	most = largest_scaled_rank(problem->n_people) / largest;
	most = most == 0 ? 1 : most;
	has_size = tsop_arena_take(&parties->arena, (size_t)most + 1, sizeof *has_size);
	if (has_size == NULL)
		return -1;
	for (size_t i = 0; i < parties->n; i++)
		if (parties->first[i + 1] - parties->first[i] <= most)
			has_size[parties->first[i + 1] - parties->first[i]] = true;
	parties->scale = 1;
	for (uint32_t size = 2; size <= most; size++)
		if (has_size[size] && least_common_multiple(parties->scale, size) <= most)
			parties->scale = least_common_multiple(parties->scale, size);
	return 0;
}

static bool has_many_origins(const struct tsop_parties *parties, size_t party)
{
	const uint32_t *origin = parties->problem.origin;
	const uint32_t *member = parties->member;

	for (size_t i = parties->first[party] + 1; i < parties->first[party + 1]; i++)
		if (origin[member[i]] != origin[member[parties->first[party]]])
			return true;
	return false;
}

/* The even problem's own tables, still with what everyone alone would cost. */
static int copy_tables(struct tsop_parties *parties, uint16_t **ranks, uint32_t **meters,
		       uint32_t **origin)
{
	const struct tsop_assign_problem *problem = &parties->problem;
	size_t cells = problem->n_wishes * problem->n_courses;
	size_t rows = problem->n_origins;

	for (size_t i = 0; i < parties->n; i++)
		if (has_many_origins(parties, i))
			rows += parties->first[i + 1] - parties->first[i];
	*ranks = tsop_arena_take(&parties->arena, cells, sizeof **ranks);
	*meters = tsop_arena_take(&parties->arena, rows, problem->n_courses * sizeof **meters);
	*origin = tsop_arena_take(&parties->arena, problem->n_people, sizeof **origin);
	if (*ranks == NULL || *meters == NULL || *origin == NULL)
		return -1;
	for (size_t i = 0; i < cells; i++)
		(*ranks)[i] = problem->ranks[i] == TSOP_ASSIGN_FORBIDDEN ?
				      TSOP_ASSIGN_FORBIDDEN :
				      (uint16_t)(problem->ranks[i] * parties->scale);
	memcpy(*meters, problem->meters, problem->n_origins * problem->n_courses * sizeof **meters);
	memcpy(*origin, problem->origin, problem->n_people * sizeof **origin);
	return 0;
}

/* Part i of n of a sum. */
static uint64_t part(uint64_t sum, size_t n, size_t i)
{
	return sum / n + (i < sum % n);
}

/* Divide among the members what they cost together, course by course. */
static void divide(const struct tsop_parties *parties, size_t party, uint16_t *ranks,
		   uint32_t *meters, const uint32_t *origin)
{
	const struct tsop_assign_problem *problem = &parties->problem;
	const uint32_t *member = &parties->member[parties->first[party]];
	size_t n = parties->first[party + 1] - parties->first[party];
	size_t k = problem->n_courses;

	for (size_t course = 0; course < k; course++) {
		uint64_t rank_sum = 0;
		uint64_t meters_sum = 0;

		if (ranks[problem->wishes[member[0]] * k + course] == TSOP_ASSIGN_FORBIDDEN)
			continue;
		for (size_t i = 0; i < n; i++) {
			rank_sum += ranks[problem->wishes[member[i]] * k + course];
			meters_sum += problem->meters[problem->origin[member[i]] * k + course];
		}
		for (size_t i = 0; i < n; i++) {
			ranks[problem->wishes[member[i]] * k + course] =
				(uint16_t)part(rank_sum, n, i);
			meters[origin[member[i]] * k + course] = (uint32_t)part(meters_sum, n, i);
		}
	}
}

/* Make the even problem. */
static int even_out(struct tsop_parties *parties)
{
	uint16_t *ranks;
	uint32_t *meters;
	uint32_t *origin;

	if (find_scale(parties) != 0 || copy_tables(parties, &ranks, &meters, &origin) != 0)
		return -1;
	parties->even.ranks = ranks;
	parties->even.meters = meters;
	parties->even.origin = origin;
	if (parties->even.stay != NULL) {
		struct tsop_assign_stay *stay =
			tsop_arena_take(&parties->arena, 1, sizeof *stay);

		if (stay == NULL)
			return -1;
		*stay = *parties->even.stay;
		stay->move += (parties->scale - 1) * rank_of_move(stay) *
			      ((int64_t)1 << TSOP_MOVE_RANK_BITS);
		parties->even.stay = stay;
	}
	for (size_t party = 0; party < parties->n; party++) {
		bool has_rows = has_many_origins(parties, party);

		for (size_t i = parties->first[party]; has_rows && i < parties->first[party + 1];
		     i++)
			origin[parties->member[i]] = (uint32_t)parties->even.n_origins++;
		divide(parties, party, ranks, meters, origin);
	}
	return 0;
}

static void find_parties(struct finder *finder, const struct tsop_assign_problem *problem)
{
	for (size_t i = 0; i < problem->n_people; i++) {
		uint32_t label = problem->party[finder->by_lot[i]];

		if (label == TSOP_ASSIGN_NO_PARTY || is_fixed(problem, finder->by_lot[i]) ||
		    finder->is_found[label])
			continue;
		finder->is_found[label] = true;
		add_party(finder, problem, label);
	}
}

int tsop_parties_init(struct tsop_parties *parties, const struct tsop_assign_problem *problem,
		      const uint32_t *by_lot, struct tsop_error *err)
{
	struct finder finder = { .parties = parties, .by_lot = by_lot };

	*parties = (struct tsop_parties){ .problem = *problem, .even = *problem, .scale = 1 };
	tsop_arena_init(&parties->arena);
	if (problem->party == NULL)
		return 0;
	if (allocate(&finder, problem) != 0)
		return tsop_fail_memory(err);
	sort_by_label(&finder, problem);
	count_room(&finder, problem);
	if (copy_rows(&finder, problem) != 0)
		return tsop_fail_memory(err);
	find_parties(&finder, problem);
	parties->problem.ranks = finder.ranks;
	parties->problem.wishes = finder.wishes;
	parties->problem.n_wishes = finder.rows;
	parties->even = parties->problem;
	if (parties->n > 0 && (problem->stay == NULL || problem->stay->of_rank == NULL) &&
	    even_out(parties) != 0)
		return tsop_fail_memory(err);
	return 0;
}

struct tsop_assign_cost tsop_parties_cost(const struct tsop_parties *parties, tsop_int128 packed)
{
	struct tsop_assign_cost cost = tsop_cost_unpack(packed);
	int64_t rest = cost.rank % parties->scale;

	cost.rank /= parties->scale;
	if (rest > 0)
		cost.rank++;
	if (rest != 0 || cost.meters < 0)
		cost.meters = 0;
	return cost;
}

tsop_int128 tsop_parties_even_cost(const struct tsop_parties *parties,
				   struct tsop_assign_cost cost)
{
	cost.rank *= parties->scale;
	return tsop_cost_pack(cost);
}

bool tsop_parties_are_split(const struct tsop_parties *parties, const uint16_t *course)
{
	for (size_t party = 0; party < parties->n; party++)
		for (size_t i = parties->first[party] + 1; i < parties->first[party + 1]; i++)
			if (course[parties->member[i]] != course[parties->member[i - 1]])
				return true;
	return false;
}

void tsop_parties_release(struct tsop_parties *parties)
{
	tsop_arena_release(&parties->arena);
	*parties = (struct tsop_parties){ .n = 0 };
}
