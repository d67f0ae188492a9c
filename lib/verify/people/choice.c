#include "verify/people/choice.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* Somebody without a seat before, in the order of turns. */
struct entry {
	size_t municipality;
	const struct tsop_candidate *first; /* of its party, or itself */
	const unsigned char *lot; /* of that one; where there were draws the least of its party */
	size_t party; /* or, behind all parties, a number of its own */
	const struct tsop_candidate *own;
	size_t person;
};

struct choosing {
	const struct tsop_result *result;
	const struct tsop_candidates *candidates;
	struct tsop_checking *checking;
	struct tsop_choice_check *out;
	const bool *gave_up; /* [people] a seat, for want of room; NULL: it is not known */
	bool has_lots;
	struct entry *entries;
	size_t n;
	int64_t room[TSOP_CANDIDATES_MUNICIPALITIES_MAX]; /* seats left, by municipality */
	int64_t waiting[TSOP_CANDIDATES_MUNICIPALITIES_MAX]; /* people passed so far */
	int64_t turn[TSOP_CANDIDATES_MUNICIPALITIES_MAX]; /* the last that was given */
	size_t level; /* of those who were looked at last */
};

/* By all but lots. */
static int compare_levels(const struct tsop_candidate *a, const struct tsop_candidate *b)
{
	if (a->had_place != b->had_place)
		return a->had_place ? -1 : 1;
	if (a->priority != b->priority)
		return a->priority < b->priority ? -1 : 1;
	if (a->received != b->received)
		return a->received < b->received ? -1 : 1;
	return 0;
}

/* Lots are all equal where nothing was drawn. */
static int compare(const struct tsop_candidate *a, const struct tsop_candidate *b)
{
	int order = compare_levels(a, b);

	return order != 0 ? order : memcmp(a->people_lot, b->people_lot, sizeof a->people_lot);
}

/* Of persons alone, or of the parties they are in. */
static int compare_units(const struct entry *a, const struct entry *b)
{
	int order = compare_levels(a->first, b->first);

	return order != 0 ? order : memcmp(a->lot, b->lot, TSOP_DIGEST_SIZE);
}

static int by_turn(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;
	int order;

	if (a->municipality != b->municipality)
		return a->municipality < b->municipality ? -1 : 1;
	order = compare_units(a, b);
	if (order != 0)
		return order;
	if (a->party != b->party)
		return a->party < b->party ? -1 : 1;
	order = compare(a->own, b->own);
	if (order != 0)
		return order;
	return (a->person > b->person) - (a->person < b->person);
}

/* Who stands first of a party. */
struct first {
	const struct tsop_candidate *candidate;
	const unsigned char *lot; /* the least of its members */
};

static void note_first(struct first *first, const struct tsop_candidate *own)
{
	if (first->candidate == NULL || compare(own, first->candidate) < 0)
		first->candidate = own;
	if (first->lot == NULL || memcmp(own->people_lot, first->lot, TSOP_DIGEST_SIZE) < 0)
		first->lot = own->people_lot;
}

/* List those without a seat before; the first of each party is in firsts. */
static void list(struct choosing *choosing, struct first *firsts)
{
	const struct tsop_result *result = choosing->result;
	size_t n_parties = choosing->candidates->n_parties;

	for (size_t i = 0; i < result->n_people; i++) {
		const struct tsop_candidate *own = &choosing->candidates->rows[i];
		struct entry *entry = &choosing->entries[choosing->n];

		if (own->holds)
			continue;
		*entry = (struct entry){
			.municipality = tsop_candidates_municipality(result->people[i].municipality),
			.first = own,
			.lot = own->people_lot,
			.party = own->party > 0 ? (size_t)result->people[i].party :
						  n_parties + 1 + i,
			.own = own,
			.person = i,
		};
		if (own->party > 0)
			note_first(&firsts[own->party], own);
		choosing->n++;
	}
	for (size_t i = 0; i < choosing->n; i++) {
		struct entry *entry = &choosing->entries[i];

		if (entry->own->party == 0)
			continue;
		entry->first = firsts[entry->own->party].candidate;
		entry->lot = result->header.has_draws ? firsts[entry->own->party].lot
						      : entry->first->people_lot;
	}
}

/* Seats of each municipality, without those that are taken already. */
static void count_room(struct choosing *choosing)
{
	const struct tsop_candidates *candidates = choosing->candidates;

	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++)
		choosing->room[i] = candidates->seats[i] - candidates->held[i];
}

static const struct tsop_result_person *person_of(const struct choosing *choosing, size_t at)
{
	return &choosing->result->people[choosing->entries[at].person];
}

static bool waits(const struct choosing *choosing, size_t at)
{
	return person_of(choosing, at)->course == TSOP_RESULT_NO_COURSE;
}

