/*
 * application.h: an application of one person for a round, as it is kept.
 *
 * What a form, a spreadsheet or a pipe gives is read once into the normalized
 * record: the municipality as code, wishes as course ids, instants with their
 * offset, names in NFC. Everything else of the house sees only that.
 */
#ifndef TSOP_ENROLL_APPLICATION_H
#define TSOP_ENROLL_APPLICATION_H

#include <stdbool.h>
#include <stdint.h>

#include "enroll/catalog.h"
#include "enroll/eligible.h"
#include "enroll/fields.h"
#include "enroll/members.h"
#include "people/municipality.h"

enum { TSOP_WISHES_MAX = 64, TSOP_PRIORITY_MAX = 1000000 };

/* The columns that a CSV of applications can not be without (struct tsop_input_options). */
extern const char *const TSOP_APPLICATION_COLUMNS[];

struct tsop_application {
	const char *round;
	const char *ref; /* the form's answer id, or NULL */
	const struct tsop_municipality *municipality;
	const char *name, *email;
	tsop_instant received;
	bool received_given; /* else `received` is the rules' now */
	tsop_instant opens, closes; /* the window it is judged by */
	const struct tsop_zone *zone; /* of the window */
	struct tsop_view identity; /* tsop_person_identity: the same in every spelling */
	struct tsop_members members; /* the record, normalized */
};

/* By what applications are read and judged; all borrowed. */
struct tsop_application_rules {
	struct tsop_catalog *courses;
	const struct tsop_eligible *eligible;
	const struct tsop_zone *zone; /* of local times, and of `received` as it is written */
	tsop_instant now;             /* judged by where `received` is absent */
	bool write_now;               /* and then written as `received` */
};

struct tsop_application_reader {
	struct tsop_fields fields;
	struct tsop_members_writer writer;
	struct tsop_buf scratch;
	const struct tsop_application_rules *rules;
};

/* arena, sink and rules are borrowed; a bad field is reported as `refusal` (struct tsop_fields). */
void tsop_application_reader_init(struct tsop_application_reader *reader,
				  struct tsop_arena *arena, struct tsop_sink *sink,
				  const struct tsop_application_rules *rules,
				  enum tsop_code refusal);
void tsop_application_reader_release(struct tsop_application_reader *reader);

/*
 * Read an application; what it points to lives in the reader's arena. It is
 * refused where it says that it was received outside its window. -1: refused,
 * every bad field was reported.
 */
int tsop_application_read(struct tsop_application_reader *reader,
			  const struct tsop_record *record, struct tsop_application *application);

/*
 * Was it received within its window: from the `opens` to the `closes` of its
 * first wish, or, without a wish, from the first `opens` to the last `closes`
 * of its round? Both are inclusive ("no later than 12:00" holds 12:00:00 and
 * not 12:00:01). Else -1; err has no place. What does not say when it was
 * received is asked this only where it is new (judge.h): the same file is not
 * late when it comes again.
 */
int tsop_application_check_window(const struct tsop_application *application,
				  struct tsop_error *err);

/*
 * The place of a member in the order of those that an application is known to
 * have; TSOP_MEMBER_FREE for any other.
 */
enum { TSOP_MEMBER_FREE = 11 };
size_t tsop_application_place(struct tsop_view name);
/* Is the member of that name personal, a unit of its own in the store? What is not known is. */
bool tsop_application_is_personal(struct tsop_view name);

#endif
