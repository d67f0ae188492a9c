#include "allocate/search.h"

#include <stdlib.h>

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

size_t tsop_search_split(const struct tsop_search *search)
{
	size_t best = search->parties->n;
	size_t largest = 0;

	for (size_t party = 0; party < search->parties->n; party++) {
		size_t n;

		members(search, party, &n);
		if (n > largest && is_split(search, party)) {
			largest = n;
			best = party;
		}
	}
	return best;
}

static size_t largest_party(const struct tsop_parties *parties)
{
	size_t largest = 0;

	for (size_t party = 0; party < parties->n; party++)
		if (parties->first[party + 1] - parties->first[party] > largest)
			largest = parties->first[party + 1] - parties->first[party];
	return largest;
}

/* Count the seats that nobody is pinned to, and who is to be placed. */
static void count(struct tsop_search *search)
{
	const struct tsop_assign_problem *problem = search->flow->problem;
	const size_t *first = search->parties->first;
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
	search->fill.n_of_size[1] = n_free - first[search->parties->n];
}

int tsop_search_init(struct tsop_search *search, struct tsop_flow *flow,
		     const struct tsop_parties *parties, uint64_t max_nodes,
		     struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = flow->problem;
	size_t most = 0;

	*search = (struct tsop_search){ .flow = flow, .parties = parties, .max_nodes = max_nodes };
	for (size_t course = 0; course < problem->n_courses; course++)
		if (problem->capacity[course] > most)
			most = problem->capacity[course];
	if (most > problem->n_people)
		most = problem->n_people;
	if (tsop_fill_init(&search->fill, largest_party(parties), most, err) != 0)
		return -1;
	search->room = calloc(problem->n_courses + 1, sizeof *search->room);
	search->filled = calloc(problem->n_courses + 1, sizeof *search->filled);
	search->is_pinned = calloc(parties->n, sizeof *search->is_pinned);
	search->found = calloc(problem->n_people, sizeof *search->found);
	if (search->room == NULL || search->filled == NULL || search->is_pinned == NULL ||
	    search->found == NULL)
		return tsop_fail_memory(err);
	count(search);
	return 0;
}

void tsop_search_release(struct tsop_search *search)
{
	tsop_fill_release(&search->fill);
	free(search->room);
	free(search->filled);
	free(search->is_pinned);
	free(search->found);
	free(search->options);
	free(search->levels);
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
	search->is_pinned[party] = true;
}

int tsop_search_unpin(struct tsop_search *search, size_t party, struct tsop_error *err)
{
	size_t n;
	const uint32_t *member = members(search, party, &n);

	search->room[tsop_flow_node(search->flow, member[0])] += (int64_t)n;
	search->fill.n_of_size[n]++;
	search->is_pinned[party] = false;
	for (size_t i = 0; i < n; i++)
		if (tsop_flow_unpin(search->flow, member[i], err) != 0)
			return -1;
	return 0;
}

int tsop_search_solve(struct tsop_search *search, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = search->flow->problem;

	tsop_fill_limit(&search->fill, search->room, problem->n_courses, search->filled);
	for (size_t course = 0; course < problem->n_courses; course++)
		search->flow->capacity[course] =
			problem->capacity[course] - (uint32_t)(search->room[course] - search->filled[course]);
	return tsop_flow_solve(search->flow, err);
}

void tsop_search_take(struct tsop_search *search)
{
	search->limit = search->flow->cost;
	for (uint32_t who = 0; who < search->flow->problem->n_people; who++)
		search->found[who] = tsop_flow_node(search->flow, who);
}

