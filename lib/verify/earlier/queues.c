#include "verify/earlier/queues.h"

#include <stdlib.h>

#include "base/array.h"

struct making {
	struct tsop_queues *queues;
	struct tsop_lists *lists;
	const struct tsop_before *before;
	size_t *listed; /* [units] the course that it was listed for last, plus 1 */
	size_t at;	/* record of the earlier lists */
};

/* Append a unit, unless the list has it. Returns 1 if it was appended. */
static int append(struct making *making, uint16_t course, struct tsop_queues_entry entry,
		  struct tsop_error *err)
{
	struct tsop_queues *queues = making->queues;
	struct tsop_queues_entry *entries;

	if (making->listed[entry.unit] == (size_t)course + 1)
		return 0;
	making->listed[entry.unit] = (size_t)course + 1;
	entries = tsop_array_room(queues->entries, queues->n, &queues->cap, sizeof *entries);
	if (entries == NULL)
		return tsop_fail_memory(err);
	queues->entries = entries;
	entry.next = queues->n + 1;
	entries[queues->n++] = entry;
	return 1;
}

/* Those of the earlier list who can still be on one; *last: its last position, whoever had it. */
static int append_earlier(struct making *making, uint16_t course, int64_t *last,
			  struct tsop_error *err)
{
	const struct tsop_result *old = &making->before->result;

	for (; making->at < old->n_waiting &&
	       making->before->courses[old->waiting[making->at].course] == course;
	     making->at++) {
		const struct tsop_result_waiting *row = &old->waiting[making->at];
		size_t person = making->before->persons[row->person];
		size_t unit = person == making->lists->result->n_people
				      ? TSOP_QUEUES_NONE
				      : making->queues->unit_of[person];

		*last = row->position > *last ? row->position : *last;
		if (unit != TSOP_QUEUES_NONE &&
		    append(making, course,
			   (struct tsop_queues_entry){ unit, row->position, false, 0 }, err) < 0)
			return -1;
	}
	return 0;
}

static int append_others(struct making *making, uint16_t course, int64_t last,
			 struct tsop_error *err)
{
	struct tsop_lists *lists = making->lists;
	int64_t position = last;

	tsop_lists_make(lists, course);
	for (size_t i = 0; i < lists->n_entries; i++) {
		const struct tsop_lists_entry *entry = &lists->entries[i];
		int status;

		if (i == 0 || entry->position != entry[-1].position)
			position = last + 1;
		status = append(making, course,
				(struct tsop_queues_entry){ entry->unit, position, true, 0 }, err);
		if (status < 0)
			return -1;
		last += status > 0 ? (int64_t)lists->units[entry->unit].n : 0;
	}
	return 0;
}

static int make(struct making *making, struct tsop_error *err)
{
	struct tsop_queues *queues = making->queues;

	for (size_t i = 0; i < making->lists->n_units; i++)
		for (size_t k = 0; k < making->lists->units[i].n; k++)
			queues->unit_of[making->lists->members[making->lists->units[i].first + k]] =
				i;
	for (size_t i = 0; i < making->lists->result->header.n_courses; i++) {
		size_t start = queues->n;
		int64_t last = 0;

		if (append_earlier(making, (uint16_t)i, &last, err) != 0 ||
		    append_others(making, (uint16_t)i, last, err) != 0)
			return -1;
		queues->first[i] = queues->n > start ? start : TSOP_QUEUES_NONE;
		if (queues->n > start)
			queues->entries[queues->n - 1].next = TSOP_QUEUES_NONE;
	}
	return 0;
}

int tsop_queues_make(struct tsop_queues *queues, struct tsop_lists *lists,
		     const struct tsop_before *before, struct tsop_error *err)
{
	size_t n = lists->result->n_people + 1;
	struct making making = {
		.queues = queues,
		.lists = lists,
		.before = before,
		.listed = calloc(lists->n_units + 1, sizeof *making.listed),
	};
	int status;

	*queues = (struct tsop_queues){
		.first = calloc(lists->result->header.n_courses + 1, sizeof *queues->first),
		.unit_of = calloc(n, sizeof *queues->unit_of),
	};
	if (making.listed == NULL || queues->first == NULL || queues->unit_of == NULL) {
		status = tsop_fail_memory(err);
	} else {
		for (size_t i = 0; i < n; i++)
			queues->unit_of[i] = TSOP_QUEUES_NONE;
		status = make(&making, err);
	}
	free(making.listed);
	return status;
}

void tsop_queues_release(struct tsop_queues *queues)
{
	free(queues->entries);
	free(queues->first);
	free(queues->unit_of);
	*queues = (struct tsop_queues){ .entries = NULL };
}
