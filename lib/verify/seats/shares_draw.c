/* The tie at the cut: who was in it, and who was drawn. */
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

/* Did the least lots win? */
static void check_lots(const struct tsop_shares *shares, const bool *is_tied, const bool *has_won,
		       struct tsop_checking *checking)
{
	const struct tsop_result *result = shares->result;
	unsigned char last[TSOP_DIGEST_SIZE] = { 0 };
	unsigned char lot[TSOP_DIGEST_SIZE];

	for (size_t i = 0; i < shares->n; i++) {
		if (!is_tied[i] || !has_won[i])
			continue;
		tsop_lots_of(result->header.seed, "seats", tsop_view_of(result->seats[i].id), lot);
		if (memcmp(lot, last, sizeof lot) > 0)
			memcpy(last, lot, sizeof last);
	}
	for (size_t i = 0; i < shares->n; i++) {
		if (!is_tied[i] || has_won[i])
			continue;
		tsop_lots_of(result->header.seed, "seats", tsop_view_of(result->seats[i].id), lot);
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

/* Is there a draw over those who are tied, and was it they who won whom it drew? */
static void check_recorded(const struct tsop_shares *shares, const bool *is_tied, size_t n_tied,
			   const bool *has_won, struct tsop_checking *checking)
{
	size_t n_won = 0;

	for (size_t i = 0; i < shares->n; i++)
		n_won += is_tied[i] && has_won[i];
	if (!is_of(tsop_draws_of_seats(&shares->result->header), shares, is_tied, n_tied, has_won,
		   n_won))
		tsop_checking_fault(checking, shares->result->proof.line, "tied",
				    _("a tie decided, and neither a seed nor a draw settles it so"));
}

void tsop_shares_check_draw(const struct tsop_shares *shares, const bool *is_tied,
			    const bool *has_won, struct tsop_checking *checking)
{
	const struct tsop_result_proof *proof = &shares->result->proof;
	size_t n_tied = 0;

	for (size_t i = 0; i < shares->n; i++)
		n_tied += is_tied[i];
	check_list(shares, is_tied, proof->tied, proof->n_tied, "tied", checking);
	check_list(shares, has_won, proof->drawn, proof->n_drawn, "drawn", checking);
	if (n_tied == 0)
		return;
	if (shares->result->header.seed != NULL)
		check_lots(shares, is_tied, has_won, checking);
	else
		check_recorded(shares, is_tied, n_tied, has_won, checking);
}
