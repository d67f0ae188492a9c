#include "record/encoding.h"

#include <errno.h>
#include <stdint.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/text.h"

/*
 * One call of iconv, which appends to out: of the bytes at *from, or of what
 * the conversion still holds where from is NULL. Is there more to do?
 */
static bool convert_some(iconv_t cd, char **from, size_t *from_left, struct tsop_buf *out)
{
	char *to;
	size_t to_left;
	size_t n;

	if (tsop_buf_reserve(out, *from_left * 2 + 16) != 0)
		return false;
	to = out->p + out->len;
	to_left = out->cap - out->len - 1;
	n = iconv(cd, from, from_left, &to, &to_left);
	out->len = (size_t)(to - out->p);
	out->p[out->len] = '\0';
	return n == (size_t)-1 && errno == E2BIG;
}

/* Convert the text into out: the offset where it stopped, or text.len. Memory: see tsop_buf_ok. */
static size_t convert(iconv_t cd, struct tsop_view text, struct tsop_buf *out)
{
	union {
		const char *bytes;
		char *iconv; /* which takes them so, and does not write */
	} from = { text.p };
	size_t left = text.len;
	size_t nothing = 0;

	tsop_buf_clear(out);
	iconv(cd, NULL, NULL, NULL, NULL);
	while (left > 0 && convert_some(cd, &from.iconv, &left, out))
		;
	if (left == 0)
		convert_some(cd, NULL, &nothing, out);
	return text.len - left;
}

/* Lines, rows and cells are told apart by ASCII, so that it must stand for itself. */
static int check_ascii(struct tsop_encoding *encoding, struct tsop_error *err)
{
	struct tsop_view ascii = { "\t\n\r\",;'=AZaz09{}", 17 };

	convert(encoding->cd, ascii, &encoding->buf);
	if (tsop_buf_ok(&encoding->buf, err) != 0)
		return -1;
	if (tsop_view_equal(tsop_buf_view(&encoding->buf), ascii))
		return 0;
	return tsop_fail(err, TSOP_USAGE,
			 _("expected an encoding that contains ASCII, not '%s'; convert the file "
			   "with iconv"),
			 encoding->name);
}

static bool is_utf8(const char *name)
{
	return name == NULL || strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0;
}

/* iconv takes "" for the locale's encoding, and behind a slash what to do about errors. */
static bool is_plain_name(const char *name)
{
	return name[0] != '\0' && strchr(name, '/') == NULL;
}

int tsop_encoding_open(struct tsop_encoding *encoding, const char *name, struct tsop_error *err)
{
	*encoding = (struct tsop_encoding){ .name = NULL };
	tsop_buf_init(&encoding->buf);
	if (is_utf8(name))
		return 0;
	encoding->name = name;
	if (is_plain_name(name))
		encoding->cd = iconv_open("UTF-8", name);
	if (!is_plain_name(name) || (intptr_t)encoding->cd == -1) {
		tsop_fail(err, TSOP_USAGE, _("expected an encoding that iconv knows, not '%s'"),
			  name);
		return tsop_error_option(err, "encoding");
	}
	encoding->is_open = true;
	if (check_ascii(encoding, err) == 0)
		return 0;
	tsop_encoding_close(encoding);
	return tsop_error_option(err, "encoding");
}

void tsop_encoding_close(struct tsop_encoding *encoding)
{
	if (encoding->is_open)
		iconv_close(encoding->cd);
	encoding->is_open = false;
	tsop_buf_release(&encoding->buf);
}

static size_t find_high(struct tsop_view text)
{
	const uint64_t high = UINT64_MAX / 0xFF * 0x80; /* bits of eight bytes */
	size_t i = 0;

	for (uint64_t bytes; text.len - i >= sizeof bytes; i += sizeof bytes) {
		memcpy(&bytes, text.p + i, sizeof bytes);
		if ((bytes & high) != 0)
			break;
	}
	while (i < text.len && (unsigned char)text.p[i] < 0x80)
		i++;
	return i;
}

/* Windows-1252 leaves five bytes undefined. */
static bool is_windows_1252(struct tsop_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] != '\0' && strchr("\x81\x8D\x8F\x90\x9D", text.p[i]) != NULL)
			return false;
	return true;
}

static int check_utf8(struct tsop_encoding *encoding, struct tsop_view line,
		      struct tsop_error *err)
{
	size_t high = find_high(line);
	size_t invalid;

	if (high == line.len)
		return 0;
	invalid = tsop_text_invalid(line);
	encoding->has_multibyte |= high < invalid;
	if (invalid == line.len)
		return 0;
	if (encoding->has_multibyte)
		return tsop_fail(err, TSOP_INPUT,
				 _("column %zu: invalid UTF-8, where text before is UTF-8: the file "
				   "mixes encodings; save it anew as 'CSV UTF-8'"),
				 invalid + 1);
	if (is_windows_1252(line))
		return tsop_fail(err, TSOP_INPUT,
				 _("column %zu: invalid UTF-8; try --encoding windows-1252"),
				 invalid + 1);
	return tsop_fail(err, TSOP_INPUT, _("column %zu: invalid UTF-8"), invalid + 1);
}

static int convert_line(struct tsop_encoding *encoding, struct tsop_view line,
			struct tsop_view *text, struct tsop_error *err)
{
	size_t high = find_high(line);
	size_t done;

	if (high < line.len && tsop_text_invalid(line) == line.len) {
		encoding->has_multibyte = !encoding->has_converted;
		if (encoding->has_multibyte)
			return 0;
		return tsop_fail(err, TSOP_INPUT,
				 _("column %zu: expected %s as in the text before, found UTF-8: the file "
				   "mixes encodings"),
				 high + 1, encoding->name);
	}
	encoding->has_converted |= high < line.len;
	done = convert(encoding->cd, line, &encoding->buf);
	if (tsop_buf_ok(&encoding->buf, err) != 0)
		return -1;
	if (done < line.len)
		return tsop_fail(err, TSOP_INPUT, _("column %zu: expected %s, found other bytes"),
				 done + 1, encoding->name);
	*text = tsop_buf_view(&encoding->buf);
	return 0;
}

int tsop_encoding_line(struct tsop_encoding *encoding, struct tsop_view line,
		       struct tsop_view *text, struct tsop_error *err)
{
	const char *nul = memchr(line.p, '\0', line.len);

	*text = line;
	if (nul != NULL)
		return tsop_fail(err, TSOP_INPUT, _("column %zu: expected text, found a NUL byte"),
				 (size_t)(nul - line.p) + 1);
	if (encoding->name == NULL || encoding->has_multibyte)
		return check_utf8(encoding, line, err);
	return convert_line(encoding, line, text, err);
}
