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

/* Who of a municipality is fixed, and whom that binds. */
struct bonds {
	const struct tsop_costs *costs;
	bool *is_bound;   /* [parties + 1] somebody of it is fixed, and somebody is not */
	size_t *last;	  /* [parties + 1] the last person of it, from 1 */
	size_t *before;	  /* [people] the one of the party before, from 1; 0: none */
	size_t *seen;	  /* [courses] the last party that has somebody fixed there */
	size_t *n_there;  /* [municipalities][courses] bound parties that have */
	size_t n_parties[TSOP_CANDIDATES_MUNICIPALITIES_MAX]; /* that are bound */
	bool has_fixed[TSOP_CANDIDATES_MUNICIPALITIES_MAX];
	bool can_meet[TSOP_CANDIDATES_MUNICIPALITIES_MAX]; /* all can be with somebody fixed */
};

static const struct tsop_candidate *row_of(const struct bonds *bonds, size_t person)
{
	return &bonds->costs->candidates->rows[person];
}

static size_t *there(const struct bonds *bonds, size_t person)
{
	return &bonds->n_there[home_of(bonds->costs, person) * bonds->costs->n_courses +
			       row_of(bonds, person)->course];
}

/* May all others of the municipality be with the person? */
static bool leads(const struct bonds *bonds, size_t person)
{
	return tsop_together_is_fixed(row_of(bonds, person)) &&
	       *there(bonds, person) == bonds->n_parties[home_of(bonds->costs, person)];
}

/* A party of whom some are fixed: where? */
static void bind(struct bonds *bonds, size_t party)
{
	size_t person = bonds->last[party];
	bool has_fixed = false, has_free = false;

	for (size_t i = person; i > 0; i = bonds->before[i - 1])
		if (tsop_together_is_fixed(row_of(bonds, i - 1)))
			has_fixed = true;
		else
			has_free = true;
	if (!has_fixed || !has_free)
		return;
	bonds->is_bound[party] = true;
	bonds->n_parties[home_of(bonds->costs, person - 1)]++;
	for (size_t i = person; i > 0; i = bonds->before[i - 1]) {
		const struct tsop_candidate *row = row_of(bonds, i - 1);

		if (!tsop_together_is_fixed(row) || bonds->seen[row->course] == party)
			continue;
		bonds->seen[row->course] = party;
		++*there(bonds, i - 1);
	}
}

static void find_bonds(struct bonds *bonds)
{
	const struct tsop_costs *costs = bonds->costs;

	for (size_t i = 0; i < costs->result->n_people; i++) {
		size_t party = row_of(bonds, i)->party;

		if (party == 0 || !tsop_costs_is_seated(costs, i))
			continue;
		bonds->before[i] = bonds->last[party];
		bonds->last[party] = i + 1;
	}
	for (size_t party = 1; party <= costs->candidates->n_parties; party++)
		bind(bonds, party);
	for (size_t i = 0; i < costs->result->n_people; i++) {
		size_t home = home_of(costs, i);

		bonds->has_fixed[home] = bonds->has_fixed[home] ||
					 tsop_together_is_fixed(row_of(bonds, i));
		bonds->can_meet[home] = bonds->can_meet[home] || leads(bonds, i);
	}
}

/* Is the person one of those of the municipality who are together? */
static bool is_joined(const struct bonds *bonds, size_t person, enum tsop_parting parting)
{
	bool is_fixed = tsop_together_is_fixed(row_of(bonds, person));

	if (parting == TSOP_PARTING_NONE)
		return !is_fixed || leads(bonds, person);
	return parting == TSOP_PARTING_FROM_FIXED && !is_fixed &&
	       !bonds->is_bound[row_of(bonds, person)->party];
}

/* Mark the municipalities of which some are apart who would not be, were they parted so far. */
static void find_apart(const struct bonds *bonds, const enum tsop_parting *parting, bool *is_apart)
{
	const struct tsop_costs *costs = bonds->costs;
	uint16_t course[TSOP_CANDIDATES_MUNICIPALITIES_MAX];
	bool is_with_fixed[TSOP_CANDIDATES_MUNICIPALITIES_MAX] = { false };

	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++)
		course[i] = TSOP_RESULT_NO_COURSE;
	for (size_t i = 0; i < costs->result->n_people; i++) {
		size_t home = home_of(costs, i);
		uint16_t own = person_of(costs, i)->course;

		if (own == TSOP_RESULT_NO_COURSE || tsop_together_is_fixed(row_of(bonds, i)) ||
		    !is_joined(bonds, i, parting[home]))
			continue;
		if (course[home] != TSOP_RESULT_NO_COURSE && course[home] != own)
			is_apart[home] = true;
		course[home] = own;
	}
	for (size_t i = 0; i < costs->result->n_people; i++)
		if (leads(bonds, i) && row_of(bonds, i)->course == course[home_of(costs, i)])
			is_with_fixed[home_of(costs, i)] = true;
	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++)
		if (parting[i] == TSOP_PARTING_NONE && bonds->has_fixed[i] &&
		    course[i] != TSOP_RESULT_NO_COURSE && !is_with_fixed[i])
			is_apart[i] = true;
}

