#include "assign/search.h"

#include <stdlib.h>
#include <string.h>

#include "assign/problem.h"

/* To find out what can be filled, at first and for each flow. */
enum { MAX_STEPS_FIRST = 1 << 26, MAX_STEPS = 1 << 14 };

static const uint32_t *members(const struct tsop_search *search, size_t party, size_t *n)
{
	const struct tsop_parties *parties = search->parties;

	*n = parties->first[party + 1] - parties->first[party];
	return &parties->member[parties->first[party]];
}

static bool is_split(const struct tsop_search *search, size_t party)
{
	size_t n;
	const uint32_t *member = members(search, party, &n);

	for (size_t i = 1; i < n; i++)
		if (search->flow->at[member[i]] != search->flow->at[member[0]])
			return true;
	return false;
}

static int set_init(struct tsop_set *set, size_t n_parties)
{
	set->list = calloc(n_parties + 1, sizeof *set->list);
	set->has = calloc(n_parties + 1, sizeof *set->has);
	return set->list == NULL || set->has == NULL ? -1 : 0;
}

static void set_add(struct tsop_set *set, uint32_t party)
{
	if (set->has[party])
		return;
	set->has[party] = true;
	set->list[set->n++] = party;
}

/* Take note of who has moved. */
static void note_moves(struct tsop_search *search)
{
	struct tsop_flow *flow = search->flow;

	for (size_t i = 0; i < flow->n_moved; i++) {
		uint32_t party = search->party_of[flow->moved[i]];

		flow->is_moved[flow->moved[i]] = false;
		if (party == TSOP_ASSIGN_NO_PARTY)
			continue;
		set_add(&search->split, party);
		set_add(&search->changed, party);
	}
	flow->n_moved = 0;
}

size_t tsop_search_split(struct tsop_search *search)
{
	struct tsop_set *split = &search->split;
	size_t best = search->parties->n;
	size_t largest = 0;
	size_t kept = 0;

	note_moves(search);
	for (size_t i = 0; i < split->n; i++) {
		uint32_t party = split->list[i];
		size_t n;

		members(search, party, &n);
		split->has[party] = is_split(search, party);
		if (!split->has[party])
			continue;
		split->list[kept++] = party;
		if (n > largest || (n == largest && party < best)) {
			largest = n;
			best = party;
		}
	}
	split->n = kept;
	return best;
}

/* People alone are parties of one. */
static size_t largest_party(const struct tsop_parties *parties)
{
	size_t largest = 1;

	for (size_t party = 0; party < parties->n; party++)
		if (parties->first[party + 1] - parties->first[party] > largest)
			largest = parties->first[party + 1] - parties->first[party];
	return largest;
}

/* Count the seats that nobody is pinned to, and who is to be placed. */
static void count(struct tsop_search *search)
{
	const struct tsop_assign_problem *problem = search->flow->problem;
	const size_t *first = search->parties->first; /* NULL: nobody has a party */
	size_t n_free = 0;

	for (size_t course = 0; course < problem->n_courses; course++)
		search->room[course] = problem->capacity[course];
	search->room[problem->n_courses] = (int64_t)problem->n_people;
	for (uint32_t who = 0; who < problem->n_people; who++) {
		if (tsop_flow_is_pinned(search->flow, who))
			search->room[tsop_flow_node(search->flow, who)]--;
		else
			n_free++;
	}
	for (size_t party = 0; party < search->parties->n; party++)
		search->fill.n_of_size[first[party + 1] - first[party]]++;
	search->fill.n_of_size[1] = n_free - (first == NULL ? 0 : first[search->parties->n]);
}

