#include "keep/cycle.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { KINDS = 3 }; /* of an arc: a move less, as many, a move more */

/* The person who goes most cheaply; cost is that of the places alone, without prices. */
struct tsop_cycle_arc {
	tsop_int128 cost; /* NONE: there is nobody */
	uint32_t who;
};

/* A node with a number of moves so far. */
struct tsop_cycle_state {
	tsop_int128 distance;
	uint32_t before; /* the state that it was reached from */
	uint32_t who;
	bool is_queued;
};

static size_t n_levels(const struct tsop_cycles *cycles)
{
	return 2 * cycles->nodes + 1;
}

int tsop_cycles_init(struct tsop_cycles *cycles, const struct tsop_flow *flow,
		     struct tsop_error *err)
{
	size_t nodes = (size_t)flow->outside + 1;
	size_t states = (2 * nodes + 1) * nodes;
	struct tsop_arena *arena = &cycles->arena;

	*cycles = (struct tsop_cycles){ .flow = flow, .nodes = nodes };
	tsop_arena_init(arena);
	cycles->arcs = tsop_arena_take(arena, nodes * nodes, KINDS * sizeof *cycles->arcs);
	cycles->has_arcs = tsop_arena_take(arena, nodes, sizeof *cycles->has_arcs);
	cycles->states = tsop_arena_take(arena, states, sizeof *cycles->states);
	cycles->queue = tsop_arena_take(arena, states, sizeof *cycles->queue);
	cycles->least = tsop_arena_take(arena, n_levels(cycles), sizeof *cycles->least);
	cycles->start = tsop_arena_take(arena, n_levels(cycles), sizeof *cycles->start);
	return cycles->arcs == NULL || cycles->has_arcs == NULL || cycles->states == NULL ||
			       cycles->queue == NULL || cycles->least == NULL ||
			       cycles->start == NULL ?
		       tsop_fail_memory(err) :
		       0;
}

void tsop_cycles_release(struct tsop_cycles *cycles)
{
	free(cycles->sum);
	free(cycles->last);
	free(cycles->waiting);
	free(cycles->is_waiting);
	free(cycles->steps);
	tsop_arena_release(&cycles->arena);
	*cycles = (struct tsop_cycles){ 0 };
}

void tsop_cycles_forget(struct tsop_cycles *cycles, uint16_t node)
{
	cycles->has_arcs[node] = false;
}

static struct tsop_cycle_arc *arcs_between(const struct tsop_cycles *cycles, size_t from, size_t to)
{
	return &cycles->arcs[(from * cycles->nodes + to) * KINDS];
}

static bool is_before(const struct tsop_flow *flow, uint32_t a, uint32_t b)
{
	const uint32_t *lot = flow->problem->lot;

	return lot == NULL ? a < b : lot[a] < lot[b];
}

static void offer(const struct tsop_cycles *cycles, uint32_t who, uint16_t from)
{
	const struct tsop_flow *flow = cycles->flow;
	int64_t here = tsop_flow_cost(flow, who, from);
	uint16_t was = flow->problem->stay->course[who];

	for (uint16_t to = 0; to <= flow->outside; to++) {
		int64_t there = tsop_flow_cost(flow, who, to);
		struct tsop_cycle_arc *arc =
			&arcs_between(cycles, from, to)[was == from ? 2 : was == to ? 0 : 1];
		tsop_int128 cost;

		if (to == from || there == TSOP_MOVE_NONE)
			continue;
		cost = tsop_flow_wide(flow, there - here);
		if (cost < arc->cost || (cost == arc->cost && is_before(flow, who, arc->who)))
			*arc = (struct tsop_cycle_arc){ cost, who };
	}
}

/* Where nobody need go: a seat is taken that was free, or left empty. */
static void offer_seats(const struct tsop_cycles *cycles, uint16_t course)
{
	const struct tsop_flow *flow = cycles->flow;
	const struct tsop_cycle_arc nobody = { 0, TSOP_CYCLE_NOBODY };
	struct tsop_cycle_arc *taken = &arcs_between(cycles, course, flow->outside)[1];
	struct tsop_cycle_arc *left = &arcs_between(cycles, flow->outside, course)[1];

	if (flow->load[course] < flow->capacity[course] && taken->cost >= 0)
		*taken = nobody;
	if (flow->load[course] > flow->minimum[course] && left->cost >= 0)
		*left = nobody;
}

