/*
 * together.h: with whom each person is placed, and with `--spread same`, which
 * municipalities are together.
 *
 * There the people of a municipality are a party: those who are not fixed are
 * on one course, where some are fixed on a course of one of those. Where that
 * leaves any without a course, their municipalities are parted: their people
 * are what they were, alone or in their parties, and all are placed anew. The
 * passes of the proof say which were (trail.h); without them, those whose
 * people are not on one course must have been.
 */
#ifndef TSOP_VERIFY_PEOPLE_TOGETHER_H
#define TSOP_VERIFY_PEOPLE_TOGETHER_H

#include <stdbool.h>

#include "base/num.h"
#include "verify/people/costs.h"

/* Are the people of a municipality to be on one course? */
bool tsop_together_is_asked(const struct tsop_result_header *header);

/*
 * Fill party_of, n_parties and n_apart of the costs: the candidates' parties,
 * but of a municipality that is not parted one of its own. is_parted[municipalities];
 * NULL: it is not known, and those are whose people are apart, n_apart. Where people are kept
 * where they were, who stays is fixed as well, and the result does not say who
 * moved for the others: nobody is in a party then. -1 with err for want of memory.
 */
int tsop_together_find(struct tsop_costs *costs, const bool *is_parted, struct tsop_error *err);

/* The number, from 1, by which the search knows the party of a person who is in one. */
int64_t tsop_together_label(const struct tsop_costs *costs, size_t person);

/* What the proof calls it: a party's pseudonym or a municipality's code. Maybe in `name`. */
enum { TSOP_TOGETHER_NAME = TSOP_NUM_TEXT + 1 };
const char *tsop_together_name(int64_t label, char name[TSOP_TOGETHER_NAME]);

#endif
