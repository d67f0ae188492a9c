#include "allocate/bound.h"

#include <stdlib.h>
#include <string.h>

/* A place for a whole party. */
struct option {
	tsop_int128 cost; /* what it is sorted by: a lower bound, or the party's own cost */
	uint16_t node;
};

/* A party that is being tried at one place after the other. */
struct level {
	size_t party;
	size_t start; /* its options are options[start..end) */
	size_t next;  /* the one to try next; the one before is being tried */
	size_t end;
};

struct search {
	struct tsop_flow *flow;
	const struct tsop_parties *parties;
	int64_t *room;   /* [nodes] seats that nobody is pinned to */
	bool *is_pinned; /* [parties] */
	uint64_t nodes;
	uint64_t max_nodes;

	tsop_int128 limit;  /* looking for an assignment that costs less */
	bool is_first_good; /* the first such will do */
	uint16_t *found;    /* [n_people] the last that was found */

	struct option *options;
	size_t n_options;
	size_t cap_options;
	struct level *levels;
	size_t n_levels;
	size_t cap_levels;
};

enum outcome { OUT_OF_MEMORY = -1, SEARCHED, FOUND_FIRST, OUT_OF_NODES };

static const uint32_t *members(const struct search *search, size_t party, size_t *n)
{
	const struct tsop_parties *parties = search->parties;

	*n = parties->first[party + 1] - parties->first[party];
	return &parties->member[parties->first[party]];
}

static bool is_split(const struct search *search, size_t party)
{
	size_t n;
	const uint32_t *member = members(search, party, &n);

	for (size_t i = 1; i < n; i++)
		if (search->flow->at[member[i]] != search->flow->at[member[0]])
			return true;
	return false;
}

/* The largest party that is split, the first of equals; parties->n if none is. */
static size_t find_split(const struct search *search)
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

static void pin_party(struct search *search, size_t party, uint16_t node)
{
	size_t n;
	const uint32_t *member = members(search, party, &n);

	for (size_t i = 0; i < n; i++)
		tsop_flow_pin(search->flow, member[i], node);
	search->room[node] -= (int64_t)n;
	search->is_pinned[party] = true;
}

static int unpin_party(struct search *search, size_t party, struct tsop_error *err)
{
	size_t n;
	const uint32_t *member = members(search, party, &n);

	search->room[tsop_flow_node(search->flow, member[0])] += (int64_t)n;
	search->is_pinned[party] = false;
	for (size_t i = 0; i < n; i++)
		if (tsop_flow_unpin(search->flow, member[i], err) != 0)
			return -1;
	return 0;
}

