#include "verify/result/candidates.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/map.h"
#include "people/person.h"
#include "time/instant.h"
#include "verify/result/draws.h"
#include "verify/result/lots.h"

enum { PRIORITY_MAX = 1000000 };

struct reading {
	struct tsop_candidates *candidates;
	const struct tsop_result *result;
	struct tsop_checking *checking;
	struct tsop_map parties; /* municipality and label to a number, from 1 */
	struct tsop_buf text, other;
	size_t guess;
};

size_t tsop_candidates_municipality(const struct tsop_municipality *municipality)
{
	size_t n;

	return (size_t)(municipality - tsop_municipalities(&n));
}

/* The person of the result that the record is about; NULL where there is none, told as a fault. */
static struct tsop_candidate *find(struct reading *reading, const struct tsop_record *record,
				   const char *field, int *status, struct tsop_error *err)
{
	const struct tsop_result *result = reading->result;
	int64_t number;
	size_t index;

	*status = tsop_record_text(record, field, &reading->text, err);
	if (*status < 0)
		return NULL;
	number = *status > 0 ? 0 : tsop_result_number(tsop_buf_view(&reading->text), 'e');
	if (number == 0) {
		*status = tsop_record_fail(record, field, err,
					   _("expected the id of an enrollment, such as e17"));
		return NULL;
	}
	index = tsop_result_find_person(result, number, &reading->guess);
	if (index < result->n_people)
		return &reading->candidates->rows[index];
	tsop_checking_fault_at(reading->checking, record->file, record->line, field,
			       _("e%" PRId64 ": has no assignment in the result"), number);
	return NULL;
}

static const struct tsop_result_person *person_of(const struct reading *reading,
						  const struct tsop_candidate *row)
{
	return &reading->result->people[row - reading->candidates->rows];
}

/* 1: of another round than the result's. */
static int read_round(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	const char *round = reading->result->header.round;
	int status = tsop_record_text(record, "round", &reading->text, err);

	if (status != 0 || round == NULL)
		return status < 0 ? -1 : 0;
	return strcmp(reading->text.p, round) != 0;
}

static int read_municipality(struct reading *reading, const struct tsop_record *record,
			     const struct tsop_municipality **municipality, struct tsop_error *err)
{
	int status = tsop_record_text(record, "municipality", &reading->text, err);

	if (status > 0)
		return tsop_record_fail(record, "municipality", err, _("missing"));
	if (status == 0 && tsop_municipality_find(tsop_buf_view(&reading->text), municipality,
						  err) != 0)
		return tsop_error_at(err, record->file, record->line, "municipality");
	return status;
}

static int find_course(const struct reading *reading, const struct tsop_record *record,
		       const char *field, const char *id, uint16_t *course, struct tsop_error *err)
{
	*course = tsop_result_find_course(reading->result, id);
	if (*course != TSOP_RESULT_NO_COURSE)
		return 0;
	return tsop_record_fail(record, field, err, _("'%s' is no course of the result"), id);
}

/* Is the person enrolled already? The course is read where the result has courses. */
static int read_state(struct reading *reading, const struct tsop_record *record, bool *holds,
		      struct tsop_candidate *row, struct tsop_error *err)
{
	int status = tsop_record_text(record, "state", &reading->text, err);

	if (status != 0)
		return status < 0 ? -1 : tsop_record_fail(record, "state", err, _("missing"));
	*holds = strcmp(reading->text.p, "enrolled") == 0;
	if (row == NULL || !*holds)
		return 0;
	status = tsop_record_text(record, "course", &reading->text, err);
	if (status != 0)
		return status < 0 ? -1 : tsop_record_fail(record, "course", err, _("missing"));
	row->holds = true;
	return find_course(reading, record, "course", reading->text.p, &row->course, err);
}

static int read_wishes(struct reading *reading, const struct tsop_record *record,
		       struct tsop_candidate *row, struct tsop_error *err)
{
	const char *const *ids;
	size_t n;
	int status = tsop_record_strings(record, "wishes", &reading->checking->arena,
					 TSOP_CANDIDATES_WISHES_MAX, &ids, &n, err);

