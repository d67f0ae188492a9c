#include "check.h"

#include <unistd.h>

#include "base/buf.h"
#include "record/faults.h"
#include "record/input.h"

static struct tsop_buf told; /* each error on a line of its own */

static void note(void *context, const struct tsop_error *err)
{
	(void)context;
	tsop_buf_addf(&told, "%s:%llu: %s: %s (%d)\n", err->file, err->line, err->field, err->text,
		      (int)err->code);
}

static struct tsop_sink begin(void)
{
	tsop_buf_init(&told);
	return (struct tsop_sink){ .say = note, .limit = 100 };
}

static void end(const char *expected)
{
	assert_string_equal(told.len == 0 ? "" : told.p, expected);
	tsop_buf_release(&told);
}

static void test_every_fault_of_a_record_is_told_where_it_is(void **state)
{
	struct tsop_sink sink = begin();
	struct tsop_record record = { .file = "x", .line = 7 };
	struct tsop_faults faults;
	struct tsop_error err = { .code = TSOP_SYSTEM };

	(void)state;
	tsop_faults_init(&faults, &sink, TSOP_NO);
	tsop_faults_begin(&faults, &record);
	assert_int_equal(tsop_faults_end(&faults, &err), 0);
	assert_int_equal(err.code, TSOP_SYSTEM);
	assert_int_equal(tsop_faults_add(&faults, "a", "expected %d", 1), -1);
	tsop_fail(&err, TSOP_INPUT, "elsewhere");
	tsop_error_at(&err, "y", 2, "b");
	assert_int_equal(tsop_faults_note(&faults, NULL, &err), -1);
	tsop_fail(&err, TSOP_INPUT, "of a field");
	tsop_error_at(&err, NULL, 0, "c");
	tsop_faults_note(&faults, NULL, &err);
	tsop_faults_note(&faults, "d", &err);
	assert_int_equal(faults.n, 4);
	assert_int_equal(tsop_faults_end(&faults, &err), -1);
	assert_int_equal(err.code, TSOP_OK);
	tsop_faults_begin(&faults, &record);
	assert_int_equal(tsop_faults_end(&faults, &err), 0);
	end("x:7: a: expected 1 (1)\ny:2: b: elsewhere (1)\nx:7: c: of a field (1)\n"
	    "x:7: d: of a field (1)\n");
}

static void test_of_another_record_that_alone_is_told_but_no_memory_always(void **state)
{
	struct tsop_sink sink = begin();
	struct tsop_record record = { .file = "x", .line = 1 };
	struct tsop_faults faults;
	struct tsop_error err;

	(void)state;
	tsop_faults_init(&faults, &sink, TSOP_INPUT);
	tsop_faults_begin(&faults, &record);
	tsop_faults_add(&faults, "type", "expected another");
	faults.is_other = true;
	tsop_faults_add(&faults, "a", "expected a");
	tsop_fail_memory(&err);
	tsop_faults_note(&faults, "a", &err);
	assert_int_equal(tsop_faults_end(&faults, &err), -1);
	end("x:1: type: expected another (3)\nx:1: a: out of memory (4)\n");
}

/* Two faults in every record but the third, whose memory ends. */
static int refuse(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct tsop_faults *faults = context;

	tsop_faults_begin(faults, record);
	tsop_faults_add(faults, "a", "no a");
	tsop_faults_add(faults, "b", "no b");
	if (record->line == 3) {
		tsop_fail_memory(err);
		tsop_faults_note(faults, "c", err);
	}
	return tsop_faults_end(faults, err);
}

static void test_an_input_is_read_on_behind_faults_until_memory_ends(void **state)
{
	struct tsop_sink sink = begin();
	struct tsop_faults faults;
	char path[] = "/tmp/tsop-faults-XXXXXX";
	FILE *file = fdopen(mkstemp(path), "w");

	(void)state;
	assert_non_null(file);
	fputs("{}\n{}\n{}\n{}\n", file);
	fclose(file);
	tsop_faults_init(&faults, &sink, TSOP_INPUT);
	assert_int_equal(tsop_input_each(path, NULL, refuse, &faults, &sink), -1);
	unlink(path);
	assert_int_equal(sink.n, 7);
	assert_int_equal(sink.worst, TSOP_SYSTEM);
	tsop_buf_release(&told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_fault_of_a_record_is_told_where_it_is),
		cmocka_unit_test(test_of_another_record_that_alone_is_told_but_no_memory_always),
		cmocka_unit_test(test_an_input_is_read_on_behind_faults_until_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
