#include "allocate/seats.h"

#include <inttypes.h>
#include <stdlib.h>

#include "allocate/lot.h"
#include "base/i18n.h"

static int64_t smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int give_guarantees(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
			   struct tsop_seats *seats, struct tsop_error *err)
{
	tsop_int128 sum = 0;

	for (size_t i = 0; i < claimants->n; i++) {
		struct tsop_claimant *row = &claimants->rows[i];

		row->guaranteed = rules->by_demand ? smaller(rules->guarantee, row->applied)
						   : rules->guarantee;
		row->reserved = rules->holds ? rules->guarantee - row->guaranteed : 0;
		sum += row->guaranteed + row->reserved;
		if (sum > rules->total)
			return tsop_fail(err, TSOP_INPUT,
					 _("a guarantee of %" PRId64 " for each of %zu claimants "
					   "exceeds the total of %" PRId64),
					 rules->guarantee, claimants->n, rules->total);
		seats->given += row->guaranteed;
		seats->reserved += row->reserved;
	}
	return 0;
}

/* What each claimant may get of `rest` seats by the key. */
static int list_claims(const struct tsop_seats_rules *rules, const struct tsop_claimants *claimants,
		       int64_t rest, struct tsop_claim *claims, struct tsop_error *err)
{
	int64_t held = 0;

	for (size_t i = 0; i < claimants->n; i++) {
		const struct tsop_claimant *row = &claimants->rows[i];
		int64_t min = row->held > row->guaranteed ? row->held - row->guaranteed : 0;
		int64_t max = rules->by_demand ? row->applied - row->guaranteed : rest;

		claims[i] = (struct tsop_claim){ row->weight, min, max };
		held += min;
	}
	if (held > rest)
		return tsop_fail(err, TSOP_INPUT,
				 _("the seats that are guaranteed and those that people have "
				   "already are more than the %" PRId64 " there are"),
				 rules->total);
	return 0;
}

/* A tied claimant and its lot. */
struct ticket {
	size_t claim;
	struct tsop_lot lot;
};

static int by_lot(const void *left, const void *right)
{
	const struct ticket *a = left;
	const struct ticket *b = right;

	return tsop_lot_compare(&a->lot, &b->lot);
}

/* The drawn seats are given; the cut of the proof then lies between the last drawn and the next. */
static int draw(const char *seed, struct tsop_claimants *claimants, struct tsop_apportionment *key,
		struct tsop_error *err)
{
	struct ticket *tickets = calloc(key->n_tied, sizeof *tickets);
	size_t n_won = (size_t)key->n_draw;

	if (tickets == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < key->n_tied; i++) {
		tickets[i].claim = key->tied[i];
		tsop_lot_draw(seed, "seats", tsop_view_of(claimants->rows[key->tied[i]].id),
			      &tickets[i].lot);
	}
	qsort(tickets, key->n_tied, sizeof *tickets, by_lot);
	for (size_t i = 0; i < key->n_tied; i++) {
		struct tsop_claimant *row = &claimants->rows[tickets[i].claim];

		row->lot = i < n_won ? TSOP_LOT_WON : TSOP_LOT_LOST;
		row->by_key += i < n_won;
	}
	key->last.claim = tickets[n_won - 1].claim;
	key->next.claim = tickets[n_won].claim;
	free(tickets);
	return 0;
}

static int give_by_key(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
		       struct tsop_seats *seats, struct tsop_error *err)
{
	struct tsop_apportionment *key = &seats->key;

	for (size_t i = 0; i < claimants->n; i++)
		claimants->rows[i].by_key = key->seats[i];
	if (key->n_draw > 0 && rules->seed != NULL &&
	    draw(rules->seed, claimants, key, err) != 0)
		return -1;
	seats->needs_draw = key->n_draw > 0 && rules->seed == NULL;
	seats->left = key->left;
	seats->given = rules->total - seats->reserved - seats->left;
	return 0;
}

static int give_base(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
		     struct tsop_seats *seats, struct tsop_error *err)
{
	struct tsop_claim *claims;
	int64_t rest;
	int status = -1;

	if (give_guarantees(rules, claimants, seats, err) != 0)
		return -1;
	rest = rules->total - seats->given - seats->reserved;
	claims = calloc(claimants->n + 1, sizeof *claims);
	if (claims == NULL)
		return tsop_fail_memory(err);
	if (list_claims(rules, claimants, rest, claims, err) == 0 &&
	    tsop_apportion(rules->method, claims, claimants->n, rest, &seats->key, err) == 0)
		status = give_by_key(rules, claimants, seats, err);
	free(claims);
	return status;
}

static const struct {
	const char *name;
	int (*give)(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
		    struct tsop_seats *seats, struct tsop_error *err);
} readings[] = {
	[TSOP_READING_BASE] = { "base", give_base },
};

const char *tsop_reading_name(enum tsop_reading reading)
{
	return readings[reading].name;
}

int tsop_seats_give(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
		    struct tsop_seats *seats, struct tsop_error *err)
{
	*seats = (struct tsop_seats){ 0 };
	if (readings[rules->reading].give(rules, claimants, seats, err) == 0)
		return 0;
	tsop_seats_release(seats);
	return -1;
}

void tsop_seats_release(struct tsop_seats *seats)
{
	tsop_apportion_release(&seats->key);
	*seats = (struct tsop_seats){ 0 };
}
