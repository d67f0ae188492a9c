#include "record/write.h"

#include "base/num.h"

const struct tsop_csv_style TSOP_CSV_PLAIN = { .delimiter = ',' };
const struct tsop_csv_style TSOP_CSV_EXCEL = {
	.delimiter = ';', .bom = true, .crlf = true, .guard = true
};

/* The two-character escape of c, or 0. */
static char short_escape(unsigned char c)
{
	switch (c) {
	case '"': case '\\': return (char)c;
	case '\b': return 'b';
	case '\f': return 'f';
	case '\n': return 'n';
	case '\r': return 'r';
	case '\t': return 't';
	default: return 0;
	}
}

/* Is any of eight bytes a control, a quote or a backslash? Each is subtracted in its own byte. */
static bool has_escaped(uint64_t bytes)
{
	const uint64_t ones = UINT64_MAX / 0xFF;
	uint64_t quote = bytes ^ ones * '"';
	uint64_t backslash = bytes ^ ones * '\\';
	uint64_t found = (bytes - ones * 0x20) & ~bytes;

	found |= (quote - ones) & ~quote;
	found |= (backslash - ones) & ~backslash;
	return (found & ones * 0x80) != 0;
}

/* Is nothing in the text escaped? Eight bytes at a time, the last eight again with those before. */
static bool is_plain(struct tsop_view text)
{
	uint64_t bytes;

	for (size_t i = 0; i + sizeof bytes < text.len; i += sizeof bytes) {
		memcpy(&bytes, text.p + i, sizeof bytes);
		if (has_escaped(bytes))
			return false;
	}
	if (text.len >= sizeof bytes) {
		memcpy(&bytes, text.p + text.len - sizeof bytes, sizeof bytes);
	} else {
		memset(&bytes, ' ', sizeof bytes);
		memcpy(&bytes, text.p, text.len);
	}
	return !has_escaped(bytes);
}

/* The first byte from i on that is escaped, or text.len. */
static size_t find_escaped(struct tsop_view text, size_t i)
{
	for (; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c < 0x20 || c == '"' || c == '\\')
			break;
	}
	return i;
}

/* Append a text in which nothing is escaped. */
static void add_plain(struct tsop_buf *out, struct tsop_view text)
{
	char *p;

	if (tsop_buf_reserve(out, text.len + 2) != 0)
		return;
	p = out->p + out->len;
	p[0] = '"';
	memcpy(p + 1, text.p, text.len);
	memcpy(p + 1 + text.len, "\"", 2);
	out->len += text.len + 2;
}

void tsop_write_string(struct tsop_buf *out, struct tsop_view text)
{
	size_t plain = 0; /* where the bytes begin that are not yet written */

	if (text.len > 0 && is_plain(text)) {
		add_plain(out, text);
		return;
	}
	tsop_buf_add_char(out, '"');
	for (size_t i = find_escaped(text, 0); i < text.len; i = find_escaped(text, i + 1)) {
		unsigned char c = (unsigned char)text.p[i];
		char letter;

		letter = short_escape(c);
		tsop_buf_add(out, text.p + plain, i - plain);
		plain = i + 1;
		if (letter != 0)
			tsop_buf_add(out, (char[]){ '\\', letter }, 2);
		else
			tsop_buf_addf(out, "\\u%04x", c);
	}
	tsop_buf_add(out, text.p + plain, text.len - plain);
	tsop_buf_add_char(out, '"');
}

/* Is what follows the first in its brackets? */
static bool is_first(const struct tsop_buf *out)
{
	int last = out->len > 0 ? out->p[out->len - 1] : '\0';

	return last == '{' || last == '[';
}

static void separate(struct tsop_buf *out)
{
	if (!is_first(out))
		tsop_buf_add_char(out, ',');
}

void tsop_write_name(struct tsop_buf *out, struct tsop_view name)
{
	char *p;

	if (tsop_buf_reserve(out, name.len + 4) != 0)
		return;
	p = out->p + out->len;
	if (!is_first(out))
		*p++ = ',';
	*p++ = '"';
	memcpy(p, name.p, name.len);
	p += name.len;
	*p++ = '"';
	*p++ = ':';
	*p = '\0';
	out->len = (size_t)(p - out->p);
}

void tsop_write_begin(struct tsop_buf *out, const char *type)
{
	tsop_buf_add_text(out, "{\"type\":\"");
	tsop_buf_add_text(out, type);
	tsop_buf_add_text(out, "\",\"v\":1");
}

