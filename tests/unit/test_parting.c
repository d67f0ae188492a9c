/*
 * The people of a municipality on one course, --spread same, where some of it
 * have places already: beside a brute force that goes through the steps in
 * which it is parted.
 */
#include "verify_truth.h"

enum { PEOPLE = 6, STEPS = 3 };

/* A municipality; everybody has a seat. */
struct town {
	size_t n;
	json_t *person[PEOPLE];
	int at[PEOPLE]; /* course, or -1 */
	json_int_t room[LAB_COURSES];
	struct cost best;
	bool found;
};

static const char *party_of(const struct town *town, size_t i)
{
	return string_of(town->person[i], "party");
}

static bool is_same_party(const struct town *town, size_t a, size_t b)
{
	return party_of(town, a) != NULL && party_of(town, b) != NULL &&
	       strcmp(party_of(town, a), party_of(town, b)) == 0;
}

static int fixed_at(const struct town *town, size_t i)
{
	return is_enrolled(town->person[i]) ? atoi(string_of(town->person[i], "course") + 1) : -1;
}

/* Has the person somebody fixed in their party; one on that course, if it is not below 0? */
static bool has_fixed_friend(const struct town *town, size_t i, int course)
{
	for (size_t other = 0; other < town->n; other++)
		if (fixed_at(town, other) >= 0 && is_same_party(town, i, other) &&
		    (course < 0 || fixed_at(town, other) == course))
			return true;
	return false;
}

/* A party is on one course, with somebody of it who is fixed, if there are such. */
static bool are_parties_whole(const struct town *town)
{
	for (size_t i = 0; i < town->n; i++) {
		if (fixed_at(town, i) >= 0)
			continue;
		if (has_fixed_friend(town, i, -1) && !has_fixed_friend(town, i, town->at[i]))
			return false;
		for (size_t other = 0; other < i; other++)
			if (fixed_at(town, other) < 0 && is_same_party(town, i, other) &&
			    town->at[i] != town->at[other])
				return false;
	}
	return true;
}

static bool has_fixed(const struct town *town, int course)
{
	for (size_t i = 0; i < town->n; i++)
		if (fixed_at(town, i) >= 0 && (course < 0 || fixed_at(town, i) == course))
			return true;
	return false;
}

/* Are people as near to each other as the step has it? */
static bool is_of_step(const struct town *town, int step)
{
	int first = -1;

	for (size_t i = 0; i < town->n && step < 2; i++) {
		if (fixed_at(town, i) >= 0 || (step == 1 && has_fixed_friend(town, i, -1)))
			continue;
		if (first >= 0 && town->at[i] != first)
			return false;
		first = town->at[i];
	}
	return step > 0 || first < 0 || !has_fixed(town, -1) || has_fixed(town, first);
}

/* The least cost of all assignments of a step in which everybody has a course. */
static void search(struct town *town, size_t i, struct cost total, int step)
{
	if (i == town->n) {
		if (are_parties_whole(town) && is_of_step(town, step) &&
		    (!town->found || is_less(total, town->best))) {
			town->found = true;
			town->best = total;
		}
		return;
	}
	if (fixed_at(town, i) >= 0) {
		town->at[i] = fixed_at(town, i);
		search(town, i + 1, total, step);
		return;
	}
	for (int course = 0; course < LAB_COURSES; course++) {
		struct cost own;

		if (town->room[course] == 0 || !find_cost(town->person[i], course, &own))
			continue;
		town->at[i] = course;
		town->room[course]--;
		search(town, i + 1, sum(total, own), step);
		town->room[course]++;
	}
}

static void make(struct lab *lab)
{
	for (;;) {
		lab_clear(lab);
		lab_make_courses(lab);
		lab->persons = json_array();
		for (uint32_t i = 0; i < 2 + lab_below(lab, PEOPLE - 1); i++) {
			json_t *person = lab_make_person(lab, i, 1, true);

			if (lab_below(lab, 3) == 0) {
				json_object_set_new(person, "state", json_string("enrolled"));
				json_object_set_new(person, "course",
						    json_sprintf("k%u", lab_below(lab, LAB_COURSES)));
			}
			json_array_append_new(lab->persons, person);
		}
		lab_write(lab->people, lab->persons);
		lab->options = (struct tsop_allocation_options){
			.gives_courses = true,
			.files = lab->people_operand,
			.n_files = 1,
			.courses = lab->courses,
			.seed = "a",
			.now = "2019-06-24T08:00:00Z",
			.seats = TSOP_ALLOCATION_NOT_GIVEN,
			.guarantee = TSOP_ALLOCATION_NOT_GIVEN,
			.cap = TSOP_ALLOCATION_NOT_GIVEN,
			.moves = TSOP_ALLOCATION_NOT_GIVEN,
			.spread = 2,
		};
		lab->records = lab_run(lab, &lab->options);
		if (lab->records != NULL)
			return;
	}
}

/* The step at which everybody has a course, or STEPS. */
static int find_step(const struct lab *lab, struct town *town)
{
	*town = (struct town){ .n = json_array_size(lab->persons) };
	for (size_t i = 0; i < town->n; i++)
		town->person[i] = json_array_get(lab->persons, i);
	for (int course = 0; course < LAB_COURSES; course++)
		town->room[course] = room_on(lab->records, lab->persons, course);
	for (int step = 0; step < STEPS; step++) {
		search(town, 0, (struct cost){ 0, 0, 0 }, step);
		if (town->found)
			return step;
	}
	return STEPS;
}

static void test_a_municipality_is_parted_as_brute_force_parts_it(void **state)
{
	size_t n = test_instances(20000) / 10 + 20;
	size_t n_at[STEPS + 1] = { 0 };
	struct lab lab;

	(void)state;
	lab_init(&lab, 20);
	lab.kind = LAB_SAME_AND_PARTIES;
	for (size_t i = 0; i < n; i++) {
		const json_t *proof;
		struct town town;
		int step;

		make(&lab);
		step = find_step(&lab, &town);
		n_at[step]++;
		assert_int_equal(lab_verify(&lab, lab.records), 0);
		if (step == STEPS)
			continue;
		proof = json_object_get(find_record(lab.records, "proof", NULL, NULL),
					"assignment");
		assert_false(is_less(cost_of(proof), town.best) || is_less(town.best, cost_of(proof)));
	}
	for (int step = 0; step <= STEPS; step++)
		assert_true(n_at[step] > 0);
	lab_release(&lab);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_municipality_is_parted_as_brute_force_parts_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
