#include "allocate/earlier.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/i18n.h"
#include "record/faults.h"

enum { HELD_MAX = 100000 }; /* at courses, of one municipality */

struct reading {
	struct tsop_earlier *earlier;
	const struct tsop_applicants *applicants;
	const struct tsop_courses *courses;
	bool needs_courses;
	bool has_allocation, has_proof;
	bool is_closed[TSOP_ASSIGN_MAX_COURSES]; /* courses that did not run */
	int64_t n_listed;          /* lines of waiting lists */
	struct tsop_arena arena;   /* of one record's lists */
	struct tsop_faults faults; /* of the record */
	struct tsop_buf text;
};

/* The text of a member that must be there, in reading->text. */
static int need_text(struct reading *reading, const char *field)
{
	struct tsop_faults *faults = &reading->faults;
	struct tsop_error err;
	int status = tsop_record_text(faults->record, field, &reading->text, &err);

	if (status > 0)
		return tsop_faults_add(faults, field, _("expected a value, found none"));
	return status < 0 ? tsop_faults_note(faults, NULL, &err) : 0;
}

/* All lines are of one allocation. */
static void check_id(struct reading *reading, const char *field)
{
	char *id = reading->earlier->id;

	if (need_text(reading, field) != 0)
		return;
	if (reading->text.len != TSOP_CELLS_ID_TEXT - 1) {
		tsop_faults_add(&reading->faults, field, _("expected the id of an allocation"));
		return;
	}
	if (id[0] == '\0')
		memcpy(id, reading->text.p, TSOP_CELLS_ID_TEXT);
	if (strcmp(id, reading->text.p) != 0)
		tsop_faults_add(&reading->faults, field, _("expected %s, as in the lines before"),
				id);
}

/* *course: NO_COURSE where the round has it not, which is a fault if all are needed. */
static void find_course(struct reading *reading, const char *field, const char *id,
			uint16_t *course)
{
	size_t index = tsop_courses_find(reading->courses, id);
	struct tsop_error err;

	*course = index < reading->courses->n ? (uint16_t)index : TSOP_ASSIGN_NO_COURSE;
	if (*course == TSOP_ASSIGN_NO_COURSE && reading->needs_courses &&
	    tsop_courses_need(reading->courses, id, course, &err) != 0)
		tsop_faults_note(&reading->faults, field, &err);
}

/* *index is applicants->n for who is gone. */
static int find_person(struct reading *reading, size_t *index)
{
	struct tsop_error err;
	int64_t number;

	if (need_text(reading, "enrollment") != 0)
		return -1;
	if (tsop_applicants_number(tsop_buf_view(&reading->text), &number, &err) != 0)
		return tsop_faults_note(&reading->faults, "enrollment", &err);
	*index = tsop_applicants_find(reading->applicants, number);
	return 0;
}

static int find_municipality(struct reading *reading, const struct tsop_municipality **municipality)
{
	struct tsop_error err;

	if (need_text(reading, "municipality") != 0)
		return -1;
	if (tsop_municipality_find(tsop_buf_view(&reading->text), municipality, &err) != 0)
		return tsop_faults_note(&reading->faults, "municipality", &err);
	return 0;
}

/* A course of the allocation: did it run; and where no seats are told, how many were held there? */
static int read_course(void *context, const struct tsop_record *element, struct tsop_error *err)
{
	struct reading *reading = context;
	bool is_closed = false;
	int64_t n_held = 0;
	int status = tsop_record_text(element, "id", &reading->text, err);
	size_t course;

	if (status > 0)
		return tsop_record_fail(element, "id", err, _("expected a value, found none"));
	if (status < 0 || tsop_record_bool(element, "closed", &is_closed, err) < 0 ||
	    tsop_record_integer(element, "reserved", 0, HELD_MAX, &n_held, err) < 0)
		return -1;
	course = tsop_courses_find(reading->courses, reading->text.p);
	if (course == reading->courses->n)
		return 0;
	reading->is_closed[course] = is_closed;
	if (tsop_record_get(reading->faults.record, "key") == NULL)
		reading->earlier->unnamed[course] = n_held;
	return 0;
}

