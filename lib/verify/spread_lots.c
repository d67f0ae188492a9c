#include "verify/spreading.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/draws.h"

enum { NODES_MAX = 2048 };

/* A person (its place in costs->order) or a held seat, in the order of lots. */
struct turn {
	const unsigned char *lot; /* NULL: a held seat */
	size_t at;                /* in order, or the claimant */
	const struct tsop_municipality *municipality;
	uint16_t course;
};

/*
 * Which nodes are reached from which, at no cost: a cell for each municipality
 * that has people and each course, the courses, and what is outside (where a
 * free place takes a move, and a course without a price may give one up).
 */
struct settling {
	const struct tsop_spreading *spreading;
	size_t row_of[TSOP_CANDIDATES_MUNICIPALITIES_MAX]; /* from 1; 0: has nobody */
	size_t n_rows;
	size_t k; /* courses */
	size_t n; /* nodes */
	uint64_t *reached; /* [nodes][words] */
	size_t words;
	bool *is_equal; /* [courses] as cheap as where the turn is */
};

static size_t cell_of(const struct settling *settling,
		      const struct tsop_municipality *municipality, size_t course)
{
	return (settling->row_of[tsop_candidates_municipality(municipality)] - 1) * settling->k +
	       course;
}

static bool reaches(const struct settling *settling, size_t from, size_t to)
{
	return (settling->reached[from * settling->words + to / 64] >> (to % 64) & 1) != 0;
}

/* From the one to the other at no cost: whoever reaches `from` reaches all that `to` does. */
static void add_arc(struct settling *settling, size_t from, size_t to)
{
	const uint64_t *gained = settling->reached + to * settling->words;

	if (reaches(settling, from, to))
		return;
	for (size_t node = 0; node < settling->n; node++) {
		uint64_t *row = settling->reached + node * settling->words;

		if (!reaches(settling, node, from))
			continue;
		for (size_t word = 0; word < settling->words; word++)
			row[word] |= gained[word];
	}
}

/* One more of a municipality on a course, or one fewer, where just that is what they pay. */
static void add_cells(struct settling *settling)
{
	const struct tsop_spreading *spreading = settling->spreading;

	for (size_t m = 0; m < TSOP_CANDIDATES_MUNICIPALITIES_MAX; m++)
		for (size_t course = 0; course < settling->k && settling->row_of[m] > 0; course++) {
			const struct tsop_spreading_cell *cell =
				&spreading->cells[m * settling->k + course];
			const struct tsop_result_spread_cost more = { .pairs = cell->n };
			const struct tsop_result_spread_cost fewer = { .pairs = cell->n - 1 };
			size_t node = (settling->row_of[m] - 1) * settling->k + course;

			if (tsop_spreading_compare(cell->share, more) == 0)
				add_arc(settling, node, settling->n_rows * settling->k + course);
			if (cell->n_free > 0 && tsop_spreading_compare(cell->share, fewer) == 0)
				add_arc(settling, settling->n_rows * settling->k + course, node);
		}
}

static void add_free_places(struct settling *settling)
{
	const struct tsop_result *result = settling->spreading->costs->result;
	const struct tsop_result_spread_cost zero = { .unassigned = 0 };
	size_t outside = settling->n - 1;

	for (size_t i = 0; i < settling->k; i++) {
		const struct tsop_result_course *course = &result->header.courses[i];
		size_t node = settling->n_rows * settling->k + i;

		if (tsop_spreading_compare(result->proof.spread.prices[i], zero) != 0)
			continue;
		if (course->enrolled + course->reserved < tsop_result_places(course))
			add_arc(settling, node, outside);
		add_arc(settling, outside, node);
	}
}

/* Fill ranks and is_equal for the turn. */
static void look_at(struct settling *settling, const struct turn *turn)
{
	struct tsop_costs *costs = settling->spreading->costs;
	struct tsop_result_spread_cost here;

	if (turn->lot == NULL)
		tsop_costs_of_held(costs, turn->municipality);
	else
		tsop_costs_of_wishes(costs, costs->order[turn->at]);
	here = tsop_spreading_cost(settling->spreading, turn->municipality, turn->course);
	for (size_t i = 0; i < settling->k; i++)
		settling->is_equal[i] =
			costs->ranks[i] != TSOP_COSTS_FORBIDDEN &&
			tsop_spreading_compare(tsop_spreading_cost(settling->spreading,
								   turn->municipality, i),
					       here) == 0;
}

/* Is the course better for the turn than its own? */
static bool is_better(const struct settling *settling, const struct turn *turn, size_t course)
{
	const struct tsop_costs *costs = settling->spreading->costs;
	const int64_t *meters = tsop_costs_meters(costs, turn->municipality);

	if (costs->ranks[course] != costs->ranks[turn->course])
		return costs->ranks[course] < costs->ranks[turn->course];
	if (meters[course] != meters[turn->course])
		return meters[course] < meters[turn->course];
	return course < turn->course;
}

static void tell(const struct settling *settling, const struct turn *turn, size_t course)
{
	const struct tsop_costs *costs = settling->spreading->costs;
	const struct tsop_result *result = costs->result;
	const char *id = result->header.courses[course].id;

	if (turn->lot == NULL)
		tsop_checking_fault(settling->spreading->checking, result->seats[turn->at].line,
				    "reserved_at", _("%s: %s is nearer, and as good for all"),
				    result->seats[turn->at].id, id);
	else
		tsop_checking_fault(settling->spreading->checking,
				    result->people[costs->order[turn->at]].line, "course",
				    _("e%" PRId64 ": the lot would take %s, which is as good for "
				      "all"),
				    result->people[costs->order[turn->at]].number, id);
}

