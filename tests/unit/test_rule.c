#include "check.h"

#include "time/rule.h"

static struct tsop_error err;

static struct tsop_rule rule_of(const char *text)
{
	struct tsop_rule rule;

	if (tsop_rule_read(tsop_view_of(text), &rule, &err) != 0)
		fail_msg("'%s': %s", text, err.text);
	return rule;
}

/* The rule's offset at an instant given in UTC, and where its span begins and ends. */
static void check_span(const char *text, const char *at, int offset, const char *from,
		       const char *to)
{
	struct tsop_rule rule = rule_of(text);
	struct tsop_span span;
	tsop_instant instant;
	char written[TSOP_INSTANT_TEXT];

	assert_int_equal(tsop_instant_read(tsop_view_of(at), &instant, &err), 0);
	span = tsop_rule_span(&rule, instant);
	if (span.offset != offset)
		fail_msg("%s at %s: offset %d", text, at, span.offset);
	assert_string_equal(tsop_instant_write(span.from, written), from);
	assert_string_equal(tsop_instant_write(span.to, written), to);
}

static void test_copenhagen_changes_on_the_last_sundays(void **state)
{
	const char *rule = "CET-1CEST,M3.5.0,M10.5.0/3";

	(void)state;
	check_span(rule, "2019-07-01T00:00:00Z", 7200, "2019-03-31T01:00:00Z",
		   "2019-10-27T01:00:00Z");
	check_span(rule, "2019-12-01T00:00:00Z", 3600, "2019-10-27T01:00:00Z",
		   "2020-03-29T01:00:00Z");
	check_span(rule, "2020-01-01T00:00:00Z", 3600, "2019-10-27T01:00:00Z",
		   "2020-03-29T01:00:00Z");
	check_span(rule, "2019-03-31T00:59:59Z", 3600, "2018-10-28T01:00:00Z",
		   "2019-03-31T01:00:00Z");
	check_span(rule, "2019-03-31T01:00:00Z", 7200, "2019-03-31T01:00:00Z",
		   "2019-10-27T01:00:00Z");
}

static void test_rules_of_other_places(void **state)
{
	(void)state;
	check_span("EST5EDT,M3.2.0,M11.1.0", "2024-07-01T00:00:00Z", -14400,
		   "2024-03-10T07:00:00Z", "2024-11-03T06:00:00Z");
	/* The south: daylight saving time lasts over the new year. */
	check_span("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2024-01-01T00:00:00Z", 39600,
		   "2023-09-30T15:30:00Z", "2024-04-06T15:00:00Z");
	/* Ireland's standard time is in summer. */
	check_span("IST-1GMT0,M10.5.0,M3.5.0/1", "2024-01-01T00:00:00Z", 0,
		   "2023-10-29T01:00:00Z", "2024-03-31T01:00:00Z");
	/* Greenland's changes were on a Saturday evening: a time below 0. */
	check_span("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-07-01T00:00:00Z", -3600,
		   "2024-03-31T01:00:00Z", "2024-10-27T01:00:00Z");
	/* Gaza: hours over 24. */
	check_span("EET-2EEST,M3.4.4/50,M10.4.4/50", "2024-07-01T00:00:00Z", 10800,
		   "2024-03-30T00:00:00Z", "2024-10-25T23:00:00Z");
}

static void test_days_of_the_year_are_counted_with_and_without_leap_days(void **state)
{
	(void)state;
	check_span("AAA0BBB,J60/0,J300/0", "2024-06-01T00:00:00Z", 3600, "2024-03-01T00:00:00Z",
		   "2024-10-26T23:00:00Z");
	check_span("AAA0BBB,59/0,299/0", "2024-06-01T00:00:00Z", 3600, "2024-02-29T00:00:00Z",
		   "2024-10-25T23:00:00Z");
	check_span("AAA0BBB,59/0,299/0", "2023-06-01T00:00:00Z", 3600, "2023-03-01T00:00:00Z",
		   "2023-10-26T23:00:00Z");
}

