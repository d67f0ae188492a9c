/*
 * comparison.h: what is compared, what is said of it, and how it is printed;
 * for compare.c alone.
 */
#ifndef TSOP_ALLOCATE_COMPARE_COMPARISON_H
#define TSOP_ALLOCATE_COMPARE_COMPARISON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocate/compare/compare.h"
#include "allocate/run.h"
#include "allocate/whatif.h"

/* Claimants that are alike in size, and what they got together. */
struct tsop_comparison_group {
	int64_t n, seats;
	tsop_int128 weight;
};

/* The least change of a weight that would move a seat of its claimant. */
struct tsop_comparison_nearest {
	bool is_set;
	size_t claimant;
	int64_t weight; /* that it would have to be */
	bool gains;     /* or loses a seat */
};

/* A claimant that has fewer seats of a greater total. */
struct tsop_comparison_paradox {
	size_t claimant;
	int64_t total, seats; /* the greater total and what it has of it */
	int64_t before;       /* seats of one fewer */
};

struct tsop_comparison_way {
	struct tsop_method method;
	enum tsop_reading reading;
	char name[TSOP_METHOD_NAME + 16]; /* "base/sainte-lague" */

	bool is_refused;
	struct tsop_error refused;
	struct tsop_whatif_seats *seats; /* by claimant */
	int64_t given, left, n_draw;
	size_t n_tied;
	struct tsop_comparison_group large, small; /* thirds */
	struct tsop_comparison_nearest nearest;
	struct tsop_comparison_paradox *paradoxes;
	size_t n_paradoxes, cap_paradoxes;
};

struct tsop_comparison {
	struct tsop_run run;
	tsop_int128 weight; /* of all */
	struct tsop_comparison_way *ways;
	size_t n_ways;
	bool has_scan;
	int64_t scan_from, scan_to;
};

/*
 * Read which ways are to be compared, in the order of the options; the run is
 * loaded. -1 with err: TSOP_USAGE for words that name none, or name one twice.
 */
int tsop_comparison_read_ways(struct tsop_comparison *comparison,
			      const struct tsop_compare_options *options, struct tsop_error *err);

/* Read the totals of a scan, "FROM-TO"; NULL: there is none. -1 with TSOP_USAGE. */
int tsop_comparison_read_scan(struct tsop_comparison *comparison, const char *text,
			      struct tsop_error *err);

/* Sum up the greatest and the least third of the claimants. -1 for want of memory. */
int tsop_comparison_group(const struct tsop_comparison *comparison, struct tsop_comparison_way *way,
			  struct tsop_error *err);

/* seats * weight / all weights. */
struct tsop_comparison_quota {
	tsop_int128 num, den;
};
struct tsop_comparison_quota tsop_comparison_quota(const struct tsop_comparison *comparison,
						   size_t claimant);

/* <0: fewer than the quota rounded down, whatever is drawn; >0: more than rounded up; else 0. */
int tsop_comparison_violation(const struct tsop_comparison *comparison,
			      const struct tsop_comparison_way *way, size_t claimant);

/*
 * How many hundredths of a percent more seats for its weight the small third
 * has than the large, to the nearest; false where seats are to be drawn, there
 * are fewer than three claimants, or the large have no seat.
 */
bool tsop_comparison_bias(const struct tsop_comparison_way *way, int64_t *bias);

/* Write it. A failing output remembers it; -1 with err for want of memory. */
int tsop_comparison_publish(const struct tsop_comparison *comparison,
			    enum tsop_compare_format format, struct tsop_output *out,
			    struct tsop_error *err);

#endif
