/* Courses that close or run. */
#include "assign/prover.h"

/* May the course close, and does it have nobody, or people, but too few? */
static bool is_open(const struct tsop_prover *prover, uint16_t course, bool is_empty)
{
	size_t load = prover->flow.load[course];

	if (prover->state[course] != TSOP_PROVER_FREE || !tsop_prover_has_minimum(prover, course))
		return false;
	return is_empty ? load == 0 : load > 0 && load < prover->problem->minimum[course];
}

uint16_t tsop_prover_find_course(const struct tsop_prover *prover, bool is_empty)
{
	uint16_t course = 0;

	while (course < prover->problem->n_courses && !is_open(prover, course, is_empty))
		course++;
	return course;
}

static tsop_int128 greater(struct tsop_margin margin)
{
	return margin.runs > margin.closes ? margin.runs : margin.closes;
}

static int find_margins(struct tsop_prover *prover, struct tsop_error *err)
{
	for (uint16_t course = 0; course < prover->problem->n_courses; course++)
		prover->least[course] = prover->state[course] == TSOP_PROVER_FREE &&
							tsop_prover_has_minimum(prover, course) ?
						prover->problem->minimum[course] :
						0;
	return tsop_margin_find(&prover->flow, prover->least, prover->margin, err);
}

/*
 * Of the courses that have people, but too few, the one of which it is surest
 * whether it closes: what it does not do is soon proven, and the rest is a
 * smaller problem.
 */
static uint16_t find_surest(const struct tsop_prover *prover)
{
	uint16_t surest = tsop_prover_find_course(prover, false);

	for (uint16_t course = surest; course < prover->problem->n_courses; course++)
		if (is_open(prover, course, false) &&
		    greater(prover->margin[course]) > greater(prover->margin[surest]))
			surest = course;
	return surest;
}

enum tsop_proving tsop_prover_grow_course(struct tsop_prover *prover, size_t at, uint16_t course,
					  struct tsop_error *err)
{
	enum tsop_proving outcome;

	prover->certificate->nodes[at].kind = TSOP_CERTIFICATE_COURSE;
	prover->certificate->nodes[at].course = course;
	tsop_prover_settle(prover, course, TSOP_PROVER_CLOSED);
	outcome = tsop_prover_grow(prover, err);
	tsop_prover_settle(prover, course, TSOP_PROVER_RUNS);
	if (outcome == TSOP_PROVING_DONE)
		outcome = tsop_prover_grow(prover, err);
	tsop_prover_settle(prover, course, TSOP_PROVER_FREE);
	return outcome;
}

/* Nobody goes where there are no seats, as margins have it: by a price that no seat pays for. */
static void price_seatless(const struct tsop_prover *prover, struct tsop_assign_cost *price)
{
	for (size_t course = 0; course < prover->problem->n_courses; course++)
		if (prover->flow.capacity[course] == 0 && !prover->is_closed[course])
			price[course] = (struct tsop_assign_cost){ .unassigned = 1 };
}

/* A leaf where the course closes, by the prices that rule it out; and it runs. */
static enum tsop_proving rule_out(struct tsop_prover *prover, size_t at, uint16_t course,
				  struct tsop_error *err)
{
	enum tsop_proving outcome;
	size_t leaf;

	prover->certificate->nodes[at].kind = TSOP_CERTIFICATE_COURSE;
	prover->certificate->nodes[at].course = course;
	tsop_prover_settle(prover, course, TSOP_PROVER_CLOSED);
	outcome = tsop_prover_add(prover, &leaf, err);
	if (outcome == TSOP_PROVING_DONE)
		outcome = tsop_prover_take_prices(prover, leaf, err);
	if (outcome == TSOP_PROVING_DONE)
		price_seatless(prover, prover->certificate->nodes[leaf].price);
	tsop_prover_settle(prover, course, TSOP_PROVER_RUNS);
	prover->sure[prover->n_sure++] = course;
	return outcome;
}

/* Do the prices say that the course does not close? */
static bool is_ruled_out(struct tsop_prover *prover, uint16_t course)
{
	bool is_enough_closed;

	if (!is_open(prover, course, false))
		return false;
	tsop_prover_settle(prover, course, TSOP_PROVER_CLOSED);
	is_enough_closed = tsop_prover_is_enough(prover, prover->margin[course].leaves);
	tsop_prover_settle(prover, course, TSOP_PROVER_FREE);
	return is_enough_closed;
}

enum tsop_proving tsop_prover_grow_courses(struct tsop_prover *prover, size_t at,
					   struct tsop_error *err)
{
	enum tsop_proving outcome = TSOP_PROVING_DONE;
	size_t n_sure = prover->n_sure;

	if (find_margins(prover, err) != 0)
		return TSOP_PROVING_FAILED;
	for (uint16_t course = 0;
	     course < prover->problem->n_courses && outcome == TSOP_PROVING_DONE; course++) {
		if (!is_ruled_out(prover, course))
			continue;
		if (prover->n_sure > n_sure)
			outcome = tsop_prover_add(prover, &at, err);
		if (outcome == TSOP_PROVING_DONE)
			outcome = rule_out(prover, at, course, err);
	}
	if (outcome == TSOP_PROVING_DONE)
		outcome = prover->n_sure > n_sure ?
				  tsop_prover_grow(prover, err) :
				  tsop_prover_grow_course(prover, at, find_surest(prover), err);
	while (prover->n_sure > n_sure)
		tsop_prover_settle(prover, prover->sure[--prover->n_sure], TSOP_PROVER_FREE);
	return outcome;
}
