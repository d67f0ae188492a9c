#!/bin/sh
# What tsop-report allocation refuses, and how it says so: every fault of the input in one run.
# shellcheck disable=SC2016 # sed takes the dollars
. "$(dirname "$0")/tap.sh"
cp "$ROOT/tests/golden/report/allocation.jsonl" good.jsonl

refuse() { # NAME SED-SCRIPT, expected messages on standard input
	sed "$2" good.jsonl >in.jsonl
	run "$1" 3 tsop-report allocation -o out.text in.jsonl
	err_is "$1"
	ok "$1: nothing written" test ! -e out.text
}

refuse "a municipality that is none" '2s/"0101"/"0411"/' <<'EOF'
tsop-report: in.jsonl:2: municipality: expected the code of a municipality, not '0411'
tsop-report: 1 error
EOF
refuse "seats out of order" '2{h;d};3G' <<'EOF'
tsop-report: in.jsonl:3: municipality: expected seats by code, each municipality once, not 0101 behind 0400
tsop-report: 1 error
EOF
refuse "doubled seats" '2p' <<'EOF'
tsop-report: in.jsonl:3: municipality: expected seats by code, each municipality once, not 0101 behind 0101
tsop-report: 1 error
EOF
refuse "cut off" '$d' <<'EOF'
tsop-report: in.jsonl: cut off: expected a proof as the last record
tsop-report: 1 error
EOF
refuse "cut in the middle of a record" '$s/.\{60\}$//' <<'EOF'
tsop-report: in.jsonl:21: assignment: column 123: expected a value
tsop-report: 1 error
EOF
refuse "a row is missing" '9d' <<'EOF'
tsop-report: in.jsonl:1: courses.enrolled: says 6, but the records add up to 5
tsop-report: in.jsonl:2: applied: says 6, but the records add up to 5
tsop-report: in.jsonl:1: enrolled: says 11, but the records add up to 10
tsop-report: 3 errors
EOF
refuse "no header" '1d' <<'EOF'
tsop-report: in.jsonl:1: type: expected an allocation as the first record
tsop-report: 1 error
EOF
refuse "two allocations" '$r good.jsonl' <<'EOF'
tsop-report: in.jsonl:22: type: expected nothing behind the proof
tsop-report: 1 error
EOF
refuse "something else" '3s/"seats","v"/"receipt","v"/' <<'EOF'
tsop-report: in.jsonl:3: type: expected seats, assignment, waiting or proof
tsop-report: in.jsonl:13: municipality: expected a municipality of the seats records, not '0400'
tsop-report: 2 errors
EOF
waiting='{"type":"waiting","v":1,"allocation":"3f9c0e7b52d1a846","course":"COURSE","position":1,"enrollment":"e14"}'
sed "\$i $waiting" good.jsonl | sed 's/COURSE/e19-kolding/' >lists.jsonl
tsop-report allocation --format csv good.jsonl >good.csv
run "waiting lists" 0 tsop-report allocation --format csv lists.jsonl
out_is "waiting lists change nothing" <good.csv
refuse "a waiting list of no course" "\$i $waiting" <<'EOF'
tsop-report: in.jsonl:21: course: expected a course of the allocation
tsop-report: 1 error
EOF
refuse "a waiting list before an assignment" "20i $(echo "$waiting" | sed 's/COURSE/e19-kolding/')" <<'EOF'
tsop-report: in.jsonl:21: type: out of order: an allocation is followed by seats, then assignments, waiting lists, then a proof
tsop-report: 1 error
EOF
refuse "seats behind assignments" '7{h;d};8G' <<'EOF'
tsop-report: in.jsonl:8: type: out of order: an allocation is followed by seats, then assignments, waiting lists, then a proof
tsop-report: 1 error
EOF
refuse "a later version" '1s/"v":1/"v":2/' <<'EOF'
tsop-report: in.jsonl:1: v: expected 1, the version this program reads
tsop-report: 1 error
EOF
refuse "another allocation's record" '8s/3f9c0e7b52d1a846/0000000000000000/' <<'EOF'
tsop-report: in.jsonl:8: allocation: expected 3f9c0e7b52d1a846, as in the first record
tsop-report: 1 error
EOF
refuse "many faults of one record" '1s/"claimants":6/"claimants":-1/; 1s/"seats":12/"seats":"12"/
	1s/2019-06-24T08/2019-06-31T08/; 1s/"method":"[a-z-]*",//; 1s/"2020-01-01"/"1 January"/' <<'EOF'
