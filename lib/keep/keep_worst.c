#include "keep/keep_worst.h"

#include <stdlib.h>

#include "assign/problem.h"
#include "keep/holders.h"

enum { NO_RANK = -1 };

struct halving {
	const struct tsop_assign_problem *problem;
	const struct tsop_keep *keep;
	struct tsop_assign_problem limited; /* courses over a rank are forbidden */
	uint16_t *ranks;
	uint16_t *was;	    /* [n_people] who can stay at all */
	int64_t limit;	    /* of all moves */
	int64_t unassigned; /* within it */
	int64_t least;	    /* no fewer are without a course within it */
	bool is_first_best; /* the least cost of any ranks is known */
	int proven;	    /* up to this rank more are without a course */
};

static size_t n_cells(const struct tsop_assign_problem *problem)
{
	return problem->n_wishes * problem->n_courses;
}

/* The greatest rank that anybody has who is not fixed, or NO_RANK. */
static int find_greatest(const struct tsop_assign_problem *problem, const uint16_t *course)
{
	int greatest = NO_RANK;

	for (uint32_t who = 0; who < problem->n_people; who++)
		if (!tsop_problem_is_fixed(problem, who) && course[who] != TSOP_ASSIGN_NO_COURSE &&
		    tsop_problem_rank(problem, who, course[who]) > greatest)
			greatest = tsop_problem_rank(problem, who, course[who]);
	return greatest;
}

/* Nobody may have a course of a greater rank. Returns how many have to move for that. */
static int64_t limit_ranks(struct halving *halving, int rank)
{
	const struct tsop_assign_problem *problem = halving->problem;
	int64_t n_over = 0;

	for (size_t i = 0; i < n_cells(problem); i++)
		halving->ranks[i] = problem->ranks[i] <= rank ? problem->ranks[i] :
								TSOP_ASSIGN_FORBIDDEN;
	for (uint32_t who = 0; who < problem->n_people; who++)
		n_over += halving->was[who] != TSOP_ASSIGN_NO_COURSE &&
			  tsop_problem_rank(problem, who, halving->was[who]) > rank;
	return n_over;
}

/*
 * The least cost within the limit where nobody may have a greater rank. *any: there is one; not
 * where a course with fixed people lacks others then.
 */
static int solve_limited(struct halving *halving, int rank, struct tsop_keep_result *out,
			 bool *any, struct tsop_error *err)
{
	const struct tsop_keep keep = {
		.was = halving->was,
		.budget = halving->limit - limit_ranks(halving, rank),
		.is_limit = true,
		.is_bare = true,
	};

	struct tsop_error lacking;

	*any = keep.budget >= 0;
	if (!*any)
		return 0;
	if (tsop_keep_solve(&halving->limited, &keep, out, &lacking) != 0) {
		*any = false;
		if (out->result.fault != SIZE_MAX)
			return 0;
		*err = lacking;
		return -1;
	}
	*any = out->moves <= keep.budget;
	return 0;
}

/* Do as few stay without a course? If that is not known, it is not proven that they do not. */
static int try_rank(struct halving *halving, int rank, bool *is_good, bool *is_proven,
		    struct tsop_error *err)
{
	struct tsop_keep_result out = { .result.fault = SIZE_MAX };
	bool any;
	int status = solve_limited(halving, rank, &out, &any, err);

	*is_good = status == 0 && any && out.result.cost.unassigned <= halving->unassigned;
	*is_proven = status == 0 && (any ? out.result.bound.unassigned > halving->unassigned :
					   out.result.course == NULL || out.is_least);
	tsop_keep_release(&out);
	return status;
}

/* The least rank, not over `worst`, under which as few are known to stay without a course. */
static int find_worst(struct halving *halving, int *worst, struct tsop_error *err)
{
	int low = NO_RANK;

	halving->proven = NO_RANK;
	while (*worst - low > 1) {
		int middle = low + (*worst - low) / 2;
		bool is_good, is_proven;

		if (try_rank(halving, middle, &is_good, &is_proven, err) != 0)
			return -1;
		if (is_good) {
			*worst = middle;
			continue;
		}
		low = middle;
		if (is_proven)
			halving->proven = middle;
	}
	return 0;
}

