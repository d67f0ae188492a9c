#include "verify/people/together.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* The people of a municipality who are placed. */
struct home {
	size_t n, n_fixed; /* those who are not fixed; and who are */
	size_t first;	   /* one of the former */
	uint16_t course;   /* of that one */
	bool is_apart;
};

static const struct tsop_result_person *person_of(const struct tsop_costs *costs, size_t at)
{
	return &costs->result->people[at];
}

static bool is_placed(const struct tsop_costs *costs, size_t person)
{
	return person_of(costs, person)->course != TSOP_RESULT_NO_COURSE;
}

static struct home *home_of(const struct tsop_costs *costs, struct home *homes, size_t person)
{
	return &homes[tsop_candidates_municipality(person_of(costs, person)->municipality)];
}

/* Is a fixed one where the others of the municipality are? *is_there by municipality. */
static void find_fixed(const struct tsop_costs *costs, struct home *homes, bool *is_there)
{
	const struct tsop_candidate *rows = costs->candidates->rows;

	for (size_t i = 0; i < costs->result->n_people; i++) {
		struct home *home = home_of(costs, homes, i);

		if (!is_placed(costs, i) || !rows[i].holds)
			continue;
		home->n_fixed++;
		if (rows[i].course == home->course)
			is_there[home - homes] = true;
	}
}

/* NULL for want of memory; the caller frees it. */
static struct home *find_homes(const struct tsop_costs *costs)
{
	bool is_there[TSOP_CANDIDATES_MUNICIPALITIES_MAX] = { false };
	struct home *homes = calloc(TSOP_CANDIDATES_MUNICIPALITIES_MAX, sizeof *homes);

	if (homes == NULL)
		return NULL;
	for (size_t i = 0; i < costs->result->n_people; i++) {
		struct home *home = home_of(costs, homes, i);

		if (!is_placed(costs, i) || costs->candidates->rows[i].holds)
			continue;
		if (home->n++ == 0) {
			home->first = i;
			home->course = person_of(costs, i)->course;
		}
		home->is_apart = home->is_apart || home->course != person_of(costs, i)->course;
	}
	find_fixed(costs, homes, is_there);
	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++)
		if (homes[i].n > 0 && homes[i].n_fixed > 0 && !is_there[i])
			homes[i].is_apart = true;
	return homes;
}

static bool is_same(const struct tsop_result_header *header)
{
	return header->spread != NULL && strcmp(header->spread, "same") == 0;
}

int tsop_together_find(struct tsop_costs *costs, struct tsop_error *err)
{
	const struct tsop_candidates *candidates = costs->candidates;
	const struct tsop_result_header *header = &costs->result->header;
	struct home *homes;

	costs->party_of = calloc(costs->result->n_people + 1, sizeof *costs->party_of);
	if (costs->party_of == NULL)
		return tsop_fail_memory(err);
	costs->n_parties = candidates->n_parties;
	for (size_t i = 0; i < costs->result->n_people && !is_same(header); i++)
		costs->party_of[i] = candidates->rows[i].party;
	if (!is_same(header))
		return 0;
	costs->n_parties += TSOP_CANDIDATES_MUNICIPALITIES_MAX;
	if (header->keep != NULL)
		return 0;
	homes = find_homes(costs);
	if (homes == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < costs->result->n_people; i++) {
		const struct home *home = home_of(costs, homes, i);

		costs->party_of[i] = home->is_apart ? candidates->rows[i].party
						    : candidates->n_parties + 1 +
							      (size_t)(home - homes);
	}
	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++)
		costs->n_apart += homes[i].is_apart;
	free(homes);
	return 0;
}

int64_t tsop_together_label(const struct tsop_costs *costs, size_t person)
{
	const struct tsop_result_person *row = person_of(costs, person);

	return is_same(&costs->result->header)
		       ? (int64_t)tsop_candidates_municipality(row->municipality) + 1
		       : row->party;
}

const char *tsop_together_name(const struct tsop_costs *costs, int64_t label,
			       char name[TSOP_TOGETHER_NAME])
{
	size_t n;

	name[0] = 'p';
	tsop_num_write(label, name + 1);
	return is_same(&costs->result->header) ? tsop_municipalities(&n)[label - 1].code : name;
}

