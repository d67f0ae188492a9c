/*
 * view.h: a run of bytes that somebody else owns.
 *
 * Records are read as views into the line they stand in, so that what is
 * only passed on is never copied. A view is borrowed: the header that hands
 * one out says until when. It is not terminated and may be empty.
 */
#ifndef TSOP_BASE_VIEW_H
#define TSOP_BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct tsop_view {
	const char *p;
	size_t len;
};

/* A view of the terminated string s (not NULL), without its NUL. */
static inline struct tsop_view tsop_view_of(const char *s)
{
	return (struct tsop_view){ s, strlen(s) };
}

/* Do both hold the same bytes? */
static inline bool tsop_view_equal(struct tsop_view a, struct tsop_view b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

/* Does the view hold exactly the bytes of the terminated string s? */
static inline bool tsop_view_is(struct tsop_view v, const char *s)
{
	return tsop_view_equal(v, tsop_view_of(s));
}

/* Order by bytes (as strcmp does), a prefix before what it begins: <0, 0, >0. */
static inline int tsop_view_compare(struct tsop_view a, struct tsop_view b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter == 0 ? 0 : memcmp(a.p, b.p, shorter);

	if (order != 0)
		return order;
	return a.len < b.len ? -1 : a.len > b.len;
}

#endif
