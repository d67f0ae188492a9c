#include "verify/rooms.h"

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

static void check(struct rooming *rooming, const struct tsop_choice_check *choice,
		  struct tsop_checking *checking)
{
	struct tsop_costs *costs = rooming->costs;

	find_moves(rooming);
	find_room(rooming);
	for (size_t i = 0; i < choice->n_no_room; i++) {
		const struct tsop_result_person *person = &costs->result->people[choice->no_room[i]];

		tsop_costs_of_wishes(costs, choice->no_room[i]);
		for (size_t course = 0; course < rooming->n; course++) {
			if (!rooming->has_room[course] ||
			    costs->ranks[course] == TSOP_COSTS_FORBIDDEN)
				continue;
			tsop_checking_fault(checking, person->line, "course",
					    _("e%" PRId64 ": waits, but a seat was left and %s has "
					      "room"),
					    person->number,
					    costs->result->header.courses[course].id);
			break;
		}
	}
}

int tsop_rooms_check(struct tsop_costs *costs, const struct tsop_choice_check *choice,
		     struct tsop_checking *checking, struct tsop_error *err)
{
	size_t n = costs->n_courses;
	struct rooming rooming;
	int status = 0;

	if (choice->n_no_room == 0)
		return 0;
	if (costs->candidates->n_parties > 0 ||
	    strcmp(costs->result->header.mechanism, "min-cost") != 0 ||
	    costs->result->header.budget >= 0) { /* room may be behind a move too many */
		tsop_checking_open(checking,
				   "that no course had room for %zu people who wait although a "
				   "seat was left",
				   choice->n_no_room);
		return 0;
	}
	rooming = (struct rooming){
		.costs = costs,
		.n = n,
		.can_move = calloc(n * n + 1, sizeof *rooming.can_move),
		.has_room = calloc(n + 1, sizeof *rooming.has_room),
		.queue = calloc(n + 1, sizeof *rooming.queue),
	};
	if (rooming.can_move != NULL && rooming.has_room != NULL && rooming.queue != NULL)
		check(&rooming, choice, checking);
	else
		status = tsop_fail_memory(err);
	free(rooming.can_move);
	free(rooming.has_room);
	free(rooming.queue);
	return status;
}
