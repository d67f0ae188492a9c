/*
 * draw.h: a draw: who is tied for what and, once it was made, who was drawn
 * and how. As a record: tsop-records(5), `draw`.
 */
#ifndef TSOP_DRAW_DRAW_H
#define TSOP_DRAW_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "draw/rfc3797.h"
#include "record/faults.h"

enum {
	TSOP_DRAW_TIED_MAX = TSOP_RFC3797_MAX,
	TSOP_DRAW_BITS_MAX = 100000000,
};

/* In the order of a run: a later one is met when all before it are settled. */
enum tsop_draw_purpose { TSOP_DRAW_SEATS, TSOP_DRAW_PEOPLE, TSOP_DRAW_COURSES, TSOP_DRAW_CELLS };

/* The words of `by`, in the order of the enum; those of --by are the first two. */
#define TSOP_DRAW_HASH_NAMES "rfc3797-md5|rfc3797-sha256"
enum tsop_draw_by { TSOP_DRAW_MD5, TSOP_DRAW_SHA256, TSOP_DRAW_HAND };

#define TSOP_DRAW_NOT_STATED (-1) /* bits_given */

struct tsop_draw {
	const char *file; /* where it was read, with its line */
	unsigned long long line;

	enum tsop_draw_purpose purpose;
	const char *const *tied; /* ids, in the order that a draw goes by */
	size_t n_tied;           /* 2..TSOP_DRAW_TIED_MAX */
	size_t number;           /* how many of them are drawn; all: it is their order */
	const char *why;         /* or NULL */

	const size_t *drawn; /* [number] indices of tied, in the order drawn; NULL: not yet */

	/* Where it was drawn; texts that are not given are NULL. */
	enum tsop_draw_by by;
	const char *seed; /* not by hand: the seed or sources, and the key string */
	const char *const *sources;
	size_t n_sources;
	const char *key_string;
	const char *note;
	int64_t bits_needed, bits_given;
};

/*
 * Read the draw that the faults are of, drawn or not; its texts and lists go to
 * the arena. What it says is checked by itself; whether it was drawn as it says
 * is not (drawing.h). -1: all that is wrong with it was noted.
 */
int tsop_draw_read(struct tsop_faults *faults, struct tsop_arena *arena, struct tsop_draw *draw);

/*
 * Find draw->number ids in tied, each once: 0 and *indices, in the arena. -1:
 * err says what is wrong with the ids, not where they stand.
 */
int tsop_draw_find(const struct tsop_draw *draw, const char *const *ids, size_t n,
		   struct tsop_arena *arena, const size_t **indices, struct tsop_error *err);

/* Are both for the same, of the same number of the same ids? */
bool tsop_draw_is_of_same(const struct tsop_draw *a, const struct tsop_draw *b);

/* Is it printable, of at most TSOP_ENTROPY_MAX bytes? Else -1 and err without a place. */
int tsop_draw_check_text(const char *text, struct tsop_error *err);
/* The same, and without what looks like a CPR number: of a note, which is about people. */
int tsop_draw_check_note(const char *note, struct tsop_error *err);

/* The word of `for`. */
const char *tsop_draw_purpose_name(enum tsop_draw_purpose purpose);

/*
 * Append the members of an open object; `why` where there is one, and how it was drawn if it
 * was.
 */
void tsop_draw_write(struct tsop_buf *out, const struct tsop_draw *draw);

/* Is a member of the record one of those above? */
bool tsop_draw_has_member(struct tsop_view name);

#endif
