#include "assign/flow.h"

#include <string.h>

enum { NOWHERE = 0x7FFF }; /* in `at`, while people are placed */

static bool has_room(const struct tsop_flow *flow, uint16_t course)
{
	return flow->load[course] < flow->capacity[course];
}

/* Bring the arc up to date with the first move of its heap. */
static void refresh_arc(struct tsop_flow *flow, uint16_t from, uint16_t to)
{
	const struct tsop_heap *heap = tsop_flow_heap(flow, from, to);

	flow->arc[from * tsop_flow_n_nodes(flow) + to] =
		heap->n == 0 ? TSOP_COST_NONE : tsop_flow_wide(flow, heap->moves[0].cost);
}

/* Where a person costs least at the present prices, and whether there is another such place. */
static uint16_t best_node(const struct tsop_flow *flow, uint32_t who, bool *has_equal)
{
	uint16_t best = flow->outside;
	tsop_int128 least = tsop_flow_priced(flow, who, best);

	*has_equal = false;
	for (uint16_t node = 0; node < flow->outside; node++) {
		tsop_int128 cost = tsop_flow_priced(flow, who, node);

		if (cost < least) {
			least = cost;
			best = node;
			*has_equal = false;
		} else if (cost == least) {
			*has_equal = true;
		}
	}
	return best;
}

/* Of the places that cost the person as little as this one, the best for them that has room. */
static uint16_t best_equal(const struct tsop_flow *flow, uint32_t who, uint16_t best)
{
	tsop_int128 least = tsop_flow_priced(flow, who, best);
	int64_t cost = TSOP_MOVE_NONE;

	for (uint16_t node = 0; node < flow->outside; node++) {
		if (!has_room(flow, node) || tsop_flow_cost(flow, who, node) >= cost ||
		    tsop_flow_priced(flow, who, node) != least)
			continue;
		cost = tsop_flow_cost(flow, who, node);
		best = node;
	}
	return best;
}

static int allocate(struct tsop_flow *flow)
{
	struct tsop_arena *arena = &flow->arena;
	size_t nodes = tsop_flow_n_nodes(flow);

	flow->at = tsop_arena_take(arena, flow->problem->n_people, sizeof *flow->at);
	flow->load = tsop_arena_take(arena, nodes, sizeof *flow->load);
	flow->capacity = tsop_arena_take(arena, nodes, sizeof *flow->capacity);
	flow->minimum = tsop_arena_take(arena, nodes, sizeof *flow->minimum);
	flow->price = tsop_arena_take(arena, nodes, sizeof *flow->price);
	flow->has_arcs = tsop_arena_take(arena, nodes, sizeof *flow->has_arcs);
	flow->is_filling = tsop_arena_take(arena, nodes, sizeof *flow->is_filling);
	flow->heaps = tsop_arena_take(arena, nodes * nodes, sizeof *flow->heaps);
	flow->arc = tsop_arena_take(arena, nodes * nodes, sizeof *flow->arc);
	flow->taken = tsop_arena_take(arena, nodes, sizeof *flow->taken);
	flow->emptying = tsop_arena_take(arena, nodes, sizeof *flow->emptying);
	flow->surplus = tsop_arena_take(arena, nodes, sizeof *flow->surplus);
	flow->distance = tsop_arena_take(arena, nodes, sizeof *flow->distance);
	flow->from = tsop_arena_take(arena, nodes, sizeof *flow->from);
	flow->is_free = tsop_arena_take(arena, nodes, sizeof *flow->is_free);
	flow->is_done = tsop_arena_take(arena, nodes, sizeof *flow->is_done);
	if (flow->at == NULL || flow->load == NULL || flow->capacity == NULL ||
	    flow->minimum == NULL || flow->price == NULL || flow->has_arcs == NULL ||
	    flow->is_filling == NULL || flow->heaps == NULL || flow->arc == NULL ||
	    flow->taken == NULL || flow->emptying == NULL || flow->surplus == NULL ||
	    flow->distance == NULL || flow->from == NULL || flow->is_free == NULL ||
	    flow->is_done == NULL)
		return -1;
	return 0;
}

