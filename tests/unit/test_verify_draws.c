/*
 * Several draws of one apportionment: asked for one after the other, as a
 * reference makes them, and verified; results that are not so are refused.
 */
#include "quota_reference.h"
#include "verify_lab.h"

static const char *const ids[QUOTA_SMALL] = { "a", "b", "c", "d", "e", "f", "g" };

struct trial {
	struct lab lab;
	char drawn[48]; /* file */
	struct quota_case c;
	struct quota_result e;
};

static void init(struct trial *trial, uint64_t random)
{
	lab_init(&trial->lab, random);
	lab_path(&trial->lab, trial->drawn, "drawn.jsonl");
}

static void release(struct trial *trial)
{
	unlink(trial->drawn);
	lab_release(&trial->lab);
}

/* The rows in any order. */
static void write_key(struct trial *trial)
{
	FILE *file = fopen(trial->lab.key, "w");
	uint32_t order[QUOTA_SMALL];

	assert_non_null(file);
	shuffle(&trial->lab.random, order, trial->c.n);
	fputs("claimant,n\n", file);
	for (size_t i = 0; i < trial->c.n; i++)
		fprintf(file, "%s,%d\n", ids[order[i]], (int)trial->c.weights[order[i]]);
	assert_int_equal(fclose(file), 0);
}

static void make(struct trial *trial)
{
	lab_clear(&trial->lab);
	quota_make(&trial->c, &trial->lab.random);
	quota_solve(&trial->c, &trial->lab.random, &trial->e);
	write_key(trial);
	trial->lab.options = (struct tsop_allocation_options){
		.gives_seats = true,
		.files = trial->lab.no_operand,
		.key = trial->lab.key,
		.key_column = "n",
		.drawn = trial->drawn,
		.now = "2019-06-24T08:00:00Z",
		.seats = trial->c.total,
		.guarantee = TSOP_ALLOCATION_NOT_GIVEN,
		.cap = TSOP_ALLOCATION_NOT_GIVEN,
		.moves = TSOP_ALLOCATION_NOT_GIVEN,
		.reading = TSOP_ALLOCATION_NOT_GIVEN,
		.method = "quota",
	};
}

static json_t *list_of(unsigned set)
{
	json_t *list = json_array();

	for (size_t i = 0; i < QUOTA_SMALL; i++)
		if ((set >> i & 1) != 0)
			json_array_append_new(list, json_string(ids[i]));
	return list;
}

static size_t count(unsigned set)
{
	return set == 0 ? 0 : 1 + count(set & (set - 1));
}

/* log2 of the number of ways to draw k of n, rounded up. */
static int bits_needed(size_t n, size_t k)
{
	size_t ways = 1;
	int bits = 0;

	for (size_t i = 0; i < k; i++)
		ways = ways * (n - i) / (i + 1);
	while ((size_t)1 << bits < ways)
		bits++;
	return bits;
}

/* Record the first n draws, in any order. */
static void write_draws(struct trial *trial, size_t n)
{
	json_t *records = json_array();
	uint32_t order[QUOTA_SMALL];

	shuffle(&trial->lab.random, order, n);
	for (size_t i = 0; i < n; i++) {
		const struct quota_draw *draw = &trial->e.draws[order[i]];
		json_t *drawn = json_array();

		for (size_t k = 0; k < draw->number; k++)
			json_array_append_new(drawn, json_string(ids[draw->order[k]]));
		json_array_append_new(
			records, json_pack("{s:s, s:i, s:s, s:o, s:i, s:o, s:s, s:s, s:i}", "type",
					   "draw", "v", 1, "for", "seats", "tied",
					   list_of(draw->tied), "number", (int)draw->number, "drawn",
					   drawn, "by", "hand", "note", "before all", "bits_needed",
					   bits_needed(count(draw->tied), draw->number)));
	}
	lab_write(trial->drawn, records);
	json_decref(records);
}

/* Run; what was written is in *records. */
static int run(struct trial *trial, json_t **records)
{
	struct tsop_sink sink = { .say = lab_say_nothing };
	struct tsop_output out;
	struct tsop_error err;
	int status;

	assert_int_equal(tsop_output_open(&out, trial->lab.result, &err), 0);
	status = tsop_allocation_run(&trial->lab.options, &out, &sink, &err);
	assert_int_equal(tsop_output_finish(&out, &err), 0);
	*records = lab_read(trial->lab.result);
	return status;
}

