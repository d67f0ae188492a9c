#include "apportion/level.h"

#include <stdlib.h>

#include "apportion/multiplier.h"
#include "apportion/select.h"

/* A multiplier at which a claim leaves its min or arrives at its max: seats / weight. */
struct event {
	int64_t seats;
	int64_t weight;
	bool is_max;
};

/* What the claims take at a multiplier: fixed + multiplier * weight. */
struct state {
	tsop_int128 fixed;
	tsop_int128 weight;
};

/* Which of two comes first: context is the events. */
static int by_multiplier(const void *context, size_t a, size_t b)
{
	const struct event *events = context;
	tsop_int128 first = (tsop_int128)events[a].seats * events[b].weight;
	tsop_int128 second = (tsop_int128)events[b].seats * events[a].weight;

	return (first > second) - (first < second);
}

static bool is_reached(const struct state *state, const struct event *event, int64_t total)
{
	return state->fixed * event->weight + event->seats * state->weight >=
	       (tsop_int128)total * event->weight;
}

static void pass(struct state *state, const struct event *event)
{
	tsop_int128 sign = event->is_max ? 1 : -1;

	state->fixed += sign * event->seats;
	state->weight -= sign * event->weight;
}

/* The one of the n items that comes first. */
static size_t find_first(const struct event *events, const size_t *items, size_t n)
{
	size_t first = items[0];

	for (size_t i = 1; i < n; i++)
		if (by_multiplier(events, items[i], first) < 0)
			first = items[i];
	return first;
}

/*
 * Pass the events whose multipliers are below the level. Each time the lower
 * half of those in question is passed, or the upper half is out of question.
 */
static void pass_events(const struct event *events, size_t *items, size_t n, int64_t total,
			struct state *state)
{
	while (n > 0) {
		struct state passed = *state;
		size_t half = n / 2;
		size_t middle;

		tsop_select(items, n, half, by_multiplier, events);
		middle = find_first(events, &items[half], n - half);
		for (size_t i = 0; i < half; i++)
			pass(&passed, &events[items[i]]);
		if (is_reached(&passed, &events[middle], total)) {
			n = half;
		} else {
			*state = passed;
			items += half;
			n -= half;
			if (n == 1) {
				pass(state, &events[middle]);
				n = 0;
			}
		}
	}
}

/*
 * The search for a level over 0. The events up to low are below it, those from high on are not;
 * claims that have none between are settled.
 */
struct search {
	const struct tsop_claim *claims;
	int64_t total;
	struct tsop_multiplier low, high;
	struct state settled;
	size_t *open; /* the other claims */
	size_t n_open;
};

/* <0, 0, >0: is a claim of that weight worth less than so many seats, just so many, or more? */
static inline int compare_event(struct tsop_multiplier at, int64_t weight, int64_t seats)
{
	tsop_int128 product = (tsop_int128)at.mantissa * weight;
	tsop_int128 needed = (tsop_int128)seats << at.shift;

	return (product > needed) - (product < needed);
}

/* Is the claim at one bound, or between both, wherever the level is? Then it counts there. */
static inline bool settle(struct search *search, const struct tsop_claim *claim)
{
	if (compare_event(search->high, claim->weight, claim->min) <= 0)
		search->settled.fixed += claim->min;
	else if (compare_event(search->low, claim->weight, claim->max) >= 0)
		search->settled.fixed += claim->max;
	else if (compare_event(search->low, claim->weight, claim->min) >= 0 &&
		 compare_event(search->high, claim->weight, claim->max) <= 0)
		search->settled.weight += claim->weight;
	else
		return false;
	return true;
}

/* Settle who can be; what all take at a multiplier between low and high. */
static struct state count_at(struct search *search, struct tsop_multiplier at)
{
	struct state state = { 0, 0 };
	size_t n = 0;

	for (size_t i = 0; i < search->n_open; i++) {
		const struct tsop_claim *claim = &search->claims[search->open[i]];

		if (settle(search, claim))
			continue;
		search->open[n++] = search->open[i];
		if (compare_event(at, claim->weight, claim->min) <= 0)
			state.fixed += claim->min;
		else if (compare_event(at, claim->weight, claim->max) >= 0)
			state.fixed += claim->max;
		else
			state.weight += claim->weight;
	}
	search->n_open = n;
	state.fixed += search->settled.fixed;
	state.weight += search->settled.weight;
	return state;
}

/* Do they take the total at a multiplier: is it not below the level? */
static bool is_at_level(const struct state *state, int64_t total, struct tsop_multiplier at)
{
	tsop_int128 needed = total - state->fixed;

	if (needed <= 0 || state->weight == 0)
		return needed <= 0;
	needed <<= at.shift;
	return at.mantissa >= (tsop_uint128)(needed / state->weight + (needed % state->weight > 0));
}