static void read_courses(struct reading *reading)
{
	struct tsop_record element;
	struct tsop_error err;

	tsop_record_init(&element);
	if (tsop_record_objects(reading->faults.record, "courses", &element, read_course, reading,
				&err) != 0)
		tsop_faults_note(&reading->faults, NULL, &err);
	tsop_record_release(&element);
}

static void read_allocation(struct reading *reading)
{
	struct tsop_faults *faults = &reading->faults;

	if (reading->has_allocation) {
		tsop_faults_add(faults, NULL, _("expected one allocation only"));
		return;
	}
	reading->has_allocation = true;
	check_id(reading, "id");
	if (tsop_record_get(faults->record, "courses") == NULL) {
		tsop_faults_add(faults, "courses",
				_("expected an allocation with people; this one is of seats only"));
		return;
	}
	if (need_text(reading, "round") == 0 &&
	    !tsop_view_is(tsop_buf_view(&reading->text), reading->courses->round))
		tsop_faults_add(faults, "round", _("expected round %s, as the courses have"),
				reading->courses->round);
	read_courses(reading);
}

static int add_held(struct reading *reading, const struct tsop_municipality *municipality,
		    uint16_t course, struct tsop_error *err)
{
	struct tsop_earlier *earlier = reading->earlier;
	struct tsop_earlier_held *held =
		tsop_array_room(earlier->held, earlier->n_held, &earlier->cap_held, sizeof *held);

	if (held == NULL)
		return tsop_fail_memory(err);
	earlier->held = held;
	held[earlier->n_held++] = (struct tsop_earlier_held){ municipality, course };
	return 0;
}

static void read_seats(struct reading *reading)
{
	const struct tsop_municipality *municipality = NULL;
	struct tsop_faults *faults = &reading->faults;
	const char *const *ids;
	struct tsop_error err;
	size_t n = 0;
	int status = 0;

	find_municipality(reading, &municipality);
	if (tsop_record_strings(faults->record, "reserved_at", &reading->arena, HELD_MAX, &ids, &n,
				&err) < 0)
		tsop_faults_note(faults, NULL, &err);
	for (size_t i = 0; i < n && status == 0; i++) {
		uint16_t course;

		find_course(reading, "reserved_at", ids[i], &course);
		if (municipality != NULL && course != TSOP_ASSIGN_NO_COURSE)
			status = add_held(reading, municipality, course, &err);
	}
	if (status != 0)
		tsop_faults_note(faults, NULL, &err);
}

/* The course of an assignment: NO_COURSE for none, or one that is no more. */
static void read_place(struct reading *reading, uint16_t *course, bool *waited)
{
	struct tsop_faults *faults = &reading->faults;
	struct tsop_error err;
	int status = tsop_record_text(faults->record, "course", &reading->text, &err);

	*course = TSOP_ASSIGN_NO_COURSE;
	*waited = status > 0;
	if (status < 0)
		tsop_faults_note(faults, NULL, &err);
	else if (status == 0)
		find_course(reading, "course", reading->text.p, course);
}

/* A position from 1 on, which must be there. */
static int64_t read_position(struct reading *reading, const char *expected)
{
	int64_t position = 0;

	if (tsop_record_integer(reading->faults.record, "position", 1, INT64_MAX, &position,
				NULL) != 0)
		tsop_faults_add(&reading->faults, "position", "%s", expected);
	return position;
}

/* Does the input say the same of the person? */
static void check_municipality(struct reading *reading, const struct tsop_applicant *person)
{
	if (need_text(reading, "municipality") == 0 &&
	    !tsop_view_is(tsop_buf_view(&reading->text), person->municipality->code))
		tsop_faults_add(&reading->faults, "municipality", _("expected %s, as in the input"),
				person->municipality->code);
}

