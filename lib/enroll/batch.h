/*
 * batch.h: the rows of the files that a run was given.
 *
 * A file is taken as a whole or not at all, unless the run was asked for its
 * good rows; so its rows are kept until all of it was read.
 */
#ifndef TSOP_ENROLL_BATCH_H
#define TSOP_ENROLL_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "enroll/application.h"
#include "record/input.h"

struct tsop_batch_row {
	struct tsop_application application;
	size_t file; /* its place in batch->files */
	unsigned long long line;
};

struct tsop_batch_file {
	const char *name;
	size_t first, n; /* its rows: batch->rows[first..first + n) */
	size_t refused;  /* how many more were refused */
	bool unusable;   /* it could not be read to its end */
};

struct tsop_batch {
	struct tsop_arena arena;
	struct tsop_batch_row *rows;
	size_t n, cap;
	struct tsop_batch_file *files;
	size_t n_files, cap_files;
};

/* No files; allocates nothing. Release with tsop_batch_release. */
void tsop_batch_init(struct tsop_batch *batch);
void tsop_batch_release(struct tsop_batch *batch);

/*
 * Read a file of applications to its end (name is borrowed). A row that is
 * refused is reported to the sink as `refusal` and counted by its file.
 * -1: memory ended (then the sink has been told).
 */
int tsop_batch_read(struct tsop_batch *batch, const char *name,
		    const struct tsop_input_options *options,
		    const struct tsop_application_rules *rules, enum tsop_code refusal,
		    struct tsop_sink *sink);

#endif
