/*
 * scratch.h: a directory for files that a test writes again and again. In
 * memory where there is such a place: whatever the tools write is synced.
 */
#ifndef TSOP_TESTS_SCRATCH_H
#define TSOP_TESTS_SCRATCH_H

#include "check.h"

enum { SCRATCH_TEXT = 32 };

static inline void scratch_make(char dir[SCRATCH_TEXT])
{
	static const char *const places[] = { "/dev/shm", "/tmp" };

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
		snprintf(dir, SCRATCH_TEXT, "%s/tsop-test-XXXXXX", places[i]);
		if (mkdtemp(dir) != NULL)
			return;
	}
	fail_msg("no directory for scratch files");
}

#endif
