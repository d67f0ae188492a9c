/*
 * result_members.h: members of a result's records that are more than a number
 * or a text. What is wrong is told as a fault.
 */
#ifndef TSOP_VERIFY_RESULT_RESULT_MEMBERS_H
#define TSOP_VERIFY_RESULT_RESULT_MEMBERS_H

#include "verify/result/result.h"

/* The course that the member names; NO_COURSE where it is absent, or a fault was told. */
uint16_t tsop_result_course(const struct tsop_result *result, struct tsop_checking *checking,
			    const struct tsop_record *record, const char *name, bool is_required);

/* The person of `enrollment`, which must be there; n_people where a fault was told. */
size_t tsop_result_enrollment(const struct tsop_result *result, struct tsop_checking *checking,
			      const struct tsop_record *record);

/* Is `v` the version of records that this program reads? */
void tsop_result_version(struct tsop_checking *checking, const struct tsop_record *record);

/* Is tie_rule, which must be there, what comes of a seed, or else of recorded draws? */
void tsop_result_tie_rule(struct tsop_checking *checking, const struct tsop_record *record);

/* Scan the object that is the member of that name into nested. Returns whether it is there. */
bool tsop_result_object(struct tsop_checking *checking, const struct tsop_record *record,
			const char *name, bool is_required, struct tsop_record *nested);

/*
 * Call each for the elements of the list of objects of that name, which must be there; what it
 * tells of an element it tells itself. -1 with err for want of memory.
 */
int tsop_result_each(struct tsop_checking *checking, const struct tsop_record *record,
		     const char *name,
		     int (*each)(void *context, const struct tsop_record *element,
				 struct tsop_error *err),
		     void *context, struct tsop_error *err);

/*
 * The record's `unassigned`, `rank` and `meters`. They may be negative, as differences of costs
 * are; their sums over all people stay below 2^62.
 */
void tsop_result_cost(struct tsop_checking *checking, const struct tsop_record *record,
		      struct tsop_result_cost *cost);

/*
 * The list of courses of that name as a new *set[courses], for the caller to free; left as it is
 * where there is none. -1 with err for want of memory.
 */
int tsop_result_set(const struct tsop_result *result, struct tsop_checking *checking,
		    const struct tsop_record *record, const char *name, bool **set,
		    struct tsop_error *err);

#endif
