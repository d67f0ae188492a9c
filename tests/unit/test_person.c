#include "check.h"

#include "allocation.h"
#include "people/person.h"

static struct tsop_error err;

typedef int check_function(struct tsop_buf *, struct tsop_view, struct tsop_error *);

/* What was there before is left alone. */
static void check_gives(check_function *check, const char *text, const char *expected)
{
	struct tsop_buf out;

	tsop_buf_init(&out);
	tsop_buf_add_text(&out, "before ");
	if (check(&out, tsop_view_of(text), &err) != 0)
		fail_msg("'%s': %s", text, err.text);
	assert_memory_equal(out.p, "before ", 7);
	assert_string_equal(out.p + 7, expected);
	tsop_buf_release(&out);
}

static void check_refuses_view(check_function *check, struct tsop_view text, const char *because)
{
	struct tsop_buf out;

	tsop_buf_init(&out);
	tsop_buf_add_text(&out, "before ");
	if (check(&out, text, &err) == 0)
		fail_msg("'%.*s' became '%s'", (int)text.len, text.p, out.p + 7);
	assert_string_equal(out.p, "before ");
	assert_int_equal(err.code, TSOP_INPUT);
	if (strcmp(err.text, because) != 0)
		fail_msg("'%.*s': %s", (int)text.len, text.p, err.text);
	tsop_buf_release(&out);
}

static void check_refuses(check_function *check, const char *text, const char *because)
{
	check_refuses_view(check, tsop_view_of(text), because);
}

static void test_names_are_trimmed_composed_and_single_blanked(void **state)
{
	(void)state;
	check_gives(tsop_person_name, "Anne Ågård", "Anne Ågård");
	check_gives(tsop_person_name, "  Anne \u00A0 Ågård \r\n", "Anne Ågård");
	check_gives(tsop_person_name, "Anne A\u030Aga\u030Ard", "Anne Ågård");
	check_gives(tsop_person_name, "\u2003Anne\u2003\u2003B\u3000", "Anne B");
	check_gives(tsop_person_name, "O'Brien-Østergård, d.y.", "O'Brien-Østergård, d.y.");
	check_gives(tsop_person_name, "محمد", "محمد");
	check_gives(tsop_person_name, "Ø", "Ø");
}

static void test_names_that_are_none_are_refused(void **state)
{
	const char *controls = "expected no control characters";
	char longest[402];

	(void)state;
	check_refuses(tsop_person_name, "", "expected a name of 1 to 200 characters");
	check_refuses(tsop_person_name, " \t\u00A0 ", "expected a name of 1 to 200 characters");
	check_refuses(tsop_person_name, "\u3000", "expected a name of 1 to 200 characters");
	check_refuses(tsop_person_name, "12 - 34", "expected a name with at least one letter");
	check_refuses(tsop_person_name, "Anne\nBo", controls);
	check_refuses(tsop_person_name, "Anne\rBo", controls);
	check_refuses(tsop_person_name, "Anne\tBo", controls);
	check_refuses(tsop_person_name, "Anne\x1B[31m", controls);
	check_refuses(tsop_person_name, "Anne\x7F", controls);
	check_refuses(tsop_person_name, "Anne\xC2\x85", controls);
	check_refuses(tsop_person_name, "Anne\u2028Bo", controls);
	check_refuses(tsop_person_name, "Anne\u202EoB", controls);
	check_refuses(tsop_person_name, "Anne\u2066Bo", controls);
	check_refuses_view(tsop_person_name, (struct tsop_view){ "A\0B", 3 }, controls);
	check_refuses(tsop_person_name, "Anne \xC3", "expected UTF-8");
	check_refuses(tsop_person_name, "J\xF8rgen", "expected UTF-8");
	for (size_t i = 0; i < 201; i++)
		memcpy(longest + 2 * i, "ø", 2);
	check_refuses_view(tsop_person_name, (struct tsop_view){ longest, 402 },
			   "expected a name of 1 to 200 characters");
	longest[400] = '\0';
	check_gives(tsop_person_name, longest, longest);
}

