#!/bin/sh
# Appending 100,000 applications to a journal in one batch, beside sqlite3 with the same rows in one
# transaction; then sixteen processes at once. BENCH_ENTRIES=N takes another number.
set -eu
cd "$(dirname "$0")/../.."
BUILD=${BUILD:-build}
DRIVER=$BUILD/tests/bench/append_driver
n=${BENCH_ENTRIES:-100000}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export LC_ALL=C

# Processor time of a command, in seconds, from what `times` says of children in its second line.
processor() {
	("$@" >/dev/null && times) | awk 'NR == 2 {
		for (i = 1; i <= 2; i++) { split($i, part, /[ms]/); sum += part[1] * 60 + part[2] }
		print sum }'
}

"$DRIVER" append "$T/j" "$n" "$n"
"$DRIVER" read "$T/j"

if command -v sqlite3 >/dev/null; then
	"$DRIVER" rows "$n" >"$T/rows.csv"
	ours=$(processor "$DRIVER" append "$T/k" "$n" "$n")
	theirs=$(processor sqlite3 "$T/db" 'create table application (key integer primary key, ref unique,
		round, municipality, wishes, priority, received, name, email, role)' \
		'create table rows (ref, round, municipality, wishes, priority, received, name, email, role)' \
		'.mode csv' 'begin' ".import $T/rows.csv rows" \
		'insert into application select null, * from rows' 'commit')
	echo "processor time of the whole run: journal $ours s, sqlite3 $theirs s, a ratio of" \
		"$(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.2f", a / b }')"
fi

start=$(date +%s%N)
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
	"$DRIVER" append "$T/together" 1000 10 >/dev/null &
done
wait
echo "16 processes, 100 batches of 10 each: $((($(date +%s%N) - start) / 1000000)) ms with syncs; then"
"$DRIVER" read "$T/together"
