#include "apportion/divisor.h"

#include <stdlib.h>

#include "apportion/census.h"
#include "apportion/select.h"

/* Too few seats at one multiplier and too many at the other; or both the same, with all seats. */
struct bracket {
	struct tsop_multiplier low, high;
	int64_t low_seats, high_seats;
};

/* A seat that a claim may get; the first is 0. */
struct candidate {
	size_t claim;
	int64_t seat;
};

struct contest {
	const struct tsop_house *house;
	struct candidate *candidates; /* by claim, then by seat */
	size_t n;
	size_t *order; /* their indices */
};

static void take_census(struct bracket *bracket, struct tsop_multiplier at,
			const struct tsop_census *census, int64_t total)
{
	if (census->seats <= total) {
		bracket->low = at;
		bracket->low_seats = census->seats;
	}
	if (census->seats >= total) {
		bracket->high = at;
		bracket->high_seats = census->seats;
	}
}

/* Newton's step to `aim` seats, as long as it stays inside; every other time a bisection, if it drags on. */
static struct tsop_multiplier next_multiplier(const struct bracket *bracket,
					      struct tsop_multiplier at,
					      const struct tsop_census *census, int64_t aim,
					      unsigned pass)
{
	const unsigned patience = 6;
	struct tsop_multiplier next;

	if (census->moving > 0 && (pass < patience || pass % 2 == 0)) {
		next = tsop_multiplier_move(at, aim - census->seats, census->moving);
		if (tsop_multiplier_is_less(bracket->low, next) &&
		    tsop_multiplier_is_less(next, bracket->high))
			return next;
	}
	return tsop_multiplier_between(bracket->low, bracket->high);
}

/* Close in until few seats lie between; more and more count as few, up to what two multipliers leave. */
static struct bracket find_bracket(const struct tsop_house *house)
{
	struct bracket bracket = { TSOP_MULTIPLIER_ZERO, TSOP_MULTIPLIER_MAX, house->least,
				   house->most };
	int64_t few = (int64_t)house->n / 32 + 16;
	struct tsop_multiplier at = tsop_house_guess(house, house->total - few / 4);

	for (unsigned pass = 0; bracket.low_seats < house->total &&
				bracket.high_seats - bracket.low_seats > few;
	     pass++) {
		struct tsop_census census = tsop_house_count(house, at);
		bool is_low_near;

		take_census(&bracket, at, &census, house->total);
		is_low_near = house->total - bracket.low_seats <= few / 2;
		at = next_multiplier(&bracket, at, &census,
				     house->total + (is_low_near ? few / 4 : -few / 4), pass);
		if (few < 2 * (int64_t)house->n)
			few *= 2;
	}
	if (bracket.low_seats == house->total)
		bracket.high = bracket.low;
	return bracket;
}

/* The seats that the claim has at least and at most. Where both multipliers are one, one less and one more. */
static void bound_seats(const struct tsop_house *house, const struct bracket *bracket,
			const struct tsop_scale *low, const struct tsop_scale *high, size_t i,
			int64_t *from, int64_t *to)
{
	struct tsop_range range = tsop_house_range(house, i);
	bool is_exact = bracket->low_seats == house->total;

	*from = tsop_house_seats(house, low, i);
	*to = is_exact ? *from : tsop_house_seats(house, high, i);
	if (is_exact && *from > range.min)
		(*from)--;
	if (is_exact && *to < range.max)
		(*to)++;
}

/* Give each claim the seats it has at least; list those between. Returns how many are left to give. */
static int64_t list_candidates(struct contest *contest, const struct bracket *bracket,
			       int64_t *seats)
{
	const struct tsop_house *house = contest->house;
	struct tsop_scale low = tsop_house_scale(house, bracket->low);
	struct tsop_scale high = tsop_house_scale(house, bracket->high);
	int64_t left = house->total;

	for (size_t i = 0; i < house->n; i++) {
		int64_t from, to;

		bound_seats(house, bracket, &low, &high, i, &from, &to);
		seats[i] = from;
		left -= from;
		for (int64_t seat = from; seat < to; seat++)
			contest->candidates[contest->n++] = (struct candidate){ i, seat };
	}
	return left;
}

