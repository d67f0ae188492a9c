/*
 * run.h: a run from its inputs to what is published; inside this room.
 */
#ifndef TSOP_ALLOCATE_RUN_H
#define TSOP_ALLOCATE_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocate/allocation.h"
#include "allocate/applicants.h"
#include "allocate/choose.h"
#include "allocate/claimant.h"
#include "allocate/courses.h"
#include "allocate/earlier.h"
#include "allocate/passes.h"
#include "allocate/place.h"
#include "allocate/seats.h"
#include "allocate/threshold.h"
#include "allocate/ties.h"
#include "allocate/vacancies.h"
#include "base/arena.h"
#include "base/cells.h"
#include "base/error.h"
#include "base/output.h"
#include "time/instant.h"

struct tsop_run {
	const struct tsop_allocation_options *options;
	struct tsop_arena arena; /* of what was read */

	bool has_people; /* else plain: every row of the key is a claimant */
	bool has_courses;
	struct tsop_courses courses;
	struct tsop_applicants applicants; /* by number */
	const char *key_name;              /* of the key's file, without its folder */
	struct tsop_claimants claimants;   /* by id */
	size_t *claimant_of;               /* by applicant */
	char key_date_text[TSOP_INSTANT_TEXT]; /* "": none was given */
	char now_text[TSOP_INSTANT_TEXT];
	char until_text[TSOP_INSTANT_TEXT]; /* of --reserve-until, in the zone; "": none */

	struct tsop_ties ties;

	struct tsop_method method;
	struct tsop_seats_rules rules;
	int64_t guarantee;               /* of each claimant, without a column */
	bool by_demand;                  /* nobody gets more seats than people applied */
	struct tsop_threshold threshold; /* where options->threshold is given */
	struct tsop_seats seats;
	struct tsop_standing *standings; /* by applicant */
	struct tsop_place_rules place_rules;
	struct tsop_placement placement;
	struct tsop_passes passes; /* before it */

	struct tsop_earlier earlier; /* with --fill */
	struct tsop_vacancies vacancies;

	char id[TSOP_CELLS_ID_TEXT];
};

/* What options ask for; nothing is read yet. Release it. */
void tsop_run_init(struct tsop_run *run, const struct tsop_allocation_options *options);

/*
 * Load, solve and identify. 0; 1 where draws are needed, which were written to
 * out; -1 as tsop_run_load.
 */
int tsop_run_make(struct tsop_run *run, struct tsop_output *out, struct tsop_sink *sink,
		  struct tsop_error *err);

/*
 * Read all inputs and bring them together. -1: what is wrong with a row went
 * to the sink, anything else to err.
 */
int tsop_run_load(struct tsop_run *run, struct tsop_sink *sink, struct tsop_error *err);
void tsop_run_release(struct tsop_run *run);

/* The people, claimants and lots, as choose.h, place.h and waiting.h look at them. */
struct tsop_choice tsop_run_choice(const struct tsop_run *run);

/* The id: the beginning of a digest over the options and sorted inputs that decide the result. */
int tsop_run_identify(struct tsop_run *run, struct tsop_error *err);

/* Write the result. A failing output remembers it; -1 with err for want of memory. */
int tsop_run_publish(const struct tsop_run *run, struct tsop_output *out, struct tsop_error *err);

#endif
