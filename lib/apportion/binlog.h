/*
 * binlog.h: logarithms to base 2 as whole numbers.
 *
 * In parts of 2^-40; rounded down, so that a sum or difference of k of them
 * is within k parts of the truth.
 */
#ifndef TSOP_APPORTION_BINLOG_H
#define TSOP_APPORTION_BINLOG_H

#include <gmp.h>
#include <stddef.h>
#include <stdint.h>

enum { TSOP_BINLOG_PLACES = 40 };
#define TSOP_BINLOG_ONE (INT64_C(1) << TSOP_BINLOG_PLACES)

/* log2(n), n > 0. */
int64_t tsop_binlog(uint64_t n);

/* The same of n > 0 limbs, the last of which is not 0. */
int64_t tsop_binlog_of_limbs(const mp_limb_t *limbs, size_t n);

/* 2^fraction, of a fraction 0..ONE - 1: 2^63..2^64 - 1 in parts of 2^-63, within 2^7 of them. */
uint64_t tsop_binlog_inverse(int64_t fraction);

#endif
