#include "allocate/compare/compare.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "allocate/compare/comparison.h"
#include "base/array.h"
#include "base/i18n.h"

static const char all_methods[] =
	"largest-remainder adams dean huntington-hill sainte-lague dhondt";
static const char all_readings[] = "base floor eliminate";

/* The next of the words that are separated by blanks; empty at the end. */
static struct tsop_view next_word(const char **text)
{
	struct tsop_view word = { *text + strspn(*text, " "), 0 };

	word.len = strcspn(word.p, " ");
	*text = word.p + word.len;
	return word;
}

static int read_reading(struct tsop_view word, enum tsop_reading *reading, struct tsop_error *err)
{
	for (int i = TSOP_READING_BASE; i <= TSOP_READING_ELIMINATE; i++) {
		*reading = (enum tsop_reading)i;
		if (tsop_view_is(word, tsop_reading_name(*reading)))
			return 0;
	}
	return tsop_fail(err, TSOP_USAGE, _("--readings: expected some of %s"), TSOP_READING_NAMES);
}

static int read_method(struct tsop_view word, struct tsop_method *method, struct tsop_error *err)
{
	char text[TSOP_METHOD_NAME];

	if (word.len >= sizeof text)
		return tsop_fail(err, TSOP_USAGE, _("--methods: expected names of methods"));
	memcpy(text, word.p, word.len);
	text[word.len] = '\0';
	return tsop_method_read(method, text, err) == 0 ? 0 : tsop_error_option(err, "methods");
}

/* No way stands beside itself. */
static int check_new(const struct tsop_comparison *comparison,
		     const struct tsop_comparison_way *way, struct tsop_error *err)
{
	for (size_t i = 0; i < comparison->n_ways; i++)
		if (strcmp(comparison->ways[i].name, way->name) == 0)
			return tsop_fail(err, TSOP_USAGE,
					 _("expected every method and reading once, not %s twice"),
					 way->name);
	return 0;
}

/* Of the readings to compare: a bit for each, and whether the one at hand is the last. */
struct readings {
	unsigned listed;
	bool is_last;
};

/*
 * A method that implies a reading stands beside the others once: where that
 * reading is compared, else beside the last.
 */
static bool is_a_way(struct tsop_comparison_way *way, enum tsop_reading reading,
		     const struct readings *readings)
{
	way->reading = reading;
	if (!tsop_reading_is_implied(&way->method, &way->reading) || way->reading == reading)
		return true;
	return readings->is_last && (readings->listed & 1u << way->reading) == 0;
}

static int add_ways(struct tsop_comparison *comparison, enum tsop_reading reading,
		    const struct readings *readings, const char *methods, struct tsop_error *err)
{
	struct tsop_view word;

	while ((word = next_word(&methods)).len > 0) {
		struct tsop_comparison_way *way = &comparison->ways[comparison->n_ways];

		if (comparison->n_ways == TSOP_COMPARE_WAYS_MAX)
			return tsop_fail(err, TSOP_USAGE,
					 _("expected at most %d methods times readings"),
					 TSOP_COMPARE_WAYS_MAX);
		if (read_method(word, &way->method, err) != 0)
			return -1;
		if (!is_a_way(way, reading, readings))
			continue;
		snprintf(way->name, sizeof way->name, "%s/%s", tsop_reading_name(way->reading),
			 way->method.name);
		if (check_new(comparison, way, err) != 0)
			return -1;
		comparison->n_ways++;
	}
	return 0;
}

static int list_readings(const char *text, unsigned *listed, struct tsop_error *err)
{
	struct tsop_view word;

	*listed = 0;
	while ((word = next_word(&text)).len > 0) {
		enum tsop_reading reading;

		if (read_reading(word, &reading, err) != 0)
			return -1;
		*listed |= 1u << reading;
	}
	return 0;
}

static int list_ways(struct tsop_comparison *comparison, const struct tsop_compare_options *options,
		     struct tsop_error *err)
{
	const char *methods = options->methods == NULL ? all_methods : options->methods;
	const char *rest = options->readings;
	struct readings readings;
	struct tsop_view word;

	comparison->ways = calloc(TSOP_COMPARE_WAYS_MAX + 1, sizeof *comparison->ways);
	if (comparison->ways == NULL)
		return tsop_fail_memory(err);
	if (rest == NULL && comparison->run.guarantee == 0 &&
	    options->allocation->guarantee_column == NULL)
		rest = tsop_reading_name(TSOP_READING_BASE);
	else if (rest == NULL)
		rest = all_readings;
	if (list_readings(rest, &readings.listed, err) != 0)
		return -1;
	while ((word = next_word(&rest)).len > 0) {
		enum tsop_reading reading;

		readings.is_last = rest[strspn(rest, " ")] == '\0';
		if (read_reading(word, &reading, err) != 0 ||
		    add_ways(comparison, reading, &readings, methods, err) != 0)
			return -1;
	}
	if (comparison->n_ways == 0)
		return tsop_fail(err, TSOP_USAGE, _("expected a method and a reading to compare"));
	return 0;
}

