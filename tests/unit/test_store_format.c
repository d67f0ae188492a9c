/* The lines of a journal, byte by byte, and the tree over them. */
#include "check.h"
#include "store/body.h"
#include "store/chain.h"
#include "store/internal.h"
#include "store/tree.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define ONES "1111111111111111111111111111111111111111111111111111111111111111"
#define SALT "ZDQS_Gzo15eFBipVvBpjzQ"

static const char LINE[] = "{\"n\":          1,\"t\":\"2019-08-14T09:31:07Z\",\"end\":         12,"
			   "\"prev\":\"" ZEROS "\",\"body\":\"" ONES "\"}\n";

static void test_a_chain_line_is_written_at_fixed_places(void **state)
{
	struct tsop_chain_line line = { .n = 1, .end = 12, .prev = ZEROS, .body = ONES };
	char text[TSOP_CHAIN_LINE + 1];

	(void)state;
	tsop_chain_set_time(&line, 1565775067);
	tsop_chain_write(&line, text);
	assert_string_equal(text, LINE);
	line.n = line.end = TSOP_CHAIN_MAX;
	tsop_chain_write(&line, text);
	assert_memory_equal(text, "{\"n\":99999999999,", 17);
}

static void test_a_chain_line_is_read_as_it_was_written(void **state)
{
	struct tsop_chain_line line;
	struct tsop_error err;

	(void)state;
	assert_int_equal(tsop_chain_read(LINE, &line, &err), 0);
	assert_int_equal(line.n, 1);
	assert_int_equal(line.end, 12);
	assert_int_equal(line.t, 1565775067);
	assert_string_equal(line.prev, ZEROS);
	assert_string_equal(line.body, ONES);
}

static void test_any_other_form_of_a_chain_line_is_refused(void **state)
{
	static const struct {
		size_t at;
		const char *bytes;
	} changes[] = {
		{ 5, "00000000001" }, { 5, "1          " }, { 5, "         +1" },
		{ 5, "           " }, { 5, "         13" }, { 22, "2019-02-30T09:31:07Z" },
		{ 22, "2019-08-14t09:31:07Z" }, { 80, "A" }, { 150, "g" }, { 210, " " },
	};

	(void)state;
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		struct tsop_chain_line line;
		struct tsop_error err = { 0 };
		char text[sizeof LINE];

		memcpy(text, LINE, sizeof text);
		memcpy(text + changes[i].at, changes[i].bytes, strlen(changes[i].bytes));
		if (tsop_chain_read(text, &line, &err) == 0)
			fail_msg("read: %s", text);
		assert_int_equal(err.code, TSOP_NO);
	}
}

/* The digest of entry 1 with that line, or NULL where it is refused. */
static const char *digest_of(const char *line)
{
	static char digest[TSOP_HEX_TEXT];
	struct tsop_chain_line chain;
	struct tsop_body body;
	struct tsop_error err = { 0 };
	uint64_t erased = 0;

	assert_int_equal(tsop_chain_read(LINE, &chain, &err), 0);
	if (tsop_body_read(tsop_view_of(line), 1, &body, &err) == 0 &&
	    tsop_body_digest(&body, &chain, digest, &erased, &err) == 0)
		return digest;
	assert_int_equal(err.code, TSOP_NO);
	return NULL;
}

#define HEAD "\"type\":\"a\",\"v\":1"

static void test_a_body_digest_is_what_sha256sum_makes_of_it(void **state)
{
	(void)state;
	assert_string_equal(digest_of("{\"n\":1,\"u\":\"16:" SALT " 5:" SALT " x:" ONES
				      "\",\"r\":{" HEAD ",\"b\":2}}"),
			    "6d93279c27a5b4933e206a6dad753cf1dc78e010edeb0f16db962a00367c9b58");
}

static void test_units_that_do_not_fit_the_record_are_refused(void **state)
{
	static const char *const lines[] = {
		"",
		"{\"n\":1,\"u\":\"",
		"{\"n\":2,\"u\":\"16:" SALT "\",\"r\":{" HEAD "}}",
		"{\"n\":01,\"u\":\"16:" SALT "\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"\",\"r\":{}}",
		"{\"n\":1,\"u\":\"16:" SALT "\",\"r\":{" HEAD "}} ",
		"{\"n\":1,\"u\":\"16:" SALT "\",\"r\":{" HEAD "}",
		"{\"n\":1,\"u\":\"16:" SALT "\", \"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"15:" SALT "\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"17:" SALT "\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"016:" SALT "\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"-6:" SALT "\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"99999999999999999999:" SALT "\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"16:" SALT "A\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"16:ZDQS+Gzo15eFBipVvBpjzQ\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"16:" SALT " \",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\" 16:" SALT "\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"16:" SALT "  5:" SALT "\",\"r\":{" HEAD ",\"b\":2}}",
		"{\"n\":1,\"u\":\"16:" SALT " 5:" SALT "\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"16:" SALT " 5:" SALT "\",\"r\":{" HEAD ";\"b\":2}}",
		"{\"n\":1,\"u\":\"16:" SALT " x:1111\",\"r\":{" HEAD "}}",
		"{\"n\":1,\"u\":\"x:" ONES "\",\"r\":{" HEAD "}}",
	};

	(void)state;
	assert_non_null(digest_of("{\"n\":1,\"u\":\"16:" SALT "\",\"r\":{" HEAD "}}"));
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (digest_of(lines[i]) != NULL)
			fail_msg("accepted: %s", lines[i]);
}

