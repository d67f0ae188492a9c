#include "assign/margin.h"

#include <stdlib.h>

#include "base/arena.h"

/* The people who would come to a course first: what each loses, the least. */
struct comers {
	uint16_t course;
	size_t want;
	size_t n;
	tsop_int128 *loss; /* [2 * want] */
	tsop_int128 most;  /* who loses as much is not needed */
};

struct finder {
	const struct tsop_flow *flow;
	const uint32_t *least;
	struct tsop_margin *margin;
	struct comers *comers; /* [n_lacking] */
	size_t n_lacking;
	bool is_scarce;	       /* there are fewer people than the minima of all */
	tsop_int128 *leaving;  /* [courses] what closing costs, or 0 where that is not asked */
	struct tsop_arena arena;
};

static bool is_lacking(const struct finder *finder, uint16_t course)
{
	size_t load = finder->flow->load[course];

	return load > 0 && load < finder->least[course];
}

static bool is_asked(const struct finder *finder, uint16_t course)
{
	return is_lacking(finder, course) || (finder->is_scarce && finder->least[course] > 0);
}

/* The people that minima do not bind, of courses that have to run; below 0: too few. */
static int64_t count_spare(const struct tsop_flow *flow)
{
	int64_t spare = (int64_t)flow->problem->n_people;

	for (uint16_t course = 0; course < flow->outside; course++)
		spare -= flow->minimum[course];
	return spare;
}

static int prepare(struct finder *finder)
{
	const struct tsop_flow *flow = finder->flow;
	struct tsop_arena *arena = &finder->arena;
	int64_t spare = count_spare(flow);

	finder->comers = tsop_arena_take(arena, flow->outside, sizeof *finder->comers);
	finder->leaving = tsop_arena_take(arena, flow->outside, sizeof *finder->leaving);
	if (finder->comers == NULL || finder->leaving == NULL)
		return -1;
	for (uint16_t course = 0; course < flow->outside; course++) {
		struct comers *comers = &finder->comers[finder->n_lacking];

		spare -= finder->least[course];
		if (!is_lacking(finder, course))
			continue;
		comers->course = course;
		comers->want = finder->least[course] - flow->load[course];
		comers->most = TSOP_COST_NONE;
		comers->loss = tsop_arena_take(arena, 2 * comers->want, sizeof *comers->loss);
		if (comers->loss == NULL)
			return -1;
		finder->n_lacking++;
	}
	finder->is_scarce = spare < 0;
	return 0;
}

static int compare(const void *a, const void *b)
{
	const tsop_int128 *x = a;
	const tsop_int128 *y = b;

	return (*x > *y) - (*x < *y);
}

/* Forget those who are not needed. */
static void keep_needed(struct comers *comers)
{
	qsort(comers->loss, comers->n, sizeof *comers->loss, compare);
	if (comers->n < comers->want)
		return;
	comers->n = comers->want;
	comers->most = comers->loss[comers->want - 1];
}

static void offer(struct comers *comers, tsop_int128 loss)
{
	if (loss >= comers->most)
		return;
	comers->loss[comers->n++] = loss;
	if (comers->n == 2 * comers->want)
		keep_needed(comers);
}

/* What a person would lose at the least if their course closed. */
static tsop_int128 next_best(const struct tsop_flow *flow, uint32_t who, uint16_t here)
{
	tsop_int128 least = tsop_flow_priced(flow, who, flow->outside);

	for (uint16_t node = 0; node < flow->outside; node++) {
		tsop_int128 cost;

		if (node == here || flow->capacity[node] == 0)
			continue;
		cost = tsop_flow_priced(flow, who, node);
		if (cost < least)
			least = cost;
	}
	return least;
}

static void ask_all(struct finder *finder)
{
	const struct tsop_flow *flow = finder->flow;

	for (uint32_t who = 0; who < flow->problem->n_people; who++) {
		uint16_t node = tsop_flow_node(flow, who);
		tsop_int128 here;

		if (tsop_flow_is_pinned(flow, who))
			continue;
		here = tsop_flow_priced(flow, who, node);
		if (node < flow->outside && is_asked(finder, node))
			finder->leaving[node] += next_best(flow, who, node) - here;
		for (size_t i = 0; i < finder->n_lacking; i++) {
			struct comers *comers = &finder->comers[i];
			tsop_int128 there = tsop_flow_priced(flow, who, comers->course);

			if (comers->course != node && there != TSOP_COST_NONE)
				offer(comers, there - here);
		}
	}
}

