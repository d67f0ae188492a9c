/*
 * admission.h: courses that admit the first by an order, as far as they have seats.
 *
 * People apply to a course one after the other; it keeps the first of all who
 * applied so far and turns the others away. It does not say no to anybody who
 * stands equal to the last one that is kept: those wait, and are turned away
 * only when people who stand before all of them have filled the seats. So what
 * is kept and who is turned away does not hang on the sequence in which people
 * apply, and whoever still waits at the end is tied for the last seats.
 */
#ifndef TSOP_MECHANISM_ADMISSION_H
#define TSOP_MECHANISM_ADMISSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"
#include "mechanism/claim.h"

#define TSOP_ADMISSION_NOBODY UINT32_MAX /* in lists of people */

struct tsop_admission_course {
	size_t room;		  /* seats that nobody is fixed to */
	struct tsop_claim *claims; /* those kept: once full a heap, the last in order on top */
	size_t n;
	size_t cap;
	uint32_t waiting; /* list of those who stand equal to the last */
};

struct tsop_admission {
	const struct tsop_assign_problem *problem;
	const struct tsop_order *order;
	struct tsop_admission_course *courses; /* [n_courses] */
	uint32_t *next; /* [n_people] in a list: who comes next; a person is in one list at most */
	/* [n_courses] whoever does not stand before it is turned away; NULL: there are none */
	const struct tsop_claim *bar;
};

/*
 * Nobody has applied; fixed people have their seats. All is borrowed until the
 * release. -1 for no memory: release it all the same.
 */
int tsop_admission_init(struct tsop_admission *admission, const struct tsop_assign_problem *problem,
			const struct tsop_order *order, struct tsop_error *err);
void tsop_admission_release(struct tsop_admission *admission);

/*
 * Somebody who is in no list applies to a course. Those who are turned away by
 * that, maybe themselves, are put in front of the list *away. O(log n), and
 * what is turned away. -1 for no memory.
 */
int tsop_admission_apply(struct tsop_admission *admission, uint32_t who, uint16_t course,
			 uint32_t *away, struct tsop_error *err);

/*
 * Give their seats to those who are kept: fill in result->course. Where people
 * wait, result says that they and their equals are tied.
 */
void tsop_admission_close(const struct tsop_admission *admission,
			  struct tsop_assign_result *result);

#endif
