/* The journal as its callers use it: create, append, read, lock, refuse. */
#include "check.h"
#include "store_support.h"

static void test_a_created_journal_holds_its_first_entry(void **state)
{
	struct tsop_store *store = create_store(*state);
	char *body = read_all(*state, "j/body-2019.jsonl", NULL);

	assert_int_equal(tsop_store_count(store), 1);
	assert_string_equal(tsop_store_zone(store), "Europe/Copenhagen");
	assert_non_null(strstr(body, "\"r\":{\"type\":\"journal\",\"v\":1,"
				     "\"format\":\"tsop-store-1\",\"tool\":\"tsop-test\",\"origin\":\""));
	free(body);
	tsop_store_close(store);
}

static void test_creating_what_is_there_opens_it(void **state)
{
	struct tsop_store *store = create_store(*state);

	append(store, "a", 2);
	tsop_store_close(store);
	store = create_store(*state);
	assert_int_equal(tsop_store_count(store), 3);
	tsop_store_close(store);
}

static void test_an_empty_directory_becomes_a_journal(void **state)
{
	mkdir(path_of(*state, "j"), 0755);
	tsop_store_close(create_store(*state));
}

static void test_files_are_for_the_owner_only_whatever_the_umask(void **state)
{
	static const char *const files[] = { "j/chain.jsonl", "j/body-2019.jsonl", "j/lock",
					     "j/secret" };
	mode_t umask_before = umask(0277);
	struct stat st;

	tsop_store_close(create_store(*state));
	umask(umask_before);
	assert_int_equal(stat(path_of(*state, "j"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		assert_int_equal(stat(path_of(*state, files[i]), &st), 0);
		assert_int_equal(st.st_mode & 07777, 0600);
	}
}

#define BODY(batch, i) \
	"{\"type\":\"test\",\"v\":1,\"batch\":\"" batch "\",\"i\":" i ",\"name\":\"Søren\"}\n"

static void test_entries_are_read_back_in_order(void **state)
{
	struct tsop_store *store = create_store(*state);
	struct tsop_error err;
	struct walk walk = { 0 };

	append(store, "a", 3);
	append(store, "b", 1);
	assert_int_equal(tsop_store_count(store), 5);
	assert_int_equal(tsop_store_each(store, 1, note, &walk, &err), 0);
	assert_string_equal(walk.text,
			    "1/3 " BODY("a", "0") "2/3 " BODY("a", "1") "3/3 " BODY("a", "2")
			    "4/4 " BODY("b", "0"));
	tsop_store_close(store);
}

static void test_bodies_roll_over_with_the_year_of_utc(void **state)
{
	const tsop_instant new_year = 1577836800; /* 2020-01-01T00:00:00Z */
	struct tsop_store *store = create_store(*state);
	struct tsop_error err;
	struct walk walk = { 0 };

	tsop_store_close(store);
	store = open_at(*state, new_year - 1, false);
	append(store, "old", 2);
	tsop_store_close(store);
	store = open_at(*state, new_year, false);
	append(store, "new", 2);
	assert_int_equal(access(path_of(*state, "j/body-2020.jsonl"), F_OK), 0);
	assert_int_equal(tsop_store_each(store, 2, note, &walk, &err), 0);
	assert_int_equal(walk.n, 3);
	assert_non_null(strstr(walk.text, "4/4 " BODY("new", "1")));
	tsop_store_close(store);
}

static void test_time_never_goes_back(void **state)
{
	struct tsop_store *store = create_store(*state);
	char *chain;

	tsop_store_close(store);
	store = open_at(*state, IN_2019 - 1000, false);
	append(store, "a", 1);
	tsop_store_close(store);
	chain = read_all(*state, "j/chain.jsonl", NULL);
	assert_non_null(strstr(chain + 211, "\"t\":\"2019-08-14T09:31:07Z\""));
	free(chain);
}

static int stop_at_2(void *context, const struct tsop_stored *entry, struct tsop_error *err)
{
	*(uint64_t *)context = entry->n;
	return entry->n == 2 ? tsop_fail(err, TSOP_NO, "enough") : 0;
}

static void test_a_refusing_callback_ends_the_walk(void **state)
{
	struct tsop_store *store = create_store(*state);
	struct tsop_error err;
	uint64_t last = 0;

	append(store, "a", 4);
	assert_int_equal(tsop_store_each(store, 0, stop_at_2, &last, &err), -1);
	assert_string_equal(err.text, "enough");
	assert_int_equal(last, 2);
	tsop_store_close(store);
}

static void test_a_key_belongs_to_its_journal(void **state)
{
	struct tsop_store *store = create_store(*state);
	char *secret = read_all(*state, "j/secret", NULL);
	char keys[3][TSOP_HEX_TEXT];
	struct tsop_error err;

	assert_int_equal(strlen(secret), 65);
	free(secret);
	assert_int_equal(tsop_store_key(store, tsop_view_of("0621/e19/a"), keys[0], &err), 0);
	assert_int_equal(tsop_store_key(store, tsop_view_of("0621/e19/a"), keys[1], &err), 0);
	tsop_store_close(store);
	assert_string_equal(keys[0], keys[1]);
	remove_tree(path_of(*state, "j"));
	store = create_store(*state);
	assert_int_equal(tsop_store_key(store, tsop_view_of("0621/e19/a"), keys[2], &err), 0);
	assert_string_not_equal(keys[0], keys[2]);
	tsop_store_close(store);
}

static void test_a_key_is_the_hmac_under_the_secret(void **state)
{
	/* RFC 4231 has no key of 32 bytes; this one is from openssl. */
	const char *secret = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
	struct tsop_store *store = create_store(*state);
	char key[TSOP_HEX_TEXT];
	struct tsop_error err;

	write_all(*state, "j/secret", secret, strlen(secret));
	assert_int_equal(tsop_store_key(store, tsop_view_of("identity"), key, &err), 0);
	assert_string_equal(key,
			    "890a829833b69281c5a45e6943d94cf156360f14ddd0b185a0088ab5ce4daeb8");
	tsop_store_close(store);
}

static void test_a_key_is_stored_behind_the_type(void **state)
{
	struct tsop_store *store = create_store(*state);
	struct tsop_member member = { tsop_view_of("\"a\":1"), false };
	struct tsop_entry entry = { "test", &member, 1, NULL };
	struct tsop_error err;
	struct walk walk = { 0 };
	char key[TSOP_HEX_TEXT];
	uint64_t first;
	bool unknown;

	assert_int_equal(tsop_store_key(store, tsop_view_of("x"), key, &err), 0);
	entry.key = key;
	assert_int_equal(tsop_store_append(store, &entry, 1, &first, &unknown, &err), 0);
	assert_int_equal(tsop_store_each(store, first, note, &walk, &err), 0);
	assert_non_null(strstr(walk.text, "{\"type\":\"test\",\"v\":1,\"key\":\""));
	assert_non_null(strstr(walk.text, "\",\"a\":1}"));
	tsop_store_close(store);
}

/* Append one entry of one member, which is to be refused; nothing may be left of it. */
static void assert_refused(void *scratch, const char *member_text, const char *key,
			   const char *message)
{
	struct tsop_store *store = create_store(scratch);
	struct tsop_member members[2] = { { tsop_view_of("\"a\":1"), false },
					  { tsop_view_of(member_text), true } };
	struct tsop_entry entries[2] = { { "test", members, 1, NULL },
					 { "test", members, 2, key } };
	struct tsop_error err = { 0 };
	struct findings findings;
	char expected[200];
	uint64_t first;
	bool unknown;

	assert_int_equal(tsop_store_append(store, entries, 2, &first, &unknown, &err), -1);
	assert_false(unknown);
	assert_int_equal(err.code, TSOP_INPUT);
	snprintf(expected, sizeof expected, "entry 2 of 2: %s; nothing was recorded", message);
	assert_string_equal(err.text, expected);
	assert_int_equal(tsop_store_count(store), 1);
	assert_int_equal(verify(scratch, &findings), 0);
	assert_int_equal(findings.summary.torn_bytes, 0);
	append(store, "b", 1);
	tsop_store_close(store);
	remove_tree(path_of(scratch, "j"));
}

static void test_an_entry_that_verify_would_refuse_is_refused(void **state)
{
	assert_refused(*state, "\"a\":2", NULL,
		       "not a record: column 28: the name is given twice");
	assert_refused(*state, "", NULL, "expected LENGTH:SALT or x:DIGEST as a unit");
	assert_refused(*state, "\"b\":\n1", NULL, "expected no line break in a member");
	assert_refused(*state, "\"b\":1", "0123", "expected 64 hexadecimal digits as key");
}

static void test_an_entry_over_16_mib_is_refused(void **state)
{
	size_t len = (size_t)16 << 20;
	char *member = malloc(len + 1);

	memset(member, 'x', len);
	memcpy(member, "\"b\":\"", 5);
	member[len - 1] = '"';
	member[len] = '\0';
	assert_refused(*state, member, NULL, "expected at most 16777216 bytes");
	free(member);
}

static void assert_not_opened(void *scratch, const char *name, bool write, enum tsop_code code,
			      const char *message)
{
	struct tsop_store_options options = { .tool = "tsop-test", .write = write,
					      .now = IN_2019, .lock_timeout_ms = 50 };
	struct tsop_store *store;
	struct tsop_error err = { 0 };
	bool recovered;

	assert_int_equal(tsop_store_open(&store, path_of(scratch, name), &options, &recovered,
					 &err), -1);
	assert_string_equal(err.text, message);
	assert_int_equal(err.code, code);
}

static void test_a_second_writer_waits_and_says_how_long(void **state)
{
	struct tsop_store *store = create_store(*state);

	assert_not_opened(*state, "j", true, TSOP_SYSTEM,
			  "another process holds the lock; waited 0.0 seconds");
	tsop_store_close(store);
	tsop_store_close(open_at(*state, IN_2019, false));
}

static void test_a_reader_needs_no_lock(void **state)
{
	struct tsop_store *store = create_store(*state);
	struct tsop_store_options options = { .tool = "tsop-test" };
	struct tsop_store *reader;
	struct tsop_error err;
	bool recovered;

	append(store, "a", 2);
	assert_int_equal(tsop_store_open(&reader, path_of(*state, "j"), &options, &recovered,
					 &err), 0);
	assert_int_equal(tsop_store_count(reader), 3);
	tsop_store_close(reader);
	tsop_store_close(store);
}

static void test_what_is_no_journal_is_refused_by_name(void **state)
{
	assert_not_opened(*state, "j", true, TSOP_INPUT, "there is no journal");
	write_all(*state, "j", "", 0);
	assert_not_opened(*state, "j", true, TSOP_INPUT,
			  "expected a directory, and no symbolic link");
	unlink(path_of(*state, "j"));
	tsop_store_close(create_store(*state));
	assert_int_equal(symlink("j", path_of(*state, "link")), 0);
	assert_not_opened(*state, "link", true, TSOP_INPUT,
			  "expected a directory, and no symbolic link");
	write_all(*state, "j/notes.txt", "", 0);
	assert_not_opened(*state, "j", false, TSOP_SYSTEM,
			  "'notes.txt' does not belong in a journal");
	unlink(path_of(*state, "j/notes.txt"));
	mkdir(path_of(*state, "j/doubt"), 0700);
	assert_not_opened(*state, "j", false, TSOP_SYSTEM, "'doubt' is not a regular file");
	rmdir(path_of(*state, "j/doubt"));
	rename(path_of(*state, "j/body-2019.jsonl"), path_of(*state, "body"));
	assert_int_equal(symlink("../body", path_of(*state, "j/body-2019.jsonl")), 0);
	assert_not_opened(*state, "j", false, TSOP_SYSTEM,
			  "'body-2019.jsonl' is not a regular file");
	chmod(path_of(*state, "j"), 0750);
	assert_not_opened(*state, "j", false, TSOP_INPUT,
			  "expected a journal: a directory of mode 0700, which only its owner can read");
}

static void test_a_journal_of_another_tool_is_refused(void **state)
{
	struct tsop_store_options options = { .tool = "tsop-remind" };
	struct tsop_store *store;
	struct tsop_error err;
	bool recovered;

	tsop_store_close(create_store(*state));
	assert_int_equal(tsop_store_open(&store, path_of(*state, "j"), &options, &recovered,
					 &err), -1);
	assert_string_equal(err.text, "a journal of tsop-test, not of tsop-remind");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)
	const struct CMUnitTest tests[] = {
		TEST(test_a_created_journal_holds_its_first_entry),
		TEST(test_creating_what_is_there_opens_it),
		TEST(test_an_empty_directory_becomes_a_journal),
		TEST(test_files_are_for_the_owner_only_whatever_the_umask),
		TEST(test_entries_are_read_back_in_order),
		TEST(test_bodies_roll_over_with_the_year_of_utc),
		TEST(test_time_never_goes_back),
		TEST(test_a_refusing_callback_ends_the_walk),
		TEST(test_a_key_belongs_to_its_journal),
		TEST(test_a_key_is_the_hmac_under_the_secret),
		TEST(test_a_key_is_stored_behind_the_type),
		TEST(test_an_entry_that_verify_would_refuse_is_refused),
		TEST(test_an_entry_over_16_mib_is_refused),
		TEST(test_a_second_writer_waits_and_says_how_long),
		TEST(test_a_reader_needs_no_lock),
		TEST(test_what_is_no_journal_is_refused_by_name),
		TEST(test_a_journal_of_another_tool_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
