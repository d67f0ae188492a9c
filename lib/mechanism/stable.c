#include "mechanism/stable.h"

#include <stdlib.h>

#include "mechanism/claims.h"

enum { AGAIN_A_UNIT = 8, AGAIN_AT_LEAST = 1000 };

struct place {
	size_t free;
	struct tsop_claims held;    /* a heap */
	struct tsop_claims refused; /* who would come again if there were room */
	bool has_gap;		    /* seats became free since these were asked */
};

struct finding {
	struct tsop_units *units;
	struct tsop_assign_result *result;
	struct place *places;	    /* [n_courses] */
	uint16_t *at;		    /* [units] */
	struct tsop_claims pending; /* units that are to apply */
	struct tsop_claims bumped;  /* by the present application */
	struct tsop_claims asked;   /* again */
	uint64_t again;		    /* how many may still be asked */
};

static size_t size_of(const struct finding *f, const struct tsop_claim *claim)
{
	return tsop_units_size(f->units, claim->who);
}

static void mark_equal(const struct finding *f, const struct tsop_claim *a,
		       const struct tsop_claim *b, uint16_t course)
{
	if (a->who == b->who || tsop_claim_compare(a, b) != 0)
		return;
	tsop_units_mark(f->units, a->who, course, f->result);
	tsop_units_mark(f->units, b->who, course, f->result);
}

/* Take from the course those behind the claim, the last first, until there is room. Is there? */
static int make_room(struct finding *f, uint16_t course, const struct tsop_claim *claim,
		     size_t *room, struct tsop_error *err)
{
	struct tsop_claims *held = &f->places[course].held;

	f->bumped.n = 0;
	*room = f->places[course].free;
	while (*room < size_of(f, claim) && held->n > 0 &&
	       tsop_claim_compare(&held->list[0], claim) > 0) {
		if (tsop_claims_add(&f->bumped, held->list[0], err) != 0)
			return -1;
		*room += size_of(f, &held->list[0]);
		tsop_claims_take(held, 0);
	}
	if (held->n == 0)
		return 0;
	if (*room < size_of(f, claim))
		mark_equal(f, &held->list[0], claim, course);
	if (f->bumped.n > 0)
		mark_equal(f, &held->list[0], &f->bumped.list[f->bumped.n - 1], course);
	return 0;
}

/* Those who made room have no course, and are to apply. */
static int send_away(struct finding *f, uint16_t course, struct tsop_error *err)
{
	for (size_t i = 0; i < f->bumped.n; i++) {
		struct tsop_claim claim = f->bumped.list[i];

		if (i > 0)
			mark_equal(f, &claim, &f->bumped.list[i - 1], course);
		f->at[claim.who] = TSOP_ASSIGN_NO_COURSE;
		if (tsop_claims_add(&f->places[course].refused, claim, err) != 0 ||
		    tsop_claims_add(&f->pending, claim, err) != 0)
			return -1;
	}
	return 0;
}

/* The unit goes from where it is, which leaves a gap there. */
static void leave(struct finding *f, uint32_t unit)
{
	struct place *place;
	size_t i = 0;

	if (f->at[unit] == TSOP_ASSIGN_NO_COURSE)
		return;
	place = &f->places[f->at[unit]];
	while (place->held.list[i].who != unit)
		i++;
	tsop_claims_take(&place->held, i);
	place->free += tsop_units_size(f->units, unit);
	place->has_gap = true;
}

/* A unit applies to a course: it is held there, or refused. */
static int apply(struct finding *f, uint32_t unit, uint16_t course, struct tsop_error *err)
{
	struct place *place = &f->places[course];
	struct tsop_claim claim = tsop_units_claim(f->units, unit, course);
	size_t room;

	if (make_room(f, course, &claim, &room, err) != 0)
		return -1;
	if (room < size_of(f, &claim)) {
		for (size_t i = 0; i < f->bumped.n; i++)
			if (tsop_claims_push(&place->held, f->bumped.list[i], err) != 0)
				return -1;
		return tsop_claims_add(&place->refused, claim, err);
	}
	leave(f, unit);
	f->at[unit] = course;
	place->free = room - size_of(f, &claim);
	place->has_gap = place->has_gap || (place->free > 0 && f->bumped.n > 0);
	return tsop_claims_push(&place->held, claim, err) != 0 ? -1 : send_away(f, course, err);
}

