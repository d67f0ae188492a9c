/*
 * apportion_reference.h: what an apportionment must be, the slow and obvious way.
 *
 * For small numbers only: fractions are of 128 bits and nothing is clever.
 */
#ifndef TSOP_TESTS_APPORTION_REFERENCE_H
#define TSOP_TESTS_APPORTION_REFERENCE_H

#include "apportion/apportion.h"

enum { SMALL = 6, MANY_OUTCOMES = 1000 };

struct expected {
	int64_t seats[SMALL];
	int64_t tickets[SMALL]; /* how often the claim is among the tied */
	int64_t n_draw;
	int64_t left;
	bool is_refused;
};

struct fraction {
	tsop_int128 num, den;
};

/* The divisor methods by their definitions: d(s)^power. */
struct sequence {
	const char *name;
	struct fraction (*divisor)(int64_t seats);
	unsigned power;
};

static tsop_int128 power_of(tsop_int128 base, unsigned exponent)
{
	tsop_int128 result = 1;

	while (exponent-- > 0)
		result *= base;
	return result;
}

#define SEQUENCE(name, num, den) \
	static struct fraction name(int64_t s) \
	{ \
		return (struct fraction){ num, den }; \
	}
SEQUENCE(adams, s, 1)
SEQUENCE(dean, 2 * s * (s + 1), 2 * s + 1)
SEQUENCE(geometric, s * (s + 1), 1)
SEQUENCE(odd, 2 * s + 1, 1)
SEQUENCE(modified, s == 0 ? 14 : 20 * s + 10, 10)
SEQUENCE(danish, 3 * s + 1, 1)
SEQUENCE(natural, s + 1, 1)
SEQUENCE(imperiali, s + 2, 1)
SEQUENCE(thirds, 3 * s + 5, 4)
SEQUENCE(free_start, s == 0 ? 0 : 2 * s + 3, 2)
SEQUENCE(square, s * s + (s + 1) * (s + 1), 2)
SEQUENCE(fourth, power_of(s, 4) + power_of(s + 1, 4), 2)
SEQUENCE(inverse_square, 2 * s * s * (s + 1) * (s + 1), s * s + (s + 1) * (s + 1))

static const struct sequence sequences[] = {
	{ "adams", adams, 1 },
	{ "dean", dean, 1 },
	{ "huntington-hill", geometric, 2 },
	{ "sainte-lague", odd, 1 },
	{ "modified-sainte-lague", modified, 1 },
	{ "danish", danish, 1 },
	{ "dhondt", natural, 1 },
	{ "imperiali", imperiali, 1 },
	{ "linear:0.75,1.25", thirds, 1 },
	{ "linear:1,1.5,0", free_start, 1 },
	{ "power:1", odd, 1 },
	{ "power:0", geometric, 2 },
	{ "power:-1", dean, 1 },
	{ "power:2", square, 2 },
	{ "power:4", fourth, 4 },
	{ "power:-2", inverse_square, 2 },
	{ "identical", natural, 1 },
};
enum { N_SEQUENCES = sizeof sequences / sizeof sequences[0] };

/* Is the quotient of weight a and divisor d greater than that of b and e (1), equal (0), or less (-1)? */
static int compare_quotients(unsigned power, int64_t a, struct fraction d, int64_t b,
			     struct fraction e)
{
	tsop_int128 left = power_of(a, power) * d.den * e.num;
	tsop_int128 right = power_of(b, power) * e.den * d.num;

	if (d.num == 0 && e.num == 0)
		return (a > b) - (a < b);
	return (left > right) - (left < right);
}

/* One seat at a time to the greatest quotient; to all that are level, as far as there are seats. */
static void expect_divisor(const struct sequence *sequence, const struct tsop_claim *given, size_t n,
			   int64_t total, struct expected *e)
{
	bool is_identical = strcmp(sequence->name, "identical") == 0;

	*e = (struct expected){ .n_draw = 0 };
	for (size_t i = 0; i < n; i++)
		total -= e->seats[i] = given[i].min;
	while (total > 0) {
		bool best[SMALL] = { false };
		int64_t weight = 0, n_best = 0;
		struct fraction divisor = { 1, 1 };

		for (size_t i = 0; i < n; i++) {
			struct fraction d = sequence->divisor(e->seats[i]);
			int64_t w = is_identical ? given[i].weight > 0 : given[i].weight;
			int order;

			if (e->seats[i] == given[i].max || w == 0)
				continue;
			order = n_best == 0 ? 1 : compare_quotients(sequence->power, w, d, weight,
								     divisor);
			if (order > 0) {
				memset(best, 0, sizeof best);
				n_best = 0;
				weight = w;
				divisor = d;
			}
			if (order >= 0) {
				best[i] = true;
				n_best++;
			}
		}
		if (n_best == 0 || n_best > total) {
			for (size_t i = 0; i < n; i++)
				e->tickets[i] = best[i];
			e->left = n_best == 0 ? total : 0;
			e->n_draw = n_best == 0 ? 0 : total;
			return;
		}
		for (size_t i = 0; i < n; i++)
			e->seats[i] += best[i];
		total -= n_best;
	}
}

