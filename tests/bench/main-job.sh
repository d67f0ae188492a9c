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
	strace -f -qq -T -e trace=fsync,fdatasync -o syncs "$@" >/dev/null
	awk '{ gsub(/[<>]/, "", $NF); us += $NF * 1000000 } END { printf "%d %d\n", us, NR }' syncs
}

row() { # PREPARE COMMAND...
	prepare=$1
	shift
	sh -c "$prepare"
	sync_cost=$(syncs "$@")
	measured=$("$measure" "$RUNS" "$prepare" "$@")
	echo "$measured $sync_cost $1 $2" | awk '{ printf "%-24s %8.2f %8.2f (%d) %9.2f %8.1f\n",
		$5 (substr($6, 1, 1) == "-" ? "" : " " $6), $1 / 1000, $3 / 1000, $4, ($1 - $3) / 1000, $2 / 1024 }'
}

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

printf '%-24s %8s %12s %9s %8s\n' "180 people, 98 claimants" "wall ms" "syncs ms" "beside ms" "peak MB"
row true true .
row true tsop-enroll check -c courses.csv applications.csv
row 'rm -rf r' tsop-enroll apply -q -r r -c courses.csv applications.csv
row true tsop-enroll list -r taken --state $people
allocate row true tsop-allocate run
row 'rm -rf r; cp -r given r' tsop-enroll record -q -r r allocation.jsonl
row true tsop-report allocation --format html allocation.jsonl
row true tsop-report allocation allocation.jsonl
row true tsop-enroll list -r taken --course e19-kolding --format csv --excel
row true tsop-enroll verify -r taken
printf '%-24s %8s %12s %9s %8s\n' limit "" "" 10 10

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
printf '\n%-24s %8s %12s %9s %8s\n' "apportionment alone" "wall ms" "" "" "peak MB"
row true tsop-allocate seats --seats 120 --guarantee 1 --key population.csv --key-column population
row true python3 sainte_lague.py
