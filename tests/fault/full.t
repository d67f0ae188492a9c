#!/bin/sh
# No room: a write stops short, by a limit, by a full file system, or in the middle.
# shellcheck source=tests/cmd/tap.sh
. "$(dirname "$0")/../cmd/tap.sh"
DRIVER=$BUILD/tests/fault/append_driver

# A journal of six entries; the batches below take 150 bytes an entry of bodies, 211 of chain.
"$DRIVER" append base first 5 >/dev/null

# Append 900 entries in a place where that fails, remove the limit, append again.
no_room() { # NAME ERROR LIMIT...
	no_name=$1 no_error=$2
	shift 2
	run "$no_name" 4 "$@"
	out_is "$no_name" <<-EOF
		failed: can not write $no_error; nothing was recorded
	EOF
	run "$no_name, then" 0 "$DRIVER" check "$J" swept
	out_is "$no_name, then" <<-'EOF'
		entries 6 word 0 torn 0
	EOF
}
again() { # NAME
	run "$1, with room" 0 "$DRIVER" append "$J" swept 900
	out_is "$1, with room" <<-'EOF'
		ok 6
	EOF
	run "$1, at last" 0 "$DRIVER" check "$J" swept
	out_is "$1, at last" <<-'EOF'
		entries 906 word 900 torn 0
	EOF
}

limited() { # BLOCKS of 512 bytes
	# shellcheck disable=SC2317 # called by run
	(ulimit -f "$1" && exec "$DRIVER" append "$J" swept 900)
}
for blocks in 8 300; do
	J=limited-$blocks file='body-2019.jsonl'
	[ $blocks = 8 ] || file='chain.jsonl'
	cp -a base "$J"
	no_room "a limit of $blocks blocks" "$file: File too large" limited $blocks
	again "a limit of $blocks blocks"
done

# A write stops in the middle, and then there is no room (28: ENOSPC), or there is.
n=1
for file in body-2019.jsonl chain.jsonl chain.jsonl; do
	J=short-$n
	cp -a base "$J"
	no_room "write $n is short" "$file: No space left on device" \
		env SHORT=$n SHORT_THEN=28 "$DRIVER" append "$J" swept 900
	again "write $n is short"
	rm -rf "$J"
	cp -a base "$J"
	run "write $n is short, but goes on" 0 env SHORT=$n "$DRIVER" append "$J" swept 900
	run "write $n is short, but goes on, then" 0 "$DRIVER" check "$J" swept
	out_is "write $n is short, but goes on, then" <<-'EOF'
		entries 906 word 900 torn 0
	EOF
	n=$((n + 1))
done

# A file system that is full, where one may be mounted.
mkdir small
if mount -t tmpfs -o size=64k,mode=0700 none small 2>/dev/null; then
	J=small/j
	cp -a base "$J"
	no_room 'a full file system' 'body-2019.jsonl: No space left on device' \
		"$DRIVER" append "$J" swept 900
	mount -o remount,size=4m small && again 'a full file system'
	umount small
fi
finish