/* How far are they parted, at least, where that is not known? */
static void guess_parting(struct tsop_costs *costs, const struct bonds *bonds)
{
	bool was_apart[TSOP_CANDIDATES_MUNICIPALITIES_MAX] = { false };

	for (enum tsop_parting to = TSOP_PARTING_FROM_FIXED; to <= TSOP_PARTING_ALL; to++) {
		bool is_apart[TSOP_CANDIDATES_MUNICIPALITIES_MAX] = { false };

		find_apart(bonds, costs->parting, is_apart);
		for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++) {
			if (!is_apart[i])
				continue;
			costs->parting[i] = bonds->has_fixed[i] ? costs->parting[i] + 1 :
								  TSOP_PARTING_ALL;
			costs->n_apart += !was_apart[i];
			was_apart[i] = true;
		}
	}
}

static void fill_parties(struct tsop_costs *costs, const struct bonds *bonds,
			 const enum tsop_parting *parting)
{
	size_t n_parties = costs->candidates->n_parties;

	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++) {
		costs->parting[i] = parting != NULL ? parting[i] : TSOP_PARTING_NONE;
		if (costs->parting[i] == TSOP_PARTING_NONE && bonds->has_fixed[i] &&
		    !bonds->can_meet[i])
			costs->parting[i] = TSOP_PARTING_FROM_FIXED;
	}
	if (parting == NULL)
		guess_parting(costs, bonds);
	for (size_t i = 0; i < costs->result->n_people; i++)
		costs->party_of[i] = is_joined(bonds, i, costs->parting[home_of(costs, i)])
					     ? n_parties + 1 + home_of(costs, i)
					     : row_of(bonds, i)->party;
}

static int join(struct tsop_costs *costs, const enum tsop_parting *parting, struct tsop_error *err)
{
	size_t n_parties = costs->candidates->n_parties;
	struct bonds bonds = {
		.costs = costs,
		.is_bound = calloc(n_parties + 1, sizeof *bonds.is_bound),
		.last = calloc(n_parties + 1, sizeof *bonds.last),
		.before = calloc(costs->result->n_people + 1, sizeof *bonds.before),
		.seen = calloc(costs->n_courses + 1, sizeof *bonds.seen),
		.n_there = calloc(TSOP_CANDIDATES_MUNICIPALITIES_MAX * (costs->n_courses + 1),
				  sizeof *bonds.n_there),
	};
	int status = 0;

	if (bonds.is_bound == NULL || bonds.last == NULL || bonds.before == NULL ||
	    bonds.seen == NULL || bonds.n_there == NULL) {
		status = tsop_fail_memory(err);
	} else {
		find_bonds(&bonds);
		fill_parties(costs, &bonds, parting);
	}
	free(bonds.is_bound);
	free(bonds.last);
	free(bonds.before);
	free(bonds.seen);
	free(bonds.n_there);
	return status;
}

bool tsop_together_is_asked(const struct tsop_result_header *header)
{
	return header->spread != NULL && strcmp(header->spread, "same") == 0;
}

int tsop_together_find(struct tsop_costs *costs, const enum tsop_parting *parting,
		       struct tsop_error *err)
{
	const struct tsop_result_header *header = &costs->result->header;

	costs->party_of = calloc(costs->result->n_people + 1, sizeof *costs->party_of);
	if (costs->party_of == NULL)
		return tsop_fail_memory(err);
	costs->n_parties = costs->candidates->n_parties;
	for (size_t i = 0; i < costs->result->n_people && !tsop_together_is_asked(header); i++)
		costs->party_of[i] = costs->candidates->rows[i].party;
	if (!tsop_together_is_asked(header))
		return 0;
	costs->n_parties += TSOP_CANDIDATES_MUNICIPALITIES_MAX;
	return header->keep != NULL ? 0 : join(costs, parting, err);
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
