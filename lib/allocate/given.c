#include "allocate/given.h"

#include <stdlib.h>

#include "apportion/apportion.h"
#include "base/i18n.h"
#include "base/map.h"

struct reading {
	struct tsop_claimants *claimants;
	struct tsop_map ids; /* to the index of the row */
	struct tsop_buf text;
};

static int read_seats(const struct tsop_record *record, const char *field, int32_t *seats,
		      struct tsop_error *err)
{
	int64_t number = 0;
	int status = tsop_record_integer(record, field, 0, TSOP_APPORTION_SEATS_MAX, &number, err);

	if (status > 0)
		return tsop_record_fail(record, field, err, _("expected a number of seats"));
	*seats = (int32_t)number;
	return status;
}

static int read_municipality(struct reading *reading, const struct tsop_record *record,
			     struct tsop_claimant *row, struct tsop_error *err)
{
	bool added;
	size_t *index;
	int status = tsop_record_text(record, "municipality", &reading->text, err);

	if (status < 0)
		return -1;
	if (status > 0)
		return tsop_record_fail(record, "municipality", err,
					_("expected the code of a municipality"));
	if (tsop_municipality_find(tsop_buf_view(&reading->text), &row->municipality, err) != 0)
		return tsop_error_at(err, record->file, record->line, "municipality");
	row->id = row->municipality->code;
	index = tsop_map_put(&reading->ids, tsop_view_of(row->id), reading->claimants->n, &added);
	if (index == NULL)
		return tsop_fail_memory(err);
	if (!added)
		return tsop_record_fail(record, "municipality", err,
					_("given before, in line %llu"),
					reading->claimants->rows[*index].line);
	return 0;
}

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
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
	if (read_seats(record, "seats", &row->by_key, err) != 0 ||
	    read_seats(record, "reserved", &row->reserved, err) != 0 ||
	    read_municipality(reading, record, row, err) != 0)
		return -1;
	reading->claimants->n++;
	return 0;
}

int tsop_given_read(struct tsop_claimants *claimants, const char *file,
		    const struct tsop_input_options *input, struct tsop_sink *sink)
{
	struct reading reading = { .claimants = claimants };
	int status;

	*claimants = (struct tsop_claimants){ 0 };
	tsop_map_init(&reading.ids); /* entered last, when the row is good */
	tsop_buf_init(&reading.text);
	status = tsop_input_each(file, input, read_row, &reading, sink);
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
