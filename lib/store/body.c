#include "store/body.h"

#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "base/num.h"
#include "base/os.h"

enum { SALT_LEN = TSOP_SALT_TEXT - 1, HEX_LEN = TSOP_HEX_TEXT - 1, SALT_BYTES = 16 };

/* 1 or 0, to be joined without a branch. */
static int is_between(char c, char low, char high)
{
	return (unsigned char)(c - low) <= (unsigned char)(high - low);
}

/* Characters of base64url; random ones, so a way out at the first wrong one would not pay. */
static bool is_salt(struct tsop_view text)
{
	unsigned wrong = text.len != SALT_LEN;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.p[i];

		wrong |= !(is_between(c, '0', '9') | is_between(c, 'a', 'z') |
			   is_between(c, 'A', 'Z') | (c == '-') | (c == '_'));
	}
	return wrong == 0;
}

/* Is `what` at the front of *text? Then go behind it. */
static bool skip(struct tsop_view *text, struct tsop_view what)
{
	if (text->len < what.len || memcmp(text->p, what.p, what.len) != 0)
		return false;
	text->p += what.len;
	text->len -= what.len;
	return true;
}

int tsop_body_read(struct tsop_view line, uint64_t n, struct tsop_body *body,
		   struct tsop_error *err)
{
	char number[TSOP_NUM_TEXT];
	const char *quote;

	if (!skip(&line, tsop_view_of("{\"n\":")) ||
	    !skip(&line, tsop_view_of(tsop_num_write(n, number))) ||
	    !skip(&line, tsop_view_of(",\"u\":\"")))
		return tsop_fail(err, TSOP_NO, _("not the body of entry %" PRIu64), n);
	quote = line.len > 0 ? memchr(line.p, '"', line.len) : NULL;
	if (quote == NULL)
		goto malformed;
	body->u = (struct tsop_view){ line.p, (size_t)(quote - line.p) };
	line.p += body->u.len;
	line.len -= body->u.len;
	if (!skip(&line, tsop_view_of("\",\"r\":")) || line.len < 3 || line.p[0] != '{' ||
	    line.p[line.len - 2] != '}' || line.p[line.len - 1] != '}')
		goto malformed;
	body->r = (struct tsop_view){ line.p, line.len - 1 };
	return 0;
malformed:
	return tsop_fail(err, TSOP_NO, _("not a line of bodies"));
}

/* The next word of u, between single blanks. */
static struct tsop_view next_word(struct tsop_units *units)
{
	struct tsop_view rest = { units->body.u.p + units->at_u, units->body.u.len - units->at_u };
	const char *blank = rest.len > 0 ? memchr(rest.p, ' ', rest.len) : NULL;

	if (blank != NULL)
		rest.len = (size_t)(blank - rest.p);
	units->at_u += rest.len + (blank != NULL);
	return rest;
}

/* "x:DIGEST" or "LENGTH:SALT". The length of what is there is put into unit->bytes.len. */
static bool read_word(struct tsop_view word, struct tsop_unit *unit)
{
	const char *colon = word.len > 0 ? memchr(word.p, ':', word.len) : NULL;
	struct tsop_view length;
	int64_t len;

	if (colon == NULL)
		return false;
	length = (struct tsop_view){ word.p, (size_t)(colon - word.p) };
	unit->salt = (struct tsop_view){ colon + 1, word.len - length.len - 1 };
	unit->erased = tsop_view_is(length, "x");
	unit->bytes = (struct tsop_view){ word.p, 0 };
	if (unit->erased)
		return tsop_is_hex(unit->salt);
	if (length.len == 0 || length.p[0] == '0' || length.p[0] == '-' ||
	    tsop_num_read(length, 1, TSOP_BODY_LINE_MAX, &len, NULL) != 0)
		return false;
	unit->bytes.len = (size_t)len;
	return is_salt(unit->salt);
}

int tsop_units_next(struct tsop_units *units, struct tsop_unit *unit, struct tsop_error *err)
{
	struct tsop_view r = units->body.r;
	bool first = units->at_u == 0;
	struct tsop_view word;

	if (!first && units->at_u == units->body.u.len && units->body.u.p[units->at_u - 1] != ' ') {
		if (units->at_r + 1 == r.len)
			return 0;
		return tsop_fail(err, TSOP_NO, _("the units do not cover the record"));
	}
	word = next_word(units);
	if (!read_word(word, unit))
		return tsop_fail(err, TSOP_NO, _("expected LENGTH:SALT or x:DIGEST as a unit"));
	if (unit->erased)
		return 1;
	if (r.len - 1 - units->at_r < unit->bytes.len + 1 ||
	    r.p[units->at_r] != (first ? '{' : ','))
		return tsop_fail(err, TSOP_NO, _("the units do not cover the record"));
	unit->bytes.p = r.p + units->at_r + 1;
	units->at_r += unit->bytes.len + 1;
	return 1;
}

static void add_text(struct tsop_sha256 *hash, const char *text)
{
	tsop_sha256_add(hash, tsop_view_of(text));
}

static void add_number(struct tsop_sha256 *hash, uint64_t number)
{
	char text[TSOP_NUM_TEXT];

	add_text(hash, tsop_num_write(number, text));
}

