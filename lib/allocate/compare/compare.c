#include "allocate/compare/compare.h"

#include <stdlib.h>

#include "allocate/compare/comparison.h"
#include "base/array.h"
#include "base/i18n.h"

/* Give the seats of `total`; 1 and way->refused where the rules can not. */
static int give(struct tsop_comparison *comparison, struct tsop_comparison_way *way, int64_t total,
		struct tsop_whatif_seats *seats, struct tsop_error *err)
{
	struct tsop_claimants *claimants = &comparison->run.claimants;
	struct tsop_seats_rules rules = comparison->run.rules;
	struct tsop_seats given;

	rules.method = &way->method;
	rules.reading = way->reading;
	rules.total = total;
	rules.seed = NULL;
	if (tsop_seats_give(&rules, claimants, &given, &way->refused) != 0) {
		if (way->refused.code == TSOP_INPUT)
			return 1;
		*err = way->refused;
		return -1;
	}
	for (size_t i = 0; i < claimants->n; i++)
		seats[i].certain = seats[i].possible = tsop_claimant_seats(&claimants->rows[i]);
	for (size_t i = 0; i < given.key.n_tied; i++) {
		struct tsop_whatif_seats *tied = &seats[given.key.tied[i]];

		tied->possible += tied->possible < tied->certain + given.key.n_draw;
	}
	way->given = given.given;
	way->left = given.left;
	way->n_draw = given.key.n_draw;
	way->n_tied = given.key.n_tied;
	tsop_seats_release(&given);
	return 0;
}

/* weight * share_num / share_den, down; the product fits 128 bits. */
static int64_t share_of(int64_t weight, int64_t share_num, int64_t share_den)
{
	return (int64_t)((tsop_int128)weight * share_num / share_den);
}

static int64_t distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

/*
 * The change of one weight that is least for its size. Each claimant is asked
 * first whether it can do better than the best so far.
 */
static int find_nearest(struct tsop_comparison_way *way, struct tsop_whatif *whatif,
			struct tsop_error *err)
{
	const struct tsop_claimants *claimants = &whatif->trial;
	int64_t change = 1, of = 1; /* the best so far */

	for (size_t i = 0; i < 2 * claimants->n; i++) {
		size_t claimant = i / 2;
		bool gains = i % 2 == 0;
		int64_t weight = claimants->rows[claimant].weight;
		int64_t room = share_of(weight, change, of);
		int64_t bound = gains ? weight + room : weight - room;
		int64_t found = 0;
		int status;

		if (bound > TSOP_APPORTION_WEIGHT_MAX)
			bound = TSOP_APPORTION_WEIGHT_MAX;
		if (bound < 1)
			bound = 1;
		status = gains ? tsop_whatif_gain(whatif, claimant, way->seats[claimant].certain,
						  bound, &found, err)
			       : tsop_whatif_lose(whatif, claimant, way->seats[claimant].possible,
						  bound, &found, err);
		if (status != 0)
			return -1;
		if (found == 0 || (way->nearest.is_set &&
				   (tsop_int128)distance(found, weight) * of >=
					   (tsop_int128)change * weight))
			continue;
		change = distance(found, weight);
		of = weight;
		way->nearest = (struct tsop_comparison_nearest){ true, claimant, found, gains };
	}
	return 0;
}

static int look_for_nearest(const struct tsop_comparison *comparison,
			    struct tsop_comparison_way *way, struct tsop_error *err)
{
	const struct tsop_run *run = &comparison->run;
	struct tsop_seats_rules rules = run->rules;
	struct tsop_whatif whatif;
	int status;

	if (run->claimants.n > TSOP_COMPARE_NEAREST_MAX)
		return 0;
	rules.method = &way->method;
	rules.reading = way->reading;
	status = tsop_whatif_init(&whatif, &rules,
				  run->options->threshold == NULL ? NULL : &run->threshold,
				  &run->claimants, err);
	whatif.progress = run->options->progress;
	if (status == 0)
		status = find_nearest(way, &whatif, err);
	tsop_whatif_release(&whatif);
	return status;
}

static int add_paradox(struct tsop_comparison_way *way, struct tsop_comparison_paradox paradox,
		       struct tsop_error *err)
{
	struct tsop_comparison_paradox *rows = tsop_array_room(way->paradoxes, way->n_paradoxes,
							       &way->cap_paradoxes, sizeof *rows);

