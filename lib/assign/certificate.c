#include "assign/certificate.h"

#include <stdlib.h>

#include "assign/flow.h"
#include "assign/margin.h"
#include "assign/party.h"
#include "assign/problem.h"
#include "assign/search.h"
#include "assign/start.h"
#include "base/array.h"

enum state {
	FREE, /* to be found out; also without a minimum */
	RUNS,
	CLOSED,
};

struct maker {
	const struct tsop_assign_problem *problem;
	const struct tsop_assign_result *result;
	struct tsop_certificate *certificate;
	size_t max_nodes;
	struct tsop_parties parties;
	struct tsop_flow flow; /* of the even problem */
	struct tsop_search search;
	enum state *state; /* [courses] */
	bool *is_closed;   /* [courses] the same for the search */
	size_t n_closed;
	uint32_t *least;	    /* [courses] minima of those that may close */
	struct tsop_margin *margin; /* [courses] */
	uint16_t *sure;		    /* [courses] those that run, for they can not close */
	size_t n_sure;
};

/* What has come of a branch. */
enum outcome {
	FAILED = -1, /* no memory */
	PROVEN = 0,
	TOO_LARGE = 1, /* or not as the result says */
};

static bool has_minimum(const struct maker *maker, uint16_t course)
{
	return maker->problem->minimum != NULL && maker->problem->minimum[course] > 0;
}

static void set_state(struct maker *maker, uint16_t course, enum state state)
{
	maker->n_closed -= maker->is_closed[course];
	maker->state[course] = state;
	maker->is_closed[course] = state == CLOSED;
	maker->n_closed += maker->is_closed[course];
	maker->flow.minimum[course] =
		state == RUNS && has_minimum(maker, course) ? maker->problem->minimum[course] : 0;
}

/*
 * Would the courses that are closed by now be preferred to those of the result,
 * at the same cost? If not, none are with more that close.
 */
static bool is_preferred(const struct maker *maker)
{
	const bool *is_closed = maker->result->is_closed;
	size_t n = 0;
	int first = 0;

	if (is_closed == NULL || !maker->result->optimal)
		return false;
	for (size_t course = 0; course < maker->problem->n_courses; course++) {
		n += is_closed[course];
		if (first == 0 && is_closed[course] != maker->is_closed[course])
			first = is_closed[course] ? -1 : 1;
	}
	return maker->n_closed != n ? maker->n_closed < n : first < 0;
}

/* Of the even problem; NONE: no assignment. */
static bool is_enough(const struct maker *maker, tsop_int128 bound)
{
	int order = bound == TSOP_COST_NONE ?
			    1 :
			    tsop_assign_compare(tsop_parties_cost(&maker->parties, bound),
						maker->result->bound);

	return order > 0 || (order == 0 && !is_preferred(maker));
}

/*
 * The bound by the prices of the flow, which was solved; NONE where it is
 * greater, or parties can not fill a minimum.
 */
static tsop_int128 find_bound(const struct maker *maker)
{
	const struct tsop_flow *flow = &maker->flow;
	tsop_int128 bound = flow->cost;

	if (flow->is_beyond)
		return TSOP_COST_NONE;
	for (uint16_t course = 0; course < flow->outside; course++) {
		if (flow->capacity[course] < flow->minimum[course])
			return TSOP_COST_NONE;
		if (flow->load[course] < flow->minimum[course])
			bound += TSOP_COST_SHORT *
				 (tsop_int128)(flow->minimum[course] - flow->load[course]);
	}
	return bound;
}

static enum outcome add_node(struct maker *maker, size_t *at, struct tsop_error *err)
{
	struct tsop_certificate *certificate = maker->certificate;
	struct tsop_certificate_node *nodes;

	if (certificate->n_nodes == maker->max_nodes)
		return TOO_LARGE;
	nodes = tsop_array_room(certificate->nodes, certificate->n_nodes, &certificate->cap_nodes,
				sizeof *nodes);
	if (nodes == NULL) {
		tsop_fail_memory(err);
		return FAILED;
	}
	certificate->nodes = nodes;
	*at = certificate->n_nodes++;
	nodes[*at] = (struct tsop_certificate_node){ .kind = TSOP_CERTIFICATE_LEAF };
	return PROVEN;
}

/* Room for prices of the node, which are 0; NULL: no memory. */
static struct tsop_assign_cost *add_prices(struct maker *maker, size_t at, struct tsop_error *err)
{
	struct tsop_assign_cost *price = calloc(maker->problem->n_courses + 1, sizeof *price);

