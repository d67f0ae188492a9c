#include "check.h"

#include "apportion/select.h"
#include "random.h"

enum { MANY = 3000 };

static size_t n_compared;

static int by_number(const void *context, size_t a, size_t b)
{
	const uint32_t *numbers = context;

	n_compared++;
	return (numbers[a] > numbers[b]) - (numbers[a] < numbers[b]);
}

/* No item of the first k is behind one of the rest, and none is lost. */
static void check(const uint32_t *numbers, size_t n, size_t k)
{
	size_t items[MANY];
	bool seen[MANY] = { false };
	uint32_t last = 0;

	for (size_t i = 0; i < n; i++)
		items[i] = i;
	tsop_select(items, n, k, by_number, numbers);
	for (size_t i = 0; i < n; i++) {
		assert_false(seen[items[i]]);
		seen[items[i]] = true;
		if (i < k && numbers[items[i]] > last)
			last = numbers[items[i]];
	}
	for (size_t i = k; i < n; i++)
		assert_true(numbers[items[i]] >= last);
}

static void test_the_first_are_selected_whatever_the_order(void **state)
{
	uint64_t seed = 5;

	(void)state;
	for (size_t round = 0; round < 3000; round++) {
		uint32_t numbers[MANY];
		size_t n = random_below(&seed, round % 10 == 0 ? MANY : 40);
		uint32_t range = 1 + random_below(&seed, round % 3 == 0 ? 4 : 1000000);
		uint32_t sorted = random_below(&seed, 3);

		for (size_t i = 0; i < n; i++)
			numbers[i] = sorted == 0   ? random_below(&seed, range)
				     : sorted == 1 ? (uint32_t)i
						   : (uint32_t)(n - i);
		check(numbers, n, random_below(&seed, (uint32_t)n + 1));
	}
}

static void test_no_order_takes_more_than_linear_time(void **state)
{
	uint32_t numbers[MANY];
	uint64_t seed = 6;

	(void)state;
	for (int kind = 0; kind < 5; kind++) {
		for (uint32_t i = 0; i < MANY; i++)
			numbers[i] = kind == 0   ? i
				     : kind == 1 ? MANY - i
				     : kind == 2 ? 7
				     : kind == 3 ? (i < MANY / 2 ? i : MANY - i)
						 : random_below(&seed, MANY);
		n_compared = 0;
		check(numbers, MANY, MANY / 3);
		assert_true(n_compared < 25 * MANY);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_first_are_selected_whatever_the_order),
		cmocka_unit_test(test_no_order_takes_more_than_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
