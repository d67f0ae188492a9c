#include "allocate/waiting.h"

#include <stdlib.h>

#include "allocate/lot.h"

/* So many ahead the memory is asked for what is scattered in it. */
enum { NEAR = 16, FAR = 32 };

/* Where the members of a party are who have a course. */
struct whole {
	size_t n, n_placed;
	uint16_t course; /* of those placed */
	bool is_fixed;	 /* one of them, by hand */
	bool is_apart;	 /* on several courses */
};

/* A person as it is sorted into units. */
struct member {
	struct tsop_waiting_standing unit, own;
	size_t party;
	size_t applicant;
};

static int compare(const struct tsop_waiting_standing *a, const struct tsop_waiting_standing *b)
{
	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	if (a->received != b->received)
		return a->received < b->received ? -1 : 1;
	return a->lot == NULL ? 0 : tsop_lot_compare(a->lot, b->lot);
}

static int by_standing(const void *left, const void *right)
{
	const struct member *a = left;
	const struct member *b = right;
	int order = compare(&a->unit, &b->unit);

	if (order != 0)
		return order;
	if (a->party != b->party)
		return a->party < b->party ? -1 : 1;
	order = compare(&a->own, &b->own);
	return order != 0 ? order : (a->applicant > b->applicant) - (a->applicant < b->applicant);
}

/* A member and what mostly decides its place, side by side: members are too large to be moved. */
struct keyed {
	uint64_t position, received;
	const struct member *member;
};

static struct keyed key_of(const struct member *member)
{
	return (struct keyed){ member->unit.position,
			       (uint64_t)member->unit.received ^ UINT64_C(1) << 63, member };
}

static int by_key(const void *left, const void *right)
{
	const struct keyed *a = left;
	const struct keyed *b = right;

	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	if (a->received != b->received)
		return a->received < b->received ? -1 : 1;
	return by_standing(a->member, b->member);
}

static void look_at_parties(const struct tsop_waiting_lists *lists, struct whole *wholes)
{
	const struct tsop_applicants *applicants = lists->choice->applicants;

	for (size_t i = 0; i < applicants->n; i++) {
		const struct tsop_applicant *row = &applicants->rows[i];
		uint16_t course = lists->standings[i].course;
		struct whole *whole;

		if (row->party == TSOP_ASSIGN_NO_PARTY)
			continue;
		whole = &wholes[row->party];
		whole->n++;
		if (course == TSOP_ASSIGN_NO_COURSE)
			continue;
		whole->is_fixed = whole->is_fixed || row->fixed != NULL;
		whole->is_apart = whole->is_apart ||
				  (whole->n_placed > 0 && whole->course != course);
		whole->course = course;
		whole->n_placed++;
	}
}

/*
 * May this person go to another course at all? Who is placed only with the whole party; who is not
 * waits for the course on which others of it are.
 */
static bool can_move(const struct tsop_waiting_lists *lists, const struct whole *wholes, size_t i)
{
	const struct tsop_applicant *row = &lists->choice->applicants->rows[i];
	bool is_placed = lists->standings[i].course != TSOP_ASSIGN_NO_COURSE;
	const struct whole *whole;

	if (row->fixed != NULL)
		return false;
	if (row->party == TSOP_ASSIGN_NO_PARTY)
		return true;
	whole = &wholes[row->party];
	if (whole->is_apart)
		return false;
	return !is_placed || (!whole->is_fixed && whole->n_placed == whole->n);
}

/* Everybody who could be on a list, each with the standing of its unit. */
static size_t list_members(const struct tsop_waiting_lists *lists, const struct whole *wholes,
			   struct member *members, struct tsop_waiting_standing *best,
			   bool *has_best)
{
	const struct tsop_choice *choice = lists->choice;
	size_t n_parties = choice->applicants->n_parties;
	size_t n = 0;

	for (size_t i = 0; i < choice->applicants->n; i++) {
		const struct tsop_applicant *row = &choice->applicants->rows[i];
		size_t position = lists->standings[i].position;
		struct tsop_waiting_standing own = { position == 0 ? SIZE_MAX : position,
						     row->received,
					choice->has_lots ? &row->people_lot : NULL };
		size_t party = row->party == TSOP_ASSIGN_NO_PARTY ? n_parties + i : row->party;

		if (!can_move(lists, wholes, i))
			continue;
		if (party < n_parties && (!has_best[party] || compare(&own, &best[party]) < 0)) {
			has_best[party] = true;
			best[party] = own;
		}
		members[n++] = (struct member){ own, own, party, i };
	}
	for (size_t i = 0; i < n; i++)
		if (members[i].party < n_parties)
			members[i].unit = best[members[i].party];
	return n;
}

