#!/bin/sh
# People to courses: the solver's time and memory by size and kind, then beside scipy and networkx,
# where they are installed, on sizes they can finish. Limits: 1,000,000 x 5 in 300 ms, 100,000 x 50 in
# 1,000 ms, all wanting one course in 2,000 ms.
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
	for _ in $(seq "$RUNS"); do "$driver" "$1" "$2" "$3"; done | sort -n | sed -n "$((RUNS / 2 + 1))p"
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
row one 1000000 5 2000
row alike 1000000 5
row parties 1000000 5
row home 100000 50
row own 100000 50 1000
row one 100000 50 2000
row alike 100000 50
row parties 100000 50
echo

cat >"$T/peer.py" <<'END'
import sys, time

n, k = map(int, sys.stdin.readline().split())
seats = list(map(int, sys.stdin.readline().split()))
rows = [list(map(int, line.split())) for line in sys.stdin]
UNASSIGNED, RANK = 10**12, 10**9  # exact in doubles for the sizes tried here
cost = [[row[2 * j] * RANK + row[2 * j + 1] for j in range(k)] + [UNASSIGNED] for row in rows]

def with_scipy():
    import numpy
    from scipy.optimize import linear_sum_assignment
    columns = [j for j in range(k) for _ in range(seats[j])] + [k] * n
    table = numpy.array(cost, dtype=float)[:, columns]
    start = time.perf_counter()
    people, places = linear_sum_assignment(table)
    spent = time.perf_counter() - start
    return spent, sum(cost[i][columns[c]] for i, c in zip(people, places))

def with_networkx():
    import networkx
    graph = networkx.DiGraph()
    for i in range(n):
        graph.add_node(("person", i), demand=-1)
        for j in range(k + 1):
            graph.add_edge(("person", i), ("course", j), weight=cost[i][j], capacity=1)
    for j in range(k + 1):
        graph.add_edge(("course", j), "end", capacity=seats[j] if j < k else n)
    graph.add_node("end", demand=n)
    start = time.perf_counter()
    total, _ = networkx.network_simplex(graph)
    return time.perf_counter() - start, total

spent, total = {"scipy": with_scipy, "networkx": with_networkx}[sys.argv[1]]()
print(f"{spent * 1000:.3f} {total // UNASSIGNED} {total % UNASSIGNED // RANK} {total % RANK}")
END

peer() { # MODULE PEOPLE COURSES
	if ! python3 -c "import $1" 2>/dev/null; then
		echo "$1 is not installed: not compared"
		return
	fi
	"$driver" own "$2" "$3" print >"$T/problem"
	ours=$(solve own "$2" "$3")
	theirs=$(python3 "$T/peer.py" "$1" <"$T/problem")
	echo "$ours $theirs" | awk -v name="$1" -v people="$2" -v courses="$3" '{
		same = $4 == $9 && $5 == $10 && $6 == $11
		printf "%-8s %8d %4d %10.3f ms, %s %.3f ms, %.0f times; %s\n", "own", people, courses,
			$1, name, $8, $8 / $1, same ? "the same cost" : "ANOTHER COST" }'
}
peer scipy 2000 5
peer networkx 1000 5
