#include "allocate/applicants.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "allocate/who.h"
#include "base/array.h"
#include "base/i18n.h"
#include "base/map.h"
#include "base/num.h"
#include "people/person.h"

enum { PRIORITY_MAX = 1000000 };

/* People while they are read. */
struct reading {
	struct tsop_applicants *applicants;
	const struct tsop_applicants_source *source;
	struct tsop_arena *arena;
	int64_t greatest;        /* number so far, while they rise */
	bool is_mixed;           /* they do not rise; then they are in */
	struct tsop_map numbers; /* to the row's index */
	struct tsop_map parties; /* municipality, label: to the party's index */
	struct tsop_who who;
	struct tsop_buf text, other;
};

int tsop_applicants_number(struct tsop_view id, int64_t *number, struct tsop_error *err)
{
	struct tsop_view digits = { id.p + 1, id.len - 1 };

	if (id.len >= 2 && id.p[0] == 'e' && id.p[1] >= '1' && id.p[1] <= '9' &&
	    tsop_num_read(digits, 1, INT64_MAX, number, NULL) == 0)
		return 0;
	return tsop_fail(err, TSOP_INPUT, _("expected the id of an enrollment, such as e17"));
}

static struct tsop_view key_of(const int64_t *number)
{
	return (struct tsop_view){ (const char *)number, sizeof *number };
}

/*
 * Numbers that rise, as they mostly do, are not there twice: all are noted when the last row's
 * does not.
 */
static int note_numbers(struct reading *reading, struct tsop_error *err)
{
	const struct tsop_applicants *applicants = reading->applicants;
	bool added;

	for (size_t i = 0; i + 1 < applicants->n; i++)
		if (tsop_map_put(&reading->numbers, key_of(&applicants->rows[i].number), i,
				 &added) == NULL)
			return tsop_fail_memory(err);
	reading->is_mixed = true;
	return 0;
}

static int read_id(struct reading *reading, const struct tsop_record *record,
		   struct tsop_applicant *row, struct tsop_error *err)
{
	const struct tsop_applicants *applicants = reading->applicants;
	bool added;
	size_t *index;

	if (tsop_record_text(record, "id", &reading->text, err) < 0)
		return -1;
	if (tsop_applicants_number(tsop_buf_view(&reading->text), &row->number, err) != 0)
		return tsop_error_at(err, record->file, record->line, "id");
	if (!reading->is_mixed && row->number > reading->greatest) {
		reading->greatest = row->number;
		return 0;
	}
	if (!reading->is_mixed && note_numbers(reading, err) != 0)
		return -1;
	index = tsop_map_put(&reading->numbers, key_of(&row->number), applicants->n - 1, &added);
	if (index == NULL)
		return tsop_fail_memory(err);
	if (!added)
		return tsop_record_fail(record, "id", err, _("given before, in line %llu of %s"),
					applicants->rows[*index].line,
					applicants->rows[*index].file);
	return 0;
}

/* 1: of another round than the one that was asked for. */
static int read_round(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	struct tsop_applicants *applicants = reading->applicants;
	int status = tsop_record_text(record, "round", &reading->text, err);

	if (status != 0)
		return status < 0 ? -1 : 0;
	if (applicants->round == NULL) {
		applicants->round = tsop_arena_copy(reading->arena, tsop_buf_view(&reading->text));
		if (applicants->round == NULL)
			return tsop_fail_memory(err);
	}
	if (tsop_view_is(tsop_buf_view(&reading->text), applicants->round))
		return 0;
	if (reading->source->round != NULL)
		return 1;
	return tsop_record_fail(record, "round", err, _("expected %s, or --round to name it"),
				applicants->round);
}

static int read_municipality(struct reading *reading, const struct tsop_record *record,
			     struct tsop_applicant *row, struct tsop_error *err)
{
	int status = tsop_record_text(record, "municipality", &reading->text, err);

	if (status > 0)
		tsop_record_fail(record, "municipality", err,
				 _("expected the code of a municipality"));
	if (status != 0)
		return -1;
	if (tsop_municipality_find(tsop_buf_view(&reading->text), &row->municipality, err) != 0) {
		tsop_error_at(err, record->file, record->line, "municipality");
		return -1;
	}
	assert(row->municipality != NULL);
	return 0;
}

static int find_course(const struct reading *reading, const struct tsop_record *record,
		       const char *field, const char *id, uint16_t *course, struct tsop_error *err)
{
	const struct tsop_courses *courses = reading->source->courses;
	size_t index = tsop_courses_find(courses, id);

	if (index == courses->n)
		return tsop_record_fail(record, field, err,
					_("expected a course of round %s, not '%s'"),
					courses->round, id);
	*course = (uint16_t)index;
	return 0;
}

