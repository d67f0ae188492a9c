#include "check.h"

#include "apportion/apportion.h"
#include "apportion_reference.h"
#include "random.h"

static const char *const names[] = {
	"adams", "dean", "huntington-hill", "sainte-lague", "modified-sainte-lague", "danish",
	"dhondt", "imperiali", "power:10", "power:-10", "linear:0.000001,1000", "linear:1000,0.5",
	"largest-remainder", "largest-remainder:droop", "largest-remainder:hagenbach-bischoff",
	"largest-remainder:imperiali", "identical", "vinton", "quota", "swiss",
};
enum { N_NAMES = sizeof names / sizeof names[0], N_DIVISORS = 12 };

static uint64_t random_state;

static int64_t below(int64_t n)
{
	return random_below(&random_state, (uint32_t)n);
}

static int try(const char *name, const struct tsop_claim *claims, size_t n, int64_t total,
	       struct tsop_apportionment *result, struct tsop_error *err)
{
	struct tsop_method method;

	assert_int_equal(tsop_method_read(&method, name, err), 0);
	return tsop_apportion(&method, claims, n, total, result, err);
}

static struct tsop_apportionment apportion(const char *name, const struct tsop_claim *claims,
					   size_t n, int64_t total)
{
	struct tsop_apportionment result;
	struct tsop_error err;

	assert_int_equal(try(name, claims, n, total, &result, &err), 0);
	return result;
}

static void refuse(const char *name, const struct tsop_claim *claims, size_t n, int64_t total,
		   const char *text)
{
	struct tsop_apportionment result;
	struct tsop_error err;

	assert_int_equal(try(name, claims, n, total, &result, &err), -1);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, text);
}

static void test_a_tie_names_the_tied_and_the_seats_to_draw(void **state)
{
	const struct tsop_claim claims[] = { { 50, 0, 9 }, { 10, 0, 9 }, { 10, 0, 9 }, { 10, 0, 9 } };
	struct tsop_apportionment result = apportion("dhondt", claims, 4, 7);

	(void)state;
	assert_int_equal(result.seats[0], 4);
	assert_int_equal(result.n_tied, 4);
	assert_int_equal(result.n_draw, 3);
	tsop_apportion_release(&result);
	result = apportion("sainte-lague", claims, 4, 7);
	assert_int_equal(result.seats[0], 4);
	assert_int_equal(result.n_draw, 0);
	tsop_apportion_release(&result);
}

static void test_no_draw_where_all_tied_can_be_served(void **state)
{
	const struct tsop_claim claims[] = { { 10, 0, 5 }, { 10, 0, 5 }, { 10, 0, 5 } };

	(void)state;
	for (size_t m = 0; m < N_NAMES; m++) {
		struct tsop_apportionment result = apportion(names[m], claims, 3, 6);

		assert_int_equal(result.n_draw, 0);
		assert_int_equal(result.n_tied, 0);
		for (size_t i = 0; i < 3; i++)
			assert_int_equal(result.seats[i], 2);
		tsop_apportion_release(&result);
	}
}

static void test_seats_nobody_can_use_are_left(void **state)
{
	const struct tsop_claim claims[] = { { 7, 0, 2 }, { 0, 1, 9 }, { 3, 0, 1 } };

	(void)state;
	for (size_t m = 0; m < N_NAMES; m++) {
		struct tsop_apportionment result = apportion(names[m], claims, 3, 10);

		assert_int_equal(result.seats[0], 2);
		assert_int_equal(result.seats[1], 1);
		assert_int_equal(result.seats[2], 1);
		assert_int_equal(result.left, 6);
		tsop_apportion_release(&result);
	}
}

