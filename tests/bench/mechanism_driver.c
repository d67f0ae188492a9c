/*
 * mechanism_driver.c: people with five wishes to courses, by any mechanism.
 *
 *     mechanism_driver MECHANISM KIND PEOPLE COURSES
 *         ms, megabytes of tables, of the peak, people without a course, sum of ranks
 *
 * Kinds: `only` (nothing but the five wishes), `any` (then all other courses by
 * distance), both in an order by lot; `far` and `far-any` (the same, in an order by
 * five classes, then by distance, then by lot). Everybody has wishes of their own,
 * up to 50,000,000 cells of the table; the first courses are wished for most.
 * There are seats for 95 of 100, as many on each course.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "mechanism/mechanism.h"
#include "unit/random.h"

enum { TOWNS = 98, METERS = 400000, WISHES = 5, CLASSES = 5, CELLS = 50000000 };

static size_t bytes;

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void *take(size_t n, size_t size)
{
	void *p = calloc(n + 1, size);

	if (p == NULL) {
		fputs("mechanism_driver: out of memory\n", stderr);
		exit(4);
	}
	bytes += n * size;
	return p;
}

/* Five different courses, or all there are. */
static void make_wishes(uint16_t *ranks, uint32_t k, bool only, uint64_t *seed)
{
	uint16_t n = k < WISHES ? (uint16_t)k : WISHES;

	for (uint32_t i = 0; i < k; i++)
		ranks[i] = only ? TSOP_ASSIGN_FORBIDDEN : n;
	for (uint16_t rank = 0; rank < n;) {
		uint32_t a = random_below(seed, k);
		uint32_t b = random_below(seed, k);
		uint32_t course = a < b ? a : b;

		if (ranks[course] < n)
			continue;
		ranks[course] = rank++;
	}
}

static void make(struct tsop_assign_problem *p, const char *kind, size_t n, size_t k)
{
	uint64_t seed = 2019;
	size_t most = CELLS / k;
	uint32_t *capacity = take(k, sizeof *capacity);
	uint32_t *wishes = take(n, sizeof *wishes);
	uint32_t *origin = take(n, sizeof *origin);
	uint32_t *lot = take(n, sizeof *lot);
	uint32_t *meters = take(TOWNS * k, sizeof *meters);
	uint16_t *ranks;

	*p = (struct tsop_assign_problem){ .n_people = n, .n_courses = k, .n_origins = TOWNS };
	p->n_wishes = n < most ? n : most;
	ranks = take(p->n_wishes * k, sizeof *ranks);
	for (size_t row = 0; row < p->n_wishes; row++)
		make_wishes(&ranks[row * k], (uint32_t)k, strstr(kind, "any") == NULL, &seed);
	for (size_t i = 0; i < k; i++)
		capacity[i] = (uint32_t)(n * 95 / 100 / k);
	for (size_t i = 0; i < TOWNS * k; i++)
		meters[i] = random_below(&seed, METERS);
	for (size_t who = 0; who < n; who++) {
		wishes[who] = p->n_wishes == n ? (uint32_t)who :
						 random_below(&seed, (uint32_t)p->n_wishes);
		origin[who] = random_below(&seed, TOWNS);
	}
	shuffle(&seed, lot, n);
	p->capacity = capacity;
	p->ranks = ranks;
	p->meters = meters;
	p->wishes = wishes;
	p->origin = origin;
	p->lot = lot;
}

static const struct tsop_mechanism *find(const char *name)
{
	for (int id = TSOP_MECHANISM_MIN_COST; id <= TSOP_MECHANISM_BOSTON; id++)
		if (strcmp(tsop_mechanism_of((enum tsop_mechanism_id)id)->name, name) == 0)
			return tsop_mechanism_of((enum tsop_mechanism_id)id);
	return NULL;
}

static int measure(const struct tsop_mechanism *mechanism, const struct tsop_assign_problem *p,
		   const struct tsop_order *order)
{
	struct tsop_assign_result result;
	struct tsop_mechanism_proof proof;
	struct tsop_error err;
	struct rusage usage;
	double start = seconds();

	if (tsop_mechanism_solve(mechanism, p, order, &result, &proof, &err) != 0) {
		fprintf(stderr, "mechanism_driver: %s\n", err.text);
		return 4;
	}
	start = seconds() - start;
	getrusage(RUSAGE_SELF, &usage);
	printf("%.3f %.1f %.1f %" PRId64 " %" PRId64 "\n", start * 1000, (double)bytes / 1e6,
	       (double)usage.ru_maxrss / 1e3, result.cost.unassigned, result.cost.rank);
	tsop_assign_release(&result);
	tsop_mechanism_proof_release(&proof);
	return fflush(stdout) == 0 ? 0 : 4;
}

int main(int argc, char **argv)
{
	const struct tsop_mechanism *mechanism = argc < 5 ? NULL : find(argv[1]);
	struct tsop_assign_problem problem;
	struct tsop_order order;
	uint32_t *before;

	if (mechanism == NULL) {
		fputs("usage: mechanism_driver MECHANISM only|any|far|far-any PEOPLE COURSES\n", stderr);
		return 2;
	}
	make(&problem, argv[2], strtoul(argv[3], NULL, 10), strtoul(argv[4], NULL, 10));
	before = take(problem.n_people, sizeof *before);
	order = (struct tsop_order){ problem.lot, false, NULL };
	if (strncmp(argv[2], "far", 3) == 0 && mechanism->takes_distance) {
		for (size_t i = 0; i < problem.n_people; i++)
			before[i] = problem.lot[i] % CLASSES;
		order = (struct tsop_order){ before, true, problem.lot };
	}
	return measure(mechanism, &problem, &order);
}
