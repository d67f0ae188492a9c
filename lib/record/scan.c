#include "record/scan.h"

#include <stdint.h>
#include <stdio.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/i18n.h"
#include "base/text.h"
#include "record/referee.h"

enum {
	DEPTH_MAX = 32,
	NAMES_MAX = 256,       /* of a record that are compared here, */
	NESTED_NAMES_MAX = 16, /* and of an object in it */
	DIGITS_SURE = 18,      /* an integer of so many digits fits 64 bits */
	REAL_LEN_SURE = 300,   /* a real without exponent of so many bytes is finite */
};

/*
 * The functions below pass what begins at p and return what is behind it, or
 * NULL where it is not as it should be: then `stopped` and `wrong` say so.
 */
struct scan {
	const char *begin;
	const char *end;
	const char *stopped;
	const char *wrong; /* N_() */
	bool doubt;
};

static const char *stop(struct scan *scan, const char *p, const char *wrong)
{
	scan->stopped = p;
	scan->wrong = wrong;
	return NULL;
}

/* The byte at p; NUL, which stands nowhere in JSON, at the end. */
static inline int peek(const struct scan *scan, const char *p)
{
	return p < scan->end ? *p : '\0';
}

static inline const char *pass_blanks(const struct scan *scan, const char *p)
{
	if (p < scan->end && *p > ' ')
		return p;
	while (p < scan->end && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
		p++;
	return p;
}

/*
 * The closing quote of a string that goes on at p, where it is near and only
 * plain ASCII stands before it; else NULL. Reads whole blocks.
 */
static inline const char *find_quote(const struct scan *scan, const char *p)
{
#ifdef __SSE2__
	for (; scan->end - p >= 16; p += 16) {
		const __m128i v = _mm_loadu_si128((const void *)p);
		const __m128i quote = _mm_cmpeq_epi8(v, _mm_set1_epi8('"'));
		const __m128i backslash = _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'));
		const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v);
		const __m128i special = _mm_or_si128(_mm_or_si128(quote, backslash), control);
		unsigned found = (unsigned)_mm_movemask_epi8(special);
		unsigned high = (unsigned)_mm_movemask_epi8(v); /* bytes over 0x7F */

		if (found != 0) {
			p += __builtin_ctz(found);
			return *p == '"' && (high & (found - 1)) == 0 ? p : NULL;
		}
		if (high != 0)
			break;
	}
#endif
	(void)scan;
	(void)p;
	return NULL;
}

/* The first '"', backslash or control from p, or the end; *high: a byte over 0x7F was passed. */
static const char *find_special(const struct scan *scan, const char *p, bool *high)
{
	for (; p < scan->end; p++) {
		unsigned char c = (unsigned char)*p;

		if (c == '"' || c == '\\' || c < 0x20)
			break;
		*high |= c >= 0x80;
	}
	return p;
}

static const char *check_utf8(struct scan *scan, const char *begin, const char *end)
{
	struct tsop_view text = { begin, (size_t)(end - begin) };
	size_t invalid = tsop_text_invalid(text);

	return invalid == text.len ? end : stop(scan, begin + invalid, N_("invalid UTF-8"));
}

/* A string of which each byte is looked at; p is behind its opening quote. */
static const char *pass_long_way(struct scan *scan, const char *p, bool *escaped)
{
	const char *begin = p;
	bool high = false;

	for (p = find_special(scan, p, &high); peek(scan, p) == '\\';
	     p = find_special(scan, p, &high)) {
		const char *wrong;
		size_t len = tsop_scan_escape(p, scan->end, &wrong);

		if (len == 0)
			return stop(scan, p, wrong);
		*escaped = true;
		p += len;
	}
	if (high && check_utf8(scan, begin, p) == NULL)
		return NULL;
	if (peek(scan, p) == '"')
		return p + 1;
	return stop(scan, p, p == scan->end ? N_("the line ends within a string")
					    : N_("control character in a string; expected it escaped"));
}