/* What the party's members would cost at a node, prices included if asked for; NONE: they may not. */
static tsop_int128 party_cost(const struct search *search, size_t party, uint16_t node,
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

/* What the party's members cost where they are, prices included. */
static tsop_int128 present_cost(const struct search *search, size_t party)
{
	size_t n;
	const uint32_t *member = members(search, party, &n);
	tsop_int128 sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += tsop_flow_priced(search->flow, member[i],
					tsop_flow_node(search->flow, member[i]));
	return sum;
}

static int compare_options(const void *a, const void *b)
{
	const struct option *x = a;
	const struct option *y = b;

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

/* Put the places that a party may have on the stack of options, least cost first. */
static int push_options(struct search *search, size_t party, bool is_priced,
			struct tsop_error *err)
{
	size_t start = search->n_options;
	struct option *options = reserve(search->options, &search->cap_options,
					 start + search->flow->outside + 1, sizeof *options);

	if (options == NULL)
		return tsop_fail_memory(err);
	search->options = options;
	for (uint16_t node = 0; node <= search->flow->outside; node++) {
		tsop_int128 cost = party_cost(search, party, node, is_priced);

		if (cost != TSOP_COST_NONE)
			search->options[search->n_options++] = (struct option){ cost, node };
	}
	qsort(&search->options[start], search->n_options - start, sizeof *search->options,
	      compare_options);
	return 0;
}

/* Take the problem apart at a split party. */
static int push_level(struct search *search, size_t party, struct tsop_error *err)
{
	tsop_int128 base = search->flow->cost - present_cost(search, party);
	struct level level = { .party = party, .start = search->n_options };

	struct level *levels = reserve(search->levels, &search->cap_levels, search->n_levels + 1,
				       sizeof *levels);

	if (levels == NULL)
		return tsop_fail_memory(err);
	search->levels = levels;
	if (push_options(search, party, true, err) != 0)
		return -1;
	level.next = level.start;
	level.end = search->n_options;
	for (size_t i = level.start; i < level.end; i++)
		search->options[i].cost += base;
	search->levels[search->n_levels++] = level;
	return 0;
}

/* Go on to the next branch that may be good: its party is pinned. *any: there is one. */
static int next_branch(struct search *search, bool *any, struct tsop_error *err)
{
	*any = false;
	while (search->n_levels > 0 && !*any) {
		struct level *level = &search->levels[search->n_levels - 1];

		if (level->next > level->start && unpin_party(search, level->party, err) != 0)
			return -1;
		if (level->next < level->end &&
		    search->options[level->next].cost < search->limit) {
			pin_party(search, level->party, search->options[level->next++].node);
			*any = true;
		} else {
			search->n_options = level->start;
			search->n_levels--;
		}
	}
	return 0;
}

static int leave_all(struct search *search, struct tsop_error *err)
{
	while (search->n_levels > 0) {
		const struct level *level = &search->levels[--search->n_levels];

		search->n_options = level->start;
		if (unpin_party(search, level->party, err) != 0)
			return -1;
	}
	return 0;
}

/* The least that is possible in what was not searched. */
static tsop_int128 open_bound(const struct search *search)
{
	tsop_int128 bound = search->limit;

	for (size_t i = 0; i < search->n_levels; i++) {
		const struct level *level = &search->levels[i];
		size_t open = i + 1 < search->n_levels ? level->next : level->next - 1;

		if (open < level->end && search->options[open].cost < bound)
			bound = search->options[open].cost;
	}
	return bound;
}

static void take_found(struct search *search)
{
	search->limit = search->flow->cost;
	for (uint32_t who = 0; who < search->flow->problem->n_people; who++)
		search->found[who] = tsop_flow_node(search->flow, who);
}

/* Solve the flow; what comes out whole is found, what is split is taken apart. */
static int visit(struct search *search, bool *found, struct tsop_error *err)
{
	size_t party;

	*found = false;
	search->nodes++;
	if (tsop_flow_solve(search->flow, err) != 0)
		return -1;
	if (search->flow->cost >= search->limit)
		return 0;
	party = find_split(search);
	if (party < search->parties->n)
		return push_level(search, party, err);
	*found = true;
	take_found(search);
	return 0;
}

/*
 * Look for the best assignment under the pins there are that costs less than
 * search->limit; the limit becomes its cost. Out of nodes, *bound is set and
 * what was found may not be the best.
 */
static enum outcome explore(struct search *search, tsop_int128 *bound, struct tsop_error *err)
{
	bool any = true;

	while (any) {
		bool found;

		if (search->nodes >= search->max_nodes && search->n_levels > 0) {
			*bound = open_bound(search);
			return leave_all(search, err) == 0 ? OUT_OF_NODES : OUT_OF_MEMORY;
		}
		if (visit(search, &found, err) != 0)
			return OUT_OF_MEMORY;
		if (found && search->is_first_good)
			return leave_all(search, err) == 0 ? FOUND_FIRST : OUT_OF_MEMORY;
		if (next_branch(search, &any, err) != 0)
			return OUT_OF_MEMORY;
	}
	return SEARCHED;
}

/* The place that costs a party least at present prices, of those with room. */
static uint16_t greedy_place(const struct search *search, size_t party)
{
	uint16_t best = search->flow->outside;
	tsop_int128 least = TSOP_COST_NONE;

	for (uint16_t node = 0; node <= search->flow->outside; node++) {
		tsop_int128 cost = party_cost(search, party, node, true);

		if (cost < least) {
			least = cost;
			best = node;
		}
	}
	return best;
}

/*
 * A first assignment: parties that came out whole stay, the others go one
 * after the other to the cheapest place with room, then people around them.
 */
static int find_greedily(struct search *search, struct tsop_error *err)
{
	size_t n = search->parties->n;

	for (size_t party = 0; party < n; party++)
		if (!is_split(search, party))
			pin_party(search, party,
				  search->flow->at[search->parties->member[search->parties->first[party]]]);
	for (size_t party = 0; party < n; party++)
		if (!search->is_pinned[party])
			pin_party(search, party, greedy_place(search, party));
	if (tsop_flow_solve(search->flow, err) != 0)
		return -1;
	search->nodes++;
	take_found(search);
	for (size_t party = 0; party < n; party++)
		if (unpin_party(search, party, err) != 0)
			return -1;
	return 0;
}

/* Find the best assignment, as far as max_nodes allow. */
static int find_best(struct search *search, struct tsop_bound *out, struct tsop_error *err)
{
	out->bound = search->flow->cost;
	if (find_split(search) == search->parties->n)
		take_found(search);
	else if (find_greedily(search, err) != 0)
		return -1;
	out->optimal = search->limit == out->bound;
	if (out->optimal)
		return 0;
	switch (explore(search, &out->bound, err)) {
	case OUT_OF_MEMORY:
		return -1;
	case OUT_OF_NODES:
		out->optimal = out->bound == search->limit;
		return 0;
	default:
		out->bound = search->limit;
		out->optimal = true;
		return 0;
	}
}

/* The optimum that was chosen so far, and what is found to differ from it. */
struct settling {
	struct search *search;
	uint16_t *at; /* [n_people] */
	tsop_int128 cost;
	bool *is_tied;
	struct tsop_bound *out;
};

static void mark_difference(struct settling *settling)
{
	const struct search *search = settling->search;

	settling->out->tied = true;
	for (size_t who = 0; who < search->flow->problem->n_people; who++)
		if (search->found[who] != settling->at[who])
			settling->is_tied[who] = true;
}

/*
 * Is there an optimum with this party at that node, and all that are pinned
 * where they are? It is in search->found then; the flow is solved as before.
 */
static int try_place(struct settling *settling, size_t party, uint16_t node, bool *is_good,
		     struct tsop_error *err)
{
	struct search *search = settling->search;
	tsop_int128 bound = search->flow->cost - present_cost(search, party) +
			    party_cost(search, party, node, true);
	enum outcome outcome;

	*is_good = false;
	if (bound > settling->cost)
		return 0;
	if (search->nodes >= search->max_nodes) {
		settling->out->tied = true;
		return 0;
	}
	pin_party(search, party, node);
	search->limit = settling->cost + 1;
	outcome = explore(search, &bound, err);
	if (outcome == OUT_OF_MEMORY || unpin_party(search, party, err) != 0)
		return -1;
	*is_good = outcome == FOUND_FIRST;
	if (*is_good)
		mark_difference(settling);
	if (outcome == OUT_OF_NODES)
		settling->out->tied = true;
	return tsop_flow_solve(search->flow, err);
}

/* Find the place the lot gives a party, if there is one, and pin it there. */
static int settle_party(struct settling *settling, size_t party, struct tsop_error *err)
{
	struct search *search = settling->search;
	uint32_t first = search->parties->member[search->parties->first[party]];
	uint16_t home = settling->at[first];
	bool is_better = search->flow->problem->lot != NULL;
	size_t start = search->n_options;
	size_t end;

	if (push_options(search, party, false, err) != 0)
		return -1;
	end = search->n_options;
	for (size_t i = start; i < end && (is_better || !settling->out->tied); i++) {
		uint16_t node = search->options[i].node;
		bool is_good;

		if (node == home) {
			is_better = false;
			continue;
		}
		if (try_place(settling, party, node, &is_good, err) != 0)
			return -1;
		if (is_good && is_better) {
			memcpy(settling->at, search->found,
			       search->flow->problem->n_people * sizeof *settling->at);
			break;
		}
	}
	search->n_options = start;
	pin_party(search, party, settling->at[first]);
	return tsop_flow_solve(search->flow, err);
}

/* Pin all parties where they are in the best that was found, or the lot has them. */
static int settle(struct search *search, bool *is_tied, struct tsop_bound *out,
		  struct tsop_error *err)
{
	size_t size = search->flow->problem->n_people * sizeof *search->found;
	struct settling settling = { search, malloc(size), search->limit, is_tied, out };
	int status = settling.at == NULL ? tsop_fail_memory(err) : 0;

	if (status == 0) {
		memcpy(settling.at, search->found, size);
		out->tied = !out->optimal;
		search->is_first_good = true;
		status = tsop_flow_solve(search->flow, err);
	}
	for (size_t party = 0; status == 0 && party < search->parties->n; party++)
		status = settle_party(&settling, party, err);
	free(settling.at);
	return status;
}

static int prepare(struct search *search, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = search->flow->problem;

	search->room = calloc(problem->n_courses + 1, sizeof *search->room);
	search->is_pinned = calloc(search->parties->n, sizeof *search->is_pinned);
	search->found = calloc(problem->n_people, sizeof *search->found);
	if (search->room == NULL || search->is_pinned == NULL || search->found == NULL)
		return tsop_fail_memory(err);
	for (size_t course = 0; course < problem->n_courses; course++)
		search->room[course] = problem->capacity[course];
	search->room[problem->n_courses] = (int64_t)problem->n_people;
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (tsop_flow_is_pinned(search->flow, who))
			search->room[tsop_flow_node(search->flow, who)]--;
	return 0;
}

int tsop_bound_solve(struct tsop_flow *flow, const struct tsop_parties *parties,
		     uint64_t max_nodes, bool *is_tied, struct tsop_bound *out,
		     struct tsop_error *err)
{
	struct search search = { .flow = flow, .parties = parties, .max_nodes = max_nodes };
	int status = prepare(&search, err);

	*out = (struct tsop_bound){ .optimal = false };
	if (status == 0)
		status = find_best(&search, out, err);
	if (status == 0)
		status = settle(&search, is_tied, out, err);
	out->nodes = search.nodes;
	free(search.room);
	free(search.is_pinned);
	free(search.found);
	free(search.options);
	free(search.levels);
	return status;
}
