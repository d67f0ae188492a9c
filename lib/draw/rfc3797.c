#include "draw/rfc3797.h"

#include <assert.h>
#include <nettle/md5.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdlib.h>

union context {
	struct md5_ctx md5;
	struct sha256_ctx sha256;
};

static const struct nettle_hash *const hashes[] = {
	[TSOP_RFC3797_MD5] = &nettle_md5,
	[TSOP_RFC3797_SHA256] = &nettle_sha256,
};

/* The digest for the i-th selection, modulo n. */
static size_t draw_number(const struct nettle_hash *hash, struct tsop_view key, size_t i, size_t n)
{
	const uint8_t counter[2] = { (uint8_t)(i >> 8), (uint8_t)i };
	uint8_t digest[SHA256_DIGEST_SIZE];
	union context context;
	size_t rest = 0;

	hash->init(&context);
	hash->update(&context, sizeof counter, counter);
	hash->update(&context, key.len, (const uint8_t *)(const void *)key.p);
	hash->update(&context, sizeof counter, counter);
	hash->digest(&context, hash->digest_size, digest);
	for (size_t byte = 0; byte < hash->digest_size; byte++)
		rest = (rest << 8 | digest[byte]) % n;
	return rest;
}

int tsop_rfc3797_select(enum tsop_rfc3797_hash hash, struct tsop_view key, size_t n, size_t k,
			size_t *selected, struct tsop_error *err)
{
	size_t *left = calloc(n + 1, sizeof *left);

	assert(k <= n && n <= TSOP_RFC3797_MAX);
	if (left == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		left[i] = i;
	for (size_t i = 0; i < k; i++) {
		size_t at = draw_number(hashes[hash], key, i, n - i);

		selected[i] = left[at];
		memmove(left + at, left + at + 1, (n - i - at - 1) * sizeof *left);
	}
	free(left);
	return 0;
}
