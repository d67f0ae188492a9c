#include "check.h"

#include "apportion/apportion.h"
#include "random.h"

enum { SMALL = 6, N_RANDOM = 20000 };

enum tsop_method_id { TSOP_METHOD_SAINTE_LAGUE, TSOP_METHOD_DHONDT, TSOP_METHOD_LARGEST_REMAINDER };

static const struct tsop_method *method(enum tsop_method_id id)
{
	static const char *const names[] = { "sainte-lague", "dhondt", "largest-remainder" };
	static struct tsop_method found;

	tsop_method_read(&found, names[id], NULL);
	return &found;
}

static struct tsop_apportionment apportion(enum tsop_method_id id, const struct tsop_claim *claims,
					   size_t n, int64_t total)
{
	struct tsop_apportionment result;
	struct tsop_error err;

	assert_int_equal(tsop_apportion(method(id), claims, n, total, &result, &err), 0);
	return result;
}

/* Claims without bounds: the plain apportionment of published tables. */
static void check_table(enum tsop_method_id id, const int64_t *weights, const int64_t *seats,
			size_t n, int64_t total)
{
	struct tsop_claim *claims = test_calloc(n, sizeof *claims);
	struct tsop_apportionment result;

	for (size_t i = 0; i < n; i++)
		claims[i] = (struct tsop_claim){ weights[i], 0, total };
	result = apportion(id, claims, n, total);
	assert_int_equal(result.n_draw, 0);
	assert_int_equal(result.left, 0);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(result.seats[i], seats[i]);
	tsop_apportion_release(&result);
	test_free(claims);
}

/* Folketing election of 5 June 2019, 175 seats (Statistics Denmark, official result). */
static void test_largest_remainder_gives_the_folketing_of_2019(void **state)
{
	static const int64_t votes[] = { 914882, 304714, 233865, 272304, 82270,
					 308513, 826161, 245100, 104278, 83201 };
	static const int64_t seats[] = { 48, 16, 12, 14, 4, 16, 43, 13, 5, 4 };

	(void)state;
	check_table(TSOP_METHOD_LARGEST_REMAINDER, votes, seats, 10, 175);
}

/* New Zealand, general election of 2017, 120 list seats (Electoral Commission, official count). */
static void test_sainte_lague_gives_the_new_zealand_parliament_of_2017(void **state)
{
	static const int64_t votes[] = { 1152075, 956184, 186706, 162443, 13075 };
	static const int64_t seats[] = { 56, 46, 9, 8, 1 };

	(void)state;
	check_table(TSOP_METHOD_SAINTE_LAGUE, votes, seats, 5, 120);
}

/* Tweede Kamer, election of 2021, 150 seats (Kiesraad, official result). */
static void test_dhondt_gives_the_tweede_kamer_of_2021(void **state)
{
	static const int64_t votes[] = { 2279130, 1565861, 1124482, 990601, 623371, 597192,
					 539308,  523083,  399750,  351275, 252480, 246620,
					 215249,  211237,  106702,  104319, 87238 };
	static const int64_t seats[] = { 34, 24, 17, 15, 9, 9, 8, 8, 6, 5, 3, 3, 3, 3, 1, 1, 1 };

	(void)state;
	check_table(TSOP_METHOD_DHONDT, votes, seats, 17, 150);
}

/* Populations of the US census of 1880 (38 states; Balinski and Young 1982, appendix B). */
static const int64_t census_1880[] = {
	1262505, 802525,  864694,  194327,  622700,  146608, 269493,  1542180, 3077871, 1978301,
	1624615, 996096,  1648690, 939946,  648936,  934943, 1783085, 1636937, 780773,  1131597,
	2168380, 452402,  62266,   346991,  1131116, 5082871, 1399750, 3198062, 174768,  4282891,
	276531,  995577,  1542359, 1591749, 332286,  1512565, 618457,  1315497,
};
enum { N_STATES = 38, FLORIDA = 6, NEBRASKA = 21 };

/*
 * What C. W. Seaton met for Alabama in 1881 (where every state had a seat
 * beside its quota), plain largest remainder does to Nebraska and Florida.
 */
static void test_alabama_paradox_appears_in_the_census_of_1880(void **state)
{
	static const struct {
		size_t claim;
		int64_t total, seats;
	} table[] = {
		{ NEBRASKA, 272, 3 }, { NEBRASKA, 273, 2 }, { FLORIDA, 286, 2 },
		{ FLORIDA, 287, 1 },  { FLORIDA, 298, 2 },  { FLORIDA, 299, 1 },
	};
	struct tsop_claim claims[N_STATES];
	int64_t people = 0;

	(void)state;
	for (size_t i = 0; i < N_STATES; i++) {
		claims[i] = (struct tsop_claim){ census_1880[i], 0, 300 };
		people += census_1880[i];
	}
	assert_int_equal(people, 49371340);
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct tsop_apportionment result = apportion(TSOP_METHOD_LARGEST_REMAINDER, claims,
							     N_STATES, table[i].total);

		assert_int_equal(result.seats[table[i].claim], table[i].seats);
		tsop_apportion_release(&result);
	}
}

