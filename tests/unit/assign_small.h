/*
 * assign_small.h: random problems so small that every assignment can be
 * listed, and what one of them may be.
 */
#ifndef TSOP_TESTS_ASSIGN_SMALL_H
#define TSOP_TESTS_ASSIGN_SMALL_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "assign_words.h"
#include "random.h"

enum { MAX_PEOPLE = 7, MAX_COURSES = 4 };

/* A small problem that holds its own arrays. */
struct small {
	struct tsop_assign_problem problem;
	uint32_t capacity[MAX_COURSES];
	uint32_t minimum[MAX_COURSES];
	uint16_t ranks[MAX_PEOPLE * MAX_COURSES];
	uint32_t meters[MAX_PEOPLE * MAX_COURSES];
	uint32_t wishes[MAX_PEOPLE];
	uint32_t origin[MAX_PEOPLE];
	uint32_t lot[MAX_PEOPLE];
	uint16_t fixed[MAX_PEOPLE];
	uint32_t party[MAX_PEOPLE];
};

/* One wish list; `only` forbids what is not wished. */
static inline void random_wishes(uint64_t *state, uint16_t *ranks, size_t k, bool only)
{
	uint32_t order[MAX_COURSES];
	uint32_t n = random_below(state, (uint32_t)k + 1);

	shuffle(state, order, k);
	for (size_t i = 0; i < k; i++)
		ranks[order[i]] = i < n		? (uint16_t)i :
				  only && n > 0 ? TSOP_ASSIGN_FORBIDDEN :
						  (uint16_t)n;
}

static inline void random_people(uint64_t *state, struct small *s, bool with_parties)
{
	const struct tsop_assign_problem *p = &s->problem;

	shuffle(state, s->lot, p->n_people);
	for (size_t i = 0; i < p->n_people; i++) {
		s->wishes[i] = random_below(state, (uint32_t)p->n_wishes);
		s->origin[i] = random_below(state, (uint32_t)p->n_origins);
		s->fixed[i] = p->n_courses > 0 && random_below(state, 8) == 0 ?
				      (uint16_t)random_below(state, (uint32_t)p->n_courses) :
				      TSOP_ASSIGN_NO_COURSE;
		s->party[i] = with_parties && random_below(state, 3) > 0 ? random_below(state, 3) :
									   TSOP_ASSIGN_NO_PARTY;
	}
}

/* Any number of people and courses; few different distances, so that much is equal. */
static inline void random_small(uint64_t *state, struct small *s, bool with_parties)
{
	struct tsop_assign_problem *p = &s->problem;
	uint32_t spread = 1 + random_below(state, 4);
	uint32_t seats = 1 + random_below(state, 4);

	memset(s, 0, sizeof *s);
	p->n_people = random_below(state, MAX_PEOPLE + 1);
	p->n_courses =
		random_below(state, p->n_people == MAX_PEOPLE ? MAX_COURSES : MAX_COURSES + 1);
	p->n_wishes = p->n_origins = 1 + random_below(state, MAX_PEOPLE);
	for (size_t i = 0; i < p->n_courses; i++)
		s->capacity[i] = random_below(state, seats + 1);
	for (size_t i = 0; i < p->n_wishes; i++)
		random_wishes(state, &s->ranks[i * p->n_courses], p->n_courses,
			      random_below(state, 3) == 0);
	for (size_t i = 0; i < p->n_origins * p->n_courses; i++)
		s->meters[i] = random_below(state, spread);
	random_people(state, s, with_parties);
	p->n_parties = 3;
	p->max_nodes = TSOP_ASSIGN_MAX_NODES;
	p->capacity = s->capacity;
	p->ranks = s->ranks;
	p->meters = s->meters;
	p->wishes = s->wishes;
	p->origin = s->origin;
	p->lot = s->lot;
	p->fixed = s->fixed;
	p->party = with_parties ? s->party : NULL;
}

/* Minima for some courses, of any size that the seats allow. */
static inline void random_minima(uint64_t *state, struct small *s)
{
	for (size_t i = 0; i < s->problem.n_courses; i++)
		s->minimum[i] =
			random_below(state, 4) == 0 ? 0 : random_below(state, s->capacity[i] + 1);
	s->problem.minimum = s->minimum;
}

