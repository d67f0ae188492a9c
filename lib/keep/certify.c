#include "keep/certify.h"

#include <stdlib.h>

#include "assign/problem.h"
#include "base/array.h"
#include "keep/frontier.h"
#include "keep/holders.h"
#include "keep/hull.h"

/* Nodes times people times courses; where that leaves only a few nodes, none is tried. */
#define WORK_MAX ((size_t)1 << 21)
enum { NODES_MIN = 32 };

/* What has come of a branch. */
enum outcome { FAILED = -1, PROVEN, TOO_LARGE };

struct maker {
	const struct tsop_certify_request *request;
	struct tsop_certify *out;
	size_t max_nodes;
	struct tsop_assign_problem problem; /* with those pinned who are */
	uint16_t *fixed, *was;	  /* [n_people] of it */
	struct tsop_assign_cost cost; /* of the assignment, and its moves */
	int64_t moves;
	bool is_unique; /* it is to be shown that nothing else is as good */
};

/* Compared from the first part on. */
struct sum {
	tsop_int128 part[3];
};

static void add(struct sum *sum, const struct tsop_assign_cost *cost, tsop_int128 times)
{
	sum->part[0] += cost->unassigned * times;
	sum->part[1] += cost->rank * times;
	sum->part[2] += cost->meters * times;
}

static bool is_above(const struct sum *a, const struct sum *b)
{
	for (size_t i = 0; i < 3; i++)
		if (a->part[i] != b->part[i])
			return a->part[i] > b->part[i];
	return false;
}

/* What the person pays on a course at the prices of a leaf. */
static struct sum pay(const struct maker *maker, const struct tsop_certify_node *leaf, uint32_t who,
		      uint16_t course)
{
	const struct tsop_assign_problem *problem = maker->request->problem;
	const struct tsop_assign_cost cost = { 0, tsop_problem_rank(problem, who, course),
					       tsop_problem_meters(problem, who, course) };
	uint16_t was = maker->request->was[who];
	struct sum sum = { { 0, 0, 0 } };

	add(&sum, &cost, leaf->move.scale);
	add(&sum, &leaf->price[course], 1);
	if (was != TSOP_ASSIGN_NO_COURSE && was != course)
		add(&sum, &leaf->move.cost, 1);
	return sum;
}

static struct sum pay_least(const struct maker *maker, const struct tsop_certify_node *leaf,
			    uint32_t who)
{
	struct sum least = { { leaf->move.scale, 0, 0 } };

	if (maker->fixed[who] != TSOP_ASSIGN_NO_COURSE)
		return pay(maker, leaf, who, maker->fixed[who]);
	if (maker->was[who] != TSOP_ASSIGN_NO_COURSE)
		add(&least, &leaf->move.cost, 1);
	for (uint16_t course = 0; course < maker->problem.n_courses; course++) {
		struct sum here;

		if (tsop_problem_rank(maker->request->problem, who, course) == TSOP_ASSIGN_FORBIDDEN)
			continue;
		here = pay(maker, leaf, who, course);
		if (is_above(&least, &here))
			least = here;
	}
	return least;
}

/* Is anybody pinned elsewhere than the assignment has them? */
static bool strays(const struct maker *maker)
{
	for (uint32_t who = 0; who < maker->problem.n_people; who++)
		if (maker->fixed[who] != TSOP_ASSIGN_NO_COURSE &&
		    maker->fixed[who] != maker->request->course[who])
			return true;
	return false;
}

/* Do the prices of the leaf prove what is to be proven? */
static bool is_enough(const struct maker *maker, const struct tsop_certify_node *leaf)
{
	const struct tsop_assign_problem *problem = maker->request->problem;
	const struct tsop_assign_cost meter = { 0, 0, 1 };
	struct sum bound = { { 0, 0, 0 } };
	struct sum fewer, least = { { 0, 0, 0 } };

	for (uint32_t who = 0; who < problem->n_people; who++) {
		struct sum own;

		if (tsop_problem_is_fixed(problem, who)) {
			add(&bound, &leaf->price[problem->fixed[who]], 1);
			continue;
		}
		own = pay_least(maker, leaf, who);
		for (size_t i = 0; i < 3; i++)
			bound.part[i] += own.part[i];
	}
	for (size_t i = 0; i < problem->n_courses; i++)
		add(&bound, &leaf->price[i], -(tsop_int128)problem->capacity[i]);
	fewer = bound;
	add(&bound, &leaf->move.cost, -(tsop_int128)maker->request->budget);
	add(&fewer, &leaf->move.cost,
	    -(tsop_int128)(maker->moves - !(maker->is_unique && strays(maker))));
	add(&least, &maker->cost, leaf->move.scale);
	if (!is_above(&fewer, &least))
		return false;
	add(&least, &meter, -(tsop_int128)leaf->move.scale);
	return is_above(&bound, &least);
}