/* With the first n draws the next is asked for, alone. */
static void check_asked(struct trial *trial, size_t n)
{
	json_t *records, *tied = list_of(trial->e.draws[n].tied);
	const json_t *record;

	write_draws(trial, n);
	assert_int_equal(run(trial, &records), 1);
	assert_int_equal(json_array_size(records), 1);
	record = json_array_get(records, 0);
	assert_true(json_equal(json_object_get(record, "tied"), tied));
	assert_int_equal(json_integer_value(json_object_get(record, "number")),
			 trial->e.draws[n].number);
	json_decref(tied);
	json_decref(records);
}

static json_t *row_of(json_t *records, size_t claimant)
{
	return json_array_get(records, 1 + claimant);
}

static json_t *proof_of(json_t *records)
{
	return json_object_get(json_array_get(records, json_array_size(records) - 1), "seats");
}

/* What the proof says of the nth draw of n. */
static json_t *tie_of(json_t *records, size_t nth)
{
	json_t *proof = proof_of(records);
	json_t *before = json_object_get(proof, "draws_before");

	return nth < json_array_size(before) ? json_array_get(before, nth) : proof;
}

static void check_result(struct trial *trial)
{
	for (size_t i = 0; i < trial->c.n; i++)
		assert_int_equal(json_integer_value(json_object_get(row_of(trial->lab.records, i),
								    "seats")),
				 trial->e.seats[i]);
	for (size_t i = 0; i < trial->e.n_draws; i++) {
		json_t *tie = tie_of(trial->lab.records, i);
		json_t *tied = list_of(trial->e.draws[i].tied);
		json_t *drawn = list_of(trial->e.draws[i].drawn);

		assert_true(json_equal(json_object_get(tie, "tied"), tied));
		assert_true(json_equal(json_object_get(tie, "drawn"), drawn));
		json_decref(tied);
		json_decref(drawn);
	}
	assert_int_equal(lab_verify(&trial->lab, trial->lab.records), 0);
	assert_false(trial->lab.has_wrong_id || trial->lab.has_wrong_why);
}

static void refuse(struct trial *trial, json_t *records)
{
	assert_int_equal(lab_verify(&trial->lab, records), 1);
	json_decref(records);
}

static void move_seat(json_t *records, size_t from, size_t to)
{
	for (size_t i = 0; i < 2; i++) {
		json_t *row = row_of(records, i == 0 ? from : to);
		json_int_t seats = json_integer_value(json_object_get(row, "seats")) + (i == 0 ? -1 : 1);

		json_object_set_new(row, "seats", json_integer(seats));
		json_object_set_new(row, "by_key", json_integer(seats));
	}
}

/* One who was drawn changes places with one who was not: in the proof and the seats. */
static void refuse_exchanged(struct trial *trial, size_t nth, unsigned tied, unsigned drawn)
{
	json_t *records = json_deep_copy(trial->lab.records);
	size_t won = quota_pick(drawn, &trial->lab.random);
	size_t lost = quota_pick(tied & ~drawn, &trial->lab.random);

	json_object_set_new(tie_of(records, nth), "drawn",
			    list_of((drawn & ~(1u << won)) | 1u << lost));
	move_seat(records, won, lost);
	refuse(trial, records);
}

static void refuse_tied(struct trial *trial, size_t nth)
{
	json_t *records = json_deep_copy(trial->lab.records);
	const struct quota_draw *draw = &trial->e.draws[nth];
	unsigned all = (1u << trial->c.n) - 1;
	size_t who = quota_pick(all & ~draw->drawn, &trial->lab.random);

	json_object_set_new(tie_of(records, nth), "tied", list_of(draw->tied ^ 1u << who));
	refuse(trial, records);
}

/* The header says another that was drawn than the seats do; or that nothing was. */
static void refuse_recorded(struct trial *trial, size_t nth)
{
	const struct quota_draw *draw = &trial->e.draws[nth];

	for (int drops = 0; drops < 2; drops++) {
		json_t *records = json_deep_copy(trial->lab.records);
		json_t *drawn = json_object_get(json_array_get(records, 0), "drawn");
		size_t lost = quota_pick(draw->tied & ~draw->drawn, &trial->lab.random);

		if (drops)
			json_array_remove(drawn, nth);
		else
			json_array_set_new(json_object_get(json_array_get(drawn, nth), "drawn"), 0,
					   json_string(ids[lost]));
		refuse(trial, records);
	}
}

