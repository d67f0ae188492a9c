#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "people/person.h"
#include "time/instant.h"
#include "verify/result/candidates_reading.h"
#include "verify/result/row.h"

enum { PRIORITY_MAX = 1000000 };

/* A row while it is read. */
struct row {
	struct tsop_candidate *candidate; /* of the result, or one that nobody looks at */
	const struct tsop_municipality *municipality; /* NULL: refused */
	struct tsop_lots_row twin; /* one before of the same id */
	bool holds;
};

/* Of whom nothing is known so far. */
static const struct tsop_candidate blank = { .course = TSOP_RESULT_NO_COURSE,
					     .was = TSOP_RESULT_NO_COURSE,
					     .priority = INT64_MAX,
					     .received = INT64_MAX };

/* The person of the result by that number, if it is the first row of theirs; or NULL, or *twin. */
static struct tsop_candidate *find(struct tsop_candidates_reading *reading, int64_t number,
				   struct tsop_lots_row *twin)
{
	const struct tsop_result *result = reading->result;
	const struct tsop_record *record = reading->faults.record;
	size_t index = tsop_result_find_person(result, number, &reading->guess);
	struct tsop_candidate *candidate;

	if (index == result->n_people) {
		tsop_checking_fault_at(reading->checking, record->file, record->line, "id",
				       _("e%" PRId64 ": has no assignment in the result"), number);
		reading->has_strangers = true;
		return NULL;
	}
	candidate = &reading->candidates->rows[index];
	if (candidate->line > 0) {
		tsop_faults_add(&reading->faults, "id", _("given before, in line %llu of %s"),
				candidate->line, tsop_error_file(candidate->file));
		*twin = (struct tsop_lots_row){ candidate->file, candidate->line };
		return NULL;
	}
	*candidate = blank;
	candidate->file = record->file;
	candidate->line = record->line;
	return candidate;
}

static void read_id(struct tsop_candidates_reading *reading, struct row *row)
{
	static const char *const expected = N_("expected the id of an enrollment, such as e17");
	struct tsop_faults *faults = &reading->faults;
	struct tsop_candidate *candidate = NULL;
	int64_t number;

	if (!tsop_row_text(faults, "id", &reading->text, _(expected)))
		return;
	number = tsop_result_number(tsop_buf_view(&reading->text), 'e');
	if (number == 0)
		tsop_faults_add(faults, "id", "%s", _(expected));
	else if (reading->result->header.has_courses)
		candidate = find(reading, number, &row->twin);
	if (candidate != NULL)
		row->candidate = candidate;
}

static void read_state(struct tsop_candidates_reading *reading, struct row *row)
{
	static const char *const expected =
		N_("expected applied, waiting or enrolled: list the people with "
		   "--state applied,waiting,enrolled");
	const char *state;

	if (!tsop_row_text(&reading->faults, "state", &reading->text, _(expected)))
		return;
	state = reading->text.p;
	row->holds = row->candidate->holds = strcmp(state, "enrolled") == 0;
	if (!row->holds && strcmp(state, "applied") != 0 && strcmp(state, "waiting") != 0)
		tsop_faults_add(&reading->faults, "state", "%s", _(expected));
}

/* The course of who is enrolled. */
static void read_place(struct tsop_candidates_reading *reading, struct row *row)
{
	struct tsop_faults *faults = &reading->faults;

	if (row->holds &&
	    tsop_row_text(faults, "course", &reading->text,
			     _("expected the course that the person is enrolled in")) &&
	    reading->result->header.has_courses)
		tsop_row_course(faults, "course", reading->result, reading->text.p,
				   &row->candidate->course);
}

static void read_municipality(struct tsop_candidates_reading *reading, struct row *row)
{
	tsop_row_municipality(&reading->faults, "municipality", &reading->text,
				 &row->municipality, _("expected the code of a municipality"));
}

/* Wish i, none of those before it. */
static void read_wish(struct tsop_candidates_reading *reading, const char *id, size_t i,
		      uint16_t *wishes)
{
	char text[TSOP_RECORD_PART_TEXT];
	const char *field = tsop_record_part(reading->faults.record, "wishes", i, text);

	if (!tsop_row_course(&reading->faults, field, reading->result, id, &wishes[i]))
		return;
	for (size_t before = 0; before < i; before++)
		if (wishes[before] == wishes[i]) {
			tsop_faults_add(&reading->faults, field,
					_("expected every course once, not '%s' twice"), id);
			return;
		}
}

static void read_wishes(struct tsop_candidates_reading *reading, struct row *row)
{
	struct tsop_arena *arena = &reading->checking->arena;
	const char *const *ids;
	struct tsop_error err;
	uint16_t *wishes;
	size_t n = 0;
	int status;

	if (!reading->result->header.has_courses)
		return;
	status = tsop_record_strings(reading->faults.record, "wishes", arena,
				     TSOP_CANDIDATES_WISHES_MAX, &ids, &n, &err);
	wishes = status != 0 ? NULL : tsop_arena_take(arena, n, sizeof *wishes);
	if (status == 0 && wishes == NULL)
		status = tsop_fail_memory(&err);
	if (status < 0)
		tsop_faults_note(&reading->faults, NULL, &err);
	if (status != 0)
		return;
	for (size_t i = 0; i < n; i++)
		read_wish(reading, ids[i], i, wishes);
	row->candidate->wishes = wishes;
	row->candidate->n_wishes = (uint16_t)n;
}

