#include "record/input.h"

#include <stdlib.h>
#include <strings.h>

#include "base/i18n.h"
#include "record/csv.h"
#include "record/header.h"
#include "record/lines.h"
#include "record/sniff.h"

struct tsop_input {
	struct tsop_input_options options;
	struct tsop_lines lines;
	enum tsop_format format; /* TSOP_FORMAT_UNSURE until the first record is asked for */
	bool is_broken;
	struct tsop_record record;
	bool has_csv;
	struct tsop_csv csv;
	bool has_header;
	struct tsop_header header;
};

static struct tsop_input *make(const struct tsop_input_options *options)
{
	struct tsop_input *input = calloc(1, sizeof *input);

	if (input == NULL)
		return NULL;
	if (options != NULL)
		input->options = *options;
	tsop_record_init(&input->record);
	return input;
}

int tsop_input_open(struct tsop_input **input, const char *name,
		    const struct tsop_input_options *options, struct tsop_error *err)
{
	struct tsop_input *made = make(options);

	if (made == NULL) {
		tsop_fail_memory(err);
		return -1;
	}
	if (tsop_lines_open(&made->lines, name, made->options.line_max, err) != 0) {
		tsop_input_close(made);
		return -1;
	}
	tsop_lines_watch(&made->lines, made->options.progress);
	*input = made;
	return 0;
}

int tsop_input_open_bytes(struct tsop_input **input, const char *name, struct tsop_view bytes,
			  const struct tsop_input_options *options, struct tsop_error *err)
{
	struct tsop_input *made = make(options);

	if (made == NULL)
		return tsop_fail_memory(err);
	tsop_lines_over(&made->lines, name, bytes, made->options.line_max);
	*input = made;
	return 0;
}

void tsop_input_close(struct tsop_input *input)
{
	if (input == NULL)
		return;
	if (input->has_header)
		tsop_header_close(&input->header);
	if (input->has_csv)
		tsop_csv_close(&input->csv);
	tsop_record_release(&input->record);
	tsop_lines_close(&input->lines);
	free(input);
}

bool tsop_input_is_broken(const struct tsop_input *input)
{
	return input->is_broken || input->lines.is_broken || input->csv.is_broken;
}

/* Nothing can be read of this file. */
static int fail_whole(struct tsop_input *input, const char *why, struct tsop_error *err)
{
	input->is_broken = true;
	tsop_fail(err, TSOP_INPUT, "%s", why);
	return tsop_error_at(err, input->lines.name, 0, NULL);
}

static bool is_named_csv(const char *name)
{
	size_t len = strlen(name);

	return len >= 4 && strcasecmp(name + len - 4, ".csv") == 0;
}

static int begin_csv(struct tsop_input *input, size_t mark, struct tsop_error *err)
{
	const struct tsop_input_options *options = &input->options;
	int status;

	input->is_broken = true; /* until the header row was read */
	if (tsop_csv_open(&input->csv, &input->lines, mark > 0 ? NULL : options->encoding, err) != 0)
		return -1;
	input->has_csv = true;
	status = tsop_csv_next(&input->csv, err);
	if (status < 0)
		return -1;
	if (status == 0)
		return fail_whole(input, _("expected a header row"), err);
	if (tsop_header_open(&input->header, &input->csv, options->columns, options->required,
			     options->headings, err) != 0)
		return -1;
	input->has_header = true;
	input->is_broken = false;
	return 0;
}

/* Find out what the input is, and read what stands before its first record. */
static int begin(struct tsop_input *input, struct tsop_error *err)
{
	struct tsop_lines *lines = &input->lines;
	struct tsop_view head;
	const char *why;
	size_t mark;
	int more = 1;

	do {
		head = (struct tsop_view){ lines->p, (size_t)(lines->end - lines->p) };
		input->format = tsop_sniff(head, more == 0, &why);
		if (input->format != TSOP_FORMAT_UNSURE)
			break;
		more = tsop_lines_fill(lines, err);
	} while (more >= 0);
	if (more < 0)
		return -1;
	mark = tsop_sniff_mark(head);
	lines->p += mark;
	if (input->format == TSOP_FORMAT_OTHER)
		return fail_whole(input, _(why), err);
	if (input->format == TSOP_FORMAT_EMPTY && (mark > 0 || is_named_csv(lines->name)))
		return fail_whole(input, _("expected a header row"), err);
	return input->format == TSOP_FORMAT_CSV ? begin_csv(input, mark, err) : 0;
}

