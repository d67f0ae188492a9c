/* An application is refused or normalized, and what it was normalized to is read as the same again. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "enroll/application.h"
#include "enroll/catalog.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char courses[] =
	"id,round,title,place,capacity,sessions,opens,closes\n"
	"a,r,T,Kolding,1,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00\n"
	"b,r,T,Aarhus,1,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00\n"
	"c,s,T,Aarhus,1,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00\n";

static void ignore(void *context, const struct tsop_error *err)
{
	(void)context;
	assert(err->text[0] != '\0');
}

struct desk {
	struct tsop_catalog catalog;
	struct tsop_eligible eligible;
	struct tsop_columns *columns;
	struct tsop_application_rules rules;
	struct tsop_sink sink;
};

/* The courses do not change: they are read once. */
static struct desk *the_desk(void)
{
	static struct desk desk;
	struct tsop_course_reader reader;
	const struct tsop_record *record;
	const struct tsop_zone *zone;
	struct tsop_course course;
	struct tsop_input *input;

	if (desk.rules.courses != NULL)
		return &desk;
	desk.sink = (struct tsop_sink){ .say = ignore, .limit = 1000 };
	tsop_catalog_init(&desk.catalog);
	tsop_eligible_init(&desk.eligible);
	if (tsop_zones_get(&desk.catalog.zones, "Europe/Copenhagen", &zone, NULL) != 0 ||
	    tsop_columns_danish(&desk.columns, NULL) != 0 ||
	    tsop_input_open_bytes(&input, "courses", tsop_view_of(courses), NULL, NULL) != 0)
		abort();
	tsop_course_reader_init(&reader, &desk.catalog.arena, &desk.sink, TSOP_INPUT,
				&desk.catalog.zones, zone);
	while (tsop_input_next(input, &record, NULL) == 1)
		if (tsop_course_read(&reader, record, &course) != 0 ||
		    tsop_catalog_put(&desk.catalog, &course, NULL) != 0)
			abort();
	tsop_course_reader_release(&reader);
	tsop_input_close(input);
	desk.rules = (struct tsop_application_rules){ &desk.catalog, &desk.eligible, zone,
						      1559000000, false };
	return &desk;
}

static void check_fixed_point(struct tsop_application_reader *reader,
			      const struct tsop_application *application)
{
	struct tsop_application again;
	struct tsop_record record;

	tsop_record_init(&record);
	if (tsop_record_scan(&record, application->members.text, "again", 1, NULL) != 0 ||
	    tsop_application_read(reader, &record, &again) != 0 ||
	    !tsop_view_equal(again.members.text, application->members.text) ||
	    !tsop_view_equal(again.identity, application->identity))
		abort();
	tsop_record_release(&record);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct desk *desk = the_desk();
	const struct tsop_input_options options = { .columns = desk->columns };
	struct tsop_application_reader reader;
	struct tsop_application application;
	const struct tsop_record *record;
	struct tsop_input *input;
	struct tsop_arena arena;
	struct tsop_error err;
	int got;

	if (tsop_input_open_bytes(&input, "t", (struct tsop_view){ (const char *)data, size },
				  &options, &err) != 0)
		return 0;
	tsop_arena_init(&arena);
	tsop_application_reader_init(&reader, &arena, &desk->sink, &desk->rules, TSOP_INPUT);
	while ((got = tsop_input_next(input, &record, &err)) != 0) {
		if (got < 0 && tsop_input_is_broken(input))
			break;
		if (got > 0 && tsop_application_read(&reader, record, &application) == 0)
			check_fixed_point(&reader, &application);
	}
	tsop_application_reader_release(&reader);
	tsop_arena_release(&arena);
	tsop_input_close(input);
	return 0;
}
