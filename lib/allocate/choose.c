#include "allocate/choose.h"

#include <stdlib.h>

/* What people are ordered by. */
struct rank {
	bool is_behind; /* those who had a place */
	int64_t priority;
	tsop_instant received;
	const struct tsop_lot *lot; /* NULL: there are none */
};

/* A person who competes, with what it is sorted by. */
struct member {
	size_t claimant;
	struct rank unit; /* the best rank of its party */
	size_t place;     /* where it was drawn among its equals; SIZE_MAX: it was not */
	size_t party;     /* the party, or behind all of them a number of its own */
	struct rank own;
	size_t own_place; /* as place, of itself */
	size_t applicant;
};

static int compare_ranks(const struct rank *a, const struct rank *b)
{
	if (a->is_behind != b->is_behind)
		return a->is_behind ? 1 : -1;
	if (a->priority != b->priority)
		return a->priority < b->priority ? -1 : 1;
	if (a->received != b->received)
		return a->received < b->received ? -1 : 1;
	return a->lot == NULL ? 0 : tsop_lot_compare(a->lot, b->lot);
}

static int by_turn(const void *left, const void *right)
{
	const struct member *a = left;
	const struct member *b = right;
	int order;

	if (a->claimant != b->claimant)
		return a->claimant < b->claimant ? -1 : 1;
	order = compare_ranks(&a->unit, &b->unit);
	if (order != 0)
		return order;
	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	if (a->party != b->party)
		return a->party < b->party ? -1 : 1;
	order = compare_ranks(&a->own, &b->own);
	if (order != 0)
		return order;
	if (a->own_place != b->own_place)
		return a->own_place < b->own_place ? -1 : 1;
	return (a->applicant > b->applicant) - (a->applicant < b->applicant);
}

/* A member and what mostly decides its turn, side by side: members are too large to be moved. */
struct keyed {
	uint64_t high; /* claimant, is_behind and priority */
	uint64_t low;  /* received */
	const struct member *member;
};

static struct keyed key_of(const struct member *member)
{
	const uint64_t last = (UINT64_C(1) << 21) - 1; /* of priorities, which end before it */
	const struct rank *rank = &member->unit;
	uint64_t priority = rank->priority < (int64_t)last ? (uint64_t)rank->priority : last;

	return (struct keyed){
		.high = (uint64_t)member->claimant << 22 | (uint64_t)rank->is_behind << 21 |
			priority,
		.low = (uint64_t)rank->received ^ UINT64_C(1) << 63,
		.member = member,
	};
}

static int by_key(const void *left, const void *right)
{
	const struct keyed *a = left;
	const struct keyed *b = right;

	if (a->high != b->high)
		return a->high < b->high ? -1 : 1;
	if (a->low != b->low)
		return a->low < b->low ? -1 : 1;
	return by_turn(a->member, b->member);
}

/* The members in their turns, for the caller to free; NULL where memory ends. */
static struct member *sort_members(const struct member *members, size_t n)
{
	enum { AHEAD = 16 };
	struct keyed *keyed = calloc(n + 1, sizeof *keyed);
	struct member *sorted = calloc(n + 1, sizeof *sorted);

	for (size_t i = 0; i < n && keyed != NULL; i++)
		keyed[i] = key_of(&members[i]);
	if (keyed != NULL && n > 0)
		qsort(keyed, n, sizeof *keyed, by_key);
	for (size_t i = 0; i < n && keyed != NULL && sorted != NULL; i++) {
		if (i + AHEAD < n)
			__builtin_prefetch(keyed[i + AHEAD].member);
		sorted[i] = *keyed[i].member;
	}
	if (keyed == NULL) {
		free(sorted);
		sorted = NULL;
	}
	free(keyed);
	return sorted;
}

/* List those who hold no seat; n_parties entries of best are for the best rank of each party. */
static size_t list_members(const struct tsop_choice *choice, struct member *members,
			   struct rank *best, bool *has_best)
{
	const struct tsop_applicants *applicants = choice->applicants;
	size_t n = 0;

	for (size_t i = 0; i < applicants->n; i++) {
		const struct tsop_applicant *row = &applicants->rows[i];
		struct rank own = { !row->had_place, row->priority, row->received,
				    choice->has_lots ? &row->people_lot : NULL };
		size_t party = row->party;

		if (row->holds_seat)
			continue;
		if (row->party == TSOP_ASSIGN_NO_PARTY) {
			party = applicants->n_parties + i;
		} else if (!has_best[party] || compare_ranks(&own, &best[party]) < 0) {
			has_best[party] = true;
			best[party] = own;
		}
		members[n++] = (struct member){ choice->claimant_of[i], own, SIZE_MAX, party, own,
						SIZE_MAX, i };
	}
	for (size_t i = 0; i < n; i++)
		if (members[i].party < applicants->n_parties)
			members[i].unit = best[members[i].party];
	return n;
}

