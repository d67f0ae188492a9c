#include "verify/settled.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/draws.h"

/* A party, a person or a held seat, in the order of lots. */
struct turn {
	const unsigned char *lot; /* the least of a party's members; NULL: a held seat */
	size_t at;                /* of the first member in costs->order, or the claimant */
	size_t n;                 /* members who are not fixed */
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
	/* Of the turn that was looked at last: */
	bool *is_equal; /* [courses] as good at the prices as where they are, for each of them */
	int64_t *ranks; /* [courses] of all of them together */
};

static const struct tsop_candidate *member(const struct settling *settling, size_t at)
{
	return &settling->costs->candidates->rows[settling->costs->order[at]];
}

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
		if (course->minimum == 0 || load > course->minimum ||
		    tsop_result_closes_in_turn(result))
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

/* One more of the turn, for whom costs->ranks were filled. */
static void look_at_one(struct settling *settling, const struct turn *turn, const int64_t *meters)
{
	const struct tsop_costs *costs = settling->costs;

	for (size_t i = 0; i < costs->n_courses; i++) {
		settling->ranks[i] += costs->ranks[i];
		settling->is_equal[i] =
			settling->is_equal[i] && costs->ranks[i] != TSOP_COSTS_FORBIDDEN &&
			settling->prices->is_as_good(costs, meters, i, turn->course);
	}
}

/* Fill is_equal and ranks for the turn. */
static void look_at(struct settling *settling, const struct turn *turn, const int64_t *meters)
{
	size_t left = turn->n;

	for (size_t i = 0; i < settling->costs->n_courses; i++) {
		settling->ranks[i] = 0;
		settling->is_equal[i] = true;
	}
	if (turn->lot == NULL) {
		tsop_costs_of_held(settling->costs, municipality_of(settling, turn));
		look_at_one(settling, turn, meters);
		return;
	}
	for (size_t at = turn->at; left > 0; at++) {
		if (member(settling, at)->holds)
			continue;
		tsop_costs_of_person(settling->costs, at);
		look_at_one(settling, turn, meters);
		left--;
	}
}

/* Is the course better for the turn than its own? */
static bool is_better(const struct settling *settling, const struct turn *turn,
		      const int64_t *meters, size_t course)
{
	const int64_t *ranks = settling->ranks;

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

/* Let those whose turn was looked at move to what is as good. */
static void let_move(struct settling *settling, const struct turn *turn)
{
	for (size_t i = 0; i < settling->n - 1; i++)
		if (settling->is_equal[i])
			add_move(settling, turn->course, i);
}

static const int64_t *meters_of(const struct settling *settling, const struct turn *turn)
{
	return tsop_costs_meters(settling->costs, municipality_of(settling, turn));
}

/*
 * A better course that is as good for all, from which others can move, one to the place of the
 * other, to where the turn is; n_courses: none.
 */
static size_t find_better(struct settling *settling, const struct turn *turn)
{
	const int64_t *meters = meters_of(settling, turn);
	size_t i = 0;

	look_at(settling, turn, meters);
	while (i < settling->n - 1 &&
	       !(settling->is_equal[i] && is_better(settling, turn, meters, i) &&
		 reaches(settling, i, turn->course)))
		i++;
	return i;
}

/* From the last lot to the first: who comes later may move. */
static void check_turns(struct settling *settling, const struct turn *turns, size_t n)
{
	while (n-- > 0) {
		size_t better = find_better(settling, &turns[n]);

		if (better < settling->n - 1)
			tell(settling, &turns[n], better);
		let_move(settling, &turns[n]);
	}
}

/* Could the turn be elsewhere, with the moves that there are? */
static bool is_tied(struct settling *settling, const struct turn *turn)
{
	look_at(settling, turn, meters_of(settling, turn));
	for (size_t i = 0; i < settling->n - 1; i++)
		if (settling->is_equal[i] && i != turn->course && reaches(settling, i, turn->course))
			return true;
	return false;
}

static void let_all_move(struct settling *settling, const struct turn *turns, size_t n)
{
	for (size_t at = 0; at < n; at++) {
		look_at(settling, &turns[at], meters_of(settling, &turns[at]));
		let_move(settling, &turns[at]);
	}
}

/* Without lots: a second person who could be elsewhere needs a draw. */
static void check_unique(struct settling *settling, const struct turn *turns, size_t n)
{
	size_t n_tied = 0;

	let_all_move(settling, turns, n);
	for (size_t at = 0; at < n; at++)
		n_tied += turns[at].lot != NULL && is_tied(settling, &turns[at]);
	if (n_tied > 1)
		tsop_checking_fault(settling->checking, settling->costs->result->proof.line,
				    "assignment",
				    _("%zu people could change courses at no loss, and there is "
				      "neither a seed nor a draw"),
				    n_tied);
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
		if (has_lots) {
			n_open += find_better(settling, &turns[at]) < settling->n - 1;
			let_move(settling, &turns[at]);
		} else {
			n_open += is_tied(settling, &turns[at]);
		}
	}
	if (n_open > 0)
		tsop_checking_open(settling->checking,
				   "which of several places as good the lot takes for %zu of the "
				   "parties", n_open);
}

