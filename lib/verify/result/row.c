#include "verify/result/row.h"

#include "base/i18n.h"
#include "base/text.h"
#include "people/person.h"

enum { COURSES_SAID = 8 };

/* Was it read? */
static bool took(struct tsop_faults *faults, const char *name, const char *expected, int status,
		 struct tsop_error *err)
{
	if (status < 0)
		tsop_faults_note(faults, NULL, err);
	else if (status > 0 && expected != NULL)
		tsop_faults_add(faults, name, "%s", expected);
	return status == 0;
}

bool tsop_row_text(struct tsop_faults *faults, const char *name, struct tsop_buf *text,
		      const char *expected)
{
	struct tsop_error err;
	int status = tsop_record_text(faults->record, name, text, &err);

	return took(faults, name, expected, status, &err);
}

bool tsop_row_check_cpr(struct tsop_faults *faults, const char *name, struct tsop_view text)
{
	if (!tsop_person_has_cpr(text))
		return true;
	tsop_faults_add(faults, name, _("holds what looks like a CPR number; leave it out"));
	return false;
}

bool tsop_row_line(struct tsop_faults *faults, const char *name, struct tsop_buf *text,
		      const char *expected)
{
	if (!tsop_row_text(faults, name, text, expected))
		return false;
	if (tsop_text_control(tsop_buf_view(text)) == text->len)
		return true;
	tsop_faults_add(faults, name, _("expected one line of text without control characters"));
	return false;
}

bool tsop_row_integer(struct tsop_faults *faults, const char *name, int64_t min, int64_t max,
			 int64_t *value, const char *expected)
{
	struct tsop_error err;
	int status = tsop_record_integer(faults->record, name, min, max, value, &err);

	return took(faults, name, expected, status, &err);
}

bool tsop_row_municipality(struct tsop_faults *faults, const char *name, struct tsop_buf *text,
			      const struct tsop_municipality **municipality, const char *expected)
{
	struct tsop_error err;

	if (!tsop_row_text(faults, name, text, expected))
		return false;
	if (tsop_municipality_find(tsop_buf_view(text), municipality, &err) == 0)
		return true;
	tsop_faults_note(faults, name, &err);
	return false;
}

bool tsop_row_course(struct tsop_faults *faults, const char *name,
			const struct tsop_result *result, const char *id, uint16_t *course)
{
	const struct tsop_result_header *header = &result->header;
	struct tsop_error err;
	struct tsop_buf list;

	*course = tsop_result_find_course(result, id);
	if (*course != TSOP_RESULT_NO_COURSE)
		return true;
	tsop_buf_init(&list);
	for (size_t i = 0; i < header->n_courses && i < COURSES_SAID; i++)
		tsop_buf_addf(&list, "%s%s", i == 0 ? "" : ", ", header->courses[i].id);
	if (header->n_courses > COURSES_SAID)
		tsop_buf_add_text(&list, ", ...");
	if (tsop_buf_ok(&list, &err) == 0)
		tsop_fail(&err, TSOP_INPUT, _("expected a course of round %s: %s"), header->round,
			  list.p);
	tsop_faults_note(faults, name, &err);
	tsop_buf_release(&list);
	return false;
}
