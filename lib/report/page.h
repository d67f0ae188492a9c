/*
 * page.h: the frame of an HTML page.
 *
 * A page is one file that loads nothing and runs nothing: its policy says
 * so to the browser. Light, dark, print and narrow screens are the style
 * sheet's business (page.css, built in); every pair of colors in it is held
 * against WCAG's contrast by a test.
 */
#ifndef TSOP_REPORT_PAGE_H
#define TSOP_REPORT_PAGE_H

#include "base/buf.h"
#include "report/words.h"

/* Append all up to and with <body>, and what closes the page behind its content. */
void tsop_page_open(struct tsop_buf *out, enum tsop_lang lang, const char *title);
void tsop_page_close(struct tsop_buf *out);

#endif
