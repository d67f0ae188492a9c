#include "enroll/application.h"

#include "base/i18n.h"
#include "base/text.h"
#include "people/person.h"
#include "record/write.h"

const char *const TSOP_APPLICATION_COLUMNS[] = { "municipality", "name", "email", NULL };

/* In the order in which they are written: the structural ones first. */
static const struct {
	const char *name;
	bool personal;
} known[TSOP_MEMBER_FREE] = {
	{ "ref", false },
	{ "round", false },
	{ "municipality", false },
	{ "wishes", false },
	{ "only_wishes", false },
	{ "party", false },
	{ "priority", false },
	{ "received", false },
	{ "name", true },
	{ "email", true },
	{ "role", true },
};

/* What is read of an application and needed until its members are written. */
struct draft {
	struct tsop_application *application;
	struct tsop_round round;
	const struct tsop_course *wishes[TSOP_WISHES_MAX];
	size_t n_wishes;
	bool has_bad_first; /* wish: which it was, is not known */
	bool only_wishes;
	const char *party;
	int64_t priority; /* 0: none was given */
	const char *role;
};

void tsop_application_reader_init(struct tsop_application_reader *reader,
				  struct tsop_arena *arena, struct tsop_sink *sink,
				  const struct tsop_application_rules *rules,
				  enum tsop_code refusal)
{
	tsop_fields_init(&reader->fields, arena, sink, refusal);
	tsop_members_init(&reader->writer);
	tsop_buf_init(&reader->scratch);
	reader->rules = rules;
}

void tsop_application_reader_release(struct tsop_application_reader *reader)
{
	tsop_fields_release(&reader->fields);
	tsop_members_release(&reader->writer);
	tsop_buf_release(&reader->scratch);
}

size_t tsop_application_place(struct tsop_view name)
{
	size_t i = 0;

	while (i < TSOP_MEMBER_FREE && !tsop_view_is(name, known[i].name))
		i++;
	return i;
}

bool tsop_application_is_personal(struct tsop_view name)
{
	size_t place = tsop_application_place(name);

	return place == TSOP_MEMBER_FREE || known[place].personal;
}

static bool is_read(struct tsop_view name)
{
	return tsop_application_place(name) < TSOP_MEMBER_FREE || tsop_view_is(name, "type") ||
	       tsop_view_is(name, "v");
}

static void read_round(struct tsop_application_reader *reader, struct draft *draft)
{
	const struct tsop_catalog *courses = reader->rules->courses;
	struct tsop_faults *faults = &reader->fields.faults;
	size_t before = faults->n;
	const char *id = tsop_fields_text(&reader->fields, "round", false, tsop_field_id);
	struct tsop_error err;
	int status;

	if (faults->n > before)
		return;
	status = id == NULL ? tsop_catalog_only_round(courses, &draft->round, &err)
			    : tsop_catalog_round(courses, tsop_view_of(id), &draft->round, &err);
	if (status != 0)
		tsop_faults_note(faults, "round", &err);
	else
		draft->application->round = draft->round.id;
}

static void read_municipality(struct tsop_application_reader *reader, struct draft *draft)
{
	struct tsop_fields *fields = &reader->fields;
	const char *text = tsop_fields_text(fields, "municipality", true, tsop_field_line);
	const struct tsop_municipality *found;
	struct tsop_error err;

	if (text == NULL)
		return;
	if (tsop_municipality_find(tsop_view_of(text), &found, &err) == 0) {
		draft->application->municipality = found;
		if (!tsop_eligible_has(reader->rules->eligible, found))
			tsop_faults_add(&fields->faults, "municipality",
					_("%s (%s) is not in the list of the eligible"), found->name,
					found->code);
		return;
	}
	tsop_faults_note(&fields->faults, "municipality", &err);
}

static int add_wish(struct draft *draft, const struct tsop_course *course, struct tsop_error *err)
{
	for (size_t i = 0; i < draft->n_wishes; i++)
		if (draft->wishes[i] == course)
			return tsop_fail(err, TSOP_INPUT, _("%s is wished for twice"), course->id);
	if (draft->n_wishes == TSOP_WISHES_MAX)
		return tsop_fail(err, TSOP_INPUT, _("expected at most %d wishes"),
				 TSOP_WISHES_MAX);
	draft->wishes[draft->n_wishes++] = course;
	return 0;
}

