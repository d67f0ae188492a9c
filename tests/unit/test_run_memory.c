/* Whichever allocation fails, a run says so, gives nothing, and leaves nothing behind. */
#include "check.h"

#include <stdio.h>
#include <unistd.h>

#include "allocate/allocation.h"
#include "allocation.h"
#include "base/heading.h"

static void write_file(const char *name, const char *text)
{
	FILE *file = fopen(name, "w");

	assert_non_null(file);
	assert_int_equal(fputs(text, file) >= 0, 1);
	assert_int_equal(fclose(file), 0);
}

static void say_nothing(void *context, const struct tsop_error *err)
{
	(void)context;
	(void)err;
}

/* Run with the allocation of that number failing. Returns whether it came to that. */
static bool run_failing(const struct tsop_allocation_options *options, int expected, unsigned n)
{
	struct tsop_sink sink = { .say = say_nothing };
	struct tsop_error err = { .code = TSOP_OK };
	struct tsop_output out;
	bool has_failed;
	int status;

	assert_int_equal(tsop_output_open(&out, "/dev/null", &err), 0);
	fail_allocation(n);
	status = tsop_allocation_run(options, &out, &sink, &err);
	has_failed = allocation_has_failed();
	if (has_failed && !out.buf.failed) { /* else its finish says so */
		assert_int_equal(status, -1);
		assert_true(err.code == TSOP_SYSTEM || sink.worst == TSOP_SYSTEM);
	} else if (!has_failed) {
		assert_int_equal(status, expected);
	}
	tsop_output_abandon(&out);
	return has_failed;
}

/* Seats by the key, and courses for the people of one file. */
static struct tsop_allocation_options options_of(char **files, const char *key)
{
	return (struct tsop_allocation_options){
		.gives_seats = true,
		.gives_courses = true,
		.files = files,
		.n_files = 1,
		.courses = "courses.csv",
		.key = key,
		.key_column = "n",
		.moves = TSOP_ALLOCATION_NOT_GIVEN,
		.seats = TSOP_ALLOCATION_NOT_GIVEN,
		.guarantee = TSOP_ALLOCATION_NOT_GIVEN,
		.cap = TSOP_ALLOCATION_NOT_GIVEN,
		.reading = TSOP_ALLOCATION_NOT_GIVEN,
		.now = "2019-06-24T08:00:00Z",
	};
}

static void test_every_allocation_of_a_run_may_fail(void **state)
{
	static char people[] = "people.csv";
	char *files[] = { people };
	struct tsop_allocation_options options = options_of(files, "key.csv");

	(void)state;
	options.fix = "fix.csv";
	options.exclude = "exclude.csv";
	for (int i = 0; i < 3; i++) {
		unsigned n = 0;

		options.seed = i == 0 ? NULL : "a seed";
		options.seats = i == 2 ? 100 : TSOP_ALLOCATION_NOT_GIVEN; /* more than places */
		while (run_failing(&options, i == 2 ? -1 : 0, n))
			n++;
		assert_true(n > 30);
	}
}

/* Of a first draw of two, by hand, and a second that is needed, or both by a seed. */
static void test_every_allocation_of_several_draws_may_fail(void **state)
{
	struct tsop_allocation_options options = {
		.gives_seats = true,
		.key = "four.csv",
		.key_column = "n",
		.method = "quota",
		.moves = TSOP_ALLOCATION_NOT_GIVEN,
		.seats = 4,
		.guarantee = TSOP_ALLOCATION_NOT_GIVEN,
		.cap = TSOP_ALLOCATION_NOT_GIVEN,
		.reading = TSOP_ALLOCATION_NOT_GIVEN,
		.now = "2019-06-24T08:00:00Z",
	};

	(void)state;
	for (int i = 0; i < 2; i++) {
		unsigned n = 0;

		options.seed = i == 0 ? "a seed" : NULL;
		options.drawn = i == 0 ? NULL : "drawn.jsonl";
		while (run_failing(&options, i, n))
			n++;
		assert_true(n > 20);
	}
}

