#include "allocate/applicant_row.h"

#include <assert.h>

#include "base/array.h"
#include "base/i18n.h"
#include "people/person.h"

enum { PRIORITY_MAX = 1000000 };

static struct tsop_view key_of(const int64_t *number)
{
	return (struct tsop_view){ (const char *)number, sizeof *number };
}

/*
 * Numbers that rise, as they mostly do, are not there twice: all are noted when the last row's
 * does not.
 */
static int note_numbers(struct tsop_row_reading *reading, struct tsop_error *err)
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

static int read_id(struct tsop_row_reading *reading, const struct tsop_record *record,
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
	if (added)
		return 0;
	reading->who.twin = *index;
	return tsop_record_fail(record, "id", err, _("given before, in line %llu of %s"),
				applicants->rows[*index].line,
				tsop_error_file(applicants->rows[*index].file));
}

/* 1: of another round than the one that was asked for. */
static int read_round(struct tsop_row_reading *reading, const struct tsop_record *record,
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

static int read_municipality(struct tsop_row_reading *reading, const struct tsop_record *record,
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

static int find_course(const struct tsop_row_reading *reading, const struct tsop_record *record,
		       const char *field, const char *id, uint16_t *course, struct tsop_error *err)
{
	if (tsop_courses_need(reading->source->courses, id, course, err) == 0)
		return 0;
	return tsop_error_at(err, record->file, record->line, field);
}

static int read_state(struct tsop_row_reading *reading, const struct tsop_record *record,
		      struct tsop_applicant *row, struct tsop_error *err)
{
	struct tsop_view state;
	int status = tsop_record_text(record, "state", &reading->text, err);

	if (status < 0)
		return -1;
	state = status > 0 ? tsop_view_of("") : tsop_buf_view(&reading->text);
	row->holds_seat = tsop_view_is(state, "enrolled");
	if (row->holds_seat || tsop_view_is(state, "applied") || tsop_view_is(state, "waiting"))
		return 0;
	return tsop_record_fail(record, "state", err,
				_("expected applied, waiting or enrolled: list the people with "
				  "--state applied,waiting,enrolled"));
}

/* The course of who is enrolled. */
static int read_place(struct tsop_row_reading *reading, const struct tsop_record *record,
		      struct tsop_applicant *row, struct tsop_error *err)
{
	int status;

	if (!row->holds_seat)
		return 0;
	status = tsop_record_text(record, "course", &reading->text, err);
	if (status < 0)
		return -1;
	if (status > 0)
		return tsop_record_fail(record, "course", err,
					_("expected the course that the person is enrolled in"));
	if (reading->source->courses == NULL)
		return 0;
	return find_course(reading, record, "course", reading->text.p, &row->course, err);
}

/* Wish i of the row, none of those before it. */
static int read_wish(struct tsop_row_reading *reading, const struct tsop_record *record,
		     const char *id, size_t i, uint16_t *wishes, struct tsop_error *err)
{
	char text[TSOP_RECORD_PART_TEXT];
	const char *field = tsop_record_part(record, "wishes", i, text);

	wishes[i] = TSOP_ASSIGN_NO_COURSE;
	if (find_course(reading, record, field, id, &wishes[i], err) != 0)
		return -1;
	for (size_t before = 0; before < i; before++)
		if (wishes[before] == wishes[i])
			return tsop_record_fail(record, field, err,
						_("expected every course once, not '%s' twice"),
						id);
	return 0;
}

static int read_wishes(struct tsop_row_reading *reading, const struct tsop_record *record,
		       struct tsop_applicant *row, struct tsop_error *err)
{
	const char *const *ids;
	size_t n;
	uint16_t *wishes;
	int status = tsop_record_strings(record, "wishes", reading->arena,
					 TSOP_APPLICANTS_WISHES_MAX, &ids, &n, err);

	if (status != 0 || n == 0)
		return status < 0 ? -1 : 0;
	wishes = tsop_arena_take(reading->arena, n, sizeof *wishes);
	if (wishes == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		if (read_wish(reading, record, ids[i], i, wishes, err) != 0)
			tsop_faults_note(&reading->faults, NULL, err);
	row->wishes = wishes;
	row->n_wishes = n;
	return 0;
}

/* Of no wishes only_wishes says nothing: any course will do. */
static int read_only_wishes(struct tsop_row_reading *reading, const struct tsop_record *record,
			    struct tsop_applicant *row, struct tsop_error *err)
{
	(void)reading;
	if (tsop_record_bool(record, "only_wishes", &row->only_wishes, err) < 0)
		return -1;
	row->only_wishes = row->only_wishes && row->n_wishes > 0;
	return 0;
}

static int read_party(struct tsop_row_reading *reading, const struct tsop_record *record,
		      struct tsop_applicant *row, struct tsop_error *err)
{
	struct tsop_buf *name = &reading->other;
	int status = tsop_record_text(record, "party", &reading->text, err);
	bool added;
	size_t *index;

	if (status != 0)
		return status < 0 ? -1 : 0;
	if (tsop_person_has_cpr(tsop_buf_view(&reading->text)))
		return tsop_record_fail(record, "party", err,
					_("holds what looks like a CPR number; leave it out"));
	tsop_buf_clear(name);
	if (row->municipality != NULL)
		tsop_buf_add_text(name, row->municipality->code);
	if (tsop_person_party(name, tsop_buf_view(&reading->text), err) != 0)
		return tsop_error_at(err, record->file, record->line, "party");
	index = tsop_map_put(&reading->parties, tsop_buf_view(name), reading->parties.n, &added);
	if (index == NULL)
		return tsop_fail_memory(err);
	row->party = (uint32_t)*index;
	return 0;
}

static int read_priority(struct tsop_row_reading *reading, const struct tsop_record *record,
			 struct tsop_applicant *row, struct tsop_error *err)
{
	int status = tsop_record_integer(record, "priority", 1, PRIORITY_MAX, &row->priority, err);

	(void)reading;
	return status < 0 ? -1 : 0;
}

static int read_received(struct tsop_row_reading *reading, const struct tsop_record *record,
			 struct tsop_applicant *row, struct tsop_error *err)
{
	int status = tsop_record_text(record, "received", &reading->text, err);

	if (status == 0 &&
	    tsop_instant_read(tsop_buf_view(&reading->text), &row->received, err) != 0)
		return tsop_error_at(err, record->file, record->line, "received");
	return status < 0 ? -1 : 0;
}

/* A row more, also if it will be refused: that others are refused for it. */
static struct tsop_applicant *add(struct tsop_row_reading *reading,
				  const struct tsop_record *record, struct tsop_error *err)
{
	struct tsop_applicants *applicants = reading->applicants;
	struct tsop_applicant *rows;

	reading->is_full = applicants->n == TSOP_APPLICANTS_MAX;
	if (reading->is_full) {
		tsop_record_fail(record, NULL, err, _("expected at most %d people"),
				 TSOP_APPLICANTS_MAX);
		return NULL;
	}
	rows = tsop_array_room(applicants->rows, applicants->n, &applicants->cap, sizeof *rows);
	if (rows == NULL) {
		tsop_fail_memory(err);
		return NULL;
	}
	applicants->rows = rows;
	rows[applicants->n] = (struct tsop_applicant){
		.file = record->file,
		.line = record->line,
		.course = TSOP_ASSIGN_NO_COURSE,
		.was = TSOP_ASSIGN_NO_COURSE,
		.party = TSOP_ASSIGN_NO_PARTY,
		.priority = TSOP_APPLICANTS_NO_PRIORITY,
		.received = TSOP_APPLICANTS_NO_INSTANT,
	};
	return &rows[applicants->n++];
}

static bool is_enrollment(const struct tsop_record *record)
{
	return tsop_record_get(record, "type") == NULL || tsop_record_is(record, "enrollment");
}

static const struct {
	int (*read)(struct tsop_row_reading *reading, const struct tsop_record *record,
		    struct tsop_applicant *row, struct tsop_error *err);
	bool is_of_courses; /* not looked at where there are none */
} parts[] = {
	{ read_id, false },
	{ read_state, false },
	{ read_place, false },
	{ read_municipality, false },
	{ read_wishes, true },
	{ read_only_wishes, true },
	{ read_party, false },
	{ read_priority, false },
	{ read_received, false },
};

int tsop_applicant_row_read(void *context, const struct tsop_record *record,
			    struct tsop_error *err)
{
	struct tsop_row_reading *reading = context;
	struct tsop_applicant *row;
	int status;

	if (reading->is_full)
		return 0;
	if (!is_enrollment(record))
		return tsop_record_fail(record, "type", err,
					_("expected enrollment: what tsop-enroll list prints"));
	status = read_round(reading, record, err);
	if (status != 0)
		return status < 0 ? -1 : 0;
	row = add(reading, record, err);
	if (row == NULL)
		return -1;
	reading->who.twin = SIZE_MAX;
	tsop_faults_begin(&reading->faults, record);
	tsop_faults_version(&reading->faults);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if ((reading->source->courses != NULL || !parts[i].is_of_courses) &&
		    parts[i].read(reading, record, row, err) != 0)
			tsop_faults_note(&reading->faults, NULL, err);
	tsop_who_read(&reading->who, &reading->faults, reading->applicants, reading->source->seed);
	return tsop_faults_end(&reading->faults, err);
}
