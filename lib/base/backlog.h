/*
 * backlog.h: errors that are kept until all of them are known.
 *
 * Some faults of a file are found when it has been read, after others that
 * stand further down in it, or in another order than that of its lines. A
 * backlog is a sink in between: when it is closed it reports all to the sink
 * proper, by file and line.
 */
#ifndef TSOP_BASE_BACKLOG_H
#define TSOP_BASE_BACKLOG_H

#include <stddef.h>

#include "base/error.h"

struct tsop_backlog_error {
	struct tsop_error err;
	size_t at; /* its place as they came */
};

struct tsop_backlog {
	struct tsop_sink sink; /* report here */
	struct tsop_sink *to;
	struct tsop_backlog_error *all; /* the first ones: no more than `to` would still say */
	size_t n, cap;
};

/* to is borrowed until tsop_backlog_close; allocates nothing. */
void tsop_backlog_open(struct tsop_backlog *backlog, struct tsop_sink *to);

/*
 * Report all to the sink proper: by the name of the file (none comes last) and
 * by line, what is of no line last, those of one line as they came. (For want
 * of memory some may have been reported when they came.)
 */
void tsop_backlog_close(struct tsop_backlog *backlog);

#endif
