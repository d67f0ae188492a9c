#include "check.h"

#include "allocate/ids.h"
#include "random.h"

enum { N_IDS = 2000, LONGEST = 20 };

/* Ids that begin alike, some of them more than once, others cut short. */
static void make_id(char id[LONGEST + 1], uint64_t *state)
{
	size_t len = 1 + random_below(state, LONGEST);

	for (size_t i = 0; i < len; i++)
		id[i] = (char)(i % 9 == 8 ? "ab\xC3\xFF"[random_below(state, 4)] : 'a');
	id[len] = '\0';
}

/* Are they sorted, equal ones as they stand, and is it said whether there are such? */
static void check_order(const char *const *ids, size_t n)
{
	struct tsop_ids_place *order;
	bool repeated, found = false;

	assert_int_equal(tsop_ids_sort(ids, n, &order, &repeated, NULL), 0);
	assert_non_null(order);
	for (size_t i = 1; i < n; i++) {
		int compared = strcmp(ids[order[i - 1].at], ids[order[i].at]);

		assert_true(compared < 0 || (compared == 0 && order[i - 1].at < order[i].at));
		found |= compared == 0;
	}
	assert_int_equal(repeated, found);
	free(order);
}

static void test_order_is_by_bytes_and_leaves_equal_ids_as_they_stand(void **state)
{
	static char texts[N_IDS][LONGEST + 1];
	const char *ids[N_IDS];
	uint64_t random = 5;

	(void)state;
	for (size_t n = 2; n <= N_IDS; n = n * 3 / 2 + 1) {
		for (size_t i = 0; i < n; i++) {
			make_id(texts[i], &random);
			ids[i] = texts[i];
		}
		ids[n - 1] = "A"; /* not in order */
		check_order(ids, n);
	}
}

/* Numbers behind the same letters, and any bytes: few bits of the first eight differ, or all. */
static void test_many_ids_are_sorted_by_the_bits_in_which_they_differ(void **state)
{
	enum { MANY = 20000 };
	static char texts[MANY][LONGEST + 1];
	static const char *ids[MANY];
	static const uint32_t alphabets[] = { 1, 2, 10, 254 };
	uint64_t random = 6;

	(void)state;
	for (size_t a = 0; a < sizeof alphabets / sizeof alphabets[0]; a++) {
		for (size_t i = 0; i < MANY; i++) {
			size_t len = 3 + (alphabets[a] == 1 ? random_below(&random, 17) : 9);

			memset(texts[i], 0, sizeof texts[i]);
			memcpy(texts[i], "abc", 3);
			for (size_t k = 3; k < len; k++)
				texts[i][k] = (char)('0' + (int)random_below(&random, alphabets[a]));
			for (size_t k = 3; k < len; k++)
				texts[i][k] = (char)(texts[i][k] == 0 ? 1 : texts[i][k]);
			ids[i] = texts[i];
		}
		check_order(ids, MANY);
		ids[MANY - 1] = ""; /* no bytes in common */
		check_order(ids, MANY);
	}
}

static void test_ids_in_order_need_none(void **state)
{
	const char *ids[] = { "a", "b", "b", "ba" };
	struct tsop_ids_place *order;
	bool repeated;

	(void)state;
	assert_int_equal(tsop_ids_sort(ids, 4, &order, &repeated, NULL), 0);
	assert_null(order);
	assert_true(repeated);
	assert_int_equal(tsop_ids_sort(ids, 2, &order, &repeated, NULL), 0);
	assert_null(order);
	assert_false(repeated);
	assert_int_equal(tsop_ids_sort(ids, 0, &order, &repeated, NULL), 0);
	assert_null(order);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order_is_by_bytes_and_leaves_equal_ids_as_they_stand),
		cmocka_unit_test(test_many_ids_are_sorted_by_the_bits_in_which_they_differ),
		cmocka_unit_test(test_ids_in_order_need_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
