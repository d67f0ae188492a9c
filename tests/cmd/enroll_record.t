#!/bin/sh
# tsop-enroll record: an allocation back into the register, whole or not at all.
. "$(dirname "$0")/enroll.sh"
. "$(dirname "$0")/tap.sh"

NOW=2019-06-25T08:00:00Z
write_courses
cat >people.csv <<'END'
municipality,name,email,received
Kolding,Ea Ek,ea@a.example,2019-05-03 10:12
Kolding,Bo B,bo@a.example,2019-05-03 10:12
Kolding,Ib I,ib@a.example,2019-05-03 10:12
Aarhus,Lis L,lis@b.example,2019-05-03 10:12
END
"$BUILD/bin/tsop-enroll" apply -q -r r -c courses.csv --now 2019-06-03T08:00:00Z people.csv >/dev/null

header() { # ID ENROLLED WAITING KOLDING AARHUS
	printf '{"type":"allocation","v":1,"id":"%s","round":"r1","now":"2019-06-25T08:00:00Z","claimants":2,"applications":4,"seats":4,"given":3,"reserved":1,"left":0,"enrolled":%s,"waiting":%s,"courses":[{"id":"r1-aarhus","enrolled":%s},{"id":"r1-kolding","enrolled":%s}]}\n' "$1" "$2" "$3" "$5" "$4"
}
seats() { # ID
	printf '{"type":"seats","v":1,"allocation":"%s","municipality":"0621","seats":2,"reserved":0}\n' "$1"
	printf '{"type":"seats","v":1,"allocation":"%s","municipality":"0751","seats":1,"reserved":1}\n' "$1"
}
placed() { # ID ENROLLMENT MUNICIPALITY COURSE
	printf '{"type":"assignment","v":1,"allocation":"%s","enrollment":"%s","municipality":"%s","course":"%s","state":"enrolled","why":"x"}\n' "$@"
}
waits() { # ID ENROLLMENT MUNICIPALITY POSITION
	printf '{"type":"assignment","v":1,"allocation":"%s","enrollment":"%s","municipality":"%s","course":null,"state":"waiting","position":%s,"why":"x"}\n' "$@"
}
proof() { printf '{"type":"proof","v":1,"allocation":"%s","seats":{}}\n' "$1"; }
{
	header aa01 3 1 2 1
	seats aa01
	placed aa01 e3 0621 r1-kolding
	placed aa01 e4 0621 r1-kolding
	waits aa01 e5 0621 1
	placed aa01 e6 0751 r1-aarhus
	proof aa01
} >allocation.jsonl

