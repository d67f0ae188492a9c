#include "verify/optimum/spreading.h"

#include "verify/optimum/settled.h"

enum { NODES_MAX = 2048 };

/*
 * Nodes: a cell for each municipality that has people and each course, the courses, and what is
 * outside. Arcs cost nothing.
 */
struct by_shares {
	struct tsop_settled_graph graph;
	const struct tsop_spreading *spreading;
	size_t row_of[TSOP_CANDIDATES_MUNICIPALITIES_MAX]; /* from 1; 0: has nobody */
	size_t n_rows;
};

static const struct by_shares *by_shares(const struct tsop_settled_graph *graph)
{
	return (const struct by_shares *)graph;
}

static size_t node_of_cell(const struct tsop_settled_graph *graph,
			   const struct tsop_municipality *home, size_t course)
{
	if (course == graph->costs->n_courses)
		return graph->n_nodes - 1; /* what is outside */
	return (by_shares(graph)->row_of[tsop_candidates_municipality(home)] - 1) *
		       graph->costs->n_courses +
	       course;
}

static size_t node_of_course(const struct tsop_settled_graph *graph, size_t course)
{
	return by_shares(graph)->n_rows * graph->costs->n_courses + course;
}

static bool is_as_good(const struct tsop_settled_graph *graph,
		       const struct tsop_municipality *home, size_t course, size_t here)
{
	const struct tsop_spreading *spreading = by_shares(graph)->spreading;

	return tsop_spreading_compare(tsop_spreading_cost(spreading, home, course),
				      tsop_spreading_cost(spreading, home, here)) == 0;
}

/* One more of a municipality on a course, or one fewer, where just that is what they pay. */
static void add_cell(const struct tsop_settled_graph *graph, struct tsop_reach *reach, size_t m,
		     size_t course)
{
	size_t k = graph->costs->n_courses;
	const struct tsop_spreading_cell *cell = &by_shares(graph)->spreading->cells[m * k + course];
	const struct tsop_result_spread_cost more = { .pairs = cell->n };
	const struct tsop_result_spread_cost fewer = { .pairs = cell->n - 1 };
	size_t node = (by_shares(graph)->row_of[m] - 1) * k + course;

	if (tsop_spreading_compare(cell->share, more) == 0)
		tsop_reach_add(reach, node, node_of_course(graph, course));
	if (cell->n_free > 0 && tsop_spreading_compare(cell->share, fewer) == 0)
		tsop_reach_add(reach, node_of_course(graph, course), node);
}

/* A free place takes a move to outside, a course without a price may give one up. */
static void add_course(const struct tsop_settled_graph *graph, struct tsop_reach *reach, size_t i)
{
	const struct tsop_result *result = graph->costs->result;
	const struct tsop_result_course *course = &result->header.courses[i];
	const struct tsop_result_spread_cost zero = { .unassigned = 0 };
	size_t outside = graph->n_nodes - 1;

	if (tsop_spreading_compare(result->proof.spread.prices[i], zero) != 0)
		return;
	if (course->enrolled + course->reserved < tsop_result_places(course))
		tsop_reach_add(reach, node_of_course(graph, i), outside);
	tsop_reach_add(reach, outside, node_of_course(graph, i));
}

static void add_arcs(const struct tsop_settled_graph *graph, struct tsop_reach *reach)
{
	for (size_t course = 0; course < graph->costs->n_courses; course++) {
		add_course(graph, reach, course);
		for (size_t m = 0; m < TSOP_CANDIDATES_MUNICIPALITIES_MAX; m++)
			if (by_shares(graph)->row_of[m] > 0)
				add_cell(graph, reach, m, course);
	}
}

static void number_row(struct by_shares *by, const struct tsop_municipality *municipality)
{
	size_t *row = &by->row_of[tsop_candidates_municipality(municipality)];

	if (*row == 0)
		*row = ++by->n_rows;
}

/* Number the municipalities of people who are not fixed, and of held seats. */
static void number_rows(struct by_shares *by)
{
	const struct tsop_costs *costs = by->graph.costs;
	const struct tsop_result *result = costs->result;

	for (size_t at = 0; at < costs->n_order; at++)
		if (!costs->candidates->rows[costs->order[at]].holds)
			number_row(by, result->people[costs->order[at]].municipality);
	for (size_t i = 0; i < result->n_seats; i++)
		if (result->seats[i].reserved > 0)
			number_row(by, result->seats[i].municipality);
	by->graph.n_nodes = by->n_rows * costs->n_courses + costs->n_courses + 1;
}

/* Are there parties, or courses that may close? */
static bool is_searched(const struct tsop_spreading *spreading)
{
	const struct tsop_result *result = spreading->costs->result;
	bool any = false;

	for (size_t i = 0; i < result->n_people; i++)
		any = any || spreading->is_companion[i];
	for (size_t i = 0; i < result->header.n_courses; i++)
		any = any || result->header.courses[i].minimum > 0;
	return any;
}

int tsop_spreading_check_lots(struct tsop_spreading *spreading, struct tsop_error *err)
{
	struct by_shares by = {
		.graph = { .costs = spreading->costs,
			   .node = node_of_cell,
			   .is_as_good = is_as_good,
			   .add_arcs = add_arcs },
		.spreading = spreading,
	};

	if (is_searched(spreading)) {
		tsop_checking_open(spreading->checking,
				   "which of several assignments of the same cost the lot takes, "
				   "people being spread: there are parties, or minima");
		return 0;
	}
	number_rows(&by);
	if (by.graph.n_nodes > NODES_MAX) {
		tsop_checking_open(spreading->checking,
				   "which of several assignments of the same cost the lot takes: "
				   "there are too many municipalities times courses");
		return 0;
	}
	return tsop_settled_check_graph(&by.graph, spreading->checking, err);
}
