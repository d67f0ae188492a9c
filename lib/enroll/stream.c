#include "enroll/stream.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/i18n.h"
#include "base/map.h"
#include "enroll/fields.h"

void tsop_stream_init(struct tsop_stream *stream)
{
	*stream = (struct tsop_stream){ 0 };
	tsop_arena_init(&stream->arena);
}

void tsop_stream_release(struct tsop_stream *stream)
{
	free(stream->placings);
	tsop_arena_release(&stream->arena);
}

/* What the header counts. */
enum { CLAIMANTS, APPLICATIONS, GIVEN, RESERVED, ENROLLED, WAITING, COUNTS };
static const char *const counted[COUNTS] = {
	"claimants", "applications", "given", "reserved", "enrolled", "waiting",
};

struct course_count {
	const char *id;
	int64_t said, came;
};

struct reading {
	struct tsop_stream *stream;
	int64_t said[COUNTS], came[COUNTS];
	struct course_count *courses;
	size_t n_courses, cap_courses;
	bool has_proof;
	struct tsop_map people; /* enrollments that were assigned */
	struct tsop_record element;
};

/* What an accessor said of a member that must be there. */
static int need(int status, const struct tsop_record *record, const char *name,
		struct tsop_error *err)
{
	if (status == 1)
		return tsop_record_fail(record, name, err, _("expected a value, found none"));
	return status;
}

static int read_id(const struct tsop_record *record, const char *name, struct tsop_arena *arena,
		   const char **id, struct tsop_error *err)
{
	struct tsop_buf checked;
	int status = need(tsop_record_string(record, name, arena, id, err), record, name, err);

	if (status != 0)
		return -1;
	tsop_buf_init(&checked);
	status = tsop_field_id(&checked, tsop_view_of(*id), err);
	tsop_buf_release(&checked);
	return status == 0 ? 0 : tsop_error_at(err, record->file, record->line, name);
}

static int read_count(const struct tsop_record *record, const char *name, int64_t *count,
		      struct tsop_error *err)
{
	return need(tsop_record_integer(record, name, 0, UINT32_MAX, count, err), record, name,
		    err);
}

static int read_course(void *context, const struct tsop_record *element, struct tsop_error *err)
{
	struct reading *reading = context;
	struct course_count *courses = tsop_array_room(reading->courses, reading->n_courses,
						       &reading->cap_courses, sizeof *courses);
	struct course_count *course;

	if (courses == NULL)
		return tsop_fail_memory(err);
	reading->courses = courses;
	course = &courses[reading->n_courses++];
	*course = (struct course_count){ NULL, 0, 0 };
	return read_id(element, "id", &reading->stream->arena, &course->id, err) == 0
		       ? read_count(element, "enrolled", &course->said, err)
		       : -1;
}

static int keep_header(struct tsop_stream *stream, const struct tsop_record *record,
		       struct tsop_error *err)
{
	struct tsop_members_writer writer;
	int status;

	tsop_members_init(&writer);
	tsop_members_begin(&writer);
	for (size_t i = 0; i < record->n; i++) {
		const struct tsop_field *field = &record->fields[i];

		if (!tsop_view_is(field->name, "type") && !tsop_view_is(field->name, "v"))
			tsop_members_add(&writer, field->member, false);
	}
	status = tsop_members_end(&writer, &stream->arena, &stream->header, err);
	tsop_members_release(&writer);
	return status;
}

static int read_header(struct reading *reading, const struct tsop_record *record,
		       struct tsop_error *err)
{
	struct tsop_stream *stream = reading->stream;

	if (read_id(record, "id", &stream->arena, &stream->id, err) != 0 ||
	    read_id(record, "round", &stream->arena, &stream->round, err) != 0)
		return -1;
	if (tsop_record_get(record, "courses") == NULL)
		return tsop_record_fail(record, "courses", err,
					_("expected an allocation with people; this one is of "
					  "seats only"));
	for (size_t i = 0; i < COUNTS; i++)
		if (read_count(record, counted[i], &reading->said[i], err) != 0)
			return -1;
	if (tsop_record_objects(record, "courses", &reading->element, read_course, reading, err) !=
	    0)
		return -1;
	return keep_header(stream, record, err);
}

