#include "check.h"

#include "enroll/identity.h"
#include "enroll/register.h"
#include "store_support.h"

#define COURSE(id, capacity) \
	"\"id\":\"" id "\",\"round\":\"r\",\"title\":\"T\",\"place\":\"P\",\"capacity\":" capacity "," \
	"\"sessions\":[{\"start\":\"2019-09-09T09:00:00+02:00\",\"end\":\"2019-09-09T16:00:00+02:00\"}]," \
	"\"opens\":\"2019-05-01T09:00:00+02:00\",\"closes\":\"2019-06-21T12:00:00+02:00\""
#define PERSON(code) "\"round\":\"r\",\"municipality\":\"" code "\",\"wishes\":[]"
#define KEY_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define KEY_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define KEY_C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"

/* Enter an event at that time: its structural members, and a personal one or NULL. */
static void enter(void *scratch, tsop_instant t, const char *type, const char *key,
		  const char *members, const char *personal)
{
	struct tsop_store *store = open_at(scratch, t, true);
	struct tsop_member all[2] = { { tsop_view_of(members), false } };
	struct tsop_entry entry = { type, all, 1, key };
	struct tsop_error err = { 0 };
	uint64_t first;
	bool unknown;

	if (personal != NULL) {
		all[1] = (struct tsop_member){ tsop_view_of(personal), true };
		entry.n = 2;
	}
	if (tsop_store_append(store, &entry, 1, &first, &unknown, &err) != 0)
		fail_msg("%s: %s", members, err.text);
	tsop_store_close(store);
}

/* Two courses of one seat, three people: entries 1 to 5. */
static void enter_people(void *scratch)
{
	enter(scratch, IN_2019, "course", NULL, COURSE("a", "1"), NULL);
	enter(scratch, IN_2019, "course", NULL, COURSE("b", "1"), NULL);
	enter(scratch, IN_2019 + 1, "application", KEY_A, PERSON("0101"), "\"name\":\"Ea\"");
	enter(scratch, IN_2019 + 1, "application", KEY_B, PERSON("0621"), "\"email\":\"bo@b.example\"");
	enter(scratch, IN_2019 + 1, "application", KEY_C, PERSON("0101"), NULL);
}

static int load(struct tsop_register *reg, void *scratch, tsop_instant as_of,
		struct tsop_error *err)
{
	struct tsop_store *store = open_at(scratch, IN_2019 + 100, false);
	int status;

	tsop_register_init(reg);
	status = tsop_register_load(reg, store, as_of, err);
	tsop_store_close(store);
	return status;
}

static void check_written(const struct tsop_register *reg, size_t index, const char *expected)
{
	struct tsop_buf out;

	tsop_buf_init(&out);
	tsop_register_write(&out, &reg->enrollments[index]);
	assert_string_equal(out.p, expected);
	tsop_buf_release(&out);
}

static void test_an_application_is_an_enrollment_byte_for_byte(void **state)
{
	struct tsop_register reg;
	struct tsop_error err;

	enter_people(*state);
	assert_int_equal(load(&reg, *state, INT64_MAX, &err), 0);
	assert_int_equal(reg.n, 3);
	assert_int_equal(reg.courses.n, 2);
	check_written(&reg, 0,
		      "{\"type\":\"enrollment\",\"v\":1,\"id\":\"e3\",\"state\":\"applied\","
		      "\"since\":\"2019-08-14T09:31:08Z\"," PERSON("0101") ",\"name\":\"Ea\"}\n");
	check_written(&reg, 2,
		      "{\"type\":\"enrollment\",\"v\":1,\"id\":\"e5\",\"state\":\"applied\","
		      "\"since\":\"2019-08-14T09:31:08Z\"," PERSON("0101") "}\n");
	tsop_register_release(&reg);
}