/* Each course alone. */
static void weigh_each(struct finder *finder)
{
	const struct tsop_flow *flow = finder->flow;

	for (uint16_t course = 0; course < flow->outside; course++) {
		if (is_asked(finder, course))
			finder->leaving[course] += flow->price[course] * flow->capacity[course];
		finder->margin[course].runs = flow->cost;
		finder->margin[course].leaves = flow->cost + finder->leaving[course];
		finder->margin[course].closes = finder->margin[course].leaves;
	}
	for (size_t i = 0; i < finder->n_lacking; i++) {
		struct comers *comers = &finder->comers[i];
		tsop_int128 *runs = &finder->margin[comers->course].runs;

		keep_needed(comers);
		for (size_t who = 0; who < comers->n; who++)
			*runs += comers->loss[who];
		if (comers->n < comers->want)
			*runs = TSOP_COST_NONE;
	}
}

/* What a course costs at least at a price for every person bound: it runs or closes. */
static tsop_int128 weigh(const struct finder *finder, uint16_t course, tsop_int128 price)
{
	tsop_int128 runs = price * finder->least[course];

	return runs < finder->leaving[course] ? runs : finder->leaving[course];
}

static tsop_int128 weigh_all(const struct finder *finder, tsop_int128 price, int64_t bound)
{
	tsop_int128 sum = finder->flow->cost - price * bound;

	for (uint16_t course = 0; course < finder->flow->outside; course++)
		sum += weigh(finder, course, price);
	return sum;
}

/* The spare people that minima can bind: a multiple of what all minima are multiples of. */
static int64_t count_bound(const struct finder *finder, int64_t spare)
{
	int64_t divisor = 0;

	for (uint16_t course = 0; course < finder->flow->outside; course++) {
		int64_t least = finder->least[course];

		while (least > 0) {
			int64_t rest = divisor % least;

			divisor = least;
			least = rest;
		}
	}
	return divisor > 0 ? spare - spare % divisor : spare;
}

/* The price that says most: one at which a course may as well close as run. No sum overflows. */
static tsop_int128 find_price(const struct finder *finder, int64_t bound)
{
	const tsop_int128 highest =
		TSOP_COST_NONE / 4 / (tsop_int128)(finder->flow->problem->n_people + 1);
	tsop_int128 best = 0;

	for (uint16_t course = 0; course < finder->flow->outside; course++) {
		tsop_int128 price;

		if (finder->least[course] == 0)
			continue;
		price = finder->leaving[course] / finder->least[course];
		if (price <= highest &&
		    weigh_all(finder, price, bound) > weigh_all(finder, best, bound))
			best = price;
	}
	return best;
}

static void lift(tsop_int128 *bound, tsop_int128 other)
{
	if (other > *bound)
		*bound = other;
}

static void weigh_together(struct finder *finder)
{
	int64_t bound = count_bound(finder, count_spare(finder->flow));
	tsop_int128 price = find_price(finder, bound);
	tsop_int128 sum = weigh_all(finder, price, bound);

	for (uint16_t course = 0; course < finder->flow->outside; course++) {
		tsop_int128 others = sum - weigh(finder, course, price);

		if (finder->least[course] == 0)
			continue;
		lift(&finder->margin[course].runs, others + price * finder->least[course]);
		lift(&finder->margin[course].closes, others + finder->leaving[course]);
	}
}

int tsop_margin_find(const struct tsop_flow *flow, const uint32_t *least,
		     struct tsop_margin *margin, struct tsop_error *err)
{
	struct finder finder = { .flow = flow, .least = least, .margin = margin };
	int status = 0;

	tsop_arena_init(&finder.arena);
	if (prepare(&finder) != 0) {
		status = tsop_fail_memory(err);
	} else {
		if (finder.n_lacking > 0)
			ask_all(&finder);
		weigh_each(&finder);
		if (finder.n_lacking > 0 && finder.is_scarce)
			weigh_together(&finder);
	}
	tsop_arena_release(&finder.arena);
	return status;
}