/* Who was fixed by hand since may be anywhere. */
static void check_course(struct reading *reading, const struct tsop_applicant *person,
			 uint16_t course)
{
	if (person->holds_seat && person->fixed == NULL && person->course != course)
		tsop_faults_add(&reading->faults, "course",
				_("expected %s, where e%" PRId64 " is enrolled in the input"),
				reading->courses->rows[person->course].id, person->number);
}

static void read_assignment(struct reading *reading)
{
	struct tsop_faults *faults = &reading->faults;
	const struct tsop_applicant *person = NULL;
	struct tsop_earlier *earlier = reading->earlier;
	int64_t position = 0;
	size_t index = 0, before;
	uint16_t course;
	bool waited;

	if (find_person(reading, &index) == 0 && index < reading->applicants->n) {
		person = &reading->applicants->rows[index];
		if (earlier->people[index].line != 0) {
			tsop_faults_add(faults, "enrollment", _("given before, in line %llu"),
					earlier->people[index].line);
			return;
		}
		check_municipality(reading, person);
	}
	before = faults->n;
	read_place(reading, &course, &waited);
	if (person == NULL) {
		earlier->n_gone += !waited;
		return;
	}
	if (faults->n == before)
		check_course(reading, person, course);
	if (waited)
		position = read_position(reading, _("expected the place among the waiting"));
	earlier->people[index] = (struct tsop_earlier_person){
		.line = faults->record->line,
		.course = course,
		.position = (size_t)position,
		.waited = waited,
		.was_in_party = tsop_record_get(faults->record, "party") != NULL,
	};
}

static int add_waiting(struct reading *reading, const struct tsop_earlier_waiting *added,
		       struct tsop_error *err)
{
	struct tsop_earlier *earlier = reading->earlier;
	struct tsop_earlier_waiting *waiting =
		tsop_array_room(earlier->waiting, earlier->n_waiting, &earlier->cap_waiting,
				sizeof *waiting);

	if (waiting == NULL)
		return tsop_fail_memory(err);
	earlier->waiting = waiting;
	waiting[earlier->n_waiting++] = *added;
	return 0;
}

static void read_waiting(struct reading *reading)
{
	struct tsop_earlier *earlier = reading->earlier;
	struct tsop_earlier_waiting waiting = { .course = TSOP_ASSIGN_NO_COURSE };
	struct tsop_error err;

	reading->n_listed++;
	if (need_text(reading, "course") == 0)
		find_course(reading, "course", reading->text.p, &waiting.course);
	waiting.position = (size_t)read_position(reading, _("expected the position on the list"));
	if (find_person(reading, &waiting.applicant) != 0 ||
	    waiting.course == TSOP_ASSIGN_NO_COURSE)
		return;
	if (waiting.position > earlier->last[waiting.course])
		earlier->last[waiting.course] = waiting.position;
	if (waiting.applicant < reading->applicants->n && add_waiting(reading, &waiting, &err) != 0)
		tsop_faults_note(&reading->faults, NULL, &err);
}

static void read_proof(struct reading *reading)
{
	reading->has_proof = true;
}

static const struct {
	const char *type;
	void (*read)(struct reading *reading);
} kinds[] = {
	{ "seats", read_seats },
	{ "assignment", read_assignment },
	{ "waiting", read_waiting },
	{ "proof", read_proof },
};

static int read_record(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;

	tsop_faults_begin(&reading->faults, record);
	tsop_faults_version(&reading->faults);
	if (tsop_record_is(record, "allocation")) {
		read_allocation(reading);
		return tsop_faults_end(&reading->faults, err);
	}
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (!tsop_record_is(record, kinds[i].type))
			continue;
		check_id(reading, "allocation");
		kinds[i].read(reading);
		return tsop_faults_end(&reading->faults, err);
	}
	return tsop_record_fail(record, "type", err, _("expected what tsop-allocate run prints"));
}

static int by_list(const void *left, const void *right)
{
	const struct tsop_earlier_waiting *a = left;
	const struct tsop_earlier_waiting *b = right;

	if (a->course != b->course)
		return a->course < b->course ? -1 : 1;
	if (a->position != b->position)
		return a->position < b->position ? -1 : 1;
	return (a->applicant > b->applicant) - (a->applicant < b->applicant);
}

