#include "check.h"

#include "allocate/choose.h"
#include "random.h"

enum { MANY = 8, N_RANDOM = 20000, NEVER = 0 };

#define ALONE TSOP_ASSIGN_NO_PARTY

/* People of one municipality with some seats, and how they came out. */
struct scene {
	struct tsop_applicant people[MANY];
	struct tsop_applicants applicants;
	struct tsop_claimant claimant;
	struct tsop_claimants claimants;
	size_t claimant_of[MANY];
	struct tsop_standing standings[MANY];
	struct tsop_ties ties;
	int status;
};

static void add(struct scene *scene, int64_t priority, int64_t received, uint32_t party)
{
	size_t i = scene->applicants.n++;

	scene->people[i] = (struct tsop_applicant){
		.number = (int64_t)i + 1,
		.course = TSOP_ASSIGN_NO_COURSE,
		.party = party,
		.priority = priority == 0 ? TSOP_APPLICANTS_NO_PRIORITY : priority,
		.received = received == NEVER ? TSOP_APPLICANTS_NO_INSTANT : received,
	};
	if (party != ALONE && party >= scene->applicants.n_parties)
		scene->applicants.n_parties = party + 1;
}

static void choose(struct scene *scene, int64_t seats, bool has_lots)
{
	struct tsop_choice choice = { .applicants = &scene->applicants,
				      .claimants = &scene->claimants,
				      .claimant_of = scene->claimant_of,
				      .has_lots = has_lots };
	struct tsop_error err;

	scene->applicants.rows = scene->people;
	scene->claimant = (struct tsop_claimant){ .id = "0190", .by_key = (int32_t)seats };
	for (size_t i = 0; i < scene->applicants.n; i++)
		scene->claimant.held += scene->people[i].holds_seat;
	scene->claimants = (struct tsop_claimants){ .rows = &scene->claimant, .n = 1 };
	memset(scene->standings, 0, sizeof scene->standings);
	tsop_ties_init(&scene->ties);
	scene->status = tsop_choose(&choice, scene->standings, &scene->ties, &err);
	for (size_t i = 0; i < scene->applicants.n; i++)
		scene->standings[i].course = scene->standings[i].has_seat ? 0 : TSOP_ASSIGN_NO_COURSE;
	assert_int_equal(tsop_choose_positions(&choice, scene->standings, &err), 0);
}

/* Who is seated, as a text of 1 and 0; and the positions, 0 for the seated. */
static void check(struct scene *scene, const char *seated, const char *positions)
{
	char got[MANY + 1] = { 0 };

	assert_int_equal(scene->status, 0);
	for (size_t i = 0; i < scene->applicants.n; i++)
		got[i] = scene->standings[i].has_seat ? '1' : '0';
	assert_string_equal(got, seated);
	for (size_t i = 0; i < scene->applicants.n; i++)
		got[i] = (char)('0' + scene->standings[i].position);
	assert_string_equal(got, positions);
	tsop_ties_release(&scene->ties);
}

static void check_draw(struct scene *scene, const char *record)
{
	assert_int_equal(scene->status, 1);
	assert_string_equal(scene->ties.needed.p, record);
	tsop_ties_release(&scene->ties);
}

static void test_priority_goes_before_time_and_absent_ones_go_last(void **state)
{
	struct scene scene = { 0 };

	(void)state;
	add(&scene, 0, 5, ALONE);
	add(&scene, 2, 9, ALONE);
	add(&scene, 0, NEVER, ALONE);
	add(&scene, 1, 9, ALONE);
	choose(&scene, 2, false);
	check(&scene, "0101", "1020");
}

static void test_who_holds_a_seat_keeps_it_before_any_priority(void **state)
{
	struct scene scene = { 0 };

	(void)state;
	add(&scene, 1, 1, ALONE);
	add(&scene, 9, 9, ALONE);
	scene.people[1].holds_seat = true;
	choose(&scene, 1, false);
	check(&scene, "01", "10");
}

static void test_a_party_stands_where_its_first_member_stands(void **state)
{
	struct scene scene = { 0 };

	(void)state;
	add(&scene, 0, 9, 0);
	add(&scene, 0, 2, ALONE);
	add(&scene, 0, 1, 0);
	choose(&scene, 2, false);
	check(&scene, "101", "010");
}

static void test_a_party_that_does_not_fit_is_passed_over(void **state)
{
	struct scene scene = { 0 };

	(void)state;
	add(&scene, 0, 1, ALONE);
	add(&scene, 0, 2, 0);
	add(&scene, 0, 3, 0);
	add(&scene, 0, 4, ALONE);
	choose(&scene, 2, false);
	assert_int_equal(scene.standings[1].room, 1);
	assert_int_equal(scene.standings[1].party, 2);
	check(&scene, "1001", "0120");
}

