/* Serial dictatorship, where some had a place before. */
#include "order_reference.h"

enum { MAX_SEATS = 64 };

static const enum tsop_mechanism_id id = TSOP_MECHANISM_SERIAL_DICTATORSHIP;

/* Where some were before and may be again. */
static void make_owners(uint64_t *seed, struct tsop_assign_problem *p, struct random_stay *s)
{
	make_stay(seed, p, s);
	for (size_t who = 0; who < p->n_people; who++)
		if (!can_stay(p, s->course, who))
			s->course[who] = TSOP_ASSIGN_NO_COURSE;
}

/* Seats one by one, each with its owner, if there is one. */
struct market {
	const struct tsop_assign_problem *p;
	uint32_t turn[MAX_PEOPLE]; /* people by the order */
	size_t n_people;
	uint16_t of[MAX_SEATS]; /* the course; those without an owner come first, then by the order */
	size_t owner[MAX_SEATS];
	bool is_taken[MAX_SEATS];
	size_t n_seats;
	bool is_served[MAX_PEOPLE];
	uint16_t course[MAX_PEOPLE];
};

static void sort_people(struct market *m, const uint32_t *before)
{
	m->n_people = 0;
	for (uint32_t who = 0; who < m->p->n_people; who++) {
		size_t at = m->n_people;

		m->is_served[who] = is_fixed(m->p, who);
		m->course[who] = is_fixed(m->p, who) ? m->p->fixed[who] : TSOP_ASSIGN_NO_COURSE;
		if (is_fixed(m->p, who))
			continue;
		for (; at > 0 && before[m->turn[at - 1]] > before[who]; at--)
			m->turn[at] = m->turn[at - 1];
		m->turn[at] = who;
		m->n_people++;
	}
}

static void list_seats(struct market *m)
{
	const struct tsop_assign_problem *p = m->p;

	m->n_seats = 0;
	memset(m->is_taken, 0, sizeof m->is_taken);
	for (uint16_t course = 0; course < p->n_courses; course++) {
		size_t n = p->capacity[course] - count_on(p, m->course, course), n_owners = 0;
		size_t owner[MAX_PEOPLE] = { 0 };

		for (size_t i = 0; i < m->n_people && n_owners < n; i++)
			if (p->stay->course[m->turn[i]] == course)
				owner[n_owners++] = m->turn[i];
		for (size_t i = 0; i < n; i++) {
			m->of[m->n_seats] = course;
			m->owner[m->n_seats++] =
				i < n - n_owners ? p->n_people : owner[i - (n - n_owners)];
		}
	}
}

/* The first seat, of those that are left, of the best course; n_seats: none. Own seats first. */
static size_t best_seat(const struct market *m, uint32_t who)
{
	uint16_t list[MAX_COURSES];
	size_t n = list_of(m->p, who, list);

	for (size_t i = 0; i < n; i++) {
		size_t found = m->n_seats;

		for (size_t seat = m->n_seats; seat-- > 0;)
			if (!m->is_taken[seat] && m->of[seat] == list[i])
				found = seat;
		for (size_t seat = 0; seat < m->n_seats; seat++)
			if (!m->is_taken[seat] && m->of[seat] == list[i] && m->owner[seat] == who)
				found = seat;
		if (found < m->n_seats)
			return found;
	}
	return m->n_seats;
}

/* Whom the seat points at: its owner, or the first who is still to be served. */
static uint32_t pointed_at(const struct market *m, size_t seat)
{
	size_t i = 0;

	if (m->owner[seat] < m->p->n_people && !m->is_served[m->owner[seat]])
		return (uint32_t)m->owner[seat];
	while (m->is_served[m->turn[i]])
		i++;
	return m->turn[i];
}

/* Everybody of the circle gets the seat pointed at. */
static void trade(struct market *m, uint32_t start)
{
	size_t seat[MAX_PEOPLE];
	uint32_t who[MAX_PEOPLE];
	size_t n = 0;

	do {
		who[n] = n == 0 ? start : pointed_at(m, seat[n - 1]);
		seat[n] = best_seat(m, who[n]);
		n++;
	} while (pointed_at(m, seat[n - 1]) != start);
	for (size_t i = 0; i < n; i++) {
		m->course[who[i]] = m->of[seat[i]];
		m->is_taken[seat[i]] = true;
		m->is_served[who[i]] = true;
	}
}

/* Top trading cycles, by definition: who points in a circle trades. */
static void trade_in_circles(struct market *m)
{
	for (size_t first = 0; first < m->n_people;) {
		uint32_t who = m->turn[first];
		bool is_done = m->is_served[who];

		/* Whoever is reached after as many steps as there are people is in a circle. */
		for (size_t i = 0; !is_done && i < m->n_people; i++) {
			size_t seat = best_seat(m, who);

			if (seat == m->n_seats) {
				m->is_served[who] = is_done = true;
				break;
			}
			who = pointed_at(m, seat);
		}
		if (m->is_served[m->turn[first]])
			first++;
		if (is_done)
			continue;
		trade(m, who);
	}
}

