#include "check.h"

#include <unicase.h>
#include <unistr.h>

#include "allocation.h"
#include "base/text.h"

static struct tsop_error err;

static void check_invalid_at(const char *text, size_t at)
{
	size_t len = strlen(text);
	/* A copy of just that length, so that a sanitizer sees what is read behind it. */
	char *copy = malloc(len + (len == 0));

	assert_non_null(copy);
	memcpy(copy, text, len);
	if (tsop_text_invalid((struct tsop_view){ copy, len }) != at)
		fail_msg("'%s' is invalid at %zu", text,
			 tsop_text_invalid((struct tsop_view){ copy, len }));
	free(copy);
}

static void test_the_first_invalid_byte_is_found(void **state)
{
	(void)state;
	check_invalid_at("", 0);
	check_invalid_at("plain text of some length", 25);
	check_invalid_at("ø", 2);
	check_invalid_at("01234567ø01234567€01234567😀", 33);
	check_invalid_at("\xF8", 0);
	check_invalid_at("0123456789\xE5", 10);
	check_invalid_at("ab\xC3", 2);
	check_invalid_at("ab\xE2\x82", 2);
	check_invalid_at("ab\xF0\x9F\x98", 2);
	check_invalid_at("ab\x80", 2);
	check_invalid_at("\xC0\x80", 0);             /* overlong NUL */
	check_invalid_at("\xC1\xBF", 0);             /* overlong DEL */
	check_invalid_at("\xE0\x80\xAF", 0);         /* overlong '/' */
	check_invalid_at("\xED\xA0\x80", 0);         /* a surrogate */
	check_invalid_at("\xF4\x90\x80\x80", 0);     /* over U+10FFFF */
	check_invalid_at("\xF4\x8F\xBF\xBF", 4);
	check_invalid_at("\xFE", 0);
}

/* Against libunistring, over short strings of bytes that matter. */
static void test_validity_agrees_with_libunistring(void **state)
{
	static const unsigned char bytes[] = { 'a',  0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
					       0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF,
					       0xF0, 0xF1, 0xF4, 0xF5, 0xFF };
	const size_t n = sizeof bytes;

	(void)state;
	for (size_t i = 0; i < n * n * n * n; i++) {
		unsigned char text[12] = "01234567";
		const uint8_t *wrong;
		size_t expected;

		text[8] = bytes[i % n];
		text[9] = bytes[i / n % n];
		text[10] = bytes[i / n / n % n];
		text[11] = bytes[i / n / n / n];
		for (size_t start = 0; start <= 8; start += 4) {
			wrong = u8_check(text + start, 12 - start);
			expected = wrong == NULL ? 12 - start : (size_t)(wrong - (text + start));
			assert_int_equal(tsop_text_invalid((struct tsop_view){
						 (const char *)text + start, 12 - start }),
					 expected);
		}
	}
}

typedef int change_function(struct tsop_buf *, struct tsop_view, struct tsop_error *);

static void check_becomes(change_function *change, const char *text, const char *expected)
{
	struct tsop_buf out;

	tsop_buf_init(&out);
	tsop_buf_add_char(&out, '>');
	assert_int_equal(change(&out, tsop_view_of(text), &err), 0);
	assert_string_equal(out.p + 1, expected);
	tsop_buf_release(&out);
}

static void test_compositions_are_one_in_nfc(void **state)
{
	(void)state;
	check_becomes(tsop_text_nfc, "", "");
	check_becomes(tsop_text_nfc, "abc", "abc");
	check_becomes(tsop_text_nfc, "A\u030Ase", "Åse");
	check_becomes(tsop_text_nfc, "\u212B", "Å"); /* the sign of the unit */
	check_becomes(tsop_text_nfc, "ÆØÅ", "ÆØÅ");
	check_becomes(tsop_text_nfc, "\uFB01", "\uFB01"); /* no compatibility forms */
}