/* What is said of the content of entry 1 with that line, or NULL. */
static const char *content_error(const char *line)
{
	static struct tsop_error err;
	struct tsop_record record;
	struct tsop_body body;
	int status;

	tsop_record_init(&record);
	assert_int_equal(tsop_body_read(tsop_view_of(line), 1, &body, &err), 0);
	status = tsop_body_check(&body, &record, &err);
	tsop_record_release(&record);
	return status == 0 ? NULL : err.text;
}

static void test_units_hold_whole_members_and_what_belongs_in_them(void **state)
{
	(void)state;
	assert_null(content_error("{\"n\":1,\"u\":\"16:" SALT " 5:" SALT " 11:" SALT
				  "\",\"r\":{" HEAD ",\"b\":2,\"c\":3,\"d\":4}}"));
	assert_null(content_error("{\"n\":1,\"u\":\"16:" SALT " x:" ONES " 5:" SALT
				  "\",\"r\":{" HEAD ",\"b\":2}}"));
	assert_null(content_error("{\"n\":1,\"u\":\"16:" SALT " 72:" SALT "\",\"r\":{" HEAD
				  ",\"key\":\"" ONES "\"}}"));
	assert_string_equal(content_error("{\"n\":1,\"u\":\"16:" SALT " 7:" SALT " 1:" SALT
					  "\",\"r\":{" HEAD ",\"b\":[2,3]}}"),
			    "a unit does not hold whole members");
	assert_string_equal(content_error("{\"n\":1,\"u\":\"22:" SALT "\",\"r\":{" HEAD
					  ",\"b\":2}}"),
			    "expected \"type\" and \"v\":1 as the first unit");
	assert_string_equal(content_error("{\"n\":1,\"u\":\"16:" SALT
					  "\",\"r\":{\"type\":\"a\",\"v\":2}}"),
			    "expected \"type\" and \"v\":1 as the first unit");
	assert_string_equal(content_error("{\"n\":1,\"u\":\"16:" SALT " 10:" SALT "\",\"r\":{" HEAD
					  ",\"key\":\"01\"}}"),
			    "expected 64 hexadecimal digits as key");
	assert_string_equal(content_error("{\"n\":1,\"u\":\"16:" SALT " 5:" SALT "\",\"r\":{" HEAD
					  ",\"b\":-}}"),
			    "not a record: column 24: expected a digit");
}

static void test_salts_are_never_used_twice(void **state)
{
	struct tsop_entry entry = { .type = "a" };
	struct tsop_salts salts = { .left = 0 };
	struct tsop_buf out;
	char seen[600][24];

	(void)state;
	tsop_buf_init(&out);
	for (size_t i = 0; i < 600; i++) {
		tsop_buf_clear(&out);
		assert_int_equal(tsop_body_write(&out, 1, &entry, &salts, NULL), 0);
		memcpy(seen[i], out.p + strlen("{\"n\":1,\"u\":\"16:"), 22);
		seen[i][22] = '\0';
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(seen[i], seen[j]);
	}
	tsop_buf_release(&out);
}

/* The inputs and heads that Certificate Transparency tests its own trees with. */
static void test_tree_heads_are_those_of_certificate_transparency(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *head;
	} leaves[] = {
		{ "", 0,
		  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" },
		{ "\000", 1,
		  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" },
		{ "\020", 1,
		  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77" },
		{ "\040\041", 2,
		  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" },
		{ "\060\061", 2,
		  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4" },
		{ "\100\101\102\103", 4,
		  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef" },
		{ "\120\121\122\123\124\125\126\127", 8,
		  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c" },
		{ "\140\141\142\143\144\145\146\147\150\151\152\153\154\155\156\157", 16,
		  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" },
	};
	struct tsop_tree tree = { .n = 0 };
	char head[TSOP_HEX_TEXT];

	(void)state;
	tsop_tree_head(&tree, head);
	assert_string_equal(head,
			    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	for (size_t i = 0; i < sizeof leaves / sizeof leaves[0]; i++) {
		unsigned char leaf[TSOP_DIGEST_SIZE];
		struct tsop_sha256 hash;

		tsop_sha256_init(&hash);
		tsop_sha256_add(&hash, (struct tsop_view){ "\0", 1 });
		tsop_sha256_add(&hash, (struct tsop_view){ leaves[i].bytes, leaves[i].len });
		tsop_sha256_end(&hash, leaf);
		tsop_tree_add(&tree, leaf);
		tsop_tree_head(&tree, head);
		assert_string_equal(head, leaves[i].head);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_chain_line_is_written_at_fixed_places),
		cmocka_unit_test(test_a_chain_line_is_read_as_it_was_written),
		cmocka_unit_test(test_any_other_form_of_a_chain_line_is_refused),
		cmocka_unit_test(test_a_body_digest_is_what_sha256sum_makes_of_it),
		cmocka_unit_test(test_units_that_do_not_fit_the_record_are_refused),
		cmocka_unit_test(test_units_hold_whole_members_and_what_belongs_in_them),
		cmocka_unit_test(test_salts_are_never_used_twice),
		cmocka_unit_test(test_tree_heads_are_those_of_certificate_transparency),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
