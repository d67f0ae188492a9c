#include "verify/result/result.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/i18n.h"
#include "base/text.h"
#include "verify/result/result_header.h"
#include "verify/result/result_members.h"
#include "verify/result/result_passes.h"
#include "verify/result/result_proof.h"
#include "verify/result/result_waiting.h"

/* The types of records, in their order. */
enum stage { HEADER, SEATS, PEOPLE, WAITING, PROOF };

/* A result while it is read. */
struct reading {
	struct tsop_result *result;
	struct tsop_checking *checking;
	enum stage stage; /* of the line before */
};

int64_t tsop_result_number(struct tsop_view id, char letter)
{
	struct tsop_view digits = { id.p + 1, id.len - 1 };
	int64_t number;

	if (id.len < 2 || id.p[0] != letter || id.p[1] < '1' || id.p[1] > '9' ||
	    tsop_num_read(digits, 1, INT64_MAX, &number, NULL) != 0)
		return 0;
	return number;
}

bool tsop_result_closes_in_turn(const struct tsop_result *result)
{
	const struct tsop_result_header *header = &result->header;

	if (header->mechanism == NULL || strcmp(header->mechanism, "min-cost") == 0 ||
	    (header->keep != NULL && strcmp(header->mechanism, "min-worst-rank") == 0))
		return false;
	for (size_t i = 0; i < header->n_courses; i++)
		if (header->courses[i].minimum > 0)
			return true;
	return false;
}

bool tsop_result_knows_held(const struct tsop_result *result)
{
	int64_t reserved = 0;

	for (size_t i = 0; i < result->header.n_courses; i++)
		reserved += result->header.courses[i].reserved;
	return result->header.has_seats || reserved == 0;
}

uint16_t tsop_result_find_course(const struct tsop_result *result, const char *id)
{
	size_t low = 0;
	size_t high = result->header.n_courses;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(id, result->header.courses[middle].id);

		if (order == 0)
			return (uint16_t)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return TSOP_RESULT_NO_COURSE;
}

static int by_id(const void *id, const void *row)
{
	return strcmp(id, ((const struct tsop_result_seats *)row)->id);
}

size_t tsop_result_find_seats(const struct tsop_result *result, const char *id, size_t *guess)
{
	const struct tsop_result_seats *row = NULL;

	if (*guess < result->n_seats && strcmp(result->seats[*guess].id, id) == 0)
		row = &result->seats[*guess];
	else if (result->n_seats > 0)
		row = bsearch(id, result->seats, result->n_seats, sizeof *row, by_id);
	if (row == NULL)
		return result->n_seats;
	*guess = (size_t)(row - result->seats) + 1;
	return *guess - 1;
}

static int by_number(const void *number, const void *row)
{
	int64_t a = *(const int64_t *)number;
	int64_t b = ((const struct tsop_result_person *)row)->number;

	return (a > b) - (a < b);
}

/* Where the person is if everybody of a register is in the result, as is mostly so. */
static size_t place_without_gaps(const struct tsop_result *result, int64_t number)
{
	if (result->n_people == 0 || number < result->people[0].number)
		return 0;
	return (size_t)(number - result->people[0].number);
}

size_t tsop_result_find_person(const struct tsop_result *result, int64_t number, size_t *guess)
{
	const struct tsop_result_person *row = NULL;

	if (*guess >= result->n_people || result->people[*guess].number != number)
		*guess = place_without_gaps(result, number);
	if (*guess < result->n_people && result->people[*guess].number == number)
		row = &result->people[*guess];
	else if (result->n_people > 0)
		row = bsearch(&number, result->people, result->n_people, sizeof *row, by_number);
	if (row == NULL)
		return result->n_people;
	*guess = (size_t)(row - result->people) + 1;
	return *guess - 1;
}

static void read_claimant(struct reading *reading, const struct tsop_record *record,
			  struct tsop_result_seats *row)
{
	struct tsop_checking *checking = reading->checking;

	if (tsop_checking_string(checking, record, "claimant", false, &row->id))
		return;
	if (!tsop_checking_string(checking, record, "municipality", true, &row->id))
		return;
	row->municipality = tsop_municipality_by_code(tsop_view_of(row->id));
	if (row->municipality == NULL)
		tsop_checking_fault(checking, record->line, "municipality",
				    _("expected the code of a municipality"));
	else if (tsop_checking_text(checking, record, "name", true) &&
		 strcmp(checking->text.p, row->municipality->name) != 0)
		tsop_checking_fault(checking, record->line, "name", _("%s: expected %s"), row->id,
				    row->municipality->name);
}