tsop-report: in.jsonl:1: now: 31 June 2019 does not exist; June 2019 has 30 days
tsop-report: in.jsonl:1: key_date: expected a date such as 2019-04-11, 11-04-2019 or 11. april 2019
tsop-report: in.jsonl:1: method: missing
tsop-report: in.jsonl:1: claimants: expected a number from 0 to 1000000000
tsop-report: in.jsonl:1: seats: expected a whole number
tsop-report: 5 errors
EOF
refuse "counts that do not agree" '1s/"given":11,"reserved":1/"given":10,"reserved":2/
	1s/"enrolled":5,/"enrolled":4,/; 5s/"waiting":1/"waiting":2/; 1s/"waiting":2/"waiting":3/' <<'EOF'
tsop-report: in.jsonl:1: given: says 10, but the records add up to 11
tsop-report: in.jsonl:1: reserved: says 2, but the records add up to 1
tsop-report: in.jsonl:1: courses.enrolled: says 4, but the records add up to 5
tsop-report: in.jsonl:5: waiting: says 2, but the records add up to 1
tsop-report: in.jsonl:1: waiting: says 3, but the records add up to 2
tsop-report: 5 errors
EOF
refuse "more people than seats" '1s/"capacity":6/"capacity":5/' <<'EOF'
tsop-report: in.jsonl:1: courses.capacity: expected room for all that is enrolled and reserved: 6
tsop-report: 1 error
EOF
refuse "courses out of order, ids that are none" '1s/e19-kolding/E19|Kolding/' <<'EOF'
tsop-report: in.jsonl:1: courses.id: expected 1 to 64 of a-z, 0-9, '.', '_' and '-'
tsop-report: in.jsonl:1: courses.id: expected courses by id, each once
tsop-report: 2 errors
EOF
refuse "a course that is none" '8s/e19-koebenhavn/e19-aarhus/; 7s/e19-koebenhavn/e19-aarhus/' <<'EOF'
tsop-report: in.jsonl:7: reserved_at: expected courses of the allocation
tsop-report: in.jsonl:8: course: expected a course of the allocation
tsop-report: 2 errors
EOF
refuse "enrollments out of order, ids that are none" '9s/"e2"/"e1"/; 10s/"e3"/"17"/; 11s/"e4"/"e04"/' <<'EOF'
tsop-report: in.jsonl:9: enrollment: expected assignments by number, each once, not e1 behind e1
tsop-report: in.jsonl:10: enrollment: expected e and a number, as in e17
tsop-report: in.jsonl:11: enrollment: expected e and a number, as in e17
tsop-report: 3 errors
EOF
refuse "states that are none" '8s/"enrolled"/"offered"/; 19s/null/"e19-kolding"/' <<'EOF'
tsop-report: in.jsonl:8: state: expected enrolled or waiting
tsop-report: in.jsonl:19: course: expected null: the state is waiting
tsop-report: 2 errors
EOF
refuse "a gap in a waiting list" '19s/"position":1/"position":2/' <<'EOF'
tsop-report: in.jsonl:19: position: expected each place on a municipality's waiting list to be taken, from 1; 1 is not
tsop-report: 1 error
EOF
# Without a seed, those who are equal and wait share a place.
printf 'id,round,title,place,capacity\nk,r1,Course K,Kolding,1\n' >courses.csv
printf 'code,n\n621,1\n' >key.csv
for n in 4 3 2 1; do # e2 and e3 have applied at the same time
	printf '{"type":"enrollment","v":1,"id":"e%d","state":"applied","round":"r1","municipality":"0621","wishes":[],"received":"2019-05-0%dT10:00:00Z","name":"Ida","email":"ida@tsop.example"}\n' \
		"$n" "$((n == 3 ? 2 : n))"
