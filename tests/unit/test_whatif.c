#include "check.h"

#include <string.h>

#include "allocate/whatif.h"
#include "random.h"

enum { MOST_CLAIMANTS = 4, MOST_WEIGHT = 25, MOST_TOTAL = 12 };

static const char *const methods[] = {
	"sainte-lague", "dhondt", "adams",     "huntington-hill", "power:3",
	"danish",       "identical", "largest-remainder", "vinton",
};
enum { N_METHODS = sizeof methods / sizeof methods[0] };

struct instance {
	struct tsop_method method;
	struct tsop_seats_rules rules;
	struct tsop_claimant rows[MOST_CLAIMANTS];
	struct tsop_claimants claimants;
};

static void make(struct instance *instance, uint64_t *seed)
{
	struct tsop_error err;

	*instance = (struct instance){ .claimants.n = 1 + random_below(seed, MOST_CLAIMANTS) };
	assert_int_equal(tsop_method_read(&instance->method,
					  methods[random_below(seed, N_METHODS)], &err), 0);
	instance->rules = (struct tsop_seats_rules){
		.method = &instance->method,
		.reading = (enum tsop_reading)random_below(seed, 3),
		.total = random_below(seed, MOST_TOTAL + 1),
	};
	if (instance->method.kind == TSOP_METHOD_VINTON)
		instance->rules.reading = TSOP_READING_FLOOR; /* which it implies */
	for (size_t i = 0; i < instance->claimants.n; i++)
		instance->rows[i] = (struct tsop_claimant){
			.id = "a",
			.weight = 1 + random_below(seed, MOST_WEIGHT),
			.guarantee = (int32_t)random_below(seed, 2),
			.cap = 1 + (int32_t)random_below(seed, MOST_TOTAL),
		};
	instance->claimants.rows = instance->rows;
}

/* Seats of the claimant, where the rules can give them; -1, -1 where not. */
static struct tsop_whatif_seats seats_of(const struct instance *instance, size_t claimant)
{
	struct tsop_whatif_seats seats = { -1, -1 };
	struct tsop_whatif whatif;
	struct tsop_error err;

	assert_int_equal(tsop_whatif_init(&whatif, &instance->rules, NULL, &instance->claimants,
					  &err), 0);
	if (tsop_whatif_try(&whatif, claimant, &seats, &err) != 0)
		seats = (struct tsop_whatif_seats){ -1, -1 };
	tsop_whatif_release(&whatif);
	return seats;
}

/* One by one, from the present weight on. */
static int64_t weight_one_by_one(const struct instance *instance, size_t claimant, int64_t seats,
				 bool gains, int64_t end)
{
	struct instance changed = *instance;
	int64_t *weight = &changed.rows[claimant].weight;

	changed.claimants.rows = changed.rows;
	changed.rules.method = &changed.method;
	while (*weight != end) {
		struct tsop_whatif_seats now;

		*weight += gains ? 1 : -1;
		now = seats_of(&changed, claimant);
		if (now.certain >= 0 && (gains ? now.certain > seats : now.possible < seats))
			return *weight;
	}
	return 0;
}

static int64_t total_one_by_one(const struct instance *instance, size_t claimant, int64_t seats)
{
	struct instance changed = *instance;

	changed.claimants.rows = changed.rows;
	changed.rules.method = &changed.method;
	while (changed.rules.total < 2 * MOST_TOTAL) {
		changed.rules.total++;
		if (seats_of(&changed, claimant).certain > seats)
			return changed.rules.total;
	}
	return 0;
}

/* Halving finds the least change only where the rules can give the seats at every weight between. */
static bool are_seats_given_throughout(const struct instance *instance, size_t claimant)
{
	struct instance changed = *instance;
	int64_t *weight = &changed.rows[claimant].weight;

	changed.claimants.rows = changed.rows;
	changed.rules.method = &changed.method;
	for (*weight = 1; *weight <= 4 * MOST_WEIGHT; ++*weight)
		if (seats_of(&changed, claimant).certain < 0)
			return false;
	return true;
}