static void make_market(struct market *m, const struct tsop_assign_problem *p,
			const uint32_t *before)
{
	m->p = p;
	sort_people(m, before);
	list_seats(m);
	trade_in_circles(m);
}

/* Is somebody better off in the other, and nobody worse? */
static bool dominates(const struct tsop_assign_problem *p, const uint16_t *other,
		      const uint16_t *course)
{
	bool any = false;

	for (size_t who = 0; who < p->n_people; who++) {
		if (!is_fixed(p, who) && prefers(p, who, course[who], other[who]))
			return false;
		any = any || (!is_fixed(p, who) && prefers(p, who, other[who], course[who]));
	}
	return any;
}

static void test_they_trade_in_circles_and_nobody_could_do_better(void **state)
{
	uint64_t seed = 61;
	struct random_stay stay;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(10000); i++) {
		const struct tsop_assign_problem *p = &s.problem;
		uint16_t other[MAX_PEOPLE] = { 0 };
		struct tsop_assign_result result;
		struct random_order o;
		struct market m;

		make_small(&seed, &s, 5, false);
		make_order(&seed, &o, p->n_people, false, true);
		make_owners(&seed, &s.problem, &stay);
		solve(id, p, &o.order, &result);
		assert_false(result.tied);
		assert_true(is_feasible(p, result.course));
		make_market(&m, p, o.before);
		for (size_t who = 0; who < p->n_people; who++) {
			assert_int_equal(result.course[who], m.course[who]);
			for (size_t seat = 0; seat < m.n_seats; seat++)
				assert_false(m.owner[seat] == who &&
					     prefers(p, who, m.of[seat], result.course[who]));
		}
		do
			assert_false(is_feasible(p, other) && dominates(p, other, result.course));
		while (next_assignment(p, other));
		tsop_assign_release(&result);
	}
}

/* Everybody tells wishes of their own; whoever tells others gets nothing better by that. */
static void test_to_tell_other_wishes_gains_nothing(void **state)
{
	uint64_t seed = 62;
	struct random_stay stay;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(20000); i++) {
		struct tsop_assign_problem *p = &s.problem;
		uint32_t wishes[MAX_PEOPLE], liar;
		struct tsop_assign_result honest, other;
		struct random_order o;
		struct tsop_assign_problem lie;

		make_small(&seed, &s, MAX_PEOPLE, false);
		make_order(&seed, &o, p->n_people, false, true);
		make_owners(&seed, p, &stay);
		liar = random_below(&seed, (uint32_t)p->n_people);
		lie = *p;
		memcpy(wishes, p->wishes, sizeof wishes);
		wishes[liar] = random_below(&seed, (uint32_t)p->n_wishes);
		lie.wishes = wishes;
		if (is_fixed(p, liar) || is_forbidden(&lie, liar, stay.course[liar]))
			continue;
		solve(id, p, &o.order, &honest);
		solve(id, &lie, &o.order, &other);
		if (!is_forbidden(p, liar, other.course[liar]))
			assert_false(prefers(p, liar, other.course[liar], honest.course[liar]));
		tsop_assign_release(&honest);
		tsop_assign_release(&other);
	}
}

static void test_equal_people_are_tied_where_the_lot_decides(void **state)
{
	uint64_t seed = 63;
	size_t n_tied = 0, n_idle = 0;
	struct random_stay stay;
	struct small s;

	(void)state;
	for (size_t i = 0; i < rounds(2000); i++) {
		const struct tsop_assign_problem *p = &s.problem;
		struct tsop_assign_result result;
		struct random_order o;
		bool hangs;

		make_small(&seed, &s, 5, false);
		make_order(&seed, &o, p->n_people, false, false);
		make_owners(&seed, &s.problem, &stay);
		solve(id, p, &o.order, &result);
		hangs = hangs_on_lot(id, p, &o, result.course);
		assert_true(result.tied || !hangs);
		n_tied += result.tied;
		n_idle += result.tied && !hangs;
		tsop_assign_release(&result);
	}
	assert_true(n_tied > 0 && n_idle < n_tied);
}

static void test_parties_have_no_place_to_trade(void **state)
{
	uint64_t seed = 64;
	struct random_stay stay;
	struct tsop_mechanism_proof proof;
	struct tsop_assign_result result;
	struct random_order o;
	struct tsop_error err;
	struct small s;

	(void)state;
	make_small(&seed, &s, MAX_PEOPLE, true);
	make_order(&seed, &o, s.problem.n_people, false, true);
	make_owners(&seed, &s.problem, &stay);
	for (size_t who = 0; who < s.problem.n_people; who++) {
		s.fixed[who] = TSOP_ASSIGN_NO_COURSE;
		s.party[who] = 0;
	}
	assert_int_equal(tsop_mechanism_solve(tsop_mechanism_of(id), &s.problem, &o.order, &result,
					      &proof, &err),
			 -1);
	assert_int_equal(err.code, TSOP_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_they_trade_in_circles_and_nobody_could_do_better),
		cmocka_unit_test(test_to_tell_other_wishes_gains_nothing),
		cmocka_unit_test(test_equal_people_are_tied_where_the_lot_decides),
		cmocka_unit_test(test_parties_have_no_place_to_trade),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
