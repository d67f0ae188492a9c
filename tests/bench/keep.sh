#!/bin/sh
# A run anew after 1,000 of 100,000 people on 50 courses have cancelled: by the waiting lists, with as
# few moves as can be, and within a budget that lies between two vertices, so that it takes a search;
# and courses that may close, 1,000 people on ten. Whole processes: seconds of processor time.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$ROOT/build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
PATH=$BUILD/bin:$PATH
XDG_DATA_DIRS=$BUILD/share
LC_ALL=C
export PATH XDG_DATA_DIRS LC_ALL
PEOPLE=${PEOPLE:-100000}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"

codes=$(sed '1d; s/[,;].*//' "$ROOT/share/municipalities.csv" | tr '\n' ' ')
awk -v people="$PEOPLE" -v codes="$codes" -f "$ROOT/tests/bench/people.awk" >people.jsonl
awk 'NR % 100 != 0' people.jsonl >rest.jsonl
awk -v seats="$((PEOPLE * 19 / 1000))" 'BEGIN {
	split("Aalborg Kolding Slagelse Silkeborg Odense", place, " ")
	print "id,round,title,place,capacity"
	for (i = 0; i < 50; i++)
		printf "c%d,r,Course,%s,%d\n", i, place[1 + i % 5], seats
}' >courses.csv
echo "$codes" | tr ' ' '\n' | awk 'BEGIN { print "code,n" } $1 { print $1 "," 10000 + $1 * 37 % 90000 }' >key.csv

# Processor time of a shell's children, in seconds, from the second line of `times`.
children_seconds() {
	awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, part, /[ms]/); sum += part[1] * 60 + part[2] } print sum }'
}
allocate() { # NAME OPTIONS...
	name=$1
	shift
	(tsop-allocate run -c courses.csv -k key.csv --key-column n --seed x "$@" >"$name.jsonl" && times) >spent
	printf '%-6s %s s\n' "$name" "$(children_seconds <spent)"
}
allocate first people.jsonl
allocate fill --fill first.jsonl rest.jsonl
allocate keep --keep first.jsonl rest.jsonl
# The narrowest gap is the likeliest to be an edge.
moves=$(jq -r 'select(.type == "proof").assignment.moves | map(.moves) as $moves |
	[range(1; length) | [$moves[.] - $moves[. - 1], $moves[. - 1] + 1] | select(.[0] > 1)] | min[1]' keep.jsonl)
allocate moves --keep first.jsonl --moves "$moves" rest.jsonl
jq -c 'select(.type == "proof").assignment | [(.steps | length), .moves[0], .moves[-1]]' fill.jsonl keep.jsonl
jq -c 'select(.type == "proof").assignment | [.optimal, (.waived | length)]' moves.jsonl

head -n 1000 people.jsonl | sed 's/c\([0-9]\)[0-9]"/c\1"/g' | jq -c '.wishes |= unique' >few.jsonl
awk 'NR % 20 != 0' few.jsonl >fewer.jsonl
sed -n '1s/$/,minimum/p; 2,11s/[0-9]*$/120,80/p' courses.csv >ten.csv
mv ten.csv courses.csv
allocate closing few.jsonl
allocate kept --keep closing.jsonl --moves 3 fewer.jsonl
jq -c 'select(.type == "proof").assignment | [.optimal, (.waived | length)]' kept.jsonl