/* Where people were: on any course, or nowhere. */
static inline void random_was(uint64_t *state, const struct tsop_assign_problem *p, uint16_t *was)
{
	for (size_t i = 0; i < p->n_people; i++)
		was[i] = p->n_courses == 0 || random_below(state, 4) == 0
				 ? TSOP_ASSIGN_NO_COURSE
				 : (uint16_t)random_below(state, (uint32_t)p->n_courses);
}

/* Is it a move where the person is not there any more? */
static inline bool can_stay(const struct tsop_assign_problem *p, const uint16_t *was, size_t who)
{
	return was[who] != TSOP_ASSIGN_NO_COURSE && !is_fixed(p, who) &&
	       !is_forbidden(p, who, was[who]);
}

static inline int64_t count_moves(const struct tsop_assign_problem *p, const uint16_t *was,
				  const uint16_t *course)
{
	int64_t moves = 0;

	for (size_t who = 0; who < p->n_people; who++)
		moves += can_stay(p, was, who) && course[who] != was[who];
	return moves;
}

/* May this person be on this course, as far as the others of the party are concerned? */
static inline bool suits_party(const struct tsop_assign_problem *p, const uint16_t *course,
			       size_t who)
{
	bool has_fixed = false;
	bool with_fixed = false;

	for (size_t i = 0; i < p->n_people; i++) {
		if (!in_same_party(p, i, who))
			continue;
		if (is_fixed(p, i)) {
			has_fixed = true;
			with_fixed = with_fixed || p->fixed[i] == course[who];
		} else if (i < who && course[i] != course[who]) {
			return false;
		}
	}
	return !has_fixed || with_fixed || course[who] == TSOP_ASSIGN_NO_COURSE;
}

static inline bool is_allowed(const struct tsop_assign_problem *p, const uint16_t *course,
			      size_t who)
{
	if (is_fixed(p, who))
		return course[who] == p->fixed[who];
	return !is_forbidden(p, who, course[who]) && suits_party(p, course, who);
}

/* Which courses are closed; false: one that runs, or has fixed people, lacks some, or seats do. */
static inline bool find_closed(const struct tsop_assign_problem *p, const uint32_t *load,
			       uint32_t *closed)
{
	*closed = 0;
	for (size_t i = 0; i < p->n_courses; i++) {
		uint32_t minimum = p->minimum == NULL ? 0 : p->minimum[i];

		if (load[i] > p->capacity[i] || (load[i] > 0 && load[i] < minimum))
			return false;
		if (load[i] < minimum)
			*closed |= UINT32_C(1) << i;
	}
	return true;
}

/* What is told of each assignment; closed has a bit for each course that does not run. */
typedef void (*visit_fn)(void *context, const uint16_t *course, uint32_t closed);

struct listing {
	const struct tsop_assign_problem *problem;
	visit_fn visit;
	void *context;
	uint16_t course[MAX_PEOPLE];
	uint32_t load[MAX_COURSES + 1];
};

static inline void place_from(struct listing *l, size_t who)
{
	const struct tsop_assign_problem *p = l->problem;
	uint32_t closed;

	if (who == p->n_people && find_closed(p, l->load, &closed))
		l->visit(l->context, l->course, closed);
	for (size_t i = 0; who < p->n_people && i <= p->n_courses; i++) {
		l->course[who] = i == p->n_courses ? TSOP_ASSIGN_NO_COURSE : (uint16_t)i;
		if ((i < p->n_courses && l->load[i] == p->capacity[i]) ||
		    !is_allowed(p, l->course, who))
			continue;
		l->load[i]++;
		place_from(l, who + 1);
		l->load[i]--;
	}
}

/*
 * Every assignment in which all are where they may be, parties whole, within seats and minima;
 * none where fixed people are too many or too few for a course.
 */
static inline void each_assignment(const struct tsop_assign_problem *p, visit_fn visit,
				   void *context)
{
	struct listing listing = { .problem = p, .visit = visit, .context = context };

	place_from(&listing, 0);
}

#endif
