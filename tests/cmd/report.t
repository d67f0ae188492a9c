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


run "one table as text" 0 tsop-report allocation --table courses --lang en allocation.jsonl
out_is "one table as text" <<'EOF'
Course                       Place      Enrolled  Reserved  Free  Capacity
---------------------------  ---------  --------  --------  ----  --------
Kompetencekursus, København  København         5         1     0         6
Kompetencekursus, Kolding    Kolding           6         0     0         6

Total                                         11         1     0        12
EOF
jq -c 'if .type == "allocation" then .courses += [{id: "z19", title: "Aften", place: "Odense", capacity: 9, minimum: 3,
	enrolled: 0, reserved: 0, closed: true}] else . end' allocation.jsonl >closed.jsonl
run "a course that does not run" 0 tsop-report allocation --table courses --lang en closed.jsonl
out_is "a course that does not run" <<'EOF'
Course                       Place      Enrolled  Reserved  Free  Capacity
---------------------------  ---------  --------  --------  ----  --------
Kompetencekursus, København  København         5         1     0         6
Kompetencekursus, Kolding    Kolding           6         0     0         6
Aften (does not run)         Odense            0         0     0         9

Total                                         11         1     0        21
EOF
run "one table as Markdown" 0 tsop-report allocation --table waiting --format md allocation.jsonl
out_is "one table as Markdown" <<'EOF'
| Kommune | Kode | Venteliste | Tilmeldinger i rækkefølge |
| --- | --- | ---: | --- |
| København | 0101 | 1 | e14 |
| Kolding | 0621 | 1 | e15 |
EOF
run "one table as cells" 0 tsop-report allocation --table missing --format jsonl allocation.jsonl
out_is "one table as cells" <<'EOF'
{"type":"cell","v":1,"table":"missing","row":"0825","column":"name","value":"Læsø"}
{"type":"cell","v":1,"table":"missing","row":"0825","column":"region","value":"Nordjylland"}
{"type":"cell","v":1,"table":"missing","row":"0825","column":"reserved","value":1}
{"type":"cell","v":1,"table":"missing","row":"0825","column":"reserved_at","value":["e19-koebenhavn"]}
{"type":"cell","v":1,"table":"missing","row":"0825","column":"reserve_until","value":"2019-08-01T12:00:00+02:00"}
EOF
run "the municipalities by default" 0 tsop-report allocation --format csv allocation.jsonl
out_is "the municipalities by default" <"$GOLDEN/municipalities.csv"
run "for Excel" 0 tsop-report allocation --format csv --table waiting --excel allocation.jsonl
printf '\357\273\277municipality;name;waiting;enrollments\r\n0101;København;1;e14\r\n0621;Kolding;1;e15\r\n' >excel.csv
out_is "for Excel" <excel.csv

# The same bytes wherever it runs.
LC_ALL=da_DK.UTF-8 LANGUAGE=da TZ=America/New_York run "elsewhere" 0 \
	tsop-report allocation --format html allocation.jsonl
out_is "elsewhere" <"$GOLDEN/allocation.da.html"
run "standard input" 0 tsop-report allocation --format html <allocation.jsonl
out_is "standard input" <"$GOLDEN/allocation.da.html"
run "another zone, another title" 0 tsop-report allocation --zone Atlantic/Faroe --title Færøerne allocation.jsonl
ok "the title" sh -c 'head -n 1 .out | grep -qx Færøerne'
ok "the zone" grep -q 'kl. 11.00 (10.00 UTC)' .out

run "into a file" 0 tsop-report allocation -o report.text allocation.jsonl
ok "into a file" cmp report.text "$GOLDEN/allocation.da.text"
run "a full disk" 4 sh -c 'tsop-report allocation allocation.jsonl >/dev/full'
err_is "a full disk" <<'EOF'
tsop-report: can not write the output: No space left on device
EOF
run "a closed pipe" 0 sh -c 'tsop-report allocation --format html allocation.jsonl | head -n 1'
err_is "a closed pipe" </dev/null

refuse() { # NAME MESSAGE OPTION...
	refuse_name=$1 refuse_message=$2
	shift 2
	run "$refuse_name" 2 tsop-report allocation "$@"
	err_is "$refuse_name" <<EOF
tsop-report: $refuse_message
EOF
}
refuse "two files" "expected one file: an allocation is one stream" allocation.jsonl allocation.jsonl
refuse "Excel without CSV" "--excel: goes with --format csv only" --excel allocation.jsonl
refuse "a page of one table" "--table: not with --format html: a page has all tables" \
	--table courses --format html allocation.jsonl
refuse "a format that is none" "--format: expected text|csv|jsonl|md|html, not 'pdf'" --format pdf allocation.jsonl
refuse "a language that is none" "--lang: expected da|en, not 'de'" --lang de allocation.jsonl
run "a table that is none" 3 tsop-report allocation --table persons allocation.jsonl
err_is "a table that is none" <<'EOF'
tsop-report: the allocation has no table 'persons'
EOF

# Seats alone: nothing is said of people, courses and held seats.
printf 'code,n\n621,3\n101,5\n' >key.csv
run "seats without people" 0 sh -c 'tsop-allocate seats -k key.csv --key-column n --seats 3 \
	--now 2019-06-24T08:00:00Z | tsop-report allocation --lang en | head -n 32'
out_is "seats without people" <<'EOF'
Allocation of seats
===================
24 June 2019

Of 3 seats, 3 went to 2 municipalities.

  Seats in all  3
  Allocated     3  0 guaranteed, 3 by key

The regions
-----------
Seats go to municipalities, not to regions: the figures are sums over the
region’s municipalities.

Region       Municipalities  Seats  Guaranteed  By key
-----------  --------------  -----  ----------  ------
Hovedstaden               1      2           0       2
Syddanmark                1      1           0       1

Total                     2      3           0       3

The municipalities
------------------
Seats are those guaranteed and those by key together.

Municipality        Code  Key  Seats  Guaranteed  By key
------------------  ----  ---  -----  ----------  ------
Region Hovedstaden                 2           0       2
København           0101    5      2           0       2

Region Syddanmark                  1           0       1
Kolding             0621    3      1           0       1
EOF
run "a zone that is none" 2 tsop-report allocation --zone Europe/Kolding allocation.jsonl

for options in '--format csv' '--format jsonl' '--table courses'; do
	# shellcheck disable=SC2086 # options are words
	run "a title of nothing: $options" 2 tsop-report allocation --title x $options allocation.jsonl
	echo 'tsop-report: --title: tables alone have none' | err_is "a title of nothing: $options"
done
run "a title that is no text" 2 tsop-report allocation --title "$(printf 'K\370ge')" allocation.jsonl
echo 'tsop-report: --title: expected a text on one line' | err_is "a title that is no text"
finish
