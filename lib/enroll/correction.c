#include "enroll/correction.h"

#include "enroll/application.h"
#include "record/write.h"

static void add_absence(struct tsop_members_writer *writer, struct tsop_view name)
{
	tsop_buf_add_char(&writer->text, ',');
	tsop_write_string(&writer->text, name);
	tsop_buf_add_text(&writer->text, ":null");
	tsop_members_mark(writer, tsop_application_is_personal(name));
}

int tsop_correction_make(const char *enrollment, const struct tsop_difference *differences,
			 size_t n, struct tsop_arena *arena, struct tsop_members *members,
			 struct tsop_error *err)
{
	struct tsop_members_writer writer;
	int status;

	tsop_members_init(&writer);
	tsop_members_begin(&writer);
	tsop_write_text(&writer.text, "enrollment", enrollment);
	tsop_members_mark(&writer, false);
	for (size_t i = 0; i < n; i++) {
		if (differences[i].member.len == 0)
			add_absence(&writer, differences[i].name);
		else
			tsop_members_add(&writer, differences[i].member,
					 tsop_application_is_personal(differences[i].name));
	}
	status = tsop_members_end(&writer, arena, members, err);
	tsop_members_release(&writer);
	return status;
}

static const struct tsop_field *find(const struct tsop_record *record, struct tsop_view name)
{
	for (size_t i = 0; i < record->n; i++)
		if (tsop_view_equal(record->fields[i].name, name))
			return &record->fields[i];
	return NULL;
}

static bool is_of_event(struct tsop_view name)
{
	return tsop_view_is(name, "type") || tsop_view_is(name, "v") ||
	       tsop_view_is(name, "key") || tsop_view_is(name, "enrollment");
}

static void add(struct tsop_members_writer *writer, const struct tsop_field *field)
{
	if (field->kind != TSOP_KIND_NULL)
		tsop_members_add(writer, field->member, tsop_application_is_personal(field->name));
}

/* The members that have this place in an application's order. */
static void add_place(struct tsop_members_writer *writer, const struct tsop_record *older,
		      const struct tsop_record *correction, size_t place)
{
	for (size_t i = 0; i < older->n; i++) {
		const struct tsop_field *field = &older->fields[i];
		const struct tsop_field *corrected = find(correction, field->name);

		if (tsop_application_place(field->name) == place)
			add(writer, corrected == NULL ? field : corrected);
	}
	for (size_t i = 0; i < correction->n; i++) {
		const struct tsop_field *field = &correction->fields[i];

		if (tsop_application_place(field->name) == place && !is_of_event(field->name) &&
		    find(older, field->name) == NULL)
			add(writer, field);
	}
}

int tsop_correction_apply(struct tsop_view older, const struct tsop_record *correction,
			  struct tsop_arena *arena, struct tsop_members *members,
			  struct tsop_error *err)
{
	struct tsop_members_writer writer;
	struct tsop_record record;
	int status;

	tsop_members_init(&writer);
	tsop_record_init(&record);
	status = tsop_record_scan(&record, older, NULL, 0, err);
	if (status == 0) {
		tsop_members_begin(&writer);
		for (size_t place = 0; place <= TSOP_MEMBER_FREE; place++)
			add_place(&writer, &record, correction, place);
		status = tsop_members_end(&writer, arena, members, err);
	}
	tsop_record_release(&record);
	tsop_members_release(&writer);
	return status;
}
