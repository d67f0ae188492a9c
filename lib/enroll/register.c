#include "enroll/register.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/i18n.h"
#include "base/num.h"
#include "enroll/correction.h"
#include "people/municipality.h"
#include "record/write.h"

static const char *const words[TSOP_STATES] = {
	"applied", "waiting", "offered", "enrolled", "declined", "cancelled", "attended", "absent",
};

const char *tsop_state_word(enum tsop_state state)
{
	return words[state];
}

bool tsop_state_read(struct tsop_view word, enum tsop_state *state)
{
	for (size_t i = 0; i < TSOP_STATES; i++) {
		if (tsop_view_is(word, words[i])) {
			*state = (enum tsop_state)i;
			return true;
		}
	}
	return false;
}

void tsop_register_init(struct tsop_register *reg)
{
	*reg = (struct tsop_register){ 0 };
	tsop_arena_init(&reg->arena);
	tsop_catalog_init(&reg->courses);
	tsop_map_init(&reg->allocations);
	tsop_record_init(&reg->record);
}

void tsop_register_release(struct tsop_register *reg)
{
	free(reg->enrollments);
	tsop_record_release(&reg->record);
	tsop_map_release(&reg->allocations);
	tsop_catalog_release(&reg->courses);
	tsop_arena_release(&reg->arena);
}

/* A string value without its quotes: of ids and codes, which need no escapes. */
static struct tsop_view plain(const struct tsop_record *record, const char *name)
{
	const struct tsop_field *field = tsop_record_get(record, name);

	if (field == NULL || field->kind != TSOP_KIND_STRING)
		return (struct tsop_view){ "", 0 };
	return (struct tsop_view){ field->value.p + 1, field->value.len - 2 };
}

static struct tsop_enrollment *add_enrollment(struct tsop_register *reg)
{
	struct tsop_enrollment *all =
		tsop_array_room(reg->enrollments, reg->n, &reg->cap, sizeof *all);

	if (all == NULL)
		return NULL;
	reg->enrollments = all;
	return &all[reg->n++];
}

/* Let the enrollment say what `text` says, which was scanned into record. */
static int set_text(struct tsop_enrollment *enrollment, struct tsop_view text,
		    const struct tsop_record *record, struct tsop_error *err)
{
	enrollment->text = text;
	enrollment->round = plain(record, "round");
	enrollment->municipality = plain(record, "municipality");
	if (enrollment->round.len == 0 ||
	    tsop_municipality_by_code(enrollment->municipality) == NULL)
		return tsop_fail(err, TSOP_SYSTEM, _("no round or no municipality"));
	return 0;
}

/* The members stand behind type, v and key: the comma before them becomes a brace. */
static int fold_application(struct tsop_register *reg, const struct tsop_stored *entry,
			    struct tsop_error *err)
{
	char *body = tsop_arena_copy(&reg->arena, entry->body);
	struct tsop_enrollment *enrollment = add_enrollment(reg);
	const struct tsop_record *record = &reg->record;
	size_t start;

	if (enrollment == NULL || body == NULL)
		return tsop_fail_memory(err);
	if (tsop_record_scan(&reg->record, (struct tsop_view){ body, entry->body.len }, NULL, 0,
			     err) != 0)
		return -1;
	if (record->n < 4 || !tsop_view_is(record->fields[2].name, "key"))
		return tsop_fail(err, TSOP_SYSTEM, _("no key"));
	*enrollment = (struct tsop_enrollment){ .index = entry->n,
						.since = entry->t,
						.key = plain(record, "key") };
	start = (size_t)(record->fields[3].member.p - body) - 1;
	body[start] = '{';
	return set_text(enrollment, (struct tsop_view){ body + start, entry->body.len - start },
			record, err);
}

struct tsop_enrollment *tsop_register_find(const struct tsop_register *reg, struct tsop_view id)
{
	size_t low = 0, high = reg->n;
	int64_t index;

	if (id.len < 2 || id.p[0] != 'e' || id.p[1] == '0' ||
	    tsop_num_read((struct tsop_view){ id.p + 1, id.len - 1 }, 1, INT64_MAX, &index,
			  NULL) != 0)
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (reg->enrollments[middle].index < (uint64_t)index)
			low = middle + 1;
		else
			high = middle;
	}
	return low < reg->n && reg->enrollments[low].index == (uint64_t)index
		       ? &reg->enrollments[low]
		       : NULL;
}

static int find_enrollment(const struct tsop_register *reg, struct tsop_enrollment **found,
			   struct tsop_error *err)
{
	*found = tsop_register_find(reg, plain(&reg->record, "enrollment"));
	return *found != NULL ? 0 : tsop_fail(err, TSOP_SYSTEM, _("of an unknown enrollment"));
}

static int fold_correction(struct tsop_register *reg, const struct tsop_stored *entry,
			   struct tsop_error *err)
{
	struct tsop_enrollment *enrollment;
	struct tsop_members members;

	(void)entry;
	if (find_enrollment(reg, &enrollment, err) != 0)
		return -1;
	if (tsop_correction_apply(enrollment->text, &reg->record, &reg->arena, &members, err) != 0)
		return -1;
	if (tsop_record_scan(&reg->record, members.text, NULL, 0, err) != 0)
		return -1;
	return set_text(enrollment, members.text, &reg->record, err);
}

static void keep_first(void *context, const struct tsop_error *err)
{
	*(struct tsop_error *)context = *err;
}

