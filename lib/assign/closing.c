#include "assign/closing.h"

#include <stdlib.h>
#include <string.h>

#include "assign/problem.h"
#include "base/arena.h"

/* What all problems may come to, in people times courses, and how few problems will do. */
enum { WORK_BITS = 30, PROBLEMS_MIN = 200 };

enum state {
	FREE, /* to be found out; also without a minimum */
	RUNS,
	CLOSED,
};

/* A course that is tried in one state, then in the other. */
struct level {
	uint16_t course;
	enum state second;		  /* FREE: it is being tried */
	int64_t bound[TSOP_CLOSING_KEYS]; /* of what is in the second */
};

struct search {
	const struct tsop_closing_request *request;
	const struct tsop_assign_problem *problem;
	struct tsop_closing *closing;
	struct tsop_assign_problem settled;
	struct tsop_arena arena;
	uint32_t *capacity, *minimum;
	enum state *state;    /* [courses] */
	size_t *load;	      /* [courses] of the last answer */
	struct level *levels; /* [courses] a stack */
	size_t n_levels;
	int64_t next[TSOP_CLOSING_KEYS]; /* the bound of what is to be asked next */
	uint16_t *course; /* [n_people] of the last answer */
	struct tsop_closing_margin *margin; /* [courses] */
	size_t n_closed;  /* of the best known */
	uint64_t enough;  /* problems, once something was found */
};

static int allocate(struct search *search)
{
	const struct tsop_assign_problem *problem = search->problem;
	struct tsop_closing *closing = search->closing;
	size_t k = problem->n_courses;
	struct tsop_arena *arena = &search->arena;

	search->capacity = tsop_arena_take(arena, k, sizeof *search->capacity);
	search->minimum = tsop_arena_take(arena, k, sizeof *search->minimum);
	search->state = tsop_arena_take(arena, k, sizeof *search->state);
	search->load = tsop_arena_take(arena, k + 1, sizeof *search->load);
	search->levels = tsop_arena_take(arena, k, sizeof *search->levels);
	search->course = tsop_arena_take(arena, problem->n_people, sizeof *search->course);
	search->margin = tsop_arena_take(arena, k, sizeof *search->margin);
	closing->is_closed = calloc(k + 1, sizeof *closing->is_closed);
	closing->capacity = calloc(k + 1, sizeof *closing->capacity);
	closing->minimum = calloc(k + 1, sizeof *closing->minimum);
	closing->course = calloc(problem->n_people + 1, sizeof *closing->course);
	return search->capacity == NULL || search->minimum == NULL || search->state == NULL ||
			       search->load == NULL || search->levels == NULL ||
			       search->course == NULL || search->margin == NULL ||
			       closing->is_closed == NULL || closing->capacity == NULL ||
			       closing->minimum == NULL || closing->course == NULL ?
		       -1 :
		       0;
}

static void set_state(struct search *search, uint16_t course, enum state state)
{
	const struct tsop_assign_problem *problem = search->problem;

	search->state[course] = state;
	search->capacity[course] = state == CLOSED ? 0 : problem->capacity[course];
	search->minimum[course] = state == RUNS ? problem->minimum[course] : 0;
}

/* To begin with, courses with fixed people run; the others are free. */
static void set_states(struct search *search)
{
	const struct tsop_assign_problem *problem = search->problem;

	for (uint16_t course = 0; course < problem->n_courses; course++)
		set_state(search, course, FREE);
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (tsop_problem_is_fixed(problem, who))
			set_state(search, problem->fixed[who], RUNS);
}

/* May the course close? */
static bool is_free(const struct search *search, uint16_t course)
{
	return search->state[course] == FREE && search->problem->minimum[course] > 0;
}

/* Does the course not run, as it is settled, or for want of people? */
static bool closes(const struct search *search, uint16_t course, bool counts_empty)
{
	return search->state[course] == CLOSED ||
	       (counts_empty && is_free(search, course) && search->load[course] == 0);
}

