#include "verify/seats/swiss.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "verify/result/ratio.h"

struct council {
	struct tsop_shares *shares;
	struct tsop_checking *checking;
	const struct tsop_result_proof *proof;
	bool *is_out, *has_more;
	tsop_int128 people, left; /* of those who have not left */
};

static tsop_int128 quota_of(const struct council *council, size_t round)
{
	return (tsop_int128)council->proof->quotas[round];
}

static tsop_int128 last_quota(const struct council *council)
{
	return quota_of(council, council->proof->n_quotas - 1);
}

static void fault(const struct council *council, size_t i, const char *field, const char *text)
{
	const struct tsop_result_seats *row = &council->shares->result->seats[i];

	tsop_checking_fault(council->checking, row->line, field, "%s: %s", row->id, text);
}

/*
 * Who leaves in this round, from the proof's list: under its quota, but not under the one
 * before.
 */
static size_t leave(struct council *council, size_t round, size_t next)
{
	const struct tsop_result_proof *proof = council->proof;

	while (next < proof->n_eliminated) {
		size_t i = proof->eliminated[next];
		const struct tsop_share *share = &council->shares->rows[i];

		if (share->weight >= quota_of(council, round))
			break;
		if (council->is_out[i] || (round > 0 && share->weight < quota_of(council, round - 1)))
			fault(council, i, "seats", _("did not leave in this round"));
		if (share->got != 1)
			fault(council, i, "seats", _("left with one seat"));
		council->is_out[i] = true;
		council->people -= share->weight;
		council->left--;
		next++;
	}
	return next;
}

/* The preliminary distribution. Returns whether the rounds are those of the rule. */
static bool check_rounds(struct council *council)
{
	const struct tsop_result_proof *proof = council->proof;
	size_t n_faults = council->checking->n_faults;
	size_t next = 0;

	for (size_t round = 0; round < proof->n_quotas; round++) {
		size_t before = next;

		if (council->left <= 0 ||
		    quota_of(council, round) != council->people / council->left + 1) {
			tsop_checking_fault(council->checking, proof->line, "quotas",
					    _("round %zu: is not the next whole number above weights "
					      "over seats"),
					    round + 1);
			return false;
		}
		next = leave(council, round, next);
		if (next == before && round + 1 < proof->n_quotas)
			tsop_checking_fault(council->checking, proof->line, "quotas",
					    _("round %zu: nobody left, and there is another"),
					    round + 1);
	}
	if (next < proof->n_eliminated)
		tsop_checking_fault(council->checking, proof->line, "eliminated",
				    _("more than left"));
	for (size_t i = 0; i < council->shares->n; i++)
		if (!council->is_out[i] && council->shares->rows[i].weight < last_quota(council))
			fault(council, i, "seats", _("does not reach the last quota"));
	return council->checking->n_faults == n_faults;
}

static void check_whole_parts(struct council *council)
{
	for (size_t i = 0; i < council->shares->n; i++) {
		const struct tsop_share *share = &council->shares->rows[i];
		tsop_int128 whole = share->weight / last_quota(council);

		if (council->is_out[i])
			continue;
		council->has_more[i] = share->got == whole + 1;
		if (share->got != whole && share->got != whole + 1)
			fault(council, i, "seats",
			      _("has neither the whole part of its quota nor one more"));
	}
}

/* <0, 0, >0: by the last quota, then by the first. */
static int compare(const struct council *council, size_t a, size_t b)
{
	const struct tsop_share *rows = council->shares->rows;
	tsop_int128 left = rows[a].weight % last_quota(council);
	tsop_int128 right = rows[b].weight % last_quota(council);

	if (left == right) {
		left = rows[a].weight % quota_of(council, 0);
		right = rows[b].weight % quota_of(council, 0);
	}
	return (left > right) - (left < right);
}

static bool check_cut(const struct council *council, const struct tsop_result_cut *cut,
		      const char *name, bool has_more)
{
	const struct tsop_share *share = &council->shares->rows[cut->claimant];
	struct tsop_ratio stated;
	struct tsop_ratio expected = {
		(tsop_uint128)(share->weight % last_quota(council)),
		(tsop_uint128)last_quota(council),
	};

	if (!cut->is_quotient && cut->power == 1 && !council->is_out[cut->claimant] &&
	    council->has_more[cut->claimant] == has_more &&
	    cut->seat == share->got + (has_more ? 0 : 1) &&
	    tsop_ratio_read(tsop_view_of(cut->text), &stated) &&
	    tsop_ratio_compare(stated, expected) == 0)
		return true;
	tsop_checking_fault(council->checking, council->proof->line, name,
			    _("%s: is not the remainder that this says"),
			    council->shares->result->seats[cut->claimant].id);
	return false;
}

static void check_order(struct council *council)
{
	const struct tsop_result_proof *proof = council->proof;
	const struct tsop_result_cut *last = &proof->last;
	const struct tsop_result_cut *next = &proof->next;
	bool is_tie = last->is_set && next->is_set &&
		      compare(council, last->claimant, next->claimant) == 0;

	if (last->is_set && next->is_set && compare(council, last->claimant, next->claimant) < 0)
		tsop_checking_fault(council->checking, proof->line, "last", _("is less than next"));
	for (size_t i = 0; i < council->shares->n; i++) {
		const struct tsop_result_cut *cut = council->has_more[i] ? last : next;
		int order;

		if (council->is_out[i])
			continue;
		order = cut->is_set ? compare(council, i, cut->claimant) : 1;
		if (!cut->is_set || (council->has_more[i] ? order < 0 : order > 0))
			fault(council, i, "seats",
			      _("its remainder is on the wrong side of the cut"));
		council->is_out[i] = !is_tie || order != 0;
	}
	for (size_t i = 0; i < council->shares->n; i++) {
		council->is_out[i] = is_tie && !council->is_out[i]; /* from here on: is tied */
		council->has_more[i] = council->has_more[i] && council->is_out[i];
	}
	tsop_shares_check_draw(council->shares, council->is_out, council->has_more,
			       council->checking);
}

static void check(struct council *council)
{
	const struct tsop_result_proof *proof = council->proof;
	size_t n_faults = council->checking->n_faults;

	for (size_t i = 0; i < council->shares->n; i++)
		council->people += council->shares->rows[i].weight;
	council->left = council->shares->total;
	if (!check_rounds(council))
		return;
	check_whole_parts(council);
	if (council->checking->n_faults == n_faults &&
	    (!proof->last.is_set || check_cut(council, &proof->last, "last", true)) &&
	    (!proof->next.is_set || check_cut(council, &proof->next, "next", false)))
		check_order(council);
}

int tsop_swiss_check(struct tsop_shares *shares, struct tsop_checking *checking,
		     struct tsop_error *err)
{
	struct council council = {
		.shares = shares,
		.checking = checking,
		.proof = &shares->result->proof,
		.is_out = calloc(shares->n + 1, sizeof *council.is_out),
		.has_more = calloc(shares->n + 1, sizeof *council.has_more),
	};
	int status = 0;

	if (council.is_out == NULL || council.has_more == NULL)
		status = tsop_fail_memory(err);
	else if (council.proof->n_quotas > 0)
		check(&council);
	else
		for (size_t i = 0; i < shares->n; i++)
			if (tsop_share_may_get(&shares->rows[i]))
				fault(&council, i, "seats",
				      _("could have more, and the proof has no quotas"));
	free(council.is_out);
	free(council.has_more);
	return status;
}
