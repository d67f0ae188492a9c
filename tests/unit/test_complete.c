#include "check.h"

#include <fcntl.h>
#include <unistd.h>

#include "allocate/recorded.h"
#include "allocation.h"
#include "draw/complete.h"

/* Draws that are needed, the files they are in, and what came out. */
struct scene {
	char needed[32], made[32];
	char *operands[1];
	struct tsop_complete_options options;
	size_t n_warnings;
};

static void write_file(char name[32], const char *text)
{
	int fd;

	strcpy(name, "/tmp/tsop-complete.XXXXXX");
	fd = mkstemp(name);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

static void make_scene(struct scene *scene)
{
	*scene = (struct scene){ .n_warnings = 0 };
	write_file(scene->needed,
		   "{\"type\":\"draw\",\"for\":\"seats\",\"tied\":[\"a\",\"b\"],\"number\":1}\n"
		   "{\"type\":\"draw\",\"for\":\"people\",\"tied\":[\"e1\",\"e2\",\"e3\"],"
		   "\"number\":2,\"why\":\"equal\",\"round\":\"r1\"}\n"
		   "{\"type\":\"draw\",\"for\":\"courses\",\"tied\":[\"e1\",\"e2\"],\"number\":2}\n");
	write_file(scene->made, "");
	scene->operands[0] = scene->needed;
	scene->options = (struct tsop_complete_options){
		.files = scene->operands,
		.n_files = 1,
		.by = TSOP_DRAW_SHA256,
		.bits = TSOP_DRAW_NOT_STATED,
	};
}

static void remove_scene(const struct scene *scene)
{
	unlink(scene->needed);
	unlink(scene->made);
}

static void count(void *context, const struct tsop_error *err)
{
	struct scene *scene = context;

	assert_int_equal(err->code, TSOP_NO);
	scene->n_warnings++;
}

static void say(void *context, const struct tsop_error *err)
{
	(void)context;
	(void)err;
}

/* From the needed ones to those made. */
static int complete(struct scene *scene, struct tsop_error *err)
{
	struct tsop_sink warnings = { .say = count, .context = scene, .limit = SIZE_MAX };
	struct tsop_sink sink = { .say = say };
	struct tsop_output out;
	int status;

	err->code = TSOP_OK;
	assert_int_equal(tsop_output_open(&out, NULL, err), 0);
	out.fd = open(scene->made, O_WRONLY | O_TRUNC);
	assert_true(out.fd >= 0);
	status = tsop_complete_run(&scene->options, &out, &warnings, &sink, err);
	if (status < 0 && err->code == TSOP_OK)
		err->code = sink.worst;
	if (tsop_output_finish(&out, status < 0 ? NULL : err) != 0)
		status = -1;
	return status;
}

/* Take them for a run that needs the first n of them. */
static int use(const struct scene *scene, size_t n, enum tsop_code *worst)
{
	static const char *const seats[] = { "a", "b" };
	static const char *const people[] = { "e1", "e2", "e3" };
	const struct tsop_draw ties[] = {
		{ .purpose = TSOP_DRAW_SEATS, .tied = seats, .n_tied = 2, .number = 1 },
		{ .purpose = TSOP_DRAW_PEOPLE, .tied = people, .n_tied = 3, .number = 2 },
		{ .purpose = TSOP_DRAW_COURSES, .tied = people, .n_tied = 2, .number = 2 },
	};
	const struct tsop_input_options input = { .encoding = NULL };
	struct tsop_sink sink = { .say = say };
	struct tsop_recorded recorded;
	struct tsop_arena arena;
	int status;

	tsop_arena_init(&arena);
	status = tsop_recorded_read(&recorded, scene->made, &input, &arena, &sink);
	for (size_t i = 0; i < n && status == 0; i++)
		assert_non_null(tsop_recorded_find(&recorded, &ties[i]));
	if (status == 0)
		status = tsop_recorded_judge(&recorded, TSOP_DRAW_COURSES, ties, 3, &sink);
	*worst = sink.worst;
	tsop_recorded_release(&recorded);
	tsop_arena_release(&arena);
	return status;
}

static void test_what_is_drawn_can_be_used(void **state)
{
	struct scene scene;
	struct tsop_error err;
	enum tsop_code worst;

	(void)state;
	make_scene(&scene);
	scene.options.seed = "autumn";
	assert_int_equal(complete(&scene, &err), 0);
	assert_int_equal(scene.n_warnings, 0);
	assert_int_equal(use(&scene, 3, &worst), 0);
	assert_int_equal(use(&scene, 2, &worst), -1);
	assert_int_equal(worst, TSOP_INPUT);
	scene.options.seed = NULL;
	scene.options.sources = "7 / 8 9";
	assert_int_equal(complete(&scene, &err), 0);
	assert_int_equal(use(&scene, 3, &worst), 0);
	remove_scene(&scene);
}

static void test_too_few_bits_are_told_of_each_draw(void **state)
{
	struct scene scene;
	struct tsop_error err;

	(void)state;
	make_scene(&scene);
	scene.options.seed = "autumn";
	scene.options.bits = 1;
	assert_int_equal(complete(&scene, &err), 1);
	assert_int_equal(scene.n_warnings, 1);
	scene.options.bits = 0;
	assert_int_equal(complete(&scene, &err), 1);
	assert_int_equal(scene.n_warnings, 4);
	remove_scene(&scene);
}

static void test_without_memory_nothing_is_drawn(void **state)
{
	struct scene scene;
	struct tsop_error err;
	bool has_failed = true;

	(void)state;
	make_scene(&scene);
	scene.options.sources = "7 / 8 9 / x";
	for (unsigned n = 0; has_failed; n++) {
		int status;

		fail_allocation(n);
		status = complete(&scene, &err);
		has_failed = allocation_has_failed();
		assert_int_equal(status, has_failed ? -1 : 0);
		assert_true(!has_failed || err.code == TSOP_SYSTEM);
		assert_true(has_failed || n > 20);
	}
	remove_scene(&scene);
}

static void test_without_memory_no_draw_is_used(void **state)
{
	struct scene scene;
	struct tsop_error err;

	(void)state;
	make_scene(&scene);
	scene.options.seed = "autumn";
	assert_int_equal(complete(&scene, &err), 0);
	for (size_t n_used = 2; n_used <= 3; n_used++) {
		bool has_failed = true;

		for (unsigned n = 0; has_failed; n++) {
			enum tsop_code worst;
			int status;

			fail_allocation(n);
			status = use(&scene, n_used, &worst);
			has_failed = allocation_has_failed();
			assert_int_equal(status, has_failed || n_used < 3 ? -1 : 0);
			assert_true(!has_failed || worst == TSOP_SYSTEM);
			assert_true(has_failed || n > 20);
		}
	}
	remove_scene(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_drawn_can_be_used),
		cmocka_unit_test(test_too_few_bits_are_told_of_each_draw),
		cmocka_unit_test(test_without_memory_nothing_is_drawn),
		cmocka_unit_test(test_without_memory_no_draw_is_used),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