static int read_seats(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	int64_t seats, reserved;

	if (read_count(record, "seats", &seats, err) != 0 ||
	    read_count(record, "reserved", &reserved, err) != 0)
		return -1;
	reading->came[CLAIMANTS]++;
	reading->came[GIVEN] += seats;
	reading->came[RESERVED] += reserved;
	return 0;
}

static struct course_count *find_course(struct reading *reading, const char *id)
{
	for (size_t i = 0; i < reading->n_courses; i++)
		if (strcmp(reading->courses[i].id, id) == 0)
			return &reading->courses[i];
	return NULL;
}

static int count_course(struct reading *reading, const struct tsop_record *record, const char *id,
			struct tsop_error *err)
{
	struct course_count *course = find_course(reading, id);

	if (course == NULL)
		return tsop_record_fail(record, "course", err,
					_("the allocation's first line names no such course"));
	course->came++;
	return 0;
}

static int read_place(struct reading *reading, const struct tsop_record *record,
		      struct tsop_placing *placing, struct tsop_error *err)
{
	struct tsop_arena *arena = &reading->stream->arena;
	const char *state;
	int status;

	if (tsop_record_string(record, "course", arena, &placing->course, err) < 0 ||
	    tsop_record_string(record, "from", arena, &placing->from, err) < 0)
		return -1;
	status = tsop_record_string(record, "state", arena, &state, err);
	if (need(status, record, "state", err) != 0 ||
	    tsop_record_integer(record, "position", 1, UINT32_MAX, &placing->position, err) < 0)
		return -1;
	if (strcmp(state, placing->course != NULL ? "enrolled" : "waiting") != 0)
		return tsop_record_fail(record, "state", err,
					_("expected enrolled with a course, or waiting without"));
	reading->came[placing->course != NULL ? ENROLLED : WAITING]++;
	return placing->course == NULL ? 0 : count_course(reading, record, placing->course, err);
}

static struct tsop_placing *add_placing(struct tsop_stream *stream)
{
	struct tsop_placing *placings =
		tsop_array_room(stream->placings, stream->n, &stream->cap, sizeof *placings);

	if (placings == NULL)
		return NULL;
	stream->placings = placings;
	return &placings[stream->n++];
}

static int read_assignment(struct reading *reading, const struct tsop_record *record,
			   struct tsop_error *err)
{
	struct tsop_arena *arena = &reading->stream->arena;
	struct tsop_placing *placing = add_placing(reading->stream);
	bool added;

	if (placing == NULL)
		return tsop_fail_memory(err);
	*placing = (struct tsop_placing){ .line = record->line };
	if (read_id(record, "enrollment", arena, &placing->enrollment, err) != 0 ||
	    read_id(record, "municipality", arena, &placing->municipality, err) != 0)
		return -1;
	if (tsop_map_put(&reading->people, tsop_view_of(placing->enrollment), 0, &added) == NULL)
		return tsop_fail_memory(err);
	if (!added)
		return tsop_record_fail(record, "enrollment", err, _("%s is assigned twice"),
					placing->enrollment);
	reading->came[APPLICATIONS]++;
	return read_place(reading, record, placing, err);
}

/* Of a course's waiting list: somebody who was assigned. The register keeps no such lists. */
static int read_waiting(struct reading *reading, const struct tsop_record *record,
			struct tsop_error *err)
{
	struct tsop_arena *arena = &reading->stream->arena;
	const char *enrollment, *course;

	if (read_id(record, "enrollment", arena, &enrollment, err) != 0 ||
	    read_id(record, "course", arena, &course, err) != 0)
		return -1;
	if (find_course(reading, course) == NULL)
		return tsop_record_fail(record, "course", err,
					_("the allocation's first line names no such course"));
	if (tsop_map_get(&reading->people, tsop_view_of(enrollment)) == NULL)
		return tsop_record_fail(record, "enrollment", err, _("%s is not assigned"),
					enrollment);
	return 0;
}

static int read_proof(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	(void)record;
	(void)err;
	reading->has_proof = true;
	return 0;
}

static const struct {
	const char *type;
	int (*read)(struct reading *reading, const struct tsop_record *record,
		    struct tsop_error *err);
} kinds[] = {
	{ "seats", read_seats },
	{ "assignment", read_assignment },
	{ "waiting", read_waiting },
	{ "proof", read_proof },
};

