#include "allocate/explain/explanation.h"

enum { MOST_MORE_SEATS = 1000 }; /* beyond that, "more seats" is no answer */

/* A part of the sentence behind the colon. */
static void begin_part(struct tsop_sentence *out, size_t *n_parts)
{
	tsop_buf_add_text(&out->text, (*n_parts)++ == 0 ? ": " : "; ");
}

static void add_head(struct tsop_sentence *out, const struct tsop_claimant *row)
{
	int64_t seats = tsop_claimant_seats(row);
	enum tsop_phrase phrase = seats == 0   ? TSOP_PHRASE_GOT_NONE
				  : seats == 1 ? TSOP_PHRASE_GOT_ONE
					       : TSOP_PHRASE_GOT;

	tsop_sentence_add(out, phrase,
			  TSOP_PHRASE_VALUES(tsop_claimant_name(row),
					     tsop_sentence_number(out, seats)));
}

static void add_guarantee(struct tsop_sentence *out, const struct tsop_run *run,
			  const struct tsop_claimant *row, size_t *n_parts)
{
	int64_t unused = row->guarantee - row->guaranteed;
	enum tsop_phrase phrase = row->reserved == 0            ? TSOP_PHRASE_FREED
				  : run->until_text[0] == '\0' ? TSOP_PHRASE_HELD
								: TSOP_PHRASE_HELD_UNTIL;

	if (row->guaranteed > 0) {
		begin_part(out, n_parts);
		tsop_sentence_add(out, TSOP_PHRASE_GUARANTEED,
				  TSOP_PHRASE_VALUES(tsop_sentence_number(out, row->guaranteed)));
	}
	if (unused > 0) {
		begin_part(out, n_parts);
		tsop_sentence_add(out, phrase, TSOP_PHRASE_VALUES(tsop_sentence_number(out, unused),
								  run->until_text));
	}
}

/* Seats of a claimant whose quotients compete: from `first` to `last`, counted from 1. */
struct competing {
	int64_t first, last;
};

static struct competing competing_of(const struct tsop_run *run, size_t claimant)
{
	const struct tsop_claimant *row = &run->claimants.rows[claimant];
	int64_t before = run->rules.reading == TSOP_READING_BASE ? row->guaranteed : 0;
	int64_t least = row->guaranteed > row->kept ? row->guaranteed : row->kept;

	return (struct competing){ least - before + 1, tsop_claimant_seats(row) - before };
}

/* How many of its competing seats have a greater quotient than that of (weight, seat)? */
static int64_t count_greater(const struct tsop_run *run, size_t claimant, int64_t weight,
			     int64_t seat)
{
	struct competing seats = competing_of(run, claimant);
	int64_t low = seats.first - 1;
	int64_t high = seats.last;

	while (low < high) {
		int64_t middle = high - (high - low) / 2;

		if (tsop_method_compare(run->rules.method,
					tsop_method_weight(run->rules.method,
							   run->claimants.rows[claimant].weight),
					middle - 1, weight, seat - 1) > 0)
			low = middle;
		else
			high = middle - 1;
	}
	return low - seats.first + 1;
}

/* Where its last seat by the key stood among all that the key gave. */
static void add_rank(struct tsop_sentence *out, const struct tsop_run *run, size_t claimant)
{
	struct competing own = competing_of(run, claimant);
	int64_t weight = tsop_method_weight(run->rules.method, run->claimants.rows[claimant].weight);
	int64_t n = 0;
	int64_t n_before = 0;

	if (own.last < own.first)
		return;
	for (size_t i = 0; i < run->claimants.n; i++) {
		struct competing seats = competing_of(run, i);

		if (seats.last < seats.first)
			continue;
		n += seats.last - seats.first + 1;
		n_before += count_greater(run, i, weight, own.last);
	}
	tsop_sentence_add(out, own.last == own.first ? TSOP_PHRASE_AT_RANK : TSOP_PHRASE_LAST_AT_RANK,
			  TSOP_PHRASE_VALUES(tsop_sentence_number(out, n_before + 1),
					     tsop_sentence_number(out, n)));
}

static void add_quota(struct tsop_sentence *out, const struct tsop_run *run,
		      const struct tsop_claimant *row)
{
	const struct tsop_apportionment *key = &run->seats.key;
	tsop_int128 thousandths;

	if (key->quota_num == 0 || tsop_claimant_seats(row) == row->cap) /* not by that quota */
		return;
	thousandths = (tsop_int128)row->weight * key->quota_den / key->quota_num;
	if (thousandths > INT64_MAX / 1000)
		return;
	thousandths = thousandths * 1000 +
		      (tsop_int128)row->weight * key->quota_den % key->quota_num * 1000 /
			      key->quota_num;
	tsop_sentence_add(out, TSOP_PHRASE_QUOTA,
			  TSOP_PHRASE_VALUES(tsop_sentence_decimal(out, (int64_t)thousandths, 3)));
}

