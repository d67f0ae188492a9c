/* The walk through the tree: depth first, the cheapest branch first. */
#include "assign/search.h"
#include "base/array.h"

/* Take the problem apart at a split party. */
static int push_level(struct tsop_search *search, size_t party, struct tsop_error *err)
{
	size_t start = search->n_options;
	struct tsop_search_level *levels = tsop_array_room(search->levels, search->n_levels,
							   &search->cap_levels, sizeof *levels);

	if (levels == NULL)
		return tsop_fail_memory(err);
	search->levels = levels;
	if (tsop_search_push_options(search, party, true, err) != 0)
		return -1;
	levels[search->n_levels++] =
		(struct tsop_search_level){ party, start, start, search->n_options };
	return 0;
}

/* Go on to the next branch that may be good: its party is pinned. *any: there is one. */
static int next_branch(struct tsop_search *search, bool *any, struct tsop_error *err)
{
	*any = false;
	while (search->n_levels > 0 && !*any) {
		struct tsop_search_level *level = &search->levels[search->n_levels - 1];

		if (level->next > level->start && tsop_search_unpin(search, level->party, err) != 0)
			return -1;
		if (level->next < level->end && search->options[level->next].cost < search->limit) {
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
		const struct tsop_search_level *level = &search->levels[--search->n_levels];

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
		const struct tsop_search_level *level = &search->levels[i];
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

		if (search->nodes >= search->max_nodes && search->n_levels > 0) {
			*bound = open_bound(search);
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
