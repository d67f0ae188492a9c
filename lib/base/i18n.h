/*
 * i18n.h: the mark of a message that people read.
 *
 * _("text") is looked up in the catalog of the user's language when it is
 * said; N_("text") only marks a text that a table holds, to be looked up
 * later with _(). Diagnostics and help go through here. Reports do not: their
 * words are chosen by --lang alone (lib/report/words.h).
 */
#ifndef TSOP_BASE_I18N_H
#define TSOP_BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

#endif
