/* origin.c: entry 0, which says what the journal is. */
#include <string.h>

#include "base/i18n.h"
#include "record/write.h"
#include "store/cursor.h"
#include "store/internal.h"

#define FORMAT "tsop-store-1"
#define DEFAULT_ZONE "Europe/Copenhagen"

enum { ORIGIN_LEN = 32 }; /* hexadecimal digits: 128 bits */

int tsop_store_append_origin(struct tsop_store *store, const struct tsop_store_options *options,
			     struct tsop_error *err)
{
	struct tsop_member member = { .personal = false };
	struct tsop_entry entry = { .type = "journal", .members = &member, .n = 1 };
	char origin[TSOP_HEX_TEXT];
	struct tsop_buf members;
	bool sync_failed;
	int status = -1;

	if (tsop_random_hex(origin, err) != 0)
		return -1;
	origin[ORIGIN_LEN] = '\0';
	tsop_buf_init(&members);
	tsop_write_text(&members, "format", FORMAT);
	tsop_write_text(&members, "tool", options->tool);
	tsop_write_text(&members, "origin", origin);
	tsop_write_text(&members, "zone", options->zone != NULL ? options->zone : DEFAULT_ZONE);
	if (tsop_buf_ok(&members, err) == 0) {
		/* tsop_write_text puts a comma before each */
		member.bytes = (struct tsop_view){ members.p + 1, members.len - 1 };
		status = tsop_batch_append(store, &entry, 1, &sync_failed, err);
	}
	tsop_buf_release(&members);
	return status;
}

/* Take tool and zone from entry 0's record. */
static int take_origin(struct tsop_store *store, const struct tsop_record *record,
		       const char *tool, struct tsop_error *err)
{
	struct tsop_arena arena;
	const char *format, *made_by, *zone;
	int status = -1;

	tsop_arena_init(&arena);
	if (!tsop_record_is(record, "journal") ||
	    tsop_record_string(record, "format", &arena, &format, NULL) != 0 ||
	    tsop_record_string(record, "tool", &arena, &made_by, NULL) != 0 ||
	    tsop_record_string(record, "zone", &arena, &zone, NULL) != 0)
		tsop_fail(err, TSOP_NO, _("expected a journal's first entry"));
	else if (strcmp(format, FORMAT) != 0)
		tsop_fail(err, TSOP_NO, _("expected the format %s, not '%s'"), FORMAT, format);
	else if (tool != NULL && strcmp(made_by, tool) != 0)
		tsop_fail(err, TSOP_INPUT, _("a journal of %s, not of %s"), made_by, tool);
	else if (strlen(zone) > TSOP_ZONE_MAX)
		tsop_fail(err, TSOP_NO, _("expected a zone of at most %d bytes"), TSOP_ZONE_MAX);
	else
		status = 0;
	if (status == 0)
		memcpy(store->zone, zone, strlen(zone) + 1);
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
