#include "check.h"

#include <math.h>

#include "allocation.h"
#include "base/text.h"
#include "people/municipality.h"

static struct tsop_error err;

typedef int find_function(struct tsop_view, const struct tsop_municipality **,
			  struct tsop_error *);

static void check_finds(find_function *find, const char *text, const char *code)
{
	const struct tsop_municipality *found = NULL;

	if (find(tsop_view_of(text), &found, &err) != 0)
		fail_msg("'%s': %s", text, err.text);
	if (strcmp(found->code, code) != 0)
		fail_msg("'%s' was taken for %s", text, found->name);
}

static void check_refuses(find_function *find, const char *text, const char *because)
{
	const struct tsop_municipality *found = NULL;

	if (find(tsop_view_of(text), &found, &err) == 0)
		fail_msg("'%s' was taken for %s", text, found->name);
	assert_null(found);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, because);
}

#define FINDS(text, code) check_finds(tsop_municipality_find, text, code)
#define REFUSES(text, because) check_refuses(tsop_municipality_find, text, because)
#define PLACE(text, code) check_finds(tsop_municipality_of_place, text, code)
#define NO_PLACE(text, because) check_refuses(tsop_municipality_of_place, text, because)

static const struct tsop_municipality *by_code(const char *code)
{
	return tsop_municipality_by_code(tsop_view_of(code));
}

static void test_the_98_are_sorted_by_code_and_sum_up(void **state)
{
	static const struct {
		const char *name;
		int n;
	} regions[] = { { "Hovedstaden", 29 }, { "Sjælland", 17 }, { "Syddanmark", 22 },
			{ "Midtjylland", 19 }, { "Nordjylland", 11 } };
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);
	int64_t residents = 0;
	int counts[5] = { 0 };

	(void)state;
	assert_int_equal(n, 98);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(strlen(all[i].code), 4);
		assert_true(i == 0 || strcmp(all[i - 1].code, all[i].code) < 0);
		assert_ptr_equal(by_code(all[i].code), &all[i]);
		residents += all[i].population;
		for (int r = 0; r < 5; r++)
			counts[r] += strcmp(all[i].region, regions[r].name) == 0;
		for (size_t k = 0; k < i; k++)
			assert_false(all[k].tile_row == all[i].tile_row &&
				     all[k].tile_column == all[i].tile_column);
	}
	assert_int_equal(residents, 5822679);
	for (int r = 0; r < 5; r++)
		assert_int_equal(counts[r], regions[r].n);
}

static void test_codes_are_found_by_all_four_digits_only(void **state)
{
	static const char *const codes[] = { "", "101", "00101", "0411", "0000", "9999", "0101 " };

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		assert_null(by_code(codes[i]));
	assert_string_equal(by_code("0621")->name, "Kolding");
	assert_int_equal(by_code("0621")->lat, 5549040);
	assert_int_equal(by_code("0621")->lon, 947216);
	assert_int_equal(by_code("0621")->landmass, TSOP_JYLLAND);
	assert_int_equal(by_code("0492")->landmass, TSOP_FYN);
	assert_int_equal(by_code("0400")->landmass, TSOP_SJAELLAND);
}

static void test_codes_may_lack_their_zero(void **state)
{
	(void)state;
	FINDS("0101", "0101");
	FINDS("101", "0101");
	FINDS(" 101 ", "0101");
	FINDS("101\t", "0101");
	REFUSES("999", "no municipality has the code 0999");
	REFUSES("0102", "no municipality has the code 0102");
	REFUSES("11", "unknown municipality '11'; expected a code such as 0101 or a name such as "
		      "København");
	REFUSES("00101", "unknown municipality '00101'; expected a code such as 0101 or a name such "
			 "as København");
}

static void test_names_are_found_in_any_case_and_composition(void **state)
{
	(void)state;
	FINDS("København", "0101");
	FINDS("københavn", "0101");
	FINDS("KØBENHAVN", "0101");
	FINDS("  Kolding\r\n", "0621");
	FINDS("\u00A0Kolding\u00A0", "0621");
	FINDS("Ta\u030Arnby", "0185");
	FINDS("TA\u030ARNBY KOMMUNE", "0185");
}

