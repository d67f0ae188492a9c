#include "sources.h"
#include "verbs.h"

#include "enroll/judge.h"
#include "record/write.h"

struct check {
	struct tsop_tool *tool;
	struct sources sources;
	struct tsop_buf line;
};

static void print(struct check *check, const char *type, const struct tsop_members *members)
{
	tsop_buf_clear(&check->line);
	tsop_write_begin(&check->line, type);
	tsop_buf_add_char(&check->line, ',');
	tsop_buf_add(&check->line, members->text.p + 1, members->text.len - 2);
	tsop_write_end(&check->line);
	tsop_output_add(&check->tool->out, tsop_buf_view(&check->line));
}

static void check_courses(struct check *check, int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		struct tsop_catalog courses;

		tsop_catalog_init(&courses);
		tsop_catalog_load(&courses, argv[i], &check->sources.input,
				  check->sources.rules.zone, TSOP_NO, &check->tool->sink);
		for (size_t k = 0; k < courses.n; k++)
			print(check, "course", &courses.all[k]->members);
		tsop_catalog_release(&courses);
	}
}

/* Rows that contradict each other are refused here as they are by apply. */
static void judge_rows(struct check *check, const struct tsop_batch *batch)
{
	struct tsop_identities nobody;
	struct tsop_judge judge;
	struct tsop_error err;

	tsop_identities_init(&nobody);
	tsop_judge_init(&judge, batch, false, TSOP_NO);
	if (tsop_judge_run(&judge, &nobody, NULL, &check->tool->sink, &err) != 0)
		tsop_tool_error(check->tool, &err);
	else
		for (size_t i = 0; i < batch->n; i++)
			if (judge.verdicts[i].result != TSOP_RESULT_REFUSED)
				print(check, "application", &batch->rows[i].application.members);
	tsop_judge_release(&judge);
	tsop_identities_release(&nobody);
}

static void check_applications(struct check *check, int argc, char **argv)
{
	struct tsop_batch batch;
	int status = 0;

	tsop_batch_init(&batch);
	for (int i = 0; i < argc && status == 0; i++)
		status = tsop_batch_read(&batch, argv[i], &check->sources.input,
					 &check->sources.rules, TSOP_NO, &check->tool->sink);
	if (status == 0)
		judge_rows(check, &batch);
	tsop_batch_release(&batch);
}

static int run(struct check *check, int argc, char **argv)
{
	if (!sources_load(&check->sources, false, check->tool) ||
	    !tsop_tool_output(check->tool, NULL))
		return tsop_tool_end(check->tool);
	if (check->sources.courses_file == NULL)
		check_courses(check, argc, argv);
	else
		check_applications(check, argc, argv);
	return tsop_tool_end(check->tool);
}

int verb_check(struct tsop_tool *tool, int argc, char **argv)
{
	struct check check = { .tool = tool };
	const struct tsop_option table[] = { SOURCES_OPTIONS(&check.sources) };
	int status;

	sources_init(&check.sources);
	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv) ||
	    !tsop_tool_inputs(tool, &argc, argv) ||
	    !sources_share_nothing(&check.sources, argc, argv, tool))
		return (int)tool->status;
	tsop_buf_init(&check.line);
	status = run(&check, argc, argv);
	tsop_buf_release(&check.line);
	sources_release(&check.sources);
	return status;
}
