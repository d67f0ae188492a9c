/*
 * together.h: with whom each person is placed, and with `--spread same`, which
 * municipalities are together.
 *
 * There the people of a municipality are a party. Where some are fixed, the
 * others are on a course of one of those, but not one that has nobody fixed of a
 * party of theirs, of whom somebody else is. If that leaves any without a
 * course, or there is no such course, their municipality is parted from its
 * fixed: those whose party has somebody fixed are with it, the others are one
 * party. If that does so too, or nobody was fixed, its people are what they
 * were, alone or in their parties. Each time all are placed anew. The passes of
 * the proof say how far they were parted (trail.h); without them, as far as
 * their people are not on one course.
 */
#ifndef TSOP_VERIFY_PEOPLE_TOGETHER_H
#define TSOP_VERIFY_PEOPLE_TOGETHER_H

#include <stdbool.h>

#include "base/num.h"
#include "verify/people/costs.h"

/* Are the people of a municipality to be on one course? */
bool tsop_together_is_asked(const struct tsop_result_header *header);

/* Has the person a place, whatever it costs? */
static inline bool tsop_together_is_fixed(const struct tsop_candidate *row)
{
	return row->holds && row->course != TSOP_RESULT_NO_COURSE;
}

/*
 * Fill party_of, n_parties, parting and n_apart of the costs: the candidates'
 * parties, but of municipalities that are together one of their own. parting
 * [municipalities] is how far they were parted in passes, of which more may be due
 * from the start; NULL: it is not known, and they are as far as people are
 * apart, those where nothing is due n_apart. Where people are kept where they
 * were, who stays is fixed as well, and the result does not say who moved for
 * the others: nobody is in a party then. -1 with err for want of memory.
 */
int tsop_together_find(struct tsop_costs *costs, const enum tsop_parting *parting,
		       struct tsop_error *err);

/* The number, from 1, by which the search knows the party of a person who is in one. */
int64_t tsop_together_label(const struct tsop_costs *costs, size_t person);

/* What the proof calls it: a party's pseudonym or a municipality's code. Maybe in `name`. */
enum { TSOP_TOGETHER_NAME = TSOP_NUM_TEXT + 1 };
const char *tsop_together_name(int64_t label, char name[TSOP_TOGETHER_NAME]);

#endif
