#include "verify/order/precedence.h"

#include <string.h>

static const char *const words[TSOP_PRECEDENCE_KEYS] = { "priority", "received", "distance",
							 "lot" };

bool tsop_precedence_read(struct tsop_precedence *precedence, const struct tsop_costs *costs,
			  const char *order)
{
	*precedence = (struct tsop_precedence){ .costs = costs };
	for (;;) {
		size_t len = strcspn(order, ",");
		size_t word = 0;

		while (word < TSOP_PRECEDENCE_KEYS &&
		       !tsop_view_is((struct tsop_view){ order, len }, words[word]))
			word++;
		if (word == TSOP_PRECEDENCE_KEYS || precedence->n == TSOP_PRECEDENCE_KEYS)
			return false;
		precedence->keys[precedence->n++] = words[word][0];
		if (order[len] == '\0')
			return true;
		order += len + 1;
	}
}

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int tsop_precedence_compare(const struct tsop_precedence *precedence, size_t a, size_t b,
			    size_t course)
{
	const struct tsop_costs *costs = precedence->costs;
	size_t left = costs->order[a];
	size_t right = costs->order[b];
	const struct tsop_candidate *one = &costs->candidates->rows[left];
	const struct tsop_candidate *other = &costs->candidates->rows[right];
	const struct tsop_result_person *people = costs->result->people;
	int order = 0;

	for (size_t i = 0; i < precedence->n && order == 0; i++)
		switch (precedence->keys[i]) {
		case 'p': order = compare_numbers(one->priority, other->priority); break;
		case 'r': order = compare_numbers(one->received, other->received); break;
		case 'd':
			order = compare_numbers(
				tsop_costs_meters(costs, people[left].municipality)[course],
				tsop_costs_meters(costs, people[right].municipality)[course]);
			break;
		default: order = memcmp(one->courses_lot, other->courses_lot, TSOP_DIGEST_SIZE);
		}
	return order;
}
