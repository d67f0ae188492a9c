#include "base/buf.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

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

int tsop_buf_grow(struct tsop_buf *buf, size_t more)
{
	size_t cap = buf->cap;
	char *p;

	if (buf->failed)
		return -1;
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

int tsop_buf_add_number(struct tsop_buf *buf, int64_t number)
{
	static const char pairs[] =
		"000102030405060708091011121314151617181920212223242526272829"
		"303132333435363738394041424344454647484950515253545556575859"
		"606162636465666768697071727374757677787980818283848586878889"
		"90919293949596979899";
	char digits[20]; /* of -2^63 with its sign */
	uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
	size_t first = sizeof digits;

	if (number >= 0 && number < 10)
		return tsop_buf_add_char(buf, (char)('0' + (int)number));
	for (; rest >= 10; rest /= 100) {
		first -= 2;
		memcpy(digits + first, pairs + 2 * (rest % 100), 2);
	}
	if (rest > 0)
		digits[--first] = (char)('0' + (int)rest);
	if (number < 0)
		digits[--first] = '-';
	return tsop_buf_add(buf, digits + first, sizeof digits - first);
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

int tsop_buf_fill(struct tsop_buf *buf, const char *phrase, const char *const *values)
{
	for (const char *p = phrase; *p != '\0'; p++) {
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
			tsop_buf_add_text(buf, values[p[1] - '1']);
			p += 2;
		} else {
			tsop_buf_add_char(buf, *p);
		}
	}
	return buf->failed ? -1 : 0;
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