static size_t end_of_unit(const struct choosing *choosing, size_t start, size_t end)
{
	size_t next = start + 1;

	while (next < end && choosing->entries[next].party == choosing->entries[start].party)
		next++;
	return next;
}

static size_t end_of_equals(const struct choosing *choosing, size_t start)
{
	size_t next = start + 1;

	while (next < choosing->n &&
	       choosing->entries[next].municipality == choosing->entries[start].municipality &&
	       compare_units(&choosing->entries[next], &choosing->entries[start]) == 0)
		next++;
	return next;
}

/* Did somebody of the unit give up a seat, so that it gets none any more? */
static bool has_given_up(const struct choosing *choosing, size_t start, size_t end)
{
	for (size_t i = start; i < end && choosing->gave_up != NULL; i++)
		if (choosing->gave_up[choosing->entries[i].person])
			return true;
	return false;
}

/* A person or a party from start to end: all have a course, or all wait. */
static void check_unit(struct choosing *choosing, size_t start, size_t end, int64_t *room)
{
	struct tsop_choice_check *out = choosing->out;
	bool unit_waits = waits(choosing, start);
	int64_t size = (int64_t)(end - start);

	for (size_t i = start; i < end; i++)
		if (waits(choosing, i) != unit_waits)
			tsop_checking_fault(choosing->checking, person_of(choosing, i)->line,
					    "party",
					    _("e%" PRId64 ": expected a course for the whole party, "
					      "or for none of it"),
					    person_of(choosing, i)->number);
	if (!unit_waits && has_given_up(choosing, start, end))
		tsop_checking_fault(choosing->checking, person_of(choosing, start)->line, "course",
				    _("e%" PRId64 ": has a course, but a seat was given up for want "
				      "of room"),
				    person_of(choosing, start)->number);
	if (unit_waits && size <= *room && !has_given_up(choosing, start, end)) {
		for (size_t i = start; i < end; i++)
			out->no_room[out->n_no_room++] = choosing->entries[i].person;
	}
	if (!unit_waits && size > *room)
		tsop_checking_fault(choosing->checking, person_of(choosing, start)->line, "course",
				    _("e%" PRId64 ": has a seat of %s, but others stand before, "
				      "and %" PRId64 " are left"),
				    person_of(choosing, start)->number,
				    person_of(choosing, start)->municipality->code, *room);
	if (!unit_waits)
		*room -= size;
}

/* Those who wait have positions in the order of their turns; equal turns share one. */
static void check_position(struct choosing *choosing, size_t at, int64_t position)
{
	const struct tsop_result_person *person = person_of(choosing, at);

	if (person->position != position)
		tsop_checking_fault(choosing->checking, person->line, "position",
				    _("e%" PRId64 ": expected %" PRId64), person->number, position);
}

/* Those from start to end stand equal; without lots they share a turn if they are not one party. */
static void check_equals(struct choosing *choosing, size_t start, size_t end)
{
	size_t municipality = choosing->entries[start].municipality;
	int64_t *room = &choosing->room[municipality];
	int64_t *waiting = &choosing->waiting[municipality];
	int64_t before = *waiting;
	int64_t had = *room;
	bool shares = end_of_unit(choosing, start, end) < end;
	bool needs_draw = false;
	int64_t turn = choosing->turn[municipality];

	choosing->turn[municipality] += (int64_t)(end - start);
	for (size_t unit = start, next; unit < end; unit = next) {
		next = end_of_unit(choosing, unit, end);
		if (waits(choosing, unit) && (int64_t)(next - unit) > *room &&
		    !has_given_up(choosing, unit, next))
			needs_draw = needs_draw || (int64_t)(next - unit) <= had;
		for (size_t i = unit; i < next; i++)
			choosing->out->turns[choosing->entries[i].person] = (struct tsop_choice_turn){
				turn + 1 + (shares ? 0 : (int64_t)(i - unit)),
				(int64_t)(next - unit), *room, choosing->level
			};
		check_unit(choosing, unit, next, room);
	}
	if (shares && !choosing->has_lots && needs_draw)
		tsop_checking_fault(choosing->checking, person_of(choosing, start)->line, "course",
				    _("e%" PRId64 ": others stand equal, and there is neither a seed "
				      "nor a draw"),
				    person_of(choosing, start)->number);
	for (size_t i = start; i < end; i++)
		if (waits(choosing, i)) {
			++*waiting;
			check_position(choosing, i, shares ? before + 1 : *waiting);
		}
}

static int sort(struct choosing *choosing, struct tsop_error *err)
{
	struct first *firsts = calloc(choosing->candidates->n_parties + 1, sizeof *firsts);

	if (firsts == NULL)
		return tsop_fail_memory(err);
	list(choosing, firsts);
	free(firsts);
	if (choosing->n > 0)
		qsort(choosing->entries, choosing->n, sizeof *choosing->entries, by_turn);
	return 0;
}

