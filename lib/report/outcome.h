/*
 * outcome.h: the report of an allocation: what came out, as it is published.
 *
 * From the model of an allocation to a document: what came out, by course,
 * region and municipality; who has not applied; who waits; and what it rests
 * on. It holds no names: the model has none.
 */
#ifndef TSOP_REPORT_OUTCOME_H
#define TSOP_REPORT_OUTCOME_H

#include "base/error.h"
#include "report/document.h"
#include "report/model.h"
#include "time/zone.h"

struct tsop_outcome_options {
	enum tsop_lang lang;
	const struct tsop_zone *zone; /* of the times in it; borrowed */
	const char *title;            /* NULL: "Fordeling af pladser", "Allocation of seats" */
};

/*
 * Make the document of the model, in whose arena it lives and which it
 * borrows from. An allocation without people has no sections about them.
 */
int tsop_outcome_document(struct tsop_document *document, struct tsop_model *model,
			  const struct tsop_outcome_options *options,
			  struct tsop_error *err);

#endif
