/* Scanner and Jansson agree on what is a record, and on what it says. */
#include <stdlib.h>

#include "agree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tsop_record record;
	char *line = malloc(size + 1); /* of its own, so that reading past it is seen */

	if (line == NULL)
		return 0;
	line = realloc(line, size > 0 ? size : 1);
	memcpy(line, data, size);
	tsop_record_init(&record);
	if (!agree(&record, (struct tsop_view){ line, size }))
		abort();
	tsop_record_release(&record);
	free(line);
	return 0;
}