/* Where municipalities that are apart might be: what each course would have free without them. */
static void count_free(const struct tsop_costs *costs, struct home *homes, int64_t *n_free)
{
	const struct tsop_result_header *header = &costs->result->header;

	for (size_t i = 0; i < costs->n_courses; i++)
		n_free[i] = tsop_result_places(&header->courses[i]) - header->courses[i].enrolled -
			    header->courses[i].reserved;
	for (size_t i = 0; i < costs->result->n_people; i++)
		if (is_placed(costs, i) && !costs->candidates->rows[i].holds &&
		    home_of(costs, homes, i)->is_apart)
			n_free[person_of(costs, i)->course]++;
}

/* Strike out the courses where somebody of the municipality may not be; or none who is fixed is. */
static void strike(struct tsop_costs *costs, struct home *homes, size_t number, bool *can_be)
{
	const struct tsop_candidate *rows = costs->candidates->rows;

	for (size_t i = 0; i < costs->n_courses; i++)
		can_be[i] = homes[number].n_fixed == 0;
	for (size_t i = 0; i < costs->result->n_people; i++)
		if (is_placed(costs, i) && rows[i].holds &&
		    home_of(costs, homes, i) == &homes[number])
			can_be[rows[i].course] = true;
	for (size_t i = 0; i < costs->result->n_people; i++) {
		if (!is_placed(costs, i) || rows[i].holds ||
		    home_of(costs, homes, i) != &homes[number])
			continue;
		tsop_costs_of_wishes(costs, i);
		for (size_t course = 0; course < costs->n_courses; course++)
			if (costs->ranks[course] == TSOP_COSTS_FORBIDDEN)
				can_be[course] = false;
	}
}

/* Is there room for all that are apart, one after another, each where it is first? */
static bool fit(struct tsop_costs *costs, struct home *homes, int64_t *n_free, bool *can_be)
{
	for (size_t number = 0; number < TSOP_CANDIDATES_MUNICIPALITIES_MAX; number++) {
		struct home *home = &homes[number];
		size_t course = 0;

		if (!home->is_apart)
			continue;
		strike(costs, homes, number, can_be);
		while (course < costs->n_courses &&
		       (!can_be[course] || n_free[course] < (int64_t)home->n))
			course++;
		if (course == costs->n_courses)
			return false;
		n_free[course] -= (int64_t)home->n;
		home->course = (uint16_t)course;
	}
	return true;
}

/* Who would be placed together, and where, if all that are apart could be. */
static void fault_apart(const struct tsop_costs *costs, const struct home *homes,
			struct tsop_checking *checking)
{
	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++) {
		const struct tsop_result_person *row = person_of(costs, homes[i].first);

		if (homes[i].is_apart)
			tsop_checking_fault(checking, row->line, "course",
					    _("e%" PRId64 ": is not with the others of the "
					      "municipality, but %s has room for all of them"),
					    row->number,
					    costs->result->header.courses[homes[i].course].id);
	}
}

static bool has_minimum(const struct tsop_result_header *header)
{
	for (size_t i = 0; i < header->n_courses; i++)
		if (header->courses[i].minimum > 0)
			return true;
	return false;
}

int tsop_together_check(struct tsop_costs *costs, struct tsop_checking *checking,
			struct tsop_error *err)
{
	struct home *homes = find_homes(costs);
	int64_t *n_free = calloc(costs->n_courses + 1, sizeof *n_free);
	bool *can_be = calloc(costs->n_courses + 1, sizeof *can_be);
	int status = 0;

	if (homes == NULL || n_free == NULL || can_be == NULL) {
		status = tsop_fail_memory(err);
	} else if (costs->result->proof.is_optimal && !has_minimum(&costs->result->header)) {
		count_free(costs, homes, n_free);
		if (fit(costs, homes, n_free, can_be))
			fault_apart(costs, homes, checking);
	}
	if (costs->result->proof.search.n_nodes > 0)
		tsop_checking_fault(checking, costs->result->proof.line, "search",
				    _("expected where no municipality's people are apart"));
	if (status == 0)
		tsop_checking_open(checking,
				   "that %zu municipalities whose people are apart could not all be "
				   "together", costs->n_apart);
	free(homes);
	free(n_free);
	free(can_be);
	return status;
}