static void test_addresses_are_kept_and_their_domains_normalized(void **state)
{
	(void)state;
	check_gives(tsop_person_email, "anne@example.org", "anne@example.org");
	check_gives(tsop_person_email, " Anne.Lund+tsop@Example.ORG\n", "Anne.Lund+tsop@example.org");
	check_gives(tsop_person_email, "a@BLÅBÆRGRØD.example", "a@blåbærgrød.example");
	check_gives(tsop_person_email, "a@bla\u030Abærgrød.example", "a@blåbærgrød.example");
	check_gives(tsop_person_email, "a@xn--blbrgrd-fxak7p.example", "a@blåbærgrød.example");
	check_gives(tsop_person_email, "a@XN--BLBRGRD-FXAK7P.example", "a@blåbærgrød.example");
	check_gives(tsop_person_email, "a@straße.example", "a@straße.example");
	check_gives(tsop_person_email, "søa\u030A@example.org", "søå@example.org");
	check_gives(tsop_person_email, "a!#$%&'*+-/=?^_`{|}~b@example.org",
		    "a!#$%&'*+-/=?^_`{|}~b@example.org");
	check_gives(tsop_person_email, "a@1.example", "a@1.example");
	check_gives(tsop_person_email, "a@sub.a--b.3com", "a@sub.a--b.3com");
}

static void test_local_parts_differ_by_case_and_tag(void **state)
{
	(void)state;
	check_gives(tsop_person_email, "Anne@example.org", "Anne@example.org");
	check_gives(tsop_person_email, "a.nne+x@example.org", "a.nne+x@example.org");
}

static void test_addresses_that_are_none_are_refused(void **state)
{
	static const char *const locals[] = {
		"@example.org",          ".anne@example.org",      "anne.@example.org",
		"an..ne@example.org",    "an ne@example.org",      "\"anne\"@example.org",
		"Anne <anne@example.org", "anne(x)@example.org",   "anne,bo@example.org",
		"anne;bo@example.org",   "anne:@example.org",      "an\\ne@example.org",
		"an\u00A0ne@example.org", "an\u200Bne@example.org", "<anne@example.org>",
	};
	static const char *const domains[] = {
		"anne@",                "anne@example",          "anne@.example.org",
		"anne@example..org",    "anne@example.org.",     "anne@-a.example",
		"anne@a-.example",      "anne@ex_ample.org",     "anne@exa mple.org",
		"anne@[192.0.2.1]",     "anne@192.0.2.1",        "anne@example.org>",
		"anne@xn--.example",    "anne@☃.example",        "anne@xn--n3h.example",
		"anne@soft\u00ADhyphen.org", "anne@ｅxample.org", "anne@example。org",
		"anne@ex\u200Dample.org", "anne@example.org,bo", "anne@ example.org",
		"anne@example.org (x)",
		"anne@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org",
	};

	(void)state;
	for (size_t i = 0; i < sizeof locals / sizeof locals[0]; i++)
		check_refuses(tsop_person_email, locals[i],
			      "expected 1 to 64 bytes of letters, digits, signs and single dots "
			      "before the @, without blanks or quotes");
	for (size_t i = 0; i < sizeof domains / sizeof domains[0]; i++)
		check_refuses(tsop_person_email, domains[i],
			      "expected a domain such as example.org behind the @");
	check_refuses(tsop_person_email, "", "expected an e-mail address, with an @");
	check_refuses(tsop_person_email, "anne", "expected an e-mail address, with an @");
	check_refuses(tsop_person_email, "anne@bo@example.org",
		      "expected one e-mail address, with one @");
	check_refuses(tsop_person_email, "anne@example.org; bo@example.org",
		      "expected one e-mail address, with one @");
	check_refuses(tsop_person_email, "anne@example.org\r\nBcc: bo",
		      "expected no control characters");
	check_refuses(tsop_person_email, "an\tne@example.org", "expected no control characters");
	check_refuses(tsop_person_email, "\xC5nne@example.org", "expected UTF-8");
	check_refuses_view(tsop_person_email, (struct tsop_view){ "a@b.c\0d", 7 },
			   "expected no control characters");
}

