#include "verify/optimum/reach.h"

#include <stdlib.h>

int tsop_reach_init(struct tsop_reach *reach, size_t n, struct tsop_error *err)
{
	*reach = (struct tsop_reach){ .n = n, .words = (n + 63) / 64 };
	reach->reached = calloc(n * reach->words, sizeof *reach->reached);
	if (reach->reached == NULL)
		return tsop_fail_memory(err);
	for (size_t node = 0; node < n; node++)
		reach->reached[node * reach->words + node / 64] |= UINT64_C(1) << (node % 64);
	return 0;
}

void tsop_reach_release(struct tsop_reach *reach)
{
	free(reach->reached);
	*reach = (struct tsop_reach){ .n = 0 };
}

void tsop_reach_add(struct tsop_reach *reach, size_t from, size_t to)
{
	const uint64_t *gained = reach->reached + to * reach->words;

	if (tsop_reach_has(reach, from, to))
		return;
	for (size_t node = 0; node < reach->n; node++) {
		uint64_t *row = reach->reached + node * reach->words;

		if (!tsop_reach_has(reach, node, from))
			continue;
		for (size_t word = 0; word < reach->words; word++)
			row[word] |= gained[word];
	}
}
