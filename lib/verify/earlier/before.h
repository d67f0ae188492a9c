/*
 * before.h: the earlier result that a result goes on from: where it had
 * people, who waited, on which lists, where seats were held.
 *
 * It is as hostile as the result, and read by the same code. What is wrong
 * with it makes it unusable: it is an input.
 */
#ifndef TSOP_VERIFY_EARLIER_BEFORE_H
#define TSOP_VERIFY_EARLIER_BEFORE_H

#include "verify/result/candidates.h"
#include "verify/result/result.h"

/* Of a person of the present result. */
struct tsop_before_person {
	unsigned long long line; /* in the earlier result; 0: a newcomer */
	bool waited;		 /* had no course */
	uint16_t course;	 /* of the present result; NO_COURSE: none, or it is no more */
	int64_t position;	 /* of who waited, among those of the municipality */
};

struct tsop_before {
	struct tsop_checking checking; /* of the earlier result */
	struct tsop_verify_options options;
	struct tsop_result result;
	bool is_read; /* else there is none, or its file was not given */
	uint16_t *courses; /* [its courses] in the present result, or NO_COURSE */
	size_t *persons;   /* [its people] in the present result, or n_people: have cancelled */
	struct tsop_before_person *people; /* [people of the present result] */
};

/*
 * Read the earlier result that the result names, where its file was given. -1
 * where it is not usable: another one, of another round, without people, or
 * wrong in itself. Release it in any case.
 */
int tsop_before_read(struct tsop_before *before, const struct tsop_result *result,
		     struct tsop_checking *checking, struct tsop_error *err);
void tsop_before_release(struct tsop_before *before);

/*
 * Let the candidates be what the earlier result makes of them. To fill places:
 * who had one holds it, and their seat. To keep places: who had one is first
 * in turn (had_place), where they were (was), and is not fixed, unless by hand.
 * Faults are what contradicts the input, and an assignment's `from` that is
 * not the course before.
 */
void tsop_before_apply(const struct tsop_before *before, const struct tsop_result *result,
		       struct tsop_candidates *candidates, struct tsop_checking *checking);

#endif
