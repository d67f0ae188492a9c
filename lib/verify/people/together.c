#include "verify/people/together.h"

#include <stdlib.h>
#include <string.h>

static const struct tsop_result_person *person_of(const struct tsop_costs *costs, size_t at)
{
	return &costs->result->people[at];
}

static size_t home_of(const struct tsop_costs *costs, size_t person)
{
	return tsop_candidates_municipality(person_of(costs, person)->municipality);
}

/* Of a municipality, who is not fixed and has a course. */
struct home {
	bool has_free, has_fixed, is_with_fixed;
	uint16_t course; /* of one of them */
};

/* Is somebody fixed where the others of the municipality are? */
static void find_fixed(const struct tsop_costs *costs, struct home *homes)
{
	const struct tsop_candidate *rows = costs->candidates->rows;

	for (size_t i = 0; i < costs->result->n_people; i++) {
		struct home *home = &homes[home_of(costs, i)];

		if (!rows[i].holds || person_of(costs, i)->course == TSOP_RESULT_NO_COURSE)
			continue;
		home->has_fixed = true;
		home->is_with_fixed = home->is_with_fixed || rows[i].course == home->course;
	}
}

/* Mark the municipalities whose people are not on one course, with one who is fixed. */
static void find_apart(const struct tsop_costs *costs, bool *is_apart)
{
	struct home homes[TSOP_CANDIDATES_MUNICIPALITIES_MAX] = { { .has_free = false } };

	for (size_t i = 0; i < costs->result->n_people; i++) {
		size_t number = home_of(costs, i);
		uint16_t course = person_of(costs, i)->course;

		if (course == TSOP_RESULT_NO_COURSE || costs->candidates->rows[i].holds)
			continue;
		if (homes[number].has_free && homes[number].course != course)
			is_apart[number] = true;
		homes[number].has_free = true;
		homes[number].course = course;
	}
	find_fixed(costs, homes);
	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++)
		if (homes[i].has_free && homes[i].has_fixed && !homes[i].is_with_fixed)
			is_apart[i] = true;
}

bool tsop_together_is_asked(const struct tsop_result_header *header)
{
	return header->spread != NULL && strcmp(header->spread, "same") == 0;
}

int tsop_together_find(struct tsop_costs *costs, const bool *is_parted, struct tsop_error *err)
{
	const struct tsop_candidates *candidates = costs->candidates;
	const struct tsop_result_header *header = &costs->result->header;
	bool is_apart[TSOP_CANDIDATES_MUNICIPALITIES_MAX] = { false };

	costs->party_of = calloc(costs->result->n_people + 1, sizeof *costs->party_of);
	if (costs->party_of == NULL)
		return tsop_fail_memory(err);
	costs->n_parties = candidates->n_parties;
	for (size_t i = 0; i < costs->result->n_people && !tsop_together_is_asked(header); i++)
		costs->party_of[i] = candidates->rows[i].party;
	if (!tsop_together_is_asked(header))
		return 0;
	costs->n_parties += TSOP_CANDIDATES_MUNICIPALITIES_MAX;
	if (header->keep != NULL)
		return 0;
	if (is_parted != NULL)
		memcpy(is_apart, is_parted, sizeof is_apart);
	else
		find_apart(costs, is_apart);
	for (size_t i = 0; i < costs->result->n_people; i++)
		costs->party_of[i] = is_apart[home_of(costs, i)]
					     ? candidates->rows[i].party
					     : candidates->n_parties + 1 + home_of(costs, i);
	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++)
		costs->n_apart += is_parted == NULL && is_apart[i];
	return 0;
}

int64_t tsop_together_label(const struct tsop_costs *costs, size_t person)
{
	return costs->party_of[person] > costs->candidates->n_parties
		       ? TSOP_RESULT_MUNICIPALITY + (int64_t)home_of(costs, person)
		       : person_of(costs, person)->party;
}

const char *tsop_together_name(int64_t label, char name[TSOP_TOGETHER_NAME])
{
	size_t n;

	if (label >= TSOP_RESULT_MUNICIPALITY)
		return tsop_municipalities(&n)[label - TSOP_RESULT_MUNICIPALITY].code;
	name[0] = 'p';
	tsop_num_write(label, name + 1);
	return name;
}
