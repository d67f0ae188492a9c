#include "verify/settled.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/draws.h"

/* A person (its place in costs->order) or a held seat, in the order of lots. */
struct turn {
	const unsigned char *lot; /* NULL: a held seat */
	size_t at;                /* in order, or the claimant */
	uint16_t course;
};

/*
 * Which courses can be reached from which by moves. Node n_courses stands for
 * what is outside: a free place takes a move there, a course without a price
 * may give one up.
 */
struct settling {
	struct tsop_costs *costs;
	const struct tsop_settled_prices *prices;
	struct tsop_checking *checking;
	size_t n; /* nodes */
	uint64_t *reached; /* [nodes][words] */
	size_t words;
	bool *is_equal; /* [courses] as good at the prices as where they are */
};

static bool reaches(const struct settling *settling, size_t from, size_t to)
{
	return (settling->reached[from * settling->words + to / 64] >> (to % 64) & 1) != 0;
}

/*
 * A move from the one to the other is possible: whoever reaches `from` reaches all that `to`
 * does.
 */
static void add_move(struct settling *settling, size_t from, size_t to)
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

static void add_free_places(struct settling *settling)
{
	const struct tsop_result *result = settling->costs->result;
	size_t outside = settling->n - 1;

	for (size_t node = 0; node < settling->n; node++)
		settling->reached[node * settling->words + node / 64] |= UINT64_C(1) << (node % 64);
	for (size_t i = 0; i < outside; i++) {
		const struct tsop_result_course *course = &result->header.courses[i];
		int64_t load = course->enrolled + course->reserved;

		if (!settling->prices->is_free(settling->costs, i))
			continue;
		if (load < tsop_result_places(course))
			add_move(settling, i, outside);
		if (course->minimum == 0 || load > course->minimum)
			add_move(settling, outside, i);
	}
}

static const struct tsop_municipality *municipality_of(const struct settling *settling,
						       const struct turn *turn)
{
	const struct tsop_result *result = settling->costs->result;

	return turn->lot == NULL ? result->seats[turn->at].municipality
				 : result->people[settling->costs->order[turn->at]].municipality;
}

/* Fill ranks and is_equal for the turn. */
static void look_at(struct settling *settling, const struct turn *turn, const int64_t *meters)
{
	struct tsop_costs *costs = settling->costs;

	if (turn->lot == NULL)
		tsop_costs_of_held(costs, municipality_of(settling, turn));
	else
		tsop_costs_of_person(costs, turn->at);
	for (size_t i = 0; i < costs->n_courses; i++)
		settling->is_equal[i] =
			costs->ranks[i] != TSOP_COSTS_FORBIDDEN &&
			settling->prices->is_as_good(costs, meters, i, turn->course);
}

/* Is the course better for the turn than its own? */
static bool is_better(const struct settling *settling, const struct turn *turn,
		      const int64_t *meters, size_t course)
{
	const uint16_t *ranks = settling->costs->ranks;

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

/* From the last lot to the first: who comes later may move. */
static void check_turns(struct settling *settling, const struct turn *turns, size_t n)
{
	while (n-- > 0) {
		const struct turn *turn = &turns[n];
		const int64_t *meters =
			tsop_costs_meters(settling->costs, municipality_of(settling, turn));

		look_at(settling, turn, meters);
		for (size_t i = 0; i < settling->n - 1; i++)
			if (settling->is_equal[i] && is_better(settling, turn, meters, i) &&
			    reaches(settling, i, turn->course)) {
				tell(settling, turn, i);
				break;
			}
		for (size_t i = 0; i < settling->n - 1; i++)
			if (settling->is_equal[i])
				add_move(settling, turn->course, i);
	}
}

/* Without lots: a second person who could be elsewhere needs a draw. */
static void check_unique(struct settling *settling, const struct turn *turns, size_t n)
{
	size_t n_tied = 0;

	for (int pass = 0; pass < 2; pass++)
		for (size_t at = 0; at < n; at++) {
			const struct turn *turn = &turns[at];
			const int64_t *meters =
				tsop_costs_meters(settling->costs, municipality_of(settling, turn));
			bool is_tied = false;

			look_at(settling, turn, meters);
			for (size_t i = 0; i < settling->n - 1; i++) {
				if (!settling->is_equal[i])
					continue;
				if (pass == 0)
					add_move(settling, turn->course, i);
				is_tied = is_tied || (i != turn->course && turn->lot != NULL &&
						      reaches(settling, i, turn->course));
			}
			n_tied += pass == 1 && is_tied;
		}
	if (n_tied > 1)
		tsop_checking_fault(settling->checking, settling->costs->result->proof.line,
				    "assignment",
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
	const struct tsop_costs *costs = settling->costs;
	const struct tsop_result *result = costs->result;
	size_t n = 0;

	for (size_t at = 0; at < costs->n_order; at++) {
		const struct tsop_candidate *row = &costs->candidates->rows[costs->order[at]];

		if (!row->holds)
			turns[n++] = (struct turn){ row->courses_lot, at,
						    result->people[costs->order[at]].course };
	}
	if (n > 0 && has_order(&result->header))
		qsort(turns, n, sizeof *turns, by_lot);
	for (size_t i = 0; i < result->n_seats; i++)
		for (int64_t seat = 0; seat < result->seats[i].reserved; seat++)
			turns[n++] = (struct turn){
				NULL, i, result->held[result->seats[i].first_held + (size_t)seat]
			};
	return n;
}

static bool has_parties(const struct tsop_costs *costs)
{
	const struct tsop_candidate *rows = costs->candidates->rows;

	for (size_t at = 1; at < costs->n_order; at++)
		if (rows[costs->order[at]].party > 0 &&
		    rows[costs->order[at]].party == rows[costs->order[at - 1]].party)
			return true;
	return false;
}

int tsop_settled_check(struct tsop_costs *costs, const struct tsop_settled_prices *prices,
		       struct tsop_checking *checking, struct tsop_error *err)
{
	size_t n = costs->n_courses + 1;
	struct settling settling = { costs, prices, checking, n, NULL, (n + 63) / 64, NULL };
	struct turn *turns;
	int status = 0;

	if (has_parties(costs)) {
		tsop_checking_open(checking, "which of several assignments of the same cost the lot "
					     "takes, because of parties");
		return 0;
	}
	settling.reached = calloc(n * settling.words, sizeof *settling.reached);
	settling.is_equal = calloc(n, sizeof *settling.is_equal);
	turns = calloc(costs->n_order + costs->result->n_held + 1, sizeof *turns);
	if (settling.reached != NULL && settling.is_equal != NULL && turns != NULL) {
		add_free_places(&settling);
		n = list_turns(&settling, turns);
		if (has_order(&costs->result->header))
			check_turns(&settling, turns, n);
		else
			check_unique(&settling, turns, n);
		tsop_checking_passed(checking, "lots");
	} else {
		status = tsop_fail_memory(err);
	}
	free(settling.reached);
	free(settling.is_equal);
	free(turns);
	return status;
}