static void test_case_is_folded_in_full(void **state)
{
	(void)state;
	check_becomes(tsop_text_fold, "", "");
	check_becomes(tsop_text_fold, "ÆØÅ", "æøå");
	check_becomes(tsop_text_fold, "A\u030ASE", "åse");
	check_becomes(tsop_text_fold, "Straße", "strasse");
	check_becomes(tsop_text_fold, "ΣΑΣ", "σασ");
	check_becomes(tsop_text_fold, "I", "i");
	check_becomes(tsop_text_fold, "İ", "i\u0307");
}

/* Every character alone and behind another, against libunistring. */
static void test_folding_agrees_with_libunistring(void **state)
{
	(void)state;
	for (ucs4_t c = 1; c < 0x600; c++) {
		char text[16] = "x";
		struct tsop_buf out;
		uint8_t *expected;
		size_t len;
		int n = u8_uctomb((uint8_t *)text + 1, c, 8);

		assert_in_range(n, 1, 2);
		for (size_t from = 0; from < 2; from++) {
			struct tsop_view view = { text + from, 1 + (size_t)n - from };

			tsop_buf_init(&out);
			len = 0;
			expected = u8_casefold((uint8_t *)text + from, view.len, NULL,
					       UNINORM_NFC, NULL, &len);
			assert_int_equal(tsop_text_fold(&out, view, &err), 0);
			if (!tsop_view_equal(tsop_buf_view(&out),
					     (struct tsop_view){ (char *)expected, len }))
				fail_msg("U+%04X", (unsigned)c);
			free(expected);
			tsop_buf_release(&out);
		}
	}
}

static void test_out_of_memory_appends_nothing(void **state)
{
	struct tsop_buf out;

	(void)state;
	tsop_buf_init(&out);
	fail_allocation(0);
	assert_int_equal(tsop_text_nfc(&out, tsop_view_of("Åse"), &err), -1);
	assert_true(allocation_has_failed());
	assert_int_equal(err.code, TSOP_SYSTEM);
	tsop_buf_clear(&out);
	fail_allocation(0);
	assert_int_equal(tsop_text_fold(&out, tsop_view_of("Åse"), &err), -1);
	assert_true(allocation_has_failed());
	assert_int_equal(out.len, 0);
	tsop_buf_release(&out);
}

static void check_trims(const char *text, const char *expected)
{
	struct tsop_view trimmed = tsop_text_trim(tsop_view_of(text));

	if (!tsop_view_is(trimmed, expected))
		fail_msg("'%s' was trimmed to '%.*s'", text, (int)trimmed.len, trimmed.p);
}

static void test_white_space_is_trimmed_at_both_ends(void **state)
{
	(void)state;
	check_trims("", "");
	check_trims("a", "a");
	check_trims(" \t\r\n a b \r\n", "a b");
	check_trims("\u00A0 a\u00A0b \u00A0", "a\u00A0b");
	check_trims(" \u00A0\t", "");
	check_trims("à", "à");      /* C3 A0: only its last byte is that of U+00A0 */
	check_trims("\xC2", "\xC2");
	check_trims("\v", "\v");
}

static void test_width_counts_columns(void **state)
{
	(void)state;
	assert_int_equal(tsop_text_width(tsop_view_of("")), 0);
	assert_int_equal(tsop_text_width(tsop_view_of("Aarhus")), 6);
	assert_int_equal(tsop_text_width(tsop_view_of("Ærø")), 3);
	assert_int_equal(tsop_text_width(tsop_view_of("A\u030A")), 1);
	assert_int_equal(tsop_text_width(tsop_view_of("日本")), 4);
	assert_int_equal(tsop_text_width(tsop_view_of("a\x1B" "b\n")), 2);
}

static void check_escapes(const char *text, const char *expected)
{
	struct tsop_buf out;

	tsop_buf_init(&out);
	assert_int_equal(tsop_text_escape(&out, tsop_view_of(text)), 0);
	assert_string_equal(out.p, expected);
	tsop_buf_release(&out);
}

