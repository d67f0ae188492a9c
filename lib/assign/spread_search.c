#include "assign/spread_search.h"

#include "assign/spread_closing.h"
#include "assign/spread_pins.h"

static int add_places(struct tsop_spread_search *search, size_t party, bool by_bound,
		      struct tsop_error *err)
{
	size_t start = search->branches.n;

	for (size_t place = 0; place <= search->mesh.k; place++) {
		tsop_int128 cost = by_bound ? tsop_spread_bound_at(search, party, place) :
					      tsop_spread_cost_at(search, party, place, false);

		if (cost != TSOP_MESH_FAR &&
		    tsop_branches_add(&search->branches, cost, (uint16_t)place, err) != 0)
			return -1;
	}
	tsop_branches_sort(&search->branches, start);
	return 0;
}

/* That the course runs, or closes: first what it is nearer to. */
static int add_closing(struct tsop_spread_search *search, size_t course, struct tsop_error *err)
{
	uint32_t minimum = search->parties->problem.minimum[course];
	bool runs_first = search->mesh.load[course] >= minimum - minimum / 2;

	for (int i = 0; i < 2; i++) {
		bool runs = (i == 0) == runs_first;

		if (!runs && !tsop_spread_can_close(search, course))
			continue;
		if (tsop_branches_add(&search->branches, search->cost,
				      runs ? TSOP_SPREAD_RUNS : TSOP_SPREAD_CLOSED, err) != 0)
			return -1;
	}
	return 0;
}

/* What the level tries next, a party at a place or (behind the parties) a course; or no more. */
static void decide(struct tsop_spread_search *search, size_t what, uint16_t node)
{
	if (what < search->parties->n)
		tsop_spread_pin(search, what, node);
	else
		tsop_spread_closing_set(search, what - search->parties->n,
					(enum tsop_spread_run)node);
}

static void undo(struct tsop_spread_search *search, size_t what)
{
	if (what < search->parties->n)
		tsop_spread_unpin(search, what);
	else
		tsop_spread_closing_set(search, what - search->parties->n, TSOP_SPREAD_OPEN);
}

/* Is that less than what was found, or as much and closes courses that are better to close? */
static bool is_less(const struct tsop_spread_search *search, tsop_int128 cost)
{
	return cost < search->limit ||
	       (cost == search->limit && cost < TSOP_MESH_FAR && tsop_spread_closes_better(search));
}

/* Take a party apart, or (behind the parties) decide about a course. */
static int push_level(struct tsop_spread_search *search, size_t what, struct tsop_error *err)
{
	size_t start = search->branches.n;
	int status = what < search->parties->n
			     ? add_places(search, what, true, err)
			     : add_closing(search, what - search->parties->n, err);

	return status == 0 ? tsop_branches_open(&search->branches, what, start, err) : -1;
}

/* Go on to the next branch that may be good. False: there is none. */
static bool next_branch(struct tsop_spread_search *search)
{
	struct tsop_branches *branches = &search->branches;

	while (branches->n_levels > 0) {
		struct tsop_branches_level *level = &branches->levels[branches->n_levels - 1];

		if (level->next > level->start)
			undo(search, level->what);
		if (level->next < level->end && is_less(search, branches->list[level->next].cost)) {
			decide(search, level->what, branches->list[level->next++].node);
			return true;
		}
		tsop_branches_close(branches);
	}
	return false;
}

static void leave_all(struct tsop_spread_search *search)
{
	struct tsop_branches *branches = &search->branches;

	while (branches->n_levels > 0) {
		undo(search, branches->levels[branches->n_levels - 1].what);
		tsop_branches_close(branches);
	}
}

/* No party is parted in the flow, and no course lacks people. */
static void take(struct tsop_spread_search *search)
{
	search->limit = search->cost;
	tsop_spread_closing_take(search);
	for (size_t party = 0; party < search->parties->n; party++)
		search->found[party] =
			search->mesh.at[search->parties->member[search->parties->first[party]]];
}

/* What the last flow leaves open: a party, a course (behind all parties), or n for nothing. */
static size_t find_open(const struct tsop_spread_search *search, size_t n)
{
	size_t course = tsop_spread_find_lacking(search);
	size_t party = tsop_spread_find_split(search);

	if (course < search->problem.n_courses)
		return search->parties->n + course;
	return party < search->parties->n ? party : n;
}

/* Solve the flow; what comes out whole is found, what does not is taken apart. */
static int visit(struct tsop_spread_search *search, bool *found, struct tsop_error *err)
{
	size_t n = search->parties->n + search->problem.n_courses;
	size_t open;

	*found = false;
	if (tsop_spread_search_solve(search, err) != 0)
		return -1;
	if (!is_less(search, search->cost))
		return 0;
	open = find_open(search, n);
	if (open < n)
		return push_level(search, open, err);
	*found = true;
	if (search->takes_found)
		take(search);
	return 0;
}

/* Search among the assignments with the present pins, which are as before afterwards. */
static enum tsop_outcome run(struct tsop_spread_search *search, struct tsop_error *err)
{
	do {
		bool found;

		if (search->nodes >= search->max_nodes && search->branches.n_levels > 0) {
			search->bound = tsop_branches_bound(&search->branches, search->limit);
			leave_all(search);
			return TSOP_SEARCH_OUT_OF_NODES;
		}
		if (visit(search, &found, err) != 0)
			return TSOP_SEARCH_FAILED;
		if (found && search->stops_at_first) {
			leave_all(search);
			return TSOP_SEARCH_FOUND;
		}
	} while (next_branch(search));
	return TSOP_SEARCH_DONE;
}

