#include "verify/seats/remainders.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/seats/quotas.h"

struct remaining {
	struct tsop_shares *shares;
	struct tsop_checking *checking;
	const struct tsop_result_proof *proof;
	const char *quota_name; /* its member of the proof */
	bool has_quota;
	tsop_int128 num, den; /* of the quota */
	int64_t extra; /* what is added to the seats for it */
	bool is_whole; /* it is rounded up to a whole number */
	bool *is_free;	/* by claimant: within its bounds */
	bool *has_more; /* one more than its whole part */
};

/* What is left of weight / quota, in parts of the quota's numerator. */
static tsop_int128 remainder_of(const struct remaining *remaining, size_t i)
{
	return remaining->shares->rows[i].weight * remaining->den % remaining->num;
}

static void fault(const struct remaining *remaining, size_t i, const char *text)
{
	const struct tsop_result_seats *row = &remaining->shares->result->seats[i];

	tsop_checking_fault(remaining->checking, row->line, "by_key", "%s: %s", row->id, text);
}

/*
 * Where it is not known who had seats before, who has more than the quota gives is supposed to
 * have had that.
 */
static void suppose_taken(struct remaining *remaining)
{
	const struct tsop_result_cut *last = &remaining->proof->last;

	for (size_t i = 0; i < remaining->shares->n; i++) {
		struct tsop_share *share = &remaining->shares->rows[i];
		tsop_int128 whole = share->weight * remaining->den / remaining->num;
		bool is_more = share->got == whole + 1 && last->is_set &&
			       remainder_of(remaining, i) >= remainder_of(remaining, last->claimant);

		if (share->weight == 0 || share->got <= share->min || share->got <= whole || is_more)
			continue;
		share->min = share->got;
		remaining->shares->n_below++;
	}
}

/* Who is at a bound has exactly that, the others their whole part or one more. */
static void check_whole_part(struct remaining *remaining, size_t i)
{
	const struct tsop_share *share = &remaining->shares->rows[i];
	tsop_int128 quota = share->weight * remaining->den;

	if (share->weight == 0 || quota < share->min * remaining->num) {
		if (share->got > share->min && remaining->shares->knows_taken)
			fault(remaining, i, _("has more than its quota and its minimum"));
		remaining->shares->n_below += share->got > share->min;
	} else if (quota >= share->max * remaining->num) {
		if (share->got != share->max)
			fault(remaining, i, _("has less than its quota and its maximum"));
	} else {
		tsop_int128 whole = quota / remaining->num;

		remaining->is_free[i] = true;
		remaining->has_more[i] = share->got == whole + 1;
		if (share->got != whole && share->got != whole + 1)
			fault(remaining, i,
			      _("has neither the whole part of its quota nor one more"));
	}
}

/* How many seats can be used. */
static tsop_int128 room_of(const struct remaining *remaining)
{
	tsop_int128 room = 0;

	for (size_t i = 0; i < remaining->shares->n; i++)
		room += remaining->shares->rows[i].weight > 0 ? remaining->shares->rows[i].max
							      : remaining->shares->rows[i].min;
	return room;
}

/* By the weight for so many seats, are the whole parts more than there are to be given? */
static int exceeds(const struct remaining *remaining, tsop_int128 seats, bool is_whole,
		   bool *does_exceed, struct tsop_error *err)
{
	struct tsop_ratio quota;
	tsop_int128 whole;

	if (tsop_quotas_find(remaining->shares, seats, &quota, err) != 0)
		return -1;
	if (is_whole)
		quota = (struct tsop_ratio){ quota.num / quota.den + 1, 1 };
	tsop_quotas_worth(remaining->shares, quota, &whole);
	*does_exceed = whole > remaining->shares->total;
	return 0;
}

/* Is it the quota at which the weights are worth so many seats, or the next whole number? */
static bool is_quota_of(const struct remaining *remaining, tsop_int128 seats, bool is_whole)
{
	struct tsop_ratio quota = { (tsop_uint128)remaining->num, (tsop_uint128)remaining->den };
	tsop_int128 whole;
	tsop_int128 worth = tsop_quotas_worth(remaining->shares, quota, &whole);

	if (!is_whole)
		return worth == seats * remaining->num;
	if (remaining->den != 1 || worth >= seats * remaining->num)
		return false;
	quota.num--;
	return quota.num == 0 || tsop_quotas_worth(remaining->shares, quota, &whole) >=
					 seats * (tsop_int128)quota.num;
}

