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

static void mark_party(struct settling *settling, size_t party)
{
	const struct tsop_parties *parties = settling->search->parties;

	settling->out->tied = true;
	for (size_t i = parties->first[party]; i < parties->first[party + 1]; i++)
		settling->is_tied[parties->member[i]] = true;
}

/*
 * Is there an optimum with this party at that node, and all that are pinned
 * where they are? If it is wanted, it is taken. The flow is solved as before.
 */
static int try_place(struct settling *settling, size_t party, uint16_t node, bool is_wanted,
		     bool *is_good, struct tsop_error *err)
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
	search->takes_found = is_wanted;
	outcome = tsop_search_run(search, &bound, err);
	if (outcome == TSOP_SEARCH_FAILED || tsop_search_unpin(search, party, err) != 0)
		return -1;
	*is_good = outcome == TSOP_SEARCH_FOUND;
	if (*is_good)
		mark_party(settling, party);
	if (outcome == TSOP_SEARCH_OUT_OF_NODES)
		settling->out->tied = true;
	return tsop_search_solve(search, err);
}

/* Find the place the lot gives a party, if there is one, and pin it there. */
static int settle_party(struct settling *settling, size_t party, struct tsop_error *err)
{
	struct tsop_search *search = settling->search;
	uint16_t home = search->found[party];
	bool is_better = search->flow->problem->lot != NULL;
	bool is_good = false;
	size_t start = search->n_options;
	size_t end;

	if (tsop_search_push_options(search, party, false, err) != 0)
		return -1;
	end = search->n_options;
	for (size_t i = start; i < end && (is_better || !settling->out->tied); i++) {
		uint16_t node = search->options[i].node;

		if (node == home)
			is_better = false;
		else if (try_place(settling, party, node, is_better, &is_good, err) != 0)
			return -1;
		if (is_good && is_better)
			break;
	}
	search->n_options = start;
	tsop_search_pin(search, party, search->found[party]);
	return tsop_search_solve(search, err);
}

/* Pin all parties where they are in the best that was found, or the lot has them. */
static int settle(struct tsop_search *search, bool *is_tied, struct tsop_bound *out,
		  struct tsop_error *err)
{
	struct settling settling = { search, search->limit, is_tied, out };

	out->tied = !out->optimal;
	search->stops_at_first = true;
	if (tsop_search_solve(search, err) != 0)
		return -1;
	for (size_t party = 0; party < search->parties->n; party++)
		if (settle_party(&settling, party, err) != 0)
			return -1;
	return 0;
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
