#include "report/scribe.h"

#include <assert.h>
#include <stdio.h>

#include "base/num.h"
#include "base/text.h"

/* The text in the arena; out is released. */
static const char *keep(struct tsop_scribe *scribe, struct tsop_buf *out)
{
	const char *kept = out->failed ? NULL : tsop_arena_copy(scribe->arena, tsop_buf_view(out));

	tsop_buf_release(out);
	if (kept != NULL)
		return kept;
	scribe->failed = true;
	return "";
}

static const char *fill(struct tsop_scribe *scribe, const char *phrase, const char *const *values)
{
	struct tsop_buf out;

	tsop_buf_init(&out);
	tsop_buf_fill(&out, phrase, values);
	return keep(scribe, &out);
}

const char *tsop_scribe_fill(struct tsop_scribe *scribe, enum tsop_word word,
			     const char *const *values)
{
	return fill(scribe, tsop_word(scribe->lang, word), values);
}

const char *tsop_scribe_count(struct tsop_scribe *scribe, enum tsop_noun noun, int64_t n)
{
	enum tsop_plural plural = n == 0 ? TSOP_NONE : n == 1 ? TSOP_ONE : TSOP_MANY;

	assert(n >= 0);
	return fill(scribe, tsop_noun(scribe->lang, noun, plural),
		    TSOP_VALUES(tsop_scribe_number(scribe, n)));
}

const char *tsop_scribe_many(struct tsop_scribe *scribe, enum tsop_noun noun, const char *number)
{
	return fill(scribe, tsop_noun(scribe->lang, noun, TSOP_MANY), TSOP_VALUES(number));
}

/* Digits in groups of three. */
static void add_grouped(struct tsop_buf *out, enum tsop_lang lang, struct tsop_view digits)
{
	for (size_t i = 0; i < digits.len; i++) {
		if (i > 0 && (digits.len - i) % 3 == 0)
			tsop_buf_add_char(out, lang == TSOP_LANG_DA ? '.' : ',');
		tsop_buf_add_char(out, digits.p[i]);
	}
}

const char *tsop_scribe_decimal(struct tsop_scribe *scribe, const char *decimal)
{
	size_t whole;
	struct tsop_buf out;

	tsop_buf_init(&out);
	if (*decimal == '-') {
		tsop_buf_add_text(&out, "\u2212");
		decimal++;
	}
	whole = strcspn(decimal, ".");
	add_grouped(&out, scribe->lang, (struct tsop_view){ decimal, whole });
	if (decimal[whole] == '.') {
		tsop_buf_add_char(&out, scribe->lang == TSOP_LANG_DA ? ',' : '.');
		tsop_buf_add_text(&out, decimal + whole + 1);
	}
	return keep(scribe, &out);
}

const char *tsop_scribe_number(struct tsop_scribe *scribe, int64_t n)
{
	char text[TSOP_NUM_TEXT];

	return tsop_scribe_decimal(scribe, tsop_num_write(n, text));
}

const char *tsop_scribe_date(struct tsop_scribe *scribe, struct tsop_date date)
{
	char day[TSOP_NUM_TEXT], year[TSOP_NUM_TEXT];
	enum tsop_word month = TSOP_WORD_JANUARY + (enum tsop_word)(date.month - 1);

	return tsop_scribe_fill(scribe, TSOP_WORD_DATE,
				TSOP_VALUES(tsop_num_write(date.day, day),
					    tsop_word(scribe->lang, month),
					    tsop_num_write(date.year, year)));
}

static void write_clock(enum tsop_lang lang, struct tsop_clock clock, char text[TSOP_NUM_TEXT])
{
	char mark = lang == TSOP_LANG_DA ? '.' : ':';

	if (clock.second == 0)
		snprintf(text, TSOP_NUM_TEXT, "%02d%c%02d", clock.hour, mark, clock.minute);
	else
		snprintf(text, TSOP_NUM_TEXT, "%02d%c%02d%c%02d", clock.hour, mark, clock.minute,
			 mark, clock.second);
}

static const char *date_and_clock(struct tsop_scribe *scribe, struct tsop_clock clock)
{
	char text[TSOP_NUM_TEXT];

	write_clock(scribe->lang, clock, text);
	return tsop_scribe_fill(scribe, TSOP_WORD_INSTANT,
				TSOP_VALUES(tsop_scribe_date(scribe, clock.date), text));
}

static struct tsop_clock clock_in_utc(tsop_instant instant)
{
	const int64_t day_seconds = 86400;
	int64_t days = instant / day_seconds;
	int64_t second = instant % day_seconds;

	if (second < 0) {
		days--;
		second += day_seconds;
	}
	return (struct tsop_clock){ tsop_date_from_days(days), (int)(second / 3600),
				    (int)(second / 60 % 60), (int)(second % 60) };
}

const char *tsop_scribe_instant(struct tsop_scribe *scribe, tsop_instant instant)
{
	struct tsop_clock local = tsop_zone_clock(scribe->zone, instant);
	struct tsop_clock utc = clock_in_utc(instant);
	char text[TSOP_NUM_TEXT];
	const char *in_utc = text;
	struct tsop_buf out;

	if (local.date.day == utc.date.day)
		write_clock(scribe->lang, utc, text);
	else
		in_utc = date_and_clock(scribe, utc);
	tsop_buf_init(&out);
	tsop_buf_addf(&out, "%s (%s UTC)", date_and_clock(scribe, local), in_utc);
	return keep(scribe, &out);
}

const char *tsop_scribe_text(struct tsop_scribe *scribe, const char *text)
{
	struct tsop_buf out;

	tsop_buf_init(&out);
	tsop_text_escape(&out, tsop_view_of(text));
	return keep(scribe, &out);
}

const char *tsop_scribe_join(struct tsop_scribe *scribe, const char *const *texts, size_t n,
			     const char *between)
{
	struct tsop_buf out;

	tsop_buf_init(&out);
	for (size_t i = 0; i < n; i++) {
		tsop_buf_add_text(&out, i == 0 ? "" : between);
		tsop_buf_add_text(&out, texts[i]);
	}
	return keep(scribe, &out);
}

const char *tsop_scribe_list(struct tsop_scribe *scribe, const char *const *texts, size_t n)
{
	struct tsop_buf out;

	tsop_buf_init(&out);
	for (size_t i = 0; i < n; i++) {
		tsop_buf_add_text(&out, i == 0 ? "" : ", ");
		tsop_text_escape(&out, tsop_view_of(texts[i]));
	}
	return keep(scribe, &out);
}