/* Is it the greatest quota at which all have what they can, there being no more to give? */
static bool is_quota_of_all(const struct remaining *remaining)
{
	bool is_greatest = false;

	for (size_t i = 0; i < remaining->shares->n; i++) {
		const struct tsop_share *share = &remaining->shares->rows[i];

		is_greatest = is_greatest ||
			      (share->min < share->max &&
			       share->weight * remaining->den == share->max * remaining->num);
	}
	return is_greatest && is_quota_of(remaining, remaining->shares->total, false);
}

static int check_quota(const struct remaining *remaining, struct tsop_error *err)
{
	tsop_int128 total = remaining->shares->total;
	tsop_int128 room = room_of(remaining);
	bool does_exceed = room > total;

	if (!does_exceed && is_quota_of_all(remaining))
		return 0;
	for (int64_t extra = remaining->extra; extra >= 0 && does_exceed; extra--) {
		bool is_whole = remaining->is_whole && extra > 0;

		if (room < total + extra)
			continue;
		does_exceed = false;
		if (extra > 0 &&
		    exceeds(remaining, total + extra, is_whole, &does_exceed, err) != 0)
			return -1;
		if (!does_exceed && is_quota_of(remaining, total + extra, is_whole))
			return 0;
	}
	if (remaining->shares->knows_taken)
		tsop_checking_fault(remaining->checking, remaining->proof->line,
				    remaining->quota_name,
				    _("is not the weight for a seat that the method takes"));
	else
		tsop_checking_open(remaining->checking, "the quota: it hangs on the seats that people "
				   "had before, and the people were not given");
	return 0;
}

/* Is the cut that claimant's remainder? Its value, in parts of the quota's numerator. */
static bool check_cut(const struct remaining *remaining, const struct tsop_result_cut *cut,
		      const char *name, bool has_more)
{
	const struct tsop_result *result = remaining->shares->result;
	const struct tsop_share *share = &remaining->shares->rows[cut->claimant];
	struct tsop_ratio stated;
	struct tsop_ratio expected = { (tsop_uint128)remainder_of(remaining, cut->claimant),
				       (tsop_uint128)remaining->num };

	if (!cut->is_quotient && cut->power == 1 && remaining->is_free[cut->claimant] &&
	    remaining->has_more[cut->claimant] == has_more &&
	    cut->seat == share->got + (has_more ? 0 : 1) &&
	    tsop_ratio_read(tsop_view_of(cut->text), &stated) &&
	    tsop_ratio_compare(stated, expected) == 0)
		return true;
	tsop_checking_fault(remaining->checking, remaining->proof->line, name,
			    has_more ? _("%s: is not the remainder of one that got a seat by it")
				     : _("%s: is not the remainder of one that got no seat by it"),
			    result->seats[cut->claimant].id);
	return false;
}

static void check_order(const struct remaining *remaining, size_t i)
{
	const struct tsop_result_proof *proof = remaining->proof;
	const struct tsop_result_cut *cut = remaining->has_more[i] ? &proof->last : &proof->next;

	if (!remaining->is_free[i])
		return;
	if (!cut->is_set) {
		fault(remaining, i, remaining->has_more[i]
					    ? _("got a seat by its remainder, and the proof has no "
						"last")
					    : _("got no seat by its remainder, and the proof has no "
						"next"));
		return;
	}
	if (remaining->has_more[i]
		    ? remainder_of(remaining, i) < remainder_of(remaining, cut->claimant)
		    : remainder_of(remaining, i) > remainder_of(remaining, cut->claimant))
		fault(remaining, i, remaining->has_more[i]
					    ? _("its remainder is smaller than the last of the proof")
					    : _("its remainder is greater than the next of the proof"));
}

/* Those whose remainder is that of both sides of the cut are tied. */
static void check_tie(struct remaining *remaining)
{
	const struct tsop_result_cut *last = &remaining->proof->last;
	const struct tsop_result_cut *next = &remaining->proof->next;
	tsop_int128 tied = -1;

	if (last->is_set && next->is_set) {
		tied = remainder_of(remaining, last->claimant);
		if (tied < remainder_of(remaining, next->claimant))
			tsop_checking_fault(remaining->checking, remaining->proof->line, "last",
					    _("is less than next"));
		if (tied != remainder_of(remaining, next->claimant))
			tied = -1;
	}
	for (size_t i = 0; i < remaining->shares->n; i++) {
		remaining->is_free[i] =
			remaining->is_free[i] && remainder_of(remaining, i) == tied;
		remaining->has_more[i] = remaining->has_more[i] && remaining->is_free[i];
	}
	tsop_shares_check_draw(remaining->shares, remaining->is_free, remaining->has_more,
			       remaining->checking);
}