static enum outcome add_node(struct maker *maker, size_t *at, struct tsop_error *err)
{
	struct tsop_certify *out = maker->out;
	struct tsop_certify_node *nodes;

	if (out->n == maker->max_nodes)
		return TOO_LARGE;
	nodes = tsop_array_room(out->nodes, out->n, &out->cap, sizeof *nodes);
	if (nodes == NULL) {
		tsop_fail_memory(err);
		return FAILED;
	}
	out->nodes = nodes;
	*at = out->n;
	nodes[out->n++] = (struct tsop_certify_node){ .who = TSOP_CERTIFY_LEAF, .move.scale = 1 };
	nodes[*at].price = calloc(maker->problem.n_courses + 1, sizeof *nodes[*at].price);
	if (nodes[*at].price != NULL)
		return PROVEN;
	tsop_fail_memory(err);
	return FAILED;
}

/* Prices where a move has one: those of the flow. 1: it can not be weighed. */
static int price_places(const struct maker *maker, const struct tsop_frontier *frontier,
			struct tsop_certify_node *leaf, struct tsop_error *err)
{
	struct tsop_assign_problem problem = maker->problem;
	struct tsop_assign_stay stay;
	struct tsop_assign_result result;

	if (!tsop_frontier_can_pack(frontier, leaf->move))
		return 1;
	stay = tsop_frontier_pack(leaf->move, maker->was);
	problem.lot = NULL;
	problem.stay = &stay;
	if (tsop_assign_solve(&problem, &result, err) != 0)
		return -1;
	for (size_t i = 0; i < problem.n_courses; i++)
		leaf->price[i] = result.price[i];
	tsop_assign_release(&result);
	return 0;
}

/* The price of a move that bounds best what the rest of the budget can do. */
static int price_move(struct tsop_frontier *frontier, int64_t rest, size_t i,
		      struct tsop_penalty *move, struct tsop_error *err)
{
	if (frontier->points[i].moves > rest)
		*move = frontier->price_of_all;
	else if (i + 1 == frontier->n)
		*move = (struct tsop_penalty){ { 0, 0, 1 }, rest + 1 };
	else if (frontier->points[i].moves == rest)
		return tsop_hull_price(frontier, i, move, err);
	else
		*move = tsop_penalty_slope(&frontier->points[i], &frontier->points[i + 1]);
	return 0;
}

/*
 * Fill in the prices by the frontier of those who are not pinned, rest being
 * left of the budget. 1: they can not be weighed.
 */
static int price_leaf(struct maker *maker, int64_t rest, struct tsop_certify_node *leaf,
		      struct tsop_error *err)
{
	struct tsop_frontier frontier = { .n = 0 };
	size_t i = 0;
	int status = tsop_frontier_init(&frontier, &maker->problem, false, maker->was,
					maker->request->by_lot, err);

	if (status == 0)
		status = tsop_frontier_enter_ends(&frontier, err);
	if (status == 0)
		status = tsop_hull_bracket(&frontier, rest, &i, err);
	if (status == 0)
		status = price_move(&frontier, rest, i, &leaf->move, err);
	if (status == 0)
		status = price_places(maker, &frontier, leaf, err);
	tsop_frontier_release(&frontier);
	return status < 0 && err->code == TSOP_INPUT ? 1 : status;
}

/* A course on which more are pinned than it has places; or n_courses. */
static uint16_t find_overfull(const struct maker *maker)
{
	for (uint16_t course = 0; course < maker->problem.n_courses; course++) {
		size_t n = 0;

		for (uint32_t who = 0; who < maker->problem.n_people; who++)
			n += maker->fixed[who] == course;
		if (n > maker->problem.capacity[course])
			return course;
	}
	return (uint16_t)maker->problem.n_courses;
}

/* Where there is no assignment at all: everybody pays more than any cost for what is wrong. */
static enum outcome fill_leaf(struct maker *maker, struct tsop_certify_node *leaf,
			      struct tsop_error *err)
{
	const struct tsop_assign_cost above_all = { 2, 0, 0 };
	uint16_t overfull = find_overfull(maker);
	int64_t rest = maker->request->budget;
	int status = 0;

	for (uint32_t who = 0; who < maker->problem.n_people; who++)
		rest -= maker->request->was[who] != TSOP_ASSIGN_NO_COURSE &&
			maker->fixed[who] != TSOP_ASSIGN_NO_COURSE &&
			maker->fixed[who] != maker->request->was[who];
	if (overfull < maker->problem.n_courses)
		leaf->price[overfull] = above_all;
	else if (rest < 0)
		leaf->move.cost = above_all;
	else
		status = price_leaf(maker, rest, leaf, err);
	return status < 0 ? FAILED : status == 0 ? PROVEN : TOO_LARGE;
}