	if (rows == NULL)
		return tsop_fail_memory(err);
	way->paradoxes = rows;
	rows[way->n_paradoxes++] = paradox;
	return 0;
}

/* Who has fewer seats of one more, whatever is drawn? */
static int note_paradoxes(const struct tsop_comparison *comparison, struct tsop_comparison_way *way,
			  int64_t total, const struct tsop_whatif_seats *before,
			  const struct tsop_whatif_seats *now, struct tsop_error *err)
{
	for (size_t i = 0; i < comparison->run.claimants.n; i++)
		if (now[i].possible < before[i].certain &&
		    add_paradox(way,
				(struct tsop_comparison_paradox){ i, total, now[i].possible,
								  before[i].certain },
				err) != 0)
			return -1;
	return 0;
}

static int scan(struct tsop_comparison *comparison, struct tsop_comparison_way *way,
		struct tsop_error *err)
{
	size_t n = comparison->run.claimants.n;
	struct tsop_whatif_seats *both = calloc(2 * n + 1, sizeof *both);
	const struct tsop_progress_task task = {
		N_("looking for paradoxes"), NULL,
		(uint64_t)(comparison->scan_to - comparison->scan_from) + 1
	};
	struct tsop_comparison_way scanned = *way;
	bool has_before = false;
	int status = both == NULL ? tsop_fail_memory(err) : 0;

	for (int64_t total = comparison->scan_from; status == 0 && total <= comparison->scan_to;
	     total++) {
		struct tsop_whatif_seats *before = &both[total % 2 == 0 ? n : 0];
		struct tsop_whatif_seats *now = &both[total % 2 == 0 ? 0 : n];
		int given = give(comparison, &scanned, total, now, err);

		tsop_progress_step(comparison->run.options->progress, &task, 1,
				   4 * TSOP_WHATIF_WORK * n);
		if (given < 0)
			status = -1;
		if (given == 0 && has_before)
			status = note_paradoxes(comparison, way, total, before, now, err);
		has_before = given == 0;
	}
	tsop_progress_end(comparison->run.options->progress);
	free(both);
	return status;
}

static int compare_way(struct tsop_comparison *comparison, struct tsop_comparison_way *way,
		       struct tsop_error *err)
{
	int status;

	way->seats = calloc(comparison->run.claimants.n + 1, sizeof *way->seats);
	if (way->seats == NULL)
		return tsop_fail_memory(err);
	status = give(comparison, way, comparison->run.rules.total, way->seats, err);
	if (status < 0)
		return -1;
	way->is_refused = status == 1;
	if (!way->is_refused &&
	    (tsop_comparison_group(comparison, way, err) != 0 ||
	     look_for_nearest(comparison, way, err) != 0))
		return -1;
	return comparison->has_scan ? scan(comparison, way, err) : 0;
}

static int compare(struct tsop_comparison *comparison, const struct tsop_compare_options *options,
		   struct tsop_sink *sink, struct tsop_error *err)
{
	const struct tsop_claimants *claimants = &comparison->run.claimants;

	if (tsop_comparison_read_scan(comparison, options->scan, err) != 0 ||
	    tsop_run_load(&comparison->run, sink, err) != 0 ||
	    tsop_comparison_read_ways(comparison, options, err) != 0)
		return -1;
	for (size_t i = 0; i < claimants->n; i++)
		comparison->weight += claimants->rows[i].weight;
	for (size_t i = 0; i < comparison->n_ways; i++)
		if (compare_way(comparison, &comparison->ways[i], err) != 0)
			return -1;
	return 0;
}

static void release(struct tsop_comparison *comparison)
{
	for (size_t i = 0; comparison->ways != NULL && i < TSOP_COMPARE_WAYS_MAX; i++) {
		free(comparison->ways[i].seats);
		free(comparison->ways[i].paradoxes);
	}
	free(comparison->ways);
	tsop_run_release(&comparison->run);
}

int tsop_compare_run(const struct tsop_compare_options *options, struct tsop_output *out,
		     struct tsop_sink *sink, struct tsop_error *err)
{
	struct tsop_comparison comparison = { 0 };
	int status;

	tsop_run_init(&comparison.run, options->allocation);
	status = compare(&comparison, options, sink, err);
	if (status == 0)
		status = tsop_comparison_publish(&comparison,
						 (enum tsop_compare_format)options->format, out, err);
	release(&comparison);
	return status;
}