static void test_assignments_move_people_and_since_follows_the_state(void **state)
{
	struct tsop_register reg;
	struct tsop_error err;

	enter_people(*state);
	enter(*state, IN_2019 + 10, "allocation", NULL, "\"id\":\"x1\"", NULL);
	enter(*state, IN_2019 + 10, "assignment", NULL,
	      "\"enrollment\":\"e3\",\"course\":\"a\",\"state\":\"enrolled\"", NULL);
	enter(*state, IN_2019 + 10, "assignment", NULL,
	      "\"enrollment\":\"e4\",\"course\":null,\"state\":\"waiting\",\"position\":2", NULL);
	enter(*state, IN_2019 + 20, "assignment", NULL,
	      "\"enrollment\":\"e4\",\"course\":null,\"state\":\"waiting\",\"position\":1", NULL);
	assert_int_equal(load(&reg, *state, INT64_MAX, &err), 0);
	assert_ptr_equal(reg.enrollments[0].course, tsop_catalog_find(&reg.courses, tsop_view_of("a")));
	assert_int_equal(tsop_register_enrolled(&reg, reg.enrollments[0].course), 1);
	assert_int_equal(reg.enrollments[1].state, TSOP_STATE_WAITING);
	assert_int_equal(reg.enrollments[1].position, 1);
	assert_int_equal(reg.enrollments[1].since, IN_2019 + 10);
	assert_int_equal(reg.enrollments[2].state, TSOP_STATE_APPLIED);
	assert_non_null(tsop_map_get(&reg.allocations, tsop_view_of("x1")));
	tsop_register_release(&reg);

	/* As it was, to the second. */
	assert_int_equal(load(&reg, *state, IN_2019 + 9, &err), 0);
	assert_int_equal(reg.enrollments[0].state, TSOP_STATE_APPLIED);
	tsop_register_release(&reg);
	assert_int_equal(load(&reg, *state, IN_2019 + 10, &err), 0);
	assert_int_equal(reg.enrollments[1].position, 2);
	tsop_register_release(&reg);
	assert_int_equal(load(&reg, *state, IN_2019 - 1, &err), 0);
	assert_int_equal(reg.n, 0);
	tsop_register_release(&reg);
}

static void test_corrections_replace_add_and_take_away(void **state)
{
	struct tsop_register reg;
	struct tsop_error err;

	enter_people(*state);
	enter(*state, IN_2019 + 5, "correction", NULL,
	      "\"enrollment\":\"e3\",\"municipality\":\"0751\",\"party\":\"p\"", "\"name\":null");
	enter(*state, IN_2019 + 6, "correction", NULL, "\"enrollment\":\"e3\",\"ref\":\"1\"",
	      "\"x\":\"y\"");
	assert_int_equal(load(&reg, *state, INT64_MAX, &err), 0);
	check_written(&reg, 0,
		      "{\"type\":\"enrollment\",\"v\":1,\"id\":\"e3\",\"state\":\"applied\","
		      "\"since\":\"2019-08-14T09:31:08Z\",\"ref\":\"1\",\"round\":\"r\",\"municipality\":\"0751\","
		      "\"wishes\":[],\"party\":\"p\",\"x\":\"y\"}\n");
	assert_true(tsop_view_is(reg.enrollments[0].municipality, "0751"));
	tsop_register_release(&reg);
}

static void test_enrollments_are_found_by_id(void **state)
{
	static const char *const none[] = { "", "e", "3", "e2", "e6", "e03", "e3 ", "e-3", "E3",
					    "e99999999999999999999" };
	struct tsop_register reg;
	struct tsop_error err;

	enter_people(*state);
	assert_int_equal(load(&reg, *state, INT64_MAX, &err), 0);
	assert_ptr_equal(tsop_register_find(&reg, tsop_view_of("e3")), &reg.enrollments[0]);
	assert_ptr_equal(tsop_register_find(&reg, tsop_view_of("e5")), &reg.enrollments[2]);
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		if (tsop_register_find(&reg, tsop_view_of(none[i])) != NULL)
			fail_msg("'%s' was found", none[i]);
	tsop_register_release(&reg);
}

static void test_people_are_found_by_key_and_by_email(void **state)
{
	struct tsop_identities identities;
	struct tsop_register reg;
	struct tsop_error err;
	struct tsop_buf key;
	struct tsop_view name;

	enter_people(*state);
	assert_int_equal(load(&reg, *state, INT64_MAX, &err), 0);
	tsop_identities_init(&identities);
	tsop_buf_init(&key);
	assert_int_equal(tsop_identities_load(&identities, &reg, &err), 0);
	assert_ptr_equal(tsop_identities_by_key(&identities, tsop_view_of(KEY_B)), &reg.enrollments[1]);
	assert_null(tsop_identities_by_key(&identities, tsop_view_of("")));
	assert_int_equal(tsop_identity_email_of(&reg.enrollments[1], &key, &name, &err), 0);
	assert_int_equal(name.len, 0);
	assert_ptr_equal(tsop_identities_by_email(&identities, tsop_buf_view(&key)), &reg.enrollments[1]);
	assert_int_equal(tsop_identity_email_of(&reg.enrollments[0], &key, &name, &err), 0);
	assert_int_equal(key.len, 0);
	assert_null(tsop_identities_by_email(&identities, tsop_buf_view(&key)));
	tsop_buf_release(&key);
	tsop_identities_release(&identities);
	tsop_register_release(&reg);
}