static int check(struct remaining *remaining, struct tsop_error *err)
{
	const struct tsop_result_proof *proof = remaining->proof;
	size_t n = remaining->shares->n;
	size_t n_faults = remaining->checking->n_faults;

	if (!remaining->shares->knows_taken)
		suppose_taken(remaining);
	for (size_t i = 0; i < n; i++)
		check_whole_part(remaining, i);
	if (check_quota(remaining, err) != 0)
		return -1;
	if (remaining->checking->n_faults > n_faults ||
	    (proof->last.is_set && !check_cut(remaining, &proof->last, "last", true)) ||
	    (proof->next.is_set && !check_cut(remaining, &proof->next, "next", false)))
		return 0;
	for (size_t i = 0; i < n; i++)
		check_order(remaining, i);
	check_tie(remaining);
	return 0;
}

/*
 * Without a quota everybody is at a bound: at some quota those with their
 * maximum are worth no less, those with their minimum no more; at a whole
 * number less, for who is worth just its minimum could have more by Droop's.
 */
static void check_bounds(struct remaining *remaining)
{
	const struct tsop_shares *shares = remaining->shares;
	struct tsop_ratio low = { 0, 1 };  /* a seat for so much weight: not less for any at min */
	struct tsop_ratio high = { 1, 0 }; /* not more for any at max */

	for (size_t i = 0; i < shares->n; i++) {
		const struct tsop_share *share = &shares->rows[i];
		struct tsop_ratio at_min = { (tsop_uint128)share->weight,
					     (tsop_uint128)share->min };
		struct tsop_ratio at_max = { (tsop_uint128)share->weight,
					     (tsop_uint128)share->max };

		if (share->weight == 0 || share->min == share->max)
			continue;
		if (!shares->knows_taken && share->got != share->max) /* it can have had that before */
			continue;
		if (share->got != share->min && share->got != share->max)
			fault(remaining, i, _("is within its bounds, and the proof has no quota"));
		if (share->got == share->min && tsop_ratio_compare(at_min, low) > 0)
			low = at_min;
		if (share->got == share->max && tsop_ratio_compare(at_max, high) < 0)
			high = at_max;
	}
	if (remaining->is_whole && low.den > 0 && room_of(remaining) > shares->total)
		low = (struct tsop_ratio){ low.num / low.den + 1, 1 };
	if (tsop_ratio_compare(low, high) > 0)
		tsop_checking_fault(remaining->checking, remaining->proof->line,
				    remaining->quota_name,
				    _("missing: no quota has everybody at a bound"));
	if (remaining->proof->last.is_set || remaining->proof->next.is_set)
		tsop_checking_fault(remaining->checking, remaining->proof->line, "last",
				    _("expected no remainders where there is no quota"));
	else
		tsop_shares_check_draw(remaining->shares, remaining->is_free, remaining->has_more,
				       remaining->checking);
}

int tsop_remainders_check(struct tsop_shares *shares, enum tsop_remainders_quota quota,
			  struct tsop_checking *checking, struct tsop_error *err)
{
	static const int64_t extra[] = { 0, 1, 1, 2 };
	const struct tsop_result_proof *proof = &shares->result->proof;
	bool is_own = quota != TSOP_REMAINDERS_HARE &&
		      strcmp(shares->result->header.reading, "eliminate") == 0;
	const struct tsop_ratio *ratio = is_own ? &proof->method_quota : &proof->quota;
	struct remaining remaining = {
		.shares = shares,
		.checking = checking,
		.proof = proof,
		.quota_name = is_own ? "method_quota" : "quota",
		.has_quota = is_own ? proof->has_method_quota : proof->has_quota,
		.num = (tsop_int128)ratio->num,
		.den = (tsop_int128)ratio->den,
		.extra = extra[quota],
		.is_whole = quota == TSOP_REMAINDERS_DROOP,
		.is_free = calloc(shares->n + 1, sizeof *remaining.is_free),
		.has_more = calloc(shares->n + 1, sizeof *remaining.has_more),
	};
	int status = 0;

	if (remaining.is_free == NULL || remaining.has_more == NULL)
		status = tsop_fail_memory(err);
	else if (remaining.has_quota)
		status = check(&remaining, err);
	else
		check_bounds(&remaining);
	free(remaining.is_free);
	free(remaining.has_more);
	return status;
}
