#include "assign/tie.h"

#include <stdlib.h>
#include <string.h>

#include "assign/problem.h"

/* A relation between nodes, a row of bits for each. */
struct relation {
	size_t nodes;
	size_t words; /* in a row */
	uint64_t *bits;
};

static int relation_init(struct relation *relation, size_t nodes, struct tsop_error *err)
{
	relation->nodes = nodes;
	relation->words = (nodes + 63) / 64;
	relation->bits = calloc(nodes * relation->words, sizeof *relation->bits);
	return relation->bits == NULL ? tsop_fail_memory(err) : 0;
}

static void relate(struct relation *relation, size_t from, size_t to)
{
	relation->bits[from * relation->words + to / 64] |= (uint64_t)1 << (to % 64);
}

static bool is_related(const struct relation *relation, size_t from, size_t to)
{
	return (relation->bits[from * relation->words + to / 64] >> (to % 64) & 1) != 0;
}

/* From "an arc leads there" to "a path leads there" (Warshall). */
static void close_relation(struct relation *relation)
{
	for (size_t via = 0; via < relation->nodes; via++) {
		const uint64_t *row = &relation->bits[via * relation->words];

		for (size_t from = 0; from < relation->nodes; from++)
			if (is_related(relation, from, via))
				for (size_t i = 0; i < relation->words; i++)
					relation->bits[from * relation->words + i] |= row[i];
	}
}

/* Can a seat of the course be left empty, or taken, at no cost? */
static bool is_free_out(const struct tsop_flow *flow, uint16_t course)
{
	return flow->price[course] == 0 && flow->load[course] < flow->capacity[course];
}

static bool is_free_in(const struct tsop_flow *flow, uint16_t course)
{
	return flow->price[course] == 0 && flow->load[course] > flow->minimum[course];
}

static void relate_free_seats(const struct tsop_flow *flow, struct relation *relation)
{
	for (uint16_t course = 0; course < flow->outside; course++) {
		if (is_free_out(flow, course))
			relate(relation, course, flow->outside);
		if (is_free_in(flow, course))
			relate(relation, flow->outside, course);
	}
}

static void relate_people(const struct tsop_flow *flow, struct relation *relation)
{
	for (uint32_t who = 0; who < flow->problem->n_people; who++) {
		tsop_int128 here;

		if (tsop_flow_is_pinned(flow, who))
			continue;
		here = tsop_flow_priced(flow, who, flow->at[who]);
		for (uint16_t to = 0; to <= flow->outside; to++)
			if (to != flow->at[who] && tsop_flow_priced(flow, who, to) == here)
				relate(relation, flow->at[who], to);
	}
}

/* Does a tight arc of the person lie on a cycle? `reach` is closed. */
static bool has_other_place(const struct tsop_flow *flow, const struct relation *reach,
			    uint32_t who)
{
	uint16_t node = flow->at[who];
	tsop_int128 here = tsop_flow_priced(flow, who, node);

	for (uint16_t to = 0; to <= flow->outside; to++)
		if (to != node && is_related(reach, to, node) &&
		    tsop_flow_priced(flow, who, to) == here)
			return true;
	return false;
}

/* Does a person's tight arc lie on a cycle at all? */
static bool has_cycle(const struct relation *arcs, const struct relation *reach)
{
	for (size_t from = 0; from < arcs->nodes; from++)
		for (size_t to = 0; to < arcs->nodes; to++)
			if (is_related(arcs, from, to) && is_related(reach, to, from))
				return true;
	return false;
}

/* Which nodes reach which along tight arcs. *any: has somebody another place in another optimum? */
static int find_reach(const struct tsop_flow *flow, struct relation *reach, bool *any,
		      struct tsop_error *err)
{
	struct relation arcs;

	if (relation_init(&arcs, (size_t)flow->outside + 1, err) != 0)
		return -1;
	if (relation_init(reach, arcs.nodes, err) != 0) {
		free(arcs.bits);
		return -1;
	}
	relate_people(flow, &arcs);
	memcpy(reach->bits, arcs.bits, arcs.nodes * arcs.words * sizeof *arcs.bits);
	relate_free_seats(flow, reach);
	close_relation(reach);
	*any = has_cycle(&arcs, reach);
	free(arcs.bits);
	return 0;
}