static int check_allocation(const struct reading *reading, const struct tsop_record *record,
			    struct tsop_error *err)
{
	struct tsop_buf id;
	int status;

	tsop_buf_init(&id);
	status = need(tsop_record_text(record, "allocation", &id, err), record, "allocation", err);
	if (status == 0 && !tsop_view_is(tsop_buf_view(&id), reading->stream->id))
		status = tsop_record_fail(record, "allocation", err,
					  _("expected %s, as in the first line"),
					  reading->stream->id);
	tsop_buf_release(&id);
	return status;
}

static int read_later(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	if (reading->has_proof)
		return tsop_record_fail(record, NULL, err, _("expected nothing behind the proof"));
	if (check_allocation(reading, record, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (tsop_record_is(record, kinds[i].type))
			return kinds[i].read(reading, record, err);
	return tsop_record_fail(record, "type", err, _("expected seats, assignment, waiting or proof"));
}

static int read_first(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	if (tsop_record_is(record, "draw"))
		return tsop_record_fail(record, NULL, err,
					_("a draw is needed before there is an allocation; see "
					  "tsop-allocate draw"));
	if (!tsop_record_is(record, "allocation") || record->text.len == 0)
		return tsop_record_fail(record, NULL, err,
					_("expected what tsop-allocate run prints"));
	return read_header(reading, record, err);
}

/* After a bad first line, what follows means nothing. */
static int read_all(struct reading *reading, struct tsop_input *input, struct tsop_sink *sink)
{
	const struct tsop_record *record;
	bool first = true;
	int status = 0;

	for (;;) {
		struct tsop_error err;
		int got = tsop_input_next(input, &record, &err);

		if (got == 0)
			break;
		if (got > 0)
			got = first ? read_first(reading, record, &err)
				    : read_later(reading, record, &err);
		if (got < 0) {
			tsop_sink_report(sink, &err);
			status = -1;
			if (first || tsop_input_is_broken(input))
				return -1;
		}
		first = false;
	}
	return status;
}

static int report(const struct reading *reading, struct tsop_sink *sink, const char *field,
		  struct tsop_error *err)
{
	tsop_error_at(err, reading->stream->file, 0, field);
	tsop_sink_report(sink, err);
	return -1;
}

static int check_count(const struct reading *reading, struct tsop_sink *sink, const char *field,
		       int64_t said, int64_t came)
{
	struct tsop_error err;

	if (said == came)
		return 0;
	tsop_fail(&err, TSOP_INPUT, _("the first line says %" PRId64 ", but %" PRId64 " came"),
		  said, came);
	return report(reading, sink, field, &err);
}

static int check_counts(const struct reading *reading, struct tsop_sink *sink)
{
	int status = 0;

	for (size_t i = 0; i < COUNTS; i++)
		status |= check_count(reading, sink, counted[i], reading->said[i],
				      reading->came[i]);
	for (size_t i = 0; i < reading->n_courses; i++)
		status |= check_count(reading, sink, reading->courses[i].id,
				      reading->courses[i].said, reading->courses[i].came);
	return status;
}

static int check_end(const struct reading *reading, struct tsop_sink *sink)
{
	struct tsop_error err;

	if (reading->stream->id == NULL) {
		tsop_fail(&err, TSOP_INPUT,
			  _("expected what tsop-allocate run prints, found nothing"));
		return report(reading, sink, NULL, &err);
	}
	if (!reading->has_proof) {
		tsop_fail(&err, TSOP_INPUT,
			  _("ends without a proof: the allocation is not complete"));
		return report(reading, sink, NULL, &err);
	}
	return check_counts(reading, sink);
}

int tsop_stream_read(struct tsop_stream *stream, const char *name,
		     const struct tsop_input_options *options, struct tsop_sink *sink)
{
	struct reading reading = { .stream = stream };
	struct tsop_input *input;
	struct tsop_error err;
	int status;

	stream->file = name;
	if (tsop_input_open(&input, name, options, &err) != 0) {
		tsop_sink_report(sink, &err);
		return -1;
	}
	tsop_map_init(&reading.people);
	tsop_record_init(&reading.element);
	status = read_all(&reading, input, sink);
	if (status == 0)
		status = check_end(&reading, sink);
	tsop_record_release(&reading.element);
	tsop_map_release(&reading.people);
	free(reading.courses);
	tsop_input_close(input);
	return status;
}
