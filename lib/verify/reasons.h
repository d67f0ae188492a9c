/*
 * reasons.h: the sentences of `why` say what was verified, and nothing else.
 *
 * They are made anew by the grammar that tsop-records(5) states, from the
 * numbers and places that the other checks found right, and compared byte by
 * byte.
 */
#ifndef TSOP_VERIFY_REASONS_H
#define TSOP_VERIFY_REASONS_H

#include "verify/earlier/before.h"
#include "verify/people/choice.h"
#include "verify/people/costs.h"
#include "verify/seats/shares.h"

/* Of claimants. Faults name them. -1 with err for want of memory. O(n). */
int tsop_reasons_check_seats(const struct tsop_shares *shares, struct tsop_checking *checking,
			     struct tsop_error *err);

/* Of people, whose turns choice has. Cost: people times courses, and those drawn. */
int tsop_reasons_check_people(struct tsop_costs *costs, const struct tsop_choice_check *choice,
			      struct tsop_checking *checking, struct tsop_error *err);

/*
 * Of people where places were filled by the steps of the proof, which were
 * found right. O(people, steps and earlier lists).
 */
int tsop_reasons_check_filled(const struct tsop_result *result,
			      const struct tsop_candidates *candidates,
			      const struct tsop_before *before, struct tsop_checking *checking,
			      struct tsop_error *err);

/* reasons_people.c: is that why, as it was made anew? -1 with err for want of memory. */
int tsop_reasons_compare(const struct tsop_result_person *person, const struct tsop_buf *expected,
			 struct tsop_checking *checking, struct tsop_error *err);

#endif