/* Two halves of a house, and one vote among two times 10^18, which is worth a seat only where the first is free. */
static void test_the_greatest_weights_and_totals_do_not_overflow(void **state)
{
	const int64_t most = TSOP_APPORTION_WEIGHT_MAX;
	const struct tsop_claim claims[] = { { most, 0, TSOP_APPORTION_SEATS_MAX },
					     { most - 1, 0, TSOP_APPORTION_SEATS_MAX },
					     { 1, 0, TSOP_APPORTION_SEATS_MAX } };
	static const struct {
		const char *name;
		int64_t seats[3];
	} table[] = {
		{ "sainte-lague", { 500000000, 499999999, 0 } },
		{ "modified-sainte-lague", { 500000000, 499999999, 0 } },
		{ "dhondt", { 500000000, 499999999, 0 } },
		{ "imperiali", { 500000000, 499999999, 0 } },
		{ "power:10", { 500000000, 499999999, 0 } },
		{ "linear:1000,1000,0.000001", { 500000000, 499999999, 0 } },
		{ "linear:0.000001,1000", { 500000000, 499999999, 0 } },
		{ "adams", { 499999999, 499999999, 1 } },
		{ "huntington-hill", { 499999999, 499999999, 1 } },
		{ "power:-10", { 499999999, 499999999, 1 } },
		{ "largest-remainder", { 500000000, 499999999, 0 } },
		{ "largest-remainder:droop", { 500000000, 499999999, 0 } },
		{ "largest-remainder:hagenbach-bischoff", { 500000000, 499999999, 0 } },
		{ "largest-remainder:imperiali", { 500000000, 499999999, 0 } },
		{ "vinton", { 500000000, 499999999, 0 } },
		{ "identical", { 333333333, 333333333, 333333333 } },
	};

	(void)state;
	for (size_t m = 0; m < sizeof table / sizeof table[0]; m++) {
		struct tsop_apportionment result = apportion(table[m].name, claims, 3,
							     TSOP_APPORTION_SEATS_MAX - 1);

		assert_int_equal(result.n_draw, 0);
		for (size_t i = 0; i < 3; i++)
			assert_int_equal(result.seats[i], table[m].seats[i]);
		tsop_apportion_release(&result);
	}
}

static void test_first_seats_go_by_weight_where_they_are_too_few(void **state)
{
	const struct tsop_claim claims[] = { { 5, 0, 9 }, { 9, 0, 9 }, { 5, 0, 9 }, { 7, 1, 9 } };

	(void)state;
	for (size_t m = 0; m < 3; m++) {
		struct tsop_apportionment result = apportion(names[m], claims, 4, 3);

		assert_int_equal(result.seats[1], 1);
		assert_int_equal(result.seats[3], 1);
		assert_int_equal(result.n_tied, 2);
		assert_int_equal(result.tied[0], 0);
		assert_int_equal(result.tied[1], 2);
		assert_int_equal(result.n_draw, 1);
		assert_int_equal(result.last.den.n, 0);
		tsop_apportion_release(&result);
	}
}

static int64_t sum_of(const int64_t *numbers, size_t n)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += numbers[i];
	return sum;
}

/* Small numbers, so that ties, bounds that bind and weights of zero are common. */
static int64_t make_claims(struct tsop_claim *claims, size_t n)
{
	int64_t held = 0;
	int64_t weights = 1 + below(3) * below(40);
	bool bounded = below(2) == 0;

	for (size_t i = 0; i < n; i++) {
		int64_t min = bounded && below(3) == 0 ? below(4) : 0;

		claims[i] = (struct tsop_claim){ below(weights + 1), min,
						 bounded ? min + below(6) : 40 };
		held += min;
	}
	return held + below(30);
}

static void check_same(const struct tsop_apportionment *result, const struct expected *e, size_t n)
{
	int64_t tickets[SMALL] = { 0 };

	assert_int_equal(result->n_draw, e->n_draw);
	assert_int_equal(result->left, e->left);
	for (size_t draw = 0, i = 0; draw < result->n_draws; draw++)
		for (size_t k = 0; k < result->draws[draw].n_joined; k++, i++) {
			tickets[result->tied[i]]++;
			assert_true(k == 0 || result->tied[i - 1] <= result->tied[i]);
		}
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(result->seats[i], e->seats[i]);
		assert_int_equal(tickets[i], e->tickets[i]);
	}
}