	if (status != 0)
		return status < 0 ? -1 : 0;
	row->wishes = tsop_arena_take(&reading->checking->arena, n, sizeof *row->wishes);
	if (row->wishes == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		if (find_course(reading, record, "wishes", ids[i], &row->wishes[i], err) != 0)
			return -1;
	row->n_wishes = (uint16_t)n;
	status = tsop_record_bool(record, "only_wishes", &row->only_wishes, err);
	row->only_wishes = row->only_wishes && n > 0;
	return status < 0 ? -1 : 0;
}

static int read_party(struct reading *reading, const struct tsop_record *record,
		      const struct tsop_municipality *municipality, struct tsop_candidate *row,
		      struct tsop_error *err)
{
	int status = tsop_record_text(record, "party", &reading->text, err);
	bool added;
	size_t *party;

	if (status != 0)
		return status < 0 ? -1 : 0;
	tsop_buf_clear(&reading->other);
	tsop_buf_add_text(&reading->other, municipality->code);
	if (tsop_person_party(&reading->other, tsop_buf_view(&reading->text), err) != 0)
		return tsop_error_at(err, record->file, record->line, "party");
	party = tsop_map_put(&reading->parties, tsop_buf_view(&reading->other),
			     reading->parties.n + 1, &added);
	if (party == NULL)
		return tsop_fail_memory(err);
	row->party = (uint32_t)*party;
	return 0;
}

static int read_order(struct reading *reading, const struct tsop_record *record,
		      const struct tsop_municipality *municipality, struct tsop_candidate *row,
		      struct tsop_error *err)
{
	const struct tsop_result_header *header = &reading->result->header;
	int status = tsop_record_text(record, "received", &reading->text, err);

	if (status < 0 ||
	    tsop_record_integer(record, "priority", 1, PRIORITY_MAX, &row->priority, err) < 0)
		return -1;
	if (status == 0 &&
	    tsop_instant_read(tsop_buf_view(&reading->text), &row->received, err) != 0)
		return tsop_error_at(err, record->file, record->line, "received");
	if (header->seed == NULL)
		return 0;
	return tsop_lots_of_person(header->seed, header->round, municipality, record,
				   row->people_lot, row->courses_lot, err);
}

static int read_candidate(struct reading *reading, const struct tsop_record *record,
			  const struct tsop_municipality *municipality, bool *holds,
			  struct tsop_error *err)
{
	int status;
	struct tsop_candidate *row = find(reading, record, "id", &status, err);

	if (row == NULL)
		return status;
	if (row->is_known)
		return tsop_record_fail(record, "id", err, _("given before"));
	row->is_known = true;
	row->course = row->was = TSOP_RESULT_NO_COURSE;
	row->priority = INT64_MAX;
	row->received = INT64_MAX;
	if (person_of(reading, row)->municipality != municipality)
		tsop_checking_fault(reading->checking, person_of(reading, row)->line,
				    "municipality", _("e%" PRId64 ": expected %s"),
				    person_of(reading, row)->number, municipality->code);
	if (read_state(reading, record, holds, row, err) != 0 ||
	    read_wishes(reading, record, row, err) != 0 ||
	    read_party(reading, record, municipality, row, err) != 0)
		return -1;
	return read_order(reading, record, municipality, row, err);
}

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	const struct tsop_municipality *municipality = NULL;
	bool holds = false;
	size_t number;
	int status = read_round(reading, record, err);

	if (status != 0)
		return status < 0 ? -1 : 0;
	if (read_municipality(reading, record, &municipality, err) != 0)
		return -1;
	if (reading->result->header.has_courses)
		status = read_candidate(reading, record, municipality, &holds, err);
	else
		status = read_state(reading, record, &holds, NULL, err);
	number = tsop_candidates_municipality(municipality);
	reading->candidates->applied[number]++;
	reading->candidates->held[number] += holds;
	return status;
}

/* A place fixed by hand. */
static int read_fixed(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	int status;
	struct tsop_candidate *row = find(reading, record, "enrollment", &status, err);

	if (row == NULL)
		return status;
	if (row->fixed != NULL || !row->is_known)
		return tsop_record_fail(record, "enrollment", err,
					_("expected somebody of the input, once"));
	status = tsop_record_string(record, "reason", &reading->checking->arena, &row->fixed, err);
	if (status != 0)
		return status < 0 ? -1 : tsop_record_fail(record, "reason", err, _("missing"));
	status = tsop_record_text(record, "course", &reading->text, err);
	if (status != 0)
		return status < 0 ? -1 : tsop_record_fail(record, "course", err, _("missing"));
	if (!row->holds) {
		const struct tsop_result_person *person = person_of(reading, row);

		row->holds = true;
		reading->candidates->held[tsop_candidates_municipality(person->municipality)]++;
	}
	return find_course(reading, record, "course", reading->text.p, &row->course, err);
}

