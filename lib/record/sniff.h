/*
 * sniff.h: what an input is, told from its first bytes; inside of lib/record.
 */
#ifndef TSOP_RECORD_SNIFF_H
#define TSOP_RECORD_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/view.h"

enum tsop_format {
	TSOP_FORMAT_UNSURE, /* more bytes are needed */
	TSOP_FORMAT_EMPTY,  /* nothing but white space */
	TSOP_FORMAT_JSON,
	TSOP_FORMAT_CSV,
	TSOP_FORMAT_OTHER, /* nothing that is read here */
};

/* The length of a UTF-8 byte order mark at the head, or 0. */
size_t tsop_sniff_mark(struct tsop_view head);

/*
 * What does this head of an input begin? is_all: nothing follows it. For
 * TSOP_FORMAT_OTHER *why is a sentence (N_()) that says what to do.
 */
enum tsop_format tsop_sniff(struct tsop_view head, bool is_all, const char **why);

#endif
