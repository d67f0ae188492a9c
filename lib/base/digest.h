/*
 * digest.h: SHA-256 and HMAC-SHA-256 (nettle), and how we write bytes.
 */
#ifndef TSOP_BASE_DIGEST_H
#define TSOP_BASE_DIGEST_H

#include <nettle/hmac.h>
#include <nettle/sha2.h>
#include <stddef.h>

#include "base/view.h"

enum {
	TSOP_DIGEST_SIZE = 32,
	TSOP_HEX_TEXT = 65,  /* 64 hexadecimal digits and a NUL */
	TSOP_SALT_TEXT = 23, /* 128 bits as base64url without padding and a NUL */
};

/* A running hash: init, add any number of views, end. */
struct tsop_sha256 {
	struct sha256_ctx ctx;
};

void tsop_sha256_init(struct tsop_sha256 *hash);
void tsop_sha256_add(struct tsop_sha256 *hash, struct tsop_view bytes);
/* The digest; hash is initialized again. */
void tsop_sha256_end(struct tsop_sha256 *hash, unsigned char digest[TSOP_DIGEST_SIZE]);

/* HMAC-SHA-256 of the message under the key. */
void tsop_hmac_sha256(struct tsop_view key, struct tsop_view message,
		      unsigned char digest[TSOP_DIGEST_SIZE]);

/* Lower-case hexadecimal digits of a digest, terminated. */
void tsop_hex(const unsigned char digest[TSOP_DIGEST_SIZE], char text[TSOP_HEX_TEXT]);

/* 16 bytes as 22 characters of base64url (RFC 4648 section 5) without padding, terminated. */
void tsop_salt_text(const unsigned char bytes[16], char text[TSOP_SALT_TEXT]);

#endif