static void test_daylight_saving_time_may_last_all_year(void **state)
{
	struct tsop_rule rule = rule_of("XXX3EDT4,0/0,J365/23");

	(void)state;
	/* The example of RFC 9636, section 3.3.1. */
	for (tsop_instant t = 1704067200 - 40 * 86400; t < 1704067200 + 40 * 86400; t += 1800)
		assert_int_equal(tsop_rule_span(&rule, t).offset, -4 * 3600);
}

static void test_a_rule_without_daylight_saving_time_has_one_span(void **state)
{
	struct tsop_rule rule = rule_of("<+0545>-5:45");
	struct tsop_span span = tsop_rule_span(&rule, 0);

	(void)state;
	assert_int_equal(span.offset, 20700);
	assert_true(span.from == INT64_MIN && span.to == INT64_MAX);
	assert_int_equal(rule_of("UTC0").standard, 0);
	assert_int_equal(rule_of("AAA+1:02:03").standard, -3723);
	assert_int_equal(rule_of("AAA-24:59:59").standard, 89999);
}

static void test_what_is_no_rule_is_refused(void **state)
{
	static const char *const unreadable[] = {
		"",
		"CET",
		"CE-1",
		"-1",
		"<CE>",
		"<CET-1",
		"<>-1",
		"CET-1CEST",
		"CET-1CEST,M3.5.0",
		"CET-1CEST,M3.5.0,M10.5.0/3,",
		"CET-1CEST,M13.5.0,M10.5.0",
		"CET-1CEST,M0.5.0,M10.5.0",
		"CET-1CEST,M3.6.0,M10.5.0",
		"CET-1CEST,M3.0.0,M10.5.0",
		"CET-1CEST,M3.5.7,M10.5.0",
		"CET-1CEST,M3.5,M10.5.0",
		"CET-1CEST,J0,J365",
		"CET-1CEST,J366,J365",
		"CET-1CEST,366,J365",
		"CET-1CEST,M3.5.0/168,M10.5.0",
		"CET-1CEST,M3.5.0/,M10.5.0",
		"CET-1CEST,M3.5.0/2:60,M10.5.0",
		"CET-1CEST,M3.5.0/2:0,M10.5.0",
		"CET-25",
		"CET-1:60",
		"CET-1:00:60",
		"CET-1 ",
		"CET--1",
		"C2T-1",
		"CET-1CEST-25,M3.5.0,M10.5.0",
	};
	struct tsop_rule rule;

	(void)state;
	for (size_t i = 0; i < sizeof unreadable / sizeof unreadable[0]; i++)
		if (tsop_rule_read(tsop_view_of(unreadable[i]), &rule, &err) == 0)
			fail_msg("'%s' was read", unreadable[i]);
	assert_string_equal(err.text, "expected a rule such as CET-1CEST,M3.5.0,M10.5.0/3");
}

static void test_spans_follow_each_other_without_holes(void **state)
{
	static const char *const rules[] = { "CET-1CEST,M3.5.0,M10.5.0/3",
					     "EET-2EEST,M3.4.4/50,M10.4.4/50",
					     "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
					     "XXX3EDT4,0/0,J365/23",
					     "AAA0BBB,M1.1.0/-167,M12.5.6/167" };

	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		struct tsop_rule rule = rule_of(rules[i]);
		struct tsop_span span = tsop_rule_span(&rule, 0);

		while (span.to < INT64_C(4102444800)) {
			struct tsop_span next = tsop_rule_span(&rule, span.to);

			assert_true(next.from == span.to && next.to > next.from);
			assert_int_equal(tsop_rule_span(&rule, next.to - 1).offset, next.offset);
			span = next;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_copenhagen_changes_on_the_last_sundays),
		cmocka_unit_test(test_rules_of_other_places),
		cmocka_unit_test(test_days_of_the_year_are_counted_with_and_without_leap_days),
		cmocka_unit_test(test_daylight_saving_time_may_last_all_year),
		cmocka_unit_test(test_a_rule_without_daylight_saving_time_has_one_span),
		cmocka_unit_test(test_what_is_no_rule_is_refused),
		cmocka_unit_test(test_spans_follow_each_other_without_holes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
