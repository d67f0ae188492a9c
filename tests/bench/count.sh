#!/bin/sh
# Counting one field over a million JSON Lines: tsop-report beside what is installed of jq, Miller,
# python3 and sqlite3, in one run on one file. They must agree; how fast they are is only printed.
# BENCH_LINES=N takes another number of lines.
set -eu
cd "$(dirname "$0")/../.."
BUILD=${BUILD:-build}
lines=${BENCH_LINES:-1000000}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export LC_ALL=C

# 98 municipalities at random by a generator with a fixed seed; 150 bytes a line.
awk -v n="$lines" 'BEGIN {
	for (seed = 20190509; i < n; i++) {
		seed = (seed * 16807) % 2147483647
		printf "{\"type\":\"application\",\"v\":1,\"ref\":\"E19-%07d\",\"round\":\"e19\",\"municipality\":\"%04d\"", i, 101 + seed % 98
		printf ",\"wishes\":[\"e19-kolding\"],\"received\":\"2019-05-%02dT10:12:00+02:00\"}\n", i % 28 + 1
	}
}' >"$T/in.jsonl"
bytes=$(wc -c <"$T/in.jsonl")

tsop() { "$BUILD/bin/tsop-report" count --by municipality --format csv "$T/in.jsonl"; }
tsop_pipe() { tail -n +1 "$T/in.jsonl" | "$BUILD/bin/tsop-report" count --by municipality --format csv; }
jq_() { jq -nr 'reduce inputs as $r ({}; .[$r.municipality] += 1) | to_entries[] | "\(.key),\(.value)"' "$T/in.jsonl"; }
mlr_() { mlr --ijsonl --ocsv --headerless-csv-output count -g municipality "$T/in.jsonl"; }
python3_() {
	python3 -c '
import collections, json, sys
counts = collections.Counter(json.loads(line).get("municipality") for line in open(sys.argv[1]))
for item in counts.items():
	print("%s,%d" % item)' "$T/in.jsonl"
}
sqlite3_() {
	sqlite3 :memory: -cmd 'create table t (line)' -cmd '.mode ascii' -cmd '.separator "\037" "\n"' \
		-cmd ".import $T/in.jsonl t" -cmd '.mode csv' \
		"select json_extract(line, '\$.municipality'), count(*) from t group by 1"
}

# Processor time of a shell's children, in seconds, from what `times` says of them in its second line.
children_seconds() {
	awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, part, /[ms]/); sum += part[1] * 60 + part[2] } print sum }'
}

# Run it and print its figures: processor time is what a busy machine changes least. The first run's is
# what the others are compared with.
base=
measure() { # NAME COMMAND
	start=$(date +%s%N)
	("$2" >"$T/out" && times) >"$T/times"
	wall=$((($(date +%s%N) - start) / 1000000))
	took=$(children_seconds <"$T/times")
	tr -d '\r"' <"$T/out" | sed 's/^municipality,//' | grep -v '^field' | sort >"$T/got"
	if [ -z "$base" ]; then
		base=$took
		cp "$T/got" "$T/want"
	fi
	cmp -s "$T/got" "$T/want" || { echo "$1 counts otherwise" >&2; exit 1; }
	awk -v name="$1" -v wall="$wall" -v took="$took" -v base="$base" -v bytes="$bytes" 'BEGIN {
		took = took > 0 ? took : 0.01; base = base > 0 ? base : 0.01
		printf "%-22s %8.2f s %6.0f MB/s %7.1f times as long (%d ms passed)\n", name, took,
			bytes / took / 1e6, took / base, wall }'
}

echo "$lines lines, $((bytes / lines)) bytes each, processor time:"
tsop >/dev/null # the file into the page cache
measure "tsop-report (a file)" tsop
measure "tsop-report (a pipe)" tsop_pipe
for other in jq mlr python3 sqlite3; do
	if command -v "$other" >/dev/null; then
		measure "$other" "${other}_"
	else
		echo "$other is not installed"
	fi
done
if [ -x /usr/bin/time ]; then
	/usr/bin/time -o "$T/memory" -f '%M' "$BUILD/bin/tsop-report" count --by municipality "$T/in.jsonl" >/dev/null
	echo "memory of tsop-report at its most: $(cat "$T/memory") kB"
fi
