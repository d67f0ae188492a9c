#include "mechanism/rank_search.h"

#include <inttypes.h>
#include <stdlib.h>

#include "assign/cost.h"
#include "assign/optimum.h"
#include "assign/problem.h"
#include "base/i18n.h"
#include "mechanism/rank_maximal.h"

/* One digit: the ranks from `from` to before `to`, and what nothing of them is worth less. */
struct digit {
	size_t from, to;
	int64_t top; /* the worth of the first of its ranks; 0: it has none */
};

struct search {
	const struct tsop_parties *parties;
	const struct tsop_assign_problem *problem; /* of the parties */
	size_t n_ranks;
	int64_t n_free;	    /* people who are not fixed */
	int64_t *people_of; /* [n_wishes] how many of them have that row */
	int64_t *worth;	    /* [n_ranks] within its digit; 0: nobody could have that rank */
	struct digit upper, lower;
	int64_t *cost; /* [MAX_RANK + 1] of a rank */
	struct tsop_assign_stay stay;
	struct tsop_arena arena;
};

/* Could somebody of the row have a rank of from..to - 1? */
static bool has_rank(const struct search *s, size_t row, size_t from, size_t to)
{
	const uint16_t *ranks = &s->problem->ranks[row * s->problem->n_courses];

	for (size_t i = 0; i < s->problem->n_courses; i++)
		if (ranks[i] != TSOP_ASSIGN_FORBIDDEN && ranks[i] >= from && ranks[i] < to)
			return true;
	return false;
}

static int64_t count_people(const struct search *s, size_t from, size_t to)
{
	int64_t n = 0;

	for (size_t row = 0; row < s->problem->n_wishes; row++)
		if (s->people_of[row] > 0 && has_rank(s, row, from, to))
			n += s->people_of[row];
	return n;
}

/* Take ranks from the last before `to` on, as many as have worths up to the most. */
static void fill_digit(struct search *s, struct digit *digit, size_t to, int64_t most)
{
	*digit = (struct digit){ to, to, 0 };
	while (digit->from > 0) {
		size_t rank = digit->from - 1;
		int64_t worth = 0;

		if (count_people(s, rank, rank + 1) > 0)
			worth = 1 + count_people(s, rank + 1, to) * digit->top;
		if (worth > most)
			return;
		s->worth[rank] = worth;
		digit->top = worth > 0 ? worth : digit->top;
		digit->from = rank;
	}
}

static size_t largest_party(const struct tsop_parties *parties)
{
	size_t largest = 1;

	for (size_t i = 0; i < parties->n; i++)
		if (parties->first[i + 1] - parties->first[i] > largest)
			largest = parties->first[i + 1] - parties->first[i];
	return largest;
}

/*
 * The worth that a digit can hold: of one person, and so that the costs of all, and beside them of
 * a party at the highest prices, which are no more than all can gain who make room along the
 * courses, stay within its sums.
 */
static int64_t most_worth(const struct search *s, int64_t of_one, int64_t of_all)
{
	int64_t n = s->n_free + (int64_t)((s->problem->n_courses + 1) * largest_party(s->parties));
	int64_t by_sum = of_all / 2 / n;

	return by_sum < of_one ? by_sum : of_one - 1;
}

static int64_t pack(int64_t upper, int64_t lower)
{
	return tsop_cost_pack_move((struct tsop_assign_cost){ upper, lower, 0 });
}

/* What a rank costs, and to be without a course: all that it is worth less than the first. */
static void set_costs(struct search *s, const uint16_t *nowhere)
{
	for (size_t rank = 0; rank < s->n_ranks; rank++) {
		bool is_upper = rank < s->upper.to;

		s->cost[rank] = pack(s->upper.top - (is_upper ? s->worth[rank] : 0),
				     s->lower.top - (is_upper ? 0 : s->worth[rank]));
	}
	s->stay = (struct tsop_assign_stay){
		.course = nowhere,
		.unassigned = pack(s->upper.top, s->lower.top),
		.meters = 1,
		.of_rank = s->cost,
	};
}

static int weigh(struct search *s, struct tsop_error *err)
{
	uint16_t *nowhere;

	s->worth = tsop_arena_take(&s->arena, s->n_ranks, sizeof *s->worth);
	s->cost = tsop_arena_take(&s->arena, s->n_ranks, sizeof *s->cost);
	s->people_of = tsop_arena_take(&s->arena, s->problem->n_wishes, sizeof *s->people_of);
	nowhere = tsop_arena_take(&s->arena, s->problem->n_people, sizeof *nowhere);
	if (s->worth == NULL || s->cost == NULL || s->people_of == NULL || nowhere == NULL)
		return tsop_fail_memory(err);
	for (uint32_t who = 0; who < s->problem->n_people; who++) {
		bool is_free = !tsop_problem_is_fixed(s->problem, who);

		nowhere[who] = TSOP_ASSIGN_NO_COURSE;
		s->people_of[s->problem->wishes[who]] += is_free;
		s->n_free += is_free;
	}
	fill_digit(s, &s->lower, s->n_ranks,
		   most_worth(s, TSOP_MOVE_RANK_MAX, TSOP_COST_RANK_MAX));
	fill_digit(s, &s->upper, s->lower.from,
		   most_worth(s, TSOP_MOVE_UNASSIGNED_MAX, TSOP_COST_UNASSIGNED_MAX));
	if (s->upper.from > 0)
		return tsop_fail(err, TSOP_INPUT,
				 _("rank-maximal can not tell parties of %" PRId64 " people over "
				   "%zu ranks apart; expected fewer wishes, no parties, or another "
				   "mechanism"),
				 s->n_free, s->n_ranks);
	set_costs(s, nowhere);
	return 0;
}

