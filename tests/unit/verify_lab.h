/*
 * verify_lab.h: small random allocations with their files, and their results
 * as JSON that tests may change.
 */
#ifndef TSOP_TESTS_VERIFY_LAB_H
#define TSOP_TESTS_VERIFY_LAB_H

#include "check.h"

#include <jansson.h>
#include <unistd.h>

#include "allocate/allocation.h"
#include "people/municipality.h"
#include "random.h"
#include "scratch.h"
#include "verify/verify.h"

enum { LAB_RECORDS_MAX = 128, LAB_COURSES = 3, LAB_TEXT = 1 << 16 };

static const char *const lab_codes[] = { "0101", "0190", "0420", "0621" };
static const char *lab_places[LAB_COURSES] = { "Aalborg", "Kolding", "Slagelse" };
static const char *const lab_methods[] = {
	"sainte-lague", "dhondt", "largest-remainder", "adams", "dean", "huntington-hill",
	"modified-sainte-lague", "danish", "imperiali", "identical", "linear:1.5,0.75",
	"power:3", "power:-2", "largest-remainder:droop", "largest-remainder:hagenbach-bischoff",
	"largest-remainder:imperiali", "quota", "swiss", "lottery", "vinton",
};

static const char *const lab_orders[] = { NULL, "lot", "distance,received", "received,lot" };

/* What its allocations are like: anything; or courses at least cost, with something asked. */
enum lab_kind {
	LAB_ANY,
	LAB_SPREAD,
	LAB_MINIMA,
	LAB_JOINTLY,
	LAB_SAME,
	LAB_PARTIES,
	LAB_MINIMA_AND_PARTIES,
	LAB_SAME_AND_PARTIES,
	LAB_SAME_AND_MINIMA,
	LAB_SPREAD_AND_PARTIES,
	LAB_SPREAD_AND_MINIMA,
};

struct lab {
	enum lab_kind kind;
	bool closes_in_turn; /* courses, under another mechanism than min-cost */
	uint64_t random;
	char dir[SCRATCH_TEXT];
	char courses[48], key[48], people[48], result[48], verdict[48];
	char *people_operand[1], *no_operand[1];
	struct tsop_allocation_options options;
	const char *row_seats, *column_seats; /* files of a matrix, or NULL */
	json_t *persons; /* the enrollments */
	json_t *records; /* of the result */
	bool has_wrong_id, has_wrong_why; /* the one that was verified last */
	size_t n_open; /* sentences of the verdict on the true result */
	char seed[16];
};

static inline uint32_t lab_below(struct lab *lab, uint32_t n)
{
	return random_below(&lab->random, n);
}

static inline void lab_path(const struct lab *lab, char path[48], const char *name)
{
	assert_in_range(snprintf(path, 48, "%s/%s", lab->dir, name), 1, 47);
}

static inline void lab_init(struct lab *lab, uint64_t random)
{
	*lab = (struct lab){ .random = random };
	scratch_make(lab->dir);
	lab_path(lab, lab->courses, "courses.csv");
	lab_path(lab, lab->key, "key.csv");
	lab_path(lab, lab->people, "people.jsonl");
	lab_path(lab, lab->result, "result.jsonl");
	lab_path(lab, lab->verdict, "verdict.jsonl");
	lab->people_operand[0] = lab->people;
}

static inline void lab_clear(struct lab *lab)
{
	json_decref(lab->persons);
	json_decref(lab->records);
	lab->persons = lab->records = NULL;
}

static inline void lab_release(struct lab *lab)
{
	lab_clear(lab);
	unlink(lab->courses);
	unlink(lab->key);
	unlink(lab->people);
	unlink(lab->result);
	unlink(lab->verdict);
	assert_int_equal(rmdir(lab->dir), 0);
}

static inline void lab_write(const char *path, const json_t *records)
{
	FILE *file = fopen(path, "w");
	size_t i;
	json_t *record;

	assert_non_null(file);
	json_array_foreach(records, i, record) {
		assert_int_equal(json_dumpf(record, file, JSON_COMPACT), 0);
		fputc('\n', file);
	}
	assert_int_equal(fclose(file), 0);
}

static inline json_t *lab_read(const char *path)
{
	static char line[LAB_TEXT];
	FILE *file = fopen(path, "r");
	json_t *records = json_array();

	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		json_t *record = json_loads(line, 0, NULL);

		assert_non_null(record);
		json_array_append_new(records, record);
	}
	fclose(file);
	return records;
}

static inline void lab_say_nothing(void *context, const struct tsop_error *err)
{
	(void)context;
	(void)err;
}