void tsop_write_end(struct tsop_buf *out)
{
	tsop_buf_add_text(out, "}\n");
}

void tsop_write_decimal(struct tsop_buf *out, const char *name, int64_t scaled, unsigned places)
{
	char text[TSOP_NUM_TEXT];

	tsop_write_name(out, tsop_view_of(name));
	tsop_buf_add_char(out, '"');
	if (places == 0)
		tsop_buf_add_number(out, scaled);
	else
		tsop_buf_add_text(out, tsop_num_write_decimal(scaled, places, text));
	tsop_buf_add_char(out, '"');
}

void tsop_write_bool(struct tsop_buf *out, const char *name, bool value)
{
	tsop_write_name(out, tsop_view_of(name));
	tsop_buf_add_text(out, value ? "true" : "false");
}

void tsop_write_null(struct tsop_buf *out, const char *name)
{
	tsop_write_name(out, tsop_view_of(name));
	tsop_buf_add_text(out, "null");
}

void tsop_write_texts(struct tsop_buf *out, const char *name, const char *const *texts, size_t n)
{
	tsop_write_open(out, name, '[');
	for (size_t i = 0; i < n; i++)
		tsop_write_element(out, tsop_view_of(texts[i]));
	tsop_write_close(out, ']');
}

void tsop_write_open(struct tsop_buf *out, const char *name, char bracket)
{
	if (name != NULL)
		tsop_write_name(out, tsop_view_of(name));
	else
		separate(out);
	tsop_buf_add_char(out, bracket);
}

void tsop_write_close(struct tsop_buf *out, char bracket)
{
	tsop_buf_add_char(out, bracket);
}

void tsop_write_element(struct tsop_buf *out, struct tsop_view text)
{
	separate(out);
	tsop_write_string(out, text);
}

void tsop_write_field(struct tsop_buf *out, const struct tsop_field *field)
{
	separate(out);
	if (field->member.len > 0) {
		tsop_buf_add_view(out, field->member);
		return;
	}
	tsop_write_string(out, field->name);
	tsop_buf_add_char(out, ':');
	if (field->kind == TSOP_KIND_CELL)
		tsop_write_string(out, field->value);
	else
		tsop_buf_add_view(out, field->value);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number with its sign is what a spreadsheet should see as one. */
static bool is_signed_number(struct tsop_view text)
{
	size_t marks = 0;

	for (size_t i = 1; i < text.len; i++) {
		bool mark = (text.p[i] == '.' || text.p[i] == ',') && i > 1 && marks++ == 0;

		if (!mark && !is_digit(text.p[i]))
			return false;
	}
	return text.len > 1 && is_digit(text.p[text.len - 1]);
}

static bool is_formula(struct tsop_view text)
{
	switch (text.len == 0 ? '\0' : text.p[0]) {
	case '=': case '@': case '\t': case '\r':
		return true;
	case '+': case '-':
		return !is_signed_number(text);
	default:
		return false;
	}
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool needs_quotes(char delimiter, struct tsop_view text)
{
	if (text.len > 0 && (is_blank(text.p[0]) || is_blank(text.p[text.len - 1])))
		return true;
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] == delimiter || text.p[i] == '"' || text.p[i] == '\n' ||
		    text.p[i] == '\r')
			return true;
	return false;
}

void tsop_write_csv_begin(struct tsop_buf *out, const struct tsop_csv_style *style)
{
	if (style->bom)
		tsop_buf_add_text(out, "\xEF\xBB\xBF");
}

void tsop_write_cell(struct tsop_buf *out, const struct tsop_csv_style *style, bool first,
		     struct tsop_view text)
{
	bool guarded = style->guard && is_formula(text);

	if (!first)
		tsop_buf_add_char(out, style->delimiter);
	if (!needs_quotes(style->delimiter, text)) {
		if (guarded)
			tsop_buf_add_char(out, '\'');
		tsop_buf_add_view(out, text);
		return;
	}
	tsop_buf_add_text(out, guarded ? "\"'" : "\"");
	for (size_t i = 0; i < text.len; i++) {
		if (text.p[i] == '"')
			tsop_buf_add_char(out, '"');
		tsop_buf_add_char(out, text.p[i]);
	}
	tsop_buf_add_char(out, '"');
}

void tsop_write_row_end(struct tsop_buf *out, const struct tsop_csv_style *style)
{
	tsop_buf_add_text(out, style->crlf ? "\r\n" : "\n");
}