static void add_key(struct tsop_sentence *out, const struct tsop_run *run, size_t claimant,
		    size_t *n_parts)
{
	const struct tsop_claimant *row = &run->claimants.rows[claimant];

	begin_part(out, n_parts);
	tsop_sentence_add(out, row->by_key > 0 ? TSOP_PHRASE_BY_KEY : TSOP_PHRASE_NONE_BY_KEY,
			  TSOP_PHRASE_VALUES(tsop_sentence_number(out, row->by_key)));
	if (row->n_drawn > 0)
		tsop_sentence_add(out, TSOP_PHRASE_DRAWN,
				  TSOP_PHRASE_VALUES(tsop_sentence_number(out, row->n_drawn)));
	if (row->is_below)
		tsop_sentence_add(out, TSOP_PHRASE_BELOW,
				  TSOP_PHRASE_VALUES(run->options->threshold));
	else if (row->is_eliminated)
		tsop_sentence_add(out, TSOP_PHRASE_ELIMINATED, NULL);
	else if (run->rules.method->kind == TSOP_METHOD_DIVISOR)
		add_rank(out, run, claimant);
	else if (run->rules.method->kind == TSOP_METHOD_REMAINDER ||
		 run->rules.method->kind == TSOP_METHOD_VINTON)
		add_quota(out, run, row);
	if (row->lot == TSOP_LOT_LOST)
		tsop_sentence_add(out, TSOP_PHRASE_NOT_DRAWN, NULL);
}

/* Hundredths of a percent that `more` is of the weight, rounded up. */
static int64_t percent_of(int64_t more, int64_t weight)
{
	tsop_int128 percent = ((tsop_int128)more * 10000 + weight - 1) / weight;

	return percent > INT64_MAX ? INT64_MAX : (int64_t)percent;
}

static int add_need(struct tsop_sentence *out, struct tsop_whatif *whatif, size_t claimant,
		    int64_t seats, struct tsop_error *err)
{
	int64_t total = whatif->rules.total;
	int64_t most = total > TSOP_APPORTION_SEATS_MAX - MOST_MORE_SEATS
			       ? TSOP_APPORTION_SEATS_MAX
			       : total + MOST_MORE_SEATS;
	int64_t own = whatif->trial.rows[claimant].weight;
	int64_t weight, grown;
	const char *percent, *more;

	if (tsop_whatif_gain(whatif, claimant, seats, TSOP_APPORTION_WEIGHT_MAX, &weight, err) != 0 ||
	    tsop_whatif_grow(whatif, claimant, seats, most, &grown, err) != 0)
		return -1;
	percent = tsop_sentence_decimal(out, percent_of(weight - own, own), 2);
	more = tsop_sentence_number(out, grown - total);
	if (weight == 0 && grown == 0)
		return 0;
	tsop_buf_add_char(&out->text, ' ');
	if (weight == 0)
		tsop_sentence_add(out, TSOP_PHRASE_NEED_SEATS, TSOP_PHRASE_VALUES(more));
	else if (grown == 0)
		tsop_sentence_add(out, TSOP_PHRASE_NEED_WEIGHT, TSOP_PHRASE_VALUES(percent));
	else
		tsop_sentence_add(out, TSOP_PHRASE_NEED_BOTH, TSOP_PHRASE_VALUES(percent, more));
	return 0;
}

int tsop_explanation_seats(struct tsop_sentence *out, const struct tsop_run *run,
			   struct tsop_whatif *whatif, size_t claimant, struct tsop_error *err)
{
	const struct tsop_claimant *row = &run->claimants.rows[claimant];
	int64_t seats = tsop_claimant_seats(row);
	size_t n_parts = 0;

	add_head(out, row);
	add_guarantee(out, run, row, &n_parts);
	if (row->cap > row->guaranteed)
		add_key(out, run, claimant, &n_parts);
	tsop_buf_add_char(&out->text, '.');
	if (run->has_people && seats >= row->applied) {
		tsop_buf_add_char(&out->text, ' ');
		tsop_sentence_add(out, row->applied == 0 ? TSOP_PHRASE_NOBODY_APPLIED
							  : TSOP_PHRASE_ALL_SEATED, NULL);
		return 0;
	}
	if (seats < row->cap)
		return add_need(out, whatif, claimant, seats, err);
	tsop_buf_add_char(&out->text, ' ');
	tsop_sentence_add(out, TSOP_PHRASE_AT_CAP, NULL);
	return 0;
}