/* The result of a run with these options, or NULL where there is none (a draw, a refusal). */
static inline json_t *lab_run(struct lab *lab, const struct tsop_allocation_options *options)
{
	struct tsop_sink sink = { .say = lab_say_nothing };
	struct tsop_output out;
	struct tsop_error err;
	int status;

	assert_int_equal(tsop_output_open(&out, lab->result, &err), 0);
	status = tsop_allocation_run(options, &out, &sink, &err);
	if (status != 0) {
		tsop_output_abandon(&out);
		return NULL;
	}
	assert_int_equal(tsop_output_finish(&out, &err), 0);
	return lab_read(lab->result);
}

/* What a forger is told who is left with a wrong id and wrong sentences. */
struct lab_faults {
	char id[17]; /* the right one, or empty */
	struct lab_sentence {
		unsigned long long line;
		char text[256];
	} why[LAB_RECORDS_MAX];
	size_t n_why, n_others;
};

static inline void lab_say(void *context, const struct tsop_error *err)
{
	struct lab_faults *faults = context;
	const char *text = strstr(err->text, "expected '");
	struct lab_sentence *why = &faults->why[faults->n_why];

	if (strcmp(err->field, "id") == 0 &&
	    sscanf(err->text, "expected %16[0-9a-f],", faults->id) == 1)
		return;
	if (strcmp(err->field, "why") != 0 || text == NULL || faults->n_why == LAB_RECORDS_MAX) {
		faults->n_others++;
		return;
	}
	why->line = err->line;
	assert_in_range(snprintf(why->text, sizeof why->text, "%s", text + strlen("expected '")),
			1, sizeof why->text - 1);
	why->text[strlen(why->text) - 1] = '\0'; /* the quote */
	faults->n_why++;
}

/* To verify the result of the allocation with all that it was made from. */
static inline struct tsop_verify_options lab_verify_options(const struct lab *lab)
{
	return (struct tsop_verify_options){
		.result = lab->result,
		.people = lab->options.files,
		.n_people = lab->options.n_files,
		.key = lab->options.key,
		.courses = lab->options.courses,
		.fill = lab->options.fill,
		.keep = lab->options.keep,
		.row_seats = lab->row_seats,
		.column_seats = lab->column_seats,
	};
}

static inline int lab_verify_to(struct lab *lab, const char *path, struct lab_faults *faults)
{
	struct tsop_verify_options options = lab_verify_options(lab);
	struct tsop_sink sink = { .say = lab_say, .context = faults, .limit = 100 };
	struct tsop_output out;
	struct tsop_error err;
	int status;

	*faults = (struct lab_faults){ .n_others = 0 };
	assert_int_equal(tsop_output_open(&out, path, &err), 0);
	status = tsop_verify_run(&options, &out, &sink, &err);
	assert_int_equal(tsop_output_finish(&out, &err), 0);
	return status;
}

/* Write the records as the faults say that they should be. */
static inline void lab_forge(struct lab *lab, const json_t *records, const struct lab_faults *faults)
{
	json_t *copy = json_deep_copy(records);
	size_t i;
	json_t *record;

	json_array_foreach(copy, i, record)
		if (faults->id[0] != '\0')
			json_object_set_new(record, i == 0 ? "id" : "allocation",
					    json_string(faults->id));
	for (i = 0; i < faults->n_why; i++)
		json_object_set_new(json_array_get(copy, (size_t)faults->why[i].line - 1), "why",
				    json_string(faults->why[i].text));
	lab_write(lab->result, copy);
	json_decref(copy);
}

/*
 * Verify records as a result, with all the files: 0 (with a verdict in
 * lab->verdict), 1 or -1. As a forger would, the id and the sentences of why
 * are made right where nothing else is wrong; has_wrong_id and has_wrong_why
 * say whether they were.
 */
static inline int lab_verify(struct lab *lab, const json_t *records)
{
	static struct lab_faults faults, others;
	int status;

	lab_write(lab->result, records);
	status = lab_verify_to(lab, "/dev/null", &faults); /* files are synced, which takes time */
	lab->has_wrong_id = status == 1 && faults.id[0] != '\0';
	lab->has_wrong_why = status == 1 && faults.n_why > 0;
	if (status == 1 && faults.n_others == 0) {
		lab_forge(lab, records, &faults);
		status = lab_verify_to(lab, "/dev/null", &others);
	}
	return status == 0 ? lab_verify_to(lab, lab->verdict, &others) : status;
}

/* How many elements does the verdict's list have? */
static inline size_t lab_verdict_count(struct lab *lab, const char *list)
{
	json_t *verdict = lab_read(lab->verdict);
	size_t n = json_array_size(json_object_get(json_array_get(verdict, 0), list));

	json_decref(verdict);
	return n;
}

