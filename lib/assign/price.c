#include "assign/price.h"

/* Above what any price has to be: nobody who is there could leave. */
#define ABOVE_ALL ((tsop_int128)1 << (TSOP_COST_UNASSIGNED_BITS + 2))

static size_t n_nodes(const struct tsop_flow *flow)
{
	return (size_t)flow->outside + 1;
}

/* A minimum puts a price below 0; one that is no more may have left it there. */
static bool may_be_below(const struct tsop_flow *flow)
{
	for (uint16_t node = 0; node < flow->outside; node++)
		if (flow->minimum[node] > 0 || flow->price[node] < 0)
			return true;
	return false;
}

/* The nearest node that is not done, or NO_COURSE. */
static uint16_t nearest(const struct tsop_flow *flow)
{
	uint16_t best = TSOP_ASSIGN_NO_COURSE;

	for (uint16_t node = 0; node <= flow->outside; node++)
		if (!flow->is_done[node] && flow->distance[node] != TSOP_COST_NONE &&
		    (best == TSOP_ASSIGN_NO_COURSE || flow->distance[node] < flow->distance[best]))
			best = node;
	return best;
}

/* What the arc between two nodes costs at the present prices, at least 0; or NONE. */
static tsop_int128 reduced(const struct tsop_flow *flow, uint16_t from, uint16_t to)
{
	tsop_int128 cost = flow->arc[from * n_nodes(flow) + to];

	if (to == flow->outside && flow->load[from] < flow->capacity[from] && cost > 0)
		cost = 0;
	if (from == flow->outside && flow->price[to] <= 0)
		return 0;
	if (from == flow->outside && cost > 0)
		cost = 0;
	return cost == TSOP_COST_NONE ? cost : cost + flow->price[to] - flow->price[from];
}

/* The distances from the outside, or to it, over arcs at the present prices (Dijkstra). */
static void search(struct tsop_flow *flow, bool is_to)
{
	uint16_t node;

	for (node = 0; node <= flow->outside; node++) {
		flow->distance[node] = node == flow->outside ? 0 : TSOP_COST_NONE;
		flow->is_done[node] = false;
	}
	while ((node = nearest(flow)) != TSOP_ASSIGN_NO_COURSE) {
		flow->is_done[node] = true;
		for (uint16_t next = 0; next < flow->outside; next++) {
			tsop_int128 arc;

			if (flow->is_done[next])
				continue;
			arc = is_to ? reduced(flow, next, node) : reduced(flow, node, next);
			if (arc != TSOP_COST_NONE && flow->distance[node] + arc < flow->distance[next])
				flow->distance[next] = flow->distance[node] + arc;
		}
	}
}

/* The greatest prices that prove the optimum. */
static void raise_all(struct tsop_flow *flow)
{
	search(flow, true);
	for (uint16_t node = 0; node < flow->outside; node++)
		flow->price[node] = flow->distance[node] == TSOP_COST_NONE ?
					    ABOVE_ALL :
					    flow->price[node] + flow->distance[node];
}

int tsop_price_lower(struct tsop_flow *flow, struct tsop_error *err)
{
	for (uint16_t node = 0; node <= flow->outside; node++)
		if (tsop_flow_need_arcs(flow, node, err) != 0)
			return -1;
	if (may_be_below(flow))
		raise_all(flow);
	search(flow, false);
	for (uint16_t node = 0; node < flow->outside; node++)
		flow->price[node] -= flow->distance[node];
	return 0;
}