static void place(struct tsop_flow *flow, uint32_t who, uint16_t node)
{
	flow->at[who] = node;
	flow->load[node]++;
	flow->cost += tsop_flow_wide(flow, tsop_flow_cost(flow, who, node));
}

static void place_fixed(struct tsop_flow *flow)
{
	const struct tsop_assign_problem *problem = flow->problem;

	for (uint32_t who = 0; problem->fixed != NULL && who < problem->n_people; who++) {
		if (problem->fixed[who] == TSOP_ASSIGN_NO_COURSE)
			continue;
		flow->at[who] = problem->fixed[who] | TSOP_FLOW_PINNED;
		flow->load[problem->fixed[who]]++;
	}
}

/* First those who have one best place, whose order does not matter, then the others in order. */
static void place_all(struct tsop_flow *flow, const uint32_t *order)
{
	size_t n = flow->problem->n_people;
	bool has_equal;
	bool any = false;

	for (uint32_t who = 0; who < n; who++) {
		uint16_t node;

		if (tsop_flow_is_pinned(flow, who))
			continue;
		node = best_node(flow, who, &has_equal);
		if (has_equal)
			flow->at[who] = NOWHERE;
		else
			place(flow, who, node);
		any = any || has_equal;
	}
	for (size_t i = 0; any && i < n; i++) {
		uint32_t who = order[i];

		if (flow->at[who] == NOWHERE)
			place(flow, who, best_equal(flow, who, best_node(flow, who, &has_equal)));
	}
}

/* TSOP_COST_SHORT, and more than the packed moves on a way over the courses; plain ones are less. */
static tsop_int128 cost_of_lack(const struct tsop_assign_problem *problem)
{
	if (problem->stay == NULL || problem->stay->is_plain)
		return TSOP_COST_SHORT;
	return TSOP_COST_SHORT +
	       tsop_cost_of_move(problem->stay->move) * (tsop_int128)(problem->n_courses + 1);
}

int tsop_flow_init(struct tsop_flow *flow, const struct tsop_assign_problem *problem,
		   const uint32_t *order, const tsop_int128 *price, struct tsop_error *err)
{
	*flow = (struct tsop_flow){ .problem = problem,
				    .outside = (uint16_t)problem->n_courses,
				    .lack = cost_of_lack(problem),
				    .limit = TSOP_COST_NONE };
	tsop_arena_init(&flow->arena);
	if (allocate(flow) != 0)
		return tsop_fail_memory(err);
	memcpy(flow->capacity, problem->capacity, problem->n_courses * sizeof *flow->capacity);
	if (problem->minimum != NULL)
		memcpy(flow->minimum, problem->minimum,
		       problem->n_courses * sizeof *flow->minimum);
	memcpy(flow->price, price, problem->n_courses * sizeof *price);
	place_fixed(flow);
	place_all(flow, order);
	return 0;
}

void tsop_flow_release(struct tsop_flow *flow)
{
	if (flow->heaps != NULL)
		for (size_t i = 0; i < tsop_flow_n_nodes(flow) * tsop_flow_n_nodes(flow); i++)
			tsop_heap_release(&flow->heaps[i]);
	tsop_arena_release(&flow->arena);
	*flow = (struct tsop_flow){ 0 };
}

/* The person's move to a node from where they are; cost TSOP_MOVE_NONE where they may not go. */
static struct tsop_move move_to(const struct tsop_flow *flow, uint32_t who, int64_t here,
				uint16_t to)
{
	struct tsop_move move = { tsop_flow_cost(flow, who, to), 0, who };

	if (move.cost != TSOP_MOVE_NONE)
		move.cost -= here;
	move.lot = flow->problem->lot == NULL ? who : flow->problem->lot[who];
	return move;
}

/* Begin to fill the spent heaps of a node; is_filling says which those are. */
static int begin_filling(struct tsop_flow *flow, uint16_t from)
{
	size_t want = flow->load[from] / 64 + 16;

	for (uint16_t to = 0; to <= flow->outside; to++) {
		struct tsop_heap *heap = tsop_flow_heap(flow, from, to);

		flow->is_filling[to] = to != from && tsop_heap_is_spent(heap);
		if (flow->is_filling[to] && tsop_heap_begin(heap, want, flow->load[from]) != 0)
			return -1;
	}
	return 0;
}

