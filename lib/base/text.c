#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <unicase.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

static const uint8_t *bytes_of(struct tsop_view text)
{
	return (const uint8_t *)(const void *)text.p;
}

size_t tsop_text_invalid(struct tsop_view text)
{
	const uint8_t *s = bytes_of(text);
	size_t i = 0;

	while (i < text.len) {
		uint64_t word;
		int n;
		ucs4_t c;

		while (text.len - i >= sizeof word) {
			memcpy(&word, s + i, sizeof word);
			if (word & UINT64_C(0x8080808080808080))
				break;
			i += sizeof word;
		}
		if (i == text.len)
			break;
		if (s[i] < 0x80) {
			i++;
			continue;
		}
		n = u8_mbtoucr(&c, s + i, text.len - i);
		if (n < 0)
			return i;
		i += (size_t)n;
	}
	return text.len;
}

static int add_owned(struct tsop_buf *out, uint8_t *result, size_t len, struct tsop_error *err)
{
	int failed = result == NULL || tsop_buf_add(out, result, len) != 0;

	free(result);
	return failed ? tsop_fail_memory(err) : 0;
}

/* All below U+0300, where the combining marks begin, is in NFC: most names here need no more. */
static bool is_below_marks(struct tsop_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.p[i] >= 0xCC)
			return false;
	return true;
}

int tsop_text_nfc(struct tsop_buf *out, struct tsop_view text, struct tsop_error *err)
{
	size_t len = 0;
	uint8_t *result;

	if (is_below_marks(text))
		return tsop_buf_add_view(out, text) == 0 ? 0 : tsop_fail_memory(err);
	result = u8_normalize(UNINORM_NFC, bytes_of(text), text.len, NULL, &len);
	return add_owned(out, result, len, err);
}

/* ASCII and Latin-1, but for what folds to something else: ß to two letters, µ to the Greek one. */
static bool is_plain_latin(struct tsop_view text)
{
	const uint8_t *s = bytes_of(text);

	for (size_t i = 0; i < text.len; i++) {
		if (s[i] < 0x80)
			continue;
		if (i + 1 == text.len || s[i] > 0xC3 || (s[i] == 0xC3 && s[i + 1] == 0x9F) ||
		    (s[i] == 0xC2 && s[i + 1] == 0xB5))
			return false;
		i++;
	}
	return true;
}

/* A capital stands 32 before its small letter: A to Z, and U+00C0 to U+00DE without the sign ×. */
static int add_small_latin(struct tsop_buf *out, struct tsop_view text)
{
	unsigned char last = 0;

	if (tsop_buf_reserve(out, text.len) != 0)
		return -1;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];
		bool is_capital = last == 0xC3 ? c <= 0x9E && c != 0x97 : c >= 'A' && c <= 'Z';

		out->p[out->len++] = (char)(is_capital ? c + 32 : c);
		last = c;
	}
	out->p[out->len] = '\0';
	return 0;
}

