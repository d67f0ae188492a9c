#include "verify/result/ratio.h"

#include <stddef.h>

enum { PLACES_MAX = 9 };
#define UINT128_MAX (~(tsop_uint128)0)

struct product {
	tsop_uint128 high, low;
};

/* Long multiplication by halves of 64 bits. */
static struct product multiply(tsop_uint128 a, tsop_uint128 b)
{
	tsop_uint128 a1 = a >> 64, a0 = (uint64_t)a;
	tsop_uint128 b1 = b >> 64, b0 = (uint64_t)b;
	tsop_uint128 low = a0 * b0;
	tsop_uint128 first = a1 * b0 + (low >> 64);
	tsop_uint128 second = a0 * b1 + (uint64_t)first;

	return (struct product){ a1 * b1 + (first >> 64) + (second >> 64),
				 (second << 64) | (uint64_t)low };
}

int tsop_ratio_compare_products(tsop_uint128 a, tsop_uint128 b, tsop_uint128 c, tsop_uint128 d)
{
	struct product left = multiply(a, b);
	struct product right = multiply(c, d);

	if (left.high != right.high)
		return left.high < right.high ? -1 : 1;
	return (left.low > right.low) - (left.low < right.low);
}

int tsop_ratio_compare(struct tsop_ratio a, struct tsop_ratio b)
{
	return tsop_ratio_compare_products(a.num, b.den, b.num, a.den);
}

/* number = number * 10 + digit, where it fits. */
static bool append(tsop_uint128 *number, unsigned digit)
{
	if (*number > (UINT128_MAX - digit) / 10)
		return false;
	*number = *number * 10 + digit;
	return true;
}

/* Read a whole number or decimal from *at up to `end`; *places counts what is behind the point. */
static bool read_number(struct tsop_view text, size_t *at, char end, tsop_uint128 *number,
			unsigned *places)
{
	size_t start = *at;
	bool has_point = false;

	*number = 0;
	*places = 0;
	for (; *at < text.len && text.p[*at] != end; ++*at) {
		char c = text.p[*at];

		if (c == '.' && !has_point && *at > start) {
			has_point = true;
			continue;
		}
		if (c < '0' || c > '9' || !append(number, (unsigned)(c - '0')))
			return false;
		if (has_point && ++*places > PLACES_MAX)
			return false;
	}
	return *at > start && has_point == (*places > 0);
}

bool tsop_ratio_read(struct tsop_view text, struct tsop_ratio *ratio)
{
	unsigned places, none;
	size_t at = 0;

	if (!read_number(text, &at, '/', &ratio->num, &places) || at == text.len)
		return false;
	at++;
	if (!read_number(text, &at, '\0', &ratio->den, &none) || at < text.len || none > 0 ||
	    ratio->den == 0)
		return false;
	while (places-- > 0)
		if (!append(&ratio->den, 0))
			return false;
	return true;
}

bool tsop_ratio_read_whole(struct tsop_view text, tsop_uint128 *number)
{
	unsigned places;
	size_t at = 0;

	return read_number(text, &at, '\0', number, &places) && at == text.len && places == 0 &&
	       *number > 0 && *number >> 96 == 0;
}
