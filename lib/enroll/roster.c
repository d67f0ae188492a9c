#include "enroll/roster.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/i18n.h"
#include "base/map.h"
#include "base/text.h"
#include "enroll/application.h"
#include "record/write.h"

/* What a cell shows. */
enum source {
	MEMBER, /* a member of the application */
	ID,
	STATE,
	SINCE,
	COURSE,
	POSITION,
	MUNICIPALITY_NAME,
	STATE_WORD,
	COURSE_TITLE,
	RECEIVED_LOCAL,
};

struct tsop_roster_column {
	enum source source;
	const char *header;
	const char *member; /* of MEMBER */
	size_t width;       /* of the widest cell, in columns of a terminal */
};

static const struct tsop_roster_column all_columns[] = {
	{ ID, "id", NULL, 0 },
	{ STATE, "state", NULL, 0 },
	{ SINCE, "since", NULL, 0 },
	{ COURSE, "course", NULL, 0 },
	{ POSITION, "position", NULL, 0 },
	{ MEMBER, "ref", "ref", 0 },
	{ MEMBER, "round", "round", 0 },
	{ MEMBER, "municipality", "municipality", 0 },
	{ MEMBER, "wishes", "wishes", 0 },
	{ MEMBER, "only_wishes", "only_wishes", 0 },
	{ MEMBER, "party", "party", 0 },
	{ MEMBER, "priority", "priority", 0 },
	{ MEMBER, "received", "received", 0 },
	{ MEMBER, "name", "name", 0 },
	{ MEMBER, "email", "email", 0 },
	{ MEMBER, "role", "role", 0 },
};

/* Reports follow --lang and not the language of messages: these words are not in the catalog. */
static const struct {
	enum source source;
	const char *header[2];
	const char *member;
} excel_columns[] = {
	{ ID, { "Nr.", "No." }, NULL },
	{ MEMBER, { "Navn", "Name" }, "name" },
	{ MUNICIPALITY_NAME, { "Kommune", "Municipality" }, NULL },
	{ MEMBER, { "Funktion", "Role" }, "role" },
	{ MEMBER, { "E-mail", "E-mail" }, "email" },
	{ MEMBER, { "Følges med", "Comes with" }, "party" },
	{ STATE_WORD, { "Status", "Status" }, NULL },
	{ COURSE_TITLE, { "Kursus", "Course" }, NULL },
	{ POSITION, { "Ventelisteplads", "Place in line" }, NULL },
	{ RECEIVED_LOCAL, { "Modtaget", "Received" }, NULL },
};

static const char *const state_words[TSOP_STATES][2] = {
	{ "ansøgt", "applied" },
	{ "på venteliste", "waiting" },
	{ "tilbudt", "offered" },
	{ "deltager", "enrolled" },
	{ "afvist", "declined" },
	{ "afbud", "cancelled" },
	{ "deltaget", "attended" },
	{ "udeblevet", "absent" },
};

int tsop_roster_states(struct tsop_roster_filter *filter, const char *list,
		       struct tsop_error *err)
{
	filter->has_states = true;
	for (;;) {
		struct tsop_view word = { list, strcspn(list, ",") };
		enum tsop_state state;

		if (!tsop_state_read(word, &state))
			return tsop_fail(err, TSOP_USAGE,
					 _("--state: expected applied, waiting, offered, enrolled, "
					   "declined, cancelled, attended or absent, not '%.*s'"),
					 (int)word.len, word.p);
		filter->states[state] = true;
		if (list[word.len] == '\0')
			return 0;
		list += word.len + 1;
	}
}

bool tsop_roster_has(const struct tsop_roster_filter *filter,
		     const struct tsop_enrollment *enrollment)
{
	return (!filter->has_states || filter->states[enrollment->state]) &&
	       (filter->round == NULL || tsop_view_is(enrollment->round, filter->round)) &&
	       (filter->course == NULL || enrollment->course == filter->course) &&
	       (filter->municipality == NULL ||
		tsop_view_is(enrollment->municipality, filter->municipality->code));
}

void tsop_roster_init(struct tsop_roster *roster, enum tsop_roster_format format,
		      enum tsop_roster_language language, const struct tsop_zone *zone)
{
	*roster = (struct tsop_roster){ .format = format, .language = language, .zone = zone };
	tsop_arena_init(&roster->arena);
	tsop_record_init(&roster->record);
	tsop_buf_init(&roster->cell);
}

void tsop_roster_release(struct tsop_roster *roster)
{
	free(roster->columns);
	tsop_buf_release(&roster->cell);
	tsop_record_release(&roster->record);
	tsop_arena_release(&roster->arena);
}

static int add_column(struct tsop_roster *roster, struct tsop_roster_column column,
		      struct tsop_error *err)
{
	struct tsop_roster_column *columns =
		tsop_array_room(roster->columns, roster->n, &roster->cap, sizeof *columns);

	if (columns == NULL)
		return tsop_fail_memory(err);
	roster->columns = columns;
	column.width = tsop_text_width(tsop_view_of(column.header));
	columns[roster->n++] = column;
	return 0;
}

