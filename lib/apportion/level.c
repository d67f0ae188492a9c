#include "apportion/level.h"

#include <stdlib.h>

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

static size_t list_events(const struct tsop_claim *claims, size_t n, int64_t total,
			  struct event *events, struct state *state)
{
	size_t n_events = 0;

	for (size_t i = 0; i < n; i++) {
		const struct tsop_claim *claim = &claims[i];

		if (claim->weight == 0 || claim->min == claim->max) {
			state->fixed += claim->min;
			continue;
		}
		if (claim->min > 0) {
			state->fixed += claim->min;
			events[n_events++] = (struct event){ claim->min, claim->weight, false };
		} else {
			state->weight += claim->weight;
		}
		if (claim->max < total)
			events[n_events++] = (struct event){ claim->max, claim->weight, true };
	}
	return n_events;
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
 * Returns the first event that is not passed, or n.
 */
static size_t pass_events(const struct event *events, size_t *items, size_t n, int64_t total,
			  struct state *state)
{
	size_t ahead = n;

	while (n > 0) {
		struct state passed = *state;
		size_t half = n / 2;
		size_t middle;

		tsop_select(items, n, half, by_multiplier, events);
		middle = find_first(events, &items[half], n - half);
		for (size_t i = 0; i < half; i++)
			pass(&passed, &events[items[i]]);
		if (is_reached(&passed, &events[middle], total)) {
			ahead = middle;
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
	return ahead;
}

int tsop_level_find(const struct tsop_claim *claims, size_t n, int64_t total,
		    struct tsop_level *level, struct tsop_error *err)
{
	struct event *events = calloc(2 * n, sizeof *events);
	size_t *items = calloc(2 * n, sizeof *items);
	struct state state = { 0, 0 };
	size_t n_events;
	size_t ahead;

	if (events == NULL || items == NULL) {
		free(events);
		free(items);
		return tsop_fail_memory(err);
	}
	n_events = list_events(claims, n, total, events, &state);
	for (size_t i = 0; i < n_events; i++)
		items[i] = i;
	ahead = pass_events(events, items, n_events, total, &state);
	/* Without a claim between its bounds every multiplier up to the next event will do. */
	if (state.weight > 0)
		*level = (struct tsop_level){ total - state.fixed, state.weight };
	else
		*level = (struct tsop_level){ events[ahead].seats, events[ahead].weight };
	free(events);
	free(items);
	return 0;
}

bool tsop_level_is_free(const struct tsop_level *level, const struct tsop_claim *claim)
{
	tsop_int128 quota = claim->weight * level->num;

	return quota > claim->min * level->den && quota < claim->max * level->den;
}
