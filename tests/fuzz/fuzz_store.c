/* Any bytes are a line of a chain and one of bodies, or none; what is read is written as it reads. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "store/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_units(struct tsop_view text, const struct tsop_chain_line *line,
			struct tsop_record *record)
{
	char digest[TSOP_HEX_TEXT];
	struct tsop_units units = { .at_u = 0 };
	struct tsop_unit unit;
	uint64_t erased = 0;
	size_t len = 1;

	if (tsop_body_read(text, line->n, &units.body, NULL) != 0 ||
	    tsop_body_digest(&units.body, line, digest, &erased, NULL) != 0)
		return;
	while (tsop_units_next(&units, &unit, NULL) == 1)
		len += unit.erased ? 0 : unit.bytes.len + 1;
	if (len != units.body.r.len)
		abort();
	tsop_body_check(&units.body, record, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tsop_view text = { (const char *)data, size };
	struct tsop_chain_line line = { .n = 1, .end = 1, .t_text = "2019-08-14T09:31:07Z" };
	char again[TSOP_CHAIN_LINE + 1];
	struct tsop_record record;

	if (size >= TSOP_CHAIN_LINE && tsop_chain_read(text.p, &line, NULL) == 0) {
		tsop_chain_write(&line, again);
		if (memcmp(again, text.p, TSOP_CHAIN_LINE) != 0)
			abort();
		text.p += TSOP_CHAIN_LINE;
		text.len -= TSOP_CHAIN_LINE;
	}
	tsop_record_init(&record);
	check_units(text, &line, &record);
	tsop_record_release(&record);
	return 0;
}
