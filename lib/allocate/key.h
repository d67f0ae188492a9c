/*
 * key.h: reading the allocation key.
 *
 * A row is a claimant. It is a municipality, named by `code` or `municipality`
 * (code or name), or, for a plain apportionment of anything else, what the
 * column `claimant` says. Its weight is a decimal not below 0 with at most
 * nine places. Weights are scaled to whole numbers by the same power of ten,
 * the least that makes all of them whole, so that nothing is rounded. A CSV
 * cell such as "12.345" is refused, because Danes write twelve thousand so.
 */
#ifndef TSOP_ALLOCATE_KEY_H
#define TSOP_ALLOCATE_KEY_H

#include "allocate/claimant.h"
#include "base/arena.h"
#include "base/error.h"
#include "record/input.h"

/*
 * Read the column of the file into claimants, at least one, by id; names go
 * to the arena, which claimants borrows. Whatever is wrong goes to the sink,
 * then -1 is returned. Release with tsop_claimants_release, also after an
 * error.
 */
int tsop_key_read(struct tsop_claimants *claimants, const char *file, const char *column,
		  const struct tsop_input_options *input, struct tsop_arena *arena,
		  struct tsop_sink *sink);

#endif
