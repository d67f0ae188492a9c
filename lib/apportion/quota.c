#include "apportion/quota.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

struct heap {
	size_t *items;
	size_t n;
	bool (*is_before)(const void *context, size_t a, size_t b);
	const void *context;
};

/*
 * Claims tied for their next seats, of which some are given, nobody knows to
 * whom. slack: the least number of members without a seat when others joined;
 * where no more are without one at the end, every choice of members will do.
 */
struct tie {
	size_t first; /* of its members */
	size_t n, n_given, slack;
};

struct house {
	const struct tsop_method *method;
	const struct tsop_claim *claims;
	int64_t *seats;
	int64_t *eligible_at; /* by claim: the least house in which it may get its next seat */
	tsop_int128 weight;   /* of all claims */
	struct heap waiting;  /* by eligible_at */
	struct heap eligible; /* by quotient */
	struct tie *ties;     /* open ones; a later one has greater quotients */
	size_t n_ties;
	size_t *members; /* of the ties, one behind the other */
};

static void sift_up(struct heap *heap, size_t place)
{
	size_t moved = heap->items[place];

	while (place > 0) {
		size_t parent = (place - 1) / 2;

		if (!heap->is_before(heap->context, moved, heap->items[parent]))
			break;
		heap->items[place] = heap->items[parent];
		place = parent;
	}
	heap->items[place] = moved;
}

static void push(struct heap *heap, size_t item)
{
	heap->items[heap->n++] = item;
	sift_up(heap, heap->n - 1);
}

static size_t pop(struct heap *heap)
{
	size_t top = heap->items[0];
	size_t moved = heap->items[--heap->n];
	size_t place = 0;
	size_t child;

	while ((child = 2 * place + 1) < heap->n) {
		if (child + 1 < heap->n &&
		    heap->is_before(heap->context, heap->items[child + 1], heap->items[child]))
			child++;
		if (!heap->is_before(heap->context, heap->items[child], moved))
			break;
		heap->items[place] = heap->items[child];
		place = child;
	}
	heap->items[place] = moved;
	return top;
}

static bool is_eligible_before(const void *context, size_t a, size_t b)
{
	const struct house *house = context;

	return house->eligible_at[a] < house->eligible_at[b];
}

static int compare(const struct house *house, size_t a, size_t b)
{
	return tsop_method_compare(house->method, house->claims[a].weight, house->seats[a],
				   house->claims[b].weight, house->seats[b]);
}

static bool has_greater_quotient(const void *context, size_t a, size_t b)
{
	return compare(context, a, b) > 0;
}

/* Its seats are below its quota from the house on that exceeds seats * all weights / weight. */
static void await(struct house *house, size_t claim)
{
	tsop_int128 least = house->seats[claim] * house->weight / house->claims[claim].weight + 1;

	if (least > TSOP_QUOTA_SEATS_MAX)
		return;
	house->eligible_at[claim] = (int64_t)least;
	push(&house->waiting, claim);
}

/* A tie of those with the greatest quotient, be it one claim. */
static void open_tie(struct house *house)
{
	struct tie *tie = &house->ties[house->n_ties];

	*tie = (struct tie){ .slack = SIZE_MAX };
	if (house->n_ties > 0)
		tie->first = tie[-1].first + tie[-1].n;
	house->n_ties++;
}

static void join(struct house *house)
{
	struct tie *tie = &house->ties[house->n_ties - 1];

	if (tie->n_given > 0 && tie->n - tie->n_given < tie->slack)
		tie->slack = tie->n - tie->n_given;
	do
		house->members[tie->first + tie->n++] = pop(&house->eligible);
	while (house->eligible.n > 0 &&
	       compare(house, house->eligible.items[0], house->members[tie->first]) == 0);
}

/* All members have got their seats. */
static void close_tie(struct house *house)
{
	const struct tie *tie = &house->ties[--house->n_ties];

	for (size_t i = 0; i < tie->n; i++) {
		size_t claim = house->members[tie->first + i];

		house->seats[claim]++;
		await(house, claim);
	}
}

/*
 * Of the claim that is to get the next seat: how its quotient compares with that of the open
 * tie.
 */
static int order_next(const struct house *house)
{
	if (house->eligible.n == 0)
		return -1;
	if (house->n_ties == 0)
		return 1;
	return compare(house, house->eligible.items[0],
		       house->members[house->ties[house->n_ties - 1].first]);
}

