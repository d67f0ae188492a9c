#!/bin/sh
# tsop-allocate as a whole process with people: every mechanism, courses that may close, what is told of the
# people, and the check of it, for 100,000 people on 50 courses (some wait); the people of a municipality on
# different courses or on the same, for 20,000; and 1,000,000 applications. Medians; PEOPLE changes how many.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$ROOT/build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
PATH=$BUILD/bin:$PATH
LC_ALL=C
export PATH LC_ALL
measure=$BUILD/tests/bench/measure_driver
PEOPLE=${PEOPLE:-100000}
RUNS=${RUNS:-3}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"

codes=$(sed '1d; s/[,;].*//' "$ROOT/share/municipalities.csv" | tr '\n' ' ')
echo "$codes" | tr ' ' '\n' | awk 'BEGIN { print "code,n" } $1 { print $1 "," 10000 + $1 * 37 % 90000 }' >key.csv

# Seats for so many of 1,000 people, on each course; a minimum in 100 seats of it.
courses() { # PEOPLE SEATS MINIMUM
	awk -v people="$1" -v seats="$2" -v minimum="$3" 'BEGIN {
		split("Aalborg Kolding Slagelse Silkeborg Odense", place, " ")
		print "id,round,title,place,capacity,minimum"
		for (i = 0; i < 50; i++) {
			n = int(people * seats / 1000)
			printf "c%d,r,Course,%s,%d,%d\n", i, place[1 + i % 5], n, n * minimum / 100
		}
	}' >courses.csv
}
people() { # N
	awk -v people="$1" -v codes="$codes" -f "$ROOT/tests/bench/people.awk" >people.jsonl
}
row() { # NAME RUNS COMMAND...
	name=$1 runs=$2
	shift 2
	"$measure" "$runs" true "$@" | awk -v name="$name" -v people="$(wc -l <people.jsonl)" '{
		printf "%-34s %8d %9.1f %9.1f %8.1f\n", name, people, $1 / 1000, $2 / 1000, $3 / 1024 }'
}
# A result, and what checks it.
run() { # NAME RUNS OPTIONS...
	name=$1 runs=$2
	shift 2
	set -- run "$@" -k key.csv --key-column n -c courses.csv --seed x people.jsonl
	row "$name" "$runs" tsop-allocate "$@"
	tsop-allocate "$@" >result.jsonl
	row "  verify" "$runs" tsop-allocate verify -q -k key.csv -c courses.csv result.jsonl people.jsonl
}
assign() { # NAME RUNS OPTIONS...
	name=$1 runs=$2
	shift 2
	set -- assign "$@" -c courses.csv --seed x people.jsonl
	row "$name" "$runs" tsop-allocate "$@"
	tsop-allocate "$@" >result.jsonl
	row "  verify" "$runs" tsop-allocate verify -q -c courses.csv result.jsonl people.jsonl
}

printf '%-34s %8s %9s %9s %8s\n' "" people "wall ms" "cpu ms" "peak MB"
people "$PEOPLE"
courses "$PEOPLE" 19 0
for mechanism in min-cost rank-maximal min-worst-rank deferred-acceptance serial-dictatorship boston; do
	run $mechanism "$RUNS" --mechanism $mechanism
done
row explain "$RUNS" tsop-allocate explain -c courses.csv -k key.csv --key-column n --seed x people.jsonl
run "seats and people jointly" "$RUNS" --jointly
courses "$PEOPLE" 28 70
assign "courses may close" "$RUNS"

people $((PEOPLE / 5))
courses $((PEOPLE / 5)) 21 0
for spread in different same; do
	assign "spread $spread" 1 --spread $spread
done

people $((PEOPLE * 10))
courses $((PEOPLE * 10)) 21 0
assign min-cost 1
