/*
 * Of all assignments of a few people, who had places in an earlier result,
 * those are verified that are kept as the mechanism has it, and no others.
 */
#include "verify_sequel.h"
#include "verify_truth.h"

enum { PEOPLE_MAX = 5, ASSIGNMENTS = 243 };

/* The people, what they would have of each course, and where they were (-1: nowhere). */
struct scene {
	struct sequel sequel;
	size_t n;
	struct cost cost[PEOPLE_MAX][LAB_COURSES];
	bool may_go[PEOPLE_MAX][LAB_COURSES];
	int was[PEOPLE_MAX];
	json_int_t capacity[LAB_COURSES];
};

/* What an assignment is like. */
struct worth {
	json_int_t moves;
	struct cost cost;
	bool is_stable; /* where who had a place goes first there, then by the time of application */
};

/* People of so many kinds, that some are equal; all apply at different times, for the lists. */
static void make_people(struct lab *lab, uint32_t n, uint32_t n_kinds)
{
	json_t *kinds[PEOPLE_MAX];
	uint32_t order[PEOPLE_MAX];

	for (uint32_t kind = 0; kind < n_kinds; kind++)
		kinds[kind] = lab_make_person(lab, kind, 4, false);
	shuffle(&lab->random, order, n);
	lab->persons = json_array();
	for (uint32_t i = 0; i < n; i++) {
		json_t *person = json_deep_copy(kinds[i % n_kinds]);

		json_object_set_new(person, "id", json_sprintf("e%u", i + 1));
		json_object_set_new(person, "ref", json_sprintf("r%u", i));
		json_object_set_new(person, "received",
				    json_sprintf("2019-05-0%uT10:00:00Z", 1 + order[i]));
		json_object_del(person, "priority");
		json_object_set_new(person, "state", json_string("applied"));
		json_object_del(person, "course");
		json_array_append_new(lab->persons, person);
	}
	for (uint32_t kind = 0; kind < n_kinds; kind++)
		json_decref(kinds[kind]);
	lab_write(lab->people, lab->persons);
}

static void look_at(struct scene *scene)
{
	struct lab *lab = &scene->sequel.lab;
	const json_t *courses = json_object_get(json_array_get(lab->records, 0), "courses");
	json_t *old = lab_read(scene->sequel.old);
	json_t *person;
	size_t i;

	scene->n = json_array_size(lab->persons);
	json_array_foreach(lab->persons, i, person) {
		const char *before = sequel_course(old, string_of(person, "id"));

		scene->was[i] = before == NULL ? -1 : atoi(before + 1);
		for (int c = 0; c < LAB_COURSES; c++)
			scene->may_go[i][c] = find_cost(person, c, &scene->cost[i][c]);
		if (scene->was[i] >= 0 && !scene->may_go[i][scene->was[i]])
			scene->was[i] = -1;
	}
	for (size_t c = 0; c < LAB_COURSES; c++)
		scene->capacity[c] = json_integer_value(
			json_object_get(json_array_get(courses, c), "capacity"));
	json_decref(old);
}

/* Everybody has a place before, and one that is kept or not behind, where wishes and courses differ. */
static void make(struct scene *scene, int mechanism, uint32_t n_kinds)
{
	struct lab *lab = &scene->sequel.lab;

	do {
		lab_clear(lab);
		lab_make_courses(lab);
		make_people(lab, 2 + lab_below(lab, PEOPLE_MAX - 1), n_kinds);
		lab_set_places_alone(lab);
		lab->records = lab_run(lab, &lab->options);
		if (lab->records == NULL)
			continue;
		lab_write(scene->sequel.old, lab->records);
		lab_clear(lab);
		lab_make_courses(lab);
		make_people(lab, 2 + lab_below(lab, PEOPLE_MAX - 1), n_kinds);
		lab->options.keep = scene->sequel.old;
		lab->options.mechanism = mechanism;
		if (mechanism == TSOP_MECHANISM_DEFERRED_ACCEPTANCE)
			lab->options.order = "received,lot";
		else if (lab_below(lab, 2) == 0)
			lab->options.moves = lab_below(lab, 3);
		lab->records = lab_run(lab, &lab->options);
	} while (lab->records == NULL ||
		 json_integer_value(json_object_get(json_array_get(lab->records, 0), "waiting")) > 0);
	look_at(scene);
}

static bool is_first(const struct scene *scene, size_t one, size_t other, int course)
{
	const json_t *persons = scene->sequel.lab.persons;

	if ((scene->was[one] == course) != (scene->was[other] == course))
		return scene->was[one] == course;
	return strcmp(string_of(json_array_get(persons, one), "received"),
		      string_of(json_array_get(persons, other), "received")) < 0;
}

static bool prefers(const struct scene *scene, size_t who, int course, int other)
{
	return scene->may_go[who][course] &&
	       is_less(scene->cost[who][course], scene->cost[who][other]);
}

/* Would the person rather be on a course that has room, or somebody who goes behind? */
static bool is_blocked(const struct scene *scene, const int *courses, const json_int_t *load,
		       size_t who, int course)
{
	if (!prefers(scene, who, course, courses[who]))
		return false;
	if (load[course] < scene->capacity[course])
		return true;
	for (size_t i = 0; i < scene->n; i++)
		if (courses[i] == course && is_first(scene, who, i, course))
			return true;
	return false;
}

