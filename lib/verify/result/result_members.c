#include "verify/result/result_members.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

uint16_t tsop_result_course(const struct tsop_result *result, struct tsop_checking *checking,
			    const struct tsop_record *record, const char *name, bool is_required)
{
	uint16_t course;

	if (!tsop_checking_text(checking, record, name, is_required))
		return TSOP_RESULT_NO_COURSE;
	course = tsop_result_find_course(result, checking->text.p);
	if (course == TSOP_RESULT_NO_COURSE)
		tsop_checking_fault(checking, record->line, name,
				    _("expected a course of the result"));
	return course;
}

size_t tsop_result_enrollment(const struct tsop_result *result, struct tsop_checking *checking,
			      const struct tsop_record *record)
{
	size_t guess = SIZE_MAX;
	size_t person = result->n_people;

	if (!tsop_checking_text(checking, record, "enrollment", true))
		return person;
	person = tsop_result_find_person(
		result, tsop_result_number(tsop_buf_view(&checking->text), 'e'), &guess);
	if (person == result->n_people)
		tsop_checking_fault(checking, record->line, "enrollment",
				    _("expected somebody with an assignment"));
	return person;
}

void tsop_result_version(struct tsop_checking *checking, const struct tsop_record *record)
{
	int64_t version;

	tsop_checking_integer(checking, record, "v", true, 1, 1, &version);
}

void tsop_result_tie_rule(struct tsop_checking *checking, const struct tsop_record *record)
{
	const char *rule = tsop_record_get(record, "seed") != NULL    ? "sha256-lot" :
			   tsop_record_get(record, "drawn") != NULL ? "recorded" :
								      "none";

	if (tsop_checking_text(checking, record, "tie_rule", true) &&
	    strcmp(checking->text.p, rule) != 0)
		tsop_checking_fault(checking, record->line, "tie_rule", _("expected %s"), rule);
}

bool tsop_result_object(struct tsop_checking *checking, const struct tsop_record *record,
			const char *name, bool is_required, struct tsop_record *nested)
{
	const struct tsop_field *field = tsop_record_get(record, name);
	struct tsop_error err;

	if (field == NULL) {
		if (is_required)
			tsop_checking_fault(checking, record->line, name, _("missing"));
		return false;
	}
	if (field->kind == TSOP_KIND_OBJECT &&
	    tsop_record_scan(nested, field->value, record->file, record->line, &err) == 0)
		return true;
	if (field->kind == TSOP_KIND_OBJECT && err.code == TSOP_SYSTEM)
		checking->has_failed = true;
	else
		tsop_checking_fault(checking, record->line, name, _("expected an object"));
	return false;
}

void tsop_result_cost(struct tsop_checking *checking, const struct tsop_record *record,
		      struct tsop_result_cost *cost)
{
	const int64_t max = INT64_C(1) << 61;

	tsop_checking_integer(checking, record, "unassigned", true, -max, max, &cost->unassigned);
	tsop_checking_integer(checking, record, "rank", true, -max, max, &cost->rank);
	tsop_checking_integer(checking, record, "meters", true, -max, max, &cost->meters);
}

int tsop_result_each(struct tsop_checking *checking, const struct tsop_record *record,
		     const char *name,
		     int (*each)(void *context, const struct tsop_record *element,
				 struct tsop_error *err),
		     void *context, struct tsop_error *err)
{
	struct tsop_record element;
	int status;

	tsop_record_init(&element);
	status = tsop_record_objects(record, name, &element, each, context, err);
	tsop_record_release(&element);
	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status != 0)
		tsop_checking_fault(checking, record->line, name, "%s",
				    status > 0 ? _("missing") : err->text);
	return 0;
}

int tsop_result_set(const struct tsop_result *result, struct tsop_checking *checking,
		    const struct tsop_record *record, const char *name, bool **set,
		    struct tsop_error *err)
{
	const char *const *ids;
	size_t n;
	int status = tsop_record_strings(record, name, &checking->arena, TSOP_RESULT_COURSES_MAX,
					 &ids, &n, err);

	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status < 0)
		tsop_checking_fault(checking, record->line, name, "%s", err->text);
	if (status != 0)
		return 0;
	*set = calloc(result->header.n_courses + 1, sizeof **set);
	if (*set == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++) {
		uint16_t course = tsop_result_find_course(result, ids[i]);

		if (course != TSOP_RESULT_NO_COURSE)
			(*set)[course] = true;
		else
			tsop_checking_fault(checking, record->line, name,
					    _("expected courses of the result"));
	}
	return 0;
}
