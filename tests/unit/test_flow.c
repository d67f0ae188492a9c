#include "assign/flow.h"
#include "assign/price.h"
#include "assign_large.h"
#include "check.h"

enum { PEOPLE = 200, NODE = 3, ELSEWHERE = 4 };

/* Who of the people is at NODE, and what their move costs. */
struct crowd {
	uint16_t at[PEOPLE];
	int64_t cost[PEOPLE];
	uint32_t lot[PEOPLE];
};

static void random_crowd(struct crowd *crowd, uint64_t *seed)
{
	shuffle(seed, crowd->lot, PEOPLE);
	for (size_t i = 0; i < PEOPLE; i++) {
		crowd->at[i] = random_below(seed, 3) > 0 ? NODE : ELSEWHERE;
		crowd->cost[i] = (int64_t)random_below(seed, 20) - 10;
	}
}

static struct tsop_move move_of(const struct crowd *crowd, uint32_t who)
{
	return (struct tsop_move){ crowd->cost[who], crowd->lot[who], who };
}

/* Who at NODE moves most cheaply, of equals the last by lot; PEOPLE if nobody is there. */
static uint32_t cheapest(const struct crowd *crowd)
{
	uint32_t best = PEOPLE;

	for (uint32_t who = 0; who < PEOPLE; who++) {
		if (crowd->at[who] != NODE)
			continue;
		if (best == PEOPLE || crowd->cost[who] < crowd->cost[best] ||
		    (crowd->cost[who] == crowd->cost[best] && crowd->lot[who] > crowd->lot[best]))
			best = who;
	}
	return best;
}

/* As the flow does it: drop who has gone, fill again what is used up. */
static void make_good(struct tsop_heap *heap, const struct crowd *crowd)
{
	while (heap->n > 0 && crowd->at[heap->moves[0].who] != NODE)
		tsop_heap_pop(heap);
	if (!tsop_heap_is_spent(heap))
		return;
	assert_int_equal(tsop_heap_begin(heap, 4, PEOPLE), 0);
	for (uint32_t who = 0; who < PEOPLE; who++)
		if (crowd->at[who] == NODE)
			tsop_heap_offer(heap, move_of(crowd, who));
	tsop_heap_end(heap);
}

static void test_a_heap_always_gives_the_cheapest_who_is_there(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 50; round++) {
		struct tsop_heap heap = { .n = 0 };
		struct crowd crowd;

		random_crowd(&crowd, &seed);
		for (int i = 0; i < 500; i++) {
			uint32_t who = random_below(&seed, PEOPLE);
			uint32_t best;

			make_good(&heap, &crowd);
			best = cheapest(&crowd);
			assert_int_equal(heap.n == 0, best == PEOPLE);
			if (best == PEOPLE)
				break;
			assert_int_equal(heap.moves[0].who, best);
			if (random_below(&seed, 4) > 0) {
				crowd.at[best] = ELSEWHERE;
			} else if (crowd.at[who] != NODE) {
				crowd.at[who] = NODE;
				assert_int_equal(
					tsop_heap_push(&heap, move_of(&crowd, who), crowd.at, NODE),
					0);
			}
		}
		tsop_heap_release(&heap);
	}
}

static void test_a_heap_does_not_grow_by_those_who_come_and_go(void **state)
{
	struct tsop_heap heap = { .n = 0 };
	struct crowd crowd = { .at = { 0 } };

	(void)state;
	for (uint32_t who = 0; who < PEOPLE; who++) {
		crowd.at[who] = who < 20 ? NODE : ELSEWHERE;
		crowd.lot[who] = who;
	}
	make_good(&heap, &crowd);
	for (int i = 0; i < 100000; i++)
		assert_int_equal(
			tsop_heap_push(&heap, move_of(&crowd, (uint32_t)i % 20), crowd.at, NODE),
			0);
	assert_true(heap.cap < 200);
	tsop_heap_release(&heap);
}