/* Watch the flow; to begin with, everyone has moved. */
static int watch(struct tsop_search *search)
{
	const struct tsop_parties *parties = search->parties;
	struct tsop_flow *flow = search->flow;
	size_t n = flow->problem->n_people;

	flow->is_moved = calloc(n + 1, sizeof *flow->is_moved);
	flow->moved = calloc(n + 1, sizeof *flow->moved);
	search->party_of = calloc(n + 1, sizeof *search->party_of);
	if (flow->is_moved == NULL || flow->moved == NULL || search->party_of == NULL)
		return -1;
	for (uint32_t who = 0; who < n; who++) {
		search->party_of[who] = TSOP_ASSIGN_NO_PARTY;
		flow->is_moved[who] = true;
		flow->moved[flow->n_moved++] = who;
	}
	for (size_t party = 0; party < parties->n; party++)
		for (size_t i = parties->first[party]; i < parties->first[party + 1]; i++)
			search->party_of[parties->member[i]] = (uint32_t)party;
	return 0;
}

/* How many seats can be filled at most, before anyone is pinned. */
static int limit_seats(struct tsop_search *search, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = search->flow->problem;
	size_t most = 0;

	for (size_t course = 0; course < problem->n_courses; course++)
		if (problem->capacity[course] > most)
			most = problem->capacity[course];
	if (most > problem->n_people)
		most = problem->n_people;
	if (tsop_fill_init(&search->fill, largest_party(search->parties), most, err) != 0)
		return -1;
	count(search);
	for (size_t course = 0; course < problem->n_courses; course++)
		search->capacity[course] = problem->capacity[course];
	if (!tsop_fill_limit(&search->fill, search->room, problem->n_courses, MAX_STEPS_FIRST,
			     search->filled))
		return 0;
	for (size_t course = 0; course < problem->n_courses; course++)
		search->capacity[course] -=
			(uint32_t)(search->room[course] - search->filled[course]);
	return 0;
}

int tsop_search_init(struct tsop_search *search, struct tsop_flow *flow,
		     const struct tsop_parties *parties, uint64_t max_nodes, struct tsop_error *err)
{
	size_t nodes = flow->problem->n_courses + 1;

	*search = (struct tsop_search){ .flow = flow,
					.parties = parties,
					.max_nodes = max_nodes,
					.limit = TSOP_COST_NONE };
	search->capacity = calloc(nodes, sizeof *search->capacity);
	search->room = calloc(nodes, sizeof *search->room);
	search->filled = calloc(nodes, sizeof *search->filled);
	search->found = calloc(parties->n + 1, sizeof *search->found);
	if (search->capacity == NULL || search->room == NULL || search->filled == NULL ||
	    search->found == NULL || set_init(&search->split, parties->n) != 0 ||
	    set_init(&search->changed, parties->n) != 0 || watch(search) != 0)
		return tsop_fail_memory(err);
	return limit_seats(search, err);
}

void tsop_search_release(struct tsop_search *search)
{
	free(search->flow->is_moved);
	free(search->flow->moved);
	search->flow->is_moved = NULL;
	search->flow->moved = NULL;
	tsop_fill_release(&search->fill);
	free(search->capacity);
	free(search->room);
	free(search->filled);
	free(search->party_of);
	free(search->split.list);
	free(search->split.has);
	free(search->changed.list);
	free(search->changed.has);
	free(search->found);
	tsop_branches_release(&search->branches);
	*search = (struct tsop_search){ 0 };
}

void tsop_search_pin(struct tsop_search *search, size_t party, uint16_t node)
{
	size_t n;
	const uint32_t *member = members(search, party, &n);

	for (size_t i = 0; i < n; i++)
		tsop_flow_pin(search->flow, member[i], node);
	search->room[node] -= (int64_t)n;
	search->fill.n_of_size[n]--;
}

int tsop_search_unpin(struct tsop_search *search, size_t party, struct tsop_error *err)
{
	size_t n;
	const uint32_t *member = members(search, party, &n);

	search->room[tsop_flow_node(search->flow, member[0])] += (int64_t)n;
	search->fill.n_of_size[n]++;
	for (size_t i = 0; i < n; i++)
		if (tsop_flow_unpin(search->flow, member[i], err) != 0)
			return -1;
	return 0;
}

