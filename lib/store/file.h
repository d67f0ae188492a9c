/*
 * file.h: the files of a store: opened in its directory, read by lines, written at a place.
 *
 * Symbolic links are not followed. Names in messages are those within the store.
 */
#ifndef TSOP_STORE_FILE_H
#define TSOP_STORE_FILE_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/view.h"

/* Open name in the directory, O_RDONLY or O_RDWR. -1 with errno set. */
int tsop_file_open(int dir, const char *name, int flags);

/* Make name, which is not there; its mode is 0600 whatever the umask. -1 with errno set. */
int tsop_file_create(int dir, const char *name);

/* The size of an open file, or -1 with err. */
off_t tsop_file_size(int fd, const char *name, struct tsop_error *err);

/* Read len bytes at the offset: the number read, fewer only at the end of the file; or -1. */
ssize_t tsop_file_read(int fd, const char *name, void *bytes, size_t len, off_t offset,
		       struct tsop_error *err);

/* Write all the bytes at the offset. On -1 some of them may be there. */
int tsop_file_write(int fd, const char *name, struct tsop_view bytes, off_t offset,
		    struct tsop_error *err);

/* Wait until what was written is durable. A failure is never retried: see tsop-store(5). */
int tsop_file_sync(int fd, const char *name, struct tsop_error *err);

/* Lines of a file, one after the other, in fixed memory but for the longest. */
struct tsop_file_lines {
	int fd;           /* borrowed */
	const char *name; /* borrowed */
	size_t max;       /* bytes of a line with its newline */
	off_t offset;     /* in the file, of what comes next */
	struct tsop_buf buf;
	size_t at; /* in buf, of what comes next */
};

void tsop_file_lines_init(struct tsop_file_lines *lines, int fd, const char *name, size_t max);
void tsop_file_lines_release(struct tsop_file_lines *lines);

/*
 * The next line, without its newline, borrowed until the next call. 1: there
 * is one. 0: no complete line is left. -1: err (TSOP_NO: it is too long).
 */
int tsop_file_lines_next(struct tsop_file_lines *lines, struct tsop_view *line,
			 struct tsop_error *err);

#endif
