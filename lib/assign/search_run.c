/* The walk through the tree: depth first, the cheapest branch first. */
#include "assign/search.h"

/* Take the problem apart at a split party. */
static int push_level(struct tsop_search *search, size_t party, struct tsop_error *err)
{
	size_t start = search->branches.n;

	if (tsop_search_add_places(search, party, true, err) != 0)
		return -1;
	return tsop_branches_open(&search->branches, party, start, err);
}

/* Go on to the next branch that may be good: its party is pinned. *any: there is one. */
static int next_branch(struct tsop_search *search, bool *any, struct tsop_error *err)
{
	struct tsop_branches *branches = &search->branches;

	*any = false;
	while (branches->n_levels > 0 && !*any) {
		struct tsop_branches_level *level = &branches->levels[branches->n_levels - 1];

		if (level->next > level->start && tsop_search_unpin(search, level->what, err) != 0)
			return -1;
		if (level->next < level->end && branches->list[level->next].cost < search->limit) {
			tsop_search_pin(search, level->what, branches->list[level->next++].node);
			*any = true;
		} else {
			tsop_branches_close(branches);
		}
	}
	return 0;
}

static int leave_all(struct tsop_search *search, struct tsop_error *err)
{
	struct tsop_branches *branches = &search->branches;

	while (branches->n_levels > 0) {
		size_t party = branches->levels[branches->n_levels - 1].what;

		tsop_branches_close(branches);
		if (tsop_search_unpin(search, party, err) != 0)
			return -1;
	}
	return 0;
}

/* Solve the flow; what comes out whole is found, what is split is taken apart. */
static int visit(struct tsop_search *search, bool *found, struct tsop_error *err)
{
	size_t party;

	*found = false;
	search->nodes++;
	if (tsop_search_solve(search, err) != 0)
		return -1;
	if (search->flow->cost >= search->limit || tsop_flow_is_short(search->flow))
		return 0;
	party = tsop_search_split(search);
	if (party < search->parties->n)
		return push_level(search, party, err);
	*found = true;
	if (search->takes_found)
		tsop_search_take(search);
	return 0;
}

enum tsop_outcome tsop_search_run(struct tsop_search *search, tsop_int128 *bound,
				  struct tsop_error *err)
{
	bool any = true;

	while (any) {
		bool found;

		if (search->nodes >= search->max_nodes && search->branches.n_levels > 0) {
			*bound = tsop_branches_bound(&search->branches, search->limit);
			return leave_all(search, err) == 0 ? TSOP_SEARCH_OUT_OF_NODES :
							     TSOP_SEARCH_FAILED;
		}
		if (visit(search, &found, err) != 0)
			return TSOP_SEARCH_FAILED;
		if (found && search->stops_at_first)
			return leave_all(search, err) == 0 ? TSOP_SEARCH_FOUND : TSOP_SEARCH_FAILED;
		if (next_branch(search, &any, err) != 0)
			return TSOP_SEARCH_FAILED;
	}
	return TSOP_SEARCH_DONE;
}
