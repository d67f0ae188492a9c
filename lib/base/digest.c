#include "base/digest.h"

#include <stdint.h>

static const uint8_t *bytes_of(struct tsop_view view)
{
	return (const uint8_t *)(const void *)view.p;
}

void tsop_sha256_init(struct tsop_sha256 *hash)
{
	sha256_init(&hash->ctx);
}

void tsop_sha256_add(struct tsop_sha256 *hash, struct tsop_view bytes)
{
	sha256_update(&hash->ctx, bytes.len, bytes_of(bytes));
}

void tsop_sha256_end(struct tsop_sha256 *hash, unsigned char digest[TSOP_DIGEST_SIZE])
{
	sha256_digest(&hash->ctx, TSOP_DIGEST_SIZE, digest);
}

void tsop_hmac_sha256(struct tsop_view key, struct tsop_view message,
		      unsigned char digest[TSOP_DIGEST_SIZE])
{
	struct hmac_sha256_ctx ctx;

	hmac_sha256_set_key(&ctx, key.len, bytes_of(key));
	hmac_sha256_update(&ctx, message.len, bytes_of(message));
	hmac_sha256_digest(&ctx, TSOP_DIGEST_SIZE, digest);
}

void tsop_hex(const unsigned char digest[TSOP_DIGEST_SIZE], char text[TSOP_HEX_TEXT])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < TSOP_DIGEST_SIZE; i++) {
		*text++ = digits[digest[i] >> 4];
		*text++ = digits[digest[i] & 15];
	}
	*text = '\0';
}

void tsop_salt_text(const unsigned char bytes[16], char text[TSOP_SALT_TEXT])
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	uint32_t bits = 0;
	unsigned held = 0;
	size_t len = 0;

	for (size_t i = 0; i < 16; i++) {
		bits = bits << 8 | bytes[i];
		for (held += 8; held >= 6; held -= 6)
			text[len++] = digits[bits >> (held - 6) & 63];
	}
	text[len++] = digits[bits << (6 - held) & 63];
	text[len] = '\0';
}
