#include "verify/optimum/filling.h"

#include <stdlib.h>

enum { NEVER = -1 };

int tsop_filling_init(struct tsop_filling *filling, size_t largest, int64_t most,
		      struct tsop_error *err)
{
	*filling = (struct tsop_filling){
		.n_of_size = calloc(largest + 1, sizeof *filling->n_of_size),
		.largest = largest,
		.most = most,
		.left = calloc((size_t)most + 1, sizeof *filling->left),
		.made = -1,
	};
	return filling->n_of_size == NULL || filling->left == NULL ? tsop_fail_memory(err) : 0;
}

void tsop_filling_release(struct tsop_filling *filling)
{
	free(filling->n_of_size);
	free(filling->left);
	*filling = (struct tsop_filling){ .made = -1 };
}

/* Each sum that is made already keeps all of the next size; each new one takes one of them. */
static void add_size(struct tsop_filling *filling, size_t size, int64_t room)
{
	int64_t step = (int64_t)size;

	for (int64_t sum = 0; sum <= room; sum++) {
		if (filling->left[sum] != NEVER)
			filling->left[sum] = filling->n_of_size[size];
		else if (sum >= step && filling->left[sum - step] > 0)
			filling->left[sum] = filling->left[sum - step] - 1;
	}
}

void tsop_filling_make(struct tsop_filling *filling, int64_t room, int64_t max_steps)
{
	size_t largest = filling->largest;
	int64_t n_sizes = 0;

	filling->made = -1;
	while (largest > 1 && filling->n_of_size[largest] == 0)
		largest--;
	for (size_t size = 1; size <= largest; size++)
		n_sizes += filling->n_of_size[size] > 0;
	if (room > filling->most)
		room = filling->most;
	if (filling->n_of_size[1] + 1 >= (int64_t)largest || room < 0 ||
	    n_sizes * room > max_steps)
		return;
	for (int64_t sum = 1; sum <= room; sum++)
		filling->left[sum] = NEVER;
	filling->left[0] = 0;
	for (size_t size = 1; size <= largest; size++)
		if (filling->n_of_size[size] > 0)
			add_size(filling, size, room);
	filling->made = room;
}

int64_t tsop_filling_most(const struct tsop_filling *filling, int64_t room)
{
	if (filling->made < 0)
		return room;
	if (room > filling->made)
		room = filling->made;
	while (filling->left[room] == NEVER)
		room--;
	return room;
}
