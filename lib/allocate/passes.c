#include "allocate/passes.h"

#include <stdlib.h>

#include "allocate/placing.h"
#include "base/array.h"

static void release_pass(struct tsop_pass *pass)
{
	tsop_place_release(&pass->placement);
	free(pass->course);
	free(pass->list);
}

void tsop_passes_truncate(struct tsop_passes *passes, size_t n)
{
	while (passes->n > n)
		release_pass(&passes->rows[--passes->n]);
}

void tsop_passes_release(struct tsop_passes *passes)
{
	tsop_passes_truncate(passes, 0);
	free(passes->rows);
	*passes = (struct tsop_passes){ .rows = NULL };
}

int tsop_passes_cut(struct tsop_passes *passes)
{
	tsop_passes_truncate(passes, 0);
	passes->is_cut = true;
	return 0;
}

static bool has_room(const struct tsop_passes *passes, const struct tsop_building *building)
{
	return !passes->is_cut && passes->n < TSOP_PASSES_MAX &&
	       passes->n < TSOP_PASSES_WORK_MAX / (building->choice->applicants->n + 1);
}

static void list_parted(struct tsop_pass *pass, const struct tsop_building *building)
{
	for (size_t i = 0; i < building->problem.n_origins; i++)
		if (building->is_parted[i])
			pass->list[pass->n++] = i;
}

static void list_unplaced(struct tsop_pass *pass, const struct tsop_building *building)
{
	for (size_t i = 0; i < building->n_seated; i++)
		if (pass->course[building->applicant[i]] == TSOP_ASSIGN_NO_COURSE)
			pass->list[pass->n++] = building->applicant[i];
}

/* The placement is handed back; its courses are replaced by those of applicants. */
static int fill(struct tsop_pass *pass, const struct tsop_building *building, uint16_t course,
		struct tsop_error *err)
{
	const struct tsop_choice *choice = building->choice;
	struct tsop_assign_result *result = &pass->placement.result;
	size_t n = choice->applicants->n;

	pass->course = calloc(n + 1, sizeof *pass->course);
	pass->list = calloc(n + choice->claimants->n + 1, sizeof *pass->list);
	if (pass->course == NULL || pass->list == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		pass->course[i] = TSOP_ASSIGN_NO_COURSE;
	for (size_t i = 0; i < building->n_seated; i++)
		pass->course[building->applicant[i]] = result->course[i];
	free(result->course);
	free(result->is_tied);
	result->course = NULL;
	result->is_tied = NULL;
	if (pass->end == TSOP_PASS_CLOSES)
		pass->list[pass->n++] = course;
	else if (pass->end == TSOP_PASS_PARTS)
		list_parted(pass, building);
	else
		list_unplaced(pass, building);
	return 0;
}

static int add(struct tsop_passes *passes, struct tsop_pass *pass,
	       const struct tsop_building *building, uint16_t course, struct tsop_error *err)
{
	struct tsop_pass *rows;

	if (tsop_placing_hand_back(building, &pass->placement, err) != 0 ||
	    fill(pass, building, course, err) != 0)
		return -1;
	rows = tsop_array_room(passes->rows, passes->n, &passes->cap, sizeof *rows);
	if (rows == NULL)
		return tsop_fail_memory(err);
	passes->rows = rows;
	rows[passes->n++] = *pass;
	return 0;
}

int tsop_passes_keep(struct tsop_passes *passes, const struct tsop_building *building,
		     struct tsop_placement *placement, enum tsop_pass_end end, uint16_t course,
		     struct tsop_error *err)
{
	struct tsop_pass pass = { .placement = *placement, .end = end };
	int status = 0;

	*placement = (struct tsop_placement){ .n_held = 0 };
	if (has_room(passes, building)) {
		status = add(passes, &pass, building, course, err);
	} else {
		tsop_passes_cut(passes);
		release_pass(&pass);
	}
	if (status != 0)
		release_pass(&pass);
	return status;
}
