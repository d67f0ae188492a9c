/*
 * choose.h: who gets a municipality's seats.
 *
 * It is settled before courses are, so that nobody is chosen by how far they
 * travel. People who hold a seat keep it. Those who had a place in an earlier
 * result go before all others. All come in the order of
 * their municipality's priority (1 first, without one last), then of when
 * their application was received, then by lot. A party comes where the first
 * of its members stands, and is seated whole or not at all: where the seats
 * that are left do not suffice, it is passed over. Members of a party of which
 * somebody holds a seat already are a party among themselves.
 *
 * Without lots, those who stand equal share a turn; where seats suffice for
 * some of them only, a draw says which.
 */
#ifndef TSOP_ALLOCATE_CHOOSE_H
#define TSOP_ALLOCATE_CHOOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "allocate/applicants.h"
#include "allocate/claimant.h"
#include "allocate/ties.h"
#include "base/error.h"

/* Where a person stands; parallel to the applicants. */
struct tsop_standing {
	bool no_room;    /* given: no course has room; the seat goes to the next in turn */
	size_t place;    /* given, and kept: when it was drawn among its equals, from 1; 0: it was not */
	bool has_seat;
	bool is_drawn;   /* a recorded draw settled its turn */
	size_t turn;     /* in the municipality's order, from 1; 0: held a seat before */
	size_t party;    /* people of its party who were to be seated with it, itself included */
	int64_t room;    /* seats that were left when its turn came */
	uint16_t course; /* filled in by place.h */
	bool is_course_drawn; /* the same for its course */
	size_t course_place;  /* given, and kept: when it was last drawn for a course; 0: it was not */
	size_t position; /* among the waiting of its municipality, from 1; 0: placed */
};

struct tsop_choice {
	const struct tsop_applicants *applicants;
	const struct tsop_claimants *claimants;
	const size_t *claimant_of; /* by applicant */
	bool has_lots;
	struct tsop_progress *progress; /* told how long courses take; or NULL */
};

/*
 * Fill has_seat, turn, party and room of standings (one for each applicant;
 * no_room, place and is_drawn are those of the time before, at first 0; the
 * rest need not be set). Returns 0; 1 where a draw is needed, which ties then
 * say; -1 with err for want of memory. O(n log n).
 */
int tsop_choose(const struct tsop_choice *choice, struct tsop_standing *standings,
		struct tsop_ties *ties, struct tsop_error *err);

/*
 * Number those whose course is TSOP_ASSIGN_NO_COURSE within each municipality
 * by turn; equal turns get equal positions.
 */
int tsop_choose_positions(const struct tsop_choice *choice, struct tsop_standing *standings,
			  struct tsop_error *err);

#endif
