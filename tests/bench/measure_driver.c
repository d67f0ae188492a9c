/*
 * measure_driver RUNS PREPARE COMMAND [ARGUMENT...]
 *
 * Runs the command RUNS times, each time behind the shell command PREPARE,
 * which is not measured; its output goes to /dev/null. Prints the medians of
 * wall time and of processor time in microseconds, and the largest peak memory
 * in KiB. (A script can not: what the kernel counts as a child's peak begins
 * with the size of the process that it was forked from, and an interpreter is
 * larger than the tools.)
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage);

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void become(char **command)
{
	int null = open("/dev/null", O_RDWR);

	if (null >= 0 && dup2(null, STDOUT_FILENO) >= 0)
		execvp(command[0], command);
	perror(command[0]);
	_exit(127);
}

static int64_t to_us(struct timeval t)
{
	return (int64_t)t.tv_sec * 1000000 + t.tv_usec;
}

/* One run: its times, and *peak_kib grows to its peak memory. */
static int run(char **command, int64_t *wall_us, int64_t *cpu_us, long *peak_kib)
{
	int64_t start = now_us();
	struct rusage usage;
	int status;
	pid_t pid = fork();

	if (pid == 0)
		become(command);
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || status != 0)
		return -1;
	*wall_us = now_us() - start;
	*cpu_us = to_us(usage.ru_utime) + to_us(usage.ru_stime);
	if (usage.ru_maxrss > *peak_kib)
		*peak_kib = usage.ru_maxrss;
	return 0;
}

static int compare(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int64_t median(int64_t *values, size_t n)
{
	qsort(values, n, sizeof *values, compare);
	return values[n / 2];
}

int main(int argc, char **argv)
{
	enum { RUNS_MAX = 1000 };
	static int64_t wall_us[RUNS_MAX], cpu_us[RUNS_MAX];
	int n = argc > 3 ? atoi(argv[1]) : 0;
	long peak_kib = 0;

	if (n < 1 || n > RUNS_MAX)
		return 2;
	for (int i = 0; i < n; i++)
		if (system(argv[2]) != 0 || run(argv + 3, &wall_us[i], &cpu_us[i], &peak_kib) != 0)
			return 3;
	printf("%lld %lld %ld\n", (long long)median(wall_us, (size_t)n),
	       (long long)median(cpu_us, (size_t)n), peak_kib);
	return 0;
}
