/*
 * quota.h: Balinski and Young's quota method; called by apportion.c.
 *
 * Seats are given one by one. The h-th goes to the greatest quotient weight /
 * (seats + 1), as d'Hondt has it, but only among claims whose seats are below
 * their quota of h seats, h * weight / all weights: none ever gets more than
 * its quota rounded up. None gets less than its quota rounded down either,
 * and none loses a seat when there is one more.
 *
 * A tie is a set as elsewhere: those with the same quotient who may get the
 * next seat. As a claim can become eligible while a tie is open, it can take
 * more than one draw to settle. One draw is of all seats that go to one
 * quotient until somebody else joins those who are tied; the next is among
 * those who are left of them and those who joined. So the weights 2, 2, 1 and
 * 1 at 4 seats: the third seat goes to one of the last two, for the first two
 * may have no more than one of three; the fourth to the other of the last two
 * or to one of the first two. Who has been drawn has a lesser quotient for one
 * more, and is not back before all that were tied with it are served; so it is
 * certain beforehand how many draws there are and who joins for which, and a
 * claim gets one seat by draws, or none. Where others with a greater quotient
 * come to be tied while a tie is open, and stay so, the draws of theirs follow
 * those of the first tie. Where all are served in the end, nothing is drawn.
 *
 * So a draw is the same whatever the total, but for its number: who has a seat
 * by it can keep that when there is one more.
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
 * keep their min. TSOP_INPUT where total is over TSOP_QUOTA_SEATS_MAX.
 * O((n + total) log n) time. Those who are tied, counted anew in each draw, are
 * O(n + total log total): when there are weights / q seats, all whose quotient
 * is q have theirs; so with h seats no more than the rest of these are tied,
 * and who joins with s seats of its own comes at s / (s + 1) of them.
 */
int tsop_quota_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			 size_t n, int64_t total, struct tsop_apportionment *result,
			 struct tsop_error *err);

#endif
