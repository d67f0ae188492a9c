#include "verify/optimum/stages.h"

#include <inttypes.h>

#include "base/i18n.h"

struct staging {
	struct tsop_costs *costs;
	const struct tsop_result_proof *proof;
	struct tsop_checking *checking;
	int64_t *people; /* by rank, counted; proof->n_stages - 1 of them */
};

/* Gain less price at a stage: of a course, or (n_courses) of none. */
static int64_t gain(const struct tsop_costs *costs, const int64_t *meters, size_t course,
		    size_t stage)
{
	const struct tsop_result_proof *proof = &costs->result->proof;
	int64_t price;

	if (course == costs->n_courses)
		return 0;
	price = proof->stage_prices[stage * costs->n_courses + course];
	if (stage + 1 == proof->n_stages)
		return -meters[course] - price;
	return (costs->ranks[course] == stage) - price;
}

/* At the prices: > 0 course a is better than b, < 0 worse, 0 as good. */
static int compare(const struct tsop_costs *costs, const int64_t *meters, size_t a, size_t b)
{
	for (size_t stage = 0; stage < costs->result->proof.n_stages; stage++) {
		int64_t one = gain(costs, meters, a, stage);
		int64_t other = gain(costs, meters, b, stage);

		if (one != other)
			return one > other ? 1 : -1;
	}
	return 0;
}

/* The first price of the course that is not 0; or 0. */
static int64_t first_price(const struct tsop_costs *costs, size_t course)
{
	const struct tsop_result_proof *proof = &costs->result->proof;
	int64_t first = 0;

	for (size_t stage = 0; stage < proof->n_stages && first == 0; stage++)
		first = proof->stage_prices[stage * costs->n_courses + course];
	return first;
}

/* Could whom ranks were filled for have a rank that has no stage? */
static bool lacks_stage(const struct staging *staging)
{
	const struct tsop_costs *costs = staging->costs;

	for (size_t i = 0; i < costs->n_courses; i++)
		if (costs->ranks[i] != TSOP_COSTS_FORBIDDEN &&
		    costs->ranks[i] + (size_t)1 >= staging->proof->n_stages)
			return true;
	return false;
}

/* A course (n_courses: none) that they would gain more on; or one more. */
static size_t find_better(const struct tsop_costs *costs, const int64_t *meters, size_t course)
{
	for (size_t i = 0; i <= costs->n_courses; i++)
		if ((i == costs->n_courses || costs->ranks[i] != TSOP_COSTS_FORBIDDEN) &&
		    compare(costs, meters, i, course) > 0)
			return i;
	return costs->n_courses + 1;
}

static void check_place(const struct staging *staging, const int64_t *meters, size_t course,
			unsigned long long line, const char *who)
{
	const struct tsop_costs *costs = staging->costs;
	size_t better;

	if (lacks_stage(staging)) {
		tsop_checking_fault(staging->checking, staging->proof->line, "stages",
				    _("%s: could have a rank that has no stage"), who);
		return;
	}
	better = find_better(costs, meters, course);
	if (better <= costs->n_courses)
		tsop_checking_fault(staging->checking, line, "course",
				    _("%s: %s would gain more at the prices of the proof"), who,
				    better < costs->n_courses
					    ? costs->result->header.courses[better].id
					    : _("no course"));
}

static void count(const struct staging *staging, size_t course)
{
	size_t rank = staging->costs->ranks[course];

	if (rank + 1 < staging->proof->n_stages)
		staging->people[rank]++;
	else
		tsop_checking_fault(staging->checking, staging->proof->line, "stages",
				    _("expected one for each rank, and the last for meters"));
}

/* If all of parties gained most where they are, the prices would prove that, too. */
static void check_people(const struct staging *staging)
{
	struct tsop_costs *costs = staging->costs;
	bool leaves_rightly = staging->proof->prices_prove_all;

	for (size_t at = 0; at < costs->n_order; at++) {
		const struct tsop_result_person *row =
			&costs->result->people[costs->order[at]];
		const int64_t *meters = tsop_costs_meters(costs, row->municipality);
		size_t place = tsop_costs_place(costs, row->course);
		char who[TSOP_NUM_TEXT + 1] = "e";

		if (costs->candidates->rows[costs->order[at]].holds)
			continue;
		tsop_costs_of_person(costs, at);
		if (row->course != TSOP_RESULT_NO_COURSE) {
			if (costs->ranks[row->course] == TSOP_COSTS_FORBIDDEN)
				continue; /* told elsewhere */
			count(staging, row->course);
		}
		if (costs->party_size > 1 && !staging->proof->prices_prove_all) {
			leaves_rightly = leaves_rightly ||
					 find_better(costs, meters, place) <= costs->n_courses;
			continue;
		}
		tsop_num_write(row->number, who + 1);
		check_place(staging, meters, place, row->line, who);
	}
	if (!leaves_rightly)
		tsop_checking_fault(staging->checking, staging->proof->line, "prices_prove_all",
				    _("expected true"));
}

