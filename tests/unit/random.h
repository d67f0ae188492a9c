/*
 * random.h: the same random numbers in every run.
 */
#ifndef TSOP_TESTS_RANDOM_H
#define TSOP_TESTS_RANDOM_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* How many random instances to try: TSOP_INSTANCES of the environment, else n. */
static inline size_t test_instances(size_t n)
{
	const char *text = getenv("TSOP_INSTANCES");

	return text == NULL ? n : strtoul(text, NULL, 10);
}

/* A number below n, n > 0 (splitmix64: Steele, Lea and Flood, 2014). */
static inline uint32_t random_below(uint64_t *state, uint32_t n)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((z ^ (z >> 31)) % n);
}

/* The numbers 0..n-1 in any order. */
static inline void shuffle(uint64_t *state, uint32_t *numbers, size_t n)
{
	for (size_t i = 0; i < n; i++)
		numbers[i] = (uint32_t)i;
	for (size_t i = n; i > 1; i--) {
		size_t j = random_below(state, (uint32_t)i);
		uint32_t last = numbers[i - 1];

		numbers[i - 1] = numbers[j];
		numbers[j] = last;
	}
}

#endif
