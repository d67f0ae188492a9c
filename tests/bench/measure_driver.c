/*
 * measure_driver RUNS PREPARE COMMAND [ARGUMENT...]
 *
 * Runs the command RUNS times, each time behind the shell command PREPARE,
 * which is not measured; its output goes to /dev/null. Prints the median of
 * the wall times in microseconds and the largest peak memory in KiB. (A script
 * can not: what the kernel counts as a child's peak begins with the size of
 * the process that it was forked from, and an interpreter is larger than the
 * tools.)
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

/* Wall time of one run, or -1; *peak_kib grows to its peak memory. */
static int64_t run(char **command, long *peak_kib)
{
	int64_t start = now_us();
	struct rusage usage;
	int status;
	pid_t pid = fork();

	if (pid == 0)
		become(command);
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || status != 0)
		return -1;
	if (usage.ru_maxrss > *peak_kib)
		*peak_kib = usage.ru_maxrss;
	return now_us() - start;
}

static int compare(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int main(int argc, char **argv)
{
	int n = argc > 3 ? atoi(argv[1]) : 0;
	int64_t *wall_us = calloc(n > 0 ? (size_t)n : 1, sizeof *wall_us);
	long peak_kib = 0;

	if (n < 1 || wall_us == NULL)
		return 2;
	for (int i = 0; i < n; i++) {
		if (system(argv[2]) != 0)
			return 3;
		wall_us[i] = run(argv + 3, &peak_kib);
		if (wall_us[i] < 0)
			return 4;
	}
	qsort(wall_us, (size_t)n, sizeof *wall_us, compare);
	printf("%lld %ld\n", (long long)wall_us[n / 2], peak_kib);
	free(wall_us);
	return 0;
}
