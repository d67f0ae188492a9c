/* What verify finds: every bit, every rule of tsop-store(5). */
#include "check.h"
#include "store/internal.h"
#include "store_support.h"

enum { CHAIN_LINE = 211 };

/* Entries in two years, one batch of three. */
static void fill_store(void *scratch)
{
	struct tsop_store *store = create_store(scratch);

	append(store, "a", 1);
	append(store, "b", 3);
	tsop_store_close(store);
	store = open_at(scratch, 1577836800, false);
	append(store, "c", 1);
	tsop_store_close(store);
}

static void assert_whole(void *scratch, uint64_t entries)
{
	struct findings findings;

	if (verify(scratch, &findings) != 0)
		fail_msg("%s", findings.text);
	assert_int_equal(findings.summary.entries, entries);
	assert_int_equal(findings.summary.torn_bytes, 0);
}

static void assert_found(void *scratch, const char *text)
{
	struct findings findings;

	assert_int_equal(verify(scratch, &findings), -1);
	assert_string_equal(findings.text, text);
}

/*
 * Flip each bit of the file in turn: verify must see it, and no writer may cut
 * anything for it. Under valgrind, which is slow, one bit of each byte.
 */
static void assert_every_bit_counts(void *scratch, const char *name)
{
	struct tsop_store_options options = options_at(IN_2019, false);
	int fd = open(path_of(scratch, name), O_RDWR);
	bool is_slow = getenv("TSOP_VALGRIND") != NULL;
	unsigned char byte;
	off_t at = 0;

	for (; pread(fd, &byte, 1, at) == 1; at++) {
		for (unsigned bit = is_slow ? (unsigned)(at % 8) : 0; bit < 8; bit += is_slow ? 8 : 1) {
			unsigned char flipped = (unsigned char)(byte ^ 1U << bit);
			struct tsop_store *store;
			struct findings findings;
			struct tsop_error err;
			bool recovered;

			assert_int_equal(pwrite(fd, &flipped, 1, at), 1);
			if (verify(scratch, &findings) == 0)
				fail_msg("%s: bit %u of byte %ld is not seen", name, bit, (long)at);
			if (tsop_store_open(&store, path_of(scratch, "j"), &options, &recovered,
					    &err) == 0)
				tsop_store_close(store);
			if (recovered)
				fail_msg("%s: bit %u of byte %ld is cut", name, bit, (long)at);
		}
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
	}
	assert_true(at > 0);
	close(fd);
}

static void test_every_flipped_bit_is_seen(void **state)
{
	fill_store(*state);
	assert_whole(*state, 6);
	assert_every_bit_counts(*state, "j/chain.jsonl");
	assert_every_bit_counts(*state, "j/body-2019.jsonl");
	assert_every_bit_counts(*state, "j/body-2020.jsonl");
	assert_whole(*state, 6);
}

static void replace(char *bytes, const char *from, const char *to)
{
	char *at = strstr(bytes, from);
	size_t rest;

	assert_non_null(at);
	rest = strlen(at + strlen(from)) + 1;
	memmove(at + strlen(to), at + strlen(from), rest);
	memcpy(at, to, strlen(to));
}

/* Take the name out of entry 1, by hand: its unit becomes x:DIGEST. */
static void erase_name(void *scratch)
{
	const char *member = "\"name\":\"Søren\"";
	char *bytes = read_all(scratch, "j/body-2019.jsonl", NULL);
	char *line = strstr(bytes, "{\"n\":1,");
	char *unit = strstr(line, " 15:");
	unsigned char digest[TSOP_DIGEST_SIZE];
	char hex[TSOP_HEX_TEXT], from[40], to[80];
	struct tsop_sha256 hash;

	tsop_sha256_init(&hash);
	tsop_sha256_add(&hash, (struct tsop_view){ unit + 4, 22 });
	tsop_sha256_add(&hash, tsop_view_of(member));
	tsop_sha256_add(&hash, tsop_view_of("\n"));
	tsop_sha256_end(&hash, digest);
	tsop_hex(digest, hex);
	snprintf(from, sizeof from, "%.26s", unit);
	snprintf(to, sizeof to, " x:%s", hex);
	replace(line, from, to);
	replace(line, ",\"name\":\"Søren\"", "");
	write_all(scratch, "j/body-2019.jsonl", bytes, strlen(bytes));
	free(bytes);
}

