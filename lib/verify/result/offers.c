#include "verify/result/offers.h"

#include <string.h>

#include "base/i18n.h"

struct reading {
	const struct tsop_result *result;
	struct tsop_checking *checking;
	struct tsop_buf text;
	bool seen[TSOP_RESULT_COURSES_MAX];
};

static int read_text(struct reading *reading, const struct tsop_record *record, const char *name,
		     struct tsop_error *err)
{
	int status = tsop_record_text(record, name, &reading->text, err);

	return status > 0 ? tsop_record_fail(record, name, err, _("missing")) : status;
}

static void fault(struct reading *reading, const struct tsop_record *record, const char *name,
		  const struct tsop_result_course *course)
{
	tsop_checking_fault(reading->checking, reading->result->header.line, "courses",
			    _("%s: not the %s in line %llu of %s"), course->id, name, record->line,
			    record->file);
}

static int compare(struct reading *reading, const struct tsop_record *record,
		   const struct tsop_result_course *course, struct tsop_error *err)
{
	int64_t capacity;
	int64_t minimum = 0;
	int status;

	if (read_text(reading, record, "title", err) != 0)
		return -1;
	if (strcmp(reading->text.p, course->title) != 0)
		fault(reading, record, "title", course);
	if (read_text(reading, record, "place", err) != 0)
		return -1;
	if (strcmp(reading->text.p, course->place) != 0)
		fault(reading, record, "place", course);
	status = tsop_record_integer(record, "capacity", 0, TSOP_RESULT_PEOPLE_MAX, &capacity,
				     err);
	if (status != 0)
		return status > 0 ? tsop_record_fail(record, "capacity", err, _("missing")) : -1;
	if (capacity != course->capacity)
		fault(reading, record, "capacity", course);
	if (tsop_record_integer(record, "minimum", 0, TSOP_RESULT_PEOPLE_MAX, &minimum, err) < 0)
		return -1;
	if (minimum != course->minimum)
		fault(reading, record, "minimum", course);
	return 0;
}

/* 1: of another round than the result's. */
static int read_round(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	const char *round = reading->result->header.round;

	if (round == NULL)
		return 0;
	if (read_text(reading, record, "round", err) != 0)
		return -1;
	return strcmp(reading->text.p, round) != 0;
}

static int check_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	int status = read_round(reading, record, err);
	uint16_t index;

	if (status != 0)
		return status < 0 ? -1 : 0;
	if (read_text(reading, record, "id", err) != 0)
		return -1;
	index = tsop_result_find_course(reading->result, reading->text.p);
	if (index == TSOP_RESULT_NO_COURSE) {
		tsop_checking_fault_at(reading->checking, record->file, record->line, "id",
				       _("'%s' is not among the courses of the result"),
				       reading->text.p);
		return 0;
	}
	if (reading->seen[index])
		return tsop_record_fail(record, "id", err, _("given before"));
	reading->seen[index] = true;
	return compare(reading, record, &reading->result->header.courses[index], err);
}

int tsop_offers_check(const struct tsop_result *result, struct tsop_checking *checking)
{
	static const char *const required[] = { "id", "title", "place", "capacity", NULL };
	struct reading reading = { .result = result, .checking = checking };
	struct tsop_input_options input = checking->input;
	int status;

	input.required = required;
	tsop_buf_init(&reading.text);
	status = tsop_input_each(checking->options->courses, &input, check_row, &reading,
				 checking->sink);
	tsop_buf_release(&reading.text);
	for (size_t i = 0; i < result->header.n_courses && status == 0; i++)
		if (!reading.seen[i])
			tsop_checking_fault(checking, result->header.line, "courses",
					    _("%s: no course of %s"), result->header.courses[i].id,
					    checking->options->courses);
	return status;
}