static int read_place(struct reading *reading, const struct tsop_record *record,
		      struct tsop_applicant *row, struct tsop_error *err)
{
	int status = tsop_record_text(record, "course", &reading->text, err);

	if (status < 0)
		return -1;
	if (status > 0)
		return tsop_record_fail(record, "course", err,
					_("expected the course that the person is enrolled in"));
	row->holds_seat = true;
	if (reading->source->courses == NULL)
		return 0;
	return find_course(reading, record, "course", reading->text.p, &row->course, err);
}

static int read_state(struct reading *reading, const struct tsop_record *record,
		      struct tsop_applicant *row, struct tsop_error *err)
{
	struct tsop_view state;
	int status = tsop_record_text(record, "state", &reading->text, err);

	if (status < 0)
		return -1;
	state = status > 0 ? tsop_view_of("") : tsop_buf_view(&reading->text);
	if (tsop_view_is(state, "enrolled"))
		return read_place(reading, record, row, err);
	if (tsop_view_is(state, "applied") || tsop_view_is(state, "waiting"))
		return 0;
	return tsop_record_fail(record, "state", err,
				_("expected applied, waiting or enrolled: list the people with "
				  "--state applied,waiting,enrolled"));
}

static int read_wishes(struct reading *reading, const struct tsop_record *record,
		       struct tsop_applicant *row, struct tsop_error *err)
{
	const char *const *ids;
	size_t n;
	uint16_t *wishes;
	int status = tsop_record_bool(record, "only_wishes", &row->only_wishes, err);

	if (status >= 0)
		status = tsop_record_strings(record, "wishes", reading->arena,
					     TSOP_APPLICANTS_WISHES_MAX, &ids, &n, err);
	if (status < 0)
		return -1;
	if (status > 0 || n == 0) {
		row->only_wishes = false; /* of none: any course will do */
		return 0;
	}
	wishes = tsop_arena_take(reading->arena, n, sizeof *wishes);
	if (wishes == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++) {
		if (find_course(reading, record, "wishes", ids[i], &wishes[i], err) != 0)
			return -1;
		for (size_t before = 0; before < i; before++)
			if (wishes[before] == wishes[i])
				return tsop_record_fail(
					record, "wishes", err,
					_("expected every course once, not '%s' twice"), ids[i]);
	}
	row->wishes = wishes;
	row->n_wishes = n;
	return 0;
}

static int read_party(struct reading *reading, const struct tsop_record *record,
		      struct tsop_applicant *row, struct tsop_error *err)
{
	struct tsop_buf *name = &reading->other;
	int status = tsop_record_text(record, "party", &reading->text, err);
	bool added;
	size_t *index;

	if (status != 0)
		return status < 0 ? -1 : 0;
	tsop_buf_clear(name);
	tsop_buf_add_text(name, row->municipality->code);
	if (tsop_person_party(name, tsop_buf_view(&reading->text), err) != 0)
		return tsop_error_at(err, record->file, record->line, "party");
	index = tsop_map_put(&reading->parties, tsop_buf_view(name), reading->parties.n, &added);
	if (index == NULL)
		return tsop_fail_memory(err);
	row->party = (uint32_t)*index;
	return 0;
}

static int read_order(struct reading *reading, const struct tsop_record *record,
		      struct tsop_applicant *row, struct tsop_error *err)
{
	int status = tsop_record_text(record, "received", &reading->text, err);

	if (status < 0 ||
	    tsop_record_integer(record, "priority", 1, PRIORITY_MAX, &row->priority, err) < 0)
		return -1;
	if (status == 0 &&
	    tsop_instant_read(tsop_buf_view(&reading->text), &row->received, err) != 0)
		return tsop_error_at(err, record->file, record->line, "received");
	return 0;
}

static int add(struct reading *reading, const struct tsop_record *record,
	       const struct tsop_applicant *row, struct tsop_error *err)
{
	struct tsop_applicants *applicants = reading->applicants;
	struct tsop_applicant *rows;

	if (applicants->n == TSOP_APPLICANTS_MAX)
		return tsop_record_fail(record, NULL, err, _("expected at most %d people"),
					TSOP_APPLICANTS_MAX);
	rows = tsop_array_room(applicants->rows, applicants->n, &applicants->cap, sizeof *rows);
	if (rows == NULL)
		return tsop_fail_memory(err);
	applicants->rows = rows;
	rows[applicants->n++] = *row; /* also if it is refused: that others are refused for it */
	if (read_id(reading, record, &rows[applicants->n - 1], err) != 0)
		return -1;
	return tsop_who_read(&reading->who, record, applicants, reading->source->seed, err);
}