static void check_held(const struct staging *staging)
{
	struct tsop_costs *costs = staging->costs;
	const struct tsop_result *result = costs->result;

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];

		if (row->reserved > 0)
			tsop_costs_of_held(costs, row->municipality);
		for (int64_t seat = 0; seat < row->reserved; seat++) {
			uint16_t course = result->held[row->first_held + (size_t)seat];

			if (course != TSOP_RESULT_NO_COURSE)
				count(staging, course);
			check_place(staging, tsop_costs_meters(costs, row->municipality),
				    tsop_costs_place(costs, course), row->line, row->id);
		}
	}
}

static void check_prices(const struct staging *staging)
{
	const struct tsop_costs *costs = staging->costs;

	for (size_t i = 0; i < costs->n_courses; i++) {
		const struct tsop_result_course *course = &costs->result->header.courses[i];
		int64_t first = first_price(costs, i);

		if (first < 0)
			tsop_checking_fault(staging->checking, staging->proof->line, "stages",
					    _("%s: has a price below 0"), course->id);
		if (first > 0 && course->enrolled + course->reserved < tsop_result_places(course))
			tsop_checking_fault(staging->checking, staging->proof->line, "stages",
					    _("%s: has a price, and places are free"), course->id);
	}
}

/* Is the result better than what it says that none is? */
static bool is_bound_under(const struct staging *staging)
{
	const struct tsop_result_proof *proof = staging->proof;

	for (size_t rank = 0; rank + 1 < proof->n_stages; rank++)
		if (proof->signature_bound[rank] != staging->people[rank])
			return proof->signature_bound[rank] < staging->people[rank];
	return proof->bound.meters > proof->cost.meters;
}

static void check_bound(const struct staging *staging)
{
	const struct tsop_result_proof *proof = staging->proof;

	if (proof->has_bound == proof->is_optimal)
		tsop_checking_fault(staging->checking, proof->line, "bound",
				    _("expected one where the optimum is not proven, and only "
				      "there"));
	else if (proof->has_bound && is_bound_under(staging))
		tsop_checking_fault(staging->checking, proof->line, "bound",
				    _("is worse than the result"));
	if (proof->prices_prove_all)
		tsop_checking_passed(staging->checking, "optimum");
	else
		tsop_checking_open(staging->checking,
				   proof->is_optimal ? "that no places of the parties are better"
						     : "the bound: that no places of the parties "
						       "are better than it");
}

/* How many people and held seats have each rank. */
static void check_signature(const struct staging *staging)
{
	const struct tsop_result_proof *proof = staging->proof;

	if (!tsop_result_knows_held(staging->costs->result)) {
		tsop_checking_open(staging->checking, "how many have each rank: it is not known "
						      "whose the held seats are");
		return;
	}
	for (size_t rank = 0; rank + 1 < proof->n_stages; rank++)
		if (proof->signature[rank] != staging->people[rank])
			tsop_checking_fault(staging->checking, proof->line, "stages",
					    _("rank %zu: expected %" PRId64 " people"), rank + 1,
					    staging->people[rank]);
}

void tsop_stages_check(struct tsop_costs *costs, struct tsop_checking *checking)
{
	int64_t people[TSOP_RESULT_COURSES_MAX + 2] = { 0 };
	const struct staging staging = { costs, &costs->result->proof, checking, people };

	check_prices(&staging);
	check_people(&staging);
	check_held(&staging);
	check_signature(&staging);
	check_bound(&staging);
}

static bool is_as_good(const struct tsop_costs *costs, const int64_t *meters, size_t course,
		       size_t here)
{
	return compare(costs, meters, course, here) == 0;
}

static bool is_free(const struct tsop_costs *costs, size_t course)
{
	return first_price(costs, course) == 0;
}

const struct tsop_settled_prices tsop_stages_settled = { is_as_good, is_free };
