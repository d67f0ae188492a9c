/*
 * check.h: entries examined one by one: everything that tsop-store(5) states of them.
 *
 * What verify reports and what recovery relies on is the same.
 */
#ifndef TSOP_STORE_CHECK_H
#define TSOP_STORE_CHECK_H

#include "store/cursor.h"
#include "store/tree.h"

struct tsop_check {
	struct tsop_cursor cursor;
	struct tsop_record record;
	struct tsop_tree tree; /* over the lines that were read */
	char leaf[TSOP_HEX_TEXT];
	struct tsop_chain_line last; /* the entry before, as far as it was well-formed */
	uint64_t erased_units;
	bool lost; /* lines and bodies no longer correspond: bodies are not looked at */
	bool over; /* the chain could not be read further */
};

/* Begin with entry 0. */
void tsop_check_init(struct tsop_check *check, const struct tsop_store *store);
void tsop_check_release(struct tsop_check *check);

/* Examine the next entry: 0, or -1 with the first thing that is wrong with it. */
int tsop_check_next(struct tsop_check *check, struct tsop_error *err);

/* Does every body file before the last entry's year hold entries, or nothing? If not: TSOP_NO. */
int tsop_check_years(const struct tsop_store *store, struct tsop_error *err);

#endif