/* Parties, which come first, then people; each in the order of their lots. */
static int by_lot(const void *left, const void *right)
{
	const struct turn *a = left;
	const struct turn *b = right;

	if ((a->n > 1) != (b->n > 1))
		return a->n > 1 ? -1 : 1;
	return memcmp(a->lot, b->lot, TSOP_DIGEST_SIZE);
}

/* Of people, in which they come: by lots, or by a draw. */
static bool has_order(const struct tsop_result_header *header)
{
	return header->seed != NULL || tsop_draws_order_courses(header);
}

/* Everybody who is not fixed, the members of a party as one. */
static size_t list_people(const struct settling *settling, struct turn *turns)
{
	const struct tsop_costs *costs = settling->costs;
	size_t n = 0;

	for (size_t at = 0; at < costs->n_order; at++) {
		const struct tsop_candidate *row = member(settling, at);
		struct turn *last = &turns[n - (n > 0)];

		if (row->holds)
			continue;
		if (n > 0 && row->party > 0 && member(settling, last->at)->party == row->party) {
			last->n++;
			if (memcmp(row->courses_lot, last->lot, TSOP_DIGEST_SIZE) < 0)
				last->lot = row->courses_lot;
		} else {
			turns[n++] = (struct turn){ row->courses_lot, at, 1,
						    costs->result->people[costs->order[at]].course };
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
				NULL, i, 1, result->held[result->seats[i].first_held + (size_t)seat]
			};
	return n;
}

static void check(struct settling *settling, struct turn *turns)
{
	bool has_lots = has_order(&settling->costs->result->header);
	size_t n = list_people(settling, turns);
	size_t n_parties = 0;

	n += list_held(settling, turns + n);
	while (n_parties < n && turns[n_parties].n > 1)
		n_parties++;
	add_free_places(settling);
	if (has_lots)
		check_turns(settling, turns + n_parties, n - n_parties);
	else
		check_unique(settling, turns + n_parties, n - n_parties);
	check_parties(settling, turns, n_parties, has_lots);
	tsop_checking_passed(settling->checking, "lots");
}

int tsop_settled_check(struct tsop_costs *costs, const struct tsop_settled_prices *prices,
		       struct tsop_checking *checking, struct tsop_error *err)
{
	size_t n = costs->n_courses + 1;
	struct settling settling = { .costs = costs,
				     .prices = prices,
				     .checking = checking,
				     .n = n,
				     .words = (n + 63) / 64 };
	struct turn *turns = calloc(costs->n_order + costs->result->n_held + 1, sizeof *turns);
	int status = 0;

	settling.reached = calloc(n * settling.words, sizeof *settling.reached);
	settling.is_equal = calloc(n, sizeof *settling.is_equal);
	settling.ranks = calloc(n, sizeof *settling.ranks);
	if (settling.reached != NULL && settling.is_equal != NULL && settling.ranks != NULL &&
	    turns != NULL)
		check(&settling, turns);
	else
		status = tsop_fail_memory(err);
	free(settling.reached);
	free(settling.is_equal);
	free(settling.ranks);
	free(turns);
	return status;
}
