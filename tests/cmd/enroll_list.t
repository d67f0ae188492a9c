#!/bin/sh
# tsop-enroll list: enrollments as records, as tables, as a teacher's list.
. "$(dirname "$0")/enroll.sh"
. "$(dirname "$0")/tap.sh"

write_courses
cat >people.csv <<'END'
Svar-id;Modtaget;Kommune;Navn;E-mail;Funktion;1. ønske;2. ønske;Kun ønskede kurser;Følges med;Prioritet;Kost
a1;03-05-2019 10:12;Kolding;Åse Ørsted;aase@a.example;konsulent;Kolding;Aarhus;ja;par;1;"vegetar; ikke
nødder"
a2;03-05-2019 10:13;Århus;=1+1 Bo;bo@a.example;;;;;;;
END
cat >more.jsonl <<'END'
{"municipality":"0751","name":"Ib \"I\"","email":"ib@a.example","received":"2019-05-04T08:00:00Z","wishes":["r1-aarhus"],"phone":{"home":[1,2]}}
END
"$BUILD/bin/tsop-enroll" apply -q -r r -c courses.csv --now 2019-06-03T08:00:00Z people.csv more.jsonl >/dev/null
cat >allocation.jsonl <<'END'
{"type":"allocation","v":1,"id":"aa01","round":"r1","claimants":0,"applications":3,"given":0,"reserved":0,"enrolled":2,"waiting":1,"courses":[{"id":"r1-kolding","enrolled":1},{"id":"r1-aarhus","enrolled":1}]}
{"type":"assignment","v":1,"allocation":"aa01","enrollment":"e3","municipality":"0621","course":"r1-kolding","state":"enrolled"}
{"type":"assignment","v":1,"allocation":"aa01","enrollment":"e4","municipality":"0751","course":"r1-aarhus","state":"enrolled"}
{"type":"assignment","v":1,"allocation":"aa01","enrollment":"e5","municipality":"0751","course":null,"state":"waiting","position":1}
{"type":"proof","v":1,"allocation":"aa01"}
END
"$BUILD/bin/tsop-enroll" record -q -r r --now 2019-06-25T08:00:00Z allocation.jsonl

run "records" 0 tsop-enroll list -r r
out_is "records" <<'END'
{"type":"enrollment","v":1,"id":"e3","state":"enrolled","since":"2019-06-25T08:00:00Z","course":"r1-kolding","ref":"a1","round":"r1","municipality":"0621","wishes":["r1-kolding","r1-aarhus"],"only_wishes":true,"party":"par","priority":1,"received":"2019-05-03T10:12:00+02:00","name":"Åse Ørsted","email":"aase@a.example","role":"konsulent","Kost":"vegetar; ikke\nnødder"}
{"type":"enrollment","v":1,"id":"e4","state":"enrolled","since":"2019-06-25T08:00:00Z","course":"r1-aarhus","ref":"a2","round":"r1","municipality":"0751","wishes":[],"received":"2019-05-03T10:13:00+02:00","name":"=1+1 Bo","email":"bo@a.example"}
{"type":"enrollment","v":1,"id":"e5","state":"waiting","since":"2019-06-25T08:00:00Z","position":1,"round":"r1","municipality":"0751","wishes":["r1-aarhus"],"received":"2019-05-04T10:00:00+02:00","name":"Ib \"I\"","email":"ib@a.example","phone":{"home":[1,2]}}
END
run "CSV has the same data" 0 tsop-enroll list -r r --format csv
out_is "CSV has the same data" <<'END'
id,state,since,course,position,ref,round,municipality,wishes,only_wishes,party,priority,received,name,email,role,Kost,phone
e3,enrolled,2019-06-25T08:00:00Z,r1-kolding,,a1,r1,0621,r1-kolding|r1-aarhus,true,par,1,2019-05-03T10:12:00+02:00,Åse Ørsted,aase@a.example,konsulent,"vegetar; ikke
nødder",
e4,enrolled,2019-06-25T08:00:00Z,r1-aarhus,,a2,r1,0751,,,,,2019-05-03T10:13:00+02:00,=1+1 Bo,bo@a.example,,,
e5,waiting,2019-06-25T08:00:00Z,,1,,r1,0751,r1-aarhus,,,,2019-05-04T10:00:00+02:00,"Ib ""I""",ib@a.example,,,"{""home"":[1,2]}"
END
run "text is the same, aligned" 0 tsop-enroll list -r r --format text
out_is "text is the same, aligned" <<'END'
id  state     since                 course      position  ref  round  municipality  wishes                only_wishes  party  priority  received                   name        email           role       Kost                     phone
e3  enrolled  2019-06-25T08:00:00Z  r1-kolding            a1   r1     0621          r1-kolding|r1-aarhus  true         par    1         2019-05-03T10:12:00+02:00  Åse Ørsted  aase@a.example  konsulent  vegetar; ikke\x0Anødder
e4  enrolled  2019-06-25T08:00:00Z  r1-aarhus             a2   r1     0751                                                              2019-05-03T10:13:00+02:00  =1+1 Bo     bo@a.example
e5  waiting   2019-06-25T08:00:00Z              1              r1     0751          r1-aarhus                                           2019-05-04T10:00:00+02:00  Ib "I"      ib@a.example                                        {"home":[1,2]}
END