state() { cat r/* | sha256sum; }
before=$(state)
run "a dry run" 0 tsop-enroll record -n -r r --now $NOW allocation.jsonl
err_is "a dry run" <<'END'
tsop-enroll: nothing is changed, but would be: r: allocation aa01: 3 enrolled, 1 waiting
END
ok "a dry run enters nothing" test "$(state)" = "$before"

refused() { # NAME FILE, what is said on standard input
	run "$1" 3 tsop-enroll record -r r --now $NOW "$2"
	cat .out >>.err
	err_is "$1"
	ok "$1: nothing is entered" test "$(state)" = "$before"
}
head -n 5 allocation.jsonl >f
refused "a stream that broke" f <<'END'
tsop-enroll: f: ends without a proof: the allocation is not complete
tsop-enroll: 1 error
END
head -c 700 allocation.jsonl >f
run "a stream that broke in a line" 3 tsop-enroll record -r r --now $NOW f
sed 4d allocation.jsonl >f
refused "a line is missing" f <<'END'
tsop-enroll: f: applications: the first line says 4, but 3 came
tsop-enroll: f: enrolled: the first line says 3, but 2 came
tsop-enroll: f: r1-kolding: the first line says 2, but 1 came
tsop-enroll: 3 errors
END
refused "nothing" /dev/null <<'END'
tsop-enroll: /dev/null: expected what tsop-allocate run prints, found nothing
tsop-enroll: 1 error
END
printf '{"type":"draw","v":1,"for":"seats","tied":["0621","0751"],"number":1,"why":"x"}\n' >f
refused "a lot to be drawn" f <<'END'
tsop-enroll: f:1: a draw is needed before there is an allocation; see tsop-allocate draw
tsop-enroll: 1 error
END
head -n 1 allocation.jsonl | sed 's/,"courses".*/}/' >f
refused "seats without people" f <<'END'
tsop-enroll: f:1: courses: expected an allocation with people; this one is of seats only
tsop-enroll: 1 error
END
sed '5s/aa01/bb01/; 6s/"e5"/"e4"/; 7s/"enrolled"/"waiting"/; 8p' allocation.jsonl >f
refused "lines that do not belong" f <<'END'
tsop-enroll: f:5: allocation: expected aa01, as in the first line
tsop-enroll: f:7: state: expected enrolled with a course, or waiting without
tsop-enroll: f:9: expected nothing behind the proof
tsop-enroll: 3 errors
END
{
	sed '$d' allocation.jsonl
	printf '{"type":"waiting","v":1,"allocation":"aa01","course":"%s","position":1,"enrollment":"%s"}\n' \
		r1-kolding e5 r1-odense e5 r1-kolding e9
	tail -n 1 allocation.jsonl
} >f
refused "waiting lists of another allocation" f <<'END'
tsop-enroll: f:9: course: the allocation's first line names no such course
tsop-enroll: f:10: enrollment: e9 is not assigned
tsop-enroll: 2 errors
END
sed -i 9,10d f
run "waiting lists are read, and not kept" 0 tsop-enroll record -n -r r --now $NOW f
sed 's/"r1-aarhus"/"r1-odense"/; 4s/"e3"/"e33"/; 5s/0621/0751/' allocation.jsonl >f
refused "what the register does not have" f <<'END'
tsop-enroll: f:4: enrollment: the register has no e33 in round r1
tsop-enroll: f:5: enrollment: e4 is of municipality 0621 by now
tsop-enroll: f:7: course: the register has no course r1-odense in round r1
tsop-enroll: 3 errors
END
sed 's/"round":"r1"/"round":"r9"/' allocation.jsonl >f
refused "a foreign round" f <<'END'
tsop-enroll: f:1: round: expected a round of the courses: r1
tsop-enroll: 1 error
END
{
	header aa02 3 1 3 0
	seats aa02
	placed aa02 e3 0621 r1-kolding
	placed aa02 e4 0621 r1-kolding
	waits aa02 e5 0621 1
	placed aa02 e6 0751 r1-kolding
	proof aa02
} >f
refused "more people than seats" f <<'END'
tsop-enroll: r1-kolding: 3 people on 2 seats
tsop-enroll: 1 error
END

run "the allocation" 0 tsop-enroll record -r r --now $NOW <allocation.jsonl
out_is "the allocation" </dev/null
err_is "the allocation" <<'END'
tsop-enroll: r: allocation aa01: 3 enrolled, 1 waiting
END
run "the register says so" 0 tsop-enroll list -r r
cut -d, -f3-7 .out >listed
tap_compare "the register says so" listed <<'END'
"id":"e3","state":"enrolled","since":"2019-06-25T08:00:00Z","course":"r1-kolding","round":"r1"
"id":"e4","state":"enrolled","since":"2019-06-25T08:00:00Z","course":"r1-kolding","round":"r1"
"id":"e5","state":"waiting","since":"2019-06-25T08:00:00Z","position":1,"round":"r1"
"id":"e6","state":"enrolled","since":"2019-06-25T08:00:00Z","course":"r1-aarhus","round":"r1"
END
tail -n 5 r/body-2019.jsonl | sed 's/.*"r"://' >events
{
	head -n 1 allocation.jsonl | sed 's/$/}/'
	cat <<'END'
{"type":"assignment","v":1,"allocation":"aa01","enrollment":"e3","course":"r1-kolding","state":"enrolled"}}
{"type":"assignment","v":1,"allocation":"aa01","enrollment":"e4","course":"r1-kolding","state":"enrolled"}}
{"type":"assignment","v":1,"allocation":"aa01","enrollment":"e5","course":null,"state":"waiting","position":1}}
{"type":"assignment","v":1,"allocation":"aa01","enrollment":"e6","course":"r1-aarhus","state":"enrolled"}}
END
} >wanted
tap_compare "the events are the header and what changed" events <wanted
before=$(state)
run "the same again" 0 tsop-enroll record -r r --now $NOW allocation.jsonl
err_is "the same again" <<'END'
tsop-enroll: r: allocation aa01 was recorded before; nothing is changed
END
sed 's/aa01/aa03/' allocation.jsonl >f
run "the same by another run" 0 tsop-enroll record -r r --now $NOW f
err_is "the same by another run" <<'END'
tsop-enroll: r: allocation aa03 changes nothing
END
ok "nothing is entered twice" test "$(state)" = "$before"

