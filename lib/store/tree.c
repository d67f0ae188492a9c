#include "store/tree.h"

#include <string.h>

#include "base/view.h"

static struct tsop_view view_of(const unsigned char digest[TSOP_DIGEST_SIZE])
{
	return (struct tsop_view){ (const char *)digest, TSOP_DIGEST_SIZE };
}

/* *right becomes the head of both. */
static void join(const unsigned char left[TSOP_DIGEST_SIZE], unsigned char right[TSOP_DIGEST_SIZE])
{
	struct tsop_sha256 hash;

	tsop_sha256_init(&hash);
	tsop_sha256_add(&hash, tsop_view_of("\001"));
	tsop_sha256_add(&hash, view_of(left));
	tsop_sha256_add(&hash, view_of(right));
	tsop_sha256_end(&hash, right);
}

void tsop_tree_add(struct tsop_tree *tree, const unsigned char leaf[TSOP_DIGEST_SIZE])
{
	unsigned char head[TSOP_DIGEST_SIZE];
	unsigned level = 0;

	memcpy(head, leaf, sizeof head);
	for (; (tree->n >> level & 1) != 0; level++)
		join(tree->heads[level], head);
	memcpy(tree->heads[level], head, sizeof head);
	tree->n++;
}

void tsop_tree_head(const struct tsop_tree *tree, char head[TSOP_HEX_TEXT])
{
	unsigned char right[TSOP_DIGEST_SIZE];
	struct tsop_sha256 hash;
	bool any = false;

	tsop_sha256_init(&hash);
	tsop_sha256_end(&hash, right);
	for (unsigned level = 0; level < 64; level++) {
		if ((tree->n >> level & 1) == 0)
			continue;
		if (any)
			join(tree->heads[level], right);
		else
			memcpy(right, tree->heads[level], sizeof right);
		any = true;
	}
	tsop_hex(right, head);
}
