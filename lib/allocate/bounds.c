#include "allocate/bounds.h"

#include <inttypes.h>

#include "base/i18n.h"

/* The words of --cap, in this order. */
enum cap { CAP_DEMAND, CAP_NONE };

static int read_threshold(struct tsop_run *run, struct tsop_error *err)
{
	if (run->options->threshold == NULL ||
	    tsop_threshold_read(run->options->threshold, &run->threshold, err) == 0)
		return 0;
	return tsop_error_option(err, "threshold");
}

static int check_reading(const struct tsop_run *run, struct tsop_error *err)
{
	enum tsop_reading implied;

	if (!tsop_reading_is_implied(&run->method, &implied) || run->rules.reading == implied)
		return 0;
	return tsop_fail(err, TSOP_USAGE, _("--method %s: expected --reading %s"), run->method.name,
			 tsop_reading_name(implied));
}

/* Article 17 has one seat for each, and no other bounds. */
static int check_swiss(const struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;

	if (run->guarantee != 1 || options->guarantee_column != NULL)
		return tsop_fail(err, TSOP_USAGE, _("--method swiss: expected --guarantee 1"));
	if (run->by_demand)
		return tsop_fail(err, TSOP_USAGE,
				 _("--method swiss: expected --cap none, where people apply"));
	if (options->cap_column != NULL || options->held_column != NULL ||
	    options->threshold != NULL)
		return tsop_fail(err, TSOP_USAGE,
				 _("--method swiss: expected no --cap-column, --held-column or "
				   "--threshold"));
	return 0;
}

int tsop_bounds_options(struct tsop_run *run, struct tsop_error *err)
{
	const struct tsop_allocation_options *options = run->options;
	bool is_swiss = run->method.kind == TSOP_METHOD_SWISS;

	if (options->guarantee_column != NULL && options->guarantee != TSOP_ALLOCATION_NOT_GIVEN)
		return tsop_fail(err, TSOP_USAGE,
				 _("expected one of --guarantee and --guarantee-column"));
	if (options->cap == CAP_DEMAND && !run->has_people)
		return tsop_fail(err, TSOP_USAGE,
				 _("--cap demand: expected a file of people who apply"));
	run->guarantee = options->guarantee;
	if (options->guarantee == TSOP_ALLOCATION_NOT_GIVEN)
		run->guarantee = run->has_people || is_swiss ? 1 : 0;
	run->by_demand = run->has_people && options->cap != CAP_NONE;
	if (check_reading(run, err) != 0 || (is_swiss && check_swiss(run, err) != 0))
		return -1;
	if (options->is_joint && is_swiss)
		return tsop_fail(err, TSOP_USAGE, _("--jointly: expected another method than swiss"));
	if (options->is_joint && options->fill != NULL)
		return tsop_fail(err, TSOP_USAGE,
				 _("--jointly: expected no --fill, which gives no seats"));
	return read_threshold(run, err);
}

static int refuse(const struct tsop_run *run, const struct tsop_claimant *row, const char *column,
		  struct tsop_error *err, struct tsop_sink *sink)
{
	tsop_error_at(err, run->options->key, row->line, column);
	tsop_sink_report(sink, err);
	return -1;
}

/* A cap of the key is not under what its row is guaranteed or has. */
static int check_cap(const struct tsop_run *run, const struct tsop_claimant *row,
		     struct tsop_sink *sink)
{
	struct tsop_error err;

	if (row->cap >= row->guarantee && row->cap >= row->kept)
		return 0;
	if (row->cap < row->kept)
		tsop_fail(&err, TSOP_INPUT,
			  _("expected at least %" PRId64 ": so many seats are held already"),
			  (int64_t)row->kept);
	else
		tsop_fail(&err, TSOP_INPUT,
			  _("expected at least %" PRId64 ": so many seats are guaranteed"),
			  (int64_t)row->guarantee);
	return refuse(run, row, run->options->cap_column, &err, sink);
}

static int cap_by_demand(const struct tsop_run *run, struct tsop_claimant *row,
			 struct tsop_sink *sink)
{
	struct tsop_error err;

	if (row->applied < row->cap)
		row->cap = row->applied;
	if (row->kept <= row->cap)
		return 0;
	tsop_fail(&err, TSOP_INPUT, _("expected at most %" PRId64 ": so many people have applied"),
		  (int64_t)row->applied);
	return refuse(run, row, run->options->held_column, &err, sink);
}

/* The Swiss method can keep the one seat only that everybody has. */
static int check_kept(const struct tsop_run *run, const struct tsop_claimant *row,
		      struct tsop_sink *sink)
{
	struct tsop_error err;

	if (run->method.kind != TSOP_METHOD_SWISS || row->kept <= row->guarantee)
		return 0;
	tsop_fail(&err, TSOP_INPUT,
		  _("%" PRId64 " people have a seat already: expected another method than swiss, "
		    "which can not keep more than 1"),
		  (int64_t)row->kept);
	return refuse(run, row, NULL, &err, sink);
}

static int set_row(const struct tsop_run *run, struct tsop_claimant *row, struct tsop_sink *sink)
{
	if (row->kept < row->held + row->stayed)
		row->kept = row->held + row->stayed;
	if (check_cap(run, row, sink) != 0 || check_kept(run, row, sink) != 0)
		return -1;
	return run->by_demand ? cap_by_demand(run, row, sink) : 0;
}

int tsop_bounds_set(struct tsop_run *run, struct tsop_sink *sink)
{
	bool is_plain = !run->has_people && run->options->cap_column == NULL;
	int status = 0;

	for (size_t i = 0; i < run->claimants.n && !is_plain; i++)
		if (set_row(run, &run->claimants.rows[i], sink) != 0)
			status = -1;
	if (run->options->threshold != NULL)
		tsop_threshold_apply(&run->threshold, &run->claimants);
	return status;
}
