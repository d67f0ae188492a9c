#define TSOP_ERROR_IMPLEMENTATION
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

/* Cut s, which snprintf filled to the brim, before a character it split. */
static void cut_at_character(char *s, size_t size)
{
	size_t n = size - 1;

	while (n > 0 && ((unsigned char)s[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0 && (unsigned char)s[n - 1] >= 0xC0)
		n--;
	s[n] = '\0';
}

__attribute__((format(printf, 3, 0))) static void
set_text(struct tsop_error *err, enum tsop_code code, const char *format, va_list args)
{
	int n;

	err->code = code;
	err->file = NULL;
	err->line = 0;
	err->field[0] = '\0';
	n = vsnprintf(err->text, sizeof err->text, format, args);
	if (n < 0)
		err->text[0] = '\0';
	else if ((size_t)n >= sizeof err->text)
		cut_at_character(err->text, sizeof err->text);
}

int tsop_fail(struct tsop_error *err, enum tsop_code code, const char *format, ...)
{
	va_list args;

	if (err == NULL)
		return -1;
	va_start(args, format);
	set_text(err, code, format, args);
	va_end(args);
	return -1;
}

int tsop_fail_errno(struct tsop_error *err, int errnum, const char *format, ...)
{
	va_list args;
	size_t used;
	int n;

	if (err == NULL)
		return -1;
	va_start(args, format);
	set_text(err, TSOP_SYSTEM, format, args);
	va_end(args);
	used = strlen(err->text);
	n = snprintf(err->text + used, sizeof err->text - used, ": %s", strerror(errnum));
	if (n >= (int)(sizeof err->text - used))
		cut_at_character(err->text, sizeof err->text);
	return -1;
}

int tsop_fail_memory(struct tsop_error *err)
{
	return tsop_fail(err, TSOP_SYSTEM, _("out of memory"));
}

const char *tsop_error_file(const char *file)
{
	return strcmp(file, "-") == 0 ? "stdin" : file;
}

int tsop_error_at(struct tsop_error *err, const char *file, unsigned long long line,
		  const char *field)
{
	if (err == NULL)
		return -1;
	err->file = file;
	err->line = line;
	err->field[0] = '\0';
	if (field != NULL) {
		int n = snprintf(err->field, sizeof err->field, "%s", field);

		if (n >= (int)sizeof err->field)
			cut_at_character(err->field, sizeof err->field);
	}
	return -1;
}

int tsop_error_option(struct tsop_error *err, const char *name)
{
	char text[sizeof err->text];

	if (err == NULL || err->code == TSOP_SYSTEM)
		return -1;
	memcpy(text, err->text, sizeof text);
	return tsop_fail(err, TSOP_USAGE, "--%s: %s", name, text);
}

void tsop_sink_report(struct tsop_sink *sink, const struct tsop_error *err)
{
	if (sink->n++ < sink->limit)
		sink->say(sink->context, err);
	if (err->code > sink->worst)
		sink->worst = err->code;
}
