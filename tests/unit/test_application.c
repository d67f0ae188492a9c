#include "enroll_support.h"

#include "allocation.h"
#include "enroll/correction.h"
#include "random.h"

/* A catalog of two courses of round r, and what reads applications by it. */
struct desk {
	struct tsop_catalog catalog;
	struct tsop_eligible eligible;
	struct tsop_application_rules rules;
	struct tsop_arena arena;
	struct told told;
	struct tsop_application_reader reader;
};

static void open_desk(struct desk *desk)
{
	tsop_catalog_init(&desk->catalog);
	put_plain_course(&desk->catalog, "r-kolding", "r", "Kolding");
	put_plain_course(&desk->catalog, "r-aarhus", "r", "Aarhus");
	tsop_eligible_init(&desk->eligible);
	tsop_arena_init(&desk->arena);
	told_init(&desk->told);
	desk->rules = (struct tsop_application_rules){
		.courses = &desk->catalog,
		.eligible = &desk->eligible,
		.zone = zone_of(&desk->catalog.zones, "Europe/Copenhagen"),
		.now = 1557000000, /* 2019-05-04T20:00:00Z */
	};
	tsop_application_reader_init(&desk->reader, &desk->arena, &desk->told.sink, &desk->rules,
				     TSOP_INPUT);
}

static void close_desk(struct desk *desk)
{
	tsop_application_reader_release(&desk->reader);
	told_release(&desk->told);
	tsop_arena_release(&desk->arena);
	tsop_catalog_release(&desk->catalog);
}

static int read_json(struct desk *desk, const char *json, struct tsop_application *application)
{
	struct tsop_record record;
	int status;

	scan(&record, json);
	status = tsop_application_read(&desk->reader, &record, application);
	tsop_record_release(&record);
	return status;
}

static void check_reads(const char *json, const char *expected)
{
	struct tsop_application application;
	struct desk desk;

	open_desk(&desk);
	if (read_json(&desk, json, &application) != 0)
		fail_msg("%s", desk.told.text.p);
	assert_string_equal(application.members.text.p, expected);
	close_desk(&desk);
}

static void check_refuses(const char *json, const char *expected)
{
	struct tsop_application application;
	struct desk desk;

	open_desk(&desk);
	assert_int_equal(read_json(&desk, json, &application), -1);
	assert_string_equal(desk.told.text.p, expected);
	close_desk(&desk);
}

static void test_members_are_written_in_one_order(void **state)
{
	(void)state;
	check_reads("{\"z\":1,\"role\":\"k\",\"email\":\"a@b.example\",\"name\":\"Ea\",\"received\":"
		    "\"2019-05-03T08:00:00Z\",\"priority\":3,\"party\":\"p\",\"only_wishes\":true,"
		    "\"wishes\":[\"Kolding\",\"r-aarhus\"],\"municipality\":\"101\",\"round\":\"r\",\"ref\":\"7\"}",
		    "{\"ref\":\"7\",\"round\":\"r\",\"municipality\":\"0101\",\"wishes\":[\"r-kolding\","
		    "\"r-aarhus\"],\"only_wishes\":true,\"party\":\"p\",\"priority\":3,\"received\":"
		    "\"2019-05-03T10:00:00+02:00\",\"name\":\"Ea\",\"email\":\"a@b.example\",\"role\":\"k\",\"z\":1}");
}

static void test_structural_members_stand_before_personal_ones(void **state)
{
	struct tsop_application application;
	struct desk desk;
	bool personal = false;

	(void)state;
	open_desk(&desk);
	assert_int_equal(read_json(&desk,
				   "{\"x\":1,\"name\":\"Ea\",\"email\":\"a@b.example\",\"ref\":\"1\","
				   "\"municipality\":\"0101\",\"role\":\"k\"}",
				   &application),
			 0);
	assert_int_equal(application.members.n, 8);
	for (size_t i = 0; i < application.members.n; i++) {
		assert_true(application.members.all[i].personal || !personal);
		personal = application.members.all[i].personal;
	}
	assert_true(personal);
	close_desk(&desk);
}

