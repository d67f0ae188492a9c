#include "people/person.h"

#include <idn2.h>
#include <stdint.h>
#include <stdlib.h>
#include <strings.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/i18n.h"
#include "base/text.h"

enum {
	NAME_MAX_POINTS = 200,
	PARTY_MAX_BYTES = 100,
	EMAIL_MAX_BYTES = 254,
	LOCAL_MAX_BYTES = 64,
	LABEL_MAX_BYTES = 63,
};

static const uint8_t *bytes_of(struct tsop_view text)
{
	return (const uint8_t *)(const void *)text.p;
}

/* The next code point of valid UTF-8, taken from the front of *rest. */
static ucs4_t next_point(struct tsop_view *rest)
{
	ucs4_t c = 0;
	int n = u8_mbtouc(&c, bytes_of(*rest), rest->len);

	rest->p += n;
	rest->len -= (size_t)n;
	return c;
}

static bool is_blank(ucs4_t c)
{
	if (c < 0x80)
		return c == ' ';
	return uc_is_general_category(c, UC_SPACE_SEPARATOR);
}

/* Controls, line and paragraph separators, and what turns the direction of the text around it. */
static bool is_unwanted(ucs4_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/*
 * The text trimmed and in NFC, appended to out; text that is not UTF-8 or has controls is
 * refused.
 */
static int add_clean(struct tsop_buf *out, struct tsop_view text, struct tsop_error *err)
{
	struct tsop_view rest;

	text = tsop_text_trim(text);
	if (tsop_text_invalid(text) < text.len)
		return tsop_fail(err, TSOP_INPUT, _("expected UTF-8"));
	for (rest = text; rest.len > 0;)
		if (is_unwanted(next_point(&rest)))
			return tsop_fail(err, TSOP_INPUT, _("expected no control characters"));
	return tsop_text_nfc(out, text, err);
}

/* Append the text with runs of blanks as one. */
static void add_with_single_blanks(struct tsop_buf *out, struct tsop_view text)
{
	size_t start = out->len;
	bool was_blank = true;

	while (text.len > 0) {
		struct tsop_view before = text;
		bool blank = is_blank(next_point(&text));

		if (!blank)
			tsop_buf_add(out, before.p, before.len - text.len);
		else if (!was_blank)
			tsop_buf_add_char(out, ' ');
		was_blank = blank;
	}
	if (was_blank && out->len > start)
		tsop_buf_truncate(out, out->len - 1);
}

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_letter(ucs4_t c)
{
	return c < 0x80 ? is_ascii_letter((char)c) : uc_is_general_category(c, UC_LETTER);
}

static int check_name(struct tsop_view name, struct tsop_error *err)
{
	size_t n = 0;
	bool has_letter = false;

	for (; name.len > 0; n++)
		has_letter |= is_letter(next_point(&name));
	if (n == 0 || n > NAME_MAX_POINTS)
		return tsop_fail(err, TSOP_INPUT, _("expected a name of 1 to %d characters"),
				 NAME_MAX_POINTS);
	if (!has_letter)
		return tsop_fail(err, TSOP_INPUT, _("expected a name with at least one letter"));
	return 0;
}

int tsop_person_name(struct tsop_buf *out, struct tsop_view name, struct tsop_error *err)
{
	size_t start = out->len;
	struct tsop_buf clean;
	struct tsop_view added;
	int status;

	tsop_buf_init(&clean);
	status = add_clean(&clean, name, err);
	if (status == 0) {
		add_with_single_blanks(out, tsop_buf_view(&clean));
		status = tsop_buf_ok(out, err);
	}
	tsop_buf_release(&clean);
	added = (struct tsop_view){ out->p + start, out->len - start };
	if (status == 0)
		status = check_name(added, err);
	if (status != 0)
		tsop_buf_truncate(out, start);
	return status;
}

int tsop_person_party(struct tsop_buf *out, struct tsop_view label, struct tsop_error *err)
{
	size_t start = out->len;

	if (add_clean(out, label, err) != 0)
		return -1;
	if (out->len - start >= 1 && out->len - start <= PARTY_MAX_BYTES)
		return 0;
	tsop_buf_truncate(out, start);
	return tsop_fail(err, TSOP_INPUT, _("expected a label of 1 to %d bytes"), PARTY_MAX_BYTES);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* RFC 5322's dot-atom with the letters of other alphabets (RFC 6532). */
static bool is_local_part(struct tsop_view local)
{
	char last = '.';

	if (local.len == 0 || local.len > LOCAL_MAX_BYTES)
		return false;
	while (local.len > 0) {
		char c = *local.p;
		ucs4_t point = next_point(&local);
		bool is_atom = point < 0x80 ? is_ascii_letter(c) || is_digit(c) ||
						      strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL
					    : !uc_is_general_category(point, UC_SEPARATOR) &&
						      !uc_is_general_category(point, UC_OTHER);

		if (!is_atom && (c != '.' || last == '.'))
			return false;
		last = c;
	}
	return last != '.';
}

/* Letters, digits, hyphens within, and whatever libidn2 will judge. */
static bool is_label(struct tsop_view label)
{
	bool is_ascii = true;

	if (label.len == 0 || label.p[0] == '-' || label.p[label.len - 1] == '-')
		return false;
	for (size_t i = 0; i < label.len; i++) {
		char c = label.p[i];

		if ((unsigned char)c >= 0x80)
			is_ascii = false;
		else if (!is_ascii_letter(c) && !is_digit(c) && c != '-')
			return false;
	}
	return !is_ascii || label.len <= LABEL_MAX_BYTES;
}

/* Two labels or more, the last of them no number. */
static bool is_domain(struct tsop_view domain)
{
	struct tsop_view label = { domain.p, 0 };
	const char *end = domain.p + domain.len;
	size_t n = 0;
	bool is_number;

	for (;;) {
		const char *dot = memchr(label.p, '.', (size_t)(end - label.p));

		label.len = (size_t)((dot == NULL ? end : dot) - label.p);
		if (!is_label(label))
			return false;
		n++;
		if (dot == NULL)
			break;
		label.p = dot + 1;
	}
	is_number = true;
	for (size_t i = 0; i < label.len; i++)
		is_number = is_number && is_digit(label.p[i]);
	return n >= 2 && !is_number;
}

static int fail_domain(int code, struct tsop_error *err)
{
	if (code == IDN2_MALLOC)
		return tsop_fail_memory(err);
	return tsop_fail(err, TSOP_INPUT,
			 _("expected a domain such as example.org behind the @"));
}

/* Does a label have letters beyond ASCII, or their Punycode form? */
static bool is_international(struct tsop_view domain)
{
	for (size_t i = 0; i < domain.len; i++) {
		bool at_label = i == 0 || domain.p[i - 1] == '.';

		if ((unsigned char)domain.p[i] >= 0x80)
			return true;
		if (at_label && domain.len - i >= 4 && strncasecmp(domain.p + i, "xn--", 4) == 0)
			return true;
	}
	return false;
}

/*
 * Append the domain, in lower case, as Unicode; *wire_len is its length in
 * ASCII. Lower case is ours to make: libidn2's own mapping (TR 46) would drop
 * characters that do not belong into a domain without a word.
 */
static int add_international(struct tsop_buf *out, struct tsop_view domain, size_t *wire_len,
			     struct tsop_error *err)
{
	uint8_t *ascii = NULL;
	char *unicode = NULL;
	size_t len;
	uint8_t *lower;
	int code;

	/* One byte more: its NUL. */
	lower = u8_tolower(bytes_of(domain), domain.len + 1, NULL, UNINORM_NFC, NULL, &len);
	if (lower == NULL)
		return tsop_fail_memory(err);
	code = idn2_lookup_u8(lower, &ascii, IDN2_NFC_INPUT | IDN2_NO_TR46);
	free(lower);
	if (code == IDN2_OK) {
		*wire_len = strlen((const char *)ascii);
		code = idn2_to_unicode_8z8z((const char *)ascii, &unicode, 0);
		idn2_free(ascii);
	}
	if (code != IDN2_OK)
		return fail_domain(code, err);
	tsop_buf_add_text(out, unicode);
	idn2_free(unicode);
	return tsop_buf_ok(out, err);
}

static int add_domain(struct tsop_buf *out, struct tsop_view domain, size_t *wire_len,
		      struct tsop_error *err)
{
	if (!is_domain(domain))
		return fail_domain(IDN2_DISALLOWED, err);
	if (is_international(domain))
		return add_international(out, domain, wire_len, err);
	*wire_len = domain.len;
	return tsop_text_fold(out, domain, err);
}

/* clean: trimmed, in NFC, without controls. */
static int add_address(struct tsop_buf *out, struct tsop_view clean, struct tsop_error *err)
{
	const char *at = clean.len == 0 ? NULL : memchr(clean.p, '@', clean.len);
	struct tsop_view local, domain;
	size_t start = out->len;
	size_t wire_len = 0;

	if (at == NULL)
		return tsop_fail(err, TSOP_INPUT, _("expected an e-mail address, with an @"));
	local = (struct tsop_view){ clean.p, (size_t)(at - clean.p) };
	domain = (struct tsop_view){ at + 1, clean.len - local.len - 1 };
	if (domain.len > 0 && memchr(domain.p, '@', domain.len) != NULL)
		return tsop_fail(err, TSOP_INPUT, _("expected one e-mail address, with one @"));
	if (!is_local_part(local))
		return tsop_fail(err, TSOP_INPUT,
				 _("expected 1 to %d bytes of letters, digits, signs and single dots "
				   "before the @, without blanks or quotes"),
				 LOCAL_MAX_BYTES);
	tsop_buf_add(out, clean.p, local.len + 1);
	if (add_domain(out, domain, &wire_len, err) != 0)
		return -1;
	if (out->len - start > EMAIL_MAX_BYTES || local.len + 1 + wire_len > EMAIL_MAX_BYTES)
		return tsop_fail(err, TSOP_INPUT, _("expected an e-mail address of at most %d bytes"),
				 EMAIL_MAX_BYTES);
	return 0;
}

int tsop_person_email(struct tsop_buf *out, struct tsop_view email, struct tsop_error *err)
{
	size_t start = out->len;
	struct tsop_buf clean;
	int status;

	tsop_buf_init(&clean);
	status = add_clean(&clean, email, err);
	if (status == 0)
		status = add_address(out, tsop_buf_view(&clean), err);
	tsop_buf_release(&clean);
	if (status != 0)
		tsop_buf_truncate(out, start);
	return status;
}

/* Do the six digits make a date, ddmmyy, in some century? */
static bool is_short_date(const char *p)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int day = (p[0] - '0') * 10 + p[1] - '0';
	int month = (p[2] - '0') * 10 + p[3] - '0';
	int year = (p[4] - '0') * 10 + p[5] - '0';

	if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
		return false;
	return month != 2 || day != 29 || year % 4 == 0; /* 00: the year 2000 had the day */
}

static size_t blank_len(struct tsop_view text)
{
	if (text.len >= 1 && text.p[0] == ' ')
		return 1;
	return text.len >= 2 && memcmp(text.p, "\u00A0", 2) == 0 ? 2 : 0;
}

static size_t hyphen_len(struct tsop_view text)
{
	if (text.len >= 1 && text.p[0] == '-')
		return 1;
	if (text.len >= 3 && memcmp(text.p, "\u2212", 3) == 0)
		return 3;
	/* U+2010 to U+2015 */
	return text.len >= 3 && memcmp(text.p, "\xE2\x80", 2) == 0 && text.p[2] >= '\x90' &&
			       text.p[2] <= '\x95'
		       ? 3
		       : 0;
}

static struct tsop_view without(struct tsop_view text, size_t n)
{
	return (struct tsop_view){ text.p + n, text.len - n };
}

static size_t digits_len(struct tsop_view text)
{
	size_t n = 0;

	while (n < text.len && is_digit(text.p[n]))
		n++;
	return n;
}

bool tsop_person_has_cpr(struct tsop_view text)
{
	enum { CPR_DIGITS = 10 };

	while (text.len >= CPR_DIGITS) {
		size_t n = digits_len(text);
		struct tsop_view rest = without(text, n);

		if (n == 10 && is_short_date(text.p))
			return true;
		if (n == 6 && is_short_date(text.p)) {
			rest = without(rest, blank_len(rest));
			rest = without(rest, hyphen_len(rest));
			rest = without(rest, blank_len(rest));
			if (digits_len(rest) == 4)
				return true;
		}
		text = without(text, n > 0 ? n : 1);
	}
	return false;
}

static int add_folded_name(struct tsop_buf *out, struct tsop_view name, struct tsop_error *err)
{
	struct tsop_buf clean;
	int status;

	tsop_buf_init(&clean);
	status = tsop_person_name(&clean, name, err);
	if (status == 0)
		status = tsop_text_fold(out, tsop_buf_view(&clean), err);
	tsop_buf_release(&clean);
	return status == 0 ? 0 : tsop_error_at(err, NULL, 0, "name");
}

static int add_part(struct tsop_buf *out, struct tsop_view part, const char *field,
		    struct tsop_error *err)
{
	if (part.len > 0 && memchr(part.p, '\n', part.len) != NULL) {
		tsop_fail(err, TSOP_INPUT, _("expected no control characters"));
		return tsop_error_at(err, NULL, 0, field);
	}
	return tsop_buf_add_view(out, part) == 0 ? 0 : tsop_fail_memory(err);
}

static int add_identity(struct tsop_buf *out, struct tsop_view round, struct tsop_view ref,
			struct tsop_view municipality, struct tsop_view name,
			struct tsop_view email, struct tsop_error *err)
{
	if (add_part(out, round, "round", err) != 0)
		return -1;
	tsop_buf_add_char(out, '\n');
	if (ref.len > 0)
		return add_part(out, ref, "ref", err);
	if (add_part(out, municipality, "municipality", err) != 0)
		return -1;
	tsop_buf_add_char(out, '\n');
	if (add_folded_name(out, name, err) != 0)
		return -1;
	tsop_buf_add_char(out, '\n');
	if (tsop_person_email(out, email, err) != 0)
		return tsop_error_at(err, NULL, 0, "email");
	return tsop_buf_ok(out, err);
}

int tsop_person_identity(struct tsop_buf *out, struct tsop_view round, struct tsop_view ref,
			 struct tsop_view municipality, struct tsop_view name,
			 struct tsop_view email, struct tsop_error *err)
{
	size_t start = out->len;

	if (add_identity(out, round, ref, municipality, name, email, err) == 0)
		return 0;
	tsop_buf_truncate(out, start);
	return -1;
}