/* p is at its opening quote. */
static inline const char *pass_string(struct scan *scan, const char *p, bool *escaped)
{
	const char *quote = find_quote(scan, p + 1);

	*escaped = false;
	return quote != NULL ? quote + 1 : pass_long_way(scan, p + 1, escaped);
}

/* At least one digit. */
static const char *pass_digits(struct scan *scan, const char *p)
{
	const char *begin = p;

	while (peek(scan, p) >= '0' && peek(scan, p) <= '9')
		p++;
	return p > begin ? p : stop(scan, p, N_("expected a digit"));
}

/* From the '.' or the exponent on, of a number that begins at begin. */
static const char *pass_real(struct scan *scan, const char *begin, const char *p)
{
	if (*p == '.') {
		p = pass_digits(scan, p + 1);
		if (p == NULL)
			return NULL;
		scan->doubt |= p - begin > REAL_LEN_SURE;
	}
	if (peek(scan, p) == 'e' || peek(scan, p) == 'E') {
		p += peek(scan, p + 1) == '+' || peek(scan, p + 1) == '-' ? 2 : 1;
		scan->doubt = true;
		return pass_digits(scan, p);
	}
	return p;
}

static const char *pass_number(struct scan *scan, const char *p)
{
	const char *begin = p;
	const char *digits = p + (*p == '-');

	p = peek(scan, digits) == '0' ? digits + 1 : pass_digits(scan, digits);
	if (p == NULL)
		return NULL;
	if (peek(scan, p) == '.' || peek(scan, p) == 'e' || peek(scan, p) == 'E')
		return pass_real(scan, begin, p);
	scan->doubt |= p - digits > DIGITS_SURE;
	return p;
}

static const char *pass_word(struct scan *scan, const char *p, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(scan->end - p) < len || memcmp(p, word, len) != 0)
		return stop(scan, p, N_("expected a value"));
	return p + len;
}

static const char *pass_value(struct scan *scan, const char *p, unsigned depth,
			      enum tsop_kind *kind);

static const char *pass_array(struct scan *scan, const char *p, unsigned depth)
{
	enum tsop_kind kind;

	p = pass_blanks(scan, p + 1);
	if (peek(scan, p) == ']')
		return p + 1;
	for (;;) {
		p = pass_value(scan, p, depth, &kind);
		if (p == NULL)
			return NULL;
		p = pass_blanks(scan, p);
		if (peek(scan, p) == ']')
			return p + 1;
		if (peek(scan, p) != ',')
			return stop(scan, p, N_("expected ',' or ']'"));
		p = pass_blanks(scan, p + 1);
	}
}

/* A member's name up to its value; *name without its quotes, not yet decoded where escaped. */
static inline const char *pass_name(struct scan *scan, const char *p, struct tsop_view *name,
				    bool *escaped)
{
	const char *begin = p + 1;

	if (peek(scan, p) != '"')
		return stop(scan, p, N_("expected a name in quotes"));
	p = pass_string(scan, p, escaped);
	if (p == NULL)
		return NULL;
	*name = (struct tsop_view){ begin, (size_t)(p - 1 - begin) };
	p = pass_blanks(scan, p);
	if (peek(scan, p) != ':')
		return stop(scan, p, N_("expected ':'"));
	return pass_blanks(scan, p + 1);
}

/* The names of a nested object so far. */
struct names {
	struct tsop_view name[NESTED_NAMES_MAX];
	size_t n;
};

static const char *pass_nested_name(struct scan *scan, const char *p, struct names *names)
{
	const char *begin = p;
	struct tsop_view name;
	bool escaped;

	p = pass_name(scan, p, &name, &escaped);
	if (p == NULL)
		return NULL;
	for (size_t i = 0; i < names->n; i++)
		if (tsop_view_equal(names->name[i], name))
			return stop(scan, begin, N_("the name is given twice"));
	if (escaped || names->n == NESTED_NAMES_MAX)
		scan->doubt = true;
	else
		names->name[names->n++] = name;
	return p;
}

