/*
 * A result is hostile, and so are the files it is verified with: whatever
 * their bytes, it ends in a verdict, in faults or in a refusal. The input is
 * the result, the key, the courses, the people and the earlier result that it
 * goes on from, with lines of %% between; of a matrix, the result, the seats
 * of the rows, those of the columns and the weights. Where nothing is between
 * two lines, there is no such file.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "verify/verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES = 5, RESULT = 0, KEY, COURSES, PEOPLE, EARLIER };

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

/* *files: the path of each that is there. */
static void split(const uint8_t *data, size_t size, const int fd[FILES], char path[FILES][32],
		  char *files[FILES])
{
	for (size_t i = 0; i < FILES; i++) {
		size_t end = i + 1 < FILES ? find_end(data, size) : size;
		size_t next = end + 4 < size ? end + 4 : size;

		if (ftruncate(fd[i], 0) != 0 || pwrite(fd[i], data, end, 0) != (ssize_t)end)
			abort();
		files[i] = i == RESULT || end > 0 ? path[i] : NULL;
		data += next;
		size -= next;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int fd[FILES] = { -1 };
	static char path[FILES][32];
	char *files[FILES];
	bool fills = names(data, size, "\"fill\":");
	bool is_matrix = names(data, size, "\"biproportion\"");
	struct tsop_verify_options options = { .result = path[RESULT] };
	struct tsop_sink sink = { .say = say, .limit = SIZE_MAX };
	struct tsop_output out;
	struct tsop_error err;

	if (fd[0] < 0)
		open_files(fd, path);
	split(data, size, fd, path, files);
	*(is_matrix ? &options.row_seats : &options.key) = files[KEY];
	*(is_matrix ? &options.column_seats : &options.courses) = files[COURSES];
	*(fills ? &options.fill : &options.keep) = files[EARLIER];
	options.people = &files[PEOPLE];
	options.n_people = files[PEOPLE] != NULL;
	if (tsop_output_open(&out, "/dev/null", &err) != 0)
		abort();
	tsop_verify_run(&options, &out, &sink, &err);
	if (tsop_output_finish(&out, &err) != 0)
		abort();
	return 0;
}