/* Run over bad files with the allocation of that number failing: refused in any case. */
static bool run_bad(const struct tsop_allocation_options *options, unsigned n, size_t *n_told)
{
	struct tsop_headings headings;
	struct tsop_sink sink = { .say = say_nothing, .headings = &headings, .limit = 100 };
	struct tsop_error err = { .code = TSOP_OK };
	struct tsop_output out;
	bool has_failed;

	tsop_headings_init(&headings);
	assert_int_equal(tsop_output_open(&out, "/dev/null", &err), 0);
	fail_allocation(n);
	assert_int_equal(tsop_allocation_run(options, &out, &sink, &err), -1);
	has_failed = allocation_has_failed();
	assert_true(err.code != TSOP_OK || sink.n > 0);
	*n_told = sink.n;
	tsop_output_abandon(&out);
	tsop_headings_release(&headings);
	return has_failed;
}

/* They have so many faults. */
static void refuse_failing(const struct tsop_allocation_options *options, size_t n_faults)
{
	size_t n_told;
	unsigned n = 0;

	while (run_bad(options, n, &n_told))
		n++;
	assert_true(n > 10);
	assert_int_equal(n_told, n_faults);
}

static void test_every_allocation_of_reading_bad_files_may_fail(void **state)
{
	static char people[] = "bad_people.csv", good[] = "people.csv";
	char *files[] = { people };
	struct tsop_allocation_options options = options_of(files, "bad_key.csv");

	(void)state;
	options.drawn = "bad_drawn.jsonl";
	refuse_failing(&options, 11);
	files[0] = good;
	options.fix = options.exclude = "bad_fix.csv";
	refuse_failing(&options, 14);
	options.fix = options.exclude = options.drawn = NULL;
	options.key = "key.csv";
	options.fill = "bad_old.jsonl";
	refuse_failing(&options, 3);
}

static int enter(void **state)
{
	static char folder[32];

	strcpy(folder, "/tmp/test_run_memory.XXXXXX");
	*state = folder;
	if (mkdtemp(folder) == NULL || chdir(folder) != 0)
		return -1;
	write_file("courses.csv", "id,round,title,place,capacity\nk,r,K,Kolding,3\na,r,A,Aalborg,2\n");
	write_file("key.csv", "code,n\n851,2\n621,3.5\n751,1\n");
	write_file("fix.csv", "enrollment,course,reason\ne3,k,teaches\n");
	write_file("exclude.csv", "enrollment,course\ne1,a\n");
	write_file("four.csv", "claimant,n\na,2\nb,2\nc,1\nd,1\n");
	write_file("drawn.jsonl", "{\"type\":\"draw\",\"for\":\"seats\",\"tied\":[\"c\",\"d\"],"
				  "\"number\":1,\"drawn\":[\"d\"],\"by\":\"hand\",\"note\":\"x\","
				  "\"bits_needed\":1}\n");
	write_file("bad_key.csv", "Kommune,n\nAalborg,0\nKolding,2\n851,x\n0621,1\n");
	write_file("bad_people.csv", "id,state,Kommune,1. ønske,2. ønske,name\n"
				     "e1,gone,x,z,q,\ne1,applied,Aalborg,,,\n");
	write_file("bad_drawn.jsonl", "{\"type\":\"draw\",\"for\":\"x\",\"tied\":[\"a\"],\"number\":1}\n");
	write_file("bad_fix.csv", "enrollment,course,reason\ne9,z,\ne1,k,x\ne1,k,y\n");
	write_file("bad_old.jsonl", "{\"type\":\"seats\",\"reserved_at\":[\"z\"]}\n");
	write_file("people.csv", "id,state,ref,municipality,wishes,name,email,party\n"
				 "e1,applied,,0851,k|a,Ida Holm,ida@tsop.example,\n"
				 "e2,applied,,0851,a,Ea Ek,ea@tsop.example,P\n"
				 "e3,applied,A-3,0621,,,,\n"
				 "e4,applied,A-4,0851,a,,,P\n");
	return 0;
}

static int leave(void **state)
{
	static const char *const names[] = { "courses.csv", "key.csv", "fix.csv", "exclude.csv",
					     "people.csv", "four.csv", "drawn.jsonl",
					     "bad_key.csv", "bad_people.csv", "bad_drawn.jsonl",
					     "bad_fix.csv", "bad_old.jsonl" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		unlink(names[i]);
	return rmdir(*state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_allocation_of_a_run_may_fail, enter, leave),
		cmocka_unit_test_setup_teardown(test_every_allocation_of_several_draws_may_fail,
						enter, leave),
		cmocka_unit_test_setup_teardown(test_every_allocation_of_reading_bad_files_may_fail,
						enter, leave),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