static const char *pass_object(struct scan *scan, const char *p, unsigned depth)
{
	struct names names;
	enum tsop_kind kind;

	names.n = 0;
	p = pass_blanks(scan, p + 1);
	if (peek(scan, p) == '}')
		return p + 1;
	for (;;) {
		p = pass_nested_name(scan, p, &names);
		if (p == NULL)
			return NULL;
		p = pass_value(scan, p, depth, &kind);
		if (p == NULL)
			return NULL;
		p = pass_blanks(scan, p);
		if (peek(scan, p) == '}')
			return p + 1;
		if (peek(scan, p) != ',')
			return stop(scan, p, N_("expected ',' or '}'"));
		p = pass_blanks(scan, p + 1);
	}
}

/* depth: how many arrays and objects are open around the value. */
static const char *pass_value(struct scan *scan, const char *p, unsigned depth,
			      enum tsop_kind *kind)
{
	bool escaped;

	switch (peek(scan, p)) {
	case '"':
		*kind = TSOP_KIND_STRING;
		return pass_string(scan, p, &escaped);
	case 't':
		*kind = TSOP_KIND_TRUE;
		return pass_word(scan, p, "true");
	case 'f':
		*kind = TSOP_KIND_FALSE;
		return pass_word(scan, p, "false");
	case 'n':
		*kind = TSOP_KIND_NULL;
		return pass_word(scan, p, "null");
	case '-':
	case '0': case '1': case '2': case '3': case '4':
	case '5': case '6': case '7': case '8': case '9':
		*kind = TSOP_KIND_NUMBER;
		return pass_number(scan, p);
	case '[':
	case '{':
		if (depth >= DEPTH_MAX)
			return stop(scan, p, N_("nested deeper than 32 levels"));
		*kind = *p == '[' ? TSOP_KIND_ARRAY : TSOP_KIND_OBJECT;
		return *p == '[' ? pass_array(scan, p, depth + 1) : pass_object(scan, p, depth + 1);
	default:
		return stop(scan, p, N_("expected a value"));
	}
}

static int decode_name(struct tsop_record *record, struct tsop_field *field,
		       struct tsop_error *err)
{
	struct tsop_view raw = { field->name.p - 1, field->name.len + 2 };
	size_t start = record->decoded.len;

	/* All decoded names together are shorter than the line: the buffer moves but once. */
	if (start == 0 && tsop_buf_reserve(&record->decoded, record->text.len) != 0)
		return tsop_fail_memory(err);
	if (tsop_referee_decode(&record->decoded, raw, err) != 0)
		return -1;
	field->name = (struct tsop_view){ record->decoded.p + start, record->decoded.len - start };
	return 0;
}

/* A bit that tells most names apart. */
static inline uint64_t bit_of(struct tsop_view name)
{
	unsigned sum = (unsigned)name.len;

	if (name.len > 0)
		sum += (unsigned char)name.p[0] * 6U + (unsigned char)name.p[name.len - 1] * 11U;
	return UINT64_C(1) << (sum % 64);
}

static bool is_doubled(const struct tsop_record *record, struct tsop_view name)
{
	for (size_t i = 0; i + 1 < record->n; i++)
		if (tsop_view_equal(record->fields[i].name, name))
			return true;
	return false;
}

/* Say where the scan stopped; name (may be empty) is the field. */
static const char *refuse(const struct scan *scan, const struct tsop_record *record,
			  struct tsop_view name, struct tsop_error *err)
{
	char field[sizeof err->field + 1];
	size_t len = name.len < sizeof field ? name.len : sizeof field - 1;

	snprintf(field, sizeof field, "%.*s", (int)len, name.p);
	tsop_fail(err, TSOP_INPUT, _("column %zu: %s"), (size_t)(scan->stopped - scan->begin) + 1,
		  _(scan->wrong));
	tsop_error_at(err, record->file, record->line, field);
	return NULL;
}

static const struct tsop_view NAMELESS = { "", 0 };

