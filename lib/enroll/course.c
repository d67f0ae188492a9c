#include "enroll/course.h"

#include "base/i18n.h"
#include "base/text.h"
#include "record/write.h"

void tsop_course_reader_init(struct tsop_course_reader *reader, struct tsop_arena *arena,
			     struct tsop_sink *sink, enum tsop_code refusal,
			     struct tsop_zones *zones, const struct tsop_zone *zone)
{
	tsop_fields_init(&reader->fields, arena, sink, refusal);
	tsop_members_init(&reader->writer);
	tsop_record_init(&reader->element);
	reader->zones = zones;
	reader->zone = zone;
}

void tsop_course_reader_release(struct tsop_course_reader *reader)
{
	tsop_fields_release(&reader->fields);
	tsop_members_release(&reader->writer);
	tsop_record_release(&reader->element);
}

/* Sessions as they are read, one after the other. */
struct sessions {
	const struct tsop_zone *zone;
	struct tsop_session *all;
	size_t n;
	struct tsop_buf scratch;
};

static int add_session(struct sessions *sessions, tsop_instant start, tsop_instant end,
		       struct tsop_error *err)
{
	size_t n = sessions->n;

	if (n == TSOP_SESSIONS_MAX)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %d sessions"),
				 TSOP_SESSIONS_MAX);
	if (start >= end)
		return tsop_fail(err, TSOP_INPUT, _("session %zu ends before it starts"), n + 1);
	if (n > 0 && start < sessions->all[n - 1].end)
		return tsop_fail(err, TSOP_INPUT, _("session %zu starts before session %zu ends"),
				 n + 1, n);
	sessions->all[sessions->n++] = (struct tsop_session){ start, end };
	return 0;
}

static struct tsop_view cut(struct tsop_view text, size_t start, size_t end)
{
	return tsop_text_trim((struct tsop_view){ text.p + start, end - start });
}

/* The last of the character c in text, or len. */
static size_t find_last(struct tsop_view text, char c)
{
	for (size_t i = text.len; i > 0; i--)
		if (text.p[i - 1] == c)
			return i - 1;
	return text.len;
}

/* "INSTANT/INSTANT": both have an offset, so that no '/' of a date is taken for theirs. */
static bool read_interval(struct tsop_view part, tsop_instant *start, tsop_instant *end)
{
	size_t slash = find_last(part, '/');

	return slash < part.len && tsop_instant_read(cut(part, 0, slash), start, NULL) == 0 &&
	       tsop_instant_read(cut(part, slash + 1, part.len), end, NULL) == 0;
}

static int read_local(struct sessions *sessions, struct tsop_view date, struct tsop_view time,
		      tsop_instant *instant, struct tsop_error *err)
{
	tsop_buf_clear(&sessions->scratch);
	tsop_buf_add_view(&sessions->scratch, date);
	tsop_buf_add_char(&sessions->scratch, ' ');
	tsop_buf_add_view(&sessions->scratch, time);
	if (tsop_buf_ok(&sessions->scratch, err) != 0)
		return -1;
	return tsop_zone_read(sessions->zone, tsop_buf_view(&sessions->scratch), instant, err);
}

/* A part of the cell: "DATE HH:MM-HH:MM" or an interval. */
static int read_part(struct sessions *sessions, struct tsop_view part, struct tsop_error *err)
{
	size_t dash = find_last(part, '-');
	struct tsop_view front = cut(part, 0, dash);
	size_t blank = find_last(front, ' ');
	tsop_instant start = 0, end = 0;

	if (!read_interval(part, &start, &end)) {
		if (dash == part.len || blank == front.len)
			return tsop_fail(err, TSOP_INPUT,
					 _("session %zu: expected DATE HH:MM-HH:MM or "
					   "INSTANT/INSTANT"),
					 sessions->n + 1);
		if (read_local(sessions, cut(front, 0, blank), cut(front, blank, front.len), &start,
			       err) != 0 ||
		    read_local(sessions, cut(front, 0, blank), cut(part, dash + 1, part.len), &end,
			       err) != 0)
			return -1;
	}
	return add_session(sessions, start, end, err);
}