static int by_course(const void *left, const void *right)
{
	return *(const uint16_t *)left - *(const uint16_t *)right;
}

/* A course that the person is kept from. */
static int read_excluded(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	int status;
	struct tsop_candidate *row = find(reading, record, "enrollment", &status, err);
	uint16_t *excluded;

	if (row == NULL)
		return status;
	status = tsop_record_text(record, "course", &reading->text, err);
	if (status != 0)
		return status < 0 ? -1 : tsop_record_fail(record, "course", err, _("missing"));
	excluded = tsop_arena_take(&reading->checking->arena, row->n_excluded + 1,
				   sizeof *excluded);
	if (excluded == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < row->n_excluded; i++)
		excluded[i] = row->excluded[i];
	row->excluded = excluded;
	if (find_course(reading, record, "course", reading->text.p, &excluded[row->n_excluded],
			err) != 0)
		return -1;
	row->n_excluded++;
	qsort(excluded, row->n_excluded, sizeof *excluded, by_course);
	return 0;
}

/* The seats that were given before: of --seats-from. */
static int read_given(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	const struct tsop_municipality *municipality = NULL;
	int64_t seats;
	int64_t reserved = 0;
	size_t number;
	int status;

	if (tsop_record_get(record, "type") != NULL && !tsop_record_is(record, "seats"))
		return 0;
	if (read_municipality(reading, record, &municipality, err) != 0)
		return -1;
	status = tsop_record_integer(record, "seats", 0, TSOP_RESULT_SEATS_MAX, &seats, err);
	if (status != 0)
		return status < 0 ? -1 : tsop_record_fail(record, "seats", err, _("missing"));
	if (tsop_record_integer(record, "reserved", 0, TSOP_RESULT_SEATS_MAX, &reserved, err) < 0)
		return -1;
	number = tsop_candidates_municipality(municipality);
	reading->candidates->seats[number] = seats;
	reading->candidates->reserved[number] = reserved;
	return 0;
}

static void fill_seats(struct reading *reading)
{
	const struct tsop_result *result = reading->result;
	struct tsop_candidates *candidates = reading->candidates;

	if (reading->checking->options->seats_from != NULL)
		return;
	if (!result->header.has_seats)
		memcpy(candidates->seats, candidates->applied, sizeof candidates->seats);
	for (size_t i = 0; i < result->n_seats; i++)
		if (result->seats[i].municipality != NULL)
			candidates->seats[tsop_candidates_municipality(
				result->seats[i].municipality)] = result->seats[i].seats;
}

/* Does the result say which courses the person is kept from? */
static bool says_excluded(const struct reading *reading, const struct tsop_result_person *person,
			  const struct tsop_candidate *row)
{
	const struct tsop_result_course *courses = reading->result->header.courses;
	size_t i = 0;

	while (i < row->n_excluded && i < person->n_excluded &&
	       strcmp(person->excluded[i], courses[row->excluded[i]].id) == 0)
		i++;
	return i == row->n_excluded && i == person->n_excluded;
}

static void check_person(const struct reading *reading, size_t i, int64_t party)
{
	const struct tsop_result_person *person = &reading->result->people[i];
	const struct tsop_candidate *row = &reading->candidates->rows[i];
	const char *fixed = row->fixed == NULL ? "" : row->fixed;

	if (!row->is_known)
		tsop_checking_fault(reading->checking, person->line, "enrollment",
				    _("e%" PRId64 ": nobody of the input"), person->number);
	else if (strcmp(fixed, person->fixed == NULL ? "" : person->fixed) != 0)
		tsop_checking_fault(reading->checking, person->line, "fixed",
				    _("e%" PRId64 ": is not what the file of --fix says"),
				    person->number);
	else if (!says_excluded(reading, person, row))
		tsop_checking_fault(reading->checking, person->line, "excluded",
				    _("e%" PRId64 ": is not what the file of --exclude says"),
				    person->number);
	else if (person->party != party)
		tsop_checking_fault(reading->checking, person->line, "party",
				    party > 0 ? _("e%" PRId64 ": expected p%" PRId64)
					      : _("e%" PRId64 ": expected none"),
				    person->number, party);
}

