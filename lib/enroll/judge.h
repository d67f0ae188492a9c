/*
 * judge.h: what becomes of each row of a batch.
 *
 * A row is new, or somebody who is there already: unchanged where it says the
 * same, else refused, or corrected where that was asked for. The rows of one
 * run are judged against each other alike, in their order.
 */
#ifndef TSOP_ENROLL_JUDGE_H
#define TSOP_ENROLL_JUDGE_H

#include <stdbool.h>

#include "enroll/batch.h"
#include "enroll/identity.h"

enum tsop_result {
	TSOP_RESULT_REFUSED,
	TSOP_RESULT_NEW,
	TSOP_RESULT_UNCHANGED,
	TSOP_RESULT_CORRECTED,
};
enum { TSOP_RESULTS = TSOP_RESULT_CORRECTED + 1 };

/* Somebody: of the register, or else a row of this run. */
struct tsop_somebody {
	const struct tsop_enrollment *enrollment; /* NULL: the row */
	size_t row;
};

struct tsop_verdict {
	enum tsop_result result;
	struct tsop_somebody who;    /* whose application it is; a new one is itself */
	char *key;                   /* of the identity; NULL without a store */
	bool needs_review;           /* `other`, somebody else, has the same e-mail ... */
	bool same_name;              /* ... and the same name */
	struct tsop_somebody other;
	const struct tsop_difference *differences; /* what it corrects */
	size_t n_differences;
};

struct tsop_judge {
	const struct tsop_batch *batch;
	bool update;            /* correct what differs */
	enum tsop_code refusal; /* of a row: TSOP_INPUT refuses all of its file, TSOP_NO not */
	struct tsop_arena arena;
	struct tsop_verdict *verdicts; /* one a row */
	bool *refused;                 /* one a file: nothing of it is taken */
	struct tsop_map rows, emails;  /* of those judged: the row */
};

/* batch is borrowed and not read into any more. Release with tsop_judge_release. */
void tsop_judge_init(struct tsop_judge *judge, const struct tsop_batch *batch, bool update,
		     enum tsop_code refusal);
void tsop_judge_release(struct tsop_judge *judge);

/*
 * Judge all rows against the identities of a register and its store (NULL:
 * there is none, and identities are empty). Refused rows go to the sink. Rows
 * of a refused file count as if they were not there. -1 with err: the store
 * or memory failed.
 */
int tsop_judge_run(struct tsop_judge *judge, const struct tsop_identities *identities,
		   struct tsop_store *store, struct tsop_sink *sink, struct tsop_error *err);

/* Was the row taken, that is: is it new, unchanged or corrected, in a file that is not refused? */
bool tsop_judge_takes(const struct tsop_judge *judge, size_t row);

#endif