static void test_nobody_is_there_twice(void **state)
{
	struct tsop_identities identities;
	struct tsop_register reg;
	struct tsop_error err;

	enter_people(*state);
	enter(*state, IN_2019 + 2, "application", KEY_A, PERSON("0101"), NULL);
	assert_int_equal(load(&reg, *state, INT64_MAX, &err), 0);
	tsop_identities_init(&identities);
	assert_int_equal(tsop_identities_load(&identities, &reg, &err), -1);
	assert_string_equal(err.text, "e3 and e6 have the same identity");
	tsop_identities_release(&identities);
	tsop_register_release(&reg);
}

static void keep(void *context, const struct tsop_error *err)
{
	tsop_buf_addf(context, "%s: %s\n", err->field, err->text);
}

static void test_a_course_over_its_seats_is_found(void **state)
{
	struct tsop_buf said;
	struct tsop_sink sink = { .say = keep, .context = &said, .limit = 10 };
	struct tsop_register reg;
	struct tsop_error err;

	enter_people(*state);
	for (int i = 3; i <= 4; i++) {
		char members[80];

		snprintf(members, sizeof members,
			 "\"enrollment\":\"e%d\",\"course\":\"a\",\"state\":\"enrolled\"", i);
		enter(*state, IN_2019 + i, "assignment", NULL, members, NULL);
	}
	assert_int_equal(load(&reg, *state, INT64_MAX, &err), 0);
	tsop_buf_init(&said);
	tsop_register_check(&reg, TSOP_NO, &sink);
	assert_string_equal(said.p, "a: 2 people on 1 seats\n");
	assert_int_equal(sink.worst, TSOP_NO);
	tsop_buf_release(&said);
	tsop_register_release(&reg);
	/* The same course with another seat is in order. */
	enter(*state, IN_2019 + 9, "course", NULL, COURSE("a", "2"), NULL);
	assert_int_equal(load(&reg, *state, INT64_MAX, &err), 0);
	assert_int_equal(reg.courses.n, 2);
	sink.n = 0;
	tsop_register_check(&reg, TSOP_NO, &sink);
	assert_int_equal(sink.n, 0);
	assert_int_equal(tsop_register_enrolled(&reg, reg.courses.all[0]), 2);
	tsop_register_release(&reg);
}

/* What no run of ours enters is damage, named by its entry. */
static void test_events_that_can_not_be_are_refused(void **state)
{
	static const struct {
		const char *type, *key, *members, *text;
	} bad[] = {
		{ "webinar", NULL, "\"id\":\"x\"",
		  "entry 6 of the register: an event of unknown type: a newer tsop wrote it" },
		{ "application", NULL, PERSON("0101"), "entry 6 of the register: no key" },
		{ "application", KEY_A, "\"municipality\":\"0101\"",
		  "entry 6 of the register: no round or no municipality" },
		{ "application", KEY_A, PERSON("9999"),
		  "entry 6 of the register: no round or no municipality" },
		{ "correction", NULL, "\"enrollment\":\"e1\"",
		  "entry 6 of the register: of an unknown enrollment" },
		{ "assignment", NULL, "\"enrollment\":\"e9\",\"state\":\"waiting\"",
		  "entry 6 of the register: of an unknown enrollment" },
		{ "assignment", NULL, "\"enrollment\":\"e3\",\"course\":\"c\",\"state\":\"enrolled\"",
		  "entry 6 of the register: no state, or an unknown course" },
		{ "assignment", NULL, "\"enrollment\":\"e3\",\"course\":\"a\",\"state\":\"waiting\"",
		  "entry 6 of the register: no state, or an unknown course" },
		{ "assignment", NULL, "\"enrollment\":\"e3\",\"state\":\"gone\"",
		  "entry 6 of the register: no state, or an unknown course" },
		{ "course", NULL, "\"id\":\"c\",\"round\":\"R\"",
		  "entry 6 of the register: round: expected an id: 1 to 64 of a-z, 0-9, '.', '_' and '-'" },
	};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct tsop_register reg;
		struct tsop_error err;

		enter_people(*state);
		enter(*state, IN_2019 + 2, bad[i].type, bad[i].key, bad[i].members, NULL);
		assert_int_equal(load(&reg, *state, INT64_MAX, &err), -1);
		assert_string_equal(err.text, bad[i].text);
		assert_int_equal(err.code, TSOP_SYSTEM);
		tsop_register_release(&reg);
		remove_tree(path_of(*state, "j"));
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_an_application_is_an_enrollment_byte_for_byte),
		TEST(test_assignments_move_people_and_since_follows_the_state),
		TEST(test_corrections_replace_add_and_take_away),
		TEST(test_enrollments_are_found_by_id),
		TEST(test_people_are_found_by_key_and_by_email),
		TEST(test_nobody_is_there_twice),
		TEST(test_a_course_over_its_seats_is_found),
		TEST(test_events_that_can_not_be_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