static void offer_all(struct tsop_flow *flow, uint32_t who, uint16_t from)
{
	int64_t here = tsop_flow_cost(flow, who, from);

	for (uint16_t to = 0; to <= flow->outside; to++) {
		struct tsop_move move;

		if (!flow->is_filling[to])
			continue;
		move = move_to(flow, who, here, to);
		if (move.cost != TSOP_MOVE_NONE)
			tsop_heap_offer(tsop_flow_heap(flow, from, to), move);
	}
}

int tsop_flow_need_arcs(struct tsop_flow *flow, uint16_t from, struct tsop_error *err)
{
	if (flow->has_arcs[from])
		return 0;
	if (begin_filling(flow, from) != 0)
		return tsop_fail_memory(err);
	for (uint32_t who = 0; who < flow->problem->n_people; who++)
		if (flow->at[who] == from)
			offer_all(flow, who, from);
	for (uint16_t to = 0; to <= flow->outside; to++) {
		if (flow->is_filling[to])
			tsop_heap_end(tsop_flow_heap(flow, from, to));
		refresh_arc(flow, from, to);
	}
	flow->has_arcs[from] = true;
	return 0;
}

/* A person has left: take what is no longer good from the front of the heaps there. */
static void leave(struct tsop_flow *flow, uint32_t who, uint16_t from)
{
	for (uint16_t to = 0; to <= flow->outside; to++) {
		struct tsop_heap *heap = tsop_flow_heap(flow, from, to);

		if (heap->n == 0 || heap->moves[0].who != who)
			continue;
		while (heap->n > 0 && flow->at[heap->moves[0].who] != from)
			tsop_heap_pop(heap);
		if (tsop_heap_is_spent(heap))
			flow->has_arcs[from] = false;
		refresh_arc(flow, from, to);
	}
}

/* A person has come: enter them into the heaps there. */
static int enter(struct tsop_flow *flow, uint32_t who, uint16_t node, struct tsop_error *err)
{
	int64_t here = tsop_flow_cost(flow, who, node);

	for (uint16_t to = 0; to <= flow->outside; to++) {
		struct tsop_heap *heap = tsop_flow_heap(flow, node, to);
		struct tsop_move move = move_to(flow, who, here, to);

		if (to == node || move.cost == TSOP_MOVE_NONE)
			continue;
		if (tsop_heap_push(heap, move, flow->at, node) != 0)
			return tsop_fail_memory(err);
		if (heap->n > 0 && heap->moves[0].who == who)
			refresh_arc(flow, node, to);
	}
	return 0;
}

/* Change where a person is counted. */
static void carry(struct tsop_flow *flow, uint32_t who, uint16_t node)
{
	uint16_t from = tsop_flow_node(flow, who);

	flow->load[from]--;
	flow->load[node]++;
	flow->cost += tsop_flow_wide(flow, tsop_flow_cost(flow, who, node) -
						   tsop_flow_cost(flow, who, from));
	if (flow->is_moved != NULL && !flow->is_moved[who]) {
		flow->is_moved[who] = true;
		flow->moved[flow->n_moved++] = who;
	}
}

int tsop_flow_move(struct tsop_flow *flow, uint32_t who, uint16_t node, struct tsop_error *err)
{
	uint16_t from = flow->at[who];

	carry(flow, who, node);
	flow->at[who] = node;
	leave(flow, who, from);
	return enter(flow, who, node, err);
}

void tsop_flow_pin(struct tsop_flow *flow, uint32_t who, uint16_t node)
{
	uint16_t from = tsop_flow_node(flow, who);

	carry(flow, who, node);
	flow->at[who] = node | TSOP_FLOW_PINNED;
	leave(flow, who, from);
}

int tsop_flow_unpin(struct tsop_flow *flow, uint32_t who, struct tsop_error *err)
{
	bool has_equal;
	uint16_t node = best_node(flow, who, &has_equal);

	carry(flow, who, node);
	flow->at[who] = node;
	return enter(flow, who, node, err);
}