/* All claims get what they can use, where there is enough. */
static bool expect_enough(const struct tsop_claim *claims, size_t n, int64_t total,
			  struct expected *e)
{
	int64_t room = 0;

	*e = (struct expected){ .n_draw = 0 };
	for (size_t i = 0; i < n; i++)
		room += e->seats[i] = claims[i].weight > 0 ? claims[i].max : claims[i].min;
	e->left = total - room;
	if (room <= total)
		return true;
	*e = (struct expected){ .n_draw = 0 };
	return false;
}

enum place { LOW, HIGH, FREE, N_PLACES };

/*
 * Does the guess of who stands at which bound agree with one multiplier? Whose quota is its min is
 * free, which its remainder of 0 does not tell from standing there.
 */
static bool is_consistent(const struct tsop_claim *claims, const enum place *places, size_t n,
			  int64_t total, int64_t *free_seats, int64_t *free_weight)
{
	int64_t low_num = 0, low_den = 0; /* least min / weight of those at their min */
	int64_t high_num = 0, high_den = 1;

	*free_seats = total;
	*free_weight = 0;
	for (size_t i = 0; i < n; i++) {
		const struct tsop_claim *c = &claims[i];

		if (places[i] == FREE)
			*free_weight += c->weight;
		else
			*free_seats -= places[i] == LOW ? c->min : c->max;
		if (c->weight == 0 && places[i] != LOW)
			return false;
		if (places[i] == LOW && c->weight > 0 &&
		    (low_den == 0 || c->min * low_den < low_num * c->weight)) {
			low_num = c->min;
			low_den = c->weight;
		}
		if (places[i] == HIGH && c->max * high_den > high_num * c->weight) {
			high_num = c->max;
			high_den = c->weight;
		}
	}
	if (*free_weight == 0)
		return *free_seats == 0 &&
		       (low_den == 0 || high_num * low_den <= low_num * high_den);
	for (size_t i = 0; i < n; i++) {
		const struct tsop_claim *c = &claims[i];
		int64_t quota = *free_seats * c->weight;

		if ((places[i] == FREE && (quota < c->min * *free_weight ||
					   quota >= c->max * *free_weight)) ||
		    (places[i] == LOW && quota > c->min * *free_weight) ||
		    (places[i] == HIGH && quota < c->max * *free_weight))
			return false;
	}
	return true;
}

/* The quota weight / seats at which the bounded quotas sum to total: try every way to stand at the bounds. */
static bool guess_quota(const struct tsop_claim *claims, size_t n, int64_t total,
			enum place *places, int64_t *seats, int64_t *weight)
{
	size_t n_guesses = 1;

	for (size_t i = 0; i < n; i++)
		n_guesses *= N_PLACES;
	for (size_t guess = 0; guess < n_guesses; guess++) {
		size_t rest = guess;

		for (size_t i = 0; i < n; i++, rest /= N_PLACES)
			places[i] = (enum place)(rest % N_PLACES);
		if (is_consistent(claims, places, n, total, seats, weight))
			return true;
	}
	return false;
}

/* Droop's: the least whole quota at which the bounded quotas sum to less than total. */
static void guess_droop(const struct tsop_claim *claims, size_t n, int64_t total,
			enum place *places, int64_t *weight)
{
	int64_t sum;

	for (*weight = 1;; ++*weight) {
		sum = 0;
		for (size_t i = 0; i < n; i++) {
			int64_t w = claims[i].weight;

			places[i] = FREE;
			if (w < claims[i].min * *weight || w == 0)
				places[i] = LOW;
			else if (w >= claims[i].max * *weight)
				places[i] = HIGH;
			sum += places[i] == FREE   ? w
			       : places[i] == HIGH ? claims[i].max * *weight
						   : claims[i].min * *weight;
		}
		if (sum < total * *weight)
			return;
	}
}