static void begin_unit(struct tsop_waiting_lists *lists, const struct whole *wholes,
		       const struct member *member, size_t first)
{
	struct tsop_waiting_unit *unit = &lists->units[lists->n_units++];
	size_t party = member->party;

	*unit = (struct tsop_waiting_unit){
		.standing = member->unit,
		.party = party,
		.first = first,
		.home = lists->standings[member->applicant].course,
		.only = TSOP_ASSIGN_NO_COURSE,
	};
	if (lists->n_units > 1)
		unit->group = unit[-1].group + (compare(&unit[-1].standing, &unit->standing) != 0);
	if (party < lists->choice->applicants->n_parties && wholes[party].n_placed > 0 &&
	    wholes[party].n_placed < wholes[party].n)
		unit->only = wholes[party].course;
}

static void make_units(struct tsop_waiting_lists *lists, const struct whole *wholes,
		       const struct keyed *keyed, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct member *member = keyed[i].member;

		if (i + FAR < n) {
			__builtin_prefetch(keyed[i + FAR].member);
			__builtin_prefetch(&keyed[i + FAR].member->applicant);
			__builtin_prefetch(&lists->standings[keyed[i + NEAR].member->applicant]);
		}
		lists->members[i] = member->applicant;
		if (lists->n_units == 0 || lists->units[lists->n_units - 1].party != member->party)
			begin_unit(lists, wholes, member, i);
		lists->units[lists->n_units - 1].n++;
	}
}

/* Most people have their first wish: no list is worth looking at their wishes for. */
static void mark_content(struct tsop_waiting_lists *lists)
{
	const struct tsop_applicant *rows = lists->choice->applicants->rows;

	for (size_t i = 0; i < lists->n_units; i++) {
		struct tsop_waiting_unit *unit = &lists->units[i];
		size_t end = unit->first + unit->n;
		size_t k = unit->first;

		if (unit->home == TSOP_ASSIGN_NO_COURSE)
			continue;
		while (k < end && tsop_applicant_rank(&rows[lists->members[k]], unit->home) == 0)
			k++;
		unit->is_content = k == end;
	}
}

static int fill_units(struct tsop_waiting_lists *lists, struct tsop_error *err)
{
	const struct tsop_applicants *applicants = lists->choice->applicants;
	struct whole *wholes = calloc(applicants->n_parties + 1, sizeof *wholes);
	struct tsop_waiting_standing *best = calloc(applicants->n_parties + 1, sizeof *best);
	bool *has_best = calloc(applicants->n_parties + 1, sizeof *has_best);
	struct member *members = calloc(applicants->n + 1, sizeof *members);
	struct keyed *keyed = calloc(applicants->n + 1, sizeof *keyed);
	int status = 0;

	if (wholes == NULL || best == NULL || has_best == NULL || members == NULL ||
	    keyed == NULL) {
		status = tsop_fail_memory(err);
	} else {
		size_t n;

		look_at_parties(lists, wholes);
		n = list_members(lists, wholes, members, best, has_best);
		for (size_t i = 0; i < n; i++)
			keyed[i] = key_of(&members[i]);
		if (n > 0)
			qsort(keyed, n, sizeof *keyed, by_key);
		make_units(lists, wholes, keyed, n);
		mark_content(lists);
	}
	free(keyed);
	free(members);
	free(has_best);
	free(best);
	free(wholes);
	return status;
}

int tsop_waiting_init(struct tsop_waiting_lists *lists, const struct tsop_choice *choice,
		      const struct tsop_standing *standings, struct tsop_error *err)
{
	size_t n = choice->applicants->n + 1;

	*lists = (struct tsop_waiting_lists){ .choice = choice, .standings = standings };
	lists->units = calloc(n, sizeof *lists->units);
	lists->members = calloc(n, sizeof *lists->members);
	lists->order = calloc(n, sizeof *lists->order);
	lists->sorted = calloc(n, sizeof *lists->sorted);
	lists->list = calloc(n, sizeof *lists->list);
	if (lists->units == NULL || lists->members == NULL || lists->order == NULL ||
	    lists->sorted == NULL || lists->list == NULL)
		return tsop_fail_memory(err);
	return fill_units(lists, err);
}

void tsop_waiting_release(struct tsop_waiting_lists *lists)
{
	free(lists->units);
	free(lists->members);
	free(lists->order);
	free(lists->sorted);
	free(lists->list);
	*lists = (struct tsop_waiting_lists){ 0 };
}