/* local bytes, an @, and labels of 49 letters up to domain bytes, ending in ".org". */
static void long_address(struct tsop_buf *out, size_t local, size_t domain)
{
	tsop_buf_clear(out);
	for (size_t i = 0; i < local; i++)
		tsop_buf_add_char(out, 'a');
	tsop_buf_add_char(out, '@');
	for (size_t i = 0; i < domain - 4; i++)
		tsop_buf_add_char(out, i % 50 == 49 ? '.' : 'b');
	tsop_buf_add_text(out, ".org");
}

static void test_the_length_of_an_address_is_bounded(void **state)
{
	struct tsop_buf text;

	(void)state;
	tsop_buf_init(&text);
	long_address(&text, 64, 189);
	assert_int_equal(text.len, 254);
	check_gives(tsop_person_email, text.p, text.p);
	long_address(&text, 64, 190);
	check_refuses(tsop_person_email, text.p, "expected an e-mail address of at most 254 bytes");
	long_address(&text, 65, 100);
	check_refuses(tsop_person_email, text.p,
		      "expected 1 to 64 bytes of letters, digits, signs and single dots before the @, "
		      "without blanks or quotes");
	long_address(&text, 64, 100000);
	check_refuses(tsop_person_email, text.p, "expected an e-mail address of at most 254 bytes");
	tsop_buf_release(&text);
}

static void test_messages_hold_nothing_of_the_person(void **state)
{
	static const char *const secrets[] = { "Hemmelig", "hemmelig@x", "hemmelig@@x.dk",
					       "hemmelig..x@x.dk", "hemmelig@x_y.dk" };

	(void)state;
	for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++) {
		struct tsop_buf out;

		tsop_buf_init(&out);
		assert_int_equal(tsop_person_email(&out, tsop_view_of(secrets[i]), &err), -1);
		assert_null(strstr(err.text, "emmelig"));
		tsop_buf_release(&out);
	}
}

static void test_party_labels_are_short_and_printable(void **state)
{
	char longest[102];

	(void)state;
	check_gives(tsop_person_party, " bil 1 ", "bil 1");
	check_gives(tsop_person_party, "A\u030A", "Å");
	check_gives(tsop_person_party, "7", "7");
	check_refuses(tsop_person_party, "", "expected a label of 1 to 100 bytes");
	check_refuses(tsop_person_party, "  ", "expected a label of 1 to 100 bytes");
	check_refuses(tsop_person_party, "a\nb", "expected no control characters");
	check_refuses(tsop_person_party, "\xFF", "expected UTF-8");
	memset(longest, 'x', 101);
	longest[101] = '\0';
	check_refuses(tsop_person_party, longest, "expected a label of 1 to 100 bytes");
	longest[100] = '\0';
	check_gives(tsop_person_party, longest, longest);
}

static void test_what_looks_like_a_cpr_number_is_seen(void **state)
{
	static const char *const numbers[] = {
		"010203-1234",          "0102031234",        "010203 1234",
		"CPR: 010203-1234.",    "x010203-1234x",     "311299-0000",
		"290200-1234",          "290204-1234",       "2902041234",
		"010203\u20111234",     "010203\u20131234",  "010203\u22121234",
		"010203\u00A01234",     "010203 - 1234", "010203  1234",     "ring 12345678 eller 0102031234",
		"1 010203-1234",        "311299-12345 311299-1234", "(3001011234)",
		"123456-010203-1234",
	};
	static const char *const others[] = {
		"",              "+45 12 34 56 78", "12345678",         "12 34 56 78",
		"4512345678",    "0045 12345678",   "004512345678",     "320203-1234", "990203-1234",
		"010003-1234",   "011303-1234",     "000203-1234",      "310403-1234",
		"300203-1234",   "290203-1234",     "2902031234",       "010203-12345",
		"1010203-1234",  "01020312345",     "10102031234",      "010203--1234",
		"010203/1234",   "010203.1234",     "010203   1234",    "01-02-03-1234",
		"010203-123",    "01020-31234",     "010203-123 4",     "010203\n1234",
		"010203",        "010203-",         "0102-031234",      "1. februar 2003 kl. 12.34",
		"010203\xE2\x80.1234", "2019-05-03T10:12:00+02:00",
	};

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (!tsop_person_has_cpr(tsop_view_of(numbers[i])))
			fail_msg("'%s' was passed", numbers[i]);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (tsop_person_has_cpr(tsop_view_of(others[i])))
			fail_msg("'%s' was taken for one", others[i]);
	assert_false(tsop_person_has_cpr((struct tsop_view){ "0102031234", 9 }));
	assert_false(tsop_person_has_cpr((struct tsop_view){ "010203-1234", 10 }));
}