static bool is_enrollment(const struct tsop_record *record)
{
	return tsop_record_get(record, "type") == NULL || tsop_record_is(record, "enrollment");
}

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_applicant row = {
		.file = record->file,
		.line = record->line,
		.course = TSOP_ASSIGN_NO_COURSE,
		.was = TSOP_ASSIGN_NO_COURSE,
		.party = TSOP_ASSIGN_NO_PARTY,
		.priority = TSOP_APPLICANTS_NO_PRIORITY,
		.received = TSOP_APPLICANTS_NO_INSTANT,
	};
	int status;

	if (!is_enrollment(record))
		return tsop_record_fail(record, "type", err,
					_("expected enrollment: what tsop-enroll list prints"));
	status = read_round(reading, record, err);
	if (status != 0)
		return status < 0 ? -1 : 0;
	if (read_municipality(reading, record, &row, err) != 0 ||
	    read_state(reading, record, &row, err) != 0 ||
	    read_party(reading, record, &row, err) != 0 ||
	    read_order(reading, record, &row, err) != 0)
		return -1;
	if (reading->source->courses != NULL && read_wishes(reading, record, &row, err) != 0)
		return -1;
	return add(reading, record, &row, err);
}

static int by_number(const void *left, const void *right)
{
	const struct tsop_applicant *a = left;
	const struct tsop_applicant *b = right;

	return (a->number > b->number) - (a->number < b->number);
}

/* Number the parties in the order of their first members, so that it is not that of the rows. */
static int number_parties(struct tsop_applicants *applicants, size_t n_parties,
			  struct tsop_error *err)
{
	uint32_t *numbers = calloc(n_parties + 1, sizeof *numbers); /* from 1; 0: none yet */

	if (numbers == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < applicants->n; i++) {
		struct tsop_applicant *row = &applicants->rows[i];

		if (row->party == TSOP_ASSIGN_NO_PARTY)
			continue;
		if (numbers[row->party] == 0)
			numbers[row->party] = (uint32_t)++applicants->n_parties;
		row->party = numbers[row->party] - 1;
	}
	free(numbers);
	return 0;
}

static int read_files(struct reading *reading, struct tsop_sink *sink)
{
	static const char *const required[] = { "id", "state", "municipality", NULL };
	const struct tsop_applicants_source *source = reading->source;
	struct tsop_input_options with_columns = *source->input;
	struct tsop_applicants *applicants = reading->applicants;
	struct tsop_error err;
	int status = 0;

	with_columns.required = required;
	for (size_t i = 0; i < source->n_files; i++)
		if (tsop_input_each(source->files[i], &with_columns, read_row, reading, sink) != 0)
			status = -1;
	if (status != 0)
		return -1;
	if (reading->is_mixed)
		qsort(applicants->rows, applicants->n, sizeof *applicants->rows, by_number);
	if (number_parties(applicants, reading->parties.n, &err) == 0)
		return 0;
	tsop_sink_report(sink, &err);
	return -1;
}

int tsop_applicants_read(struct tsop_applicants *applicants,
			 const struct tsop_applicants_source *source, struct tsop_arena *arena,
			 struct tsop_sink *sink)
{
	struct reading reading = { .applicants = applicants, .source = source, .arena = arena };
	int status;

	*applicants = (struct tsop_applicants){
		.round = source->courses != NULL ? source->courses->round : source->round
	};
	tsop_map_init(&reading.numbers);
	tsop_map_init(&reading.parties);
	tsop_buf_init(&reading.text);
	tsop_buf_init(&reading.other);
	tsop_who_init(&reading.who);
	status = read_files(&reading, sink);
	tsop_map_release(&reading.numbers);
	tsop_map_release(&reading.parties);
	tsop_buf_release(&reading.text);
	tsop_buf_release(&reading.other);
	tsop_who_release(&reading.who);
	return status;
}

void tsop_applicants_release(struct tsop_applicants *applicants)
{
	free(applicants->rows);
	*applicants = (struct tsop_applicants){ 0 };
}

uint16_t tsop_applicant_rank(const struct tsop_applicant *person, uint16_t course)
{
	uint16_t rank = 0;

	if (person->is_excluded != NULL && person->is_excluded[course])
		return TSOP_ASSIGN_FORBIDDEN;
	while (rank < person->n_wishes && person->wishes[rank] != course)
		rank++;
	if (rank > 0 && rank == person->n_wishes && person->only_wishes)
		return TSOP_ASSIGN_FORBIDDEN;
	return rank;
}

size_t tsop_applicants_find(const struct tsop_applicants *applicants, int64_t number)
{
	const struct tsop_applicant wanted = { .number = number };
	const struct tsop_applicant *row =
		applicants->n == 0 ? NULL
				   : bsearch(&wanted, applicants->rows, applicants->n,
					     sizeof wanted, by_number);

	return row == NULL ? applicants->n : (size_t)(row - applicants->rows);
}