static void test_a_tie_names_the_tied_and_the_seats_to_draw(void **state)
{
	const struct tsop_claim claims[] = { { 50, 0, 9 }, { 10, 0, 9 }, { 10, 0, 9 }, { 10, 0, 9 } };

	(void)state;
	for (int id = TSOP_METHOD_SAINTE_LAGUE; id <= TSOP_METHOD_LARGEST_REMAINDER; id++) {
		struct tsop_apportionment result = apportion((enum tsop_method_id)id, claims, 4, 7);

		if (id == TSOP_METHOD_DHONDT) {
			assert_int_equal(result.seats[0], 4);
			assert_int_equal(result.n_tied, 4);
			assert_int_equal(result.n_draw, 3);
		} else {
			assert_int_equal(result.seats[0], 4);
			assert_int_equal(result.n_draw, 0);
		}
		tsop_apportion_release(&result);
	}
}

static void test_no_draw_where_all_tied_can_be_served(void **state)
{
	const struct tsop_claim claims[] = { { 10, 0, 5 }, { 10, 0, 5 }, { 10, 0, 5 } };

	(void)state;
	for (int id = TSOP_METHOD_SAINTE_LAGUE; id <= TSOP_METHOD_LARGEST_REMAINDER; id++) {
		struct tsop_apportionment result = apportion((enum tsop_method_id)id, claims, 3, 6);

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
	struct tsop_apportionment result = apportion(TSOP_METHOD_SAINTE_LAGUE, claims, 3, 10);

	(void)state;
	assert_int_equal(result.seats[0], 2);
	assert_int_equal(result.seats[1], 1);
	assert_int_equal(result.seats[2], 1);
	assert_int_equal(result.left, 6);
	tsop_apportion_release(&result);
}

static void test_the_greatest_weights_and_totals_do_not_overflow(void **state)
{
	const int64_t most = TSOP_APPORTION_WEIGHT_MAX;
	const struct tsop_claim claims[] = { { most, 0, TSOP_APPORTION_SEATS_MAX },
					     { most - 1, 0, TSOP_APPORTION_SEATS_MAX },
					     { 1, 0, TSOP_APPORTION_SEATS_MAX } };

	(void)state;
	for (int id = TSOP_METHOD_SAINTE_LAGUE; id <= TSOP_METHOD_LARGEST_REMAINDER; id++) {
		struct tsop_apportionment result = apportion((enum tsop_method_id)id, claims, 3,
							     TSOP_APPORTION_SEATS_MAX - 1);

		assert_int_equal(result.n_draw, 0);
		assert_int_equal(result.seats[0], 500000000);
		assert_int_equal(result.seats[1], 499999999);
		assert_int_equal(result.seats[2], 0);
		tsop_apportion_release(&result);
	}
}

/* Slow and obvious: what the result must be. */
struct expected {
	int64_t seats[SMALL];
	bool tied[SMALL];
	int64_t n_draw;
	int64_t left;
};

/* One seat at a time to the greatest quotient. */
static void expect_divisor(const struct tsop_method *m, const struct tsop_claim *claims, size_t n,
			   int64_t total, struct expected *e)
{
	memset(e, 0, sizeof *e);
	for (size_t i = 0; i < n; i++) {
		e->seats[i] = claims[i].min;
		total -= claims[i].min;
	}
	while (total > 0) {
		bool best[SMALL] = { false };
		int64_t num = 0, den = 1, n_best = 0;

		for (size_t i = 0; i < n; i++) {
			int64_t d = m->step * e->seats[i] + m->first;

			if (e->seats[i] == claims[i].max || claims[i].weight == 0)
				continue;
			if (claims[i].weight * den > num * d) {
				memset(best, 0, sizeof best);
				n_best = 0;
				num = claims[i].weight;
				den = d;
			}
			if (claims[i].weight * den == num * d) {
				best[i] = true;
				n_best++;
			}
		}
		if (n_best == 0) {
			e->left = total;
			return;
		}
		if (n_best > total) {
			memcpy(e->tied, best, sizeof best);
			e->n_draw = total;
			return;
		}
		for (size_t i = 0; i < n; i++)
			e->seats[i] += best[i];
		total -= n_best;
	}
}

enum place { LOW, HIGH, FREE, N_PLACES };

/* Does the guess of who stands at which bound agree with one multiplier? */
static bool is_consistent(const struct tsop_claim *claims, const enum place *places, size_t n,
			  int64_t total, int64_t *free_seats, int64_t *free_weight)
{
	int64_t low_num = 0, low_den = 0; /* least min / weight of those at their min */
	int64_t high_num = 0, high_den = 1;

	*free_seats = total;
	*free_weight = 0;
	for (size_t i = 0; i < n; i++) {
		const struct tsop_claim *c = &claims[i];

		if (places[i] == FREE)
			*free_weight += c->weight;
		else
			*free_seats -= places[i] == LOW ? c->min : c->max;
		if (c->weight == 0 && places[i] != LOW)
			return false;
		if (places[i] == LOW && c->weight > 0 &&
		    (low_den == 0 || c->min * low_den < low_num * c->weight)) {
			low_num = c->min;
			low_den = c->weight;
		}
		if (places[i] == HIGH && c->max * high_den > high_num * c->weight) {
			high_num = c->max;
			high_den = c->weight;
		}
	}
	if (*free_weight == 0)
		return *free_seats == 0 &&
		       (low_den == 0 || high_num * low_den <= low_num * high_den);
	for (size_t i = 0; i < n; i++) {
		const struct tsop_claim *c = &claims[i];
		int64_t quota = *free_seats * c->weight;

		if ((places[i] == FREE && (quota <= c->min * *free_weight ||
					   quota >= c->max * *free_weight)) ||
		    (places[i] == LOW && quota > c->min * *free_weight) ||
		    (places[i] == HIGH && quota < c->max * *free_weight))
			return false;
	}
	return true;
}

static void give_fractions(const struct tsop_claim *claims, const enum place *places, size_t n,
			   int64_t seats, int64_t weight, struct expected *e)
{
	int64_t rest = seats;

	for (size_t i = 0; i < n; i++) {
		if (places[i] == FREE)
			rest -= e->seats[i] = seats * claims[i].weight / weight;
		else
			e->seats[i] = places[i] == LOW ? claims[i].min : claims[i].max;
	}
	for (int64_t fraction = weight - 1; rest > 0; fraction--) {
		int64_t n_equal = 0;

		for (size_t i = 0; i < n; i++)
			n_equal += places[i] == FREE && seats * claims[i].weight % weight == fraction;
		for (size_t i = 0; i < n; i++) {
			bool equal = places[i] == FREE &&
				     seats * claims[i].weight % weight == fraction;

			e->tied[i] = equal && n_equal > rest;
			e->seats[i] += equal && n_equal <= rest;
		}
		if (n_equal > rest) {
			e->n_draw = rest;
			return;
		}
		rest -= n_equal;
	}
}

/* Try every way in which claims may stand at their bounds. */
static void expect_remainder(const struct tsop_claim *claims, size_t n, int64_t total,
			     struct expected *e)
{
	size_t n_guesses = 1;
	int64_t room = 0;

	memset(e, 0, sizeof *e);
	for (size_t i = 0; i < n; i++) {
		n_guesses *= N_PLACES;
		e->seats[i] = claims[i].weight > 0 ? claims[i].max : claims[i].min;
		room += e->seats[i];
	}
	e->left = total - room;
	if (room <= total)
		return;
	e->left = 0;
	for (size_t guess = 0; guess < n_guesses; guess++) {
		enum place places[SMALL];
		int64_t seats, weight;
		size_t rest = guess;

		for (size_t i = 0; i < n; i++, rest /= N_PLACES)
			places[i] = (enum place)(rest % N_PLACES);
		if (is_consistent(claims, places, n, total, &seats, &weight)) {
			give_fractions(claims, places, n, seats, weight, e);
			return;
		}
	}
	fail_msg("no level");
}

static uint64_t random_state;

static int64_t below(int64_t n)
{
	return random_below(&random_state, (uint32_t)n);
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
	size_t n_tied = 0;

	assert_int_equal(result->n_draw, e->n_draw);
	assert_int_equal(result->left, e->left);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(result->seats[i], e->seats[i]);
		if (e->tied[i])
			assert_int_equal(result->tied[n_tied++], i);
	}
	assert_int_equal(result->n_tied, n_tied);
}

