/*
 * certificate.h: why no other courses closed, and no other places of parties,
 * cost less: a tree that can be checked by reading it once.
 *
 * A node takes a problem apart: at a course with a minimum, which closes (and
 * has no seats) or runs (with that many people at least); or at a party, which
 * is whole at a place. A leaf has prices of seats, any numbers: as long as
 * everybody pays, no assignment of the problem costs less than
 *
 *	the sum over people, and over parties as a whole, of the least that
 *	they could cost anywhere, price included,
 *	less, of every course, its seats times the price, where that is above 0,
 *	and its minimum times the price, where that is below 0 and it runs
 *
 * (Lagrangian bound; M. Held and R. M. Karp, 1971), fixed people left out. Seats
 * are as many as the parties and people who are not placed yet can fill; if they
 * can not fill a minimum, there is no assignment. A node
 * that takes a party apart has prices too: they say the same of the places that
 * are not tried. So if no bound is below what is to be proven, nothing is.
 *
 * This is a second pass, after the optimum is known: depth first, cut off where
 * the flow costs as much, so that a node is a problem whose bound is too low.
 */
#ifndef TSOP_ASSIGN_CERTIFICATE_H
#define TSOP_ASSIGN_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "assign/assign.h"
#include "base/error.h"

/* A certificate has no more nodes, and no more prices, those that stay the same included. */
enum { TSOP_CERTIFICATE_MAX_NODES = 10000, TSOP_CERTIFICATE_MAX_PRICES = 400000 };
/* Nor so many nodes that, times people and courses, they are more than this. */
#define TSOP_CERTIFICATE_MAX_WORK ((size_t)1 << 30)

enum tsop_certificate_kind {
	TSOP_CERTIFICATE_LEAF,
	TSOP_CERTIFICATE_COURSE, /* two nodes below: it closes, it runs */
	TSOP_CERTIFICATE_PARTY,	 /* a node below for each place that is tried */
};

struct tsop_certificate_node {
	enum tsop_certificate_kind kind;
	uint16_t course;
	uint32_t party; /* its label in the problem */
	size_t first;	/* its places are places[first..first + n), NO_COURSE the last */
	size_t n;
	/* [n_courses] of a seat, rank in units of 1 / scale; not of a COURSE: NULL. */
	struct tsop_assign_cost *price;
};

struct tsop_certificate {
	uint32_t scale;
	struct tsop_certificate_node *nodes; /* depth first */
	size_t n_nodes; /* 0: it would be too large, and there is none */
	uint16_t *places;
	size_t n_places;
	size_t cap_nodes, cap_places;
};

/*
 * Prove the bound of the result that tsop_assign_solve found for the problem;
 * if it is optimal, also that no courses close that would be preferred at the
 * same cost (assign.h). 0, release the certificate; or -1 for no memory. As
 * many flows as there are nodes are solved.
 */
int tsop_certificate_make(const struct tsop_assign_problem *problem,
			  const struct tsop_assign_result *result,
			  struct tsop_certificate *certificate, struct tsop_error *err);

/* Free what it holds. A second call does nothing. */
void tsop_certificate_release(struct tsop_certificate *certificate);

#endif
