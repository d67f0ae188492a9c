/*
 * reader.h: the fields of a record, every fault of them told.
 *
 * A report refuses input that is not what it says, and names all that is
 * wrong with it in one run. Each call here takes one field of the present
 * record; what is missing or out of range goes to the sink at once, with
 * file, line and field, and the call is false.
 */
#ifndef TSOP_REPORT_READER_H
#define TSOP_REPORT_READER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "record/record.h"
#include "time/instant.h"

enum tsop_need { TSOP_OPTIONAL, TSOP_REQUIRED };

struct tsop_reader {
	struct tsop_sink *sink;           /* borrowed */
	struct tsop_arena *arena;         /* borrowed: texts that are taken live in it */
	const struct tsop_record *record; /* borrowed: the present one */
	const char *within;               /* the array it is an element of, for messages; or NULL */
	struct tsop_buf text;             /* what tsop_reader_look found */
};

/* Counts of people and seats are at most this: their sums stay far within 64 bits. */
#define TSOP_READER_COUNT_MAX INT64_C(1000000000)

void tsop_reader_init(struct tsop_reader *reader, struct tsop_arena *arena,
		      struct tsop_sink *sink);
void tsop_reader_release(struct tsop_reader *reader);

/* Tell the sink that this field (NULL: the record) is refused. */
void tsop_reader_refuse(struct tsop_reader *reader, const char *field, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* What an accessor of record.h said of the field: is there a value? */
bool tsop_reader_took(struct tsop_reader *reader, const char *field, enum tsop_need need,
		      int status, const struct tsop_error *err);

/* A text without control characters, kept in the arena. */
bool tsop_reader_text(struct tsop_reader *reader, const char *field, enum tsop_need need,
		      const char **text);
/* A text that is only looked at: in reader->text until the next look. */
bool tsop_reader_look(struct tsop_reader *reader, const char *field, enum tsop_need need);
/* A number of things: 0..TSOP_READER_COUNT_MAX. */
bool tsop_reader_count(struct tsop_reader *reader, const char *field, enum tsop_need need,
		       int64_t *count);
/* An instant: as it stands in the record, and what it says. */
bool tsop_reader_instant(struct tsop_reader *reader, const char *field, enum tsop_need need,
			 const char **text, tsop_instant *instant);
/* A day, likewise. */
bool tsop_reader_date(struct tsop_reader *reader, const char *field, enum tsop_need need,
		      const char **text, struct tsop_date *date);
/* The member v, which must be 1. */
void tsop_reader_version(struct tsop_reader *reader);

#endif