/* Whole parts, then one seat each by remainder. Returns false where the whole parts are too many. */
static bool give_parts(const struct tsop_claim *claims, const enum place *places, size_t n,
		       int64_t total, int64_t seats, int64_t weight, struct expected *e)
{
	int64_t n_free = 0;

	*e = (struct expected){ .n_draw = 0 };
	for (size_t i = 0; i < n; i++) {
		if (places[i] == FREE)
			e->seats[i] = seats * claims[i].weight / weight;
		else
			e->seats[i] = places[i] == LOW ? claims[i].min : claims[i].max;
		n_free += places[i] == FREE;
		total -= e->seats[i];
	}
	e->is_refused = total > n_free;
	if (total < 0 || e->is_refused)
		return total >= 0;
	for (int64_t part = weight - 1; total > 0; part--) {
		bool equal[SMALL] = { false };
		int64_t n_equal = 0;

		for (size_t i = 0; i < n; i++)
			n_equal += equal[i] = places[i] == FREE &&
					      seats * claims[i].weight % weight == part;
		for (size_t i = 0; i < n; i++) {
			e->tickets[i] = equal[i] && n_equal > total;
			e->seats[i] += equal[i] && n_equal <= total;
		}
		if (n_equal > total) {
			e->n_draw = total;
			return true;
		}
		total -= n_equal;
	}
	return true;
}

/* extra: what is added to the seats for the quota; it becomes less where whole parts are too many. */
static void expect_remainder(const struct tsop_claim *claims, size_t n, int64_t total, int64_t extra,
			     bool is_droop, struct expected *e)
{
	if (expect_enough(claims, n, total, e))
		return;
	for (;; extra--) {
		enum place places[SMALL];
		int64_t seats = 1;
		int64_t weight = 1;
		struct expected all;

		assert_true(extra >= 0);
		if (extra > 0 && expect_enough(claims, n, total + extra - 1, &all))
			continue;
		if (is_droop && extra > 0)
			guess_droop(claims, n, total + extra, places, &weight);
		else
			assert_true(guess_quota(claims, n, total + extra, places, &seats, &weight));
		if (give_parts(claims, places, n, total, seats, weight, e))
			return;
	}
}

/* All ways in which the quota method can go, one seat after the other. */
/* The fraction a / b is greater than (1), equal to (0) or less than (-1) c / d. */
static int compare_fractions(struct fraction x, struct fraction y)
{
	return (x.num * y.den > y.num * x.den) - (x.num * y.den < y.num * x.den);
}

/*
 * The whole part of each quota, lifted or lowered; then one seat after the other to whoever's quota
 * exceeds the seats it had before by most, or falls short of them by least.
 */
static void expect_vinton(const struct tsop_claim *claims, size_t n, int64_t total,
			  struct expected *e)
{
	struct fraction rests[SMALL];
	bool is_open[SMALL];
	int64_t weight = 0, left = total;

	if (expect_enough(claims, n, total, e))
		return;
	for (size_t i = 0; i < n; i++)
		weight += claims[i].weight;
	for (size_t i = 0; i < n; i++) {
		int64_t seats = 0;

		while ((seats + 1) * weight <= claims[i].weight * total)
			seats++;
		seats = seats > claims[i].max ? claims[i].max : seats;
		e->seats[i] = seats < claims[i].min ? claims[i].min : seats;
		rests[i] = (struct fraction){ claims[i].weight * total - e->seats[i] * weight, weight };
		is_open[i] = claims[i].weight > 0 && e->seats[i] < claims[i].max;
		left -= e->seats[i];
	}
	e->is_refused = left < 0;
	while (left > 0) {
		struct fraction best = { 0, 0 };
		int64_t n_best = 0;

		for (size_t i = 0; i < n; i++) {
			int order = !is_open[i]   ? -1
				    : n_best == 0 ? 1
						  : compare_fractions(rests[i], best);

			n_best = order > 0 ? 1 : n_best + (order == 0);
			best = order > 0 ? rests[i] : best;
		}
		e->is_refused = n_best == 0;
		if (n_best == 0)
			return;
		for (size_t i = 0; i < n; i++) {
			if (!is_open[i] || compare_fractions(rests[i], best) != 0)
				continue;
			is_open[i] = false;
			e->seats[i] += n_best <= left;
			e->tickets[i] = n_best > left;
		}
		e->n_draw = n_best > left ? left : 0;
		left -= n_best;
	}
}

struct outcomes {
	int64_t seats[MANY_OUTCOMES][SMALL];
	size_t n;
};

