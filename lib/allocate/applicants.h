/*
 * applicants.h: the people who are to be placed, from enrollment records.
 *
 * Taken are the states applied, waiting and enrolled; any other is refused,
 * because a person who is left out silently would be a person forgotten. Who
 * is enrolled keeps the course. People of one municipality with the same label
 * are a party; who is alone with theirs, also because the others are not among
 * those read, is of none. Names and addresses are read only to make lots of
 * them, where there is a seed, and are not kept.
 */
#ifndef TSOP_ALLOCATE_APPLICANTS_H
#define TSOP_ALLOCATE_APPLICANTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocate/courses.h"
#include "allocate/lot.h"
#include "assign/assign.h"
#include "base/arena.h"
#include "base/error.h"
#include "people/municipality.h"
#include "record/input.h"
#include "time/instant.h"

enum {
	TSOP_APPLICANTS_MAX = TSOP_ASSIGN_MAX_PEOPLE / 2, /* held seats are people to it, too */
	TSOP_APPLICANTS_WISHES_MAX = 100,
};
#define TSOP_APPLICANTS_NO_PRIORITY INT64_MAX
#define TSOP_APPLICANTS_NO_INSTANT INT64_MAX

struct tsop_applicant {
	int64_t number; /* 17 of "e17" */
	const char *file;
	unsigned long long line;
	const struct tsop_municipality *municipality;
	uint16_t course;   /* that it keeps, or TSOP_ASSIGN_NO_COURSE */
	const char *fixed; /* the reason of a place fixed by hand, or NULL */
	bool *is_excluded; /* by course: never there; or NULL */
	bool holds_seat;   /* is enrolled, or fixed */
	bool had_place;    /* in an earlier result, and can be moved: is first in its turn */
	uint16_t was;      /* the course it had then, or TSOP_ASSIGN_NO_COURSE: it is no more */
	bool only_wishes;
	uint32_t party; /* an index, or TSOP_ASSIGN_NO_PARTY */
	size_t n_wishes;
	const uint16_t *wishes; /* courses, the best first */
	int64_t priority;       /* 1 first; TSOP_APPLICANTS_NO_PRIORITY last */
	tsop_instant received;  /* TSOP_APPLICANTS_NO_INSTANT: last */
	struct tsop_lot people_lot, courses_lot; /* where there is a seed */
};

struct tsop_applicants {
	const char *round;           /* of all, or NULL where none says */
	struct tsop_applicant *rows; /* by number */
	size_t n;
	size_t cap;
	size_t n_parties; /* in the order of their first members */
};

struct tsop_applicants_source {
	char *const *files;
	size_t n_files;
	const struct tsop_courses *courses; /* NULL: wishes and places are not looked at */
	const char *round; /* that was asked for: people of others are passed over; or NULL */
	const char *seed;  /* NULL: no lots */
	const struct tsop_input_options *input;
};

/*
 * Read the files. Texts and lists go to the arena, which applicants borrows.
 * Whatever is wrong goes to the sink, then -1 is returned. Release with
 * tsop_applicants_release, also after an error.
 */
int tsop_applicants_read(struct tsop_applicants *applicants,
			 const struct tsop_applicants_source *source, struct tsop_arena *arena,
			 struct tsop_sink *sink);
void tsop_applicants_release(struct tsop_applicants *applicants);

/* Read the number of an enrollment's id: 17 of "e17". */
int tsop_applicants_number(struct tsop_view id, int64_t *number, struct tsop_error *err);

/*
 * How many wishes go before the course, all for one not wished for; TSOP_ASSIGN_FORBIDDEN:
 * never there.
 */
uint16_t tsop_applicant_rank(const struct tsop_applicant *person, uint16_t course);

/* The index of the person of that number, or applicants->n. */
size_t tsop_applicants_find(const struct tsop_applicants *applicants, int64_t number);

#endif
