#include "sources.h"
#include "verbs.h"

#include "enroll/apply.h"

struct apply {
	struct tsop_tool *tool;
	struct sources sources;
	struct tsop_apply_options options;
	struct tsop_batch batch;
};

static int read_files(struct apply *apply, int argc, char **argv)
{
	int status = 0;

	for (int i = 0; i < argc && status == 0; i++)
		status = tsop_batch_read(&apply->batch, argv[i], &apply->sources.input,
					 &apply->sources.rules,
					 apply->options.partial ? TSOP_NO : TSOP_INPUT,
					 &apply->tool->sink);
	return status;
}

/* What the refused files lost beside their bad rows, and what to do about it. */
static void tell_refused(struct apply *apply, const struct tsop_apply *result)
{
	for (size_t i = 0; i < apply->batch.n_files; i++) {
		const struct tsop_batch_file *file = &apply->batch.files[i];
		struct tsop_error err;

		if (!result->judge.refused[i])
			continue;
		if (file->unusable || file->n == 0)
			tsop_fail(&err, TSOP_INPUT, _("nothing of this file was taken"));
		else
			tsop_fail(&err, TSOP_INPUT,
				  _("nothing of this file was taken; --partial takes its "
				    "good rows"));
		tsop_error_at(&err, file->name, 0, NULL);
		tsop_tool_error(apply->tool, &err);
	}
}

static void confirm(struct apply *apply, const struct tsop_apply *result)
{
	const char *path = apply->options.path;

	if (result->recovered)
		tsop_tool_note(apply->tool,
			       _("%s: a batch that was interrupted is kept in torn/ and counts as "
				 "not entered"),
			       path);
	tsop_tool_note(apply->tool,
		       _("%s%s: %s%zu new, %zu unchanged, %zu corrected, %zu refused, "
			 "%zu to review; courses entered: %zu"),
		       apply->options.dry_run ? _("nothing is changed, but would be: ") : "", path,
		       result->created ? _("created; ") : "", result->n_results[TSOP_RESULT_NEW],
		       result->n_results[TSOP_RESULT_UNCHANGED],
		       result->n_results[TSOP_RESULT_CORRECTED],
		       result->n_results[TSOP_RESULT_REFUSED], result->n_review,
		       result->n_courses);
}

static void print_receipts(struct apply *apply, const struct tsop_apply *result)
{
	struct tsop_buf line;
	struct tsop_error err;

	tsop_buf_init(&line);
	for (size_t i = 0; i < apply->batch.n; i++) {
		tsop_buf_clear(&line);
		if (tsop_apply_receipt(result, i, &line, &err) != 0) {
			tsop_tool_error(apply->tool, &err);
			break;
		}
		tsop_output_add(&apply->tool->out, tsop_buf_view(&line));
	}
	tsop_buf_release(&line);
}

static int enter(struct apply *apply)
{
	struct tsop_tool *tool = apply->tool;
	struct tsop_apply result;
	struct tsop_error err;

	tsop_apply_init(&result, &apply->options, &apply->sources.courses, &apply->batch);
	if (tsop_apply_run(&result, &tool->sink, &err) != 0) {
		tsop_tool_error(tool, &err);
	} else {
		tell_refused(apply, &result);
		if (result.done && result.n_entries > 0 && !apply->options.dry_run)
			tsop_tool_committed(tool);
		if (result.done) {
			print_receipts(apply, &result);
			confirm(apply, &result);
		}
	}
	tsop_apply_release(&result);
	return tsop_tool_end(tool);
}

static int run(struct apply *apply, int argc, char **argv)
{
	struct tsop_tool *tool = apply->tool;

	if (!sources_load(&apply->sources, true, tool) || read_files(apply, argc, argv) != 0 ||
	    !tsop_tool_output(tool, NULL))
		return tsop_tool_end(tool);
	apply->options.now = apply->sources.rules.now;
	apply->options.zone = apply->sources.zone_name;
	return enter(apply);
}

int verb_apply(struct tsop_tool *tool, int argc, char **argv)
{
	struct apply apply = { .tool = tool };
	const struct tsop_option table[] = {
		{ 'r', "register", "DIR", N_("the register; made where there is nothing"),
		  TSOP_OPTION_TEXT, &apply.options.path, 0, 0 },
		SOURCES_OPTIONS(&apply.sources),
		{ 0, "partial", NULL, N_("take the good rows of a file that has bad ones"),
		  TSOP_OPTION_FLAG, &apply.options.partial, 0, 0 },
		{ 0, "update", NULL, N_("correct applications that differ from the register's"),
		  TSOP_OPTION_FLAG, &apply.options.update, 0, 0 },
		{ 0, "update-courses", NULL, N_("correct courses that differ from the register's"),
		  TSOP_OPTION_FLAG, &apply.options.update_courses, 0, 0 },
		TSOP_OPTION_DRY_RUN(&apply.options.dry_run),
		TSOP_OPTION_QUIET(&tool->quiet),
	};
	int status;

	sources_init(&apply.sources);
	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (apply.options.path == NULL)
		return verb_expects(tool, "register");
	if (apply.sources.courses_file == NULL)
		return verb_expects(tool, "courses");
	if (!tsop_tool_inputs(tool, &argc, argv) ||
	    !sources_share_nothing(&apply.sources, argc, argv, tool))
		return (int)tool->status;
	tsop_batch_init(&apply.batch);
	status = run(&apply, argc, argv);
	tsop_batch_release(&apply.batch);
	sources_release(&apply.sources);
	return status;
}