static void test_each_answer_is_what_trying_one_by_one_finds(void **state)
{
	size_t n = test_instances(1000);
	uint64_t seed = 1881;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		struct instance instance;
		struct tsop_whatif whatif;
		struct tsop_error err;
		struct tsop_whatif_seats now;
		size_t claimant;
		int64_t found;

		make(&instance, &seed);
		instance.rules.method = &instance.method;
		instance.claimants.rows = instance.rows;
		claimant = random_below(&seed, (uint32_t)instance.claimants.n);
		now = seats_of(&instance, claimant);
		if (now.certain < 0 || (instance.method.kind == TSOP_METHOD_VINTON &&
					!are_seats_given_throughout(&instance, claimant)))
			continue;
		assert_int_equal(tsop_whatif_init(&whatif, &instance.rules, NULL,
						  &instance.claimants, &err), 0);
		assert_int_equal(tsop_whatif_gain(&whatif, claimant, now.certain, 4 * MOST_WEIGHT,
						  &found, &err), 0);
		assert_int_equal(found, weight_one_by_one(&instance, claimant, now.certain, true,
							  4 * MOST_WEIGHT));
		assert_int_equal(tsop_whatif_lose(&whatif, claimant, now.possible, 1, &found, &err), 0);
		assert_int_equal(found, weight_one_by_one(&instance, claimant, now.possible, false, 1));
		assert_int_equal(tsop_whatif_grow(&whatif, claimant, now.certain, 2 * MOST_TOTAL,
						  &found, &err), 0);
		assert_int_equal(found, total_one_by_one(&instance, claimant, now.certain));
		tsop_whatif_release(&whatif);
	}
}

/* Weights 12 and 10, five seats: 33 gives a fourth, 34 a tie for it, 35 gives it again. */
static void test_where_the_quota_is_rounded_the_neighbor_does_not_suffice(void **state)
{
	struct instance instance = { .claimants.n = 2 };
	struct tsop_whatif whatif;
	struct tsop_error err;
	int64_t found;

	(void)state;
	assert_int_equal(tsop_method_read(&instance.method, "largest-remainder:droop", &err), 0);
	instance.rules = (struct tsop_seats_rules){ .method = &instance.method, .total = 5 };
	instance.rows[0] = (struct tsop_claimant){ .id = "a", .weight = 10, .guarantee = 1, .cap = 12 };
	instance.rows[1] = (struct tsop_claimant){ .id = "b", .weight = 12, .guarantee = 1, .cap = 12 };
	instance.claimants.rows = instance.rows;
	assert_int_equal(tsop_whatif_init(&whatif, &instance.rules, NULL, &instance.claimants,
					  &err), 0);
	assert_int_equal(tsop_whatif_gain(&whatif, 1, 3, 240, &found, &err), 0);
	assert_true(found == 33 || found == 35);
	instance.rows[1].weight = found;
	assert_int_equal(seats_of(&instance, 1).certain, 4);
	instance.rows[1].weight = found - 1;
	assert_int_equal(seats_of(&instance, 1).certain, 3);
	tsop_whatif_release(&whatif);
}

static void test_a_threshold_of_all_weights_moves_with_them(void **state)
{
	struct tsop_threshold threshold;
	struct instance instance = { .claimants.n = 2 };
	struct tsop_whatif whatif;
	struct tsop_error err;
	int64_t found;

	(void)state;
	assert_int_equal(tsop_threshold_read("10%", &threshold, &err), 0);
	assert_int_equal(tsop_method_read(&instance.method, "dhondt", &err), 0);
	instance.rules = (struct tsop_seats_rules){ .method = &instance.method, .total = 20 };
	instance.rows[0] = (struct tsop_claimant){ .id = "a", .weight = 900, .cap = 20 };
	instance.rows[1] = (struct tsop_claimant){ .id = "b", .weight = 90, .cap = 20 };
	instance.claimants.rows = instance.rows;
	assert_int_equal(tsop_whatif_init(&whatif, &instance.rules, &threshold, &instance.claimants,
					  &err), 0);
	assert_int_equal(tsop_whatif_gain(&whatif, 1, 0, 1000, &found, &err), 0);
	assert_int_equal(found, 100);
	tsop_whatif_release(&whatif);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_answer_is_what_trying_one_by_one_finds),
		cmocka_unit_test(test_where_the_quota_is_rounded_the_neighbor_does_not_suffice),
		cmocka_unit_test(test_a_threshold_of_all_weights_moves_with_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
