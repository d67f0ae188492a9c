/*
 * verify_sequel.h: small random allocations that go on from an earlier one:
 * people have cancelled or come, courses have grown or shrunk.
 */
#ifndef TSOP_TESTS_VERIFY_SEQUEL_H
#define TSOP_TESTS_VERIFY_SEQUEL_H

#include "verify_lab.h"

#include "mechanism/mechanism.h"

struct sequel {
	struct lab lab;
	char old[48];
};

static inline void sequel_init(struct sequel *sequel, uint64_t random)
{
	lab_init(&sequel->lab, random);
	lab_path(&sequel->lab, sequel->old, "old.jsonl");
}

static inline void sequel_release(struct sequel *sequel)
{
	unlink(sequel->old);
	lab_release(&sequel->lab);
}

/* The course that the records assign the person, or NULL. */
static inline const char *sequel_course(const json_t *records, const char *id)
{
	size_t i;
	json_t *record;

	json_array_foreach(records, i, record) {
		const char *who = json_string_value(json_object_get(record, "enrollment"));

		if (who != NULL && strcmp(who, id) == 0 &&
		    strcmp(json_string_value(json_object_get(record, "type")), "assignment") == 0)
			return json_string_value(json_object_get(record, "course"));
	}
	return NULL;
}

/* Somebody cancels, others were entered in the register meanwhile, newcomers apply. */
static inline void sequel_change_people(struct sequel *sequel)
{
	struct lab *lab = &sequel->lab;
	size_t n = json_array_size(lab->persons);
	bool is_recorded = lab_below(lab, 3) == 0;
	size_t n_new = lab_below(lab, 4);

	for (size_t i = n; i-- > 0;) {
		json_t *person = json_array_get(lab->persons, i);
		const char *course = sequel_course(
			lab->records, json_string_value(json_object_get(person, "id")));

		if (lab_below(lab, 4) == 0) {
			json_array_remove(lab->persons, i);
		} else if (is_recorded && course != NULL) {
			json_object_set_new(person, "state", json_string("enrolled"));
			json_object_set_new(person, "course", json_string(course));
		}
	}
	for (size_t i = 0; i < n_new; i++)
		json_array_append_new(lab->persons,
				      lab_make_person(lab, (uint32_t)(n + i), 2, lab_below(lab, 2) == 0));
	lab_write(lab->people, lab->persons);
}

/* Mostly at least cost, half of them within a budget. */
static inline void sequel_choose_how_to_keep(struct lab *lab)
{
	if (lab_below(lab, 2) == 0)
		lab->options.moves = lab_below(lab, 3);
	lab->options.is_joint = lab_below(lab, 4) == 0;
	if (lab_below(lab, 6) == 0)
		lab->options.spread = 1 + (int)lab_below(lab, 2);
	else if (lab->options.moves == TSOP_ALLOCATION_NOT_GIVEN && lab_below(lab, 4) == 0)
		lab->options.mechanism = TSOP_MECHANISM_DEFERRED_ACCEPTANCE;
}

/* A random allocation, in lab.records, that goes on from another; by filling places or keeping them. */
static inline void sequel_make(struct sequel *sequel, bool fills)
{
	struct lab *lab = &sequel->lab;

	for (;;) {
		do
			lab_make(lab);
		while (!lab->options.gives_courses);
		lab_write(sequel->old, lab->records);
		sequel_change_people(sequel);
		if (lab_below(lab, 2) == 0)
			lab_make_courses(lab);
		lab->options.mechanism = 0;
		lab->options.order = NULL;
		lab->options.fill = fills ? sequel->old : NULL;
		lab->options.keep = fills ? NULL : sequel->old;
		if (!fills)
			sequel_choose_how_to_keep(lab);
		if (json_array_size(lab->persons) == 0)
			continue;
		json_decref(lab->records);
		lab->records = lab_run(lab, &lab->options);
		if (lab->records != NULL)
			return;
	}
}

#endif
