#include "report/document.h"

#include <string.h>

const struct tsop_table *tsop_document_table(const struct tsop_document *document, const char *name)
{
	for (size_t i = 0; i < document->n_sections; i++)
		if (strcmp(document->sections[i].table.name, name) == 0)
			return &document->sections[i].table;
	return NULL;
}