static void test_every_divisor_method_gives_seats_to_the_greatest_quotients(void **state)
{
	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct tsop_claim claims[SMALL];
		size_t n = (size_t)(1 + below(SMALL));
		int64_t total = make_claims(claims, n);

		for (size_t m = 0; m < N_SEQUENCES; m++) {
			struct tsop_apportionment result =
				apportion(sequences[m].name, claims, n, total);
			struct expected e;

			expect_divisor(&sequences[m], claims, n, total, &e);
			check_same(&result, &e, n);
			tsop_apportion_release(&result);
		}
	}
}

static void test_every_quota_of_largest_remainder_goes_by_its_definition(void **state)
{
	static const struct {
		const char *name;
		int64_t extra;
	} table[] = { { "largest-remainder", 0 },
		      { "largest-remainder:droop", 1 },
		      { "largest-remainder:hagenbach-bischoff", 1 },
		      { "largest-remainder:imperiali", 2 } };

	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct tsop_claim claims[SMALL];
		size_t n = (size_t)(1 + below(SMALL));
		int64_t total = make_claims(claims, n);

		for (size_t m = 0; m < 4; m++) {
			struct tsop_apportionment result;
			struct tsop_error err;
			struct expected e;
			int status = try(table[m].name, claims, n, total, &result, &err);

			expect_remainder(claims, n, total, table[m].extra,
					 strcmp(table[m].name, "largest-remainder:droop") == 0, &e);
			assert_int_equal(status, e.is_refused ? -1 : 0);
			if (status == 0) {
				check_same(&result, &e, n);
				tsop_apportion_release(&result);
			}
		}
	}
}

/* By the whole quota 1 both shares are 3: a remainder of 0 each for the seat that is left. */
static void test_a_whole_share_that_is_the_minimum_comes_for_what_is_left(void **state)
{
	const struct tsop_claim claims[] = { { 3, 1, 4 }, { 3, 3, 6 } };
	struct tsop_apportionment result = apportion("largest-remainder:droop", claims, 2, 7);
	const struct expected e = { { 3, 3 }, { 1, 1 }, 1, 0, false };

	(void)state;
	check_same(&result, &e, 2);
	assert_true(result.quota_num == result.quota_den);
	tsop_apportion_release(&result);
}

/* Of many claims, one more seat can be used than there are: Droop's quota is the least that leaves one short. */
static void test_droops_quota_where_one_more_seat_could_be_used(void **state)
{
	enum { MANY = 400 };

	(void)state;
	for (size_t round = 0; round < 50; round++) {
		struct tsop_claim claims[MANY];
		struct tsop_apportionment r;
		int64_t room = 0, least = INT64_MAX;

		for (size_t i = 0; i < MANY; i++) {
			int64_t max = 1 + below(30);

			claims[i] = (struct tsop_claim){ 1000 + below(100000), below(2) * below(max), max };
			room += max;
			least = claims[i].weight / max < least ? claims[i].weight / max : least;
		}
		r = apportion("largest-remainder:droop", claims, MANY, room - 1);
		assert_true(r.quota_num == least + 1);
		assert_true(r.quota_den == 1);
		tsop_apportion_release(&r);
	}
}

/* Weights over 0, no bounds. */
static size_t make_free_claims(struct tsop_claim *claims, size_t n_most, int64_t total)
{
	size_t n = (size_t)(1 + below((int64_t)n_most));
	int64_t weights = 1 + below(3) * below(40);

	for (size_t i = 0; i < n; i++)
		claims[i] = (struct tsop_claim){ 1 + below(weights), 0, total + 1 };
	return n;
}

