/*
 * optimum.h: the optimum where it is settled which courses run.
 *
 * Here every course that has a minimum reaches it: what runs is searched
 * for in minima.h.
 */
#ifndef TSOP_ASSIGN_OPTIMUM_H
#define TSOP_ASSIGN_OPTIMUM_H

#include <stdbool.h>
#include <stdint.h>

#include "assign/assign.h"
#include "assign/flow.h"
#include "base/error.h"

enum tsop_optimum {
	TSOP_OPTIMUM_FAILED = -1, /* no memory */
	TSOP_OPTIMUM_FOUND = 0,	  /* an assignment; it may be dearer than the bound */
	TSOP_OPTIMUM_NONE = 1,	  /* no assignment reaches all minima */
	TSOP_OPTIMUM_UNKNOWN = 2, /* none was found in max_nodes; if there is one, the bound holds */
};

struct tsop_optimum_request {
	const uint32_t *by_lot; /* [n_people] people in order of their lots */
	const uint16_t *known;	/* [n_people] where parties are is known and not searched; or NULL */
	bool settles;		/* ties are looked for, the lot decides them, prices are price.h's */
	struct tsop_flow *flow; /* of the problem, where other courses ran, to go on from; or NULL */
};

/*
 * Solve a problem that was checked. If it does not settle, only the cost, the
 * bound and some assignment of that cost are asked. A flow to go on from is for
 * problems without parties. Release the result unless it failed.
 */
enum tsop_optimum tsop_optimum_solve(const struct tsop_assign_problem *problem,
				     const struct tsop_optimum_request *request,
				     struct tsop_assign_result *result, struct tsop_error *err);

#endif
