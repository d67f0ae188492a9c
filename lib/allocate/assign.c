#include "allocate/assign.h"

#include <stdlib.h>

void tsop_assign_release(struct tsop_assign_result *result)
{
	free(result->course);
	free(result->is_tied);
	free(result->price);
	*result = (struct tsop_assign_result){ .fault = SIZE_MAX };
}

int tsop_assign_compare(struct tsop_assign_cost a, struct tsop_assign_cost b)
{
	if (a.unassigned != b.unassigned)
		return a.unassigned < b.unassigned ? -1 : 1;
	if (a.rank != b.rank)
		return a.rank < b.rank ? -1 : 1;
	return a.meters < b.meters ? -1 : a.meters > b.meters;
}