/* Where the unit (a person or a party) that begins at `first` ends. */
static size_t end_of_unit(const struct member *members, size_t n, size_t first)
{
	size_t end = first + 1;

	while (end < n && members[end].party == members[first].party)
		end++;
	return end;
}

/* Where the units of one claimant that stand equal to the one at `first` end. */
static size_t end_of_equals(const struct member *members, size_t n, size_t first)
{
	size_t end = first + 1;

	while (end < n && members[end].claimant == members[first].claimant &&
	       members[end].place == members[first].place &&
	       compare_ranks(&members[end].unit, &members[first].unit) == 0)
		end++;
	return end;
}

/* The people of one claimant, as they are gone through. */
struct queue {
	const struct tsop_choice *choice;
	struct tsop_standing *standings;
	struct member *members;
	size_t n;
	int64_t room; /* seats that are left */
	size_t turn;  /* the last one that was given */
	size_t *tied; /* room for as many as there are members */
	struct tsop_ties *ties;
};

/* Can the unit have seats, where there is room for as many? */
static bool fits(const struct queue *queue, size_t unit, size_t next, int64_t room)
{
	for (size_t i = unit; i < next; i++)
		if (queue->standings[queue->members[i].applicant].no_room)
			return false;
	return (int64_t)(next - unit) <= room;
}

/* The people from first to end whose unit fits into the room by itself. */
static int64_t count_fitting(const struct queue *queue, size_t first, size_t end)
{
	int64_t n = 0;

	for (size_t unit = first, next; unit < end; unit = next) {
		next = end_of_unit(queue->members, end, unit);
		if (fits(queue, unit, next, queue->room))
			n += (int64_t)(next - unit);
	}
	return n;
}

/* List those of them who are tied: of a party, only whom it stands with, not who stands behind. */
static size_t list_tied(const struct queue *queue, size_t first, size_t end)
{
	size_t n = 0;

	for (size_t unit = first, next; unit < end; unit = next) {
		next = end_of_unit(queue->members, end, unit);
		for (size_t i = unit; i < next && fits(queue, unit, next, queue->room); i++)
			if (compare_ranks(&queue->members[i].own, &queue->members[i].unit) == 0)
				queue->tied[n++] = queue->members[i].applicant;
	}
	return n;
}

static void seat_unit(struct queue *queue, size_t unit, size_t next, bool has_seat, bool shares)
{
	for (size_t i = unit; i < next; i++) {
		struct tsop_standing *standing = &queue->standings[queue->members[i].applicant];

		standing->has_seat = has_seat;
		standing->turn = queue->turn + 1 + (shares ? 0 : i - unit);
		standing->party = next - unit;
		standing->room = queue->room;
	}
}

/* The place of a unit is that of the first of its members who was drawn. */
static void put_in_drawn_order(struct queue *queue, size_t first, size_t end)
{
	for (size_t unit = first, next; unit < end; unit = next) {
		size_t place = SIZE_MAX;

		next = end_of_unit(queue->members, end, unit);
		for (size_t i = unit; i < next; i++) {
			size_t own = queue->standings[queue->members[i].applicant].place;

			if (own == 0)
				continue;
			queue->members[i].own_place = own;
			place = own < place ? own : place;
		}
		for (size_t i = unit; i < next; i++)
			queue->members[i].place = place;
	}
	qsort(queue->members + first, end - first, sizeof *queue->members, by_turn);
}

/*
 * Do the seats suffice for some only of those from first to end, who stand
 * equal? Then they are put into the order that was drawn. 1: a draw is needed.
 */
static int settle_equals(struct queue *queue, size_t first, size_t end, struct tsop_error *err)
{
	const struct tsop_choice *choice = queue->choice;
	struct tsop_drawn drawn;
	int status;

	if (count_fitting(queue, first, end) <= queue->room ||
	    end_of_unit(queue->members, end, first) == end)
		return 0;
	status = tsop_ties_people(queue->ties,
				 &choice->claimants->rows[queue->members[first].claimant],
				 (size_t)queue->room, choice->applicants, queue->tied,
				 list_tied(queue, first, end), &drawn, err);
	if (status != 0)
		return status;
	for (size_t i = 0; i < drawn.n; i++)
		queue->standings[drawn.rows[i]].place = drawn.first + i;
	for (size_t i = first; i < end; i++)
		queue->standings[queue->members[i].applicant].is_drawn = true;
	put_in_drawn_order(queue, first, end);
	return 0;
}

