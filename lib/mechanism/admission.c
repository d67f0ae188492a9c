#include "mechanism/admission.h"

#include <stdlib.h>

#include "assign/problem.h"
#include "base/array.h"

enum { FAN = 4 };

int tsop_admission_init(struct tsop_admission *admission, const struct tsop_assign_problem *problem,
			const struct tsop_order *order, struct tsop_error *err)
{
	*admission = (struct tsop_admission){ .problem = problem, .order = order };
	admission->courses = calloc(problem->n_courses + 1, sizeof *admission->courses);
	admission->next = calloc(problem->n_people + 1, sizeof *admission->next);
	if (admission->courses == NULL || admission->next == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < problem->n_courses; i++) {
		admission->courses[i].room = problem->capacity[i];
		admission->courses[i].waiting = TSOP_ADMISSION_NOBODY;
	}
	for (uint32_t who = 0; who < problem->n_people; who++)
		if (tsop_problem_is_fixed(problem, who))
			admission->courses[problem->fixed[who]].room--;
	return 0;
}

void tsop_admission_release(struct tsop_admission *admission)
{
	for (size_t i = 0; admission->courses != NULL && i < admission->problem->n_courses; i++)
		free(admission->courses[i].claims);
	free(admission->courses);
	free(admission->next);
	*admission = (struct tsop_admission){ 0 };
}

/* Four children: half the levels of two, and they lie together. */
static void sift_down(struct tsop_admission_course *course, size_t i)
{
	struct tsop_claim claim = course->claims[i];

	for (;;) {
		size_t child = FAN * i + 1;
		size_t end = child + FAN < course->n ? child + FAN : course->n;
		size_t last = child;

		if (child >= course->n)
			break;
		while (++child < end)
			if (tsop_claim_compare(&course->claims[child], &course->claims[last]) > 0)
				last = child;
		if (tsop_claim_compare(&course->claims[last], &claim) <= 0)
			break;
		course->claims[i] = course->claims[last];
		i = last;
	}
	course->claims[i] = claim;
}

static int take_seat(struct tsop_admission_course *course, struct tsop_claim claim,
		     struct tsop_error *err)
{
	struct tsop_claim *claims =
		tsop_array_room(course->claims, course->n, &course->cap, sizeof *claims);

	if (claims == NULL)
		return tsop_fail_memory(err);
	course->claims = claims;
	claims[course->n++] = claim;
	if (course->n == course->room)
		for (size_t i = course->n / FAN + 1; i-- > 0;)
			sift_down(course, i);
	return 0;
}

static void push(struct tsop_admission *admission, uint32_t *list, uint32_t who)
{
	admission->next[who] = *list;
	*list = who;
}

static void push_all(struct tsop_admission *admission, uint32_t *list, uint32_t *from)
{
	while (*from != TSOP_ADMISSION_NOBODY) {
		uint32_t who = *from;

		*from = admission->next[who];
		push(admission, list, who);
	}
}

/* The last one makes room for who stands before. */
static void displace(struct tsop_admission *admission, struct tsop_admission_course *course,
		     struct tsop_claim claim, uint32_t *away)
{
	struct tsop_claim last = course->claims[0];

	course->claims[0] = claim;
	sift_down(course, 0);
	if (tsop_claim_compare(&course->claims[0], &last) == 0) {
		push(admission, &course->waiting, last.who);
		return;
	}
	push(admission, away, last.who);
	push_all(admission, away, &course->waiting);
}

int tsop_admission_apply(struct tsop_admission *admission, uint32_t who, uint16_t course,
			 uint32_t *away, struct tsop_error *err)
{
	struct tsop_admission_course *at = &admission->courses[course];
	struct tsop_claim claim =
		tsop_claim_of(admission->problem, admission->order, who, course);
	int order;

	if (admission->bar != NULL && tsop_claim_compare(&claim, &admission->bar[course]) >= 0) {
		push(admission, away, who);
		return 0;
	}
	if (at->n < at->room)
		return take_seat(at, claim, err);
	order = at->room == 0 ? 1 : tsop_claim_compare(&claim, &at->claims[0]);
	if (order < 0)
		displace(admission, at, claim, away);
	else
		push(admission, order > 0 ? away : &at->waiting, who);
	return 0;
}

/* Those who wait and those kept who stand equal to them. */
static void mark_tied(const struct tsop_admission *admission,
		      const struct tsop_admission_course *course, struct tsop_assign_result *result)
{
	if (course->waiting == TSOP_ADMISSION_NOBODY)
		return;
	result->tied = true;
	for (uint32_t who = course->waiting; who != TSOP_ADMISSION_NOBODY;
	     who = admission->next[who])
		result->is_tied[who] = true;
	for (size_t i = 0; i < course->n; i++)
		if (tsop_claim_compare(&course->claims[i], &course->claims[0]) == 0)
			result->is_tied[course->claims[i].who] = true;
}

void tsop_admission_close(const struct tsop_admission *admission,
			  struct tsop_assign_result *result)
{
	for (uint16_t i = 0; i < admission->problem->n_courses; i++) {
		const struct tsop_admission_course *course = &admission->courses[i];

		mark_tied(admission, course, result);
		for (size_t seat = 0; seat < course->n; seat++)
			result->course[course->claims[seat].who] = i;
	}
}