	if (price == NULL)
		tsop_fail_memory(err);
	maker->certificate->nodes[at].price = price;
	return price;
}

static enum outcome take_prices(struct maker *maker, size_t at, struct tsop_error *err)
{
	struct tsop_assign_cost *price = add_prices(maker, at, err);

	for (size_t course = 0; course < maker->problem->n_courses && price != NULL; course++)
		if (!maker->is_closed[course])
			price[course] = tsop_cost_unpack(maker->flow.price[course]);
	return price == NULL ? FAILED : PROVEN;
}

/*
 * A course lacks people for its minimum. Who could come is on courses that have
 * no more than theirs; who could come there is, too; and so on. To all of these,
 * those that the flow would pay for somebody more, fewer people can come than
 * their minima take: a seat that is worth more than all costs shows it.
 */
static enum outcome take_lack(struct maker *maker, size_t at, struct tsop_error *err)
{
	struct tsop_assign_cost *price = add_prices(maker, at, err);

	for (size_t course = 0; course < maker->problem->n_courses && price != NULL; course++)
		if (maker->flow.minimum[course] > 0 &&
		    maker->flow.price[course] < -TSOP_COST_SHORT / 2)
			price[course].unassigned = -maker->result->bound.unassigned - 1;
	return price == NULL ? FAILED : PROVEN;
}

/* May the course close, and does it have nobody, or people, but too few? */
static bool is_open(const struct maker *maker, uint16_t course, bool is_empty)
{
	size_t load = maker->flow.load[course];

	if (maker->state[course] != FREE || !has_minimum(maker, course))
		return false;
	return is_empty ? load == 0 : load > 0 && load < maker->problem->minimum[course];
}

/* The first such course, or n_courses. */
static uint16_t find_course(const struct maker *maker, bool is_empty)
{
	uint16_t course = 0;

	while (course < maker->problem->n_courses && !is_open(maker, course, is_empty))
		course++;
	return course;
}

static tsop_int128 greater(struct tsop_margin margin)
{
	return margin.runs > margin.closes ? margin.runs : margin.closes;
}

static int find_margins(struct maker *maker, struct tsop_error *err)
{
	for (uint16_t course = 0; course < maker->problem->n_courses; course++)
		maker->least[course] = maker->state[course] == FREE && has_minimum(maker, course) ?
					       maker->problem->minimum[course] :
					       0;
	return tsop_margin_find(&maker->flow, maker->least, maker->margin, err);
}

/*
 * Of the courses that have people, but too few, the one of which it is surest
 * whether it closes: what it does not do is soon proven, and the rest is a
 * smaller problem.
 */
static uint16_t find_surest(const struct maker *maker)
{
	uint16_t surest = find_course(maker, false);

	for (uint16_t course = surest; course < maker->problem->n_courses; course++)
		if (is_open(maker, course, false) &&
		    greater(maker->margin[course]) > greater(maker->margin[surest]))
			surest = course;
	return surest;
}

static enum outcome grow(struct maker *maker, struct tsop_error *err);

static enum outcome grow_course(struct maker *maker, size_t at, uint16_t course,
				struct tsop_error *err)
{
	enum outcome outcome;

	maker->certificate->nodes[at].kind = TSOP_CERTIFICATE_COURSE;
	maker->certificate->nodes[at].course = course;
	set_state(maker, course, CLOSED);
	outcome = grow(maker, err);
	set_state(maker, course, RUNS);
	if (outcome == PROVEN)
		outcome = grow(maker, err);
	set_state(maker, course, FREE);
	return outcome;
}

/* Nobody goes where there are no seats, as margins have it: by a price that no seat pays for. */
static void price_seatless(const struct maker *maker, struct tsop_assign_cost *price)
{
	for (size_t course = 0; course < maker->problem->n_courses; course++)
		if (maker->flow.capacity[course] == 0 && !maker->is_closed[course])
			price[course] = (struct tsop_assign_cost){ .unassigned = 1 };
}

/* A leaf where the course closes, by the prices that rule it out; and it runs. */
static enum outcome rule_out(struct maker *maker, size_t at, uint16_t course,
			     struct tsop_error *err)
{
	enum outcome outcome;
	size_t leaf;