/* A first assignment: the parties one after the other, then people around them. */
static int find_first(struct tsop_spread_search *search, struct tsop_error *err)
{
	for (size_t party = 0; party < search->parties->n; party++) {
		size_t best = search->mesh.k;
		tsop_int128 least = TSOP_MESH_FAR;

		for (size_t place = 0; place <= search->mesh.k; place++) {
			tsop_int128 bound = tsop_spread_bound_at(search, party, place);

			if (bound >= least)
				continue;
			least = bound;
			best = place;
		}
		tsop_spread_pin(search, party, (uint16_t)best);
	}
	if (tsop_spread_search_solve(search, err) != 0)
		return -1;
	if (search->cost < TSOP_MESH_FAR &&
	    tsop_spread_find_lacking(search) == search->problem.n_courses)
		take(search);
	tsop_spread_search_unpin_all(search);
	return 0;
}

int tsop_spread_search_best(struct tsop_spread_search *search, struct tsop_error *err)
{
	size_t n = search->parties->n + search->problem.n_courses;
	enum tsop_outcome outcome;

	search->takes_found = true;
	if (tsop_spread_search_solve(search, err) != 0)
		return -1;
	search->bound = search->cost;
	if (search->cost == TSOP_MESH_FAR)
		return 0;
	if (find_open(search, n) == n) {
		take(search);
		return 0;
	}
	if (find_first(search, err) != 0)
		return -1;
	if (search->limit == search->bound) /* and no course closed */
		return 0;
	outcome = run(search, err);
	if (outcome == TSOP_SEARCH_FAILED)
		return -1;
	if (outcome == TSOP_SEARCH_DONE)
		search->bound = search->limit;
	return search->limit < TSOP_MESH_FAR ? 0 : tsop_spread_search_solve(search, err);
}

/* Between assignments that cost the same. */
struct settling {
	struct tsop_spread_search *search;
	tsop_int128 cost;
	bool *is_tied, *tied;
};

/*
 * Is there an optimum with this party at that place, and all that are pinned
 * where they are? The flow is solved as before.
 */
static int try_place(struct settling *settling, size_t party, uint16_t place, bool *is_good,
		     struct tsop_error *err)
{
	struct tsop_spread_search *search = settling->search;
	enum tsop_outcome outcome;

	*is_good = false;
	if (tsop_spread_bound_at(search, party, place) > settling->cost)
		return 0;
	if (search->nodes >= search->max_nodes) {
		*settling->tied = true;
		return 0;
	}
	tsop_spread_pin(search, party, place);
	search->limit = settling->cost + 1;
	outcome = run(search, err);
	if (outcome == TSOP_SEARCH_FAILED)
		return -1;
	tsop_spread_unpin(search, party);
	*is_good = outcome == TSOP_SEARCH_FOUND;
	if (*is_good && search->takes_found)
		settling->cost = search->limit; /* less where the best was not known */
	*settling->tied = *settling->tied || outcome == TSOP_SEARCH_OUT_OF_NODES;
	return tsop_spread_search_solve(search, err);
}

/* Can the party have a better place, with all that are pinned where they are? The best is tried first. */
static int try_better(struct settling *settling, size_t party, bool *is_good,
		      struct tsop_error *err)
{
	struct tsop_spread_search *search = settling->search;
	uint16_t home = search->found[party];
	int status = add_places(search, party, false, err);
	size_t end = search->branches.n;

	*is_good = false;
	for (size_t i = 0; i < end && status == 0 && !*is_good; i++) {
		uint16_t node = search->branches.list[i].node;

		if (node == home)
			break;
		status = try_place(settling, party, node, is_good, err);
	}
	search->branches.n = 0;
	return status;
}

/* One after the other takes the best place that is left, and is pinned there. */
static int settle_in_turn(struct settling *settling, struct tsop_error *err)
{
	struct tsop_spread_search *search = settling->search;
	bool is_good;

	search->takes_found = true;
	for (size_t party = 0; party < search->parties->n; party++) {
		if (search->nodes >= search->max_nodes) {
			*settling->tied = true;
			tsop_spread_pin(search, party, search->found[party]);
			continue;
		}
		if (try_better(settling, party, &is_good, err) != 0)
			return -1;
		tsop_spread_pin(search, party, search->found[party]);
		if (tsop_spread_search_solve(search, err) != 0)
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
	struct tsop_spread_search *search = settling->search;

	search->takes_found = false;
	tsop_spread_search_unpin_all(search);
	if (tsop_spread_search_solve(search, err) != 0)
		return -1;
	for (size_t party = 0; party < search->parties->n && !*settling->tied; party++) {
		size_t n;
		const uint32_t *member = tsop_spread_members(search, party, &n);
		bool is_good;

		if (try_better(settling, party, &is_good, err) != 0)
			return -1;
		*settling->tied = *settling->tied || is_good;
		for (size_t i = 0; i < n && is_good; i++)
			settling->is_tied[member[i]] = true;
	}
	for (size_t party = 0; party < search->parties->n; party++)
		tsop_spread_pin(search, party, search->found[party]);
	return 0;
}

int tsop_spread_search_settle(struct tsop_spread_search *search, bool *is_tied, bool *tied,
			      struct tsop_error *err)
{
	struct settling settling = { search, search->limit, is_tied, tied };
	tsop_int128 bound = search->bound;

	tsop_spread_closing_settle(search);
	*tied = search->limit > search->bound;
	search->stops_at_first = true;
	search->max_nodes += search->nodes;
	if (tsop_spread_search_solve(search, err) != 0 || settle_in_turn(&settling, err) != 0)
		return -1;
	if (!*tied && find_contest(&settling, err) != 0)
		return -1;
	search->limit = settling.cost;
	search->bound = bound;
	return 0;
}
