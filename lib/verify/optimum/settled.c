#include "verify/optimum/settled.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* A party, a person or a held seat, in the order of lots. */
struct turn {
	const unsigned char *lot; /* the least of a party's members; NULL: a held seat */
	size_t at;                /* of the first member in costs->order, or the claimant */
	size_t person;            /* the member of the least number */
	size_t n;                 /* members who are not fixed */
	size_t course;            /* n_courses: none */
};

struct settling {
	const struct tsop_settled_graph *graph;
	struct tsop_costs *costs;
	struct tsop_checking *checking;
	struct tsop_reach reach; /* which nodes, by moves */
	/* Of the turn that was looked at last: */
	const struct tsop_municipality *home;
	/* [courses + 1] as good at the prices as where they are, for each of them; the last is none */
	bool *is_equal;
	int64_t *ranks; /* [courses] of all of them together */
};

static const struct tsop_candidate *member(const struct settling *settling, size_t at)
{
	return &settling->costs->candidates->rows[settling->costs->order[at]];
}

static const struct tsop_municipality *home_of(const struct settling *settling,
						       const struct turn *turn)
{
	const struct tsop_result *result = settling->costs->result;

	return turn->lot == NULL ? result->seats[turn->at].municipality
				 : result->people[settling->costs->order[turn->at]].municipality;
}

/* One more of the turn, for whom costs->ranks were filled. */
static void look_at_one(struct settling *settling, const struct turn *turn)
{
	const struct tsop_costs *costs = settling->costs;

	for (size_t i = 0; i <= costs->n_courses; i++) {
		bool is_open = i == costs->n_courses || costs->ranks[i] != TSOP_COSTS_FORBIDDEN;

		settling->is_equal[i] = settling->is_equal[i] && is_open &&
					settling->graph->is_as_good(settling->graph, settling->home,
								    i, turn->course);
	}
	for (size_t i = 0; i < costs->n_courses; i++)
		settling->ranks[i] += costs->ranks[i];
}

/* Fill home, is_equal and ranks for the turn. */
static void look_at(struct settling *settling, const struct turn *turn)
{
	size_t left = turn->n;

	settling->home = home_of(settling, turn);
	memset(settling->ranks, 0, settling->costs->n_courses * sizeof *settling->ranks);
	memset(settling->is_equal, true, settling->costs->n_courses + 1);
	if (turn->lot == NULL) {
		tsop_costs_of_held(settling->costs, settling->home);
		look_at_one(settling, turn);
		return;
	}
	for (size_t at = turn->at; left > 0; at++) {
		if (member(settling, at)->holds)
			continue;
		tsop_costs_of_person(settling->costs, at);
		look_at_one(settling, turn);
		left--;
	}
}

/* Is the course better for the turn than its own, or none? */
static bool is_better(const struct settling *settling, const struct turn *turn, size_t course)
{
	const int64_t *meters = tsop_costs_meters(settling->costs, settling->home);
	const int64_t *ranks = settling->ranks;

	if (turn->course == settling->costs->n_courses)
		return true;
	if (ranks[course] != ranks[turn->course])
		return ranks[course] < ranks[turn->course];
	if (meters[course] != meters[turn->course])
		return meters[course] < meters[turn->course];
	return course < turn->course;
}

static void tell(const struct settling *settling, const struct turn *turn, size_t course)
{
	const struct tsop_result *result = settling->costs->result;
	const char *id = result->header.courses[course].id;

	if (turn->lot == NULL)
		tsop_checking_fault(settling->checking, result->seats[turn->at].line, "reserved_at",
				    _("%s: %s is nearer, and as good for all"),
				    result->seats[turn->at].id, id);
	else
		tsop_checking_fault(settling->checking,
				    result->people[settling->costs->order[turn->at]].line, "course",
				    _("e%" PRId64 ": the lot would take %s, which is as good for "
				      "all"),
				    result->people[settling->costs->order[turn->at]].number, id);
}

static void tell_undrawn(const struct settling *settling, const struct turn *turn, size_t course)
{
	const struct tsop_result *result = settling->costs->result;
	const struct tsop_result_person *person = &result->people[settling->costs->order[turn->at]];

	tsop_checking_fault(settling->checking, person->line, "course",
			    _("e%" PRId64 ": %s is better and as good for all, and there is neither a "
			      "seed nor a draw"),
			    person->number, result->header.courses[course].id);
}

/* From the one course to the other, for those who were looked at last. */
static bool reaches(const struct settling *settling, size_t from, size_t to)
{
	const struct tsop_settled_graph *graph = settling->graph;

	return tsop_reach_has(&settling->reach, graph->node(graph, settling->home, from),
			      graph->node(graph, settling->home, to));
}