	maker->certificate->nodes[at].kind = TSOP_CERTIFICATE_COURSE;
	maker->certificate->nodes[at].course = course;
	set_state(maker, course, CLOSED);
	outcome = add_node(maker, &leaf, err);
	if (outcome == PROVEN)
		outcome = take_prices(maker, leaf, err);
	if (outcome == PROVEN)
		price_seatless(maker, maker->certificate->nodes[leaf].price);
	set_state(maker, course, RUNS);
	maker->sure[maker->n_sure++] = course;
	return outcome;
}

/* Do the prices say that the course does not close? */
static bool is_ruled_out(struct maker *maker, uint16_t course)
{
	bool is_enough_closed;

	if (!is_open(maker, course, false))
		return false;
	set_state(maker, course, CLOSED);
	is_enough_closed = is_enough(maker, maker->margin[course].leaves);
	set_state(maker, course, FREE);
	return is_enough_closed;
}

/* All courses that prices do not let close run; or else it is tried with one. */
static enum outcome grow_courses(struct maker *maker, size_t at, struct tsop_error *err)
{
	enum outcome outcome = PROVEN;
	size_t n_sure = maker->n_sure;

	if (find_margins(maker, err) != 0)
		return FAILED;
	for (uint16_t course = 0; course < maker->problem->n_courses && outcome == PROVEN;
	     course++) {
		if (!is_ruled_out(maker, course))
			continue;
		if (maker->n_sure > n_sure)
			outcome = add_node(maker, &at, err);
		if (outcome == PROVEN)
			outcome = rule_out(maker, at, course, err);
	}
	if (outcome == PROVEN)
		outcome = maker->n_sure > n_sure ?
				  grow(maker, err) :
				  grow_course(maker, at, find_surest(maker), err);
	while (maker->n_sure > n_sure)
		set_state(maker, maker->sure[--maker->n_sure], FREE);
	return outcome;
}

/* List the places that the prices do not rule out. */
static enum outcome list_places(struct maker *maker, size_t at, size_t party,
				struct tsop_error *err)
{
	struct tsop_certificate *certificate = maker->certificate;
	struct tsop_certificate_node *node = &certificate->nodes[at];
	uint32_t first = maker->parties.member[maker->parties.first[party]];

	node->kind = TSOP_CERTIFICATE_PARTY;
	node->party = maker->problem->party[first];
	node->first = certificate->n_places;
	for (uint16_t place = 0; place <= maker->flow.outside; place++) {
		uint16_t *places;

		if (is_enough(maker, tsop_search_bound(&maker->search, party, place)))
			continue;
		places = tsop_array_room(certificate->places, certificate->n_places,
					 &certificate->cap_places, sizeof *places);
		if (places == NULL) {
			tsop_fail_memory(err);
			return FAILED;
		}
		certificate->places = places;
		places[certificate->n_places++] =
			place == maker->flow.outside ? TSOP_ASSIGN_NO_COURSE : place;
		node->n++;
	}
	return take_prices(maker, at, err);
}

/* With the party at a place; a course where it is runs. */
static enum outcome grow_place(struct maker *maker, size_t party, uint16_t place,
			       struct tsop_error *err)
{
	uint16_t course = place == TSOP_ASSIGN_NO_COURSE ? maker->flow.outside : place;
	bool settles = course < maker->flow.outside && maker->state[course] == FREE;
	enum outcome outcome;

	if (settles)
		set_state(maker, course, RUNS);
	tsop_search_pin(&maker->search, party, course);
	outcome = grow(maker, err);
	if (outcome != FAILED && tsop_search_unpin(&maker->search, party, err) != 0)
		outcome = FAILED;
	if (settles)
		set_state(maker, course, FREE);
	return outcome;
}

static enum outcome grow_party(struct maker *maker, size_t at, size_t party, struct tsop_error *err)
{
	enum outcome outcome = list_places(maker, at, party, err);
	size_t first = maker->certificate->nodes[at].first;
	size_t n = maker->certificate->nodes[at].n;

	for (size_t i = first; i < first + n && outcome == PROVEN; i++)
		outcome = grow_place(maker, party, maker->certificate->places[i], err);
	return outcome;
}

/* Prove the problem as it is settled by now. */
static enum outcome grow(struct maker *maker, struct tsop_error *err)
{
	enum outcome outcome;
	uint16_t course;
	size_t party;
	size_t at;

