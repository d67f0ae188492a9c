#include "draw/complete.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/i18n.h"
#include "base/text.h"
#include "draw/drawing.h"
#include "draw/entropy.h"
#include "record/input.h"
#include "record/write.h"

/* A draw, and the members of its record that are not known here. */
struct row {
	struct tsop_draw draw;
	const char *others;
};

struct completing {
	const struct tsop_complete_options *options;
	struct row *rows;
	size_t n;
	size_t cap;
	struct tsop_arena arena;
	struct tsop_faults faults; /* of the record */
	struct tsop_buf text;
	const char **list; /* of the sources, or of the ids drawn by hand */
	size_t n_list;
};

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct completing *completing = context;
	struct row *rows = tsop_array_room(completing->rows, completing->n, &completing->cap,
					   sizeof *rows);
	struct row *row;

	if (rows == NULL)
		return tsop_fail_memory(err);
	completing->rows = rows;
	row = &rows[completing->n];
	tsop_faults_begin(&completing->faults, record);
	if (tsop_draw_read(&completing->faults, &completing->arena, &row->draw) != 0)
		return tsop_faults_end(&completing->faults, err);
	if (row->draw.drawn != NULL)
		return tsop_record_fail(record, "drawn", err, _("expected a draw not yet made"));
	for (size_t i = 0; i < completing->n; i++)
		if (tsop_draw_is_of_same(&rows[i].draw, &row->draw))
			return tsop_record_fail(record, "tied", err,
						_("given before, in line %llu of %s"),
						rows[i].draw.line,
						tsop_error_file(rows[i].draw.file));
	tsop_buf_clear(&completing->text);
	tsop_buf_add_char(&completing->text, '{');
	for (size_t i = 0; i < record->n; i++)
		if (!tsop_draw_has_member(record->fields[i].name))
			tsop_write_field(&completing->text, &record->fields[i]);
	if (tsop_buf_ok(&completing->text, err) != 0)
		return -1;
	row->others = tsop_arena_copy(&completing->arena, tsop_buf_view(&completing->text));
	if (row->others == NULL)
		return tsop_fail_memory(err);
	completing->n++;
	return 0;
}

static int read_files(struct completing *completing, struct tsop_sink *sink)
{
	const struct tsop_complete_options *options = completing->options;
	const struct tsop_input_options input = {
		.encoding = options->encoding,
		.line_max = (size_t)options->line_max,
	};
	int status = 0;

	tsop_faults_init(&completing->faults, sink, TSOP_INPUT);
	for (size_t i = 0; i < options->n_files; i++)
		if (tsop_input_each(options->files[i], &input, read_row, completing, sink) != 0)
			status = -1;
	return status;
}

/* The parts of a list, trimmed. */
static int split(struct completing *completing, const char *list, char separator,
		 struct tsop_error *err)
{
	struct tsop_view rest = tsop_view_of(list);
	const char *end;

	completing->list = tsop_arena_take(&completing->arena, rest.len + 1,
					   sizeof *completing->list);
	if (completing->list == NULL)
		return tsop_fail_memory(err);
	do {
		struct tsop_view part = rest;

		end = memchr(rest.p, separator, rest.len);
		if (end != NULL) {
			part.len = (size_t)(end - rest.p);
			rest.p += part.len + 1;
			rest.len -= part.len + 1;
		}
		completing->list[completing->n_list] =
			tsop_arena_copy(&completing->arena, tsop_text_trim(part));
		if (completing->list[completing->n_list++] == NULL)
			return tsop_fail_memory(err);
	} while (end != NULL);
	return 0;
}

static int check_text(const char *name, const char *text,
		      int (*check)(const char *text, struct tsop_error *err), struct tsop_error *err)
{
	return text == NULL || check(text, err) == 0 ? 0 : tsop_error_option(err, name);
}

static int read_options(struct completing *completing, struct tsop_error *err)
{
	const struct tsop_complete_options *options = completing->options;

	if (check_text("seed", options->seed, tsop_draw_check_text, err) != 0 ||
	    check_text("sources", options->sources, tsop_draw_check_text, err) != 0 ||
	    check_text("note", options->note, tsop_draw_check_note, err) != 0)
		return -1;
	if (options->sources != NULL)
		return split(completing, options->sources, '/', err);
	return options->drawn != NULL ? split(completing, options->drawn, ',', err) : 0;
}

