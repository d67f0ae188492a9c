#!/bin/sh
# tsop-report allocation: what it prints, against the golden files; with REGEN=1 they are written anew.
. "$(dirname "$0")/tap.sh"
GOLDEN=$ROOT/tests/golden/report
cp "$GOLDEN/allocation.jsonl" .

golden() { # NAME FILE: standard output was exactly that golden file
	[ -z "${REGEN:-}" ] || cp "$T/.out" "$GOLDEN/$2"
	out_is "$1" <"$GOLDEN/$2"
}

for lang in da en; do
	for format in text md html; do
		run "$format $lang" 0 tsop-report allocation --format $format --lang $lang allocation.jsonl
		golden "$format $lang" "allocation.$lang.$format"
	done
done
run "cells" 0 tsop-report allocation --format jsonl allocation.jsonl
golden "cells" allocation.cells.jsonl
for table in municipalities regions courses missing waiting run; do
	run "$table as CSV" 0 tsop-report allocation --format csv --table $table allocation.jsonl
	golden "$table as CSV" "$table.csv"
done

finish
