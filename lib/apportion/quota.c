#include "apportion/quota.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* Claims tied for their next seats, of which some are given, nobody knows to whom. */
struct tie {
	size_t first; /* of its members */
	size_t n, n_given;
	size_t n_rounds;
};

/* Claims that joined a tie at once, and the seats that were given in it until others did. */
struct round {
	size_t n_joined, n_given;
};

/* A claim that may get its next seat. */
struct candidate {
	uint64_t key; /* its quotient rounded down, in units that are the same for all */
	size_t claim;
};

struct house {
	const struct tsop_method *method;
	const struct tsop_claim *claims;
	int64_t *seats;
	int64_t total;      /* seats to be given, */
	int64_t n_given;    /* and those that are */
	tsop_int128 weight; /* of all claims */
	unsigned shift;     /* of weights in keys */
	/*
	 * By house, from 1: a claim that may get its next seat from that one on, and by claim the next
	 * such; both count from 1, 0 is the end.
	 */
	size_t *due, *next_due;
	struct candidate *eligible; /* a heap, the greatest quotient first */
	size_t n_eligible;
	struct tie *ties;     /* open ones; a later one has greater quotients */
	size_t n_ties;
	size_t *members; /* of the ties, one behind the other, */
	struct round *rounds; /* and so are these */
	size_t n_rounds;
};

/* Order the quotients of two claims, exactly. */
static int compare(const struct house *house, size_t a, size_t b)
{
	tsop_int128 left = (tsop_int128)house->claims[a].weight * (house->seats[b] + 1);
	tsop_int128 right = (tsop_int128)house->claims[b].weight * (house->seats[a] + 1);

	return (left > right) - (left < right);
}

/* The greater quotient; of equal ones the first claim. */
static bool is_before(const struct house *house, const struct candidate *a,
		      const struct candidate *b)
{
	int order;

	if (a->key != b->key)
		return a->key > b->key;
	order = compare(house, a->claim, b->claim);
	return order != 0 ? order > 0 : a->claim < b->claim;
}

static void push(struct house *house, size_t claim)
{
	uint64_t weight = (uint64_t)house->claims[claim].weight << house->shift;
	struct candidate pushed = { weight / (uint64_t)(house->seats[claim] + 1), claim };
	size_t place = house->n_eligible++;

	while (place > 0) {
		size_t parent = (place - 1) / 2;

		if (!is_before(house, &pushed, &house->eligible[parent]))
			break;
		house->eligible[place] = house->eligible[parent];
		place = parent;
	}
	house->eligible[place] = pushed;
}

static size_t pop(struct house *house)
{
	struct candidate *heap = house->eligible;
	size_t top = heap[0].claim;
	struct candidate moved = heap[--house->n_eligible];
	size_t n = house->n_eligible;
	size_t place = 0;
	size_t child;

	while ((child = 2 * place + 1) < n) {
		if (child + 1 < n && is_before(house, &heap[child + 1], &heap[child]))
			child++;
		if (!is_before(house, &heap[child], &moved))
			break;
		heap[place] = heap[child];
		place = child;
	}
	heap[place] = moved;
	return top;
}

/*
 * Its seats are below its quota from the house on that exceeds seats * all weights / weight; the next
 * house is the first that it can be in.
 */
static void await(struct house *house, size_t claim)
{
	tsop_int128 least = house->seats[claim] * house->weight / house->claims[claim].weight + 1;

	if (least <= house->n_given)
		least = house->n_given + 1;
	if (least > house->total)
		return;
	house->next_due[claim] = house->due[least];
	house->due[least] = claim + 1;
}

/* A tie of those with the greatest quotient, be it one claim. */
static void open_tie(struct house *house)
{
	struct tie *tie = &house->ties[house->n_ties];

	*tie = (struct tie){ .n = 0 };
	if (house->n_ties > 0)
		tie->first = tie[-1].first + tie[-1].n;
	house->n_ties++;
}

static void join(struct house *house)
{
	struct tie *tie = &house->ties[house->n_ties - 1];
	struct round *round = &house->rounds[house->n_rounds++];
	size_t n_before = tie->n;

	do
		house->members[tie->first + tie->n++] = pop(house);
	while (house->n_eligible > 0 &&
	       compare(house, house->eligible[0].claim, house->members[tie->first]) == 0);
	*round = (struct round){ .n_joined = tie->n - n_before };
	tie->n_rounds++;
}

/* All members have got their seats. */
static void close_tie(struct house *house)
{
	const struct tie *tie = &house->ties[--house->n_ties];

	house->n_rounds -= tie->n_rounds;
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
	if (house->n_eligible == 0)
		return -1;
	if (house->n_ties == 0)
		return 1;
	return compare(house, house->eligible[0].claim,
		       house->members[house->ties[house->n_ties - 1].first]);
}