static int read_scan(struct tsop_comparison *comparison, const char *text, struct tsop_error *err)
{
	const char *dash = text == NULL ? NULL : strchr(text, '-');
	struct tsop_view from, to;

	if (text == NULL)
		return 0;
	if (dash == NULL)
		return tsop_fail(err, TSOP_USAGE, _("--scan: expected FROM-TO, two totals"));
	from = (struct tsop_view){ text, (size_t)(dash - text) };
	to = tsop_view_of(dash + 1);
	if (tsop_num_read(from, 0, TSOP_APPORTION_SEATS_MAX, &comparison->scan_from, err) != 0 ||
	    tsop_num_read(to, 0, TSOP_APPORTION_SEATS_MAX, &comparison->scan_to, err) != 0) {
		err->code = TSOP_USAGE;
		return tsop_error_at(err, NULL, 0, "--scan");
	}
	comparison->has_scan = true;
	if (comparison->scan_to > comparison->scan_from &&
	    comparison->scan_to - comparison->scan_from < TSOP_COMPARE_SCAN_MAX)
		return 0;
	return tsop_fail(err, TSOP_USAGE,
			 _("--scan: expected a greater total behind a smaller one, at most %d apart"),
			 TSOP_COMPARE_SCAN_MAX);
}

struct tsop_comparison_quota tsop_comparison_quota(const struct tsop_comparison *comparison,
						   size_t claimant)
{
	const struct tsop_run *run = &comparison->run;

	return (struct tsop_comparison_quota){
		(tsop_int128)run->rules.total * run->claimants.rows[claimant].weight,
		comparison->weight,
	};
}

int tsop_comparison_violation(const struct tsop_comparison *comparison,
			      const struct tsop_comparison_way *way, size_t claimant)
{
	struct tsop_comparison_quota quota = tsop_comparison_quota(comparison, claimant);
	tsop_int128 whole = quota.num / quota.den;

	if (way->seats[claimant].possible < whole)
		return -1;
	return way->seats[claimant].certain > whole + (quota.num % quota.den > 0);
}

/* (small seats / small weight) / (large seats / large weight) - 1, in hundredths of a percent. */
bool tsop_comparison_bias(const struct tsop_comparison_way *way, int64_t *bias)
{
	tsop_int128 small = way->small.seats * way->large.weight;
	tsop_int128 large = way->large.seats * way->small.weight;
	tsop_int128 more;

	if (way->n_draw > 0 || way->small.n == 0 || large == 0)
		return false;
	more = small > large ? small - large : large - small;
	while (large > (tsop_int128)1 << 110) {
		large /= 2;
		more /= 2;
	}
	more = (more * 10000 + large / 2) / large;
	*bias = (int64_t)(small > large ? more : -more);
	return true;
}

struct by_weight {
	int64_t weight;
	size_t claimant;
};

static int by_weight(const void *left, const void *right)
{
	const struct by_weight *a = left;
	const struct by_weight *b = right;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->claimant < b->claimant ? -1 : 1;
}

static void add_to_group(struct tsop_comparison_group *group, const struct by_weight *member,
			 const struct tsop_comparison_way *way)
{
	group->n++;
	group->weight += member->weight;
	group->seats += way->seats[member->claimant].certain;
}

/* The greatest and the least third of the claimants. */
static int group(const struct tsop_comparison *comparison, struct tsop_comparison_way *way,
		 struct tsop_error *err)
{
	const struct tsop_claimants *claimants = &comparison->run.claimants;
	struct by_weight *order = calloc(claimants->n + 1, sizeof *order);
	size_t third = claimants->n / 3;

	if (order == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < claimants->n; i++)
		order[i] = (struct by_weight){ claimants->rows[i].weight, i };
	qsort(order, claimants->n, sizeof *order, by_weight);
	for (size_t i = 0; i < third; i++) {
		add_to_group(&way->large, &order[i], way);
		add_to_group(&way->small, &order[claimants->n - 1 - i], way);
	}
	free(order);
	return 0;
}

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
	    (group(comparison, way, err) != 0 || look_for_nearest(comparison, way, err) != 0))
		return -1;
	return comparison->has_scan ? scan(comparison, way, err) : 0;
}

static int compare(struct tsop_comparison *comparison, const struct tsop_compare_options *options,
		   struct tsop_sink *sink, struct tsop_error *err)
{
	const struct tsop_claimants *claimants = &comparison->run.claimants;

	if (read_scan(comparison, options->scan, err) != 0 ||
	    tsop_run_load(&comparison->run, sink, err) != 0 ||
	    list_ways(comparison, options, err) != 0)
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
