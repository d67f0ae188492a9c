#include "verify/result/candidates.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/result/candidates_reading.h"
#include "verify/result/drawn.h"

size_t tsop_candidates_municipality(const struct tsop_municipality *municipality)
{
	size_t n;

	return (size_t)(municipality - tsop_municipalities(&n));
}

static void fill_seats(struct tsop_candidates_reading *reading)
{
	const struct tsop_result *result = reading->result;
	struct tsop_candidates *candidates = reading->candidates;

	if (reading->checking->options->seats_from != NULL)
		return;
	if (!result->header.has_seats)
		memcpy(candidates->seats, candidates->applied, sizeof candidates->seats);
	for (size_t i = 0; i < result->n_seats; i++)
		if (result->seats[i].municipality != NULL)
			candidates->seats[tsop_candidates_municipality(
				result->seats[i].municipality)] = result->seats[i].seats;
}

/* Does the result say which courses the person is kept from? */
static bool says_excluded(const struct tsop_candidates_reading *reading, const struct tsop_result_person *person,
			  const struct tsop_candidate *row)
{
	const struct tsop_result_course *courses = reading->result->header.courses;
	size_t i = 0;

	while (i < row->n_excluded && i < person->n_excluded &&
	       strcmp(person->excluded[i], courses[row->excluded[i]].id) == 0)
		i++;
	return i == row->n_excluded && i == person->n_excluded;
}

static void check_person(const struct tsop_candidates_reading *reading, size_t i, int64_t party)
{
	const struct tsop_result_person *person = &reading->result->people[i];
	const struct tsop_candidate *row = &reading->candidates->rows[i];
	const char *fixed = row->fixed == NULL ? "" : row->fixed;

	if (row->line == 0)
		tsop_checking_fault(reading->checking, person->line, "enrollment",
				    _("e%" PRId64 ": nobody of the input"), person->number);
	else if (strcmp(fixed, person->fixed == NULL ? "" : person->fixed) != 0)
		tsop_checking_fault(reading->checking, person->line, "fixed",
				    _("e%" PRId64 ": is not what the file of --fix says"),
				    person->number);
	else if (!says_excluded(reading, person, row))
		tsop_checking_fault(reading->checking, person->line, "excluded",
				    _("e%" PRId64 ": is not what the file of --exclude says"),
				    person->number);
	else if (person->party != party)
		tsop_checking_fault(reading->checking, person->line, "party",
				    party > 0 ? _("e%" PRId64 ": expected p%" PRId64)
					      : _("e%" PRId64 ": expected none"),
				    person->number, party);
}

/* A label that nobody else of the municipality has makes no party: number those that do. */
static int find_parties(const struct tsop_candidates_reading *reading, struct tsop_error *err)
{
	struct tsop_candidates *candidates = reading->candidates;
	size_t n_labels = reading->parties.n;
	uint32_t *sizes = calloc(n_labels + 1, sizeof *sizes); /* then the numbers */

	if (sizes == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < reading->result->n_people; i++)
		sizes[candidates->rows[i].party]++;
	sizes[0] = 0;
	for (size_t i = 1; i <= n_labels; i++)
		sizes[i] = sizes[i] > 1 ? (uint32_t)++candidates->n_parties : 0;
	for (size_t i = 0; i < reading->result->n_people; i++)
		candidates->rows[i].party = sizes[candidates->rows[i].party];
	free(sizes);
	return 0;
}

/* Is everybody of the result in the inputs? Parties are numbered by their first members. */
static int check_people(const struct tsop_candidates_reading *reading, struct tsop_error *err)
{
	int64_t *numbers = calloc(reading->candidates->n_parties + 1, sizeof *numbers);
	int64_t n = 0;

	if (numbers == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < reading->result->n_people; i++) {
		uint32_t party = reading->candidates->rows[i].party;

		if (party > 0 && numbers[party] == 0)
			numbers[party] = ++n;
		check_person(reading, i, numbers[party]);
	}
	free(numbers);
	return 0;
}

/* Whose the held seats are is not in a result of `assign`; how many there are is. */
static void check_held(const struct tsop_candidates_reading *reading)
{
	const struct tsop_result_header *header = &reading->result->header;
	int64_t expected = 0;
	int64_t held = 0;

	for (size_t i = 0; i < TSOP_CANDIDATES_MUNICIPALITIES_MAX; i++)
		expected += reading->candidates->reserved[i];
	for (size_t i = 0; i < header->n_courses; i++)
		held += header->courses[i].reserved;
	if (!header->has_seats && held != expected)
		tsop_checking_fault(reading->checking, header->line, "courses.reserved",
				    _("expected %" PRId64 ", not %" PRId64), expected, held);
}

/* What can be read although another file is bad is read, so that one run tells of all. */
static int read_files(struct tsop_candidates_reading *reading)
{
	static const char *const required[] = { "id", "state", "municipality", NULL };
	struct tsop_checking *checking = reading->checking;
	const struct tsop_verify_options *options = checking->options;
	struct tsop_input_options input = checking->input;
	int status = 0;

	input.required = required;
	for (size_t i = 0; i < options->n_people; i++)
		if (tsop_input_each(options->people[i], &input, tsop_candidates_read_row, reading,
				    checking->sink) != 0)
			status = -1;
	if (status != 0)
		return -1;
	if (options->fix != NULL && tsop_candidates_read_by_hand(reading, options->fix, true) != 0)
		status = -1;
	if (options->exclude != NULL &&
	    tsop_candidates_read_by_hand(reading, options->exclude, false) != 0)
		status = -1;
	if (status == 0 && options->seats_from != NULL)
		status = tsop_candidates_read_seats(reading, options->seats_from);
	return status;
}

static int read_people(struct tsop_candidates_reading *reading, struct tsop_error *err)
{
	if (read_files(reading) != 0)
		return -1;
	fill_seats(reading);
	check_held(reading);
	return find_parties(reading, err) == 0 ? check_people(reading, err) : -1;
}

int tsop_candidates_read(struct tsop_candidates *candidates, const struct tsop_result *result,
			 struct tsop_checking *checking, struct tsop_error *err)
{
	struct tsop_candidates_reading reading = { .candidates = candidates,
						   .result = result,
						   .checking = checking };
	int status;

	*candidates = (struct tsop_candidates){
		.rows = calloc(result->n_people + 1, sizeof *candidates->rows)
	};
	if (candidates->rows == NULL)
		return tsop_fail_memory(err);
	tsop_faults_init(&reading.faults, checking->sink, TSOP_INPUT);
	tsop_map_init(&reading.parties);
	tsop_lots_init(&reading.lots, result->header.has_courses ? result->header.seed : NULL,
		       result->header.round);
	tsop_buf_init(&reading.text);
	tsop_buf_init(&reading.other);
	status = read_people(&reading, err);
	if (result->header.has_draws)
		tsop_drawn_make_lots(result, candidates);
	tsop_map_release(&reading.parties);
	tsop_lots_release(&reading.lots);
	tsop_buf_release(&reading.text);
	tsop_buf_release(&reading.other);
	return status;
}

void tsop_candidates_release(struct tsop_candidates *candidates)
{
	free(candidates->rows);
	*candidates = (struct tsop_candidates){ .rows = NULL };
}
