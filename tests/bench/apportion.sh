#!/bin/sh
# Seats to claimants: the solver's time by method, kind and size, five seats a claimant; then beside a
# priority queue that gives seat by seat, on sizes it can finish. Limits: Sainte-Lague, a million
# claimants in 50 ms; every quota of largest remainder, bounded or not, Vinton's and the Swiss method
# in 100 ms; the quota method, 100,000 in 100 ms (time of the processor; elapsed time is the same
# where nothing else runs).
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$ROOT/build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
LC_ALL=C
export LC_ALL
driver=$BUILD/tests/bench/apportion_driver
RUNS=${RUNS:-5}

# The median run.
solve() { # METHOD KIND CLAIMANTS [heap]
	for _ in $(seq "$RUNS"); do "$driver" "$1" "$2" "$3" "$(($3 * 5))" ${4:+"$4"}; done |
		sort -n | sed -n "$((RUNS / 2 + 1))p"
}

row() { # METHOD KIND CLAIMANTS [LIMIT]
	solve "$1" "$2" "$3" | awk -v method="$1" -v kind="$2" -v n="$3" -v limit="${4:-}" '{
		printf "%-24s %-8s %9d %10.3f %8s %10.1f\n", method, kind, n, $1, limit, $1 * 1e6 / n }'
}

printf '%-24s %-8s %9s %10s %8s %10s\n' method weights claimants ms limit "ns each"
for n in 100 1000 10000 100000; do row sainte-lague uniform $n; done
row sainte-lague uniform 1000000 50
row sainte-lague uniform 10000000
for n in 100 1000 10000 100000; do row largest-remainder uniform $n; done
row largest-remainder uniform 1000000 100
row largest-remainder uniform 10000000
for n in 100 1000 10000 100000 1000000; do row huntington-hill uniform $n; done
for kind in pareto equal bounded mixed; do row sainte-lague $kind 1000000; done
for kind in pareto equal bounded mixed; do row largest-remainder $kind 1000000 100; done
for method in modified-sainte-lague dhondt adams power:7 identical; do row $method uniform 1000000; done
for kind in uniform bounded; do row largest-remainder:droop $kind 1000000 100; done
for method in vinton swiss; do row $method uniform 1000000 100; done
row quota uniform 100000 100
echo

for n in 1000 10000 100000; do
	ours=$(solve sainte-lague uniform $n)
	theirs=$(solve sainte-lague uniform $n heap)
	echo "$n $ours $theirs" | awk '{
		printf "%9d claimants %10.3f ms, priority queue %10.3f ms, %.0f times\n", $1, $2, $3, $3 / $2 }'
done
