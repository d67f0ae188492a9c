#include "check.h"

#include "allocate/lot.h"
#include "allocate/seats.h"
#include "random.h"

enum { N_RANDOM = 20000, MANY = 8 };

static const char *const methods[] = { "sainte-lague", "dhondt", "largest-remainder" };

static const struct tsop_method *method_of(const char *name)
{
	static struct tsop_method method;
	struct tsop_error err;

	assert_int_equal(tsop_method_read(&method, name, &err), 0);
	return &method;
}

static struct tsop_seats_rules rules_of(const char *method, int64_t total)
{
	return (struct tsop_seats_rules){ .method = method_of(method),
					  .reading = TSOP_READING_BASE,
					  .total = total,
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
static struct tsop_claimants municipalities(int64_t guarantee)
{
	struct tsop_claimants claimants = { 0 };
	const struct tsop_municipality *all = tsop_municipalities(&claimants.n);

	claimants.rows = calloc(claimants.n, sizeof *claimants.rows);
	assert_non_null(claimants.rows);
	for (size_t i = 0; i < claimants.n; i++)
		claimants.rows[i] = (struct tsop_claimant){ .id = all[i].code,
							    .municipality = &all[i],
							    .weight = all[i].population,
							    .guarantee = (int32_t)guarantee,
							    .cap = TSOP_APPORTION_SEATS_MAX };
	return claimants;
}

static void test_koebenhavn_gets_its_seats_of_120_by_reading_and_method(void **state)
{
	static const struct {
		enum tsop_reading reading;
		const char *method;
		int64_t seats;
	} table[] = { { TSOP_READING_BASE, "largest-remainder", 4 },
		      { TSOP_READING_BASE, "sainte-lague", 5 },
		      { TSOP_READING_BASE, "dhondt", 8 },
		      { TSOP_READING_FLOOR, "largest-remainder", 9 },
		      { TSOP_READING_FLOOR, "sainte-lague", 10 },
		      { TSOP_READING_FLOOR, "dhondt", 11 },
		      { TSOP_READING_ELIMINATE, "largest-remainder", 9 } };
	struct tsop_claimants claimants = municipalities(1);

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct tsop_seats_rules rules = rules_of(table[i].method, 120);
		struct tsop_seats seats;

		rules.reading = table[i].reading;
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
	struct tsop_claimants claimants = municipalities(0);
	size_t n_ties = 0;

	(void)state;
	for (int64_t total = 1; total <= 200; total++) {
		struct tsop_seats_rules rules = rules_of("sainte-lague", total);
		struct tsop_seats seats;

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
	struct tsop_claimant rows[] = { { .id = "0190", .weight = 7, .cap = 3 },
					{ .id = "0420", .weight = 7, .cap = 3 } };
	struct tsop_seats_rules rules = rules_of("dhondt", 3);
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
	struct tsop_claimant rows[] = { { .id = "a", .weight = 5, .guarantee = 2, .cap = 9 },
					{ .id = "b", .weight = 50, .guarantee = 2, .cap = 0 },
					{ .id = "c", .weight = 5, .guarantee = 2, .cap = 1 } };
	struct tsop_seats_rules rules = rules_of("sainte-lague", 6);
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
	struct tsop_claimant rows[] = {
		{ .id = "a", .weight = 1, .guarantee = 1, .kept = 4, .cap = 5 },
		{ .id = "b", .weight = 99, .guarantee = 1, .cap = 9 }
	};

	(void)state;
	for (int reading = TSOP_READING_BASE; reading <= TSOP_READING_ELIMINATE; reading++) {
		struct tsop_seats_rules rules = rules_of("largest-remainder", 8);
		struct tsop_seats seats;

		rules.reading = (enum tsop_reading)reading;
		seats = give(&rules, rows, 2);
		assert_int_equal(tsop_claimant_seats(&rows[0]), 4);
		assert_int_equal(tsop_claimant_seats(&rows[1]), 4);
		tsop_seats_release(&seats);
	}
}

static void test_who_is_below_the_threshold_keeps_the_guarantee_only(void **state)
{
	struct tsop_claimant rows[] = {
		{ .id = "a", .weight = 40, .guarantee = 1, .cap = 9, .is_below = true },
		{ .id = "b", .weight = 60, .guarantee = 1, .cap = 9 }
	};

	(void)state;
	for (int reading = TSOP_READING_BASE; reading <= TSOP_READING_ELIMINATE; reading++) {
		struct tsop_seats_rules rules = rules_of("sainte-lague", 8);
		struct tsop_seats seats;

		rules.reading = (enum tsop_reading)reading;
		seats = give(&rules, rows, 2);
		assert_int_equal(tsop_claimant_seats(&rows[0]), 1);
		assert_int_equal(tsop_claimant_seats(&rows[1]), 7);
		tsop_seats_release(&seats);
	}
}

static void test_eliminate_leaves_the_rest_to_those_over_their_guarantee(void **state)
{
	struct tsop_claimant rows[] = { { .id = "a", .weight = 10, .guarantee = 3, .cap = 99 },
					{ .id = "b", .weight = 30, .guarantee = 3, .cap = 99 },
					{ .id = "c", .weight = 60, .guarantee = 3, .cap = 99 } };
	struct tsop_seats_rules rules = rules_of("largest-remainder", 10);
	struct tsop_seats seats;

	(void)state;
	rules.reading = TSOP_READING_ELIMINATE;
	seats = give(&rules, rows, 3);
	/* Quotas 1, 3, 6: a leaves with 3. Then 7/3, 14/3: b leaves. c gets 4. */
	assert_true(rows[0].is_eliminated);
	assert_true(rows[1].is_eliminated);
	assert_false(rows[2].is_eliminated);
	assert_int_equal(tsop_claimant_seats(&rows[2]), 4);
	assert_true(seats.level.num * 60 == seats.level.den * 4);
	tsop_seats_release(&seats);
}

static void test_more_guarantees_than_seats_are_refused(void **state)
{
	struct tsop_claimant rows[] = { { .id = "a", .weight = 1, .guarantee = 2, .cap = 2 },
					{ .id = "b", .weight = 1, .guarantee = 2, .cap = 0 } };

	(void)state;
	for (int reading = TSOP_READING_BASE; reading <= TSOP_READING_ELIMINATE; reading++) {
		struct tsop_seats_rules rules = rules_of("sainte-lague", 3);

		rules.reading = (enum tsop_reading)reading;
		refuse(&rules, rows, 2, "the guarantees add up to 4, more than the total of 3");
	}
}

static void test_more_held_seats_than_seats_are_refused(void **state)
{
	struct tsop_claimant rows[] = {
		{ .id = "a", .weight = 1, .guarantee = 1, .kept = 3, .cap = 3 },
		{ .id = "b", .weight = 1, .guarantee = 1, .cap = 0 }
	};

	(void)state;
	for (int reading = TSOP_READING_BASE; reading <= TSOP_READING_ELIMINATE; reading++) {
		struct tsop_seats_rules rules = rules_of("sainte-lague", 3);

		rules.reading = (enum tsop_reading)reading;
		refuse(&rules, rows, 2,
		       "the seats that are guaranteed and those that are held already add up to 4, "
		       "more than the total of 3");
	}
}

static uint64_t random_state;

static int64_t below(int64_t n)
{
	return random_below(&random_state, (uint32_t)n);
}

static int64_t at_most(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t at_least(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static void make_rows(struct tsop_claimant rows[MANY], struct tsop_seats_rules *rules)
{
	static const char *const ids[MANY] = { "a", "b", "c", "d", "e", "f", "g", "h" };

	*rules = rules_of(methods[below(3)], 0);
	rules->reading = (enum tsop_reading)below(3);
	rules->holds = below(2) == 0;
	rules->seed = "x";
	for (size_t i = 0; i < MANY; i++) {
		rows[i] = (struct tsop_claimant){ .id = ids[i],
						  .weight = 1 + below(9),
						  .guarantee = (int32_t)below(3),
						  .cap = (int32_t)below(6),
						  .is_below = below(8) == 0 };
		rows[i].kept = (int32_t)below(rows[i].cap + 1);
		rules->total += rows[i].kept + rows[i].guarantee;
	}
	rules->total += below(20);
}

static void test_seats_add_up_within_guarantee_cap_and_what_is_held(void **state)
{
	(void)state;
	for (size_t round = 0; round < test_instances(N_RANDOM); round++) {
		struct tsop_seats_rules rules;
		struct tsop_claimant rows[MANY];
		struct tsop_seats seats;
		int64_t given = 0, reserved = 0;

		make_rows(rows, &rules);
		seats = give(&rules, rows, MANY);
		for (size_t i = 0; i < MANY; i++) {
			const struct tsop_claimant *row = &rows[i];
			int64_t got = tsop_claimant_seats(row);

			assert_true(row->guaranteed == at_most(row->guarantee, row->cap));
			assert_true(row->reserved ==
				    (rules.holds ? row->guarantee - row->guaranteed : 0));
			assert_true(row->by_key >= 0 && got >= row->kept && got <= row->cap);
			if (row->is_below)
				assert_true(got == row->kept || row->by_key == 0);
			given += got;
			reserved += row->reserved;
		}
		assert_int_equal(seats.given, given);
		assert_int_equal(seats.reserved, reserved);
		assert_int_equal(given + reserved + seats.left, rules.total);
		tsop_seats_release(&seats);
	}
}

/* Who leaves, round by round as the law has it: weights and guarantees alone. */
static void eliminate_by_rounds(const struct tsop_claimant *rows, int64_t total, bool left[MANY])
{
	bool again = true;

	while (again) {
		int64_t seats = total, weights = 0;

		for (size_t i = 0; i < MANY; i++) {
			seats -= left[i] ? rows[i].guarantee : 0;
			weights += left[i] ? 0 : rows[i].weight;
		}
		again = false;
		for (size_t i = 0; i < MANY; i++) {
			if (left[i] || seats * rows[i].weight >= rows[i].guarantee * weights)
				continue;
			left[i] = again = true;
		}
	}
}

static void test_eliminate_is_what_the_rounds_of_the_law_give(void **state)
{
	size_t n_left = 0;

	(void)state;
	for (size_t round = 0; round < test_instances(N_RANDOM); round++) {
		struct tsop_claimant rows[MANY];
		struct tsop_claim claims[MANY];
		struct tsop_apportionment expected;
		struct tsop_seats_rules rules;
		struct tsop_seats seats;
		bool left[MANY] = { false };
		int64_t rest;

		make_rows(rows, &rules);
		rules.reading = TSOP_READING_ELIMINATE;
		rules.seed = NULL;
		rest = rules.total;
		for (size_t i = 0; i < MANY; i++) {
			rows[i].cap = TSOP_APPORTION_SEATS_MAX;
			rows[i].kept = 0;
			rows[i].is_below = false;
		}
		seats = give(&rules, rows, MANY);
		eliminate_by_rounds(rows, rules.total, left);
		for (size_t i = 0; i < MANY; i++) {
			assert_int_equal(rows[i].is_eliminated, left[i]);
			n_left += left[i];
			rest -= left[i] ? rows[i].guarantee : 0;
			claims[i] = (struct tsop_claim){ rows[i].weight, rows[i].guarantee,
							 rows[i].cap };
			if (left[i])
				claims[i] = (struct tsop_claim){ 0, 0, 0 };
		}
		assert_int_equal(tsop_apportion(rules.method, claims, MANY, rest, &expected, NULL),
				 0);
		for (size_t i = 0; i < MANY; i++)
			assert_int_equal(tsop_claimant_seats(&rows[i]),
					 left[i] ? rows[i].guarantee : expected.seats[i]);
		assert_int_equal(seats.key.n_draw, expected.n_draw);
		tsop_apportion_release(&expected);
		tsop_seats_release(&seats);
	}
	assert_true(n_left > test_instances(N_RANDOM) / 2);
}

/* The floor, seat by seat: everybody its least, then the next to the greatest quotient. */
static void give_one_by_one(const struct tsop_method *method, const struct tsop_claimant *rows,
			    int64_t total, int64_t seats[MANY])
{
	for (size_t i = 0; i < MANY; i++)
		total -= seats[i] = at_least(at_most(rows[i].guarantee, rows[i].cap), rows[i].kept);
	for (; total > 0; total--) {
		size_t best = MANY;

		for (size_t i = 0; i < MANY; i++)
			if (seats[i] < rows[i].cap && !rows[i].is_below &&
			    (best == MANY || tsop_method_compare(method, rows[i].weight, seats[i],
								 rows[best].weight,
								 seats[best]) > 0))
				best = i;
		if (best == MANY)
			return;
		seats[best]++;
	}
}

static void test_floor_is_what_giving_seat_by_seat_gives(void **state)
{
	size_t n_compared = 0;

	(void)state;
	for (size_t round = 0; round < test_instances(N_RANDOM); round++) {
		struct tsop_claimant rows[MANY];
		struct tsop_seats_rules rules;
		struct tsop_seats seats;
		int64_t expected[MANY];

		make_rows(rows, &rules);
		rules.method = method_of(methods[below(2)]);
		rules.reading = TSOP_READING_FLOOR;
		seats = give(&rules, rows, MANY);
		give_one_by_one(rules.method, rows, rules.total - seats.reserved, expected);
		for (size_t i = 0; i < MANY && seats.key.n_draw == 0; i++, n_compared++)
			assert_int_equal(tsop_claimant_seats(&rows[i]), expected[i]);
		tsop_seats_release(&seats);
	}
	assert_true(n_compared > test_instances(N_RANDOM) / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_koebenhavn_gets_its_seats_of_120_by_reading_and_method),
		cmocka_unit_test(test_furesoe_and_assens_tie),
		cmocka_unit_test(test_the_lot_gives_the_last_seat_and_names_who_lost_it),
		cmocka_unit_test(test_an_unused_guarantee_is_held_or_goes_to_the_key),
		cmocka_unit_test(test_seats_that_are_held_are_kept_whatever_the_key_says),
		cmocka_unit_test(test_who_is_below_the_threshold_keeps_the_guarantee_only),
		cmocka_unit_test(test_eliminate_leaves_the_rest_to_those_over_their_guarantee),
		cmocka_unit_test(test_more_guarantees_than_seats_are_refused),
		cmocka_unit_test(test_more_held_seats_than_seats_are_refused),
		cmocka_unit_test(test_seats_add_up_within_guarantee_cap_and_what_is_held),
		cmocka_unit_test(test_eliminate_is_what_the_rounds_of_the_law_give),
		cmocka_unit_test(test_floor_is_what_giving_seat_by_seat_gives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
