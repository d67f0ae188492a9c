/*
 * why.h: the sentences that say why somebody got what they got.
 *
 * English, short and exact, without names of people: they are published.
 */
#ifndef TSOP_ALLOCATE_WHY_H
#define TSOP_ALLOCATE_WHY_H

#include <stddef.h>

#include "allocate/loads.h"
#include "allocate/run.h"
#include "base/buf.h"

/* Into out, which is empty: why the claimant got its seats. */
void tsop_why_seats(struct tsop_buf *out, const struct tsop_run *run,
		    const struct tsop_claimant *claimant);

/* Into out, which is empty: why the applicant of that index got a place, or none. loads: of the run. */
void tsop_why_person(struct tsop_buf *out, const struct tsop_run *run,
		     const struct tsop_loads *loads, size_t applicant);

#endif
