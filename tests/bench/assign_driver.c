/*
 * assign_driver.c: people to courses, of any number, and how long it takes.
 *
 *     assign_driver KIND PEOPLE COURSES          solve: ms, megabytes of tables, peak, cost
 *     assign_driver KIND PEOPLE COURSES print    the problem as text, for others to solve
 *
 * Kinds: `home` (98 towns, 200 lists of wishes), `own` (everyone their own
 * wishes and distances), `far` (the distances alone), `one` (as own, and all
 * want the first course), `alike` (no two differ), `parties` (as home, a
 * third come with others), `minima` (as home, seats for 140 of 100, no course
 * with less than two thirds of its seats), `spread` (as home, the people of a
 * town on different courses), `tight` (as home, seats for 125 of 100, no course
 * with less than 94 in 100 of its seats). Else there are seats for 95 of 100.
 * The lot decides but for `own`, `far` and `one`.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "assign/assign.h"
#include "assign/spread.h"
#include "unit/random.h"

enum { TOWNS = 98, LISTS = 200, METERS = 400000 };

struct instance {
	struct tsop_assign_problem problem;
	uint32_t *capacity;
	uint32_t *minimum;
	uint16_t *ranks;
	uint32_t *meters;
	uint32_t *wishes;
	uint32_t *origin;
	uint32_t *lot;
	uint32_t *party;
	size_t bytes;
};

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void *take(struct instance *instance, size_t n, size_t size)
{
	void *p = calloc(n + 1, size);

	if (p == NULL) {
		fputs("assign_driver: out of memory\n", stderr);
		exit(4);
	}
	instance->bytes += n * size;
	return p;
}

static void take_tables(struct instance *instance)
{
	struct tsop_assign_problem *p = &instance->problem;

	p->capacity = instance->capacity = take(instance, p->n_courses, sizeof *p->capacity);
	instance->minimum = take(instance, p->n_courses, sizeof *instance->minimum);
	p->ranks = instance->ranks = take(instance, p->n_wishes * p->n_courses, sizeof *p->ranks);
	p->meters = instance->meters =
		take(instance, p->n_origins * p->n_courses, sizeof *p->meters);
	p->wishes = instance->wishes = take(instance, p->n_people, sizeof *p->wishes);
	p->origin = instance->origin = take(instance, p->n_people, sizeof *p->origin);
	p->lot = instance->lot = take(instance, p->n_people, sizeof *p->lot);
	instance->party = take(instance, p->n_people, sizeof *p->party);
}

/* Up to three wishes. */
static void make_wishes(struct instance *instance, uint64_t *seed)
{
	const struct tsop_assign_problem *p = &instance->problem;

	for (size_t row = 0; row < p->n_wishes; row++) {
		uint16_t *ranks = &instance->ranks[row * p->n_courses];
		uint16_t n = (uint16_t)random_below(seed, 4);

		for (size_t i = 0; i < p->n_courses; i++)
			ranks[i] = n;
		for (uint16_t rank = n; rank-- > 0;)
			ranks[random_below(seed, (uint32_t)p->n_courses)] = rank;
	}
}

static void make_people(struct instance *instance, uint64_t *seed)
{
	const struct tsop_assign_problem *p = &instance->problem;
	uint32_t party = 0;
	uint32_t left = 0;

	for (uint32_t who = 0; who < p->n_people; who++) {
		bool own = p->n_wishes == p->n_people;

		instance->wishes[who] = own ? who : random_below(seed, (uint32_t)p->n_wishes);
		instance->origin[who] = own ? who : random_below(seed, (uint32_t)p->n_origins);
		if (left == 0) {
			left = random_below(seed, 6) > 0 ? 1 : 2 + random_below(seed, 3);
			party++;
		} else {
			instance->wishes[who] = instance->wishes[who - 1];
			instance->origin[who] = instance->origin[who - 1];
		}
		instance->party[who] = party - 1;
		left--;
	}
}

/* Percent: seats of all people, a minimum of the seats. */
static void set_minima(struct instance *instance, uint32_t seats, uint32_t minimum)
{
	struct tsop_assign_problem *p = &instance->problem;

	for (size_t i = 0; i < p->n_courses; i++) {
		instance->capacity[i] = (uint32_t)(p->n_people * seats / 100 / p->n_courses);
		instance->minimum[i] = instance->capacity[i] * minimum / 100;
	}
	p->minimum = instance->minimum;
}