static void test_an_erased_unit_keeps_the_chain(void **state)
{
	struct findings before, after;

	fill_store(*state);
	assert_int_equal(verify(*state, &before), 0);
	erase_name(*state);
	assert_whole(*state, 6);
	assert_int_equal(verify(*state, &after), 0);
	assert_int_equal(after.summary.erased_units, 1);
	assert_string_equal(before.summary.root, after.summary.root);
	assert_every_bit_counts(*state, "j/body-2019.jsonl");
}

static void test_findings_say_where(void **state)
{
	char *bytes;

	fill_store(*state);
	bytes = read_all(*state, "j/body-2019.jsonl", NULL);
	replace(bytes, "\"batch\":\"b\",\"i\":1", "\"batch\":\"b\",\"i\":7");
	replace(bytes, "\"batch\":\"b\",\"i\":2", "\"batch\":\"b\",\"i\":8");
	write_all(*state, "j/body-2019.jsonl", bytes, strlen(bytes));
	free(bytes);
	assert_found(*state, "body-2019.jsonl:4: not what the chain commits to\n"
			     "body-2019.jsonl:5: not what the chain commits to\n");
}

static void test_a_body_that_is_missing_is_found(void **state)
{
	fill_store(*state);
	write_all(*state, "j/body-2020.jsonl", "", 0);
	assert_found(*state, "body-2020.jsonl:1: ends before the body of entry 5\n");
	unlink(path_of(*state, "j/body-2020.jsonl"));
	assert_found(*state, "body-2020.jsonl is missing\n");
}

static void test_more_bodies_than_entries_of_a_year_are_found(void **state)
{
	char *bytes;
	size_t len;

	fill_store(*state);
	bytes = read_all(*state, "j/body-2019.jsonl", &len);
	bytes[len++] = '\n';
	write_all(*state, "j/body-2019.jsonl", bytes, len);
	assert_found(*state, "body-2019.jsonl:6: more than the entries of the year\n");
	write_all(*state, "j/body-2019.jsonl", bytes, len - 1);
	write_all(*state, "j/body-2017.jsonl", bytes, len);
	assert_found(*state, "body-2017.jsonl:1: the chain has no entry of this year\n");
	free(bytes);
}

static void test_files_of_others_and_lost_ones_are_found(void **state)
{
	fill_store(*state);
	write_all(*state, "j/body-2019.jsonl~", "", 0);
	write_all(*state, "j/body-99.jsonl", "", 0);
	chmod(path_of(*state, "j/chain.jsonl"), 0640);
	unlink(path_of(*state, "j/lock"));
	assert_found(*state, "'body-2019.jsonl~' does not belong in a journal\n"
			     "'body-99.jsonl' does not belong in a journal\n"
			     "'chain.jsonl' is open to others; expected mode 0600\n"
			     "lock is missing\n");
}

static void test_a_secret_that_is_short_or_lost_is_found(void **state)
{
	fill_store(*state);
	write_all(*state, "j/secret", "abc\n", 4);
	assert_found(*state, "secret: expected 64 hexadecimal digits\n");
	unlink(path_of(*state, "j/secret"));
	assert_found(*state, "not a journal: secret is missing\n");
}

static void test_a_doubt_is_found(void **state)
{
	fill_store(*state);
	write_all(*state, "j/doubt", "", 0);
	assert_found(*state, "a sync failed: what was recorded last is in doubt\n");
}

/* MTH(lines first..first+n-1) as RFC 6962 section 2.1 writes it. */
static void naive_head(const char *chain, size_t n, unsigned char head[TSOP_DIGEST_SIZE])
{
	struct tsop_sha256 hash;
	size_t left = 1;

	tsop_sha256_init(&hash);
	if (n == 1) {
		tsop_sha256_add(&hash, (struct tsop_view){ "\0", 1 });
		tsop_sha256_add(&hash, (struct tsop_view){ chain, CHAIN_LINE });
	} else {
		unsigned char heads[2][TSOP_DIGEST_SIZE];

		while (left * 2 < n)
			left *= 2;
		naive_head(chain, left, heads[0]);
		naive_head(chain + left * CHAIN_LINE, n - left, heads[1]);
		tsop_sha256_add(&hash, (struct tsop_view){ "\1", 1 });
		tsop_sha256_add(&hash, (struct tsop_view){ (const char *)heads, sizeof heads });
	}
	tsop_sha256_end(&hash, head);
}