static void add_outcome(struct outcomes *outcomes, const int64_t *seats)
{
	for (size_t i = 0; i < outcomes->n; i++)
		if (memcmp(outcomes->seats[i], seats, sizeof outcomes->seats[i]) == 0)
			return;
	assert_true(outcomes->n < MANY_OUTCOMES);
	memcpy(outcomes->seats[outcomes->n++], seats, sizeof outcomes->seats[0]);
}

static void branch(const struct tsop_claim *claims, size_t n, int64_t house, int64_t people,
		   const int64_t *seats, struct outcomes *next)
{
	bool eligible[SMALL];

	for (size_t i = 0; i < n; i++)
		eligible[i] = seats[i] * people < claims[i].weight * house;
	for (size_t i = 0; i < n; i++) {
		int64_t grown[SMALL];
		bool is_best = eligible[i];

		for (size_t j = 0; j < n; j++)
			if (eligible[j] && claims[j].weight * (seats[i] + 1) >
						   claims[i].weight * (seats[j] + 1))
				is_best = false;
		if (!is_best)
			continue;
		memcpy(grown, seats, sizeof grown);
		grown[i]++;
		add_outcome(next, grown);
	}
}

static void find_outcomes(const struct tsop_claim *claims, size_t n, int64_t total,
			  struct outcomes *outcomes)
{
	static struct outcomes next;
	int64_t start[SMALL] = { 0 };
	int64_t people = 0;

	for (size_t i = 0; i < n; i++)
		people += claims[i].weight;
	outcomes->n = 0;
	add_outcome(outcomes, start);
	for (int64_t house = 1; house <= total; house++) {
		next.n = 0;
		for (size_t i = 0; i < outcomes->n; i++)
			branch(claims, n, house, people, outcomes->seats[i], &next);
		outcomes->n = next.n;
		memcpy(outcomes->seats, next.seats, next.n * sizeof next.seats[0]);
	}
}

/* What all outcomes have, and who has one more in some. */
static void expect_quota(const struct tsop_claim *claims, size_t n, int64_t total,
			 struct expected *e)
{
	static struct outcomes outcomes;

	find_outcomes(claims, n, total, &outcomes);
	*e = (struct expected){ .n_draw = total };
	for (size_t i = 0; i < n; i++) {
		int64_t least = INT64_MAX, most = 0;

		for (size_t k = 0; k < outcomes.n; k++) {
			int64_t seats = outcomes.seats[k][i];

			least = seats < least ? seats : least;
			most = seats > most ? seats : most;
		}
		e->seats[i] = least;
		e->tickets[i] = most > least;
		e->n_draw -= least;
		assert_true(most <= least + 1);
	}
}

/* Article 17 to the letter; claims with a weight only. */
static void expect_swiss(const struct tsop_claim *claims, size_t n, int64_t total,
			 struct expected *e)
{
	bool is_out[SMALL] = { false };
	int64_t left = total;
	int64_t people = 0, n_in = (int64_t)n, first = 0, quota = 0;
	bool again = true;

	*e = (struct expected){ .is_refused = total < (int64_t)n };
	for (size_t i = 0; i < n; i++)
		people += claims[i].weight;
	while (again && n_in > 0 && !e->is_refused) {
		quota = people / left + 1;
		first = first == 0 ? quota : first;
		again = false;
		for (size_t i = 0; i < n; i++) {
			if (is_out[i] || claims[i].weight >= quota)
				continue;
			is_out[i] = again = true;
			e->seats[i] = 1;
			n_in--;
		}
		left = total;
		people = 0;
		for (size_t i = 0; i < n; i++) {
			left -= is_out[i];
			people += is_out[i] ? 0 : claims[i].weight;
		}
	}
	for (size_t i = 0; i < n && !e->is_refused; i++)
		if (!is_out[i])
			left -= e->seats[i] = claims[i].weight / quota;
	if (left > n_in)
		e->is_refused = true;
	while (left > 0 && !e->is_refused) {
		int64_t best = -1, n_best = 0;

		/* One number for both remainders; who has had its seat is out. */
		for (size_t i = 0; i < n; i++) {
			int64_t rest = claims[i].weight % quota * 1000000 + claims[i].weight % first;

			if (is_out[i] || rest < best)
				continue;
			n_best = rest > best ? 1 : n_best + 1;
			best = rest;
		}
		for (size_t i = 0; i < n; i++) {
			int64_t rest = claims[i].weight % quota * 1000000 + claims[i].weight % first;

			if (is_out[i] || rest != best)
				continue;
			e->tickets[i] = n_best > left;
			e->seats[i] += n_best <= left;
			is_out[i] = n_best <= left;
		}
		if (n_best > left) {
			e->n_draw = left;
			return;
		}
		left -= n_best;
	}
}

#endif
