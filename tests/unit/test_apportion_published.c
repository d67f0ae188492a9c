#include "check.h"

#include "apportion/apportion.h"

static struct tsop_apportionment apportion(const char *name, const struct tsop_claim *claims,
					   size_t n, int64_t total)
{
	struct tsop_method method;
	struct tsop_apportionment result;
	struct tsop_error err;

	assert_int_equal(tsop_method_read(&method, name, &err), 0);
	assert_int_equal(tsop_apportion(&method, claims, n, total, &result, &err), 0);
	return result;
}

/* Claims without bounds: the plain apportionment of published tables. */
static void check_table(const char *method, const int64_t *weights, const int64_t *seats,
			size_t n, int64_t total)
{
	struct tsop_claim *claims = test_calloc(n, sizeof *claims);
	struct tsop_apportionment result;

	for (size_t i = 0; i < n; i++)
		claims[i] = (struct tsop_claim){ weights[i], 0, total };
	result = apportion(method, claims, n, total);
	assert_int_equal(result.n_draw, 0);
	assert_int_equal(result.left, 0);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(result.seats[i], seats[i]);
	tsop_apportion_release(&result);
	test_free(claims);
}

/* Folketing election of 5 June 2019, 175 seats (Statistics Denmark, official result). */
static void test_largest_remainder_gives_the_folketing_of_2019(void **state)
{
	static const int64_t votes[] = { 914882, 304714, 233865, 272304, 82270,
					 308513, 826161, 245100, 104278, 83201 };
	static const int64_t seats[] = { 48, 16, 12, 14, 4, 16, 43, 13, 5, 4 };

	(void)state;
	check_table("largest-remainder", votes, seats, 10, 175);
}

/*
 * Folketing election of 1 November 2022, 175 seats (Statistics Denmark, official result): the Social Democrats
 * had 50 constituency seats, one more than their share, and kept them; the others shared the rest anew, as the
 * electoral law has it in section 77 (4).
 */
static void test_who_has_more_than_its_share_keeps_it_as_in_the_folketing_of_2022(void **state)
{
	/* A V M F Æ I C Ø B D Å O */
	static const int64_t votes[] = { 971995, 470546, 327699, 293186, 286796, 278656,
					 194820, 181452, 133931, 129524, 117567, 93428 };
	static const int64_t seats[] = { 50, 23, 16, 15, 14, 14, 10, 9, 7, 6, 6, 5 };
	static const int64_t without[] = { 49, 24, 16, 15, 14, 14, 10, 9, 7, 6, 6, 5 };
	struct tsop_claim claims[12];
	struct tsop_apportionment result;

	(void)state;
	check_table("largest-remainder", votes, without, 12, 175);
	for (size_t i = 0; i < 12; i++)
		claims[i] = (struct tsop_claim){ votes[i], i == 0 ? 50 : 0, 175 };
	result = apportion("largest-remainder", claims, 12, 175);
	for (size_t i = 0; i < 12; i++)
		assert_int_equal(result.seats[i], seats[i]);
	tsop_apportion_release(&result);
}

/* The 16th and the 17th Bundestag, 598 seats before surplus seats (Federal Returning Officer, final results). */
static void test_the_bundestag_of_2005_and_of_2009(void **state)
{
	/* SPD CDU CSU Grüne FDP Linke */
	static const int64_t votes_2005[] = { 16194665, 13136740, 3494309, 3838326, 4648144, 4118194 };
	static const int64_t seats_2005[] = { 213, 173, 46, 51, 61, 54 };
	static const int64_t votes_2009[] = { 9990488, 11828277, 2830238, 4643272, 6316080, 5155933 };
	static const int64_t seats_2009[] = { 146, 173, 42, 68, 93, 76 };

	(void)state;
	check_table("largest-remainder", votes_2005, seats_2005, 6, 598);
	check_table("sainte-lague", votes_2009, seats_2009, 6, 598);
}

/*
 * The Riksdag of 2022, 349 seats (Valmyndigheten, official results): divisors 1, 3, 5 ..., the first being 1.2
 * (Vallag 2005:837, chapter 14).
 */