/* Write a chain of n entries whose hashes are all right, with these values. */
static void forge(void *scratch, const tsop_instant *times, const uint64_t *ends, size_t n)
{
	struct tsop_chain_line line = { .n = 0 };
	char *bodies = read_all(scratch, "j/body-2019.jsonl", NULL);
	char chain[8 * CHAIN_LINE + 1];
	const char *at = bodies;

	memset(line.prev, '0', sizeof line.prev - 1);
	for (size_t i = 0; i < n; i++) {
		struct tsop_view text = { at, strcspn(at, "\n") };
		unsigned char leaf[TSOP_DIGEST_SIZE];
		struct tsop_body body;
		uint64_t erased = 0;

		line.n = i;
		line.end = ends[i];
		tsop_chain_set_time(&line, times[i]);
		assert_int_equal(tsop_body_read(text, i, &body, NULL), 0);
		assert_int_equal(tsop_body_digest(&body, &line, line.body, &erased, NULL), 0);
		tsop_chain_write(&line, chain + i * CHAIN_LINE);
		tsop_chain_leaf(chain + i * CHAIN_LINE, leaf);
		tsop_hex(leaf, line.prev);
		at += text.len + 1;
	}
	write_all(scratch, "j/chain.jsonl", chain, n * CHAIN_LINE);
	free(bodies);
}

static void test_a_chain_that_is_right_in_all_but_its_order_is_found(void **state)
{
	const tsop_instant t = IN_2019;
	struct tsop_store *store = create_store(*state);

	append(store, "a", 1);
	append(store, "b", 3);
	tsop_store_close(store);
	forge(*state, (tsop_instant[]){ t, t, t, t, t }, (uint64_t[]){ 0, 1, 4, 4, 4 }, 5);
	assert_whole(*state, 5);
	forge(*state, (tsop_instant[]){ t, t + 9, t + 8, t + 8, t + 8 },
	      (uint64_t[]){ 0, 1, 4, 4, 4 }, 5);
	assert_found(*state, "chain.jsonl:3: \"t\" is before that of the line before\n");
	forge(*state, (tsop_instant[]){ t, t, t, t, t }, (uint64_t[]){ 0, 1, 4, 3, 4 }, 5);
	assert_found(*state, "chain.jsonl:4: \"end\" differs within a batch\n");
	forge(*state, (tsop_instant[]){ t, t, t, t, t }, (uint64_t[]){ 1, 1, 4, 4, 4 }, 5);
	assert_found(*state, "chain.jsonl:1: the first batch holds more than the journal entry\n");
}

static void test_the_root_is_the_tree_head_over_the_chain(void **state)
{
	unsigned char head[TSOP_DIGEST_SIZE];
	struct findings findings;
	char hex[TSOP_HEX_TEXT];
	char *chain;

	fill_store(*state);
	chain = read_all(*state, "j/chain.jsonl", NULL);
	naive_head(chain, 6, head);
	free(chain);
	tsop_hex(head, hex);
	assert_int_equal(verify(*state, &findings), 0);
	assert_string_equal(findings.summary.root, hex);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)
	const struct CMUnitTest tests[] = {
		TEST(test_every_flipped_bit_is_seen),
		TEST(test_an_erased_unit_keeps_the_chain),
		TEST(test_findings_say_where),
		TEST(test_a_body_that_is_missing_is_found),
		TEST(test_more_bodies_than_entries_of_a_year_are_found),
		TEST(test_files_of_others_and_lost_ones_are_found),
		TEST(test_a_secret_that_is_short_or_lost_is_found),
		TEST(test_a_doubt_is_found),
		TEST(test_a_chain_that_is_right_in_all_but_its_order_is_found),
		TEST(test_the_root_is_the_tree_head_over_the_chain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