static void test_vintons_method_goes_by_its_definition(void **state)
{
	const size_t n_rounds = test_instances(20000) + 5000; /* few come to a lifted remainder */
	size_t n_refused = 0, n_lifted = 0;

	(void)state;
	for (size_t round = 0; round < n_rounds; round++) {
		struct tsop_claim claims[SMALL];
		size_t n = (size_t)(1 + below(SMALL));
		int64_t total = make_claims(claims, n);
		struct tsop_apportionment result;
		struct tsop_error err;
		struct expected e;
		int status = try("vinton", claims, n, total, &result, &err);

		expect_vinton(claims, n, total, &e);
		assert_int_equal(status, e.is_refused ? -1 : 0);
		n_refused += e.is_refused;
		if (status == 0) {
			check_same(&result, &e, n);
			n_lifted += result.last.is_set && result.last.is_negative;
			tsop_apportion_release(&result);
		}
	}
	assert_true(n_refused > 0);
	assert_true(n_lifted > 0);
}

/* Without bounds that bind it is Hamilton's. */
static void test_vintons_method_without_bounds_is_largest_remainder(void **state)
{
	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct tsop_claim claims[SMALL];
		int64_t total = below(40);
		size_t n = make_free_claims(claims, SMALL, total);
		struct tsop_apportionment a = apportion("vinton", claims, n, total);
		struct tsop_apportionment b = apportion("hamilton", claims, n, total);

		assert_int_equal(a.n_draw, b.n_draw);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(a.seats[i], b.seats[i]);
		tsop_apportion_release(&a);
		tsop_apportion_release(&b);
	}
}

/* Quotas 6.06, 0.40, 0.27 and 0.27: a and c have their most, b's 0.40 - 1 is the last remainder. */
static void test_vintons_remainders_of_the_lifted_are_below_zero(void **state)
{
	const struct tsop_claim claims[] = { { 90, 0, 4 }, { 6, 1, 9 }, { 4, 0, 0 }, { 4, 1, 9 } };
	struct tsop_apportionment result = apportion("vinton", claims, 4, 7);

	(void)state;
	assert_int_equal(result.seats[1], 2);
	assert_true(result.last.is_negative);
	assert_int_equal(result.last.claim, 1);
	assert_int_equal(result.last.num.limbs[0], 104 - 7 * 6);
	assert_int_equal(result.next.claim, 3);
	assert_int_equal(result.next.num.limbs[0], 104 - 7 * 4);
	assert_int_equal(result.next.den.limbs[0], 104);
	tsop_apportion_release(&result);
}

static void test_the_quota_method_and_all_ways_it_can_go_agree(void **state)
{
	size_t n_drawn = 0, n_several = 0;

	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct tsop_claim claims[SMALL];
		int64_t total = below(14);
		size_t n = make_free_claims(claims, SMALL - 1, total);
		struct tsop_apportionment result = apportion("quota", claims, n, total);
		struct expected e;

		expect_quota(claims, n, total, &e);
		n_drawn += result.n_draws > 0;
		n_several += result.n_draws > 1;
		check_same(&result, &e, n);
		tsop_apportion_release(&result);
	}
	assert_true(n_drawn > n_several && n_several > 0);
}

static void test_the_swiss_method_goes_by_the_letter(void **state)
{
	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct tsop_claim claims[SMALL];
		int64_t total = 1 + below(20);
		size_t n = make_free_claims(claims, SMALL, total);
		struct tsop_apportionment result;
		struct tsop_error err;
		struct expected e;
		int status = try("swiss", claims, n, total, &result, &err);

		expect_swiss(claims, n, total, &e);
		assert_int_equal(status, e.is_refused ? -1 : 0);
		if (status == 0) {
			check_same(&result, &e, n);
			tsop_apportion_release(&result);
		}
	}
}

