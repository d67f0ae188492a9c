#include "verify/checking.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/i18n.h"
#include "record/write.h"

enum { NAME_MAX_SAID = 60 };

static void tell(struct tsop_checking *checking, const char *file, unsigned long long line,
		 const char *field, const char *format, va_list args)
	__attribute__((format(printf, 5, 0)));

static void tell(struct tsop_checking *checking, const char *file, unsigned long long line,
		 const char *field, const char *format, va_list args)
{
	struct tsop_error err;
	char text[sizeof err.text];

	vsnprintf(text, sizeof text, format, args);
	if (checking->pass > 0)
		tsop_fail(&err, checking->code, _("pass %zu: %s"), checking->pass, text);
	else
		tsop_fail(&err, checking->code, "%s", text);
	tsop_error_at(&err, file, line, field);
	tsop_sink_report(checking->sink, &err);
	checking->n_faults++;
}

void tsop_checking_fault(struct tsop_checking *checking, unsigned long long line, const char *field,
			 const char *format, ...)
{
	va_list args;

	va_start(args, format);
	tell(checking, checking->options->result, line, field, format, args);
	va_end(args);
}

void tsop_checking_fault_at(struct tsop_checking *checking, const char *file,
			    unsigned long long line, const char *field, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	tell(checking, file, line, field, format, args);
	va_end(args);
}

void tsop_checking_passed(struct tsop_checking *checking, const char *word)
{
	if (checking->pass == 0)
		tsop_write_element(&checking->verified, tsop_view_of(word));
}

void tsop_checking_open(struct tsop_checking *checking, const char *format, ...)
{
	char text[256];
	size_t len = 0;
	va_list args;

	if (checking->pass > 0)
		len = (size_t)snprintf(text, sizeof text, "pass %zu: ", checking->pass);
	va_start(args, format);
	vsnprintf(text + len, sizeof text - len, format, args);
	va_end(args);
	tsop_write_element(&checking->unverified, tsop_view_of(text));
}

/* Was the member read? A failure and what is missing are faults. */
static bool took(struct tsop_checking *checking, const struct tsop_record *record,
		 const char *name, bool is_required, int status, const struct tsop_error *err)
{
	if (status < 0 && err->code == TSOP_SYSTEM)
		checking->has_failed = true;
	else if (status < 0)
		tsop_checking_fault(checking, record->line, name, "%s", err->text);
	else if (status == 1 && is_required)
		tsop_checking_fault(checking, record->line, name, _("missing"));
	return status == 0;
}

bool tsop_checking_integer(struct tsop_checking *checking, const struct tsop_record *record,
			   const char *name, bool is_required, int64_t min, int64_t max,
			   int64_t *value)
{
	struct tsop_error err;
	int status = tsop_record_integer(record, name, min, max, value, &err);

	return took(checking, record, name, is_required, status, &err);
}

bool tsop_checking_string(struct tsop_checking *checking, const struct tsop_record *record,
			  const char *name, bool is_required, const char **string)
{
	struct tsop_error err;
	int status = tsop_record_string(record, name, &checking->arena, string, &err);

	return took(checking, record, name, is_required, status, &err);
}

bool tsop_checking_text(struct tsop_checking *checking, const struct tsop_record *record,
			const char *name, bool is_required)
{
	struct tsop_error err;
	int status = tsop_record_text(record, name, &checking->text, &err);

	return took(checking, record, name, is_required, status, &err);
}

bool tsop_checking_bool(struct tsop_checking *checking, const struct tsop_record *record,
			const char *name, bool is_required, bool *value)
{
	struct tsop_error err;
	int status = tsop_record_bool(record, name, value, &err);

	return took(checking, record, name, is_required, status, &err);
}

static bool is_among(struct tsop_view name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (tsop_view_is(name, *names))
			return true;
	return false;
}

void tsop_checking_unknown(struct tsop_checking *checking, const struct tsop_record *record,
			   const char *const *names)
{
	for (size_t i = 0; i < record->n; i++) {
		struct tsop_view name = record->fields[i].name;

		if (is_among(name, names))
			continue;
		if (name.len <= NAME_MAX_SAID)
			tsop_checking_open(checking, "%.*s: unknown to this program", (int)name.len,
					   name.p);
		else
			tsop_checking_open(checking, "a member unknown to this program");
	}
}
