/*
 * catalog.h: the courses of a file or a register, by id and by round.
 */
#ifndef TSOP_ENROLL_CATALOG_H
#define TSOP_ENROLL_CATALOG_H

#include "base/map.h"
#include "enroll/course.h"
#include "record/input.h"

struct tsop_catalog {
	struct tsop_arena arena;
	struct tsop_course **all; /* in the order of their first entry; each stays where it is */
	size_t n, cap;
	struct tsop_map by_id;
	struct tsop_map wishes; /* what was wished for before, and what it meant */
	struct tsop_zones zones;
};

/* No courses; allocates nothing. Release with tsop_catalog_release. */
void tsop_catalog_init(struct tsop_catalog *catalog);
void tsop_catalog_release(struct tsop_catalog *catalog);

/*
 * Read all courses of a file; local times are of `zone`, which is borrowed.
 * What is refused goes to the sink as `refusal`, a doubled id with both lines.
 * 0 if none was and there is at least one course.
 */
int tsop_catalog_load(struct tsop_catalog *catalog, const char *name,
		      const struct tsop_input_options *options, const struct tsop_zone *zone,
		      enum tsop_code refusal, struct tsop_sink *sink);

/* Enter the course, or put it in the place of the one of that id. Its members are borrowed. */
int tsop_catalog_put(struct tsop_catalog *catalog, const struct tsop_course *course,
		     struct tsop_error *err);

/* The course of that id, or NULL. */
const struct tsop_course *tsop_catalog_find(const struct tsop_catalog *catalog,
					    struct tsop_view id);

/* Of a round: how many courses, when the first opens and the last closes. */
struct tsop_round {
	const char *id;
	size_t n_courses;
	tsop_instant opens, closes;
	const struct tsop_zone *zone; /* of its first course */
};

/* Find the round of that id; an unknown one is TSOP_INPUT with the known ones in the text. */
int tsop_catalog_round(const struct tsop_catalog *catalog, struct tsop_view id,
		       struct tsop_round *round, struct tsop_error *err);
/* The one round of the courses; TSOP_INPUT where there are several. */
int tsop_catalog_only_round(const struct tsop_catalog *catalog, struct tsop_round *round,
			    struct tsop_error *err);

/*
 * The course of the round that a wish means: its id, or its place if no other
 * course of the round has it (case-folded, in NFC). Unknown and ambiguous
 * wishes are TSOP_INPUT with the candidates in the text.
 */
int tsop_catalog_wish(struct tsop_catalog *catalog, const char *round, struct tsop_view wish,
		      const struct tsop_course **course, struct tsop_error *err);

#endif
