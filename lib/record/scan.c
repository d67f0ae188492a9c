#include "record/scan.h"

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/i18n.h"
#include "base/text.h"

enum {
	DEPTH_MAX = 32,
	NAMES_MAX = 16,     /* of a nested object that are compared here */
	DIGITS_SURE = 18,   /* an integer of so many digits fits 64 bits */
	REAL_LEN_SURE = 300 /* a real without exponent of so many bytes is finite */
};

static bool stop(struct tsop_scan *scan, const char *wrong)
{
	scan->wrong = wrong;
	return false;
}

void tsop_scan_blanks(struct tsop_scan *scan)
{
	while (scan->p < scan->end &&
	       (*scan->p == ' ' || *scan->p == '\t' || *scan->p == '\r' || *scan->p == '\n'))
		scan->p++;
}

bool tsop_scan_take(struct tsop_scan *scan, char c)
{
	if (scan->p == scan->end || *scan->p != c)
		return false;
	scan->p++;
	return true;
}

/*
 * The first '"', backslash or control character from p, or end. Bytes over
 * 0x7F on the way are noted in *high.
 */
static const char *find_special(const char *p, const char *end, unsigned *high)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i backslash = _mm_set1_epi8('\\');
	const __m128i control = _mm_set1_epi8(0x1F);

	for (; end - p >= 16; p += 16) {
		__m128i v = _mm_loadu_si128((const void *)p);
		__m128i special = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, quote),
							    _mm_cmpeq_epi8(v, backslash)),
					       _mm_cmpeq_epi8(_mm_min_epu8(v, control), v));
		unsigned at = (unsigned)_mm_movemask_epi8(special);
		unsigned over = (unsigned)_mm_movemask_epi8(v);

		if (at != 0) {
			*high |= over & (at - 1) & ~at;
			return p + __builtin_ctz(at);
		}
		*high |= over;
	}
#endif
	for (; p < end; p++) {
		unsigned char c = (unsigned char)*p;

		if (c == '"' || c == '\\' || c < 0x20)
			break;
		*high |= c & 0x80;
	}
	return p;
}

