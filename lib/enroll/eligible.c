#include "enroll/eligible.h"

#include <stdlib.h>

#include "base/i18n.h"

void tsop_eligible_init(struct tsop_eligible *eligible)
{
	eligible->has = NULL;
}

void tsop_eligible_release(struct tsop_eligible *eligible)
{
	free(eligible->has);
	eligible->has = NULL;
}

static bool *place_of(const struct tsop_eligible *eligible,
		      const struct tsop_municipality *municipality)
{
	size_t n;

	return &eligible->has[municipality - tsop_municipalities(&n)];
}

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct tsop_eligible *eligible = context;
	const struct tsop_municipality *municipality;
	const char *field = "municipality";
	struct tsop_buf text;
	int status;

	tsop_buf_init(&text);
	status = tsop_record_text(record, field, &text, err);
	if (status == 1) {
		field = "code";
		status = tsop_record_text(record, field, &text, err);
	}
	if (status == 1)
		status = tsop_record_fail(record, "municipality", err,
					  _("expected a municipality, found none"));
	else if (status == 0 &&
		 tsop_municipality_find(tsop_buf_view(&text), &municipality, err) != 0)
		status = tsop_error_at(err, record->file, record->line, field);
	else if (status == 0 && *place_of(eligible, municipality))
		status = tsop_record_fail(record, field, err, _("%s is in the list already"),
					  municipality->code);
	else if (status == 0)
		*place_of(eligible, municipality) = true;
	tsop_buf_release(&text);
	return status;
}

int tsop_eligible_load(struct tsop_eligible *eligible, const char *name,
		       const struct tsop_input_options *options, struct tsop_sink *sink)
{
	struct tsop_error err;
	size_t n;

	tsop_municipalities(&n);
	eligible->has = calloc(n, sizeof *eligible->has);
	if (eligible->has == NULL) {
		tsop_fail_memory(&err);
		tsop_sink_report(sink, &err);
		return -1;
	}
	return tsop_input_each(name, options, read_row, eligible, sink);
}

bool tsop_eligible_has(const struct tsop_eligible *eligible,
		       const struct tsop_municipality *municipality)
{
	return eligible->has == NULL || *place_of(eligible, municipality);
}