bool tsop_waiting_prefers(const struct tsop_waiting_lists *lists,
			  const struct tsop_waiting_unit *unit, uint16_t course, uint16_t *worst)
{
	const struct tsop_applicant *rows = lists->choice->applicants->rows;
	bool is_barred = false;
	size_t here = 0, there = 0;

	*worst = 0;
	if (unit->is_content || unit->home == course ||
	    (unit->only != TSOP_ASSIGN_NO_COURSE && unit->only != course))
		return false;
	for (size_t i = unit->first; i < unit->first + unit->n; i++) {
		const struct tsop_applicant *row = &rows[lists->members[i]];
		uint16_t rank = tsop_applicant_rank(row, course);
		uint16_t own;

		if (rank == TSOP_ASSIGN_FORBIDDEN)
			return false;
		if (unit->home == TSOP_ASSIGN_NO_COURSE)
			continue;
		own = tsop_applicant_rank(row, unit->home);
		is_barred = is_barred || own == TSOP_ASSIGN_FORBIDDEN;
		here += own;
		there += rank;
		*worst = rank > *worst ? rank : *worst;
	}
	return unit->home == TSOP_ASSIGN_NO_COURSE || is_barred || there < here;
}

enum { UNIT_BITS = 32 }; /* of an element of `order`; above them: 0, or 1 + the wish */

/* The units of the list in the order in which they stand; *wishes: the last wish of any. */
static size_t list_units(struct tsop_waiting_lists *lists, uint16_t course, uint64_t *wishes)
{
	const struct tsop_applicant *rows = lists->choice->applicants->rows;
	size_t n = 0;

	*wishes = 0;
	for (size_t i = 0; i < lists->n_units; i++) {
		const struct tsop_waiting_unit *unit = &lists->units[i];
		uint64_t wish;
		uint16_t worst;

		if (i + FAR < lists->n_units) {
			__builtin_prefetch(&rows[lists->members[unit[FAR].first]].is_excluded);
			__builtin_prefetch(&rows[lists->members[unit[FAR].first]].wishes);
			__builtin_prefetch(rows[lists->members[unit[NEAR].first]].wishes);
		}
		if (!tsop_waiting_prefers(lists, unit, course, &worst))
			continue;
		wish = unit->home == TSOP_ASSIGN_NO_COURSE ? 0 : (uint64_t)1 + worst;
		*wishes = wish > *wishes ? wish : *wishes;
		lists->order[n++] = wish << UNIT_BITS | i;
	}
	return n;
}

/* The same in the order of wishes, keeping that of those who are equal in it. */
static void sort_by_wish(struct tsop_waiting_lists *lists, size_t n, uint64_t wishes)
{
	size_t next[TSOP_APPLICANTS_WISHES_MAX + 3] = { 0 };

	for (size_t i = 0; i < n; i++)
		next[(lists->order[i] >> UNIT_BITS) + 1]++;
	for (uint64_t wish = 1; wish <= wishes; wish++)
		next[wish] += next[wish - 1];
	for (size_t i = 0; i < n; i++)
		lists->sorted[next[lists->order[i] >> UNIT_BITS]++] = lists->order[i];
}

/* The units of the list in their order. */
static size_t sort_units(struct tsop_waiting_lists *lists, uint16_t course)
{
	uint64_t wishes;
	size_t n = list_units(lists, course, &wishes);

	sort_by_wish(lists, n, wishes);
	return n;
}

/* Do two units of a list share their position? */
static bool are_equal(const struct tsop_waiting_lists *lists, uint64_t a, uint64_t b)
{
	return a >> UNIT_BITS == b >> UNIT_BITS &&
	       lists->units[(uint32_t)a].group == lists->units[(uint32_t)b].group;
}

size_t tsop_waiting_list(struct tsop_waiting_lists *lists, uint16_t course)
{
	size_t n_units = sort_units(lists, course);
	size_t n = 0;

	for (size_t first = 0, end; first < n_units; first = end) {
		size_t start = n;

		end = first + 1;
		while (end < n_units && are_equal(lists, lists->sorted[first], lists->sorted[end]))
			end++;
		for (size_t i = first; i < end; i++) {
			const struct tsop_waiting_unit *unit =
				&lists->units[(uint32_t)lists->sorted[i]];

			for (size_t k = 0; k < unit->n; k++, n++)
				lists->list[n] = (struct tsop_waiting){
					lists->members[unit->first + k],
					1 + (end - first > 1 ? start : n),
				};
		}
	}
	return n;
}
