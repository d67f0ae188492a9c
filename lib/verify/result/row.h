/*
 * row.h: fields of the inputs' rows, read again.
 *
 * What is wrong with a field goes to the faults of its row, in the words of
 * the verbs that made the result, so that all of a row is told at once and in
 * one way. They return whether the field was there and usable; `expected`
 * says what is missed where it is absent, NULL that it may be.
 */
#ifndef TSOP_VERIFY_RESULT_ROW_H
#define TSOP_VERIFY_RESULT_ROW_H

#include "people/municipality.h"
#include "record/faults.h"
#include "verify/result/result.h"

/* Decoded into text. */
bool tsop_row_text(struct tsop_faults *faults, const char *name, struct tsop_buf *text,
		      const char *expected);
/* The same, of one line. */
bool tsop_row_line(struct tsop_faults *faults, const char *name, struct tsop_buf *text,
		      const char *expected);
/* *value stays where they return false. */
bool tsop_row_integer(struct tsop_faults *faults, const char *name, int64_t min, int64_t max,
			 int64_t *value, const char *expected);
/* text is used for its name. */
bool tsop_row_municipality(struct tsop_faults *faults, const char *name, struct tsop_buf *text,
			      const struct tsop_municipality **municipality, const char *expected);

/* A course of the result, whose id stands in the field; *course is NO_COURSE otherwise. */
bool tsop_row_course(struct tsop_faults *faults, const char *name,
			const struct tsop_result *result, const char *id, uint16_t *course);

/* Note that the text of a field holds what looks like a CPR number. Returns whether it does not. */
bool tsop_row_check_cpr(struct tsop_faults *faults, const char *name, struct tsop_view text);

#endif
