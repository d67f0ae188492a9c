#!/bin/sh
# Every system call of making a journal, and of its first append, fails, and is killed.
# shellcheck source=tests/fault/sweep.sh
. "$(dirname "$0")/sweep.sh"

sweep absent
finish
