#include "check.h"

#include <fcntl.h>
#include <unistd.h>

#include "allocate/allocation.h"
#include "allocation.h"
#include "draw/complete.h"
#include "mechanism/mechanism.h"
#include "random.h"
#include "record/input.h"
#include "scratch.h"
#include "verify/verify.h"

enum { N_COURSES = 3, N_MUNICIPALITIES = 4, PEOPLE_MAX = 16, N_ROUNDS = 300, N_DRAWN_ROUNDS = 500 };

static const char *const codes[N_MUNICIPALITIES] = { "0101", "0190", "0420", "0621" };
static const char *const places[N_COURSES] = { "Kolding", "Slagelse", "Aalborg" };

/* The files of a run, in a directory of their own. */
struct files {
	char dir[SCRATCH_TEXT];
	char courses[48], key[48], people[48], out[48], old[48], drawn[48];
	char *operands[1];
	struct tsop_allocation_options options;
};

/* What is true of a random round, row by row. */
struct scene {
	int capacity[N_COURSES];
	char people[PEOPLE_MAX][512];
	uint32_t n_people;
	bool is_alone; /* given: nobody is of a party */
	bool holds_seat[PEOPLE_MAX];
};

static void name(char path[48], const char *dir, const char *file)
{
	assert_in_range(snprintf(path, 48, "%s/%s", dir, file), 1, 47);
}

static void make_files(struct files *files)
{
	scratch_make(files->dir);
	name(files->courses, files->dir, "courses.csv");
	name(files->key, files->dir, "key.csv");
	name(files->people, files->dir, "people.jsonl");
	name(files->out, files->dir, "out.jsonl");
	name(files->old, files->dir, "old.jsonl");
	name(files->drawn, files->dir, "drawn.jsonl");
	files->operands[0] = files->people;
	files->options = (struct tsop_allocation_options){
		.gives_seats = true,
		.gives_courses = true,
		.files = files->operands,
		.n_files = 1,
		.courses = files->courses,
		.key = files->key,
		.key_column = "n",
		.seed = "seed",
		.now = "2019-06-24T08:00:00Z",
		.seats = TSOP_ALLOCATION_NOT_GIVEN,
		.guarantee = TSOP_ALLOCATION_NOT_GIVEN,
		.moves = TSOP_ALLOCATION_NOT_GIVEN,
	};
}

static void remove_files(const struct files *files)
{
	unlink(files->courses);
	unlink(files->key);
	unlink(files->people);
	unlink(files->out);
	unlink(files->old);
	unlink(files->drawn);
	assert_int_equal(rmdir(files->dir), 0);
}

static void make_person(struct scene *scene, uint32_t i, uint64_t *state)
{
	uint32_t wish = random_below(state, N_COURSES);
	uint32_t priority = random_below(state, 4);
	char *text = scene->people[i];
	size_t size = sizeof scene->people[i];
	int len = snprintf(text, size,
			   "{\"id\":\"e%u\",\"municipality\":\"%s\",\"ref\":\"r%u\","
			   "\"received\":\"2019-05-0%uT10:00:00Z\",",
			   i + 1, codes[random_below(state, N_MUNICIPALITIES)], i,
			   1 + random_below(state, 3));

	scene->holds_seat[i] = random_below(state, 8) == 0 && scene->capacity[wish] > 0;
	if (priority > 0)
		len += snprintf(text + len, size - (size_t)len, "\"priority\":%u,", priority);
	if (!scene->is_alone && random_below(state, 3) == 0)
		len += snprintf(text + len, size - (size_t)len, "\"party\":\"%u\",",
				random_below(state, 3));
	if (scene->holds_seat[i])
		snprintf(text + len, size - (size_t)len,
			 "\"state\":\"enrolled\",\"course\":\"c%u\"}\n", wish);
	else
		snprintf(text + len, size - (size_t)len,
			 "\"state\":\"applied\",\"wishes\":[\"c%u\"],\"only_wishes\":%s}\n", wish,
			 random_below(state, 4) == 0 ? "true" : "false");
	scene->capacity[wish] -= scene->holds_seat[i];
}