static void read_weight(struct reading *reading, const struct tsop_record *record,
			struct tsop_result_seats *row)
{
	struct tsop_checking *checking = reading->checking;
	const char *text, *point;
	struct tsop_error err;

	if (!tsop_checking_text(checking, record, "weight", true))
		return;
	text = checking->text.p;
	point = strchr(text, '.');
	row->places = point == NULL ? 0 : (unsigned)strnlen(point + 1, TSOP_RESULT_PLACES_MAX);
	if (row->places > reading->result->places)
		reading->result->places = row->places;
	if (tsop_num_read_decimal(tsop_buf_view(&checking->text), '.', row->places,
				  TSOP_RESULT_WEIGHT_MAX, &row->weight, &err) != 0)
		tsop_checking_fault(checking, record->line, "weight", "%s", err.text);
}

static int add_held(struct reading *reading, const struct tsop_record *record,
		    struct tsop_result_seats *row, struct tsop_error *err)
{
	struct tsop_result *result = reading->result;
	const char *const *ids;
	size_t n = 0;
	int status = tsop_record_strings(record, "reserved_at", &reading->checking->arena,
					 TSOP_RESULT_SEATS_MAX, &ids, &n, err);

	row->first_held = result->n_held;
	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status < 0)
		tsop_checking_fault(reading->checking, record->line, "reserved_at", "%s",
				    err->text);
	if ((int64_t)n != row->reserved)
		tsop_checking_fault(reading->checking, record->line, "reserved_at",
				    _("%s: expected %" PRId64 " courses, one a held seat"), row->id,
				    row->reserved);
	for (size_t i = 0; i < n; i++) {
		uint16_t *held = tsop_array_room(result->held, result->n_held, &result->held_cap,
						 sizeof *held);

		if (held == NULL)
			return tsop_fail_memory(err);
		result->held = held;
		held[result->n_held] = tsop_result_find_course(result, ids[i]);
		if (held[result->n_held++] == TSOP_RESULT_NO_COURSE)
			tsop_checking_fault(reading->checking, record->line, "reserved_at",
					    _("%s: '%s' is no course of the result"), row->id,
					    ids[i]);
	}
	return 0;
}

/* A bound is stated where a column of the key had a say in it, and only there. */
static void read_bound(struct reading *reading, const struct tsop_record *record, const char *name,
		       const char *column, int64_t *bound)
{
	struct tsop_checking *checking = reading->checking;

	if (column != NULL)
		tsop_checking_integer(checking, record, name, true, 0, TSOP_RESULT_SEATS_MAX,
				      bound);
	else if (tsop_record_get(record, name) != NULL)
		tsop_checking_fault(checking, record->line, name,
				    _("expected none without a column of the key for it"));
}

static void read_bounds(struct reading *reading, const struct tsop_record *record,
			struct tsop_result_seats *row)
{
	const struct tsop_result_header *header = &reading->result->header;

	row->guarantee = header->guarantee;
	row->cap = TSOP_RESULT_SEATS_MAX;
	row->key_cap = row->key_kept = -1;
	read_bound(reading, record, "guarantee", header->guarantee_column, &row->guarantee);
	read_bound(reading, record, "cap", header->cap_column, &row->cap);
	read_bound(reading, record, "held", header->held_column, &row->kept);
}

static int read_seats(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	struct tsop_checking *checking = reading->checking;
	struct tsop_result *result = reading->result;
	const int64_t max = TSOP_RESULT_SEATS_MAX;
	struct tsop_result_seats *row = tsop_array_room(result->seats, result->n_seats,
							&result->seats_cap, sizeof *row);

	if (row == NULL)
		return tsop_fail_memory(err);
	result->seats = row;
	row += result->n_seats;
	*row = (struct tsop_result_seats){ .id = "", .line = record->line, .demand = -1,
					   .why = "" };
	read_claimant(reading, record, row);
	read_weight(reading, record, row);
	read_bounds(reading, record, row);
	tsop_checking_integer(checking, record, "applied", result->header.has_people, 0,
			      TSOP_RESULT_PEOPLE_MAX, &row->applied);
	tsop_checking_integer(checking, record, "demand", false, 0, TSOP_RESULT_PEOPLE_MAX,
			      &row->demand);
	tsop_checking_integer(checking, record, "seats", true, 0, max, &row->seats);
	tsop_checking_integer(checking, record, "guaranteed", true, 0, max, &row->guaranteed);
	tsop_checking_integer(checking, record, "by_key", true, 0, max, &row->by_key);
	tsop_checking_integer(checking, record, "reserved", true, 0, max, &row->reserved);
	tsop_checking_integer(checking, record, "waiting", result->header.has_courses, 0,
			      TSOP_RESULT_PEOPLE_MAX, &row->waiting);
	tsop_checking_string(checking, record, "why", true, &row->why);
	if (result->header.has_courses && add_held(reading, record, row, err) != 0)
		return -1;
	if (result->n_seats > 0 && strcmp(row[-1].id, row->id) >= 0)
		tsop_checking_fault(checking, record->line, NULL,
				    _("%s: expected each claimant once, by %s"), row->id,
				    row->municipality != NULL ? "code" : "name");
	result->n_seats++;
	return 0;
}

