#!/bin/sh
# tsop-enroll apply: applications into a register, once.
. "$(dirname "$0")/enroll.sh"
. "$(dirname "$0")/tap.sh"

NOW=2019-06-03T08:00:00Z
write_courses
cat >first.csv <<'END'
ref,received,municipality,name,email,role,wishes,note
1,2019-05-03 10:12,Kolding,Ea Ek,ea@a.example,konsulent,Kolding|Aarhus,"two
lines"
2,2019-05-03 10:13,101,Bo Ågård,fælles@b.example,,,
END
cat >second.csv <<'END'
municipality,name,email
Kolding,Ib Å,fælles@b.example
0101,Lis Ø,lis@b.example
END

# A dry run prints what the run prints, and makes nothing.
run "a dry run without a register" 0 tsop-enroll apply -n -r r -c courses.csv --now $NOW first.csv second.csv
cp .out dry
err_is "a dry run without a register" <<'END'
tsop-enroll: nothing is changed, but would be: r: created; 4 new, 0 unchanged, 0 corrected, 0 refused, 1 to review; courses entered: 2
END
ok "a dry run makes nothing" test ! -e r
run "the first run" 0 tsop-enroll apply -r r -c courses.csv --now $NOW first.csv second.csv
out_is "the first run" <<'END'
{"type":"receipt","v":1,"id":"e3","result":"new","round":"r1","municipality":"0621","ref":"1","received":"2019-05-03T10:12:00+02:00","deadline":"2019-06-21T12:00:00+02:00","deadline_utc":"2019-06-21T10:00:00Z"}
{"type":"receipt","v":1,"id":"e4","result":"new","round":"r1","municipality":"0101","ref":"2","received":"2019-05-03T10:13:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z"}
{"type":"receipt","v":1,"id":"e5","result":"new","round":"r1","municipality":"0621","received":"2019-06-03T10:00:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z","review":"same e-mail as e4 under another name"}
{"type":"receipt","v":1,"id":"e6","result":"new","round":"r1","municipality":"0101","received":"2019-06-03T10:00:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z"}
END
err_is "the first run" <<'END'
tsop-enroll: r: created; 4 new, 0 unchanged, 0 corrected, 0 refused, 1 to review; courses entered: 2
END
ok "the dry run had said the same" cmp dry .out
ok "the register is its owner's alone" test "$(stat -c %a r) $(stat -c %a r/chain.jsonl)" = "700 600"