/* Where Newton's step goes, and a little beyond, to have the level between two; or half way. */
static struct tsop_multiplier next_multiplier(const struct search *search,
					      const struct state *state, bool is_high,
					      unsigned pass)
{
	const unsigned patience = 8;
	tsop_int128 needed = search->total - state->fixed;
	unsigned beyond = 4 * pass + 2;

	if (state->weight > 0 && needed > 0 && (pass < patience || pass % 2 == 0)) {
		struct tsop_multiplier next = tsop_multiplier_of(needed, state->weight);
		uint64_t little = beyond < 62 ? next.mantissa >> beyond : 1;

		next.mantissa = is_high ? next.mantissa - little : next.mantissa + little;
		if (next.mantissa >> 63 == 0 && tsop_multiplier_is_less(search->low, next) &&
		    tsop_multiplier_is_less(next, search->high))
			return next;
	}
	return tsop_multiplier_between(search->low, search->high);
}

/* Bring low and high together until few claims are open, or it takes long: many are level. */
static void close_in(struct search *search, struct tsop_multiplier at)
{
	enum { FEW = 64, PASSES = 24 };

	for (unsigned pass = 1; search->n_open > FEW && pass < PASSES; pass++) {
		struct state state = count_at(search, at);
		bool is_high = is_at_level(&state, search->total, at);

		if (is_high)
			search->high = at;
		else
			search->low = at;
		at = next_multiplier(search, &state, is_high, pass);
		if (!tsop_multiplier_is_less(search->low, at))
			return;
	}
}

/* The events of the open claims, which count as if they had passed none. */
static size_t list_events(struct search *search, struct event *events)
{
	size_t n = 0;

	for (size_t i = 0; i < search->n_open; i++) {
		const struct tsop_claim *claim = &search->claims[search->open[i]];

		if (claim->min > 0) {
			search->settled.fixed += claim->min;
			events[n++] = (struct event){ claim->min, claim->weight, false };
		} else {
			search->settled.weight += claim->weight;
		}
		events[n++] = (struct event){ claim->max, claim->weight, true };
	}
	return n;
}

static int find_level(struct search *search, struct tsop_level *level, struct tsop_error *err)
{
	struct event *events = calloc(2 * search->n_open + 1, sizeof *events);
	size_t *items = calloc(2 * search->n_open + 1, sizeof *items);
	int status = -1;

	if (events == NULL || items == NULL) {
		tsop_fail_memory(err);
	} else {
		size_t n = list_events(search, events);

		for (size_t i = 0; i < n; i++)
			items[i] = i;
		pass_events(events, items, n, search->total, &search->settled);
		*level = (struct tsop_level){ search->total - search->settled.fixed,
					      search->settled.weight };
		status = 0;
	}
	free(events);
	free(items);
	return status;
}

/*
 * At 0: the minima are the total. Where all have one, any level up to where the first leaves it
 * will do.
 */
static struct tsop_level level_of_minima(const struct search *search)
{
	struct event first = { INT64_MAX, 1, false };
	struct tsop_level level = { 0, search->settled.weight };

	for (size_t i = 0; i < search->n_open; i++) {
		const struct tsop_claim *claim = &search->claims[search->open[i]];
		tsop_int128 leaves = (tsop_int128)claim->min * first.weight;

		level.den += claim->min == 0 ? claim->weight : 0;
		if (leaves < (tsop_int128)first.seats * claim->weight)
			first = (struct event){ claim->min, claim->weight, false };
	}
	if (level.den == 0)
		level = (struct tsop_level){ first.seats, first.weight };
	return level;
}

/*
 * Who has no room, or all there is, is settled. Returns the seats of all minima; *weight: of all
 * who have room.
 */
static tsop_int128 open_claims(struct search *search, size_t n, tsop_int128 *weight)
{
	tsop_int128 minima = 0;

	*weight = 0;
	for (size_t i = 0; i < n; i++) {
		const struct tsop_claim *claim = &search->claims[i];

		minima += claim->min;
		if (claim->weight == 0 || claim->min == claim->max) {
			search->settled.fixed += claim->min;
			continue;
		}
		*weight += claim->weight;
		if (claim->min == 0 && claim->max >= search->total)
			search->settled.weight += claim->weight;
		else
			search->open[search->n_open++] = i;
	}
	return minima;
}

int tsop_level_find(const struct tsop_claim *claims, size_t n, int64_t total,
		    struct tsop_level *level, struct tsop_error *err)
{
	struct search search = {
		.claims = claims,
		.total = total,
		.low = TSOP_MULTIPLIER_ZERO,
		.high = TSOP_MULTIPLIER_MAX,
		.open = calloc(n + 1, sizeof *search.open),
	};
	tsop_int128 weight;
	int status = 0;

	if (search.open == NULL)
		return tsop_fail_memory(err);
	if (open_claims(&search, n, &weight) == total) {
		*level = level_of_minima(&search);
	} else {
		close_in(&search, tsop_multiplier_of(total - search.settled.fixed, weight));
		status = find_level(&search, level, err);
	}
	free(search.open);
	return status;
}

bool tsop_level_is_free(const struct tsop_level *level, const struct tsop_claim *claim)
{
	tsop_int128 quota = claim->weight * level->num;

	return quota > 0 && quota >= claim->min * level->den && quota < claim->max * level->den;
}
