#include "base/num.h"

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>

#include "base/i18n.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* value * 10 + digit, held at INT64_MAX. Returns whether it was not exceeded. */
static bool push_digit(int64_t *value, char c)
{
	int64_t digit = c - '0';

	if (*value > (INT64_MAX - digit) / 10)
		return false;
	*value = *value * 10 + digit;
	return true;
}

int tsop_num_read(struct tsop_view text, int64_t min, int64_t max, int64_t *value,
		  struct tsop_error *err)
{
	bool negative = text.len > 0 && text.p[0] == '-';
	tsop_int128 number = 0;
	size_t i = negative;

	if (i == text.len)
		goto not_a_number;
	for (; i < text.len; i++) {
		if (!is_digit(text.p[i]))
			goto not_a_number;
		if (number <= INT64_MAX) /* beyond it, more digits change nothing */
			number = number * 10 + (text.p[i] - '0');
	}
	if (negative)
		number = -number;
	if ((number < min || number > max) && min == max)
		return tsop_fail(err, TSOP_INPUT, _("expected %" PRId64), min);
	if (number < min || number > max)
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a number from %" PRId64 " to %" PRId64), min, max);
	*value = (int64_t)number;
	return 0;
not_a_number:
	return tsop_fail(err, TSOP_INPUT, _("expected a whole number"));
}

int tsop_num_read_decimal(struct tsop_view text, char mark, unsigned places, int64_t max,
			  int64_t *scaled, struct tsop_error *err)
{
	char bound[TSOP_NUM_TEXT];
	int64_t value = 0;
	size_t behind = 0;
	bool marked = false;
	bool fits = true;
	size_t digits = 0;

	assert(places <= 9);
	for (size_t i = 0; i < text.len; i++) {
		if (text.p[i] == mark && !marked && digits > 0) {
			marked = true;
			continue;
		}
		if (!is_digit(text.p[i]))
			return tsop_fail(err, TSOP_INPUT, _("expected a number not below 0"));
		fits = fits && push_digit(&value, text.p[i]);
		digits++;
		behind += marked;
	}
	if (digits == 0 || (marked && behind == 0))
		return tsop_fail(err, TSOP_INPUT, _("expected a number not below 0"));
	if (behind > places)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %u decimal places"), places);
	for (; behind < places; behind++)
		fits = fits && push_digit(&value, '0');
	if (!fits || value > max)
		return tsop_fail(err, TSOP_INPUT, _("expected a number of at most %s"),
				 tsop_num_write_decimal(max, places, bound));
	*scaled = value;
	return 0;
}

char *tsop_num_write(tsop_int128 value, char text[TSOP_NUM_TEXT])
{
	char digits[TSOP_NUM_TEXT];
	tsop_uint128 rest = value < 0 ? -(tsop_uint128)value : (tsop_uint128)value;
	uint64_t small; /* the rest, once 64 bits hold it: they are divided faster */
	size_t n = 0;
	size_t len = 0;

	for (; rest > UINT64_MAX; rest /= 10)
		digits[n++] = (char)('0' + (int)(rest % 10));
	small = (uint64_t)rest;
	do {
		digits[n++] = (char)('0' + (int)(small % 10));
		small /= 10;
	} while (small > 0);
	if (value < 0)
		text[len++] = '-';
	while (n > 0)
		text[len++] = digits[--n];
	text[len] = '\0';
	return text;
}

char *tsop_num_write_decimal(int64_t scaled, unsigned places, char text[TSOP_NUM_TEXT])
{
	int64_t unit = 1;
	int64_t rest;
	size_t len;

	assert(places <= 9 && scaled >= 0);
	if (places == 0)
		return tsop_num_write(scaled, text);
	for (unsigned i = 0; i < places; i++)
		unit *= 10;
	tsop_num_write(scaled / unit, text);
	rest = scaled % unit;
	if (rest == 0)
		return text;
	len = strlen(text);
	text[len++] = '.';
	while (rest > 0) {
		unit /= 10;
		text[len++] = (char)('0' + (int)(rest / unit));
		rest %= unit;
	}
	text[len] = '\0';
	return text;
}
