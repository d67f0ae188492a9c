#include "assign/bound.h"

#include <stdlib.h>
#include <string.h>

#include "assign/search.h"
#include "assign/start.h"

/* The place that keeps the bound least, of those with room; the first of equals. */
static uint16_t greedy_place(const struct tsop_search *search, size_t party)
{
	uint16_t best = search->flow->outside;
	tsop_int128 least = TSOP_COST_NONE;

	for (uint16_t node = 0; node <= search->flow->outside; node++) {
		tsop_int128 bound = tsop_search_bound(search, party, node);

		if (bound < least) {
			least = bound;
			best = node;
		}
	}
	return best;
}

static uint16_t known_place(const struct tsop_search *search, size_t party, const uint16_t *known)
{
	const struct tsop_parties *parties = search->parties;
	uint16_t course = known[parties->member[parties->first[party]]];

	return course == TSOP_ASSIGN_NO_COURSE ? search->flow->outside : course;
}

/* A first assignment: the parties one after the other, then people around them. */
static int find_first(struct tsop_search *search, const uint16_t *known, struct tsop_error *err)
{
	size_t n = search->parties->n;

	for (size_t party = 0; party < n; party++)
		tsop_search_pin(search, party,
				known == NULL ? greedy_place(search, party) :
						known_place(search, party, known));
	search->nodes++;
	if (tsop_search_solve(search, err) != 0)
		return -1;
	if (!tsop_flow_is_short(search->flow))
		tsop_search_take(search);
	for (size_t party = 0; party < n; party++)
		if (tsop_search_unpin(search, party, err) != 0)
			return -1;
	return 0;
}

/* Find the best assignment, as far as max_nodes allow. */
static int find_best(struct tsop_search *search, const uint16_t *known, struct tsop_bound *out,
		     struct tsop_error *err)
{
	const struct tsop_parties *parties = search->parties;
	enum tsop_outcome outcome = TSOP_SEARCH_DONE;
	tsop_int128 bound = search->flow->cost;

	if (known == NULL && tsop_search_split(search) == parties->n)
		tsop_search_take(search);
	else if (find_first(search, known, err) != 0)
		return -1;
	if (known != NULL)
		bound = search->limit;
	if (search->limit > bound) {
		outcome = tsop_search_run(search, &bound, err);
		if (outcome == TSOP_SEARCH_FAILED)
			return -1;
		if (outcome == TSOP_SEARCH_DONE)
			bound = search->limit;
	}
	out->found = search->limit < TSOP_COST_NONE;
	out->optimal = outcome == TSOP_SEARCH_DONE;
	if (bound == TSOP_COST_NONE)
		return 0;
	out->bound = tsop_parties_cost(parties, bound);
	out->optimal = out->found && tsop_assign_compare(tsop_parties_cost(parties, search->limit),
							 out->bound) == 0;
	return 0;
}

/* The optimum that was chosen so far is search->found. */
struct settling {
	struct tsop_search *search;
	tsop_int128 cost;
	bool *is_tied;
	struct tsop_bound *out;
};

/*
 * Is there an optimum with this party at that node, and all that are pinned
 * where they are? The flow is solved as before.
 */
static int try_place(struct settling *settling, size_t party, uint16_t node, bool *is_good,
		     struct tsop_error *err)
{
	struct tsop_search *search = settling->search;
	enum tsop_outcome outcome;
	tsop_int128 bound;

	*is_good = false;
	if (tsop_search_bound(search, party, node) > settling->cost)
		return 0;
	if (search->nodes >= search->max_nodes) {
		settling->out->tied = true;
		return 0;
	}
	tsop_search_pin(search, party, node);
	search->limit = settling->cost + 1;
	outcome = tsop_search_run(search, &bound, err);
	if (outcome == TSOP_SEARCH_FAILED || tsop_search_unpin(search, party, err) != 0)
		return -1;
	*is_good = outcome == TSOP_SEARCH_FOUND;
	if (outcome == TSOP_SEARCH_OUT_OF_NODES)
		settling->out->tied = true;
	return tsop_search_solve(search, err);
}

/*
 * Is there one with this party at a better place than in the one that was
 * chosen, and all that are pinned where they are? The best place is tried first.
 */
