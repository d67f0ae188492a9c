/*
 * model.h: an allocation as tsop-allocate published it, read whole and checked.
 *
 * The stream is an allocation, a seats record for each claimant by code, an
 * assignment for each person by number, and a proof (tsop-records(5)). A
 * report prints what it is given, so it must not be given what does not
 * agree with itself: order, known municipalities and courses, numbers in
 * their ranges, and every count of the header against what follows it. That
 * the seats were given by the rules is what the proof shows, not this.
 */
#ifndef TSOP_REPORT_MODEL_H
#define TSOP_REPORT_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "people/municipality.h"
#include "record/input.h"
#include "time/instant.h"

/* Numbers of things, as the header says them and as the records add up. */
struct tsop_model_counts {
	int64_t claimants;
	int64_t applications;
	int64_t seats; /* given + reserved + left */
	int64_t given;
	int64_t guaranteed; /* of those given */
	int64_t reserved;
	int64_t left;
	int64_t enrolled; /* people, as is waiting */
	int64_t waiting;
};

struct tsop_model_course {
	const char *id;
	const char *title;
	const char *place;
	int64_t capacity;
	int64_t enrolled;
	int64_t reserved;
	int64_t free;   /* capacity - enrolled - reserved, never below 0; none where it is closed */
	bool is_closed; /* it does not run, for want of people */
};

struct tsop_model_claimant {
	const struct tsop_municipality *municipality;
	const char *weight; /* a decimal */
	int64_t applied;
	int64_t seats;
	int64_t guaranteed;
	int64_t by_key;
	int64_t reserved;
	int64_t waiting;
	const char *const *reserved_at; /* course ids, one a reserved seat */
	size_t n_reserved_at;
	const char **queue; /* the waiting, in order: enrollment ids */
};

struct tsop_model {
	struct tsop_arena arena; /* holds all that follows */
	const char *id;
	const char *round; /* NULL: none */
	const char *key;
	const char *key_column;
	const char *key_date_text; /* NULL: none */
	struct tsop_date key_date;
	const char *method;
	const char *reading;
	int64_t guarantee; /* of each; or by column: */
	const char *guarantee_column, *cap_column, *held_column; /* NULL: none */
	const char *threshold;                                   /* NULL: none */
	const char *cap;
	const char *seed; /* NULL: none */
	const char *tie_rule;
	const char *mechanism, *order; /* NULL: not stated */
	const char *now_text; /* as it stands in the record */
	tsop_instant now;
	const char *reserve_until_text; /* NULL: none */
	tsop_instant reserve_until;
	struct tsop_model_counts counts;
	bool has_applicants; /* people applied; else seats went by the key alone */
	bool has_people;     /* and were assigned to courses; else there are seats only */
	struct tsop_model_course *courses; /* by id */
	size_t n_courses;
	struct tsop_model_claimant *claimants; /* by code */
	size_t n_claimants;
};

/*
 * Read the allocation from the input of that name ("-": standard input) into
 * model. Returns 0, or -1 when the sink was told of at least one error: all
 * that could be found in one pass. Released with tsop_model_release either
 * way. Holds the waiting list in memory, enrolled people are only counted.
 */
int tsop_model_read(struct tsop_model *model, const char *name,
		    const struct tsop_input_options *options, struct tsop_sink *sink);

/* The course of that id, or NULL. */
const struct tsop_model_course *tsop_model_course(const struct tsop_model *model, const char *id);

/* Free what the model holds. */
void tsop_model_release(struct tsop_model *model);

#endif
