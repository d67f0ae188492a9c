#include "verify/earlier/before.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/seats/counts.h"

/* The file that was given, and what the result says of it. */
struct source {
	const char *file, *id, *option;
};

/* Files that the result does not go on from were refused (needed.h). */
static struct source find_source(const struct tsop_result *result,
				 const struct tsop_verify_options *options)
{
	if (result->header.fill != NULL)
		return (struct source){ options->fill, result->header.fill, "fill" };
	return (struct source){ options->keep, result->header.keep, "keep" };
}

static int refuse(const struct tsop_before *before, const char *field, const char *expected,
		  struct tsop_error *err)
{
	tsop_fail(err, TSOP_INPUT, _("expected %s, which the result names"), expected);
	return tsop_error_at(err, before->options.result, before->result.header.line, field);
}

/* Is it the one that is named, of the same round, with people on courses? */
static int check_header(const struct tsop_before *before, const struct source *source,
			const struct tsop_result_header *header, struct tsop_error *err)
{
	const struct tsop_result_header *own = &before->result.header;

	if (strcmp(own->id, source->id) != 0)
		return refuse(before, "id", source->id, err);
	if (!own->has_courses) {
		tsop_fail(err, TSOP_INPUT, _("expected people on courses; this result is of seats "
					     "only"));
		return tsop_error_at(err, before->options.result, own->line, "courses");
	}
	if (strcmp(own->round, header->round) != 0)
		return refuse(before, "round", header->round, err);
	return 0;
}

static int read_result(struct tsop_before *before, struct tsop_error *err)
{
	const struct tsop_input_options lines = { .line_max = before->checking.input.line_max };
	const char *file = before->options.result;
	const struct tsop_record *first;
	struct tsop_input *input;
	int status;

	if (tsop_input_open(&input, file, &lines, err) != 0)
		return -1;
	status = tsop_input_next(input, &first, err);
	if (status > 0 && tsop_record_is(first, "allocation") &&
	    tsop_record_get(first, "kind") == NULL) {
		status = tsop_result_read(&before->result, &before->checking, input, first, err);
	} else if (status >= 0) {
		tsop_fail(err, TSOP_INPUT, _("expected a result of tsop-allocate"));
		status = tsop_error_at(err, file, status > 0 ? first->line : 0, NULL);
	}
	tsop_input_close(input);
	return status;
}

static int relate(struct tsop_before *before, const struct tsop_result *result,
		  struct tsop_error *err)
{
	const struct tsop_result *own = &before->result;
	size_t guess = 0;

	before->courses = calloc(own->header.n_courses + 1, sizeof *before->courses);
	before->persons = calloc(own->n_people + 1, sizeof *before->persons);
	before->people = calloc(result->n_people + 1, sizeof *before->people);
	if (before->courses == NULL || before->persons == NULL || before->people == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < own->header.n_courses; i++)
		before->courses[i] = tsop_result_find_course(result, own->header.courses[i].id);
	for (size_t i = 0; i < result->n_people; i++)
		before->people[i].course = TSOP_RESULT_NO_COURSE;
	for (size_t i = 0; i < own->n_people; i++) {
		const struct tsop_result_person *row = &own->people[i];
		size_t person = tsop_result_find_person(result, row->number, &guess);
		bool waited = row->course == TSOP_RESULT_NO_COURSE;

		before->persons[i] = person;
		if (person == result->n_people)
			continue;
		if (result->people[person].municipality != row->municipality)
			tsop_checking_fault(&before->checking, row->line, "municipality",
					    _("e%" PRId64 ": expected %s, as in the result"),
					    row->number,
					    result->people[person].municipality->code);
		before->people[person] = (struct tsop_before_person){
				.line = row->line,
				.waited = waited,
				.course = waited ? TSOP_RESULT_NO_COURSE
						 : before->courses[row->course],
				.position = row->position,
			};
	}
	return 0;
}

/* -1 with err untouched: faults were told. */
static int read_all(struct tsop_before *before, const struct source *source,
		    const struct tsop_result *result, struct tsop_error *err)
{
	if (read_result(before, err) != 0)
		return -1;
	if (before->checking.n_faults > 0)
		return -1;
	if (check_header(before, source, &result->header, err) != 0 ||
	    tsop_counts_check(&before->result, &before->checking, err) != 0)
		return -1;
	if (before->checking.n_faults > 0 || relate(before, result, err) != 0)
		return -1;
	before->is_read = before->checking.n_faults == 0;
	if (tsop_buf_ok(&before->checking.verified, err) != 0 ||
	    tsop_buf_ok(&before->checking.unverified, err) != 0)
		return -1;
	return before->is_read ? 0 : -1;
}

