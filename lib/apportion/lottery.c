#include "apportion/lottery.h"

#include <stdlib.h>

#include "base/i18n.h"

static int64_t tickets_of(const struct tsop_claim *claim, int64_t left)
{
	int64_t room = claim->weight > 0 ? claim->max - claim->min : 0;

	return room < left ? room : left;
}

int tsop_lottery_apportion(const struct tsop_claim *claims, size_t n, int64_t total,
			   struct tsop_apportionment *result, struct tsop_error *err)
{
	int64_t left = total;
	int64_t n_tickets = 0;

	for (size_t i = 0; i < n; i++)
		left -= result->seats[i] = claims[i].min;
	for (size_t i = 0; i < n; i++)
		n_tickets += tickets_of(&claims[i], left);
	if (n_tickets == left) { /* every ticket wins: nothing is drawn */
		for (size_t i = 0; i < n; i++)
			result->seats[i] += tickets_of(&claims[i], left);
		return 0;
	}
	if (n_tickets > TSOP_LOTTERY_TICKETS_MAX)
		return tsop_fail(err, TSOP_INPUT,
				 _("a lottery of seats has at most %d tickets, a further seat of a "
				   "claimant each"),
				 TSOP_LOTTERY_TICKETS_MAX);
	free(result->tied);
	result->tied = calloc((size_t)n_tickets + 1, sizeof *result->tied);
	if (result->tied == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		for (int64_t ticket = tickets_of(&claims[i], left); ticket > 0; ticket--)
			result->tied[result->n_tied++] = i;
	result->n_draw = left;
	return 0;
}
