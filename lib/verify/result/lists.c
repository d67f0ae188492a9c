#include "verify/result/lists.h"

#include <stdlib.h>
#include <string.h>

/* What goes before on a list, but for the wish. */
struct standing {
	int64_t position; /* INT64_MAX: has a course */
	int64_t received;
	const unsigned char *lot; /* NULL: there is none */
};

/* Where the members of a party are. */
struct party {
	size_t n, n_placed, n_listed;
	uint16_t course;
	bool is_fixed; /* one of them, by hand */
	bool is_apart; /* on several courses */
	size_t leader; /* who stands first of those listed */
};

/* Somebody who can be on a list. */
struct member {
	struct standing first, own; /* of who stands first of its party, and its own */
	int64_t party; /* its number, or behind all of them one of its own */
	size_t person;
};

struct listing {
	struct tsop_lists *lists;
	struct tsop_lists_people people;
	struct party *parties;
	struct member *members;
	size_t n;
};

static int compare(const struct standing *a, const struct standing *b)
{
	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	if (a->received != b->received)
		return a->received < b->received ? -1 : 1;
	return a->lot == NULL ? 0 : memcmp(a->lot, b->lot, TSOP_DIGEST_SIZE);
}

static int by_standing(const void *left, const void *right)
{
	const struct member *a = left;
	const struct member *b = right;
	int order = compare(&a->first, &b->first);

	if (order == 0)
		order = (a->party > b->party) - (a->party < b->party);
	if (order == 0)
		order = compare(&a->own, &b->own);
	return order != 0 ? order : (a->person > b->person) - (a->person < b->person);
}

static bool is_placed(const struct listing *listing, size_t person)
{
	return listing->people.course[person] != TSOP_RESULT_NO_COURSE;
}

static struct standing standing_of(const struct listing *listing, size_t person)
{
	const struct tsop_lists *lists = listing->lists;
	const struct tsop_candidate *row = &lists->candidates->rows[person];

	return (struct standing){
		.position = is_placed(listing, person) ? INT64_MAX
						       : listing->people.position[person],
		.received = row->received,
		.lot = lists->result->header.seed != NULL ? row->people_lot : NULL,
	};
}

static void look_at_parties(struct listing *listing)
{
	const struct tsop_candidate *rows = listing->lists->candidates->rows;

	for (size_t i = 0; i < listing->lists->result->n_people; i++) {
		struct party *party = &listing->parties[rows[i].party];

		party->n++;
		if (!is_placed(listing, i))
			continue;
		if (rows[i].fixed != NULL)
			party->is_fixed = true;
		if (party->n_placed > 0 && party->course != listing->people.course[i])
			party->is_apart = true;
		party->course = listing->people.course[i];
		party->n_placed++;
	}
}

/* Can the person get a course, or another one, at all? */
static bool can_be_listed(const struct listing *listing, size_t person)
{
	const struct tsop_candidate *row = &listing->lists->candidates->rows[person];
	const struct party *party = &listing->parties[row->party];

	if (row->fixed != NULL)
		return false;
	if (row->party == 0)
		return true;
	if (party->is_apart)
		return false;
	return !is_placed(listing, person) || (!party->is_fixed && party->n_placed == party->n);
}

static void list_members(struct listing *listing)
{
	const struct tsop_lists *lists = listing->lists;
	const struct tsop_result *result = lists->result;
	const struct tsop_candidate *rows = lists->candidates->rows;

	for (size_t i = 0; i < result->n_people; i++) {
		struct party *party = &listing->parties[rows[i].party];
		struct standing own = standing_of(listing, i);

		if (!can_be_listed(listing, i))
			continue;
		listing->members[listing->n++] = (struct member){
			.first = own,
			.own = own,
			.party = rows[i].party > 0 ? result->people[i].party
						   : (int64_t)(result->n_people + 1 + i),
			.person = i,
		};
		if (party->n_listed++ == 0 ||
		    compare(&own, &listing->members[party->leader].own) < 0)
			party->leader = listing->n - 1;
	}
	for (size_t i = 0; i < listing->n; i++) {
		uint32_t party = rows[listing->members[i].person].party;

		if (party > 0)
			listing->members[i].first =
				listing->members[listing->parties[party].leader].own;
	}
}

static void make_units(const struct listing *listing)
{
	struct tsop_lists *lists = listing->lists;

	for (size_t i = 0; i < listing->n; i++) {
		const struct member *member = &listing->members[i];
		uint32_t number = lists->candidates->rows[member->person].party;
		const struct party *party = &listing->parties[number];
		struct tsop_lists_unit *unit = &lists->units[lists->n_units];
		bool is_equal = i > 0 && compare(&member->first, &member[-1].first) == 0;

		lists->members[i] = member->person;
		if (i > 0 && member->party == member[-1].party) {
			unit[-1].n++;
			continue;
		}
		*unit = (struct tsop_lists_unit){
			.first = i,
			.n = 1,
			.position = member->first.position,
			.rank = lists->n_units == 0 ? 0 : unit[-1].rank + !is_equal,
			.home = listing->people.course[member->person],
			.only = number > 0 && party->n_placed > 0 && party->n_placed < party->n
					? party->course
					: TSOP_RESULT_NO_COURSE,
		};
		lists->n_units++;
	}
}