/* Give the next seat. Returns a claim that it may be given to. */
static size_t give_seat(struct house *house)
{
	int order;
	struct tie *tie;
	size_t claim;

	for (claim = house->due[++house->n_given]; claim > 0; claim = house->next_due[claim - 1])
		push(house, claim - 1);
	order = order_next(house);
	if (order > 0)
		open_tie(house);
	if (order >= 0)
		join(house);
	tie = &house->ties[house->n_ties - 1];
	claim = house->members[tie->first];
	house->rounds[house->n_rounds - 1].n_given++;
	if (++tie->n_given == tie->n)
		close_tie(house);
	return claim;
}

static void list_claims(struct house *house, size_t n, int64_t total)
{
	uint64_t most = 0;

	house->total = total;
	for (size_t i = 0; i < n; i++) {
		house->weight += house->claims[i].weight;
		if (house->claims[i].weight == 0)
			house->total -= house->seats[i] = house->claims[i].min;
		if ((uint64_t)house->claims[i].weight > most)
			most = (uint64_t)house->claims[i].weight;
	}
	while (most << house->shift >> 62 == 0)
		house->shift++;
	for (size_t i = 0; i < n; i++)
		if (house->claims[i].weight > 0)
			await(house, i);
}

static void set_cut(struct tsop_apportion_cut *cut, const struct house *house, size_t claim,
		    int64_t seat)
{
	*cut = (struct tsop_apportion_cut){ .is_set = true, .claim = claim, .seat = seat };
	cut->power = tsop_method_quotient(house->method, house->claims[claim].weight, seat - 1,
					  &cut->num, &cut->den);
}

/* What is open at the end is to be drawn, the ties one after the other, each by its rounds. */
static int leave_ties(const struct house *house, struct tsop_apportionment *result,
		      struct tsop_error *err)
{
	const struct tie *last = &house->ties[house->n_ties - 1];
	const size_t *members = &house->members[last->first];

	result->draws = calloc(house->n_rounds, sizeof *result->draws);
	if (result->draws == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < house->n_ties; i++)
		for (size_t k = 0; k < house->ties[i].n_rounds; k++) {
			const struct round *round = &house->rounds[result->n_draws];

			result->draws[result->n_draws++] = (struct tsop_apportion_draw){
				.goes_on = k > 0,
				.n_joined = round->n_joined,
				.n_draw = (int64_t)round->n_given,
			};
			result->n_draw += (int64_t)round->n_given;
		}
	result->n_tied = last->first + last->n;
	memcpy(result->tied, house->members, result->n_tied * sizeof *result->tied);
	set_cut(&result->last, house, members[0], house->seats[members[0]] + 1);
	set_cut(&result->next, house, members[1], house->seats[members[1]] + 1);
	return 0;
}

static int give_seats(struct house *house, size_t n, int64_t total,
		      struct tsop_apportionment *result, struct tsop_error *err)
{
	size_t last = n;

	list_claims(house, n, total);
	while (house->n_given < house->total)
		last = give_seat(house);
	if (house->n_ties > 0)
		return leave_ties(house, result, err);
	if (last < n)
		set_cut(&result->last, house, last, house->seats[last]);
	if (house->n_eligible > 0)
		set_cut(&result->next, house, house->eligible[0].claim,
			house->seats[house->eligible[0].claim] + 1);
	return 0;
}

int tsop_quota_apportion(const struct tsop_method *method, const struct tsop_claim *claims,
			 size_t n, int64_t total, struct tsop_apportionment *result,
			 struct tsop_error *err)
{
	struct house house = { .method = method, .claims = claims, .seats = result->seats };
	int status = -1;

	if (total > TSOP_QUOTA_SEATS_MAX)
		return tsop_fail(err, TSOP_INPUT, _("the quota method gives at most %d seats"),
				 TSOP_QUOTA_SEATS_MAX);
	house.due = calloc((size_t)total + 1, sizeof *house.due);
	house.next_due = calloc(n + 1, sizeof *house.next_due);
	house.eligible = calloc(n + 1, sizeof *house.eligible);
	house.ties = calloc(n + 1, sizeof *house.ties);
	house.rounds = calloc(n + 1, sizeof *house.rounds);
	house.members = calloc(n + 1, sizeof *house.members);
	if (house.due == NULL || house.next_due == NULL || house.eligible == NULL ||
	    house.ties == NULL || house.rounds == NULL || house.members == NULL)
		tsop_fail_memory(err);
	else
		status = give_seats(&house, n, total, result, err);
	free(house.due);
	free(house.next_due);
	free(house.eligible);
	free(house.ties);
	free(house.rounds);
	free(house.members);
	return status;
}
