#define TSOP_FAULTS_IMPLEMENTATION
#include "record/faults.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/i18n.h"

void tsop_faults_init(struct tsop_faults *faults, struct tsop_sink *sink, enum tsop_code refusal)
{
	*faults = (struct tsop_faults){ .sink = sink, .refusal = refusal };
}

void tsop_faults_begin(struct tsop_faults *faults, const struct tsop_record *record)
{
	faults->record = record;
	faults->n = 0;
	faults->is_other = false;
}

int tsop_faults_note(struct tsop_faults *faults, const char *field, struct tsop_error *err)
{
	if (field != NULL) {
		tsop_error_at(err, faults->record->file, faults->record->line, field);
	} else if (err->file == NULL) {
		err->file = faults->record->file;
		err->line = faults->record->line;
	}
	if (err->code == TSOP_INPUT)
		err->code = faults->refusal;
	if (!faults->is_other || err->code == TSOP_SYSTEM)
		tsop_sink_report(faults->sink, err);
	faults->n++;
	return -1;
}

int tsop_faults_add(struct tsop_faults *faults, const char *field, const char *format, ...)
{
	struct tsop_error err;
	char text[sizeof err.text];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	tsop_fail(&err, TSOP_INPUT, "%s", text);
	return tsop_faults_note(faults, field, &err);
}

void tsop_faults_version(struct tsop_faults *faults)
{
	int64_t version = 1;

	if (tsop_record_integer(faults->record, "v", 1, 1, &version, NULL) < 0)
		tsop_faults_add(faults, "v", _("expected 1, the version this program reads"));
}

int tsop_faults_end(const struct tsop_faults *faults, struct tsop_error *err)
{
	if (faults->n == 0)
		return 0;
	err->code = TSOP_OK;
	return -1;
}
