#include "verify/identity.h"

#include <stdlib.h>
#include <string.h>

#include "base/cells.h"
#include "base/i18n.h"
#include "time/instant.h"

/* Of the first record, in this order. */
static const char *const members[] = {
	"round", "key", "key_column", "key_date", "method", "reading", "guarantee", "cap",
	"guarantee_column", "cap_column", "held_column", "threshold", "seed", "drawn",
	"reserve_until", "mechanism", "order", "spread", "jointly", "seats", NULL,
};

struct identity {
	const struct tsop_result *result;
	const struct tsop_candidates *candidates; /* or NULL */
	const struct tsop_before *before; /* is read where there is one */
	struct tsop_cells cells;
};

void tsop_identity_members(struct tsop_buf *cells, const struct tsop_record *record,
			   const char *const *names)
{
	struct tsop_error err;
	struct tsop_buf text;

	tsop_buf_init(&text);
	for (; *names != NULL; names++) {
		const struct tsop_field *field = tsop_record_get(record, *names);

		if (field == NULL || field->kind == TSOP_KIND_NULL)
			continue;
		tsop_buf_add(cells, *names, strlen(*names) + 1);
		if (field->kind != TSOP_KIND_STRING)
			tsop_buf_add_view(cells, field->value);
		else if (tsop_record_text(record, *names, &text, &err) != 0 ||
			 tsop_buf_add_view(cells, tsop_buf_view(&text)) != 0)
			cells->failed = true;
		tsop_buf_add_char(cells, '\0');
	}
	tsop_buf_release(&text);
}

void tsop_identity_begin(struct tsop_buf *options, const struct tsop_record *first)
{
	tsop_identity_members(options, first, members);
}

static void add_options(struct identity *identity, const struct tsop_buf *options)
{
	const struct tsop_result_header *header = &identity->result->header;

	tsop_cells_text(&identity->cells, "tsop-allocation 2");
	tsop_cells_text(&identity->cells, !header->has_courses ? "seats" :
					  header->has_seats    ? "run" :
								 "assign");
	tsop_buf_add_view(&identity->cells.line, tsop_buf_view(options));
	if (header->has_seats && header->holds)
		tsop_cells_member(&identity->cells, "holds", "true");
	tsop_cells_end_line(&identity->cells);
}

static void add_claimants(struct identity *identity)
{
	const struct tsop_result *result = identity->result;
	const struct tsop_result_header *header = &result->header;
	char text[TSOP_NUM_TEXT];

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];

		tsop_cells_text(&identity->cells, row->id);
		tsop_cells_text(&identity->cells,
				tsop_num_write_decimal(row->weight, result->places, text));
		if (header->guarantee_column != NULL)
			tsop_cells_number(&identity->cells, row->guarantee);
		if (header->cap_column != NULL)
			tsop_cells_number(&identity->cells, row->cap);
		if (header->held_column != NULL)
			tsop_cells_number(&identity->cells, row->kept);
		if (header->has_people && !header->has_courses && row->municipality != NULL) {
			size_t number = tsop_candidates_municipality(row->municipality);

			tsop_cells_number(&identity->cells, identity->candidates->applied[number]);
			tsop_cells_number(&identity->cells, identity->candidates->held[number]);
		}
		tsop_cells_end_line(&identity->cells);
	}
}

/* Seats that were given before; the municipalities come by code. */
static void add_given(struct identity *identity)
{
	const struct tsop_candidates *candidates = identity->candidates;
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);

	for (size_t i = 0; i < n; i++) {
		if (candidates->seats[i] + candidates->reserved[i] == 0)
			continue;
		tsop_cells_text(&identity->cells, all[i].code);
		tsop_cells_number(&identity->cells, candidates->seats[i]);
		tsop_cells_number(&identity->cells, candidates->reserved[i]);
		tsop_cells_end_line(&identity->cells);
	}
}