int tsop_before_read(struct tsop_before *before, const struct tsop_result *result,
		     struct tsop_checking *checking, struct tsop_error *err)
{
	const struct source source = find_source(result, checking->options);

	*before = (struct tsop_before){
		.checking = { .input = checking->input, .sink = checking->sink,
			      .code = TSOP_INPUT },
	};
	tsop_arena_init(&before->checking.arena);
	tsop_buf_init(&before->checking.text);
	tsop_buf_init(&before->checking.verified);
	tsop_buf_init(&before->checking.unverified);
	if (source.id == NULL)
		return 0;
	if (source.file == NULL) {
		tsop_checking_open(checking,
				   "seats and courses: who had a place is said by the earlier "
				   "result, which --%s was not given",
				   source.option);
		return 0;
	}
	before->options = *checking->options;
	before->options.result = source.file;
	before->checking.options = &before->options;
	if (read_all(before, &source, result, err) != 0)
		return -1;
	return tsop_buf_ok(&before->checking.unverified, err); /* nobody else looks at it */
}

void tsop_before_release(struct tsop_before *before)
{
	tsop_result_release(&before->result);
	free(before->courses);
	free(before->persons);
	free(before->people);
	tsop_buf_release(&before->checking.unverified);
	tsop_buf_release(&before->checking.verified);
	tsop_buf_release(&before->checking.text);
	tsop_arena_release(&before->checking.arena);
	*before = (struct tsop_before){ .is_read = false };
}

struct applying {
	const struct tsop_before *before;
	const struct tsop_result *result;
	struct tsop_candidates *candidates;
	struct tsop_checking *checking;
};

/* Whoever is enrolled in the input is where the earlier result had them. */
static void check_person(const struct applying *applying, size_t i)
{
	const struct tsop_before_person *was = &applying->before->people[i];
	const struct tsop_result_person *person = &applying->result->people[i];
	const struct tsop_candidate *row = &applying->candidates->rows[i];

	if (was->line > 0 && row->holds && row->fixed == NULL && row->course != was->course)
		tsop_checking_fault(applying->checking, person->line, "enrollment",
				    _("e%" PRId64 ": is enrolled in the input where line %llu of %s "
				      "has them not"),
				    person->number, was->line, applying->before->options.result);
	if (person->from != (was->course == person->course ? TSOP_RESULT_NO_COURSE : was->course))
		tsop_checking_fault(applying->checking, person->line, "from",
				    _("e%" PRId64 ": expected the course that the person had in %s, "
				      "where it is another"),
				    person->number, applying->before->options.result);
}

static void hold(const struct applying *applying, size_t i)
{
	const struct tsop_before_person *was = &applying->before->people[i];
	struct tsop_candidate *row = &applying->candidates->rows[i];
	size_t municipality = tsop_candidates_municipality(applying->result->people[i].municipality);

	if (row->fixed != NULL || was->course == TSOP_RESULT_NO_COURSE)
		return;
	applying->candidates->held[municipality] += !row->holds;
	row->holds = true;
	row->course = was->course;
}

static void loosen(const struct applying *applying, size_t i)
{
	const struct tsop_before_person *was = &applying->before->people[i];
	struct tsop_candidate *row = &applying->candidates->rows[i];
	size_t municipality = tsop_candidates_municipality(applying->result->people[i].municipality);

	if (row->fixed != NULL || was->line == 0 || was->waited)
		return;
	applying->candidates->held[municipality] -= row->holds;
	applying->candidates->stayed[municipality]++;
	row->had_place = true;
	row->holds = false;
	row->course = TSOP_RESULT_NO_COURSE;
	row->was = was->course;
}

void tsop_before_apply(const struct tsop_before *before, const struct tsop_result *result,
		       struct tsop_candidates *candidates, struct tsop_checking *checking)
{
	const struct applying applying = { before, result, candidates, checking };

	for (size_t i = 0; i < result->n_people; i++) {
		check_person(&applying, i);
		if (result->header.fill != NULL)
			hold(&applying, i);
		else
			loosen(&applying, i);
	}
}