static int try_better(struct settling *settling, size_t party, bool *is_good,
		      struct tsop_error *err)
{
	struct tsop_search *search = settling->search;
	uint16_t home = search->found[party];
	size_t start = search->branches.n;
	int status = tsop_search_add_places(search, party, false, err);
	size_t end = search->branches.n;

	*is_good = false;
	for (size_t i = start; i < end && status == 0 && !*is_good; i++) {
		uint16_t node = search->branches.list[i].node;

		if (node == home)
			break;
		status = try_place(settling, party, node, is_good, err);
	}
	search->branches.n = start;
	return status;
}

/* One after the other takes the best place that is left, and is pinned there. */
static int settle_in_turn(struct settling *settling, struct tsop_error *err)
{
	struct tsop_search *search = settling->search;

	search->takes_found = true;
	for (size_t party = 0; party < search->parties->n; party++) {
		bool is_good;

		if (try_better(settling, party, &is_good, err) != 0)
			return -1;
		tsop_search_pin(search, party, search->found[party]);
		if (tsop_search_solve(search, err) != 0)
			return -1;
	}
	return 0;
}

/*
 * Where every party has the best place that it has in any optimum, the order
 * was nothing; who has not would have it as the first. One of these is marked.
 */
static int find_contest(struct settling *settling, struct tsop_error *err)
{
	struct tsop_search *search = settling->search;
	const struct tsop_parties *parties = search->parties;

	search->takes_found = false;
	for (size_t party = 0; party < parties->n; party++)
		if (tsop_search_unpin(search, party, err) != 0)
			return -1;
	if (tsop_search_solve(search, err) != 0)
		return -1;
	for (size_t party = 0; party < parties->n && !settling->out->tied; party++) {
		bool is_good;

		if (try_better(settling, party, &is_good, err) != 0)
			return -1;
		settling->out->tied = settling->out->tied || is_good;
		for (size_t i = parties->first[party]; is_good && i < parties->first[party + 1]; i++)
			settling->is_tied[parties->member[i]] = true;
	}
	return 0;
}

/* The lot chooses among the optima; does it matter? */
static int settle(struct tsop_search *search, bool *is_tied, struct tsop_bound *out,
		  struct tsop_error *err)
{
	struct settling settling = { search, search->limit, is_tied, out };

	out->tied = !out->optimal;
	search->stops_at_first = true;
	if (tsop_search_solve(search, err) != 0 || settle_in_turn(&settling, err) != 0)
		return -1;
	return out->tied ? 0 : find_contest(&settling, err);
}

static int search_and_settle(struct tsop_search *search, const struct tsop_bound_request *request,
			     struct tsop_bound *out, struct tsop_error *err)
{
	search->takes_found = true;
	if (find_best(search, request->known, out, err) != 0)
		return -1;
	if (request->is_tied != NULL && out->found &&
	    settle(search, request->is_tied, out, err) != 0)
		return -1;
	memcpy(out->place, search->found, search->parties->n * sizeof *out->place);
	out->nodes = search->nodes;
	return 0;
}

/* Search from the solved flow of the even problem. */
static int solve(struct tsop_flow *flow, const struct tsop_parties *parties,
		 const struct tsop_bound_request *request, struct tsop_bound *out,
		 struct tsop_error *err)
{
	struct tsop_search search;
	int status = tsop_search_init(&search, flow, parties, request->max_nodes, err);

	if (status == 0)
		status = search_and_settle(&search, request, out, err);
	tsop_search_release(&search);
	return status;
}

int tsop_bound_solve(const struct tsop_parties *parties, const struct tsop_bound_request *request,
		     struct tsop_bound *out, struct tsop_error *err)
{
	struct tsop_flow flow;
	int status;

	*out = (struct tsop_bound){ .place = calloc(parties->n, sizeof *out->place) };
	if (out->place == NULL)
		return tsop_fail_memory(err);
	status = tsop_start_flow(&flow, &parties->even, request->by_lot, err);
	if (status == 0)
		status = solve(&flow, parties, request, out, err);
	tsop_flow_release(&flow);
	if (status != 0)
		free(out->place);
	return status;
}