int tsop_text_fold(struct tsop_buf *out, struct tsop_view text, struct tsop_error *err)
{
	size_t len = 0;
	uint8_t *result;

	if (is_plain_latin(text))
		return add_small_latin(out, text) == 0 ? 0 : tsop_fail_memory(err);
	result = u8_casefold(bytes_of(text), text.len, NULL, UNINORM_NFC, NULL, &len);
	return add_owned(out, result, len, err);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_nbsp(const char *p)
{
	return (unsigned char)p[0] == 0xC2 && (unsigned char)p[1] == 0xA0;
}

struct tsop_view tsop_text_trim(struct tsop_view text)
{
	for (;;) {
		size_t n = text.len >= 1 && is_blank(text.p[0])    ? 1
			   : text.len >= 2 && is_nbsp(text.p)      ? 2
								   : 0;
		if (n == 0)
			break;
		text.p += n;
		text.len -= n;
	}
	for (;;) {
		size_t n = text.len >= 1 && is_blank(text.p[text.len - 1])     ? 1
			   : text.len >= 2 && is_nbsp(text.p + text.len - 2) ? 2
									     : 0;
		if (n == 0)
			return text;
		text.len -= n;
	}
}

size_t tsop_text_width(struct tsop_view text)
{
	int width = u8_width(bytes_of(text), text.len, "UTF-8");

	return width < 0 ? 0 : (size_t)width;
}

static bool is_control(ucs4_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* Marks that turn the direction of what follows them on the screen. */
static bool is_direction(ucs4_t c)
{
	return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069);
}

int tsop_text_escape(struct tsop_buf *out, struct tsop_view text)
{
	const uint8_t *s = bytes_of(text);
	int status = 0;

	for (size_t i = 0; i < text.len && status == 0;) {
		ucs4_t c;
		int n = u8_mbtoucr(&c, s + i, text.len - i);

		if (n < 0) {
			status = tsop_buf_addf(out, "\\x%02X", s[i]);
			n = 1;
		} else if (is_control(c) && c < 0x80) {
			status = tsop_buf_addf(out, "\\x%02X", (unsigned)c);
		} else if (is_control(c) || is_direction(c)) {
			status = tsop_buf_addf(out, "\\u{%X}", (unsigned)c);
		} else {
			status = tsop_buf_add(out, text.p + i, (size_t)n);
		}
		i += (size_t)n;
	}
	return status;
}

/* Are all of eight bytes in 0x20..0x7E? */
static bool is_printable(uint64_t bytes)
{
	const uint64_t ones = UINT64_MAX / 0xFF;

	return (((bytes - ones * 0x20) | (bytes + ones) | bytes) & ones * 0x80) == 0;
}

size_t tsop_text_control(struct tsop_view text)
{
	const uint8_t *s = bytes_of(text);
	size_t i = 0;

	for (uint64_t bytes; text.len - i >= sizeof bytes; i += sizeof bytes) {
		memcpy(&bytes, s + i, sizeof bytes);
		if (!is_printable(bytes))
			break;
	}
	for (; i < text.len; i++) {
		if (s[i] < 0x20 || s[i] == 0x7F)
			return i;
		if (s[i] == 0xC2 && i + 1 < text.len && s[i + 1] < 0xA0)
			return i;
	}
	return text.len;
}

enum { DISTANCE_MAX = 64 };

/* Decode into points; the number of them, or DISTANCE_MAX + 1 where they are more. */
static size_t decode(struct tsop_view text, ucs4_t points[DISTANCE_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < text.len;) {
		ucs4_t c;
		int len = u8_mbtoucr(&c, bytes_of(text) + i, text.len - i);

		if (n == DISTANCE_MAX)
			return DISTANCE_MAX + 1;
		points[n++] = len < 0 ? 0xFFFD : c;
		i += len < 0 ? 1 : (size_t)len;
	}
	return n;
}

static unsigned smallest(unsigned a, unsigned b, unsigned c)
{
	unsigned least = a < b ? a : b;

	return least < c ? least : c;
}

/* Optimal string alignment: three rows of the usual table. */
unsigned tsop_text_distance(struct tsop_view a, struct tsop_view b, unsigned limit)
{
	ucs4_t pa[DISTANCE_MAX], pb[DISTANCE_MAX];
	unsigned rows[3][DISTANCE_MAX + 1];
	size_t na = decode(a, pa);
	size_t nb = decode(b, pb);
	unsigned result;

	if (na > DISTANCE_MAX || nb > DISTANCE_MAX)
		return limit + 1;
	for (size_t j = 0; j <= nb; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= na; i++) {
		unsigned *row = rows[i % 3];
		const unsigned *last = rows[(i + 2) % 3];
		const unsigned *before = rows[(i + 1) % 3];

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= nb; j++) {
			row[j] = smallest(last[j] + 1, row[j - 1] + 1,
					  last[j - 1] + (pa[i - 1] != pb[j - 1]));
			if (i > 1 && j > 1 && pa[i - 1] == pb[j - 2] && pa[i - 2] == pb[j - 1] &&
			    before[j - 2] + 1 < row[j])
				row[j] = before[j - 2] + 1;
		}
	}
	result = rows[na % 3][nb];
	return result > limit ? limit + 1 : result;
}