static void add_courses(struct identity *identity)
{
	const struct tsop_result_header *header = &identity->result->header;

	for (size_t i = 0; i < header->n_courses; i++) {
		const struct tsop_result_course *course = &header->courses[i];

		tsop_cells_text(&identity->cells, course->id);
		tsop_cells_text(&identity->cells, course->title);
		tsop_cells_text(&identity->cells, course->place);
		tsop_cells_number(&identity->cells, course->capacity);
		if (course->minimum > 0)
			tsop_cells_number(&identity->cells, course->minimum);
		tsop_cells_end_line(&identity->cells);
	}
}

static void add_course(struct identity *identity, uint16_t course)
{
	const struct tsop_result_header *header = &identity->result->header;

	tsop_cells_text(&identity->cells,
			course == TSOP_RESULT_NO_COURSE ? NULL : header->courses[course].id);
}

/* Nothing for 0. */
static void add_position(struct identity *identity, int64_t position)
{
	if (position > 0)
		tsop_cells_number(&identity->cells, position);
	else
		tsop_cells_text(&identity->cells, NULL);
}

/* Nothing for 0. */
static void add_numbered(struct identity *identity, char letter, int64_t number)
{
	if (number > 0)
		tsop_cells_numbered(&identity->cells, letter, number);
	else
		tsop_cells_text(&identity->cells, NULL);
}

static void add_turn(struct identity *identity, const struct tsop_candidate *row)
{
	char received[TSOP_INSTANT_TEXT] = "";
	char lot[TSOP_HEX_TEXT];

	if (row->priority == INT64_MAX)
		tsop_cells_text(&identity->cells, NULL);
	else
		tsop_cells_number(&identity->cells, row->priority);
	if (row->received != INT64_MAX)
		tsop_instant_write(row->received, received);
	tsop_cells_text(&identity->cells, received);
	if (identity->result->header.seed == NULL)
		return;
	tsop_hex(row->people_lot, lot);
	tsop_cells_text(&identity->cells, lot);
}

static void add_people(struct identity *identity)
{
	const struct tsop_result *result = identity->result;

	for (size_t i = 0; i < result->n_people; i++) {
		const struct tsop_candidate *row = &identity->candidates->rows[i];

		add_numbered(identity, 'e', result->people[i].number);
		tsop_cells_text(&identity->cells, result->people[i].municipality->code);
		add_numbered(identity, 'p', result->people[i].party);
		add_course(identity, row->course);
		tsop_cells_text(&identity->cells, row->fixed);
		add_turn(identity, row);
		tsop_cells_text(&identity->cells, row->only_wishes ? "only" : "wishes");
		for (size_t wish = 0; wish < row->n_wishes; wish++)
			add_course(identity, row->wishes[wish]);
		if (row->n_excluded > 0)
			tsop_cells_text(&identity->cells, "excluded");
		for (size_t course = 0; course < row->n_excluded; course++)
			add_course(identity, row->excluded[course]);
		tsop_cells_end_line(&identity->cells);
	}
}

/* Of the people whom the earlier result has. */
static void add_places_before(struct identity *identity)
{
	for (size_t i = 0; i < identity->result->n_people; i++) {
		const struct tsop_before_person *before = &identity->before->people[i];

		if (before->line == 0)
			continue;
		add_numbered(identity, 'e', identity->result->people[i].number);
		add_course(identity, before->course);
		add_position(identity, before->position);
		tsop_cells_end_line(&identity->cells);
	}
}

/* Somebody on the list of a course. */
struct listed {
	uint16_t course;
	int64_t position, number;
};