/* False where it is none: a course has too few places, or is not for somebody. */
static bool weigh(const struct scene *scene, const int *courses, struct worth *worth)
{
	json_int_t load[LAB_COURSES] = { 0 };

	*worth = (struct worth){ .is_stable = true };
	for (size_t i = 0; i < scene->n; i++) {
		if (!scene->may_go[i][courses[i]] ||
		    ++load[courses[i]] > scene->capacity[courses[i]])
			return false;
		worth->cost = sum(worth->cost, scene->cost[i][courses[i]]);
		worth->moves += scene->was[i] >= 0 && scene->was[i] != courses[i];
	}
	for (size_t i = 0; i < scene->n; i++)
		for (int c = 0; c < LAB_COURSES; c++)
			worth->is_stable = worth->is_stable &&
					   !is_blocked(scene, courses, load, i, c);
	return true;
}

static void add_waiting(const struct scene *scene, json_t *records, const int *courses, int course,
			size_t who, json_int_t position)
{
	json_t *record = json_pack(
		"{s:s, s:i, s:O, s:o, s:I, s:s, s:I, s:o}", "type", "waiting", "v", 1, "allocation",
		json_object_get(json_array_get(records, 0), "id"), "course",
		json_sprintf("k%d", course), "position", position, "enrollment",
		string_of(json_array_get(scene->sequel.lab.persons, who), "id"), "rank",
		scene->cost[who][course].rank + 1, "has", json_sprintf("k%d", courses[who]));

	assert_non_null(record);
	json_array_insert_new(records, json_array_size(records) - 1, record);
}

/* Who wished for the course before theirs: by their wishes, then their applications. */
static void list(const struct scene *scene, json_t *records, const int *courses, int course)
{
	json_int_t position = 0;

	for (int turn = 0; turn < LAB_COURSES * PEOPLE_MAX; turn++)
		for (size_t i = 0; i < scene->n; i++) {
			const json_t *person = json_array_get(scene->sequel.lab.persons, i);
			json_int_t rank = scene->cost[i][course].rank;

			if (rank == turn / PEOPLE_MAX &&
			    string_of(person, "received")[9] == '1' + turn % PEOPLE_MAX &&
			    rank < scene->cost[i][courses[i]].rank)
				add_waiting(scene, records, courses, course, i, ++position);
		}
}

/* The records, but with these places, and all that follows from them but the sentences. */
static void place(const struct scene *scene, json_t *records, const int *courses,
		  const struct worth *worth)
{
	json_t *header = json_array_get(records, 0);
	json_t *proof = json_object_get(json_array_get(records, json_array_size(records) - 1),
					"assignment");
	json_int_t load[LAB_COURSES] = { 0 };
	json_t *old = lab_read(scene->sequel.old);

	for (size_t i = 0; i < scene->n; i++) {
		const json_t *person = json_array_get(scene->sequel.lab.persons, i);
		json_t *record = json_array_get(records, 1 + i);
		const char *before = sequel_course(old, string_of(person, "id"));
		const struct cost *cost = &scene->cost[i][courses[i]];

		json_object_set_new(record, "course", json_sprintf("k%d", courses[i]));
		json_object_del(record, "from");
		if (before != NULL && atoi(before + 1) != courses[i])
			json_object_set_new(record, "from", json_string(before));
		if (json_array_size(json_object_get(person, "wishes")) > 0)
			json_object_set_new(record, "rank", json_integer(cost->rank + 1));
		json_object_set_new(record, "meters", json_integer(cost->meters));
		load[courses[i]]++;
	}
	for (size_t c = 0; c < LAB_COURSES; c++)
		json_object_set_new(json_array_get(json_object_get(header, "courses"), c),
				    "enrolled", json_integer(load[c]));
	json_object_set_new(json_object_get(header, "moves"), "made", json_integer(worth->moves));
	json_object_set_new(proof, "rank", json_integer(worth->cost.rank));
	json_object_set_new(proof, "meters", json_integer(worth->cost.meters));
	json_decref(old);
	while (is_kind(json_array_get(records, json_array_size(records) - 2), "waiting"))
		json_array_remove(records, json_array_size(records) - 2);
	for (int c = 0; c < LAB_COURSES; c++)
		list(scene, records, courses, c);
}

static void find_courses(const struct scene *scene, int *courses)
{
	for (size_t i = 0; i < scene->n; i++)
		courses[i] = atoi(string_of(json_array_get(scene->sequel.lab.records, 1 + i),
					    "course") + 1);
}

static bool find_next(const struct scene *scene, unsigned code, int *courses)
{
	for (size_t i = 0; i < scene->n; i++, code /= LAB_COURSES)
		courses[i] = (int)(code % LAB_COURSES);
	return code == 0;
}