static void make(struct instance *instance, const char *kind, size_t n_people, size_t n_courses)
{
	struct tsop_assign_problem *p = &instance->problem;
	bool far = strcmp(kind, "far") == 0;
	bool own = far || strcmp(kind, "own") == 0 || strcmp(kind, "one") == 0;
	bool alike = strcmp(kind, "alike") == 0;
	uint64_t seed = 2019;

	*p = (struct tsop_assign_problem){ .n_people = n_people,
					   .n_courses = n_courses,
					   .n_parties = n_people,
					   .max_nodes = TSOP_ASSIGN_MAX_NODES };
	p->n_wishes = own ? n_people : alike ? 1 : LISTS;
	p->n_origins = own ? n_people : alike ? 1 : TOWNS;
	take_tables(instance);
	for (size_t i = 0; i < n_courses; i++)
		instance->capacity[i] = (uint32_t)(n_people * 95 / 100 / n_courses);
	if (!far)
		make_wishes(instance, &seed);
	for (size_t i = 0; strcmp(kind, "one") == 0 && i < n_people * n_courses; i++)
		instance->ranks[i] = i % n_courses > 0;
	for (size_t i = 0; i < p->n_origins * n_courses; i++)
		instance->meters[i] = random_below(&seed, METERS);
	make_people(instance, &seed);
	shuffle(&seed, instance->lot, n_people);
	if (own)
		p->lot = NULL;
	if (strcmp(kind, "parties") == 0)
		p->party = instance->party;
	if (strcmp(kind, "minima") == 0)
		set_minima(instance, 140, 66);
	if (strcmp(kind, "tight") == 0)
		set_minima(instance, 125, 94);
}

/* n, k; the seats; then for each person k pairs of rank and meters. */
static void print(const struct tsop_assign_problem *p)
{
	printf("%zu %zu\n", p->n_people, p->n_courses);
	for (size_t i = 0; i < p->n_courses; i++)
		printf("%" PRIu32 " ", p->capacity[i]);
	putchar('\n');
	for (size_t who = 0; who < p->n_people; who++) {
		for (size_t i = 0; i < p->n_courses; i++)
			printf("%d %" PRIu32 " ", p->ranks[p->wishes[who] * p->n_courses + i],
			       p->meters[p->origin[who] * p->n_courses + i]);
		putchar('\n');
	}
}

static int solve(const struct tsop_assign_problem *problem, bool is_spread,
		 struct tsop_assign_result *result, struct tsop_error *err)
{
	struct tsop_spread_proof proof;
	int status;

	if (!is_spread)
		return tsop_assign_solve(problem, result, err);
	status = tsop_spread_solve(problem, problem->origin, problem->n_origins, result, &proof,
				   err);
	tsop_spread_proof_release(&proof);
	return status;
}

static int measure(const struct instance *instance, bool is_spread)
{
	struct tsop_assign_result result;
	struct tsop_error err;
	struct rusage usage;
	double start = seconds();

	if (solve(&instance->problem, is_spread, &result, &err) != 0) {
		fprintf(stderr, "assign_driver: %s\n", err.text);
		return 4;
	}
	start = seconds() - start;
	getrusage(RUSAGE_SELF, &usage);
	printf("%.3f %.1f %.1f %" PRId64 " %" PRId64 " %" PRId64 " %s\n", start * 1000,
	       (double)instance->bytes / 1e6, (double)usage.ru_maxrss / 1e3, result.cost.unassigned,
	       result.cost.rank, result.cost.meters, result.optimal ? "optimal" : "gap");
	tsop_assign_release(&result);
	return 0;
}

int main(int argc, char **argv)
{
	struct instance instance = { .bytes = 0 };

	if (argc < 4) {
		fputs("usage: assign_driver KIND PEOPLE COURSES [print]\n", stderr);
		return 2;
	}
	make(&instance, argv[1], strtoul(argv[2], NULL, 10), strtoul(argv[3], NULL, 10));
	if (argc > 4) {
		print(&instance.problem);
		return fflush(stdout) == 0 ? 0 : 4;
	}
	return measure(&instance, strcmp(argv[1], "spread") == 0);
}
