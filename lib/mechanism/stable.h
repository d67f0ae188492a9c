/*
 * stable.h: deferred acceptance where parties come as one.
 *
 * Stable is a result where no unit (unit.h) prefers a course at which the free
 * seats, and those of units that all stand behind it, suffice for it. With
 * parties there need be no such result (Roth, The Evolution of the Labor Market
 * for Medical Interns and Residents, 1984, of couples; McDermid and Manlove,
 * Keeping Partners Together, 2010, of sizes), and whether there is one is hard
 * to know. So one is looked for as Roth and Peranson do (The Redesign of the
 * Matching Market for American Physicians, 1999): people who come alone apply
 * first, then the parties one after the other in their turns. Who is turned
 * away applies to the next course of the list; where seats become free,
 * because a party left a larger gap than it filled, those who were turned away
 * there apply again. That can go on in circles, so that the number of such
 * applications is limited. What results is held against the definition.
 *
 * Where equal units compete the search goes on by number, and says that they
 * are tied; with a strict order nothing is.
 */
#ifndef TSOP_MECHANISM_STABLE_H
#define TSOP_MECHANISM_STABLE_H

#include "mechanism/unit.h"

/*
 * Fill in result->course; where that is not stable, proof says who could have
 * which course that they prefer. -1 for no memory. O(proposals log n), and what
 * the limit allows, 8 a unit.
 */
int tsop_stable_solve(struct tsop_units *units, struct tsop_assign_result *result,
		      struct tsop_mechanism_proof *proof, struct tsop_error *err);

#endif