static void test_a_cost_is_the_same_packed_and_unpacked(void **state)
{
	const struct tsop_assign_cost costs[] = { { 0, 0, 0 },	   { 1, -1000, -INT32_MAX },
						  { -1, 1000, 7 }, { 0, -5, 3 },
						  { 0, 0, -1 },	   { 1, 0, INT32_MAX },
						  { 0, 1000, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof costs / sizeof costs[0]; i++) {
		int64_t move = costs[i].unassigned * TSOP_MOVE_UNASSIGNED +
			       costs[i].rank * ((int64_t)1 << TSOP_MOVE_RANK_BITS) +
			       costs[i].meters;
		struct tsop_assign_cost cost = tsop_cost_unpack(tsop_cost_of_move(move));

		assert_int_equal(tsop_assign_compare(cost, costs[i]), 0);
	}
}

struct fixture {
	struct large large;
	uint32_t order[PEOPLE];
	tsop_int128 price[8];
	int64_t room[8];
	struct tsop_flow flow;
};

static void start(struct fixture *f, uint64_t *seed)
{
	const struct shape shape = { PEOPLE, 5, 40, 35, 4, 0, 0 };
	struct tsop_error err;

	memset(f, 0, sizeof *f);
	large_random(&f->large, &shape, seed);
	for (uint32_t i = 0; i < PEOPLE; i++)
		f->order[f->large.lot[i]] = i;
	for (size_t i = 0; i < 5; i++)
		f->room[i] = f->large.capacity[i];
	f->room[5] = PEOPLE;
	assert_int_equal(tsop_flow_init(&f->flow, &f->large.problem, f->order, f->price, &err), 0);
	assert_int_equal(tsop_flow_solve(&f->flow, &err), 0);
}

static void stop(struct fixture *f)
{
	tsop_flow_release(&f->flow);
	large_release(&f->large);
}

/* A flow that was never anything else, with the same people pinned. */
static void assert_as_good_as_a_fresh_one(const struct fixture *f)
{
	struct tsop_error err;
	struct tsop_flow fresh;

	assert_int_equal(tsop_flow_init(&fresh, &f->large.problem, f->order, f->price, &err), 0);
	for (uint32_t who = 0; who < PEOPLE; who++)
		if (tsop_flow_is_pinned(&f->flow, who))
			tsop_flow_pin(&fresh, who, tsop_flow_node(&f->flow, who));
	memcpy(fresh.capacity, f->flow.capacity, 5 * sizeof *fresh.capacity);
	assert_int_equal(tsop_flow_solve(&fresh, &err), 0);
	assert_true(fresh.cost == f->flow.cost);
	tsop_flow_release(&fresh);
}

static void pin_or_unpin(struct fixture *f, uint64_t *seed)
{
	uint32_t who = random_below(seed, PEOPLE);
	uint16_t node = (uint16_t)random_below(seed, 6);
	struct tsop_error err;

	if (tsop_flow_is_pinned(&f->flow, who)) {
		f->room[tsop_flow_node(&f->flow, who)]++;
		assert_int_equal(tsop_flow_unpin(&f->flow, who, &err), 0);
	} else if (f->room[node] > 0 && tsop_flow_cost(&f->flow, who, node) != TSOP_MOVE_NONE) {
		f->room[node]--;
		tsop_flow_pin(&f->flow, who, node);
	}
}

static void test_pinned_and_let_go_the_flow_is_an_optimum_again(void **state)
{
	uint64_t seed = 2;
	struct tsop_error err;
	struct fixture f;

	(void)state;
	start(&f, &seed);
	for (int i = 0; i < 300; i++) {
		for (uint32_t n = random_below(&seed, 10); n > 0; n--)
			pin_or_unpin(&f, &seed);
		assert_int_equal(tsop_flow_solve(&f.flow, &err), 0);
		assert_as_good_as_a_fresh_one(&f);
	}
	stop(&f);
}

static void test_with_other_seats_the_flow_is_an_optimum_again(void **state)
{
	uint64_t seed = 3;
	struct tsop_error err;
	struct fixture f;

	(void)state;
	start(&f, &seed);
	for (int i = 0; i < 100; i++) {
		f.flow.capacity[random_below(&seed, 5)] = random_below(&seed, 80);
		assert_int_equal(tsop_flow_solve(&f.flow, &err), 0);
		assert_as_good_as_a_fresh_one(&f);
	}
	stop(&f);
}

static void test_a_price_is_what_one_more_seat_saves(void **state)
{
	uint64_t seed = 4;
	struct tsop_error err;
	struct fixture f;

	(void)state;
	start(&f, &seed);
	assert_int_equal(tsop_price_lower(&f.flow, &err), 0);
	for (uint16_t course = 0; course < 5; course++) {
		tsop_int128 price = f.flow.price[course];
		tsop_int128 cost = f.flow.cost;

		f.flow.capacity[course]++;
		assert_int_equal(tsop_flow_solve(&f.flow, &err), 0);
		assert_true(cost - f.flow.cost == price);
		f.flow.capacity[course]--;
		assert_int_equal(tsop_flow_solve(&f.flow, &err), 0);
		assert_int_equal(tsop_price_lower(&f.flow, &err), 0);
	}
	stop(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_heap_always_gives_the_cheapest_who_is_there),
		cmocka_unit_test(test_a_heap_does_not_grow_by_those_who_come_and_go),
		cmocka_unit_test(test_a_cost_is_the_same_packed_and_unpacked),
		cmocka_unit_test(test_pinned_and_let_go_the_flow_is_an_optimum_again),
		cmocka_unit_test(test_with_other_seats_the_flow_is_an_optimum_again),
		cmocka_unit_test(test_a_price_is_what_one_more_seat_saves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