/* Against the calendar of each century, and beyond its days and months. */
static void test_every_date_of_some_century_counts(void **state)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	char text[32];

	(void)state;
	for (int n = 0; n < 34 * 14 * 100; n++) {
		int day = n / 1400, month = n / 100 % 14, year = n % 100;
		bool is_date = false;

		for (int century = 18; century <= 20 && month >= 1 && month <= 12; century++) {
			int full = century * 100 + year;
			bool leap = full % 400 == 0 || (full % 4 == 0 && full % 100 != 0);

			is_date |= day >= 1 && day <= days[month - 1] + (month == 2 && leap);
		}
		snprintf(text, sizeof text, "%02d%02d%02d-0000", day, month, year);
		assert_int_equal(tsop_person_has_cpr((struct tsop_view){ text, 11 }), is_date);
	}
}

struct identity {
	const char *round, *ref, *municipality, *name, *email;
};

static void add_identity(struct tsop_buf *out, struct identity id)
{
	assert_int_equal(tsop_person_identity(out, tsop_view_of(id.round), tsop_view_of(id.ref),
					      tsop_view_of(id.municipality), tsop_view_of(id.name),
					      tsop_view_of(id.email), &err),
			 0);
}

static void check_identities(struct identity a, struct identity b, bool same)
{
	struct tsop_buf x, y;

	tsop_buf_init(&x);
	tsop_buf_init(&y);
	add_identity(&x, a);
	add_identity(&y, b);
	if (tsop_view_equal(tsop_buf_view(&x), tsop_buf_view(&y)) != same)
		fail_msg("%s, %s", x.p, y.p);
	tsop_buf_release(&x);
	tsop_buf_release(&y);
}

static void test_an_identity_is_the_answer_id_or_who_it_is(void **state)
{
	const struct identity anne = { "e19", "", "0621", "Anne Å", "anne@example.org" };
	struct tsop_buf out;

	(void)state;
	tsop_buf_init(&out);
	add_identity(&out, anne);
	assert_string_equal(out.p, "e19\n0621\nanne å\nanne@example.org");
	tsop_buf_clear(&out);
	add_identity(&out, (struct identity){ "e19", "r7", "0621", "Anne Å", "anne@example.org" });
	assert_string_equal(out.p, "e19\nr7");
	tsop_buf_release(&out);
	check_identities(anne, (struct identity){ "e19", "", "0621", " ANNE  A\u030A",
						  "anne@EXAMPLE.org" }, true);
	check_identities((struct identity){ "e19", "r", "0621", "Anne", "anne@example.org" },
			 (struct identity){ "e19", "r", "0101", "Bo", "bo@example.org" }, true);
}

