/*
 * enroll_support.h: what the tests of lib/enroll share: courses and applications from text, and a
 * sink that keeps what it was told.
 */
#ifndef TSOP_TESTS_ENROLL_SUPPORT_H
#define TSOP_TESTS_ENROLL_SUPPORT_H

#include "check.h"

#include "enroll/application.h"
#include "enroll/catalog.h"
#include "record/input.h"

struct told {
	struct tsop_buf text; /* "line: field: text", a line each */
	struct tsop_sink sink;
};

static inline void told_say(void *context, const struct tsop_error *err)
{
	struct told *told = context;

	tsop_buf_addf(&told->text, "%llu: %s: %s\n", err->line, err->field, err->text);
}

static inline void told_init(struct told *told)
{
	tsop_buf_init(&told->text);
	told->sink = (struct tsop_sink){ .say = told_say, .context = told, .limit = 100 };
}

static inline void told_release(struct told *told)
{
	tsop_buf_release(&told->text);
}

/* Scan JSON as line 1 of "t"; the text must outlive the record. */
static inline void scan(struct tsop_record *record, const char *json)
{
	struct tsop_error err;

	tsop_record_init(record);
	if (tsop_record_scan(record, tsop_view_of(json), "t", 1, &err) != 0)
		fail_msg("%s: %s", json, err.text);
}

static inline const struct tsop_zone *zone_of(struct tsop_zones *zones, const char *name)
{
	const struct tsop_zone *zone;
	struct tsop_error err;

	assert_int_equal(tsop_zones_get(zones, name, &zone, &err), 0);
	return zone;
}

/* Put the course of this JSON into the catalog. */
static inline void put_course(struct tsop_catalog *catalog, const char *json)
{
	struct tsop_course_reader reader;
	struct tsop_course course;
	struct tsop_record record;
	struct told told;

	told_init(&told);
	scan(&record, json);
	tsop_course_reader_init(&reader, &catalog->arena, &told.sink, TSOP_INPUT, &catalog->zones,
				zone_of(&catalog->zones, "Europe/Copenhagen"));
	if (tsop_course_read(&reader, &record, &course) != 0)
		fail_msg("%s", told.text.p);
	assert_int_equal(tsop_catalog_put(catalog, &course, NULL), 0);
	tsop_course_reader_release(&reader);
	tsop_record_release(&record);
	told_release(&told);
}

/* A course of the round at the place, open in May 2019. */
static inline void put_plain_course(struct tsop_catalog *catalog, const char *id, const char *round,
				    const char *place)
{
	char json[512];

	snprintf(json, sizeof json,
		 "{\"id\":\"%s\",\"round\":\"%s\",\"title\":\"T\",\"place\":\"%s\",\"capacity\":2,"
		 "\"sessions\":[{\"start\":\"2019-09-09 09:00\",\"end\":\"2019-09-09 16:00\"}],"
		 "\"opens\":\"2019-05-01 09:00\",\"closes\":\"2019-05-31 12:00\"}",
		 id, round, place);
	put_course(catalog, json);
}

#endif
