#include "store/chain.h"

#include <stdbool.h>
#include <string.h>

#include "base/i18n.h"
#include "base/view.h"

enum { NUMBER_WIDTH = 11, HEX_LEN = TSOP_HEX_TEXT - 1, INSTANT_LEN = 20 };

/* A line without its values, and where they stand in it. */
static const char template[TSOP_CHAIN_LINE + 1] =
	"{\"n\":           ,\"t\":\"                    \",\"end\":           ,\"prev\":\""
	"                                                                \",\"body\":\""
	"                                                                \"}\n";
enum {
	AT_N = 5,
	AT_T = AT_N + NUMBER_WIDTH + 6,
	AT_END = AT_T + INSTANT_LEN + 8,
	AT_PREV = AT_END + NUMBER_WIDTH + 9,
	AT_BODY = AT_PREV + HEX_LEN + 10,
};

/* Decimal digits, flush right in NUMBER_WIDTH blanks. */
static void put_number(char *field, uint64_t value)
{
	char *p = field + NUMBER_WIDTH;

	do {
		*--p = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0 && p > field);
}

void tsop_chain_set_time(struct tsop_chain_line *line, tsop_instant t)
{
	line->t = t;
	tsop_instant_write(t, line->t_text);
}

void tsop_chain_write(const struct tsop_chain_line *line, char text[TSOP_CHAIN_LINE + 1])
{
	memcpy(text, template, sizeof template);
	put_number(text + AT_N, line->n);
	memcpy(text + AT_T, line->t_text, INSTANT_LEN);
	put_number(text + AT_END, line->end);
	memcpy(text + AT_PREV, line->prev, HEX_LEN);
	memcpy(text + AT_BODY, line->body, HEX_LEN);
}

/* Digits and letters come at random: a way out at the first wrong one would not pay. */
bool tsop_is_hex(struct tsop_view text)
{
	unsigned wrong = text.len != HEX_LEN;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.p[i];

		wrong |= !((unsigned char)(c - '0') < 10 || (unsigned char)(c - 'a') < 6);
	}
	return wrong == 0;
}

static uint64_t take_number(const char *field)
{
	uint64_t value = 0;

	for (int i = 0; i < NUMBER_WIDTH; i++)
		if (field[i] >= '0' && field[i] <= '9')
			value = value * 10 + (uint64_t)(field[i] - '0');
	return value;
}

/* "2019-08-14T09:31:07Z" and no other way to write an instant. */
static bool take_time(const char *field, struct tsop_chain_line *line)
{
	memcpy(line->t_text, field, INSTANT_LEN);
	line->t_text[INSTANT_LEN] = '\0';
	return field[10] == 'T' && field[19] == 'Z' &&
	       tsop_instant_read(tsop_view_of(line->t_text), &line->t, NULL) == 0;
}

static bool take_hex(const char *field, char hex[TSOP_HEX_TEXT])
{
	memcpy(hex, field, HEX_LEN);
	hex[HEX_LEN] = '\0';
	return tsop_is_hex((struct tsop_view){ field, HEX_LEN });
}

int tsop_chain_read(const char text[TSOP_CHAIN_LINE], struct tsop_chain_line *line,
		    struct tsop_error *err)
{
	char again[TSOP_CHAIN_LINE + 1];

	line->n = take_number(text + AT_N);
	line->end = take_number(text + AT_END);
	if (line->n <= line->end && take_time(text + AT_T, line) &&
	    take_hex(text + AT_PREV, line->prev) && take_hex(text + AT_BODY, line->body)) {
		tsop_chain_write(line, again);
		if (memcmp(text, again, TSOP_CHAIN_LINE) == 0)
			return 0;
	}
	return tsop_fail(err, TSOP_NO, _("not a line of a chain"));
}

void tsop_chain_leaf(const char text[TSOP_CHAIN_LINE], unsigned char leaf[TSOP_DIGEST_SIZE])
{
	struct tsop_sha256 hash;

	tsop_sha256_init(&hash);
	tsop_sha256_add(&hash, (struct tsop_view){ "", 1 });
	tsop_sha256_add(&hash, (struct tsop_view){ text, TSOP_CHAIN_LINE });
	tsop_sha256_end(&hash, leaf);
}
