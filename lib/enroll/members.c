#include "enroll/members.h"

#include "record/record.h"

struct mark {
	size_t end;
	bool personal;
};

void tsop_members_init(struct tsop_members_writer *writer)
{
	tsop_buf_init(&writer->text);
	tsop_buf_init(&writer->marks);
}

void tsop_members_release(struct tsop_members_writer *writer)
{
	tsop_buf_release(&writer->text);
	tsop_buf_release(&writer->marks);
}

void tsop_members_begin(struct tsop_members_writer *writer)
{
	tsop_buf_clear(&writer->text);
	tsop_buf_clear(&writer->marks);
	tsop_buf_add_char(&writer->text, '{');
}

static size_t n_marks(const struct tsop_members_writer *writer)
{
	return writer->marks.len / sizeof(struct mark);
}

static struct mark mark_at(const struct tsop_members_writer *writer, size_t index)
{
	struct mark mark;

	memcpy(&mark, writer->marks.p + index * sizeof mark, sizeof mark);
	return mark;
}

void tsop_members_mark(struct tsop_members_writer *writer, bool personal)
{
	struct mark mark = { writer->text.len, personal };
	size_t n = n_marks(writer);
	size_t start = n == 0 ? 1 : mark_at(writer, n - 1).end;

	if (mark.end > start)
		tsop_buf_add(&writer->marks, &mark, sizeof mark);
}

void tsop_members_add(struct tsop_members_writer *writer, struct tsop_view member, bool personal)
{
	if (writer->text.len > 1)
		tsop_buf_add_char(&writer->text, ',');
	tsop_buf_add_view(&writer->text, member);
	tsop_members_mark(writer, personal);
}

int tsop_members_end(struct tsop_members_writer *writer, struct tsop_arena *arena,
		     struct tsop_members *members, struct tsop_error *err)
{
	size_t n = n_marks(writer);
	struct tsop_member *all = tsop_arena_take(arena, n, sizeof *all);
	size_t start = 1;
	char *copy;

	tsop_buf_add_char(&writer->text, '}');
	copy = tsop_arena_copy(arena, tsop_buf_view(&writer->text));
	if (all == NULL || copy == NULL || writer->text.failed || writer->marks.failed)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++) {
		struct mark mark = mark_at(writer, i);

		all[i].bytes = (struct tsop_view){ copy + start, mark.end - start };
		all[i].personal = mark.personal;
		start = mark.end + 1; /* behind the comma */
	}
	*members = (struct tsop_members){ all, n, { copy, writer->text.len } };
	return 0;
}

struct tsop_view tsop_members_find(const struct tsop_members *members, const char *name)
{
	const size_t len = strlen(name);

	for (size_t i = 0; i < members->n; i++) {
		struct tsop_view bytes = members->all[i].bytes;

		if (bytes.len > len + 2 && bytes.p[len + 1] == '"' &&
		    memcmp(bytes.p + 1, name, len) == 0)
			return bytes;
	}
	return (struct tsop_view){ "", 0 };
}

static const struct tsop_field *find(const struct tsop_record *record, struct tsop_view name)
{
	for (size_t i = 0; i < record->n; i++)
		if (tsop_view_equal(record->fields[i].name, name))
			return &record->fields[i];
	return NULL;
}

struct comparison {
	const char *skip;
	struct tsop_arena *arena;
	struct tsop_difference *all;
	size_t n;
};

static int note(struct comparison *comparison, const struct tsop_field *field,
		struct tsop_view member)
{
	const char *name;

	if (comparison->skip != NULL && tsop_view_is(field->name, comparison->skip))
		return 0;
	name = tsop_arena_copy(comparison->arena, field->name);
	if (name == NULL)
		return -1;
	comparison->all[comparison->n++] =
		(struct tsop_difference){ { name, field->name.len }, member };
	return 0;
}

static int compare(struct comparison *comparison, const struct tsop_record *older,
		   const struct tsop_record *newer)
{
	const struct tsop_view none = { "", 0 };

	for (size_t i = 0; i < newer->n; i++) {
		const struct tsop_field *field = &newer->fields[i];
		const struct tsop_field *other = find(older, field->name);

		if ((other == NULL || !tsop_view_equal(field->value, other->value)) &&
		    note(comparison, field, field->member) != 0)
			return -1;
	}
	for (size_t i = 0; i < older->n; i++)
		if (find(newer, older->fields[i].name) == NULL &&
		    note(comparison, &older->fields[i], none) != 0)
			return -1;
	return 0;
}

static int compare_scanned(struct comparison *comparison, const struct tsop_record *older,
			   const struct tsop_record *newer, struct tsop_error *err)
{
	comparison->all = tsop_arena_take(comparison->arena, older->n + newer->n,
					  sizeof *comparison->all);
	if (comparison->all == NULL || compare(comparison, older, newer) != 0)
		return tsop_fail_memory(err);
	return 0;
}

int tsop_members_compare(struct tsop_view older, struct tsop_view newer, const char *skip,
			 struct tsop_arena *arena, struct tsop_difference **differences,
			 size_t *n, struct tsop_error *err)
{
	struct comparison comparison = { skip, arena, NULL, 0 };
	struct tsop_record a, b;
	int status = 0;

	if (!tsop_view_equal(older, newer)) {
		tsop_record_init(&a);
		tsop_record_init(&b);
		status = tsop_record_scan(&a, older, NULL, 0, err) == 0 &&
					 tsop_record_scan(&b, newer, NULL, 0, err) == 0
				 ? compare_scanned(&comparison, &a, &b, err)
				 : -1;
		tsop_record_release(&a);
		tsop_record_release(&b);
	}
	*differences = comparison.all;
	*n = comparison.n;
	return status;
}

void tsop_members_name(struct tsop_buf *out, const struct tsop_difference *differences, size_t n,
		       const struct tsop_headings *headings, const char *file)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			tsop_buf_add_text(out, ", ");
		tsop_buf_add_view(out, tsop_headings_find(headings, file, differences[i].name));
	}
}