/* What the members would cost there, with the prices or without; NONE: they may not, or have no room. */
static tsop_int128 cost_at(const struct tsop_search *search, size_t party, uint16_t node,
			   bool is_priced)
{
	size_t n;
	const uint32_t *member = members(search, party, &n);
	tsop_int128 sum = 0;

	if ((int64_t)n > search->room[node])
		return TSOP_COST_NONE;
	for (size_t i = 0; i < n; i++) {
		int64_t cost = tsop_flow_cost(search->flow, member[i], node);

		if (cost == TSOP_MOVE_NONE)
			return TSOP_COST_NONE;
		sum += tsop_cost_of_move(cost);
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

static int compare_options(const void *a, const void *b)
{
	const struct tsop_option *x = a;
	const struct tsop_option *y = b;

	if (x->cost != y->cost)
		return x->cost < y->cost ? -1 : 1;
	return x->node < y->node ? -1 : x->node > y->node;
}

/* Room for n objects of a size in an array of *cap: its new place, or NULL. */
static void *reserve(void *array, size_t *cap, size_t n, size_t size)
{
	void *grown = array;

	if (n > *cap || array == NULL) {
		grown = realloc(array, (n + n / 2 + 8) * size);
		if (grown != NULL)
			*cap = n + n / 2 + 8;
	}
	return grown;
}

int tsop_search_push_options(struct tsop_search *search, size_t party, bool by_bound,
			     struct tsop_error *err)
{
	size_t start = search->n_options;
	struct tsop_option *options = reserve(search->options, &search->cap_options,
					      start + search->flow->outside + 1, sizeof *options);

	if (options == NULL)
		return tsop_fail_memory(err);
	search->options = options;
	for (uint16_t node = 0; node <= search->flow->outside; node++) {
		tsop_int128 cost = by_bound ? tsop_search_bound(search, party, node) :
					      cost_at(search, party, node, false);

		if (cost != TSOP_COST_NONE)
			options[search->n_options++] = (struct tsop_option){ cost, node };
	}
	qsort(&options[start], search->n_options - start, sizeof *options, compare_options);
	return 0;
}

/* Take the problem apart at a split party. */
static int push_level(struct tsop_search *search, size_t party, struct tsop_error *err)
{
	size_t start = search->n_options;
	struct tsop_level *levels = reserve(search->levels, &search->cap_levels,
					    search->n_levels + 1, sizeof *levels);

	if (levels == NULL)
		return tsop_fail_memory(err);
	search->levels = levels;
	if (tsop_search_push_options(search, party, true, err) != 0)
		return -1;
	levels[search->n_levels++] = (struct tsop_level){ party, start, start, search->n_options };
	return 0;
}

/* Go on to the next branch that may be good: its party is pinned. *any: there is one. */
static int next_branch(struct tsop_search *search, bool *any, struct tsop_error *err)
{
	*any = false;
	while (search->n_levels > 0 && !*any) {
		struct tsop_level *level = &search->levels[search->n_levels - 1];

		if (level->next > level->start && tsop_search_unpin(search, level->party, err) != 0)
			return -1;
		if (level->next < level->end &&
		    search->options[level->next].cost < search->limit) {
			tsop_search_pin(search, level->party, search->options[level->next++].node);
			*any = true;
		} else {
			search->n_options = level->start;
			search->n_levels--;
		}
	}
	return 0;
}

static int leave_all(struct tsop_search *search, struct tsop_error *err)
{
	while (search->n_levels > 0) {
		const struct tsop_level *level = &search->levels[--search->n_levels];

		search->n_options = level->start;
		if (tsop_search_unpin(search, level->party, err) != 0)
			return -1;
	}
	return 0;
}

/* The least that is possible in what was not searched. */
static tsop_int128 open_bound(const struct tsop_search *search)
{
	tsop_int128 bound = search->limit;

	for (size_t i = 0; i < search->n_levels; i++) {
		const struct tsop_level *level = &search->levels[i];
		size_t open = i + 1 < search->n_levels ? level->next : level->next - 1;

		if (open < level->end && search->options[open].cost < bound)
			bound = search->options[open].cost;
	}
	return bound;
}

/* Solve the flow; what comes out whole is found, what is split is taken apart. */
static int visit(struct tsop_search *search, bool *found, struct tsop_error *err)
{
	size_t party;

	*found = false;
	search->nodes++;
	if (tsop_search_solve(search, err) != 0)
		return -1;
	if (search->flow->cost >= search->limit)
		return 0;
	party = tsop_search_split(search);
	if (party < search->parties->n)
		return push_level(search, party, err);
	*found = true;
	tsop_search_take(search);
	return 0;
}

enum tsop_outcome tsop_search_run(struct tsop_search *search, tsop_int128 *bound,
				  struct tsop_error *err)
{
	bool any = true;

	while (any) {
		bool found;

		if (search->nodes >= search->max_nodes && search->n_levels > 0) {
			*bound = open_bound(search);
			return leave_all(search, err) == 0 ? TSOP_SEARCH_OUT_OF_NODES :
							     TSOP_SEARCH_FAILED;
		}
		if (visit(search, &found, err) != 0)
			return TSOP_SEARCH_FAILED;
		if (found && search->is_first_good)
			return leave_all(search, err) == 0 ? TSOP_SEARCH_FOUND :
							     TSOP_SEARCH_FAILED;
		if (next_branch(search, &any, err) != 0)
			return TSOP_SEARCH_FAILED;
	}
	return TSOP_SEARCH_DONE;
}