static void test_every_method_agrees_with_its_definition(void **state)
{
	(void)state;
	for (int round = 0; round < N_RANDOM; round++) {
		struct tsop_claim claims[SMALL];
		size_t n = (size_t)(1 + below(SMALL));
		int64_t total = make_claims(claims, n);

		for (int id = TSOP_METHOD_SAINTE_LAGUE; id <= TSOP_METHOD_LARGEST_REMAINDER; id++) {
			struct tsop_apportionment result =
				apportion((enum tsop_method_id)id, claims, n, total);
			struct expected e;

			if (id == TSOP_METHOD_LARGEST_REMAINDER)
				expect_remainder(claims, n, total, &e);
			else
				expect_divisor(method((enum tsop_method_id)id), claims, n, total, &e);
			check_same(&result, &e, n);
			tsop_apportion_release(&result);
		}
	}
}

static bool is_tied(const struct tsop_apportionment *result, size_t claim)
{
	for (size_t i = 0; i < result->n_tied; i++)
		if (result->tied[i] == claim)
			return true;
	return false;
}

static void test_the_order_of_claims_and_the_scale_of_weights_change_nothing(void **state)
{
	(void)state;
	for (int round = 0; round < N_RANDOM; round++) {
		struct tsop_claim claims[SMALL], turned[SMALL];
		size_t n = (size_t)(1 + below(SMALL));
		int64_t total = make_claims(claims, n);
		size_t shift = (size_t)below((int64_t)n);
		enum tsop_method_id id = (enum tsop_method_id)below(3);
		struct tsop_apportionment a, b;

		for (size_t i = 0; i < n; i++) {
			turned[i] = claims[(i + shift) % n];
			turned[i].weight *= 1000003;
		}
		a = apportion(id, claims, n, total);
		b = apportion(id, turned, n, total);
		assert_int_equal(a.n_draw, b.n_draw);
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(a.seats[(i + shift) % n], b.seats[i]);
			assert_int_equal(is_tied(&a, (i + shift) % n), is_tied(&b, i));
		}
		tsop_apportion_release(&a);
		tsop_apportion_release(&b);
	}
}

