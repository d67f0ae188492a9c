#include "check.h"

#include "allocation.h"
#include "apportion/apportion.h"

enum { N = 40, MANY_ALLOCATIONS = 50 };

/* Every allocation of every method fails in turn: an error, and nothing is left behind. */
static void test_a_failing_allocation_is_reported(void **state)
{
	static const char *const names[] = { "sainte-lague", "adams", "huntington-hill",
					     "largest-remainder", "largest-remainder:droop",
					     "vinton", "quota", "swiss", "lottery", "identical" };
	struct tsop_claim claims[N];

	(void)state;
	for (size_t i = 0; i < N; i++)
		claims[i] = (struct tsop_claim){ 100 + (int64_t)(i * i), 0, 500 };
	for (size_t m = 0; m < sizeof names / sizeof names[0]; m++) {
		struct tsop_method method;
		unsigned n = 0;

		assert_int_equal(tsop_method_read(&method, names[m], NULL), 0);
		for (;; n++) {
			struct tsop_apportionment result;
			struct tsop_error err;
			int status;

			fail_allocation(n);
			status = tsop_apportion(&method, claims, N, 200, &result, &err);
			if (!allocation_has_failed()) {
				assert_int_equal(status, 0);
				tsop_apportion_release(&result);
				break;
			}
			assert_int_equal(status, -1);
			assert_int_equal(err.code, TSOP_SYSTEM);
			assert_string_equal(err.text, "out of memory");
			assert_null(result.seats);
			assert_true(n < MANY_ALLOCATIONS);
		}
		assert_true(n >= 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_failing_allocation_is_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
