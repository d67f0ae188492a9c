/*
 * members.h: what a record says, member by member.
 *
 * A record is normalized once, when it is read; the same bytes are then
 * printed, stored and compared.
 */
#ifndef TSOP_ENROLL_MEMBERS_H
#define TSOP_ENROLL_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/heading.h"
#include "base/view.h"
#include "store/store.h"

struct tsop_members {
	const struct tsop_member *all; /* views into text */
	size_t n;
	struct tsop_view text; /* all of them as one JSON object, braces included */
};

/* Writes members: after begin, each is appended to `text` by record/write.h and closed by mark. */
struct tsop_members_writer {
	struct tsop_buf text;
	struct tsop_buf marks; /* where each ends */
};

void tsop_members_init(struct tsop_members_writer *writer);
void tsop_members_release(struct tsop_members_writer *writer);
void tsop_members_begin(struct tsop_members_writer *writer);
/* What was written since the last mark is one member; no member where nothing was. */
void tsop_members_mark(struct tsop_members_writer *writer, bool personal);
/* Append a member as it stands, `"name":value`, and mark it. */
void tsop_members_add(struct tsop_members_writer *writer, struct tsop_view member, bool personal);
/* Close the object: all members, in the arena. */
int tsop_members_end(struct tsop_members_writer *writer, struct tsop_arena *arena,
		     struct tsop_members *members, struct tsop_error *err);

/* The member of that name as it stands, `"name":value`; empty where there is none. */
struct tsop_view tsop_members_find(const struct tsop_members *members, const char *name);

/* What two objects say differently about one member. */
struct tsop_difference {
	struct tsop_view name;   /* decoded */
	struct tsop_view member; /* as the newer says it, `"name":value`; empty where it does not */
};

/*
 * The members in which `newer` differs from `older` (JSON objects as a writer
 * makes them), in the order of `newer`, then those that only `older` has; the
 * member `skip` (or NULL) is not compared. The array and the names are in the
 * arena, the members are borrowed from `newer`. Equal texts cost a memcmp.
 */
int tsop_members_compare(struct tsop_view older, struct tsop_view newer, const char *skip,
			 struct tsop_arena *arena, struct tsop_difference **differences,
			 size_t *n, struct tsop_error *err);

/* Append the names of the differences, as the file calls them (heading.h), separated by ", ". */
void tsop_members_name(struct tsop_buf *out, const struct tsop_difference *differences, size_t n,
		       const struct tsop_headings *headings, const char *file);

#endif
