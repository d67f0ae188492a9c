#include "verify/people/waiting.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "verify/result/lists.h"

/* Where somebody is to be on the list of a course. */
struct spot {
	uint16_t course; /* of the list, plus 1; 0: of none */
	bool was_seen;
	size_t turn;
	int64_t position;
};

struct waiting {
	const struct tsop_result *result;
	const struct tsop_candidates *candidates;
	struct tsop_checking *checking;
	struct tsop_lists lists;
	uint16_t *course;  /* [people] as the result has them */
	int64_t *position; /* [people] */
	struct spot *spots; /* [people] */
	size_t next;	   /* record */
};

static void expect(struct waiting *waiting, uint16_t course)
{
	struct tsop_lists *lists = &waiting->lists;
	size_t turn = 1;

	lists->n_entries = 0;
	if (!waiting->result->header.courses[course].is_closed)
		tsop_lists_make(lists, course);
	for (size_t i = 0; i < lists->n_entries; i++) {
		const struct tsop_lists_unit *unit = &lists->units[lists->entries[i].unit];

		for (size_t k = 0; k < unit->n; k++)
			waiting->spots[lists->members[unit->first + k]] = (struct spot){
				.course = (uint16_t)(course + 1),
				.turn = turn + k,
				.position = tsop_lists_position(&lists->entries[i], k),
			};
		turn += unit->n;
	}
}

/* Returns the turn of the record's person on the list, or 0. */
static size_t check_record(struct waiting *waiting, const struct tsop_result_waiting *row,
			   size_t before)
{
	struct tsop_checking *checking = waiting->checking;
	int64_t number = waiting->result->people[row->person].number;
	int64_t rank = tsop_candidate_rank(&waiting->candidates->rows[row->person],
					   row->course);
	struct spot *spot = &waiting->spots[row->person];
	bool is_expected = spot->course == row->course + 1;

	if (!is_expected || spot->was_seen) {
		tsop_checking_fault(checking, row->line, "enrollment",
				    is_expected ? _("e%" PRId64 ": is on the list twice")
						: _("e%" PRId64 ": is not to be on this list"),
				    number);
		return 0;
	}
	spot->was_seen = true;
	if (spot->turn < before)
		tsop_checking_fault(checking, row->line, "enrollment",
				    _("e%" PRId64 ": stands before the person of the line before"),
				    number);
	if (row->position != spot->position)
		tsop_checking_fault(checking, row->line, "position",
				    _("e%" PRId64 ": expected %" PRId64), number, spot->position);
	if (row->rank != rank)
		tsop_checking_fault(checking, row->line, "rank",
				    rank > 0 ? _("e%" PRId64 ": expected %" PRId64)
					     : _("e%" PRId64 ": expected none without wishes"),
				    number, rank);
	return spot->turn;
}

/* Is somebody to be on the list who is not? */
static void check_missing(struct waiting *waiting, uint16_t course)
{
	const struct tsop_lists *lists = &waiting->lists;

	for (size_t i = 0; i < lists->n_entries; i++) {
		const struct tsop_lists_unit *unit = &lists->units[lists->entries[i].unit];

		for (size_t k = 0; k < unit->n; k++) {
			size_t person = lists->members[unit->first + k];
			const struct tsop_result_person *row = &waiting->result->people[person];

			if (!waiting->spots[person].was_seen)
				tsop_checking_fault(
					waiting->checking, row->line, "waiting",
					_("e%" PRId64 ": is not on the waiting list of %s"),
					row->number, waiting->result->header.courses[course].id);
		}
	}
}

static void check_course(struct waiting *waiting, uint16_t course)
{
	const struct tsop_result *result = waiting->result;
	size_t before = 0;

	expect(waiting, course);
	for (; waiting->next < result->n_waiting &&
	       result->waiting[waiting->next].course == course;
	     waiting->next++) {
		size_t turn = check_record(waiting, &result->waiting[waiting->next], before);

		before = turn > 0 ? turn : before;
	}
	check_missing(waiting, course);
}

static int check(struct waiting *waiting, struct tsop_error *err)
{
	const struct tsop_result *result = waiting->result;
	const struct tsop_lists_people people = { waiting->course, waiting->position };

	for (size_t i = 0; i < result->n_people; i++) {
		waiting->course[i] = result->people[i].course;
		waiting->position[i] = result->people[i].position;
	}
	if (tsop_lists_init(&waiting->lists, result, waiting->candidates, people, err) != 0)
		return -1;
	for (size_t course = 0; course < result->header.n_courses; course++)
		check_course(waiting, (uint16_t)course);
	return 0;
}

int tsop_waiting_check(const struct tsop_result *result, const struct tsop_candidates *candidates,
		       struct tsop_checking *checking, struct tsop_error *err)
{
	size_t n = result->n_people + 1;
	struct waiting waiting = {
		.result = result,
		.candidates = candidates,
		.checking = checking,
		.course = calloc(n, sizeof *waiting.course),
		.position = calloc(n, sizeof *waiting.position),
		.spots = calloc(n, sizeof *waiting.spots),
	};
	int status = -1;

	if (waiting.course != NULL && waiting.position != NULL && waiting.spots != NULL)
		status = check(&waiting, err);
	else
		tsop_fail_memory(err);
	tsop_lists_release(&waiting.lists);
	free(waiting.course);
	free(waiting.position);
	free(waiting.spots);
	return status;
}