/* Quotas 3 and 4: 4 and 8 hold the last without remainder, the first with 1 and 2. */
static void test_swiss_ties_are_settled_by_the_first_quota(void **state)
{
	const struct tsop_claim claims[] = { { 4, 0, 9 }, { 8, 0, 9 }, { 2, 0, 9 }, { 1, 0, 9 } };
	struct tsop_apportionment result = apportion("swiss", claims, 4, 6);
	const struct expected e = { { 1, 3, 1, 1 }, { 0 }, 0, 0, false };

	(void)state;
	check_same(&result, &e, 4);
	assert_int_equal(result.n_quotas, 2);
	assert_int_equal(result.quotas[0], 3);
	assert_int_equal(result.quotas[1], 4);
	assert_int_equal(result.n_eliminated, 2);
	assert_int_equal(result.eliminated[0], 2);
	assert_int_equal(result.eliminated[1], 3);
	tsop_apportion_release(&result);
}

static void test_a_lottery_has_a_ticket_for_each_seat_that_can_be_used(void **state)
{
	const struct tsop_claim claims[] = { { 5, 1, 3 }, { 0, 1, 9 }, { 9, 0, 1 }, { 1, 0, 50 } };
	struct tsop_apportionment result = apportion("lottery", claims, 4, 6);
	const struct expected e = { { 1, 1, 0, 0 }, { 2, 0, 1, 4 }, 4, 0, false };

	(void)state;
	check_same(&result, &e, 4);
	tsop_apportion_release(&result);
}

static void test_the_swiss_method_takes_the_greatest_weights(void **state)
{
	const int64_t most = TSOP_APPORTION_WEIGHT_MAX;
	const struct tsop_claim claims[] = { { most - 4, 0, 99 }, { most - 1, 0, 99 }, { 3, 0, 99 },
					     { most - 2, 0, 99 } };
	struct tsop_apportionment result = apportion("swiss", claims, 4, 6);
	const struct expected e = { { 1, 2, 1, 2 }, { 0 }, 0, 0, false };

	(void)state;
	check_same(&result, &e, 4);
	tsop_apportion_release(&result);
}

static void test_a_lottery_in_which_every_ticket_wins_draws_nothing(void **state)
{
	const struct tsop_claim claims[] = { { 5, 1, 1 }, { 9, 0, 50 } };
	struct tsop_apportionment result = apportion("lottery", claims, 2, 4);
	const struct expected e = { { 1, 3 }, { 0 }, 0, 0, false };

	(void)state;
	check_same(&result, &e, 2);
	tsop_apportion_release(&result);
}

static void test_what_a_method_can_not_do_is_refused(void **state)
{
	const struct tsop_claim claims[] = { { 10, 0, 2 }, { 5, 0, 9 }, { 1, 0, 9 } };
	const struct tsop_claim held[] = { { 10, 0, 99 }, { 1, 3, 99 } };
	const struct tsop_claim few[] = { { 2, 0, 99 }, { 1, 0, 99 } };
	const struct tsop_claim many[] = { { 1, 0, 9000000 }, { 1, 0, 9000000 } };

	(void)state;
	refuse("quota", claims, 3, 6,
	       "quota knows no bounds: a claimant would get 4 who holds 0 and can use 2");
	refuse("vinton", held, 2, 3, "whole parts and guarantees come to 5 of 3 seats");
	refuse("vinton", claims, 3, 10, "caps leave 5 seats, and there are remainders for 2");
	refuse("swiss", held, 2, 4,
	       "swiss knows no bounds: a claimant would get 1 who holds 3 and can use 99");
	refuse("swiss", claims, 3, 2,
	       "the Swiss method needs a seat for each of 3 claimants, and there are 2");
	refuse("swiss", few, 2, 10,
	       "the weights are too small for a quota in whole numbers: it leaves 7 seats, "
	       "and there are remainders for 2");
	refuse("largest-remainder:droop", few, 2, 10,
	       "the weights are too small for a quota in whole numbers: it leaves 7 seats, "
	       "and there are remainders for 2");
	refuse("lottery", many, 2, 9000000,
	       "a lottery of seats has at most 10000000 tickets, a further seat of a claimant each");
	refuse("quota", (const struct tsop_claim[]){ { 1, 0, 20000000 } }, 1, 10000001,
	       "the quota method gives at most 10000000 seats");
}

