#!/bin/sh
# Each tool of the example's main job: median wall time, of it the syncs, peak memory; then the
# apportionment beside the same in Python. Limits: 10 ms beside the syncs, 10 MB.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$ROOT/build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
PATH=$BUILD/bin:$PATH
LC_ALL=C
export PATH LC_ALL
measure=$BUILD/tests/bench/measure_driver
RUNS=${RUNS:-31}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cp "$ROOT"/share/examples/autumn-2019/* "$T"
cd "$T"

# Microseconds in fsync and fdatasync of one run, and how many there were.
syncs() {
	strace -f -qq -T -e trace=fsync,fdatasync -e signal=none -o syncs "$@" >/dev/null
	awk '{ gsub(/[<>]/, "", $NF); us += $NF * 1000000; n++ } END { printf "%d %d\n", us, n }' syncs
}

row() { # LABEL PREPARE COMMAND...
	label=$1 prepare=$2
	shift 2
	measured=$("$measure" "$RUNS" "$prepare" "$@")
	sh -c "$prepare"
	echo "$measured $(syncs "$@") $label" | awk '{ wall = $1; cpu = $2; peak = $3; syncs = $4; n = $5
		sub(/^([0-9]+ ){5}/, "")
		printf "%-26s %7.2f %7.2f (%d) %9.2f %7.2f %7.1f\n",
			$0, wall / 1000, syncs / 1000, n, (wall - syncs) / 1000, cpu / 1000, peak / 1024 }'
}
header() { printf '%-26s %7s %11s %9s %7s %7s\n' "$1" "wall ms" "syncs ms" "beside ms" "cpu ms" "peak MB"; }

people=applied,waiting,enrolled
day=2019-06-24T09:00:00+02:00
allocate() {
	"$@" -c courses.csv --seats 120 --guarantee 1 --reading base --method sainte-lague \
		--key population.csv --key-column population --seed 2019 --now $day people.jsonl
}

tsop-enroll apply -q -r given -c courses.csv applications.csv >/dev/null
tsop-enroll list -r given --state $people >people.jsonl
allocate tsop-allocate run >allocation.jsonl
cp -r given taken
tsop-enroll record -q -r taken allocation.jsonl >/dev/null

header "180 people, 98 claimants"
row "(nothing: true)" true true
row "enroll check" true tsop-enroll check -c courses.csv applications.csv
row "enroll apply" 'rm -rf r' tsop-enroll apply -q -r r -c courses.csv applications.csv
row "enroll list" true tsop-enroll list -r taken --state $people
allocate row "allocate run" true tsop-allocate run
row "enroll record" 'rm -rf r; cp -r given r' tsop-enroll record -q -r r allocation.jsonl
row "report, html" true tsop-report allocation --format html allocation.jsonl
row "report, text" true tsop-report allocation allocation.jsonl
row "enroll list, for Excel" true tsop-enroll list -r taken --course e19-kolding --format csv --excel
row "enroll verify" true tsop-enroll verify -q -r taken
printf '%-26s %7s %11s %9s %7s %7s\n\n' limit "" "" 10 "" 10

cat >sainte_lague.py <<'END'
import csv, fractions, heapq
rows = list(csv.DictReader(open("population.csv", encoding="utf-8")))
queue = [(-fractions.Fraction(int(row["population"])), 1, row["code"]) for row in rows]
seats = dict.fromkeys((row["code"] for row in rows), 1)
heapq.heapify(queue)
for _ in range(120 - len(rows)):
    quotient, odd, code = heapq.heappop(queue)
    seats[code] += 1
    heapq.heappush(queue, (quotient * odd / (odd + 2), odd + 2, code))
for code in sorted(seats):
    print(code, seats[code])
END
header "the apportionment alone"
row "allocate seats" true tsop-allocate seats --seats 120 --guarantee 1 --key population.csv --key-column population
row "python3, the same" true "$(python3 -c 'import sys; print(sys.executable)')" sainte_lague.py
