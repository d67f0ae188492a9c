#include "enroll_support.h"

#include "allocation.h"
#include "enroll/apply.h"
#include "enroll/recording.h"
#include "store_support.h"

/* Courses, and the rows of one file, for a run into the journal "j" of the scratch directory. */
struct run {
	struct tsop_catalog courses;
	struct tsop_eligible eligible;
	struct tsop_application_rules rules;
	struct tsop_batch batch;
	struct tsop_apply_options options;
	struct told told;
};

static const char people[] =
	"municipality,name,email,received,note\n"
	"Kolding,Ea Ek,ea@a.example,2019-05-03 10:12,\"a \"\"b\"\"\"\n"
	"Kolding,Bo B,ea@a.example,2019-05-03 10:12,\n"
	"Aarhus,Ib I,ib@a.example,,\n";

static void begin(struct run *run, void *scratch, const char *csv)
{
	*run = (struct run){ .options = { .path = path_of(scratch, "j"), .now = 1557000000 } };
	tsop_catalog_init(&run->courses);
	put_plain_course(&run->courses, "r-kolding", "r", "Kolding");
	tsop_eligible_init(&run->eligible);
	tsop_batch_init(&run->batch);
	told_init(&run->told);
	run->rules = (struct tsop_application_rules){
		.courses = &run->courses,
		.eligible = &run->eligible,
		.zone = zone_of(&run->courses.zones, "Europe/Copenhagen"),
		.now = run->options.now,
		.write_now = true,
	};
	write_all(scratch, "people.csv", csv, strlen(csv));
}

static int read_file(struct run *run, void *scratch)
{
	return tsop_batch_read(&run->batch, path_of(scratch, "people.csv"), NULL, &run->rules,
			       TSOP_INPUT, &run->told.sink);
}

static void end(struct run *run)
{
	told_release(&run->told);
	tsop_batch_release(&run->batch);
	tsop_catalog_release(&run->courses);
}

/* All receipts of a run that must not fail; the caller releases out. */
static void apply_all(struct run *run, struct tsop_buf *out)
{
	struct tsop_apply apply;
	struct tsop_error err;

	tsop_buf_init(out);
	tsop_apply_init(&apply, &run->options, &run->courses, &run->batch);
	if (tsop_apply_run(&apply, &run->told.sink, &err) != 0)
		fail_msg("%s", err.text);
	for (size_t i = 0; i < run->batch.n; i++)
		assert_int_equal(tsop_apply_receipt(&apply, i, out, &err), 0);
	tsop_apply_release(&apply);
}

static void test_a_dry_run_numbers_as_the_run_does(void **state)
{
	struct tsop_buf dry, wet;
	struct run run;

	begin(&run, *state, people);
	assert_int_equal(read_file(&run, *state), 0);
	run.options.dry_run = true;
	apply_all(&run, &dry);
	assert_int_equal(access(run.options.path, F_OK), -1);
	run.options.dry_run = false;
	apply_all(&run, &wet);
	assert_string_equal(dry.p, wet.p);
	assert_non_null(strstr(wet.p, "\"id\":\"e2\",\"result\":\"new\""));
	assert_non_null(strstr(wet.p, "\"id\":\"e3\",\"result\":\"new\""));
	assert_non_null(strstr(wet.p, "\"review\":\"same e-mail as e2 under another name\""));
	tsop_buf_release(&dry);
	tsop_buf_release(&wet);
	end(&run);
}

/* Whichever allocation fails: it is said, and nothing was entered. */
static void test_a_run_without_memory_says_so(void **state)
{
	struct tsop_buf out;
	struct run run;
	bool failed = true;

	begin(&run, *state, people);
	assert_int_equal(read_file(&run, *state), 0);
	apply_all(&run, &out);
	tsop_buf_release(&out);
	end(&run);
	for (unsigned n = 0; failed; n++) {
		struct tsop_apply apply;
		struct tsop_error err;
		int status;

		begin(&run, *state, people);
		run.options.dry_run = true;
		tsop_apply_init(&apply, &run.options, &run.courses, &run.batch);
		tsop_buf_init(&out);
		fail_allocation(n);
		status = read_file(&run, *state);
		if (status == 0)
			status = tsop_apply_run(&apply, &run.told.sink, &err);
		for (size_t i = 0; status == 0 && i < run.batch.n; i++)
			status = tsop_apply_receipt(&apply, i, &out, &err);
		failed = allocation_has_failed();
		if (failed)
			assert_true(status != 0 || run.told.sink.worst == TSOP_SYSTEM);
		else
			assert_int_equal(status, 0);
		tsop_buf_release(&out);
		tsop_apply_release(&apply);
		end(&run);
	}
	begin(&run, *state, people);
	assert_int_equal(read_file(&run, *state), 0);
	apply_all(&run, &out);
	assert_null(strstr(out.p, "\"new\""));
	tsop_buf_release(&out);
	end(&run);
}

static const char stream[] =
	"{\"type\":\"allocation\",\"v\":1,\"id\":\"x\",\"round\":\"r\",\"claimants\":1,\"applications\":1,"
	"\"given\":1,\"reserved\":0,\"enrolled\":1,\"waiting\":0,"
	"\"courses\":[{\"id\":\"r-kolding\",\"enrolled\":1}]}\n"
	"{\"type\":\"seats\",\"allocation\":\"x\",\"municipality\":\"0621\",\"seats\":1,\"reserved\":0}\n"
	"{\"type\":\"assignment\",\"allocation\":\"x\",\"enrollment\":\"e2\",\"municipality\":\"0621\","
	"\"course\":\"r-kolding\",\"state\":\"enrolled\"}\n"
	"{\"type\":\"proof\",\"allocation\":\"x\"}\n";

static void test_a_recording_without_memory_says_so(void **state)
{
	bool failed = true;
	struct tsop_buf out;
	struct run run;

	begin(&run, *state, people);
	assert_int_equal(read_file(&run, *state), 0);
	apply_all(&run, &out);
	tsop_buf_release(&out);
	end(&run);
	write_all(*state, "stream", stream, strlen(stream));
	for (unsigned n = 0; failed; n++) {
		struct tsop_recording recording;
		struct tsop_stream read;
		struct tsop_error err;
		struct told told;
		int status;

		told_init(&told);
		tsop_stream_init(&read);
		tsop_recording_init(&recording, &read);
		fail_allocation(n);
		status = tsop_stream_read(&read, path_of(*state, "stream"), NULL, &told.sink);
		if (status == 0)
			status = tsop_recording_run(&recording, path_of(*state, "j"), 1557000000, true,
						    &told.sink, &err);
		failed = allocation_has_failed();
		if (!failed)
			assert_int_equal(recording.n_enrolled, 1);
		assert_int_equal(status, failed ? -1 : 0);
		tsop_recording_release(&recording);
		tsop_stream_release(&read);
		told_release(&told);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_dry_run_numbers_as_the_run_does),
		TEST(test_a_run_without_memory_says_so),
		TEST(test_a_recording_without_memory_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