/* Does an element of the verdict's list begin with these words, of the result or of a pass? */
static inline bool lab_verdict_has(struct lab *lab, const char *list, const char *word)
{
	json_t *verdict = lab_read(lab->verdict);
	bool is_there = false;
	size_t i;
	json_t *element;

	json_array_foreach(json_object_get(json_array_get(verdict, 0), list), i, element) {
		const char *text = json_string_value(element);

		if (strncmp(text, "pass ", 5) == 0)
			text = strstr(text, ": ") + 2;
		is_there = is_there || strncmp(text, word, strlen(word)) == 0;
	}
	json_decref(verdict);
	return is_there;
}

/* Weights that are often equal, or far apart, with a decimal now and then. */
static inline void lab_make_key(struct lab *lab, bool is_plain, uint32_t n)
{
	FILE *file = fopen(lab->key, "w");

	assert_non_null(file);
	fprintf(file, "%s,n,most\n", is_plain ? "claimant" : "code");
	for (uint32_t i = 0; i < n; i++) {
		if (is_plain)
			fprintf(file, "c%u,", i);
		else
			fprintf(file, "%s,", lab_codes[i]);
		switch (lab_below(lab, 8)) {
		case 0: fprintf(file, "1000000000000000000"); break;
		case 1: fprintf(file, "%u.5", 10 + lab_below(lab, 20)); break;
		default: fprintf(file, "%u", 1 + lab_below(lab, lab_below(lab, 2) ? 4 : 5000));
		}
		fprintf(file, ",%u\n", 3 + lab_below(lab, 4));
	}
	assert_int_equal(fclose(file), 0);
}

static inline bool lab_has_minima(const struct lab *lab)
{
	return lab->kind == LAB_MINIMA || lab->kind == LAB_MINIMA_AND_PARTIES ||
	       lab->kind == LAB_SAME_AND_MINIMA || lab->kind == LAB_SPREAD_AND_MINIMA ||
	       lab->closes_in_turn;
}

static inline bool lab_is_spread(const struct lab *lab)
{
	return lab->kind == LAB_SPREAD || lab->kind == LAB_SPREAD_AND_PARTIES ||
	       lab->kind == LAB_SPREAD_AND_MINIMA;
}

static inline bool lab_is_same(const struct lab *lab)
{
	return lab->kind == LAB_SAME || lab->kind == LAB_SAME_AND_PARTIES ||
	       lab->kind == LAB_SAME_AND_MINIMA;
}

static inline void lab_make_courses(struct lab *lab)
{
	FILE *file = fopen(lab->courses, "w");

	assert_non_null(file);
	fprintf(file, "id,round,title,place,capacity%s\n", lab_has_minima(lab) ? ",minimum" : "");
	for (uint32_t i = 0; i < LAB_COURSES; i++) {
		uint32_t capacity = 1 + lab_below(lab, 4);

		fprintf(file, "k%u,r,Course %u,%s,%u", i, i, lab_places[i], capacity);
		if (lab_has_minima(lab))
			fprintf(file, ",%u", lab_below(lab, capacity + 1));
		fputc('\n', file);
	}
	assert_int_equal(fclose(file), 0);
}

static inline json_t *lab_make_wishes(struct lab *lab)
{
	json_t *wishes = json_array();
	uint32_t order[LAB_COURSES];
	uint32_t n = lab_below(lab, LAB_COURSES + 1);

	shuffle(&lab->random, order, LAB_COURSES);
	for (uint32_t i = 0; i < n; i++)
		json_array_append_new(wishes, json_sprintf("k%u", order[i]));
	return wishes;
}

static inline json_t *lab_make_person(struct lab *lab, uint32_t i, uint32_t n_claimants,
				      bool has_parties)
{
	json_t *person = json_pack("{s:s, s:s, s:o, s:o, s:s, s:o, s:o}", "type", "enrollment",
				   "state", "applied", "id", json_sprintf("e%u", i + 1), "ref",
				   json_sprintf("r%u", i), "municipality",
				   lab_codes[lab_below(lab, n_claimants)], "wishes",
				   lab_make_wishes(lab), "received",
				   json_sprintf("2019-05-0%uT10:00:00Z", 1 + lab_below(lab, 3)));

	assert_non_null(person);
	if (lab_below(lab, 3) == 0)
		json_object_set_new(person, "priority", json_integer(1 + lab_below(lab, 3)));
	if (lab_below(lab, 3) < (lab->kind == LAB_SPREAD || lab->kind == LAB_JOINTLY ? 2 : 1))
		json_object_set_new(person, "only_wishes", json_true());
	if (has_parties && lab_below(lab, 3) == 0)
		json_object_set_new(person, "party", json_sprintf("p%u", lab_below(lab, 2)));
	else if (has_parties && lab->kind != LAB_ANY && lab_below(lab, 2) == 0)
		json_object_set_new(person, "party", json_string("p2"));
	if (lab_below(lab, 8) == 0) {
		json_object_set_new(person, "state", json_string("enrolled"));
		json_object_set_new(person, "course", json_sprintf("k%u", lab_below(lab, LAB_COURSES)));
	}
	return person;
}

