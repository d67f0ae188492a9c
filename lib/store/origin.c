/* origin.c: entry 0, which says what the journal is. */
#include <string.h>

#include "base/i18n.h"
#include "record/write.h"
#include "store/cursor.h"
#include "store/internal.h"

#define FORMAT "tsop-store-1"
#define DEFAULT_ZONE "Europe/Copenhagen"

enum { ORIGIN_LEN = 32 }; /* hexadecimal digits: 128 bits */

static int check_zone(const char *zone, enum tsop_code code, struct tsop_error *err)
{
	if (strlen(zone) > TSOP_ZONE_MAX)
		return tsop_fail(err, code, _("expected a zone of at most %d bytes"),
				 TSOP_ZONE_MAX);
	return 0;
}

int tsop_store_append_origin(struct tsop_store *store, const struct tsop_store_options *options,
			     struct tsop_error *err)
{
	struct tsop_member member = { .personal = false };
	struct tsop_entry entry = { .type = "journal", .members = &member, .n = 1 };
	const char *zone = options->zone != NULL ? options->zone : DEFAULT_ZONE;
	char origin[TSOP_HEX_TEXT];
	struct tsop_buf members;
	bool sync_failed;
	int status = -1;

	if (check_zone(zone, TSOP_INPUT, err) != 0 || tsop_random_hex(origin, err) != 0)
		return -1;
	origin[ORIGIN_LEN] = '\0';
	tsop_buf_init(&members);
	tsop_write_text(&members, "format", FORMAT);
	tsop_write_text(&members, "tool", options->tool);
	tsop_write_text(&members, "origin", origin);
	tsop_write_text(&members, "zone", zone);
	if (tsop_buf_ok(&members, err) == 0) {
		/* tsop_write_text puts a comma before each */
		member.bytes = (struct tsop_view){ members.p + 1, members.len - 1 };
		status = tsop_batch_append(store, &entry, 1, &sync_failed, err);
	}
	tsop_buf_release(&members);
	return status;
}

struct origin {
	const char *format, *tool, *zone;
};

/* The texts of entry 0, in the arena. */
static int read_texts(const struct tsop_record *record, struct tsop_arena *arena,
		      struct origin *origin, struct tsop_error *err)
{
	const struct {
		const char *name;
		const char **to;
	} texts[] = { { "format", &origin->format }, { "tool", &origin->tool },
		      { "zone", &origin->zone } };
	const struct tsop_field *type = tsop_record_get(record, "type");
	bool is_origin = type != NULL && tsop_view_is(type->value, "\"journal\"");

	for (size_t i = 0; i < sizeof texts / sizeof texts[0] && is_origin; i++) {
		int status = tsop_record_string(record, texts[i].name, arena, texts[i].to, err);

		if (status < 0 && err->code == TSOP_SYSTEM)
			return -1;
		is_origin = status == 0;
	}
	return is_origin ? 0 : tsop_fail(err, TSOP_NO, _("expected a journal's first entry"));
}

static int check_texts(const struct origin *origin, const char *tool, struct tsop_error *err)
{
	if (strcmp(origin->format, FORMAT) != 0)
		return tsop_fail(err, TSOP_NO, _("expected the format %s, not '%s'"), FORMAT,
				 origin->format);
	if (tool != NULL && strcmp(origin->tool, tool) != 0)
		return tsop_fail(err, TSOP_INPUT, _("a journal of %s, not of %s"), origin->tool,
				 tool);
	return check_zone(origin->zone, TSOP_NO, err);
}

/* Take the zone from entry 0's record. */
static int take_origin(struct tsop_store *store, const struct tsop_record *record,
		       const char *tool, struct tsop_error *err)
{
	struct tsop_arena arena;
	struct origin origin;
	int status;

	tsop_arena_init(&arena);
	status = read_texts(record, &arena, &origin, err);
	if (status == 0)
		status = check_texts(&origin, tool, err);
	if (status == 0)
		memcpy(store->zone, origin.zone, strlen(origin.zone) + 1);
	tsop_arena_release(&arena);
	return status;
}

int tsop_store_read_origin(struct tsop_store *store, const char *tool, struct tsop_error *err)
{
	struct tsop_cursor cursor;
	struct tsop_record record;
	struct tsop_chain_line line;
	struct tsop_body body;
	const char *text;
	int status;

	tsop_cursor_init(&cursor, store, 0);
	tsop_record_init(&record);
	status = tsop_cursor_chain(&cursor, &text, &line, err);
	if (status == 0)
		status = tsop_cursor_body(&cursor, &body, err);
	if (status == 0) {
		status = tsop_record_scan(&record, body.r, NULL, 0, err);
		if (status == 0)
			status = take_origin(store, &record, tool, err);
		if (status != 0)
			tsop_store_at(store, err, cursor.body_name, 1);
	}
	tsop_record_release(&record);
	tsop_cursor_release(&cursor);
	return status;
}