int tsop_choice_turns(int64_t *turns, const struct tsop_result *result,
		      const struct tsop_candidates *candidates, struct tsop_error *err)
{
	struct choosing choosing = {
		.result = result,
		.candidates = candidates,
		.entries = calloc(result->n_people + 1, sizeof *choosing.entries),
	};
	int64_t passed = 0;

	if (choosing.entries == NULL || sort(&choosing, err) != 0) {
		free(choosing.entries);
		return tsop_fail_memory(err);
	}
	for (size_t start = 0, end; start < choosing.n; start = end) {
		bool shares;

		end = end_of_equals(&choosing, start);
		shares = end_of_unit(&choosing, start, end) < end;
		if (start > 0 && choosing.entries[start].municipality !=
					 choosing.entries[start - 1].municipality)
			passed = 0;
		for (size_t i = start; i < end; i++)
			turns[choosing.entries[i].person] =
				passed + 1 + (shares ? 0 : (int64_t)(i - start));
		passed += (int64_t)(end - start);
	}
	free(choosing.entries);
	return 0;
}

/* Is it told from the one before by more than a lot? */
static bool is_of_new_level(const struct choosing *choosing, size_t at)
{
	const struct entry *entry = &choosing->entries[at];

	return at == 0 || entry[-1].municipality != entry->municipality ||
	       compare_levels(entry[-1].first, entry->first) != 0;
}

static int choose(struct choosing *choosing, struct tsop_error *err)
{
	if (sort(choosing, err) != 0)
		return -1;
	count_room(choosing);
	for (size_t start = 0, end; start < choosing->n; start = end) {
		end = end_of_equals(choosing, start);
		choosing->level += is_of_new_level(choosing, start);
		check_equals(choosing, start, end);
	}
	return 0;
}

/* Those from start to end stand equal: seat whom there is room for; without lots, for all or none. */
static void seat_equals(struct choosing *choosing, size_t start, size_t end, bool *seated)
{
	int64_t *room = &choosing->room[choosing->entries[start].municipality];
	int64_t had = *room;

	for (size_t unit = start, next; unit < end; unit = next) {
		int64_t size;

		next = end_of_unit(choosing, unit, end);
		size = (int64_t)(next - unit);
		if (size > had || has_given_up(choosing, unit, next))
			continue;
		if (size > *room) {
			tsop_checking_fault(choosing->checking, person_of(choosing, unit)->line,
					    "passes",
					    _("e%" PRId64 ": others stand equal, and there is "
					      "neither a seed nor a draw"),
					    person_of(choosing, unit)->number);
			continue;
		}
		for (size_t i = unit; i < next; i++)
			seated[choosing->entries[i].person] = true;
		*room -= size;
	}
}

int tsop_choice_seat(bool *seated, const struct tsop_result *result,
		     const struct tsop_candidates *candidates, const bool *gave_up,
		     struct tsop_checking *checking, struct tsop_error *err)
{
	struct choosing choosing = {
		.result = result,
		.candidates = candidates,
		.checking = checking,
		.gave_up = gave_up,
		.entries = calloc(result->n_people + 1, sizeof *choosing.entries),
	};
	int status = choosing.entries == NULL ? tsop_fail_memory(err) : sort(&choosing, err);

	for (size_t i = 0; i < result->n_people; i++)
		seated[i] = candidates->rows[i].holds;
	count_room(&choosing);
	for (size_t start = 0, end; status == 0 && start < choosing.n; start = end) {
		end = end_of_equals(&choosing, start);
		seat_equals(&choosing, start, end, seated);
	}
	free(choosing.entries);
	return status;
}

int tsop_choice_verify(struct tsop_choice_check *choice, const struct tsop_result *result,
		       const struct tsop_candidates *candidates, const bool *gave_up,
		       struct tsop_checking *checking, struct tsop_error *err)
{
	struct choosing choosing = {
		.result = result,
		.candidates = candidates,
		.checking = checking,
		.out = choice,
		.gave_up = gave_up,
		.has_lots = result->header.seed != NULL,
		.entries = calloc(result->n_people + 1, sizeof *choosing.entries),
	};
	int status = -1;

	*choice = (struct tsop_choice_check){
		.no_room = calloc(result->n_people + 1, sizeof *choice->no_room),
		.turns = calloc(result->n_people + 1, sizeof *choice->turns),
	};
	if (choosing.entries != NULL && choice->no_room != NULL && choice->turns != NULL)
		status = choose(&choosing, err);
	else
		tsop_fail_memory(err);
	free(choosing.entries);
	return status;
}

void tsop_choice_release(struct tsop_choice_check *choice)
{
	free(choice->no_room);
	free(choice->turns);
}
