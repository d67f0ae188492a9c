#include "allocate/loads.h"

#include <stdlib.h>

/* Who goes where the applicant goes: the party, or the applicant alone. */
struct group {
	const size_t *members;
	size_t n;
};

static void count_taken(struct tsop_loads *loads)
{
	const struct tsop_run *run = loads->run;

	for (size_t i = 0; i < run->applicants.n; i++)
		if (run->standings[i].course != TSOP_ASSIGN_NO_COURSE)
			loads->taken[run->standings[i].course]++;
	for (size_t i = 0; i < run->placement.n_held; i++)
		if (run->placement.held[i] != TSOP_ASSIGN_NO_COURSE)
			loads->taken[run->placement.held[i]]++;
}

/* Count, sum up, put in place. */
static void list_members(struct tsop_loads *loads)
{
	const struct tsop_applicants *applicants = &loads->run->applicants;

	for (size_t i = 0; i < applicants->n; i++)
		if (applicants->rows[i].party != TSOP_ASSIGN_NO_PARTY)
			loads->end[applicants->rows[i].party + 2]++;
	for (size_t i = 2; i <= applicants->n_parties; i++)
		loads->end[i] += loads->end[i - 1];
	for (size_t i = 0; i < applicants->n; i++)
		if (applicants->rows[i].party != TSOP_ASSIGN_NO_PARTY)
			loads->members[loads->end[applicants->rows[i].party + 1]++] = i;
}

static void find_homes(struct tsop_loads *loads)
{
	const struct tsop_applicants *applicants = &loads->run->applicants;

	for (size_t party = 0; party < applicants->n_parties; party++) {
		const size_t *members = loads->members + loads->end[party];
		size_t n = loads->end[party + 1] - loads->end[party];
		struct tsop_loads_home home = { .course = TSOP_ASSIGN_NO_COURSE };

		for (size_t i = n; i-- > 0;)
			if (applicants->rows[members[i]].holds_seat)
				home.course = applicants->rows[members[i]].course;
		for (size_t i = 0; i < n && home.course != TSOP_ASSIGN_NO_COURSE; i++)
			home.is_barred =
				home.is_barred ||
				(!applicants->rows[members[i]].holds_seat &&
				 tsop_applicant_rank(&applicants->rows[members[i]], home.course) ==
					 TSOP_ASSIGN_FORBIDDEN);
		loads->homes[party] = home;
	}
}

int tsop_loads_init(struct tsop_loads *loads, const struct tsop_run *run, struct tsop_error *err)
{
	*loads = (struct tsop_loads){
		.run = run,
		.taken = calloc(run->courses.n + 1, sizeof *loads->taken),
		.end = calloc(run->applicants.n_parties + 2, sizeof *loads->end),
	};
	if (run->applicants.n_parties > 0) {
		loads->members = calloc(run->applicants.n, sizeof *loads->members);
		loads->homes = calloc(run->applicants.n_parties, sizeof *loads->homes);
	}
	if (loads->taken == NULL || loads->end == NULL ||
	    (run->applicants.n_parties > 0 && (loads->members == NULL || loads->homes == NULL)))
		return tsop_fail_memory(err);
	count_taken(loads);
	list_members(loads);
	find_homes(loads);
	return 0;
}

void tsop_loads_release(struct tsop_loads *loads)
{
	free(loads->taken);
	free(loads->members);
	free(loads->end);
	free(loads->homes);
	*loads = (struct tsop_loads){ .run = NULL };
}

static struct group group_of(const struct tsop_loads *loads, const size_t *applicant)
{
	uint32_t party = loads->run->applicants.rows[*applicant].party;

	if (party == TSOP_ASSIGN_NO_PARTY)
		return (struct group){ applicant, 1 };
	return (struct group){ loads->members + loads->end[party],
			       loads->end[party + 1] - loads->end[party] };
}

/* How many of the group are on the course, if all of them could leave it; else 0. */
static int64_t count_leavers(const struct tsop_loads *loads, struct group group, uint16_t course)
{
	int64_t n = 0;

	for (size_t i = 0; i < group.n; i++) {
		const struct tsop_applicant *person = &loads->run->applicants.rows[group.members[i]];

		if (person->holds_seat || (person->had_place && person->was == course))
			return 0;
		n += loads->run->standings[group.members[i]].course == course;
	}
	return n;
}

/* Could those of the group who are on a course be on the other one, and would they cost less? */
static bool costs_less(const struct tsop_loads *loads, struct group group, uint16_t from,
		       uint16_t to)
{
	const struct tsop_run *run = loads->run;
	int64_t rank = 0;
	int64_t meters = 0;

	for (size_t i = 0; i < group.n; i++) {
		const struct tsop_applicant *person = &run->applicants.rows[group.members[i]];
		uint16_t there = tsop_applicant_rank(person, to);

		if (run->standings[group.members[i]].course != from)
			continue;
		if (there == TSOP_ASSIGN_FORBIDDEN)
			return false;
		rank += there - tsop_applicant_rank(person, from);
		meters += tsop_place_meters(person->municipality, &run->courses.rows[to]) -
			  tsop_place_meters(person->municipality, &run->courses.rows[from]);
	}
	return rank < 0 || (rank == 0 && meters < 0);
}

/* How many would leave the applicant's course below its minimum; 0: it needs them not. */
static int64_t count_needed(const struct tsop_loads *loads, struct group group, uint16_t own)
{
	const struct tsop_run *run = loads->run;
	int64_t n;

	if (run->options->fill != NULL || !run->place_rules.mechanism->weighs_minima ||
	    run->place_rules.spread != TSOP_SPREAD_ANY || own == TSOP_ASSIGN_NO_COURSE ||
	    run->courses.rows[own].minimum == 0)
		return 0;
	n = count_leavers(loads, group, own);
	return loads->taken[own] - n < run->courses.rows[own].minimum ? n : 0;
}

bool tsop_loads_needed_instead(const struct tsop_loads *loads, size_t applicant, uint16_t course)
{
	const struct tsop_courses_row *row = &loads->run->courses.rows[course];
	const struct group group = group_of(loads, &applicant);
	uint16_t own = loads->run->standings[applicant].course;
	int64_t n = count_needed(loads, group, own);

	return n > 0 && !row->is_closed && loads->taken[course] + n <= row->capacity &&
	       costs_less(loads, (struct group){ &applicant, 1 }, own, course) &&
	       costs_less(loads, group, own, course);
}

bool tsop_loads_is_needed(const struct tsop_loads *loads, size_t applicant)
{
	for (size_t i = 0; i < loads->run->courses.n; i++)
		if (tsop_loads_needed_instead(loads, applicant, (uint16_t)i))
			return true;
	return false;
}

const struct tsop_loads_home *tsop_loads_home(const struct tsop_loads *loads, size_t applicant)
{
	const struct tsop_applicant *person = &loads->run->applicants.rows[applicant];

	if (person->party == TSOP_ASSIGN_NO_PARTY || person->holds_seat ||
	    loads->homes[person->party].course == TSOP_ASSIGN_NO_COURSE)
		return NULL;
	return &loads->homes[person->party];
}
