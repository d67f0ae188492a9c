#include "check.h"

#include "allocate/lot.h"
#include "allocate/seats.h"
#include "random.h"

enum { N_RANDOM = 5000, MANY = 8 };

static struct tsop_seats_rules rules_of(enum tsop_method_id id, int64_t total, int64_t guarantee)
{
	return (struct tsop_seats_rules){ .method = tsop_method_of(id),
					  .reading = TSOP_READING_BASE,
					  .total = total,
					  .guarantee = guarantee,
					  .by_demand = true,
					  .holds = true };
}

static struct tsop_seats give(const struct tsop_seats_rules *rules, struct tsop_claimant *rows,
			      size_t n)
{
	struct tsop_claimants claimants = { .rows = rows, .n = n };
	struct tsop_seats seats;
	struct tsop_error err;

	assert_int_equal(tsop_seats_give(rules, &claimants, &seats, &err), 0);
	return seats;
}

static void refuse(const struct tsop_seats_rules *rules, struct tsop_claimant *rows, size_t n,
		   const char *text)
{
	struct tsop_claimants claimants = { .rows = rows, .n = n };
	struct tsop_seats seats;
	struct tsop_error err;

	assert_int_equal(tsop_seats_give(rules, &claimants, &seats, &err), -1);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, text);
}

/* The municipalities by their residents on 1 January 2020. */
static struct tsop_claimants municipalities(void)
{
	struct tsop_claimants claimants = { 0 };
	const struct tsop_municipality *all = tsop_municipalities(&claimants.n);

	claimants.rows = calloc(claimants.n, sizeof *claimants.rows);
	assert_non_null(claimants.rows);
	for (size_t i = 0; i < claimants.n; i++)
		claimants.rows[i] = (struct tsop_claimant){ .id = all[i].code,
							    .municipality = &all[i],
							    .weight = all[i].population };
	return claimants;
}

static void test_koebenhavn_gets_4_or_5_or_8_of_120_seats_by_method(void **state)
{
	static const struct {
		enum tsop_method_id method;
		int64_t seats;
	} table[] = { { TSOP_METHOD_LARGEST_REMAINDER, 4 },
		      { TSOP_METHOD_SAINTE_LAGUE, 5 },
		      { TSOP_METHOD_DHONDT, 8 } };
	struct tsop_claimants claimants = municipalities();

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct tsop_seats_rules rules = rules_of(table[i].method, 120, 1);
		struct tsop_seats seats;

		rules.by_demand = false;
		seats = give(&rules, claimants.rows, claimants.n);
		assert_string_equal(claimants.rows[0].municipality->name, "København");
		assert_int_equal(tsop_claimant_seats(&claimants.rows[0]), table[i].seats);
		assert_int_equal(seats.given, 120);
		assert_false(seats.needs_draw);
		tsop_seats_release(&seats);
	}
	tsop_claimants_release(&claimants);
}

static void test_furesoe_and_assens_tie(void **state)
{
	struct tsop_claimants claimants = municipalities();
	size_t n_ties = 0;

	(void)state;
	for (int64_t total = 1; total <= 200; total++) {
		struct tsop_seats_rules rules = rules_of(TSOP_METHOD_SAINTE_LAGUE, total, 0);
		struct tsop_seats seats;

		rules.by_demand = false;
		seats = give(&rules, claimants.rows, claimants.n);
		if (seats.needs_draw) {
			const size_t *tied = seats.key.tied;

			assert_int_equal(seats.key.n_tied, 2);
			assert_int_equal(seats.key.n_draw, 1);
			assert_string_equal(claimants.rows[tied[0]].municipality->name, "Furesø");
			assert_string_equal(claimants.rows[tied[1]].municipality->name, "Assens");
			n_ties++;
		}
		tsop_seats_release(&seats);
	}
	assert_int_equal(n_ties, 1);
	tsop_claimants_release(&claimants);
}

static void test_the_lot_gives_the_last_seat_and_names_who_lost_it(void **state)
{
	struct tsop_claimant rows[] = { { .id = "0190", .weight = 7, .applied = 3 },
					{ .id = "0420", .weight = 7, .applied = 3 } };
	struct tsop_seats_rules rules = rules_of(TSOP_METHOD_DHONDT, 3, 0);
	struct tsop_seats seats;
	struct tsop_lot lots[2];
	size_t winner;

	(void)state;
	rules.seed = "autumn";
	for (size_t i = 0; i < 2; i++)
		tsop_lot_draw(rules.seed, "seats", tsop_view_of(rows[i].id), &lots[i]);
	winner = tsop_lot_compare(&lots[0], &lots[1]) < 0 ? 0 : 1;
	seats = give(&rules, rows, 2);
	assert_false(seats.needs_draw);
	assert_int_equal(rows[winner].by_key, 2);
	assert_int_equal(rows[winner].lot, TSOP_LOT_WON);
	assert_int_equal(rows[1 - winner].by_key, 1);
	assert_int_equal(rows[1 - winner].lot, TSOP_LOT_LOST);
	assert_int_equal(seats.key.last.claim, winner);
	assert_int_equal(seats.key.next.claim, 1 - winner);
	tsop_seats_release(&seats);
}