/* A unit goes down its list until a course holds it. */
static int propose(struct finding *f, uint32_t unit, struct tsop_error *err)
{
	uint32_t first = tsop_units_first(f->units, unit);

	while (f->at[unit] == TSOP_ASSIGN_NO_COURSE) {
		uint16_t course = tsop_preferences_next(&f->units->preferences, first);

		if (course == TSOP_ASSIGN_NO_COURSE)
			return 0;
		if (apply(f, unit, course, err) != 0)
			return -1;
	}
	return 0;
}

/* Does the unit prefer course a to b? Both are on its list, or b is none. */
static bool prefers(const struct tsop_units *units, uint32_t unit, uint16_t a, uint16_t b)
{
	const struct tsop_assign_problem *problem = units->problem;
	uint32_t who = tsop_units_first(units, unit);
	uint16_t ranks[2];
	uint32_t meters[2];

	if (b == TSOP_ASSIGN_NO_COURSE)
		return true;
	ranks[0] = tsop_problem_rank(problem, who, a);
	ranks[1] = tsop_problem_rank(problem, who, b);
	meters[0] = tsop_problem_meters(problem, who, a);
	meters[1] = tsop_problem_meters(problem, who, b);
	if (ranks[0] != ranks[1])
		return ranks[0] < ranks[1];
	return meters[0] != meters[1] ? meters[0] < meters[1] : a < b;
}

/* The unit came up to a course: below that its list is as if it had not applied. */
static void go_back(struct finding *f, uint32_t unit)
{
	uint32_t first = tsop_units_first(f->units, unit);

	tsop_preferences_restart(&f->units->preferences, first);
	while (tsop_preferences_next(&f->units->preferences, first) != f->at[unit])
		;
}

/* All who were refused at a course, and would still rather be there, apply again, in order. */
static int ask_again(struct finding *f, uint16_t course, struct tsop_error *err)
{
	struct place *place = &f->places[course];
	struct tsop_claims asked = place->refused;

	place->refused = f->asked;
	place->refused.n = 0;
	f->asked = asked;
	place->has_gap = false;
	tsop_claims_sort(&asked);
	for (size_t i = 0; i < asked.n; i++) {
		uint32_t unit = asked.list[i].who;

		if ((i > 0 && asked.list[i - 1].who == unit) || f->at[unit] == course ||
		    !prefers(f->units, unit, course, f->at[unit]))
			continue;
		f->again -= f->again > 0;
		if (apply(f, unit, course, err) != 0)
			return -1;
		if (f->at[unit] != course)
			continue;
		if (i > 0)
			mark_equal(f, &asked.list[i - 1], &asked.list[i], course);
		if (i + 1 < asked.n)
			mark_equal(f, &asked.list[i], &asked.list[i + 1], course);
		go_back(f, unit);
	}
	return 0;
}

/* Until nobody applies any more, or the limit is reached. */
static int settle(struct finding *f, struct tsop_error *err)
{
	uint16_t course = 0;

	while (f->again > 0) {
		if (f->pending.n > 0) {
			if (propose(f, f->pending.list[--f->pending.n].who, err) != 0)
				return -1;
			continue;
		}
		for (course = 0; course < f->units->problem->n_courses; course++)
			if (f->places[course].has_gap)
				break;
		if (course == f->units->problem->n_courses)
			return 0;
		if (ask_again(f, course, err) != 0)
			return -1;
	}
	return 0;
}

static bool is_party(const struct finding *f, size_t unit)
{
	return tsop_units_size(f->units, unit) > 1;
}

