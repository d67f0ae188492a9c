/*
 * sources.h: what check and apply read applications by: courses, the list of
 * the eligible, the mapping of columns, zone and clock.
 */
#ifndef TSOP_ENROLL_SOURCES_H
#define TSOP_ENROLL_SOURCES_H

#include <stdint.h>

#include "base/i18n.h"
#include "base/tool.h"
#include "enroll/application.h"

struct sources {
	/* As given. */
	const char *courses_file, *eligible_file, *map_file, *encoding, *zone_name, *now_text;
	int64_t line_max;

	/* As read. */
	struct tsop_zones zones;
	struct tsop_columns *columns;
	struct tsop_catalog courses;
	struct tsop_eligible eligible;
	struct tsop_input_options input;       /* of applications */
	struct tsop_application_rules rules;
};

/* Their rows in a table of options. */
#define SOURCES_OPTIONS(s) \
	{ 'c', "courses", "FILE", N_("the courses that are applied to"), TSOP_OPTION_TEXT, \
	  &(s)->courses_file, 0, 0 }, \
	{ 0, "eligible", "FILE", N_("refuse municipalities that are not in this list"), \
	  TSOP_OPTION_TEXT, &(s)->eligible_file, 0, 0 }, \
	{ 0, "map", "FILE", N_("names of columns (default: the Danish ones)"), TSOP_OPTION_TEXT, \
	  &(s)->map_file, 0, 0 }, \
	TSOP_OPTION_ENCODING(&(s)->encoding), TSOP_OPTION_LINE_MAX(&(s)->line_max), \
	TSOP_OPTION_ZONE(&(s)->zone_name), TSOP_OPTION_NOW(&(s)->now_text)

/* Nothing read; allocates nothing. Release with sources_release. */
void sources_init(struct sources *sources);
void sources_release(struct sources *sources);

/*
 * Is standard input named at most once among the sources and the n files?
 * False: the tool has said so.
 */
bool sources_share_nothing(const struct sources *sources, int n, char **files,
			   struct tsop_tool *tool);

/*
 * Read what was given; write_now as in struct tsop_application_rules. What is
 * wrong is said by the tool. False: there is nothing to do but to end it.
 */
bool sources_load(struct sources *sources, bool write_now, struct tsop_tool *tool);

#endif
