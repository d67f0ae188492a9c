/*
 * assign_driver.c: people to courses, of any number, and how long it takes.
 *
 *     assign_driver solve KIND PEOPLE COURSES    ms, megabytes of tables, peak, cost
 *     assign_driver print KIND PEOPLE COURSES    the problem as text, for others to solve
 *
 * The kinds are those of a table below. The lot decides where people share lists of
 * wishes, and there are seats for 95 of 100 unless the kind says otherwise.
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

enum wishes {
	NO_WISHES,
	SOME_WISHES, /* up to three */
	THE_FIRST,   /* all want the first course */
};

struct kind {
	const char *name;
	uint32_t n_lists; /* of wishes; 0: everyone has wishes and distances of their own */
	uint32_t n_towns;
	enum wishes wishes;
	bool has_parties; /* a third come with others */
	bool is_spread;	  /* the people of a town are on different courses */
	uint32_t seats;	  /* for so many of 100 people */
	uint32_t minimum; /* in 100 seats of a course, or 0 */
};

static const struct kind kinds[] = {
	{ "home", LISTS, TOWNS, SOME_WISHES, false, false, 95, 0 },
	{ "own", 0, 0, SOME_WISHES, false, false, 95, 0 },
	{ "far", 0, 0, NO_WISHES, false, false, 95, 0 },
	{ "one", 0, 0, THE_FIRST, false, false, 95, 0 },
	{ "alike", 1, 1, SOME_WISHES, false, false, 95, 0 },
	{ "parties", LISTS, TOWNS, SOME_WISHES, true, false, 95, 0 },
	{ "spread", LISTS, TOWNS, SOME_WISHES, false, true, 95, 0 },
	{ "minima", LISTS, TOWNS, SOME_WISHES, false, false, 140, 66 },
	{ "tight", LISTS, TOWNS, SOME_WISHES, false, false, 125, 94 },
};

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

static void make_wishes(struct instance *instance, enum wishes wishes, uint64_t *seed)
{
	const struct tsop_assign_problem *p = &instance->problem;

	for (size_t row = 0; wishes != NO_WISHES && row < p->n_wishes; row++) {
		uint16_t *ranks = &instance->ranks[row * p->n_courses];
		uint16_t n = (uint16_t)random_below(seed, 4);

		for (size_t i = 0; i < p->n_courses; i++)
			ranks[i] = n;
		for (uint16_t rank = n; rank-- > 0;)
			ranks[random_below(seed, (uint32_t)p->n_courses)] = rank;
	}
	for (size_t i = 0; wishes == THE_FIRST && i < p->n_wishes * p->n_courses; i++)
		instance->ranks[i] = i % p->n_courses > 0;
}

static void make_people(struct instance *instance, bool is_own, uint64_t *seed)
{
	const struct tsop_assign_problem *p = &instance->problem;
	uint32_t party = 0;
	uint32_t left = 0;

	for (uint32_t who = 0; who < p->n_people; who++) {
		instance->wishes[who] = is_own ? who : random_below(seed, (uint32_t)p->n_wishes);
		instance->origin[who] = is_own ? who : random_below(seed, (uint32_t)p->n_origins);
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

static void set_seats(struct instance *instance, const struct kind *kind)
{
	const struct tsop_assign_problem *p = &instance->problem;

	for (size_t i = 0; i < p->n_courses; i++) {
		instance->capacity[i] = (uint32_t)(p->n_people * kind->seats / 100 / p->n_courses);
		instance->minimum[i] = instance->capacity[i] * kind->minimum / 100;
	}
}

static void make(struct instance *instance, const struct kind *kind, size_t n_people,
		 size_t n_courses)
{
	struct tsop_assign_problem *p = &instance->problem;
	bool is_own = kind->n_lists == 0;
	uint64_t seed = 2019;

	*p = (struct tsop_assign_problem){ .n_people = n_people,
					   .n_courses = n_courses,
					   .n_parties = n_people,
					   .max_nodes = TSOP_ASSIGN_MAX_NODES };
	p->n_wishes = is_own ? n_people : kind->n_lists;
	p->n_origins = is_own ? n_people : kind->n_towns;
	take_tables(instance);
	set_seats(instance, kind);
	make_wishes(instance, kind->wishes, &seed);
	for (size_t i = 0; i < p->n_origins * n_courses; i++)
		instance->meters[i] = random_below(&seed, METERS);
	make_people(instance, is_own, &seed);
	shuffle(&seed, instance->lot, n_people);
	if (is_own)
		p->lot = NULL;
	if (kind->has_parties)
		p->party = instance->party;
	if (kind->minimum > 0)
		p->minimum = instance->minimum;
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

static const struct kind *find(const char *name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

int main(int argc, char **argv)
{
	struct instance instance = { .bytes = 0 };
	const struct kind *kind = argc == 5 ? find(argv[2]) : NULL;
	bool prints = kind != NULL && strcmp(argv[1], "print") == 0;

	if (kind == NULL || (!prints && strcmp(argv[1], "solve") != 0)) {
		fputs("usage: assign_driver solve|print KIND PEOPLE COURSES\n", stderr);
		return 2;
	}
	make(&instance, kind, strtoul(argv[3], NULL, 10), strtoul(argv[4], NULL, 10));
	if (prints) {
		print(&instance.problem);
		return fflush(stdout) == 0 ? 0 : 4;
	}
	return measure(&instance, kind->is_spread);
}