static void test_identities_differ_where_a_part_does(void **state)
{
	static const char *const rounds[] = { "e19", "e1", "9" };
	static const char *const refs[] = { "", "0621", "0", "anne" };
	static const char *const codes[] = { "0621", "0101", "9" };
	static const char *const names[] = { "Anne", "Ann", "Anne E", "E Anne", "r" };
	static const char *const emails[] = { "a@example.org", "A@example.org", "e@a.example" };
	enum { N = 3 * 4 * 3 * 5 * 3 };
	static struct identity all[N];
	static struct tsop_buf written[N];

	(void)state;
	for (size_t i = 0; i < N; i++) {
		all[i] = (struct identity){ rounds[i % 3], refs[i / 3 % 4], codes[i / 12 % 3],
					    names[i / 36 % 5], emails[i / 180] };
		tsop_buf_init(&written[i]);
		add_identity(&written[i], all[i]);
	}
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k <= i; k++) {
			bool same_ref = strcmp(all[i].ref, all[k].ref) == 0;
			bool same_who = strcmp(all[i].municipality, all[k].municipality) == 0 &&
					strcmp(all[i].name, all[k].name) == 0 &&
					strcmp(all[i].email, all[k].email) == 0;
			bool same = strcmp(all[i].round, all[k].round) == 0 && same_ref &&
				    (all[i].ref[0] != '\0' || same_who);

			assert_int_equal(tsop_view_equal(tsop_buf_view(&written[i]),
							 tsop_buf_view(&written[k])),
					 same);
		}
	for (size_t i = 0; i < N; i++)
		tsop_buf_release(&written[i]);
}

static void test_no_part_of_an_identity_holds_its_separator(void **state)
{
	static const struct {
		struct identity id;
		const char *field;
	} bad[] = {
		{ { "e\n19", "", "0621", "Anne", "a@example.org" }, "round" },
		{ { "e19", "r\n7", "0621", "Anne", "a@example.org" }, "ref" },
		{ { "e19", "", "06\n21", "Anne", "a@example.org" }, "municipality" },
		{ { "e19", "", "0621", "An\nne", "a@example.org" }, "name" },
		{ { "e19", "", "0621", "Anne", "a\n@example.org" }, "email" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct identity id = bad[i].id;
		struct tsop_buf out;

		tsop_buf_init(&out);
		tsop_buf_add_text(&out, "before");
		assert_int_equal(tsop_person_identity(&out, tsop_view_of(id.round),
						      tsop_view_of(id.ref),
						      tsop_view_of(id.municipality),
						      tsop_view_of(id.name),
						      tsop_view_of(id.email), &err),
				 -1);
		assert_string_equal(err.field, bad[i].field);
		assert_string_equal(err.text, "expected no control characters");
		assert_string_equal(out.p, "before");
		tsop_buf_release(&out);
	}
}

static void test_every_allocation_may_fail(void **state)
{
	unsigned n = 0;

	(void)state;
	for (;; n++) {
		struct tsop_buf out;
		int status;

		tsop_buf_init(&out);
		fail_allocation(n);
		status = tsop_person_identity(&out, tsop_view_of("e19"), tsop_view_of(""),
					      tsop_view_of("0621"), tsop_view_of("Anne Å"),
					      tsop_view_of("anne@blåbær.example"), &err);
		if (!allocation_has_failed()) {
			tsop_buf_release(&out);
			break;
		}
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
		assert_string_equal(err.text, "out of memory");
		assert_int_equal(out.len, 0);
		tsop_buf_release(&out);
	}
	assert_in_range(n, 3, 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_are_trimmed_composed_and_single_blanked),
		cmocka_unit_test(test_names_that_are_none_are_refused),
		cmocka_unit_test(test_addresses_are_kept_and_their_domains_normalized),
		cmocka_unit_test(test_local_parts_differ_by_case_and_tag),
		cmocka_unit_test(test_addresses_that_are_none_are_refused),
		cmocka_unit_test(test_the_length_of_an_address_is_bounded),
		cmocka_unit_test(test_messages_hold_nothing_of_the_person),
		cmocka_unit_test(test_party_labels_are_short_and_printable),
		cmocka_unit_test(test_what_looks_like_a_cpr_number_is_seen),
		cmocka_unit_test(test_every_date_of_some_century_counts),
		cmocka_unit_test(test_an_identity_is_the_answer_id_or_who_it_is),
		cmocka_unit_test(test_identities_differ_where_a_part_does),
		cmocka_unit_test(test_no_part_of_an_identity_holds_its_separator),
		cmocka_unit_test(test_every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
