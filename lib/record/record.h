/*
 * record.h: one record, as named fields that borrow from the line they stand in.
 *
 * A record comes from a line of JSON Lines or from a row of CSV; the layers
 * above do not ask which. A JSON line is scanned once into fields (name, raw
 * value) without building a tree: what is not looked at is not decoded, what
 * is passed on is copied as bytes. Whatever is unusual (escapes in names,
 * duplicate names, values that are asked for by their content) goes to
 * Jansson, which is the referee of what is valid and what it says.
 *
 * Accepted as a JSON record: one object, UTF-8, no duplicate names, no NUL,
 * integers within 64 bits, nesting up to 32. Reals are valid JSON and are
 * passed through as bytes, but no accessor returns one.
 */
#ifndef TSOP_RECORD_RECORD_H
#define TSOP_RECORD_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/view.h"

enum tsop_kind {
	TSOP_KIND_CELL,   /* a CSV cell: plain text */
	TSOP_KIND_STRING, /* a JSON string, raw with its quotes */
	TSOP_KIND_NUMBER, /* raw */
	TSOP_KIND_TRUE,
	TSOP_KIND_FALSE,
	TSOP_KIND_NULL,
	TSOP_KIND_ARRAY,  /* raw with its brackets */
	TSOP_KIND_OBJECT, /* raw with its braces */
};

struct tsop_field {
	struct tsop_view name;   /* decoded; for CSV the (mapped) column name */
	struct tsop_view value;  /* raw, as stored: see enum tsop_kind */
	struct tsop_view member; /* JSON: `"name":value` as it stands in the line; CSV: empty */
	enum tsop_kind kind;
};

struct tsop_csv;
struct tsop_header;

struct tsop_record {
	const char *file;        /* borrowed: for messages, may be NULL */
	unsigned long long line; /* the first physical line of the record */
	struct tsop_view text;   /* JSON: the whole line without its newline; CSV: empty */
	struct tsop_field *fields;
	size_t n;
	size_t cap;
	struct tsop_buf decoded; /* names that had escapes, and CSV cells */
	const struct tsop_header *header; /* borrowed, of the CSV row; else NULL */
	const struct tsop_csv *csv;
};

/* A record without fields; allocates nothing. */
void tsop_record_init(struct tsop_record *record);
void tsop_record_release(struct tsop_record *record);
/* A further field, to be filled; NULL where memory ends. Moves the fields before it. */
struct tsop_field *tsop_record_add(struct tsop_record *record);

/*
 * Scan one JSON line (no newline in it) into record, which borrows the line
 * until it is scanned again. Errors are TSOP_INPUT, at file and number, with
 * the column (in bytes, from 1) in the text.
 */
int tsop_record_scan(struct tsop_record *record, struct tsop_view line, const char *file,
		     unsigned long long number, struct tsop_error *err);

/* The field of that name, or NULL. An empty CSV cell counts as absent, as does null. */
const struct tsop_field *tsop_record_get(const struct tsop_record *record, const char *name);

/* Has it a field of that name, if only an empty one? */
bool tsop_record_has(const struct tsop_record *record, const char *name);

/*
 * Accessors. Each looks up a field and decodes its value; an absent field
 * gives 1 and leaves the result untouched; 0 is success; -1 an error that
 * names file, line and field. A wrong kind is an error that says what was
 * expected. CSV cells are read by the same accessors: an integer from its
 * text; a truth value from true, false, ja, nej, sand, falsk in any case; a
 * list from its parts separated by '|', trimmed, the blank ones left out.
 */

/* Append the decoded string to out (cleared first). Valid UTF-8, no NUL. */
int tsop_record_text(const struct tsop_record *record, const char *name, struct tsop_buf *out,
		     struct tsop_error *err);
/* The decoded string as a terminated copy in the arena. */
int tsop_record_string(const struct tsop_record *record, const char *name,
		       struct tsop_arena *arena, const char **string, struct tsop_error *err);
int tsop_record_integer(const struct tsop_record *record, const char *name, int64_t min,
			int64_t max, int64_t *value, struct tsop_error *err);
int tsop_record_bool(const struct tsop_record *record, const char *name, bool *value,
		     struct tsop_error *err);
/* An array of strings, as terminated copies in the arena; at most max of them. */
int tsop_record_strings(const struct tsop_record *record, const char *name,
			struct tsop_arena *arena, size_t max, const char *const **strings,
			size_t *n, struct tsop_error *err);
/*
 * An array of objects: scan each element into `element` and call each() with
 * it; a -1 of each() ends the walk and is returned. JSON only.
 */
int tsop_record_objects(const struct tsop_record *record, const char *name,
			struct tsop_record *element,
			int (*each)(void *context, const struct tsop_record *element,
				    struct tsop_error *err),
			void *context, struct tsop_error *err);

/*
 * What part i (from 0) of a list is told by: "wishes.2" where it stands in a
 * column of its own, else the field, which is borrowed.
 */
enum { TSOP_RECORD_PART_TEXT = 64 };
const char *tsop_record_part(const struct tsop_record *record, const char *field, size_t i,
			     char text[TSOP_RECORD_PART_TEXT]);

/* "expected ..." at this record's file and line, and field: returns -1. */
int tsop_record_fail(const struct tsop_record *record, const char *field, struct tsop_error *err,
		     const char *format, ...) __attribute__((format(printf, 4, 5)));

#if defined(__clang_analyzer__) && !defined(TSOP_RECORD_IMPLEMENTATION)
#define tsop_record_fail(...) (tsop_record_fail(__VA_ARGS__), -1) /* as in base/error.h */
#endif

/* Is the record's "type" this word? (False where it has none.) */
bool tsop_record_is(const struct tsop_record *record, const char *type);

#endif
