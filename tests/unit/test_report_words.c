/* The words of reports, and the sentences and numbers that are made of them. */
#include "check.h"
#include "report/scribe.h"

static const char *const languages[] = { "Danish", "English" };

/* The places "{1}" .. "{9}" of a phrase as bits. */
static unsigned places_of(const char *phrase)
{
	unsigned places = 0;

	for (const char *p = phrase; (p = strchr(p, '{')) != NULL; p++) {
		assert_true(p[1] >= '1' && p[1] <= '9' && p[2] == '}');
		places |= 1u << (p[1] - '1');
	}
	return places;
}

static void test_no_word_is_missing_in_either_language(void **state)
{
	(void)state;
	for (int word = 0; word < TSOP_N_WORDS; word++)
		for (int lang = 0; lang < TSOP_N_LANGS; lang++) {
			const char *text = tsop_word((enum tsop_lang)lang, (enum tsop_word)word);

			if (text == NULL || text[0] == '\0')
				fail_msg("word %d has no %s", word, languages[lang]);
		}
}

static void test_both_languages_have_the_same_places(void **state)
{
	(void)state;
	for (int word = 0; word < TSOP_N_WORDS; word++)
		if (places_of(tsop_word(TSOP_LANG_DA, (enum tsop_word)word)) !=
		    places_of(tsop_word(TSOP_LANG_EN, (enum tsop_word)word)))
			fail_msg("word %d: %s / %s", word,
				 tsop_word(TSOP_LANG_DA, (enum tsop_word)word),
				 tsop_word(TSOP_LANG_EN, (enum tsop_word)word));
}

static void test_every_noun_has_none_one_and_many(void **state)
{
	(void)state;
	for (int noun = 0; noun < TSOP_N_NOUNS; noun++)
		for (int lang = 0; lang < TSOP_N_LANGS; lang++)
			for (int plural = 0; plural < TSOP_N_PLURALS; plural++) {
				const char *text = tsop_noun((enum tsop_lang)lang,
							     (enum tsop_noun)noun,
							     (enum tsop_plural)plural);

				assert_non_null(text);
				assert_int_equal(places_of(text), plural == TSOP_MANY ? 1 : 0);
			}
}

struct fixture {
	struct tsop_arena arena;
	struct tsop_zone *zone;
	struct tsop_scribe danish, english;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	assert_non_null(f);
	tsop_arena_init(&f->arena);
	assert_int_equal(tsop_zone_load(&f->zone, "Europe/Copenhagen", NULL), 0);
	f->danish = (struct tsop_scribe){ &f->arena, f->zone, TSOP_LANG_DA, false };
	f->english = (struct tsop_scribe){ &f->arena, f->zone, TSOP_LANG_EN, false };
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	assert_false(f->danish.failed || f->english.failed);
	tsop_zone_free(f->zone);
	tsop_arena_release(&f->arena);
	free(f);
	return 0;
}

static void test_numbers_are_grouped_by_threes(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(tsop_scribe_number(&f->danish, 0), "0");
	assert_string_equal(tsop_scribe_number(&f->danish, 999), "999");
	assert_string_equal(tsop_scribe_number(&f->danish, 1000), "1.000");
	assert_string_equal(tsop_scribe_number(&f->danish, 5822679), "5.822.679");
	assert_string_equal(tsop_scribe_number(&f->english, 5822679), "5,822,679");
	assert_string_equal(tsop_scribe_number(&f->english, -123456), "−123,456");
	assert_string_equal(tsop_scribe_number(&f->danish, INT64_MIN),
			    "−9.223.372.036.854.775.808");
}

static void test_decimals_keep_their_places(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(tsop_scribe_decimal(&f->danish, "1234.50"), "1.234,50");
	assert_string_equal(tsop_scribe_decimal(&f->english, "1234.50"), "1,234.50");
	assert_string_equal(tsop_scribe_decimal(&f->danish, "0.000000001"), "0,000000001");
}

static void test_things_are_counted_as_the_language_does(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(tsop_scribe_count(&f->danish, TSOP_NOUN_SEATS, 1), "1 plads");
	assert_string_equal(tsop_scribe_count(&f->danish, TSOP_NOUN_SEATS, 2), "2 pladser");
	assert_string_equal(tsop_scribe_count(&f->danish, TSOP_NOUN_SEATS, 0), "0 pladser");
	assert_string_equal(tsop_scribe_count(&f->danish, TSOP_NOUN_SEATS, 1200), "1.200 pladser");
	assert_string_equal(tsop_scribe_count(&f->danish, TSOP_NOUN_ON_WAITING_LIST, 0),
			    "ingen står på venteliste");
	assert_string_equal(tsop_scribe_count(&f->english, TSOP_NOUN_ON_WAITING_LIST, 1),
			    "1 person is on the waiting list");
	assert_string_equal(tsop_scribe_many(&f->danish, TSOP_NOUN_SEATS, "3–4"), "3–4 pladser");
}

static void test_phrases_are_filled_in_their_own_order(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(tsop_scribe_fill(&f->english, TSOP_WORD_LEDE_SEATS,
					     TSOP_VALUES("2 seats", "1", "{1}")),
			    "Of 2 seats, 1 went to {1}.");
}

static void test_dates_are_written_in_words(void **state)
{
	struct fixture *f = *state;
	const struct tsop_date date = { 2019, 12, 1 };

	assert_string_equal(tsop_scribe_date(&f->danish, date), "1. december 2019");
	assert_string_equal(tsop_scribe_date(&f->english, date), "1 December 2019");
}

static const char *at(struct tsop_scribe *scribe, const char *text)
{
	tsop_instant instant;

	assert_int_equal(tsop_instant_read(tsop_view_of(text), &instant, NULL), 0);
	return tsop_scribe_instant(scribe, instant);
}

static void test_instants_say_local_time_and_utc(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(at(&f->danish, "2019-06-24T08:00:00Z"),
			    "24. juni 2019 kl. 10.00 (08.00 UTC)");
	assert_string_equal(at(&f->english, "2019-01-31T08:05:09Z"),
			    "31 January 2019, 09:05:09 (08:05:09 UTC)");
}

static void test_an_instant_on_another_day_in_utc_names_that_day(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(at(&f->danish, "2018-12-31T23:30:00Z"),
			    "1. januar 2019 kl. 00.30 (31. december 2018 kl. 23.30 UTC)");
	assert_string_equal(at(&f->danish, "1969-12-31T23:59:59Z"),
			    "1. januar 1970 kl. 00.59.59 (31. december 1969 kl. 23.59.59 UTC)");
}

static void test_text_of_records_is_shown_as_it_is(void **state)
{
	struct fixture *f = *state;
	const char *const ids[] = { "e1", "e\xE2\x80\xAE" "2" };

	assert_string_equal(tsop_scribe_text(&f->danish, "æ\x1B[31m"), "æ\\x1B[31m");
	assert_string_equal(tsop_scribe_list(&f->danish, ids, 2), "e1, e\\u{202E}2");
	assert_string_equal(tsop_scribe_list(&f->danish, ids, 0), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_word_is_missing_in_either_language),
		cmocka_unit_test(test_both_languages_have_the_same_places),
		cmocka_unit_test(test_every_noun_has_none_one_and_many),
		cmocka_unit_test_setup_teardown(test_numbers_are_grouped_by_threes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_decimals_keep_their_places, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_things_are_counted_as_the_language_does, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(test_phrases_are_filled_in_their_own_order, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(test_dates_are_written_in_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_instants_say_local_time_and_utc, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_an_instant_on_another_day_in_utc_names_that_day,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_text_of_records_is_shown_as_it_is, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