/* "tsop-entry N T END" LF */
static void add_head(struct tsop_sha256 *hash, const struct tsop_chain_line *line)
{
	add_text(hash, "tsop-entry ");
	add_number(hash, line->n);
	add_text(hash, " ");
	add_text(hash, line->t_text);
	add_text(hash, " ");
	add_number(hash, line->end);
	add_text(hash, "\n");
}

static void unit_digest(const struct tsop_unit *unit, char hex[TSOP_HEX_TEXT])
{
	unsigned char digest[TSOP_DIGEST_SIZE];
	struct tsop_sha256 hash;

	tsop_sha256_init(&hash);
	tsop_sha256_add(&hash, unit->salt);
	tsop_sha256_add(&hash, unit->bytes);
	tsop_sha256_add(&hash, tsop_view_of("\n"));
	tsop_sha256_end(&hash, digest);
	tsop_hex(digest, hex);
}

int tsop_body_digest(const struct tsop_body *body, const struct tsop_chain_line *line,
		     char digest[TSOP_HEX_TEXT], uint64_t *erased, struct tsop_error *err)
{
	struct tsop_units units = { .body = *body };
	struct tsop_unit unit;
	unsigned char bytes[TSOP_DIGEST_SIZE];
	struct tsop_sha256 hash;
	int more;

	tsop_sha256_init(&hash);
	add_head(&hash, line);
	while ((more = tsop_units_next(&units, &unit, err)) == 1) {
		char hex[TSOP_HEX_TEXT];

		if (unit.erased) {
			(*erased)++;
			tsop_sha256_add(&hash, unit.salt);
		} else {
			unit_digest(&unit, hex);
			add_text(&hash, hex);
		}
		add_text(&hash, "\n");
	}
	tsop_sha256_end(&hash, bytes);
	tsop_hex(bytes, digest);
	return more;
}

/* Append "LENGTH:SALT", behind a blank where it is not the first. */
static int add_unit(struct tsop_buf *out, bool first, size_t len, struct tsop_salts *salts,
		    struct tsop_error *err)
{
	char number[TSOP_NUM_TEXT];
	char salt[TSOP_SALT_TEXT];

	if (salts->left == 0) {
		if (tsop_os_random(salts->bytes, sizeof salts->bytes, err) != 0)
			return -1;
		salts->left = sizeof salts->bytes;
	}
	tsop_salt_text(salts->bytes + sizeof salts->bytes - salts->left, salt);
	salts->left -= SALT_BYTES;
	if (!first)
		tsop_buf_add_char(out, ' ');
	tsop_buf_add_text(out, tsop_num_write((tsop_int128)len, number));
	tsop_buf_add_char(out, ':');
	tsop_buf_add_text(out, salt);
	return 0;
}

/* Append ,"key":"KEY" and the structural members, each behind a comma. */
static void add_structural(struct tsop_buf *out, const struct tsop_entry *entry)
{
	if (entry->key != NULL) {
		tsop_buf_add_text(out, ",\"key\":\"");
		tsop_buf_add_text(out, entry->key);
		tsop_buf_add_char(out, '"');
	}
	for (size_t i = 0; i < entry->n; i++) {
		if (entry->members[i].personal)
			continue;
		tsop_buf_add_char(out, ',');
		tsop_buf_add_view(out, entry->members[i].bytes);
	}
}

/* The bytes of add_structural without the first comma, or 0. */
static size_t structural_len(const struct tsop_entry *entry)
{
	size_t len = entry->key != NULL ? strlen(",\"key\":\"\"") + strlen(entry->key) : 0;

	for (size_t i = 0; i < entry->n; i++)
		if (!entry->members[i].personal)
			len += 1 + entry->members[i].bytes.len;
	return len > 0 ? len - 1 : 0;
}

static int add_units(struct tsop_buf *out, const struct tsop_entry *entry,
		     struct tsop_salts *salts, struct tsop_error *err)
{
	size_t structural = structural_len(entry);

	if (add_unit(out, true, strlen("\"type\":\"\",\"v\":1") + strlen(entry->type), salts,
		     err) != 0)
		return -1;
	if (structural > 0 && add_unit(out, false, structural, salts, err) != 0)
		return -1;
	for (size_t i = 0; i < entry->n; i++)
		if (entry->members[i].personal &&
		    add_unit(out, false, entry->members[i].bytes.len, salts, err) != 0)
			return -1;
	return 0;
}

int tsop_body_write(struct tsop_buf *out, uint64_t n, const struct tsop_entry *entry,
		    struct tsop_salts *salts, struct tsop_error *err)
{
	char number[TSOP_NUM_TEXT];

	tsop_buf_add_text(out, "{\"n\":");
	tsop_buf_add_text(out, tsop_num_write(n, number));
	tsop_buf_add_text(out, ",\"u\":\"");
	if (add_units(out, entry, salts, err) != 0)
		return -1;
	tsop_buf_add_text(out, "\",\"r\":{\"type\":\"");
	tsop_buf_add_text(out, entry->type);
	tsop_buf_add_text(out, "\",\"v\":1");
	add_structural(out, entry);
	for (size_t i = 0; i < entry->n; i++) {
		if (!entry->members[i].personal)
			continue;
		tsop_buf_add_char(out, ',');
		tsop_buf_add_view(out, entry->members[i].bytes);
	}
	tsop_buf_add_text(out, "}}\n");
	return tsop_buf_ok(out, err);
}
