/*
 * outcome_tables.h: the tables of the report of an allocation.
 */
#ifndef TSOP_REPORT_OUTCOME_TABLES_H
#define TSOP_REPORT_OUTCOME_TABLES_H

#include "report/model.h"
#include "report/table.h"

/* Each makes its table; where memory ends, the scribe has failed. */

/* A row a region that has claimants, then their total. */
void tsop_outcome_regions(struct tsop_table *table, struct tsop_scribe *scribe,
			  const struct tsop_model *model);
/* For each region its sum, then its municipalities by code; then the total. */
void tsop_outcome_municipalities(struct tsop_table *table, struct tsop_scribe *scribe,
				 const struct tsop_model *model);
/* A course's title, which says so where it does not run. */
const char *tsop_outcome_title(struct tsop_scribe *scribe, const struct tsop_model_course *course);
/* A row a course by id, then their total. */
void tsop_outcome_courses(struct tsop_table *table, struct tsop_scribe *scribe,
			  const struct tsop_model *model);
/* A row a municipality that has not applied, by code. */
void tsop_outcome_missing(struct tsop_table *table, struct tsop_scribe *scribe,
			  const struct tsop_model *model);
/* A row a municipality with people who wait, by code. */
void tsop_outcome_waiting(struct tsop_table *table, struct tsop_scribe *scribe,
			  const struct tsop_model *model);
/* What the allocation rests on: a row a member of its header. */
void tsop_outcome_run(struct tsop_table *table, struct tsop_scribe *scribe,
		      const struct tsop_model *model);

#endif
