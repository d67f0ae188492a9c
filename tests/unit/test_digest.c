#include "check.h"

#include "base/digest.h"

static void check_sha256(const char *text, size_t repeated, const char *expected)
{
	unsigned char digest[TSOP_DIGEST_SIZE];
	char hex[TSOP_HEX_TEXT];
	struct tsop_sha256 hash;

	tsop_sha256_init(&hash);
	for (int twice = 0; twice < 2; twice++) {
		for (size_t i = 0; i < repeated; i++)
			tsop_sha256_add(&hash, tsop_view_of(text));
		tsop_sha256_end(&hash, digest);
		tsop_hex(digest, hex);
		assert_string_equal(hex, expected);
	}
}

/* FIPS 180-4's examples; the second round shows that the hash began anew. */
static void test_sha_256_gives_the_published_digests(void **state)
{
	(void)state;
	check_sha256("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	check_sha256("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	check_sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
		     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	check_sha256("a", 1000000,
		     "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void test_an_empty_view_adds_nothing(void **state)
{
	unsigned char digest[TSOP_DIGEST_SIZE];
	char hex[TSOP_HEX_TEXT];
	struct tsop_sha256 hash;

	(void)state;
	tsop_sha256_init(&hash);
	tsop_sha256_add(&hash, (struct tsop_view){ "", 0 });
	tsop_sha256_end(&hash, digest);
	tsop_hex(digest, hex);
	assert_string_equal(hex,
			    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void check_hmac(const char *key, size_t key_len, const char *message, const char *expected)
{
	unsigned char digest[TSOP_DIGEST_SIZE];
	char hex[TSOP_HEX_TEXT];

	tsop_hmac_sha256((struct tsop_view){ key, key_len }, tsop_view_of(message), digest);
	tsop_hex(digest, hex);
	assert_string_equal(hex, expected);
}

/* RFC 4231, cases 1, 2 and 6 (a key longer than a block). */
static void test_hmac_gives_the_published_digests(void **state)
{
	char key[131];

	(void)state;
	memset(key, 0x0B, 20);
	check_hmac(key, 20, "Hi There",
		   "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
	check_hmac("Jefe", 4, "what do ya want for nothing?",
		   "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	memset(key, 0xAA, sizeof key);
	check_hmac(key, sizeof key, "Test Using Larger Than Block-Size Key - Hash Key First",
		   "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static void test_a_salt_is_22_characters_of_base64url(void **state)
{
	static const unsigned char zeros[16] = { 0 };
	static const unsigned char counted[16] = { 0, 1, 2, 3, 4, 5, 6, 7,
						   8, 9, 10, 11, 12, 13, 14, 15 };
	unsigned char ones[16];
	char text[TSOP_SALT_TEXT];

	(void)state;
	tsop_salt_text(zeros, text);
	assert_string_equal(text, "AAAAAAAAAAAAAAAAAAAAAA");
	memset(ones, 0xFF, sizeof ones);
	tsop_salt_text(ones, text);
	assert_string_equal(text, "_____________________w");
	tsop_salt_text(counted, text);
	assert_string_equal(text, "AAECAwQFBgcICQoLDA0ODw");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sha_256_gives_the_published_digests),
		cmocka_unit_test(test_an_empty_view_adds_nothing),
		cmocka_unit_test(test_hmac_gives_the_published_digests),
		cmocka_unit_test(test_a_salt_is_22_characters_of_base64url),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