/* Which nodes lead to one node along tight arcs, found backward from it. */
struct ways {
	uint16_t *next;	 /* [nodes] the node after, NO_COURSE: does not lead there */
	uint16_t *queue; /* [nodes] */
};

static bool is_tight(const struct tsop_flow *flow, uint16_t from, uint16_t to)
{
	tsop_int128 cost = flow->arc[from * ((size_t)flow->outside + 1) + to];

	if (cost != TSOP_COST_NONE && cost + flow->price[to] == flow->price[from])
		return true;
	return (to == flow->outside && is_free_out(flow, from)) ||
	       (from == flow->outside && is_free_in(flow, to));
}

static int find_ways(struct tsop_flow *flow, struct ways *ways, uint16_t to, struct tsop_error *err)
{
	size_t n = 0;

	for (uint16_t node = 0; node <= flow->outside; node++) {
		ways->next[node] = TSOP_ASSIGN_NO_COURSE;
		if (tsop_flow_need_arcs(flow, node, err) != 0)
			return -1;
	}
	ways->next[to] = to;
	ways->queue[n++] = to;
	for (size_t i = 0; i < n; i++) {
		uint16_t node = ways->queue[i];

		for (uint16_t from = 0; from <= flow->outside; from++) {
			if (ways->next[from] != TSOP_ASSIGN_NO_COURSE ||
			    !is_tight(flow, from, node))
				continue;
			ways->next[from] = node;
			ways->queue[n++] = from;
		}
	}
	return 0;
}

/* What a place is worth to a person; there may be more nodes than courses to be judged. */
static int64_t judge(const struct tsop_assign_problem *problem, uint32_t who, uint16_t node)
{
	if (node >= problem->n_courses)
		return TSOP_MOVE_UNASSIGNED;
	return ((int64_t)tsop_problem_rank(problem, who, node) << TSOP_MOVE_RANK_BITS) +
	       tsop_problem_meters(problem, who, node);
}

/* Is a place better for a person than another? Of equal ones the first is. */
static bool is_better(const struct tsop_assign_problem *judged, uint32_t who, uint16_t to,
		      uint16_t than)
{
	int64_t cost = judge(judged, who, to);
	int64_t least = judge(judged, who, than);

	return cost != least ? cost < least : to < than;
}

/* The best for a person of the tight places from which there is a way to theirs. */
static uint16_t best_place(const struct tsop_flow *flow, const struct tsop_assign_problem *judged,
			   const struct ways *ways, uint32_t who)
{
	uint16_t best = tsop_flow_node(flow, who);
	tsop_int128 here = tsop_flow_priced(flow, who, best);

	for (uint16_t to = 0; to <= flow->outside; to++)
		if (ways->next[to] != TSOP_ASSIGN_NO_COURSE && is_better(judged, who, to, best) &&
		    tsop_flow_priced(flow, who, to) == here)
			best = to;
	return best;
}

/* Let one person after the other make room, up to node `to`. */
static int push_on(struct tsop_flow *flow, const struct ways *ways, uint16_t from, uint16_t to,
		   struct tsop_error *err)
{
	size_t nodes = (size_t)flow->outside + 1;

	while (from != to) {
		uint16_t next = ways->next[from];
		tsop_int128 cost = flow->arc[from * nodes + next];

		if (cost != TSOP_COST_NONE && cost + flow->price[next] == flow->price[from] &&
		    tsop_flow_move(flow, flow->heaps[from * nodes + next].moves[0].who, next,
				   err) != 0)
			return -1;
		from = next;
	}
	return 0;
}

static int settle_one(struct tsop_flow *flow, const struct tsop_assign_problem *judged,
		      struct ways *ways, uint32_t who, struct tsop_error *err)
{
	uint16_t node = flow->at[who];
	uint16_t best;

	tsop_flow_pin(flow, who, node);
	if (find_ways(flow, ways, node, err) != 0)
		return -1;
	best = best_place(flow, judged, ways, who);
	if (best == node)
		return 0;
	if (push_on(flow, ways, best, node, err) != 0)
		return -1;
	tsop_flow_pin(flow, who, best);
	return 0;
}

