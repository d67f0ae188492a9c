#include "check.h"

#include <stdio.h>

#include "allocate/vacancies.h"
#include "allocate/waiting.h"
#include "random.h"

enum {
	PEOPLE = 9,
	COURSES = 3,
	MUNICIPALITIES = 3,
	N_INSTANCES = 20000,
	NOWHERE = TSOP_ASSIGN_NO_COURSE,
};

static const char *const ids[] = { "a", "b", "c" };

/* A round with an earlier result, of which some have cancelled and some are new. */
struct scene {
	struct tsop_applicant people[PEOPLE];
	uint16_t wishes[PEOPLE][COURSES];
	struct tsop_applicants applicants;
	struct tsop_claimant rows[MUNICIPALITIES];
	struct tsop_claimants claimants;
	size_t claimant_of[PEOPLE];
	struct tsop_courses_row course_rows[COURSES];
	struct tsop_courses courses;
	struct tsop_standing standings[PEOPLE];
	struct tsop_choice choice;

	struct tsop_earlier earlier;
	struct tsop_earlier_person earlier_people[PEOPLE];
	int64_t unnamed[COURSES];
	struct tsop_earlier_waiting waiting[PEOPLE * COURSES * 2];
	size_t last[COURSES];
};

static void make_person(struct scene *scene, size_t i, uint64_t *state)
{
	struct tsop_applicant *row = &scene->people[i];
	uint32_t order[COURSES];

	shuffle(state, order, COURSES);
	for (size_t k = 0; k < COURSES; k++)
		scene->wishes[i][k] = (uint16_t)order[k];
	*row = (struct tsop_applicant){
		.number = (int64_t)i + 1,
		.course = NOWHERE,
		.party = random_below(state, 3) == 0 ? random_below(state, 2)
						     : TSOP_ASSIGN_NO_PARTY,
		.n_wishes = random_below(state, COURSES + 1),
		.wishes = scene->wishes[i],
		.only_wishes = random_below(state, 3) == 0,
		.received = random_below(state, 4),
	};
	row->people_lot.digest[0] = (unsigned char)(i * 37 % 256);
	scene->claimant_of[i] = row->party != TSOP_ASSIGN_NO_PARTY
					? row->party
					: random_below(state, MUNICIPALITIES);
}

/* Somewhere within seats and places, or nowhere; parties whole. */
static void place_person(struct scene *scene, size_t i, int64_t *room, uint64_t *state)
{
	struct tsop_applicant *row = &scene->people[i];
	uint16_t course = (uint16_t)random_below(state, COURSES);

	if (row->party != TSOP_ASSIGN_NO_PARTY || random_below(state, 3) == 0 ||
	    room[course] == 0 ||
	    tsop_applicant_rank(row, course) == TSOP_ASSIGN_FORBIDDEN)
		return;
	room[course]--;
	row->course = course;
	row->holds_seat = true;
}

static void make_scene(struct scene *scene, uint64_t *state)
{
	int64_t room[COURSES];

	memset(scene, 0, sizeof *scene);
	scene->applicants = (struct tsop_applicants){
		.rows = scene->people, .n = PEOPLE, .n_parties = 2
	};
	for (size_t i = 0; i < COURSES; i++) {
		scene->course_rows[i].id = ids[i];
		scene->course_rows[i].capacity = room[i] = random_below(state, 4);
	}
	scene->courses = (struct tsop_courses){ .rows = scene->course_rows, .n = COURSES };
	for (size_t i = 0; i < PEOPLE; i++) {
		make_person(scene, i, state);
		place_person(scene, i, room, state);
	}
	scene->claimants = (struct tsop_claimants){ .rows = scene->rows, .n = MUNICIPALITIES };
	for (size_t i = 0; i < PEOPLE; i++)
		scene->rows[scene->claimant_of[i]].by_key += scene->people[i].holds_seat;
	for (size_t i = 0; i < MUNICIPALITIES; i++) {
		scene->rows[i].id = ids[i];
		scene->rows[i].by_key += (int32_t)random_below(state, 3);
	}
	scene->choice = (struct tsop_choice){ &scene->applicants, &scene->claimants,
					      scene->claimant_of, true, NULL };
	for (size_t i = 0; i < PEOPLE; i++)
		scene->standings[i] = (struct tsop_standing){ .turn = i + 1,
							      .course = scene->people[i].course };
}

