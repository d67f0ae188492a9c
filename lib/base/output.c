#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/os.h"

enum { FLUSH_AT = 64 * 1024 };

/*
 * The temporary that a deadly signal removes. One at a time: a run has one
 * output. A signal handler can be handed nothing, hence the file's scope.
 */
static const char *volatile doomed;

static void remove_and_die(int signal_number)
{
	if (doomed != NULL)
		unlink(doomed);
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void watch_signals(const char *temporary)
{
	static const int deadly[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE };
	struct sigaction action = { .sa_handler = remove_and_die };

	doomed = temporary;
	for (size_t i = 0; i < sizeof deadly / sizeof deadly[0]; i++) {
		struct sigaction old;

		if (sigaction(deadly[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(deadly[i], &action, NULL);
	}
}

static void release(struct tsop_output *out)
{
	doomed = NULL;
	free(out->temporary);
	free(out->target);
	out->temporary = out->target = NULL;
	tsop_buf_release(&out->buf);
}

static int fail_open(struct tsop_output *out, int errnum, const char *what, struct tsop_error *err)
{
	release(out);
	tsop_fail_errno(err, errnum, "%s", what);
	return tsop_error_at(err, out->path, 0, NULL);
}

/* Make the temporary beside the target, with the mode of the file that it will replace. */
static int open_temporary(struct tsop_output *out, mode_t mode, struct tsop_error *err)
{
	struct tsop_buf name;

	tsop_buf_init(&name);
	if (out->target == NULL || tsop_buf_addf(&name, "%s.XXXXXX", out->target) != 0) {
		release(out);
		return tsop_fail_memory(err);
	}
	out->temporary = name.p;
	out->fd = mkstemp(out->temporary);
	if (out->fd < 0)
		return fail_open(out, errno, _("can not create a file here"), err);
	watch_signals(out->temporary);
	if (fchmod(out->fd, mode) != 0) {
		int errnum = errno;

		close(out->fd);
		unlink(out->temporary);
		return fail_open(out, errnum, _("can not set the mode"), err);
	}
	return 0;
}

int tsop_output_open(struct tsop_output *out, const char *path, struct tsop_error *err)
{
	struct stat st;

	*out = (struct tsop_output){ .fd = STDOUT_FILENO };
	tsop_buf_init(&out->buf);
	if (path == NULL || strcmp(path, "-") == 0)
		return 0;
	out->path = path;
	if (stat(path, &st) != 0) {
		if (errno != ENOENT || path[0] == '\0')
			return fail_open(out, errno, _("can not open for writing"), err);
		out->target = strdup(path);
		return open_temporary(out, S_IRUSR | S_IWUSR, err);
	}
	if (S_ISREG(st.st_mode)) {
		out->target = tsop_os_resolve(path);
		return open_temporary(out, st.st_mode & 0777, err);
	}
	out->fd = open(path, O_WRONLY | O_CLOEXEC);
	return out->fd >= 0 ? 0 : fail_open(out, errno, _("can not open for writing"), err);
}

int tsop_output_flush(struct tsop_output *out)
{
	size_t done = 0;

	if (out->buf.len > 0)
		tsop_progress_end(out->progress);
	while (done < out->buf.len && out->errnum == 0) {
		ssize_t n = write(out->fd, out->buf.p + done, out->buf.len - done);

		if (n >= 0)
			done += (size_t)n;
		else if (errno != EINTR)
			out->errnum = errno;
	}
	tsop_buf_clear(&out->buf);
	return out->errnum == 0 ? 0 : -1;
}

int tsop_output_add(struct tsop_output *out, struct tsop_view bytes)
{
	if (out->errnum != 0)
		return -1;
	if (tsop_buf_add_view(&out->buf, bytes) != 0) {
		out->errnum = ENOMEM;
		return -1;
	}
	return out->buf.len < FLUSH_AT ? 0 : tsop_output_flush(out);
}

int tsop_output_add_text(struct tsop_output *out, const char *text)
{
	return tsop_output_add(out, tsop_view_of(text));
}

/*
 * A rename is durable once the directory is synced; where the directory may
 * not be opened, or the file system has no such thing, it is as durable as it
 * gets.
 */
static int sync_directory_of(char *path)
{
	int fd = open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int errnum = 0;

	if (fd < 0)
		return errno == EACCES ? 0 : errno;
	if (fsync(fd) != 0 && errno != EINVAL)
		errnum = errno;
	close(fd);
	return errnum;
}

/* Put the temporary in the target's place, or remove it. Returns 0 or an errno. */
static int settle(struct tsop_output *out)
{
	int errnum = out->errnum;

	if (errnum == 0 && rename(out->temporary, out->target) != 0)
		errnum = errno;
	if (errnum == 0)
		return sync_directory_of(out->target);
	unlink(out->temporary);
	return errnum;
}

int tsop_output_finish(struct tsop_output *out, struct tsop_error *err)
{
	tsop_output_flush(out);
	if (out->errnum == 0 && out->temporary != NULL && fsync(out->fd) != 0)
		out->errnum = errno;
	if (close(out->fd) != 0 && out->errnum == 0)
		out->errnum = errno;
	if (out->temporary != NULL)
		out->errnum = settle(out);
	release(out);
	if (out->errnum == 0)
		return 0;
	tsop_fail_errno(err, out->errnum, _("can not write the output"));
	return tsop_error_at(err, out->path, 0, NULL);
}

void tsop_output_abandon(struct tsop_output *out)
{
	if (out->path != NULL)
		close(out->fd);
	if (out->temporary != NULL)
		unlink(out->temporary);
	release(out);
}
