/* What is to be compared: readings by methods, and the totals of a scan. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "allocate/compare/comparison.h"
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

int tsop_comparison_read_ways(struct tsop_comparison *comparison,
			      const struct tsop_compare_options *options, struct tsop_error *err)
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

int tsop_comparison_read_scan(struct tsop_comparison *comparison, const char *text,
			      struct tsop_error *err)
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