static void test_an_initial_divisor_gives_the_riksdag_of_2022(void **state)
{
	/* S M SD C V KD L MP */
	static const int64_t votes[] = { 1964474, 1237428, 1330325, 434945,
					 437050,  345712,  298542,  329242 };
	static const int64_t seats[] = { 107, 68, 73, 24, 24, 19, 16, 18 };

	(void)state;
	check_table("linear:2,1,1.2", votes, seats, 8, 349);
}

/* New Zealand, general election of 2020, 120 seats (Electoral Commission, official results of 6 November 2020). */
static void test_sainte_lague_gives_the_new_zealand_parliament_of_2020(void **state)
{
	static const int64_t votes[] = { 1443545, 738275, 226757, 219031, 33630 };
	static const int64_t seats[] = { 65, 33, 10, 10, 2 };

	(void)state;
	check_table("sainte-lague", votes, seats, 5, 120);
}

/* New Zealand, general election of 2017, 120 list seats (Electoral Commission, official count). */
static void test_sainte_lague_gives_the_new_zealand_parliament_of_2017(void **state)
{
	static const int64_t votes[] = { 1152075, 956184, 186706, 162443, 13075 };
	static const int64_t seats[] = { 56, 46, 9, 8, 1 };

	(void)state;
	check_table("sainte-lague", votes, seats, 5, 120);
}

/* Tweede Kamer, election of 2021, 150 seats (Kiesraad, official result). */
static void test_dhondt_gives_the_tweede_kamer_of_2021(void **state)
{
	static const int64_t votes[] = { 2279130, 1565861, 1124482, 990601, 623371, 597192,
					 539308,  523083,  399750,  351275, 252480, 246620,
					 215249,  211237,  106702,  104319, 87238 };
	static const int64_t seats[] = { 34, 24, 17, 15, 9, 9, 8, 8, 6, 5, 3, 3, 3, 3, 1, 1, 1 };

	(void)state;
	check_table("dhondt", votes, seats, 17, 150);
}

/* Populations of the US census of 1880 (38 states; Balinski and Young 1982, appendix B). */
static const int64_t census_1880[] = {
	1262505, 802525,  864694,  194327,  622700,  146608, 269493,  1542180, 3077871, 1978301,
	1624615, 996096,  1648690, 939946,  648936,  934943, 1783085, 1636937, 780773,  1131597,
	2168380, 452402,  62266,   346991,  1131116, 5082871, 1399750, 3198062, 174768,  4282891,
	276531,  995577,  1542359, 1591749, 332286,  1512565, 618457,  1315497,
};
enum { N_STATES = 38, FLORIDA = 6, NEBRASKA = 21 };

/*
 * What C. W. Seaton met for Alabama in 1881 (where every state had a seat
 * at least, see below), plain largest remainder does to Nebraska and Florida.
 */
static void test_alabama_paradox_appears_in_the_census_of_1880(void **state)
{
	static const struct {
		size_t claim;
		int64_t total, seats;
	} table[] = {
		{ NEBRASKA, 272, 3 }, { NEBRASKA, 273, 2 }, { FLORIDA, 286, 2 },
		{ FLORIDA, 287, 1 },  { FLORIDA, 298, 2 },  { FLORIDA, 299, 1 },
	};
	struct tsop_claim claims[N_STATES];
	int64_t people = 0;

	(void)state;
	for (size_t i = 0; i < N_STATES; i++) {
		claims[i] = (struct tsop_claim){ census_1880[i], 0, 300 };
		people += census_1880[i];
	}
	assert_int_equal(people, 49371340);
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
		struct tsop_apportionment result = apportion("largest-remainder", claims,
							     N_STATES, table[i].total);

		assert_int_equal(result.seats[table[i].claim], table[i].seats);
		tsop_apportion_release(&result);
	}
}

/*
 * Seaton's case itself: with a seat for each state at least, Alabama has 8 of 299 and 7 of 300 (C. W. Seaton,
 * letter to Congress, 1881; Balinski and Young 1982, chapter 5).
 */