/* Enough capacity for the guarantees and those who hold a seat. */
static void make_scene(struct scene *scene, uint64_t *state)
{
	int64_t left[N_COURSES];

	for (size_t i = 0; i < N_COURSES; i++)
		left[i] = scene->capacity[i] = 2 + (int)random_below(state, 4);
	scene->n_people = 1 + random_below(state, PEOPLE_MAX);
	for (uint32_t i = 0; i < scene->n_people; i++)
		make_person(scene, i, state);
	for (size_t i = 0; i < N_COURSES; i++)
		scene->capacity[i] = (int)left[i] + 4;
}

static void write_scene(const struct scene *scene, const struct files *files, uint64_t *state)
{
	uint32_t order[PEOPLE_MAX];
	FILE *file = fopen(files->courses, "w");

	assert_non_null(file);
	fputs("id,round,title,place,capacity\n", file);
	shuffle(state, order, N_COURSES);
	for (size_t i = 0; i < N_COURSES; i++)
		fprintf(file, "c%u,r,Title,%s,%d\n", order[i], places[order[i]],
			scene->capacity[order[i]]);
	assert_int_equal(fclose(file), 0);

	file = fopen(files->key, "w");
	assert_non_null(file);
	fputs("code,n\n", file);
	shuffle(state, order, N_MUNICIPALITIES);
	for (size_t i = 0; i < N_MUNICIPALITIES; i++)
		fprintf(file, "%s,%u\n", codes[order[i]], 10 * (1 + order[i] / 2));
	assert_int_equal(fclose(file), 0);

	file = fopen(files->people, "w");
	assert_non_null(file);
	shuffle(state, order, scene->n_people);
	for (size_t i = 0; i < scene->n_people; i++)
		fputs(scene->people[order[i]], file);
	assert_int_equal(fclose(file), 0);
}

static void say(void *context, const struct tsop_error *err)
{
	(void)context;
	(void)err;
}

