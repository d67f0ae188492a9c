#include "base/buf.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char nothing[1];

void tsop_buf_init(struct tsop_buf *buf)
{
	*buf = (struct tsop_buf){ .p = nothing };
}

void tsop_buf_release(struct tsop_buf *buf)
{
	if (buf->cap > 0)
		free(buf->p);
	tsop_buf_init(buf);
}

void tsop_buf_clear(struct tsop_buf *buf)
{
	buf->len = 0;
	buf->failed = false;
	if (buf->cap > 0)
		buf->p[0] = '\0';
}

int tsop_buf_reserve(struct tsop_buf *buf, size_t more)
{
	size_t cap = buf->cap;
	char *p;

	if (buf->failed)
		return -1;
	if (more < cap - buf->len && cap > 0)
		return 0;
	if (more >= SIZE_MAX / 2 - buf->len)
		goto fail;
	cap = cap < 64 ? 64 : cap;
	while (cap - buf->len <= more)
		cap += cap / 2 + 1;
	p = realloc(buf->cap > 0 ? buf->p : NULL, cap);
	if (p == NULL)
		goto fail;
	if (buf->cap == 0)
		p[0] = '\0';
	buf->p = p;
	buf->cap = cap;
	return 0;
fail:
	buf->failed = true;
	return -1;
}

int tsop_buf_add(struct tsop_buf *buf, const void *bytes, size_t len)
{
	if (tsop_buf_reserve(buf, len) != 0)
		return -1;
	if (len > 0)
		memcpy(buf->p + buf->len, bytes, len);
	buf->len += len;
	buf->p[buf->len] = '\0';
	return 0;
}

int tsop_buf_add_view(struct tsop_buf *buf, struct tsop_view view)
{
	return tsop_buf_add(buf, view.p, view.len);
}

int tsop_buf_add_text(struct tsop_buf *buf, const char *text)
{
	return tsop_buf_add(buf, text, strlen(text));
}

int tsop_buf_add_char(struct tsop_buf *buf, char c)
{
	return tsop_buf_add(buf, &c, 1);
}

int tsop_buf_addv(struct tsop_buf *buf, const char *format, va_list args)
{
	size_t room = buf->cap > 0 ? buf->cap - buf->len : 0;
	va_list first;
	int n;

	if (buf->failed)
		return -1;
	va_copy(first, args);
	n = vsnprintf(room > 0 ? buf->p + buf->len : NULL, room, format, first);
	va_end(first);
	if (n >= 0 && (size_t)n < room) {
		buf->len += (size_t)n;
		return 0;
	}
	if (room > 0)
		buf->p[buf->len] = '\0';
	if (n < 0) {
		buf->failed = true;
		return -1;
	}
	if (tsop_buf_reserve(buf, (size_t)n) != 0)
		return -1;
	vsnprintf(buf->p + buf->len, (size_t)n + 1, format, args);
	buf->len += (size_t)n;
	return 0;
}

int tsop_buf_addf(struct tsop_buf *buf, const char *format, ...)
{
	va_list args;
	int status;

	va_start(args, format);
	status = tsop_buf_addv(buf, format, args);
	va_end(args);
	return status;
}

void tsop_buf_truncate(struct tsop_buf *buf, size_t len)
{
	assert(len <= buf->len);
	buf->len = len;
	if (buf->cap > 0)
		buf->p[len] = '\0';
}

int tsop_buf_ok(const struct tsop_buf *buf, struct tsop_error *err)
{
	return buf->failed ? tsop_fail_memory(err) : 0;
}
