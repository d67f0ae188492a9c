#include "apportion/level.h"

#include <stdlib.h>

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

static int by_multiplier(const void *left, const void *right)
{
	const struct event *a = left;
	const struct event *b = right;
	tsop_int128 first = (tsop_int128)a->seats * b->weight;
	tsop_int128 second = (tsop_int128)b->seats * a->weight;

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

int tsop_level_find(const struct tsop_claim *claims, size_t n, int64_t total,
		    struct tsop_level *level, struct tsop_error *err)
{
	struct event *events = calloc(2 * n, sizeof *events);
	struct state state = { 0, 0 };
	size_t n_events;
	size_t i = 0;

	if (events == NULL)
		return tsop_fail_memory(err);
	n_events = list_events(claims, n, total, events, &state);
	qsort(events, n_events, sizeof *events, by_multiplier);
	while (i < n_events && !is_reached(&state, &events[i], total))
		pass(&state, &events[i++]);
	/* Without a claim between its bounds every multiplier up to the next event will do. */
	if (state.weight > 0)
		*level = (struct tsop_level){ total - state.fixed, state.weight };
	else
		*level = (struct tsop_level){ events[i].seats, events[i].weight };
	free(events);
	return 0;
}

bool tsop_level_is_free(const struct tsop_level *level, const struct tsop_claim *claim)
{
	tsop_int128 quota = claim->weight * level->num;

	return quota > claim->min * level->den && quota < claim->max * level->den;
}
