#include "assign/prover.h"

#include <stdlib.h>

#include "base/array.h"

void tsop_prover_settle(struct tsop_prover *prover, uint16_t course, enum tsop_prover_state state)
{
	prover->n_closed -= prover->is_closed[course];
	prover->state[course] = state;
	prover->is_closed[course] = state == TSOP_PROVER_CLOSED;
	prover->n_closed += prover->is_closed[course];
	prover->flow.minimum[course] =
		state == TSOP_PROVER_RUNS && tsop_prover_has_minimum(prover, course) ?
			prover->problem->minimum[course] :
			0;
}

/*
 * Would the courses that are closed by now be preferred to those of the result,
 * at the same cost? If not, none are with more that close.
 */
static bool is_preferred(const struct tsop_prover *prover)
{
	const bool *is_closed = prover->result->is_closed;
	size_t n = 0;
	int first = 0;

	if (is_closed == NULL || !prover->result->optimal)
		return false;
	for (size_t course = 0; course < prover->problem->n_courses; course++) {
		n += is_closed[course];
		if (first == 0 && is_closed[course] != prover->is_closed[course])
			first = is_closed[course] ? -1 : 1;
	}
	return prover->n_closed != n ? prover->n_closed < n : first < 0;
}

bool tsop_prover_is_enough(const struct tsop_prover *prover, tsop_int128 bound)
{
	int order = bound == TSOP_COST_NONE ?
			    1 :
			    tsop_assign_compare(tsop_parties_cost(&prover->parties, bound),
						prover->result->bound);

	return order > 0 || (order == 0 && !is_preferred(prover));
}

tsop_int128 tsop_prover_bound(const struct tsop_prover *prover)
{
	const struct tsop_flow *flow = &prover->flow;
	tsop_int128 bound = flow->cost;

	if (flow->is_beyond)
		return TSOP_COST_NONE;
	for (uint16_t course = 0; course < flow->outside; course++) {
		if (flow->capacity[course] < flow->minimum[course])
			return TSOP_COST_NONE;
		if (flow->load[course] < flow->minimum[course])
			bound += TSOP_COST_SHORT *
				 (tsop_int128)(flow->minimum[course] - flow->load[course]);
	}
	return bound;
}

enum tsop_proving tsop_prover_add(struct tsop_prover *prover, size_t *at, struct tsop_error *err)
{
	struct tsop_certificate *certificate = prover->certificate;
	struct tsop_certificate_node *nodes;

	if (certificate->n_nodes == prover->max_nodes)
		return TSOP_PROVING_TOO_LARGE;
	nodes = tsop_array_room(certificate->nodes, certificate->n_nodes, &certificate->cap_nodes,
				sizeof *nodes);
	if (nodes == NULL) {
		tsop_fail_memory(err);
		return TSOP_PROVING_FAILED;
	}
	certificate->nodes = nodes;
	*at = certificate->n_nodes++;
	nodes[*at] = (struct tsop_certificate_node){ .kind = TSOP_CERTIFICATE_LEAF };
	return TSOP_PROVING_DONE;
}

/* Room for prices of the node, which are 0; NULL: no memory. */
static struct tsop_assign_cost *add_prices(struct tsop_prover *prover, size_t at,
					   struct tsop_error *err)
{
	struct tsop_assign_cost *price = calloc(prover->problem->n_courses + 1, sizeof *price);

	if (price == NULL)
		tsop_fail_memory(err);
	prover->certificate->nodes[at].price = price;
	return price;
}

enum tsop_proving tsop_prover_take_prices(struct tsop_prover *prover, size_t at,
					  struct tsop_error *err)
{
	struct tsop_assign_cost *price = add_prices(prover, at, err);

	for (size_t course = 0; course < prover->problem->n_courses && price != NULL; course++)
		if (!prover->is_closed[course])
			price[course] = tsop_cost_unpack(prover->flow.price[course]);
	return price == NULL ? TSOP_PROVING_FAILED : TSOP_PROVING_DONE;
}

enum tsop_proving tsop_prover_take_lack(struct tsop_prover *prover, size_t at,
					struct tsop_error *err)
{
	struct tsop_assign_cost *price = add_prices(prover, at, err);

	for (size_t course = 0; course < prover->problem->n_courses && price != NULL; course++)
		if (prover->flow.minimum[course] > 0 &&
		    prover->flow.price[course] < -TSOP_COST_SHORT / 2)
			price[course].unassigned = -prover->result->bound.unassigned - 1;
	return price == NULL ? TSOP_PROVING_FAILED : TSOP_PROVING_DONE;
}
