#include "apportion/select.h"

#include <stdlib.h>

enum { FIVE = 5 };

static void swap(size_t *items, size_t i, size_t j)
{
	size_t item = items[i];

	items[i] = items[j];
	items[j] = item;
}

static void sort_few(size_t *items, size_t n, tsop_select_compare *compare, const void *context)
{
	for (size_t i = 1; i < n; i++)
		for (size_t j = i; j > 0 && compare(context, items[j], items[j - 1]) < 0; j--)
			swap(items, j, j - 1);
}

/* The median of the medians of five: at least three tenths come before it, and behind it. */
static size_t choose_pivot(size_t *items, size_t n, tsop_select_compare *compare,
			   const void *context)
{
	size_t n_groups = n / FIVE;

	for (size_t i = 0; i < n_groups; i++) {
		sort_few(&items[i * FIVE], FIVE, compare, context);
		swap(items, i, i * FIVE + FIVE / 2);
	}
	tsop_select(items, n_groups, n_groups / 2, compare, context);
	/* The first behind the half: the least of the rest. */
	for (size_t i = n_groups / 2 + 1; i < n_groups; i++)
		if (compare(context, items[i], items[n_groups / 2]) < 0)
			swap(items, i, n_groups / 2);
	return items[n_groups / 2];
}

/* Put those before the pivot first, those behind it last; [*first, *behind) are level with it. */
static void partition(size_t *items, size_t n, size_t pivot, size_t *first, size_t *behind,
		      tsop_select_compare *compare, const void *context)
{
	size_t i = 0;

	*first = 0;
	*behind = n;
	while (i < *behind) {
		int order = compare(context, items[i], pivot);

		if (order < 0)
			swap(items, i++, (*first)++);
		else if (order > 0)
			swap(items, i, --*behind);
		else
			i++;
	}
}

void tsop_select(size_t *items, size_t n, size_t k, tsop_select_compare *compare,
		 const void *context)
{
	while (n > FIVE) {
		size_t first, behind;
		size_t pivot = choose_pivot(items, n, compare, context);

		partition(items, n, pivot, &first, &behind, compare, context);
		if (k < first) {
			n = first;
		} else if (k > behind) {
			items += behind;
			n -= behind;
			k -= behind;
		} else {
			return;
		}
	}
	sort_few(items, n, compare, context);
}
