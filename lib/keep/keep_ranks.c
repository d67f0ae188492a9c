#include "keep/keep_ranks.h"

#include <assert.h>
#include <stdlib.h>

#include "assign/party.h"
#include "assign/problem.h"
#include "base/i18n.h"
#include "keep/frontier.h"
#include "keep/holders.h"
#include "keep/hull.h"

struct ranking {
	struct tsop_parties parties;
	const uint32_t *by_lot;
	uint16_t *was;	   /* [n_people] who can stay at all */
	int64_t *n_of_row; /* [rows of wishes] people who are not fixed */
	int64_t *of_rank;  /* [n of worths] */
	struct tsop_frontier_worths worths;
	int64_t limit;		    /* of all moves */
	struct tsop_frontier apart; /* where parties may come apart */
	struct tsop_frontier whole; /* with parties: the fewest moves */
};

static size_t count_ranks(const struct tsop_assign_problem *problem)
{
	size_t n = 0;

	for (size_t i = 0; i < problem->n_wishes * problem->n_courses; i++)
		if (problem->ranks[i] != TSOP_ASSIGN_FORBIDDEN && problem->ranks[i] >= n)
			n = problem->ranks[i] + 1U;
	return n;
}

/* How many people could have a rank of from..to - 1? */
static int64_t count_people(const struct ranking *ranking, size_t from, size_t to)
{
	const struct tsop_assign_problem *problem = &ranking->parties.problem;
	int64_t n = 0;

	for (size_t row = 0; row < problem->n_wishes; row++) {
		const uint16_t *ranks = &problem->ranks[row * problem->n_courses];
		bool any = false;

		for (size_t i = 0; i < problem->n_courses; i++)
			any = any || (ranks[i] != TSOP_ASSIGN_FORBIDDEN && ranks[i] >= from &&
				      ranks[i] < to);
		n += any ? ranking->n_of_row[row] : 0;
	}
	return n;
}

/* The worths, from the last rank on; then what each is worth less than the first. False: too much. */
static bool weigh(struct ranking *ranking)
{
	const struct tsop_assign_problem *problem = &ranking->parties.problem;
	size_t n = ranking->worths.n;
	int64_t top = 0;

	for (uint32_t who = 0; who < problem->n_people; who++)
		ranking->n_of_row[problem->wishes[who]] += !tsop_problem_is_fixed(problem, who);
	for (size_t rank = n; rank-- > 0;) {
		int64_t n_later = count_people(ranking, rank + 1, n);

		if (count_people(ranking, rank, rank + 1) == 0)
			continue;
		if (n_later > 0 && top > ((int64_t)1 << 61) / n_later)
			return false;
		ranking->of_rank[rank] = top = 1 + n_later * top;
	}
	for (size_t rank = 0; rank < n; rank++)
		ranking->of_rank[rank] = top - ranking->of_rank[rank];
	ranking->worths.of_rank = ranking->of_rank;
	ranking->worths.none = top;
	return true;
}

static int refuse(const struct ranking *ranking, struct tsop_error *err)
{
	return tsop_fail(err, TSOP_INPUT,
			 _("rank-maximal can not weigh moves of %zu people over %zu ranks; expected "
			   "fewer wishes, or another mechanism"),
			 ranking->parties.problem.n_people, ranking->worths.n);
}

static int prepare(struct ranking *ranking, struct tsop_error *err)
{
	const struct tsop_assign_problem *problem = &ranking->parties.problem;
	bool fits = false;

	ranking->worths.n = count_ranks(problem);
	ranking->n_of_row = calloc(problem->n_wishes + 1, sizeof *ranking->n_of_row);
	ranking->of_rank = calloc(ranking->worths.n + 1, sizeof *ranking->of_rank);
	if (ranking->n_of_row == NULL || ranking->of_rank == NULL)
		return tsop_fail_memory(err);
	if (!weigh(ranking))
		return refuse(ranking, err);
	if (tsop_frontier_init(&ranking->apart, problem, false, ranking->was, ranking->by_lot,
			       err) != 0 ||
	    tsop_frontier_set_worths(&ranking->apart, &ranking->worths, &fits, err) != 0)
		return -1;
	return fits ? 0 : refuse(ranking, err);
}

