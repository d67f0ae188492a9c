#include "verify/people/rooms.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

struct rooming {
	struct tsop_costs *costs;
	size_t n;
	bool *can_move; /* [from][to] is there somebody who can move there? */
	bool *has_room;
	uint16_t *queue;
};

static void find_moves(struct rooming *rooming)
{
	struct tsop_costs *costs = rooming->costs;
	const struct tsop_result *result = costs->result;

	for (size_t at = 0; at < costs->n_order; at++) {
		size_t person = costs->order[at];
		bool *row = rooming->can_move + result->people[person].course * rooming->n;

		if (costs->candidates->rows[person].holds)
			continue;
		tsop_costs_of_person(costs, at);
		for (size_t to = 0; to < rooming->n; to++)
			row[to] = row[to] || costs->ranks[to] != TSOP_COSTS_FORBIDDEN;
	}
	for (size_t i = 0; i < result->n_held; i++)
		for (size_t to = 0; to < rooming->n; to++)
			rooming->can_move[result->held[i] * rooming->n + to] = true;
}

/* From the courses with free places, backwards along the moves. */
static void find_room(struct rooming *rooming)
{
	const struct tsop_result_header *header = &rooming->costs->result->header;
	size_t n_queued = 0;

	for (size_t i = 0; i < rooming->n; i++) {
		const struct tsop_result_course *course = &header->courses[i];

		rooming->has_room[i] = course->enrolled + course->reserved <
				       tsop_result_places(course);
		if (rooming->has_room[i])
			rooming->queue[n_queued++] = (uint16_t)i;
	}
	for (size_t next = 0; next < n_queued; next++)
		for (size_t from = 0; from < rooming->n; from++) {
			if (rooming->has_room[from] ||
			    !rooming->can_move[from * rooming->n + rooming->queue[next]])
				continue;
			rooming->has_room[from] = true;
			rooming->queue[n_queued++] = (uint16_t)from;
		}
}

/* The first course that the person could be given while all others keep one; or NO_COURSE. */
static uint16_t find_room_of(const struct rooming *rooming, size_t person)
{
	tsop_costs_of_wishes(rooming->costs, person);
	for (size_t course = 0; course < rooming->n; course++)
		if (rooming->has_room[course] &&
		    rooming->costs->ranks[course] != TSOP_COSTS_FORBIDDEN)
			return (uint16_t)course;
	return TSOP_RESULT_NO_COURSE;
}

static void release(struct rooming *rooming)
{
	free(rooming->can_move);
	free(rooming->has_room);
	free(rooming->queue);
}

/* Release it in any case. */
static int init(struct rooming *rooming, struct tsop_costs *costs, struct tsop_error *err)
{
	size_t n = costs->n_courses;

	*rooming = (struct rooming){
		.costs = costs,
		.n = n,
		.can_move = calloc(n * n + 1, sizeof *rooming->can_move),
		.has_room = calloc(n + 1, sizeof *rooming->has_room),
		.queue = calloc(n + 1, sizeof *rooming->queue),
	};
	if (rooming->can_move == NULL || rooming->has_room == NULL || rooming->queue == NULL)
		return tsop_fail_memory(err);
	find_moves(rooming);
	find_room(rooming);
	return 0;
}

bool tsop_rooms_are_known(const struct tsop_costs *costs)
{
	const char *mechanism = costs->result->header.mechanism;

	return costs->n_parties == 0 &&
	       (strcmp(mechanism, "min-cost") == 0 || strcmp(mechanism, "min-worst-rank") == 0) &&
	       costs->result->header.budget < 0; /* room may be behind a move too many */
}

int tsop_rooms_count(struct tsop_costs *costs, const size_t *people, size_t n, size_t *n_could,
		     struct tsop_error *err)
{
	struct rooming rooming;
	int status = init(&rooming, costs, err);

	*n_could = 0;
	for (size_t i = 0; status == 0 && i < n; i++)
		*n_could += find_room_of(&rooming, people[i]) != TSOP_RESULT_NO_COURSE;
	release(&rooming);
	return status;
}

static bool has_minimum(const struct tsop_result_header *header)
{
	for (size_t i = 0; i < header->n_courses; i++)
		if (header->courses[i].minimum > 0)
			return true;
	return false;
}

int tsop_rooms_check(struct tsop_costs *costs, const struct tsop_choice_check *choice,
		     struct tsop_checking *checking, struct tsop_error *err)
{
	const struct tsop_result *result = costs->result;
	bool may_close = has_minimum(&result->header);
	struct rooming rooming;
	int status;

	if (choice->n_no_room == 0)
		return 0;
	if (!tsop_rooms_are_known(costs)) {
		tsop_checking_open(checking,
				   "that no course had room for %zu people who wait although a "
				   "seat was left",
				   choice->n_no_room);
		return 0;
	}
	status = init(&rooming, costs, err);
	for (size_t i = 0; status == 0 && i < choice->n_no_room; i++) {
		const struct tsop_result_person *person = &result->people[choice->no_room[i]];
		uint16_t course = find_room_of(&rooming, choice->no_room[i]);

		if (course != TSOP_RESULT_NO_COURSE && !may_close)
			tsop_checking_fault(checking, person->line, "course",
					    _("e%" PRId64 ": waits, but a seat was left and %s has "
					      "room"),
					    person->number, result->header.courses[course].id);
	}
	tsop_checking_open(checking,
			   "that no course had room for %zu people already before others got the "
			   "seats that they leave",
			   choice->n_no_room);
	release(&rooming);
	if (may_close)
		tsop_checking_open(checking,
				   "that with other courses closed there was no room for %zu people "
				   "who wait although a seat was left",
				   choice->n_no_room);
	return status;
}
