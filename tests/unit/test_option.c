#include "check.h"

#include "allocation.h"
#include "base/option.h"

static struct tsop_error err;

/* What a command line gave. */
static struct {
	bool quiet, dry_run, help, version;
	const char *output;
	int64_t seats;
	int method;
	int n_operands;
	char *argv[16];
} got;

static const struct tsop_option table[] = {
	TSOP_OPTION_QUIET(&got.quiet),
	TSOP_OPTION_DRY_RUN(&got.dry_run),
	TSOP_OPTION_OUTPUT(&got.output),
	{ 's', "seats", "N", "how many seats", TSOP_OPTION_NUMBER, &got.seats, 0, 100 },
	{ 0, "method", "a|bc|def", "which method", TSOP_OPTION_CHOICE, &got.method, 0, 0 },
};
enum { N_OPTIONS = sizeof table / sizeof table[0] };

static char words[256];

/* The words of the line, parted by blanks; '_' is an empty word. */
static int parse(const char *line)
{
	int argc = 1;

	memset(&got, 0, sizeof got);
	snprintf(words, sizeof words, "%s", line);
	for (char *word = strtok(words, " "); word != NULL; word = strtok(NULL, " "))
		got.argv[argc++] = strcmp(word, "_") == 0 ? word + 1 : word;
	return tsop_option_parse(table, N_OPTIONS, argc, got.argv, &got.n_operands, &got.help,
				 &got.version, &err);
}

static void check_parses(const char *line)
{
	if (parse(line) != 0)
		fail_msg("'%s': %s", line, err.text);
}

static void check_refuses(const char *line, const char *because)
{
	if (parse(line) == 0)
		fail_msg("'%s' was taken", line);
	assert_int_equal(err.code, TSOP_USAGE);
	assert_string_equal(err.text, because);
}

static void test_nothing_asks_for_nothing(void **state)
{
	(void)state;
	check_parses("");
	assert_int_equal(got.n_operands, 0);
	assert_false(got.quiet || got.dry_run || got.help || got.version);
	assert_null(got.output);
}

static void test_letters_may_be_grouped(void **state)
{
	(void)state;
	check_parses("-q");
	assert_true(got.quiet && !got.dry_run);
	check_parses("-nq");
	assert_true(got.quiet && got.dry_run);
	check_parses("-qnofile");
	assert_true(got.quiet && got.dry_run);
	assert_string_equal(got.output, "file");
	check_parses("-qo file");
	assert_true(got.quiet);
	assert_string_equal(got.output, "file");
}

static void test_an_argument_is_attached_or_apart(void **state)
{
	static const char *const lines[] = { "-ofile", "-o file", "--output=file", "--output file" };

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		check_parses(lines[i]);
		assert_string_equal(got.output, "file");
		assert_int_equal(got.n_operands, 0);
	}
	check_parses("--output=a=b");
	assert_string_equal(got.output, "a=b");
	check_parses("-o=b");
	assert_string_equal(got.output, "=b");
}

static void test_an_argument_may_look_like_an_option(void **state)
{
	(void)state;
	check_parses("-o -h");
	assert_string_equal(got.output, "-h");
	assert_false(got.help);
	check_parses("--output --version");
	assert_string_equal(got.output, "--version");
	assert_false(got.version);
	check_parses("-o -- -q");
	assert_string_equal(got.output, "--");
	assert_true(got.quiet);
	check_parses("-oh");
	assert_string_equal(got.output, "h");
	check_parses("-o - x");
	assert_string_equal(got.output, "-");
	check_refuses("--seats -5", "--seats: expected a number from 0 to 100");
	check_refuses("-s-5", "--seats: expected a number from 0 to 100");
}

static void test_options_and_operands_may_be_mixed(void **state)
{
	(void)state;
	check_parses("a -q - -o file b");
	assert_true(got.quiet);
	assert_string_equal(got.output, "file");
	assert_int_equal(got.n_operands, 3);
	assert_string_equal(got.argv[0], "a");
	assert_string_equal(got.argv[1], "-");
	assert_string_equal(got.argv[2], "b");
}

static void test_two_hyphens_end_the_options(void **state)
{
	(void)state;
	check_parses("-n a -- -q --output -- --help");
	assert_true(got.dry_run && !got.quiet && !got.help);
	assert_int_equal(got.n_operands, 5);
	assert_string_equal(got.argv[1], "-q");
	assert_string_equal(got.argv[3], "--");
	check_parses("--");
	assert_int_equal(got.n_operands, 0);
	check_parses("_");
	assert_int_equal(got.n_operands, 1);
	assert_string_equal(got.argv[0], "");
}