done >people.jsonl
tsop-allocate run -c courses.csv -k key.csv --key-column n people.jsonl >equal.jsonl
run "equal people who wait share a place" 0 tsop-report allocation --format csv --table waiting equal.jsonl
out_is "those who share a place are listed by number" <<'EOF'
municipality,name,waiting,enrollments
0621,Kolding,3,e2|e3|e4
EOF
sed 's/"position":3/"position":2/' equal.jsonl >gap.jsonl
run "a place behind a shared one that is too near" 3 tsop-report allocation gap.jsonl
err_is "a place behind a shared one that is too near" <<'EOF'
tsop-report: gap.jsonl:6: position: expected each place on a municipality's waiting list to be taken, from 1; 3 is not
tsop-report: 1 error
EOF
refuse "no place on the waiting list" '20s/,"position":1//' <<'EOF'
tsop-report: in.jsonl:20: position: missing
tsop-report: 1 error
EOF
refuse "an assignment of a municipality without seats" '8s/"0101"/"0751"/' <<'EOF'
tsop-report: in.jsonl:8: municipality: expected a municipality of the seats records, not '0751'
tsop-report: 1 error
EOF
refuse "control characters" '1s/e19 2019-06-21/a\\nb/; 1s/"Kolding"/"Kol\\u007fding"/' <<'EOF'
tsop-report: in.jsonl:1: seed: expected text without control characters
tsop-report: in.jsonl:1: courses.place: expected text without control characters
tsop-report: 2 errors
EOF
refuse "weights that are none" '2s/"632340"/"-1"/; 3s/"39499"/"1.0000000001"/' <<'EOF'
tsop-report: in.jsonl:2: weight: expected a number not below 0
tsop-report: in.jsonl:3: weight: expected at most 9 decimal places
tsop-report: 2 errors
EOF
sed '2s/"632340"/"1000000000000000000"/; 3s/"39499"/"1.000000001"/' good.jsonl >great.jsonl
run "the greatest weight and the finest" 0 sh -c 'tsop-report allocation --format csv great.jsonl |
	grep -o -e 1000000000000000000 -e 1.000000001'
out_is "the greatest weight and the finest" <<'EOF'
1000000000000000000
1.000000001
EOF
refuse "people assigned without seats" '1s/,"seats":12//; /"seats","v"/d' <<'EOF'
tsop-report: in.jsonl:1: seats: missing: expected what tsop-allocate run or seats prints
tsop-report: 1 error
EOF
refuse "CSV" 's/.*/a,b/' <<'EOF'
tsop-report: in.jsonl:2: type: expected an allocation as the first record
tsop-report: 1 error
EOF

printf '%s\n' '{"type":"draw","v":1,"for":"seats","tied":["0190","0420"],"number":1,"why":"equal"}' >draw.jsonl
run "a draw" 3 tsop-report allocation draw.jsonl
err_is "a draw" <<'EOF'
tsop-report: draw.jsonl:1: no allocation: a draw is needed; see tsop-allocate draw
tsop-report: 1 error
EOF
printf 'claimant,n\na,1\nb,2\n' >others.csv
tsop-allocate seats --seats 3 --key others.csv --key-column n >others.jsonl
run "claimants that are no municipalities" 3 tsop-report allocation others.jsonl
err_is "claimants that are no municipalities" <<'EOF'
tsop-report: others.jsonl:2: claimant: expected municipalities: the key is one of others
tsop-report: 1 error
EOF
run "nothing" 3 tsop-report allocation /dev/null
err_is "nothing" <<'EOF'
tsop-report: /dev/null: expected an allocation, found no record
tsop-report: 1 error
EOF
run "no such file" 3 tsop-report allocation nowhere.jsonl
err_is "no such file" <<'EOF'
tsop-report: nowhere.jsonl: can not open: No such file or directory
tsop-report: 1 error
EOF

finish