static int64_t weight_of(const struct tsop_house *house, size_t claim)
{
	return tsop_method_weight(house->method, house->claims[claim].weight);
}

/* The greater quotient comes first. */
static int by_quotient(const void *context, size_t a, size_t b)
{
	const struct contest *contest = context;
	const struct candidate *left = &contest->candidates[a];
	const struct candidate *right = &contest->candidates[b];

	return tsop_method_compare(contest->house->method,
				   weight_of(contest->house, right->claim), right->seat,
				   weight_of(contest->house, left->claim), left->seat);
}

/* Of the items the one that comes first (sign 1) or last (sign -1). */
static size_t find_extreme(const struct contest *contest, const size_t *items, size_t n, int sign)
{
	size_t best = items[0];

	for (size_t i = 1; i < n; i++)
		if (sign * by_quotient(contest, items[i], best) < 0)
			best = items[i];
	return best;
}

static struct tsop_apportion_cut cut_at(const struct contest *contest, size_t item)
{
	const struct tsop_house *house = contest->house;
	const struct candidate *candidate = &contest->candidates[item];
	struct tsop_apportion_cut cut = { .is_set = true,
					  .claim = candidate->claim,
					  .seat = candidate->seat + 1 };

	cut.power = tsop_method_quotient(house->method, weight_of(house, candidate->claim),
					 candidate->seat, &cut.num, &cut.den);
	return cut;
}

/* One seat each to the candidates down to `last`; to those before it only, where it is level with `next`. */
static void give(const struct contest *contest, size_t last, bool is_tie, int64_t left,
		 struct tsop_apportionment *result)
{
	for (size_t i = 0; i < contest->n; i++) {
		int order = by_quotient(contest, i, last);

		if (order < 0 || (order == 0 && !is_tie)) {
			result->seats[contest->candidates[i].claim]++;
			left--;
		} else if (order == 0) {
			result->tied[result->n_tied++] = contest->candidates[i].claim;
		}
	}
	result->n_draw = left;
}

static void decide(struct contest *contest, int64_t left, struct tsop_apportionment *result)
{
	size_t k = (size_t)left;
	size_t last = 0;
	size_t next;

	for (size_t i = 0; i < contest->n; i++)
		contest->order[i] = i;
	tsop_select(contest->order, contest->n, k, by_quotient, contest);
	next = find_extreme(contest, &contest->order[k], contest->n - k, 1);
	result->next = cut_at(contest, next);
	if (k == 0)
		return;
	last = find_extreme(contest, contest->order, k, -1);
	result->last = cut_at(contest, last);
	give(contest, last, by_quotient(contest, last, next) == 0, left, result);
}

/* Room for the seats between; for two of each claim where there is one multiplier. */
static int begin(struct contest *contest, const struct bracket *bracket)
{
	size_t n = bracket->low_seats == contest->house->total
			   ? 2 * contest->house->n
			   : (size_t)(bracket->high_seats - bracket->low_seats);

	contest->candidates = calloc(n, sizeof *contest->candidates);
	contest->order = calloc(n, sizeof *contest->order);
	return contest->candidates != NULL && contest->order != NULL ? 0 : -1;
}

int tsop_divisor_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			   size_t n, int64_t total, struct tsop_apportionment *result,
			   struct tsop_error *err)
{
	struct tsop_house house;
	struct contest contest = { .house = &house };
	struct bracket bracket;
	int status;

	tsop_house_init(&house, method, claims, n, total);
	bracket = find_bracket(&house);
	status = begin(&contest, &bracket);
	if (status == 0)
		decide(&contest, list_candidates(&contest, &bracket, result->seats), result);
	free(contest.candidates);
	free(contest.order);
	return status == 0 ? 0 : tsop_fail_memory(err);
}
