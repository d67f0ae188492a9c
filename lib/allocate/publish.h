/*
 * publish.h: lines of what is published, while they are written; inside this room.
 */
#ifndef TSOP_ALLOCATE_PUBLISH_H
#define TSOP_ALLOCATE_PUBLISH_H

#include "allocate/loads.h"
#include "allocate/run.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/output.h"

struct tsop_publishing {
	const struct tsop_run *run;
	struct tsop_loads loads; /* while people are written */
	const struct tsop_placement *placement; /* whose proof is written */
	const struct tsop_pass *pass;		/* that it is of; NULL: the last one */
	bool has_passes;	/* of the proof that is written, before the last one */
	struct tsop_output *out;
	struct tsop_buf line; /* as far as it is built, or the last one */
	const char *type;     /* of the last line; the next of that type begins with */
	size_t head_len;      /* the same bytes, so many */
	struct tsop_buf text; /* of one member */
};

/* Begin a line of that type (a literal) with the id of the allocation. */
void tsop_publish_begin(struct tsop_publishing *p, const char *type);

/* A member whose text was built in p->text. */
void tsop_publish_built(struct tsop_publishing *p, const char *name);

/* The member `municipality` or `claimant`. */
void tsop_publish_claimant(struct tsop_publishing *p, const struct tsop_claimant *claimant);

/* End the line and put it out; -1 with err for want of memory. */
int tsop_publish_end(struct tsop_publishing *p, struct tsop_error *err);

/* The member `assignment` of a proof. */
void tsop_publish_assignment_proof(struct tsop_publishing *p);

/* The members that prove the placing of p->placement. */
void tsop_publish_placing(struct tsop_publishing *p);

/* The member `passes`; none (false) where they are not kept, or would be too long. */
bool tsop_publish_passes(struct tsop_publishing *p);

/* An element of a list: the id of an applicant. */
void tsop_publish_person(struct tsop_publishing *p, size_t applicant);

/* The record `proof`. */
int tsop_publish_proof(struct tsop_publishing *p, struct tsop_error *err);

#endif
