#include "verify/placing.h"

#include <string.h>

#include "base/i18n.h"
#include "verify/earlier/moves.h"
#include "verify/optimum/branches.h"
#include "verify/optimum/prices.h"
#include "verify/optimum/settled.h"
#include "verify/optimum/spread.h"
#include "verify/optimum/stages.h"
#include "verify/order/stability.h"
#include "verify/order/turns.h"

/* The places are an optimum by the prices of the proof; and the one that the lot takes. */
static int check_optimum(struct tsop_costs *costs, const char *mechanism,
			 struct tsop_checking *checking, struct tsop_error *err)
{
	const struct tsop_settled_prices *prices = &tsop_prices_settled;
	size_t n_faults = checking->n_faults;

	if (strcmp(mechanism, "rank-maximal") == 0) {
		prices = &tsop_stages_settled;
		tsop_stages_check(costs, checking);
	} else if (strcmp(mechanism, "min-worst-rank") == 0) {
		prices = &tsop_prices_settled_worst;
		tsop_prices_check_worst(costs, checking);
		tsop_prices_check(costs, costs->result->proof.worst_rank - 1, checking);
	} else {
		tsop_prices_check(costs, INT64_MAX, checking);
		if (tsop_branches_check(costs, checking, err) != 0)
			return -1;
	}
	return checking->n_faults > n_faults ? 0 : tsop_settled_check(costs, prices, checking, err);
}

/* Why they are is in the passes of the proof alone. */
static int tell_apart(const struct tsop_costs *costs, struct tsop_checking *checking)
{
	if (costs->result->proof.search.n_nodes > 0 && tsop_result_knows_held(costs->result))
		tsop_checking_fault(checking, costs->result->proof.line, "search",
				    _("expected with passes, where people of a municipality are "
				      "apart"));
	tsop_checking_open(checking,
			   "that courses cost least, the people of a municipality being together: "
			   "those of %zu are apart, and the proof has no passes",
			   costs->n_apart);
	return 0;
}

int tsop_placing_check(struct tsop_costs *costs, struct tsop_checking *checking,
		       struct tsop_error *err)
{
	const struct tsop_result *result = costs->result;
	const char *mechanism = result->header.mechanism;
	bool is_boston = strcmp(mechanism, "boston") == 0;
	bool is_serial = strcmp(mechanism, "serial-dictatorship") == 0;
	bool goes_by_order = is_boston || strcmp(mechanism, "deferred-acceptance") == 0;
	bool is_spread = result->header.spread != NULL &&
			 strcmp(result->header.spread, "different") == 0;

	if (result->header.keep != NULL && result->header.spread != NULL &&
	    strcmp(result->header.spread, "same") == 0)
		tsop_checking_open(checking, "that parties, and the people of a municipality, are "
					     "together as far as those leave it who stay");
	if (result->header.keep != NULL) {
		if (tsop_moves_check(costs, checking, err) != 0)
			return -1;
		if (is_spread)
			return tsop_spread_check_pairs(costs, checking, err);
		if (!goes_by_order && !is_serial)
			return 0;
	}
	if (is_spread)
		return tsop_spread_check(costs, checking, err);
	if (result->header.spread != NULL && strcmp(result->header.spread, "same") != 0)
		tsop_checking_fault(checking, result->header.line, "spread",
				    _("expected different or same"));
	if (costs->n_apart > 0)
		return tell_apart(costs, checking);
	if (is_serial) {
		tsop_checking_passed(checking, "turns");
		return tsop_turns_check(costs, checking, err);
	}
	if (!goes_by_order)
		return check_optimum(costs, mechanism, checking, err);
	return tsop_stability_check(costs, is_boston, checking, err);
}
