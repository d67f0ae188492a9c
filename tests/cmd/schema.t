#!/bin/sh
# What the tools print on the example's main job is what share/schema says.

. "$(dirname "$0")/tap.sh"
# shellcheck source=tests/cmd/examples.sh
. "$ROOT/tests/cmd/examples.sh"

schema() { # FILE
	test -s "$1" && python3 "$ROOT/tests/cmd/schema.py" "$ROOT/share/schema" <"$1"
}

tour "$T/tour.d"
cd "$T/tour.d" || exit 99
tsop-enroll list -r autumn.register >enrollments.jsonl
tsop-allocate seats --seats 120 --guarantee 1 --key population.csv --key-column population \
	--seed x >seats.jsonl
tsop-allocate seats --seats 98 --key population.csv --key-column population \
	--method largest-remainder >remainder.jsonl
tsop-allocate seats --seats 120 --guarantee 1 --key population.csv --key-column population \
	--reading eliminate >eliminate.jsonl
printf 'claimant,n,g,c,h\na,1.50,1,4,0\nb,1.5,0,2,1\n' >bounds.csv
tsop-allocate seats --seats 3 --key bounds.csv --key-column n --guarantee-column g --cap-column c \
	--held-column h --threshold 10% >bounds.jsonl
printf 'claimant,n\na,1.50\nb,1.5\n' >tied.csv
tsop-allocate seats --seats 3 --key tied.csv --key-column n --seed x >plain.jsonl
tsop-allocate seats --seats 3 --key tied.csv --key-column n >draw.jsonl
tsop-allocate draw --drawn b --note "a coin" draw.jsonl >drawn.jsonl
tsop-allocate seats --seats 3 --key tied.csv --key-column n --drawn drawn.jsonl >recorded.jsonl
tsop-allocate draw --seed x draw.jsonl >>drawn.jsonl
tsop-allocate draw --sources '7/8 9' --by rfc3797-md5 --note "three" draw.jsonl >>drawn.jsonl
tsop-allocate run -c courses.csv --key population.csv --key-column population \
	--seed x --fix fixed.csv people.jsonl >fixed.jsonl
printf 'enrollment,course\ne8,e19-kolding\n' >excluded.csv
tsop-allocate assign -c courses.csv --seats-from allocation.jsonl --seed x --exclude excluded.csv \
	people.jsonl >assigned.jsonl
tsop-allocate verify -q -k population.csv -c courses.csv allocation.jsonl people.jsonl >verification.jsonl
sed -e 's/,24,/,24,20,/' -e 's/,capacity,/,capacity,minimum,/' courses.csv >minima.csv
tsop-enroll check minima.csv >courses.jsonl
tsop-enroll list -r autumn.register --state applied,waiting,enrolled |
	tsop-allocate run -c courses.csv --key population.csv --key-column population --jointly --seed x \
		--reserve-until 2019-08-01T12:00:00+02:00 --now 2019-08-01T10:00:00Z >jointly.jsonl
tsop-allocate run -c courses.csv --key population.csv --key-column population --seed x --spread different \
	people.jsonl >spread.jsonl
tsop-allocate run -c minima.csv --key population.csv --key-column population --guarantee 0 --seats 70 \
	--seed x --spread different people.jsonl >>spread.jsonl
tsop-allocate run -c minima.csv --key population.csv --key-column population --guarantee 0 --seats 70 \
	--seed x people.jsonl >minima.jsonl
printf 'claimant,n\na,2\nb,2\nc,1\nd,1\n' | tsop-allocate seats --seats 4 --method quota --key - --key-column n \
	--seed x >quota.jsonl
ok "there are several draws" grep -q '"draws_before"' quota.jsonl
printf 'row,column,weight\na,x,1\na,y,1.5\nb,x,1\nb,y,1.5\n' >matrix.csv
tsop-allocate biproportion --seats 2 --seed x matrix.csv >matrix.jsonl
printf 'row,seats\na,2\nb,2\n' >rows.csv
printf 'column,seats\nx,2\ny,0\nz,2\n' >columns.csv
tsop-allocate biproportion --row-seats rows.csv --column-seats columns.csv matrix.csv >cut.jsonl 2>cut.err
tsop-allocate verify -q matrix.jsonl matrix.csv >matrix-verified.jsonl
tsop-allocate explain -c courses.csv --key population.csv --key-column population --seed x people.jsonl >explanation.jsonl
tsop-allocate compare --seats 120 --guarantee 1 --key population.csv --key-column population \
	--methods 'largest-remainder quota identical' --scan 110-130 >comparison.jsonl
sed 1,3d people.jsonl >rest.jsonl
sed '/^e19-aalborg/s/,24,/,20,/' courses.csv >fewer.csv
again() { # OPTIONS...
	tsop-allocate run --key population.csv --key-column population --seed x \
		--reserve-until 2019-08-01T12:00:00+02:00 --now 2019-06-24T08:00:00Z "$@"
}
again -c courses.csv --fill allocation.jsonl rest.jsonl >filled.jsonl
again -c fewer.csv --keep allocation.jsonl --moves 1 rest.jsonl >kept.jsonl
sed -e '1s/,capacity,/,capacity,minimum,/' -e '2,$s/,24,/,24,22,/' courses.csv >closing.csv
for mechanism in min-cost rank-maximal min-worst-rank serial-dictatorship deferred-acceptance; do
	again -c closing.csv --guarantee 0 --seats 70 --mechanism $mechanism people.jsonl
done >passes.jsonl
again -c courses.csv --spread same people.jsonl >>passes.jsonl
ok "there are passes" grep -q '"closes"' passes.jsonl
tsop-enroll verify -q -r autumn.register >register.jsonl
sed 's/;psykolog;/;terapeut;/' applications.csv >changed.csv
tsop-enroll apply -q -r autumn.register -c courses.csv --update changed.csv >corrected.jsonl
jq -c .r autumn.register/body-*.jsonl | grep '"type":"correction"' >corrections.jsonl
tsop-report allocation --format jsonl allocation.jsonl >cells.jsonl
tsop-report count --by state enrollments.jsonl >count.jsonl

for file in courses applications receipts corrected enrollments allocation fixed filled kept passes minima jointly spread assigned \
	seats remainder eliminate bounds \
	plain quota draw drawn recorded matrix cut matrix-verified \
	cells count register corrections; do
	ok "$file.jsonl is what the schema says" schema "$file.jsonl"
done

# The words of a verdict.
grep -rh 'tsop_checking_passed(' "$ROOT/lib/verify" | grep -o '"[a-z]*"' | tr -d '"' | sort -u >words
jq -r '.properties.verified.items.enum[]' "$ROOT/share/schema/verification.json" | sort >stated
ok "the schema has every word of a verdict, and no other" cmp words stated
sed -n '/^\.It Cm verified/,/^\.Xr/s/^\.Li//p' "$ROOT/man/tsop-records.5" | tr -s ' ,;' '\n' | sed '/^$/d' | sort >stated
ok "tsop-records(5), too" cmp words stated
sed -n '/^\.Ss Verifying/,/^\.Sh/s/^\.It Cm//p' "$ROOT/man/tsop-allocate.1" | tr -s ' ,' '\n' | sed '/^$/d' | sort >stated
ok "tsop-allocate(1), too" cmp words stated
finish