static void test_vintons_method_takes_a_seat_from_alabama(void **state)
{
	enum { ALABAMA = 0, ILLINOIS = 8, TEXAS = 33 };
	struct tsop_claim claims[N_STATES];
	struct tsop_apportionment before, after;

	(void)state;
	for (size_t i = 0; i < N_STATES; i++)
		claims[i] = (struct tsop_claim){ census_1880[i], 1, 300 };
	before = apportion("vinton", claims, N_STATES, 299);
	after = apportion("vinton", claims, N_STATES, 300);
	assert_int_equal(before.seats[ALABAMA], 8);
	for (size_t i = 0; i < N_STATES; i++)
		assert_int_equal(after.seats[i] - before.seats[i],
				 i == ALABAMA ? -1 : i == ILLINOIS || i == TEXAS);
	tsop_apportion_release(&before);
	tsop_apportion_release(&after);
}

/*
 * The census of 1790 (Balinski and Young 1982, appendix B): Hamilton's bill for
 * 120 seats, which President Washington vetoed, and what was enacted, 105 seats
 * by Jefferson's method.
 */
static void test_the_census_of_1790_by_hamilton_and_by_jefferson(void **state)
{
	/* VA MA PA NC NY MD CT SC NJ NH VT GA KY RI DE */
	static const int64_t people[] = { 630560, 475327, 432879, 353523, 331589,
					  278514, 236841, 206236, 179570, 141822,
					  85533,  70835,  68705,  68446,  55540 };
	static const int64_t hamilton[] = { 21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2 };
	static const int64_t jefferson[] = { 19, 14, 13, 10, 10, 8, 7, 6, 5, 4, 2, 2, 2, 2, 1 };

	(void)state;
	check_table("hamilton", people, hamilton, 15, 120);
	check_table("jefferson", people, jefferson, 15, 105);
}

/*
 * The House of Representatives by the censuses of 2000 and 2010 (U.S. Census Bureau, apportionment population);
 * in the order of the names of the states.
 */
static void test_huntington_hill_gives_the_house_of_2000_and_of_2010(void **state)
{
	static const int64_t people_2000[] = {
		4461130, 628933,  5140683,  2679733, 33930798, 4311882, 3409535,  785068,
		16028890, 8206975, 1216642, 1297274, 12439042, 6090782, 2931923,  2693824,
		4049431, 4480271, 1277731,  5307886, 6355568,  9955829, 4925670,  2852927,
		5606260, 905316,  1715369,  2002032, 1238415,  8424354, 1823821,  19004973,
		8067673, 643756,  11374540, 3458819, 3428543,  12300670, 1049662, 4025061,
		756874,	 5700037, 20903994, 2236714, 609890,   7100702, 5908684,  1813077,
		5371210, 495304,
	};
	static const int64_t seats_2000[] = {
		7, 1, 8, 4,  53, 7, 5, 1,  25, 13, 2, 2,  19, 9, 5,  4, 6, 7,  2, 8, 10, 15, 8, 4, 9,
		1, 3, 3, 2,  13, 3, 29, 13, 1, 18, 5, 5,  19, 2, 6,  1, 9, 32, 3, 1, 11, 9,  3, 8, 1,
	};
	static const int64_t people_2010[] = {
		4802982,  721523,  6412700,  2926229, 37341989, 5044930, 3581628,  900877,
		18900773, 9727566, 1366862,  1573499, 12864380, 6501582, 3053787,  2863813,
		4350606,  4553962, 1333074,  5789929, 6559644,	9911626, 5314879,  2978240,
		6011478,  994416,  1831825,  2709432, 1321445,	8807501, 2067273,  19421055,
		9565781,  675905,  11568495, 3764882, 3848606,	12734905, 1055247, 4645975,
		819761,	  6375431, 25268418, 2770765, 630337,	8037736, 6753369,  1859815,
		5698230,  568300,
	};
	static const int64_t seats_2010[] = {
		7, 1, 9, 4,  53, 7, 5, 1,  27, 14, 2, 2,  18, 9, 4,  4, 6, 6,  2, 8, 9,	 14, 8, 4, 8,
		1, 3, 4, 2,  12, 3, 27, 13, 1, 16, 5, 5,  18, 2, 7,  1, 9, 36, 4, 1, 11, 10, 3, 8, 1,
	};

	(void)state;
	check_table("huntington-hill", people_2000, seats_2000, 50, 435);
	check_table("huntington-hill", people_2010, seats_2010, 50, 435);
}

