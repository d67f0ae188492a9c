#include "allocate/seats.h"

#include <inttypes.h>
#include <stdlib.h>

#include "allocate/lot.h"
#include "base/buf.h"
#include "base/i18n.h"

static const struct {
	const char *name;
	bool comes_first; /* the guarantee is given before the key is asked, else it is a minimum */
	bool eliminates;
} readings[] = {
	[TSOP_READING_BASE] = { "base", true, false },
	[TSOP_READING_FLOOR] = { "floor", false, false },
	[TSOP_READING_ELIMINATE] = { "eliminate", false, true },
};

const char *tsop_reading_name(enum tsop_reading reading)
{
	return readings[reading].name;
}

bool tsop_reading_is_implied(const struct tsop_method *method, enum tsop_reading *reading)
{
	if (method->kind == TSOP_METHOD_SWISS)
		*reading = TSOP_READING_ELIMINATE;
	else if (method->kind == TSOP_METHOD_VINTON)
		*reading = TSOP_READING_FLOOR;
	else
		return false;
	return true;
}

static int32_t smaller(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static int32_t greater(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* What is shared out by the key, and what each claimant may get of it. */
struct sharing {
	int64_t seats;
	struct tsop_claim *claims;
};

/* Give a claimant what it is guaranteed, and say what it may get by the key. */
static struct tsop_claim give_guarantee(const struct tsop_seats_rules *rules,
					struct tsop_claimant *row)
{
	int32_t least, most, before;

	row->guaranteed = smaller(row->guarantee, row->cap);
	row->reserved = rules->holds ? row->guarantee - row->guaranteed : 0;
	least = greater(row->guaranteed, row->kept);
	most = row->is_below ? least : row->cap;
	before = readings[rules->reading].comes_first ? row->guaranteed : 0;
	return (struct tsop_claim){ row->weight, least - before, most - before };
}

static int share(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
		 struct tsop_seats *seats, struct sharing *sharing, struct tsop_error *err)
{
	int64_t held = 0;
	int64_t before;

	for (size_t i = 0; i < claimants->n; i++) {
		struct tsop_claimant *row = &claimants->rows[i];

		sharing->claims[i] = give_guarantee(rules, row);
		seats->given += row->guaranteed;
		seats->reserved += row->reserved;
		held += sharing->claims[i].min;
	}
	if (seats->given + seats->reserved > rules->total)
		return tsop_fail(err, TSOP_INPUT,
				 _("the guarantees add up to %" PRId64 ", more than the total of "
				   "%" PRId64),
				 seats->given + seats->reserved, rules->total);
	before = seats->reserved + (readings[rules->reading].comes_first ? seats->given : 0);
	sharing->seats = rules->total - before;
	if (held <= sharing->seats)
		return 0;
	return tsop_fail(err, TSOP_INPUT,
			 _("the seats that are guaranteed and those that are held already add up "
			   "to %" PRId64 ", more than the total of %" PRId64),
			 before + held, rules->total);
}

static bool is_enough_for_all(const struct sharing *sharing, size_t n)
{
	int64_t room = sharing->seats;

	for (size_t i = 0; i < n && room >= 0; i++)
		room -= sharing->claims[i].weight > 0 ? sharing->claims[i].max
						      : sharing->claims[i].min;
	return room >= 0;
}

/* Who is under its minimum at the level of all quotas keeps that and leaves. */
static int eliminate(struct sharing *sharing, struct tsop_claimants *claimants,
		     struct tsop_seats *seats, struct tsop_error *err)
{
	struct tsop_level level;

	if (is_enough_for_all(sharing, claimants->n))
		return 0;
	if (tsop_level_find(sharing->claims, claimants->n, sharing->seats, &level, err) != 0)
		return -1;
	for (size_t i = 0; i < claimants->n; i++) {
		struct tsop_claim *claim = &sharing->claims[i];

		if (claim->weight * level.num >= claim->min * level.den)
			continue;
		claim->max = claim->min;
		claim->weight = 0; /* nor does it count in the quotas of the others */
		claimants->rows[i].is_eliminated = true;
	}
	seats->level = level;
	return 0;
}

static bool are_minima_all(const struct sharing *sharing, size_t n)
{
	int64_t left = sharing->seats;

	for (size_t i = 0; i < n; i++)
		left -= sharing->claims[i].min;
	return left == 0;
}

/*
 * As the quota method knows no bounds, who is under the threshold must not count in it; nor, where
 * the minima are all the seats, who has its cap with that: those whom `eliminate` then leaves have
 * minima that are their quotas.
 */
static void leave_out(struct sharing *sharing, const struct tsop_claimants *claimants,
		      bool eliminates)
{
	bool is_all_given = eliminates && are_minima_all(sharing, claimants->n);

	for (size_t i = 0; i < claimants->n; i++) {
		struct tsop_claim *claim = &sharing->claims[i];

		if (claimants->rows[i].is_below || (is_all_given && claim->min == claim->max))
			claim->weight = 0;
	}
}

static void point(const struct tsop_seats_rules *rules, const struct tsop_apportionment *key,
		  struct tsop_apportion_cut *cut, const struct tsop_claimants *claimants,
		  size_t claim)
{
	tsop_apportion_point(rules->method, key, cut, claim, claimants->rows[claim].weight);
}

static int by_index(const void *left, const void *right)
{
	const size_t *a = left;
	const size_t *b = right;

	return (*a > *b) - (*a < *b);
}

/* Who is in the next draw: those whom the one before left, where it goes on from that, and who joins. */
static int fill_draw(const struct tsop_claimants *claimants, struct tsop_seats *seats,
		     struct tsop_error *err)
{
	const struct tsop_apportion_draw *next = &seats->key.draws[seats->n_made];
	struct tsop_seats_draw *draw = &seats->draws[seats->n_made];
	const struct tsop_seats_draw *before = next->goes_on ? draw - 1 : NULL;
	size_t n_before = next->goes_on ? before->n_tied : 0;

	draw->tied = calloc(n_before + next->n_joined, sizeof *draw->tied);
	if (draw->tied == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n_before; i++)
		if (claimants->rows[before->tied[i]].lot == TSOP_LOT_LOST)
			draw->tied[draw->n_tied++] = before->tied[i];
	for (size_t i = 0; i < next->n_joined; i++)
		draw->tied[draw->n_tied++] = seats->key.tied[seats->n_joined++];
	if (next->goes_on)
		qsort(draw->tied, draw->n_tied, sizeof *draw->tied, by_index);
	draw->number = (size_t)next->n_draw;
	return 0;
}

/* Go on to the next draw, if there is one. */
static int need_draw(const struct tsop_claimants *claimants, struct tsop_seats *seats,
		     struct tsop_error *err)
{
	seats->needs_draw = seats->n_made < seats->key.n_draws;
	return seats->needs_draw ? fill_draw(claimants, seats, err) : 0;
}

static void enter_draw(struct tsop_claimant *row, size_t draw)
{
	if (row->lot == TSOP_LOT_NONE)
		row->first_draw = (uint32_t)draw;
	row->last_draw = (uint32_t)draw;
	row->lot = TSOP_LOT_LOST;
}

int tsop_seats_draw(const struct tsop_seats_rules *rules, struct tsop_seats *seats,
		    struct tsop_claimants *claimants, const size_t *drawn, struct tsop_error *err)
{
	const struct tsop_seats_draw *draw = &seats->draws[seats->n_made];
	struct tsop_apportionment *key = &seats->key;

	for (size_t i = 0; i < draw->n_tied; i++)
		enter_draw(&claimants->rows[draw->tied[i]], seats->n_made);
	for (size_t i = 0; i < draw->number; i++) {
		claimants->rows[drawn[i]].lot = TSOP_LOT_WON;
		claimants->rows[drawn[i]].by_key++;
		claimants->rows[drawn[i]].n_drawn++;
	}
	point(rules, key, &key->last, claimants, drawn[draw->number - 1]);
	for (size_t i = 0; i < draw->n_tied; i++) {
		if (claimants->rows[draw->tied[i]].lot == TSOP_LOT_LOST) {
			point(rules, key, &key->next, claimants, draw->tied[i]);
			break;
		}
	}
	seats->n_made++;
	return need_draw(claimants, seats, err);
}

/*
 * Whose lot it is: the claimant's id; a further ticket of the same claimant has its number
 * behind that.
 */
static int draw_lot(const struct tsop_seats_rules *rules, const char *purpose, const char *id,
		    size_t number, struct tsop_lot *lot, struct tsop_error *err)
{
	struct tsop_buf identity;
	int status;

	if (number == 1) {
		tsop_lot_draw(rules->seed, purpose, tsop_view_of(id), lot);
		return 0;
	}
	tsop_buf_init(&identity);
	tsop_buf_addf(&identity, "%s\n%zu", id, number);
	status = tsop_buf_ok(&identity, err);
	if (status == 0)
		tsop_lot_draw(rules->seed, purpose, tsop_buf_view(&identity), lot);
	tsop_buf_release(&identity);
	return status;
}

static int draw_tickets(const struct tsop_seats_rules *rules,
			const struct tsop_claimants *claimants, const struct tsop_seats *seats,
			struct tsop_lot_ticket *tickets, struct tsop_error *err)
{
	const struct tsop_seats_draw *draw = &seats->draws[seats->n_made];
	char purpose[TSOP_LOT_SEATS_TEXT];
	size_t number = 1;

	tsop_lot_seats(seats->n_made + 1, purpose);
	for (size_t i = 0; i < draw->n_tied; i++) {
		number = i > 0 && draw->tied[i] == draw->tied[i - 1] ? number + 1 : 1;
		tickets[i].at = draw->tied[i];
		if (draw_lot(rules, purpose, claimants->rows[draw->tied[i]].id, number,
			     &tickets[i].lot, err) != 0)
			return -1;
	}
	tsop_lot_select(tickets, draw->n_tied, draw->number);
	return 0;
}

static int draw_lots(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
		     struct tsop_seats *seats, struct tsop_error *err)
{
	const struct tsop_seats_draw *draw = &seats->draws[seats->n_made];
	struct tsop_lot_ticket *tickets = calloc(draw->n_tied, sizeof *tickets);
	size_t *drawn = calloc(draw->number, sizeof *drawn);
	int status;

	if (tickets == NULL || drawn == NULL)
		status = tsop_fail_memory(err);
	else
		status = draw_tickets(rules, claimants, seats, tickets, err);
	if (status == 0) {
		for (size_t i = 0; i < draw->number; i++)
			drawn[i] = tickets[i].at;
		status = tsop_seats_draw(rules, seats, claimants, drawn, err);
	}
	free(tickets);
	free(drawn);
	return status;
}

static int give_by_key(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
		       struct tsop_seats *seats, struct tsop_error *err)
{
	bool comes_first = readings[rules->reading].comes_first;
	struct tsop_apportionment *key = &seats->key;
	int status;

	for (size_t i = 0; i < claimants->n; i++) {
		struct tsop_claimant *row = &claimants->rows[i];

		row->n_drawn = 0;
		row->lot = TSOP_LOT_NONE;
		row->by_key = (int32_t)key->seats[i] - (comes_first ? 0 : row->guaranteed);
	}
	for (size_t i = 0; i < key->n_eliminated; i++)
		claimants->rows[key->eliminated[i]].is_eliminated = true;
	seats->left = key->left;
	seats->given = rules->total - seats->reserved - seats->left;
	seats->draws = calloc(key->n_draws + 1, sizeof *seats->draws);
	if (seats->draws == NULL)
		return tsop_fail_memory(err);
	status = need_draw(claimants, seats, err);
	while (status == 0 && seats->needs_draw && rules->seed != NULL)
		status = draw_lots(rules, claimants, seats, err);
	return status;
}

static int give(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
		struct sharing *sharing, struct tsop_seats *seats, struct tsop_error *err)
{
	if (share(rules, claimants, seats, sharing, err) != 0)
		return -1;
	if (readings[rules->reading].eliminates && rules->method->kind != TSOP_METHOD_SWISS &&
	    eliminate(sharing, claimants, seats, err) != 0)
		return -1;
	if (rules->method->kind == TSOP_METHOD_QUOTA)
		leave_out(sharing, claimants, readings[rules->reading].eliminates);
	if (tsop_apportion(rules->method, sharing->claims, claimants->n, sharing->seats,
			   &seats->key, err) != 0)
		return -1;
	return give_by_key(rules, claimants, seats, err);
}

int tsop_seats_give(const struct tsop_seats_rules *rules, struct tsop_claimants *claimants,
		    struct tsop_seats *seats, struct tsop_error *err)
{
	struct sharing sharing = {
		.claims = calloc(claimants->n + 1, sizeof *sharing.claims),
	};
	int status = -1;

	*seats = (struct tsop_seats){ 0 };
	if (sharing.claims != NULL)
		status = give(rules, claimants, &sharing, seats, err);
	else
		tsop_fail_memory(err);
	free(sharing.claims);
	if (status != 0)
		tsop_seats_release(seats);
	return status;
}

void tsop_seats_release(struct tsop_seats *seats)
{
	for (size_t i = 0; seats->draws != NULL && i < seats->key.n_draws; i++)
		free(seats->draws[i].tied);
	free(seats->draws);
	tsop_apportion_release(&seats->key);
	*seats = (struct tsop_seats){ 0 };
}
