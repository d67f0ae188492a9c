/*
 * register.h: the register: courses and enrollments, as a fold over events.
 *
 * The journal holds what happened (courses, applications, corrections,
 * allocations and their assignments); the register is what that makes, now or
 * as of an earlier instant. The fold decides on structural members only: a
 * personal member that was erased changes no state.
 */
#ifndef TSOP_ENROLL_REGISTER_H
#define TSOP_ENROLL_REGISTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "enroll/catalog.h"
#include "store/store.h"

enum tsop_state {
	TSOP_STATE_APPLIED,
	TSOP_STATE_WAITING,
	TSOP_STATE_OFFERED,
	TSOP_STATE_ENROLLED,
	TSOP_STATE_DECLINED,
	TSOP_STATE_CANCELLED,
	TSOP_STATE_ATTENDED,
	TSOP_STATE_ABSENT,
};
enum { TSOP_STATES = TSOP_STATE_ABSENT + 1 };

/* "applied" and so on. */
const char *tsop_state_word(enum tsop_state state);
/* The state of that word; false: there is none. */
bool tsop_state_read(struct tsop_view word, enum tsop_state *state);

struct tsop_enrollment {
	uint64_t index; /* of the application's entry: the id is "e" and this */
	enum tsop_state state;
	tsop_instant since;               /* when the state was entered */
	const struct tsop_course *course; /* where it is enrolled, else NULL */
	int64_t position;                 /* among the waiting of its municipality; 0: none */
	struct tsop_view key;             /* of its identity (tsop_store_key) */
	struct tsop_view text;            /* the application's members as one JSON object */
	struct tsop_view round, municipality; /* of them */
};

struct tsop_register {
	struct tsop_arena arena;
	struct tsop_catalog courses;
	struct tsop_enrollment *enrollments; /* by index */
	size_t n, cap;
	struct tsop_map allocations; /* the ids of those that were recorded */
	struct tsop_record record;
	const struct tsop_zone *zone;
};

/* An empty register; allocates nothing. Release with tsop_register_release. */
void tsop_register_init(struct tsop_register *reg);
void tsop_register_release(struct tsop_register *reg);

/*
 * Fold the events of the store that were entered up to as_of (inclusive) into
 * the empty register. Cost: one pass over the bodies, which stay in memory. An event that can not
 * have been entered by this program is TSOP_SYSTEM, with its index.
 */
int tsop_register_load(struct tsop_register *reg, struct tsop_store *store, tsop_instant as_of,
		       struct tsop_error *err);

/* The enrollment of the id "e17", or NULL. Cost: a binary search. */
struct tsop_enrollment *tsop_register_find(const struct tsop_register *reg, struct tsop_view id);

/* How many are enrolled on the course. */
size_t tsop_register_enrolled(const struct tsop_register *reg, const struct tsop_course *course);

/* Report to the sink, as `code`, every course that has more people than seats. */
void tsop_register_check(const struct tsop_register *reg, enum tsop_code code,
			 struct tsop_sink *sink);

/* Append the enrollment record (a line). */
void tsop_register_write(struct tsop_buf *out, const struct tsop_enrollment *enrollment);

#endif