static void test_numbers_and_choices_are_read(void **state)
{
	(void)state;
	check_parses("--seats 100 --method def");
	assert_int_equal(got.seats, 100);
	assert_int_equal(got.method, 2);
	check_parses("--method=a");
	assert_int_equal(got.method, 0);
	check_parses("-s0 --method bc");
	assert_int_equal(got.seats, 0);
	assert_int_equal(got.method, 1);
	check_refuses("--seats 101", "--seats: expected a number from 0 to 100");
	check_refuses("--seats=", "--seats: expected a whole number");
	check_refuses("--seats 1x", "--seats: expected a whole number");
	check_refuses("--method b", "--method: expected a|bc|def, not 'b'");
	check_refuses("--method=", "--method: expected a|bc|def, not ''");
	check_refuses("--method a|bc", "--method: expected a|bc|def, not 'a|bc'");
}

static void test_wrong_command_lines_are_refused(void **state)
{
	(void)state;
	check_refuses("-x", "unknown option -x; see --help");
	check_refuses("-qx", "unknown option -x; see --help");
	check_refuses("-5", "unknown option -5; see --help");
	check_refuses("--nonsense", "unknown option --nonsense; see --help");
	check_refuses("--nonsense=x", "unknown option --nonsense; see --help");
	check_refuses("--=x", "unknown option --; see --help");
	check_refuses("---q", "unknown option ---q; see --help");
	check_refuses("--out x", "unknown option --out; see --help");
	check_refuses("--quie", "unknown option --quie; see --help");
	check_refuses("--quiet=yes", "--quiet: takes no argument");
	check_refuses("--output", "--output: expected an argument: FILE");
	check_refuses("a -o", "--output: expected an argument: FILE");
	check_refuses("-o _", "--output: expected FILE, not an empty text");
	check_refuses("--output=", "--output: expected FILE, not an empty text");
	check_refuses("-q -q", "--quiet: given more than once");
	check_refuses("-qq", "--quiet: given more than once");
	check_refuses("-o a --output b", "--output: given more than once");
	check_refuses("--help=x", "unknown option --help; see --help");
}

static void test_help_ends_the_reading(void **state)
{
	(void)state;
	check_parses("-h");
	assert_true(got.help && !got.version);
	check_parses("--help --nonsense");
	assert_true(got.help);
	check_parses("a -q --version --help");
	assert_true(got.version && !got.help);
	check_parses("-qh --nonsense");
	assert_true(got.help);
	check_parses("-V");
	assert_true(got.version);
	check_refuses("--nonsense --help", "unknown option --nonsense; see --help");
	check_parses("-- -h");
	assert_false(got.help);
}

static void test_out_of_memory_is_said(void **state)
{
	(void)state;
	fail_allocation(0);
	assert_int_equal(parse("-q"), -1);
	assert_true(allocation_has_failed());
	assert_int_equal(err.code, TSOP_SYSTEM);
}

static void test_help_shows_the_table(void **state)
{
	static const struct tsop_option rows[] = {
		TSOP_OPTION_QUIET(NULL),
		{ 0, "method", "a|bc", "which method", TSOP_OPTION_CHOICE, NULL, 0, 0 },
		{ 0, "reading", "base|floor|whatever", "which reading", TSOP_OPTION_CHOICE, NULL, 0, 0 },
	};
	struct tsop_buf out;

	(void)state;
	tsop_buf_init(&out);
	assert_int_equal(tsop_option_help(&out, rows, 3), 0);
	assert_string_equal(out.p,
			    "  -q, --quiet                 say nothing when all is well\n"
			    "      --method a|bc           which method\n"
			    "      --reading base|floor|whatever\n"
			    "                              which reading\n"
			    "  -h, --help                  show this help\n"
			    "  -V, --version               show the version\n");
	tsop_buf_release(&out);
	fail_allocation(0);
	assert_int_equal(tsop_option_help(&out, rows, 3), -1);
	assert_true(allocation_has_failed());
	tsop_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_asks_for_nothing),
		cmocka_unit_test(test_letters_may_be_grouped),
		cmocka_unit_test(test_an_argument_is_attached_or_apart),
		cmocka_unit_test(test_an_argument_may_look_like_an_option),
		cmocka_unit_test(test_options_and_operands_may_be_mixed),
		cmocka_unit_test(test_two_hyphens_end_the_options),
		cmocka_unit_test(test_numbers_and_choices_are_read),
		cmocka_unit_test(test_wrong_command_lines_are_refused),
		cmocka_unit_test(test_help_ends_the_reading),
		cmocka_unit_test(test_out_of_memory_is_said),
		cmocka_unit_test(test_help_shows_the_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
