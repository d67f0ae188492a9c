#include "apportion/binlog.h"

#include "base/num.h"

/* A digit a squaring: the number, 1 to 2, is its square root's square. */
int64_t tsop_binlog(uint64_t n)
{
	int shift = __builtin_clzll(n);
	uint64_t mantissa = n << shift;
	int64_t log = 63 - shift;

	for (int i = 0; i < TSOP_BINLOG_PLACES; i++) {
		tsop_uint128 square = (tsop_uint128)mantissa * mantissa;
		int bit = (int)(square >> 127);

		mantissa = (uint64_t)(square >> (63 + bit));
		log = 2 * log + bit;
	}
	return log;
}

int64_t tsop_binlog_of_limbs(const mp_limb_t *limbs, size_t n)
{
	mp_limb_t top = limbs[n - 1];
	int shift = __builtin_clzll(top);

	if (n == 1)
		return tsop_binlog(top);
	if (shift > 0)
		top = top << shift | limbs[n - 2] >> (64 - shift);
	return tsop_binlog(top) + (64 * (int64_t)(n - 1) - shift) * TSOP_BINLOG_ONE;
}

/* 2^(1/2), 2^(1/4) ... in parts of 2^-63, rounded down. */
static const uint64_t roots[TSOP_BINLOG_PLACES] = {
	0xB504F333F9DE6484U, 0x9837F0518DB8A96FU, 0x8B95C1E3EA8BD6E6U,
	0x85AAC367CC487B14U, 0x82CD8698AC2BA1D7U, 0x8164D1F3BC030773U,
	0x80B1ED4FD999AB6CU, 0x8058D7D2D5E5F6B0U, 0x802C6436D0E04F50U,
	0x8016302F17467628U, 0x800B179C82028FD0U, 0x80058BAF7FEE3B5DU,
	0x8002C5D00FDCFCB6U, 0x800162E61BED4A48U, 0x8000B17292F702A3U,
	0x800058B92ABBAE02U, 0x80002C5C8DADE4D7U, 0x8000162E44EAF636U,
	0x80000B1721FA7C18U, 0x8000058B90DE7E4CU, 0x800002C5C8678F36U,
	0x80000162E431DB9FU, 0x800000B1721872D0U, 0x80000058B90C1AA8U,
	0x8000002C5C8605A4U, 0x800000162E4300E6U, 0x8000000B17217FF8U,
	0x800000058B90BFDDU, 0x80000002C5C85FE6U, 0x8000000162E42FF1U,
	0x80000000B17217F8U, 0x8000000058B90BFCU, 0x800000002C5C85FDU,
	0x80000000162E42FEU, 0x800000000B17217FU, 0x80000000058B90BFU,
	0x8000000002C5C85FU, 0x800000000162E42FU, 0x8000000000B17217U,
	0x800000000058B90BU,
};

uint64_t tsop_binlog_inverse(int64_t fraction)
{
	uint64_t power = UINT64_C(1) << 63;

	for (int i = 0; i < TSOP_BINLOG_PLACES; i++)
		if (fraction >> (TSOP_BINLOG_PLACES - 1 - i) & 1)
			power = (uint64_t)((tsop_uint128)power * roots[i] >> 63);
	return power;
}
