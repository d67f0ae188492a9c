/* What an interrupted append leaves is kept aside and cut; anything else is damage. */
#include "check.h"
#include "store_support.h"

enum { CHAIN_LINE = 211 };

/* The files of a journal of two entries, and of the same with a batch of three more. */
struct files {
	char *chain, *body;
	size_t chain_len, body_len; /* with the batch */
	size_t body_len_before;
};

static struct files make_files(void *scratch)
{
	struct tsop_store *store = create_store(scratch);
	struct files files;

	append(store, "a", 1);
	free(read_all(scratch, "j/body-2019.jsonl", &files.body_len_before));
	append(store, "b", 3);
	tsop_store_close(store);
	files.chain = read_all(scratch, "j/chain.jsonl", &files.chain_len);
	files.body = read_all(scratch, "j/body-2019.jsonl", &files.body_len);
	return files;
}

static void release_files(struct files *files)
{
	free(files->chain);
	free(files->body);
}

static void leave(void *scratch, const struct files *files, size_t chain_len, size_t body_len)
{
	write_all(scratch, "j/chain.jsonl", files->chain, chain_len);
	write_all(scratch, "j/body-2019.jsonl", files->body, body_len);
}

static uint64_t count_read(void *scratch)
{
	struct tsop_store_options options = { .tool = "tsop-test" };
	struct tsop_store *store;
	struct walk walk = { 0 };
	struct tsop_error err = { 0 };
	bool recovered;

	if (tsop_store_open(&store, path_of(scratch, "j"), &options, &recovered, &err) != 0 ||
	    tsop_store_each(store, 0, note, &walk, &err) != 0)
		fail_msg("%s: %s", err.field, err.text);
	assert_int_equal(walk.n, tsop_store_count(store));
	tsop_store_close(store);
	return walk.n;
}

/* Open for writing: -1 and the message, or whether a tail was cut. */
static int open_for_writing(void *scratch, struct tsop_error *err)
{
	struct tsop_store_options options = options_at(IN_2019, false);
	struct tsop_store *store;
	bool recovered;

	if (tsop_store_open(&store, path_of(scratch, "j"), &options, &recovered, err) != 0)
		return -1;
	tsop_store_close(store);
	return recovered;
}

static void assert_kept(void *scratch, const char *name, const char *bytes, size_t len)
{
	size_t kept_len;
	char *kept = read_all(scratch, name, &kept_len);

	assert_int_equal(kept_len, len);
	assert_memory_equal(kept, bytes, len);
	free(kept);
}

/* A tail of that length is not there for readers; a writer keeps it, cuts it, goes on behind it. */
static void assert_recovered(void *scratch, const struct files *files, size_t chain_len,
			     size_t body_len)
{
	const size_t chain_before = 2 * CHAIN_LINE;
	struct findings findings;
	struct tsop_error err = { 0 };
	struct tsop_store *store;

	leave(scratch, files, chain_len, body_len);
	assert_int_equal(count_read(scratch), 2);
	if (verify(scratch, &findings) != 0)
		fail_msg("%zu %zu %s", chain_len, body_len, findings.text);
	assert_int_equal(findings.summary.entries, 2);
	assert_int_equal(findings.summary.torn_bytes,
			 chain_len - chain_before + body_len - files->body_len_before);
	if (open_for_writing(scratch, &err) != 1)
		fail_msg("%zu %zu %s: %s", chain_len, body_len, err.field, err.text);
	assert_kept(scratch, "j/torn/chain.jsonl.1", files->chain + chain_before,
		    chain_len - chain_before);
	assert_kept(scratch, "j/torn/body-2019.jsonl.1", files->body + files->body_len_before,
		    body_len - files->body_len_before);
	store = open_at(scratch, IN_2019, false);
	append(store, "c", 2);
	tsop_store_close(store);
	assert_int_equal(verify(scratch, &findings), 0);
	assert_int_equal(findings.summary.entries, 4);
	assert_int_equal(findings.summary.torn_bytes, 0);
	remove_tree(path_of(scratch, "j/torn"));
}

static void test_bodies_without_chain_lines_are_cut_wherever_they_end(void **state)
{
	struct files files = make_files(*state);

	for (size_t len = files.body_len_before + 1; len <= files.body_len; len += 7)
		assert_recovered(*state, &files, 2 * CHAIN_LINE, len);
	assert_recovered(*state, &files, 2 * CHAIN_LINE, files.body_len);
	release_files(&files);
}

static void test_chain_lines_short_of_their_end_are_cut_wherever_they_end(void **state)
{
	struct files files = make_files(*state);

	for (size_t len = 2 * CHAIN_LINE + 1; len < files.chain_len; len += 7)
		assert_recovered(*state, &files, len, files.body_len);
	assert_recovered(*state, &files, files.chain_len - 1, files.body_len);
	release_files(&files);
}

static void test_zeros_that_a_power_failure_left_are_cut(void **state)
{
	struct files files = make_files(*state);

	memset(files.chain + 2 * CHAIN_LINE + 30, 0, files.chain_len - 2 * CHAIN_LINE - 30);
	memset(files.body + files.body_len_before + 30, 0,
	       files.body_len - files.body_len_before - 30);
	assert_recovered(*state, &files, files.chain_len, files.body_len);
	release_files(&files);
}

