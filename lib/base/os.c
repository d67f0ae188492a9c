#define _GNU_SOURCE
#include "base/os.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/vfs.h>
#include <time.h>

#include "base/i18n.h"

uint64_t tsop_os_seed(void)
{
	uint64_t seed;
	struct timespec now;

	if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == (ssize_t)sizeof seed)
		return seed;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_nsec * UINT64_C(0x9E3779B97F4A7C15);
}

int tsop_os_random(void *bytes, size_t len, struct tsop_error *err)
{
	unsigned char *p = bytes;

	while (len > 0) {
		ssize_t n = getrandom(p, len, 0);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return tsop_fail_errno(err, errno, _("no random numbers"));
		p += n;
		len -= (size_t)n;
	}
	return 0;
}

int tsop_os_lock(int fd, unsigned timeout_ms, struct tsop_error *err)
{
	const unsigned step_ms = 10;
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	for (unsigned waited_ms = 0;; waited_ms += step_ms) {
		struct timespec pause = { .tv_nsec = (long)step_ms * 1000000 };

		if (fcntl(fd, F_OFD_SETLK, &lock) == 0)
			return 0;
		if (errno != EAGAIN && errno != EACCES && errno != EINTR)
			return tsop_fail_errno(err, errno, _("can not lock"));
		if (waited_ms >= timeout_ms)
			return 1;
		nanosleep(&pause, NULL);
	}
}

char *tsop_os_resolve(const char *path)
{
	return realpath(path, NULL);
}

bool tsop_os_is_network(int fd)
{
	static const long magics[] = {
		0x6969,     /* NFS */
		0x517B,     /* SMB */
		0xFE534D42, /* SMB 2 */
		0xFF534D42, /* CIFS */
		0x5346414F, /* AFS */
		0x6B414653, /* kAFS */
		0x73757245, /* Coda */
		0x00C36400, /* Ceph */
		0x01021997, /* 9P */
		0x65735546, /* FUSE: what is behind it can not be seen */
	};
	struct statfs fs;

	if (fstatfs(fd, &fs) != 0)
		return false;
	for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
		if ((fs.f_type & 0xFFFFFFFFL) == magics[i])
			return true;
	return false;
}