static bool is_tied(const struct tsop_apportionment *result, size_t claim)
{
	for (size_t i = 0; i < result->n_tied; i++)
		if (result->tied[i] == claim)
			return true;
	return false;
}

/* Does a quota in whole numbers, which has a unit, make the method depend on the scale? */
static bool has_unit(const char *name)
{
	return strcmp(name, "swiss") == 0 || strcmp(name, "largest-remainder:droop") == 0;
}

static void test_the_order_of_claims_and_the_scale_of_weights_change_nothing(void **state)
{
	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct tsop_claim claims[SMALL], turned[SMALL];
		size_t n = (size_t)(1 + below(SMALL));
		int64_t total = make_claims(claims, n);
		size_t shift = (size_t)below((int64_t)n);
		const char *name = names[below(N_NAMES)];
		struct tsop_apportionment a, b;
		struct tsop_error err;

		for (size_t i = 0; i < n; i++) {
			turned[i] = claims[(i + shift) % n];
			turned[i].weight *= has_unit(name) ? 1 : 1000003;
		}
		if (try(name, claims, n, total, &a, &err) != 0) {
			assert_int_equal(try(name, turned, n, total, &b, &err), -1);
			continue;
		}
		b = apportion(name, turned, n, total);
		assert_int_equal(a.n_draw, b.n_draw);
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(a.seats[(i + shift) % n], b.seats[i]);
			assert_int_equal(is_tied(&a, (i + shift) % n), is_tied(&b, i));
		}
		tsop_apportion_release(&a);
		tsop_apportion_release(&b);
	}
}

static const char *any_monotone(void)
{
	int64_t m = below(N_DIVISORS + 1);

	return m < N_DIVISORS ? names[m] : "quota";
}

static void test_nobody_loses_a_seat_when_there_is_one_more(void **state)
{
	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct tsop_claim claims[SMALL];
		int64_t total = below(40);
		size_t n = make_free_claims(claims, SMALL, 41);
		const char *name = any_monotone();
		struct tsop_apportionment before, after;
		struct tsop_error err;

		if (try(name, claims, n, total, &before, &err) != 0)
			continue;
		if (try(name, claims, n, total + 1, &after, &err) == 0) {
			for (size_t i = 0; i < n; i++)
				assert_true(after.seats[i] >= before.seats[i]);
			assert_int_equal(sum_of(after.seats, n) + after.n_draw, total + 1);
			tsop_apportion_release(&after);
		}
		tsop_apportion_release(&before);
	}
}

/* A claim that grows beside one that does not never gives it a seat. */
static void test_divisor_methods_are_monotone_in_weights(void **state)
{
	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct tsop_claim claims[SMALL];
		int64_t total = below(40);
		size_t n = make_free_claims(claims, SMALL, total);
		const char *name = names[below(N_DIVISORS)];
		struct tsop_apportionment before = apportion(name, claims, n, total);
		struct tsop_apportionment after;
		size_t grows = (size_t)below((int64_t)n);
		size_t falls = (size_t)below((int64_t)n);

		for (size_t i = 0; i < n; i++)
			claims[i].weight += i == grows ? below(20) : i == falls ? 0 : below(5);
		if (claims[falls].weight > 1)
			claims[falls].weight -= below(2);
		after = apportion(name, claims, n, total);
		if (grows != falls && before.n_draw == 0 && after.n_draw == 0)
			assert_false(after.seats[grows] < before.seats[grows] &&
				     after.seats[falls] > before.seats[falls]);
		tsop_apportion_release(&before);
		tsop_apportion_release(&after);
	}
}

