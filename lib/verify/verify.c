#include "verify/verify.h"

#include "base/i18n.h"
#include "record/write.h"
#include "verify/allocation.h"
#include "verify/checking.h"
#include "verify/matrix/biproportion.h"

/* What results are, by the type of their first record and its `kind`. */
static const struct {
	const char *type, *kind;
	tsop_checking_kind *verify;
} kinds[] = {
	{ "allocation", NULL, tsop_allocation_verify },
	{ "allocation", "\"biproportion\"", tsop_biproportion_verify },
};

/* Is the record's `kind` that, as it stands? NULL: it has none. */
static bool has_kind(const struct tsop_record *record, const char *kind)
{
	const struct tsop_field *field = tsop_record_get(record, "kind");

	return field == NULL ? kind == NULL : kind != NULL && tsop_view_is(field->value, kind);
}

static int verify_kind(struct tsop_checking *checking, struct tsop_input *input,
		       struct tsop_buf *verdict, struct tsop_error *err)
{
	const struct tsop_record *first;
	int status = tsop_input_next(input, &first, err);

	if (status < 0)
		return -1;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && status > 0; i++)
		if (tsop_record_is(first, kinds[i].type) && has_kind(first, kinds[i].kind))
			return kinds[i].verify(checking, input, first, verdict, err);
	tsop_fail(err, TSOP_INPUT, _("expected a result of tsop-allocate"));
	return tsop_error_at(err, checking->options->result, status > 0 ? first->line : 0, NULL);
}

/* The verdict of a result without faults. */
static int write_verdict(const struct tsop_checking *checking, struct tsop_buf *verdict,
			 struct tsop_output *out, struct tsop_error *err)
{
	const struct tsop_buf *const lists[] = { &checking->verified, &checking->unverified };
	const char *const names[] = { "verified", "not_verified" };

	for (size_t i = 0; i < 2; i++) {
		if (tsop_buf_ok(lists[i], err) != 0)
			return -1;
		tsop_write_open(verdict, names[i], '[');
		tsop_buf_add(verdict, lists[i]->p + 1, lists[i]->len - 1);
		tsop_write_close(verdict, ']');
	}
	tsop_write_end(verdict);
	if (tsop_buf_ok(verdict, err) != 0)
		return -1;
	tsop_output_add(out, tsop_buf_view(verdict));
	return 0;
}

static int run(struct tsop_checking *checking, struct tsop_output *out, struct tsop_error *err)
{
	const struct tsop_input_options lines = { .line_max = checking->input.line_max,
						  .progress = checking->input.progress };
	struct tsop_input *input;
	struct tsop_buf verdict;
	int status;

	if (tsop_input_open(&input, checking->options->result, &lines, err) != 0)
		return -1;
	tsop_buf_init(&verdict);
	tsop_write_begin(&verdict, "verification");
	status = verify_kind(checking, input, &verdict, err);
	tsop_input_close(input);
	if (status == 0 && checking->has_failed)
		status = tsop_fail_memory(err);
	if (status == 0 && checking->n_faults == 0)
		status = write_verdict(checking, &verdict, out, err);
	else if (status == 0)
		status = 1;
	tsop_buf_release(&verdict);
	return status;
}

int tsop_verify_run(const struct tsop_verify_options *options, struct tsop_output *out,
		    struct tsop_sink *sink, struct tsop_error *err)
{
	struct tsop_checking checking = { .options = options, .sink = sink, .code = TSOP_NO };
	struct tsop_columns *columns;
	int status;

	if (tsop_columns_danish(&columns, err) != 0)
		return -1;
	checking.input = (struct tsop_input_options){
		.encoding = options->encoding,
		.line_max = (size_t)options->line_max,
		.columns = columns,
		.progress = options->progress,
	};
	tsop_arena_init(&checking.arena);
	tsop_buf_init(&checking.text);
	tsop_buf_init(&checking.verified);
	tsop_buf_init(&checking.unverified);
	tsop_buf_add_char(&checking.verified, '[');
	tsop_buf_add_char(&checking.unverified, '[');
	status = run(&checking, out, err);
	tsop_buf_release(&checking.unverified);
	tsop_buf_release(&checking.verified);
	tsop_buf_release(&checking.text);
	tsop_arena_release(&checking.arena);
	tsop_columns_free(columns);
	return status;
}