/* The published lists: those of now, without newcomers, some of whose people are gone. */
static void publish(struct scene *scene, uint64_t *state)
{
	struct tsop_waiting_lists lists;
	struct tsop_error err;

	assert_int_equal(tsop_choose_positions(&scene->choice, scene->standings, &err), 0);
	assert_int_equal(tsop_waiting_init(&lists, &scene->choice, scene->standings, &err), 0);
	scene->earlier.people = scene->earlier_people;
	scene->earlier.waiting = scene->waiting;
	scene->earlier.last = scene->last;
	scene->earlier.unnamed = scene->unnamed;
	for (size_t i = 0; i < PEOPLE; i++) {
		bool is_new = !scene->people[i].holds_seat &&
			      scene->people[i].party == TSOP_ASSIGN_NO_PARTY &&
			      random_below(state, 4) == 0;

		scene->earlier_people[i] = (struct tsop_earlier_person){
			.line = is_new ? 0 : i + 1,
			.course = scene->people[i].course,
			.position = is_new ? 0 : scene->standings[i].position,
		};
	}
	for (uint16_t course = 0; course < COURSES; course++) {
		size_t n = tsop_waiting_list(&lists, course);

		for (size_t k = 0; k < n; k++) {
			scene->last[course] = lists.list[k].position;
			if (scene->earlier_people[lists.list[k].applicant].line > 0)
				scene->waiting[scene->earlier.n_waiting++] =
					(struct tsop_earlier_waiting){ course, lists.list[k].position,
								       lists.list[k].applicant };
		}
	}
	tsop_waiting_release(&lists);
}

/* The same done slowly: everything is found again before each place that is given. */
struct slow {
	const struct scene *scene;
	uint16_t at[PEOPLE];
	size_t position[PEOPLE]; /* in the municipality's order; newcomers behind */
};

static bool is_with(const struct scene *scene, size_t a, size_t b)
{
	return a == b || (scene->people[a].party != TSOP_ASSIGN_NO_PARTY &&
			  scene->people[a].party == scene->people[b].party);
}

static int64_t room_at(const struct slow *slow, uint16_t course)
{
	int64_t room = slow->scene->course_rows[course].capacity;

	for (size_t i = 0; i < PEOPLE; i++)
		room -= slow->at[i] == course;
	return room;
}

static int64_t unused(const struct slow *slow, size_t claimant)
{
	int64_t seats = slow->scene->rows[claimant].by_key;

	for (size_t i = 0; i < PEOPLE; i++)
		seats -= slow->scene->claimant_of[i] == claimant && slow->at[i] != NOWHERE;
	return seats;
}

/* Would all who come with that person rather be there, and do they find room? */
static bool suits(const struct slow *slow, size_t who, uint16_t course)
{
	size_t here = 0, there = 0;
	int64_t n = 0;

	for (size_t i = 0; i < PEOPLE; i++) {
		uint16_t rank;

		if (!is_with(slow->scene, who, i))
			continue;
		rank = tsop_applicant_rank(&slow->scene->people[i], course);
		if (rank == TSOP_ASSIGN_FORBIDDEN)
			return false;
		there += rank;
		here += slow->at[i] == NOWHERE
				? 1000
				: tsop_applicant_rank(&slow->scene->people[i], slow->at[i]);
		n++;
	}
	return there < here && n <= room_at(slow, course);
}

static int64_t size_of(const struct slow *slow, size_t who)
{
	int64_t n = 0;

	for (size_t i = 0; i < PEOPLE; i++)
		n += is_with(slow->scene, who, i);
	return n;
}

/* The first position of those who come with that person. */
static size_t first_position(const struct slow *slow, size_t who)
{
	size_t first = slow->position[who];

	for (size_t i = 0; i < PEOPLE; i++)
		if (is_with(slow->scene, who, i) && slow->position[i] < first)
			first = slow->position[i];
	return first;
}

static bool could_be_seated(const struct slow *slow, size_t who)
{
	if (slow->at[who] != NOWHERE ||
	    size_of(slow, who) > unused(slow, slow->scene->claimant_of[who]))
		return false;
	for (uint16_t course = 0; course < COURSES; course++)
		if (suits(slow, who, course))
			return true;
	return false;
}

static bool may_take(const struct slow *slow, size_t who, uint16_t course)
{
	if (!suits(slow, who, course))
		return false;
	if (slow->at[who] != NOWHERE)
		return true;
	if (!could_be_seated(slow, who))
		return false;
	for (size_t i = 0; i < PEOPLE; i++)
		if (slow->scene->claimant_of[i] == slow->scene->claimant_of[who] &&
		    could_be_seated(slow, i) && first_position(slow, i) < first_position(slow, who))
			return false;
	return true;
}

