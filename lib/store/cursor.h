/*
 * cursor.h: a walk along the entries, chain line and body line together.
 */
#ifndef TSOP_STORE_CURSOR_H
#define TSOP_STORE_CURSOR_H

#include "store/internal.h"

enum { TSOP_CURSOR_LINES = 64 }; /* chain lines read at once */

struct tsop_cursor {
	const struct tsop_store *store; /* borrowed */
	uint64_t n;                     /* the entry that comes next */

	char block[TSOP_CURSOR_LINES * TSOP_CHAIN_LINE];
	size_t held; /* chain lines in block */
	size_t at;   /* of these, behind us */

	int year; /* of the entry's t */
	int body_year; /* of the body file that is open; 0: none */
	char body_name[TSOP_BODY_NAME];
	struct tsop_file_lines bodies;
	unsigned long long body_line; /* its lines that were read */
};

/* A walk that begins with entry n. */
void tsop_cursor_init(struct tsop_cursor *cursor, const struct tsop_store *store, uint64_t n);
void tsop_cursor_release(struct tsop_cursor *cursor);

/*
 * Pass the next entry: its chain line, the text (borrowed until the next
 * call) and the values. *text is NULL where the chain could not be read.
 */
int tsop_cursor_chain(struct tsop_cursor *cursor, const char **text, struct tsop_chain_line *line,
		      struct tsop_error *err);
/*
 * The body of the entry that was passed last, borrowed until the next call.
 * One call for each entry: what is not read is not passed in the body file.
 */
int tsop_cursor_body(struct tsop_cursor *cursor, struct tsop_body *body, struct tsop_error *err);

#endif
