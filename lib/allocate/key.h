/*
 * key.h: reading the allocation key.
 *
 * A row is a claimant. It is a municipality, named by `code` or `municipality`
 * (code or name), or, for a plain apportionment of anything else, what the
 * column `claimant` says. It has a weight (weight.h) and, in further
 * columns, seats.
 */
#ifndef TSOP_ALLOCATE_KEY_H
#define TSOP_ALLOCATE_KEY_H

#include "allocate/claimant.h"
#include "base/arena.h"
#include "base/error.h"
#include "record/input.h"

/* A file and its columns; NULL: there is none such. */
struct tsop_key_source {
	const char *file;
	const char *weight; /* never NULL */
	const char *guarantee, *held, *cap; /* seats: 0..TSOP_APPORTION_SEATS_MAX */
	int64_t guarantee_of_all;           /* without a column of guarantees */
};

/*
 * Read the columns of the file into claimants, at least one, by id; names go
 * to the arena, which claimants borrows. Whatever is wrong goes to the sink,
 * then -1 is returned. Release with tsop_claimants_release, also after an
 * error.
 */
int tsop_key_read(struct tsop_claimants *claimants, const struct tsop_key_source *source,
		  const struct tsop_input_options *input, struct tsop_arena *arena,
		  struct tsop_sink *sink);

#endif