static void test_every_name_is_found_with_kommune_and_genitive(void **state)
{
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);
	char text[128];

	(void)state;
	for (size_t i = 0; i < n; i++) {
		FINDS(all[i].name, all[i].code);
		FINDS(all[i].code, all[i].code);
		FINDS(all[i].code + 1, all[i].code);
		snprintf(text, sizeof text, "%s Kommune", all[i].name);
		FINDS(text, all[i].code);
		snprintf(text, sizeof text, "%ss kommune", all[i].name);
		FINDS(text, all[i].code);
		PLACE(all[i].name, all[i].code);
		PLACE(all[i].town, all[i].code);
	}
}

static void test_variants_in_use_are_found(void **state)
{
	static const char *const variants[][2] = {
		{ "Københavns Kommune", "0101" },     { "Københavns", "0101" },
		{ "Aarhus Kommune", "0751" },         { "Århus", "0751" },
		{ "Ålborg", "0851" },                 { "Åbenrå", "0580" },
		{ "Aabenraa Kommune", "0580" },       { "Åbenraa", "0580" },
		{ "Fåborg-Midtfyn", "0430" },         { "Fåborg Midtfyn", "0430" },
		{ "Faaborg Midtfyns Kommune", "0430" }, { "Høje Taastrup", "0169" },
		{ "Høje-Tåstrup", "0169" },           { "høje tåstrup kommune", "0169" },
		{ "Lyngby Taarbæk", "0173" },         { "Lyngby-Tårbæk", "0173" },
		{ "Lyngby - Taarbæk", "0173" },       { "Lyngby\u2013Taarbæk", "0173" },
		{ "Ringkøbing Skjern", "0760" },      { "Ikast Brande", "0756" },
		{ "Nordfyn", "0480" },                { "Nordfyns Kommune", "0480" },
		{ "Vesthimmerland", "0820" },         { "Vesthimmerlands Kommune", "0820" },
		{ "Vesthimmerland Kommune", "0820" }, { "Randers Kommune", "0730" },
		{ "Bornholms Regionskommune", "0400" }, { "Bornholm", "0400" },
		{ "Taarnby", "0185" },                { "Horsens  kommune", "0615" },
		{ "Faaborg-\r\nMidtfyn", "0430" },    { "-\nKolding -", "0621" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++)
		FINDS(variants[i][0], variants[i][1]);
}

static void test_unknown_names_are_refused_with_the_nearest(void **state)
{
	(void)state;
	REFUSES("Kolbing", "unknown municipality 'Kolbing'; did you mean Kolding (0621)?");
	REFUSES("Kbh", "unknown municipality 'Kbh'; did you mean København (0101)?");
	REFUSES("Kbh.", "unknown municipality 'Kbh.'; did you mean København (0101)?");
	REFUSES("Koebenhavn", "unknown municipality 'Koebenhavn'; did you mean København (0101)?");
	REFUSES("Lyngby", "unknown municipality 'Lyngby'; did you mean Lyngby-Taarbæk (0173)?");
	REFUSES("Rander", "unknown municipality 'Rander'; did you mean Randers (0730)?");
	REFUSES("Brønderslev-Dronninglund",
		"unknown municipality 'Brønderslev-Dronninglund'; did you mean Brønderslev (0810)?");
	REFUSES("Frederik", "unknown municipality 'Frederik'; did you mean Frederiksberg (0147), "
			    "Frederikssund (0250), Frederikshavn (0813)?");
	REFUSES("Region Sjælland", "unknown municipality 'Region Sjælland'; expected a code such as "
				   "0101 or a name such as København");
	REFUSES("Grindsted", "unknown municipality 'Grindsted'; did you mean Billund (0530)?");
	REFUSES("Nykøbing", "unknown municipality 'Nykøbing'; did you mean Odsherred (0306), "
			    "Guldborgsund (0376), Morsø (0773)?");
	REFUSES("Kommune", "unknown municipality 'Kommune'; expected a code such as 0101 or a name "
			   "such as København");
	REFUSES("-", "unknown municipality '-'; expected a code such as 0101 or a name such as "
		     "København");
}

static void test_christiansoe_is_refused_as_what_it_is(void **state)
{
	static const char *const names[] = { "Christiansø", "CHRISTIANSØ", "0411", "411",
					     "Christiansø Kommune", "Christiansøs Kommune" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		REFUSES(names[i], "Christiansø (0411) is not a municipality");
}

static void test_what_may_be_no_name_is_not_repeated(void **state)
{
	static const char *const cells[] = {
		"anne@example.org",
		"010203-1234",
		"tlf. 12345678",
		"Anne Andersen som bor på en meget lang vej i en meget lille by med et navn",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
		REFUSES(cells[i], "unknown municipality; expected a code such as 0101 or a name such "
				  "as København");
	REFUSES("12345", "unknown municipality '12345'; expected a code such as 0101 or a name such "
			 "as København");
}

static void test_hostile_names_are_refused(void **state)
{
	static const char nul[] = "Kolding\0x";
	const struct tsop_municipality *found = NULL;
	char longest[300];

	(void)state;
	memset(longest, 'k', sizeof longest);
	REFUSES("", "expected a municipality's code or name");
	REFUSES("   ", "expected a municipality's code or name");
	REFUSES("Kolding\xFF", "expected a municipality's code or name");
	NO_PLACE("", "expected a municipality or its town");
	assert_int_equal(tsop_municipality_find((struct tsop_view){ nul, 9 }, &found, &err), -1);
	assert_int_equal(tsop_municipality_find((struct tsop_view){ longest, 300 }, &found, &err),
			 -1);
	assert_string_equal(err.text, "expected a municipality's code or name");
	assert_int_equal(tsop_municipality_find((struct tsop_view){ NULL, 0 }, &found, &err), -1);
	assert_null(found);
}

static void test_places_are_municipalities_or_their_towns(void **state)
{
	(void)state;
	PLACE("Aalborg", "0851");
	PLACE("Silkeborg", "0740");
	PLACE("Kolding", "0621");
	PLACE("København", "0101");
	PLACE("Slagelse", "0330");
	PLACE("Taastrup", "0169");
	PLACE("Tåstrup", "0169");
	PLACE("Nykøbing Falster", "0376");
	NO_PLACE("Kgs. Lyngby", "unknown place 'Kgs. Lyngby'; did you mean Kongens Lyngby (0173)?");
	NO_PLACE("Nykøbing", "unknown place 'Nykøbing'; did you mean Nykøbing Sjælland (0306), "
			     "Nykøbing Falster (0376), Nykøbing Mors (0773)?");
	NO_PLACE("Christiansø", "Christiansø (0411) is not a municipality");
}

/* Each name and town leads to its own municipality, in capitals too: no two share a key. */
static void test_folding_maps_no_two_to_one_key(void **state)
{
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		struct tsop_buf text;

		tsop_buf_init(&text);
		for (const char *p = all[i].name; *p != '\0'; p++) {
			if (strncmp(p, "aa", 2) == 0 || strncmp(p, "Aa", 2) == 0) {
				tsop_buf_add_text(&text, "Å");
				p++;
			} else {
				tsop_buf_add_char(&text, *p == '-' ? ' ' : *p);
			}
		}
		FINDS(text.p, all[i].code);
		tsop_buf_release(&text);
	}
}

static void check_meters(const char *a, const char *b, int64_t meters)
{
	assert_int_equal(tsop_municipality_meters(by_code(a), by_code(b)), meters);
}

static void test_distances_go_over_the_bridges(void **state)
{
	(void)state;
	check_meters("0101", "0851", 361999); /* København, Aalborg: 362.0 km */
	check_meters("0101", "0330", 82021);  /* København, Slagelse: 82.0 km */
	check_meters("0741", "0330", 173625); /* Samsø, Slagelse: 173.6 km */
	check_meters("0101", "0101", 0);
}

/* The same rule by another formula: the angle between two vectors, from their products. */
struct vector {
	double x, y, z;
};

static struct vector vector_of(double lat, double lon)
{
	const double radians = acos(-1) / 180;

	return (struct vector){ cos(lat * radians) * cos(lon * radians),
				cos(lat * radians) * sin(lon * radians), sin(lat * radians) };
}

static struct vector town_of(const struct tsop_municipality *m)
{
	return vector_of(m->lat / 1e5, m->lon / 1e5);
}

static double arc(struct vector a, struct vector b)
{
	struct vector c = { a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x };

	return 6371008.8 * atan2(sqrt(c.x * c.x + c.y * c.y + c.z * c.z),
				 a.x * b.x + a.y * b.y + a.z * b.z);
}

static double arcs(const struct tsop_municipality *from, const struct tsop_municipality *to)
{
	struct vector middelfart = town_of(by_code("0410"));
	struct vector nyborg = town_of(by_code("0450"));
	struct vector korsoer = vector_of(55.32993, 11.13857);
	double belt;

	if (from->landmass == to->landmass)
		return arc(town_of(from), town_of(to));
	if (from->landmass > to->landmass)
		return arcs(to, from);
	if (to->landmass == TSOP_FYN)
		return arc(town_of(from), middelfart) + arc(middelfart, town_of(to));
	belt = arc(nyborg, korsoer) + arc(korsoer, town_of(to));
	if (from->landmass == TSOP_FYN)
		return arc(town_of(from), nyborg) + belt;
	return arc(town_of(from), middelfart) + arc(middelfart, nyborg) + belt;
}

/*
 * A libm errs by some nanometers. No distance is so near to half a meter that
 * this could turn it (0155 to 0157, 18772.50024 m, is the nearest).
 */
static void test_no_distance_lies_at_a_border_of_rounding(void **state)
{
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++) {
			double meters = arcs(&all[i], &all[k]);

			assert_true(fabs(meters - floor(meters) - 0.5) > 1e-4);
			assert_int_equal(tsop_municipality_meters(&all[i], &all[k]),
					 llround(meters));
		}
}

static void test_distances_are_the_same_both_ways(void **state)
{
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++) {
			int64_t meters = tsop_municipality_meters(&all[i], &all[k]);

			assert_int_equal(meters, tsop_municipality_meters(&all[k], &all[i]));
			assert_true((meters == 0) == (i == k));
			assert_true(meters < 600000);
		}
}

