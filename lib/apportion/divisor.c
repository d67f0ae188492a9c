#include "apportion/divisor.h"

#include <stdlib.h>

#include "apportion/census.h"
#include "apportion/select.h"

/*
 * Too few seats at the lower multiplier, or all of them; too many at the upper, or at least as
 * many.
 */
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

/*
 * Newton's step to `aim` seats, as long as it stays inside; every other time a bisection, if
 * it drags on.
 */
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

/*
 * Close in until few seats lie between; more and more count as few, up to what two multipliers
 * leave.
 */
static struct bracket find_bracket(struct tsop_house *house)
{
	struct bracket bracket = { TSOP_MULTIPLIER_ZERO, TSOP_MULTIPLIER_MAX, house->least,
				   house->most };
	int64_t few = (int64_t)house->n / (house->is_mean ? 512 : 32) + 16; /* means compare slowly */
	struct tsop_multiplier at = tsop_house_guess(house, house->total - few / 4);

	for (unsigned pass = 0; bracket.low_seats < house->total &&
				bracket.high_seats - bracket.low_seats > few;
	     pass++) {
		struct tsop_census census = tsop_house_count(house, at, NULL);
		bool is_low_near;

		take_census(&bracket, at, &census, house->total);
		is_low_near = house->total - bracket.low_seats <= few / 2;
		at = next_multiplier(&bracket, at, &census,
				     house->total + (is_low_near ? few / 4 : -few / 4), pass);
		if (few < 2 * (int64_t)house->n)
			few *= 2;
	}
	return bracket;
}

/*
 * List the seats from `least`, which each claim has, to `most`. Returns how many are left to
 * give.
 */
static int64_t list_candidates(struct contest *contest, const int64_t *least, const int64_t *most)
{
	int64_t left = contest->house->total;

	for (size_t i = 0; i < contest->house->n; i++) {
		left -= least[i];
		for (int64_t seat = least[i]; seat < most[i]; seat++)
			contest->candidates[contest->n++] = (struct candidate){ i, seat };
	}
	return left;
}

static int64_t weight_of(const struct tsop_house *house, size_t claim)
{
	return tsop_method_weight(house->method, house->claims[claim].weight);
}

/* The greater quotient comes first. */
static int compare(const struct tsop_house *house, const struct candidate *a,
		   const struct candidate *b)
{
	return tsop_method_compare(house->method, weight_of(house, b->claim), b->seat,
				   weight_of(house, a->claim), a->seat);
}

static int by_quotient(const void *context, size_t a, size_t b)
{
	const struct contest *contest = context;

	return compare(contest->house, &contest->candidates[a], &contest->candidates[b]);
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

static struct tsop_apportion_cut cut_at(const struct tsop_house *house,
					const struct candidate *candidate)
{
	struct tsop_apportion_cut cut = { .is_set = true,
					  .claim = candidate->claim,
					  .seat = candidate->seat + 1 };

	cut.power = tsop_method_quotient(house->method, weight_of(house, candidate->claim),
					 candidate->seat, &cut.num, &cut.den);
	return cut;
}

/*
 * One seat each to the candidates down to `last`; to those before it only, where it is level
 * with `next`.
 */
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
	size_t last, next;

	for (size_t i = 0; i < contest->n; i++)
		contest->order[i] = i;
	tsop_select(contest->order, contest->n, k, by_quotient, contest);
	last = find_extreme(contest, contest->order, k, -1);
	next = find_extreme(contest, &contest->order[k], contest->n - k, 1);
	result->last = cut_at(contest->house, &contest->candidates[last]);
	result->next = cut_at(contest->house, &contest->candidates[next]);
	give(contest, last, by_quotient(contest, last, next) == 0, left, result);
}

/*
 * What the claims get, where there are more seats at the upper multiplier. most: scratch, one
 * each.
 */
static int contend(struct tsop_house *house, const struct bracket *bracket,
		   struct tsop_apportionment *result, int64_t *most)
{
	struct contest contest = { .house = house };
	size_t n = (size_t)(bracket->high_seats - bracket->low_seats);

	contest.candidates = calloc(n + 1, sizeof *contest.candidates);
	contest.order = calloc(n + 1, sizeof *contest.order);
	if (contest.candidates != NULL && contest.order != NULL) {
		tsop_house_count(house, bracket->low, result->seats);
		tsop_house_count(house, bracket->high, most);
		decide(&contest, list_candidates(&contest, result->seats, most), result);
	}
	free(contest.candidates);
	free(contest.order);
	return contest.n > 0 ? 0 : -1;
}

/*
 * What they get where one multiplier gives all seats: the least quotient of a last seat, the
 * greatest of a next.
 */
static void settle(struct tsop_house *house, struct tsop_multiplier at,
		   struct tsop_apportionment *result)
{
	struct candidate last = { .claim = house->n };
	struct candidate next = { .claim = house->n };

	tsop_house_count(house, at, result->seats);
	for (size_t i = 0; i < house->n; i++) {
		struct tsop_range range = tsop_house_range(house, i);
		struct candidate held = { i, result->seats[i] - 1 };
		struct candidate wanted = { i, result->seats[i] };

		if (held.seat >= range.min &&
		    (last.claim == house->n || compare(house, &held, &last) > 0))
			last = held;
		if (wanted.seat < range.max &&
		    (next.claim == house->n || compare(house, &wanted, &next) < 0))
			next = wanted;
	}
	if (last.claim < house->n)
		result->last = cut_at(house, &last);
	if (next.claim < house->n)
		result->next = cut_at(house, &next);
}

int tsop_divisor_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			   size_t n, int64_t total, struct tsop_apportionment *result,
			   struct tsop_error *err)
{
	int64_t *most = calloc(n, sizeof *most);
	struct tsop_house house;
	struct bracket bracket;
	int status = 0;

	if (most == NULL)
		return tsop_fail_memory(err);
	tsop_house_init(&house, method, claims, n, total);
	bracket = find_bracket(&house);
	if (bracket.low_seats == total)
		settle(&house, bracket.low, result);
	else
		status = contend(&house, &bracket, result, most);
	free(most);
	return status == 0 ? 0 : tsop_fail_memory(err);
}
