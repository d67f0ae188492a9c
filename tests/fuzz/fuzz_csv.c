/* Any bytes are an input: records or errors, and an end. */
#include <stdint.h>
#include <stdlib.h>

#include "record/input.h"
#include "record/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is written can be read. */
static void check(const struct tsop_record *record, struct tsop_record *copy, struct tsop_buf *out)
{
	tsop_buf_clear(out);
	tsop_buf_add_char(out, '{');
	for (size_t i = 0; i < record->n; i++)
		tsop_write_field(out, &record->fields[i]);
	tsop_buf_add_char(out, '}');
	if (tsop_record_scan(copy, tsop_buf_view(out), "x", 1, NULL) != 0)
		abort();
}

/* The first byte chooses the encoding and the limit. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tsop_input_options options = { 0 };
	struct tsop_view bytes = { (const char *)data + (size > 0), size - (size > 0) };
	const struct tsop_record *record;
	struct tsop_record copy;
	struct tsop_input *input;
	struct tsop_buf out;
	int status;

	if (size > 0) {
		options.encoding = data[0] & 1 ? "windows-1252" : NULL;
		options.line_max = data[0] & 2 ? 64 : 0;
	}
	tsop_record_init(&copy);
	tsop_buf_init(&out);
	if (tsop_input_open_bytes(&input, "x", bytes, &options, NULL) != 0)
		abort();
	while ((status = tsop_input_next(input, &record, NULL)) && !tsop_input_is_broken(input))
		if (status == 1)
			check(record, &copy, &out);
	tsop_input_close(input);
	tsop_record_release(&copy);
	tsop_buf_release(&out);
	return 0;
}