/* The fewest moves; with parties a search. */
static int count_forced(struct ranking *ranking, int64_t *forced, struct tsop_error *err)
{
	if (tsop_frontier_enter_ends(&ranking->apart, err) != 0)
		return -1;
	*forced = ranking->apart.n_forced;
	if (ranking->parties.n == 0)
		return 0;
	if (tsop_frontier_init(&ranking->whole, &ranking->parties.problem, true, ranking->was,
			       ranking->by_lot, err) != 0 ||
	    tsop_frontier_count_forced(&ranking->whole, err) != 0)
		return -1;
	*forced = ranking->whole.n_forced;
	return 0;
}

/* From the fewest moves on, by the price of the budget where parties may come apart. */
static int search_parties(struct ranking *ranking, size_t i, struct tsop_budget *found,
			  struct tsop_error *err)
{
	struct tsop_frontier *apart = &ranking->apart;
	struct tsop_assign_problem problem = ranking->parties.problem;
	const struct tsop_budget_request request = {
		.problem = &problem,
		.by_lot = ranking->by_lot,
		.budget = ranking->limit,
		.known = ranking->whole.fewest,
		.settles = true,
	};
	struct tsop_assign_stay stay;
	struct tsop_penalty price;

	if (tsop_hull_price(apart, i, &price, err) != 0)
		return -1;
	if (!tsop_frontier_weigh(apart, price, &stay))
		return refuse(ranking, err);
	problem.stay = &stay;
	if (tsop_budget_solve(&request, found, err) != 0)
		return -1;
	found->optimal = found->optimal && ranking->whole.is_least;
	return 0;
}

static int solve(struct ranking *ranking, const struct tsop_keep *keep, struct tsop_keep_ranks *out,
		 struct tsop_error *err)
{
	int64_t budget = keep->budget == TSOP_KEEP_NO_BUDGET ? 0 : keep->budget;
	size_t i;

	if (prepare(ranking, err) != 0 || count_forced(ranking, &out->forced, err) != 0)
		return -1;
	ranking->limit = tsop_keep_limit(budget, keep->is_limit, out->forced);
	if (tsop_hull_bracket(&ranking->apart, ranking->limit, &i, err) != 0)
		return -1;
	if (ranking->parties.n > 0)
		return search_parties(ranking, i, &out->found, err);
	return tsop_hull_meet(&ranking->apart, ranking->limit, i, true, &out->found, err);
}

/* The problem was checked. */
static int run(struct ranking *ranking, const struct tsop_assign_problem *problem,
	       const struct tsop_keep *keep, struct tsop_keep_ranks *out, struct tsop_error *err)
{
	ranking->was = calloc(problem->n_people + 1, sizeof *ranking->was);
	if (ranking->was == NULL)
		return tsop_fail_memory(err);
	tsop_holders_find(problem, keep->was, ranking->was);
	if (tsop_parties_init(&ranking->parties, problem, ranking->by_lot, err) != 0)
		return -1;
	return solve(ranking, keep, out, err);
}

int tsop_keep_ranks_solve(const struct tsop_assign_problem *problem, const struct tsop_keep *keep,
			  struct tsop_keep_ranks *out, struct tsop_error *err)
{
	struct ranking ranking = { .limit = 0 };
	uint32_t *by_lot;
	size_t fault;
	int status;

	*out = (struct tsop_keep_ranks){ .forced = 0 };
	assert(problem->minimum == NULL);
	if (tsop_problem_check(problem, &fault, err) != 0)
		return -1;
	by_lot = tsop_problem_by_lot(problem, err);
	if (by_lot == NULL)
		return -1;
	ranking.by_lot = by_lot;
	status = run(&ranking, problem, keep, out, err);
	tsop_frontier_release(&ranking.apart);
	tsop_frontier_release(&ranking.whole);
	tsop_parties_release(&ranking.parties);
	free(ranking.was);
	free(ranking.n_of_row);
	free(ranking.of_rank);
	free(by_lot);
	return status;
}

void tsop_keep_ranks_release(struct tsop_keep_ranks *out)
{
	tsop_budget_release(&out->found);
}
