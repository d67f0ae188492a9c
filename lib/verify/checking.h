/*
 * checking.h: what all checks of this room share: the files, how a fault is
 * told, and what the verdict says.
 */
#ifndef TSOP_VERIFY_CHECKING_H
#define TSOP_VERIFY_CHECKING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "record/input.h"
#include "record/record.h"
#include "verify/verify.h"

struct tsop_checking {
	const struct tsop_verify_options *options;
	struct tsop_input_options input; /* of the inputs, with the Danish columns */
	struct tsop_sink *sink;
	enum tsop_code code;	 /* of a fault: NO of the result, INPUT of what it goes on from */
	struct tsop_arena arena; /* of what is kept until the end */
	struct tsop_buf text;    /* of one member */
	size_t pass; /* from 1, that is looked at; 0: what is said is of the result (trail.h) */
	size_t n_faults;
	bool has_failed; /* for want of memory: not the result's fault */
	/* The verdict's arrays, begun: '[' and elements. */
	struct tsop_buf verified, unverified;
};

/* A kind of result: the first record was read from input, which stands behind it. */
typedef int tsop_checking_kind(struct tsop_checking *checking, struct tsop_input *input,
			       const struct tsop_record *first, struct tsop_buf *verdict,
			       struct tsop_error *err);

/* Tell a fault of the result, at a line of it (0: of none) and a field (NULL: of none). */
void tsop_checking_fault(struct tsop_checking *checking, unsigned long long line, const char *field,
			 const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The same at a line of another file: what the result lacks. */
void tsop_checking_fault_at(struct tsop_checking *checking, const char *file,
			    unsigned long long line, const char *field, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/*
 * The verdict: a word of what was verified, which is not said of a pass before
 * the last one; a sentence of what was not. Both N_() or plain.
 */
void tsop_checking_passed(struct tsop_checking *checking, const char *word);
void tsop_checking_open(struct tsop_checking *checking, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Members of a record of the result. What is missing (where it is required) or
 * not what was expected is a fault; then, and where it is absent, they return
 * false and leave the value.
 */
bool tsop_checking_integer(struct tsop_checking *checking, const struct tsop_record *record,
			   const char *name, bool is_required, int64_t min, int64_t max,
			   int64_t *value);
/* A copy in the arena. */
bool tsop_checking_string(struct tsop_checking *checking, const struct tsop_record *record,
			  const char *name, bool is_required, const char **string);
/* In checking->text, until the next call. */
bool tsop_checking_text(struct tsop_checking *checking, const struct tsop_record *record,
			const char *name, bool is_required);
bool tsop_checking_bool(struct tsop_checking *checking, const struct tsop_record *record,
			const char *name, bool is_required, bool *value);
/*
 * Say of every member that is not among those named (NULL at their end) that it was not
 * verified.
 */
void tsop_checking_unknown(struct tsop_checking *checking, const struct tsop_record *record,
			   const char *const *names);

#endif