/* Whom to take apart: who is moved, then who could be. n_people: it is known of all who moves. */
static uint32_t find_person(const struct maker *maker)
{
	uint32_t any = (uint32_t)maker->problem.n_people;

	for (uint32_t who = 0; who < maker->problem.n_people; who++) {
		if (maker->was[who] == TSOP_ASSIGN_NO_COURSE)
			continue;
		if (maker->was[who] != maker->request->course[who])
			return who;
		any = any == maker->problem.n_people ? who : any;
	}
	return any;
}

/* Is the assignment the leaf's, as far as people are pinned, and does anybody move who is not? */
static bool needs_movers(const struct maker *maker)
{
	uint32_t who = find_person(maker);

	return !strays(maker) && who < maker->problem.n_people &&
	       maker->was[who] != maker->request->course[who];
}

/*
 * Prove that nothing better is left with those pinned who are. Who is moved is
 * pinned where the assignment is, to show that only they are.
 */
static enum outcome grow(struct maker *maker, struct tsop_error *err)
{
	enum outcome outcome;
	size_t at;
	uint32_t who;

	outcome = add_node(maker, &at, err);
	if (outcome == PROVEN)
		outcome = fill_leaf(maker, &maker->out->nodes[at], err);
	if (outcome != PROVEN ||
	    (!needs_movers(maker) && is_enough(maker, &maker->out->nodes[at])))
		return outcome;
	who = find_person(maker);
	if (who == maker->problem.n_people)
		return TOO_LARGE; /* an assignment better than the result */
	maker->out->nodes[at].who = who;
	maker->was[who] = TSOP_ASSIGN_NO_COURSE;
	for (uint16_t course = 0; course < maker->problem.n_courses && outcome == PROVEN; course++) {
		if (tsop_problem_rank(maker->request->problem, who, course) == TSOP_ASSIGN_FORBIDDEN)
			continue;
		maker->fixed[who] = course;
		outcome = grow(maker, err);
	}
	maker->fixed[who] = TSOP_ASSIGN_NO_COURSE;
	maker->was[who] = maker->request->was[who];
	return outcome;
}

static size_t limit_nodes(const struct tsop_assign_problem *problem)
{
	size_t k = problem->n_courses + 1;
	size_t most = TSOP_CERTIFY_MAX_NODES;

	if (most > TSOP_CERTIFY_MAX_PRICES / k)
		most = TSOP_CERTIFY_MAX_PRICES / k;
	if (most > WORK_MAX / k / (problem->n_people + 1))
		most = WORK_MAX / k / (problem->n_people + 1);
	return most < NODES_MIN ? 0 : most;
}

static enum outcome make(struct maker *maker, struct tsop_error *err)
{
	const struct tsop_certify_request *request = maker->request;
	size_t n = request->problem->n_people;
	enum outcome outcome;

	maker->fixed = calloc(n + 1, sizeof *maker->fixed);
	maker->was = calloc(n + 1, sizeof *maker->was);
	if (maker->fixed == NULL || maker->was == NULL) {
		tsop_fail_memory(err);
		return FAILED;
	}
	for (uint32_t who = 0; who < n; who++) {
		maker->fixed[who] = tsop_problem_is_fixed(request->problem, who) ?
					    request->problem->fixed[who] :
					    TSOP_ASSIGN_NO_COURSE;
		maker->was[who] = request->was[who];
	}
	maker->problem.fixed = maker->fixed;
	outcome = grow(maker, err);
	if (outcome == TOO_LARGE && maker->is_unique) {
		maker->is_unique = false;
		tsop_certify_release(maker->out);
		outcome = grow(maker, err);
	}
	return outcome;
}

int tsop_certify_make(const struct tsop_certify_request *request, struct tsop_certify *out,
		      struct tsop_error *err)
{
	struct maker maker = {
		.request = request,
		.out = out,
		.max_nodes = limit_nodes(request->problem),
		.problem = *request->problem,
		.cost = tsop_problem_cost(request->problem, request->course),
		.moves = tsop_holders_moves(request->problem, request->was, request->course),
		.is_unique = request->is_unique,
	};
	enum outcome outcome;

	*out = (struct tsop_certify){ .n = 0 };
	outcome = make(&maker, err);
	free(maker.fixed);
	free(maker.was);
	if (outcome != PROVEN)
		tsop_certify_release(out);
	return outcome == FAILED ? -1 : 0;
}

void tsop_certify_release(struct tsop_certify *out)
{
	for (size_t i = 0; i < out->n; i++)
		free(out->nodes[i].price);
	free(out->nodes);
	*out = (struct tsop_certify){ .n = 0 };
}
