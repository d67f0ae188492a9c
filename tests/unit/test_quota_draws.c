#include "check.h"

#include "allocate/seats.h"
#include "quota_reference.h"

static uint64_t random_state = 1982;

static struct tsop_claimants claimants_of(const struct quota_case *c, struct tsop_claimant *rows)
{
	static const char *const ids[] = { "a", "b", "c", "d", "e", "f", "g" };

	for (size_t i = 0; i < c->n; i++)
		rows[i] = (struct tsop_claimant){ .id = ids[i],
						  .weight = c->weights[i],
						  .cap = (int32_t)c->total + 1 };
	return (struct tsop_claimants){ .rows = rows, .n = c->n };
}

static struct tsop_seats_rules rules_of(const struct quota_case *c, const char *seed)
{
	static struct tsop_method method;

	assert_int_equal(tsop_method_read(&method, "quota", NULL), 0);
	return (struct tsop_seats_rules){ .method = &method, .total = c->total, .seed = seed };
}

static unsigned set_of(const struct tsop_seats_draw *draw)
{
	unsigned set = 0;

	for (size_t i = 0; i < draw->n_tied; i++) {
		assert_true(i == 0 || draw->tied[i - 1] < draw->tied[i]);
		set |= 1u << draw->tied[i];
	}
	return set;
}

/* The seats are those of the reference after each of its draws, and each is needed when its turn comes. */
static void check_draws(const struct quota_case *c, const struct quota_result *e)
{
	struct tsop_claimant rows[QUOTA_SMALL];
	struct tsop_claimants claimants = claimants_of(c, rows);
	const struct tsop_seats_rules rules = rules_of(c, NULL);
	struct tsop_seats seats;
	struct tsop_error err;

	assert_int_equal(tsop_seats_give(&rules, &claimants, &seats, &err), 0);
	assert_int_equal(seats.key.n_draws, e->n_draws);
	for (size_t i = 0; i < e->n_draws; i++) {
		assert_true(seats.needs_draw);
		assert_int_equal(set_of(&seats.draws[i]), e->draws[i].tied);
		assert_int_equal(seats.draws[i].number, e->draws[i].number);
		assert_int_equal(tsop_seats_draw(&rules, &seats, &claimants, e->draws[i].order, &err),
				 0);
	}
	assert_false(seats.needs_draw);
	for (size_t i = 0; i < c->n; i++)
		assert_int_equal(rows[i].by_key, e->seats[i]);
	for (size_t i = 0; i < c->n && e->n_draws > 0; i++) {
		const struct quota_draw *last = &e->draws[e->n_draws - 1];

		assert_int_equal(rows[i].lot == TSOP_LOT_WON && rows[i].last_draw == e->n_draws - 1,
				 last->drawn >> i & 1);
	}
	tsop_seats_release(&seats);
}

static void test_each_draw_is_among_those_whose_order_matters_until_others_join(void **state)
{
	size_t n_drawn[4] = { 0 };

	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct quota_case c;
		struct quota_result e;

		quota_make(&c, &random_state);
		quota_solve(&c, &random_state, &e);
		n_drawn[e.n_draws < 3 ? e.n_draws : 3]++;
		check_draws(&c, &e);
	}
	assert_true(n_drawn[0] > 0 && n_drawn[1] > 0 && n_drawn[2] > 0);
}

static void give_by_seed(const struct quota_case *c, const char *seed, struct tsop_claimant *rows,
			 size_t *n_draws)
{
	struct tsop_claimants claimants = claimants_of(c, rows);
	const struct tsop_seats_rules rules = rules_of(c, seed);
	struct tsop_seats seats;
	struct tsop_error err;

	assert_int_equal(tsop_seats_give(&rules, &claimants, &seats, &err), 0);
	assert_false(seats.needs_draw);
	assert_int_equal(seats.n_made, seats.key.n_draws);
	*n_draws = seats.n_made;
	tsop_seats_release(&seats);
}

/* One of c and d, then one of a, b and whom that left: both c and d in 1 of 3; by one lot each, in 1 of 6. */
static void test_two_draws_by_lot_are_independent(void **state)
{
	const struct quota_case c = { 4, { 2, 2, 1, 1 }, 4 };
	size_t n_twice = 0;

	(void)state;
	for (unsigned round = 0; round < 3000; round++) {
		struct tsop_claimant rows[QUOTA_SMALL];
		char seed[16];
		size_t n;

		snprintf(seed, sizeof seed, "%u", round);
		give_by_seed(&c, seed, rows, &n);
		assert_int_equal(n, 2);
		n_twice += rows[2].by_key + rows[3].by_key == 2;
	}
	assert_in_range(n_twice, 900, 1100);
}

static void test_nobody_loses_a_drawn_seat_when_there_is_one_more(void **state)
{
	size_t n_drawn_again = 0;

	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct tsop_claimant before[QUOTA_SMALL], after[QUOTA_SMALL];
		struct quota_case c;
		size_t n_before, n_after;

		quota_make(&c, &random_state);
		give_by_seed(&c, "autumn", before, &n_before);
		c.total++;
		give_by_seed(&c, "autumn", after, &n_after);
		n_drawn_again += n_before > 0 && n_after > 0;
		for (size_t i = 0; i < c.n; i++)
			assert_true(after[i].by_key >= before[i].by_key);
	}
	assert_true(n_drawn_again > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_draw_is_among_those_whose_order_matters_until_others_join),
		cmocka_unit_test(test_two_draws_by_lot_are_independent),
		cmocka_unit_test(test_nobody_loses_a_drawn_seat_when_there_is_one_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
