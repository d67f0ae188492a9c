/*
 * allocation.h: allocations that fail when a test says so.
 *
 * A test that includes this is linked with the WRAP flags of tests/tests.mk:
 * what the library allocates itself comes through here. What a shared library
 * allocates does not.
 */
#ifndef TSOP_TESTS_ALLOCATION_H
#define TSOP_TESTS_ALLOCATION_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
char *__real_strdup(const char *s);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
char *__wrap_strdup(const char *s);

static bool allocation_is_armed;
static unsigned allocations_left;

/* Let the next allocation but n fail, once. */
static inline void fail_allocation(unsigned n)
{
	allocation_is_armed = true;
	allocations_left = n;
}

/* Has it failed? Either way, no further one will. */
static inline bool allocation_has_failed(void)
{
	bool has_failed = !allocation_is_armed;

	allocation_is_armed = false;
	return has_failed;
}

static bool shall_fail(void)
{
	if (!allocation_is_armed || allocations_left-- > 0)
		return false;
	allocation_is_armed = false;
	return true;
}

void *__wrap_malloc(size_t size)
{
	return shall_fail() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
	return shall_fail() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t size)
{
	return shall_fail() ? NULL : __real_realloc(p, size);
}

char *__wrap_strdup(const char *s)
{
	return shall_fail() ? NULL : __real_strdup(s);
}

#endif