/* Let those whose turn was looked at move to what is as good. */
static void let_move(struct settling *settling, const struct turn *turn)
{
	const struct tsop_settled_graph *graph = settling->graph;

	for (size_t i = 0; i <= settling->costs->n_courses; i++)
		if (settling->is_equal[i])
			tsop_reach_add(&settling->reach,
				       graph->node(graph, settling->home, turn->course),
				       graph->node(graph, settling->home, i));
}

/*
 * A better course that is as good for all, from which others can move, one to the place of the
 * other, to where the turn is; n_courses: none.
 */
static size_t find_better(struct settling *settling, const struct turn *turn)
{
	size_t n = settling->costs->n_courses;
	size_t i = 0;

	look_at(settling, turn);
	while (i < n && !(settling->is_equal[i] && is_better(settling, turn, i) &&
			  reaches(settling, i, turn->course)))
		i++;
	return i;
}

/* From the last lot to the first: who comes later may move. */
static void check_turns(struct settling *settling, const struct turn *turns, size_t n)
{
	while (n-- > 0) {
		size_t better = find_better(settling, &turns[n]);

		if (better < settling->costs->n_courses)
			tell(settling, &turns[n], better);
		let_move(settling, &turns[n]);
	}
}

static void let_all_move(struct settling *settling, const struct turn *turns, size_t n)
{
	for (size_t at = 0; at < n; at++) {
		look_at(settling, &turns[at]);
		let_move(settling, &turns[at]);
	}
}

/*
 * Without lots it must be the result of every order: held seats come last, and nobody has a better
 * course in any optimum, as they would get it as the first.
 */
static void check_all_orders(struct settling *settling, const struct turn *turns, size_t n)
{
	size_t n_people = 0;

	while (n_people < n && turns[n_people].lot != NULL)
		n_people++;
	check_turns(settling, turns + n_people, n - n_people);
	let_all_move(settling, turns, n_people);
	for (size_t at = 0; at < n_people; at++) {
		size_t better = find_better(settling, &turns[at]);

		if (better < settling->costs->n_courses)
			tell_undrawn(settling, &turns[at], better);
	}
}

/* Could the turn be elsewhere, with the moves that there are? */
static bool is_tied(struct settling *settling, const struct turn *turn)
{
	look_at(settling, turn);
	for (size_t i = 0; i <= settling->costs->n_courses; i++)
		if (settling->is_equal[i] && i != turn->course && reaches(settling, i, turn->course))
			return true;
	return false;
}

/* Is there a better place for the party? Where moves count, another one may be that. */
static bool may_be_better(struct settling *settling, const struct turn *turn)
{
	return settling->costs->stay != NULL
		       ? is_tied(settling, turn)
		       : find_better(settling, turn) < settling->costs->n_courses;
}

/*
 * Parties, whose turns come first. They move with all their members, or not
 * at all; let one by one they reach whatever they could together, and perhaps
 * more. So where that leads nowhere, the party has no other place; where it
 * does, it may have.
 */
static void check_parties(struct settling *settling, const struct turn *turns, size_t n,
			  bool has_lots)
{
	size_t n_open = 0;

	if (!settling->costs->result->proof.prices_prove_all)
		n_open = n;
	else if (!has_lots)
		let_all_move(settling, turns, n);
	for (size_t at = n; at-- > 0 && n_open < n;) {
		n_open += may_be_better(settling, &turns[at]);
		if (has_lots)
			let_move(settling, &turns[at]);
	}
	if (n_open > 0)
		tsop_checking_open(settling->checking,
				   "which of several places as good the lot takes for %zu of the "
				   "parties", n_open);
}

/* Parties, which come first, then people; each in the order of their lots, then of their numbers. */
static int by_lot(const void *left, const void *right)
{
	const struct turn *a = left;
	const struct turn *b = right;
	int order;

	if ((a->n > 1) != (b->n > 1))
		return a->n > 1 ? -1 : 1;
	order = memcmp(a->lot, b->lot, TSOP_DIGEST_SIZE);
	return order != 0 ? order : (a->person > b->person) - (a->person < b->person);
}

/* Of people, in which they come: by lots, or by a draw. */
static bool has_order(const struct tsop_result *result)
{
	return result->header.seed != NULL || result->proof.n_draws > 0;
}