/* As good as any as far as moves and costs go, within the budget. */
static bool is_best(const struct scene *scene, const struct worth *own)
{
	const json_t *moves = json_object_get(json_array_get(scene->sequel.lab.records, 0), "moves");
	const json_t *budget = json_object_get(moves, "budget");
	json_int_t most = json_integer_value(json_object_get(moves, "forced")) +
			  json_integer_value(budget);
	int courses[PEOPLE_MAX];
	struct worth worth;

	if (budget != NULL && own->moves > most)
		return false;
	for (unsigned code = 0; code < ASSIGNMENTS; code++) {
		bool is_cheaper;

		if (!find_next(scene, code, courses) || !weigh(scene, courses, &worth))
			continue;
		is_cheaper = is_less(worth.cost, own->cost);
		if (budget == NULL ? worth.moves < own->moves ||
					     (worth.moves == own->moves && is_cheaper)
				   : worth.moves <= most &&
					     (is_cheaper || (worth.moves < own->moves &&
							     !is_less(own->cost, worth.cost))))
			return false;
	}
	return true;
}

/* Of others than the result: how many are right, and how many of these were verified? */
struct others {
	size_t n_right, n_verified;
};

static struct others try_all(struct scene *scene, bool (*is_right)(const struct scene *scene,
								   const struct worth *worth))
{
	struct lab *lab = &scene->sequel.lab;
	json_t *mutant = json_deep_copy(lab->records);
	int is[PEOPLE_MAX], courses[PEOPLE_MAX];
	struct worth worth;
	struct others others = { 0, 0 };

	find_courses(scene, is);
	assert_true(weigh(scene, is, &worth) && is_right(scene, &worth));
	place(scene, mutant, is, &worth);
	assert_true(json_equal(mutant, lab->records));
	for (unsigned code = 0; code < ASSIGNMENTS; code++) {
		bool is_verified, is_other;

		if (!find_next(scene, code, courses) || !weigh(scene, courses, &worth))
			continue;
		place(scene, mutant, courses, &worth);
		is_other = memcmp(courses, is, scene->n * sizeof *is) != 0;
		is_verified = lab_verify(lab, mutant) == 0;
		assert_true(is_other || is_verified);
		assert_true(!is_verified || is_right(scene, &worth));
		assert_true(!is_verified || !is_other ||
			    lab_verdict_has(lab, "not_verified", "which of several"));
		others.n_right += is_other && is_right(scene, &worth);
		others.n_verified += is_other && is_verified;
	}
	json_decref(mutant);
	return others;
}

static bool is_stable(const struct scene *scene, const struct worth *worth)
{
	(void)scene;
	return worth->is_stable;
}

/* Of several the one that is best for everybody. */
static void test_only_what_is_stable_is_verified(void **state)
{
	size_t n = test_instances(20000) / 1000 + 15;
	size_t n_right = 0;
	struct scene scene;

	(void)state;
	sequel_init(&scene.sequel, 51);
	for (size_t i = 0; i < n; i++) {
		struct others others;

		make(&scene, TSOP_MECHANISM_DEFERRED_ACCEPTANCE, PEOPLE_MAX);
		others = try_all(&scene, is_stable);
		assert_int_equal(others.n_verified, 0);
		n_right += others.n_right;
	}
	assert_true(n_right > 0);
	sequel_release(&scene.sequel);
}

/* Of several that are as good the one of the lot. */
static void test_only_what_is_best_is_verified(void **state)
{
	size_t n = test_instances(20000) / 500 + 10;
	size_t n_rejected = 0;
	struct scene scene;

	(void)state;
	sequel_init(&scene.sequel, 12);
	for (size_t i = 0; i < n; i++) {
		struct others others;

		make(&scene, TSOP_MECHANISM_MIN_COST, 2);
		others = try_all(&scene, is_best);
		n_rejected += others.n_right - others.n_verified;
	}
	assert_true(n_rejected > 0);
	sequel_release(&scene.sequel);
}

static bool has_search(const struct lab *lab)
{
	const json_t *proof = find_record(lab->records, "proof", NULL, NULL);

	return json_object_get(json_object_get(proof, "assignment"), "search") != NULL;
}

/* Where a budget lies between two vertices, nobody else is moved in anything as good. */
static void test_only_what_a_search_proves_is_verified(void **state)
{
	size_t n = test_instances(20000) / 4000 + 5;
	size_t n_open = 0;
	struct scene scene;
	struct lab *lab = &scene.sequel.lab;

	(void)state;
	sequel_init(&scene.sequel, 13);
	for (size_t i = 0; i < n; i++) {
		do
			make(&scene, TSOP_MECHANISM_MIN_COST, PEOPLE_MAX);
		while (!has_search(lab));
		assert_int_equal(lab_verify(lab, lab->records), 0);
		assert_true(lab_verdict_has(lab, "verified", "search"));
		assert_false(lab_verdict_has(lab, "not_verified", "that no assignment with up to"));
		n_open += lab_verdict_has(lab, "not_verified", "which of several");
		try_all(&scene, is_best);
	}
	assert_true(n_open < n);
	sequel_release(&scene.sequel);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_only_what_is_stable_is_verified),
		cmocka_unit_test(test_only_what_is_best_is_verified),
		cmocka_unit_test(test_only_what_a_search_proves_is_verified),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
