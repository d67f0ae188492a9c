/*
 * quota.h: Balinski and Young's quota method; called by apportion.c.
 *
 * Seats are given one by one. The h-th goes to the greatest quotient weight /
 * (seats + 1), as d'Hondt has it, but only among claims whose seats are below
 * their quota of h seats, h * weight / all weights: none ever gets more than
 * its quota rounded up. None gets less than its quota rounded down either,
 * and none loses a seat when there is one more.
 *
 * A tie is a set as elsewhere. As a claim can become eligible while a tie is
 * open, two can be open at the end, or one that not every choice among the
 * tied settles; that is refused, for a result has one tie. So the weights 2, 2,
 * 1 and 1 at 4 seats: the third goes to one of the last two, and the fourth to
 * the other of them or to one of the first two.
 *
 * Source: M. L. Balinski and H. P. Young, The Quota Method of Apportionment,
 * American Mathematical Monthly 82 (1975).
 */
#ifndef TSOP_APPORTION_QUOTA_H
#define TSOP_APPORTION_QUOTA_H

#include "apportion/apportion.h"

enum { TSOP_QUOTA_SEATS_MAX = 10000000 };

/*
 * As tsop_divisor_apportion; bounds are not looked at, but claims of weight 0
 * keep their min. TSOP_INPUT where total is over TSOP_QUOTA_SEATS_MAX, or a
 * tie is not to be settled by one draw. O((n + total) log n) time.
 */
int tsop_quota_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			 size_t n, int64_t total, struct tsop_apportionment *result,
			 struct tsop_error *err);

#endif
