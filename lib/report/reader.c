#include "report/reader.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"

void tsop_reader_init(struct tsop_reader *reader, struct tsop_arena *arena, struct tsop_sink *sink)
{
	*reader = (struct tsop_reader){ .sink = sink, .arena = arena };
	tsop_buf_init(&reader->text);
}

void tsop_reader_release(struct tsop_reader *reader)
{
	tsop_buf_release(&reader->text);
}

/* Tell the sink; a field of an element is named with its array: "courses.capacity". */
static void tell(struct tsop_reader *reader, const struct tsop_error *err)
{
	struct tsop_error within = *err;

	if (reader->within != NULL)
		snprintf(within.field, sizeof within.field, "%.20s.%.40s", reader->within,
			 err->field);
	tsop_sink_report(reader->sink, &within);
}

void tsop_reader_refuse(struct tsop_reader *reader, const char *field, const char *format, ...)
{
	struct tsop_error err;
	char text[sizeof err.text];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	tsop_record_fail(reader->record, field, &err, "%s", text);
	tell(reader, &err);
}

bool tsop_reader_took(struct tsop_reader *reader, const char *field, enum tsop_need need,
		      int status, const struct tsop_error *err)
{
	if (status < 0)
		tell(reader, err);
	else if (status == 1 && need == TSOP_REQUIRED)
		tsop_reader_refuse(reader, field, _("missing"));
	return status == 0;
}

bool tsop_reader_text(struct tsop_reader *reader, const char *field, enum tsop_need need,
		      const char **text)
{
	struct tsop_error err;
	struct tsop_view view;
	int status = tsop_record_string(reader->record, field, reader->arena, text, &err);

	if (!tsop_reader_took(reader, field, need, status, &err))
		return false;
	view = tsop_view_of(*text);
	if (tsop_text_control(view) == view.len)
		return true;
	tsop_reader_refuse(reader, field, _("expected text without control characters"));
	return false;
}

bool tsop_reader_look(struct tsop_reader *reader, const char *field, enum tsop_need need)
{
	struct tsop_error err;
	int status = tsop_record_text(reader->record, field, &reader->text, &err);

	return tsop_reader_took(reader, field, need, status, &err);
}

bool tsop_reader_count(struct tsop_reader *reader, const char *field, enum tsop_need need,
		       int64_t *count)
{
	struct tsop_error err;
	int status = tsop_record_integer(reader->record, field, 0, TSOP_READER_COUNT_MAX, count,
					 &err);

	return tsop_reader_took(reader, field, need, status, &err);
}

bool tsop_reader_instant(struct tsop_reader *reader, const char *field, enum tsop_need need,
			 const char **text, tsop_instant *instant)
{
	struct tsop_error err;

	if (!tsop_reader_text(reader, field, need, text))
		return false;
	if (tsop_instant_read(tsop_view_of(*text), instant, &err) == 0)
		return true;
	tsop_reader_refuse(reader, field, "%s", err.text);
	return false;
}

bool tsop_reader_date(struct tsop_reader *reader, const char *field, enum tsop_need need,
		      const char **text, struct tsop_date *date)
{
	struct tsop_error err;

	if (!tsop_reader_text(reader, field, need, text))
		return false;
	if (tsop_date_read(tsop_view_of(*text), date, &err) == 0)
		return true;
	tsop_reader_refuse(reader, field, "%s", err.text);
	return false;
}

void tsop_reader_version(struct tsop_reader *reader)
{
	int64_t version;

	if (tsop_reader_count(reader, "v", TSOP_REQUIRED, &version) && version != 1)
		tsop_reader_refuse(reader, "v", _("expected 1, the version this program reads"));
}
