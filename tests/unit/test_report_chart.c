/* The drawings: lengths, labels, classes. That they are XML with names is shown by tests/cmd/report_page.t. */
#include "check.h"
#include "report/chart.h"
#include "report/tilemap.h"

static struct tsop_buf out;

static int set_up(void **state)
{
	(void)state;
	tsop_buf_init(&out);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	assert_false(out.failed);
	tsop_buf_release(&out);
	return 0;
}

static bool has(const char *text)
{
	return strstr(out.p, text) != NULL;
}

static void draw_bars(const struct tsop_bar *bars, size_t n)
{
	const struct tsop_chart chart = { "courses", "T", "D", { "Taken", "Held", "Free" }, bars, n };

	tsop_buf_clear(&out);
	tsop_chart_svg(&out, &chart);
}

static void test_bars_share_one_scale(void **state)
{
	const struct tsop_bar bars[] = {
		{ "A", "10", { 10, 0, 0 }, { "10", "0", "0" } },
		{ "B", "5", { 5, 0, 0 }, { "5", "0", "0" } },
	};

	(void)state;
	draw_bars(bars, 2);
	/* 440 less 8 and two characters of 8; a gap of 2 behind each part. */
	assert_true(has("width=\"414.00\" height=\"26\""));
	assert_true(has("width=\"206.00\" height=\"26\""));
}

static void test_parts_follow_each_other_to_the_end_of_the_bar(void **state)
{
	const struct tsop_bar bars[] = { { "A", "3", { 1, 1, 1 }, { "1", "1", "1" } } };

	(void)state;
	draw_bars(bars, 1);
	assert_true(has("<rect class=\"part-0\" x=\"1.00\" y=\"62\" width=\"139.33\""));
	assert_true(has("<rect class=\"part-1\" x=\"142.33\" y=\"62\" width=\"139.33\""));
	assert_true(has("<rect class=\"part-2\" x=\"283.66\" y=\"62\" width=\"139.34\""));
}

static void test_a_number_that_has_no_room_is_not_printed(void **state)
{
	const struct tsop_bar bars[] = { { "A", "", { 1000, 1, 0 }, { "1.000", "1", "0" } } };

	(void)state;
	draw_bars(bars, 1);
	assert_true(has("<text class=\"on-part-0\""));
	assert_false(has("<text class=\"on-part-1\""));
	assert_false(has("<text class=\"on-part-2\""));
}

static void test_courses_without_seats_draw_nothing_but_their_names(void **state)
{
	const struct tsop_bar bars[] = { { "Empty <&>", "0", { 0, 0, 0 }, { "0", "0", "0" } } };

	(void)state;
	draw_bars(bars, 1);
	assert_true(has("Empty &lt;&amp;&gt;"));
	assert_false(has("height=\"26\""));
	draw_bars(NULL, 0);
	assert_true(has("</svg>"));
}

static void test_the_greatest_numbers_stay_in_the_drawing(void **state)
{
	const int64_t most = 1000000000;
	const struct tsop_bar bars[] = {
		{ "A", "3.000.000.000 pladser", { most, most, most }, { "x", "x", "x" } },
	};

	(void)state;
	draw_bars(bars, 1);
	assert_true(has("x=\"89.00\""));
	assert_false(has("=\"-"));
}

static void test_classes_double(void **state)
{
	static const struct {
		int64_t number;
		int class;
	} cases[] = { { 0, 0 }, { 1, 1 }, { 2, 2 }, { 3, 3 }, { 4, 3 },
		      { 5, 4 }, { 8, 4 }, { 9, 5 }, { INT64_MAX, 5 } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(tsop_tilemap_class(cases[i].number),
				 (int)TSOP_TILE_ZERO + cases[i].class);
	assert_int_equal(tsop_tilemap_class(9), TSOP_TILE_LAST);
}

static void draw_tile(const char *code, enum tsop_tile_class class)
{
	const struct tsop_tile tile = { tsop_municipality_by_code(tsop_view_of(code)), class, "7",
					"tip" };
	const struct tsop_tilemap map = {
		"map", "T", "D", { "out", "marked", "0", "1", "2", "3-4", "5-8", "9+" }, &tile, 1
	};

	assert_non_null(tile.municipality);
	tsop_buf_clear(&out);
	tsop_tilemap_svg(&out, &map);
}

static void test_long_names_are_broken_where_a_dane_would(void **state)
{
	(void)state;
	draw_tile("0147", TSOP_TILE_FIRST);
	assert_true(has(" y=\"374\">Frederiks-</text>"));
	assert_true(has(" y=\"385\">berg</text>"));
	draw_tile("0760", TSOP_TILE_FIRST);
	assert_true(has(">Ringkøbing-</text>"));
	assert_true(has(">Skjern</text>"));
	draw_tile("0621", TSOP_TILE_FIRST);
	assert_true(has(">Kolding</text>"));
}

static void test_a_wide_line_is_made_to_fit(void **state)
{
	(void)state;
	draw_tile("0820", TSOP_TILE_FIRST);
	assert_true(has("textLength=\"55\" lengthAdjust=\"spacingAndGlyphs\">Vesthimmer-</text>"));
	draw_tile("0661", TSOP_TILE_FIRST);
	assert_false(has("textLength"));
}

static void test_no_name_of_the_98_is_too_wide_for_its_tile(void **state)
{
	const size_t most = 12; /* bytes, with the hyphen: 11 characters */
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		const char *line;

		draw_tile(all[i].code, TSOP_TILE_FIRST);
		line = strstr(out.p, "class=\"name\"");
		assert_non_null(line);
		line = strchr(line, '>') + 1;
		if (strcspn(line, "<") > most)
			fail_msg("%.*s", (int)strcspn(line, "<"), line);
	}
}

static void test_the_legend_names_the_classes_that_are_there(void **state)
{
	(void)state;
	draw_tile("0621", TSOP_TILE_MARKED);
	assert_true(has(">marked</text>"));
	assert_true(has("fill=\"url(#map-hatch)\""));
	assert_false(has(">9+</text>"));
	draw_tile("0621", TSOP_TILE_LAST);
	assert_true(has(">9+</text>"));
	assert_false(has("fill=\"url("));
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(test_bars_share_one_scale),
		CASE(test_parts_follow_each_other_to_the_end_of_the_bar),
		CASE(test_a_number_that_has_no_room_is_not_printed),
		CASE(test_courses_without_seats_draw_nothing_but_their_names),
		CASE(test_the_greatest_numbers_stay_in_the_drawing),
		CASE(test_classes_double),
		CASE(test_long_names_are_broken_where_a_dane_would),
		CASE(test_a_wide_line_is_made_to_fit),
		CASE(test_no_name_of_the_98_is_too_wide_for_its_tile),
		CASE(test_the_legend_names_the_classes_that_are_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