struct entry_list {
	size_t n;
	size_t who[PEOPLE];
};

static bool take_from(struct slow *slow, uint16_t course, const struct entry_list *list)
{
	for (size_t k = 0; k < list->n; k++) {
		if (!may_take(slow, list->who[k], course))
			continue;
		for (size_t i = 0; i < PEOPLE; i++)
			if (is_with(slow->scene, list->who[k], i))
				slow->at[i] = course;
		return true;
	}
	return false;
}

static bool is_listed(const struct entry_list *list, size_t who)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->who[i] == who)
			return true;
	return false;
}

/* Who waited, in that order, goes before the newcomers, in the order of their turns. */
static void find_positions(struct slow *slow)
{
	const struct tsop_earlier_person *earlier = slow->scene->earlier_people;

	for (size_t i = 0; i < PEOPLE; i++) {
		slow->at[i] = slow->scene->people[i].course;
		slow->position[i] = earlier[i].line > 0 ? earlier[i].position : 100 + i;
	}
}

/* How many of the municipality wait before that person. */
static size_t n_before(const struct slow *slow, size_t who)
{
	size_t n = 0;

	for (size_t i = 0; i < PEOPLE; i++)
		n += slow->at[i] == NOWHERE && slow->position[i] < slow->position[who] &&
		     slow->scene->claimant_of[i] == slow->scene->claimant_of[who];
	return n;
}

static bool is_before(const struct slow *slow, size_t a, size_t b)
{
	const struct tsop_applicant *people = slow->scene->people;

	if (n_before(slow, a) != n_before(slow, b))
		return n_before(slow, a) < n_before(slow, b);
	if (people[a].received != people[b].received)
		return people[a].received < people[b].received;
	return people[a].people_lot.digest[0] < people[b].people_lot.digest[0];
}

/* The published list, then the newcomers who would be on it. */
static void find_list(const struct slow *slow, uint16_t course, struct entry_list *list)
{
	const struct scene *scene = slow->scene;

	list->n = 0;
	for (size_t i = 0; i < scene->earlier.n_waiting; i++)
		if (scene->waiting[i].course == course)
			list->who[list->n++] = scene->waiting[i].applicant;
	for (;;) {
		size_t best = PEOPLE;

		for (size_t i = 0; i < PEOPLE; i++)
			if (scene->earlier_people[i].line == 0 && !is_listed(list, i) &&
			    tsop_applicant_rank(&scene->people[i], course) != TSOP_ASSIGN_FORBIDDEN &&
			    (best == PEOPLE || is_before(slow, i, best)))
				best = i;
		if (best == PEOPLE)
			return;
		list->who[list->n++] = best;
	}
}

static void fill_slowly(struct slow *slow)
{
	struct entry_list lists[COURSES];

	find_positions(slow);
	for (uint16_t course = 0; course < COURSES; course++)
		find_list(slow, course, &lists[course]);
	for (uint16_t course = 0; course < COURSES;)
		course = take_from(slow, course, &lists[course]) ? 0 : (uint16_t)(course + 1);
}

static void test_places_go_as_the_rules_say_word_by_word(void **unused)
{
	uint64_t state = 5;
	size_t n_steps = 0;

	(void)unused;
	for (size_t round = 0; round < test_instances(N_INSTANCES); round++) {
		struct scene scene;
		struct slow slow = { .scene = &scene };
		struct tsop_vacancies vacancies;
		struct tsop_ties ties;
		struct tsop_error err;

		make_scene(&scene, &state);
		publish(&scene, &state);
		for (size_t i = 0; i < COURSES; i++) /* places that nobody has any more */
			scene.course_rows[i].capacity += random_below(&state, 3);
		fill_slowly(&slow);
		tsop_ties_init(&ties);
		assert_int_equal(tsop_vacancies_fill(&scene.choice, &scene.courses, &scene.earlier,
						     scene.standings, &vacancies, &ties, &err),
				 0);
		for (size_t i = 0; i < PEOPLE; i++)
			assert_int_equal(scene.standings[i].course, slow.at[i]);
		n_steps += vacancies.n_steps;
		tsop_vacancies_release(&vacancies);
		tsop_ties_release(&ties);
	}
	print_message("%zu places\n", n_steps);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places_go_as_the_rules_say_word_by_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
