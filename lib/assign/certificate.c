#include "assign/certificate.h"

#include <stdlib.h>

#include "assign/problem.h"
#include "assign/prover.h"
#include "assign/start.h"
#include "base/array.h"

/* List the places that the prices do not rule out. */
static enum tsop_proving list_places(struct tsop_prover *prover, size_t at, size_t party,
				     struct tsop_error *err)
{
	struct tsop_certificate *certificate = prover->certificate;
	struct tsop_certificate_node *node = &certificate->nodes[at];
	uint32_t first = prover->parties.member[prover->parties.first[party]];

	node->kind = TSOP_CERTIFICATE_PARTY;
	node->party = prover->problem->party[first];
	node->first = certificate->n_places;
	for (uint16_t place = 0; place <= prover->flow.outside; place++) {
		uint16_t *places;

		if (tsop_prover_is_enough(prover, tsop_search_bound(&prover->search, party, place)))
			continue;
		places = tsop_array_room(certificate->places, certificate->n_places,
					 &certificate->cap_places, sizeof *places);
		if (places == NULL) {
			tsop_fail_memory(err);
			return TSOP_PROVING_FAILED;
		}
		certificate->places = places;
		places[certificate->n_places++] =
			place == prover->flow.outside ? TSOP_ASSIGN_NO_COURSE : place;
		node->n++;
	}
	return tsop_prover_take_prices(prover, at, err);
}

/* With the party at a place; a course where it is runs. */
static enum tsop_proving grow_place(struct tsop_prover *prover, size_t party, uint16_t place,
				    struct tsop_error *err)
{
	uint16_t course = place == TSOP_ASSIGN_NO_COURSE ? prover->flow.outside : place;
	bool settles = course < prover->flow.outside && prover->state[course] == TSOP_PROVER_FREE;
	enum tsop_proving outcome;

	if (settles)
		tsop_prover_settle(prover, course, TSOP_PROVER_RUNS);
	tsop_search_pin(&prover->search, party, course);
	outcome = tsop_prover_grow(prover, err);
	if (outcome != TSOP_PROVING_FAILED && tsop_search_unpin(&prover->search, party, err) != 0)
		outcome = TSOP_PROVING_FAILED;
	if (settles)
		tsop_prover_settle(prover, course, TSOP_PROVER_FREE);
	return outcome;
}

static enum tsop_proving grow_party(struct tsop_prover *prover, size_t at, size_t party,
				    struct tsop_error *err)
{
	enum tsop_proving outcome = list_places(prover, at, party, err);
	size_t first = prover->certificate->nodes[at].first;
	size_t n = prover->certificate->nodes[at].n;

	for (size_t i = first; i < first + n && outcome == TSOP_PROVING_DONE; i++)
		outcome = grow_place(prover, party, prover->certificate->places[i], err);
	return outcome;
}

enum tsop_proving tsop_prover_grow(struct tsop_prover *prover, struct tsop_error *err)
{
	enum tsop_proving outcome;
	uint16_t course;
	size_t party;
	size_t at;

	outcome = tsop_prover_add(prover, &at, err);
	if (outcome != TSOP_PROVING_DONE)
		return outcome;
	if (tsop_search_solve(&prover->search, err) != 0)
		return TSOP_PROVING_FAILED;
	if (tsop_prover_is_enough(prover, tsop_prover_bound(prover)))
		return tsop_prover_take_prices(prover, at, err);
	if (tsop_flow_is_short(&prover->flow))
		return tsop_prover_take_lack(prover, at, err);
	if (tsop_prover_find_course(prover, false) < prover->problem->n_courses)
		return tsop_prover_grow_courses(prover, at, err);
	party = tsop_search_split(&prover->search);
	if (party < prover->parties.n)
		return grow_party(prover, at, party, err);
	course = tsop_prover_find_course(prover, true);
	if (course < prover->problem->n_courses)
		return tsop_prover_grow_course(prover, at, course, err);
	return TSOP_PROVING_TOO_LARGE; /* an assignment better than the result */
}