static void read_place(struct reading *reading, const struct tsop_record *record,
		       struct tsop_result_person *row)
{
	struct tsop_checking *checking = reading->checking;
	bool is_placed = tsop_checking_text(checking, record, "course", false);

	if (is_placed) {
		row->course = tsop_result_find_course(reading->result, checking->text.p);
		if (row->course == TSOP_RESULT_NO_COURSE)
			tsop_checking_fault(checking, record->line, "course",
					    _("e%" PRId64 ": no course of the result"),
					    row->number);
	}
	if (tsop_checking_text(checking, record, "state", true) &&
	    strcmp(checking->text.p, is_placed ? "enrolled" : "waiting") != 0)
		tsop_checking_fault(checking, record->line, "state",
				    _("e%" PRId64 ": expected enrolled with a course, waiting "
				      "without"),
				    row->number);
	tsop_checking_integer(checking, record, "position", false, 1, TSOP_RESULT_PEOPLE_MAX,
			      &row->position);
	tsop_checking_integer(checking, record, "rank", false, 1, TSOP_RESULT_COURSES_MAX + 1,
			      &row->rank);
	tsop_checking_integer(checking, record, "meters", false, 0, INT32_MAX, &row->meters);
}

static void read_person(struct reading *reading, const struct tsop_record *record,
			struct tsop_result_person *row)
{
	struct tsop_checking *checking = reading->checking;
	struct tsop_error err;

	if (tsop_checking_text(checking, record, "enrollment", true)) {
		row->number = tsop_result_number(tsop_buf_view(&checking->text), 'e');
		if (row->number == 0)
			tsop_checking_fault(checking, record->line, "enrollment",
					    _("expected the id of an enrollment, such as e17"));
	}
	if (tsop_checking_text(checking, record, "municipality", true)) {
		row->municipality = tsop_municipality_by_code(tsop_buf_view(&checking->text));
		if (row->municipality == NULL)
			tsop_checking_fault(checking, record->line, "municipality",
					    _("expected the code of a municipality"));
	}
	if (tsop_checking_text(checking, record, "party", false)) {
		row->party = tsop_result_number(tsop_buf_view(&checking->text), 'p');
		if (row->party == 0)
			tsop_checking_fault(checking, record->line, "party",
					    _("expected a number such as p1"));
	}
	tsop_checking_string(checking, record, "fixed", false, &row->fixed);
	if (tsop_record_strings(record, "excluded", &checking->arena, TSOP_RESULT_COURSES_MAX,
				&row->excluded, &row->n_excluded, &err) < 0)
		tsop_checking_fault(checking, record->line, "excluded", "%s", err.text);
	tsop_checking_string(checking, record, "why", true, &row->why);
}

static int read_assignment(struct reading *reading, const struct tsop_record *record,
			   struct tsop_error *err)
{
	struct tsop_result *result = reading->result;
	struct tsop_result_person *people = tsop_array_room(
		result->people, result->n_people, &result->people_cap, sizeof *people);
	struct tsop_result_person *row;

	if (people == NULL)
		return tsop_fail_memory(err);
	result->people = people;
	row = &people[result->n_people];
	*row = (struct tsop_result_person){ .line = record->line,
					    .why = "",
					    .meters = -1,
					    .course = TSOP_RESULT_NO_COURSE };
	row->from = tsop_result_course(result, reading->checking, record, "from", false);
	read_person(reading, record, row);
	read_place(reading, record, row);
	if (result->n_people > 0 && people[result->n_people - 1].number >= row->number)
		tsop_checking_fault(reading->checking, record->line, "enrollment",
				    _("e%" PRId64 ": expected each person once, by number"),
				    row->number);
	result->n_people++;
	return 0;
}