/* Give the h-th seat. Returns a claim that it may be given to. */
static size_t give_seat(struct house *house, int64_t h)
{
	int order;
	struct tie *tie;
	size_t claim;

	while (house->waiting.n > 0 && house->eligible_at[house->waiting.items[0]] <= h)
		push(&house->eligible, pop(&house->waiting));
	order = order_next(house);
	if (order > 0)
		open_tie(house);
	if (order >= 0)
		join(house);
	tie = &house->ties[house->n_ties - 1];
	claim = house->members[tie->first];
	if (++tie->n_given == tie->n)
		close_tie(house);
	return claim;
}

static int64_t list_claims(struct house *house, size_t n, int64_t total)
{
	for (size_t i = 0; i < n; i++) {
		house->weight += house->claims[i].weight;
		if (house->claims[i].weight == 0)
			total -= house->seats[i] = house->claims[i].min;
	}
	for (size_t i = 0; i < n; i++)
		if (house->claims[i].weight > 0)
			await(house, i);
	return total;
}

static void set_cut(struct tsop_apportion_cut *cut, const struct house *house, size_t claim,
		    int64_t seat)
{
	*cut = (struct tsop_apportion_cut){ .is_set = true, .claim = claim, .seat = seat };
	cut->power = tsop_method_quotient(house->method, house->claims[claim].weight, seat - 1,
					  &cut->num, &cut->den);
}

static int by_claim(const void *left, const void *right)
{
	const size_t *a = left;
	const size_t *b = right;

	return (*a > *b) - (*a < *b);
}

/* What is open at the end is the tie of the result. */
static int leave_tie(const struct house *house, struct tsop_apportionment *result,
		     struct tsop_error *err)
{
	const struct tie *tie = &house->ties[0];

	if (house->n_ties > 1 || tie->n - tie->n_given > tie->slack)
		return tsop_fail(err, TSOP_INPUT,
				 _("the quota method leaves ties here that one draw does not "
				   "settle: take another number of seats or another method"));
	memcpy(result->tied, house->members, tie->n * sizeof *result->tied);
	result->n_tied = tie->n;
	result->n_draw = (int64_t)tie->n_given;
	qsort(result->tied, result->n_tied, sizeof *result->tied, by_claim);
	set_cut(&result->last, house, result->tied[0], house->seats[result->tied[0]] + 1);
	set_cut(&result->next, house, result->tied[1], house->seats[result->tied[1]] + 1);
	return 0;
}

static int give_seats(struct house *house, size_t n, int64_t total,
		      struct tsop_apportionment *result, struct tsop_error *err)
{
	size_t last = n;

	total = list_claims(house, n, total);
	for (int64_t h = 1; h <= total; h++)
		last = give_seat(house, h);
	if (house->n_ties > 0)
		return leave_tie(house, result, err);
	if (last < n)
		set_cut(&result->last, house, last, house->seats[last]);
	if (house->eligible.n > 0)
		set_cut(&result->next, house, house->eligible.items[0],
			house->seats[house->eligible.items[0]] + 1);
	return 0;
}

int tsop_quota_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			 size_t n, int64_t total, struct tsop_apportionment *result,
			 struct tsop_error *err)
{
	struct house house = { .method = method, .claims = claims, .seats = result->seats };
	size_t *places = calloc(3 * n + 1, sizeof *places);
	int status = -1;

	if (total > TSOP_QUOTA_SEATS_MAX) {
		free(places);
		return tsop_fail(err, TSOP_INPUT, _("the quota method gives at most %d seats"),
				 TSOP_QUOTA_SEATS_MAX);
	}
	house.eligible_at = calloc(n + 1, sizeof *house.eligible_at);
	house.ties = calloc(n + 1, sizeof *house.ties);
	if (places == NULL || house.eligible_at == NULL || house.ties == NULL) {
		tsop_fail_memory(err);
	} else {
		house.waiting = (struct heap){ places, 0, is_eligible_before, &house };
		house.eligible = (struct heap){ places + n, 0, has_greater_quotient, &house };
		house.members = places + 2 * n;
		status = give_seats(&house, n, total, result, err);
	}
	free(places);
	free(house.eligible_at);
	free(house.ties);
	return status;
}
