/* Any bytes are a zone or none; a zone's spans follow each other without holes. */
#include <stdint.h>
#include <stdlib.h>

#include "time/tzif.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const tsop_instant end = INT64_C(4102444800); /* 2100 */
	struct tsop_tzif tzif;
	struct tsop_span span;

	if (tsop_tzif_read(&tzif, (struct tsop_view){ (const char *)data, size }, NULL) != 0)
		return 0;
	span = tsop_tzif_span(&tzif, -INT64_C(2208988800)); /* 1900 */
	while (span.to < end) {
		struct tsop_span next = tsop_tzif_span(&tzif, span.to);

		if (next.from != span.to || next.to <= next.from)
			abort();
		span = next;
	}
	tsop_tzif_release(&tzif);
	return 0;
}