	outcome = add_node(maker, &at, err);
	if (outcome != PROVEN)
		return outcome;
	if (tsop_search_solve(&maker->search, err) != 0)
		return FAILED;
	if (is_enough(maker, find_bound(maker)))
		return take_prices(maker, at, err);
	if (tsop_flow_is_short(&maker->flow))
		return take_lack(maker, at, err);
	if (find_course(maker, false) < maker->problem->n_courses)
		return grow_courses(maker, at, err);
	party = tsop_search_split(&maker->search);
	if (party < maker->parties.n)
		return grow_party(maker, at, party, err);
	course = find_course(maker, true);
	if (course < maker->problem->n_courses)
		return grow_course(maker, at, course, err);
	return TOO_LARGE; /* an assignment better than the result */
}

static size_t limit_nodes(const struct tsop_assign_problem *problem)
{
	size_t k = problem->n_courses + 1;
	size_t max = TSOP_CERTIFICATE_MAX_NODES;

	if (max > TSOP_CERTIFICATE_MAX_PRICES / k)
		max = TSOP_CERTIFICATE_MAX_PRICES / k;
	if (max > TSOP_CERTIFICATE_MAX_WORK / k / (problem->n_people + 1))
		max = TSOP_CERTIFICATE_MAX_WORK / k / (problem->n_people + 1);
	return max;
}

/* Courses with fixed people run. */
static void settle_fixed(struct maker *maker)
{
	for (uint32_t who = 0; who < maker->problem->n_people; who++)
		if (tsop_problem_is_fixed(maker->problem, who))
			set_state(maker, maker->problem->fixed[who], RUNS);
}

static enum outcome search_all(struct maker *maker, struct tsop_error *err)
{
	enum outcome outcome = FAILED;
	size_t k = maker->problem->n_courses;

	maker->search.flow = &maker->flow;
	maker->state = calloc(k + 1, sizeof *maker->state);
	maker->is_closed = calloc(k + 1, sizeof *maker->is_closed);
	maker->least = calloc(k + 1, sizeof *maker->least);
	maker->margin = calloc(k + 1, sizeof *maker->margin);
	maker->sure = calloc(k + 1, sizeof *maker->sure);
	if (maker->state == NULL || maker->is_closed == NULL || maker->least == NULL ||
	    maker->margin == NULL || maker->sure == NULL) {
		tsop_fail_memory(err);
	} else if (tsop_search_init(&maker->search, &maker->flow, &maker->parties, 1, err) == 0) {
		maker->search.is_closed = maker->is_closed;
		maker->flow.limit =
			tsop_parties_even_cost(&maker->parties, maker->result->bound);
		settle_fixed(maker);
		outcome = grow(maker, err);
	}
	tsop_search_release(&maker->search);
	free(maker->state);
	free(maker->is_closed);
	free(maker->least);
	free(maker->margin);
	free(maker->sure);
	return outcome;
}

static enum outcome make(struct maker *maker, const uint32_t *by_lot, struct tsop_error *err)
{
	enum outcome outcome = FAILED;

	if (tsop_parties_init(&maker->parties, maker->problem, by_lot, err) == 0) {
		maker->certificate->scale = maker->parties.scale;
		maker->parties.even.minimum = NULL;
		if (tsop_start_flow(&maker->flow, &maker->parties.even, by_lot, err) == 0)
			outcome = search_all(maker, err);
		tsop_flow_release(&maker->flow);
	}
	tsop_parties_release(&maker->parties);
	return outcome;
}

int tsop_certificate_make(const struct tsop_assign_problem *problem,
			  const struct tsop_assign_result *result,
			  struct tsop_certificate *certificate, struct tsop_error *err)
{
	struct maker maker = { .problem = problem,
			       .result = result,
			       .certificate = certificate,
			       .max_nodes = limit_nodes(problem) };
	enum outcome outcome = TOO_LARGE;
	uint32_t *by_lot;

	*certificate = (struct tsop_certificate){ .scale = 1 };
	if (maker.max_nodes == 0)
		return 0;
	by_lot = tsop_problem_by_lot(problem, err);
	if (by_lot == NULL)
		return -1;
	outcome = make(&maker, by_lot, err);
	free(by_lot);
	if (outcome != PROVEN)
		tsop_certificate_release(certificate);
	return outcome == FAILED ? -1 : 0;
}

void tsop_certificate_release(struct tsop_certificate *certificate)
{
	for (size_t i = 0; i < certificate->n_nodes; i++)
		free(certificate->nodes[i].price);
	free(certificate->nodes);
	free(certificate->places);
	*certificate = (struct tsop_certificate){ .scale = 1 };
}