/* Bring the arcs up to date. */
static void find_arcs(struct tsop_cycles *cycles)
{
	const struct tsop_flow *flow = cycles->flow;
	const size_t kinds = cycles->nodes * KINDS;

	cycles->has_arcs[flow->outside] = false;
	for (size_t from = 0; from < cycles->nodes; from++)
		for (size_t i = 0; !cycles->has_arcs[from] && i < kinds; i++)
			cycles->arcs[from * kinds + i] =
				(struct tsop_cycle_arc){ TSOP_COST_NONE, TSOP_CYCLE_NOBODY };
	for (uint32_t who = 0; who < flow->problem->n_people; who++)
		if (!tsop_flow_is_pinned(flow, who) && !cycles->has_arcs[flow->at[who]])
			offer(cycles, who, flow->at[who]);
	for (uint16_t course = 0; course < flow->outside; course++)
		offer_seats(cycles, course);
	memset(cycles->has_arcs, 1, cycles->nodes * sizeof *cycles->has_arcs);
}

/* A search for cycles whose least node is `start`. */
struct search {
	struct tsop_cycles *cycles;
	uint16_t start;
	tsop_int128 limit;
	size_t first, n; /* of the queue, which is a ring */
};

static void reach(struct search *search, size_t level, uint16_t node,
		  struct tsop_cycle_state state)
{
	struct tsop_cycles *cycles = search->cycles;
	size_t index = level * cycles->nodes + node;
	struct tsop_cycle_state *here = &cycles->states[index];

	if (state.distance >= here->distance || state.distance > search->limit)
		return;
	state.is_queued = here->is_queued;
	*here = state;
	if (here->is_queued || node == search->start)
		return;
	here->is_queued = true;
	cycles->queue[(search->first + search->n++) % (n_levels(cycles) * cycles->nodes)] =
		(uint32_t)index;
}

static void go_on_from(struct search *search, uint32_t index)
{
	const struct tsop_cycles *cycles = search->cycles;
	const tsop_int128 *price = cycles->flow->price;
	size_t level = index / cycles->nodes;
	uint16_t from = (uint16_t)(index % cycles->nodes);
	tsop_int128 base = cycles->states[index].distance - price[from];

	for (uint16_t to = search->start; to <= cycles->flow->outside; to++) {
		const struct tsop_cycle_arc *arc = arcs_between(cycles, from, to);

		for (size_t kind = 0; kind < KINDS; kind++) {
			if (arc[kind].cost == TSOP_COST_NONE || level + kind < 1 ||
			    level + kind > n_levels(cycles))
				continue;
			reach(search, level + kind - 1, to,
			      (struct tsop_cycle_state){
				      .distance = base + arc[kind].cost + price[to],
				      .before = index,
				      .who = arc[kind].who,
			      });
		}
	}
}

/* Shortest paths from a node back to it, over nodes that are not less. */
static void search_from(struct tsop_cycles *cycles, uint16_t start, tsop_int128 limit)
{
	struct search search = { .cycles = cycles, .start = start, .limit = limit };
	size_t n_states = n_levels(cycles) * cycles->nodes;
	uint32_t origin = (uint32_t)(cycles->nodes * cycles->nodes + start);

	assert(n_states > 0);
	for (size_t i = 0; i < n_states; i++)
		cycles->states[i] = (struct tsop_cycle_state){ .distance = TSOP_COST_NONE };
	cycles->states[origin].distance = 0;
	go_on_from(&search, origin);
	while (search.n > 0) {
		uint32_t index = cycles->queue[search.first];

		search.first = (search.first + 1) % n_states;
		search.n--;
		cycles->states[index].is_queued = false;
		go_on_from(&search, index);
	}
}

void tsop_cycles_find(struct tsop_cycles *cycles, tsop_int128 limit)
{
	find_arcs(cycles);
	for (size_t level = 0; level < n_levels(cycles); level++)
		cycles->least[level] = TSOP_COST_NONE;
	cycles->least[cycles->nodes] = 0;
	for (uint16_t start = 0; start <= cycles->flow->outside; start++) {
		search_from(cycles, start, limit);
		for (size_t level = 0; level < n_levels(cycles); level++) {
			tsop_int128 cost = cycles->states[level * cycles->nodes + start].distance;

			if (cost >= cycles->least[level])
				continue;
			cycles->least[level] = cost;
			cycles->start[level] = start;
		}
	}
}

/* Append the steps of the cheapest cycle with that many moves, the last first. */
static int append_steps(struct tsop_cycles *cycles, int64_t moves, tsop_int128 limit,
			struct tsop_error *err)
{
	size_t level = (size_t)(moves + (int64_t)cycles->nodes);
	uint16_t start = cycles->start[level];
	uint32_t index = (uint32_t)(level * cycles->nodes + start);
	uint32_t origin = (uint32_t)(cycles->nodes * cycles->nodes + start);