/* A label that nobody else of the municipality has makes no party: number those that do. */
static int find_parties(const struct reading *reading, struct tsop_error *err)
{
	struct tsop_candidates *candidates = reading->candidates;
	size_t n_labels = reading->parties.n;
	uint32_t *sizes = calloc(n_labels + 1, sizeof *sizes); /* then the numbers */

	if (sizes == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < reading->result->n_people; i++)
		sizes[candidates->rows[i].party]++;
	sizes[0] = 0;
	for (size_t i = 1; i <= n_labels; i++)
		sizes[i] = sizes[i] > 1 ? (uint32_t)++candidates->n_parties : 0;
	for (size_t i = 0; i < reading->result->n_people; i++)
		candidates->rows[i].party = sizes[candidates->rows[i].party];
	free(sizes);
	return 0;
}

/* Is everybody of the result in the inputs? Parties are numbered by their first members. */
static int check_people(const struct reading *reading, struct tsop_error *err)
{
	int64_t *numbers = calloc(reading->candidates->n_parties + 1, sizeof *numbers);
	int64_t n = 0;

	if (numbers == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < reading->result->n_people; i++) {
		uint32_t party = reading->candidates->rows[i].party;

		if (party > 0 && numbers[party] == 0)
			numbers[party] = ++n;
		check_person(reading, i, numbers[party]);
	}
	free(numbers);
	return 0;
}

/* Whose the held seats are is not in a result of `assign`; how many there are is. */
static void check_held(const struct reading *reading)
{
	const struct tsop_result_header *header = &reading->result->header;
	int64_t expected = 0;
	int64_t held = 0;

	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++)
		expected += reading->candidates->reserved[i];
	for (size_t i = 0; i < header->n_courses; i++)
		held += header->courses[i].reserved;
	if (!header->has_seats && held != expected)
		tsop_checking_fault(reading->checking, header->line, "courses.reserved",
				    _("expected %" PRId64 ", not %" PRId64), expected, held);
}

static int read_files(struct reading *reading, struct tsop_error *err)
{
	static const char *const required[] = { "id", "state", "municipality", NULL };
	struct tsop_checking *checking = reading->checking;
	const struct tsop_verify_options *options = checking->options;
	struct tsop_input_options input = checking->input;
	const struct {
		const char *name;
		int (*each)(void *context, const struct tsop_record *record,
			    struct tsop_error *err);
	} files[] = {
		{ options->fix, read_fixed },
		{ options->exclude, read_excluded },
		{ options->seats_from, read_given },
	};
	int status = 0;

	input.required = required;
	for (size_t i = 0; i < options->n_people; i++)
		if (tsop_input_each(options->people[i], &input, read_row, reading, checking->sink) !=
		    0)
			status = -1;
	for (size_t i = 0; i < sizeof files / sizeof files[0] && status == 0; i++)
		if (files[i].name != NULL)
			status = tsop_input_each(files[i].name, &checking->input, files[i].each,
						 reading, checking->sink);
	if (status != 0)
		return -1;
	fill_seats(reading);
	check_held(reading);
	return find_parties(reading, err) == 0 ? check_people(reading, err) : -1;
}

int tsop_candidates_read(struct tsop_candidates *candidates, const struct tsop_result *result,
			 struct tsop_checking *checking, struct tsop_error *err)
{
	struct reading reading = { .candidates = candidates, .result = result,
				   .checking = checking };
	int status;

	*candidates = (struct tsop_candidates){
		.rows = calloc(result->n_people + 1, sizeof *candidates->rows)
	};
	if (candidates->rows == NULL)
		return tsop_fail_memory(err);
	tsop_map_init(&reading.parties);
	tsop_buf_init(&reading.text);
	tsop_buf_init(&reading.other);
	status = read_files(&reading, err);
	if (result->header.has_draws)
		tsop_draws_make_lots(result, candidates);
	tsop_map_release(&reading.parties);
	tsop_buf_release(&reading.text);
	tsop_buf_release(&reading.other);
	return status;
}

void tsop_candidates_release(struct tsop_candidates *candidates)
{
	free(candidates->rows);
	*candidates = (struct tsop_candidates){ .rows = NULL };
}
