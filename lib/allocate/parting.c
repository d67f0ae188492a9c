#include "allocate/parting.h"

#include <stdlib.h>
#include <string.h>

#include "assign/problem.h"

enum { TOGETHER, FROM_FIXED, FROM_EACH_OTHER }; /* building->parting */

static uint32_t own_party(const struct tsop_building *building, size_t person)
{
	return building->choice->applicants->rows[building->applicant[person]].party;
}

static bool is_fixed(const struct tsop_building *building, size_t person)
{
	return tsop_problem_is_fixed(&building->problem, (uint32_t)person);
}

/* Has the person a party of whom somebody is fixed, and somebody is not? */
static bool is_bound(const struct tsop_building *building, size_t person)
{
	uint32_t party = own_party(building, person);

	return party != TSOP_ASSIGN_NO_PARTY && building->is_bound[party];
}

/* Parties as far as the municipalities are parted; their numbers are behind those of the others. */
static void fill_parties(struct tsop_building *building)
{
	uint32_t n_parties = (uint32_t)building->choice->applicants->n_parties;

	for (size_t i = 0; i < building->n_seated; i++) {
		uint8_t parting = building->parting[building->origin[i]];
		bool is_joined = parting == TOGETHER &&
				 (!is_fixed(building, i) || building->is_leading[i]);

		if (parting == FROM_FIXED)
			is_joined = !is_fixed(building, i) && !is_bound(building, i);
		building->party[i] = is_joined ? n_parties + building->origin[i] :
						 own_party(building, i);
	}
}

/* Somebody fixed, who has a party. */
struct bond {
	uint32_t origin, party;
	uint16_t course;
};

static int by_party(const void *left, const void *right)
{
	const struct bond *a = left;
	const struct bond *b = right;

	if (a->party != b->party)
		return a->party < b->party ? -1 : 1;
	return (a->course > b->course) - (a->course < b->course);
}

struct meeting {
	struct bond *bonds;  /* [seated] */
	bool *has_fixed;     /* [parties of applicants] */
	size_t *n_parties;   /* [claimants] that are bound */
	size_t *n_there;     /* [claimants][courses] of these, who have somebody fixed there */
};

/* Those who are fixed and have a party, by party, then course. How many? */
static size_t list_fixed(const struct tsop_building *building, struct bond *bonds)
{
	size_t n = 0;

	for (size_t i = 0; i < building->n_seated; i++)
		if (is_fixed(building, i) && own_party(building, i) != TSOP_ASSIGN_NO_PARTY)
			bonds[n++] = (struct bond){ building->origin[i], own_party(building, i),
						    building->problem.fixed[i] };
	if (n > 0)
		qsort(bonds, n, sizeof *bonds, by_party);
	return n;
}

/* Which parties are bound, and where? */
static void find_bonds(struct tsop_building *building, struct meeting *meeting)
{
	const struct bond *bonds = meeting->bonds;
	size_t n_courses = building->courses->n;
	size_t n = list_fixed(building, meeting->bonds);

	memset(building->is_bound, 0,
	       building->choice->applicants->n_parties * sizeof *building->is_bound);
	for (size_t i = 0; i < n; i++)
		meeting->has_fixed[bonds[i].party] = true;
	for (size_t i = 0; i < building->n_seated; i++) {
		uint32_t party = own_party(building, i);

		if (!is_fixed(building, i) && party != TSOP_ASSIGN_NO_PARTY)
			building->is_bound[party] = meeting->has_fixed[party];
	}
	for (size_t i = 0; i < n; i++) {
		bool is_new = i == 0 || bonds[i].party != bonds[i - 1].party;

		if (!building->is_bound[bonds[i].party])
			continue;
		meeting->n_parties[bonds[i].origin] += is_new;
		meeting->n_there[bonds[i].origin * n_courses + bonds[i].course] +=
			is_new || bonds[i].course != bonds[i - 1].course;
	}
}

/* Whom of the fixed may all others of the municipality be with? If nobody, they are parted. */
static void find_leading(struct tsop_building *building, const struct meeting *meeting)
{
	size_t n_courses = building->courses->n;

	memset(building->has_fixed, 0, building->problem.n_origins * sizeof *building->has_fixed);
	memset(building->parting, TOGETHER, building->problem.n_origins);
	for (size_t i = 0; i < building->n_seated; i++) {
		uint32_t origin = building->origin[i];

		building->is_leading[i] = false;
		if (!is_fixed(building, i))
			continue;
		building->is_leading[i] =
			meeting->n_there[origin * n_courses + building->problem.fixed[i]] ==
			meeting->n_parties[origin];
		building->has_fixed[origin] = true;
		building->parting[origin] = FROM_FIXED;
	}
	for (size_t i = 0; i < building->n_seated; i++)
		if (building->is_leading[i])
			building->parting[building->origin[i]] = TOGETHER;
}

int tsop_parting_start(struct tsop_building *building, struct tsop_error *err)
{
	size_t n_origins = building->problem.n_origins;
	struct meeting meeting = {
		.bonds = calloc(building->n_seated + 1, sizeof *meeting.bonds),
		.has_fixed = calloc(building->choice->applicants->n_parties + 1,
				    sizeof *meeting.has_fixed),
		.n_parties = calloc(n_origins + 1, sizeof *meeting.n_parties),
		.n_there = calloc(n_origins * building->courses->n + 1, sizeof *meeting.n_there),
	};
	int status = 0;

	if (meeting.bonds == NULL || meeting.has_fixed == NULL || meeting.n_parties == NULL ||
	    meeting.n_there == NULL) {
		status = tsop_fail_memory(err);
	} else {
		find_bonds(building, &meeting);
		find_leading(building, &meeting);
		fill_parties(building);
		building->problem.n_parties =
			building->choice->applicants->n_parties + building->choice->claimants->n;
	}
	free(meeting.bonds);
	free(meeting.has_fixed);
	free(meeting.n_parties);
	free(meeting.n_there);
	return status;
}

bool tsop_parting_find(struct tsop_building *building, const struct tsop_assign_result *result)
{
	bool any = false;

	for (size_t i = 0; i < building->problem.n_origins; i++)
		building->is_parted[i] = false;
	for (size_t i = 0; i < building->n_seated; i++)
		if (result->course[i] == TSOP_ASSIGN_NO_COURSE &&
		    building->parting[building->origin[i]] < FROM_EACH_OTHER)
			any = building->is_parted[building->origin[i]] = true;
	return any;
}

void tsop_parting_step(struct tsop_building *building)
{
	for (size_t i = 0; i < building->problem.n_origins; i++) {
		bool is_first = building->has_fixed[i] && building->parting[i] == TOGETHER;

		if (building->is_parted[i])
			building->parting[i] = is_first ? FROM_FIXED : FROM_EACH_OTHER;
	}
	fill_parties(building);
}
