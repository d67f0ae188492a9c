/*
 * lists.h: who waits for a course, and in what order, as tsop-allocate(1),
 * Waiting lists, has it.
 *
 * On the list of a course is who would rather be there than where they are: who
 * has no course and may be there, and who has one and wishes for this one more.
 * First come those without a course, by their position among the waiting of
 * their municipality, then by when they were received, then by lot; then the
 * others, by which of their wishes the course is, and in the same way. Members
 * of a party follow each other, where the first of them stands (the others: by
 * the worst wish of a member), and count together: they must wish for it more,
 * all taken together, and all be allowed there; where one of them has a course
 * that is not allowed them, any that is allowed all is better. Where the rest of a party has a
 * course, its members wait for that one alone; where the rest was fixed by hand
 * or is on several, they wait for none. Who was fixed by hand is on no list.
 * Without a seed, those who are equal share a position; parties then come
 * first, by their numbers, then people by theirs.
 */
#ifndef TSOP_VERIFY_RESULT_LISTS_H
#define TSOP_VERIFY_RESULT_LISTS_H

#include "verify/result/candidates.h"
#include "verify/result/result.h"

/* Where people are whose lists are asked for. */
struct tsop_lists_people {
	const uint16_t *course;	 /* [people] or TSOP_RESULT_NO_COURSE */
	const int64_t *position; /* [people] among the waiting of their municipality */
};

/* A party, or somebody alone, who can be on a list at all. */
struct tsop_lists_unit {
	size_t first, n;  /* its members, in their order */
	int64_t position; /* of the first of them; INT64_MAX: has a course */
	size_t rank;	  /* units that stand equal share one */
	uint16_t home;	  /* where it is, or TSOP_RESULT_NO_COURSE */
	uint16_t only;	  /* the one course that it waits for; TSOP_RESULT_NO_COURSE: any */
	bool is_content;  /* none is better for it than its home: it is on no list, and stays so */
};

struct tsop_lists_entry {
	size_t unit;
	size_t wish; /* 0: has no course; else as which wish it has this one, at worst, from 1 */
	int64_t position; /* of its first member */
	bool is_shared;	  /* and of all others */
};

struct tsop_lists {
	const struct tsop_result *result;
	const struct tsop_candidates *candidates;
	struct tsop_lists_unit *units; /* those without a course first, in order */
	size_t n_units;
	size_t *members; /* people, unit by unit */
	struct tsop_lists_entry *entries; /* the list that was made last */
	size_t n_entries;
};

/* Find the units. -1 with err for want of memory; release it in any case. O(n log n). */
int tsop_lists_init(struct tsop_lists *lists, const struct tsop_result *result,
		    const struct tsop_candidates *candidates, struct tsop_lists_people people,
		    struct tsop_error *err);
void tsop_lists_release(struct tsop_lists *lists);

/* Make the list of a course. Cost: the units times their wishes, and sorting them. */
void tsop_lists_make(struct tsop_lists *lists, uint16_t course);

/* Would the unit rather be there? *wish as in an entry. */
bool tsop_lists_prefers(const struct tsop_lists *lists, const struct tsop_lists_unit *unit,
			uint16_t course, size_t *wish);

/* The position of member k of an entry's unit. */
static inline int64_t tsop_lists_position(const struct tsop_lists_entry *entry, size_t k)
{
	return entry->position + (entry->is_shared ? 0 : (int64_t)k);
}

#endif
