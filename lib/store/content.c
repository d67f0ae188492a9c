/* content.c: is what a body line holds a record, cut into units where its members are cut? */
#include "base/i18n.h"
#include "store/internal.h"

/* Does the unit begin with member *next and end with one? Then *next is the one behind it. */
static bool holds_members(const struct tsop_record *record, const struct tsop_unit *unit,
			  size_t *next)
{
	const char *end = unit->bytes.p + unit->bytes.len;

	if (*next == record->n || record->fields[*next].member.p != unit->bytes.p)
		return false;
	while (*next < record->n) {
		struct tsop_view member = record->fields[(*next)++].member;

		if (member.p + member.len >= end)
			return member.p + member.len == end;
	}
	return false;
}

/* "type" and "v":1, and nothing else. */
static bool is_head(const struct tsop_record *record, size_t n)
{
	return n == 2 && tsop_view_is(record->fields[0].name, "type") &&
	       record->fields[0].kind == TSOP_KIND_STRING &&
	       tsop_view_is(record->fields[1].member, "\"v\":1");
}

/* A key is the member of that name at the front of the second unit. */
static bool is_key_wrong(const struct tsop_field *field)
{
	return tsop_view_is(field->name, "key") &&
	       !(field->kind == TSOP_KIND_STRING && field->value.len >= 2 &&
		 tsop_is_hex((struct tsop_view){ field->value.p + 1, field->value.len - 2 }));
}

int tsop_body_check(const struct tsop_body *body, struct tsop_record *record,
		    struct tsop_error *err)
{
	struct tsop_units units = { .body = *body };
	struct tsop_unit unit;
	struct tsop_error scan;
	size_t next = 0;
	int more;

	if (tsop_record_scan(record, body->r, NULL, 0, &scan) != 0) {
		if (scan.code == TSOP_SYSTEM)
			return tsop_fail(err, TSOP_SYSTEM, "%s", scan.text);
		return tsop_fail(err, TSOP_NO, _("not a record: %s"), scan.text);
	}
	for (size_t i = 0; (more = tsop_units_next(&units, &unit, err)) == 1; i++) {
		size_t first = next;

		if (unit.erased)
			continue;
		if (!holds_members(record, &unit, &next))
			return tsop_fail(err, TSOP_NO, _("a unit does not hold whole members"));
		if (i == 0 && !is_head(record, next))
			return tsop_fail(err, TSOP_NO,
					 _("expected \"type\" and \"v\":1 as the first unit"));
		if (i == 1 && is_key_wrong(&record->fields[first]))
			return tsop_fail(err, TSOP_NO, _("expected 64 hexadecimal digits as key"));
	}
	return more;
}
