#!/bin/sh
# People to courses by the mechanisms: time and memory by size and kind (mechanism_driver.c), then how
# each grows. Limit: deferred acceptance, 1,000,000 people with five wishes, in 1,000 ms.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$ROOT/build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
LC_ALL=C
export LC_ALL
driver=$BUILD/tests/bench/mechanism_driver
RUNS=${RUNS:-3}
MOST=${MOST:-1000000} # people, where growth is shown

row() { # MECHANISM KIND PEOPLE COURSES [LIMIT]
	for _ in $(seq "$RUNS"); do "$driver" "$1" "$2" "$3" "$4"; done | sort -n |
		sed -n "$((RUNS / 2 + 1))p" |
		awk -v name="$1" -v kind="$2" -v people="$3" -v courses="$4" -v limit="${5:-}" '{
			printf "%-20s %-8s %8d %4d %10.3f %6s %9.1f %9.1f\n",
				name, kind, people, courses, $1, limit, $2, $3 - $2 }'
}

printf '%-20s %-8s %8s %4s %10s %6s %9s %9s\n' mechanism kind people x ms limit "tables MB" "beside MB"
for courses in 5 50 1000; do
	row deferred-acceptance only 1000000 $courses 1000
	row deferred-acceptance any 1000000 $courses
	row deferred-acceptance far 1000000 $courses
	row deferred-acceptance far-any 1000000 $courses
done
for mechanism in serial-dictatorship boston min-cost rank-maximal min-worst-rank; do
	row $mechanism any 1000000 5
	row $mechanism any 100000 50
done
echo
for mechanism in deferred-acceptance serial-dictatorship boston min-cost rank-maximal min-worst-rank; do
	people=100
	while [ "$people" -le "$MOST" ]; do
		row $mechanism far "$people" 5
		people=$((people * 10))
	done
done
