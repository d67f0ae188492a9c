#include <inttypes.h>
#include <stdlib.h>

#include "verify/reasons.h"

struct filled {
	const struct tsop_result *result;
	const struct tsop_candidates *candidates;
	const struct tsop_before *before;
	size_t *last;  /* [people] the last step of theirs, from 1; 0: none */
	int64_t *ends; /* [courses] the last position on the earlier list */
	struct tsop_buf text;
};

static void collect(struct filled *filled)
{
	const struct tsop_result *old = &filled->before->result;
	const struct tsop_result_proof *proof = &filled->result->proof;

	for (size_t i = 0; i < old->n_waiting; i++) {
		int64_t *end = &filled->ends[filled->before->courses[old->waiting[i].course]];

		*end = old->waiting[i].position > *end ? old->waiting[i].position : *end;
	}
	for (size_t i = 0; i < proof->n_steps; i++)
		filled->last[proof->steps[i].person] = i + 1;
}

static void make(struct filled *filled, size_t i)
{
	const struct tsop_result_course *courses = filled->result->header.courses;
	const struct tsop_candidate *row = &filled->candidates->rows[i];
	const struct tsop_before_person *was = &filled->before->people[i];
	const struct tsop_result_step *step =
		filled->last[i] == 0 ? NULL : &filled->result->proof.steps[filled->last[i] - 1];
	struct tsop_buf *text = &filled->text;

	tsop_buf_clear(text);
	if (row->fixed != NULL)
		tsop_buf_add_text(text, "fixed by hand");
	else if (step != NULL)
		tsop_buf_addf(text, "from the waiting list of %s, %s %" PRId64,
			      courses[step->course].id,
			      step->position > filled->ends[step->course] ? "joined as number"
									  : "number",
			      step->position);
	else if (row->holds)
		tsop_buf_add_text(text, was->line > 0 ? "kept" : "enrolled before");
	else
		tsop_buf_add_text(text, was->line > 0 ? "no place with a seat for it became free"
						      : "came behind those who waited before");
	if (step != NULL && was->course != TSOP_RESULT_NO_COURSE)
		tsop_buf_addf(text, "; moved from %s", courses[was->course].id);
}

static int check_all(struct filled *filled, struct tsop_checking *checking, struct tsop_error *err)
{
	collect(filled);
	for (size_t i = 0; i < filled->result->n_people; i++) {
		make(filled, i);
		if (tsop_reasons_compare(&filled->result->people[i], &filled->text, checking,
					 err) != 0)
			return -1;
	}
	return 0;
}

int tsop_reasons_check_filled(const struct tsop_result *result,
			      const struct tsop_candidates *candidates,
			      const struct tsop_before *before, struct tsop_checking *checking,
			      struct tsop_error *err)
{
	struct filled filled = {
		.result = result,
		.candidates = candidates,
		.before = before,
		.last = calloc(result->n_people + 1, sizeof *filled.last),
		.ends = calloc(result->header.n_courses + 1, sizeof *filled.ends),
	};
	int status;

	tsop_buf_init(&filled.text);
	if (filled.last == NULL || filled.ends == NULL)
		status = tsop_fail_memory(err);
	else
		status = check_all(&filled, checking, err);
	tsop_buf_release(&filled.text);
	free(filled.last);
	free(filled.ends);
	return status;
}
