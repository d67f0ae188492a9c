/*
 * os.h: what Linux and X/Open add to POSIX, in one place.
 *
 * The only file of the library that is compiled with _GNU_SOURCE.
 */
#ifndef TSOP_BASE_OS_H
#define TSOP_BASE_OS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* 64 bits to seed a hash table: unpredictable, never part of an output. */
uint64_t tsop_os_seed(void);

/* Fill len bytes from the kernel's random generator. 0, or -1 with err. */
int tsop_os_random(void *bytes, size_t len, struct tsop_error *err);

/*
 * Take an exclusive lock on the whole of fd (an open file description lock:
 * it belongs to fd, not to the process, and ends when fd is closed), waiting
 * at most timeout_ms. 0: taken. 1: somebody else holds it still. -1: err.
 */
int tsop_os_lock(int fd, unsigned timeout_ms, struct tsop_error *err);

/*
 * The absolute path that path leads to, links followed; NULL with errno. The caller frees it
 * with free().
 */
char *tsop_os_resolve(const char *path);

/* Is fd on a network file system (NFS, SMB, AFS, 9P, Ceph, FUSE's sshfs and the like)? */
bool tsop_os_is_network(int fd);

#endif
