#include "enroll/batch.h"

#include <stdlib.h>

#include "base/array.h"

void tsop_batch_init(struct tsop_batch *batch)
{
	*batch = (struct tsop_batch){ 0 };
	tsop_arena_init(&batch->arena);
}

void tsop_batch_release(struct tsop_batch *batch)
{
	free(batch->rows);
	free(batch->files);
	tsop_arena_release(&batch->arena);
}

static struct tsop_batch_row *add_row(struct tsop_batch *batch)
{
	struct tsop_batch_row *rows =
		tsop_array_room(batch->rows, batch->n, &batch->cap, sizeof *rows);

	if (rows == NULL)
		return NULL;
	batch->rows = rows;
	return &rows[batch->n++];
}

static struct tsop_batch_file *add_file(struct tsop_batch *batch, const char *name)
{
	struct tsop_batch_file *files = tsop_array_room(batch->files, batch->n_files,
							&batch->cap_files, sizeof *files);
	struct tsop_batch_file *file;

	if (files == NULL)
		return NULL;
	batch->files = files;
	file = &files[batch->n_files++];
	*file = (struct tsop_batch_file){ .name = name, .first = batch->n };
	return file;
}

/* Reading one file. */
struct reading {
	struct tsop_batch *batch;
	struct tsop_batch_file *file;
	struct tsop_application_reader reader;
	struct tsop_sink *sink;
	enum tsop_code refusal;
};

static int no_memory(struct tsop_sink *sink)
{
	struct tsop_error err;

	tsop_fail_memory(&err);
	tsop_sink_report(sink, &err);
	return -1;
}

static int read_row(struct reading *reading, const struct tsop_record *record)
{
	struct tsop_batch_row *row = add_row(reading->batch);

	if (row == NULL)
		return no_memory(reading->sink);
	row->file = reading->batch->n_files - 1;
	row->line = record->line;
	if (tsop_application_read(&reading->reader, record, &row->application) == 0) {
		reading->file->n++;
	} else {
		reading->batch->n--;
		reading->file->refused++;
	}
	return 0;
}

/* A record that can not be read is a refused row, unless the file ends there. */
static void refuse_record(struct reading *reading, const struct tsop_input *input,
			  struct tsop_error *err)
{
	if (tsop_input_is_broken(input))
		reading->file->unusable = true;
	else if (err->code == TSOP_INPUT)
		err->code = reading->refusal;
	reading->file->refused++;
	tsop_sink_report(reading->sink, err);
}

static int read_rows(struct reading *reading, struct tsop_input *input)
{
	const struct tsop_record *record;

	for (;;) {
		struct tsop_error err;
		int got = tsop_input_next(input, &record, &err);

		if (got == 0)
			return 0;
		if (got < 0) {
			refuse_record(reading, input, &err);
			if (reading->file->unusable)
				return 0;
			continue;
		}
		if (read_row(reading, record) != 0)
			return -1;
	}
}

int tsop_batch_read(struct tsop_batch *batch, const char *name,
		    const struct tsop_input_options *options,
		    const struct tsop_application_rules *rules, enum tsop_code refusal,
		    struct tsop_sink *sink)
{
	struct reading reading = { .batch = batch, .sink = sink, .refusal = refusal };
	struct tsop_input_options with_headings = { 0 };
	struct tsop_input *input;
	struct tsop_error err;
	int status;

	reading.file = add_file(batch, name);
	if (reading.file == NULL)
		return no_memory(sink);
	if (options != NULL)
		with_headings = *options;
	with_headings.headings = sink->headings;
	if (tsop_input_open(&input, name, &with_headings, &err) != 0) {
		reading.file->unusable = true;
		tsop_sink_report(sink, &err);
		return 0;
	}
	tsop_application_reader_init(&reading.reader, &batch->arena, sink, rules, refusal);
	status = read_rows(&reading, input);
	tsop_application_reader_release(&reading.reader);
	tsop_input_close(input);
	return status;
}
