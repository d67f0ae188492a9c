#include "store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"

enum { BLOCK = 64 * 1024, OPEN_FLAGS = O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY };

int tsop_file_open(int dir, const char *name, int flags)
{
	return openat(dir, name, flags | OPEN_FLAGS);
}

int tsop_file_create(int dir, const char *name)
{
	int fd = openat(dir, name, O_RDWR | O_CREAT | O_EXCL | OPEN_FLAGS, 0600);
	int errnum;

	if (fd < 0 || fchmod(fd, 0600) == 0)
		return fd;
	errnum = errno;
	close(fd);
	errno = errnum;
	return -1;
}

off_t tsop_file_size(int fd, const char *name, struct tsop_error *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return tsop_fail_errno(err, errno, _("can not read %s"), name);
	return st.st_size;
}

ssize_t tsop_file_read(int fd, const char *name, void *bytes, size_t len, off_t offset,
		       struct tsop_error *err)
{
	size_t done = 0;

	while (done < len) {
		ssize_t n = pread(fd, (char *)bytes + done, len - done, offset + (off_t)done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return tsop_fail_errno(err, errno, _("can not read %s"), name);
		if (n == 0)
			break;
		done += (size_t)n;
	}
	return (ssize_t)done;
}

int tsop_file_write(int fd, const char *name, struct tsop_view bytes, off_t offset,
		    struct tsop_error *err)
{
	while (bytes.len > 0) {
		ssize_t n = pwrite(fd, bytes.p, bytes.len, offset);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return tsop_fail_errno(err, n < 0 ? errno : ENOSPC, _("can not write %s"),
					       name);
		bytes.p += n;
		bytes.len -= (size_t)n;
		offset += n;
	}
	return 0;
}

int tsop_file_sync(int fd, const char *name, struct tsop_error *err)
{
	if (fdatasync(fd) != 0)
		return tsop_fail_errno(err, errno, _("can not sync %s"), name);
	return 0;
}

void tsop_file_lines_init(struct tsop_file_lines *lines, int fd, const char *name, size_t max)
{
	*lines = (struct tsop_file_lines){ .fd = fd, .name = name, .max = max };
	tsop_buf_init(&lines->buf);
}

void tsop_file_lines_release(struct tsop_file_lines *lines)
{
	tsop_buf_release(&lines->buf);
}

/* Read a block behind what buf holds, moving that to its front. 1, 0 at the end of the file, -1. */
static int fill(struct tsop_file_lines *lines, struct tsop_error *err)
{
	struct tsop_buf *buf = &lines->buf;
	size_t held = buf->len - lines->at;
	ssize_t n;

	if (lines->at > 0) {
		memmove(buf->p, buf->p + lines->at, held);
		tsop_buf_truncate(buf, held);
		lines->at = 0;
	}
	if (tsop_buf_reserve(buf, BLOCK) != 0)
		return tsop_fail_memory(err);
	n = tsop_file_read(lines->fd, lines->name, buf->p + held, BLOCK,
			   lines->offset + (off_t)held, err);
	if (n <= 0)
		return (int)n;
	buf->len += (size_t)n;
	buf->p[buf->len] = '\0';
	return 1;
}

int tsop_file_lines_next(struct tsop_file_lines *lines, struct tsop_view *line,
			 struct tsop_error *err)
{
	size_t searched = 0;

	for (;;) {
		const char *front = lines->buf.p + lines->at;
		size_t held = lines->buf.len - lines->at;
		const char *newline = held > searched
					      ? memchr(front + searched, '\n', held - searched)
					      : NULL;
		int status;

		if (newline != NULL) {
			*line = (struct tsop_view){ front, (size_t)(newline - front) };
			lines->at += line->len + 1;
			lines->offset += (off_t)line->len + 1;
		}
		if (newline != NULL ? line->len >= lines->max : held >= lines->max)
			return tsop_fail(err, TSOP_NO, _("a line of more than %zu bytes"),
					 lines->max);
		if (newline != NULL)
			return 1;
		searched = held;
		status = fill(lines, err);
		if (status <= 0)
			return status;
	}
}
