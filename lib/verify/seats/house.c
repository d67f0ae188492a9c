#include "verify/seats/house.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"

enum { WORK_MAX = 100000000 };

struct house {
	struct tsop_shares *shares;
	struct tsop_checking *checking;
	const struct tsop_result_proof *proof;
	struct tsop_sequence sequence;
	tsop_int128 weights; /* of all */
	int64_t *seats;	     /* given so far */
	bool *is_tied, *has_won;
};

static int compare(const struct house *house, size_t a, int64_t seats_a, size_t b, int64_t seats_b)
{
	const struct tsop_share *rows = house->shares->rows;

	return tsop_sequence_compare(&house->sequence, rows[a].weight, seats_a, rows[b].weight,
				     seats_b);
}

static bool is_eligible(const struct house *house, size_t i, int64_t h)
{
	const struct tsop_share *share = &house->shares->rows[i];

	return share->weight > 0 && house->seats[i] * house->weights < (tsop_int128)h * share->weight;
}

/* Who may get the h-th seat and has one more in the end, if anybody does; n: nobody is eligible. */
static size_t find_next(const struct house *house, int64_t h)
{
	const struct tsop_share *rows = house->shares->rows;
	size_t best = house->shares->n;

	for (size_t i = 0; i < house->shares->n; i++) {
		int order;

		if (!is_eligible(house, i, h))
			continue;
		order = best == house->shares->n
				? 1
				: compare(house, i, house->seats[i], best, house->seats[best]);
		if (order > 0 || (order == 0 && house->seats[best] >= rows[best].got &&
				  house->seats[i] < rows[i].got))
			best = i;
	}
	return best;
}

static bool is_cut(const struct house *house, const struct tsop_result_cut *cut, int64_t seat)
{
	return cut->is_quotient && cut->power == 1 && cut->seat == seat &&
	       tsop_sequence_is_quotient(&house->sequence,
					 house->shares->rows[cut->claimant].weight,
					 house->shares->result->places, cut->seat - 1,
					 tsop_view_of(cut->text));
}

/* The cut: who got the last seat, and who of the others that were eligible then comes next. */
static void check_cut(struct house *house, size_t last, int64_t h)
{
	const struct tsop_result_proof *proof = house->proof;
	const struct tsop_share *rows = house->shares->rows;
	size_t next = find_next(house, h);
	bool is_tie;

	if (!proof->last.is_set || !is_cut(house, &proof->last, rows[proof->last.claimant].got) ||
	    compare(house, proof->last.claimant, proof->last.seat - 1, last, rows[last].got - 1) != 0)
		tsop_checking_fault(house->checking, proof->line, "last",
				    _("is not the quotient of the last seat"));
	if (next == house->shares->n ? proof->next.is_set
				     : !proof->next.is_set ||
					       !is_cut(house, &proof->next,
						       rows[proof->next.claimant].got + 1) ||
					       !is_eligible(house, proof->next.claimant, h) ||
					       compare(house, proof->next.claimant,
						       proof->next.seat - 1, next,
						       house->seats[next]) != 0)
		tsop_checking_fault(house->checking, proof->line, "next",
				    _("is not the greatest quotient that got no seat"));
	is_tie = next < house->shares->n &&
		 compare(house, last, rows[last].got - 1, next, house->seats[next]) == 0;
	for (size_t i = 0; i < house->shares->n && is_tie; i++) {
		house->has_won[i] = rows[i].weight > 0 && rows[i].got > 0 &&
				    compare(house, i, rows[i].got - 1, last, rows[last].got - 1) == 0;
		house->is_tied[i] =
			house->has_won[i] || (is_eligible(house, i, h) &&
					      compare(house, i, house->seats[i], last,
						      rows[last].got - 1) == 0);
	}
	tsop_shares_check_draw(house->shares, house->is_tied, house->has_won, house->checking);
}

static void fill(struct house *house)
{
	const struct tsop_share *rows = house->shares->rows;
	int64_t total = (int64_t)house->shares->total;
	size_t last = house->shares->n;

	for (int64_t h = 1; h <= total; h++) {
		last = find_next(house, h);
		if (last == house->shares->n || house->seats[last] >= rows[last].got) {
			const struct tsop_result_seats *row =
				&house->shares->result
					 ->seats[last < house->shares->n ? last : 0];

			tsop_checking_fault(house->checking, row->line, "seats",
					    _("%s: seat %" PRId64 " of all should be its"), row->id,
					    h);
			return;
		}
		house->seats[last]++;
	}
	if (last < house->shares->n)
		check_cut(house, last, total);
}

static bool is_served(const struct tsop_shares *shares)
{
	for (size_t i = 0; i < shares->n; i++)
		if (tsop_share_may_get(&shares->rows[i]))
			return false;
	return true;
}

int tsop_house_verify(struct tsop_shares *shares, struct tsop_checking *checking,
		      struct tsop_error *err)
{
	struct house house = {
		.shares = shares,
		.checking = checking,
		.proof = &shares->result->proof,
		.seats = calloc(shares->n + 1, sizeof *house.seats),
		.is_tied = calloc(shares->n + 1, sizeof *house.is_tied),
		.has_won = calloc(shares->n + 1, sizeof *house.has_won),
	};
	int status = 0;

	tsop_sequence_of(&house.sequence, "dhondt");
	for (size_t i = 0; i < shares->n; i++)
		house.weights += shares->rows[i].weight;
	if (house.seats == NULL || house.is_tied == NULL || house.has_won == NULL)
		status = tsop_fail_memory(err);
	else if (shares->total * (tsop_int128)shares->n > WORK_MAX)
		tsop_checking_open(checking, "the seats by the quota method, of so many");
	else if (!is_served(shares))
		fill(&house);
	free(house.seats);
	free(house.is_tied);
	free(house.has_won);
	return status;
}
