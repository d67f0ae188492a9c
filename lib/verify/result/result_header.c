#include "verify/result/result_header.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/i18n.h"
#include "time/instant.h"
#include "verify/result/draws.h"
#include "verify/result/result_earlier.h"
#include "verify/result/result_members.h"

/* What this program knows of; anything else is named in the verdict as not verified. */
static const char *const known[] = {
	"type", "v", "id", "round", "now", "key", "key_column", "key_date", "method", "reading",
	"guarantee", "cap", "guarantee_column", "cap_column", "held_column", "threshold", "seed",
	"tie_rule", "drawn", "reserve_until", "fill", "keep", "moves", "mechanism", "order", "spread",
	"jointly", "claimants", "applications", "seats", "given", "reserved", "left", "enrolled",
	"waiting", "courses", NULL
};

/* What can be drawn for. */
static const char *const purposes[] = { "seats", "people", "courses", NULL };

struct reading {
	struct tsop_result_header *header;
	struct tsop_checking *checking;
};

static int read_course(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	const struct reading *reading = context;
	struct tsop_result_header *header = reading->header;
	struct tsop_checking *checking = reading->checking;
	struct tsop_result_course *course;

	if (header->n_courses == TSOP_RESULT_COURSES_MAX)
		return tsop_record_fail(record, "courses", err, _("expected at most %d courses"),
					TSOP_RESULT_COURSES_MAX);
	course = tsop_array_room(header->courses, header->n_courses, &header->courses_cap,
				 sizeof *course);
	if (course == NULL)
		return tsop_fail_memory(err);
	header->courses = course;
	course += header->n_courses++;
	*course = (struct tsop_result_course){ .id = "", .title = "", .place = "" };
	tsop_checking_string(checking, record, "id", true, &course->id);
	tsop_checking_string(checking, record, "title", true, &course->title);
	tsop_checking_string(checking, record, "place", true, &course->place);
	tsop_checking_integer(checking, record, "capacity", true, 0, TSOP_RESULT_PEOPLE_MAX,
			      &course->capacity);
	tsop_checking_integer(checking, record, "enrolled", true, 0, TSOP_RESULT_PEOPLE_MAX,
			      &course->enrolled);
	tsop_checking_integer(checking, record, "reserved", true, 0, TSOP_RESULT_PEOPLE_MAX,
			      &course->reserved);
	tsop_checking_integer(checking, record, "minimum", false, 0, course->capacity,
			      &course->minimum);
	tsop_checking_bool(checking, record, "closed", false, &course->is_closed);
	if (header->n_courses > 1 && strcmp(course[-1].id, course->id) >= 0)
		tsop_checking_fault(checking, record->line, "courses",
				    _("%s: expected each course once, by id"), course->id);
	return 0;
}

static int read_courses(struct reading *reading, const struct tsop_record *record,
			struct tsop_error *err)
{
	struct tsop_record element;
	int status;

	tsop_record_init(&element);
	status = tsop_record_objects(record, "courses", &element, read_course, reading, err);
	tsop_record_release(&element);
	reading->header->has_courses = status <= 0;
	if (status >= 0 || err->code == TSOP_SYSTEM)
		return status < 0 ? -1 : 0;
	tsop_checking_fault(reading->checking, record->line, "courses", "%s", err->text);
	return 0;
}

/* Where people apply, unused guarantees are held until reserve_until, or for good. */
static void read_times(struct reading *reading, const struct tsop_record *record)
{
	struct tsop_checking *checking = reading->checking;
	struct tsop_error err;
	tsop_instant now = 0;
	tsop_instant until = INT64_MAX;

	if (tsop_checking_text(checking, record, "now", true) &&
	    tsop_instant_read(tsop_buf_view(&checking->text), &now, &err) != 0)
		tsop_checking_fault(checking, record->line, "now", "%s", err.text);
	if (tsop_checking_string(checking, record, "reserve_until", false,
				 &reading->header->reserve_until) &&
	    tsop_instant_read(tsop_view_of(reading->header->reserve_until), &until, &err) != 0)
		tsop_checking_fault(checking, record->line, "reserve_until", "%s", err.text);
	reading->header->holds = reading->header->has_people && now < until;
}

