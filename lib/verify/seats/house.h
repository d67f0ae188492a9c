/*
 * house.h: Balinski and Young's quota method, seat by seat.
 *
 * The h-th seat goes to the greatest quotient weight / (seats + 1) among those
 * whose seats are below their quota of h seats, h * weight / all weights. Who
 * gets it hangs on all seats before, so that the house is filled again, each
 * seat by a look at all claimants. It is filled twice: first to find which ties
 * stay open in the end, then as the result has it. There, seats of such a tie
 * go to whom the proof has drawn, a draw being of all seats until somebody else
 * joins the tied; each draw must be among those who are tied at its first seat.
 * A tie can stay open while later seats go to others, with ties of their own.
 *
 * Source: M. L. Balinski and H. P. Young, The Quota Method of Apportionment,
 * American Mathematical Monthly 82 (1975).
 */
#ifndef TSOP_VERIFY_SEATS_HOUSE_H
#define TSOP_VERIFY_SEATS_HOUSE_H

#include "verify/seats/sequence.h"
#include "verify/seats/shares.h"

/*
 * Faults name claimants. Where seats times claimants exceed 10^8 the verdict
 * says that it was not verified. -1 for want of memory.
 */
int tsop_house_verify(struct tsop_shares *shares, struct tsop_checking *checking,
		      struct tsop_error *err);

#endif