# A second round: those who have a place keep it, one who waits gets one.
{
	header aa04 4 0 2 2
	seats aa04
	placed aa04 e3 0621 r1-kolding
	placed aa04 e4 0621 r1-kolding
	placed aa04 e5 0621 r1-aarhus
	placed aa04 e6 0751 r1-aarhus
	proof aa04
} >second.jsonl
sed '4s/r1-kolding/r1-aarhus/; 6s/r1-aarhus/r1-kolding/' second.jsonl >f
refused "who is enrolled keeps the course" f <<'END'
tsop-enroll: f:4: enrollment: e3 is enrolled on r1-kolding by now
tsop-enroll: 1 error
END
sed -i 's/"enrolled","why"/"enrolled","from":"r1-odense","why"/' f
refused "who is moved from another course" f <<'END'
tsop-enroll: f:4: enrollment: e3 is enrolled on r1-kolding by now
tsop-enroll: 1 error
END
sed -i '4s/r1-odense/r1-kolding/' f
run "who is moved by name of the course" 0 tsop-enroll record -n -r r --now 2019-08-01T08:00:00Z f
run "the second round" 0 tsop-enroll record -r r --now 2019-08-01T08:00:00Z second.jsonl
err_is "the second round" <<'END'
tsop-enroll: r: allocation aa04: 1 enrolled, 0 waiting
END
run "the first is not recorded over the second" 0 tsop-enroll record -r r --now $NOW allocation.jsonl
err_is "the first is not recorded over the second" <<'END'
tsop-enroll: r: allocation aa01 was recorded before; nothing is changed
END
run "it can be seen as it was before" 0 tsop-enroll list -r r --as-of 2019-07-31T23:59:59Z --state waiting,applied
cut -d, -f3-4 .out >listed
tap_compare "it can be seen as it was before" listed <<'END'
"id":"e5","state":"waiting"
END

# Who has a place can be corrected in what is personal, not in what it was given by.
sed 's/Ea Ek/EA EK/' people.csv >update.csv
run "a name can be corrected" 0 tsop-enroll apply -q -r r -c courses.csv --update update.csv
sed 's/received$/received,wishes/; s/10:12$/10:12,Kolding/' people.csv >update.csv
run "a wish can not" 3 tsop-enroll apply -r r -c courses.csv --update update.csv
head -n 1 .err >said
tap_compare "a wish can not" said <<'END'
tsop-enroll: update.csv:2: e3 is enrolled: its wishes can not change
END
sed 's/,2,2019-09-09/,1,2019-09-09/' courses.csv >fewer.csv
run "seats that are taken stay" 3 tsop-enroll apply -r r -c fewer.csv --update-courses people.csv
head -n 1 .err >said
tap_compare "seats that are taken stay" said <<'END'
tsop-enroll: fewer.csv:2: r1-kolding: 2 are enrolled: capacity can not go below that
END
run "all of it verifies" 0 tsop-enroll verify -r r
sed 's/"root":"[0-9a-f]*"/"root":"ROOT"/' .out >verified
tap_compare "all of it verifies" verified <<'END'
{"type":"register","v":1,"root":"ROOT","entries":15,"erased_units":0,"torn_bytes":0,"courses":2,"enrollments":4,"enrolled":4}
END

# The command line.
run "no register" 3 tsop-enroll record -r nowhere allocation.jsonl
run "two allocations" 2 tsop-enroll record -r r allocation.jsonl second.jsonl
finish
