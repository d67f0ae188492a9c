/*
 * body.h: the lines of body-YYYY.jsonl, as tsop-store(5) states them.
 *
 *     {"n":1,"u":"LENGTH:SALT ... x:DIGEST ...","r":{...}}
 *
 * A unit is one or more consecutive members of r. What was erased has its
 * digest in u and nothing in r. Errors of reading have the code TSOP_NO.
 */
#ifndef TSOP_STORE_BODY_H
#define TSOP_STORE_BODY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/view.h"
#include "store/chain.h"
#include "store/store.h"

enum { TSOP_BODY_LINE_MAX = 16 << 20 }; /* bytes of a line with its newline */

/* A body line, cut up; borrows the line. */
struct tsop_body {
	struct tsop_view u; /* between the quotes */
	struct tsop_view r; /* with its braces */
};

/* Cut up the line (without newline) of entry n. */
int tsop_body_read(struct tsop_view line, uint64_t n, struct tsop_body *body,
		   struct tsop_error *err);

struct tsop_unit {
	bool erased;
	struct tsop_view salt;  /* as stored; the digest where it was erased */
	struct tsop_view bytes; /* in r; empty where it was erased */
};

/* A walk along the units of a body. Start with { .body = body }. */
struct tsop_units {
	struct tsop_body body;
	size_t at_u; /* bytes of u and r that are behind us */
	size_t at_r;
};

/* The next unit: 1, 0 where u ended and r with it, -1 with err. */
int tsop_units_next(struct tsop_units *units, struct tsop_unit *unit, struct tsop_error *err);

/*
 * The digest that the chain's line commits to (its n, t and end are used).
 * Checks that the units are well-formed and cover r; *erased is increased by
 * the number of those that were erased.
 */
int tsop_body_digest(const struct tsop_body *body, const struct tsop_chain_line *line,
		     char digest[TSOP_HEX_TEXT], uint64_t *erased, struct tsop_error *err);

/* Random bits for salts, fetched in blocks. Start with { 0 }. */
struct tsop_salts {
	unsigned char bytes[4096];
	size_t left; /* at the end of bytes */
};

/* Append entry n as a body line with its newline, under fresh salts. */
int tsop_body_write(struct tsop_buf *out, uint64_t n, const struct tsop_entry *entry,
		    struct tsop_salts *salts, struct tsop_error *err);

#endif
