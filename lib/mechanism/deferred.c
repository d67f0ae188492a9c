#include "mechanism/deferred.h"

#include "assign/problem.h"
#include "mechanism/admission.h"
#include "mechanism/serial.h"
#include "mechanism/stable.h"
#include "mechanism/unit.h"

/* Who is turned away applies to the next course, until nobody is. */
static int propose(struct tsop_admission *admission, struct tsop_preferences *preferences,
		   uint32_t away, struct tsop_error *err)
{
	while (away != TSOP_ADMISSION_NOBODY) {
		uint32_t who = away;
		uint16_t course = tsop_preferences_next(preferences, who);

		away = admission->next[who];
		if (course != TSOP_ASSIGN_NO_COURSE &&
		    tsop_admission_apply(admission, who, course, &away, err) != 0)
			return -1;
	}
	return 0;
}

static int propose_all(struct tsop_admission *admission, struct tsop_preferences *preferences,
		       struct tsop_assign_result *result, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = admission->problem;

	for (uint32_t who = 0; who < problem->n_people; who++) {
		admission->next[who] = TSOP_ADMISSION_NOBODY;
		if (!tsop_problem_is_fixed(problem, who) &&
		    propose(admission, preferences, who, err) != 0)
			return -1;
	}
	tsop_admission_close(admission, result);
	return 0;
}

static int solve_alone(struct tsop_units *units, const struct tsop_claim *bar,
		       struct tsop_assign_result *result, struct tsop_error *err)
{
	struct tsop_admission admission;
	int status = tsop_admission_init(&admission, units->problem, units->order, err);

	admission.bar = bar;
	if (status == 0)
		status = propose_all(&admission, &units->preferences, result, err);
	tsop_admission_release(&admission);
	return status;
}

int tsop_deferred_solve(const struct tsop_assign_problem *problem, const struct tsop_order *order,
			struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
			struct tsop_error *err)
{
	struct tsop_units units;
	int status;

	if (!order->by_distance && problem->stay == NULL)
		return tsop_serial_solve(problem, order, result, proof, err);
	status = tsop_units_init(&units, problem, order, err);
	if (status == 0)
		status = units.parties.n == 0 ? solve_alone(&units, NULL, result, err) :
						tsop_stable_solve(&units, result, proof, err);
	tsop_units_release(&units);
	return status;
}

int tsop_deferred_solve_barred(const struct tsop_assign_problem *problem,
			       const struct tsop_order *order, const struct tsop_claim *bar,
			       struct tsop_assign_result *result, struct tsop_error *err)
{
	struct tsop_units units;
	int status = tsop_units_init(&units, problem, order, err);

	for (uint32_t who = 0; status == 0 && who < problem->n_people; who++)
		if (!tsop_problem_is_fixed(problem, who))
			result->course[who] = TSOP_ASSIGN_NO_COURSE;
	if (status == 0)
		status = solve_alone(&units, bar, result, err);
	tsop_units_release(&units);
	return status;
}
