/*
 * choice.h: who has the seats of a municipality, held against the rule.
 *
 * Who has a seat already keeps it. The others come (those first who had a place
 * in the earlier result that people are kept from) by priority, then by when
 * their application was received, then by lot; a party comes where the first
 * of its members stands and is seated whole or, where it does not fit into the
 * seats that are left, passed over. Who waits although there was a seat must
 * be one for whom no course had room (rooms.h). The positions of those who
 * wait follow the same order.
 */
#ifndef TSOP_VERIFY_PEOPLE_CHOICE_H
#define TSOP_VERIFY_PEOPLE_CHOICE_H

#include "verify/result/candidates.h"
#include "verify/result/result.h"

/* Of somebody without a seat before. */
struct tsop_choice_turn {
	int64_t number; /* in the municipality, from 1; equal ones without lots share the first's */
	int64_t size;   /* people of the party, or 1 */
	int64_t room;   /* seats that were left then */
	size_t level;   /* those of one, from 1, are equal but for a lot or a draw; 0: has a seat before */
};

struct tsop_choice_check {
	struct tsop_choice_turn *turns; /* by person */
	size_t *no_room; /* people, in no order: a seat was left that they did not give up, and they wait */
	size_t n_no_room;
};

/*
 * Who gave up a seat, gave_up[people], gets none any more; NULL: it is not
 * known. Faults name people. -1 with err for want of memory. Release it in any
 * case.
 */
int tsop_choice_verify(struct tsop_choice_check *choice, const struct tsop_result *result,
		       const struct tsop_candidates *candidates, const bool *gave_up,
		       struct tsop_checking *checking, struct tsop_error *err);

void tsop_choice_release(struct tsop_choice_check *choice);

/*
 * Who has a seat by the rule, seated[people], when those gave theirs up. Without lots, that seats
 * suffice for some only of those who stand equal is a fault. -1 with err for want of memory.
 */
int tsop_choice_seat(bool *seated, const struct tsop_result *result,
		     const struct tsop_candidates *candidates, const bool *gave_up,
		     struct tsop_checking *checking, struct tsop_error *err);

/*
 * In which turn, from 1, those come within their municipality who have no seat
 * before; those who are equal share one: turns[people]. -1 with err for want of memory.
 */
int tsop_choice_turns(int64_t *turns, const struct tsop_result *result,
		      const struct tsop_candidates *candidates, struct tsop_error *err);

#endif