static int compare_keys(const int64_t *a, const int64_t *b)
{
	for (size_t i = 0; i < TSOP_CLOSING_KEYS; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

/* Is that better than the best known, if these courses close? */
static bool is_better(const struct search *search, const int64_t *key, bool counts_empty)
{
	const struct tsop_closing *closing = search->closing;
	int order = closing->found ? compare_keys(key, closing->key) : -1;
	size_t n_closed = 0;
	int first = 0;

	if (order != 0)
		return order < 0;
	for (uint16_t course = 0; course < search->problem->n_courses; course++) {
		bool is_closed = closes(search, course, counts_empty);

		n_closed += is_closed;
		if (first == 0 && is_closed != closing->is_closed[course])
			first = is_closed ? 1 : -1;
	}
	return n_closed != search->n_closed ? n_closed < search->n_closed : first < 0;
}

static void take(struct search *search, const int64_t *key)
{
	const struct tsop_assign_problem *problem = search->problem;
	struct tsop_closing *closing = search->closing;

	closing->found = true;
	memcpy(closing->key, key, sizeof closing->key);
	memcpy(closing->course, search->course, problem->n_people * sizeof *closing->course);
	search->n_closed = 0;
	for (uint16_t course = 0; course < problem->n_courses; course++) {
		bool is_closed = closes(search, course, true);

		closing->is_closed[course] = is_closed;
		closing->capacity[course] = is_closed ? 0 : problem->capacity[course];
		closing->minimum[course] = is_closed ? 0 : problem->minimum[course];
		search->n_closed += is_closed;
	}
}

/* Does the course have people, but too few? */
static bool is_undecided(const struct search *search, uint16_t course)
{
	return is_free(search, course) && search->load[course] > 0 &&
	       search->load[course] < search->problem->minimum[course];
}

/* The course that is farthest from both closing and running, or n_courses. */
static uint16_t undecided(const struct search *search)
{
	uint16_t best = (uint16_t)search->problem->n_courses;
	size_t farthest = 0;

	for (uint16_t course = 0; course < search->problem->n_courses; course++) {
		size_t load = search->load[course];
		size_t minimum = search->problem->minimum[course];

		if (!is_undecided(search, course))
			continue;
		if (load > minimum - load)
			load = minimum - load;
		if (load > farthest) {
			farthest = load;
			best = course;
		}
	}
	return best;
}

/* A course that is closed for want of people only, or n_courses. */
static uint16_t first_empty(const struct search *search)
{
	uint16_t course = 0;

	while (course < search->problem->n_courses &&
	       (!is_free(search, course) || search->load[course] > 0))
		course++;
	return course;
}

static bool is_nearer_to_running(const struct search *search, uint16_t course)
{
	return search->load[course] == 0 ||
	       2 * search->load[course] >= search->problem->minimum[course];
}

/* A level for a course, which is in the one state and may come to the other, with its bound. */
static void add_level(struct search *search, uint16_t course, bool runs, const int64_t *bound)
{
	struct level *level = &search->levels[search->n_levels++];

	level->course = course;
	level->second = runs ? CLOSED : RUNS;
	memcpy(level->bound, bound, sizeof level->bound);
	set_state(search, course, runs ? RUNS : CLOSED);
}

/* The surest first: the greatest bound of the second state. */
static int compare_levels(const void *a, const void *b)
{
	const struct level *x = a;
	const struct level *y = b;
	int order = compare_keys(y->bound, x->bound);

	return order != 0 ? order : (x->course > y->course) - (x->course < y->course);
}

static const int64_t *greater(const int64_t *a, const int64_t *b)
{
	return compare_keys(a, b) < 0 ? b : a;
}

/* Can neither state of the course lead to anything better? */
static bool is_hopeless(const struct search *search, const struct tsop_closing_margin *margin)
{
	return !is_better(search, margin->runs, false) && !is_better(search, margin->closes, false);
}

/*
 * Take the problem apart at all courses that have too few people: each in the
 * state that costs less at least. The surest come first, so that what is left
 * to be tried in the end is what is unsure, with the others settled.
 */
static void branch_all(struct search *search, const struct tsop_closing_answer *answer)
{
	size_t first = search->n_levels;

	for (uint16_t course = 0; course < search->problem->n_courses; course++)
		if (is_undecided(search, course) && is_hopeless(search, &answer->margin[course]))
			return;
	for (uint16_t course = 0; course < search->problem->n_courses; course++) {
		const struct tsop_closing_margin *margin = &answer->margin[course];
		int order = compare_keys(margin->runs, margin->closes);
		bool runs = order != 0 ? order < 0 : is_nearer_to_running(search, course);

		if (is_undecided(search, course))
			add_level(search, course, runs,
				  greater(runs ? margin->closes : margin->runs, answer->bound));
	}
	qsort(search->levels + first, search->n_levels - first, sizeof *search->levels,
	      compare_levels);
}

/* Take the problem apart at a course; the state that seems nearer is tried first. */
static void branch(struct search *search, uint16_t course, const struct tsop_closing_answer *answer)
{
	memcpy(search->next, answer->bound, sizeof search->next);
	if (answer->has_margin && is_undecided(search, course))
		branch_all(search, answer);
	else
		add_level(search, course, is_nearer_to_running(search, course), answer->bound);
}

/* Something is left out that has no lesser key than this. */
static void leave_open(struct search *search, const int64_t *bound)
{
	struct tsop_closing *closing = search->closing;

	if (closing->is_best || compare_keys(bound, closing->open) < 0)
		memcpy(closing->open, bound, sizeof closing->open);
	closing->is_best = false;
}

/* Can an answer lead to a better one than the best known? Then it is how many are where. */
static bool weigh(struct search *search, const struct tsop_closing_answer *answer)
{
	if (answer->is_open)
		leave_open(search, answer->bound);
	if (!answer->any || !is_better(search, answer->bound, false))
		return false;
	memset(search->load, 0, search->problem->n_courses * sizeof *search->load);
	for (uint32_t who = 0; who < search->problem->n_people; who++)
		if (answer->course[who] != TSOP_ASSIGN_NO_COURSE)
			search->load[answer->course[who]]++;
	return true;
}

/* Take an answer, or take the problem apart. */
static void look(struct search *search, const struct tsop_closing_answer *answer)
{
	uint16_t course = undecided(search);

	if (course == search->problem->n_courses) {
		if (is_better(search, answer->key, true))
			take(search, answer->key);
		if (!is_better(search, answer->bound, false))
			return;
		course = first_empty(search);
	}
	if (course < search->problem->n_courses)
		branch(search, course, answer);
	else if (compare_keys(answer->bound, answer->key) < 0)
		leave_open(search, answer->bound);
}

/* Ask for the problem as it is settled. */
static int visit(struct search *search, struct tsop_error *err)
{
	const struct tsop_closing_request *request = search->request;
	struct tsop_closing_answer answer = { .course = search->course, .margin = search->margin };

	search->closing->n_problems++;
	if (request->answer(request->context, &search->settled, &answer, err) != 0)
		return -1;
	if (!weigh(search, &answer))
		return 0;
	if (request->complete != NULL && undecided(search) == search->problem->n_courses) {
		if (request->complete(request->context, &search->settled, &answer, err) != 0)
			return -1;
		search->closing->n_beside += answer.n_beside;
		if (!weigh(search, &answer))
			return 0;
	}
	look(search, &answer);
	return 0;
}

/* Go on to the state that was not tried of the last course. False: there is none. */
static bool go_on(struct search *search)
{
	while (search->n_levels > 0) {
		struct level *level = &search->levels[search->n_levels - 1];

		set_state(search, level->course, level->second);
		if (level->second != FREE) {
			level->second = FREE;
			memcpy(search->next, level->bound, sizeof search->next);
			if (is_better(search, level->bound, false))
				return true;
		}
		set_state(search, level->course, FREE);
		search->n_levels--;
	}
	return false;
}

/* Is the search to end, though there is more to ask? */
static bool has_to_end(const struct search *search)
{
	const struct tsop_closing *closing = search->closing;
	const struct tsop_closing_request *request = search->request;

	if (closing->found && closing->n_problems >= search->enough)
		return true;
	return closing->n_problems + closing->n_beside >= request->max_problems &&
	       (closing->found || request->closes_all);
}

/* Close all that may. */
static int close_all(struct search *search, struct tsop_error *err)
{
	while (search->n_levels > 0)
		set_state(search, search->levels[--search->n_levels].course, FREE);
	for (uint16_t course = 0; course < search->problem->n_courses; course++)
		if (is_free(search, course))
			set_state(search, course, CLOSED);
	return visit(search, err);
}

static int run(struct search *search, struct tsop_error *err)
{
	bool any = true;

	while (any) {
		size_t n_levels = search->n_levels;

		if (visit(search, err) != 0)
			return -1;
		any = search->n_levels > n_levels || go_on(search);
		if (!any || !has_to_end(search))
			continue;
		leave_open(search, search->next);
		for (size_t i = 0; i < search->n_levels; i++)
			if (search->levels[i].second != FREE)
				leave_open(search, search->levels[i].bound);
		any = false;
	}
	if (!search->closing->found && search->request->closes_all)
		return close_all(search, err);
	return 0;
}

static uint64_t enough(const struct tsop_assign_problem *problem)
{
	uint64_t work = (uint64_t)problem->n_people * problem->n_courses + 1;
	uint64_t most = ((uint64_t)1 << WORK_BITS) / work;

	return most < PROBLEMS_MIN ? PROBLEMS_MIN : most;
}

int tsop_closing_search(const struct tsop_closing_request *request, struct tsop_closing *closing,
			struct tsop_error *err)
{
	struct search search = {
		.request = request,
		.problem = request->problem,
		.closing = closing,
		.settled = *request->problem,
		.enough = enough(request->problem),
	};
	int status;

	*closing = (struct tsop_closing){ .is_best = true };
	tsop_arena_init(&search.arena);
	if (allocate(&search) != 0) {
		status = tsop_fail_memory(err);
	} else {
		search.settled.capacity = search.capacity;
		search.settled.minimum = search.minimum;
		set_states(&search);
		status = run(&search, err);
	}
	tsop_arena_release(&search.arena);
	return status;
}

void tsop_closing_release(struct tsop_closing *closing)
{
	free(closing->is_closed);
	free(closing->capacity);
	free(closing->minimum);
	free(closing->course);
	*closing = (struct tsop_closing){ .found = false };
}
