/*
 * verify_drawn.h: small random allocations without a seed, whose ties are
 * drawn for as they are met.
 */
#ifndef TSOP_TESTS_VERIFY_DRAWN_H
#define TSOP_TESTS_VERIFY_DRAWN_H

#include "verify_lab.h"

#include "draw/complete.h"

struct drawn {
	struct lab lab;
	char draws[48], needed[48];
	size_t n; /* draws that were made */
};

static inline void drawn_init(struct drawn *drawn, uint64_t random)
{
	*drawn = (struct drawn){ .n = 0 };
	lab_init(&drawn->lab, random);
	lab_path(&drawn->lab, drawn->draws, "draws.jsonl");
	lab_path(&drawn->lab, drawn->needed, "needed.jsonl");
}

static inline void drawn_release(struct drawn *drawn)
{
	unlink(drawn->draws);
	unlink(drawn->needed);
	lab_release(&drawn->lab);
}

/* Make the draws that are needed, behind those made before. */
static inline void drawn_draw(struct drawn *drawn)
{
	struct lab *lab = &drawn->lab;
	char *files[] = { drawn->needed };
	char seed[16];
	const struct tsop_complete_options options = {
		.files = files,
		.n_files = 1,
		.by = (int)lab_below(lab, 2),
		.seed = seed,
		.bits = TSOP_DRAW_NOT_STATED,
	};
	struct tsop_sink sink = { .say = lab_say_nothing };
	struct tsop_sink warnings = { .say = lab_say_nothing };
	struct tsop_output out;
	struct tsop_error err;
	json_t *made, *before;

	snprintf(seed, sizeof seed, "draw %u", lab_below(lab, 1000));
	assert_int_equal(tsop_output_open(&out, lab->result, &err), 0);
	assert_true(tsop_complete_run(&options, &out, &warnings, &sink, &err) >= 0);
	assert_int_equal(tsop_output_finish(&out, &err), 0);
	made = lab_read(lab->result);
	before = drawn->n > 0 ? lab_read(drawn->draws) : json_array();
	json_array_extend(before, made);
	drawn->n = json_array_size(before);
	lab_write(drawn->draws, before);
	json_decref(before);
	json_decref(made);
}

/* The result of a run whose ties are drawn for, or NULL where it is refused. */
static inline json_t *drawn_run(struct drawn *drawn)
{
	struct lab *lab = &drawn->lab;
	int status = 1;

	drawn->n = 0;
	while (status == 1) {
		struct tsop_sink sink = { .say = lab_say_nothing };
		struct tsop_output out;
		struct tsop_error err;

		lab->options.drawn = drawn->n > 0 ? drawn->draws : NULL;
		assert_int_equal(tsop_output_open(&out, drawn->needed, &err), 0);
		status = tsop_allocation_run(&lab->options, &out, &sink, &err);
		if (status < 0)
			tsop_output_abandon(&out);
		else
			assert_int_equal(tsop_output_finish(&out, &err), 0);
		if (status == 1)
			drawn_draw(drawn);
	}
	return status == 0 ? lab_read(drawn->needed) : NULL;
}

/* A random allocation with people for which something was drawn. */
static inline void drawn_make(struct drawn *drawn)
{
	struct lab *lab = &drawn->lab;

	for (;;) {
		lab_make(lab);
		if (!lab->options.gives_courses)
			continue;
		lab->options.seed = NULL;
		json_decref(lab->records);
		lab->records = drawn_run(drawn);
		if (lab->records != NULL && drawn->n > 0)
			return;
	}
}

#endif