static int add_fixed_columns(struct tsop_roster *roster, struct tsop_error *err)
{
	int status = 0;

	if (roster->format == TSOP_ROSTER_EXCEL)
		for (size_t i = 0; i < sizeof excel_columns / sizeof excel_columns[0]; i++)
			status |= add_column(roster,
					     (struct tsop_roster_column){
						     excel_columns[i].source,
						     excel_columns[i].header[roster->language],
						     excel_columns[i].member, 0 },
					     err);
	else
		for (size_t i = 0; i < sizeof all_columns / sizeof all_columns[0]; i++)
			status |= add_column(roster, all_columns[i], err);
	return status;
}

/* Columns for the members of the scanned application that have none. */
static int add_free_columns(struct tsop_roster *roster, struct tsop_map *seen,
			    struct tsop_error *err)
{
	for (size_t i = 0; i < roster->record.n; i++) {
		struct tsop_view name = roster->record.fields[i].name;
		const char *copy;
		bool added;

		if (tsop_application_place(name) < TSOP_MEMBER_FREE)
			continue;
		if (tsop_map_put(seen, name, 0, &added) == NULL)
			return tsop_fail_memory(err);
		if (!added)
			continue;
		copy = tsop_arena_copy(&roster->arena, name);
		if (copy == NULL)
			return tsop_fail_memory(err);
		if (add_column(roster, (struct tsop_roster_column){ MEMBER, copy, copy, 0 },
			       err) != 0)
			return -1;
	}
	return 0;
}

static int write_list(struct tsop_roster *roster, const char *name, struct tsop_error *err)
{
	struct tsop_arena arena;
	const char *const *parts;
	size_t n;
	int status;

	tsop_arena_init(&arena);
	status = tsop_record_strings(&roster->record, name, &arena, TSOP_WISHES_MAX, &parts, &n,
				     err);
	for (size_t i = 0; i < n && status == 0; i++) {
		if (i > 0)
			tsop_buf_add_char(&roster->cell, '|');
		tsop_buf_add_text(&roster->cell, parts[i]);
	}
	tsop_arena_release(&arena);
	return status;
}

/* A string as it reads, wishes as a list, anything else as it stands. */
static int write_member(struct tsop_roster *roster, const char *name, struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(&roster->record, name);

	if (field == NULL)
		return 0;
	if (field->kind == TSOP_KIND_STRING)
		return tsop_record_text(&roster->record, name, &roster->cell, err);
	if (strcmp(name, "wishes") == 0)
		return write_list(roster, name, err);
	tsop_buf_add_view(&roster->cell, field->value);
	return 0;
}

/* As Excel in Denmark takes it for a time, or by ISO 8601. */
static int write_received(struct tsop_roster *roster, struct tsop_error *err)
{
	struct tsop_clock clock;
	tsop_instant instant;
	int status = tsop_record_text(&roster->record, "received", &roster->cell, err);

	if (status != 0)
		return status < 0 ? -1 : 0;
	if (tsop_instant_read(tsop_buf_view(&roster->cell), &instant, err) != 0)
		return -1;
	clock = tsop_zone_clock(roster->zone, instant);
	tsop_buf_clear(&roster->cell);
	if (roster->language == TSOP_ROSTER_DANISH)
		tsop_buf_addf(&roster->cell, "%02d-%02d-%04d", clock.date.day, clock.date.month,
			      clock.date.year);
	else
		tsop_buf_addf(&roster->cell, "%04d-%02d-%02d", clock.date.year, clock.date.month,
			      clock.date.day);
	tsop_buf_addf(&roster->cell, " %02d:%02d", clock.hour, clock.minute);
	return 0;
}

static void add_since(struct tsop_roster *roster, tsop_instant since)
{
	char text[TSOP_INSTANT_TEXT];

	tsop_buf_add_text(&roster->cell, tsop_instant_write(since, text));
}

/* Fill roster->cell from the enrollment, whose application was scanned. */
static int write_source(struct tsop_roster *roster, const struct tsop_roster_column *column,
			const struct tsop_enrollment *enrollment, struct tsop_error *err)
{
	struct tsop_buf *cell = &roster->cell;
	int status = 0;

	tsop_buf_clear(cell);
	switch (column->source) {
	case MEMBER:
		status = write_member(roster, column->member, err);
		break;
	case ID:
		tsop_buf_addf(cell, "e%" PRIu64, enrollment->index);
		break;
	case STATE:
		tsop_buf_add_text(cell, tsop_state_word(enrollment->state));
		break;
	case SINCE:
		add_since(roster, enrollment->since);
		break;
	case COURSE:
		if (enrollment->course != NULL)
			tsop_buf_add_text(cell, enrollment->course->id);
		break;
	case POSITION:
		if (enrollment->position > 0)
			tsop_buf_addf(cell, "%" PRId64, enrollment->position);
		break;
	case MUNICIPALITY_NAME:
		tsop_buf_add_text(cell, tsop_municipality_by_code(enrollment->municipality)->name);
		break;
	case STATE_WORD:
		tsop_buf_add_text(cell, state_words[enrollment->state][roster->language]);
		break;
	case COURSE_TITLE:
		if (enrollment->course != NULL)
			tsop_buf_add_text(cell, enrollment->course->title);
		break;
	case RECEIVED_LOCAL:
		status = write_received(roster, err);
		break;
	}
	return status == 0 ? tsop_buf_ok(cell, err) : -1;
}

