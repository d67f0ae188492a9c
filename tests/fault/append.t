#!/bin/sh
# Every system call of an append to an existing journal fails, and is killed.
# shellcheck source=tests/fault/sweep.sh
. "$(dirname "$0")/sweep.sh"

"$DRIVER" append base first 2 >/dev/null
sweep base
finish
