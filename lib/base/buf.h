/*
 * buf.h: a byte buffer that grows.
 *
 * Invariants: `p` is never NULL after tsop_buf_init and is always terminated
 * behind `len` (the NUL is not counted); `p[0..len)` are the bytes. An append
 * that finds no memory leaves the buffer as it was, sets `failed` and returns
 * -1; further appends then do nothing, so that a builder may check once, at
 * its end, with tsop_buf_ok().
 */
#ifndef TSOP_BASE_BUF_H
#define TSOP_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/error.h"
#include "base/view.h"

struct tsop_buf {
	char *p;
	size_t len;
	size_t cap; /* bytes allocated, 0 while p points to a static "" */
	bool failed;
};

/* An empty buffer; allocates nothing. Release with tsop_buf_release. */
void tsop_buf_init(struct tsop_buf *buf);
/* Free the bytes; the buffer is empty again, as after init. */
void tsop_buf_release(struct tsop_buf *buf);
/* Empty it and keep its memory; clears `failed`. */
void tsop_buf_clear(struct tsop_buf *buf);
/* tsop_buf_reserve() where there is no room yet. */
int tsop_buf_grow(struct tsop_buf *buf, size_t more);
/* Make room for `more` further bytes and the NUL. */
static inline int tsop_buf_reserve(struct tsop_buf *buf, size_t more)
{
	return !buf->failed && more < buf->cap - buf->len ? 0 : tsop_buf_grow(buf, more);
}
/* Append. The bytes may not lie in the buffer itself. */
static inline int tsop_buf_add(struct tsop_buf *buf, const void *bytes, size_t len)
{
	if (tsop_buf_reserve(buf, len) != 0)
		return -1;
	if (len > 0)
		memcpy(buf->p + buf->len, bytes, len);
	buf->len += len;
	buf->p[buf->len] = '\0';
	return 0;
}

static inline int tsop_buf_add_view(struct tsop_buf *buf, struct tsop_view view)
{
	return tsop_buf_add(buf, view.p, view.len);
}

static inline int tsop_buf_add_text(struct tsop_buf *buf, const char *text)
{
	return tsop_buf_add(buf, text, strlen(text));
}

static inline int tsop_buf_add_char(struct tsop_buf *buf, char c)
{
	return tsop_buf_add(buf, &c, 1);
}

/* In base 10. */
int tsop_buf_add_number(struct tsop_buf *buf, int64_t number);
int tsop_buf_addf(struct tsop_buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
int tsop_buf_addv(struct tsop_buf *buf, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
/* Append the phrase; "{1}" to "{9}" in it are places for values[0] to values[8]. */
int tsop_buf_fill(struct tsop_buf *buf, const char *phrase, const char *const *values);
/* Cut to len bytes, at most the present ones. */
void tsop_buf_truncate(struct tsop_buf *buf, size_t len);
/* 0 if every append since the last clear found memory, else an error. */
int tsop_buf_ok(const struct tsop_buf *buf, struct tsop_error *err);

/* The bytes as a view, borrowed until the next change of the buffer. */
static inline struct tsop_view tsop_buf_view(const struct tsop_buf *buf)
{
	return (struct tsop_view){ buf->p, buf->len };
}

#endif
