/* Successive shortest paths over the courses, until the flow is an optimum. */
#include "assign/flow.h"
#include "base/i18n.h"

/* The people who have to be at a course, as far as there are seats. */
static int64_t least_load(const struct tsop_flow *flow, uint16_t course)
{
	return flow->minimum[course] < flow->capacity[course] ? flow->minimum[course] :
								flow->capacity[course];
}

/*
 * The seats of a course that are taken at the present prices: all where it has
 * a price above 0, as many as it has to have where below; else, and where
 * being short costs no more than the price, who is there decides.
 */
static int64_t count_taken(const struct tsop_flow *flow, uint16_t course)
{
	int64_t load = (int64_t)flow->load[course];
	int64_t least = least_load(flow, course);
	int64_t most = flow->capacity[course];

	if (flow->price[course] > 0)
		least = most;
	else if (flow->price[course] < 0)
		most = least;
	if (flow->price[course] <= -flow->lack)
		least = 0;
	return load < least ? least : load > most ? most : load;
}

/* What it costs to leave a seat empty that is taken; a minimum that is no more leaves a price. */
static tsop_int128 emptying(const struct tsop_flow *flow, uint16_t course, int64_t taken)
{
	int64_t least = least_load(flow, course);

	if (least > 0 && taken <= least)
		return flow->lack;
	return flow->price[course] < 0 ? -flow->price[course] : 0;
}

/*
 * How many people too many each node has for the seats that are taken; the
 * outside has what the courses lack. Is there any?
 */
static bool count_surplus(struct tsop_flow *flow)
{
	int64_t sum = 0;
	bool any = false;

	for (uint16_t node = 0; node < flow->outside; node++) {
		int64_t taken = count_taken(flow, node);
		int64_t surplus = (int64_t)flow->load[node] - taken;

		flow->taken[node] = taken;
		flow->emptying[node] = emptying(flow, node, taken);
		flow->surplus[node] = surplus;
		sum += surplus;
		any = any || surplus != 0;
	}
	flow->surplus[flow->outside] = -sum;
	return any;
}

static void start_search(struct tsop_flow *flow)
{
	for (uint16_t node = 0; node <= flow->outside; node++) {
		flow->distance[node] = flow->surplus[node] > 0 ? 0 : TSOP_COST_NONE;
		flow->from[node] = node;
		flow->is_done[node] = false;
	}
}

/* The nearest node that is not done, or NO_COURSE. */
static uint16_t nearest(const struct tsop_flow *flow)
{
	uint16_t best = TSOP_ASSIGN_NO_COURSE;
	tsop_int128 least = TSOP_COST_NONE;

	for (uint16_t node = 0; node <= flow->outside; node++) {
		if (!flow->is_done[node] && flow->distance[node] < least) {
			least = flow->distance[node];
			best = node;
		}
	}
	return best;
}

static void relax(struct tsop_flow *flow, uint16_t from, uint16_t to, tsop_int128 distance,
		  bool is_free)
{
	if (distance >= flow->distance[to])
		return;
	flow->distance[to] = distance;
	flow->from[to] = from;
	flow->is_free[to] = is_free;
}

/* Follow the arcs from a node. */
static int follow(struct tsop_flow *flow, uint16_t from, struct tsop_error *err)
{
	const tsop_int128 *arc = &flow->arc[from * tsop_flow_n_nodes(flow)];
	tsop_int128 base = flow->distance[from] - flow->price[from];

	if (!flow->has_arcs[from] && tsop_flow_need_arcs(flow, from, err) != 0)
		return -1;
	flow->is_done[from] = true;
	if (from == flow->outside)
		for (uint16_t to = 0; to < flow->outside; to++)
			relax(flow, from, to, base + flow->price[to] + flow->emptying[to], true);
	else if (flow->taken[from] < least_load(flow, from))
		relax(flow, from, flow->outside, base - flow->lack, true);
	else if (flow->taken[from] < flow->capacity[from])
		relax(flow, from, flow->outside, base, true);
	for (uint16_t to = 0; to <= flow->outside; to++)
		if (!flow->is_done[to] && arc[to] != TSOP_COST_NONE)
			relax(flow, from, to, base + arc[to] + flow->price[to], false);
	return 0;
}

/*
 * Shortest distances from all that have a surplus, up to the first that
 * lacks somebody: *target (NO_COURSE if there is none, and all is reached).
 */
static int search(struct tsop_flow *flow, uint16_t *target, struct tsop_error *err)
{
	for (;;) {
		*target = nearest(flow);
		if (*target == TSOP_ASSIGN_NO_COURSE || flow->surplus[*target] < 0)
			return 0;
		if (follow(flow, *target, err) != 0)
			return -1;
	}
}

/* Prices by the distances, so that the path to the target costs nothing; outside stays 0. */
static void update_prices(struct tsop_flow *flow, tsop_int128 limit)
{
	tsop_int128 outside = flow->distance[flow->outside];

	if (outside > limit)
		outside = limit;
	for (uint16_t node = 0; node < flow->outside; node++) {
		tsop_int128 distance = flow->distance[node];

		flow->price[node] += outside - (distance < limit ? distance : limit);
	}
}

/* One person along each arc of the path to the target. */
static int augment(struct tsop_flow *flow, uint16_t target, struct tsop_error *err)
{
	while (flow->from[target] != target) {
		uint16_t from = flow->from[target];
		uint32_t who;

		if (!flow->is_free[target]) {
			who = tsop_flow_heap(flow, from, target)->moves[0].who;
			if (tsop_flow_move(flow, who, target, err) != 0)
				return -1;
		}
		target = from;
	}
	return 0;
}

/*
 * The dual value of the present prices, which no assignment costs less than:
 * everybody is where they cost least, prices included, and pays for who is too
 * many.
 */
static tsop_int128 dual_value(const struct tsop_flow *flow)
{
	tsop_int128 value = flow->cost;

	for (uint16_t node = 0; node < flow->outside; node++)
		value += flow->price[node] * flow->surplus[node];
	return value;
}

/* Somebody is to be moved, by a search of every link between two courses. */
static void tell(const struct tsop_flow *flow)
{
	const struct tsop_progress_task task = { N_("placing people"), NULL, 0 };

	tsop_progress_step(flow->problem->progress, &task, 1,
			   (uint64_t)tsop_flow_n_nodes(flow) * tsop_flow_n_nodes(flow));
}

int tsop_flow_solve(struct tsop_flow *flow, struct tsop_error *err)
{
	flow->is_beyond = false;
	while (count_surplus(flow)) {
		uint16_t target;

		flow->is_beyond = flow->limit != TSOP_COST_NONE && dual_value(flow) > flow->limit;
		if (flow->is_beyond)
			return 0;
		tell(flow);
		start_search(flow);
		if (search(flow, &target, err) != 0)
			return -1;
		update_prices(flow, flow->distance[target]);
		if (augment(flow, target, err) != 0)
			return -1;
	}
	return 0;
}
