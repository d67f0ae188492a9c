#include "assign/boston.h"

#include "assign/admission.h"
#include "assign/preference.h"
#include "assign/problem.h"

/* All of the list apply; who is turned away is the list of the next round. */
static int apply_all(struct tsop_admission *admission, struct tsop_preferences *preferences,
		     uint32_t *list, struct tsop_error *err)
{
	uint32_t away = TSOP_ADMISSION_NOBODY;

	while (*list != TSOP_ADMISSION_NOBODY) {
		uint32_t who = *list;
		uint16_t course = tsop_preferences_next(preferences, who);

		*list = admission->next[who];
		if (course != TSOP_ASSIGN_NO_COURSE &&
		    tsop_admission_apply(admission, who, course, &away, err) != 0)
			return -1;
	}
	*list = away;
	return 0;
}

static int hold_rounds(struct tsop_admission *admission, struct tsop_preferences *preferences,
		       struct tsop_assign_result *result, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = admission->problem;
	uint32_t list = TSOP_ADMISSION_NOBODY;

	for (uint32_t who = (uint32_t)problem->n_people; who-- > 0;) {
		if (tsop_problem_is_fixed(problem, who))
			continue;
		admission->next[who] = list;
		list = who;
	}
	while (list != TSOP_ADMISSION_NOBODY) {
		if (apply_all(admission, preferences, &list, err) != 0)
			return -1;
		tsop_admission_close(admission, result, &list);
	}
	return 0;
}

int tsop_boston_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
		      struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
		      struct tsop_error *err)
{
	struct tsop_preferences preferences;
	struct tsop_admission admission;
	int status = tsop_preferences_init(&preferences, problem, err);

	(void)proof;
	if (status == 0) {
		status = tsop_admission_init(&admission, problem, order, err);
		if (status == 0)
			status = hold_rounds(&admission, &preferences, result, err);
		tsop_admission_release(&admission);
	}
	tsop_preferences_release(&preferences);
	return status;
}
