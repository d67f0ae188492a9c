#include "check.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "allocation.h"
#include "base/tool.h"

/* A tool with the verbs that the tests need. */

static int copy(struct tsop_tool *tool, int argc, char **argv)
{
	const char *output = NULL;
	const struct tsop_option table[] = {
		TSOP_OPTION_QUIET(&tool->quiet),
		TSOP_OPTION_OUTPUT(&output),
	};

	if (!tsop_tool_options(tool, table, 2, &argc, argv) ||
	    !tsop_tool_inputs(tool, &argc, argv))
		return (int)tool->status;
	if (!tsop_tool_output(tool, output))
		return tsop_tool_end(tool);
	for (int i = 0; i < argc; i++) {
		tsop_output_add_text(&tool->out, argv[i]);
		tsop_output_add_text(&tool->out, "\n");
	}
	tsop_tool_note(tool, "copied %d", argc);
	return tsop_tool_end(tool);
}

/* Refuses as many records as the operand says, of a file that has an own word for the field. */
static int refuse(struct tsop_tool *tool, int argc, char **argv)
{
	const char *output = NULL;
	const struct tsop_option table[] = { TSOP_OPTION_OUTPUT(&output) };
	struct tsop_error err;

	if (!tsop_tool_options(tool, table, 1, &argc, argv) || !tsop_tool_output(tool, output))
		return tsop_tool_end(tool);
	tsop_output_add_text(&tool->out, "kept\n");
	assert_int_equal(tsop_headings_put(&tool->headings, "-", "email", tsop_view_of("E-mail"),
					   &err),
			 0);
	assert_int_equal(tsop_headings_put(&tool->headings, "x", "email", tsop_view_of("Mail"),
					   &err),
			 0);
	for (unsigned long i = 1; i <= strtoul(argv[0], NULL, 10); i++) {
		tsop_fail(&err, TSOP_INPUT, "expected better");
		tsop_error_at(&err, "-", i, "email");
		tsop_sink_report(&tool->sink, &err);
	}
	return tsop_tool_end(tool);
}

static int escape(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_error err;

	(void)argc;
	(void)argv;
	tsop_fail(&err, TSOP_NO, "a\nb \x1B[31m");
	tsop_error_at(&err, "fi\tle", 0, NULL);
	tsop_tool_error(tool, &err);
	tsop_tool_note(tool, "bell\a %s", "ø");
	return tsop_tool_end(tool);
}

/* Has no memory for what there is to say. */
static int starve(struct tsop_tool *tool, int argc, char **argv)
{
	struct tsop_error err;

	(void)argc;
	(void)argv;
	tsop_fail_memory(&err);
	fail_allocation(0);
	tsop_tool_error(tool, &err);
	return tsop_tool_end(tool);
}

/* Commits, then writes 200 kB. */
static int commit(struct tsop_tool *tool, int argc, char **argv)
{
	char line[1001];

	if (!tsop_tool_options(tool, NULL, 0, &argc, argv) || !tsop_tool_output(tool, NULL))
		return tsop_tool_end(tool);
	tsop_tool_committed(tool);
	memset(line, 'x', 1000);
	line[1000] = '\0';
	for (int i = 0; i < 200; i++)
		tsop_output_add_text(&tool->out, line);
	return tsop_tool_end(tool);
}

static const struct tsop_verb verbs[] = {
	{ "copy", "[file...]", "copy names", "  tsop-test copy a\n  tsop-test copy b\n", copy },
	{ "refuse", "number", "refuse records", "  tsop-test refuse 1\n  tsop-test refuse 2\n", refuse },
	{ "escape", "", "say controls", "", escape },
	{ "starve", "", "want memory", "", starve },
	{ "commit", "", "commit", "", commit },
};

/* What a run of it gave. */
static struct {
	int status; /* as the shell says it */
	char out[4096];
	char err[200000];
} got;

/* How a run is set up, in the child before it begins. */
enum setup { AS_IT_IS, OUT_CLOSED, OUT_FULL, OUT_GONE, OUT_GONE_AND_IGNORED };

static void set_up(enum setup setup)
{
	int fds[2];

	switch (setup) {
	case OUT_CLOSED:
		close(STDOUT_FILENO);
		break;
	case OUT_FULL:
		dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO);
		break;
	case OUT_GONE_AND_IGNORED:
		signal(SIGPIPE, SIG_IGN);
		/* fall through */
	case OUT_GONE:
		if (pipe(fds) != 0)
			_exit(98);
		close(fds[0]);
		dup2(fds[1], STDOUT_FILENO);
		break;
	case AS_IT_IS:
		break;
	}
}