static void test_hamilton_and_the_quota_method_stay_within_the_quota(void **state)
{
	static const char *const within[] = { "hamilton", "balinski-young" };

	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct tsop_claim claims[SMALL];
		int64_t total = below(40);
		size_t n = make_free_claims(claims, SMALL, total);
		struct tsop_apportionment result;
		struct tsop_error err;
		int64_t people = 0;

		if (try(within[round % 2], claims, n, total, &result, &err) != 0)
			continue;
		for (size_t i = 0; i < n; i++)
			people += claims[i].weight;
		for (size_t i = 0; i < n; i++) {
			int64_t most = result.seats[i] + is_tied(&result, i);

			assert_true((most - 1) * people < claims[i].weight * total || most == 0);
			assert_true((result.seats[i] + 1) * people > claims[i].weight * total);
		}
		tsop_apportion_release(&result);
	}
}

static void test_the_cut_separates_seats_given_from_seats_refused(void **state)
{
	(void)state;
	for (size_t round = 0; round < test_instances(20000); round++) {
		struct tsop_claim claims[SMALL];
		size_t n = (size_t)(1 + below(SMALL));
		int64_t total = make_claims(claims, n);
		struct tsop_apportionment r;
		struct tsop_error err;
		struct tsop_wide last, next;
		int order;

		if (try(names[below(N_NAMES - 2)], claims, n, total, &r, &err) != 0)
			continue;
		if (!r.last.is_set || !r.next.is_set) {
			assert_int_equal(r.n_draw, 0);
			tsop_apportion_release(&r);
			continue;
		}
		tsop_wide_multiply(&last, &r.last.num, &r.next.den);
		tsop_wide_multiply(&next, &r.next.num, &r.last.den);
		order = tsop_wide_compare(&last, &next);
		if (r.last.den.n == 0 && r.next.den.n == 0)
			order = tsop_wide_compare(&r.last.num, &r.next.num);
		if (r.next.is_negative)
			order = r.last.is_negative ? -order : 1;
		assert_false(r.last.is_negative && !r.next.is_negative);
		assert_true(r.n_draw > 0 ? order == 0 : order > 0);
		assert_int_equal(r.next.seat, r.seats[r.next.claim] + 1);
		assert_int_equal(r.last.seat, r.seats[r.last.claim] + (r.n_draw > 0));
		tsop_apportion_release(&r);
	}
}

/* A greater house, against the greatest quotients one by one. */
static void check_by_quotients(const char *name, const struct tsop_claim *claims, size_t n,
			       int64_t total)
{
	struct tsop_apportionment result = apportion(name, claims, n, total);
	int64_t *seats = test_calloc(n, sizeof *seats);
	struct tsop_method method;
	struct tsop_error err;
	int64_t left = total;

	tsop_method_read(&method, name, &err);
	for (size_t i = 0; i < n; i++)
		left -= seats[i] = claims[i].min;
	for (; left > result.n_draw; left--) {
		size_t best = n;

		for (size_t i = 0; i < n; i++)
			if (seats[i] < claims[i].max &&
			    (best == n || tsop_method_compare(&method, claims[i].weight, seats[i],
							      claims[best].weight,
							      seats[best]) > 0))
				best = i;
		seats[best]++;
	}
	for (size_t i = 0; i < n; i++)
		assert_int_equal(result.seats[i], seats[i]);
	test_free(seats);
	tsop_apportion_release(&result);
}

static void test_any_magnitudes_and_bounds_are_solved_alike(void **state)
{
	enum { MANY = 60 };

	(void)state;
	for (size_t round = 0; round < 300; round++) {
		struct tsop_claim claims[MANY];
		int64_t magnitude = 1 + below(59);
		int64_t total = 0;

		for (size_t i = 0; i < MANY; i++) {
			int64_t min = below(3) == 0 ? below(10) : 0;

			claims[i] = (struct tsop_claim){
				1 + (INT64_C(1) << below(magnitude)) + below(1000), min,
				min + (below(2) == 0 ? 1 + below(30) : 10000)
			};
			total += min;
		}
		claims[0].max = 10000;
		check_by_quotients(names[round % N_DIVISORS], claims, MANY, total + below(400));
	}
}