/* Wish i of the record. */
static void read_wish(struct tsop_application_reader *reader, struct draft *draft,
		      const char *wish, size_t i)
{
	struct tsop_faults *faults = &reader->fields.faults;
	const struct tsop_course *course;
	char part[TSOP_RECORD_PART_TEXT];
	struct tsop_error err;

	if (tsop_catalog_wish(reader->rules->courses, draft->round.id, tsop_view_of(wish), &course,
			      &err) == 0 &&
	    add_wish(draft, course, &err) == 0)
		return;
	draft->has_bad_first |= i == 0;
	tsop_faults_note(faults, tsop_record_part(faults->record, "wishes", i, part), &err);
}

static void read_wish_list(struct tsop_application_reader *reader, struct draft *draft)
{
	struct tsop_fields *fields = &reader->fields;
	const char *const *wishes;
	struct tsop_error err;
	size_t n = 0;

	if (tsop_record_strings(fields->faults.record, "wishes", fields->arena, TSOP_WISHES_MAX,
				&wishes, &n, &err) < 0)
		tsop_faults_note(&fields->faults, NULL, &err);
	for (size_t i = 0; i < n; i++)
		read_wish(reader, draft, wishes[i], i);
}

static void read_wishes(struct tsop_application_reader *reader, struct draft *draft)
{
	struct tsop_faults *faults = &reader->fields.faults;
	size_t before = faults->n;
	struct tsop_error err;
	bool has_bad_wish;

	if (draft->round.id != NULL)
		read_wish_list(reader, draft);
	has_bad_wish = faults->n > before;
	if (tsop_record_bool(faults->record, "only_wishes", &draft->only_wishes, &err) < 0)
		tsop_faults_note(faults, NULL, &err);
	else if (draft->only_wishes && draft->n_wishes == 0 && !has_bad_wish &&
		 draft->round.id != NULL)
		tsop_faults_add(faults, "only_wishes",
				_("expected a wish, where only wishes count"));
}

int tsop_application_check_window(const struct tsop_application *application,
				  struct tsop_error *err)
{
	bool late = application->received > application->closes;
	tsop_instant limit = late ? application->closes : application->opens;
	char received[TSOP_INSTANT_TEXT], local[TSOP_INSTANT_TEXT], utc[TSOP_INSTANT_TEXT];

	if (!late && application->received >= application->opens)
		return 0;
	tsop_zone_write(application->zone, application->received, received);
	tsop_zone_write(application->zone, limit, local);
	tsop_instant_write(limit, utc);
	return tsop_fail(err, TSOP_INPUT,
			 late ? _("%s is after the deadline %s (%s)")
			      : _("%s is before the opening %s (%s)"),
			 received, local, utc);
}

/* The window is that of the first wish, else that of the round, which is the widest. */
static void set_window(struct tsop_application *application, const struct draft *draft)
{
	const struct tsop_course *first =
		draft->n_wishes > 0 && !draft->has_bad_first ? draft->wishes[0] : NULL;

	application->opens = first != NULL ? first->opens : draft->round.opens;
	application->closes = first != NULL ? first->closes : draft->round.closes;
	application->zone = first != NULL ? first->zone : draft->round.zone;
}

static void read_received(struct tsop_application_reader *reader, struct draft *draft)
{
	const struct tsop_application_rules *rules = reader->rules;
	struct tsop_application *application = draft->application;
	struct tsop_error err;

	application->received = rules->now;
	application->received_given = tsop_fields_instant(&reader->fields, "received", false,
							  rules->zone, &application->received);
	if (draft->round.id == NULL)
		return;
	set_window(application, draft);
	if (application->received_given && tsop_application_check_window(application, &err) != 0)
		tsop_faults_note(&reader->fields.faults, "received", &err);
}

