#include "allocate/given.h"

#include <stdlib.h>

#include "apportion/apportion.h"
#include "base/i18n.h"
#include "base/map.h"
#include "record/faults.h"

struct reading {
	struct tsop_claimants *claimants;
	struct tsop_map ids; /* to the line of the row */
	struct tsop_buf text;
	struct tsop_faults faults; /* of the row */
};

/* A number that may be absent is 0 then. */
static void read_seats(struct reading *reading, const char *field, bool may_be_absent, int32_t *seats)
{
	struct tsop_faults *faults = &reading->faults;
	struct tsop_error err;
	int64_t number = 0;
	int status = tsop_record_integer(faults->record, field, 0, TSOP_APPORTION_SEATS_MAX,
					 &number, &err);

	if (status > 0 && !may_be_absent)
		tsop_faults_add(faults, field, _("expected a number of seats"));
	else if (status < 0)
		tsop_faults_note(faults, NULL, &err);
	*seats = (int32_t)number;
}

static int read_municipality(struct reading *reading, const struct tsop_record *record,
			     struct tsop_claimant *row, struct tsop_error *err)
{
	bool added;
	size_t *line;
	int status = tsop_record_text(record, "municipality", &reading->text, err);

	if (status < 0)
		return -1;
	if (status > 0)
		return tsop_record_fail(record, "municipality", err,
					_("expected the code of a municipality"));
	if (tsop_municipality_find(tsop_buf_view(&reading->text), &row->municipality, err) != 0)
		return tsop_error_at(err, record->file, record->line, "municipality");
	row->id = row->municipality->code;
	line = tsop_map_put(&reading->ids, tsop_view_of(row->id), record->line, &added);
	if (line == NULL)
		return tsop_fail_memory(err);
	if (!added)
		return tsop_record_fail(record, "municipality", err,
					_("given before, in line %llu"),
					(unsigned long long)*line);
	return 0;
}

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_faults *faults = &reading->faults;
	struct tsop_claimant *row;

	if (tsop_record_is(record, "allocation") || tsop_record_is(record, "proof") ||
	    tsop_record_is(record, "assignment") || tsop_record_is(record, "waiting"))
		return 0;
	if (tsop_record_get(record, "type") != NULL && !tsop_record_is(record, "seats"))
		return tsop_record_fail(record, "type", err,
					_("expected seats: what tsop-allocate seats prints"));
	row = tsop_claimants_room(reading->claimants);
	if (row == NULL)
		return tsop_fail_memory(err);
	row->line = record->line;
	tsop_faults_begin(faults, record);
	tsop_faults_version(faults);
	if (read_municipality(reading, record, row, err) != 0)
		tsop_faults_note(faults, NULL, err);
	read_seats(reading, "seats", false, &row->by_key);
	read_seats(reading, "reserved", true, &row->reserved);
	if (faults->n == 0)
		reading->claimants->n++;
	return tsop_faults_end(faults, err);
}

int tsop_given_read(struct tsop_claimants *claimants, const char *file,
		    const struct tsop_input_options *input, struct tsop_sink *sink)
{
	static const char *const required[] = { "municipality", "seats", NULL };
	struct reading reading = { .claimants = claimants };
	struct tsop_input_options with_columns = *input;
	int status;

	*claimants = (struct tsop_claimants){ 0 };
	tsop_map_init(&reading.ids);
	tsop_faults_init(&reading.faults, sink, TSOP_INPUT);
	tsop_buf_init(&reading.text);
	with_columns.required = required;
	status = tsop_input_each(file, &with_columns, read_row, &reading, sink);
	tsop_map_release(&reading.ids);
	tsop_buf_release(&reading.text);
	tsop_claimants_sort(claimants);
	return status;
}

static int add_claimant(struct tsop_claimants *claimants,
			const struct tsop_municipality *municipality, int64_t seats,
			struct tsop_error *err)
{
	struct tsop_claimant *row = tsop_claimants_room(claimants);

	if (row == NULL)
		return tsop_fail_memory(err);
	row->id = municipality->code;
	row->municipality = municipality;
	row->by_key = (int32_t)seats;
	claimants->n++;
	return 0;
}

int tsop_given_to_all(struct tsop_claimants *claimants, const struct tsop_applicants *applicants,
		      struct tsop_error *err)
{
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);
	int64_t *people = calloc(n, sizeof *people);
	int status = 0;

	*claimants = (struct tsop_claimants){ 0 };
	if (people == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < applicants->n; i++)
		people[applicants->rows[i].municipality - all]++;
	for (size_t i = 0; i < n && status == 0; i++)
		if (people[i] > 0)
			status = add_claimant(claimants, &all[i], people[i], err);
	free(people);
	return status;
}