/* The value of four hexadecimal digits at p, or -1. */
static int read_unit(const char *p, const char *end)
{
	int unit = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		char c = p[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10
						   : -1;
		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

/* \uXXXX, or a pair of them that is one character. */
static bool scan_unit(struct tsop_scan *scan)
{
	const char *p = scan->p;
	int unit = read_unit(p + 2, scan->end);
	int low = -1;

	if (unit < 0)
		return stop(scan, N_("expected four hexadecimal digits after \\u"));
	if (unit == 0)
		return stop(scan, N_("\\u0000 is not accepted in text"));
	if ((unit & 0xF800) != 0xD800) {
		scan->p += 6;
		return true;
	}
	if (unit < 0xDC00 && scan->end - p >= 12 && p[6] == '\\' && p[7] == 'u')
		low = read_unit(p + 8, scan->end);
	if (low < 0xDC00 || low > 0xDFFF)
		return stop(scan, N_("expected a pair of \\u surrogates, found one alone"));
	scan->p += 12;
	return true;
}

static bool scan_escape(struct tsop_scan *scan)
{
	if (scan->end - scan->p < 2)
		return stop(scan, N_("the line ends within a string"));
	switch (scan->p[1]) {
	case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
		scan->p += 2;
		return true;
	case 'u':
		return scan_unit(scan);
	default:
		return stop(scan, N_("unknown escape in a string"));
	}
}

static bool scan_string(struct tsop_scan *scan, bool *escaped)
{
	const char *begin = ++scan->p;
	unsigned high = 0;

	*escaped = false;
	for (;;) {
		scan->p = find_special(scan->p, scan->end, &high);
		if (scan->p == scan->end)
			return stop(scan, N_("the line ends within a string"));
		if (*scan->p == '"')
			break;
		if (*scan->p != '\\')
			return stop(scan, N_("control character in a string; expected it escaped"));
		*escaped = true;
		if (!scan_escape(scan))
			return false;
	}
	if (high != 0) {
		size_t len = (size_t)(scan->p - begin);
		size_t invalid = tsop_text_invalid((struct tsop_view){ begin, len });

		if (invalid < len) {
			scan->p = begin + invalid;
			return stop(scan, N_("invalid UTF-8"));
		}
	}
	scan->p++;
	return true;
}

static size_t skip_digits(struct tsop_scan *scan)
{
	const char *begin = scan->p;

	while (scan->p < scan->end && *scan->p >= '0' && *scan->p <= '9')
		scan->p++;
	return (size_t)(scan->p - begin);
}

static bool scan_number(struct tsop_scan *scan)
{
	const char *begin = scan->p;
	size_t digits;

	tsop_scan_take(scan, '-');
	digits = tsop_scan_take(scan, '0') ? 1 : skip_digits(scan);
	if (digits == 0)
		return stop(scan, N_("expected a digit"));
	if (tsop_scan_take(scan, '.')) {
		if (skip_digits(scan) == 0)
			return stop(scan, N_("expected a digit"));
		scan->doubt |= scan->p - begin > REAL_LEN_SURE;
		digits = 0;
	}
	if (tsop_scan_take(scan, 'e') || tsop_scan_take(scan, 'E')) {
		if (!tsop_scan_take(scan, '+'))
			tsop_scan_take(scan, '-');
		if (skip_digits(scan) == 0)
			return stop(scan, N_("expected a digit"));
		scan->doubt = true;
	}
	scan->doubt |= digits > DIGITS_SURE;
	return true;
}

static bool scan_word(struct tsop_scan *scan, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(scan->end - scan->p) < len || memcmp(scan->p, word, len) != 0)
		return stop(scan, N_("expected a value"));
	scan->p += len;
	return true;
}

static bool scan_array(struct tsop_scan *scan, unsigned depth)
{
	enum tsop_kind kind;
	struct tsop_view value;

	scan->p++;
	tsop_scan_blanks(scan);
	if (tsop_scan_take(scan, ']'))
		return true;
	do {
		tsop_scan_blanks(scan);
		if (!tsop_scan_value(scan, depth + 1, &kind, &value))
			return false;
		tsop_scan_blanks(scan);
	} while (tsop_scan_take(scan, ','));
	return tsop_scan_take(scan, ']') || stop(scan, N_("expected ',' or ']'"));
}

bool tsop_scan_name(struct tsop_scan *scan, struct tsop_view *name, bool *escaped)
{
	const char *begin;

	tsop_scan_blanks(scan);
	if (scan->p == scan->end || *scan->p != '"')
		return stop(scan, N_("expected a name in quotes"));
	begin = scan->p + 1;
	if (!scan_string(scan, escaped))
		return false;
	*name = (struct tsop_view){ begin, (size_t)(scan->p - 1 - begin) };
	tsop_scan_blanks(scan);
	if (!tsop_scan_take(scan, ':'))
		return stop(scan, N_("expected ':'"));
	tsop_scan_blanks(scan);
	return true;
}

static bool scan_object(struct tsop_scan *scan, unsigned depth)
{
	struct tsop_view names[NAMES_MAX];
	struct tsop_view value;
	enum tsop_kind kind;
	bool escaped;
	size_t n = 0;

	scan->p++;
	tsop_scan_blanks(scan);
	if (tsop_scan_take(scan, '}'))
		return true;
	do {
		struct tsop_view name;

		if (!tsop_scan_name(scan, &name, &escaped))
			return false;
		for (size_t i = 0; i < n; i++) {
			if (tsop_view_equal(names[i], name)) {
				scan->p = name.p - 1;
				return stop(scan, N_("a name is given twice in one object"));
			}
		}
		if (escaped || n == NAMES_MAX)
			scan->doubt = true;
		else
			names[n++] = name;
		if (!tsop_scan_value(scan, depth + 1, &kind, &value))
			return false;
		tsop_scan_blanks(scan);
	} while (tsop_scan_take(scan, ','));
	return tsop_scan_take(scan, '}') || stop(scan, N_("expected ',' or '}'"));
}

static bool scan_by_kind(struct tsop_scan *scan, unsigned depth, enum tsop_kind *kind)
{
	bool escaped;

	switch (scan->p == scan->end ? '\0' : *scan->p) {
	case '"':
		*kind = TSOP_KIND_STRING;
		return scan_string(scan, &escaped);
	case 't':
		*kind = TSOP_KIND_TRUE;
		return scan_word(scan, "true");
	case 'f':
		*kind = TSOP_KIND_FALSE;
		return scan_word(scan, "false");
	case 'n':
		*kind = TSOP_KIND_NULL;
		return scan_word(scan, "null");
	case '-':
	case '0': case '1': case '2': case '3': case '4':
	case '5': case '6': case '7': case '8': case '9':
		*kind = TSOP_KIND_NUMBER;
		return scan_number(scan);
	case '[':
	case '{':
		if (depth >= DEPTH_MAX)
			return stop(scan, N_("nested deeper than 32 levels"));
		*kind = *scan->p == '[' ? TSOP_KIND_ARRAY : TSOP_KIND_OBJECT;
		return *scan->p == '[' ? scan_array(scan, depth) : scan_object(scan, depth);
	default:
		return stop(scan, N_("expected a value"));
	}
}

bool tsop_scan_value(struct tsop_scan *scan, unsigned depth, enum tsop_kind *kind,
		     struct tsop_view *value)
{
	const char *begin = scan->p;

	if (!scan_by_kind(scan, depth, kind))
		return false;
	*value = (struct tsop_view){ begin, (size_t)(scan->p - begin) };
	return true;
}
