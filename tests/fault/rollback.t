#!/bin/sh
# A write fails in the year's first append, and taking it back fails too, or is killed.
# shellcheck source=tests/fault/sweep.sh
. "$(dirname "$0")/sweep.sh"

"$DRIVER" append base first 2 >/dev/null
NOW=1577836800 # 2020-01-01
export NOW
sweep base

# The N-th write finds the disk full; FAULT strikes when that is taken back.
roll_back() { # N FAULT
	fresh base
	strace -f -qq -o /dev/null -e trace=pwrite64,ftruncate,fdatasync \
		-e inject="pwrite64:error=ENOSPC:when=$1" -e inject="$2" "$DRIVER" append j swept 3 >.answer 2>.stderr
	examine 3 "$2" >.said
	tap_result "$(wc -l <.said)" "write $1 fails, then $2"
	sed 's/^/# /' .said
}
for n in 1 2 3; do
	for fault in ftruncate:error=EIO:when=1 ftruncate:error=EIO:when=2 \
		ftruncate:signal=KILL:when=1 ftruncate:signal=KILL:when=2 \
		fdatasync:error=EIO:when=$((n + 1)) fdatasync:signal=KILL:when=$((n + 1)); do
		roll_back "$n" "$fault"
	done
done
finish
