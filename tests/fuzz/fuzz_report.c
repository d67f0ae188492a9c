/* A stream that claims to be an allocation is refused, or makes a report in every format. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "report/outcome.h"
#include "report/render.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ignore(void *context, const struct tsop_error *err)
{
	(void)context;
	assert(err->text[0] != '\0');
}

static void report(struct tsop_model *model, const struct tsop_zone *zone)
{
	struct tsop_outcome_options options = { .lang = TSOP_LANG_DA, .zone = zone };
	struct tsop_document document = { .n_sections = 0 };
	struct tsop_buf out;

	tsop_buf_init(&out);
	assert(tsop_outcome_document(&document, model, &options, NULL) == 0);
	tsop_render_html(&out, &document);
	tsop_render_text(&out, &document);
	tsop_render_markdown(&out, &document);
	for (size_t i = 0; i < document.n_sections; i++) {
		tsop_render_csv(&out, &document.sections[i].table, &TSOP_CSV_EXCEL);
		tsop_render_jsonl(&out, &document.sections[i].table);
	}
	assert(tsop_buf_ok(&out, NULL) == 0 && strstr(out.p, "<script") == NULL);
	tsop_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char name[32] = "/tmp/tsop-fuzz-XXXXXX";
	static struct tsop_zone *zone;
	static int fd = -1;
	struct tsop_sink sink = { .say = ignore, .limit = 10 };
	struct tsop_model model;

	if (fd < 0) {
		fd = mkstemp(name);
		assert(fd >= 0 && unlink(name) == 0);
		snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
		assert(tsop_zone_load(&zone, "Europe/Copenhagen", NULL) == 0);
	}
	assert(ftruncate(fd, 0) == 0 && pwrite(fd, data, size, 0) == (ssize_t)size);
	if (tsop_model_read(&model, name, NULL, &sink) == 0)
		report(&model, zone);
	tsop_model_release(&model);
	return 0;
}