/* Of many claims: everybody's seats by the quota of the result and the last remainder that got a seat. */
static void test_largest_remainder_of_many_goes_by_one_quota(void **state)
{
	enum { MANY = 400 };

	(void)state;
	for (size_t round = 0; round < 200; round++) {
		struct tsop_claim claims[MANY];
		int64_t total = 0;
		struct tsop_apportionment r;
		struct tsop_wide rest;

		for (size_t i = 0; i < MANY; i++) {
			int64_t min = below(3) == 0 ? below(10) : 0;

			claims[i] = (struct tsop_claim){ below(100000), min,
							 min + below(3) * below(40) };
			total += min;
		}
		claims[0].max = 100000;
		claims[0].weight = 1;
		r = apportion("largest-remainder", claims, MANY, total + 1 + below(2000));
		for (size_t i = 0; i < MANY; i++) {
			/* weight / quota = whole + part / quota_num */
			tsop_int128 share = claims[i].weight * r.quota_den;
			int64_t whole = (int64_t)(share / r.quota_num);
			bool is_free = share >= claims[i].min * r.quota_num &&
				       share < claims[i].max * r.quota_num;
			bool is_over;

			if (!is_free) {
				assert_true(r.seats[i] == claims[i].min ||
					    (share > 0 && r.seats[i] == claims[i].max));
				continue;
			}
			tsop_wide_set(&rest, (tsop_uint128)(share % r.quota_num));
			is_over = r.last.is_set && tsop_wide_compare(&rest, &r.last.num) >= 0;
			if (!is_tied(&r, i))
				assert_int_equal(r.seats[i], whole + is_over);
		}
		tsop_apportion_release(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_tie_names_the_tied_and_the_seats_to_draw),
		cmocka_unit_test(test_no_draw_where_all_tied_can_be_served),
		cmocka_unit_test(test_seats_nobody_can_use_are_left),
		cmocka_unit_test(test_the_greatest_weights_and_totals_do_not_overflow),
		cmocka_unit_test(test_first_seats_go_by_weight_where_they_are_too_few),
		cmocka_unit_test(test_every_divisor_method_gives_seats_to_the_greatest_quotients),
		cmocka_unit_test(test_every_quota_of_largest_remainder_goes_by_its_definition),
		cmocka_unit_test(test_a_whole_share_that_is_the_minimum_comes_for_what_is_left),
		cmocka_unit_test(test_droops_quota_where_one_more_seat_could_be_used),
		cmocka_unit_test(test_the_quota_method_and_all_ways_it_can_go_agree),
		cmocka_unit_test(test_vintons_method_goes_by_its_definition),
		cmocka_unit_test(test_vintons_method_without_bounds_is_largest_remainder),
		cmocka_unit_test(test_vintons_remainders_of_the_lifted_are_below_zero),
		cmocka_unit_test(test_the_swiss_method_goes_by_the_letter),
		cmocka_unit_test(test_swiss_ties_are_settled_by_the_first_quota),
		cmocka_unit_test(test_a_lottery_has_a_ticket_for_each_seat_that_can_be_used),
		cmocka_unit_test(test_the_swiss_method_takes_the_greatest_weights),
		cmocka_unit_test(test_a_lottery_in_which_every_ticket_wins_draws_nothing),
		cmocka_unit_test(test_what_a_method_can_not_do_is_refused),
		cmocka_unit_test(test_the_order_of_claims_and_the_scale_of_weights_change_nothing),
		cmocka_unit_test(test_nobody_loses_a_seat_when_there_is_one_more),
		cmocka_unit_test(test_divisor_methods_are_monotone_in_weights),
		cmocka_unit_test(test_hamilton_and_the_quota_method_stay_within_the_quota),
		cmocka_unit_test(test_the_cut_separates_seats_given_from_seats_refused),
		cmocka_unit_test(test_any_magnitudes_and_bounds_are_solved_alike),
		cmocka_unit_test(test_largest_remainder_of_many_goes_by_one_quota),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
