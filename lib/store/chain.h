/*
 * chain.h: the lines of chain.jsonl, as tsop-store(5) states them.
 *
 * All have the same length, so that line n stands at n * TSOP_CHAIN_LINE.
 * Errors have the code TSOP_NO: "this is no such line".
 */
#ifndef TSOP_STORE_CHAIN_H
#define TSOP_STORE_CHAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/view.h"
#include "time/instant.h"

enum { TSOP_CHAIN_LINE = 211 }; /* bytes of a line, its newline included */

#define TSOP_CHAIN_MAX UINT64_C(99999999999) /* the last index that a line has room for */

struct tsop_chain_line {
	uint64_t n;   /* its index, 0..TSOP_CHAIN_MAX */
	uint64_t end; /* the last index of its batch */
	tsop_instant t;
	char t_text[TSOP_INSTANT_TEXT]; /* t as it is written */
	char prev[TSOP_HEX_TEXT]; /* leaf hash of the line before */
	char body[TSOP_HEX_TEXT]; /* digest of the body line */
};

/* Set t and its text. */
void tsop_chain_set_time(struct tsop_chain_line *line, tsop_instant t);

/* Write the line with its newline and a NUL. */
void tsop_chain_write(const struct tsop_chain_line *line, char text[TSOP_CHAIN_LINE + 1]);

/*
 * Read one: accepted is only what tsop_chain_write writes, byte for byte, with
 * n <= end. Whether it fits its place is the caller's to check.
 */
int tsop_chain_read(const char text[TSOP_CHAIN_LINE], struct tsop_chain_line *line,
		    struct tsop_error *err);

/* Is it 64 lower-case hexadecimal digits? */
bool tsop_is_hex(struct tsop_view text);

/* The line's leaf hash (RFC 6962, section 2.1): SHA-256 of a zero byte and the line. */
void tsop_chain_leaf(const char text[TSOP_CHAIN_LINE], unsigned char leaf[TSOP_DIGEST_SIZE]);

#endif
