/*
 * encoding.h: the lines of a CSV file as UTF-8; inside of lib/record.
 *
 * The encoding that is named is that of files that are not UTF-8: the first
 * text beyond ASCII tells which of the two a file is, and all of it has to
 * be. A byte that does not fit is an error.
 */
#ifndef TSOP_RECORD_ENCODING_H
#define TSOP_RECORD_ENCODING_H

#include <iconv.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/view.h"

struct tsop_encoding {
	const char *name; /* borrowed; NULL: UTF-8 */
	iconv_t cd;
	bool is_open;       /* cd is */
	bool has_multibyte; /* text so far was UTF-8 beyond ASCII ... */
	bool has_converted; /* ... or was in the encoding of that name */
	struct tsop_buf buf;
};

/* For lines in the encoding of that name, a superset of ASCII (NULL: UTF-8). TSOP_USAGE else. */
int tsop_encoding_open(struct tsop_encoding *encoding, const char *name, struct tsop_error *err);
void tsop_encoding_close(struct tsop_encoding *encoding);

/*
 * The line as UTF-8 without NUL: *text is the line itself or borrowed until
 * the next call. -1 with err (column in bytes from 1; place not set).
 */
int tsop_encoding_line(struct tsop_encoding *encoding, struct tsop_view line,
		       struct tsop_view *text, struct tsop_error *err);

#endif
