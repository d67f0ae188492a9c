#include "verify/seats/shares.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/result/ratio.h"
#include "verify/seats/eliminated.h"
#include "verify/seats/guarantee.h"
#include "verify/seats/threshold.h"

static const struct {
	const char *name;
	bool comes_first; /* the guarantee is given first, else it is a minimum of the method's */
	bool eliminates;
} readings[] = {
	{ "base", true, false },
	{ "floor", false, false },
	{ "eliminate", false, true },
};

static void fill_row(struct tsop_shares *shares, size_t i, bool comes_first,
		     const struct tsop_guarantee *bounds, struct tsop_checking *checking)
{
	const struct tsop_result_seats *row = &shares->result->seats[i];
	struct tsop_share *share = &shares->rows[i];
	int64_t before = comes_first ? row->guaranteed : 0;
	int64_t least = row->guaranteed > bounds->kept ? row->guaranteed : bounds->kept;
	int64_t most = share->is_below ? least : bounds->cap;

	share->weight = row->weight;
	share->min = least - before;
	share->max = most - before;
	share->got = row->seats - before;
	shares->total += share->got;
	if (share->got < share->min)
		tsop_checking_fault(checking, row->line, "seats",
				    _("%s: expected at least %" PRId64 ": so many are guaranteed "
				      "or taken already"),
				    row->id, least);
	if (share->got > share->max)
		tsop_checking_fault(checking, row->line, "seats",
				    _("%s: expected at most %" PRId64), row->id, most);
	if (share->weight == 0 && share->got > share->min)
		tsop_checking_fault(checking, row->line, "by_key",
				    _("%s: expected none by the key for a weight of 0"), row->id);
}

/* Seats are left only where nobody could be given more. */
static void check_left(const struct tsop_shares *shares, struct tsop_checking *checking)
{
	const struct tsop_result_header *header = &shares->result->header;

	for (size_t i = 0; i < shares->n && header->left > 0; i++)
		if (tsop_share_may_get(&shares->rows[i]))
			tsop_checking_fault(checking, shares->result->seats[i].line, "seats",
					    _("%s: could have more, and %" PRId64 " are left"),
					    shares->result->seats[i].id, header->left);
}

/* Is the quota, where there is one, of the size that sums of weights and seats can have? */
static bool is_quota_sane(bool is_there, const struct tsop_ratio *quota)
{
	const tsop_uint128 max = (tsop_uint128)1 << 92;
	const tsop_uint128 most_extra = 2; /* Imperiali's quota */

	return !is_there || (quota->num > 0 && quota->num <= max &&
			     quota->den <= (tsop_uint128)TSOP_RESULT_SEATS_MAX + most_extra);
}

/* Quotas and lists of the proof that neither the reading nor the method has. */
static bool has_too_much(const struct tsop_result *result, size_t reading,
			 struct tsop_checking *checking)
{
	const struct tsop_result_proof *proof = &result->proof;
	const char remainders[] = "largest-remainder:"; /* by Hare's quota the two are the same */
	bool has_own_quota = readings[reading].eliminates &&
			     strncmp(result->header.method, remainders, sizeof remainders - 1) == 0;
	bool is_swiss = strcmp(result->header.method, "swiss") == 0;
	size_t n_faults = checking->n_faults;

	if (!is_quota_sane(proof->has_quota, &proof->quota) ||
	    !is_quota_sane(proof->has_method_quota, &proof->method_quota))
		tsop_checking_fault(checking, proof->line, "quota",
				    _("expected sums of weights over seats"));
	if (proof->n_before > 0 && strcmp(result->header.method, "quota") != 0)
		tsop_checking_fault(checking, proof->line, "draws_before",
				    _("expected none with this method"));
	if (proof->has_method_quota && !has_own_quota)
		tsop_checking_fault(checking, proof->line, "method_quota",
				    _("expected none with this reading and method"));
	if (proof->n_quotas > 0 && !is_swiss)
		tsop_checking_fault(checking, proof->line, "quotas",
				    _("expected none with this method"));
	if (proof->eliminated != NULL && !is_swiss && !readings[reading].eliminates)
		tsop_checking_fault(checking, proof->line, "eliminated",
				    _("expected none as this reading has it"));
	return checking->n_faults > n_faults;
}

static void check_rows(struct tsop_shares *shares, size_t reading,
		       const struct tsop_candidates *people, struct tsop_checking *checking)
{
	const struct tsop_result *result = shares->result;
	bool is_loose = tsop_guarantee_is_short(result, people);
	size_t n_faults = checking->n_faults;

	if (!tsop_threshold_mark(shares, checking))
		return;
	for (size_t i = 0; i < shares->n; i++) {
		struct tsop_guarantee bounds = tsop_guarantee_check(
			result, i, people, is_loose, shares->knows_taken, checking);

		fill_row(shares, i, readings[reading].comes_first, &bounds, checking);
	}
	shares->total += result->header.left;
	check_left(shares, checking);
	tsop_guarantee_check_sum(result, people, is_loose, checking);
	if (checking->n_faults == n_faults && !has_too_much(result, reading, checking) &&
	    readings[reading].eliminates && strcmp(result->header.method, "swiss") != 0)
		tsop_eliminated_check(shares, checking); /* the Swiss do by a rule of their own */
}

int tsop_shares_check(struct tsop_shares *shares, const struct tsop_result *result,
		      const struct tsop_candidates *people, struct tsop_checking *checking,
		      struct tsop_error *err)
{
	const size_t n = sizeof readings / sizeof readings[0];
	size_t reading = 0;

	*shares = (struct tsop_shares){
		.result = result,
		.rows = calloc(result->n_seats + 1, sizeof *shares->rows),
		.n = result->n_seats,
		.knows_taken = people != NULL || !result->header.has_people,
	};
	if (shares->rows == NULL)
		return tsop_fail_memory(err);
	while (reading < n && strcmp(readings[reading].name, result->header.reading) != 0)
		reading++;
	if (reading < n)
		check_rows(shares, reading, people, checking);
	else
		tsop_checking_fault(checking, result->header.line, "reading",
				    _("expected base, floor or eliminate"));
	return 0;
}

void tsop_shares_release(struct tsop_shares *shares)
{
	free(shares->rows);
	shares->rows = NULL;
}
