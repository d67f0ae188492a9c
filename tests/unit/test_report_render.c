/* The renderers, over a small document with text that is active in every format. */
#include "check.h"
#include "report/render.h"

enum { NAME, CODE, REGION, SEATS, AT, N_COLUMNS };

static const struct tsop_column columns[] = {
	{ "name", TSOP_WORD_MUNICIPALITY, false, TSOP_COLUMN_ALL },
	{ "code", TSOP_WORD_CODE, false, TSOP_COLUMN_SHOWN },
	{ "region", TSOP_WORD_REGION, false, TSOP_COLUMN_DATA },
	{ "seats", TSOP_WORD_SEATS, true, TSOP_COLUMN_ALL },
	{ "reserved_at", TSOP_WORD_RESERVED_AT, false, TSOP_COLUMN_ALL },
};

static const char *const courses[] = { "e19-a", "e19-b" };

struct fixture {
	struct tsop_arena arena;
	struct tsop_scribe scribe;
	struct tsop_document document;
	struct tsop_buf out;
};

static void fill_table(struct fixture *f, struct tsop_table *table)
{
	struct tsop_scribe *scribe = &f->scribe;
	struct tsop_cell *cells;

	assert_int_equal(tsop_table_init(table, scribe, columns, N_COLUMNS, 3), 0);
	table->name = "municipalities";
	table->id_name = "municipality";
	table->caption = TSOP_WORD_MUNICIPALITIES_CAPTION;
	cells = tsop_table_add(table, "0492", false);
	cells[NAME] = tsop_cell_text(scribe, "Ærø|\"<b>*x*");
	cells[CODE] = tsop_cell_text(scribe, "0492");
	cells[REGION] = tsop_cell_text(scribe, "Syddanmark");
	cells[SEATS] = tsop_cell_integer(scribe, 1234);
	cells[AT] = tsop_cell_list(scribe, courses, 2);
	cells = tsop_table_add(table, "0825", false);
	cells[NAME] = tsop_cell_shown(NULL, "");
	cells[SEATS] = tsop_cell_integer(scribe, 0);
	cells = tsop_table_add(table, "", true);
	cells[NAME].shown = "I alt";
	cells[SEATS] = tsop_cell_integer(scribe, 1234);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	assert_non_null(f);
	tsop_arena_init(&f->arena);
	tsop_buf_init(&f->out);
	f->scribe = (struct tsop_scribe){ .arena = &f->arena, .lang = TSOP_LANG_DA };
	f->document = (struct tsop_document){ .lang = TSOP_LANG_DA,
					      .kicker = "Runde e19",
					      .title = "Titel & co",
					      .lede = "Af 2 pladser er 1 fordelt.",
					      .n_figures = 1,
					      .n_sections = 1,
					      .colophon = "Slut" };
	f->document.figures[0] = (struct tsop_figure){ "Fordelt", "1", "af 2" };
	f->document.sections[0].heading = "Kommunerne";
	f->document.sections[0].text = "Tekst";
	fill_table(f, &f->document.sections[0].table);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	assert_false(f->scribe.failed);
	tsop_buf_release(&f->out);
	tsop_arena_release(&f->arena);
	free(f);
	return 0;
}

static const struct tsop_table *table_of(struct fixture *f)
{
	return &f->document.sections[0].table;
}

static void test_text_is_aligned_by_display_width(void **state)
{
	struct fixture *f = *state;

	tsop_render_text_table(&f->out, table_of(f));
	assert_string_equal(f->out.p,
			    "Kommune      Kode  Pladser  Reserveret i\n"
			    "-----------  ----  -------  ------------\n"
			    "Ærø|\"<b>*x*  0492    1.234  e19-a, e19-b\n"
			    "                         0\n"
			    "\n"
			    "I alt                1.234\n");
}

static void test_text_wraps_its_paragraphs(void **state)
{
	struct fixture *f = *state;

	f->document.n_figures = f->document.n_sections = 0;
	f->document.lede = "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa "
			   "ææææææææ b ccc";
	tsop_render_text(&f->out, &f->document);
	assert_string_equal(f->out.p,
			    "Titel & co\n==========\nRunde e19\n\n"
			    "aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa aaaaaaaaa ææææææææ\n"
			    "b ccc\n\n\nSlut\n");
}

