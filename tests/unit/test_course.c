#include "enroll_support.h"

#include "allocation.h"

/* Read one course from JSON or, with a header, from CSV; *told keeps what is refused. */
struct reading {
	struct tsop_arena arena;
	struct tsop_zones zones;
	struct told told;
	struct tsop_course course;
	int status;
};

static void read_course(struct reading *reading, const char *text)
{
	struct tsop_course_reader reader;
	const struct tsop_record *record;
	struct tsop_input *input;
	struct tsop_error err;

	tsop_arena_init(&reading->arena);
	tsop_zones_init(&reading->zones);
	told_init(&reading->told);
	tsop_course_reader_init(&reader, &reading->arena, &reading->told.sink, TSOP_INPUT,
				&reading->zones, zone_of(&reading->zones, "Europe/Copenhagen"));
	assert_int_equal(tsop_input_open_bytes(&input, "t", tsop_view_of(text), NULL, &err), 0);
	assert_int_equal(tsop_input_next(input, &record, &err), 1);
	reading->status = tsop_course_read(&reader, record, &reading->course);
	tsop_input_close(input);
	tsop_course_reader_release(&reader);
}

static void release(struct reading *reading)
{
	told_release(&reading->told);
	tsop_zones_release(&reading->zones);
	tsop_arena_release(&reading->arena);
}

static const char header[] = "id,round,title,place,capacity,sessions,opens,closes,audience,note\n";

/* A CSV row with these sessions and this window. */
static void read_row(struct reading *reading, const char *sessions, const char *opens,
		     const char *closes)
{
	char text[2048];

	snprintf(text, sizeof text, "%sc,r,T,P,1,\"%s\",%s,%s,,\n", header, sessions, opens, closes);
	read_course(reading, text);
}

static void check_sessions(const char *sessions, const char *expected)
{
	struct reading reading;
	struct tsop_view members;
	const char *start;

	read_row(&reading, sessions, "2018-05-01 09:00", "2018-06-21 12:00");
	if (reading.status != 0)
		fail_msg("%s: %s", sessions, reading.told.text.p);
	members = reading.course.members.text;
	start = strstr(members.p, "\"sessions\":");
	assert_non_null(start);
	if (strncmp(start + 11, expected, strlen(expected)) != 0)
		fail_msg("%s: %s", sessions, start);
	release(&reading);
}

static void check_refused(const char *sessions, const char *opens, const char *closes,
			  const char *expected)
{
	struct reading reading;

	read_row(&reading, sessions, opens, closes);
	assert_int_equal(reading.status, -1);
	assert_string_equal(reading.told.text.p, expected);
	release(&reading);
}

static void test_sessions_are_read_as_people_write_them(void **state)
{
	(void)state;
	check_sessions("2019-09-09 09:00-16:00",
		       "[{\"start\":\"2019-09-09T09:00:00+02:00\",\"end\":\"2019-09-09T16:00:00+02:00\"}]");
	check_sessions(" 09-09-2019 09.00 - 16.00 ",
		       "[{\"start\":\"2019-09-09T09:00:00+02:00\",\"end\":\"2019-09-09T16:00:00+02:00\"}]");
	check_sessions("9. september 2019 09:00-16:00|9/10 2019 09:00-16:00",
		       "[{\"start\":\"2019-09-09T09:00:00+02:00\",\"end\":\"2019-09-09T16:00:00+02:00\"},"
		       "{\"start\":\"2019-10-09T09:00:00+02:00\",\"end\":\"2019-10-09T16:00:00+02:00\"}]");
	check_sessions("2019-09-09T07:00:00Z/2019-09-09T16:00:00+02:00",
		       "[{\"start\":\"2019-09-09T09:00:00+02:00\",\"end\":\"2019-09-09T16:00:00+02:00\"}]");
}

static void test_a_day_keeps_its_own_offset(void **state)
{
	(void)state;
	check_sessions("2019-10-26 09:00-16:00|2019-10-28 09:00-16:00",
		       "[{\"start\":\"2019-10-26T09:00:00+02:00\",\"end\":\"2019-10-26T16:00:00+02:00\"},"
		       "{\"start\":\"2019-10-28T09:00:00+01:00\",\"end\":\"2019-10-28T16:00:00+01:00\"}]");
	/* Over the hour that is passed twice: two hours by the clock, three in time. */
	check_sessions("2019-10-27 01:00-03:00",
		       "[{\"start\":\"2019-10-27T01:00:00+02:00\",\"end\":\"2019-10-27T03:00:00+01:00\"}]");
}