static void read_back(FILE *file, char *text, size_t size)
{
	rewind(file);
	text[fread(text, 1, size - 1, file)] = '\0';
	fclose(file);
}

/* Run the line's words, parted by blanks. */
static void run(const char *line, enum setup setup)
{
	static char words[256];
	char *argv[16] = { words };
	int argc = 1;
	FILE *out = tmpfile(), *errors = tmpfile();
	pid_t pid;
	int status;

	assert_non_null(out);
	assert_non_null(errors);
	snprintf(words, sizeof words, "tsop-test %s", line);
	strtok(words, " ");
	while (argc < 15 && (argv[argc] = strtok(NULL, " ")) != NULL)
		argc++;
	fflush(NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		struct tsop_tool tool = { .name = "tsop-test", .summary = "a test", .verbs = verbs,
					  .n_verbs = sizeof verbs / sizeof verbs[0] };

		dup2(fileno(out), STDOUT_FILENO);
		dup2(fileno(errors), STDERR_FILENO);
		set_up(setup);
		_exit(tsop_tool_main(&tool, argc, argv));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	got.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	read_back(out, got.out, sizeof got.out);
	read_back(errors, got.err, sizeof got.err);
}

static void check_run(const char *line, int status, const char *out, const char *err)
{
	run(line, AS_IT_IS);
	assert_string_equal(got.err, err);
	assert_string_equal(got.out, out);
	assert_int_equal(got.status, status);
}

static void check_run_in(enum setup setup, const char *line, int status, const char *err)
{
	run(line, setup);
	assert_string_equal(got.err, err);
	assert_string_equal(got.out, "");
	assert_int_equal(got.status, status);
}

static void test_a_verb_is_run(void **state)
{
	(void)state;
	check_run("copy a b", 0, "a\nb\n", "tsop-test: copied 2\n");
	check_run("copy -q a", 0, "a\n", "");
	check_run("copy -q -- -a", 0, "-a\n", "");
}

static void test_without_operands_standard_input_is_read(void **state)
{
	(void)state;
	assert_non_null(freopen("/dev/null", "r", stdin));
	check_run("copy -q", 0, "-\n", "");
}

static void test_a_verb_is_needed_and_must_be_known(void **state)
{
	(void)state;
	check_run("", 2, "", "tsop-test: expected a verb; see --help\n");
	check_run("cop", 2, "", "tsop-test: unknown verb 'cop'; see --help\n");
	check_run("-q copy", 2, "", "tsop-test: unknown verb '-q'; see --help\n");
	check_run("copy --nonsense", 2, "", "tsop-test: unknown option --nonsense; see --help\n");
	check_run("c\x1Bpy", 2, "", "tsop-test: unknown verb 'c\\x1Bpy'; see --help\n");
}

static void test_a_verb_without_operands_refuses_them(void **state)
{
	(void)state;
	check_run("commit x", 2, "",
		  "tsop-test: commit: expected options only, not 'x'; see --help\n");
}

static void test_help_tells_of_the_tool_and_of_a_verb(void **state)
{
	(void)state;
	check_run("--help", 0,
		  "usage: tsop-test verb [options] [file...]\n"
		  "a test\n"
		  "\n"
		  "  copy          copy names\n"
		  "  refuse        refuse records\n"
		  "  escape        say controls\n"
		  "  starve        want memory\n"
		  "  commit        commit\n"
		  "\n"
		  "'tsop-test verb --help' tells of one verb; tsop-test(1) of all.\n",
		  "");
	check_run("copy -h", 0,
		  "usage: tsop-test copy [options] [file...]\n"
		  "copy names\n"
		  "\n"
		  "  -q, --quiet                 say nothing when all is well\n"
		  "  -o, --output FILE           write to FILE, whole or not at all\n"
		  "  -h, --help                  show this help\n"
		  "  -V, --version               show the version\n"
		  "\n"
		  "examples:\n"
		  "  tsop-test copy a\n"
		  "  tsop-test copy b\n",
		  "");
	run("-V", AS_IT_IS);
	assert_int_equal(got.status, 0);
	assert_memory_equal(got.out, "tsop-test (tsop) ", 17);
	run("copy --version", AS_IT_IS);
	assert_int_equal(got.status, 0);
	assert_memory_equal(got.out, "tsop-test (tsop) ", 17);
}

static void test_refused_records_are_said_and_counted(void **state)
{
	(void)state;
	check_run("refuse 0", 0, "kept\n", "");
	check_run("refuse 1", 3, "kept\n",
		  "tsop-test: stdin:1: E-mail: expected better\n"
		  "tsop-test: 1 error\n");
	check_run("refuse 2", 3, "kept\n",
		  "tsop-test: stdin:1: E-mail: expected better\n"
		  "tsop-test: stdin:2: E-mail: expected better\n"
		  "tsop-test: 2 errors\n");
}

static void test_many_refused_records_are_capped_with_a_count(void **state)
{
	(void)state;
	run("refuse 1234", AS_IT_IS);
	assert_int_equal(got.status, 3);
	assert_non_null(strstr(got.err, "stdin:1000: "));
	assert_null(strstr(got.err, "stdin:1001: "));
	assert_non_null(strstr(got.err, "\ntsop-test: 1234 errors; only the first 1000 are shown\n"));
}

static void test_controls_are_escaped(void **state)
{
	(void)state;
	check_run("escape", 1, "",
		  "tsop-test: fi\\x09le: a\\x0Ab \\x1B[31m\n"
		  "tsop-test: bell\\x07 ø\n");
}

static void test_want_of_memory_is_said_without_any(void **state)
{
	(void)state;
	check_run("starve", 4, "", "tsop-test: out of memory\n");
}

static void test_an_output_that_fails_is_status_4(void **state)
{
	(void)state;
	check_run_in(OUT_FULL, "copy -q a", 4,
		     "tsop-test: can not write the output: No space left on device\n");
	check_run_in(OUT_CLOSED, "copy -q a", 4,
		     "tsop-test: can not write the output: Bad file descriptor\n");
	check_run_in(OUT_FULL, "--help", 4,
		     "tsop-test: can not write the output: No space left on device\n");
	check_run_in(OUT_FULL, "copy --help", 4,
		     "tsop-test: can not write the output: No space left on device\n");
	check_run_in(OUT_FULL, "--version", 4,
		     "tsop-test: can not write the output: No space left on device\n");
	check_run_in(AS_IT_IS, "copy -q -o /nowhere/x a", 4,
		     "tsop-test: /nowhere/x: can not create a file here: No such file or directory\n");
}

static void test_a_reader_that_has_gone_ends_quietly(void **state)
{
	(void)state;
	check_run_in(OUT_GONE, "copy -q a", 141, "");
	check_run_in(OUT_GONE_AND_IGNORED, "copy -q a", 141, "");
	check_run_in(OUT_GONE_AND_IGNORED, "--help", 141, "");
}

static void test_after_a_commit_a_failing_output_is_said(void **state)
{
	(void)state;
	check_run_in(OUT_GONE, "commit", 4,
		     "tsop-test: can not write the output: Broken pipe\n"
		     "tsop-test: recorded; output incomplete\n");
	check_run_in(OUT_FULL, "commit", 4,
		     "tsop-test: can not write the output: No space left on device\n"
		     "tsop-test: recorded; output incomplete\n");
}

static void test_a_file_is_written_only_where_all_was_well(void **state)
{
	char directory[] = "/tmp/tsop-test-tool-XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(directory));
	assert_int_equal(chdir(directory), 0);
	check_run("refuse -o file 1", 3, "",
		  "tsop-test: stdin:1: E-mail: expected better\n"
		  "tsop-test: 1 error\n");
	assert_int_equal(access("file", F_OK), -1);
	check_run("refuse -o file 0", 0, "", "");
	assert_int_equal(unlink("file"), 0);
	assert_int_equal(chdir("/"), 0);
	/* Empty: no temporary is left. */
	assert_int_equal(rmdir(directory), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_verb_is_run),
		cmocka_unit_test(test_without_operands_standard_input_is_read),
		cmocka_unit_test(test_a_verb_is_needed_and_must_be_known),
		cmocka_unit_test(test_a_verb_without_operands_refuses_them),
		cmocka_unit_test(test_help_tells_of_the_tool_and_of_a_verb),
		cmocka_unit_test(test_refused_records_are_said_and_counted),
		cmocka_unit_test(test_many_refused_records_are_capped_with_a_count),
		cmocka_unit_test(test_controls_are_escaped),
		cmocka_unit_test(test_want_of_memory_is_said_without_any),
		cmocka_unit_test(test_an_output_that_fails_is_status_4),
		cmocka_unit_test(test_a_reader_that_has_gone_ends_quietly),
		cmocka_unit_test(test_after_a_commit_a_failing_output_is_said),
		cmocka_unit_test(test_a_file_is_written_only_where_all_was_well),
	};

	setenv("LC_ALL", "C", 1);
	unsetenv("LANGUAGE");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
