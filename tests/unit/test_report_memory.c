/* Every allocation of a report fails in turn: it is told, and nothing is lost or printed. */
#include "check.h"

#include "allocation.h"
#include "report/outcome.h"
#include "report/render.h"

static void ignore(void *context, const struct tsop_error *err)
{
	(void)context;
	(void)err;
}

/* Read the golden allocation and print its page; -1 where memory ended, and it was said. */
static int make_page(const struct tsop_zone *zone, struct tsop_buf *out)
{
	struct tsop_outcome_options options = { .lang = TSOP_LANG_DA, .zone = zone };
	struct tsop_sink sink = { .say = ignore, .limit = 1000 };
	struct tsop_document document = { .n_sections = 0 };
	struct tsop_model model;
	struct tsop_error err;
	int status = tsop_model_read(&model, "tests/golden/report/allocation.jsonl", NULL, &sink);

	assert_int_equal(sink.worst, status == 0 ? TSOP_OK : TSOP_SYSTEM);
	if (status == 0)
		status = tsop_outcome_document(&document, &model, &options, &err);
	if (status == 0) {
		tsop_render_html(out, &document);
		tsop_render_text(out, &document);
		tsop_render_markdown(out, &document);
		for (size_t i = 0; i < document.n_sections; i++) {
			tsop_render_csv(out, &document.sections[i].table, &TSOP_CSV_PLAIN);
			tsop_render_jsonl(out, &document.sections[i].table);
		}
		status = tsop_buf_ok(out, &err);
	}
	tsop_model_release(&model);
	return status;
}

static void test_no_failing_allocation_goes_unsaid(void **state)
{
	struct tsop_buf whole, out;
	struct tsop_zone *zone;
	unsigned n = 0;

	(void)state;
	assert_int_equal(tsop_zone_load(&zone, "Europe/Copenhagen", NULL), 0);
	tsop_buf_init(&whole);
	tsop_buf_init(&out);
	assert_int_equal(make_page(zone, &whole), 0);
	for (;; n++) {
		int status;

		tsop_buf_clear(&out);
		fail_allocation(n);
		status = make_page(zone, &out);
		if (!allocation_has_failed())
			break;
		if (status == 0 && strcmp(out.p, whole.p) != 0)
			fail_msg("allocation %u failed and the page is another", n);
		tsop_buf_release(&out);
	}
	assert_true(n > 100);
	assert_string_equal(out.p, whole.p);
	tsop_buf_release(&out);
	tsop_buf_release(&whole);
	tsop_zone_free(zone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_failing_allocation_goes_unsaid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
