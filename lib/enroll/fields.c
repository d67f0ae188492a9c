#include "enroll/fields.h"

#include "base/i18n.h"
#include "base/text.h"
#include "people/person.h"
#include "record/write.h"

enum { ID_MAX = 64, LINE_BYTES_MAX = 500 };

void tsop_fields_init(struct tsop_fields *fields, struct tsop_arena *arena,
		      struct tsop_sink *sink, enum tsop_code refusal)
{
	*fields = (struct tsop_fields){ .arena = arena };
	tsop_faults_init(&fields->faults, sink, refusal);
	tsop_buf_init(&fields->raw);
	tsop_buf_init(&fields->text);
}

void tsop_fields_release(struct tsop_fields *fields)
{
	tsop_buf_release(&fields->raw);
	tsop_buf_release(&fields->text);
}

int tsop_field_line(struct tsop_buf *out, struct tsop_view text, struct tsop_error *err)
{
	struct tsop_view trimmed = tsop_text_trim(text);

	if (trimmed.len == 0 || trimmed.len > LINE_BYTES_MAX)
		return tsop_fail(err, TSOP_INPUT, _("expected 1 to %d bytes of text"),
				 LINE_BYTES_MAX);
	if (tsop_text_control(trimmed) < trimmed.len)
		return tsop_fail(err, TSOP_INPUT,
				 _("expected one line of text without control characters"));
	return tsop_text_nfc(out, trimmed, err);
}

int tsop_field_id(struct tsop_buf *out, struct tsop_view text, struct tsop_error *err)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";
	struct tsop_view id = tsop_text_trim(text);
	size_t i = 0;

	while (i < id.len && memchr(allowed, id.p[i], sizeof allowed - 1) != NULL)
		i++;
	if (i < id.len || id.len == 0 || id.len > ID_MAX)
		return tsop_fail(err, TSOP_INPUT,
				 _("expected an id: 1 to %d of a-z, 0-9, '.', '_' and '-'"),
				 ID_MAX);
	return tsop_buf_add_view(out, id) == 0 ? 0 : tsop_fail_memory(err);
}

static void refuse_absent(struct tsop_fields *fields, const char *name)
{
	tsop_faults_add(&fields->faults, name, _("expected a value, found none"));
}

static void refuse_cpr(struct tsop_fields *fields, const char *name)
{
	tsop_faults_add(&fields->faults, name,
			_("holds what looks like a CPR number; take it out of the file"));
}

/* Decode the field into raw. False: absent or refused. */
static bool decode(struct tsop_fields *fields, const char *name, bool required)
{
	struct tsop_error err;
	int status = tsop_record_text(fields->faults.record, name, &fields->raw, &err);

	if (status == 1 && required)
		refuse_absent(fields, name);
	if (status < 0)
		tsop_faults_note(&fields->faults, NULL, &err);
	return status == 0;
}

const char *tsop_fields_text(struct tsop_fields *fields, const char *name, bool required,
			     tsop_field_check *check)
{
	struct tsop_error err;
	const char *copy;

	if (!decode(fields, name, required))
		return NULL;
	tsop_buf_clear(&fields->text);
	if (tsop_person_has_cpr(tsop_buf_view(&fields->raw))) {
		refuse_cpr(fields, name);
		return NULL;
	}
	if (check(&fields->text, tsop_buf_view(&fields->raw), &err) == 0) {
		copy = tsop_arena_copy(fields->arena, tsop_buf_view(&fields->text));
		if (copy != NULL)
			return copy;
		tsop_fail_memory(&err);
	}
	tsop_faults_note(&fields->faults, name, &err);
	return NULL;
}

bool tsop_fields_instant(struct tsop_fields *fields, const char *name, bool required,
			 const struct tsop_zone *zone, tsop_instant *instant)
{
	struct tsop_error err;

	if (!decode(fields, name, required))
		return false;
	if (tsop_zone_read(zone, tsop_text_trim(tsop_buf_view(&fields->raw)), instant, &err) == 0)
		return true;
	tsop_faults_note(&fields->faults, name, &err);
	return false;
}

bool tsop_fields_integer(struct tsop_fields *fields, const char *name, bool required, int64_t min,
			 int64_t max, int64_t *value)
{
	struct tsop_error err;
	int status = tsop_record_integer(fields->faults.record, name, min, max, value, &err);

	if (status == 1 && required)
		refuse_absent(fields, name);
	if (status < 0)
		tsop_faults_note(&fields->faults, NULL, &err);
	return status == 0;
}

static bool is_reserved(struct tsop_view name)
{
	static const char *const reserved[] = {
		"key", "id", "state", "since", "course", "position", "enrollment",
	};

	for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
		if (tsop_view_is(name, reserved[i]))
			return true;
	return false;
}

/* Nested values are searched as they stand. */
static bool has_cpr(struct tsop_fields *fields, const struct tsop_field *field, const char *name)
{
	if (field->kind == TSOP_KIND_STRING && memchr(field->value.p, '\\', field->value.len) &&
	    tsop_record_text(fields->faults.record, name, &fields->raw, NULL) == 0)
		return tsop_person_has_cpr(tsop_buf_view(&fields->raw));
	return tsop_person_has_cpr(field->value);
}

static void pass(struct tsop_fields *fields, const struct tsop_field *field, bool personal,
		 struct tsop_members_writer *writer)
{
	const char *name = tsop_arena_copy(fields->arena, field->name);
	struct tsop_error err;

	if (name == NULL) {
		tsop_fail_memory(&err);
		tsop_faults_note(&fields->faults, "", &err);
	} else if (tsop_person_has_cpr(field->name)) {
		refuse_cpr(fields, "");
	} else if (is_reserved(field->name)) {
		tsop_faults_add(&fields->faults, name,
				_("the register gives this name a meaning of its own; rename the "
				  "field"));
	} else if (has_cpr(fields, field, name)) {
		refuse_cpr(fields, name);
	} else {
		tsop_write_field(&writer->text, field);
		tsop_members_mark(writer, personal);
	}
}

/* Null is the absence of a member. */
static bool is_absent(const struct tsop_field *field)
{
	return field->kind == TSOP_KIND_NULL ||
	       (field->kind == TSOP_KIND_CELL && field->value.len == 0);
}

void tsop_fields_rest(struct tsop_fields *fields, bool (*is_known)(struct tsop_view name),
		      bool personal, struct tsop_members_writer *writer)
{
	const struct tsop_record *record = fields->faults.record;

	for (size_t i = 0; i < record->n; i++) {
		const struct tsop_field *field = &record->fields[i];

		if (!is_known(field->name) && !is_absent(field))
			pass(fields, field, personal, writer);
	}
}

void tsop_fields_type(struct tsop_fields *fields, const char *type)
{
	if (tsop_record_get(fields->faults.record, "type") != NULL &&
	    !tsop_record_is(fields->faults.record, type)) {
		tsop_faults_add(&fields->faults, "type", _("expected a record of type '%s'"), type);
		fields->faults.is_other = true;
	}
	tsop_faults_version(&fields->faults);
}
