/*
 * keep_reference.h: what keeping people where they were is held against: of all
 * assignments of a small problem, the least for each number of moves.
 */
#ifndef TSOP_TESTS_KEEP_REFERENCE_H
#define TSOP_TESTS_KEEP_REFERENCE_H

#include "judgment.h"
#include "keep/keep.h"

enum { N_INSTANCES = 20000 };

/* By moves: whether any assignment has so many, and the least of those by the judge. */
struct every {
	const struct tsop_assign_problem *problem;
	const uint16_t *was;
	judge_fn judge;
	bool is_possible[MAX_PEOPLE + 1];
	struct judgment least[MAX_PEOPLE + 1];
};

static inline void visit_moves(void *context, const uint16_t *course, uint32_t closed)
{
	struct every *every = context;
	struct judgment value = every->judge(every->problem, course);
	int64_t moves = count_moves(every->problem, every->was, course);

	(void)closed;
	if (every->is_possible[moves] && compare_judgments(&every->least[moves], &value) <= 0)
		return;
	every->is_possible[moves] = true;
	every->least[moves] = value;
}

static inline void list_every(struct every *every, const struct tsop_assign_problem *p,
			      const uint16_t *was, judge_fn judge)
{
	*every = (struct every){ .problem = p, .was = was, .judge = judge };
	each_assignment(p, visit_moves, every);
}

/* Of up to that many moves, the fewest that are the least by the judge; -1: none is possible. */
static inline int64_t best_moves(const struct every *every, int64_t limit)
{
	int64_t best = -1;

	for (int64_t moves = 0; moves <= limit && moves <= MAX_PEOPLE; moves++)
		if (every->is_possible[moves] &&
		    (best < 0 || compare_judgments(&every->least[moves], &every->least[best]) < 0))
			best = moves;
	return best;
}

/* How few must move; every has an assignment. */
static inline int64_t find_forced(const struct every *every)
{
	int64_t forced = 0;

	while (!every->is_possible[forced])
		forced++;
	return forced;
}

/* What a random problem is like; is_cut: its searches end after a few flows. */
struct random_keep {
	bool with_parties, with_minima, is_cut;
};

typedef void (*check_keep_fn)(const struct tsop_assign_problem *p, const uint16_t *was,
			      int64_t budget, bool is_cut);

/* With a budget of up to 3 moves, or none. */
static inline void check_random(check_keep_fn check, struct random_keep kind, uint64_t state)
{
	for (size_t i = 0; i < test_instances(N_INSTANCES); i++) {
		struct small small;
		struct tsop_assign_problem *p = &small.problem;
		uint16_t was[MAX_PEOPLE];

		random_small(&state, &small, kind.with_parties);
		if (kind.with_minima)
			random_minima(&state, &small);
		random_was(&state, p, was);
		if (kind.is_cut)
			p->max_nodes = 1 + random_below(&state, 6);
		check(p, was, (int64_t)random_below(&state, 5) - 1, kind.is_cut);
	}
}

#endif
