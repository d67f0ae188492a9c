/*
 * spreading.h: who is where of each municipality, and what it costs at the
 * prices and shares of the proof; for spread.c and spread_lots.c.
 */
#ifndef TSOP_VERIFY_OPTIMUM_SPREADING_H
#define TSOP_VERIFY_OPTIMUM_SPREADING_H

#include "verify/people/costs.h"

/* The people of a municipality on a course. */
struct tsop_spreading_cell {
	int64_t n, n_free; /* all who count, held seats too; those whom prices place */
	bool has_share;    /* that is stated */
	struct tsop_result_spread_cost share;
};

struct tsop_spreading {
	struct tsop_costs *costs;
	struct tsop_checking *checking;
	bool *is_companion; /* [people] makes no pairs, and pays no share */
	bool has_parties;   /* of whom more than one is not fixed */
	struct tsop_spreading_cell *cells; /* [municipalities][courses] */
};

static inline struct tsop_spreading_cell *
tsop_spreading_cell(const struct tsop_spreading *spreading,
		    const struct tsop_municipality *municipality, size_t course)
{
	return &spreading->cells[tsop_candidates_municipality(municipality) *
					 spreading->costs->n_courses +
				 course];
}

/*
 * What the course (n_courses: none) costs somebody of the municipality for whom
 * the ranks of costs were filled and who is no companion, price and share included.
 */
struct tsop_result_spread_cost tsop_spreading_cost(const struct tsop_spreading *spreading,
						   const struct tsop_municipality *municipality,
						   size_t course);

/* <0, 0, >0 */
int tsop_spreading_compare(struct tsop_result_spread_cost a, struct tsop_result_spread_cost b);

/* Does the lot take these places among those that cost the same? -1 for want of memory. */
int tsop_spreading_check_lots(struct tsop_spreading *spreading, struct tsop_error *err);

#endif