/* Seat those from first to end, who stand equal, as far as there are seats. */
static void seat_equals(struct queue *queue, size_t first, size_t end)
{
	bool shares = end_of_unit(queue->members, end, first) < end;
	int64_t room = queue->room;

	for (size_t unit = first, next; unit < end; unit = next) {
		bool has_seat;

		next = end_of_unit(queue->members, end, unit);
		has_seat = fits(queue, unit, next, room);
		seat_unit(queue, unit, next, has_seat, shares);
		queue->room -= has_seat ? (int64_t)(next - unit) : 0;
	}
	queue->turn += end - first;
}

static int seat_all(struct queue *queue, struct tsop_error *err)
{
	size_t claimant = SIZE_MAX;
	int status = 0;

	for (size_t first = 0, end; first < queue->n; first = end) {
		const struct member *member = &queue->members[first];
		int settled;

		if (member->claimant != claimant) {
			const struct tsop_claimant *row =
				&queue->choice->claimants->rows[member->claimant];

			claimant = member->claimant;
			queue->room = tsop_claimant_seats(row) - row->held;
			queue->turn = 0;
		}
		end = end_of_equals(queue->members, queue->n, first);
		settled = settle_equals(queue, first, end, err);
		if (settled < 0)
			return -1;
		if (settled > 0) {
			status = 1;
			queue->room = 0; /* who comes behind them is not known before */
		}
		end = end_of_equals(queue->members, end, first);
		seat_equals(queue, first, end);
	}
	return status;
}

static void begin_standings(const struct tsop_choice *choice, struct tsop_standing *standings)
{
	for (size_t i = 0; i < choice->applicants->n; i++) {
		standings[i].has_seat = choice->applicants->rows[i].holds_seat;
		standings[i].is_course_drawn = false;
	}
}

/* Those who compete, in their turns, for the caller to free; NULL where memory ends. */
static struct member *make_members(const struct tsop_choice *choice, size_t *n)
{
	size_t n_parties = choice->applicants->n_parties;
	struct member *members = calloc(choice->applicants->n + 1, sizeof *members);
	struct rank *best = calloc(n_parties + 1, sizeof *best);
	bool *has_best = calloc(n_parties + 1, sizeof *has_best);
	struct member *sorted = NULL;

	if (members != NULL && best != NULL && has_best != NULL) {
		*n = list_members(choice, members, best, has_best);
		sorted = sort_members(members, *n);
	}
	free(has_best);
	free(best);
	free(members);
	return sorted;
}

int tsop_choose(const struct tsop_choice *choice, struct tsop_standing *standings,
		struct tsop_ties *ties, struct tsop_error *err)
{
	struct queue queue = { .choice = choice, .standings = standings, .ties = ties };
	int status;

	queue.members = make_members(choice, &queue.n);
	queue.tied = calloc(choice->applicants->n + 1, sizeof *queue.tied);
	if (queue.members != NULL && queue.tied != NULL) {
		begin_standings(choice, standings);
		if (ties->n_drawn > 0)
			put_in_drawn_order(&queue, 0, queue.n);
		status = seat_all(&queue, err);
	} else {
		status = tsop_fail_memory(err);
	}
	free(queue.tied);
	free(queue.members);
	return status;
}

/* Somebody who waits. */
struct waiting {
	size_t claimant;
	size_t turn;
	size_t applicant;
};

static int by_claimant_and_turn(const void *left, const void *right)
{
	const struct waiting *a = left;
	const struct waiting *b = right;

	if (a->claimant != b->claimant)
		return a->claimant < b->claimant ? -1 : 1;
	return (a->turn > b->turn) - (a->turn < b->turn);
}

int tsop_choose_positions(const struct tsop_choice *choice, struct tsop_standing *standings,
			  struct tsop_error *err)
{
	struct waiting *waiting = calloc(choice->applicants->n + 1, sizeof *waiting);
	size_t n = 0;
	size_t first = 0; /* of the claimant */

	if (waiting == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < choice->applicants->n; i++) {
		standings[i].position = 0;
		if (standings[i].course == TSOP_ASSIGN_NO_COURSE)
			waiting[n++] = (struct waiting){ choice->claimant_of[i],
							 standings[i].turn, i };
	}
	qsort(waiting, n, sizeof *waiting, by_claimant_and_turn);
	for (size_t i = 0; i < n; i++) {
		size_t position;

		if (waiting[i].claimant != waiting[first].claimant)
			first = i;
		position = i - first + 1;
		if (i > first && waiting[i].turn == waiting[i - 1].turn)
			position = standings[waiting[i - 1].applicant].position;
		standings[waiting[i].applicant].position = position;
	}
	free(waiting);
	return 0;
}
