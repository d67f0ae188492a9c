#!/bin/sh
# tsop-allocate as a whole process: the run of autumn 2019 (limit 5 ms), then Sainte-Lague from a
# CSV of n claimants for 5 n seats to a record for each, their rows in any order and by id
# (limit 500 ms for a million), and where all weights are equal and half of the last n seats are
# drawn. Medians; SIZES and RUNS change how far and how often.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$ROOT/build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
PATH=$BUILD/bin:$PATH
LC_ALL=C
export PATH LC_ALL
measure=$BUILD/tests/bench/measure_driver
SIZES=${SIZES:-100 1000 10000 100000 1000000}
RUNS=${RUNS:-5}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cp "$ROOT"/share/examples/autumn-2019/* "$T"
cd "$T"

tsop-enroll apply -q -r autumn.register -c courses.csv applications.csv >/dev/null
tsop-enroll list -r autumn.register --state applied,waiting,enrolled >people.jsonl
printf 'autumn 2019, 180 people, 98 claimants (limit 5 ms): '
"$measure" 31 true tsop-allocate run -c courses.csv --seats 120 --guarantee 1 --reading base \
	--method sainte-lague --key population.csv --key-column population --seed 2019 \
	--now 2019-06-24T09:00:00+02:00 people.jsonl |
	awk '{ printf "%.1f ms, cpu %.1f ms, peak %.1f MB\n\n", $1 / 1000, $2 / 1000, $3 / 1024 }'

# Ids in an order that looks random: multiples of a prime that divides no size.
claimants() { # N
	awk -v n="$1" 'BEGIN { print "claimant,n"; srand(7)
		for (i = 0; i < n; i++) printf "c%08d,%d\n", i * 7919 % n, 1 + int(rand() * 1000000) }'
}
row() { # N FILE ORDER [SEATS]
	"$measure" "$RUNS" true tsop-allocate seats --seats "${4:-$((5 * $1))}" -k "$2" --key-column n \
		--seed x |
		awk -v n="$1" -v order="$3" '{ printf "%9d  %-9s %9.1f %6s %9.1f %8.1f %9.0f\n",
			n, order, $1 / 1000, n == 1000000 && order != "one tie" ? 500 : "", $2 / 1000,
			$3 / 1024, $1 * 1000 / n }'
}

printf '%9s  %-9s %9s %6s %9s %8s %9s\n' claimants rows "wall ms" limit "cpu ms" "peak MB" "ns each"
for n in $SIZES; do
	claimants "$n" >any.csv
	{ head -n 1 any.csv; tail -n +2 any.csv | sort; } >sorted.csv
	row "$n" any.csv "any order"
	row "$n" sorted.csv "by id"
	sed '2,$s/,.*/,1/' sorted.csv >equal.csv
	row "$n" equal.csv "one tie" $((5 * n - n / 2))
done
