#include "verbs.h"

#include "base/i18n.h"
#include "enroll/identity.h"
#include "enroll/register.h"
#include "record/write.h"

static const struct tsop_store_options options = { .tool = "tsop-enroll" };

/* What the events make must hold together too. */
static int check_events(struct tsop_register *reg, const char *path, struct tsop_sink *sink,
			struct tsop_error *err)
{
	struct tsop_identities identities;
	struct tsop_store *store;
	bool recovered;
	int status;

	if (tsop_store_open(&store, path, &options, &recovered, err) != 0)
		return -1;
	tsop_identities_init(&identities);
	status = tsop_register_load(reg, store, INT64_MAX, err);
	if (status == 0)
		status = tsop_identities_load(&identities, reg, err);
	if (status == 0)
		tsop_register_check(reg, TSOP_NO, sink);
	tsop_identities_release(&identities);
	tsop_store_close(store);
	return status;
}

static void print(struct tsop_tool *tool, const struct tsop_store_summary *summary,
		  const struct tsop_register *reg)
{
	size_t n_states[TSOP_STATES] = { 0 };
	struct tsop_buf line;

	for (size_t i = 0; i < reg->n; i++)
		n_states[reg->enrollments[i].state]++;
	tsop_buf_init(&line);
	tsop_write_begin(&line, "register");
	tsop_write_text(&line, "root", summary->root);
	tsop_write_integer(&line, "entries", (int64_t)summary->entries);
	tsop_write_integer(&line, "erased_units", (int64_t)summary->erased_units);
	tsop_write_integer(&line, "torn_bytes", (int64_t)summary->torn_bytes);
	tsop_write_integer(&line, "courses", (int64_t)reg->courses.n);
	tsop_write_integer(&line, "enrollments", (int64_t)reg->n);
	for (size_t i = 0; i < TSOP_STATES; i++)
		if (n_states[i] > 0)
			tsop_write_integer(&line, tsop_state_word((enum tsop_state)i),
					   (int64_t)n_states[i]);
	tsop_write_end(&line);
	tsop_output_add(&tool->out, tsop_buf_view(&line));
	tsop_buf_release(&line);
}

static void run(struct tsop_tool *tool, const char *path)
{
	struct tsop_store_summary summary;
	struct tsop_register reg;
	struct tsop_error err;

	if (tsop_store_verify(path, &options, &summary, &tool->sink) != 0)
		return;
	tsop_register_init(&reg);
	if (check_events(&reg, path, &tool->sink, &err) != 0) {
		tsop_tool_error(tool, &err);
	} else if (tool->sink.n == 0 && tsop_tool_output(tool, NULL)) {
		print(tool, &summary, &reg);
		tsop_tool_note(tool, _("%s: verified"), path);
	}
	tsop_register_release(&reg);
}

int verb_verify(struct tsop_tool *tool, int argc, char **argv)
{
	const char *path = NULL;
	const struct tsop_option table[] = {
		{ 'r', "register", "DIR", N_("the register"), TSOP_OPTION_TEXT, &path, 0, 0 },
		TSOP_OPTION_QUIET(&tool->quiet),
	};

	if (!tsop_tool_options(tool, table, sizeof table / sizeof table[0], &argc, argv))
		return (int)tool->status;
	if (path == NULL)
		return verb_expects(tool, "register");
	run(tool, path);
	return tsop_tool_end(tool);
}
