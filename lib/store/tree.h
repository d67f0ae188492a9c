/*
 * tree.h: the head of a Merkle tree over the chain's lines (RFC 6962, section 2.1).
 *
 * Leaves come one by one; held are only the heads of the full subtrees so far,
 * one for each bit that is set in their number.
 */
#ifndef TSOP_STORE_TREE_H
#define TSOP_STORE_TREE_H

#include <stdint.h>

#include "base/digest.h"

struct tsop_tree {
	uint64_t n;                                     /* leaves */
	unsigned char heads[64][TSOP_DIGEST_SIZE]; /* of 2^i leaves, where bit i of n is set */
};

/* Start with { .n = 0 }. Add the next leaf hash. */
void tsop_tree_add(struct tsop_tree *tree, const unsigned char leaf[TSOP_DIGEST_SIZE]);

/* The head, in hex; of no leaves it is the hash of nothing. */
void tsop_tree_head(const struct tsop_tree *tree, char head[TSOP_HEX_TEXT]);

#endif
