#include "verify/seats/shares.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/result/draws.h"
#include "verify/result/lots.h"
#include "verify/result/ratio.h"

static const struct {
	const char *name;
	bool comes_first; /* the guarantee is given first, else it is a minimum of the method's */
	bool eliminates;
} readings[] = {
	{ "base", true, false },
	{ "floor", false, false },
	{ "eliminate", false, true },
};

static int64_t smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t greater(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* A claimant's people: how many applied, have a seat already, had one in the earlier result. */
struct tally {
	int64_t applied, taken, stayed;
};

static struct tally count_people(const struct tsop_result_seats *row,
				 const struct tsop_candidates *people)
{
	size_t municipality;

	if (people == NULL || row->municipality == NULL)
		return (struct tally){ .applied = row->applied };
	municipality = tsop_candidates_municipality(row->municipality);
	return (struct tally){ people->applied[municipality], people->held[municipality],
			       people->stayed[municipality] };
}

/* What a claimant is guaranteed, may get at most and keeps. */
struct bounds {
	int64_t applied, guarantee, cap, kept;
};

static void expect(const struct tsop_result_seats *row, const char *field, int64_t stated,
		   int64_t expected, struct tsop_checking *checking)
{
	if (stated != expected)
		tsop_checking_fault(checking, row->line, field,
				    _("%s: expected %" PRId64 ", not %" PRId64), row->id, expected,
				    stated);
}

/*
 * The bounds of the key, the people reckoned in. Where seats do not suffice
 * for all who had one in the earlier result (is_loose), these alone compete
 * for what is beyond the guarantees.
 */
static struct bounds find_bounds(const struct tsop_result *result, size_t i,
				 const struct tsop_candidates *people, bool is_loose)
{
	const struct tsop_result_header *header = &result->header;
	const struct tsop_result_seats *row = &result->seats[i];
	struct tally tally = count_people(row, people);
	struct bounds bounds = { .applied = tally.applied, .guarantee = row->guarantee };

	bounds.cap = header->cap_column != NULL && row->key_cap >= 0 ? row->key_cap : row->cap;
	if (header->by_demand)
		bounds.cap = smaller(bounds.cap, bounds.applied);
	bounds.kept = greater(tally.taken + tally.stayed,
			      row->key_kept >= 0 ? row->key_kept
						 : row->kept + (is_loose ? tally.stayed : 0));
	if (is_loose) {
		bounds.cap = smaller(bounds.cap, greater(bounds.kept, bounds.guarantee));
		bounds.kept -= tally.stayed;
	}
	return bounds;
}

/* A demand that was lowered, also under what was kept only for who had a place before. */
static void lower(const struct tsop_result *result, size_t i, struct bounds *bounds)
{
	const struct tsop_result_seats *row = &result->seats[i];

	if (!result->header.is_joint || row->demand < 0)
		return;
	bounds->cap = smaller(bounds->cap, row->demand);
	if (result->header.keep != NULL)
		bounds->kept = smaller(bounds->kept, bounds->cap);
}

/* Do those who had a seat in the earlier result need more than there are? */
static bool are_seats_short(const struct tsop_result *result, const struct tsop_candidates *people)
{
	const struct tsop_result_header *header = &result->header;
	tsop_int128 left = header->seats;

	if (header->keep == NULL)
		return false;
	for (size_t i = 0; i < result->n_seats; i++) {
		struct bounds bounds = find_bounds(result, i, people, false);
		int64_t guaranteed = smaller(bounds.guarantee, bounds.cap);

		left -= header->holds ? bounds.guarantee - guaranteed : 0;
		left -= greater(guaranteed, bounds.kept);
	}
	return left < 0;
}

/* The bounds, if the result states the same. */
static struct bounds check_bounds(const struct tsop_shares *shares, size_t i,
				  const struct tsop_candidates *people, bool is_loose,
				  struct tsop_checking *checking)
{
	const struct tsop_result_header *header = &shares->result->header;
	const struct tsop_result_seats *row = &shares->result->seats[i];
	struct bounds bounds = find_bounds(shares->result, i, people, is_loose);

	lower(shares->result, i, &bounds);
	expect(row, "applied", row->applied, bounds.applied, checking);
	if (header->cap_column != NULL)
		expect(row, "cap", row->cap, bounds.cap, checking);
	if (header->held_column != NULL && shares->knows_taken)
		expect(row, "held", row->kept, bounds.kept, checking);
	return bounds;
}

/* A guarantee is given as far as there are people for it; the rest of it is held, or free. */
static void check_guarantee(const struct tsop_result_header *header,
			    const struct tsop_result_seats *row, const struct bounds *bounds,
			    struct tsop_checking *checking)
{
	int64_t guaranteed = smaller(bounds->guarantee, bounds->cap);
	int64_t reserved = header->holds ? bounds->guarantee - guaranteed : 0;

	expect(row, "guaranteed", row->guaranteed, guaranteed, checking);
	expect(row, "reserved", row->reserved, reserved, checking);
}

static void fill_row(struct tsop_shares *shares, size_t i, bool comes_first, bool is_below,
		     const struct bounds *bounds, struct tsop_checking *checking)
{
	const struct tsop_result_seats *row = &shares->result->seats[i];
	int64_t before = comes_first ? row->guaranteed : 0;
	int64_t least = greater(row->guaranteed, bounds->kept);
	int64_t most = is_below ? least : bounds->cap;
	struct tsop_share *share = &shares->rows[i];

	*share = (struct tsop_share){ row->weight, least - before, most - before,
				      row->seats - before, is_below };
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

/*
 * Those whose weight is worth less, at a quota, than the seats that they have
 * anyway, keep these and leave, and their weight with them. The quota is that at which all quotas, within
 * their bounds, are the seats that are to be divided.
 */
static void check_eliminated(struct tsop_shares *shares, struct tsop_checking *checking)
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

/* Is the quota, where there is one, of the size that sums of weights and seats can have? */
static bool is_quota_sane(bool is_there, const struct tsop_ratio *quota)
{
	const tsop_uint128 max = (tsop_uint128)1 << 92;
	const tsop_uint128 most_extra = 2; /* Imperiali's quota */

	return !is_there || (quota->num > 0 && quota->num <= max &&
			     quota->den <= (tsop_uint128)TSOP_RESULT_SEATS_MAX + most_extra);
}

/* A weight w is under it where w * factor < least * sum. */
struct threshold {
	tsop_uint128 factor, least, sum;
};

static tsop_uint128 power_of_ten(size_t places)
{
	tsop_uint128 power = 1;

	while (places-- > 0)
		power *= 10;
	return power;
}

/* "20000", a weight, or "2.5%", a share of the sum of all weights. */
static int read_threshold(struct threshold *threshold, const struct tsop_result *result,
			  struct tsop_checking *checking)
{
	const char *text = result->header.threshold == NULL ? "0" : result->header.threshold;
	size_t len = strcspn(text, "%");
	bool is_share = text[len] != '\0';
	size_t whole = strcspn(text, ".");
	unsigned places = whole < len ? (unsigned)(len - whole - 1) : 0;
	tsop_uint128 sum = 0;
	int64_t value;

	if (places > TSOP_RESULT_PLACES_MAX || (is_share && text[len + 1] != '\0') ||
	    tsop_num_read_decimal((struct tsop_view){ text, len }, '.', places,
				  TSOP_RESULT_WEIGHT_MAX, &value, NULL) != 0) {
		tsop_checking_fault(checking, result->header.line, "threshold",
				    _("expected a weight or a share of all"));
		return -1;
	}
	for (size_t i = 0; i < result->n_seats; i++)
		sum += (uint64_t)result->seats[i].weight;
	threshold->factor = power_of_ten(places + (is_share ? 2 : 0));
	threshold->least = (uint64_t)value * power_of_ten(is_share ? 0 : result->places);
	threshold->sum = is_share ? sum : 1;
	return 0;
}

static bool is_below(const struct threshold *threshold, int64_t weight)
{
	return tsop_ratio_compare_products((tsop_uint128)weight, threshold->factor,
					   threshold->least, threshold->sum) < 0;
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

/* Did the guarantees fit into the seats, before demands were lowered? */
static void check_undiminished(const struct tsop_result *result, const struct tsop_candidates *people,
			       bool is_loose, struct tsop_checking *checking)
{
	const struct tsop_result_header *header = &result->header;
	tsop_int128 left = header->seats;

	for (size_t i = 0; header->is_joint && i < result->n_seats; i++) {
		struct bounds bounds = find_bounds(result, i, people, is_loose);
		int64_t guaranteed = smaller(bounds.guarantee, bounds.cap);

		left -= header->holds ? bounds.guarantee : guaranteed;
	}
	if (left < 0)
		tsop_checking_fault(checking, header->line, "guarantee",
				    _("comes to more than the seats, before demands were lowered"));
}

static void check_rows(struct tsop_shares *shares, size_t reading,
		       const struct tsop_candidates *people, struct tsop_checking *checking)
{
	const struct tsop_result *result = shares->result;
	bool is_loose = are_seats_short(result, people);
	size_t n_faults = checking->n_faults;
	struct threshold threshold;

	if (read_threshold(&threshold, result, checking) != 0)
		return;
	for (size_t i = 0; i < shares->n; i++) {
		struct bounds bounds = check_bounds(shares, i, people, is_loose, checking);

		check_guarantee(&result->header, &result->seats[i], &bounds, checking);
		fill_row(shares, i, readings[reading].comes_first,
			 is_below(&threshold, result->seats[i].weight), &bounds, checking);
	}
	shares->total += result->header.left;
	check_left(shares, checking);
	check_undiminished(result, people, is_loose, checking);
	if (checking->n_faults == n_faults && !has_too_much(result, reading, checking) &&
	    readings[reading].eliminates && strcmp(result->header.method, "swiss") != 0)
		check_eliminated(shares, checking); /* the Swiss do by a rule of their own */
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