/* How many of each rank a sum of worths is, the first first. */
static void read_digit(const struct search *s, const struct digit *digit, int64_t sum,
		       int64_t *signature)
{
	for (size_t rank = digit->from; rank < digit->to; rank++) {
		if (s->worth[rank] == 0)
			continue;
		signature[rank] = sum / s->worth[rank];
		sum %= s->worth[rank];
	}
}

static int take_bound(const struct search *s, const struct tsop_assign_result *result,
		      struct tsop_mechanism_proof *proof, struct tsop_error *err)
{
	proof->signature_bound = calloc(s->n_ranks + 1, sizeof *proof->signature_bound);
	if (proof->signature_bound == NULL)
		return tsop_fail_memory(err);
	read_digit(s, &s->upper, s->n_free * s->upper.top - result->bound.unassigned,
		   proof->signature_bound);
	read_digit(s, &s->lower, s->n_free * s->lower.top - result->bound.rank,
		   proof->signature_bound);
	return 0;
}

/* The problem in which parties are where they were found: members are fixed, or have no course. */
static int pin_parties(struct search *s, const struct tsop_assign_result *result,
		       struct tsop_assign_problem *pinned)
{
	size_t k = pinned->n_courses;
	size_t n_cells = pinned->n_wishes * k;
	uint16_t *ranks = tsop_arena_take(&s->arena, n_cells + k, sizeof *ranks);
	uint32_t *wishes = tsop_arena_take(&s->arena, pinned->n_people, sizeof *wishes);
	uint16_t *fixed = tsop_arena_take(&s->arena, pinned->n_people, sizeof *fixed);

	if (ranks == NULL || wishes == NULL || fixed == NULL)
		return -1;
	for (size_t i = 0; i < n_cells + k; i++)
		ranks[i] = i < n_cells ? pinned->ranks[i] : TSOP_ASSIGN_FORBIDDEN;
	for (uint32_t who = 0; who < pinned->n_people; who++) {
		wishes[who] = pinned->wishes[who];
		fixed[who] = pinned->fixed == NULL ? TSOP_ASSIGN_NO_COURSE : pinned->fixed[who];
	}
	for (size_t i = 0; i < s->parties->first[s->parties->n]; i++) {
		uint32_t who = s->parties->member[i];

		fixed[who] = result->course[who];
		wishes[who] = (uint32_t)pinned->n_wishes;
	}
	pinned->ranks = ranks;
	pinned->n_wishes++;
	pinned->wishes = wishes;
	pinned->fixed = fixed;
	return 0;
}

static void count_signature(const struct search *s, const struct tsop_assign_result *result,
			    struct tsop_mechanism_proof *proof)
{
	for (uint32_t who = 0; who < s->problem->n_people; who++)
		if (!tsop_problem_is_fixed(s->problem, who) &&
		    result->course[who] != TSOP_ASSIGN_NO_COURSE)
			proof->signature[tsop_problem_rank(s->problem, who, result->course[who])]++;
}

/* The prices of the stages: of everybody, or of people alone, given where parties are. */
static int prove(struct search *s, struct tsop_assign_result *result,
		 struct tsop_mechanism_proof *proof, struct tsop_error *err)
{
	struct tsop_assign_problem problem = *s->problem;

	if (!result->optimal && take_bound(s, result, proof, err) != 0)
		return -1;
	if (!result->prices_prove_all && pin_parties(s, result, &problem) != 0)
		return tsop_fail_memory(err);
	if (tsop_rank_maximal_prices(&problem, s->n_ranks, proof, err) != 0)
		return -1;
	count_signature(s, result, proof);
	free(result->price);
	result->price = NULL;
	result->cost = tsop_problem_cost(s->problem, result->course);
	if (result->optimal)
		result->bound = result->cost;
	return 0;
}

int tsop_rank_search_solve(const struct tsop_parties *parties,
			   const struct tsop_assign_problem *problem, const uint32_t *by_lot,
			   struct tsop_assign_result *result, struct tsop_mechanism_proof *proof,
			   struct tsop_error *err)
{
	const struct tsop_optimum_request request = { .by_lot = by_lot, .settles = true };
	struct search s = { .parties = parties, .problem = &parties->problem };
	struct tsop_assign_problem weighed = *problem;
	int status;

	tsop_arena_init(&s.arena);
	s.n_ranks = tsop_rank_maximal_count(s.problem);
	status = weigh(&s, err);
	weighed.stay = &s.stay;
	if (status == 0 &&
	    tsop_optimum_solve(&weighed, &request, result, err) == TSOP_OPTIMUM_FAILED)
		status = -1;
	if (status == 0)
		status = prove(&s, result, proof, err);
	tsop_arena_release(&s.arena);
	return status;
}