/* From the last lot to the first: who comes later may move. */
static void check_turns(struct settling *settling, const struct turn *turns, size_t n)
{
	while (n-- > 0) {
		const struct turn *turn = &turns[n];
		size_t here = cell_of(settling, turn->municipality, turn->course);

		look_at(settling, turn);
		for (size_t i = 0; i < settling->k; i++)
			if (settling->is_equal[i] && is_better(settling, turn, i) &&
			    reaches(settling, cell_of(settling, turn->municipality, i), here)) {
				tell(settling, turn, i);
				break;
			}
		for (size_t i = 0; i < settling->k; i++)
			if (settling->is_equal[i])
				add_arc(settling, here, cell_of(settling, turn->municipality, i));
	}
}

/* Without lots: a second person who could be elsewhere needs a draw. */
static void check_unique(struct settling *settling, const struct turn *turns, size_t n)
{
	size_t n_tied = 0;

	for (int pass = 0; pass < 2; pass++)
		for (size_t at = 0; at < n; at++) {
			const struct turn *turn = &turns[at];
			size_t here = cell_of(settling, turn->municipality, turn->course);
			bool is_tied = false;

			look_at(settling, turn);
			for (size_t i = 0; i < settling->k; i++) {
				size_t there = cell_of(settling, turn->municipality, i);

				if (!settling->is_equal[i])
					continue;
				if (pass == 0)
					add_arc(settling, here, there);
				is_tied = is_tied || (i != turn->course && turn->lot != NULL &&
						      reaches(settling, there, here));
			}
			n_tied += pass == 1 && is_tied;
		}
	if (n_tied > 1)
		tsop_checking_fault(settling->spreading->checking,
				    settling->spreading->costs->result->proof.line, "assignment",
				    _("%zu people could change courses at no loss, and there is "
				      "neither a seed nor a draw"),
				    n_tied);
}

static int by_lot(const void *left, const void *right)
{
	const struct turn *a = left;
	const struct turn *b = right;

	return memcmp(a->lot, b->lot, TSOP_DIGEST_SIZE);
}

/* Of people, in which they come: by lots, or by a draw. */
static bool has_order(const struct tsop_result_header *header)
{
	return header->seed != NULL || tsop_draws_order_courses(header);
}

static size_t list_turns(const struct settling *settling, struct turn *turns)
{
	const struct tsop_costs *costs = settling->spreading->costs;
	const struct tsop_result *result = costs->result;
	size_t n = 0;

	for (size_t at = 0; at < costs->n_order; at++) {
		const struct tsop_candidate *row = &costs->candidates->rows[costs->order[at]];
		const struct tsop_result_person *person = &result->people[costs->order[at]];

		if (!row->holds)
			turns[n++] = (struct turn){ row->courses_lot, at, person->municipality,
						    person->course };
	}
	if (n > 0 && has_order(&result->header))
		qsort(turns, n, sizeof *turns, by_lot);
	for (size_t i = 0; i < result->n_seats; i++)
		for (int64_t seat = 0; seat < result->seats[i].reserved; seat++)
			turns[n++] = (struct turn){
				NULL, i, result->seats[i].municipality,
				result->held[result->seats[i].first_held + (size_t)seat]
			};
	return n;
}

/* Number the municipalities that have people. */
static void number_rows(struct settling *settling)
{
	for (size_t m = 0; m < TSOP_CANDIDATES_MUNICIPALITIES_MAX; m++)
		for (size_t course = 0; course < settling->k; course++)
			if (settling->spreading->cells[m * settling->k + course].n_free > 0 &&
			    settling->row_of[m] == 0)
				settling->row_of[m] = ++settling->n_rows;
	settling->n = settling->n_rows * settling->k + settling->k + 1;
	settling->words = (settling->n + 63) / 64;
}

static void check(struct settling *settling, struct turn *turns)
{
	const struct tsop_result_header *header = &settling->spreading->costs->result->header;
	size_t n;

	for (size_t node = 0; node < settling->n; node++)
		settling->reached[node * settling->words + node / 64] |= UINT64_C(1) << (node % 64);
	add_cells(settling);
	add_free_places(settling);
	n = list_turns(settling, turns);
	if (has_order(header))
		check_turns(settling, turns, n);
	else
		check_unique(settling, turns, n);
	tsop_checking_passed(settling->spreading->checking, "lots");
}

int tsop_spreading_check_lots(struct tsop_spreading *spreading, struct tsop_error *err)
{
	const struct tsop_costs *costs = spreading->costs;
	struct settling settling = { .spreading = spreading, .k = costs->n_courses };
	struct turn *turns;
	int status = 0;

	number_rows(&settling);
	if (settling.n > NODES_MAX) {
		tsop_checking_open(spreading->checking,
				   "which of several assignments of the same cost the lot takes: "
				   "there are too many municipalities times courses");
		return 0;
	}
	settling.reached = calloc(settling.n * settling.words, sizeof *settling.reached);
	settling.is_equal = calloc(settling.k + 1, sizeof *settling.is_equal);
	turns = calloc(costs->n_order + costs->result->n_held + 1, sizeof *turns);
	if (settling.reached != NULL && settling.is_equal != NULL && turns != NULL)
		check(&settling, turns);
	else
		status = tsop_fail_memory(err);
	free(settling.reached);
	free(settling.is_equal);
	free(turns);
	return status;
}