# The teacher's list, byte for byte: BOM, semicolons, CRLF, formulas guarded.
run "the teacher's list" 0 tsop-enroll list -r r --course r1-kolding --format csv --excel
printf '\357\273\277Nr.;Navn;Kommune;Funktion;E-mail;Følges med;Status;Kursus;Ventelisteplads;Modtaget;Kost\r\ne3;Åse Ørsted;Kolding;konsulent;aase@a.example;par;deltager;Kursus, Kolding;;03-05-2019 10:12;"vegetar; ikke\nnødder"\r\n' >wanted
ok "the teacher's list" cmp .out wanted
run "in English, all of them" 0 tsop-enroll list -r r --format csv --excel --lang en
printf '\357\273\277No.;Name;Municipality;Role;E-mail;Comes with;Status;Course;Place in line;Received;Kost;phone\r\ne3;Åse Ørsted;Kolding;konsulent;aase@a.example;par;enrolled;Kursus, Kolding;;2019-05-03 10:12;"vegetar; ikke\nnødder";\r\ne4;'"'"'=1+1 Bo;Aarhus;;bo@a.example;;enrolled;Kursus, Aarhus;;2019-05-03 10:13;;\r\ne5;"Ib ""I""";Aarhus;;ib@a.example;;waiting;;1;2019-05-04 10:00;;"{""home"":[1,2]}"\r\n' >wanted
ok "in English, all of them" cmp .out wanted
run "into a file" 0 tsop-enroll list -r r --format csv --excel --lang en -o list.csv
out_is "into a file" </dev/null
ok "the file is whole" cmp list.csv wanted
ok "the file is its owner's alone" test "$(stat -c %a list.csv)" = 600

# Filters, and the register as it was.
ids() { sed 's/.*"id":"\([^"]*\)".*/\1/' "$T/.out" | tr '\n' ' ' >ids; }
only() { # NAME IDS ARGUMENT...
	only_name=$1 only_ids=$2
	shift 2
	run "$only_name" 0 tsop-enroll list -r r "$@"
	ids
	echo "$only_ids" | tr -d '\n' | tap_compare "$only_name" ids
}
only "states" "e3 e4 " --state applied,enrolled
only "a municipality by name" "e4 e5 " --municipality Århus
only "a municipality by code and a state" "e5 " --municipality 751 --state waiting
only "a round" "e3 e4 e5 " --round r1
only "a course" "e4 " --course r1-aarhus
only "before the allocation" "e3 e4 e5 " --as-of 2019-06-25T07:59:59Z --state applied
only "at the allocation" "" --as-of 2019-06-25T08:00:00Z --state applied
only "before there was anything" "" --as-of 2019-06-03T07:59:59Z

run "an unknown state" 2 tsop-enroll list -r r --state applied,gone
err_is "an unknown state" <<'END'
tsop-enroll: --state: expected applied, waiting, offered, enrolled, declined, cancelled, attended or absent, not 'gone'
END
run "an unknown municipality" 2 tsop-enroll list -r r --municipality Koldning
err_is "an unknown municipality" <<'END'
tsop-enroll: --municipality: unknown municipality 'Koldning'; did you mean Kolding (0621)?
END
run "an unknown instant" 2 tsop-enroll list -r r --as-of today
run "an unknown course" 3 tsop-enroll list -r r --course r1-odense
err_is "an unknown course" <<'END'
tsop-enroll: --course: the register has no course 'r1-odense'
END
run "an unknown round" 3 tsop-enroll list -r r --round r2
run "--excel without CSV" 2 tsop-enroll list -r r --excel
run "no register named" 2 tsop-enroll list
run "no register there" 3 tsop-enroll list -r nowhere
run "a full disk" 4 sh -c 'tsop-enroll list -r r >/dev/full'
run "a reader that has gone" 0 sh -c 'tsop-enroll list -r r | head -n 1 | grep -q e3'
run "a language of nothing" 2 tsop-enroll list -r r --lang en
echo 'tsop-enroll: --lang: goes with --excel only' | err_is "a language of nothing"
finish
