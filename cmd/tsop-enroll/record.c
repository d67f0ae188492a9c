#include "verbs.h"

#include "base/i18n.h"
#include "enroll/recording.h"

struct record {
	struct tsop_tool *tool;
	const char *path, *now_text;
	int64_t line_max;
	bool dry_run;
};

static void confirm(const struct record *record, const struct tsop_recording *recording)
{
	const char *id = recording->stream->id;

	if (recording->recovered)
		tsop_tool_note(record->tool,
			       _("%s: a batch that was interrupted is kept in torn/ and counts as "
				 "not entered"),
			       record->path);
	if (recording->known)
		tsop_tool_note(record->tool,
			       _("%s: allocation %s was recorded before; nothing is changed"),
			       record->path, id);
	else if (recording->n_enrolled + recording->n_waiting == 0)
		tsop_tool_note(record->tool, _("%s: allocation %s changes nothing"), record->path,
			       id);
	else
		tsop_tool_note(record->tool, _("%s%s: allocation %s: %zu enrolled, %zu waiting"),
			       record->dry_run ? _("nothing is changed, but would be: ") : "",
			       record->path, id, recording->n_enrolled, recording->n_waiting);
}

static int enter(const struct record *record, struct tsop_stream *stream, tsop_instant now)
{
	struct tsop_recording recording;
	struct tsop_error err;

	tsop_recording_init(&recording, stream);
	if (tsop_recording_run(&recording, record->path, now, record->dry_run,
			       &record->tool->sink, &err) != 0)
		tsop_tool_error(record->tool, &err);
	else if (recording.done)
		confirm(record, &recording);
	tsop_recording_release(&recording);
	return tsop_tool_end(record->tool);
}

static int run(const struct record *record, const char *name)
{
	const struct tsop_input_options input = { .line_max = (size_t)record->line_max,
						  .progress = tsop_tool_progress(record->tool) };
	struct tsop_stream stream;
	struct tsop_error err;
	tsop_instant now;
	int status;

	if (tsop_instant_now(record->now_text, &now, &err) != 0) {
		tsop_tool_error(record->tool, &err);
		return tsop_tool_end(record->tool);
	}
	tsop_stream_init(&stream);
	if (tsop_stream_read(&stream, name, &input, &record->tool->sink) == 0)
		status = enter(record, &stream, now);
	else
		status = tsop_tool_end(record->tool);
	tsop_stream_release(&stream);
	return status;
}

int verb_record(struct tsop_tool *tool, int argc, char **argv)
{
	struct record record = { .tool = tool };
	const struct tsop_option table[] = {
		{ 'r', "register", "DIR", N_("the register"), TSOP_OPTION_TEXT, &record.path, 0,
		  0 },
		TSOP_OPTION_LINE_MAX(&record.line_max),
		TSOP_OPTION_NOW(&record.now_text),
		TSOP_OPTION_DRY_RUN(&record.dry_run),
		TSOP_OPTION_QUIET(&tool->quiet),
	};
	struct tsop_error err;

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (record.path == NULL)
		return verb_expects(tool, "register");
	if (argc > 1) {
		tsop_fail(&err, TSOP_USAGE, _("expected one allocation, not %d"), argc);
		tsop_tool_error(tool, &err);
		return (int)tool->status;
	}
	if (!tsop_tool_inputs(tool, &argc, argv))
		return (int)tool->status;
	return run(&record, argv[0]);
}
