#include "verify/people/demands.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "verify/people/rooms.h"

static void check_row(const struct tsop_result *result, const struct tsop_result_seats *row,
		      struct tsop_checking *checking)
{
	int64_t used = row->applied - row->waiting;
	int64_t unused = row->seats - (used > row->kept ? used : row->kept);

	if (unused > 0)
		tsop_checking_fault(checking, row->line, "seats",
				    _("%s: %" PRId64 " are not used, and the demand is not lowered"),
				    row->id, unused);
	if (row->demand >= row->applied && result->header.by_demand)
		tsop_checking_fault(checking, row->line, "demand",
				    _("%s: expected less than applied"), row->id);
}

/* Who waits of that claimant: the number of them, in people. */
static size_t list_waiting(const struct tsop_result *result, const struct tsop_result_seats *row,
			   size_t *people)
{
	size_t n = 0;

	for (size_t i = 0; i < result->n_people; i++)
		if (result->people[i].municipality == row->municipality &&
		    result->people[i].course == TSOP_RESULT_NO_COURSE)
			people[n++] = i;
	return n;
}

/* Of how many claimants could somebody who waits be given a course? */
static int count_doubtful(const struct tsop_result *result, struct tsop_costs *costs,
			  size_t *n_doubtful, struct tsop_error *err)
{
	size_t *people = calloc(result->n_people + 1, sizeof *people);
	int status = people == NULL ? tsop_fail_memory(err) : 0;

	for (size_t i = 0; i < result->n_seats && status == 0; i++) {
		size_t n_could;

		if (result->seats[i].demand < 0)
			continue;
		status = tsop_rooms_count(costs, people,
					  list_waiting(result, &result->seats[i], people), &n_could,
					  err);
		*n_doubtful += status == 0 && n_could > 0;
	}
	free(people);
	return status;
}

int tsop_demands_check(const struct tsop_result *result, struct tsop_costs *costs,
		       struct tsop_checking *checking, struct tsop_error *err)
{
	size_t n_lowered = 0;
	size_t n_doubtful = 0;

	for (size_t i = 0; i < result->n_seats; i++) {
		check_row(result, &result->seats[i], checking);
		n_lowered += result->seats[i].demand >= 0;
	}
	tsop_checking_passed(checking, "demands");
	if (costs == NULL || !tsop_rooms_are_known(costs))
		n_doubtful = n_lowered;
	else if (count_doubtful(result, costs, &n_doubtful, err) != 0)
		return -1;
	if (n_doubtful > 0)
		tsop_checking_open(checking,
				   costs != NULL && tsop_rooms_are_known(costs) ?
					   "that demands had to be lowered (%zu, with somebody who waits "
					   "and could have a course now)" :
					   "that demands had to be lowered (%zu)",
				   n_doubtful);
	return 0;
}