/* The proof leaves a draw out, has two in the other order, or one twice. */
static void refuse_draws(struct trial *trial)
{
	size_t n = trial->e.n_draws - 1;
	size_t nth = random_below(&trial->lab.random, (uint32_t)n);

	for (int change = 0; change < 3; change++) {
		json_t *records = json_deep_copy(trial->lab.records);
		json_t *proof = proof_of(records);
		json_t *before = json_object_get(proof, "draws_before");
		json_t *draw = json_deep_copy(json_array_get(before, nth));

		if (change == 0 && n == 1)
			json_object_del(proof, "draws_before");
		else if (change == 0)
			json_array_remove(before, nth);
		else if (change == 1)
			json_array_insert(before, nth, draw);
		else {
			json_t *last = json_pack("{s:O, s:O}", "tied", json_object_get(proof, "tied"),
						 "drawn", json_object_get(proof, "drawn"));

			json_object_set(proof, "tied", json_object_get(draw, "tied"));
			json_object_set(proof, "drawn", json_object_get(draw, "drawn"));
			json_array_set_new(before, nth, last);
		}
		json_decref(draw);
		refuse(trial, records);
	}
}

static void refuse_moved(struct trial *trial)
{
	json_t *records = json_deep_copy(trial->lab.records);
	uint32_t order[QUOTA_SMALL];
	size_t from = 0;

	shuffle(&trial->lab.random, order, trial->c.n);
	while (trial->e.seats[order[from]] == 0)
		from++;
	move_seat(records, order[from], order[from == 0]);
	refuse(trial, records);
}

static void refuse_mutants(struct trial *trial)
{
	refuse_moved(trial);
	for (size_t i = 0; i < trial->e.n_draws; i++) {
		refuse_exchanged(trial, i, trial->e.draws[i].tied, trial->e.draws[i].drawn);
		refuse_tied(trial, i);
		refuse_recorded(trial, i);
	}
	if (trial->e.n_draws > 1)
		refuse_draws(trial);
}

static void test_draws_are_asked_for_one_after_the_other_and_verified(void **state)
{
	size_t n_several = 0;
	struct trial trial;

	(void)state;
	init(&trial, 2019);
	for (size_t round = 0; round < test_instances(2000); round++) {
		make(&trial);
		n_several += trial.e.n_draws > 1;
		for (size_t i = 0; i < trial.e.n_draws; i++)
			check_asked(&trial, i);
		write_draws(&trial, trial.e.n_draws);
		assert_int_equal(run(&trial, &trial.lab.records), 0);
		check_result(&trial);
		if (round % 10 == 0)
			refuse_mutants(&trial);
	}
	assert_true(n_several > 0);
	release(&trial);
}

static unsigned set_of(const json_t *list)
{
	unsigned set = 0;
	size_t i;
	json_t *id;

	json_array_foreach(list, i, id)
		set |= 1u << (json_string_value(id)[0] - 'a');
	return set;
}

static void test_draws_by_lot_are_verified_and_others_refused(void **state)
{
	size_t n_several = 0;
	struct trial trial;

	(void)state;
	init(&trial, 2020);
	for (size_t round = 0; round < test_instances(2000); round++) {
		make(&trial);
		trial.lab.options.drawn = NULL;
		trial.lab.options.seed = "autumn";
		assert_int_equal(run(&trial, &trial.lab.records), 0);
		assert_int_equal(lab_verify(&trial.lab, trial.lab.records), 0);
		n_several += trial.e.n_draws > 1;
		for (size_t i = 0; i < trial.e.n_draws && round % 4 == 0; i++) {
			const json_t *tie = tie_of(trial.lab.records, i);

			refuse_exchanged(&trial, i, set_of(json_object_get(tie, "tied")),
					 set_of(json_object_get(tie, "drawn")));
		}
	}
	assert_true(n_several > 0);
	release(&trial);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_draws_are_asked_for_one_after_the_other_and_verified),
		cmocka_unit_test(test_draws_by_lot_are_verified_and_others_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