static void read_rules(struct reading *reading, const struct tsop_record *record)
{
	struct tsop_result_header *header = reading->header;
	struct tsop_checking *checking = reading->checking;
	const int64_t max = TSOP_RESULT_SEATS_MAX;

	tsop_checking_string(checking, record, "key_column", true, &header->key_column);
	tsop_checking_string(checking, record, "method", true, &header->method);
	tsop_checking_string(checking, record, "reading", true, &header->reading);
	tsop_checking_string(checking, record, "guarantee_column", false,
			     &header->guarantee_column);
	tsop_checking_string(checking, record, "cap_column", false, &header->cap_column);
	tsop_checking_string(checking, record, "held_column", false, &header->held_column);
	tsop_checking_string(checking, record, "threshold", false, &header->threshold);
	tsop_checking_integer(checking, record, "guarantee", header->guarantee_column == NULL, 0,
			      max, &header->guarantee);
	if (tsop_checking_text(checking, record, "cap", true)) {
		header->by_demand = strcmp(checking->text.p, "demand") == 0;
		if (header->by_demand ? !header->has_people : strcmp(checking->text.p, "none") != 0)
			tsop_checking_fault(checking, record->line, "cap",
					    _("expected none, or demand where people applied"));
	}
	tsop_checking_bool(checking, record, "jointly", false, &header->is_joint);
	tsop_checking_integer(checking, record, "seats", true, 0, max, &header->seats);
	tsop_checking_integer(checking, record, "given", true, 0, max, &header->given);
	tsop_checking_integer(checking, record, "reserved", true, 0, max, &header->reserved);
	tsop_checking_integer(checking, record, "left", true, 0, max, &header->left);
}

static int read_lots(struct reading *reading, const struct tsop_record *record,
		     struct tsop_error *err)
{
	struct tsop_checking *checking = reading->checking;
	struct tsop_result_header *header = reading->header;

	tsop_checking_string(checking, record, "seed", false, &header->seed);
	header->has_draws = tsop_record_get(record, "drawn") != NULL;
	tsop_result_tie_rule(checking, record);
	if (!header->has_draws)
		return 0;
	return tsop_draws_read(&header->draws, purposes, checking, record, err);
}

int tsop_result_header_read(struct tsop_result *result, struct tsop_checking *checking,
		     const struct tsop_record *record, struct tsop_error *err)
{
	struct tsop_result_header *header = &result->header;
	struct reading reading = { header, checking };
	const int64_t max = TSOP_RESULT_PEOPLE_MAX;

	header->id = "";
	tsop_checking_string(checking, record, "id", true, &header->id);
	header->has_seats = tsop_checking_integer(checking, record, "claimants", false, 0, max,
						  &header->claimants);
	header->has_people = tsop_checking_integer(checking, record, "applications", false, 0,
						   max, &header->applications);
	if (read_courses(&reading, record, err) != 0)
		return -1;
	tsop_checking_string(checking, record, "round", header->has_courses, &header->round);
	read_times(&reading, record);
	if (header->has_seats)
		read_rules(&reading, record);
	if (header->has_courses) {
		tsop_checking_string(checking, record, "mechanism",
				     tsop_record_get(record, "fill") == NULL, &header->mechanism);
		tsop_checking_string(checking, record, "order", false, &header->order);
		tsop_result_goes_on(result, checking, record);
		tsop_checking_string(checking, record, "spread", false, &header->spread);
		tsop_checking_integer(checking, record, "enrolled", true, 0, max,
				      &header->enrolled);
		tsop_checking_integer(checking, record, "waiting", true, 0, max,
				      &header->waiting);
	}
	if (read_lots(&reading, record, err) != 0)
		return -1;
	tsop_checking_unknown(checking, record, known);
	return 0;
}
