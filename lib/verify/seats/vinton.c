#include "verify/seats/vinton.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/result/ratio.h"

struct lifting {
	struct tsop_shares *shares;
	struct tsop_checking *checking;
	const struct tsop_result_proof *proof;
	tsop_int128 weight; /* of all */
	bool *competes; /* by claimant: with a remainder */
	bool *has_more; /* by its remainder */
};

static void fault(const struct lifting *lifting, size_t i, const char *text)
{
	const struct tsop_result_seats *row = &lifting->shares->result->seats[i];

	tsop_checking_fault(lifting->checking, row->line, "by_key", "%s: %s", row->id, text);
}

static tsop_int128 quota_of(const struct lifting *lifting, size_t i)
{
	return lifting->shares->rows[i].weight * lifting->shares->total;
}

/* The whole part of its quota, within its bounds. */
static int64_t part_of(const struct lifting *lifting, size_t i)
{
	const struct tsop_share *share = &lifting->shares->rows[i];
	tsop_int128 part = quota_of(lifting, i) / lifting->weight;

	if (part < share->min)
		return share->min;
	return part > share->max ? share->max : (int64_t)part;
}

/* What is left of its quota, in parts of all weights. */
static tsop_int128 remainder_of(const struct lifting *lifting, size_t i)
{
	return quota_of(lifting, i) - part_of(lifting, i) * lifting->weight;
}

static void check_part(struct lifting *lifting, size_t i)
{
	const struct tsop_share *share = &lifting->shares->rows[i];
	int64_t part = part_of(lifting, i);

	lifting->has_more[i] = share->got == part + 1;
	lifting->competes[i] = share->weight > 0 && part < share->max;
	if (share->got != part && !(lifting->has_more[i] && lifting->competes[i]))
		fault(lifting, i, _("has neither the whole part of its quota nor one more"));
}

static void suppose_min(struct lifting *lifting, size_t i, int64_t seats)
{
	struct tsop_share *share = &lifting->shares->rows[i];

	if (seats <= part_of(lifting, i) || seats > share->got)
		return;
	share->min = seats;
	lifting->shares->n_below++;
}

/*
 * Where it is not known who had seats before, the cut says so of its claimants, and who has more
 * than the method can give is supposed to have had that.
 */
static void suppose_taken(struct lifting *lifting)
{
	const struct tsop_result_cut *last = &lifting->proof->last;
	const struct tsop_result_cut *next = &lifting->proof->next;

	if (last->is_set)
		suppose_min(lifting, last->claimant, last->seat - 1);
	if (next->is_set)
		suppose_min(lifting, next->claimant, next->seat - 1);
	for (size_t i = 0; i < lifting->shares->n; i++)
		if (lifting->shares->rows[i].got > part_of(lifting, i) + last->is_set)
			suppose_min(lifting, i, lifting->shares->rows[i].got);
}

static bool check_quota(const struct lifting *lifting)
{
	const struct tsop_result_proof *proof = lifting->proof;
	struct tsop_ratio expected = { (tsop_uint128)lifting->weight,
				       (tsop_uint128)lifting->shares->total };

	if (proof->has_quota == (lifting->shares->total > 0) &&
	    (!proof->has_quota || tsop_ratio_compare(proof->quota, expected) == 0))
		return true;
	tsop_checking_fault(lifting->checking, proof->line, "quota",
			    _("is not the weight for a seat that the method takes"));
	return false;
}

/* A fraction with a minus where it is below 0. */
static bool is_fraction(const char *text, tsop_int128 num, tsop_int128 den)
{
	struct tsop_ratio stated;
	struct tsop_ratio expected = { (tsop_uint128)(num < 0 ? -num : num), (tsop_uint128)den };

	if ((text[0] == '-') != (num < 0))
		return false;
	return tsop_ratio_read(tsop_view_of(text + (num < 0)), &stated) &&
	       tsop_ratio_compare(stated, expected) == 0;
}

static bool check_cut(const struct lifting *lifting, const struct tsop_result_cut *cut,
		      const char *name, bool has_more)
{
	size_t i = cut->claimant;

	if (!cut->is_quotient && cut->power == 1 && lifting->competes[i] &&
	    lifting->has_more[i] == has_more && cut->seat == part_of(lifting, i) + 1 &&
	    is_fraction(cut->text, remainder_of(lifting, i), lifting->weight))
		return true;
	tsop_checking_fault(lifting->checking, lifting->proof->line, name,
			    has_more ? _("%s: is not the remainder of one that got a seat by it")
				     : _("%s: is not the remainder of one that got no seat by it"),
			    lifting->shares->result->seats[i].id);
	return false;
}

