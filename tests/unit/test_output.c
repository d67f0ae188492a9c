#include "check.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "allocation.h"
#include "base/output.h"

static struct tsop_error err;
static char directory[] = "/tmp/tsop-test-output-XXXXXX";

static int enter(void **state)
{
	(void)state;
	umask(022);
	return mkdtemp(directory) == NULL ? -1 : chdir(directory);
}

/* Remove what a test left, and say how much that was. */
static int sweep(void)
{
	DIR *dir = opendir(".");
	int n = 0;

	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
			assert_int_equal(remove(entry->d_name), 0);
			n++;
		}
	closedir(dir);
	return n;
}

static int leave(void **state)
{
	(void)state;
	return chdir("/") != 0 || rmdir(directory) != 0 ? -1 : 0;
}

static void write_file(const char *path, const char *text, mode_t mode)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	assert_int_equal(chmod(path, mode), 0);
}

static void check_file(const char *path, const char *text, mode_t mode)
{
	char read[256] = "";
	struct stat st;
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	read[fread(read, 1, sizeof read - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(read, text);
	assert_int_equal(lstat(path, &st), 0);
	assert_int_equal(st.st_mode, S_IFREG | mode);
}

static void open_output(struct tsop_output *out, const char *path)
{
	if (tsop_output_open(out, path, &err) != 0)
		fail_msg("%s: %s", path, err.text);
}

static void test_a_new_file_appears_when_it_is_complete(void **state)
{
	struct tsop_output out;

	(void)state;
	open_output(&out, "new");
	assert_int_equal(tsop_output_add_text(&out, "one\n"), 0);
	assert_int_equal(tsop_output_flush(&out), 0);
	assert_int_equal(access("new", F_OK), -1);
	assert_int_equal(tsop_output_add_text(&out, "two\n"), 0);
	assert_int_equal(tsop_output_finish(&out, &err), 0);
	check_file("new", "one\ntwo\n", 0600);
	assert_int_equal(sweep(), 1);
}

static void test_a_replaced_file_keeps_its_mode(void **state)
{
	struct tsop_output out;

	(void)state;
	write_file("old", "old\n", 0644);
	open_output(&out, "old");
	tsop_output_add_text(&out, "new\n");
	tsop_output_flush(&out);
	check_file("old", "old\n", 0644);
	assert_int_equal(tsop_output_finish(&out, &err), 0);
	check_file("old", "new\n", 0644);
	write_file("old", "old\n", 04755);
	open_output(&out, "old");
	assert_int_equal(tsop_output_finish(&out, &err), 0);
	check_file("old", "", 0755);
	assert_int_equal(sweep(), 1);
}

static void test_an_abandoned_output_changes_nothing(void **state)
{
	struct tsop_output out;

	(void)state;
	write_file("old", "old\n", 0600);
	open_output(&out, "old");
	tsop_output_add_text(&out, "new\n");
	tsop_output_flush(&out);
	tsop_output_abandon(&out);
	check_file("old", "old\n", 0600);
	open_output(&out, "new");
	tsop_output_abandon(&out);
	assert_int_equal(sweep(), 1);
}

static void test_a_link_is_followed(void **state)
{
	struct tsop_output out;
	struct stat st;

	(void)state;
	write_file("file", "old\n", 0640);
	assert_int_equal(symlink("file", "link"), 0);
	open_output(&out, "link");
	tsop_output_add_text(&out, "new\n");
	assert_int_equal(tsop_output_finish(&out, &err), 0);
	check_file("file", "new\n", 0640);
	assert_int_equal(lstat("link", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(sweep(), 2);
}

static void test_what_can_not_be_opened_is_said(void **state)
{
	static const struct {
		const char *path, *because;
	} bad[] = {
		{ "no/file", "can not create a file here: No such file or directory" },
		{ "", "can not open for writing: No such file or directory" },
		{ "/dev/null/file", "can not open for writing: Not a directory" },
		{ "/", "can not open for writing: Is a directory" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct tsop_output out;

		assert_int_equal(tsop_output_open(&out, bad[i].path, &err), -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
		assert_string_equal(err.file, bad[i].path);
		assert_string_equal(err.text, bad[i].because);
	}
	assert_int_equal(sweep(), 0);
}

static void test_a_failed_rename_leaves_no_temporary(void **state)
{
	struct tsop_output out;

	(void)state;
	open_output(&out, "target");
	assert_int_equal(mkdir("target", 0700), 0);
	assert_int_equal(tsop_output_finish(&out, &err), -1);
	assert_int_equal(out.errnum, EISDIR);
	assert_string_equal(err.text, "can not write the output: Is a directory");
	assert_int_equal(sweep(), 1);
}

static void test_the_first_failed_write_sticks(void **state)
{
	struct tsop_output out;

	(void)state;
	open_output(&out, "/dev/full");
	assert_int_equal(tsop_output_add_text(&out, "x"), 0);
	assert_int_equal(tsop_output_flush(&out), -1);
	assert_int_equal(tsop_output_add_text(&out, "x"), -1);
	assert_int_equal(tsop_output_flush(&out), -1);
	assert_int_equal(tsop_output_finish(&out, &err), -1);
	assert_int_equal(out.errnum, ENOSPC);
	assert_int_equal(err.code, TSOP_SYSTEM);
	assert_string_equal(err.file, "/dev/full");
	assert_string_equal(err.text, "can not write the output: No space left on device");
}

static void test_much_is_written_in_pieces(void **state)
{
	struct tsop_output out;
	struct stat st;
	char piece[1001];

	(void)state;
	memset(piece, 'x', 1000);
	piece[1000] = '\0';
	open_output(&out, "large");
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(tsop_output_add_text(&out, piece), 0);
		assert_true(out.buf.cap < 200000);
	}
	assert_int_equal(tsop_output_finish(&out, &err), 0);
	assert_int_equal(stat("large", &st), 0);
	assert_int_equal(st.st_size, 1000000);
	assert_int_equal(sweep(), 1);
}

/* Run it in a child; what waitpid says of its end. */
static int end_of(void (*run)(void))
{
	pid_t pid = fork();
	int status;

	assert_true(pid >= 0);
	if (pid == 0) {
		run();
		_exit(99);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static int deadly;

static void write_and_be_killed(void)
{
	struct tsop_output out;

	signal(deadly, SIG_DFL); /* whoever runs the test may ignore it */
	if (tsop_output_open(&out, "old", &err) != 0)
		_exit(98);
	tsop_output_add_text(&out, "new");
	tsop_output_flush(&out);
	raise(deadly);
}

static void test_a_signal_removes_the_temporary(void **state)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };

	(void)state;
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		int status;

		write_file("old", "old\n", 0600);
		deadly = signals[i];
		status = end_of(write_and_be_killed);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), deadly);
		check_file("old", "old\n", 0600);
		assert_int_equal(sweep(), 1);
	}
}

static void write_ignoring_hangups(void)
{
	struct tsop_output out;

	signal(SIGHUP, SIG_IGN);
	if (tsop_output_open(&out, "new", &err) != 0)
		_exit(98);
	raise(SIGHUP);
	_exit(tsop_output_finish(&out, &err) == 0 ? 0 : 97);
}

static void test_a_signal_that_is_ignored_stays_so(void **state)
{
	(void)state;
	assert_int_equal(end_of(write_ignoring_hangups), 0);
	assert_int_equal(sweep(), 1);
}

static void write_over_the_limit(void)
{
	const struct rlimit limit = { 1000, 1000 };
	struct tsop_output out;
	char piece[3000];

	signal(SIGXFSZ, SIG_IGN);
	memset(piece, 'x', sizeof piece);
	if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || tsop_output_open(&out, "old", &err) != 0)
		_exit(98);
	tsop_output_add(&out, (struct tsop_view){ piece, sizeof piece });
	if (tsop_output_finish(&out, &err) == 0)
		_exit(97);
	_exit(out.errnum);
}

static void test_a_file_that_does_not_fit_leaves_the_old_one(void **state)
{
	int status;

	(void)state;
	write_file("old", "old\n", 0600);
	status = end_of(write_over_the_limit);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EFBIG);
	check_file("old", "old\n", 0600);
	assert_int_equal(sweep(), 1);
}

