/* Every allocation of the journal fails in turn: nothing leaks, nothing is stored by half. */
#include "check.h"
#include "allocation.h"
#include "store_support.h"

static void test_creating_without_memory_leaves_nothing(void **state)
{
	const char *path = path_of(*state, "j");
	struct tsop_store_options options = options_at(IN_2019, true);
	struct tsop_store *store;
	struct tsop_error err;
	unsigned failures = 0;
	bool recovered;

	for (;; failures++) {
		int status;

		fail_allocation(failures);
		status = tsop_store_open(&store, path, &options, &recovered, &err);
		if (!allocation_has_failed())
			break;
		if (status == 0)
			tsop_store_close(store); /* what is only looked at may fail */
		else
			assert_non_null(strstr(err.text, "out of memory"));
		remove_tree(path);
	}
	assert_true(failures > 10);
	assert_int_equal(tsop_store_count(store), 1);
	tsop_store_close(store);
}

static void test_appending_without_memory_stores_nothing(void **state)
{
	struct tsop_store *store = create_store(*state);
	struct tsop_member member = { tsop_view_of("\"a\":1"), false };
	struct tsop_entry entry = { "test", &member, 1, NULL };
	struct tsop_entry entries[2] = { entry, entry };
	struct findings findings;
	struct tsop_error err;
	unsigned failures = 0;
	uint64_t first;
	bool unknown;

	for (;; failures++) {
		int status;

		fail_allocation(failures);
		status = tsop_store_append(store, entries, 2, &first, &unknown, &err);
		if (!allocation_has_failed())
			break;
		assert_int_equal(status, -1);
		assert_false(unknown);
		assert_int_equal(verify(*state, &findings), 0);
		assert_int_equal(findings.summary.entries, 1);
		assert_int_equal(findings.summary.torn_bytes, 0);
	}
	assert_true(failures > 1);
	assert_int_equal(first, 1);
	tsop_store_close(store);
}

/* Open for writing, which may recover; then walk and verify. */
static int use(void *scratch, struct tsop_error *err)
{
	struct tsop_store_options options = options_at(IN_2019, false);
	struct findings findings;
	struct tsop_store *store;
	struct walk walk = { 0 };
	bool recovered;
	int status;

	if (tsop_store_open(&store, path_of(scratch, "j"), &options, &recovered, err) != 0)
		return -1;
	status = tsop_store_each(store, 0, note, &walk, err);
	tsop_store_close(store);
	if (status == 0 && verify(scratch, &findings) != 0)
		status = tsop_fail(err, TSOP_SYSTEM, "%s", findings.text);
	return status;
}

static void test_recovering_and_reading_without_memory_lose_nothing(void **state)
{
	struct tsop_store *store = create_store(*state);
	struct findings findings;
	struct tsop_error err;
	unsigned failures = 0;
	size_t len;
	char *chain;

	append(store, "a", 3);
	append(store, "b", 3);
	tsop_store_close(store);
	chain = read_all(*state, "j/chain.jsonl", &len);
	for (;; failures++) {
		int status;

		write_all(*state, "j/chain.jsonl", chain, len - 1);
		fail_allocation(failures);
		status = use(*state, &err);
		if (!allocation_has_failed())
			break;
		if (status != 0 && strstr(err.text, "out of memory") == NULL)
			fail_msg("%s", err.text);
		assert_int_equal(use(*state, &err), 0);
		assert_int_equal(verify(*state, &findings), 0);
		assert_int_equal(findings.summary.entries, 4);
		store = open_at(*state, IN_2019, false);
		remove_tree(path_of(*state, "j/torn"));
		append(store, "b", 3);
		tsop_store_close(store);
		free(chain);
		chain = read_all(*state, "j/chain.jsonl", &len);
	}
	assert_true(failures > 10);
	free(chain);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)
	const struct CMUnitTest tests[] = {
		TEST(test_creating_without_memory_leaves_nothing),
		TEST(test_appending_without_memory_stores_nothing),
		TEST(test_recovering_and_reading_without_memory_lose_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
