#include "allocate.h"

bool allocate_open(struct tsop_tool *tool, struct tsop_allocation_options *options,
		   const char *output, int argc, char **argv)
{
	const char *const files[] = { options->courses, options->key, options->fix,
				      options->seats_from, options->exclude,
				      options->fill, options->keep, options->drawn };
	struct tsop_error err;

	if (options->seed != NULL && options->drawn != NULL) {
		tsop_fail(&err, TSOP_USAGE,
			  _("--drawn: expected no --seed: that would settle every tie"));
		tsop_tool_error(tool, &err);
		return false;
	}
	if (!tsop_tool_stdin_once(tool, files, sizeof files / sizeof files[0], argc, argv))
		return false;
	options->files = argv;
	options->n_files = (size_t)argc;
	options->progress = tsop_tool_progress(tool);
	if (tsop_tool_output(tool, output))
		return true;
	tsop_tool_end(tool);
	return false;
}

int allocate_end(struct tsop_tool *tool, int status, const struct tsop_error *err)
{
	if (status == 1)
		tool->status = TSOP_NO;
	else if (err->code != TSOP_OK)
		tsop_tool_error(tool, err);
	if (err->code == TSOP_NO && tool->has_output) { /* there is nothing to put in a file's place */
		tsop_output_abandon(&tool->out);
		tool->has_output = false;
	}
	return tsop_tool_end(tool);
}

int allocate_finish(struct tsop_tool *tool, struct tsop_allocation_options *options,
		    const char *output, int argc, char **argv)
{
	struct tsop_error err = { .code = TSOP_OK };
	int status;

	if (!allocate_open(tool, options, output, argc, argv))
		return (int)tool->status;
	status = tsop_allocation_run(options, &tool->out, &tool->sink, &err);
	return allocate_end(tool, status, &err);
}

int allocate_needs(struct tsop_tool *tool, const char *option)
{
	struct tsop_error err;

	tsop_fail(&err, TSOP_USAGE, _("expected --%s; see --help"), option);
	tsop_tool_error(tool, &err);
	return (int)tool->status;
}

bool allocate_has_seats(struct tsop_tool *tool, const struct tsop_allocation_options *options)
{
	const char *missing = NULL;

	if (options->key == NULL)
		missing = "key";
	else if (options->key_column == NULL)
		missing = "key-column";
	else if (options->courses == NULL && options->seats == TSOP_ALLOCATION_NOT_GIVEN)
		missing = "seats";
	if (missing != NULL)
		allocate_needs(tool, missing);
	return missing == NULL;
}
