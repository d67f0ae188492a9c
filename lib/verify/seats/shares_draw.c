/* The ties that a draw settled: who was in each, and who was drawn. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/result/draws.h"
#include "verify/result/lots.h"
#include "verify/seats/shares.h"

/* Are the claimants of the proof's list those that are marked? */
static void check_list(const struct tsop_shares *shares, const bool *is_marked, const size_t *list,
		       size_t n, const char *name, struct tsop_checking *checking)
{
	const struct tsop_result *result = shares->result;
	size_t next = 0;

	for (size_t i = 0; i < shares->n; i++) {
		bool is_listed = next < n && list[next] == i;

		next += is_listed;
		if (is_listed != is_marked[i])
			tsop_checking_fault(checking, result->proof.line, name,
					    is_listed ? _("%s: does not belong there")
						      : _("%s: is missing there"),
					    result->seats[i].id);
	}
}

/* Did the least lots of the nth draw win? */
static void check_lots(const struct tsop_shares *shares, size_t nth, const bool *is_tied,
		       const bool *has_won, struct tsop_checking *checking)
{
	const struct tsop_result *result = shares->result;
	unsigned char last[TSOP_DIGEST_SIZE] = { 0 };
	unsigned char lot[TSOP_DIGEST_SIZE];
	char purpose[32] = "seats";

	if (nth > 0)
		snprintf(purpose, sizeof purpose, "seats %zu", nth + 1);
	for (size_t i = 0; i < shares->n; i++) {
		if (!is_tied[i] || !has_won[i])
			continue;
		tsop_lots_of(result->header.seed, purpose, tsop_view_of(result->seats[i].id), lot);
		if (memcmp(lot, last, sizeof lot) > 0)
			memcpy(last, lot, sizeof last);
	}
	for (size_t i = 0; i < shares->n; i++) {
		if (!is_tied[i] || has_won[i])
			continue;
		tsop_lots_of(result->header.seed, purpose, tsop_view_of(result->seats[i].id), lot);
		if (memcmp(lot, last, sizeof lot) < 0)
			tsop_checking_fault(checking, result->seats[i].line, "seats",
					    _("%s: its lot comes before that of one that was drawn"),
					    result->seats[i].id);
	}
}

static bool is_of(const struct tsop_result_draw *draw, const struct tsop_shares *shares,
		  const bool *is_tied, size_t n_tied, const bool *has_won, size_t n_won)
{
	const struct tsop_result *result = shares->result;
	size_t next = 0;
	size_t guess = 0;

	if (draw == NULL || draw->n_tied != n_tied || draw->n_drawn != n_won)
		return false;
	for (size_t i = 0; i < shares->n; i++)
		if (is_tied[i] && strcmp(draw->tied[next++], result->seats[i].id) != 0)
			return false;
	for (size_t i = 0; i < n_won; i++) {
		size_t winner = tsop_result_find_seats(result, draw->drawn[i], &guess);

		if (winner == result->n_seats || !has_won[winner])
			return false;
	}
	return true;
}

/* Is the nth draw over those who are tied, and was it they who won whom it drew? */
static void check_recorded(const struct tsop_shares *shares, size_t nth, const bool *is_tied,
			   size_t n_tied, const bool *has_won, struct tsop_checking *checking)
{
	const struct tsop_result_header *header = &shares->result->header;
	const struct tsop_result_proof *proof = &shares->result->proof;
	const struct tsop_result_draw *draw =
		tsop_draws_of_seats(&header->draws, nth,
				    header->is_joint ? tsop_result_count_ties(proof)
						     : tsop_draws_count(&header->draws, "seats"));
	size_t n_won = 0;

	for (size_t i = 0; i < shares->n; i++)
		n_won += is_tied[i] && has_won[i];
	if (!is_of(draw, shares, is_tied, n_tied, has_won, n_won))
		tsop_checking_fault(checking, proof->line,
				    nth < proof->n_before ? "draws_before" : "tied",
				    _("a tie decided, and neither a seed nor a draw settles it so"));
}

void tsop_shares_check_draw(const struct tsop_shares *shares, const bool *is_tied,
			    const bool *has_won, struct tsop_checking *checking)
{
	tsop_shares_check_nth_draw(shares, 0, is_tied, has_won, checking);
}

void tsop_shares_check_nth_draw(const struct tsop_shares *shares, size_t nth, const bool *is_tied,
				const bool *has_won, struct tsop_checking *checking)
{
	const struct tsop_result_proof *proof = &shares->result->proof;
	const struct tsop_result_tie *tie = tsop_result_tie(proof, nth);
	bool is_before = nth < proof->n_before;
	size_t n_tied = 0;

	for (size_t i = 0; i < shares->n; i++)
		n_tied += is_tied[i];
	check_list(shares, is_tied, tie->tied, tie->n_tied, is_before ? "draws_before" : "tied",
		   checking);
	check_list(shares, has_won, tie->drawn, tie->n_drawn, is_before ? "draws_before" : "drawn",
		   checking);
	if (n_tied == 0)
		return;
	if (shares->result->header.seed != NULL)
		check_lots(shares, nth, is_tied, has_won, checking);
	else
		check_recorded(shares, nth, is_tied, n_tied, has_won, checking);
}
