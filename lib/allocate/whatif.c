#include "allocate/whatif.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

int tsop_whatif_init(struct tsop_whatif *whatif, const struct tsop_seats_rules *rules,
		     const struct tsop_threshold *threshold, const struct tsop_claimants *claimants,
		     struct tsop_error *err)
{
	size_t n = claimants->n;

	*whatif = (struct tsop_whatif){ .rules = *rules, .threshold = threshold, .trial = *claimants };
	whatif->rules.seed = NULL;
	whatif->trial.rows = calloc(n + 1, sizeof *whatif->trial.rows);
	if (whatif->trial.rows == NULL)
		return tsop_fail_memory(err);
	memcpy(whatif->trial.rows, claimants->rows, n * sizeof *claimants->rows);
	return 0;
}

void tsop_whatif_release(struct tsop_whatif *whatif)
{
	free(whatif->trial.rows);
	*whatif = (struct tsop_whatif){ 0 };
}

int tsop_whatif_try(struct tsop_whatif *whatif, size_t claimant, struct tsop_whatif_seats *seats,
		    struct tsop_error *err)
{
	const struct tsop_progress_task task = { N_("trying other numbers"), NULL, 0 };
	struct tsop_seats given;
	struct tsop_error refused;

	tsop_progress_step(whatif->progress, &task, 1, TSOP_WHATIF_WORK * whatif->trial.n);
	if (whatif->threshold != NULL)
		tsop_threshold_apply(whatif->threshold, &whatif->trial);
	if (tsop_seats_give(&whatif->rules, &whatif->trial, &given, &refused) != 0) {
		if (refused.code == TSOP_INPUT)
			return 1;
		*err = refused;
		return -1;
	}
	seats->certain = tsop_claimant_seats(&whatif->trial.rows[claimant]);
	seats->possible = seats->certain;
	for (size_t i = 0; i < given.key.n_tied && seats->possible < seats->certain + given.key.n_draw;
	     i++)
		seats->possible += given.key.tied[i] == claimant;
	tsop_seats_release(&given);
	return 0;
}

/* What a search asks: does the claimant, at this weight or total, have more or fewer seats? */
struct question {
	size_t claimant;
	int64_t *number;
	int64_t seats;
	bool gains;
};

/* 1: yes, 0: no, -1: memory ended. Rules that can not give the seats give none more, or fewer. */
static int answer(struct tsop_whatif *whatif, const struct question *question, int64_t number,
		  struct tsop_error *err)
{
	struct tsop_whatif_seats seats;
	int64_t before = *question->number;
	int status;

	*question->number = number;
	status = tsop_whatif_try(whatif, question->claimant, &seats, err);
	*question->number = before;
	if (status != 0)
		return status < 0 ? -1 : 0;
	return question->gains ? seats.certain > question->seats
			       : seats.possible < question->seats;
}

/* No at `no`, yes at `yes`: halve until they are neighbors. */
static int halve(struct tsop_whatif *whatif, const struct question *question, int64_t no,
		 int64_t yes, int64_t *found, struct tsop_error *err)
{
	while (yes - no > 1 || no - yes > 1) {
		int64_t middle = no + (yes - no) / 2;
		int is_yes = answer(whatif, question, middle, err);

		if (is_yes < 0)
			return -1;
		if (is_yes == 1)
			yes = middle;
		else
			no = middle;
	}
	*found = yes;
	return 0;
}

/* Step by ever longer steps from the present weight to `end`, until the answer is yes. */
static int search(struct tsop_whatif *whatif, const struct question *question, int64_t end,
		  int64_t *found, struct tsop_error *err)
{
	int64_t own = *question->number;
	int64_t no = own;
	int64_t room = question->gains ? end - own : own - end;

	*found = 0;
	for (int64_t step = own / 1000 + 1; room > 0; step = step > room / 2 ? room : 2 * step) {
		int64_t length = step < room ? step : room;
		int64_t number = question->gains ? own + length : own - length;
		int is_yes = answer(whatif, question, number, err);

		if (is_yes < 0)
			return -1;
		if (is_yes == 1)
			return halve(whatif, question, no, number, found, err);
		if (length == room)
			break;
		no = number;
	}
	return 0;
}

int tsop_whatif_gain(struct tsop_whatif *whatif, size_t claimant, int64_t seats, int64_t most,
		     int64_t *found, struct tsop_error *err)
{
	const struct question question = { claimant, &whatif->trial.rows[claimant].weight, seats,
					   true };

	return search(whatif, &question, most, found, err);
}

int tsop_whatif_lose(struct tsop_whatif *whatif, size_t claimant, int64_t seats, int64_t least,
		     int64_t *found, struct tsop_error *err)
{
	const struct question question = { claimant, &whatif->trial.rows[claimant].weight, seats,
					   false };

	return search(whatif, &question, least, found, err);
}

int tsop_whatif_grow(struct tsop_whatif *whatif, size_t claimant, int64_t seats, int64_t most,
		     int64_t *found, struct tsop_error *err)
{
	const struct question question = { claimant, &whatif->rules.total, seats, true };

	*found = 0;
	for (int64_t total = whatif->rules.total + 1; total <= most; total++) {
		int is_yes = answer(whatif, &question, total, err);

		if (is_yes < 0)
			return -1;
		if (is_yes == 1) {
			*found = total;
			break;
		}
	}
	return 0;
}