enum { NOT_ALLOWED = UINT16_MAX }; /* worse than any wish */

/* Which wish of the person the course is, from 0. */
static int64_t wish_of(const struct tsop_candidate *row, uint16_t course)
{
	int64_t wish = 0;

	for (size_t i = 0; i < row->n_excluded; i++)
		if (row->excluded[i] == course)
			return NOT_ALLOWED;
	while (wish < row->n_wishes && row->wishes[wish] != course)
		wish++;
	return wish == row->n_wishes && row->only_wishes ? NOT_ALLOWED : wish;
}

/* Most people have their first wish: no list is worth looking at their wishes for. */
static void mark_content(struct tsop_lists *lists)
{
	for (size_t i = 0; i < lists->n_units; i++) {
		struct tsop_lists_unit *unit = &lists->units[i];
		size_t end = unit->first + unit->n;
		size_t k = unit->first;

		if (unit->home == TSOP_RESULT_NO_COURSE)
			continue;
		while (k < end &&
		       wish_of(&lists->candidates->rows[lists->members[k]], unit->home) == 0)
			k++;
		unit->is_content = k == end;
	}
}

int tsop_lists_init(struct tsop_lists *lists, const struct tsop_result *result,
		    const struct tsop_candidates *candidates, struct tsop_lists_people people,
		    struct tsop_error *err)
{
	size_t n = result->n_people + 1;
	struct listing listing = {
		.lists = lists,
		.people = people,
		.parties = calloc(candidates->n_parties + 1, sizeof *listing.parties),
		.members = calloc(n, sizeof *listing.members),
	};
	int status = 0;

	*lists = (struct tsop_lists){
		.result = result,
		.candidates = candidates,
		.units = calloc(n, sizeof *lists->units),
		.members = calloc(n, sizeof *lists->members),
		.entries = calloc(n, sizeof *lists->entries),
	};
	if (listing.parties == NULL || listing.members == NULL || lists->units == NULL ||
	    lists->members == NULL || lists->entries == NULL) {
		status = tsop_fail_memory(err);
	} else {
		look_at_parties(&listing);
		list_members(&listing);
		if (listing.n > 0)
			qsort(listing.members, listing.n, sizeof *listing.members, by_standing);
		make_units(&listing);
		mark_content(lists);
	}
	free(listing.parties);
	free(listing.members);
	return status;
}

void tsop_lists_release(struct tsop_lists *lists)
{
	free(lists->units);
	free(lists->members);
	free(lists->entries);
	*lists = (struct tsop_lists){ .result = NULL };
}

bool tsop_lists_prefers(const struct tsop_lists *lists, const struct tsop_lists_unit *unit,
			uint16_t course, size_t *wish)
{
	bool has_none = unit->home == TSOP_RESULT_NO_COURSE;
	bool must_leave = false;
	int64_t gain = 0;

	*wish = 0;
	if (unit->is_content || unit->home == course ||
	    (unit->only != TSOP_RESULT_NO_COURSE && unit->only != course))
		return false;
	for (size_t k = 0; k < unit->n; k++) {
		const struct tsop_candidate *row =
			&lists->candidates->rows[lists->members[unit->first + k]];
		int64_t there = wish_of(row, course);

		if (there == NOT_ALLOWED)
			return false;
		if (has_none)
			continue;
		must_leave = must_leave || wish_of(row, unit->home) == NOT_ALLOWED;
		gain += wish_of(row, unit->home) - there;
		*wish = (size_t)there + 1 > *wish ? (size_t)there + 1 : *wish;
	}
	return has_none || must_leave || gain > 0;
}

static int by_place(const void *left, const void *right)
{
	const struct tsop_lists_entry *a = left;
	const struct tsop_lists_entry *b = right;

	if (a->wish != b->wish)
		return a->wish < b->wish ? -1 : 1;
	return (a->unit > b->unit) - (a->unit < b->unit);
}

static bool are_equal(const struct tsop_lists *lists, size_t a, size_t b)
{
	const struct tsop_lists_entry *entries = lists->entries;

	return entries[a].wish == entries[b].wish &&
	       lists->units[entries[a].unit].rank == lists->units[entries[b].unit].rank;
}

void tsop_lists_make(struct tsop_lists *lists, uint16_t course)
{
	struct tsop_lists_entry *entries = lists->entries;
	int64_t before = 0;
	size_t n = 0;

	for (size_t i = 0; i < lists->n_units; i++)
		if (tsop_lists_prefers(lists, &lists->units[i], course, &entries[n].wish))
			entries[n++].unit = i;
	lists->n_entries = n;
	if (n > 0)
		qsort(entries, n, sizeof *entries, by_place);
	for (size_t start = 0, end; start < n; start = end) {
		int64_t position = before + 1;

		for (end = start; end < n && are_equal(lists, start, end); end++)
			before += (int64_t)lists->units[entries[end].unit].n;
		for (size_t i = start; i < end; i++) {
			entries[i].position = position;
			entries[i].is_shared = end - start > 1;
		}
	}
}