/* Of no wishes it says nothing: any course will do. */
static void read_only_wishes(struct tsop_candidates_reading *reading, struct row *row)
{
	struct tsop_candidate *candidate = row->candidate;
	struct tsop_error err;

	if (!reading->result->header.has_courses)
		return;
	if (tsop_record_bool(reading->faults.record, "only_wishes", &candidate->only_wishes,
			     &err) < 0)
		tsop_faults_note(&reading->faults, NULL, &err);
	candidate->only_wishes = candidate->only_wishes && candidate->n_wishes > 0;
}

static void read_party(struct tsop_candidates_reading *reading, struct row *row)
{
	struct tsop_faults *faults = &reading->faults;
	struct tsop_buf *name = &reading->other;
	struct tsop_error err;
	size_t *party;
	bool added;

	if (!tsop_row_text(faults, "party", &reading->text, NULL) ||
	    !tsop_row_check_cpr(faults, "party", tsop_buf_view(&reading->text)))
		return;
	tsop_buf_clear(name);
	if (row->municipality != NULL)
		tsop_buf_add_text(name, row->municipality->code);
	if (tsop_person_party(name, tsop_buf_view(&reading->text), &err) != 0) {
		tsop_faults_note(faults, "party", &err);
		return;
	}
	party = tsop_map_put(&reading->parties, tsop_buf_view(name), reading->parties.n + 1,
			     &added);
	if (party == NULL) {
		tsop_fail_memory(&err);
		tsop_faults_note(faults, NULL, &err);
		return;
	}
	row->candidate->party = (uint32_t)*party;
}

static void read_priority(struct tsop_candidates_reading *reading, struct row *row)
{
	tsop_row_integer(&reading->faults, "priority", 1, PRIORITY_MAX,
			    &row->candidate->priority, NULL);
}

static void read_received(struct tsop_candidates_reading *reading, struct row *row)
{
	struct tsop_error err;

	if (tsop_row_text(&reading->faults, "received", &reading->text, NULL) &&
	    tsop_instant_read(tsop_buf_view(&reading->text), &row->candidate->received, &err) != 0)
		tsop_faults_note(&reading->faults, "received", &err);
}

static void read_lots(struct tsop_candidates_reading *reading, struct row *row)
{
	tsop_lots_of_person(&reading->lots, &reading->faults, row->municipality, row->twin,
			    row->candidate->people_lot, row->candidate->courses_lot);
}

static void (*const parts[])(struct tsop_candidates_reading *reading, struct row *row) = {
	read_id,	  read_state, read_place,    read_municipality, read_wishes,
	read_only_wishes, read_party, read_priority, read_received,	read_lots,
};

/* 1: of another round than the result's. */
static int read_round(struct tsop_candidates_reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	const char *round = reading->result->header.round;
	int status = tsop_record_text(record, "round", &reading->text, err);

	if (status != 0 || round == NULL)
		return status < 0 ? -1 : 0;
	return strcmp(reading->text.p, round) != 0;
}

/* The result's person is of that municipality, who counts there. */
static void count(struct tsop_candidates_reading *reading, const struct row *row)
{
	struct tsop_candidates *candidates = reading->candidates;
	size_t number = tsop_candidates_municipality(row->municipality);
	const struct tsop_result_person *person;

	candidates->applied[number]++;
	candidates->held[number] += row->holds;
	if (row->candidate->line == 0)
		return;
	person = &reading->result->people[row->candidate - candidates->rows];
	if (person->municipality != row->municipality)
		tsop_checking_fault(reading->checking, person->line, "municipality",
				    _("e%" PRId64 ": expected %s"), person->number,
				    row->municipality->code);
}

int tsop_candidates_read_row(void *context, const struct tsop_record *record,
			     struct tsop_error *err)
{
	struct tsop_candidates_reading *reading = context;
	struct tsop_candidate nobody = blank;
	struct row row = { .candidate = &nobody };
	int status;

	if (tsop_record_get(record, "type") != NULL && !tsop_record_is(record, "enrollment"))
		return tsop_record_fail(record, "type", err,
					_("expected enrollment: what tsop-enroll list prints"));
	status = read_round(reading, record, err);
	if (status != 0)
		return status < 0 ? -1 : 0;
	tsop_faults_begin(&reading->faults, record);
	tsop_faults_version(&reading->faults);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		parts[i](reading, &row);
	if (reading->faults.n == 0)
		count(reading, &row);
	return tsop_faults_end(&reading->faults, err);
}
