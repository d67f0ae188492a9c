#include "record/sniff.h"

#include <strings.h>

#include "base/i18n.h"
#include "record/lines.h"

enum {
	ENOUGH = 64,           /* bytes behind the first that is not blank */
	BLANKS_MAX = 64 * 1024 /* before it */
};

static const char utf16[] =
	N_("expected UTF-8, found UTF-16; in Excel save it as 'CSV UTF-8', or convert it with "
	   "iconv -f UTF-16 -t UTF-8");
static const char web_page[] =
	N_("expected CSV or JSON Lines, found a web page; is it an error page, saved in place of "
	   "the file?");

/* How files begin that are taken for a CSV by mistake. */
static const struct {
	struct tsop_view head;
	const char *why;
} others[] = {
	{ { "PK\x03\x04", 4 },
	  N_("expected CSV or JSON Lines, found an Excel workbook (.xlsx) or ZIP archive; in Excel "
	     "save it as 'CSV UTF-8'") },
	{ { "\xD0\xCF\x11\xE0", 4 },
	  N_("expected CSV or JSON Lines, found an old Excel workbook (.xls); in Excel save it as "
	     "'CSV UTF-8'") },
	{ { "\xFF\xFE", 2 }, utf16 },
	{ { "\xFE\xFF", 2 }, utf16 },
	{ { "\x1F\x8B", 2 }, N_("expected CSV or JSON Lines, found gzip; unpack it with gunzip") },
	{ { "%PDF-", 5 }, N_("expected CSV or JSON Lines, found a PDF document") },
	{ { "{\\rtf", 5 }, N_("expected CSV or JSON Lines, found a word processor's document") },
	{ { "<!doctype", 9 }, web_page },
	{ { "<html", 5 }, web_page },
	{ { "<?xml", 5 }, N_("expected CSV or JSON Lines, found XML; export it as 'CSV UTF-8'") },
	{ { "[", 1 },
	  N_("expected JSON Lines, one object a line, found a list; jq -c '.[]' makes lines of it") },
};

size_t tsop_sniff_mark(struct tsop_view head)
{
	return head.len >= 3 && memcmp(head.p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Without its mark, UTF-16 of western text has a NUL in every second byte. */
static bool is_utf16(struct tsop_view head)
{
	size_t nul[2] = { 0, 0 };

	for (size_t i = 0; i < head.len && i < ENOUGH; i++)
		nul[i % 2] += head.p[i] == '\0';
	return head.len >= 4 && (nul[0] == 0) != (nul[1] == 0) &&
	       (nul[0] + nul[1]) * 4 > (head.len < ENOUGH ? head.len : ENOUGH);
}

static const char *find_other(struct tsop_view head)
{
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (head.len >= others[i].head.len &&
		    strncasecmp(head.p, others[i].head.p, others[i].head.len) == 0)
			return others[i].why;
	if (is_utf16(head))
		return utf16;
	return head.p[0] == '\0' ? N_("expected CSV or JSON Lines, found NUL bytes; is the file "
				      "damaged?")
				 : NULL;
}

enum tsop_format tsop_sniff(struct tsop_view head, bool is_all, const char **why)
{
	size_t skip = tsop_sniff_mark(head);
	struct tsop_view text = { head.p + skip, head.len - skip };

	skip = tsop_lines_blanks(text);
	text.p += skip;
	text.len -= skip;
	if (text.len >= 2 && text.p[0] == '{' && text.p[1] != '\0' && text.p[1] != '\\')
		return TSOP_FORMAT_JSON;
	if (skip > BLANKS_MAX) {
		*why = N_("expected a record or a header row, found nothing but white space");
		return TSOP_FORMAT_OTHER;
	}
	if (text.len < ENOUGH && !is_all)
		return TSOP_FORMAT_UNSURE;
	if (text.len == 0)
		return TSOP_FORMAT_EMPTY;
	*why = find_other(text);
	if (*why != NULL)
		return TSOP_FORMAT_OTHER;
	return text.p[0] == '{' ? TSOP_FORMAT_JSON : TSOP_FORMAT_CSV;
}