/* Everybody who is not fixed, the members of a party as one. */
static size_t list_people(const struct settling *settling, struct turn *turns)
{
	const struct tsop_costs *costs = settling->costs;
	size_t n = 0;

	for (size_t at = 0; at < costs->n_order; at++) {
		const struct tsop_candidate *row = member(settling, at);
		struct turn *last = &turns[n - (n > 0)];
		size_t party = tsop_costs_party(costs, at);

		if (row->holds)
			continue;
		if (n > 0 && party > 0 && tsop_costs_party(costs, last->at) == party) {
			last->n++;
			if (costs->order[at] < last->person)
				last->person = costs->order[at];
			if (memcmp(row->courses_lot, last->lot, TSOP_DIGEST_SIZE) < 0)
				last->lot = row->courses_lot;
		} else {
			turns[n++] = (struct turn){
				row->courses_lot, at, costs->order[at], 1,
				tsop_costs_place(costs, costs->result->people[costs->order[at]].course)
			};
		}
	}
	qsort(turns, n, sizeof *turns, by_lot);
	return n;
}

static size_t list_held(const struct settling *settling, struct turn *turns)
{
	const struct tsop_result *result = settling->costs->result;
	size_t n = 0;

	for (size_t i = 0; i < result->n_seats; i++)
		for (int64_t seat = 0; seat < result->seats[i].reserved; seat++)
			turns[n++] = (struct turn){
				NULL, i, 0, 1,
				tsop_costs_place(settling->costs,
						 result->held[result->seats[i].first_held +
							      (size_t)seat])
			};
	return n;
}

static void check(struct settling *settling, struct turn *turns)
{
	bool has_lots = has_order(settling->costs->result);
	size_t n = list_people(settling, turns);
	size_t n_parties = 0;

	n += list_held(settling, turns + n);
	while (n_parties < n && turns[n_parties].n > 1)
		n_parties++;
	settling->graph->add_arcs(settling->graph, &settling->reach);
	if (has_lots)
		check_turns(settling, turns + n_parties, n - n_parties);
	else
		check_all_orders(settling, turns + n_parties, n - n_parties);
	check_parties(settling, turns, n_parties, has_lots);
	tsop_checking_passed(settling->checking, "lots");
}

int tsop_settled_check_graph(const struct tsop_settled_graph *graph,
			     struct tsop_checking *checking, struct tsop_error *err)
{
	struct tsop_costs *costs = graph->costs;
	struct settling settling = {
		.graph = graph,
		.costs = costs,
		.checking = checking,
		.is_equal = calloc(costs->n_courses + 1, sizeof *settling.is_equal),
		.ranks = calloc(costs->n_courses + 1, sizeof *settling.ranks),
	};
	struct turn *turns = calloc(costs->n_order + costs->result->n_held + 1, sizeof *turns);
	int status = tsop_reach_init(&settling.reach, graph->n_nodes, err);

	if (status == 0 && (settling.is_equal == NULL || settling.ranks == NULL || turns == NULL))
		status = tsop_fail_memory(err);
	if (status == 0)
		check(&settling, turns);
	tsop_reach_release(&settling.reach);
	free(settling.is_equal);
	free(settling.ranks);
	free(turns);
	return status;
}

/* Nodes are the courses, and behind them one for what is outside, where those without one are. */
struct by_prices {
	struct tsop_settled_graph graph;
	const struct tsop_settled_prices *prices;
};

static const struct by_prices *by_prices(const struct tsop_settled_graph *graph)
{
	return (const struct by_prices *)graph;
}

static size_t node_of_course(const struct tsop_settled_graph *graph,
			     const struct tsop_municipality *home, size_t course)
{
	(void)graph;
	(void)home;
	return course;
}

static bool is_as_good(const struct tsop_settled_graph *graph,
		       const struct tsop_municipality *home, size_t course, size_t here)
{
	return by_prices(graph)->prices->is_as_good(
		graph->costs, tsop_costs_meters(graph->costs, home), course, here);
}

/* A free place takes a move to outside, a course without a price may give one up. */
static void add_free_places(const struct tsop_settled_graph *graph, struct tsop_reach *reach)
{
	size_t outside = graph->costs->n_courses;

	for (size_t i = 0; i < outside; i++) {
		const struct tsop_result_course *course = &graph->costs->result->header.courses[i];
		int64_t load = course->enrolled + course->reserved;

		if (!by_prices(graph)->prices->is_free(graph->costs, i))
			continue;
		if (load < tsop_result_places(course))
			tsop_reach_add(reach, i, outside);
		if (course->minimum == 0 || load > course->minimum)
			tsop_reach_add(reach, outside, i);
	}
}

int tsop_settled_check(struct tsop_costs *costs, const struct tsop_settled_prices *prices,
		       struct tsop_checking *checking, struct tsop_error *err)
{
	const struct by_prices by = {
		.graph = { .costs = costs,
			   .n_nodes = costs->n_courses + 1,
			   .node = node_of_course,
			   .is_as_good = is_as_good,
			   .add_arcs = add_free_places },
		.prices = prices,
	};

	return tsop_settled_check_graph(&by.graph, checking, err);
}
