#include "verify/seats/house.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

enum { WORK_MAX = 100000000 };

struct house {
	struct tsop_shares *shares;
	struct tsop_checking *checking;
	const struct tsop_result_proof *proof;
	struct tsop_sequence sequence;
	tsop_int128 weights; /* of all */
	int64_t *seats;	     /* given so far */
	int64_t *won_at;     /* by claimant: which seat of all was its last */
	bool *is_tied, *has_won;
	size_t winner; /* the last who got a seat that another could have had; n: nobody */
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

/* From which seat of all on somebody who has so many may get one more. */
static int64_t first_eligible(const struct house *house, size_t i, int64_t seats)
{
	return (int64_t)(seats * house->weights / house->shares->rows[i].weight) + 1;
}

/* Could another, who never gets it, have had seat h of all as well as `best`? */
static bool leaves_tie(const struct house *house, size_t best, int64_t h)
{
	const struct tsop_share *rows = house->shares->rows;

	for (size_t i = 0; i < house->shares->n; i++)
		if (is_eligible(house, i, h) && house->seats[i] >= rows[i].got &&
		    compare(house, i, house->seats[i], best, house->seats[best]) == 0)
			return true;
	return false;
}

/* Is the quotient for one more than so many seats that of the seat that the last winner won? */
static bool is_of_tie(const struct house *house, size_t i, int64_t seats)
{
	return compare(house, i, seats, house->winner,
		       house->shares->rows[house->winner].got - 1) == 0;
}

/*
 * Mark the tie that the last winner won: those who could have had that seat, and whoever got one by
 * the same quotient when one of the tied could have had it. Later seats can have gone to others,
 * who became eligible for a greater quotient.
 */
static void mark_tie(struct house *house)
{
	const struct tsop_share *rows = house->shares->rows;
	int64_t won_at = house->won_at[house->winner];
	int64_t since = won_at; /* the first seat of all that one of the tied could have had */
	bool has_grown = true;

	while (has_grown) {
		has_grown = false;
		for (size_t i = 0; i < house->shares->n; i++) {
			bool has_won = house->won_at[i] >= since &&
				       is_of_tie(house, i, rows[i].got - 1);
			int64_t seats = rows[i].got - has_won;
			int64_t first;

			if (house->is_tied[i] || rows[i].weight == 0 ||
			    (!has_won && !is_of_tie(house, i, seats)))
				continue;
			first = first_eligible(house, i, seats);
			if (first > won_at)
				continue;
			house->is_tied[i] = has_grown = true;
			house->has_won[i] = has_won;
			since = first < since ? first : since;
		}
	}
}

static bool is_last(const struct house *house, size_t last)
{
	const struct tsop_result_cut *cut = &house->proof->last;
	const struct tsop_share *rows = house->shares->rows;

	return cut->is_set && is_cut(house, cut, rows[cut->claimant].got) &&
	       compare(house, cut->claimant, cut->seat - 1, last, rows[last].got - 1) == 0;
}

/* Of a tie the next is one of those who lost. */
static bool is_next(const struct house *house, int64_t h)
{
	const struct tsop_result_cut *cut = &house->proof->next;
	size_t next = find_next(house, h);

	if (!cut->is_set)
		return next == house->shares->n;
	if (!is_cut(house, cut, house->shares->rows[cut->claimant].got + 1))
		return false;
	if (house->winner < house->shares->n)
		return house->is_tied[cut->claimant] && !house->has_won[cut->claimant];
	return is_eligible(house, cut->claimant, h) &&
	       compare(house, cut->claimant, cut->seat - 1, next, house->seats[next]) == 0;
}

/* The cut: who got the last seat, and who of the others that were eligible then comes next. */
static void check_cut(struct house *house, size_t last, int64_t h)
{
	bool is_tie = house->winner < house->shares->n;

	if (is_tie)
		mark_tie(house);
	if (!is_last(house, is_tie ? house->winner : last))
		tsop_checking_fault(house->checking, house->proof->line, "last",
				    _("is not the quotient of the last seat"));
	if (!is_next(house, h))
		tsop_checking_fault(house->checking, house->proof->line, "next",
				    _("is not the greatest quotient that got no seat"));
	tsop_shares_check_draw(house->shares, house->is_tied, house->has_won, house->checking);
}

static void fill(struct house *house)
{
	const struct tsop_share *rows = house->shares->rows;
	int64_t total = (int64_t)house->shares->total;
	size_t last = house->shares->n;

	for (size_t i = 0; i < house->shares->n; i++)
		total -= rows[i].weight > 0 ? 0 : rows[i].got;
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
		if (leaves_tie(house, last, h))
			house->winner = last;
		house->seats[last]++;
		house->won_at[last] = h;
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

/*
 * Are there no more seats than minima? Where it is not known who had seats before, that is supposed
 * of who has its cap, or just its quota.
 */
static bool are_minima_all(const struct tsop_shares *shares)
{
	const struct tsop_ratio *quota = &shares->result->proof.quota;
	tsop_int128 left = shares->total;

	for (size_t i = 0; i < shares->n; i++) {
		const struct tsop_share *share = &shares->rows[i];
		bool is_just = share->got == share->max ||
			       share->weight * (tsop_int128)quota->den ==
				       share->got * (tsop_int128)quota->num;

		left -= !shares->knows_taken && is_just ? share->got : share->min;
	}
	return left == 0;
}

/*
 * Who does not take part: who is below the threshold; as `eliminate` has it, where the minima are all the
 * seats, who has its cap with that. Returns the weight of the others.
 */
static tsop_int128 leave_out(struct tsop_shares *shares)
{
	bool is_all_given = strcmp(shares->result->header.reading, "eliminate") == 0 &&
			    are_minima_all(shares);
	tsop_int128 weights = 0;

	for (size_t i = 0; i < shares->n; i++) {
		struct tsop_share *share = &shares->rows[i];

		shares->n_below += is_all_given && share->got > share->min;
		if (share->is_below || (is_all_given && share->got == share->max))
			share->weight = 0;
		weights += share->weight;
	}
	return weights;
}

int tsop_house_verify(struct tsop_shares *shares, struct tsop_checking *checking,
		      struct tsop_error *err)
{
	struct house house = {
		.shares = shares,
		.checking = checking,
		.proof = &shares->result->proof,
		.winner = shares->n,
		.seats = calloc(shares->n + 1, sizeof *house.seats),
		.won_at = calloc(shares->n + 1, sizeof *house.won_at),
		.is_tied = calloc(shares->n + 1, sizeof *house.is_tied),
		.has_won = calloc(shares->n + 1, sizeof *house.has_won),
	};
	int status = 0;

	tsop_sequence_of(&house.sequence, "dhondt");
	house.weights = leave_out(shares);
	if (house.seats == NULL || house.won_at == NULL || house.is_tied == NULL || house.has_won == NULL)
		status = tsop_fail_memory(err);
	else if (shares->total * (tsop_int128)shares->n > WORK_MAX)
		tsop_checking_open(checking, "the seats by the quota method, of so many");
	else if (!is_served(shares))
		fill(&house);
	free(house.seats);
	free(house.won_at);
	free(house.is_tied);
	free(house.has_won);
	return status;
}