static void test_the_nearest_of_five_towns(void **state)
{
	static const struct {
		const char *code;
		int nearest;
	} towns[] = { { "0101", 34 }, { "0621", 18 }, { "0740", 18 }, { "0330", 17 }, { "0851", 11 } };
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);
	int counts[5] = { 0 };

	(void)state;
	for (size_t i = 0; i < n; i++) {
		int64_t best = INT64_MAX;
		int nearest = 0;

		for (int t = 0; t < 5; t++) {
			int64_t meters = tsop_municipality_meters(&all[i], by_code(towns[t].code));

			if (meters < best) {
				best = meters;
				nearest = t;
			}
		}
		counts[nearest]++;
	}
	for (int t = 0; t < 5; t++)
		assert_int_equal(counts[t], towns[t].nearest);
}

static void test_every_allocation_may_fail(void **state)
{
	static const char *const names[] = { "københavns kommune", "Kolbing", "Kgs. Lyngby" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		for (unsigned n = 0;; n++) {
			const struct tsop_municipality *found = NULL;
			int status;

			fail_allocation(n);
			status = tsop_municipality_find(tsop_view_of(names[i]), &found, &err);
			if (!allocation_has_failed())
				break;
			assert_int_equal(status, -1);
			assert_int_equal(err.code, TSOP_SYSTEM);
			assert_string_equal(err.text, "out of memory");
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_98_are_sorted_by_code_and_sum_up),
		cmocka_unit_test(test_codes_are_found_by_all_four_digits_only),
		cmocka_unit_test(test_codes_may_lack_their_zero),
		cmocka_unit_test(test_names_are_found_in_any_case_and_composition),
		cmocka_unit_test(test_every_name_is_found_with_kommune_and_genitive),
		cmocka_unit_test(test_variants_in_use_are_found),
		cmocka_unit_test(test_unknown_names_are_refused_with_the_nearest),
		cmocka_unit_test(test_christiansoe_is_refused_as_what_it_is),
		cmocka_unit_test(test_what_may_be_no_name_is_not_repeated),
		cmocka_unit_test(test_hostile_names_are_refused),
		cmocka_unit_test(test_places_are_municipalities_or_their_towns),
		cmocka_unit_test(test_folding_maps_no_two_to_one_key),
		cmocka_unit_test(test_distances_go_over_the_bridges),
		cmocka_unit_test(test_no_distance_lies_at_a_border_of_rounding),
		cmocka_unit_test(test_distances_are_the_same_both_ways),
		cmocka_unit_test(test_the_nearest_of_five_towns),
		cmocka_unit_test(test_every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
