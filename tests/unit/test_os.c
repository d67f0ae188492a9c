#include "check.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/os.h"

static struct tsop_error err;
static char path[] = "/tmp/tsop-test-os-XXXXXX";

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static int open_file(int flags)
{
	int fd = open(path, flags);

	assert_true(fd >= 0);
	return fd;
}

static long elapsed_ms(const struct timespec *since)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - since->tv_sec) * 1000 + (now.tv_nsec - since->tv_nsec) / 1000000;
}

static void test_a_lock_is_held_by_one_until_it_closes(void **state)
{
	int first = open_file(O_RDWR);
	int second = open_file(O_RDWR);

	(void)state;
	assert_int_equal(tsop_os_lock(first, 0, &err), 0);
	assert_int_equal(tsop_os_lock(second, 0, &err), 1);
	/* It belongs to the open file: another one of the same process may come and go. */
	close(open_file(O_RDWR));
	assert_int_equal(tsop_os_lock(second, 0, &err), 1);
	close(first);
	assert_int_equal(tsop_os_lock(second, 0, &err), 0);
	close(second);
}

static void test_a_lock_is_waited_for(void **state)
{
	int first = open_file(O_RDWR);
	int second = open_file(O_RDWR);
	struct timespec start;

	(void)state;
	clock_gettime(CLOCK_MONOTONIC, &start);
	assert_int_equal(tsop_os_lock(first, 0, &err), 0);
	assert_int_equal(tsop_os_lock(second, 50, &err), 1);
	assert_in_range(elapsed_ms(&start), 50, 5000);
	if (fork() == 0) {
		/* A child shares the open file: the lock lives until it is gone too. */
		nanosleep(&(struct timespec){ .tv_nsec = 30000000 }, NULL);
		_exit(0);
	}
	close(first);
	assert_int_equal(tsop_os_lock(second, 5000, &err), 0);
	assert_true(wait(NULL) > 0);
	close(second);
}

static void test_what_can_not_be_locked_is_an_error(void **state)
{
	int fd = open_file(O_RDONLY);

	(void)state;
	assert_int_equal(tsop_os_lock(-1, 100, &err), -1);
	assert_int_equal(err.code, TSOP_SYSTEM);
	assert_string_equal(err.text, "can not lock: Bad file descriptor");
	assert_int_equal(tsop_os_lock(fd, 100, &err), -1);
	close(fd);
}

static void test_random_bytes_fill_all_and_differ(void **state)
{
	unsigned char a[4096] = { 0 }, b[sizeof a] = { 0 };
	size_t n_zeros = 0;

	(void)state;
	assert_int_equal(tsop_os_random(a, sizeof a, &err), 0);
	assert_int_equal(tsop_os_random(b, sizeof b, &err), 0);
	assert_memory_not_equal(a, b, sizeof a);
	for (size_t i = 0; i < sizeof a; i++)
		n_zeros += a[i] == 0;
	assert_true(n_zeros < 100); /* 16 are to be expected */
	assert_int_equal(tsop_os_random(a, 0, &err), 0);
	assert_true(tsop_os_seed() != tsop_os_seed());
}

static void test_a_local_file_system_is_no_network(void **state)
{
	int fd = open("/proc", O_RDONLY);

	(void)state;
	assert_false(tsop_os_is_network(fd));
	assert_false(tsop_os_is_network(-1));
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_lock_is_held_by_one_until_it_closes),
		cmocka_unit_test(test_a_lock_is_waited_for),
		cmocka_unit_test(test_what_can_not_be_locked_is_an_error),
		cmocka_unit_test(test_random_bytes_fill_all_and_differ),
		cmocka_unit_test(test_a_local_file_system_is_no_network),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}