static int fold_course(struct tsop_register *reg, const struct tsop_stored *entry,
		       struct tsop_error *err)
{
	struct tsop_sink sink = { .say = keep_first, .context = err, .limit = 1 };
	struct tsop_course_reader reader;
	struct tsop_course course;
	int status;

	(void)entry;
	tsop_course_reader_init(&reader, &reg->courses.arena, &sink, TSOP_INPUT,
				&reg->courses.zones, reg->zone);
	status = tsop_course_read(&reader, &reg->record, &course);
	tsop_course_reader_release(&reader);
	return status == 0 ? tsop_catalog_put(&reg->courses, &course, err) : -1;
}

static int fold_allocation(struct tsop_register *reg, const struct tsop_stored *entry,
			   struct tsop_error *err)
{
	bool added;

	(void)entry;
	return tsop_map_put(&reg->allocations, plain(&reg->record, "id"), 0, &added) != NULL
		       ? 0
		       : tsop_fail_memory(err);
}

static int fold_assignment(struct tsop_register *reg, const struct tsop_stored *entry,
			   struct tsop_error *err)
{
	struct tsop_enrollment *enrollment;
	enum tsop_state state;
	const struct tsop_course *course;
	int64_t position = 0;

	if (find_enrollment(reg, &enrollment, err) != 0)
		return -1;
	course = tsop_catalog_find(&reg->courses, plain(&reg->record, "course"));
	if (!tsop_state_read(plain(&reg->record, "state"), &state) ||
	    (state == TSOP_STATE_ENROLLED) != (course != NULL) ||
	    tsop_record_integer(&reg->record, "position", 1, INT64_MAX, &position, err) < 0)
		return tsop_fail(err, TSOP_SYSTEM, _("no state, or an unknown course"));
	if (enrollment->state != state)
		enrollment->since = entry->t;
	enrollment->state = state;
	enrollment->course = course;
	enrollment->position = position;
	return 0;
}

static int fold_journal(struct tsop_register *reg, const struct tsop_stored *entry,
			struct tsop_error *err)
{
	(void)reg;
	(void)entry;
	(void)err;
	return 0;
}

static const struct event {
	const char *type;
	int (*fold)(struct tsop_register *reg, const struct tsop_stored *entry,
		    struct tsop_error *err);
} events[] = {
	{ "journal", fold_journal },
	{ "course", fold_course },
	{ "application", fold_application },
	{ "correction", fold_correction },
	{ "allocation", fold_allocation },
	{ "assignment", fold_assignment },
};

static int fold(struct tsop_register *reg, const struct tsop_stored *entry,
		struct tsop_error *err)
{
	if (tsop_record_scan(&reg->record, entry->body, NULL, 0, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof events / sizeof events[0]; i++)
		if (tsop_record_is(&reg->record, events[i].type))
			return events[i].fold(reg, entry, err);
	return tsop_fail(err, TSOP_SYSTEM, _("an event of unknown type: a newer tsop wrote it"));
}

struct walk {
	struct tsop_register *reg;
	tsop_instant as_of;
};

static int fold_entry(void *context, const struct tsop_stored *entry, struct tsop_error *err)
{
	struct walk *walk = context;
	struct tsop_error reason;

	if (entry->t > walk->as_of)
		return 0;
	if (fold(walk->reg, entry, &reason) == 0)
		return 0;
	return tsop_fail(err, TSOP_SYSTEM, _("entry %" PRIu64 " of the register: %s%s%s"),
			 entry->n, reason.field, reason.field[0] == '\0' ? "" : ": ",
			 reason.text);
}

int tsop_register_load(struct tsop_register *reg, struct tsop_store *store, tsop_instant as_of,
		       struct tsop_error *err)
{
	struct walk walk = { reg, as_of };

	if (tsop_zones_get(&reg->courses.zones, tsop_store_zone(store), &reg->zone, err) != 0)
		return -1;
	return tsop_store_each(store, 0, fold_entry, &walk, err);
}

size_t tsop_register_enrolled(const struct tsop_register *reg, const struct tsop_course *course)
{
	size_t n = 0;

	for (size_t i = 0; i < reg->n; i++)
		n += reg->enrollments[i].course == course;
	return n;
}

void tsop_register_check(const struct tsop_register *reg, enum tsop_code code,
			 struct tsop_sink *sink)
{
	for (size_t i = 0; i < reg->courses.n; i++) {
		const struct tsop_course *course = reg->courses.all[i];
		size_t enrolled = tsop_register_enrolled(reg, course);
		struct tsop_error err;

		if (enrolled <= (size_t)course->capacity)
			continue;
		tsop_fail(&err, code, _("%zu people on %" PRId64 " seats"), enrolled,
			  course->capacity);
		tsop_error_at(&err, NULL, 0, course->id);
		tsop_sink_report(sink, &err);
	}
}

void tsop_register_write(struct tsop_buf *out, const struct tsop_enrollment *enrollment)
{
	char since[TSOP_INSTANT_TEXT];

	tsop_write_begin(out, "enrollment");
	tsop_buf_addf(out, ",\"id\":\"e%" PRIu64 "\"", enrollment->index);
	tsop_write_text(out, "state", words[enrollment->state]);
	tsop_write_text(out, "since", tsop_instant_write(enrollment->since, since));
	if (enrollment->course != NULL)
		tsop_write_text(out, "course", enrollment->course->id);
	if (enrollment->position > 0)
		tsop_write_integer(out, "position", enrollment->position);
	tsop_buf_add_char(out, ',');
	tsop_buf_add(out, enrollment->text.p + 1, enrollment->text.len - 1);
	tsop_buf_add_char(out, '\n');
}