static int take_drawn(struct completing *completing, struct tsop_draw *draw,
		      struct tsop_error *err)
{
	draw->bits_given = TSOP_DRAW_NOT_STATED;
	if (tsop_draw_find(draw, completing->list, completing->n_list, &completing->arena,
			   &draw->drawn, err) != 0)
		return tsop_error_option(err, "drawn");
	return tsop_entropy_needed(draw->n_tied, draw->number, &draw->bits_needed, err);
}

/* How many bits of chance there truly were. */
static int take_bits(int64_t bits, struct tsop_draw *draw, struct tsop_error *err)
{
	if (draw->by != TSOP_DRAW_HAND && bits > draw->bits_given)
		return tsop_fail(err, TSOP_USAGE,
				 _("--bits: expected at most %" PRId64
				   ", which the seed or sources can give"),
				 draw->bits_given);
	draw->bits_given = bits;
	return 0;
}

static int complete(struct completing *completing, struct tsop_draw *draw, struct tsop_error *err)
{
	const struct tsop_complete_options *options = completing->options;

	draw->by = (enum tsop_draw_by)options->by;
	draw->seed = options->seed;
	draw->note = options->note;
	if (options->sources != NULL) {
		draw->sources = completing->list;
		draw->n_sources = completing->n_list;
	}
	if (draw->by == TSOP_DRAW_HAND) {
		if (take_drawn(completing, draw, err) != 0)
			return -1;
	} else if (tsop_drawing_make(draw, completing->n > 1, &completing->arena, err) != 0) {
		return tsop_error_option(err, "sources");
	}
	return options->bits == TSOP_DRAW_NOT_STATED ? 0 : take_bits(options->bits, draw, err);
}

static int complete_all(struct completing *completing, struct tsop_error *err)
{
	if (completing->options->drawn != NULL && completing->n != 1)
		return tsop_fail(err, TSOP_USAGE, _("--drawn: expected one draw, found %zu"),
				 completing->n);
	for (size_t i = 0; i < completing->n; i++)
		if (complete(completing, &completing->rows[i].draw, err) != 0)
			return -1;
	return 0;
}

/* 1: some of the outcomes can not come up. */
static int weigh(const struct tsop_draw *draw, struct tsop_sink *warnings)
{
	struct tsop_error err;

	if (draw->bits_given == TSOP_DRAW_NOT_STATED || draw->bits_given >= draw->bits_needed)
		return 0;
	tsop_fail(&err, TSOP_NO,
		  _("expected at least %" PRId64 ", without which some outcomes can not come up, "
		    "not %" PRId64),
		  draw->bits_needed, draw->bits_given);
	tsop_error_at(&err, draw->file, draw->line, "bits_given");
	tsop_sink_report(warnings, &err);
	return 1;
}

static int write_row(struct completing *completing, const struct row *row, struct tsop_output *out,
		     struct tsop_error *err)
{
	struct tsop_buf *text = &completing->text;

	tsop_buf_clear(text);
	tsop_write_begin(text, "draw");
	tsop_draw_write(text, &row->draw);
	if (row->others[1] != '\0')
		tsop_buf_addf(text, ",%s", row->others + 1);
	tsop_write_end(text);
	if (tsop_buf_ok(text, err) != 0)
		return -1;
	tsop_output_add(out, tsop_buf_view(text));
	return 0;
}

static int run(struct completing *completing, struct tsop_output *out, struct tsop_sink *warnings,
	       struct tsop_sink *sink, struct tsop_error *err)
{
	int status = 0;

	if (read_options(completing, err) != 0 || read_files(completing, sink) != 0 ||
	    complete_all(completing, err) != 0)
		return -1;
	for (size_t i = 0; i < completing->n; i++) {
		if (write_row(completing, &completing->rows[i], out, err) != 0)
			return -1;
		status |= weigh(&completing->rows[i].draw, warnings);
	}
	return status;
}

int tsop_complete_run(const struct tsop_complete_options *options, struct tsop_output *out,
		      struct tsop_sink *warnings, struct tsop_sink *sink, struct tsop_error *err)
{
	struct completing completing = { .options = options };
	int status;

	tsop_arena_init(&completing.arena);
	tsop_buf_init(&completing.text);
	status = run(&completing, out, warnings, sink, err);
	free(completing.rows);
	tsop_buf_release(&completing.text);
	tsop_arena_release(&completing.arena);
	return status;
}