static void test_what_an_application_can_not_say_is_refused(void **state)
{
	(void)state;
	check_refuses("{\"name\":\"Ea\",\"email\":\"a@b.example\"}",
		      "1: municipality: expected a value, found none\n");
	check_refuses("{\"municipality\":\"0101\",\"name\":\"Ea\\nEk\",\"email\":\"a@b.example\\r\"}",
		      "1: name: expected no control characters\n");
	check_refuses("{\"municipality\":\"0101\",\"name\":\"Ea\",\"email\":\"a@b.example\",\"ref\":\"a\\nb\"}",
		      "1: ref: expected one line of text without control characters\n");
	check_refuses("{\"municipality\":\"0101\",\"name\":\"Ea 010190-1234\",\"email\":\"a@b.example\"}",
		      "1: name: holds what looks like a CPR number; take it out of the file\n");
	check_refuses("{\"municipality\":\"0101\",\"name\":\"Ea\",\"email\":\"a@b.example\",\"key\":\"x\"}",
		      "1: key: the register gives this name a meaning of its own; rename the field\n");
	check_refuses("{\"municipality\":\"0101\",\"name\":\"Ea\",\"email\":\"a@b.example\","
		      "\"wishes\":[\"Kolding\",\"r-kolding\"]}",
		      "1: wishes: r-kolding is wished for twice\n");
}

static void check_same(struct desk *desk, const char *a, const char *b, bool same)
{
	struct tsop_application first, second;

	assert_int_equal(read_json(desk, a, &first), 0);
	assert_int_equal(read_json(desk, b, &second), 0);
	assert_int_equal(tsop_view_equal(first.identity, second.identity), same);
}

static void test_identity_does_not_depend_on_spelling(void **state)
{
	const char *plain = "{\"municipality\":\"0101\",\"name\":\"Åse Ø\",\"email\":\"a@b.example\"}";
	struct desk desk;

	(void)state;
	open_desk(&desk);
	check_same(&desk, plain,
		   "{\"municipality\":\"københavns kommune\",\"name\":\"  A\u030ASE  ø \",\"email\":\"a@B.Example\","
		   "\"wishes\":[\"Kolding\"],\"role\":\"k\"}", true);
	check_same(&desk, plain,
		   "{\"municipality\":\"0101\",\"name\":\"Åse Ø\",\"email\":\"A@b.example\"}", false);
	check_same(&desk, plain,
		   "{\"municipality\":\"0147\",\"name\":\"Åse Ø\",\"email\":\"a@b.example\"}", false);
	check_same(&desk, plain,
		   "{\"municipality\":\"0101\",\"name\":\"Åse Ø\",\"email\":\"a@b.example\",\"ref\":\"1\"}",
		   false);
	check_same(&desk,
		   "{\"municipality\":\"0101\",\"name\":\"Åse Ø\",\"email\":\"a@b.example\",\"ref\":\"1\"}",
		   "{\"municipality\":\"0147\",\"name\":\"Bo\",\"email\":\"bo@b.example\",\"ref\":\" 1\"}", true);
	close_desk(&desk);
}

static void test_wishes_are_ids_or_places_that_one_course_has(void **state)
{
	const struct tsop_course *course;
	struct tsop_catalog catalog;
	struct tsop_error err;

	(void)state;
	tsop_catalog_init(&catalog);
	put_plain_course(&catalog, "a", "r", "Kolding");
	put_plain_course(&catalog, "kolding", "r", "Vejle");
	put_plain_course(&catalog, "b", "s", "Vejle");
	put_plain_course(&catalog, "c", "r", "København");
	put_plain_course(&catalog, "d", "r", "KØBENHAVN ");
	for (int again = 0; again < 2; again++) {
		assert_int_equal(tsop_catalog_wish(&catalog, "r", tsop_view_of("Vejle"), &course, &err), 0);
		assert_string_equal(course->id, "kolding");
		assert_int_equal(tsop_catalog_wish(&catalog, "s", tsop_view_of("Vejle"), &course, &err), 0);
		assert_string_equal(course->id, "b");
		/* An id goes before a place. */
		assert_int_equal(tsop_catalog_wish(&catalog, "r", tsop_view_of("kolding"), &course, &err), 0);
		assert_string_equal(course->place, "Vejle");
		assert_int_equal(tsop_catalog_wish(&catalog, "r", tsop_view_of(" KOLDING"), &course, &err), 0);
		assert_string_equal(course->id, "a");
		assert_int_equal(tsop_catalog_wish(&catalog, "r", tsop_view_of("københavn"), &course, &err), -1);
		assert_string_equal(err.text, "several courses have this place; expected an id of round r: "
					      "a, kolding, c, d");
		assert_int_equal(tsop_catalog_wish(&catalog, "r", tsop_view_of("b"), &course, &err), -1);
	}
	tsop_catalog_release(&catalog);
}