/* Is the record of a type that may come now? */
static bool is_next(struct reading *reading, const struct tsop_record *record, const char *type,
		    enum stage stage)
{
	bool repeats = stage == SEATS || stage == PEOPLE || stage == WAITING;

	if (!tsop_record_is(record, type))
		return false;
	if (reading->stage > stage || (reading->stage == stage && !repeats))
		tsop_checking_fault(reading->checking, record->line, "type",
				    _("expected allocation, seats, assignment, waiting, proof, in "
				      "this order, the first and the last once"));
	reading->stage = stage;
	return true;
}

static int read_record(struct reading *reading, const struct tsop_record *record,
		       struct tsop_error *err)
{
	struct tsop_checking *checking = reading->checking;
	const struct tsop_result_header *header = &reading->result->header;
	bool is_seats = is_next(reading, record, "seats", SEATS);
	bool is_person = !is_seats && is_next(reading, record, "assignment", PEOPLE);
	bool is_waiting = !is_seats && !is_person && is_next(reading, record, "waiting", WAITING);

	tsop_result_version(checking, record);
	if (!is_seats && !is_person && !is_waiting && !is_next(reading, record, "proof", PROOF)) {
		tsop_checking_fault(checking, record->line, "type",
				    _("expected seats, assignment, waiting or proof"));
		return 0;
	}
	if (tsop_checking_text(checking, record, "allocation", true) &&
	    strcmp(checking->text.p, header->id) != 0)
		tsop_checking_fault(checking, record->line, "allocation", _("expected %s"),
				    header->id);
	if ((is_seats && !header->has_seats) || ((is_person || is_waiting) && !header->has_courses)) {
		tsop_checking_fault(checking, record->line, "type",
				    _("expected none in a result of this kind"));
		return 0;
	}
	if (is_seats)
		return read_seats(reading, record, err);
	if (is_person)
		return read_assignment(reading, record, err);
	if (is_waiting)
		return tsop_result_waiting_read(reading->result, checking, record, err);
	return tsop_result_proof_read(reading->result, checking, record, err);
}

/* All records behind the first; a line that is none is told, and reading goes on behind it. */
static int read_records(struct reading *reading, struct tsop_input *input, struct tsop_error *err)
{
	struct tsop_checking *checking = reading->checking;
	const struct tsop_record *record;
	bool is_whole = true;
	int status;

	while (!checking->has_failed && (status = tsop_input_next(input, &record, err)) != 0) {
		if (status < 0 && (err->code == TSOP_SYSTEM || tsop_input_is_broken(input)))
			return -1;
		if (status < 0) {
			tsop_sink_report(checking->sink, err);
			is_whole = false;
		} else if (read_record(reading, record, err) != 0) {
			return -1;
		}
	}
	if (checking->has_failed)
		return tsop_fail_memory(err);
	if (!is_whole)
		err->code = TSOP_OK;
	return is_whole ? 0 : -1;
}

/* Bring all weights to the places of the one that has most. */
static void scale(struct reading *reading)
{
	struct tsop_result *result = reading->result;

	for (size_t i = 0; i < result->n_seats; i++) {
		struct tsop_result_seats *row = &result->seats[i];
		tsop_int128 weight = row->weight;

		for (unsigned places = row->places; places < result->places; places++)
			weight *= 10;
		if (weight > TSOP_RESULT_WEIGHT_MAX)
			tsop_checking_fault(reading->checking, row->line, "weight",
					    _("%s: too large beside the decimals of others"),
					    row->id);
		else
			row->weight = (int64_t)weight;
	}
}

int tsop_result_read(struct tsop_result *result, struct tsop_checking *checking,
		     struct tsop_input *input, const struct tsop_record *first,
		     struct tsop_error *err)
{
	struct reading reading = { result, checking, HEADER };

	*result = (struct tsop_result){ .header.line = first->line };
	tsop_result_version(checking, first);
	if (tsop_result_header_read(result, checking, first, err) != 0)
		return -1;
	if (read_records(&reading, input, err) != 0)
		return -1;
	if (reading.stage != PROOF)
		tsop_checking_fault(checking, 0, NULL, _("expected a proof at the end"));
	scale(&reading);
	return 0;
}

void tsop_result_release(struct tsop_result *result)
{
	free(result->header.courses);
	free(result->header.draws.list);
	free(result->seats);
	free(result->held);
	free(result->people);
	free(result->waiting);
	tsop_result_proof_release(&result->proof);
	tsop_result_passes_release(result);
	*result = (struct tsop_result){ 0 };
}
