/*
 * jointly.h: seats that nobody of a municipality can use go back to the key.
 *
 * Seats are given by how many people applied, before it is known who finds a
 * course. A seat may then find nobody: all who are left wish for full courses
 * only, or come as a party that is too large. Jointly, the demand of such a
 * municipality is lowered to the seats that its people did use, and seats,
 * people and courses are given anew, until every seat that is given is used.
 *
 * This ends, because demands only fall. A demand that was lowered is not
 * raised again, even if later somebody could have used a seat after all. A
 * guarantee that is not used for this reason is held like any other. A seat
 * that was kept for somebody who had a place in an earlier result, and finds
 * none any more, is kept no longer.
 */
#ifndef TSOP_ALLOCATE_JOINTLY_H
#define TSOP_ALLOCATE_JOINTLY_H

#include <stdbool.h>

#include "allocate/claimant.h"

/*
 * Lower the cap of every claimant that has seats which nobody uses (applied,
 * waiting and seats are filled), not below those it keeps, and prepare all for
 * being given seats anew. False: there is none, and nothing was changed.
 */
bool tsop_jointly_lower(struct tsop_claimants *claimants);

#endif