static int by_municipality(const void *left, const void *right)
{
	const struct tsop_earlier_held *a = left;
	const struct tsop_earlier_held *b = right;
	int order = strcmp(a->municipality->code, b->municipality->code);

	return order != 0 ? order : (a->course > b->course) - (a->course < b->course);
}

static void sort(struct tsop_earlier *earlier)
{
	if (earlier->n_waiting > 0)
		qsort(earlier->waiting, earlier->n_waiting, sizeof *earlier->waiting, by_list);
	if (earlier->n_held > 0)
		qsort(earlier->held, earlier->n_held, sizeof *earlier->held, by_municipality);
}

/* How many people must be on a list? They had no course, and one that ran is not forbidden them. */
static int64_t count_listed(const struct reading *reading)
{
	int64_t n = 0;

	for (size_t i = 0; i < reading->applicants->n; i++) {
		const struct tsop_applicant *person = &reading->applicants->rows[i];
		const struct tsop_earlier_person *earlier = &reading->earlier->people[i];
		size_t course = 0;

		if (!earlier->waited || earlier->was_in_party)
			continue;
		while (course < reading->courses->n &&
		       (reading->is_closed[course] ||
			tsop_applicant_rank(person, (uint16_t)course) == TSOP_ASSIGN_FORBIDDEN))
			course++;
		n += course < reading->courses->n;
	}
	return n;
}

/* Is it whole? */
static int check_end(const struct reading *reading, struct tsop_sink *sink)
{
	int64_t n = count_listed(reading);
	struct tsop_error err;

	if (!reading->has_allocation || !reading->has_proof)
		tsop_fail(&err, TSOP_INPUT,
			  _("expected all of what tsop-allocate run prints, from the allocation to "
			    "the proof"));
	else if (reading->needs_courses && n > 0 && reading->n_listed == 0)
		tsop_fail(&err, TSOP_INPUT,
			  _("expected the waiting lists: %" PRId64 " people have no course"), n);
	else
		return 0;
	tsop_error_at(&err, reading->earlier->file, 0, NULL);
	tsop_sink_report(sink, &err);
	return -1;
}

int tsop_earlier_read(struct tsop_earlier *earlier, const char *file,
		      const struct tsop_applicants *applicants, const struct tsop_courses *courses,
		      bool needs_courses, const struct tsop_input_options *input,
		      struct tsop_sink *sink)
{
	struct reading reading = { .earlier = earlier,
				   .applicants = applicants,
				   .courses = courses,
				   .needs_courses = needs_courses };
	struct tsop_error err;
	int status = -1;

	*earlier = (struct tsop_earlier){ .file = file };
	tsop_arena_init(&reading.arena);
	tsop_faults_init(&reading.faults, sink, TSOP_INPUT);
	tsop_buf_init(&reading.text);
	earlier->people = calloc(applicants->n + 1, sizeof *earlier->people);
	earlier->last = calloc(courses->n + 1, sizeof *earlier->last);
	earlier->unnamed = calloc(courses->n + 1, sizeof *earlier->unnamed);
	if (earlier->people == NULL || earlier->last == NULL || earlier->unnamed == NULL) {
		tsop_fail_memory(&err);
		tsop_sink_report(sink, &err);
	} else {
		for (size_t i = 0; i < applicants->n; i++)
			earlier->people[i].course = TSOP_ASSIGN_NO_COURSE;
		status = tsop_input_each(file, input, read_record, &reading, sink);
	}
	if (status == 0)
		status = check_end(&reading, sink);
	sort(earlier);
	tsop_buf_release(&reading.text);
	tsop_arena_release(&reading.arena);
	return status;
}

void tsop_earlier_release(struct tsop_earlier *earlier)
{
	free(earlier->people);
	free(earlier->last);
	free(earlier->waiting);
	free(earlier->held);
	free(earlier->unnamed);
	*earlier = (struct tsop_earlier){ 0 };
}
