/*
 * eliminated.h: the reading `eliminate` of a guarantee.
 *
 * Those whose weight is worth less, at a quota, than the seats that they have
 * anyway, keep these and leave, and their weight with them. The quota is that
 * at which all quotas, within their bounds, are the seats that are to be
 * divided.
 */
#ifndef TSOP_VERIFY_SEATS_ELIMINATED_H
#define TSOP_VERIFY_SEATS_ELIMINATED_H

#include "verify/checking.h"
#include "verify/seats/shares.h"

/*
 * Faults name claimants that the proof lists and should not, or the other way
 * around. Those that leave are left no weight and no more than their minimum,
 * so that the method passes them over. The proof's quota was found sane.
 */
void tsop_eliminated_check(struct tsop_shares *shares, struct tsop_checking *checking);

#endif
