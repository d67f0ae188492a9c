#include "verify/result/result_waiting.h"

#include <inttypes.h>

#include "base/array.h"
#include "base/i18n.h"
#include "verify/result/result_members.h"

/* Lists come by course, one behind the other; positions count on, or are shared. */
static void check_place(const struct tsop_result *result, const struct tsop_result_waiting *row,
			struct tsop_checking *checking)
{
	size_t n = result->n_waiting;
	size_t first = n;

	if (row->course == TSOP_RESULT_NO_COURSE)
		return;
	if (n > 0 && result->waiting[n - 1].course != TSOP_RESULT_NO_COURSE &&
	    result->waiting[n - 1].course > row->course)
		tsop_checking_fault(checking, row->line, "course",
				    _("expected the lists of the courses by id"));
	if (n > 0 && result->waiting[n - 1].course == row->course)
		first = result->waiting[n - 1].first;
	if (row->position != (int64_t)(n - first) + 1 &&
	    (first == n || row->position != result->waiting[n - 1].position))
		tsop_checking_fault(checking, row->line, "position",
				    _("expected %zu, or that of the line before"), n - first + 1);
}

int tsop_result_waiting_read(struct tsop_result *result, struct tsop_checking *checking,
			     const struct tsop_record *record, struct tsop_error *err)
{
	struct tsop_result_waiting *row = tsop_array_room(result->waiting, result->n_waiting,
							  &result->waiting_cap, sizeof *row);

	if (row == NULL)
		return tsop_fail_memory(err);
	result->waiting = row;
	row += result->n_waiting;
	*row = (struct tsop_result_waiting){ .line = record->line, .first = result->n_waiting };
	row->course = tsop_result_course(result, checking, record, "course", true);
	tsop_checking_integer(checking, record, "position", true, 1, TSOP_RESULT_PEOPLE_MAX,
			      &row->position);
	row->person = tsop_result_enrollment(result, checking, record);
	tsop_checking_integer(checking, record, "rank", false, 1, TSOP_RESULT_COURSES_MAX + 1,
			      &row->rank);
	row->has = tsop_result_course(result, checking, record, "has", false);
	check_place(result, row, checking);
	if (result->n_waiting > 0 && row[-1].course == row->course)
		row->first = row[-1].first;
	result->n_waiting++;
	return 0;
}

void tsop_result_waiting_check(const struct tsop_result *result, struct tsop_checking *checking)
{
	for (size_t i = 0; i < result->n_waiting; i++) {
		const struct tsop_result_waiting *row = &result->waiting[i];
		const struct tsop_result_person *person = &result->people[row->person];

		if (row->has != person->course)
			tsop_checking_fault(checking, row->line, "has",
					    _("e%" PRId64 ": expected the course of its assignment"),
					    person->number);
		if (person->course == row->course)
			tsop_checking_fault(checking, row->line, "course",
					    _("e%" PRId64 ": waits for the course that it has"),
					    person->number);
	}
}
