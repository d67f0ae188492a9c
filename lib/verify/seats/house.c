#include "verify/seats/house.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/result/draws.h"

enum { WORK_MAX = 100000000 };

struct house {
	struct tsop_shares *shares;
	struct tsop_checking *checking;
	const struct tsop_result_proof *proof;
	struct tsop_sequence sequence;
	tsop_int128 weights; /* of all */
	int64_t total;       /* seats to be given */
	int64_t *seats;      /* given so far */
	/*
	 * Of who is tied for one more in the end, if the first of the tied is served last: the seat of
	 * all since which, from 1, and with how many seats.
	 */
	int64_t *since, *waits;
	bool *is_tied, *has_won; /* of the draw at hand, and those of them who got their seats */
	size_t n_draws;
	size_t winner; /* the last who got a seat by a draw; n: nobody */
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

static int compare_now(const struct house *house, size_t a, size_t b)
{
	return compare(house, a, house->seats[a], b, house->seats[b]);
}

/* May i get the h-th seat as well as `best`? */
static bool is_equal(const struct house *house, size_t i, size_t best, int64_t h)
{
	return is_eligible(house, i, h) && compare_now(house, i, best) == 0;
}

/* Has a one more in the end, and b not? */
static bool is_to_get(const struct house *house, size_t a, size_t b)
{
	const struct tsop_share *rows = house->shares->rows;

	return house->seats[b] >= rows[b].got && house->seats[a] < rows[a].got;
}

/* Did a come to be tied after b? Who is not tied yet comes now. */
static bool is_newer(const struct house *house, size_t a, size_t b)
{
	return house->since[b] != 0 && (house->since[a] == 0 || house->since[a] > house->since[b]);
}

/* Who may get the h-th seat: the greatest quotient, of equal ones who goes first. n: nobody. */
static size_t find_next(const struct house *house, int64_t h,
			bool (*goes_first)(const struct house *house, size_t a, size_t b))
{
	size_t best = house->shares->n;

	for (size_t i = 0; i < house->shares->n; i++) {
		int order;

		if (!is_eligible(house, i, h))
			continue;
		order = best == house->shares->n ? 1 : compare_now(house, i, best);
		if (order > 0 || (order == 0 && goes_first(house, i, best)))
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

/*
 * Fill the house so that of those who are tied who came last is served first:
 * then somebody who is left in the end has been there since the first seat that
 * the tie is about. Whoever wins, the same join, and as many are left.
 */
static void find_ties(struct house *house)
{
	size_t n = house->shares->n;

	for (int64_t h = 1; h <= house->total; h++) {
		size_t best = find_next(house, h, is_newer);

		for (size_t i = 0; i < n && best < n; i++)
			if (i != best && house->since[i] == 0 && is_equal(house, i, best, h))
				house->since[i] = h;
		if (best == n)
			break;
		house->since[best] = 0;
		house->seats[best]++;
	}
	memcpy(house->waits, house->seats, n * sizeof *house->waits);
	memset(house->seats, 0, n * sizeof *house->seats);
}

/* Is the h-th seat, which goes to the quotient of `best`, given by a draw? */
static bool is_drawn(const struct house *house, size_t best, int64_t h)
{
	for (size_t i = 0; i < house->shares->n; i++)
		if (house->since[i] > 0 && house->since[i] <= h &&
		    compare(house, i, house->waits[i], best, house->seats[best]) == 0)
			return true;
	return false;
}

/* Is somebody tied for the h-th seat who is not in the draw at hand? */
static bool does_join(const struct house *house, size_t best, int64_t h)
{
	for (size_t i = 0; i < house->shares->n; i++)
		if (is_equal(house, i, best, h) && !(house->is_tied[i] && !house->has_won[i]))
			return true;
	return false;
}

static void end_draw(const struct house *house)
{
	if (house->n_draws > 0)
		tsop_shares_check_nth_draw(house->shares, house->n_draws - 1, house->is_tied,
					   house->has_won, house->checking);
}

/* The draw at hand is over: that of all who are tied for the h-th seat begins. */
static void begin_draw(struct house *house, size_t best, int64_t h)
{
	end_draw(house);
	house->n_draws++;
	for (size_t i = 0; i < house->shares->n; i++) {
		house->is_tied[i] = is_equal(house, i, best, h);
		house->has_won[i] = false;
	}
}

/* Who got the h-th seat, as the proof has it, of those who are drawn; n: nobody. */
static size_t find_drawn(const struct house *house)
{
	const struct tsop_result_tie *tie;

	if (house->n_draws > tsop_result_count_ties(house->proof))
		return house->shares->n;
	tie = tsop_result_tie(house->proof, house->n_draws - 1);
	for (size_t i = 0; i < tie->n_drawn; i++)
		if (house->is_tied[tie->drawn[i]] && !house->has_won[tie->drawn[i]])
			return tie->drawn[i];
	return house->shares->n;
}

/* Who got the h-th seat? n, and a fault, where nobody can have had it. */
static size_t find_winner(struct house *house, int64_t h)
{
	const struct tsop_result_seats *seats = house->shares->result->seats;
	const struct tsop_share *rows = house->shares->rows;
	size_t n = house->shares->n;
	size_t best = find_next(house, h, is_to_get);

	if (best < n && is_drawn(house, best, h)) {
		if (does_join(house, best, h))
			begin_draw(house, best, h);
		house->winner = find_drawn(house);
		if (house->winner < n) {
			house->has_won[house->winner] = true;
			best = house->winner;
		} else {
			tsop_checking_fault(house->checking, house->proof->line, "drawn",
					    _("a draw decides who gets seat %" PRId64
					      " of all, and nobody is drawn for it who is tied"),
					    h);
			return n;
		}
	}
	if (best < n && house->seats[best] < rows[best].got)
		return best;
	best = best < n ? best : 0;
	tsop_checking_fault(house->checking, seats[best].line, "seats",
			    _("%s: seat %" PRId64 " of all should be its"), seats[best].id, h);
	return n;
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
	size_t next = find_next(house, h, is_to_get);

	if (!cut->is_set)
		return next == house->shares->n;
	if (!is_cut(house, cut, house->shares->rows[cut->claimant].got + 1))
		return false;
	if (house->winner < house->shares->n)
		return house->is_tied[cut->claimant] && !house->has_won[cut->claimant];
	return is_eligible(house, cut->claimant, h) &&
	       compare(house, cut->claimant, cut->seat - 1, next, house->seats[next]) == 0;
}

/* All draws are in the proof, and no more; nor were more recorded, but for demands that were lowered. */
static void check_draws(const struct house *house)
{
	const struct tsop_result_header *header = &house->shares->result->header;

	if (house->n_draws > 0)
		end_draw(house);
	else
		tsop_shares_check_draw(house->shares, house->is_tied, house->has_won,
				       house->checking);
	if (house->proof->n_before + 1 > house->n_draws && house->proof->n_before > 0)
		tsop_checking_fault(house->checking, house->proof->line, "draws_before",
				    _("expected %zu draws in all"), house->n_draws);
	if (!header->is_joint && tsop_draws_count(&header->draws, "seats") > house->n_draws)
		tsop_checking_fault(house->checking, header->line, "drawn",
				    _("expected %zu draws for seats"), house->n_draws);
}

/* The cut: who got the last seat, and who of the others that were eligible then comes next. */
static void check_cut(const struct house *house, size_t last, int64_t h)
{
	if (!is_last(house, house->winner < house->shares->n ? house->winner : last))
		tsop_checking_fault(house->checking, house->proof->line, "last",
				    _("is not the quotient of the last seat"));
	if (!is_next(house, h))
		tsop_checking_fault(house->checking, house->proof->line, "next",
				    _("is not the greatest quotient that got no seat"));
}

static void fill(struct house *house)
{
	const struct tsop_share *rows = house->shares->rows;
	size_t last = house->shares->n;

	house->total = (int64_t)house->shares->total;
	for (size_t i = 0; i < house->shares->n; i++)
		house->total -= rows[i].weight > 0 ? 0 : rows[i].got;
	find_ties(house);
	for (int64_t h = 1; h <= house->total; h++) {
		last = find_winner(house, h);
		if (last == house->shares->n)
			return;
		house->seats[last]++;
	}
	check_draws(house);
	if (last < house->shares->n)
		check_cut(house, last, house->total);
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

static int verify(struct house *house, struct tsop_error *err)
{
	struct tsop_shares *shares = house->shares;

	tsop_sequence_of(&house->sequence, "dhondt");
	house->weights = leave_out(shares);
	if (house->seats == NULL || house->since == NULL || house->waits == NULL ||
	    house->is_tied == NULL || house->has_won == NULL)
		return tsop_fail_memory(err);
	if (shares->total * (tsop_int128)shares->n > WORK_MAX)
		tsop_checking_open(house->checking, "the seats by the quota method, of so many");
	else if (!is_served(shares))
		fill(house);
	else
		check_draws(house);
	return 0;
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
		.since = calloc(shares->n + 1, sizeof *house.since),
		.waits = calloc(shares->n + 1, sizeof *house.waits),
		.is_tied = calloc(shares->n + 1, sizeof *house.is_tied),
		.has_won = calloc(shares->n + 1, sizeof *house.has_won),
	};
	int status = verify(&house, err);

	free(house.seats);
	free(house.since);
	free(house.waits);
	free(house.is_tied);
	free(house.has_won);
	return status;
}