static void test_those_who_stand_equal_need_a_draw_only_where_seats_do_not_suffice(void **state)
{
	struct scene scene = { 0 };

	(void)state;
	add(&scene, 0, 1, ALONE);
	add(&scene, 0, 7, ALONE);
	add(&scene, 0, 7, ALONE);
	add(&scene, 0, 8, ALONE);
	choose(&scene, 3, false);
	check(&scene, "1110", "0001");
	choose(&scene, 2, false);
	check_draw(&scene, "{\"type\":\"draw\",\"v\":1,\"for\":\"people\",\"tied\":[\"e2\",\"e3\"],"
			   "\"number\":1,\"why\":\"2 people of 0190 are equal in priority and time of "
			   "application for its last seat\"}\n");
	choose(&scene, 1, false);
	check(&scene, "1000", "0113");
}

static void test_who_stands_behind_the_first_of_the_own_party_is_not_drawn(void **state)
{
	struct scene scene = { 0 };

	(void)state;
	add(&scene, 0, 8, 0);
	add(&scene, 0, 7, 0);
	add(&scene, 0, 7, ALONE);
	choose(&scene, 2, false);
	check_draw(&scene, "{\"type\":\"draw\",\"v\":1,\"for\":\"people\",\"tied\":[\"e2\",\"e3\"],"
			   "\"number\":2,\"why\":\"2 people of 0190 are equal in priority and time of "
			   "application for its last 2 seats: as some are of a party, the order of all "
			   "is to be drawn\"}\n");
}

static void test_a_party_too_large_for_the_seats_is_no_party_to_a_draw(void **state)
{
	struct scene scene = { 0 };

	(void)state;
	add(&scene, 0, 7, 0);
	add(&scene, 0, 7, 0);
	add(&scene, 0, 7, ALONE);
	choose(&scene, 1, false);
	check(&scene, "001", "110");
}

static void test_lots_order_those_who_stand_equal(void **state)
{
	struct scene scene = { 0 };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		add(&scene, 0, NEVER, ALONE);
		scene.people[i].people_lot.digest[0] = (unsigned char)(9 - i);
	}
	choose(&scene, 1, true);
	check(&scene, "001", "210");
}

static uint64_t random_state;

static int64_t below(int64_t n)
{
	return random_below(&random_state, (uint32_t)n);
}

static bool is_before(const struct tsop_applicant *a, const struct tsop_applicant *b)
{
	if (a->priority != b->priority)
		return a->priority < b->priority;
	if (a->received != b->received)
		return a->received < b->received;
	return tsop_lot_compare(&a->people_lot, &b->people_lot) < 0;
}

static bool is_together(const struct tsop_applicant *a, const struct tsop_applicant *b)
{
	return a == b || (a->party != ALONE && a->party == b->party);
}

/* By definition: again and again the first who was not looked at, with the party. */
static void expect(const struct scene *scene, int64_t seats, char *seated)
{
	const struct tsop_applicant *people = scene->people;
	size_t n = scene->applicants.n;
	bool done[MANY] = { false };

	memset(seated, '0', n);
	for (size_t i = 0; i < n; i++) {
		done[i] = people[i].holds_seat;
		seated[i] = done[i] ? '1' : '0';
		seats -= done[i];
	}
	for (;;) {
		size_t first = n;
		int64_t size = 0;

		for (size_t i = 0; i < n; i++)
			if (!done[i] && (first == n || is_before(&people[i], &people[first])))
				first = i;
		if (first == n)
			return;
		for (size_t i = 0; i < n; i++)
			size += !done[i] && is_together(&people[i], &people[first]);
		for (size_t i = 0; i < n; i++) {
			if (done[i] || !is_together(&people[i], &people[first]))
				continue;
			done[i] = true;
			seated[i] = size <= seats ? '1' : '0';
		}
		seats -= size <= seats ? size : 0;
	}
}

static void test_random_scenes_come_out_as_the_definition_says(void **state)
{
	(void)state;
	for (int round = 0; round < N_RANDOM; round++) {
		struct scene scene = { 0 };
		size_t n = (size_t)(1 + below(MANY));
		char seated[MANY + 1] = { 0 };
		int64_t seats = 0;

		for (size_t i = 0; i < n; i++) {
			add(&scene, below(3), below(3),
			    below(2) == 0 ? ALONE : (uint32_t)below(3));
			scene.people[i].holds_seat = below(6) == 0;
			scene.people[i].people_lot.digest[0] = (unsigned char)below(200);
			scene.people[i].people_lot.digest[1] = (unsigned char)i;
			seats += scene.people[i].holds_seat;
		}
		seats += below(5);
		expect(&scene, seats, seated);
		choose(&scene, seats, true);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(scene.standings[i].has_seat, seated[i] == '1');
		tsop_ties_release(&scene.ties);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_priority_goes_before_time_and_absent_ones_go_last),
		cmocka_unit_test(test_who_holds_a_seat_keeps_it_before_any_priority),
		cmocka_unit_test(test_a_party_stands_where_its_first_member_stands),
		cmocka_unit_test(test_a_party_that_does_not_fit_is_passed_over),
		cmocka_unit_test(
			test_those_who_stand_equal_need_a_draw_only_where_seats_do_not_suffice),
		cmocka_unit_test(test_who_stands_behind_the_first_of_the_own_party_is_not_drawn),
		cmocka_unit_test(test_a_party_too_large_for_the_seats_is_no_party_to_a_draw),
		cmocka_unit_test(test_lots_order_those_who_stand_equal),
		cmocka_unit_test(test_random_scenes_come_out_as_the_definition_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