/* Run to the out file, which is not synced. Memory is given back whatever comes of it. */
static int run(const struct files *files, struct tsop_error *err)
{
	struct tsop_sink sink = { .say = say };
	struct tsop_output out;
	int status;

	err->code = TSOP_OK;
	assert_int_equal(tsop_output_open(&out, NULL, err), 0);
	out.fd = open(files->out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(out.fd >= 0);
	status = tsop_allocation_run(&files->options, &out, &sink, err);
	if (status < 0 && err->code == TSOP_OK)
		err->code = sink.worst;
	if (tsop_output_finish(&out, status < 0 ? NULL : err) != 0)
		status = -1;
	return status;
}

static void read_out(const struct files *files, struct tsop_buf *bytes)
{
	FILE *file = fopen(files->out, "r");
	char chunk[4096];
	size_t n;

	assert_non_null(file);
	tsop_buf_clear(bytes);
	while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
		tsop_buf_add(bytes, chunk, n);
	fclose(file);
	assert_false(bytes->failed);
}

/* Counts over the records of a result. */
struct audit {
	const struct scene *scene;
	bool shares; /* positions */
	int64_t placed[N_COURSES];
	int64_t seats[N_MUNICIPALITIES], enrolled[N_MUNICIPALITIES], waiting[N_MUNICIPALITIES];
	int party_course[PEOPLE_MAX]; /* 0: none yet, 1: none, else the course + 2 */
	int64_t n_records;
	char list[8]; /* course of the waiting list that is read */
	int64_t n_list, n_list_placed;
};

static int64_t integer(const struct tsop_record *record, const char *field)
{
	struct tsop_error err;
	int64_t value = 0;

	assert_int_equal(tsop_record_integer(record, field, 0, 1000, &value, &err), 0);
	return value;
}

static size_t municipality(const struct tsop_record *record, struct tsop_buf *text)
{
	struct tsop_error err;
	size_t i = 0;

	assert_int_equal(tsop_record_text(record, "municipality", text, &err), 0);
	while (strcmp(codes[i], text->p) != 0)
		assert_in_range(++i, 0, N_MUNICIPALITIES - 1);
	return i;
}

/* Everybody of a party who did not hold a seat is on one course, or nobody is. */
static void audit_party(struct audit *audit, const struct tsop_record *record, int course,
			struct tsop_buf *text)
{
	struct tsop_error err;
	size_t party;

	if (tsop_record_text(record, "party", text, &err) != 0)
		return;
	party = (size_t)strtol(text->p + 1, NULL, 10);
	assert_in_range(party, 1, PEOPLE_MAX - 1);
	assert_true(audit->party_course[party] == 0 || audit->party_course[party] == course + 2);
	audit->party_course[party] = course + 2;
}

static void audit_assignment(struct audit *audit, const struct tsop_record *record)
{
	struct tsop_error err;
	struct tsop_buf text;
	size_t i;
	long person;
	int course = -1;

	tsop_buf_init(&text);
	i = municipality(record, &text);
	assert_int_equal(tsop_record_text(record, "enrollment", &text, &err), 0);
	person = strtol(text.p + 1, NULL, 10) - 1;
	if (tsop_record_text(record, "course", &text, &err) == 0) {
		course = text.p[1] - '0';
		audit->placed[course]++;
		audit->enrolled[i]++;
	} else {
		assert_false(audit->scene->holds_seat[person]);
		assert_in_range(integer(record, "position"), 1, PEOPLE_MAX);
		audit->waiting[i]++;
	}
	if (!audit->scene->holds_seat[person])
		audit_party(audit, record, course, &text);
	tsop_buf_release(&text);
}

/* A list counts from 1, equals share a position where there is no seed, and who has a course comes behind who has none. */
static void audit_waiting(struct audit *audit, const struct tsop_record *record,
			  struct tsop_buf *text)
{
	struct tsop_error err;

	assert_int_equal(tsop_record_text(record, "course", text, &err), 0);
	if (strcmp(audit->list, text->p) != 0) {
		assert_true(strcmp(audit->list, text->p) < 0);
		assert_in_range(snprintf(audit->list, sizeof audit->list, "%s", text->p), 1, 7);
		audit->n_list = audit->n_list_placed = 0;
	}
	audit->n_list++;
	assert_in_range(integer(record, "position"), audit->shares ? 1 : audit->n_list,
			audit->n_list);
	if (tsop_record_text(record, "has", text, &err) == 0)
		audit->n_list_placed++;
	else
		assert_int_equal(audit->n_list_placed, 0);
}

static int audit_record(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct audit *audit = context;
	struct tsop_buf text;

	(void)err;
	audit->n_records++;
	tsop_buf_init(&text);
	if (tsop_record_is(record, "allocation")) {
		assert_int_equal(integer(record, "given") + integer(record, "reserved") +
					 integer(record, "left"),
				 integer(record, "seats"));
	} else if (tsop_record_is(record, "seats")) {
		size_t i = municipality(record, &text);

		audit->seats[i] = integer(record, "seats");
		audit->waiting[i] -= integer(record, "waiting");
		assert_int_equal(integer(record, "guaranteed") + integer(record, "by_key"),
				 audit->seats[i]);
	} else if (tsop_record_is(record, "assignment")) {
		audit_assignment(audit, record);
	} else if (tsop_record_is(record, "waiting")) {
		audit_waiting(audit, record, &text);
		audit->n_records--;
	}
	tsop_buf_release(&text);
	return 0;
}

static void audit_result(const struct scene *scene, const struct files *files)
{
	struct audit audit = { .scene = scene, .shares = files->options.seed == NULL };
	struct tsop_sink sink = { .say = say };

	assert_int_equal(tsop_input_each(files->out, NULL, audit_record, &audit, &sink), 0);
	assert_int_equal(audit.n_records, 2 + N_MUNICIPALITIES + scene->n_people);
	for (size_t i = 0; i < N_COURSES; i++)
		assert_true(audit.placed[i] <= scene->capacity[i]);
	for (size_t i = 0; i < N_MUNICIPALITIES; i++) {
		assert_true(audit.enrolled[i] <= audit.seats[i]);
		assert_int_equal(audit.waiting[i], 0);
	}
}

static void test_a_run_keeps_within_seats_and_courses_whatever_the_order_of_rows(void **unused)
{
	struct files files;
	struct tsop_buf first, second;
	struct tsop_error err;
	uint64_t state = 1;

	(void)unused;
	make_files(&files);
	tsop_buf_init(&first);
	tsop_buf_init(&second);
	for (int round = 0; round < N_ROUNDS; round++) {
		struct scene scene = { .n_people = 0 };

		make_scene(&scene, &state);
		write_scene(&scene, &files, &state);
		assert_int_equal(run(&files, &err), 0);
		read_out(&files, &first);
		audit_result(&scene, &files);
		write_scene(&scene, &files, &state);
		assert_int_equal(run(&files, &err), 0);
		read_out(&files, &second);
		assert_string_equal(first.p, second.p);
	}
	tsop_buf_release(&first);
	tsop_buf_release(&second);
	remove_files(&files);
}

/* Draw what the last run needs, behind what was drawn before. */
static void draw(const struct files *files)
{
	char needed[sizeof files->out];
	char *const operands[] = { needed };
	const struct tsop_complete_options options = {
		.files = operands,
		.n_files = 1,
		.by = TSOP_DRAW_SHA256,
		.seed = "autumn",
		.bits = TSOP_DRAW_NOT_STATED,
	};
	struct tsop_sink sink = { .say = say };
	struct tsop_error err;
	struct tsop_output out;

	memcpy(needed, files->out, sizeof needed);
	assert_int_equal(tsop_output_open(&out, NULL, &err), 0);
	out.fd = open(files->drawn, O_WRONLY | O_APPEND);
	assert_true(out.fd >= 0);
	assert_true(tsop_complete_run(&options, &out, &sink, &sink, &err) >= 0);
	assert_int_equal(tsop_output_finish(&out, &err), 0);
}

/* Run, and draw whatever is needed, until there is a result. Returns how often it drew. */
static int run_by_draws(const struct files *files)
{
	struct tsop_error err;
	int n_draws = 0;
	int status;

	assert_int_equal(close(open(files->drawn, O_WRONLY | O_CREAT | O_TRUNC, 0600)), 0);
	while ((status = run(files, &err)) == 1) {
		assert_in_range(++n_draws, 1, 2 + PEOPLE_MAX);
		draw(files);
	}
	assert_int_equal(status, 0);
	return n_draws;
}

/* As few seats and places as will do, so that more are tied. */
static void make_scarce(struct scene *scene, struct files *files)
{
	files->options.seats = N_MUNICIPALITIES;
	for (size_t i = 0; i < PEOPLE_MAX; i++)
		files->options.seats += scene->holds_seat[i];
	for (size_t i = 0; i < N_COURSES; i++)
		scene->capacity[i] -= 2;
}

/* Does the separate checker accept the result? */
static void verify(const struct files *files)
{
	const struct tsop_verify_options options = {
		.result = files->out,
		.people = files->operands,
		.n_people = 1,
		.key = files->key,
		.courses = files->courses,
	};
	struct tsop_sink sink = { .say = say };
	struct tsop_error err;
	struct tsop_output out;

	assert_int_equal(tsop_output_open(&out, "/dev/null", &err), 0);
	assert_int_equal(tsop_verify_run(&options, &out, &sink, &err), 0);
	assert_int_equal(tsop_output_finish(&out, &err), 0);
}

static void test_draws_lead_step_by_step_to_a_result_whatever_the_order_of_rows(void **unused)
{
	struct files files;
	struct tsop_buf first, second;
	struct tsop_error err;
	uint64_t state = 5;
	int n_drawn = 0;
	int n_drawn_again = 0;

	(void)unused;
	make_files(&files);
	files.options.seed = NULL;
	files.options.drawn = files.drawn;
	tsop_buf_init(&first);
	tsop_buf_init(&second);
	for (int round = 0; round < N_DRAWN_ROUNDS; round++) {
		struct scene scene = { .n_people = 0 };
		int n_draws;

		make_scene(&scene, &state);
		make_scarce(&scene, &files);
		write_scene(&scene, &files, &state);
		n_draws = run_by_draws(&files);
		n_drawn += n_draws > 0;
		n_drawn_again += n_draws > 1;
		read_out(&files, &first);
		audit_result(&scene, &files);
		verify(&files);
		write_scene(&scene, &files, &state);
		assert_int_equal(run(&files, &err), 0);
		read_out(&files, &second);
		assert_string_equal(first.p, second.p);
	}
	assert_true(n_drawn > N_DRAWN_ROUNDS / 5 && n_drawn_again > N_DRAWN_ROUNDS / 30);
	tsop_buf_release(&first);
	tsop_buf_release(&second);
	remove_files(&files);
}

/*
 * Choose a mechanism and an order for it; is everybody to come alone? With parties deferred
 * acceptance may find nothing.
 */
static bool set_mechanism(struct files *files, int round)
{
	const char *const orders[] = { NULL, "lot", "received", "priority", "distance,received" };
	const struct tsop_mechanism *mechanism;

	files->options.mechanism = round % (TSOP_MECHANISM_BOSTON + 1);
	mechanism = tsop_mechanism_of((enum tsop_mechanism_id)files->options.mechanism);
	files->options.order = NULL;
	if (mechanism->takes_order)
		files->options.order = orders[round / 7 % (mechanism->takes_distance ? 5 : 4)];
	return files->options.mechanism == TSOP_MECHANISM_DEFERRED_ACCEPTANCE;
}

static void test_every_mechanism_keeps_within_seats_and_courses_whatever_the_order_of_rows(
	void **unused)
{
	struct files files;
	struct tsop_buf first, second;
	struct tsop_error err;
	uint64_t state = 9;
	int n_drawn = 0;

	(void)unused;
	make_files(&files);
	tsop_buf_init(&first);
	tsop_buf_init(&second);
	for (int round = 0; round < 2 * N_ROUNDS; round++) {
		struct scene scene = { .is_alone = set_mechanism(&files, round) };

		files.options.seed = round / 6 % 2 == 0 ? "seed" : NULL;
		files.options.drawn = files.options.seed != NULL ? NULL : files.drawn;
		make_scene(&scene, &state);
		make_scarce(&scene, &files);
		write_scene(&scene, &files, &state);
		n_drawn += run_by_draws(&files) > 0;
		read_out(&files, &first);
		audit_result(&scene, &files);
		write_scene(&scene, &files, &state);
		assert_int_equal(run(&files, &err), 0);
		read_out(&files, &second);
		assert_string_equal(first.p, second.p);
	}
	assert_true(n_drawn > N_ROUNDS / 5);
	tsop_buf_release(&first);
	tsop_buf_release(&second);
	remove_files(&files);
}

/* Every allocation fails in turn; the run that is spared ends as it should. */
static void fail_each_allocation(const struct files *files, int expected)
{
	for (unsigned n = 0;; n++) {
		struct tsop_error err;
		int status;

		fail_allocation(n);
		status = run(files, &err);
		if (!allocation_has_failed()) {
			assert_int_equal(status, expected);
			assert_true(n > 50);
			return;
		}
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
	}
}

static void test_a_run_without_memory_says_so(void **unused)
{
	struct files files;
	struct tsop_error err;
	struct scene scene = { .n_people = 0 };
	uint64_t state = 7;

	(void)unused;
	make_files(&files);
	do {
		make_scene(&scene, &state);
		write_scene(&scene, &files, &state);
		files.options.seed = NULL;
	} while (run(&files, &err) != 1);
	fail_each_allocation(&files, 1);
	files.options.drawn = files.drawn;
	run_by_draws(&files);
	fail_each_allocation(&files, 0);
	files.options.drawn = NULL;
	files.options.seed = "seed";
	fail_each_allocation(&files, 0);
	for (files.options.spread = 1; files.options.spread <= 2; files.options.spread++)
		fail_each_allocation(&files, 0);
	files.options.spread = 0;
	assert_int_equal(rename(files.out, files.old), 0);
	files.options.fill = files.old;
	scene.n_people -= scene.n_people > 3 ? 3 : 0;
	write_scene(&scene, &files, &state);
	fail_each_allocation(&files, 0);
	files.options.fill = NULL;
	files.options.keep = files.old;
	files.options.moves = 1;
	fail_each_allocation(&files, 0);
	remove_files(&files);
}

static void test_a_mechanism_without_memory_says_so(void **unused)
{
	struct files files;
	struct scene scene = { .is_alone = true };
	uint64_t state = 8;

	(void)unused;
	make_files(&files);
	make_scene(&scene, &state);
	make_scarce(&scene, &files);
	write_scene(&scene, &files, &state);
	for (int id = 0; id <= TSOP_MECHANISM_BOSTON; id++) {
		set_mechanism(&files, id + 4 * 7 * (TSOP_MECHANISM_BOSTON + 1));
		files.options.seed = "seed";
		files.options.drawn = NULL;
		fail_each_allocation(&files, 0);
		files.options.seed = NULL;
		files.options.drawn = files.drawn;
		run_by_draws(&files);
		fail_each_allocation(&files, 0);
	}
	remove_files(&files);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_a_run_keeps_within_seats_and_courses_whatever_the_order_of_rows),
		cmocka_unit_test(
			test_draws_lead_step_by_step_to_a_result_whatever_the_order_of_rows),
		cmocka_unit_test(
			test_every_mechanism_keeps_within_seats_and_courses_whatever_the_order_of_rows),
		cmocka_unit_test(test_a_run_without_memory_says_so),
		cmocka_unit_test(test_a_mechanism_without_memory_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
