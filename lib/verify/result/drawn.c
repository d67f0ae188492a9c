#include "verify/result/drawn.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/num.h"

static bool is_for_courses(const struct tsop_result_draw *draw)
{
	return strcmp(draw->purpose, "courses") == 0;
}

/* "3" in an element of `draws`; 0: it is none from 1 to most. */
static size_t number_of(struct tsop_view text, size_t most)
{
	int64_t number;

	while (text.len > 0 && *text.p == ' ') {
		text.p++;
		text.len--;
	}
	while (text.len > 0 && text.p[text.len - 1] == ' ')
		text.len--;
	return tsop_num_read(text, 1, (int64_t)most, &number, NULL) == 0 ? (size_t)number : 0;
}

/* Note the draw of that number; false: it is no draw for courses, or was there. */
static bool add_number(struct tsop_result *result, size_t number)
{
	struct tsop_result_proof *proof = &result->proof;

	if (number == 0 || !is_for_courses(&result->header.draws.list[number - 1]))
		return false;
	for (size_t i = 0; i < proof->n_draws; i++)
		if (proof->draws[i] == number - 1)
			return false;
	proof->draws[proof->n_draws++] = number - 1;
	return true;
}

int tsop_drawn_read(struct tsop_result *result, struct tsop_checking *checking,
		    const struct tsop_record *record, struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(record, "draws");
	size_t n = result->header.draws.n;
	bool is_right = field == NULL || field->kind == TSOP_KIND_ARRAY;
	struct tsop_view rest = { "", 0 };

	result->proof.draws = calloc(n + 1, sizeof *result->proof.draws);
	if (result->proof.draws == NULL)
		return tsop_fail_memory(err);
	if (field != NULL && is_right)
		rest = (struct tsop_view){ field->value.p + 1, field->value.len - 2 };
	while (rest.len > 0 && is_right) {
		const char *comma = memchr(rest.p, ',', rest.len);
		size_t len = comma == NULL ? rest.len : (size_t)(comma - rest.p);

		is_right = add_number(result, number_of((struct tsop_view){ rest.p, len }, n));
		len += comma != NULL;
		rest = (struct tsop_view){ rest.p + len, rest.len - len };
	}
	is_right = is_right && (field == NULL || result->proof.n_draws > 0) &&
		   (result->header.order != NULL || result->proof.n_draws < 2);
	if (!is_right)
		tsop_checking_fault(checking, record->line, "draws",
				    _("expected the number of a draw for courses"));
	return 0;
}

static void mark(bool *is_named, const struct tsop_result_proof *proof)
{
	for (size_t i = 0; i < proof->n_draws; i++)
		is_named[proof->draws[i]] = true;
}

int tsop_drawn_count_unnamed(const struct tsop_result *result, size_t *n, struct tsop_error *err)
{
	const struct tsop_result_header *header = &result->header;
	bool *is_named = calloc(header->draws.n + 1, sizeof *is_named);

	if (is_named == NULL)
		return tsop_fail_memory(err);
	mark(is_named, &result->proof);
	for (size_t i = 0; i < result->n_passes; i++)
		mark(is_named, &result->passes[i].proof);
	*n = 0;
	for (size_t i = 0; i < header->draws.n; i++)
		*n += is_for_courses(&header->draws.list[i]) && !is_named[i];
	free(is_named);
	return 0;
}

static void make_lot(unsigned char lot[TSOP_DIGEST_SIZE], uint32_t number)
{
	memset(lot, 0, TSOP_DIGEST_SIZE);
	for (int byte = 0; byte < 4; byte++)
		lot[TSOP_DIGEST_SIZE - 1 - byte] = (unsigned char)(number >> 8 * byte);
}

void tsop_drawn_order(const struct tsop_result *result, struct tsop_candidates *candidates)
{
	const struct tsop_result_proof *proof = &result->proof;
	uint32_t number = 0;
	size_t guess = 0;

	if (!result->header.has_draws || (result->header.order != NULL && proof->n_draws == 0))
		return;
	for (size_t i = 0; i < result->n_people; i++)
		memset(candidates->rows[i].courses_lot, 255, TSOP_DIGEST_SIZE);
	for (size_t i = 0; i < proof->n_draws; i++) {
		const struct tsop_result_draw *draw = &result->header.draws.list[proof->draws[i]];

		for (size_t k = 0; k < draw->n_drawn; k++) {
			int64_t id = tsop_result_number(tsop_view_of(draw->drawn[k]), 'e');
			size_t person = tsop_result_find_person(result, id, &guess);

			if (person < result->n_people)
				make_lot(candidates->rows[person].courses_lot, ++number);
		}
	}
}

/*
 * Who was drawn for a seat keeps that lot; courses are drawn for anew whenever people are placed
 * anew, so that the last lot stays.
 */
void tsop_drawn_make_lots(const struct tsop_result *result, struct tsop_candidates *candidates)
{
	const struct tsop_result_header *header = &result->header;
	uint32_t number = 0;
	size_t guess = 0;

	for (size_t i = 0; i < result->n_people; i++) {
		memset(candidates->rows[i].people_lot, 255, TSOP_DIGEST_SIZE);
		memset(candidates->rows[i].courses_lot, 255, TSOP_DIGEST_SIZE);
	}
	for (size_t i = 0; i < header->draws.n; i++) {
		const struct tsop_result_draw *draw = &header->draws.list[i];
		bool is_for_people = strcmp(draw->purpose, "people") == 0;

		for (size_t k = 0; k < draw->n_drawn && strcmp(draw->purpose, "seats") != 0; k++) {
			int64_t id = tsop_result_number(tsop_view_of(draw->drawn[k]), 'e');
			size_t person = tsop_result_find_person(result, id, &guess);

			if (person == result->n_people)
				continue;
			number++;
			if (!is_for_people)
				make_lot(candidates->rows[person].courses_lot, number);
			else if (candidates->rows[person].people_lot[0] != 0)
				make_lot(candidates->rows[person].people_lot, number);
		}
	}
}
