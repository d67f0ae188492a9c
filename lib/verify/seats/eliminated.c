#include "verify/seats/eliminated.h"

#include "base/i18n.h"
#include "verify/result/ratio.h"

/* What the share takes at the quota a/b (weight a seat), within its bounds, times a. */
static tsop_int128 clamp(const struct tsop_share *share, const struct tsop_ratio *quota)
{
	tsop_int128 a = (tsop_int128)quota->num;
	tsop_int128 taken = share->weight * (tsop_int128)quota->den;

	if (taken < share->min * a)
		return share->min * a;
	return taken > share->max * a ? share->max * a : taken;
}

static bool could_any_get_more(const struct tsop_shares *shares)
{
	for (size_t i = 0; i < shares->n; i++)
		if (tsop_share_may_get(&shares->rows[i]))
			return true;
	return false;
}

/* Are there no more seats than minima? Then no quota is finite. */
static bool are_minima_all(const struct tsop_shares *shares)
{
	tsop_int128 left = shares->total;

	for (size_t i = 0; i < shares->n; i++)
		left -= shares->rows[i].min;
	return left == 0;
}

/* Where it is not known who had seats before, who is said to be eliminated had all that it has. */
static void suppose_taken(struct tsop_shares *shares)
{
	const struct tsop_result_proof *proof = &shares->result->proof;

	for (size_t i = 0; i < proof->n_eliminated; i++) {
		struct tsop_share *share = &shares->rows[proof->eliminated[i]];

		shares->n_below += share->got > share->min;
		if (share->got > share->min)
			share->min = share->got;
	}
}

void tsop_eliminated_check(struct tsop_shares *shares, struct tsop_checking *checking)
{
	const struct tsop_result *result = shares->result;
	const struct tsop_result_proof *proof = &result->proof;
	bool is_needed = could_any_get_more(shares);
	bool is_all;
	tsop_int128 sum = 0;
	size_t next = 0;

	if (!shares->knows_taken)
		suppose_taken(shares);
	is_all = !proof->has_quota && is_needed && are_minima_all(shares);
	if (proof->eliminated == NULL)
		tsop_checking_fault(checking, proof->line, "eliminated", _("missing"));
	if (!proof->has_quota && is_needed && !is_all)
		tsop_checking_fault(checking, proof->line, "quota", _("missing"));
	for (size_t i = 0; i < shares->n; i++) {
		struct tsop_share *share = &shares->rows[i];
		bool is_listed = proof->eliminated != NULL && next < proof->n_eliminated &&
				 proof->eliminated[next] == i;
		bool is_below = proof->has_quota
					? share->weight * (tsop_int128)proof->quota.den <
						  share->min * (tsop_int128)proof->quota.num
					: is_all && share->min > 0;

		next += is_listed;
		if (is_listed != is_below)
			tsop_checking_fault(checking, proof->line, "eliminated",
					    is_below ? _("%s: is below its minimum at the quota")
						     : _("%s: is not below its minimum at the quota"),
					    result->seats[i].id);
		if (proof->has_quota)
			sum += clamp(share, &proof->quota);
		if (is_below) {
			share->max = share->min;
			share->weight = 0;
		}
	}
	if (proof->has_quota && sum != shares->total * (tsop_int128)proof->quota.num)
		tsop_checking_fault(checking, proof->line, "quota",
				    _("the quotas do not add up to the seats"));
}
