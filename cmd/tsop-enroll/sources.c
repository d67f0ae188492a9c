#include "sources.h"

void sources_init(struct sources *sources)
{
	*sources = (struct sources){ .zone_name = "Europe/Copenhagen" };
	tsop_zones_init(&sources->zones);
	tsop_catalog_init(&sources->courses);
	tsop_eligible_init(&sources->eligible);
}

void sources_release(struct sources *sources)
{
	tsop_eligible_release(&sources->eligible);
	tsop_catalog_release(&sources->courses);
	tsop_columns_free(sources->columns);
	tsop_zones_release(&sources->zones);
}

bool sources_share_nothing(const struct sources *sources, int n, char **files,
			   struct tsop_tool *tool)
{
	const char *const named[] = { sources->courses_file, sources->eligible_file,
				      sources->map_file };

	return tsop_tool_stdin_once(tool, named, sizeof named / sizeof named[0], n, files);
}

static int load_zone(struct sources *sources, const struct tsop_zone **zone,
		     struct tsop_error *err)
{
	if (tsop_zones_get(&sources->zones, sources->zone_name, zone, err) == 0)
		return 0;
	if (err->code == TSOP_INPUT)
		err->code = TSOP_USAGE;
	return tsop_error_at(err, NULL, 0, "--zone");
}

static int load_columns(struct sources *sources, struct tsop_error *err)
{
	return sources->map_file != NULL
		       ? tsop_columns_load(&sources->columns, sources->map_file, err)
		       : tsop_columns_danish(&sources->columns, err);
}

static bool load_files(struct sources *sources, const struct tsop_zone *zone,
		       struct tsop_tool *tool)
{
	bool good = true;

	if (sources->courses_file != NULL &&
	    tsop_catalog_load(&sources->courses, sources->courses_file, &sources->input, zone,
			      TSOP_INPUT, &tool->sink) != 0)
		good = false;
	if (sources->eligible_file != NULL &&
	    tsop_eligible_load(&sources->eligible, sources->eligible_file, &sources->input,
			       &tool->sink) != 0)
		good = false;
	return good;
}

bool sources_load(struct sources *sources, bool write_now, struct tsop_tool *tool)
{
	const struct tsop_zone *zone;
	struct tsop_error err;
	tsop_instant now;

	if (tsop_instant_now(sources->now_text, &now, &err) != 0 ||
	    load_zone(sources, &zone, &err) != 0 || load_columns(sources, &err) != 0) {
		tsop_tool_error(tool, &err);
		return false;
	}
	sources->input = (struct tsop_input_options){ .encoding = sources->encoding,
						      .line_max = (size_t)sources->line_max,
						      .columns = sources->columns,
						      .progress = tsop_tool_progress(tool) };
	if (!load_files(sources, zone, tool))
		return false;
	sources->input.required = TSOP_APPLICATION_COLUMNS;
	sources->rules = (struct tsop_application_rules){ .courses = &sources->courses,
							  .eligible = &sources->eligible,
							  .zone = zone,
							  .now = now,
							  .write_now = write_now };
	return true;
}
