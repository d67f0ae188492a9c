/*
 * option.h: the command line, by one table a verb.
 *
 * The table says what is accepted, is printed by --help, and is what the
 * completions are tested against. Syntax is POSIX's with long names: letters
 * may be grouped, an argument attached or apart, "--" ends options, options
 * and operands may be mixed. Long names are never abbreviated; an option
 * given twice is refused.
 */
#ifndef TSOP_BASE_OPTION_H
#define TSOP_BASE_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/i18n.h"

enum tsop_option_kind {
	TSOP_OPTION_FLAG,   /* to: bool */
	TSOP_OPTION_TEXT,   /* to: const char *, borrowed from argv; empty is refused */
	TSOP_OPTION_NUMBER, /* to: int64_t, within min..max */
	TSOP_OPTION_CHOICE, /* to: int, the index of the word among those in arg ("a|b|c") */
};

struct tsop_option {
	char letter;      /* 0: none */
	const char *name; /* without "--" */
	const char *arg;  /* what --help calls the argument; NULL for a flag */
	const char *help; /* N_() */
	enum tsop_option_kind kind;
	void *to;
	int64_t min, max;
};

/* Rows that mean the same in every tool. */
#define TSOP_OPTION_QUIET(to) \
	{ 'q', "quiet", NULL, N_("say nothing when all is well"), TSOP_OPTION_FLAG, to, 0, 0 }
#define TSOP_OPTION_DRY_RUN(to) \
	{ 'n', "dry-run", NULL, N_("show what would be done and change nothing"), \
	  TSOP_OPTION_FLAG, to, 0, 0 }
#define TSOP_OPTION_OUTPUT(to) \
	{ 'o', "output", "FILE", N_("write to FILE, whole or not at all"), TSOP_OPTION_TEXT, to, 0, 0 }
#define TSOP_OPTION_NOW(to) \
	{ 0, "now", "INSTANT", N_("take INSTANT (RFC 3339) for the clock"), TSOP_OPTION_TEXT, to, 0, 0 }
#define TSOP_OPTION_ZONE(to) \
	{ 0, "zone", "ZONE", N_("zone of local times (default: Europe/Copenhagen)"), \
	  TSOP_OPTION_TEXT, to, 0, 0 }
#define TSOP_OPTION_ENCODING(to) \
	{ 0, "encoding", "NAME", N_("encoding of CSV input that is not UTF-8"), \
	  TSOP_OPTION_TEXT, to, 0, 0 }
#define TSOP_OPTION_LINE_MAX(to) \
	{ 0, "line-max", "BYTES", N_("longest line accepted (default: 1048576)"), \
	  TSOP_OPTION_NUMBER, to, 1, (int64_t)1 << 30 }

/*
 * Parse argv[1..argc) by the table of n rows. Operands are moved to the front
 * of argv: on return argv[0..*n_operands). *help and *version say that -h,
 * --help, -V or --version was come upon (not as an option's argument): what
 * stands behind it is not looked at. Errors are TSOP_USAGE.
 */
int tsop_option_parse(const struct tsop_option *table, size_t n, int argc, char **argv,
		      int *n_operands, bool *help, bool *version, struct tsop_error *err);

/* Append the rows of the table, as --help shows them. */
int tsop_option_help(struct tsop_buf *out, const struct tsop_option *table, size_t n);

#endif