static int next_json(struct tsop_input *input, struct tsop_error *err)
{
	struct tsop_view line;
	int status;

	do {
		status = tsop_lines_next(&input->lines, &line, err);
		if (status <= 0)
			return status;
		line = tsop_lines_chomp(line);
	} while (tsop_lines_blanks(line) == line.len);
	status = tsop_record_scan(&input->record, line, input->lines.name, input->lines.number,
				  err);
	return status == 0 ? 1 : -1;
}

static int next_csv(struct tsop_input *input, struct tsop_error *err)
{
	int status = tsop_csv_next(&input->csv, err);

	if (status <= 0)
		return status;
	return tsop_header_record(&input->header, &input->csv, &input->record, err) == 0 ? 1 : -1;
}

int tsop_input_next(struct tsop_input *input, const struct tsop_record **record,
		    struct tsop_error *err)
{
	int status;

	if (input->format == TSOP_FORMAT_UNSURE && begin(input, err) != 0)
		return -1;
	if (input->format == TSOP_FORMAT_EMPTY)
		return 0;
	status = input->format == TSOP_FORMAT_CSV ? next_csv(input, err) : next_json(input, err);
	if (status == 1)
		*record = &input->record;
	return status;
}

/* Tell of a refused record, if the sink was not told; it is placed at the record if it is nowhere. */
static void tell(struct tsop_sink *sink, const struct tsop_record *record, struct tsop_error *err)
{
	if (err->code == TSOP_OK)
		return;
	if (record != NULL && err->file == NULL) {
		err->file = record->file;
		err->line = record->line;
	}
	tsop_sink_report(sink, err);
}

/* So many records refused from the first one on, and none taken: it is another file. */
enum { HOPELESS = 20 };

static int give_up(const struct tsop_input *input, struct tsop_sink *sink)
{
	struct tsop_error err;

	tsop_fail(&err, TSOP_INPUT,
		  _("none of the first %d records can be used, the rest was not read: expected "
		    "another file"),
		  HOPELESS);
	tsop_error_at(&err, input->lines.name, 0, NULL);
	tsop_sink_report(sink, &err);
	return -1;
}

static int read_all(struct tsop_input *input,
		    int (*each)(void *context, const struct tsop_record *record,
				struct tsop_error *err),
		    void *context, struct tsop_sink *sink)
{
	const struct tsop_record *record;
	struct tsop_error err;
	size_t n_refused = 0;
	bool is_hopeless = true;

	for (;;) {
		int status = tsop_input_next(input, &record, &err);
		bool is_read = status == 1;

		if (status == 0)
			return n_refused > 0 ? -1 : 0;
		if (is_hopeless && n_refused == HOPELESS && (is_read || err.code != TSOP_SYSTEM))
			return give_up(input, sink);
		if (is_read && each(context, record, &err) == 0) {
			is_hopeless = false;
			continue;
		}
		n_refused++;
		tell(sink, is_read ? record : NULL, &err);
		if (sink->worst == TSOP_SYSTEM || tsop_input_is_broken(input))
			return -1;
	}
}

int tsop_input_each(const char *name, const struct tsop_input_options *options,
		    int (*each)(void *context, const struct tsop_record *record,
				struct tsop_error *err),
		    void *context, struct tsop_sink *sink)
{
	struct tsop_input_options with_headings = { 0 };
	struct tsop_input *input;
	struct tsop_error err;
	int status;

	if (options != NULL)
		with_headings = *options;
	with_headings.headings = sink->headings;
	if (tsop_input_open(&input, name, &with_headings, &err) != 0) {
		tsop_sink_report(sink, &err);
		return -1;
	}
	status = read_all(input, each, context, sink);
	tsop_input_close(input);
	return status;
}