static int read_end(struct sessions *sessions, const struct tsop_record *element,
		    const char *name, tsop_instant *instant, struct tsop_error *err)
{
	int status = tsop_record_text(element, name, &sessions->scratch, err);

	if (status == 1)
		return tsop_fail(err, TSOP_INPUT, _("session %zu: expected start and end"),
				 sessions->n + 1);
	if (status != 0)
		return -1;
	return tsop_zone_read(sessions->zone, tsop_buf_view(&sessions->scratch), instant, err);
}

static int read_element(void *context, const struct tsop_record *element, struct tsop_error *err)
{
	struct sessions *sessions = context;
	tsop_instant start = 0, end = 0;

	if (read_end(sessions, element, "start", &start, err) != 0 ||
	    read_end(sessions, element, "end", &end, err) != 0)
		return -1;
	return add_session(sessions, start, end, err);
}

static int read_parts(struct tsop_course_reader *reader, struct sessions *sessions,
		      struct tsop_error *err)
{
	const char *const *parts;
	size_t n;

	if (tsop_record_strings(reader->fields.faults.record, "sessions", reader->fields.arena,
				TSOP_SESSIONS_MAX, &parts, &n, err) != 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (read_part(sessions, tsop_text_trim(tsop_view_of(parts[i])), err) != 0)
			return -1;
	return 0;
}

static int collect_sessions(struct tsop_course_reader *reader, struct sessions *sessions,
			    struct tsop_error *err)
{
	const struct tsop_record *record = reader->fields.faults.record;
	const struct tsop_field *field = tsop_record_get(record, "sessions");
	int status = 0;

