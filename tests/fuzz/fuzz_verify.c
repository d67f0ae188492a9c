/*
 * A result is hostile, and so are the files it is verified with: whatever
 * their bytes, it ends in a verdict, in faults or in a refusal. The input is
 * the result, the key, the courses, the people and the earlier result that it goes on from, with
 * lines of %% between.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "verify/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES = 5 };

static void say(void *context, const struct tsop_error *err)
{
	(void)context;
	if (err->text[0] == '\0')
		abort();
}

/* Files without names, reached by their descriptors. */
static void open_files(int fd[FILES], char path[FILES][32])
{
	for (size_t i = 0; i < FILES; i++) {
		char name[] = "/tmp/tsop-fuzz-XXXXXX";

		fd[i] = mkstemp(name);
		if (fd[i] < 0 || unlink(name) != 0)
			abort();
		snprintf(path[i], sizeof path[i], "/dev/fd/%d", fd[i]);
	}
}

static size_t find_end(const uint8_t *data, size_t size)
{
	size_t end = 0;

	while (end + 4 <= size && memcmp(data + end, "\n%%\n", 4) != 0)
		end++;
	return end + 4 <= size ? end : size;
}

/* Does the member stand anywhere? */
static bool names(const uint8_t *data, size_t size, const char *member)
{
	size_t len = strlen(member);

	for (size_t i = 0; i + len <= size; i++)
		if (memcmp(data + i, member, len) == 0)
			return true;
	return false;
}

static void split(const uint8_t *data, size_t size, const int fd[FILES])
{
	for (size_t i = 0; i < FILES; i++) {
		size_t end = i + 1 < FILES ? find_end(data, size) : size;
		size_t next = end + 4 < size ? end + 4 : size;

		if (ftruncate(fd[i], 0) != 0 || pwrite(fd[i], data, end, 0) != (ssize_t)end)
			abort();
		data += next;
		size -= next;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int fd[FILES] = { -1 };
	static char path[FILES][32];
	char *people[] = { path[3] };
	bool fills = names(data, size, "\"fill\":");
	bool keeps = !fills && names(data, size, "\"keep\":");
	const struct tsop_verify_options options = {
		.result = path[0],
		.key = path[1],
		.courses = path[2],
		.people = people,
		.n_people = 1,
		.fill = fills ? path[4] : NULL,
		.keep = keeps ? path[4] : NULL,
	};
	struct tsop_sink sink = { .say = say, .limit = SIZE_MAX };
	struct tsop_output out;
	struct tsop_error err;

	if (fd[0] < 0)
		open_files(fd, path);
	split(data, size, fd);
	if (tsop_output_open(&out, "/dev/null", &err) != 0)
		abort();
	tsop_verify_run(&options, &out, &sink, &err);
	if (tsop_output_finish(&out, &err) != 0)
		abort();
	return 0;
}
