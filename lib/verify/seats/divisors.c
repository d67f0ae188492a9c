#include "verify/seats/divisors.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"

struct dividing {
	struct tsop_shares *shares;
	const struct tsop_sequence *sequence;
	struct tsop_checking *checking;
	const struct tsop_result_cut *last, *next;
	bool *is_tied, *has_won;
};

/* Order the quotient for the seat behind `seats` of a claimant and that of a cut. */
static int compare(const struct dividing *dividing, size_t i, int64_t seats,
		   const struct tsop_result_cut *cut)
{
	const struct tsop_share *rows = dividing->shares->rows;

	return tsop_sequence_compare(dividing->sequence, rows[i].weight, seats,
				     rows[cut->claimant].weight, cut->seat - 1);
}

/* Is the cut what it says: that claimant's quotient for that seat? */
static bool check_cut(const struct dividing *dividing, const struct tsop_result_cut *cut,
		      const char *name, bool may_be, int64_t seat)
{
	const struct tsop_result *result = dividing->shares->result;
	const struct tsop_share *share = &dividing->shares->rows[cut->claimant];
	const char *id = result->seats[cut->claimant].id;

	if (!may_be || cut->seat != seat)
		tsop_checking_fault(dividing->checking, result->proof.line, name,
				    _("%s: is not the last seat that it got, or the next one"), id);
	else if (!cut->is_quotient || cut->power != tsop_sequence_power(dividing->sequence) ||
		 !tsop_sequence_is_quotient(dividing->sequence, share->weight, result->places,
					    cut->seat - 1, tsop_view_of(cut->text)))
		tsop_checking_fault(dividing->checking, result->proof.line, name,
				    _("%s: is not the quotient of its seat %" PRId64), id,
				    cut->seat);
	else
		return true;
	return false;
}

/* Who may have had its seats before, unless that is known, is passed over. */
static bool is_excused(struct dividing *dividing)
{
	dividing->shares->n_below += !dividing->shares->knows_taken;
	return !dividing->shares->knows_taken;
}

/* A first seat at a divisor of 0 comes before those of all other divisors, without a comparison. */
static bool is_first_free(const struct dividing *dividing, const struct tsop_share *share)
{
	return tsop_sequence_is_free(dividing->sequence, share->got - 1) &&
	       !tsop_sequence_is_free(dividing->sequence, dividing->next->seat - 1);
}

static void check_last(struct dividing *dividing, size_t i)
{
	const struct tsop_result_seats *row = &dividing->shares->result->seats[i];
	const struct tsop_share *share = &dividing->shares->rows[i];
	int order;

	if (!tsop_share_may_lose(share))
		return;
	if (dividing->last->is_set) {
		if (compare(dividing, i, share->got - 1, dividing->last) < 0 &&
		    !is_excused(dividing))
			tsop_checking_fault(dividing->checking, row->line, "by_key",
					    _("%s: its last seat has a smaller quotient than the "
					      "last of the proof"),
					    row->id);
	} else if (dividing->next->is_set && !is_first_free(dividing, share) &&
		   !is_excused(dividing)) {
		tsop_checking_fault(dividing->checking, row->line, "by_key",
				    _("%s: got seats by the key, and the proof has no last"),
				    row->id);
	}
	if (!dividing->next->is_set)
		return;
	order = compare(dividing, i, share->got - 1, dividing->next);
	dividing->has_won[i] = order == 0;
	dividing->is_tied[i] = order == 0;
}

static void check_next(struct dividing *dividing, size_t i)
{
	const struct tsop_result_seats *row = &dividing->shares->result->seats[i];
	const struct tsop_share *share = &dividing->shares->rows[i];

	if (!tsop_share_may_get(share))
		return;
	if (!dividing->next->is_set)
		tsop_checking_fault(dividing->checking, row->line, "by_key",
				    _("%s: could have more, and the proof has no next"), row->id);
	else if (compare(dividing, i, share->got, dividing->next) > 0)
		tsop_checking_fault(dividing->checking, row->line, "by_key",
				    _("%s: its next seat has a greater quotient than the next of "
				      "the proof"),
				    row->id);
	if (dividing->last->is_set && compare(dividing, i, share->got, dividing->last) == 0)
		dividing->is_tied[i] = true;
}

static void check(struct dividing *dividing)
{
	const struct tsop_result_cut *last = dividing->last;
	const struct tsop_result_cut *next = dividing->next;
	const struct tsop_share *rows = dividing->shares->rows;
	bool is_tie = false;

	if (last->is_set && !check_cut(dividing, last, "last",
				       tsop_share_may_lose(&rows[last->claimant]),
				       rows[last->claimant].got))
		return;
	if (next->is_set && !check_cut(dividing, next, "next",
				       tsop_share_may_get(&rows[next->claimant]),
				       rows[next->claimant].got + 1))
		return;
	if (last->is_set && next->is_set) {
		int order = compare(dividing, last->claimant, last->seat - 1, next);

		is_tie = order == 0;
		if (order < 0)
			tsop_checking_fault(dividing->checking, dividing->shares->result->proof.line,
					    "last", _("is less than next"));
	}
	for (size_t i = 0; i < dividing->shares->n; i++) {
		check_last(dividing, i);
		check_next(dividing, i);
		if (!is_tie)
			dividing->is_tied[i] = dividing->has_won[i] = false;
	}
	tsop_shares_check_draw(dividing->shares, dividing->is_tied, dividing->has_won,
			       dividing->checking);
}

int tsop_divisors_check(struct tsop_shares *shares, const struct tsop_sequence *sequence,
			struct tsop_checking *checking, struct tsop_error *err)
{
	struct dividing dividing = {
		.shares = shares,
		.sequence = sequence,
		.checking = checking,
		.last = &shares->result->proof.last,
		.next = &shares->result->proof.next,
		.is_tied = calloc(shares->n + 1, sizeof *dividing.is_tied),
		.has_won = calloc(shares->n + 1, sizeof *dividing.has_won),
	};
	int status = 0;

	if (dividing.is_tied != NULL && dividing.has_won != NULL)
		check(&dividing);
	else
		status = tsop_fail_memory(err);
	free(dividing.is_tied);
	free(dividing.has_won);
	return status;
}
