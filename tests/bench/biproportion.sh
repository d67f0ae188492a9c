#!/bin/sh
# Matrices: the solver's processor time by size and kind, beside plain alternating scaling in doubles (in the same
# driver, 1 s or 10,000 rounds at most), which does not end on all. Limits: 98 x 5 in 5 ms, 50 x 50 with
# 2,000 seats in 50 ms, 200 x 100 in 500 ms.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$ROOT/build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
LC_ALL=C
export LC_ALL
driver=$BUILD/tests/bench/biproportion_driver
RUNS=${RUNS:-3}

row() { # KIND ROWS COLUMNS SEATS [LIMIT]
	for seed in $(seq "$RUNS"); do "$driver" "$1" "$2" "$3" "$4" "$seed"; done | sort -n |
		sed -n "$((RUNS / 2 + 1))p" |
		awk -v size="$2 x $3" -v kind="$1" -v seats="$4" -v limit="${5:-}" '{
			plain = $4 == 0 ? sprintf("%.1f ms, %.0f times", $2, $2 / $1) : \
				$4 < 0 ? "not tried" : sprintf("%d seats wrong after %d rounds", $4, $3)
			printf "%-7s %12s %11d %10.3f %6s %7d  %s\n", kind, size, seats, $1, limit, $5, plain }'
}

printf '%-7s %12s %11s %10s %6s %7s  %s\n' kind size seats ms limit tied "alternating scaling in doubles"
row even 98 5 120 5
row even 50 50 2000 50
row even 200 100 10000 500
row skewed 98 5 120 5
row skewed 50 50 2000 50
row skewed 200 100 10000 500
row sparse 200 100 10000 500
row stairs 50 50 2000 50
row equal 98 5 120 5
row equal 50 50 2000 50
row equal 200 100 10000 500
echo
echo "as it grows:"
export PLAIN=no
for n in 10 20 50 100 200 500 1000; do row skewed $n $n $((n * 40)); done
for seats in 1000 100000 10000000 1000000000; do row skewed 100 100 $seats; done
