/*
 * branches.h: what a search that takes problems apart has still to look at.
 *
 * A stack of levels, each of something that is tried by one branch after the
 * other, such as a party at one place after the other. Whoever searches makes
 * the problem of a branch, and undoes it.
 */
#ifndef TSOP_ASSIGN_BRANCHES_H
#define TSOP_ASSIGN_BRANCHES_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/wide.h"

struct tsop_branch {
	tsop_int128 cost; /* that nothing in it is less than, or what else it is sorted by */
	uint16_t node;
};

/* What is tried by branches[start..end). */
struct tsop_branches_level {
	size_t what;
	size_t start;
	size_t next; /* the one to try next; the one before is being tried */
	size_t end;
};

/* Zeroed: empty. */
struct tsop_branches {
	struct tsop_branch *list;
	size_t n, cap;
	struct tsop_branches_level *levels;
	size_t n_levels, cap_levels;
};

void tsop_branches_release(struct tsop_branches *branches);

/* Put a branch on the stack. -1 for no memory. */
int tsop_branches_add(struct tsop_branches *branches, tsop_int128 cost, uint16_t node,
		      struct tsop_error *err);
/* Sort those from start on: the least cost first, of equals the least node. */
void tsop_branches_sort(struct tsop_branches *branches, size_t start);
/* Open a level of the branches from start on. -1 for no memory. */
int tsop_branches_open(struct tsop_branches *branches, size_t what, size_t start,
		       struct tsop_error *err);
/* Leave the last level, and its branches. */
void tsop_branches_close(struct tsop_branches *branches);

/* The least cost of those that were not tried, if it is less than limit; or limit. O(levels). */
tsop_int128 tsop_branches_bound(const struct tsop_branches *branches, tsop_int128 limit);

#endif
