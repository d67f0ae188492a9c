/* Against all sets of cells that there are, in small matrices. */
#include "check.h"

#include <string.h>

#include "random.h"
#include "verify/matrix/circles.h"

enum { SIDE = 4, CELLS = 11 };

struct instance {
	struct tsop_circles_cell cells[CELLS];
	size_t n;
	unsigned own;   /* the cells that have more, as a set */
	unsigned fixed;
};

static void make(struct instance *in, uint64_t *random)
{
	uint32_t places[SIDE * SIDE];

	*in = (struct instance){ .n = 4 + random_below(random, CELLS - 3) };
	shuffle(random, places, SIDE * SIDE);
	for (size_t i = 0; i < in->n; i++) {
		in->cells[i].row = places[i] / SIDE;
		in->cells[i].column = places[i] % SIDE;
		in->cells[i].has_more = random_below(random, 2) == 0;
		in->cells[i].is_fixed = random_below(random, 5) == 0;
		in->own |= (unsigned)in->cells[i].has_more << i;
		in->fixed |= (unsigned)in->cells[i].is_fixed << i;
	}
}

static bool has_same_sums(const struct instance *in, unsigned a, unsigned b)
{
	int sums[2][SIDE] = { { 0 } };

	for (size_t i = 0; i < in->n; i++) {
		int more = (int)(a >> i & 1) - (int)(b >> i & 1);

		sums[0][in->cells[i].row] += more;
		sums[1][in->cells[i].column] += more;
	}
	for (size_t i = 0; i < SIDE; i++)
		if (sums[0][i] != 0 || sums[1][i] != 0)
			return false;
	return true;
}

static bool can_change(const struct instance *in, size_t cell)
{
	unsigned fixed = in->fixed & ~(1U << cell);

	for (unsigned set = 0; set < 1U << in->n; set++)
		if (((set ^ in->own) >> cell & 1) != 0 && ((set ^ in->own) & fixed) == 0 &&
		    has_same_sums(in, set, in->own))
			return true;
	return false;
}

static void test_a_cell_changes_where_another_matrix_has_it_so(void **state)
{
	size_t n = test_instances(20000);
	uint64_t random = 1;
	size_t n_changing = 0;

	(void)state;
	for (size_t k = 0; k < n; k++) {
		struct tsop_circles circles;
		struct tsop_error err;
		struct instance in;

		make(&in, &random);
		assert_int_equal(tsop_circles_init(&circles, in.cells, in.n, SIDE, SIDE, &err), 0);
		for (size_t i = 0; i < in.n; i++) {
			bool can = can_change(&in, i);

			assert_int_equal(tsop_circles_can_change(&circles, i), can);
			n_changing += can;
		}
		tsop_circles_release(&circles);
	}
	assert_true(n_changing > n / 4);
}

/* The set whose first cells count most. */
static unsigned mirrored(const struct instance *in, unsigned set)
{
	unsigned other = 0;

	for (size_t i = 0; i < in->n; i++)
		other |= (set >> i & 1) << (in->n - 1 - i);
	return other;
}

/* The greatest set of the same sums below the limit, as mirrored; *found: is there one? */
static unsigned greatest_below(const struct instance *in, unsigned limit, bool *found)
{
	*found = false;
	while (limit-- > 0) {
		*found = has_same_sums(in, mirrored(in, limit), in->own);
		if (*found)
			return limit;
	}
	return 0;
}

static unsigned at_hand(const struct instance *in)
{
	unsigned set = 0;

	for (size_t i = 0; i < in->n; i++)
		set |= (unsigned)in->cells[i].has_more << i;
	return set;
}

static void test_all_matrices_come_in_their_order(void **state)
{
	size_t n = test_instances(20000) / 4;
	uint64_t random = 2;
	size_t n_several = 0;

	(void)state;
	for (size_t k = 0; k < n; k++) {
		struct tsop_circles circles;
		struct tsop_error err;
		struct instance in;
		bool found, is_next = true;
		unsigned set;
		size_t n_sets = 0;

		make(&in, &random);
		assert_int_equal(tsop_circles_init(&circles, in.cells, in.n, SIDE, SIDE, &err), 0);
		tsop_circles_begin(&circles);
		for (set = greatest_below(&in, 1U << in.n, &found); found;
		     set = greatest_below(&in, set, &found)) {
			assert_true(is_next);
			assert_int_equal(mirrored(&in, at_hand(&in)), set);
			is_next = tsop_circles_next(&circles);
			n_sets++;
		}
		assert_false(is_next);
		n_several += n_sets > 2;
		tsop_circles_release(&circles);
	}
	assert_true(n_several > n / 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_cell_changes_where_another_matrix_has_it_so),
		cmocka_unit_test(test_all_matrices_come_in_their_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