static int by_list(const void *left, const void *right)
{
	const struct listed *a = left;
	const struct listed *b = right;

	if (a->course != b->course)
		return a->course < b->course ? -1 : 1;
	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static int add_lists_before(struct identity *identity, struct tsop_error *err)
{
	const struct tsop_before *before = identity->before;
	const struct tsop_result *old = &before->result;
	struct listed *listed = calloc(old->n_waiting + 1, sizeof *listed);
	size_t n = 0;

	if (listed == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < old->n_waiting; i++) {
		const struct tsop_result_waiting *row = &old->waiting[i];

		if (before->persons[row->person] < identity->result->n_people)
			listed[n++] = (struct listed){ before->courses[row->course], row->position,
						       old->people[row->person].number };
	}
	if (n > 0)
		qsort(listed, n, sizeof *listed, by_list);
	for (size_t i = 0; i < n; i++) {
		add_course(identity, listed[i].course);
		add_position(identity, listed[i].position);
		add_numbered(identity, 'e', listed[i].number);
		tsop_cells_end_line(&identity->cells);
	}
	free(listed);
	return 0;
}

/* By municipality, as the records are, then by course. */
static void add_held_before(struct identity *identity)
{
	const struct tsop_before *before = identity->before;
	const struct tsop_result *old = &before->result;

	for (size_t i = 0; i < old->n_seats; i++) {
		const struct tsop_result_seats *row = &old->seats[i];

		for (size_t course = 0; course < old->header.n_courses; course++)
			for (int64_t seat = 0; seat < row->reserved; seat++) {
				if (old->held[row->first_held + (size_t)seat] != course)
					continue;
				tsop_cells_text(&identity->cells, row->id);
				add_course(identity, before->courses[course]);
				tsop_cells_end_line(&identity->cells);
			}
	}
}

static int add_earlier(struct identity *identity, struct tsop_error *err)
{
	const struct tsop_result_header *header = &identity->result->header;

	if (header->fill == NULL && header->keep == NULL)
		return 0;
	tsop_cells_member(&identity->cells, "fill", header->fill);
	tsop_cells_member(&identity->cells, "keep", header->keep);
	if (header->keep != NULL && header->budget >= 0)
		tsop_cells_number(&identity->cells, header->budget);
	tsop_cells_end_line(&identity->cells);
	add_places_before(identity);
	if (header->fill == NULL)
		return 0;
	if (add_lists_before(identity, err) != 0)
		return -1;
	add_held_before(identity);
	return 0;
}

static int add_inputs(struct identity *identity, struct tsop_error *err)
{
	if (identity->result->header.has_seats)
		add_claimants(identity);
	else
		add_given(identity);
	if (!identity->result->header.has_courses)
		return 0;
	add_courses(identity);
	add_people(identity);
	return add_earlier(identity, err);
}

/* Is everything known that is in it? */
static bool is_known(const struct identity *identity, struct tsop_checking *checking)
{
	const struct tsop_result_header *header = &identity->result->header;

	if (header->has_people && identity->candidates == NULL) {
		tsop_checking_open(checking, "the id: the people are in it, who were not given");
		return false;
	}
	if ((header->fill != NULL || header->keep != NULL) && !identity->before->is_read) {
		tsop_checking_open(checking, "the id: the earlier result is in it, which was not "
					     "given");
		return false;
	}
	return true;
}

int tsop_identity_end(struct tsop_cells *cells, const char *id, unsigned long long line,
		      struct tsop_checking *checking, struct tsop_error *err)
{
	char text[TSOP_CELLS_ID_TEXT];

	if (tsop_cells_end(cells, text, err) != 0)
		return -1;
	if (strcmp(text, id) != 0)
		tsop_checking_fault(checking, line, "id",
				    _("expected %s, which these options and inputs give"), text);
	tsop_checking_passed(checking, "id");
	return 0;
}

int tsop_identity_check(const struct tsop_buf *options, const struct tsop_result *result,
			const struct tsop_candidates *candidates, const struct tsop_before *before,
			struct tsop_checking *checking, struct tsop_error *err)
{
	struct identity identity = { .result = result, .candidates = candidates, .before = before };
	int status;

	if (tsop_buf_ok(options, err) != 0)
		return -1;
	if (!is_known(&identity, checking))
		return 0;
	tsop_cells_init(&identity.cells);
	add_options(&identity, options);
	status = add_inputs(&identity, err);
	if (status == 0)
		return tsop_identity_end(&identity.cells, result->header.id, result->header.line,
					 checking, err);
	tsop_cells_release(&identity.cells);
	return -1;
}