static void test_markdown_escapes_what_is_active(void **state)
{
	struct fixture *f = *state;

	tsop_render_markdown_table(&f->out, table_of(f));
	assert_string_equal(f->out.p, "| Kommune | Kode | Pladser | Reserveret i |\n"
				      "| --- | --- | ---: | --- |\n"
				      "| Ærø\\|\"\\<b\\>\\*x\\* | 0492 | 1.234 | e19-a, e19-b |\n"
				      "|  |  | 0 |  |\n"
				      "| **I alt** |  | **1.234** |  |\n");
}

static void test_csv_has_values_and_no_sums(void **state)
{
	struct fixture *f = *state;

	tsop_render_csv(&f->out, table_of(f), &TSOP_CSV_PLAIN);
	assert_string_equal(f->out.p,
			    "municipality,name,region,seats,reserved_at\n"
			    "0492,\"Ærø|\"\"<b>*x*\",Syddanmark,1234,e19-a|e19-b\n"
			    "0825,,,0,\n");
}

static void test_jsonl_has_a_cell_for_each_value(void **state)
{
	struct fixture *f = *state;

	tsop_render_jsonl(&f->out, table_of(f));
	assert_string_equal(
		f->out.p,
		"{\"type\":\"cell\",\"v\":1,\"table\":\"municipalities\",\"row\":\"0492\","
		"\"column\":\"name\",\"value\":\"Ærø|\\\"<b>*x*\"}\n"
		"{\"type\":\"cell\",\"v\":1,\"table\":\"municipalities\",\"row\":\"0492\","
		"\"column\":\"region\",\"value\":\"Syddanmark\"}\n"
		"{\"type\":\"cell\",\"v\":1,\"table\":\"municipalities\",\"row\":\"0492\","
		"\"column\":\"seats\",\"value\":1234}\n"
		"{\"type\":\"cell\",\"v\":1,\"table\":\"municipalities\",\"row\":\"0492\","
		"\"column\":\"reserved_at\",\"value\":[\"e19-a\",\"e19-b\"]}\n"
		"{\"type\":\"cell\",\"v\":1,\"table\":\"municipalities\",\"row\":\"0825\","
		"\"column\":\"seats\",\"value\":0}\n");
}

static void test_html_escapes_and_groups(void **state)
{
	struct fixture *f = *state;

	tsop_render_html(&f->out, &f->document);
	assert_non_null(strstr(f->out.p, "<title>Titel &amp; co</title>"));
	assert_non_null(strstr(f->out.p, "<tr><th scope=\"row\">Ærø|&quot;&lt;b&gt;*x*</th>"
					 "<td>0492</td><td class=\"n\">1.234</td>"
					 "<td>e19-a, e19-b</td></tr>\n"));
	assert_non_null(strstr(f->out.p, "<td class=\"n z\">0</td>"));
	assert_non_null(strstr(f->out.p, "</tbody>\n<tbody>\n<tr class=\"sum\">"
					 "<th scope=\"rowgroup\">I alt</th>"));
}

static void test_a_hidden_column_is_in_no_format(void **state)
{
	struct fixture *f = *state;

	f->document.sections[0].table.is_hidden[SEATS] = true;
	tsop_render_text(&f->out, &f->document);
	tsop_render_csv(&f->out, table_of(f), &TSOP_CSV_PLAIN);
	tsop_render_jsonl(&f->out, table_of(f));
	tsop_render_markdown(&f->out, &f->document);
	tsop_render_html(&f->out, &f->document);
	assert_null(strstr(f->out.p, "1234"));
	assert_null(strstr(f->out.p, "1.234"));
	assert_null(strstr(f->out.p, ">Pladser<"));
	assert_null(strstr(f->out.p, "| Pladser |"));
	assert_non_null(strstr(f->out.p, ">Kommune<"));
}

static void test_tables_are_found_by_name(void **state)
{
	struct fixture *f = *state;

	assert_ptr_equal(tsop_document_table(&f->document, "municipalities"), table_of(f));
	assert_null(tsop_document_table(&f->document, "courses"));
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(test_text_is_aligned_by_display_width),
		CASE(test_text_wraps_its_paragraphs),
		CASE(test_markdown_escapes_what_is_active),
		CASE(test_csv_has_values_and_no_sums),
		CASE(test_jsonl_has_a_cell_for_each_value),
		CASE(test_html_escapes_and_groups),
		CASE(test_a_hidden_column_is_in_no_format),
		CASE(test_tables_are_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