# The same again changes nothing, also in other spellings, in another form, at another time.
before=$(cat r/* | sha256sum)
run "the same again" 0 tsop-enroll apply -r r -c courses.csv --now 2019-06-04T00:00:00Z first.csv second.csv
sed 's/"result":"new"/"result":"unchanged"/; s/,"review":"[^"]*"//' dry >unchanged
out_is "the same again" <unchanged
err_is "the same again" <<'END'
tsop-enroll: r: 0 new, 4 unchanged, 0 corrected, 0 refused, 0 to review; courses entered: 0
END
"$BUILD/bin/tsop-enroll" check -c courses.csv --now $NOW first.csv >first.jsonl
printf 'Kommune;Navn;E-mail\nKolding Kommune;IB  å;fælles@B.EXAMPLE\n' >spelled.csv
run "the same as JSON Lines" 0 tsop-enroll apply -q -r r -c courses.csv --now $NOW first.jsonl
err_is "-q is quiet" </dev/null
run "a name in another spelling is another content" 3 tsop-enroll apply -r r -c courses.csv --now $NOW spelled.csv
err_is "a name in another spelling is another content" <<'END'
tsop-enroll: spelled.csv:2: differs from e5 in: Navn; --update corrects that
tsop-enroll: spelled.csv: nothing of this file was taken; --partial takes its good rows
tsop-enroll: 1 error
END
ok "nothing was written" test "$(cat r/* | sha256sum)" = "$before"

# Corrections.
cat >changed.csv <<'END'
ref,received,municipality,name,email,role,wishes,priority,note
1,2019-05-03 10:12,Kolding,Ea Ek,ea@a.example,,Aarhus,2,"two
lines"
END
run "what differs is refused" 3 tsop-enroll apply -r r -c courses.csv --now $NOW changed.csv
out_is "what differs is refused" </dev/null
err_is "what differs is refused" <<'END'
tsop-enroll: changed.csv:2: differs from e3 in: wishes, priority, role; --update corrects that
tsop-enroll: changed.csv: nothing of this file was taken; --partial takes its good rows
tsop-enroll: 1 error
END
run "--update corrects it" 0 tsop-enroll apply -r r -c courses.csv --now $NOW --update changed.csv spelled.csv
out_is "--update corrects it" <<'END'
{"type":"receipt","v":1,"id":"e3","result":"corrected","round":"r1","municipality":"0621","ref":"1","received":"2019-05-03T10:12:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z"}
{"type":"receipt","v":1,"id":"e5","result":"corrected","round":"r1","municipality":"0621","received":"2019-06-03T10:00:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z"}
END
ok "the events are corrections" sh -c 'tail -n 2 r/body-2019.jsonl | sed "s/.*\"r\"://" >events'
tap_compare "the events are corrections" events <<'END'
{"type":"correction","v":1,"enrollment":"e3","wishes":["r1-aarhus"],"priority":2,"role":null}}
{"type":"correction","v":1,"enrollment":"e5","name":"IB å"}}
END
run "the register says so" 0 tsop-enroll list -r r --municipality Kolding
out_is "the register says so" <<'END'
{"type":"enrollment","v":1,"id":"e3","state":"applied","since":"2019-06-03T08:00:00Z","ref":"1","round":"r1","municipality":"0621","wishes":["r1-aarhus"],"priority":2,"received":"2019-05-03T10:12:00+02:00","name":"Ea Ek","email":"ea@a.example","note":"two\nlines"}
{"type":"enrollment","v":1,"id":"e5","state":"applied","since":"2019-06-03T08:00:00Z","round":"r1","municipality":"0621","wishes":[],"received":"2019-06-03T10:00:00+02:00","name":"IB å","email":"fælles@b.example"}
END
run "corrected once, it is unchanged" 0 tsop-enroll apply -r r -c courses.csv --now $NOW --update changed.csv
err_is "corrected once, it is unchanged" <<'END'
tsop-enroll: r: 0 new, 1 unchanged, 0 corrected, 0 refused, 0 to review; courses entered: 0
END

# A file is a batch; the others go on.
cat >bad.csv <<'END'
municipality,name,email
Kolding,Ane A,ane@a.example
Kold,Ove O,ove@a.example
Kolding,Una U,una@a.example
END
printf 'municipality,name,email\nKolding,Per P,per@a.example\n' >good.csv
run "a bad file is refused, a good one taken" 3 tsop-enroll apply -r r -c courses.csv --now $NOW bad.csv good.csv
out_is "a bad file is refused, a good one taken" <<'END'
{"type":"receipt","v":1,"id":"e9","result":"new","round":"r1","municipality":"0621","received":"2019-06-03T10:00:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z"}
END
err_is "a bad file is refused, a good one taken" <<'END'
tsop-enroll: bad.csv:3: municipality: unknown municipality 'Kold'; did you mean Kolding (0621)?
tsop-enroll: bad.csv: nothing of this file was taken; --partial takes its good rows
tsop-enroll: r: 1 new, 0 unchanged, 0 corrected, 3 refused, 0 to review; courses entered: 0
tsop-enroll: 1 error
END
run "--partial takes its good rows" 1 tsop-enroll apply -r r -c courses.csv --now $NOW --partial bad.csv
out_is "--partial takes its good rows" <<'END'
{"type":"receipt","v":1,"id":"e10","result":"new","round":"r1","municipality":"0621","received":"2019-06-03T10:00:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z"}
{"type":"receipt","v":1,"id":"e11","result":"new","round":"r1","municipality":"0621","received":"2019-06-03T10:00:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z"}
END
err_is "--partial takes its good rows" <<'END'
tsop-enroll: bad.csv:3: municipality: unknown municipality 'Kold'; did you mean Kolding (0621)?
tsop-enroll: r: 2 new, 0 unchanged, 0 corrected, 1 refused, 0 to review; courses entered: 0
tsop-enroll: 1 error
END

# The same person twice in a run; what a refused file held does not count.
printf 'municipality,name,email,note\nKolding,Tom T,tom@a.example,a\n\nKolding,Tom T,tom@a.example,b\n' >twice.csv
printf 'municipality,name,email,note\nKolding,Tom T,tom@a.example,b\nKolding,Tom T,tom@a.example,b\n' >once.csv
run "twice with another content, then twice the same" 3 tsop-enroll apply -r r -c courses.csv --now $NOW twice.csv once.csv
out_is "twice with another content, then twice the same" <<'END'
{"type":"receipt","v":1,"id":"e12","result":"new","round":"r1","municipality":"0621","received":"2019-06-03T10:00:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z"}
{"type":"receipt","v":1,"id":"e12","result":"unchanged","round":"r1","municipality":"0621","received":"2019-06-03T10:00:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z"}
END
err_is "twice with another content, then twice the same" <<'END'
tsop-enroll: twice.csv:4: line 2 of twice.csv has the same identity and differs in: note
tsop-enroll: twice.csv: nothing of this file was taken; --partial takes its good rows
tsop-enroll: r: 1 new, 1 unchanged, 0 corrected, 2 refused, 0 to review; courses entered: 0
tsop-enroll: 1 error
END
printf 'ref,municipality,name,email\nx1,Kolding,Kim K,kim@a.example\nx2,Kolding,Kim K,kim@a.example\n' >form.csv
run "one person under two answers of the form is to be reviewed" 0 tsop-enroll apply -q -r r -c courses.csv --now $NOW form.csv
out_is "one person under two answers of the form is to be reviewed" <<'END'
{"type":"receipt","v":1,"id":"e13","result":"new","round":"r1","municipality":"0621","ref":"x1","received":"2019-06-03T10:00:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z"}
{"type":"receipt","v":1,"id":"e14","result":"new","round":"r1","municipality":"0621","ref":"x2","received":"2019-06-03T10:00:00+02:00","deadline":"2019-06-24T12:00:00+02:00","deadline_utc":"2019-06-24T10:00:00Z","review":"same name and e-mail as e13"}
END

# What does not say when it was received is judged by the clock where it is new, and only there.
echo 'municipality,name,email
Kolding,Pia P,pia@a.example' >undated.csv
"$BUILD/bin/tsop-enroll" apply -q -r undated -c courses.csv --now $NOW undated.csv >undated.jsonl
for instant in 2019-04-30T00:00:00Z 2019-09-01T00:00:00Z; do
	run "the same outside the window, $instant" 0 tsop-enroll apply -q -r undated -c courses.csv --now $instant undated.csv
	sed 's/"new"/"unchanged"/' undated.jsonl | out_is "the same outside the window, $instant"
done
echo '{"municipality":"0621","name":"Pia P","email":"pia@a.example","note":null}' >null.jsonl
run "null is no member" 0 tsop-enroll apply -r undated -c courses.csv --now $NOW null.jsonl
err_is "null is no member" <<'END'
tsop-enroll: undated: 0 new, 1 unchanged, 0 corrected, 0 refused, 0 to review; courses entered: 0
END
echo 'Kolding,Bo P,bo@a.example' >>undated.csv
run "somebody new outside the window" 3 tsop-enroll apply -r undated -c courses.csv --now 2019-09-01T00:00:00Z undated.csv
out_is "somebody new outside the window" </dev/null
err_is "somebody new outside the window" <<'END'
tsop-enroll: undated.csv:3: received: 2019-09-01T02:00:00+02:00 is after the deadline 2019-06-24T12:00:00+02:00 (2019-06-24T10:00:00Z)
tsop-enroll: undated.csv: nothing of this file was taken; --partial takes its good rows
tsop-enroll: 1 error
END

# Courses.
sed 's/,2,2019-09-16/,3,2019-09-16/' courses.csv >more.csv
run "a changed course is refused" 3 tsop-enroll apply -r r -c more.csv --now $NOW good.csv
out_is "a changed course is refused" </dev/null
err_is "a changed course is refused" <<'END'
tsop-enroll: more.csv:3: r1-aarhus: differs from the register in: capacity; --update-courses corrects that
tsop-enroll: 1 error
END
run "--update-courses enters it" 0 tsop-enroll apply -r r -c more.csv --now $NOW --update-courses good.csv
err_is "--update-courses enters it" <<'END'
tsop-enroll: r: 0 new, 1 unchanged, 0 corrected, 0 refused, 0 to review; courses entered: 1
END
sed 's/,r1,/,r2,/' more.csv >moved.csv
run "a course stays in its round" 3 tsop-enroll apply -r r -c moved.csv --now $NOW --update-courses good.csv
err_is "a course stays in its round" <<'END'
tsop-enroll: moved.csv:2: r1-kolding: the round of a course can not change
tsop-enroll: moved.csv:3: r1-aarhus: the round of a course can not change
tsop-enroll: 2 errors
END

# Nothing is stored of what can not be read.
refused() { # NAME FILE STATUS, the first line of what is said on standard input
	run "$1" "$3" tsop-enroll apply -r none -c courses.csv --now $NOW "$2"
	head -n 1 .err >said
	tap_compare "$1" said
	ok "$1: no register" test ! -e none
}
printf 'municipality,name\nKolding,Ea Ek\n' >f.csv
refused "a missing column" f.csv 3 <<'END'
tsop-enroll: f.csv:1: expected a column for each of: email ('E-mail')
END
printf 'Kommune;Navn;E-mail;Kommunens navn\n' >f.csv
refused "a doubled column" f.csv 3 <<'END'
tsop-enroll: f.csv:1: municipality: columns 1 and 4 are the same field
END
printf 'municipality,name,email\nKolding,Ea Ek\nKolding,Ea Ek,ea@a.example\n' >f.csv
refused "a ragged row" f.csv 3 <<'END'
tsop-enroll: f.csv:2: expected 3 cells as in the header row, found 2
END
printf 'municipality,name,email\nKolding,"Ea Ek,ea@a.example\nKolding,Bo B,bo@a.example\n' >f.csv
refused "an unclosed quote" f.csv 3 <<'END'
tsop-enroll: f.csv:2: the quote opened here is not closed
END
run "--partial does not guess behind it" 3 tsop-enroll apply --partial -r none -c courses.csv --now $NOW f.csv
printf 'municipality,name,email\nKolding,Ea\000Ek,ea@a.example\n' >f.csv
refused "a NUL" f.csv 3 <<'END'
tsop-enroll: f.csv:2: column 11: expected text, found a NUL byte
END
printf 'municipality,name,email\nKolding,\330 Ek,ea@a.example\n' >f.csv
refused "another encoding" f.csv 3 <<'END'
tsop-enroll: f.csv:2: column 9: invalid UTF-8; try --encoding windows-1252
END
printf 'PK\003\004xxxx' >f.csv
refused "a renamed .xlsx" f.csv 3 <<'END'
tsop-enroll: f.csv: expected CSV or JSON Lines, found an Excel workbook (.xlsx) or ZIP archive; in Excel save it as 'CSV UTF-8'
END
printf '<!DOCTYPE html>\n<html>' >f.csv
refused "an HTML page" f.csv 3 <<'END'
tsop-enroll: f.csv: expected CSV or JSON Lines, found a web page; is it an error page, saved in place of the file?
END
printf '{"municipality":"0621","name":"Ea Ek","ema' >f.csv
refused "truncated JSON" f.csv 3 <<'END'
tsop-enroll: f.csv:1: column 43: the line ends within a string
END
printf '{"municipality":"0621","name":"Ea Ek","name":"Eb Ek"}\n' >f.csv
refused "a key given twice" f.csv 3 <<'END'
tsop-enroll: f.csv:1: name: column 39: the name is given twice
END

# One mailbox, however its address is written.
printf 'municipality,name,email\nKolding,Ea Ek,ea@kolding.example\nKolding,Ea Ek,EA@kolding.example\n' >case.csv
run "an address in another case" 0 sh -c "tsop-enroll apply -q -r case -c courses.csv --now $NOW case.csv | jq -c '[.result, .review]'"
out_is "an address in another case" <<'END'
["new",null]
["new","same name and e-mail as e3"]
END

# The command line.
run "no register named" 2 tsop-enroll apply -c courses.csv good.csv
run "no courses named" 2 tsop-enroll apply -r r good.csv
mkdir -m 700 bare
run "an empty directory" 3 tsop-enroll apply -q -r bare -c courses.csv --now $NOW good.csv
err_is "an empty directory" <<'END'
tsop-enroll: bare: not a journal: lock is missing
END
run "a directory that is no register" 3 tsop-enroll apply -r / -c courses.csv --now $NOW good.csv
finish