static void test_what_a_terminal_would_obey_is_escaped(void **state)
{
	(void)state;
	check_escapes("Ærø, 日本", "Ærø, 日本");
	check_escapes("a\nb\tc\x1B[31m\x7F", "a\\x0Ab\\x09c\\x1B[31m\\x7F");
	check_escapes("\xC2\x9B" "31m", "\\u{9B}31m");
	check_escapes("a\u202Eb\u2066\u200F\u061C", "a\\u{202E}b\\u{2066}\\u{200F}\\u{61C}");
	check_escapes("a\xFFz\xC3", "a\\xFFz\\xC3");
	check_escapes("\xE2\x82", "\\xE2\\x82");
}

static void test_the_first_control_character_is_found(void **state)
{
	(void)state;
	assert_int_equal(tsop_text_control(tsop_view_of("")), 0);
	assert_int_equal(tsop_text_control(tsop_view_of("Ærø à")), 8);
	assert_int_equal(tsop_text_control(tsop_view_of("a\nb")), 1);
	assert_int_equal(tsop_text_control(tsop_view_of("ab\x7F")), 2);
	assert_int_equal(tsop_text_control(tsop_view_of("ø\xC2\x85")), 2);
	assert_int_equal(tsop_text_control(tsop_view_of("\u00A0")), 2);
	assert_int_equal(tsop_text_control((struct tsop_view){ "a\0", 2 }), 1);
}

static unsigned distance(const char *a, const char *b, unsigned limit)
{
	return tsop_text_distance(tsop_view_of(a), tsop_view_of(b), limit);
}

static void test_distance_counts_edits_of_characters(void **state)
{
	(void)state;
	assert_int_equal(distance("", "", 3), 0);
	assert_int_equal(distance("kolding", "kolding", 3), 0);
	assert_int_equal(distance("kolbing", "kolding", 3), 1);
	assert_int_equal(distance("koldig", "kolding", 3), 1);
	assert_int_equal(distance("koldinng", "kolding", 3), 1);
	assert_int_equal(distance("kodling", "kolding", 3), 1); /* a swap */
	assert_int_equal(distance("ærø", "aero", 9), 3);
	assert_int_equal(distance("søro", "sorø", 9), 2);
	assert_int_equal(distance("", "abc", 9), 3);
	assert_int_equal(distance("ca", "abc", 9), 3); /* no edit within a swap */
	assert_int_equal(distance("kitten", "sitting", 9), 3);
}

static void test_distance_ends_at_its_limit(void **state)
{
	char long_text[66];

	(void)state;
	assert_int_equal(distance("abc", "xyz", 2), 3);
	assert_int_equal(distance("abc", "xyz", 0), 1);
	memset(long_text, 'a', 65);
	long_text[65] = '\0';
	assert_int_equal(distance(long_text, long_text, 5), 6);
	assert_int_equal(distance("a", long_text, 5), 6);
	long_text[64] = '\0';
	assert_int_equal(distance(long_text, long_text, 5), 0);
	assert_int_equal(distance("", long_text, 100), 64);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_first_invalid_byte_is_found),
		cmocka_unit_test(test_validity_agrees_with_libunistring),
		cmocka_unit_test(test_compositions_are_one_in_nfc),
		cmocka_unit_test(test_case_is_folded_in_full),
		cmocka_unit_test(test_folding_agrees_with_libunistring),
		cmocka_unit_test(test_out_of_memory_appends_nothing),
		cmocka_unit_test(test_white_space_is_trimmed_at_both_ends),
		cmocka_unit_test(test_width_counts_columns),
		cmocka_unit_test(test_what_a_terminal_would_obey_is_escaped),
		cmocka_unit_test(test_the_first_control_character_is_found),
		cmocka_unit_test(test_distance_counts_edits_of_characters),
		cmocka_unit_test(test_distance_ends_at_its_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