static void check_more(struct lifting *lifting, size_t i)
{
	const struct tsop_result_cut *last = &lifting->proof->last;

	if (!last->is_set)
		fault(lifting, i, _("got a seat by its remainder, and the proof has no last"));
	else if (remainder_of(lifting, i) >= remainder_of(lifting, last->claimant))
		return;
	else if (lifting->shares->knows_taken)
		fault(lifting, i, _("its remainder is smaller than the last of the proof"));
	else
		lifting->shares->n_below++;
	lifting->competes[i] = false;
}

static void check_order(struct lifting *lifting, size_t i)
{
	const struct tsop_result_cut *next = &lifting->proof->next;

	if (!lifting->competes[i])
		return;
	if (lifting->has_more[i])
		check_more(lifting, i);
	else if (!next->is_set)
		fault(lifting, i, _("got no seat by its remainder, and the proof has no next"));
	else if (remainder_of(lifting, i) > remainder_of(lifting, next->claimant))
		fault(lifting, i, _("its remainder is greater than the next of the proof"));
}

/* Those whose remainder is that of both sides of the cut are tied. */
static void check_tie(struct lifting *lifting)
{
	const struct tsop_result_cut *last = &lifting->proof->last;
	const struct tsop_result_cut *next = &lifting->proof->next;
	tsop_int128 tied = last->is_set ? remainder_of(lifting, last->claimant) : 0;
	tsop_int128 behind = next->is_set ? remainder_of(lifting, next->claimant) : 0;
	bool is_tie = last->is_set && next->is_set && tied == behind;

	if (last->is_set && next->is_set && tied < behind)
		tsop_checking_fault(lifting->checking, lifting->proof->line, "last",
				    _("is less than next"));
	for (size_t i = 0; i < lifting->shares->n; i++) {
		lifting->competes[i] = lifting->competes[i] && is_tie &&
				       remainder_of(lifting, i) == tied;
		lifting->has_more[i] = lifting->has_more[i] && lifting->competes[i];
	}
	tsop_shares_check_draw(lifting->shares, lifting->competes, lifting->has_more,
			       lifting->checking);
}

static void check(struct lifting *lifting)
{
	const struct tsop_result_proof *proof = lifting->proof;
	size_t n_faults = lifting->checking->n_faults;

	if (!check_quota(lifting))
		return;
	if (!lifting->shares->knows_taken)
		suppose_taken(lifting);
	for (size_t i = 0; i < lifting->shares->n; i++)
		check_part(lifting, i);
	if (lifting->checking->n_faults > n_faults ||
	    (proof->last.is_set && !check_cut(lifting, &proof->last, "last", true)) ||
	    (proof->next.is_set && !check_cut(lifting, &proof->next, "next", false)))
		return;
	for (size_t i = 0; i < lifting->shares->n; i++)
		check_order(lifting, i);
	check_tie(lifting);
}

/* Where all have what they can use, there is nothing to compare. */
static void check_served(const struct lifting *lifting)
{
	const struct tsop_result_proof *proof = lifting->proof;

	if (proof->has_quota)
		tsop_checking_fault(lifting->checking, proof->line, "quota",
				    _("is not the weight for a seat that the method takes"));
	if (proof->last.is_set || proof->next.is_set)
		tsop_checking_fault(lifting->checking, proof->line, "last",
				    _("expected no remainders where there is no quota"));
	tsop_shares_check_draw(lifting->shares, lifting->competes, lifting->has_more,
			       lifting->checking);
}

static bool may_anybody_get(const struct tsop_shares *shares)
{
	for (size_t i = 0; i < shares->n; i++)
		if (tsop_share_may_get(&shares->rows[i]))
			return true;
	return false;
}

int tsop_vinton_check(struct tsop_shares *shares, struct tsop_checking *checking,
		      struct tsop_error *err)
{
	struct lifting lifting = {
		.shares = shares,
		.checking = checking,
		.proof = &shares->result->proof,
		.competes = calloc(shares->n + 1, sizeof *lifting.competes),
		.has_more = calloc(shares->n + 1, sizeof *lifting.has_more),
	};
	int status = 0;

	for (size_t i = 0; i < shares->n; i++)
		lifting.weight += shares->rows[i].weight;
	if (strcmp(shares->result->header.reading, "floor") != 0)
		tsop_checking_fault(checking, shares->result->header.line, "reading",
				    _("expected floor with this method"));
	if (lifting.competes == NULL || lifting.has_more == NULL)
		status = tsop_fail_memory(err);
	else if (may_anybody_get(shares))
		check(&lifting);
	else
		check_served(&lifting);
	free(lifting.competes);
	free(lifting.has_more);
	return status;
}