static void test_bodies_of_a_year_that_never_came_are_cut(void **state)
{
	struct files files = make_files(*state);
	struct tsop_error err;
	struct findings findings;

	write_all(*state, "j/body-2020.jsonl", files.body, 500);
	assert_int_equal(open_for_writing(*state, &err), 1);
	assert_kept(*state, "j/torn/body-2020.jsonl.1", files.body, 500);
	assert_int_equal(verify(*state, &findings), 0);
	assert_int_equal(findings.summary.entries, 5);
	assert_int_equal(findings.summary.torn_bytes, 0);
	release_files(&files);
}

static void test_every_torn_tail_is_kept_under_a_name_of_its_own(void **state)
{
	struct files files = make_files(*state);
	struct tsop_error err;

	for (size_t i = 1; i <= 2; i++) {
		leave(*state, &files, 2 * CHAIN_LINE + i, files.body_len);
		assert_int_equal(open_for_writing(*state, &err), 1);
	}
	assert_kept(*state, "j/torn/chain.jsonl.1", files.chain + 2 * CHAIN_LINE, 1);
	assert_kept(*state, "j/torn/chain.jsonl.2", files.chain + 2 * CHAIN_LINE, 2);
	release_files(&files);
}

/* Refused for both, and not a byte changed. */
static void assert_damaged(void *scratch, const struct files *files, size_t chain_len,
			   size_t body_len, const char *field, const char *message)
{
	struct findings findings;
	struct tsop_error err = { 0 };

	leave(scratch, files, chain_len, body_len);
	assert_int_equal(open_for_writing(scratch, &err), -1);
	assert_int_equal(err.code, TSOP_SYSTEM);
	assert_string_equal(err.text, message);
	assert_string_equal(err.field, field);
	assert_int_equal(verify(scratch, &findings), -1);
	assert_int_not_equal(access(path_of(scratch, "j/torn"), F_OK), 0);
	assert_kept(scratch, "j/chain.jsonl", files->chain, chain_len);
	assert_kept(scratch, "j/body-2019.jsonl", files->body, body_len);
}

static void test_a_body_shorter_than_the_chain_is_damage(void **state)
{
	struct files files = make_files(*state);

	assert_damaged(*state, &files, files.chain_len, files.body_len - 1, "body-2019.jsonl:5",
		       "ends before the body of entry 4");
	assert_damaged(*state, &files, files.chain_len, files.body_len_before, "body-2019.jsonl:3",
		       "ends before the body of entry 2");
	release_files(&files);
}

static void test_chain_lines_of_a_torn_batch_without_bodies_are_damage(void **state)
{
	struct files files = make_files(*state);

	assert_damaged(*state, &files, 3 * CHAIN_LINE, files.body_len_before, "body-2019.jsonl:3",
		       "ends before the body of entry 2");
	release_files(&files);
}

static void test_a_changed_line_of_a_torn_batch_is_damage(void **state)
{
	struct files files = make_files(*state);
	char *digit;

	digit = &files.chain[2 * CHAIN_LINE + 150];
	*digit = *digit == '0' ? '1' : '0';
	assert_damaged(*state, &files, 3 * CHAIN_LINE + 5, files.body_len, "body-2019.jsonl:3",
		       "not what the chain commits to");
	release_files(&files);
}

static void test_no_writer_builds_on_a_damaged_last_entry(void **state)
{
	struct files files = make_files(*state);
	char *last_name = files.body + files.body_len - strlen("Søren\"}}\n");
	char *last_prev = files.chain + files.chain_len - CHAIN_LINE + 80;

	*last_name = 'L';
	assert_damaged(*state, &files, files.chain_len, files.body_len, "body-2019.jsonl:5",
		       "not what the chain commits to");
	*last_name = 'S';
	*last_prev = *last_prev == '0' ? '1' : '0';
	assert_damaged(*state, &files, files.chain_len, files.body_len, "chain.jsonl:5",
		       "\"prev\" is not the hash of the line before");
	release_files(&files);
}

static void test_a_chain_without_its_first_line_is_no_journal(void **state)
{
	struct files files = make_files(*state);

	assert_damaged(*state, &files, 0, files.body_len, "chain.jsonl:1", "the chain is empty");
	release_files(&files);
}

static void test_in_doubt_nothing_is_recorded_but_all_can_be_read(void **state)
{
	struct files files = make_files(*state);
	struct tsop_error err;

	write_all(*state, "j/doubt", "", 0);
	assert_int_equal(open_for_writing(*state, &err), -1);
	assert_int_equal(err.code, TSOP_SYSTEM);
	assert_string_equal(err.text, "a sync failed and what was recorded last is in doubt; "
				      "nothing is recorded until 'repair'");
	assert_int_equal(count_read(*state), 5);
	release_files(&files);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)
	const struct CMUnitTest tests[] = {
		TEST(test_bodies_without_chain_lines_are_cut_wherever_they_end),
		TEST(test_chain_lines_short_of_their_end_are_cut_wherever_they_end),
		TEST(test_zeros_that_a_power_failure_left_are_cut),
		TEST(test_bodies_of_a_year_that_never_came_are_cut),
		TEST(test_every_torn_tail_is_kept_under_a_name_of_its_own),
		TEST(test_a_body_shorter_than_the_chain_is_damage),
		TEST(test_chain_lines_of_a_torn_batch_without_bodies_are_damage),
		TEST(test_a_changed_line_of_a_torn_batch_is_damage),
		TEST(test_no_writer_builds_on_a_damaged_last_entry),
		TEST(test_a_chain_without_its_first_line_is_no_journal),
		TEST(test_in_doubt_nothing_is_recorded_but_all_can_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
