#include "check.h"

#include <string.h>

#include "assign/assign.h"
#include "base/progress.h"

/* What a listener was told. */
struct heard {
	size_t n_told, n_ended;
	uint64_t done, total;
	char what[32];
};

static void hear(void *context, const struct tsop_progress_task *task, uint64_t done)
{
	struct heard *heard = context;

	if (task == NULL) {
		heard->n_ended++;
		return;
	}
	heard->n_told++;
	heard->done = done;
	heard->total = task->total;
	snprintf(heard->what, sizeof heard->what, "%s", task->what);
}

static void test_it_is_told_once_enough_work_is_done(void **state)
{
	static const char what[] = "counting";
	const struct tsop_progress_task task = { what, NULL, 10 };
	struct heard heard = { 0 };
	struct tsop_progress progress = { .tell = hear, .context = &heard };

	(void)state;
	tsop_progress_step(&progress, &task, 1, TSOP_PROGRESS_WORK - 1);
	assert_int_equal(heard.n_told, 0);
	tsop_progress_step(&progress, &task, 2, 1);
	assert_int_equal(heard.n_told, 1);
	assert_int_equal(heard.done, 3);
	assert_int_equal(heard.total, 10);
	tsop_progress_step(&progress, &task, 1, TSOP_PROGRESS_WORK - 1);
	assert_int_equal(heard.n_told, 1);
	tsop_progress_step(&progress, &task, 1, 1);
	assert_int_equal(heard.n_told, 2);
	assert_int_equal(heard.done, 5);
}

static void test_another_task_is_counted_anew(void **state)
{
	static const char first[] = "first", second[] = "second";
	const struct tsop_progress_task one = { first, NULL, 0 };
	const struct tsop_progress_task other = { second, NULL, 0 };
	struct heard heard = { 0 };
	struct tsop_progress progress = { .tell = hear, .context = &heard };

	(void)state;
	tsop_progress_step(&progress, &one, 7, 1);
	tsop_progress_step(&progress, &other, 2, TSOP_PROGRESS_WORK);
	assert_int_equal(heard.done, 2);
	assert_string_equal(heard.what, "second");
	tsop_progress_end(&progress);
	assert_int_equal(heard.n_ended, 1);
	tsop_progress_step(&progress, &other, 1, TSOP_PROGRESS_WORK);
	assert_int_equal(heard.done, 1);
}

static void test_nobody_has_to_listen(void **state)
{
	const struct tsop_progress_task task = { "counting", NULL, 0 };

	(void)state;
	tsop_progress_step(NULL, &task, 1, TSOP_PROGRESS_WORK);
	tsop_progress_end(NULL);
}

static void says(const char *expected, struct tsop_progress_task task, uint64_t done)
{
	struct tsop_buf line;

	tsop_buf_init(&line);
	assert_int_equal(tsop_progress_say(&line, &task, done), 0);
	assert_string_equal(line.p, expected);
	tsop_buf_release(&line);
}

static void test_what_it_says(void **state)
{
	(void)state;
	says("reading key.csv: 99 %", (struct tsop_progress_task){ "reading", "a/b/key.csv", 1000 },
	     999);
	says("reading key.csv: 100 %", (struct tsop_progress_task){ "reading", "key.csv", 1000 },
	     1500);
	says("reading stdin: 33 MB", (struct tsop_progress_task){ "reading", "-", 0 }, 33999999);
	says("reading a\\x0Ab.csv: 0 %", (struct tsop_progress_task){ "reading", "a\nb.csv", 2000 }, 1);
	says("reading: 50 %",
	     (struct tsop_progress_task){
		     "reading", "the-key-of-an-office-that-likes-long-names-of-files.csv", 2 },
	     1);
	says("placing people: step 12", (struct tsop_progress_task){ "placing people", NULL, 0 }, 12);
	says("looking: 25 %", (struct tsop_progress_task){ "looking", NULL, 4 }, 1);
}

enum { N_COURSES = 300, N_PEOPLE = 1200 };

/* Everybody wishes for the courses in the same order, and each has room for few. */
static void test_a_long_assignment_is_told_of(void **state)
{
	static uint16_t ranks[N_COURSES];
	static uint32_t capacity[N_COURSES], meters[2 * N_COURSES], wishes[N_PEOPLE], origin[N_PEOPLE];
	struct heard heard = { 0 };
	struct tsop_progress progress = { .tell = hear, .context = &heard };
	struct tsop_assign_problem problem = {
		.n_people = N_PEOPLE,
		.n_courses = N_COURSES,
		.n_wishes = 1,
		.n_origins = 2,
		.capacity = capacity,
		.ranks = ranks,
		.meters = meters,
		.wishes = wishes,
		.origin = origin,
		.max_nodes = 1,
		.progress = &progress,
	};
	struct tsop_assign_result result;
	struct tsop_error err;

	(void)state;
	for (uint32_t i = 0; i < N_COURSES; i++) {
		ranks[i] = (uint16_t)i;
		capacity[i] = 4;
		meters[i] = i;
		meters[N_COURSES + i] = i * i % 97;
	}
	for (uint32_t i = 0; i < N_PEOPLE; i++)
		origin[i] = i % 2;
	assert_int_equal(tsop_assign_solve(&problem, &result, &err), 0);
	tsop_assign_release(&result);
	assert_true(heard.n_told > 0);
	assert_string_equal(heard.what, "placing people");
	assert_int_equal(heard.total, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_it_is_told_once_enough_work_is_done),
		cmocka_unit_test(test_another_task_is_counted_anew),
		cmocka_unit_test(test_nobody_has_to_listen),
		cmocka_unit_test(test_what_it_says),
		cmocka_unit_test(test_a_long_assignment_is_told_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