static void test_a_reader_without_memory_says_so(void **state)
{
	bool failed = true;

	(void)state;
	for (unsigned n = 0; failed; n++) {
		struct tsop_application application;
		struct tsop_record record;
		struct desk desk;
		int status;

		open_desk(&desk);
		scan(&record, "{\"municipality\":\"0101\",\"name\":\"Ea\",\"email\":\"a@b.example\","
			      "\"wishes\":[\"Kolding\"],\"x\":\"\\u00e6\"}");
		fail_allocation(n);
		status = tsop_application_read(&desk.reader, &record, &application);
		failed = allocation_has_failed();
		assert_int_equal(status, failed ? -1 : 0);
		if (failed)
			assert_int_equal(desk.told.sink.worst, TSOP_SYSTEM);
		tsop_record_release(&record);
		close_desk(&desk);
	}
}

/* What a random application says: a value for each of some members, 0: it does not say it. */
static const char *const names[] = { "ref", "party", "priority", "name", "role", "x", "y" };
enum { NAMES = sizeof names / sizeof names[0] };

static void write_object(struct tsop_members_writer *writer, const uint32_t *values,
			 struct tsop_arena *arena, struct tsop_members *members)
{
	char member[32];

	tsop_members_begin(writer);
	for (size_t i = 0; i < NAMES; i++) {
		if (values[i] == 0)
			continue;
		snprintf(member, sizeof member, "\"%s\":%u", names[i], values[i]);
		tsop_members_add(writer, tsop_view_of(member), false);
	}
	assert_int_equal(tsop_members_end(writer, arena, members, NULL), 0);
}

/* Whatever two applications say: the correction made of their differences turns one into the other. */
static void test_a_correction_does_what_it_says(void **state)
{
	uint64_t seed = 20190621;
	struct tsop_members_writer writer;

	(void)state;
	tsop_members_init(&writer);
	for (int run = 0; run < 2000; run++) {
		uint32_t before[NAMES], after[NAMES];
		struct tsop_members older, newer, event, corrected;
		struct tsop_difference *differences;
		struct tsop_record record;
		struct tsop_arena arena;
		size_t n, expected = 0;

		for (size_t i = 0; i < NAMES; i++) {
			before[i] = random_below(&seed, 3);
			after[i] = random_below(&seed, 3);
			expected += before[i] != after[i];
		}
		tsop_arena_init(&arena);
		write_object(&writer, before, &arena, &older);
		write_object(&writer, after, &arena, &newer);
		assert_int_equal(tsop_members_compare(older.text, newer.text, NULL, &arena,
						      &differences, &n, NULL), 0);
		assert_int_equal(n, expected);
		assert_int_equal(tsop_correction_make("e1", differences, n, &arena, &event, NULL), 0);
		scan(&record, event.text.p);
		assert_int_equal(tsop_correction_apply(older.text, &record, &arena, &corrected, NULL), 0);
		assert_int_equal(tsop_members_compare(corrected.text, newer.text, NULL, &arena,
						      &differences, &n, NULL), 0);
		assert_int_equal(n, 0);
		tsop_record_release(&record);
		tsop_arena_release(&arena);
	}
	tsop_members_release(&writer);
}

static void test_what_is_skipped_is_no_difference(void **state)
{
	struct tsop_difference *differences;
	struct tsop_arena arena;
	size_t n;

	(void)state;
	tsop_arena_init(&arena);
	assert_int_equal(tsop_members_compare(tsop_view_of("{\"a\":1,\"b\":2}"),
					      tsop_view_of("{\"b\":3,\"c\":\"x\"}"), "b", &arena,
					      &differences, &n, NULL), 0);
	assert_int_equal(n, 2);
	assert_true(tsop_view_is(differences[0].name, "c"));
	assert_true(tsop_view_is(differences[0].member, "\"c\":\"x\""));
	assert_true(tsop_view_is(differences[1].name, "a"));
	assert_int_equal(differences[1].member.len, 0);
	tsop_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_members_are_written_in_one_order),
		cmocka_unit_test(test_structural_members_stand_before_personal_ones),
		cmocka_unit_test(test_what_an_application_can_not_say_is_refused),
		cmocka_unit_test(test_identity_does_not_depend_on_spelling),
		cmocka_unit_test(test_wishes_are_ids_or_places_that_one_course_has),
		cmocka_unit_test(test_a_reader_without_memory_says_so),
		cmocka_unit_test(test_a_correction_does_what_it_says),
		cmocka_unit_test(test_what_is_skipped_is_no_difference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
