#!/bin/sh
# How the solvers grow: from 10^2 to 10^7 claimants or people (biproportion: cells), as a table of ms
# and a plot whose both scales are logarithmic; what grows in proportion rises two lines a column.
# LARGEST=N stops earlier.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$ROOT/build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
LC_ALL=C
export LC_ALL
bench=$BUILD/tests/bench
LARGEST=${LARGEST:-10000000}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT

# The best of three runs, of the largest size one.
best() { # N COMMAND...
	n=$1
	shift
	for _ in 1 2 3; do
		"$@"
		[ "$n" -lt 10000000 ] || break
	done | awk 'NR == 1 || $1 < least { least = $1 } END { print least }'
}

grow() { # MARK LABEL MOST COMMAND... where N, SEATS and SIDE stand for the size
	mark=$1 label=$2 most=$3
	shift 3
	n=100
	while [ "$n" -le "$most" ] && [ "$n" -le "$LARGEST" ]; do
		side=$(awk -v n="$n" 'BEGIN { print int(sqrt(n) + 0.5) }')
		command=$(echo "$*" | sed "s/SEATS/$((n * 5))/g; s/SIDE/$side/g; s/N/$n/g")
		# shellcheck disable=SC2086 # words
		echo "$mark $n $(best "$n" $command) $label"
		n=$((n * 10))
	done
}

{
	grow s "sainte-lague" 10000000 "$bench/apportion_driver" sainte-lague uniform N SEATS
	grow r "largest-remainder" 10000000 "$bench/apportion_driver" largest-remainder uniform N SEATS
	grow h "huntington-hill" 10000000 "$bench/apportion_driver" huntington-hill uniform N SEATS
	grow b "biproportion" 1000000 "$bench/biproportion_driver" even SIDE SIDE SEATS
	grow m "min-cost, 5 courses" 10000000 "$bench/assign_driver" solve home N 5
	grow c "minima, 20 courses" 1000000 "$bench/assign_driver" solve minima N 20
	grow d "deferred-acceptance, 5 courses" 10000000 "$bench/mechanism_driver" deferred-acceptance any N 5
	grow t "serial-dictatorship, 5 courses" 10000000 "$bench/mechanism_driver" serial-dictatorship any N 5
	grow w "min-worst-rank, 5 courses" 10000000 "$bench/mechanism_driver" min-worst-rank any N 5
	grow k "rank-maximal, 5 courses" 10000000 "$bench/mechanism_driver" rank-maximal any N 5
} >"$T/measured"

awk '
	function column(n) { return int(log(n) / log(10) + 0.5) - 2 }
	{ mark = $1; at = column($2); ms[mark, at] = $3; sub(/^[^ ]+ [^ ]+ [^ ]+ /, ""); label[mark] = $0
	  if (!(mark in seen)) { order[++marks] = mark; seen[mark] = 1 }
	  if (at > last) last = at }
	END {
		printf "%-33s", "ms"
		for (i = 0; i <= last; i++) printf " %10s", "10^" i + 2
		print ""
		for (k = 1; k <= marks; k++) {
			printf "%s  %-30s", order[k], label[order[k]]
			for (i = 0; i <= last; i++)
				if ((order[k], i) in ms) printf " %10.3f", ms[order[k], i]
			print ""
		}
		print ""
		top = 5; bottom = -3; each = 2 # lines for a factor of ten
		for (line = top * each; line >= bottom * each; line--) {
			printf "%9s |", line % each ? "" : (line / each >= 0 ? 10 ^ (line / each) : 10 ^ (line / each)) " ms"
			for (i = 0; i <= last; i++) {
				cell = ""
				for (k = 1; k <= marks; k++)
					if ((order[k], i) in ms && ms[order[k], i] > 0) {
						y = log(ms[order[k], i]) / log(10) * each
						if (int(y + 100.5) - 100 == line) cell = cell order[k]
					}
				printf " %8s", cell
			}
			print ""
		}
		printf "%9s +", ""
		for (i = 0; i <= last; i++) printf " %8s", "10^" i + 2
		print ""
	}' "$T/measured"
