/*
 * The search that proves which courses close and where parties go: what is
 * the optimum of another problem is not verified, nor is what only looks like
 * a search.
 */
#include "verify_lab.h"

static json_t *proof_of(json_t *records)
{
	return json_object_get(json_array_get(records, json_array_size(records) - 1), "assignment");
}

static json_t *courses_of(json_t *records)
{
	return json_object_get(json_array_get(records, 0), "courses");
}

/* Courses of the header with the minima of another. */
static void copy_minima(const json_t *from, json_t *to)
{
	json_t *course;
	size_t i;

	json_array_foreach(to, i, course) {
		json_t *minimum = json_object_get(json_array_get(from, i), "minimum");

		json_object_del(course, "minimum");
		if (minimum != NULL)
			json_object_set(course, "minimum", minimum);
	}
}

static bool has_same_closed(const json_t *a, const json_t *b)
{
	for (size_t i = 0; i < LAB_COURSES; i++)
		if (json_is_true(json_object_get(json_array_get(a, i), "closed")) !=
		    json_is_true(json_object_get(json_array_get(b, i), "closed")))
			return false;
	return true;
}

static bool has_same_cost(const json_t *a, const json_t *b)
{
	static const char *const names[] = { "unassigned", "rank", "meters" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (!json_equal(json_object_get(a, names[i]), json_object_get(b, names[i])))
			return false;
	return true;
}

/* The allocation of the same people with other minima, told to be one with theirs. */
static json_t *run_with_other_minima(struct lab *lab)
{
	char text[LAB_TEXT];
	FILE *file = fopen(lab->courses, "r");
	json_t *other;
	size_t n;

	assert_non_null(file);
	n = fread(text, 1, sizeof text, file);
	fclose(file);
	file = fopen(lab->courses, "w");
	fprintf(file, "id,round,title,place,capacity,minimum\n");
	for (size_t i = 0; i < LAB_COURSES; i++) {
		json_int_t capacity = json_integer_value(
			json_object_get(json_array_get(courses_of(lab->records), i), "capacity"));

		fprintf(file, "k%zu,r,Course %zu,%s,%d,%u\n", i, i, lab_places[i], (int)capacity,
			lab_below(lab, (uint32_t)capacity + 1));
	}
	fclose(file);
	other = lab_run(lab, &lab->options);
	file = fopen(lab->courses, "w");
	assert_int_equal(fwrite(text, 1, n, file), n);
	fclose(file);
	if (other != NULL)
		copy_minima(courses_of(lab->records), courses_of(other));
	return other;
}

static void test_the_optimum_of_other_minima_is_not_verified(void **state)
{
	size_t n = test_instances(20000) / 100;
	size_t n_rejected = 0;
	struct lab lab;

	(void)state;
	lab_init(&lab, 3);
	for (size_t i = 0; i < n; i++) {
		json_t *other;

		lab.kind = i % 2 == 0 ? LAB_MINIMA : LAB_MINIMA_AND_PARTIES;
		lab_make(&lab);
		other = run_with_other_minima(&lab);
		if (other == NULL)
			continue;
		if (lab_verify(&lab, other) != 0)
			n_rejected++;
		else
			assert_true(has_same_cost(proof_of(lab.records), proof_of(other)) &&
				    has_same_closed(courses_of(lab.records), courses_of(other)));
		json_decref(other);
	}
	assert_true(n_rejected > n / 10);
	lab_release(&lab);
}

/* A result that has a search with a node of each kind. */
static void make_searched(struct lab *lab)
{
	bool has_course, has_party;

	do {
		json_t *node;
		size_t i;

		has_course = has_party = false;
		lab_make(lab);
		json_array_foreach(json_object_get(json_object_get(proof_of(lab->records), "search"),
						   "nodes"), i, node) {
			has_course = has_course || json_object_get(node, "course") != NULL;
			has_party = has_party || json_object_get(node, "party") != NULL;
		}
	} while (!has_course || !has_party);
}

static void assert_search_rejected(struct lab *lab, const char *text)
{
	json_t *copy = json_deep_copy(lab->records);
	json_t *search = json_loads(text, 0, NULL);

	assert_non_null(search);
	json_object_set_new(proof_of(copy), "search", search);
	assert_int_equal(lab_verify(lab, copy), 1);
	json_decref(copy);
}

static void test_what_is_no_search_is_rejected(void **state)
{
	static const char *const searches[] = {
		"{}",
		"{\"nodes\":[]}",
		"{\"nodes\":1}",
		"{\"nodes\":[1]}",
		"{\"nodes\":[{}]}",
		"{\"nodes\":[{\"course\":\"k0\"}]}",
		"{\"nodes\":[{\"course\":\"k0\"},{\"prices\":[]}]}",
		"{\"nodes\":[{\"course\":\"k9\"},{\"prices\":[]},{\"prices\":[]}]}",
		"{\"nodes\":[{\"course\":\"k0\",\"prices\":[]},{\"prices\":[]},{\"prices\":[]}]}",
		"{\"nodes\":[{\"prices\":[]},{\"prices\":[]}]}",
		"{\"nodes\":[{\"prices\":[{\"course\":\"k0\",\"unassigned\":1,\"rank\":0}]}]}",
		"{\"nodes\":[{\"prices\":[{\"course\":\"k0\",\"unassigned\":1152921504606846976,"
		"\"rank\":-1152921504606846976,\"meters\":1152921504606846976}]}]}",
		"{\"nodes\":[{\"prices\":[{\"course\":\"k0\",\"unassigned\":-1152921504606846976,"
		"\"rank\":-1152921504606846976,\"meters\":-1152921504606846976}]}]}",
		"{\"nodes\":[{\"prices\":[{\"course\":\"k0\",\"unassigned\":1152921504606846977,"
		"\"rank\":0,\"meters\":0}]}]}",
		"{\"scale\":0,\"nodes\":[{\"prices\":[]}]}",
		"{\"scale\":1000000,\"nodes\":[{\"prices\":[]}]}",
		"{\"nodes\":[{\"party\":\"p1\",\"prices\":[]}]}",
		"{\"nodes\":[{\"party\":\"x1\",\"courses\":[],\"prices\":[]}]}",
		"{\"nodes\":[{\"party\":\"p99\",\"courses\":[],\"prices\":[]}]}",
		"{\"nodes\":[{\"party\":\"p99\",\"courses\":[\"k0\"],\"prices\":[]},{\"prices\":[]}]}",
		"{\"nodes\":[{\"party\":\"p1\",\"courses\":[\"k9\"],\"prices\":[]},{\"prices\":[]}]}",
		"{\"nodes\":[{\"party\":\"p1\",\"courses\":[],\"none\":true,\"prices\":[]},"
		"{\"party\":\"p1\",\"courses\":[],\"none\":true,\"prices\":[]},{\"prices\":[]}]}",
		"[]",
	};
	struct lab lab;

	(void)state;
	lab_init(&lab, 4);
	lab.kind = LAB_MINIMA_AND_PARTIES;
	make_searched(&lab);
	for (size_t i = 0; i < sizeof searches / sizeof searches[0]; i++)
		assert_search_rejected(&lab, searches[i]);
	lab_release(&lab);
}

/* A hostile tree is refused before it is gone through, however it goes on. */
static void test_a_search_of_too_many_nodes_is_rejected(void **state)
{
	struct lab lab;
	json_t *search, *nodes;
	char *text;

	(void)state;
	lab_init(&lab, 5);
	lab.kind = LAB_MINIMA_AND_PARTIES;
	make_searched(&lab);
	search = json_pack("{s:[]}", "nodes");
	nodes = json_object_get(search, "nodes");
	for (int i = 0; i < 10001; i++)
		json_array_append_new(nodes, i == 10000 ? json_pack("{s:[]}", "prices") :
							 json_pack("{s:s,s:[],s:b,s:[]}", "party",
								   "p1", "courses", "none", 1,
								   "prices"));
	text = json_dumps(search, JSON_COMPACT);
	assert_search_rejected(&lab, text);
	free(text);
	json_decref(search);
	lab_release(&lab);
}

/* Whatever node is left out or doubled, the tree does not close, or a case is missing. */
static void test_every_node_counts(void **state)
{
	struct lab lab;
	size_t n;

	(void)state;
	lab_init(&lab, 6);
	lab.kind = LAB_MINIMA_AND_PARTIES;
	for (int round = 0; round < 5; round++) {
		make_searched(&lab);
		n = json_array_size(json_object_get(json_object_get(proof_of(lab.records), "search"),
						    "nodes"));
		for (size_t i = 0; i < n; i++) {
			json_t *copy = json_deep_copy(lab.records);
			json_t *nodes = json_object_get(json_object_get(proof_of(copy), "search"),
							"nodes");

			json_array_remove(nodes, i);
			assert_int_equal(lab_verify(&lab, copy), 1);
			json_decref(copy);
			copy = json_deep_copy(lab.records);
			nodes = json_object_get(json_object_get(proof_of(copy), "search"), "nodes");
			json_array_insert(nodes, i, json_array_get(nodes, i));
			assert_int_equal(lab_verify(&lab, copy), 1);
			json_decref(copy);
		}
	}
	lab_release(&lab);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_optimum_of_other_minima_is_not_verified),
		cmocka_unit_test(test_what_is_no_search_is_rejected),
		cmocka_unit_test(test_a_search_of_too_many_nodes_is_rejected),
		cmocka_unit_test(test_every_node_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
