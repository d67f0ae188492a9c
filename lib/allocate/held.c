#include "allocate/held.h"

#include <stdlib.h>
#include <string.h>

#include "allocate/place.h"

/* The nearest course with room of those that may be taken, or NO_COURSE. */
static uint16_t nearest(const struct tsop_claimant *claimant, const struct tsop_courses *courses,
			const int64_t *room, const int64_t *may_take)
{
	uint16_t best = TSOP_ASSIGN_NO_COURSE;
	int64_t least = INT64_MAX;

	for (size_t i = 0; i < courses->n; i++) {
		int64_t meters;

		if (room[i] <= 0 || (may_take != NULL && may_take[i] == 0))
			continue;
		meters = tsop_place_meters(claimant->municipality, &courses->rows[i]);
		if (meters < least) {
			least = meters;
			best = (uint16_t)i;
		}
	}
	return best;
}

/* How many seats were held for the claimant on each course. */
static void count_earlier(const struct tsop_earlier *earlier, const struct tsop_claimant *claimant,
			  size_t *at, int64_t *n)
{
	while (*at < earlier->n_held &&
	       strcmp(earlier->held[*at].municipality->code, claimant->id) < 0)
		++*at;
	for (; *at < earlier->n_held && earlier->held[*at].municipality == claimant->municipality;
	     ++*at)
		n[earlier->held[*at].course]++;
}

/* Where they were, as far as there is room and as many are held. */
static void keep(const struct tsop_claimants *claimants, const struct tsop_courses *courses,
		 const struct tsop_earlier *earlier, int64_t *room, uint16_t *held)
{
	int64_t unnamed[TSOP_ASSIGN_MAX_COURSES];
	size_t at = 0;

	memcpy(unnamed, earlier->unnamed, courses->n * sizeof *unnamed);
	for (size_t i = 0; i < claimants->n; i++) {
		const struct tsop_claimant *claimant = &claimants->rows[i];
		int64_t was[TSOP_ASSIGN_MAX_COURSES] = { 0 };

		count_earlier(earlier, claimant, &at, was);
		for (int64_t seat = 0; seat < claimant->reserved; seat++) {
			uint16_t course = nearest(claimant, courses, room, was);
			int64_t *from = was;

			if (course == TSOP_ASSIGN_NO_COURSE) {
				from = unnamed;
				course = nearest(claimant, courses, room, unnamed);
			}
			*held++ = course;
			if (course == TSOP_ASSIGN_NO_COURSE)
				continue;
			from[course]--;
			room[course]--;
		}
	}
}

static void place_others(const struct tsop_claimants *claimants, const struct tsop_courses *courses,
			 int64_t *room, uint16_t *held)
{
	for (size_t i = 0; i < claimants->n; i++) {
		for (int64_t seat = 0; seat < claimants->rows[i].reserved; seat++, held++) {
			if (*held != TSOP_ASSIGN_NO_COURSE)
				continue;
			*held = nearest(&claimants->rows[i], courses, room, NULL);
			if (*held != TSOP_ASSIGN_NO_COURSE)
				room[*held]--;
		}
	}
}

int tsop_held_keep(const struct tsop_claimants *claimants, const struct tsop_courses *courses,
		   const struct tsop_earlier *earlier, int64_t *room, uint16_t **held,
		   size_t *n_held, struct tsop_error *err)
{
	size_t n = 0;

	for (size_t i = 0; i < claimants->n; i++)
		n += (size_t)claimants->rows[i].reserved;
	*held = calloc(n + 1, sizeof **held);
	if (*held == NULL)
		return tsop_fail_memory(err);
	*n_held = n;
	keep(claimants, courses, earlier, room, *held);
	place_others(claimants, courses, room, *held);
	return 0;
}