/* What nothing is better than. */
static void set_bound(const struct halving *halving, struct tsop_keep_result *out,
		      struct tsop_keep_worst *worst)
{
	struct tsop_assign_result *result = &out->result;

	worst->worst_bound = worst->worst_rank;
	if (halving->least == halving->unassigned &&
	    halving->proven == (int)worst->worst_rank - 1 &&
	    (halving->is_first_best || halving->keep->budget != TSOP_KEEP_NO_BUDGET))
		return;
	result->optimal = false;
	result->tied = true;
	result->bound = (struct tsop_assign_cost){ halving->least, 0, 0 };
	worst->worst_bound = 0;
	if (halving->least == halving->unassigned)
		worst->worst_bound = (uint16_t)(halving->proven + 1);
}

/* Where a search has ended too early to keep to the limit: the least cost of any ranks does. */
static void fall_back(struct halving *halving, struct tsop_keep_result *first,
		      struct tsop_keep_result *out)
{
	struct tsop_keep_result other = *out;

	*out = *first;
	*first = other;
	tsop_certify_release(&out->certify); /* it is of the least cost alone */
	halving->proven = NO_RANK;
}

/* From the least cost of any ranks to the least of the best worst rank. */
static int run(struct halving *halving, struct tsop_keep_result *first,
	       struct tsop_keep_result *out, struct tsop_keep_worst *worst, struct tsop_error *err)
{
	const struct tsop_keep *keep = halving->keep;
	const int64_t forced = first->forced;
	const bool is_least = first->is_least;
	int rank = find_greatest(halving->problem, first->result.course);
	bool any;

	halving->is_first_best = first->result.optimal;
	halving->unassigned = first->result.cost.unassigned;
	halving->least = first->result.optimal ? halving->unassigned
					       : first->result.bound.unassigned;
	halving->limit = keep->budget == TSOP_KEEP_NO_BUDGET ? first->moves :
								first->forced + keep->budget;
	tsop_holders_find(halving->problem, keep->was, halving->was);
	if (find_worst(halving, &rank, err) != 0 ||
	    solve_limited(halving, rank < 0 ? 0 : rank, out, &any, err) != 0)
		return -1;
	if (!any)
		fall_back(halving, first, out);
	rank = find_greatest(halving->problem, out->result.course);
	worst->worst_rank = (uint16_t)(rank < 0 ? 0 : rank);
	out->is_least = is_least;
	out->forced = forced;
	out->moves = tsop_holders_moves(halving->problem, halving->was, out->result.course);
	set_bound(halving, out, worst);
	return 0;
}

static int prepare(struct halving *halving, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = halving->problem;

	halving->ranks = calloc(n_cells(problem) + 1, sizeof *halving->ranks);
	halving->was = calloc(problem->n_people + 1, sizeof *halving->was);
	if (halving->ranks == NULL || halving->was == NULL)
		return tsop_fail_memory(err);
	halving->limited = *problem;
	halving->limited.ranks = halving->ranks;
	return 0;
}

int tsop_keep_worst_solve(const struct tsop_assign_problem *problem, const struct tsop_keep *keep,
			  struct tsop_keep_result *out, struct tsop_keep_worst *worst,
			  struct tsop_error *err)
{
	const struct tsop_keep any = { keep->was, keep->budget, false, true };
	struct halving halving = { .problem = problem, .keep = keep };
	struct tsop_keep_result first;
	int status;

	*out = (struct tsop_keep_result){ .result.fault = SIZE_MAX };
	status = tsop_keep_solve(problem, &any, &first, err);
	out->result.fault = first.result.fault;
	if (status == 0)
		status = prepare(&halving, err);
	if (status == 0)
		status = run(&halving, &first, out, worst, err);
	tsop_keep_release(&first);
	if (status != 0) {
		size_t fault = out->result.fault;

		tsop_keep_release(out);
		out->result.fault = fault;
	}
	free(halving.ranks);
	free(halving.was);
	return status;
}