/* The House of Representatives by the census of 2020 (U.S. Census Bureau, apportionment population). */
static void test_huntington_hill_gives_the_house_of_2020(void **state)
{
	static const int64_t people[] = {
		5030053,  736081,   7158923,  3013756, 39576757, 5782171, 3608298, 990837,
		21570527, 10725274, 1460137,  1841377, 12822739, 6790280, 3192406, 2940865,
		4509342,  4661468,  1363582,  6185278, 7033469,	 10084442, 5709752, 2963914,
		6160281,  1085407,  1963333,  3108462, 1379089,	 9294493, 2120220, 20215751,
		10453948, 779702,   11808848, 3963516, 4241500,	 13011844, 1098163, 5124712,
		887770,	  6916897,  29183290, 3275252, 643503,	 8654542, 7715946, 1795045,
		5897473,  577719,
	};
	static const int64_t seats[] = {
		7, 1, 9, 4,  52, 8, 5, 1, 28, 14, 2, 2,	 17, 9, 4,  4, 6, 6,  2, 8,  9,	 13, 8,	 4, 8,
		2, 3, 4, 2,  12, 3, 26, 14, 1, 15, 5, 6, 17, 2, 7,  1, 9, 38, 4, 1,  11, 10, 2,	 8, 1,
	};

	(void)state;
	check_table("huntington-hill", people, seats, 50, 435);
}

/*
 * The National Council of 2019 and of 2023: residents at the end of 2016 (BBl 2017 5825) and 2020 (BBl 2021 2025),
 * seats by the ordinances of 30 August 2017 and 1 September 2021 (SR 161.12).
 */
static void test_the_swiss_method_gives_the_national_council_of_2019_and_of_2023(void **state)
{
	/* ZH BE LU UR SZ OW NW GL ZG FR SO BS BL SH AR AI SG GR AG TG TI VD VS NE GE JU */
	static const int64_t people_2016[] = { 1487969, 1026513, 403397, 36145,	 155863, 37378,	 42556,
					       40147,	123948,	 311914, 269441, 193070, 285624, 80769,
					       54954,	16003,	 502552, 197550, 663462, 270709, 354375,
					       784822,	339176,	 178567, 489524, 73122 };
	static const int64_t seats_2019[] = { 35, 24, 9, 1, 4,	1, 1,  1, 3, 7,	 6, 5, 7,
					      2,  1,  1, 12, 5, 16, 6, 8, 19, 8, 4, 12, 2 };
	static const int64_t people_2020[] = { 1553423, 1043132, 416347, 36819,	 162157, 38108,	 43520,
					       40851,	128794,	 325496, 277462, 196735, 290969, 83107,
					       55309,	16293,	 514504, 200096, 694072, 282909, 350986,
					       814762,	348503,	 175894, 506343, 73709 };
	static const int64_t seats_2023[] = { 36, 24, 9, 1, 4,	1, 1,  1, 3, 7,	 6, 4, 7,
					      2,  1,  1, 12, 5, 16, 6, 8, 19, 8, 4, 12, 2 };

	(void)state;
	check_table("swiss", people_2016, seats_2019, 26, 200);
	check_table("swiss", people_2020, seats_2023, 26, 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_largest_remainder_gives_the_folketing_of_2019),
		cmocka_unit_test(test_who_has_more_than_its_share_keeps_it_as_in_the_folketing_of_2022),
		cmocka_unit_test(test_the_bundestag_of_2005_and_of_2009),
		cmocka_unit_test(test_an_initial_divisor_gives_the_riksdag_of_2022),
		cmocka_unit_test(test_sainte_lague_gives_the_new_zealand_parliament_of_2020),
		cmocka_unit_test(test_sainte_lague_gives_the_new_zealand_parliament_of_2017),
		cmocka_unit_test(test_dhondt_gives_the_tweede_kamer_of_2021),
		cmocka_unit_test(test_alabama_paradox_appears_in_the_census_of_1880),
		cmocka_unit_test(test_vintons_method_takes_a_seat_from_alabama),
		cmocka_unit_test(test_the_census_of_1790_by_hamilton_and_by_jefferson),
		cmocka_unit_test(test_huntington_hill_gives_the_house_of_2000_and_of_2010),
		cmocka_unit_test(test_huntington_hill_gives_the_house_of_2020),
		cmocka_unit_test(test_the_swiss_method_gives_the_national_council_of_2019_and_of_2023),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
