/*
 * judgment.h: by what assignments are compared where it is not the cost alone,
 * and which of all assignments of a small problem are the best by it.
 */
#ifndef TSOP_TESTS_JUDGMENT_H
#define TSOP_TESTS_JUDGMENT_H

#include "assign_reference.h"
#include "check.h"

enum { MAX_RANKS = 8 };

/* The first difference decides, less is better. Those who are fixed are not counted. */
struct judgment {
	int64_t value[MAX_RANKS + 2];
};

typedef struct judgment (*judge_fn)(const struct tsop_assign_problem *p, const uint16_t *course);

static inline int compare_judgments(const struct judgment *a, const struct judgment *b)
{
	for (size_t i = 0; i < MAX_RANKS + 2; i++)
		if (a->value[i] != b->value[i])
			return a->value[i] < b->value[i] ? -1 : 1;
	return 0;
}

/* People without a course, ranks, meters. */
static inline struct judgment by_cost(const struct tsop_assign_problem *p, const uint16_t *course)
{
	struct tsop_assign_cost cost = total_cost(p, course);

	return (struct judgment){ { cost.unassigned, cost.rank, cost.meters } };
}

/* As many as can be of rank 0, then of rank 1, and so on; then meters. */
static inline struct judgment by_signature(const struct tsop_assign_problem *p,
					   const uint16_t *course)
{
	struct judgment judgment = { { 0 } };

	for (size_t who = 0; who < p->n_people; who++) {
		struct tsop_assign_cost cost = cost_of(p, who, course[who]);

		if (is_fixed(p, who) || course[who] == TSOP_ASSIGN_NO_COURSE)
			continue;
		assert_true(cost.rank < MAX_RANKS);
		judgment.value[cost.rank]--;
		judgment.value[MAX_RANKS] += cost.meters;
	}
	return judgment;
}

/* People without a course, the worst rank, ranks, meters. */
static inline struct judgment by_worst_rank(const struct tsop_assign_problem *p,
					    const uint16_t *course)
{
	struct tsop_assign_cost sum = total_cost(p, course);
	int64_t worst = 0;

	for (size_t who = 0; who < p->n_people; who++) {
		int64_t rank = cost_of(p, who, course[who]).rank;

		if (!is_fixed(p, who) && rank > worst)
			worst = rank;
	}
	return (struct judgment){ { sum.unassigned, worst, sum.rank, sum.meters } };
}

struct contest {
	struct reference *reference;
	judge_fn judge;
	struct judgment best;
};

static inline void visit_judged(void *context, const uint16_t *course, uint32_t closed)
{
	struct contest *contest = context;
	struct reference *r = contest->reference;
	struct judgment judgment = contest->judge(r->problem, course);
	int order = r->n_best == 0 ? -1 : compare_judgments(&judgment, &contest->best);

	(void)closed;
	if (order > 0)
		return;
	if (order < 0)
		r->n_best = 0;
	contest->best = judgment;
	add_best(r, course);
}

/*
 * All best assignments of a problem without minima, and how good they are; n_best is 0 where there
 * is no assignment.
 */
static inline struct judgment find_best(const struct tsop_assign_problem *p, judge_fn judge,
					struct reference *r)
{
	struct contest contest = { .reference = r, .judge = judge };

	r->problem = p;
	r->n_best = 0;
	each_assignment(p, visit_judged, &contest);
	mark_tied(r);
	return contest.best;
}

#endif
