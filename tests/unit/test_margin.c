#include "assign/margin.h"
#include "assign/problem.h"
#include "assign/start.h"
#include "assign_small.h"
#include "check.h"

enum { FEW_PEOPLE = 6 };

/* What the best assignments cost where a course runs, and where it closes; NONE: there is none. */
struct best {
	const struct tsop_assign_problem *problem;
	const uint32_t *capacity; /* 0: closed */
	const bool *runs;	  /* settled */
	tsop_int128 running[MAX_COURSES], closing[MAX_COURSES];
	uint32_t load[MAX_COURSES + 1];
};

static bool is_counted(const struct best *best)
{
	for (size_t i = 0; i < best->problem->n_courses; i++)
		if (best->load[i] > best->capacity[i] ||
		    ((best->load[i] > 0 || best->runs[i]) &&
		     best->load[i] < best->problem->minimum[i]))
			return false;
	return true;
}

static void count(struct best *best, size_t who, struct tsop_assign_cost cost)
{
	const struct tsop_assign_problem *p = best->problem;

	for (size_t i = 0; who < p->n_people && i <= p->n_courses; i++) {
		uint16_t course = i == p->n_courses ? TSOP_ASSIGN_NO_COURSE : (uint16_t)i;
		bool keeps = is_fixed(p, who);

		if (keeps ? course != p->fixed[who] : is_forbidden(p, who, course))
			continue;
		best->load[i]++;
		count(best, who + 1, keeps ? cost : plus(cost, cost_of(p, who, course)));
		best->load[i]--;
	}
	if (who < p->n_people || !is_counted(best))
		return;
	for (size_t i = 0; i < p->n_courses; i++) {
		tsop_int128 *least = best->load[i] > 0 ? &best->running[i] : &best->closing[i];

		if (tsop_cost_pack(cost) < *least)
			*least = tsop_cost_pack(cost);
	}
}

/* Courses at random closed or running; those with fixed people run. */
static void settle(uint64_t *seed, const struct small *s, uint32_t *capacity, bool *runs)
{
	const struct tsop_assign_problem *p = &s->problem;

	for (size_t i = 0; i < p->n_courses; i++) {
		runs[i] = random_below(seed, 4) == 0;
		capacity[i] = runs[i] || random_below(seed, 4) > 0 ? p->capacity[i] : 0;
	}
	for (size_t i = 0; i < p->n_people; i++) {
		if (!is_fixed(p, i))
			continue;
		runs[p->fixed[i]] = true;
		capacity[p->fixed[i]] = p->capacity[p->fixed[i]];
	}
}

/* How many margins say more than the flow costs. */
static size_t compare_with_best(const struct tsop_flow *flow, const uint32_t *least,
				const struct best *best)
{
	struct tsop_margin margin[MAX_COURSES];
	struct tsop_error err;
	size_t n = 0;

	assert_int_equal(tsop_margin_find(flow, least, margin, &err), 0);
	for (size_t i = 0; i < flow->outside; i++) {
		if (least[i] == 0)
			continue;
		assert_true(margin[i].runs >= flow->cost && margin[i].closes >= flow->cost);
		assert_true(margin[i].runs <= best->running[i]);
		assert_true(margin[i].closes <= best->closing[i]);
		n += margin[i].runs > flow->cost;
		n += margin[i].closes > flow->cost;
	}
	return n;
}

static size_t assert_bounds(uint64_t *seed, const struct small *s)
{
	struct tsop_assign_problem settled = s->problem;
	uint32_t capacity[MAX_COURSES], minimum[MAX_COURSES] = { 0 }, least[MAX_COURSES] = { 0 };
	bool runs[MAX_COURSES];
	struct best best = { .problem = &s->problem, .capacity = capacity, .runs = runs };
	struct tsop_flow flow;
	struct tsop_error err;
	uint32_t *by_lot = tsop_problem_by_lot(&s->problem, &err);
	size_t n = 0;

	settle(seed, s, capacity, runs);
	for (size_t i = 0; i < settled.n_courses; i++) {
		minimum[i] = runs[i] ? s->minimum[i] : 0;
		least[i] = runs[i] || capacity[i] == 0 ? 0 : s->minimum[i];
		best.running[i] = best.closing[i] = TSOP_COST_NONE;
	}
	settled.capacity = capacity;
	settled.minimum = minimum;
	assert_non_null(by_lot);
	assert_int_equal(tsop_start_flow(&flow, &settled, by_lot, &err), 0);
	if (!tsop_flow_is_short(&flow)) {
		count(&best, 0, (struct tsop_assign_cost){ 0, 0, 0 });
		n = compare_with_best(&flow, least, &best);
	}
	tsop_flow_release(&flow);
	free(by_lot);
	return n;
}

