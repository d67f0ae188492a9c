#include "draw/source.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* A number that is not below 0, as it is compared and written. */
struct value {
	struct tsop_view whole;    /* without leading zeros; never empty */
	struct tsop_view decimals; /* without trailing zeros */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The digits at the front of text, which is cut by them. */
static struct tsop_view take_digits(struct tsop_view *text)
{
	struct tsop_view digits = { text->p, 0 };

	while (digits.len < text->len && is_digit(text->p[digits.len]))
		digits.len++;
	text->p += digits.len;
	text->len -= digits.len;
	return digits;
}

/* Take a number and the blanks behind it from the front of text. */
static int take_value(struct tsop_view *text, struct value *value, struct tsop_entropy *entropy)
{
	value->whole = take_digits(text);
	value->decimals = (struct tsop_view){ text->p, 0 };
	if (text->len > 0 && text->p[0] == '.') {
		text->p++;
		text->len--;
		value->decimals = take_digits(text);
		if (value->decimals.len == 0)
			return -1;
	}
	if (value->whole.len == 0 || (text->len > 0 && text->p[0] != ' '))
		return -1;
	entropy->decimal += (unsigned)(value->whole.len + value->decimals.len);
	for (; value->whole.len > 1 && value->whole.p[0] == '0'; value->whole.len--)
		value->whole.p++;
	while (value->decimals.len > 0 && value->decimals.p[value->decimals.len - 1] == '0')
		value->decimals.len--;
	for (; text->len > 0 && text->p[0] == ' '; text->len--)
		text->p++;
	return 0;
}

static int by_size(const void *left, const void *right)
{
	const struct value *a = left;
	const struct value *b = right;
	int order;

	if (a->whole.len != b->whole.len)
		return a->whole.len < b->whole.len ? -1 : 1;
	order = tsop_view_compare(a->whole, b->whole);
	return order != 0 ? order : tsop_view_compare(a->decimals, b->decimals);
}

static int add_numbers(struct tsop_buf *key, struct tsop_view source, struct tsop_entropy *entropy,
		       struct tsop_error *err)
{
	struct value values[TSOP_ENTROPY_MAX];
	size_t n = 0;

	do {
		if (take_value(&source, &values[n++], entropy) != 0)
			return tsop_fail(err, TSOP_INPUT,
					 _("expected decimal numbers separated by blanks, or a "
					   "text with letters"));
	} while (source.len > 0);
	qsort(values, n, sizeof *values, by_size);
	for (size_t i = 0; i < n; i++) {
		tsop_buf_add_view(key, values[i].whole);
		tsop_buf_add_char(key, '.');
		tsop_buf_add_view(key, values[i].decimals);
	}
	return 0;
}

static int add_text(struct tsop_buf *key, struct tsop_view source, struct tsop_entropy *entropy,
		    struct tsop_error *err)
{
	static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	for (size_t i = 0; i < source.len; i++) {
		char c = source.p[i];

		if (c < ' ' || c > '~')
			return tsop_fail(err, TSOP_INPUT,
					 _("expected a text of ASCII characters: others are not "
					   "always written the same way"));
		if (!is_digit(c) && !is_letter(c))
			continue;
		if (c >= 'a')
			c = capitals[c - 'a'];
		tsop_buf_add_char(key, c);
		entropy->alphanumeric++;
	}
	tsop_buf_add_char(key, '.');
	return 0;
}

static bool has_letter(struct tsop_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_letter(text.p[i]))
			return true;
	return false;
}

int tsop_source_add(struct tsop_buf *key, struct tsop_view source, struct tsop_entropy *entropy,
		    struct tsop_error *err)
{
	int status;

	for (; source.len > 0 && source.p[0] == ' '; source.len--)
		source.p++;
	if (source.len == 0 || source.len > TSOP_ENTROPY_MAX)
		return tsop_fail(err, TSOP_INPUT, _("expected a source of 1 to %d bytes"),
				 TSOP_ENTROPY_MAX);
	status = has_letter(source) ? add_text(key, source, entropy, err)
				    : add_numbers(key, source, entropy, err);
	tsop_buf_add_char(key, '/');
	return status;
}
