#include "report/page.h"

#include "report/markup.h"

static const char *const style[] = {
#include "page-css.inc"
};

void tsop_page_open(struct tsop_buf *out, enum tsop_lang lang, const char *title)
{
	tsop_buf_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
		      lang == TSOP_LANG_DA ? "da" : "en");
	tsop_buf_add_text(out, "<meta http-equiv=\"Content-Security-Policy\" "
			       "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
			       "<meta name=\"viewport\" "
			       "content=\"width=device-width, initial-scale=1\">\n"
			       "<meta name=\"color-scheme\" content=\"light dark\">\n");
	tsop_markup_add(out, "<title>", title, "</title>\n<style>\n");
	for (size_t i = 0; i < sizeof style / sizeof style[0]; i++)
		tsop_buf_add_text(out, style[i]);
	tsop_buf_add_text(out, "</style>\n</head>\n<body>\n");
}

void tsop_page_close(struct tsop_buf *out)
{
	tsop_buf_add_text(out, "</body>\n</html>\n");
}