static void test_no_assignment_costs_less_than_the_margins_say(void **state)
{
	size_t rounds = getenv("TSOP_VALGRIND") != NULL ? 300 : test_instances(20000);
	uint64_t seed = 40;
	size_t n_margins = 0;

	(void)state;
	for (size_t i = 0; i < rounds; i++) {
		struct small s;
		size_t fault;
		struct tsop_error err;

		random_small(&seed, &s, false);
		random_minima(&seed, &s);
		if (s.problem.n_people <= FEW_PEOPLE &&
		    tsop_problem_check(&s.problem, &fault, &err) == 0)
			n_margins += assert_bounds(&seed, &s);
	}
	assert_true(n_margins > rounds / 30);
}

/* Four people, one of whom a third course needs: of two for two at least, one has to close. */
static void test_minima_that_are_too_many_for_the_people_share_them(void **state)
{
	const uint32_t capacity[3] = { 3, 3, 3 }, minimum[3] = { 0, 0, 1 }, least[3] = { 2, 2, 0 };
	const uint32_t meters[12] = { 0, 5, 30, 0, 7, 30, 9, 0, 30, 20, 20, 0 };
	const uint32_t wishes[4] = { 0 }, origin[4] = { 0, 1, 2, 3 }, by_lot[4] = { 0, 1, 2, 3 };
	const uint16_t ranks[3] = { 0, 0, 0 };
	const struct tsop_assign_problem problem = {
		.n_people = 4, .n_courses = 3, .n_wishes = 1, .n_origins = 4,
		.capacity = capacity, .minimum = minimum, .ranks = ranks, .meters = meters,
		.wishes = wishes, .origin = origin, .max_nodes = 1,
	};
	struct tsop_margin margin[3];
	struct tsop_flow flow;
	struct tsop_error err;

	(void)state;
	assert_int_equal(tsop_start_flow(&flow, &problem, by_lot, &err), 0);
	assert_int_equal(tsop_margin_find(&flow, least, margin, &err), 0);
	assert_true(margin[0].closes == 12);
	assert_true(margin[0].runs == 9); /* the other closes */
	assert_true(margin[1].closes == 9);
	assert_true(margin[1].runs == 12);
	tsop_flow_release(&flow);
}

static void test_a_course_that_nobody_else_may_attend_can_not_run(void **state)
{
	const uint32_t capacity[2] = { 3, 3 }, least[2] = { 0, 2 }, meters[2] = { 0, 0 };
	const uint32_t wishes[2] = { 0, 1 }, origin[2] = { 0, 0 }, by_lot[2] = { 0, 1 };
	const uint16_t ranks[4] = { 1, 0, 0, TSOP_ASSIGN_FORBIDDEN };
	const struct tsop_assign_problem problem = {
		.n_people = 2, .n_courses = 2, .n_wishes = 2, .n_origins = 1,
		.capacity = capacity, .ranks = ranks, .meters = meters,
		.wishes = wishes, .origin = origin, .max_nodes = 1,
	};
	struct tsop_margin margin[2];
	struct tsop_flow flow;
	struct tsop_error err;

	(void)state;
	assert_int_equal(tsop_start_flow(&flow, &problem, by_lot, &err), 0);
	assert_int_equal(tsop_margin_find(&flow, least, margin, &err), 0);
	assert_true(margin[1].runs == TSOP_COST_NONE);
	assert_true(margin[1].closes == (tsop_int128)1 << TSOP_COST_RANK_BITS);
	tsop_flow_release(&flow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_assignment_costs_less_than_the_margins_say),
		cmocka_unit_test(test_minima_that_are_too_many_for_the_people_share_them),
		cmocka_unit_test(test_a_course_that_nobody_else_may_attend_can_not_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
