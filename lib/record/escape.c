#include "base/i18n.h"
#include "record/scan.h"

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

static size_t refuse(const char **wrong, const char *why)
{
	*wrong = why;
	return 0;
}

/* \uXXXX; a character over U+FFFF is a high and a low surrogate. */
static size_t escape_unit(const char *p, const char *end, const char **wrong)
{
	int unit = read_unit(p + 2, end);
	int low = -1;

	if (unit < 0)
		return refuse(wrong, N_("expected four hexadecimal digits after \\u"));
	if (unit == 0)
		return refuse(wrong, N_("\\u0000 is not accepted in text"));
	if ((unit & 0xF800) != 0xD800)
		return 6;
	if (unit < 0xDC00 && end - p >= 12 && p[6] == '\\' && p[7] == 'u')
		low = read_unit(p + 8, end);
	if (low < 0xDC00 || low > 0xDFFF)
		return refuse(wrong, N_("expected a pair of \\u surrogates, found one alone"));
	return 12;
}

size_t tsop_scan_escape(const char *p, const char *end, const char **wrong)
{
	if (end - p < 2)
		return refuse(wrong, N_("the line ends within a string"));
	switch (p[1]) {
	case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
		return 2;
	case 'u':
		return escape_unit(p, end, wrong);
	default:
		return refuse(wrong, N_("unknown escape in a string"));
	}
}