/* Two parties have no turns before each other. */
static void mark_turns(const struct finding *f, size_t a, size_t b)
{
	const struct tsop_order *order = f->units->order;
	uint32_t first = tsop_units_first(f->units, a);
	uint32_t second = tsop_units_first(f->units, b);

	if (!tsop_order_is_equal(order, first, second))
		return;
	f->result->tied = true;
	f->result->is_tied[first] = f->result->is_tied[second] = true;
}

static int apply_all(struct finding *f, struct tsop_error *err)
{
	size_t before = f->units->n;

	for (size_t unit = 0; unit < f->units->n; unit++)
		if (!is_party(f, unit) &&
		    (propose(f, (uint32_t)unit, err) != 0 || settle(f, err) != 0))
			return -1;
	for (size_t unit = 0; unit < f->units->n; unit++) {
		if (!is_party(f, unit))
			continue;
		if (before < f->units->n)
			mark_turns(f, before, unit);
		before = unit;
		if (propose(f, (uint32_t)unit, err) != 0 || settle(f, err) != 0)
			return -1;
	}
	return 0;
}

/* The seats that the unit could have at a course whose held claims are sorted. */
static size_t count_room(const struct finding *f, uint32_t unit, uint16_t course)
{
	const struct place *place = &f->places[course];
	struct tsop_claim claim = tsop_units_claim(f->units, unit, course);
	size_t room = place->free;

	for (size_t i = place->held.n; i-- > 0 && room < size_of(f, &claim);) {
		if (tsop_claim_compare(&place->held.list[i], &claim) <= 0)
			break;
		room += size_of(f, &place->held.list[i]);
	}
	return room;
}

/* By the definition: does a unit prefer a course that could hold it? */
static void check(struct finding *f, struct tsop_mechanism_proof *proof)
{
	struct tsop_preferences *preferences = &f->units->preferences;

	for (size_t i = 0; i < f->units->problem->n_courses; i++)
		tsop_claims_sort(&f->places[i].held);
	for (uint32_t unit = 0; unit < f->units->n; unit++) {
		uint32_t first = tsop_units_first(f->units, unit);
		uint16_t course;

		tsop_preferences_restart(preferences, first);
		while ((course = tsop_preferences_next(preferences, first)) != f->at[unit]) {
			if (count_room(f, unit, course) < tsop_units_size(f->units, unit))
				continue;
			proof->is_unstable = true;
			proof->blocker = first;
			proof->blocked = course;
			return;
		}
	}
}

static int prepare(struct finding *f, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = f->units->problem;

	f->places = calloc(problem->n_courses + 1, sizeof *f->places);
	f->at = calloc(f->units->n + 1, sizeof *f->at);
	if (f->places == NULL || f->at == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < problem->n_courses; i++)
		f->places[i].free = problem->capacity[i];
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (tsop_problem_is_fixed(problem, who))
			f->places[problem->fixed[who]].free--;
	for (size_t unit = 0; unit < f->units->n; unit++)
		f->at[unit] = TSOP_ASSIGN_NO_COURSE;
	f->again = AGAIN_AT_LEAST + AGAIN_A_UNIT * (uint64_t)f->units->n;
	return 0;
}

static void release(struct finding *f)
{
	for (size_t i = 0; f->places != NULL && i < f->units->problem->n_courses; i++) {
		free(f->places[i].held.list);
		free(f->places[i].refused.list);
	}
	free(f->places);
	free(f->at);
	free(f->pending.list);
	free(f->bumped.list);
	free(f->asked.list);
}

int tsop_stable_solve(struct tsop_units *units, struct tsop_assign_result *result,
		      struct tsop_mechanism_proof *proof, struct tsop_error *err)
{
	struct finding f = { .units = units, .result = result };
	int status = prepare(&f, err);

	if (status == 0) {
		tsop_units_mark_rivals(units, result);
		status = apply_all(&f, err);
	}
	if (status == 0) {
		check(&f, proof);
		for (size_t unit = 0; unit < units->n; unit++)
			tsop_units_place(units, unit, f.at[unit], result);
	}
	release(&f);
	return status;
}