static void test_an_unused_guarantee_is_held_or_goes_to_the_key(void **state)
{
	struct tsop_claimant rows[] = { { .id = "a", .weight = 5, .applied = 9 },
					{ .id = "b", .weight = 50, .applied = 0 },
					{ .id = "c", .weight = 5, .applied = 1 } };
	struct tsop_seats_rules rules = rules_of(TSOP_METHOD_SAINTE_LAGUE, 6, 2);
	struct tsop_seats seats = give(&rules, rows, 3);

	(void)state;
	assert_int_equal(seats.reserved, 3);
	assert_int_equal(rows[0].guaranteed, 2);
	assert_int_equal(rows[0].by_key, 0);
	assert_int_equal(rows[1].reserved, 2);
	assert_int_equal(rows[2].guaranteed, 1);
	assert_int_equal(rows[2].reserved, 1);
	tsop_seats_release(&seats);

	rules.holds = false;
	seats = give(&rules, rows, 3);
	assert_int_equal(seats.reserved, 0);
	assert_int_equal(rows[0].by_key, 3);
	assert_int_equal(rows[1].reserved, 0);
	assert_int_equal(tsop_claimant_seats(&rows[1]), 0);
	tsop_seats_release(&seats);
}

static void test_seats_that_are_held_are_kept_whatever_the_key_says(void **state)
{
	struct tsop_claimant rows[] = { { .id = "a", .weight = 1, .applied = 5, .held = 4 },
					{ .id = "b", .weight = 99, .applied = 9 } };
	struct tsop_seats_rules rules = rules_of(TSOP_METHOD_LARGEST_REMAINDER, 8, 1);
	struct tsop_seats seats = give(&rules, rows, 2);

	(void)state;
	assert_int_equal(tsop_claimant_seats(&rows[0]), 4);
	assert_int_equal(tsop_claimant_seats(&rows[1]), 4);
	tsop_seats_release(&seats);
}

static void test_more_guarantees_than_seats_are_refused(void **state)
{
	struct tsop_claimant rows[] = { { .id = "a", .weight = 1 }, { .id = "b", .weight = 1 } };
	struct tsop_seats_rules rules = rules_of(TSOP_METHOD_SAINTE_LAGUE, 3, 2);

	(void)state;
	refuse(&rules, rows, 2, "a guarantee of 2 for each of 2 claimants exceeds the total of 3");
}

static void test_more_held_seats_than_seats_are_refused(void **state)
{
	struct tsop_claimant rows[] = { { .id = "a", .weight = 1, .applied = 3, .held = 3 },
					{ .id = "b", .weight = 1 } };
	struct tsop_seats_rules rules = rules_of(TSOP_METHOD_SAINTE_LAGUE, 3, 1);

	(void)state;
	refuse(&rules, rows, 2,
	       "the seats that are guaranteed and those that people have already are more than "
	       "the 3 there are");
}

static uint64_t random_state;

static int64_t below(int64_t n)
{
	return random_below(&random_state, (uint32_t)n);
}

static void test_seats_add_up_within_guarantee_demand_and_what_is_held(void **state)
{
	static const char *const ids[MANY] = { "a", "b", "c", "d", "e", "f", "g", "h" };

	(void)state;
	for (int round = 0; round < N_RANDOM; round++) {
		struct tsop_seats_rules rules = rules_of((enum tsop_method_id)below(3), 0,
							 below(3));
		struct tsop_claimant rows[MANY];
		struct tsop_seats seats;
		int64_t given = 0, reserved = 0;

		rules.holds = below(2) == 0;
		rules.seed = "x";
		for (size_t i = 0; i < MANY; i++) {
			rows[i] = (struct tsop_claimant){ .id = ids[i],
							  .weight = below(9),
							  .applied = below(6) };
			rows[i].held = below(rows[i].applied + 1);
			rules.total += rows[i].held + rules.guarantee;
		}
		rules.total += below(20);
		seats = give(&rules, rows, MANY);
		for (size_t i = 0; i < MANY; i++) {
			int64_t got = tsop_claimant_seats(&rows[i]);

			assert_true(got >= rows[i].held && got <= rows[i].applied);
			assert_true(rows[i].guaranteed ==
				    (rules.guarantee < rows[i].applied ? rules.guarantee
								       : rows[i].applied));
			given += got;
			reserved += rows[i].reserved;
		}
		assert_int_equal(seats.given, given);
		assert_int_equal(seats.reserved, reserved);
		assert_int_equal(given + reserved + seats.left, rules.total);
		tsop_seats_release(&seats);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_koebenhavn_gets_4_or_5_or_8_of_120_seats_by_method),
		cmocka_unit_test(test_furesoe_and_assens_tie),
		cmocka_unit_test(test_the_lot_gives_the_last_seat_and_names_who_lost_it),
		cmocka_unit_test(test_an_unused_guarantee_is_held_or_goes_to_the_key),
		cmocka_unit_test(test_seats_that_are_held_are_kept_whatever_the_key_says),
		cmocka_unit_test(test_more_guarantees_than_seats_are_refused),
		cmocka_unit_test(test_more_held_seats_than_seats_are_refused),
		cmocka_unit_test(test_seats_add_up_within_guarantee_demand_and_what_is_held),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
