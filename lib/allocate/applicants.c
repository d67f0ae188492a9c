#include "allocate/applicants.h"

#include <stdlib.h>

#include "allocate/applicant_row.h"
#include "base/i18n.h"
#include "base/num.h"

int tsop_applicants_number(struct tsop_view id, int64_t *number, struct tsop_error *err)
{
	struct tsop_view digits = { id.p + 1, id.len - 1 };

	if (id.len >= 2 && id.p[0] == 'e' && id.p[1] >= '1' && id.p[1] <= '9' &&
	    tsop_num_read(digits, 1, INT64_MAX, number, NULL) == 0)
		return 0;
	return tsop_fail(err, TSOP_INPUT, _("expected the id of an enrollment, such as e17"));
}

static int by_number(const void *left, const void *right)
{
	const struct tsop_applicant *a = left;
	const struct tsop_applicant *b = right;

	return (a->number > b->number) - (a->number < b->number);
}

struct label {
	uint32_t n;	 /* people who have it */
	uint32_t number; /* of the party, from 1; 0: none yet */
};

/*
 * A label that nobody else has makes no party. Number the others in the order of their first
 * members, so that it is not that of the rows.
 */
static int number_parties(struct tsop_applicants *applicants, size_t n_labels,
			  struct tsop_error *err)
{
	struct label *labels = calloc(n_labels + 1, sizeof *labels);

	if (labels == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < applicants->n; i++)
		if (applicants->rows[i].party != TSOP_ASSIGN_NO_PARTY)
			labels[applicants->rows[i].party].n++;
	for (size_t i = 0; i < applicants->n; i++) {
		struct tsop_applicant *row = &applicants->rows[i];
		struct label *label;

		if (row->party == TSOP_ASSIGN_NO_PARTY)
			continue;
		label = &labels[row->party];
		if (label->n > 1 && label->number == 0)
			label->number = (uint32_t)++applicants->n_parties;
		row->party = label->n > 1 ? label->number - 1 : TSOP_ASSIGN_NO_PARTY;
	}
	free(labels);
	return 0;
}

static int read_files(struct tsop_row_reading *reading, struct tsop_sink *sink)
{
	static const char *const required[] = { "id", "state", "municipality", NULL };
	const struct tsop_applicants_source *source = reading->source;
	struct tsop_input_options with_columns = *source->input;
	struct tsop_applicants *applicants = reading->applicants;
	struct tsop_error err;
	int status = 0;

	with_columns.required = required;
	for (size_t i = 0; i < source->n_files; i++)
		if (tsop_input_each(source->files[i], &with_columns, tsop_applicant_row_read,
				    reading, sink) != 0)
			status = -1;
	if (status != 0)
		return -1;
	if (reading->is_mixed)
		qsort(applicants->rows, applicants->n, sizeof *applicants->rows, by_number);
	if (number_parties(applicants, reading->parties.n, &err) == 0)
		return 0;
	tsop_sink_report(sink, &err);
	return -1;
}

int tsop_applicants_read(struct tsop_applicants *applicants,
			 const struct tsop_applicants_source *source, struct tsop_arena *arena,
			 struct tsop_sink *sink)
{
	struct tsop_row_reading reading = { .applicants = applicants,
					    .source = source,
					    .arena = arena };
	int status;

	*applicants = (struct tsop_applicants){
		.round = source->courses != NULL ? source->courses->round : source->round
	};
	tsop_map_init(&reading.numbers);
	tsop_map_init(&reading.parties);
	tsop_buf_init(&reading.text);
	tsop_buf_init(&reading.other);
	tsop_who_init(&reading.who);
	tsop_faults_init(&reading.faults, sink, TSOP_INPUT);
	status = read_files(&reading, sink);
	tsop_map_release(&reading.numbers);
	tsop_map_release(&reading.parties);
	tsop_buf_release(&reading.text);
	tsop_buf_release(&reading.other);
	tsop_who_release(&reading.who);
	return status;
}

void tsop_applicants_release(struct tsop_applicants *applicants)
{
	free(applicants->rows);
	*applicants = (struct tsop_applicants){ 0 };
}

uint16_t tsop_applicant_rank(const struct tsop_applicant *person, uint16_t course)
{
	uint16_t rank = 0;

	if (person->is_excluded != NULL && person->is_excluded[course])
		return TSOP_ASSIGN_FORBIDDEN;
	while (rank < person->n_wishes && person->wishes[rank] != course)
		rank++;
	if (rank > 0 && rank == person->n_wishes && person->only_wishes)
		return TSOP_ASSIGN_FORBIDDEN;
	return rank;
}

size_t tsop_applicants_find(const struct tsop_applicants *applicants, int64_t number)
{
	const struct tsop_applicant wanted = { .number = number };
	const struct tsop_applicant *row =
		applicants->n == 0 ? NULL
				   : bsearch(&wanted, applicants->rows, applicants->n,
					     sizeof wanted, by_number);

	return row == NULL ? applicants->n : (size_t)(row - applicants->rows);
}
