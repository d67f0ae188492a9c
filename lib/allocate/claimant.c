#include "allocate/claimant.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

struct tsop_claimant *tsop_claimants_room(struct tsop_claimants *claimants)
{
	struct tsop_claimant *rows = tsop_array_room(claimants->rows, claimants->n, &claimants->cap,
						     sizeof *rows);

	if (rows == NULL)
		return NULL;
	claimants->rows = rows;
	rows[claimants->n] = (struct tsop_claimant){ 0 };
	return &rows[claimants->n];
}

void tsop_claimants_release(struct tsop_claimants *claimants)
{
	free(claimants->rows);
	*claimants = (struct tsop_claimants){ 0 };
}

static int by_id(const void *left, const void *right)
{
	const struct tsop_claimant *a = left;
	const struct tsop_claimant *b = right;

	return strcmp(a->id, b->id);
}

void tsop_claimants_sort(struct tsop_claimants *claimants)
{
	if (claimants->n > 0)
		qsort(claimants->rows, claimants->n, sizeof *claimants->rows, by_id);
}

size_t tsop_claimants_find(const struct tsop_claimants *claimants, const char *id)
{
	const struct tsop_claimant wanted = { .id = id };
	const struct tsop_claimant *row =
		claimants->n == 0 ? NULL
				  : bsearch(&wanted, claimants->rows, claimants->n, sizeof wanted,
					    by_id);

	return row == NULL ? claimants->n : (size_t)(row - claimants->rows);
}