static int scan(struct tsop_roster *roster, const struct tsop_enrollment *enrollment,
		struct tsop_error *err)
{
	return tsop_record_scan(&roster->record, enrollment->text, NULL, 0, err);
}

/* For a terminal: controls escaped, so that a row is a line. */
static int escape_cell(struct tsop_roster *roster, struct tsop_buf *out)
{
	return tsop_text_escape(out, tsop_buf_view(&roster->cell));
}

static int measure(struct tsop_roster *roster, const struct tsop_enrollment *enrollment,
		   struct tsop_error *err)
{
	struct tsop_buf shown;
	int status = 0;

	tsop_buf_init(&shown);
	for (size_t i = 0; i < roster->n && status == 0; i++) {
		struct tsop_roster_column *column = &roster->columns[i];
		size_t width;

		status = write_source(roster, column, enrollment, err);
		tsop_buf_clear(&shown);
		escape_cell(roster, &shown);
		width = tsop_text_width(tsop_buf_view(&shown));
		if (width > column->width)
			column->width = width;
	}
	tsop_buf_release(&shown);
	return status;
}

static const struct tsop_csv_style *style_of(const struct tsop_roster *roster)
{
	return roster->format == TSOP_ROSTER_EXCEL ? &TSOP_CSV_EXCEL : &TSOP_CSV_PLAIN;
}

/* Append roster->cell as cell number i of a row. */
static void add_cell(struct tsop_roster *roster, size_t i, struct tsop_buf *out)
{
	size_t start = out->len;
	size_t width;

	if (roster->format != TSOP_ROSTER_TEXT) {
		tsop_write_cell(out, style_of(roster), i == 0, tsop_buf_view(&roster->cell));
		return;
	}
	escape_cell(roster, out);
	width = tsop_text_width((struct tsop_view){ out->p + start, out->len - start });
	if (i + 1 < roster->n)
		tsop_buf_addf(out, "%*s", (int)(roster->columns[i].width - width + 2), "");
}

static void end_row(struct tsop_roster *roster, struct tsop_buf *out, size_t start)
{
	if (roster->format != TSOP_ROSTER_TEXT) {
		tsop_write_row_end(out, style_of(roster));
		return;
	}
	while (out->len > start && out->p[out->len - 1] == ' ')
		tsop_buf_truncate(out, out->len - 1);
	tsop_buf_add_char(out, '\n');
}

static int write_header(struct tsop_roster *roster, struct tsop_buf *out, struct tsop_error *err)
{
	size_t start;

	if (roster->format != TSOP_ROSTER_TEXT)
		tsop_write_csv_begin(out, style_of(roster));
	start = out->len;
	for (size_t i = 0; i < roster->n; i++) {
		tsop_buf_clear(&roster->cell);
		tsop_buf_add_text(&roster->cell, roster->columns[i].header);
		add_cell(roster, i, out);
	}
	end_row(roster, out, start);
	return tsop_buf_ok(out, err);
}

int tsop_roster_begin(struct tsop_roster *roster, const struct tsop_register *reg,
		      const struct tsop_roster_filter *filter, struct tsop_buf *out,
		      struct tsop_error *err)
{
	struct tsop_map seen;
	int status;

	if (roster->format == TSOP_ROSTER_JSONL)
		return 0;
	tsop_map_init(&seen);
	status = add_fixed_columns(roster, err);
	for (size_t i = 0; i < reg->n && status == 0; i++) {
		const struct tsop_enrollment *enrollment = &reg->enrollments[i];

		if (!tsop_roster_has(filter, enrollment))
			continue;
		status = scan(roster, enrollment, err);
		if (status == 0)
			status = add_free_columns(roster, &seen, err);
		if (status == 0 && roster->format == TSOP_ROSTER_TEXT)
			status = measure(roster, enrollment, err);
	}
	tsop_map_release(&seen);
	return status == 0 ? write_header(roster, out, err) : -1;
}

int tsop_roster_row(struct tsop_roster *roster, const struct tsop_enrollment *enrollment,
		    struct tsop_buf *out, struct tsop_error *err)
{
	size_t start = out->len;

	if (roster->format == TSOP_ROSTER_JSONL) {
		tsop_register_write(out, enrollment);
		return tsop_buf_ok(out, err);
	}
	if (scan(roster, enrollment, err) != 0)
		return -1;
	for (size_t i = 0; i < roster->n; i++) {
		if (write_source(roster, &roster->columns[i], enrollment, err) != 0)
			return -1;
		add_cell(roster, i, out);
	}
	end_row(roster, out, start);
	return tsop_buf_ok(out, err);
}