/* The member at p, as a new field. seen: the bits of the names before it. */
static const char *pass_member(struct scan *scan, const char *p, struct tsop_record *record,
			       uint64_t *seen, struct tsop_error *err)
{
	struct tsop_field *field = record->n < record->cap ? &record->fields[record->n++]
							   : tsop_record_add(record);
	const char *begin = p;
	uint64_t bit;
	bool escaped;

	if (field == NULL) {
		tsop_fail_memory(err);
		return NULL;
	}
	p = pass_name(scan, p, &field->name, &escaped);
	if (p == NULL)
		return refuse(scan, record, NAMELESS, err);
	if (escaped && decode_name(record, field, err) != 0)
		return NULL;
	bit = bit_of(field->name);
	if ((*seen & bit) != 0 && record->n <= NAMES_MAX && is_doubled(record, field->name)) {
		stop(scan, begin, N_("the name is given twice"));
		return refuse(scan, record, field->name, err);
	}
	*seen |= bit;
	field->value.p = p;
	p = pass_value(scan, p, 1, &field->kind);
	if (p == NULL)
		return refuse(scan, record, field->name, err);
	field->value.len = (size_t)(p - field->value.p);
	field->member = (struct tsop_view){ begin, (size_t)(p - begin) };
	return p;
}

/* The object at p and its members, as fields. */
static const char *pass_record(struct scan *scan, const char *p, struct tsop_record *record,
			       struct tsop_error *err)
{
	uint64_t seen = 0;

	if (peek(scan, p) != '{') {
		stop(scan, p, N_("expected '{'"));
		return refuse(scan, record, NAMELESS, err);
	}
	p = pass_blanks(scan, p + 1);
	if (peek(scan, p) == '}')
		return p + 1;
	for (;;) {
		p = pass_member(scan, p, record, &seen, err);
		if (p == NULL)
			return NULL;
		p = pass_blanks(scan, p);
		if (peek(scan, p) == '}')
			return p + 1;
		if (peek(scan, p) != ',') {
			stop(scan, p, N_("expected ',' or '}'"));
			return refuse(scan, record, NAMELESS, err);
		}
		p = pass_blanks(scan, p + 1);
	}
}

/* All of the line. */
static int scan_line(struct tsop_record *record, struct tsop_view line, struct tsop_error *err)
{
	struct scan scan = { .begin = line.p, .end = line.p + line.len };
	const char *p = pass_record(&scan, pass_blanks(&scan, line.p), record, err);

	if (p == NULL)
		return -1;
	p = pass_blanks(&scan, p);
	if (p < scan.end) {
		stop(&scan, p, N_("expected nothing after the object"));
		refuse(&scan, record, NAMELESS, err);
		return -1;
	}
	if ((!scan.doubt && record->n <= NAMES_MAX) || tsop_referee_verdict(line, err) == 0)
		return 0;
	return tsop_error_at(err, record->file, record->line, NULL);
}

int tsop_record_scan(struct tsop_record *record, struct tsop_view line, const char *file,
		     unsigned long long number, struct tsop_error *err)
{
	int status;

	record->file = file;
	record->line = number;
	record->text = line;
	record->n = 0;
	tsop_buf_clear(&record->decoded);
	status = scan_line(record, line, err);
	if (status != 0)
		record->n = 0;
	return status;
}

bool tsop_scan_element(struct tsop_view *rest, enum tsop_kind *kind, struct tsop_view *element)
{
	struct scan scan = { .begin = rest->p, .end = rest->p + rest->len };
	const char *p = rest->p;

	if (peek(&scan, p) != '[' && peek(&scan, p) != ',')
		return false;
	p = pass_blanks(&scan, p + 1);
	if (peek(&scan, p) == ']')
		return false;
	element->p = p;
	p = pass_value(&scan, p, 1, kind);
	if (p == NULL)
		return false;
	element->len = (size_t)(p - element->p);
	p = pass_blanks(&scan, p);
	*rest = (struct tsop_view){ p, (size_t)(scan.end - p) };
	return true;
}