static inline void lab_make_people(struct lab *lab, uint32_t n_claimants)
{
	uint32_t n = 1 + lab_below(lab, 9);
	bool has_parties = lab->kind == LAB_ANY ? lab_below(lab, 2) == 0 : lab->kind >= LAB_PARTIES;

	lab->persons = json_array();
	for (uint32_t i = 0; i < n; i++)
		json_array_append_new(lab->persons,
				      lab_make_person(lab, i, n_claimants, has_parties));
	lab_write(lab->people, lab->persons);
}

/* An assignment of people without seats of their own, so that places alone count. */
static inline void lab_set_places_alone(struct lab *lab)
{
	snprintf(lab->seed, sizeof lab->seed, "seed %u", lab_below(lab, 1000));
	lab->options = (struct tsop_allocation_options){
		.gives_courses = true,
		.files = lab->people_operand,
		.n_files = 1,
		.courses = lab->courses,
		.seed = lab->seed,
		.now = "2019-06-24T08:00:00Z",
		.seats = TSOP_ALLOCATION_NOT_GIVEN,
		.cap = TSOP_ALLOCATION_NOT_GIVEN,
		.moves = TSOP_ALLOCATION_NOT_GIVEN,
	};
}

/* A random allocation of which there is a result, in lab->records. */
static inline void lab_make(struct lab *lab)
{
	const uint32_t n_methods = sizeof lab_methods / sizeof lab_methods[0];

	for (;;) {
		bool is_plain = lab->kind == LAB_ANY && lab_below(lab, 2) == 0;
		uint32_t n = 2 + lab_below(lab, 3);
		int mechanism = (int)lab_below(lab, lab_below(lab, 2) == 0 ? 1 : 6);

		lab->closes_in_turn = lab->kind == LAB_ANY && mechanism > 0 && lab_below(lab, 2) == 0;
		lab_clear(lab);
		lab_make_key(lab, is_plain, n);
		lab_make_courses(lab);
		if (!is_plain)
			lab_make_people(lab, n);
		snprintf(lab->seed, sizeof lab->seed, "seed %u", lab_below(lab, 1000));
		lab->options = (struct tsop_allocation_options){
			.gives_seats = true,
			.gives_courses = !is_plain,
			.files = is_plain ? lab->no_operand : lab->people_operand,
			.n_files = is_plain ? 0 : 1,
			.courses = is_plain ? NULL : lab->courses,
			.key = lab->key,
			.key_column = "n",
			.cap_column = is_plain && lab_below(lab, 3) == 0 ? "most" : NULL,
			.threshold = lab_below(lab, 8) == 0 ? "2.5%" : NULL,
			.seed = lab_below(lab, 8) == 0 ? NULL : lab->seed,
			.now = "2019-06-24T08:00:00Z",
			.reserve_until = lab_below(lab, 2) == 0 ? "2019-06-01T12:00:00Z" : NULL,
			.seats = is_plain || lab_below(lab, 2) == 0 ? 1 + (int64_t)lab_below(lab, 12)
								    : TSOP_ALLOCATION_NOT_GIVEN,
			.guarantee = lab_below(lab, 3),
			.cap = TSOP_ALLOCATION_NOT_GIVEN,
			.moves = TSOP_ALLOCATION_NOT_GIVEN,
			.method = lab_methods[lab->kind == LAB_ANY ? lab_below(lab, n_methods) : 0],
			.reading = (int)lab_below(lab, 3),
			.mechanism = mechanism,
			.order = lab_orders[lab_below(lab, 4)],
		};
		if (lab->kind != LAB_ANY) {
			lab->options.mechanism = 0;
			lab->options.spread = lab_is_same(lab) ? 2 : lab_is_spread(lab);
			lab->options.is_joint = lab->kind == LAB_JOINTLY;
		}
		lab->records = lab_run(lab, &lab->options);
		if (lab->records != NULL)
			return;
	}
}

#endif