	if (field != NULL && field->kind == TSOP_KIND_CELL)
		status = read_parts(reader, sessions, err);
	else if (field != NULL)
		status = tsop_record_objects(record, "sessions", &reader->element, read_element,
					     sessions, err);
	if (status == 0 && sessions->n == 0)
		status = tsop_fail(err, TSOP_INPUT, _("expected at least one session"));
	return status;
}

static void read_sessions(struct tsop_course_reader *reader, struct tsop_course *course)
{
	struct sessions sessions = { .zone = course->zone };
	struct tsop_error err;
	int status;

	tsop_buf_init(&sessions.scratch);
	sessions.all = tsop_arena_take(reader->fields.arena, TSOP_SESSIONS_MAX,
				       sizeof *sessions.all);
	status = sessions.all == NULL ? tsop_fail_memory(&err)
				      : collect_sessions(reader, &sessions, &err);
	tsop_buf_release(&sessions.scratch);
	if (status != 0)
		tsop_faults_note(&reader->fields.faults, "sessions", &err);
	course->sessions = sessions.all;
	course->n_sessions = sessions.n;
}

static void read_zone(struct tsop_course_reader *reader, struct tsop_course *course)
{
	const char *name = tsop_fields_text(&reader->fields, "zone", false, tsop_field_line);
	struct tsop_error err;

	course->zone = reader->zone;
	if (name != NULL && tsop_zones_get(reader->zones, name, &course->zone, &err) != 0)
		tsop_faults_note(&reader->fields.faults, "zone", &err);
}

static void check_window(struct tsop_fields *fields, const struct tsop_course *course)
{
	if (course->opens >= course->closes)
		tsop_faults_add(&fields->faults, "closes", _("the course closes before it opens"));
	else if (course->n_sessions > 0 && course->closes > course->sessions[0].start)
		tsop_faults_add(&fields->faults, "closes", _("the course closes after it starts"));
}

static bool is_course_member(struct tsop_view name)
{
	static const char *const known[] = {
		"type", "v", "id", "round", "title", "place", "capacity", "minimum",
		"sessions", "opens", "closes", "audience", "zone",
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (tsop_view_is(name, known[i]))
			return true;
	return false;
}

static void write_instant(struct tsop_members_writer *writer, const struct tsop_course *course,
			  const char *name, tsop_instant instant)
{
	char text[TSOP_INSTANT_TEXT];

	tsop_write_text(&writer->text, name, tsop_zone_write(course->zone, instant, text));
}

static void write_sessions(struct tsop_members_writer *writer, const struct tsop_course *course)
{
	tsop_write_open(&writer->text, "sessions", '[');
	for (size_t i = 0; i < course->n_sessions; i++) {
		tsop_write_open(&writer->text, NULL, '{');
		write_instant(writer, course, "start", course->sessions[i].start);
		write_instant(writer, course, "end", course->sessions[i].end);
		tsop_write_close(&writer->text, '}');
	}
	tsop_write_close(&writer->text, ']');
	tsop_members_mark(writer, false);
}

static void write_text(struct tsop_members_writer *writer, const char *name, const char *text)
{
	if (text == NULL)
		return;
	tsop_write_text(&writer->text, name, text);
	tsop_members_mark(writer, false);
}

static void write_members(struct tsop_course_reader *reader, const struct tsop_course *course,
			  const char *audience)
{
	struct tsop_members_writer *writer = &reader->writer;

	write_text(writer, "id", course->id);
	write_text(writer, "round", course->round);
	write_text(writer, "title", course->title);
	write_text(writer, "place", course->place);
	tsop_write_integer(&writer->text, "capacity", course->capacity);
	tsop_members_mark(writer, false);
	if (tsop_record_get(reader->fields.faults.record, "minimum") != NULL) {
		tsop_write_integer(&writer->text, "minimum", course->minimum);
		tsop_members_mark(writer, false);
	}
	write_sessions(writer, course);
	write_instant(writer, course, "opens", course->opens);
	tsop_members_mark(writer, false);
	write_instant(writer, course, "closes", course->closes);
	tsop_members_mark(writer, false);
	write_text(writer, "audience", audience);
	if (tsop_record_get(reader->fields.faults.record, "zone") != NULL)
		write_text(writer, "zone", tsop_zone_name(course->zone));
}

static void finish(struct tsop_course_reader *reader, struct tsop_course *course,
		   const char *audience)
{
	struct tsop_fields *fields = &reader->fields;
	struct tsop_error err;

	tsop_members_begin(&reader->writer);
	if (fields->faults.n == 0)
		write_members(reader, course, audience);
	tsop_fields_rest(fields, is_course_member, false, &reader->writer);
	if (fields->faults.n == 0 &&
	    tsop_members_end(&reader->writer, fields->arena, &course->members, &err) != 0)
		tsop_faults_note(&fields->faults, NULL, &err);
}

int tsop_course_read(struct tsop_course_reader *reader, const struct tsop_record *record,
		     struct tsop_course *course)
{
	struct tsop_fields *fields = &reader->fields;
	int64_t minimum_max = TSOP_CAPACITY_MAX;
	const char *audience;
	bool window;

	*course = (struct tsop_course){ .file = record->file, .line = record->line };
	tsop_faults_begin(&fields->faults, record);
	tsop_fields_type(fields, "course");
	course->id = tsop_fields_text(fields, "id", true, tsop_field_id);
	course->round = tsop_fields_text(fields, "round", true, tsop_field_id);
	course->title = tsop_fields_text(fields, "title", true, tsop_field_line);
	course->place = tsop_fields_text(fields, "place", true, tsop_field_line);
	if (tsop_fields_integer(fields, "capacity", true, 0, TSOP_CAPACITY_MAX, &course->capacity))
		minimum_max = course->capacity;
	tsop_fields_integer(fields, "minimum", false, 0, minimum_max, &course->minimum);
	read_zone(reader, course);
	read_sessions(reader, course);
	window = tsop_fields_instant(fields, "opens", true, course->zone, &course->opens);
	window = tsop_fields_instant(fields, "closes", true, course->zone, &course->closes) &&
		 window;
	if (window)
		check_window(fields, course);
	audience = tsop_fields_text(fields, "audience", false, tsop_field_line);
	finish(reader, course, audience);
	return fields->faults.n == 0 ? 0 : -1;
}