static void write_text(struct tsop_members_writer *writer, const char *name, const char *text,
		       bool personal)
{
	if (text == NULL)
		return;
	tsop_write_text(&writer->text, name, text);
	tsop_members_mark(writer, personal);
}

static void write_wishes(struct tsop_members_writer *writer, const struct draft *draft)
{
	const char *ids[TSOP_WISHES_MAX];

	for (size_t i = 0; i < draft->n_wishes; i++)
		ids[i] = draft->wishes[i]->id;
	tsop_write_texts(&writer->text, "wishes", ids, draft->n_wishes);
	tsop_members_mark(writer, false);
	if (draft->only_wishes) {
		tsop_write_bool(&writer->text, "only_wishes", true);
		tsop_members_mark(writer, false);
	}
}

static void write_members(struct tsop_application_reader *reader, const struct draft *draft)
{
	const struct tsop_application *application = draft->application;
	struct tsop_members_writer *writer = &reader->writer;
	char received[TSOP_INSTANT_TEXT];

	write_text(writer, "ref", application->ref, false);
	write_text(writer, "round", application->round, false);
	write_text(writer, "municipality", application->municipality->code, false);
	write_wishes(writer, draft);
	write_text(writer, "party", draft->party, false);
	if (draft->priority > 0) {
		tsop_write_integer(&writer->text, "priority", draft->priority);
		tsop_members_mark(writer, false);
	}
	if (application->received_given || reader->rules->write_now)
		write_text(writer, "received",
			   tsop_zone_write(reader->rules->zone, application->received, received),
			   false);
	write_text(writer, "name", application->name, true);
	write_text(writer, "email", application->email, true);
	write_text(writer, "role", draft->role, true);
}

static int identify(struct tsop_application_reader *reader, struct tsop_application *application,
		    struct tsop_error *err)
{
	const char *ref = application->ref == NULL ? "" : application->ref;
	const char *copy;

	tsop_buf_clear(&reader->scratch);
	if (tsop_person_identity(&reader->scratch, tsop_view_of(application->round),
				 tsop_view_of(ref), tsop_view_of(application->municipality->code),
				 tsop_view_of(application->name), tsop_view_of(application->email),
				 err) != 0)
		return -1;
	copy = tsop_arena_copy(reader->fields.arena, tsop_buf_view(&reader->scratch));
	if (copy == NULL)
		return tsop_fail_memory(err);
	application->identity = (struct tsop_view){ copy, reader->scratch.len };
	return 0;
}

static void finish(struct tsop_application_reader *reader, struct draft *draft)
{
	struct tsop_fields *fields = &reader->fields;
	struct tsop_error err;

	tsop_members_begin(&reader->writer);
	if (fields->faults.n == 0)
		write_members(reader, draft);
	tsop_fields_rest(fields, is_read, true, &reader->writer);
	if (fields->faults.n == 0 &&
	    (tsop_members_end(&reader->writer, fields->arena, &draft->application->members,
			      &err) != 0 ||
	     identify(reader, draft->application, &err) != 0))
		tsop_faults_note(&fields->faults, NULL, &err);
}

int tsop_application_read(struct tsop_application_reader *reader,
			  const struct tsop_record *record, struct tsop_application *application)
{
	struct tsop_fields *fields = &reader->fields;
	struct draft draft = { .application = application };

	*application = (struct tsop_application){ 0 };
	tsop_faults_begin(&fields->faults, record);
	tsop_fields_type(fields, "application");
	application->ref = tsop_fields_text(fields, "ref", false, tsop_field_line);
	read_round(reader, &draft);
	read_municipality(reader, &draft);
	read_wishes(reader, &draft);
	draft.party = tsop_fields_text(fields, "party", false, tsop_person_party);
	tsop_fields_integer(fields, "priority", false, 1, TSOP_PRIORITY_MAX, &draft.priority);
	read_received(reader, &draft);
	application->name = tsop_fields_text(fields, "name", true, tsop_person_name);
	application->email = tsop_fields_text(fields, "email", true, tsop_person_email);
	draft.role = tsop_fields_text(fields, "role", false, tsop_field_line);
	finish(reader, &draft);
	return fields->faults.n == 0 ? 0 : -1;
}
