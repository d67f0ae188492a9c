/*
 * who.h: who a person is within a round, and their lots; inside this room.
 *
 * Two records are of the same person if their ref is the same or, where they
 * have none, their municipality, name and address (tsop-records(5)). Nobody is
 * there twice: two seats would go to one, and the lots of the two be equal.
 */
#ifndef TSOP_ALLOCATE_WHO_H
#define TSOP_ALLOCATE_WHO_H

#include "allocate/applicants.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/map.h"
#include "record/faults.h"

struct tsop_who {
	struct tsop_map seen; /* refs and identities, to indices of applicants */
	size_t twin;          /* of the row: one that has its id, which was said; or SIZE_MAX */
	struct tsop_buf text, parts, identity;
};

void tsop_who_init(struct tsop_who *who);
void tsop_who_release(struct tsop_who *who);

/*
 * Draw the lots of the last of the applicants, whose record the faults are of,
 * and note where they stand among the others already. Without a seed (NULL)
 * there are no lots, and only refs are looked at.
 */
void tsop_who_read(struct tsop_who *who, struct tsop_faults *faults,
		   struct tsop_applicants *applicants, const char *seed);

#endif