static size_t limit_nodes(const struct tsop_assign_problem *problem)
{
	size_t k = problem->n_courses + 1;
	size_t max = TSOP_CERTIFICATE_MAX_NODES;

	if (max > TSOP_CERTIFICATE_MAX_PRICES / k)
		max = TSOP_CERTIFICATE_MAX_PRICES / k;
	if (max > TSOP_CERTIFICATE_MAX_WORK / k / (problem->n_people + 1))
		max = TSOP_CERTIFICATE_MAX_WORK / k / (problem->n_people + 1);
	return max;
}

/* Courses with fixed people run. */
static void settle_fixed(struct tsop_prover *prover)
{
	for (uint32_t who = 0; who < prover->problem->n_people; who++)
		if (tsop_problem_is_fixed(prover->problem, who))
			tsop_prover_settle(prover, prover->problem->fixed[who], TSOP_PROVER_RUNS);
}

static enum tsop_proving search_all(struct tsop_prover *prover, struct tsop_error *err)
{
	enum tsop_proving outcome = TSOP_PROVING_FAILED;
	size_t k = prover->problem->n_courses;

	prover->search.flow = &prover->flow;
	prover->state = calloc(k + 1, sizeof *prover->state);
	prover->is_closed = calloc(k + 1, sizeof *prover->is_closed);
	prover->least = calloc(k + 1, sizeof *prover->least);
	prover->margin = calloc(k + 1, sizeof *prover->margin);
	prover->sure = calloc(k + 1, sizeof *prover->sure);
	if (prover->state == NULL || prover->is_closed == NULL || prover->least == NULL ||
	    prover->margin == NULL || prover->sure == NULL) {
		tsop_fail_memory(err);
	} else if (tsop_search_init(&prover->search, &prover->flow, &prover->parties, 1, err) ==
		   0) {
		prover->search.is_closed = prover->is_closed;
		prover->flow.limit =
			tsop_parties_even_cost(&prover->parties, prover->result->bound);
		settle_fixed(prover);
		outcome = tsop_prover_grow(prover, err);
	}
	tsop_search_release(&prover->search);
	free(prover->state);
	free(prover->is_closed);
	free(prover->least);
	free(prover->margin);
	free(prover->sure);
	return outcome;
}

static enum tsop_proving make(struct tsop_prover *prover, const uint32_t *by_lot,
			      struct tsop_error *err)
{
	enum tsop_proving outcome = TSOP_PROVING_FAILED;

	if (tsop_parties_init(&prover->parties, prover->problem, by_lot, err) == 0) {
		prover->certificate->scale = prover->parties.scale;
		prover->parties.even.minimum = NULL;
		if (tsop_start_flow(&prover->flow, &prover->parties.even, by_lot, err) == 0)
			outcome = search_all(prover, err);
		tsop_flow_release(&prover->flow);
	}
	tsop_parties_release(&prover->parties);
	return outcome;
}

int tsop_certificate_make(const struct tsop_assign_problem *problem,
			  const struct tsop_assign_result *result,
			  struct tsop_certificate *certificate, struct tsop_error *err)
{
	struct tsop_prover prover = { .problem = problem,
				      .result = result,
				      .certificate = certificate,
				      .max_nodes = limit_nodes(problem) };
	enum tsop_proving outcome = TSOP_PROVING_TOO_LARGE;
	uint32_t *by_lot;

	*certificate = (struct tsop_certificate){ .scale = 1 };
	if (prover.max_nodes == 0)
		return 0;
	by_lot = tsop_problem_by_lot(problem, err);
	if (by_lot == NULL)
		return -1;
	outcome = make(&prover, by_lot, err);
	free(by_lot);
	if (outcome != TSOP_PROVING_DONE)
		tsop_certificate_release(certificate);
	return outcome == TSOP_PROVING_FAILED ? -1 : 0;
}

void tsop_certificate_release(struct tsop_certificate *certificate)
{
	for (size_t i = 0; i < certificate->n_nodes; i++)
		free(certificate->nodes[i].price);
	free(certificate->nodes);
	free(certificate->places);
	*certificate = (struct tsop_certificate){ .scale = 1 };
}
