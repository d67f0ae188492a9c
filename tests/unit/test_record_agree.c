#include "check.h"
#include "fuzz/agree.h"
#include "random.h"

enum { LINE_MAX_BYTES = 4096 };

static const char *const lines[] = {
	"{\"type\":\"application\",\"v\":1,\"wishes\":[\"e19-kolding\",\"x\"],\"ok\":true,\"no\":null}",
	"{\"a\":{\"b\":[{\"c\":-1.5e+3,\"d\":\"\\u00e6\\ud83d\\ude00\"},[],{}]},\"e\":9223372036854775807}",
	" { \"n\\u0061me\" : \"\xC3\x85se\" , \"f\" : -0 , \"g\":[ 1 , 2 ] }\r",
	"{\"long\":\"0123456789abcdef0123456789abcdef0123456789\xE2\x82\xAC\xF0\x9F\x98\x80\\n\\\"\"}",
};

/* What mutations put in. */
static const char *const pieces[] = {
	"\"", "\\", "{", "}", "[", "]", ":", ",", "0", "-", ".", "e5", "1e400", "true", "null",
	"\\u0000", "\\ud800", "\\u0061", "\xC3\xB8", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
	"\xEF\xBB\xBF", "\x01", " ", "\t", "9223372036854775808", "-9223372036854775808", "\"a\":1,",
	"{\"a\":1,\"a\":2}", "[[[[[[[[[[[[[[[[", "]]]]]]]]]]]]]]]]", "\x7F", "\xFF",
};

struct text {
	char bytes[LINE_MAX_BYTES];
	size_t len;
};

/* Put piece in place of the `over` bytes at `at`. */
static void splice(struct text *text, size_t at, size_t over, const char *piece, size_t len)
{
	if (text->len - over + len > sizeof text->bytes)
		return;
	memmove(text->bytes + at + len, text->bytes + at + over, text->len - at - over);
	memcpy(text->bytes + at, piece, len);
	text->len = text->len - over + len;
}

static void mutate(struct text *text, uint64_t *seed)
{
	size_t at = random_below(seed, (uint32_t)text->len + 1);
	size_t rest = text->len - at;
	const char *piece = pieces[random_below(seed, sizeof pieces / sizeof pieces[0])];
	char copy[64];

	switch (random_below(seed, 5)) {
	case 0:
		splice(text, at, 0, piece, strlen(piece));
		break;
	case 1:
		splice(text, at, rest > 0 ? 1 : 0, piece, strlen(piece));
		break;
	case 2:
		splice(text, at, random_below(seed, (uint32_t)rest + 1) % 8, "", 0);
		break;
	case 3:
		rest = rest < sizeof copy ? rest : sizeof copy;
		memcpy(copy, text->bytes + at, rest);
		splice(text, random_below(seed, (uint32_t)text->len + 1), 0, copy, rest);
		break;
	default:
		if (rest > 0)
			text->bytes[at] = (char)random_below(seed, 256);
	}
}

static void test_scanner_and_jansson_agree_on_mutated_lines(void **state)
{
	size_t rounds = getenv("TSOP_VALGRIND") != NULL ? 2000 : 100000;
	struct tsop_record record;
	uint64_t seed = 20190509;
	struct text text;

	(void)state;
	tsop_record_init(&record);
	for (size_t i = 0; i < rounds; i++) {
		const char *line = lines[i % (sizeof lines / sizeof lines[0])];
		struct tsop_view view;

		text.len = 0;
		splice(&text, 0, 0, line, strlen(line));
		for (size_t n = 1 + random_below(&seed, 4); n > 0; n--)
			mutate(&text, &seed);
		view = (struct tsop_view){ text.bytes, text.len };
		if (!agree(&record, view))
			fail_msg("round %zu: %.*s", i, (int)view.len, view.p);
	}
	tsop_record_release(&record);
}

static void test_scanner_and_jansson_agree_on_each_beginning_of_a_line(void **state)
{
	struct tsop_record record;

	(void)state;
	tsop_record_init(&record);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		for (size_t len = 0; len <= strlen(lines[i]); len++)
			assert_true(agree(&record, (struct tsop_view){ lines[i], len }));
	tsop_record_release(&record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_scanner_and_jansson_agree_on_each_beginning_of_a_line),
		cmocka_unit_test(test_scanner_and_jansson_agree_on_mutated_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