static void write_to_a_closed_standard_output(void)
{
	struct tsop_output out;

	close(STDOUT_FILENO);
	tsop_output_open(&out, NULL, &err);
	tsop_output_add_text(&out, "x");
	_exit(tsop_output_finish(&out, &err) == -1 && out.errnum == EBADF && err.file == NULL ? 0
											     : 97);
}

static void test_a_closed_standard_output_is_an_error(void **state)
{
	(void)state;
	assert_int_equal(end_of(write_to_a_closed_standard_output), 0);
}

static void write_to_standard_output(void)
{
	struct tsop_output out;
	int fd = open("seen", O_WRONLY | O_CREAT, 0600);

	if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
		_exit(98);
	tsop_output_open(&out, "-", &err);
	tsop_output_add_text(&out, "x");
	_exit(tsop_output_finish(&out, &err) == 0 ? 0 : 97);
}

static void test_a_hyphen_is_standard_output(void **state)
{
	(void)state;
	assert_int_equal(end_of(write_to_standard_output), 0);
	check_file("seen", "x", 0600);
	assert_int_equal(sweep(), 1);
}

static void test_every_allocation_may_fail(void **state)
{
	(void)state;
	for (unsigned n = 0;; n++) {
		struct tsop_output out;
		int status;

		write_file("old", "old\n", 0600);
		fail_allocation(n);
		status = tsop_output_open(&out, "new", &err);
		if (status == 0) {
			tsop_output_add_text(&out, "new\n");
			status = tsop_output_finish(&out, &err);
		}
		if (!allocation_has_failed()) {
			assert_int_equal(status, 0);
			check_file("new", "new\n", 0600);
			assert_int_equal(sweep(), 2);
			break;
		}
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
		assert_int_equal(sweep(), 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_new_file_appears_when_it_is_complete),
		cmocka_unit_test(test_a_replaced_file_keeps_its_mode),
		cmocka_unit_test(test_an_abandoned_output_changes_nothing),
		cmocka_unit_test(test_a_link_is_followed),
		cmocka_unit_test(test_what_can_not_be_opened_is_said),
		cmocka_unit_test(test_a_failed_rename_leaves_no_temporary),
		cmocka_unit_test(test_the_first_failed_write_sticks),
		cmocka_unit_test(test_much_is_written_in_pieces),
		cmocka_unit_test(test_a_signal_removes_the_temporary),
		cmocka_unit_test(test_a_signal_that_is_ignored_stays_so),
		cmocka_unit_test(test_a_file_that_does_not_fit_leaves_the_old_one),
		cmocka_unit_test(test_a_closed_standard_output_is_an_error),
		cmocka_unit_test(test_a_hyphen_is_standard_output),
		cmocka_unit_test(test_every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