	search_from(cycles, start, limit);
	while (index != origin) {
		const struct tsop_cycle_state *state = &cycles->states[index];
		struct tsop_cycle_step *steps = tsop_array_room(
			cycles->steps, cycles->n_steps, &cycles->cap_steps, sizeof *steps);

		if (steps == NULL)
			return tsop_fail_memory(err);
		cycles->steps = steps;
		steps[cycles->n_steps++] = (struct tsop_cycle_step){
			.from = (uint16_t)(state->before % cycles->nodes),
			.to = (uint16_t)(index % cycles->nodes),
			.who = state->who,
		};
		index = state->before;
	}
	return 0;
}

int tsop_cycles_follow(struct tsop_cycles *cycles, int64_t moves, struct tsop_error *err)
{
	cycles->n_steps = 0;
	return append_steps(cycles, moves, tsop_cycles_least(cycles, moves), err);
}

/* Sums of moves that may be passed on the way to one of at most `most`, shifted to start at 0. */
struct range {
	int64_t low;
	size_t n;
};

static int make_room(struct tsop_cycles *cycles, size_t n, struct tsop_error *err)
{
	if (n <= cycles->cap_sums)
		return 0;
	free(cycles->sum);
	free(cycles->last);
	free(cycles->waiting);
	free(cycles->is_waiting);
	cycles->cap_sums = 0;
	cycles->sum = calloc(n, sizeof *cycles->sum);
	cycles->last = calloc(n, sizeof *cycles->last);
	cycles->waiting = calloc(n, sizeof *cycles->waiting);
	cycles->is_waiting = calloc(n, sizeof *cycles->is_waiting);
	if (cycles->sum == NULL || cycles->last == NULL || cycles->waiting == NULL ||
	    cycles->is_waiting == NULL)
		return tsop_fail_memory(err);
	cycles->cap_sums = n;
	return 0;
}

/* The least sums of cycles for all numbers of moves within the range. */
static void add_up(struct tsop_cycles *cycles, struct range range)
{
	const int64_t most = (int64_t)cycles->nodes;
	size_t first = 0, n = 1;

	assert(range.n > 0);
	for (size_t i = 0; i < range.n; i++)
		cycles->sum[i] = TSOP_COST_NONE;
	memset(cycles->is_waiting, 0, range.n * sizeof *cycles->is_waiting);
	cycles->sum[-range.low] = 0;
	cycles->waiting[0] = (size_t)-range.low;
	while (n > 0) {
		size_t from = cycles->waiting[first];

		first = (first + 1) % range.n;
		n--;
		cycles->is_waiting[from] = false;
		for (int64_t moves = -most; moves <= most; moves++) {
			int64_t to = (int64_t)from + moves;
			tsop_int128 cost = tsop_cycles_least(cycles, moves);

			if (to < 0 || to >= (int64_t)range.n || cost == TSOP_COST_NONE ||
			    cycles->sum[from] + cost >= cycles->sum[to])
				continue;
			cycles->sum[to] = cycles->sum[from] + cost;
			cycles->last[to] = moves;
			if (!cycles->is_waiting[to])
				cycles->waiting[(first + n++) % range.n] = (size_t)to;
			cycles->is_waiting[to] = true;
		}
	}
}

int tsop_cycles_mix(struct tsop_cycles *cycles, int64_t most, tsop_int128 price,
		    struct tsop_cycle_mix *mix, bool *any, struct tsop_error *err)
{
	const int64_t nodes = (int64_t)cycles->nodes;
	int64_t low = (most < 0 ? most - nodes : 0) - nodes;
	int64_t high = (most < 0 ? 0 : most) + nodes;
	struct range range = { low, (size_t)(high - low + 1) };

	*any = false;
	cycles->n_steps = 0;
	if (make_room(cycles, range.n, err) != 0)
		return -1;
	add_up(cycles, range);
	for (int64_t moves = most < 0 ? most - nodes : 0; moves <= most; moves++) {
		tsop_int128 cost = cycles->sum[moves - low];

		if (cost == TSOP_COST_NONE ||
		    (*any && cost - price * moves >= mix->cost - price * mix->moves))
			continue;
		*mix = (struct tsop_cycle_mix){ cost, moves };
		*any = true;
	}
	for (int64_t left = *any ? mix->moves : 0; left != 0; left -= cycles->last[left - low])
		if (append_steps(cycles, cycles->last[left - low],
				 tsop_cycles_least(cycles, cycles->last[left - low]), err) != 0)
			return -1;
	return 0;
}
