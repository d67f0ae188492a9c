/*
 * fields.h: a record's fields, read so that every bad one is reported.
 *
 * What readers of courses and applications ask of a record beside its faults
 * (record/faults.h). No message repeats what a person's field said.
 */
#ifndef TSOP_ENROLL_FIELDS_H
#define TSOP_ENROLL_FIELDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "enroll/members.h"
#include "record/faults.h"
#include "time/zone.h"

struct tsop_fields {
	struct tsop_faults faults; /* of the record being read */
	struct tsop_arena *arena;  /* what is returned lives here */
	struct tsop_buf raw, text;
};

/* arena and sink are borrowed until tsop_fields_release. refusal: see struct tsop_faults. */
void tsop_fields_init(struct tsop_fields *fields, struct tsop_arena *arena,
		      struct tsop_sink *sink, enum tsop_code refusal);
void tsop_fields_release(struct tsop_fields *fields);

/* Checks a text and appends it as it is kept (tsop_person_name and the like). */
typedef int tsop_field_check(struct tsop_buf *out, struct tsop_view text, struct tsop_error *err);

/* The check of a text of one line: trimmed, in NFC, 1 to 500 bytes, no control characters. */
tsop_field_check tsop_field_line;
/* The check of an id: 1 to 64 of a-z, 0-9, '.', '_' and '-'. */
tsop_field_check tsop_field_id;

/*
 * The field's text after its check, in the arena; NULL where it is absent or
 * was refused. Text that looks like a CPR number is refused; so is a required
 * field that is absent.
 */
const char *tsop_fields_text(struct tsop_fields *fields, const char *name, bool required,
			     tsop_field_check *check);
/* An instant, local times in the zone. False: absent or refused. */
bool tsop_fields_instant(struct tsop_fields *fields, const char *name, bool required,
			 const struct tsop_zone *zone, tsop_instant *instant);
bool tsop_fields_integer(struct tsop_fields *fields, const char *name, bool required, int64_t min,
			 int64_t max, int64_t *value);

/*
 * Write the members that is_known() does not know as they were read, each
 * marked; a CSV cell is a string, an empty one and null are left out. Refused are names
 * that the register gives a meaning of its own and text that looks like a CPR
 * number.
 */
void tsop_fields_rest(struct tsop_fields *fields, bool (*is_known)(struct tsop_view name),
		      bool personal, struct tsop_members_writer *writer);

/* Refuse a record that says another type than `type`, or another version than 1. */
void tsop_fields_type(struct tsop_fields *fields, const char *type);

#endif
