/*
 * verify.h: is a published result right?
 *
 * A result, its inputs and its proof are read once and held against the
 * definitions of the rules; nothing is solved again, and nothing of the code
 * that made the result is used (lib/apportion, lib/assign, lib/allocate). What
 * the rules were (method, reading, guarantee, seed ...) is taken from the
 * result's first record: publish them before, and compare.
 */
#ifndef TSOP_VERIFY_VERIFY_H
#define TSOP_VERIFY_VERIFY_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/output.h"
#include "base/progress.h"

/* Names of files, borrowed; NULL where an option was not given. */
struct tsop_verify_options {
	const char *result;
	char *const *people; /* the enrollments that were placed; of a matrix the weights */
	size_t n_people;
	const char *key;
	const char *courses;
	const char *fix;        /* places fixed by hand */
	const char *exclude;    /* courses that people are kept from by hand */
	const char *seats_from; /* seats given before, for a result of `assign` */
	const char *fill, *keep; /* the earlier result that the result says it goes on from */
	const char *row_seats, *column_seats; /* of a matrix */
	const char *encoding;
	int64_t line_max; /* bytes; 0: the default */
	struct tsop_progress *progress; /* told how far long work has come; or NULL */
};

/*
 * Verify. 0: no fault was found, and a `verification` record that says what
 * was verified and what was not is written to out. 1: every fault was told to
 * the sink as TSOP_NO, at its file, line and field. -1: an input is not
 * usable; what is wrong with a row went to the sink, anything else to err
 * (which is untouched where only the sink was told). Time linear in the
 * inputs, but for sorting the people of a municipality into their order and
 * finding rows that come in another order than the result's.
 */
int tsop_verify_run(const struct tsop_verify_options *options, struct tsop_output *out,
		    struct tsop_sink *sink, struct tsop_error *err);

#endif