static void test_divisor_methods_take_no_seat_back_when_the_house_grows(void **state)
{
	struct tsop_claim claims[N_STATES];

	(void)state;
	for (size_t i = 0; i < N_STATES; i++)
		claims[i] = (struct tsop_claim){ census_1880[i], 0, 1000 };
	for (int id = TSOP_METHOD_SAINTE_LAGUE; id <= TSOP_METHOD_DHONDT; id++) {
		int64_t before[N_STATES] = { 0 };

		for (int64_t total = 0; total <= 500; total++) {
			struct tsop_apportionment result =
				apportion((enum tsop_method_id)id, claims, N_STATES, total);
			int64_t sum = 0;

			for (size_t i = 0; i < N_STATES; i++) {
				assert_true(result.seats[i] >= before[i]);
				sum += before[i] = result.seats[i];
			}
			assert_int_equal(sum + result.n_draw, total);
			tsop_apportion_release(&result);
		}
	}
}

static void test_the_cut_separates_seats_given_from_seats_refused(void **state)
{
	(void)state;
	for (int round = 0; round < N_RANDOM; round++) {
		struct tsop_claim claims[SMALL];
		size_t n = (size_t)(1 + below(SMALL));
		int64_t total = make_claims(claims, n);
		struct tsop_apportionment r =
			apportion((enum tsop_method_id)below(3), claims, n, total);

		if (r.last.is_set && r.next.is_set) {
			struct tsop_wide last, next;
			int order;

			tsop_wide_multiply(&last, &r.last.num, &r.next.den);
			tsop_wide_multiply(&next, &r.next.num, &r.last.den);
			order = tsop_wide_compare(&last, &next);
			assert_true(r.n_draw > 0 ? order == 0 : order > 0);
		} else {
			assert_int_equal(r.n_draw, 0);
		}
		tsop_apportion_release(&r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_largest_remainder_gives_the_folketing_of_2019),
		cmocka_unit_test(test_sainte_lague_gives_the_new_zealand_parliament_of_2017),
		cmocka_unit_test(test_dhondt_gives_the_tweede_kamer_of_2021),
		cmocka_unit_test(test_alabama_paradox_appears_in_the_census_of_1880),
		cmocka_unit_test(test_a_tie_names_the_tied_and_the_seats_to_draw),
		cmocka_unit_test(test_no_draw_where_all_tied_can_be_served),
		cmocka_unit_test(test_seats_nobody_can_use_are_left),
		cmocka_unit_test(test_the_greatest_weights_and_totals_do_not_overflow),
		cmocka_unit_test(test_every_method_agrees_with_its_definition),
		cmocka_unit_test(test_the_order_of_claims_and_the_scale_of_weights_change_nothing),
		cmocka_unit_test(test_divisor_methods_take_no_seat_back_when_the_house_grows),
		cmocka_unit_test(test_the_cut_separates_seats_given_from_seats_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
