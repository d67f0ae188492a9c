#!/bin/sh
# People to courses: the solver's time and memory by size and kind, then beside LEMON's network simplex and
# cost scaling, GLPK's simplex and networkx, on sizes they can finish; a peer that finds another cost
# ends the bench. Limits: 1,000,000 x 5 in 300 ms, 100,000 x 50 in 1,000 ms, also where few courses are in doubt
# (minima), all wanting one course in 2,000 ms.
# Cost scaling on 1,000,000 x 5 takes some minutes: SLOW=1 runs it.
set -eu
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$ROOT/build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
LC_ALL=C
export LC_ALL
driver=$BUILD/tests/bench/assign_driver
RUNS=${RUNS:-5}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT

# The median run.
solve() { # KIND PEOPLE COURSES
	for _ in $(seq "$RUNS"); do "$driver" solve "$1" "$2" "$3"; done | sort -n | sed -n "$((RUNS / 2 + 1))p"
}

row() { # KIND PEOPLE COURSES LIMIT
	solve "$1" "$2" "$3" | awk -v kind="$1" -v people="$2" -v courses="$3" -v limit="${4:-}" '{
		printf "%-8s %8d %4d %10.3f %8s %9.1f %9.1f  %s\n",
			kind, people, courses, $1, limit, $2, $3 - $2, $7 }'
}

printf '%-8s %8s %4s %10s %8s %9s %9s\n' kind people x ms limit "tables MB" "beside MB"
for n in 100 1000 10000 100000; do row home $n 5; done
row home 1000000 5 300
row own 1000000 5 300
row far 1000000 5 300
row one 1000000 5 2000
row alike 1000000 5
row parties 1000000 5
row home 100000 50 1000
row own 100000 50 1000
row far 100000 50 1000
row one 100000 50 2000
row alike 100000 50
row parties 100000 50
for n in 1000 20000 100000; do row minima $n 20; done
row minima 100000 50 1000
for n in 1000 20000 100000; do row tight $n 20; done
(RUNS=1; row tight 20000 50; row tight 100000 50)
for n in 1000 5000 20000; do row spread $n 5; done
echo

cat >"$T/peer.py" <<'END'
import sys, time
import networkx

n, k = map(int, sys.stdin.readline().split())
seats = list(map(int, sys.stdin.readline().split()))
rows = [list(map(int, line.split())) for line in sys.stdin]
SCALE = 10**12  # of a rank, beside meters
none = n - sum(seats)
graph = networkx.DiGraph()
for i, row in enumerate(rows):
    graph.add_node(("person", i), demand=-1)
    for j in range(k):
        graph.add_edge(("person", i), j, weight=row[2 * j] * SCALE + row[2 * j + 1], capacity=1)
    graph.add_edge(("person", i), k, weight=0, capacity=1)
for j in range(k + 1):
    graph.nodes[j]["demand"] = seats[j] if j < k else none
start = time.perf_counter()
total, _ = networkx.network_simplex(graph)
print(f"{(time.perf_counter() - start) * 1000:.3f} {none} {total // SCALE} {total % SCALE}")
END

# The problem without ranks in DIMACS's format.
dimacs() {
	awk 'NR == 1 { n = $1; k = $2; next }
		NR == 2 { for (j = 1; j <= k; j++) all += seats[j] = $j; next }
		{ i = NR - 2
		  for (j = 1; j <= k; j++) arc[++m] = "a " i " " (n + j) " 0 1 " $(2 * j)
		  arc[++m] = "a " i " " (n + k + 1) " 0 1 0" }
		END { print "p min " (n + k + 1) " " m
		  for (i = 1; i <= n; i++) print "n " i " 1"
		  for (j = 1; j <= k; j++) print "n " (n + j) " " (-seats[j])
		  print "n " (n + k + 1) " " (all - n)
		  for (i = 1; i <= m; i++) print arc[i] }'
}

# The whole process is timed.
glpk() {
	dimacs <"$T/problem" >"$T/dimacs"
	start=$(date +%s%N)
	glpsol --mincost "$T/dimacs" -o "$T/solution" >/dev/null
	end=$(date +%s%N)
	awk -v ns=$((end - start)) 'NR == FNR && NR == 1 { n = $1 }
		NR == FNR && FNR == 2 { for (j = 1; j <= NF; j++) n -= $j }
		$1 == "Objective:" { printf "%.3f %d 0 %d\n", ns / 1000000, n, $2 }' "$T/problem" "$T/solution"
}

compare() { # KIND PEOPLE COURSES NAME COMMAND...
	kind=$1 people=$2 courses=$3 name=$4
	shift 4
	"$driver" print "$kind" "$people" "$courses" >"$T/problem"
	ours=$(solve "$kind" "$people" "$courses")
	theirs=$("$@" <"$T/problem")
	echo "$ours $theirs" | awk -v name="$name" -v kind="$kind" -v people="$people" -v courses="$courses" '{
		same = $4 == $9 && $5 == $10 && $6 == $11
		printf "%-8s %8d %4d %10.3f %-16s %10.3f %8.1f  %s\n", kind, people, courses,
			$1, name, $8, $8 / $1, same ? "the same cost" : "ANOTHER COST"
		exit !same }'
}
printf '%-8s %8s %4s %10s %-16s %10s %8s\n' kind people x ms peer ms times
for size in "1000 5" "10000 5" "100000 5" "10000 50" "100000 50"; do
	# shellcheck disable=SC2086 # two words
	compare far $size network-simplex "$BUILD/tests/bench/lemon_driver" network-simplex
done
for size in "1000 5" "10000 5" "100000 5" "10000 50" "100000 50" ${SLOW:+"1000000 5"}; do
	# shellcheck disable=SC2086 # two words
	compare far $size cost-scaling "$BUILD/tests/bench/lemon_driver" cost-scaling
done
for kind in home own one alike; do
	compare $kind 10000 5 network-simplex "$BUILD/tests/bench/lemon_driver" network-simplex
done
compare far 1000 5 glpk glpk
compare own 1000 5 networkx python3 "$T/peer.py"
