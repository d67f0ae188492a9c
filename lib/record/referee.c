#include "record/referee.h"

#include <jansson.h>

#include "base/i18n.h"

/* Jansson's own texts quote the input, which may be personal. */
static const char *reason(const json_error_t *said)
{
	switch (json_error_code(said)) {
	case json_error_duplicate_key:
		return _("a name is given twice in one object");
	case json_error_numeric_overflow:
		return _("number out of range");
	default:
		return _("not valid JSON");
	}
}

int tsop_referee_verdict(struct tsop_view text, struct tsop_error *err)
{
	json_error_t said;
	json_t *json = json_loadb(text.p, text.len, JSON_REJECT_DUPLICATES, &said);

	if (json != NULL) {
		json_decref(json);
		return 0;
	}
	if (json_error_code(&said) == json_error_out_of_memory)
		return tsop_fail_memory(err);
	return tsop_fail(err, TSOP_INPUT, _("column %d: %s"), said.position, reason(&said));
}

int tsop_referee_decode(struct tsop_buf *out, struct tsop_view raw, struct tsop_error *err)
{
	json_t *json;
	int status;

	if (memchr(raw.p, '\\', raw.len) == NULL) {
		status = tsop_buf_add(out, raw.p + 1, raw.len - 2);
	} else {
		json = json_loadb(raw.p, raw.len, JSON_DECODE_ANY, NULL);
		if (json == NULL)
			return tsop_fail_memory(err);
		status = tsop_buf_add(out, json_string_value(json), json_string_length(json));
		json_decref(json);
	}
	return status == 0 ? 0 : tsop_fail_memory(err);
}