static void test_one_session_may_begin_as_another_ends(void **state)
{
	(void)state;
	check_sessions("2019-09-09 09:00-12:00|2019-09-09 12:00-16:00", "[{");
}

static void test_sessions_that_can_not_be_are_refused(void **state)
{
	const char *opens = "2018-05-01 09:00";
	const char *closes = "2018-06-21 12:00";

	(void)state;
	check_refused("2019-09-09 09:00-09:00", opens, closes,
		      "2: sessions: session 1 ends before it starts\n");
	check_refused("2019-09-10 09:00-10:00|2019-09-09 09:00-10:00", opens, closes,
		      "2: sessions: session 2 starts before session 1 ends\n");
	check_refused("2019-09-09 09:00-12:00|2019-09-09 11:59-16:00", opens, closes,
		      "2: sessions: session 2 starts before session 1 ends\n");
	check_refused("2019-09-09", opens, closes,
		      "2: sessions: session 1: expected DATE HH:MM-HH:MM or INSTANT/INSTANT\n");
	check_refused("09:00-16:00", opens, closes,
		      "2: sessions: session 1: expected DATE HH:MM-HH:MM or INSTANT/INSTANT\n");
	check_refused("|", opens, closes, "2: sessions: expected at least one session\n");
}

static void test_the_window_is_before_the_course(void **state)
{
	const char *sessions = "2019-09-09 09:00-16:00";
	struct reading reading;

	(void)state;
	read_row(&reading, sessions, "2019-09-09 08:59", "2019-09-09 09:00");
	assert_int_equal(reading.status, 0);
	assert_int_equal(reading.course.closes - reading.course.opens, 60);
	release(&reading);
	check_refused(sessions, "2019-09-09 08:59", "2019-09-09 09:00:01",
		      "2: closes: the course closes after it starts\n");
	check_refused(sessions, "2019-09-09 09:00", "2019-09-09 09:00",
		      "2: closes: the course closes before it opens\n");
}

static void test_what_is_not_known_is_kept(void **state)
{
	char text[1024];
	struct reading reading;

	(void)state;
	snprintf(text, sizeof text, "%sc,r,T,P,0,2019-09-09 09:00-10:00,2019-05-01 09:00,"
				    "2019-06-01 09:00,,\"a\nb\"\n", header);
	read_course(&reading, text);
	assert_int_equal(reading.status, 0);
	assert_int_equal(reading.course.capacity, 0);
	assert_non_null(strstr(reading.course.members.text.p, ",\"note\":\"a\\nb\"}"));
	assert_null(strstr(reading.course.members.text.p, "audience"));
	release(&reading);
}

static void test_a_reader_without_memory_says_so(void **state)
{
	(void)state;
	for (unsigned n = 0;; n++) {
		struct tsop_catalog catalog;
		struct tsop_course_reader reader;
		struct tsop_course course;
		struct tsop_record record;
		struct told told;
		int status;
		bool failed;

		told_init(&told);
		tsop_catalog_init(&catalog);
		scan(&record, "{\"id\":\"c\",\"round\":\"r\",\"title\":\"T\",\"place\":\"P\",\"capacity\":1,"
			      "\"sessions\":[{\"start\":\"2019-09-09 09:00\",\"end\":\"2019-09-09 10:00\"}],"
			      "\"opens\":\"2019-05-01 09:00\",\"closes\":\"2019-06-01 09:00\"}");
		tsop_course_reader_init(&reader, &catalog.arena, &told.sink, TSOP_INPUT,
					&catalog.zones, zone_of(&catalog.zones, "Europe/Copenhagen"));
		fail_allocation(n);
		status = tsop_course_read(&reader, &record, &course);
		failed = allocation_has_failed();
		assert_int_equal(status, failed ? -1 : 0);
		tsop_course_reader_release(&reader);
		tsop_record_release(&record);
		tsop_catalog_release(&catalog);
		told_release(&told);
		if (!failed)
			return;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sessions_are_read_as_people_write_them),
		cmocka_unit_test(test_a_day_keeps_its_own_offset),
		cmocka_unit_test(test_one_session_may_begin_as_another_ends),
		cmocka_unit_test(test_sessions_that_can_not_be_are_refused),
		cmocka_unit_test(test_the_window_is_before_the_course),
		cmocka_unit_test(test_what_is_not_known_is_kept),
		cmocka_unit_test(test_a_reader_without_memory_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
