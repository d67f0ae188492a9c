/*
 * mesh_tie.h: the lot between assignments that cost the same, groups spread.
 *
 * What another optimum has elsewhere lies on a cycle of arcs that cost just the
 * difference of the prices. So somebody has another place in an optimum if
 * such an arc of theirs leads to a node from which where they are can be
 * reached: if both are in one strongly connected component.
 */
#ifndef TSOP_ASSIGN_MESH_TIE_H
#define TSOP_ASSIGN_MESH_TIE_H

#include <stdbool.h>

#include "assign/mesh.h"
#include "base/error.h"

/*
 * In the order of by_lot[n_people], give everybody the best place (least rank,
 * then least meters, then first course) that they have in any optimum that
 * agrees with what was decided before, and hold those there who have more than
 * one. is_tied[n_people], false at first, and *any are said as by
 * tsop_tie_settle (tie.h), of components, and without lots those in which the
 * order matters are left at any optimum. All are placed. O(arcs), and O(arcs) for
 * each who has another place. -1 for no memory.
 */
int tsop_mesh_tie_settle(struct tsop_mesh *mesh, const uint32_t *by_lot, bool *is_tied, bool *any,
			 struct tsop_error *err);

#endif