/* Those who have another place in another optimum, while the lot is settled. */
struct settling {
	struct tsop_flow *flow;
	const struct tsop_assign_problem *judged;
	struct relation reach; /* closed, as it was before anybody was pinned */
	bool *is_contested;    /* [nodes] somebody in the part misses the best place they have in any */
	uint32_t *tied;	       /* [n] in the order of their lots */
	size_t n;
	struct ways ways;
};

/* Has the person a better place in some optimum, whoever comes first? */
static bool misses_best(const struct settling *settling, uint32_t who)
{
	const struct tsop_flow *flow = settling->flow;
	uint16_t node = tsop_flow_node(flow, who);
	tsop_int128 here = tsop_flow_priced(flow, who, node);

	for (uint16_t to = 0; to <= flow->outside; to++)
		if (is_related(&settling->reach, to, node) &&
		    is_better(settling->judged, who, to, node) &&
		    tsop_flow_priced(flow, who, to) == here)
			return true;
	return false;
}

/* The order of those in the part matters. */
static void contest(struct settling *settling, uint16_t node)
{
	for (uint16_t other = 0; other <= settling->flow->outside; other++)
		if (is_related(&settling->reach, node, other) &&
		    is_related(&settling->reach, other, node))
			settling->is_contested[other] = true;
}

static void list_tied(struct settling *settling, const uint32_t *by_lot)
{
	const struct tsop_flow *flow = settling->flow;

	for (size_t i = 0; i < flow->problem->n_people; i++)
		if (!tsop_flow_is_pinned(flow, by_lot[i]) &&
		    has_other_place(flow, &settling->reach, by_lot[i]))
			settling->tied[settling->n++] = by_lot[i];
}

/* Without lots there is nothing to settle where the order matters. */
static int settle_all(struct settling *settling, struct tsop_error *err)
{
	const struct tsop_assign_problem *judged = settling->judged;
	size_t n_people = judged->n_people - judged->n_held;

	for (size_t i = 0; i < settling->n; i++) {
		uint32_t who = settling->tied[i];
		uint16_t node = tsop_flow_node(settling->flow, who);

		if (judged->lot == NULL && settling->is_contested[node])
			continue;
		if (settle_one(settling->flow, judged, &settling->ways, who, err) != 0)
			return -1;
		if (who < n_people && misses_best(settling, who))
			contest(settling, node);
	}
	return 0;
}

static int settle(struct settling *settling, const uint32_t *by_lot, bool *is_tied, bool *any,
		  struct tsop_error *err)
{
	const struct tsop_flow *flow = settling->flow;
	size_t nodes = (size_t)flow->outside + 1;

	settling->is_contested = calloc(nodes, sizeof *settling->is_contested);
	settling->tied = calloc(flow->problem->n_people + 1, sizeof *settling->tied);
	settling->ways.next = calloc(nodes, sizeof *settling->ways.next);
	settling->ways.queue = calloc(nodes, sizeof *settling->ways.queue);
	if (settling->is_contested == NULL || settling->tied == NULL ||
	    settling->ways.next == NULL || settling->ways.queue == NULL)
		return tsop_fail_memory(err);
	list_tied(settling, by_lot);
	if (settle_all(settling, err) != 0)
		return -1;
	for (size_t i = 0; i < settling->n; i++) {
		uint32_t who = settling->tied[i];

		is_tied[who] = settling->is_contested[tsop_flow_node(flow, who)];
		*any = *any || is_tied[who];
	}
	return 0;
}

int tsop_tie_settle(struct tsop_flow *flow, const struct tsop_assign_problem *judged,
		    const uint32_t *by_lot, bool *is_tied, bool *any, struct tsop_error *err)
{
	struct settling settling = { .flow = flow, .judged = judged };
	bool has_others;
	int status = find_reach(flow, &settling.reach, &has_others, err);

	*any = false;
	if (status == 0 && has_others)
		status = settle(&settling, by_lot, is_tied, any, err);
	free(settling.reach.bits);
	free(settling.is_contested);
	free(settling.tied);
	free(settling.ways.next);
	free(settling.ways.queue);
	return status;
}
