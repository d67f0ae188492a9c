#include "base/i18n.h"
#include "base/num.h"
#include "base/text.h"
#include "record/record.h"
#include "record/referee.h"
#include "record/scan.h"

int tsop_record_text(const struct tsop_record *record, const char *name, struct tsop_buf *out,
		     struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(record, name);

	tsop_buf_clear(out);
	if (field == NULL)
		return 1;
	if (field->kind == TSOP_KIND_STRING)
		return tsop_referee_decode(out, field->value, err);
	if (field->kind != TSOP_KIND_CELL)
		return tsop_record_fail(record, name, err, _("expected a text in quotes"));
	return tsop_buf_add_view(out, field->value) == 0 ? 0 : tsop_fail_memory(err);
}

/* Append a terminated copy of a string's text, or of the bytes where raw is no JSON string. */
static int keep(struct tsop_arena *arena, const char **copy, struct tsop_view raw, bool quoted,
		struct tsop_error *err)
{
	struct tsop_buf text;
	int status = 0;

	tsop_buf_init(&text);
	if (quoted) {
		status = tsop_referee_decode(&text, raw, err);
		raw = tsop_buf_view(&text);
	}
	if (status == 0) {
		*copy = tsop_arena_copy(arena, raw);
		status = *copy == NULL ? tsop_fail_memory(err) : 0;
	}
	tsop_buf_release(&text);
	return status;
}

int tsop_record_string(const struct tsop_record *record, const char *name,
		       struct tsop_arena *arena, const char **string, struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(record, name);

	if (field == NULL)
		return 1;
	if (field->kind != TSOP_KIND_STRING && field->kind != TSOP_KIND_CELL)
		return tsop_record_fail(record, name, err, _("expected a text in quotes"));
	return keep(arena, string, field->value, field->kind == TSOP_KIND_STRING, err);
}

int tsop_record_integer(const struct tsop_record *record, const char *name, int64_t min,
			int64_t max, int64_t *value, struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(record, name);
	struct tsop_error number;

	if (field == NULL)
		return 1;
	if (field->kind != TSOP_KIND_NUMBER && field->kind != TSOP_KIND_CELL)
		return tsop_record_fail(record, name, err, _("expected a whole number"));
	if (tsop_num_read(field->value, min, max, value, &number) != 0)
		return tsop_record_fail(record, name, err, "%s", number.text);
	return 0;
}

/* The words of a cell that are a truth value; Danish Excel writes SAND and FALSK. */
static int read_truth(struct tsop_view cell, bool *value, struct tsop_error *err)
{
	static const char *const words[][2] = {
		{ "false", "true" }, { "nej", "ja" }, { "falsk", "sand" },
	};
	struct tsop_buf folded;
	int status = -1;

	tsop_buf_init(&folded);
	if (tsop_text_fold(&folded, cell, err) != 0)
		goto done;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		for (int truth = 0; truth < 2; truth++) {
			if (tsop_view_is(tsop_buf_view(&folded), words[i][truth])) {
				*value = truth;
				status = 0;
				goto done;
			}
		}
	}
	tsop_fail(err, TSOP_INPUT, _("expected true or false, ja or nej"));
done:
	tsop_buf_release(&folded);
	return status;
}

int tsop_record_bool(const struct tsop_record *record, const char *name, bool *value,
		     struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(record, name);

	if (field == NULL)
		return 1;
	if (field->kind == TSOP_KIND_TRUE || field->kind == TSOP_KIND_FALSE) {
		*value = field->kind == TSOP_KIND_TRUE;
		return 0;
	}
	if (field->kind != TSOP_KIND_CELL)
		return tsop_record_fail(record, name, err, _("expected true or false"));
	if (read_truth(field->value, value, err) != 0)
		return tsop_error_at(err, record->file, record->line, name);
	return 0;
}

/* The next part of a cell that is not blank. */
static bool next_part(struct tsop_view *rest, struct tsop_view *part)
{
	part->len = 0;
	while (part->len == 0 && rest->len > 0) {
		const char *bar = memchr(rest->p, '|', rest->len);
		size_t len = bar == NULL ? rest->len : (size_t)(bar - rest->p);
		size_t used = bar == NULL ? len : len + 1;

		*part = tsop_text_trim((struct tsop_view){ rest->p, len });
		rest->p += used;
		rest->len -= used;
	}
	return part->len > 0;
}

/* The next element of an array, or part of a cell. *rest begins as the field's value. */
static bool next_element(const struct tsop_field *field, struct tsop_view *rest,
			 enum tsop_kind *kind, struct tsop_view *element)
{
	if (field->kind == TSOP_KIND_ARRAY)
		return tsop_scan_element(rest, kind, element);
	*kind = TSOP_KIND_CELL;
	return next_part(rest, element);
}

static size_t count_elements(const struct tsop_field *field)
{
	struct tsop_view rest = field->value;
	struct tsop_view element;
	enum tsop_kind kind;
	size_t n = 0;

	while (next_element(field, &rest, &kind, &element))
		n++;
	return n;
}

int tsop_record_strings(const struct tsop_record *record, const char *name,
			struct tsop_arena *arena, size_t max, const char *const **strings,
			size_t *n, struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(record, name);
	struct tsop_view rest, element;
	enum tsop_kind kind;
	const char **list;
	size_t found;

	if (field == NULL)
		return 1;
	if (field->kind != TSOP_KIND_ARRAY && field->kind != TSOP_KIND_CELL)
		return tsop_record_fail(record, name, err, _("expected a list of texts"));
	found = count_elements(field);
	if (found > max)
		return tsop_record_fail(record, name, err,
					_("expected at most %zu values, found %zu"), max, found);
	list = tsop_arena_take(arena, found, sizeof *list);
	if (list == NULL)
		return tsop_fail_memory(err);
	rest = field->value;
	for (size_t i = 0; next_element(field, &rest, &kind, &element); i++) {
		if (kind != TSOP_KIND_STRING && kind != TSOP_KIND_CELL)
			return tsop_record_fail(record, name, err, _("expected a list of texts"));
		if (keep(arena, &list[i], element, kind == TSOP_KIND_STRING, err) != 0)
			return -1;
	}
	*strings = list;
	*n = found;
	return 0;
}

int tsop_record_objects(const struct tsop_record *record, const char *name,
			struct tsop_record *element,
			int (*each)(void *context, const struct tsop_record *element,
				    struct tsop_error *err),
			void *context, struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(record, name);
	struct tsop_view rest, value;
	enum tsop_kind kind;

	if (field == NULL)
		return 1;
	if (field->kind != TSOP_KIND_ARRAY)
		return tsop_record_fail(record, name, err, _("expected a list of objects"));
	rest = field->value;
	while (tsop_scan_element(&rest, &kind, &value)) {
		if (kind != TSOP_KIND_OBJECT)
			return tsop_record_fail(record, name, err,
						_("expected a list of objects"));
		if (tsop_record_scan(element, value, record->file, record->line, err) != 0 ||
		    each(context, element, err) != 0)
			return -1;
	}
	return 0;
}