int tsop_search_solve(struct tsop_search *search, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = search->flow->problem;
	uint32_t *capacity = search->flow->capacity;

	memcpy(capacity, search->capacity, problem->n_courses * sizeof *capacity);
	if (tsop_fill_limit(&search->fill, search->room, problem->n_courses, MAX_STEPS,
			    search->filled)) {
		for (size_t course = 0; course < problem->n_courses; course++) {
			int64_t most = (int64_t)problem->capacity[course] - search->room[course] +
				       search->filled[course];

			if (most < capacity[course])
				capacity[course] = (uint32_t)most;
		}
	}
	for (size_t course = 0; search->is_closed != NULL && course < problem->n_courses; course++)
		if (search->is_closed[course])
			capacity[course] = 0;
	return tsop_flow_solve(search->flow, err);
}

void tsop_search_take(struct tsop_search *search)
{
	search->limit = search->flow->cost;
	note_moves(search);
	for (size_t i = 0; i < search->changed.n; i++) {
		uint32_t party = search->changed.list[i];
		size_t n;

		search->found[party] = tsop_flow_node(search->flow, *members(search, party, &n));
		search->changed.has[party] = false;
	}
	search->changed.n = 0;
}

/* What the members would cost there, with or without prices; NONE: not allowed, or no room. */
static tsop_int128 cost_at(const struct tsop_search *search, size_t party, uint16_t node,
			   bool is_priced)
{
	size_t n;
	const uint32_t *member = members(search, party, &n);
	tsop_int128 sum = 0;

	if ((int64_t)n > search->room[node] ||
	    (search->is_closed != NULL && node < search->flow->outside && search->is_closed[node]))
		return TSOP_COST_NONE;
	for (size_t i = 0; i < n; i++) {
		int64_t cost = tsop_flow_cost(search->flow, member[i], node);

		if (cost == TSOP_MOVE_NONE)
			return TSOP_COST_NONE;
		sum += tsop_flow_wide(search->flow, cost);
		if (is_priced)
			sum += search->flow->price[node];
	}
	return sum;
}

tsop_int128 tsop_search_bound(const struct tsop_search *search, size_t party, uint16_t node)
{
	tsop_int128 bound = cost_at(search, party, node, true);
	size_t n;
	const uint32_t *member = members(search, party, &n);

	if (bound == TSOP_COST_NONE)
		return TSOP_COST_NONE;
	bound += search->flow->cost;
	for (size_t i = 0; i < n; i++)
		bound -= tsop_flow_priced(search->flow, member[i],
					  tsop_flow_node(search->flow, member[i]));
	return bound;
}

/* What the lot goes by: ranks, then meters. */
static tsop_int128 judge_at(const struct tsop_search *search, size_t party, uint16_t node)
{
	const struct tsop_assign_problem *problem = &search->parties->problem;
	size_t n;
	const uint32_t *member = members(search, party, &n);
	tsop_int128 cost = cost_at(search, party, node, false);
	struct tsop_assign_cost sum = { 0, 0, 0 };

	if (cost == TSOP_COST_NONE || problem->stay == NULL || problem->stay->of_rank == NULL)
		return cost;
	for (size_t i = 0; i < n && node < search->flow->outside; i++) {
		sum.rank += tsop_problem_rank(problem, member[i], node);
		sum.meters += tsop_problem_meters(problem, member[i], node);
	}
	sum.unassigned = node == search->flow->outside ? (int64_t)n : 0;
	return tsop_cost_pack(sum);
}

int tsop_search_add_places(struct tsop_search *search, size_t party, bool by_bound,
			   struct tsop_error *err)
{
	size_t start = search->branches.n;

	for (uint16_t node = 0; node <= search->flow->outside; node++) {
		tsop_int128 cost = by_bound ? tsop_search_bound(search, party, node) :
					      judge_at(search, party, node);

		if (cost != TSOP_COST_NONE &&
		    tsop_branches_add(&search->branches, cost, node, err) != 0)
			return -1;
	}
	tsop_branches_sort(&search->branches, start);
	return 0;
}
