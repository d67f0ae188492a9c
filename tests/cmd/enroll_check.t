#!/bin/sh
# tsop-enroll check: courses and applications read, judged and normalized; no state.
. "$(dirname "$0")/enroll.sh"
. "$(dirname "$0")/tap.sh"

write_courses
run "courses alone" 0 tsop-enroll check courses.csv
out_is "courses alone" <<'END'
{"type":"course","v":1,"id":"r1-kolding","round":"r1","title":"Kursus, Kolding","place":"Kolding","capacity":2,"sessions":[{"start":"2019-09-09T09:00:00+02:00","end":"2019-09-09T16:00:00+02:00"},{"start":"2019-10-28T09:00:00+01:00","end":"2019-10-28T16:00:00+01:00"}],"opens":"2019-05-01T09:00:00+02:00","closes":"2019-06-21T12:00:00+02:00","audience":"Konsulenter"}
{"type":"course","v":1,"id":"r1-aarhus","round":"r1","title":"Kursus, Aarhus","place":"Aarhus","capacity":2,"sessions":[{"start":"2019-09-16T09:00:00+02:00","end":"2019-09-16T16:00:00+02:00"}],"opens":"2019-05-01T09:00:00+02:00","closes":"2019-06-24T12:00:00+02:00"}
END
cp .out courses.jsonl
run "courses from JSON Lines are the same" 0 tsop-enroll check - <courses.jsonl
out_is "courses from JSON Lines are the same" <courses.jsonl

cat >bad.csv <<'END'
id;round;title;place;capacity;sessions;opens;closes;audience;zone
A;r1;;Kolding;-1;2019-09-31 09:00-16:00;2019-06-21 12:00;2019-05-01 09:00;;
b;r 1;T;P;100001;2019-09-09 16:00-09:00;2019-03-31 02:30;2019-10-27 02:30;;
c;r1;T;P;1;2019-09-09 09:00-12:00|2019-09-09 11:00-13:00;2019-05-01;2019-09-09 10:00;;Europe/Roskilde
d;r1;T;P;2,5;;x;;;
e;r1;T;P;2;2019-09-09 09:00-12:00;2019-05-01 09:00;2019-09-09 09:00:01;;
f;r1;T;P;2;2019-09-09 09:00-12:00;2019-05-01 09:00;2019-09-09 09:00;;
f;r1;T;P;2;2019-09-09 09:00-12:00;2019-05-01 09:00;2019-09-09 09:00;;
END
run "every bad field of a course is told" 1 tsop-enroll check bad.csv
out_is "every bad field of a course is told" <<'END'
{"type":"course","v":1,"id":"f","round":"r1","title":"T","place":"P","capacity":2,"sessions":[{"start":"2019-09-09T09:00:00+02:00","end":"2019-09-09T12:00:00+02:00"}],"opens":"2019-05-01T09:00:00+02:00","closes":"2019-09-09T09:00:00+02:00"}
END
err_is "every bad field of a course is told" <<'END'
tsop-enroll: bad.csv:2: id: expected an id: 1 to 64 of a-z, 0-9, '.', '_' and '-'
tsop-enroll: bad.csv:2: title: expected a value, found none
tsop-enroll: bad.csv:2: capacity: expected a number from 0 to 100000
tsop-enroll: bad.csv:2: sessions: 31 September 2019 does not exist; September 2019 has 30 days
tsop-enroll: bad.csv:2: closes: the course closes before it opens
tsop-enroll: bad.csv:3: round: expected an id: 1 to 64 of a-z, 0-9, '.', '_' and '-'
tsop-enroll: bad.csv:3: capacity: expected a number from 0 to 100000
tsop-enroll: bad.csv:3: sessions: session 1 ends before it starts
tsop-enroll: bad.csv:3: opens: 2019-03-31 02:30 does not exist in Europe/Copenhagen: the clock goes from 02:00 to 03:00; say 2019-03-31T01:30:00+01:00 or 2019-03-31T03:30:00+02:00
tsop-enroll: bad.csv:3: closes: 2019-10-27 02:30 exists twice in Europe/Copenhagen: 2019-10-27T02:30:00+02:00 or 2019-10-27T02:30:00+01:00
tsop-enroll: bad.csv:4: zone: unknown zone 'Europe/Roskilde'; expected a name of tzdata such as Europe/Copenhagen
tsop-enroll: bad.csv:4: sessions: session 2 starts before session 1 ends
tsop-enroll: bad.csv:4: opens: expected a date and a time such as 2019-06-21 12:00, 21-06-2019 12.00 or 2019-06-21T12:00:00+02:00
tsop-enroll: bad.csv:5: capacity: expected a whole number
tsop-enroll: bad.csv:5: sessions: expected at least one session
tsop-enroll: bad.csv:5: opens: expected a date and a time such as 2019-06-21 12:00, 21-06-2019 12.00 or 2019-06-21T12:00:00+02:00
tsop-enroll: bad.csv:5: closes: expected a value, found none
tsop-enroll: bad.csv:6: closes: the course closes after it starts
tsop-enroll: bad.csv:8: id: line 7 has a course of the same id
tsop-enroll: 19 errors
END
run "bad courses make applications unusable" 3 tsop-enroll check -c bad.csv good.csv
printf '{"id":"a","round":"r1","title":"T","place":"P","capacity":1,"sessions":[{"start":"2019-09-09 09:00"}],"opens":"2019-05-01 09:00","closes":"2019-06-21 12:00"}\n' >bad.jsonl
run "a session without an end" 1 tsop-enroll check bad.jsonl
err_is "a session without an end" <<'END'
tsop-enroll: bad.jsonl:1: sessions: session 1: expected start and end
tsop-enroll: 1 error
END
run "a course in a zone of its own" 0 tsop-enroll check - <<'END'
{"id":"a","round":"r1","title":"T","place":"P","capacity":0,"sessions":[{"start":"2019-09-09 09:00","end":"2019-09-09 10:00"}],"opens":"2019-05-01 09:00","closes":"2019-06-21 12:00","zone":"America/Nuuk","teacher":{"n":1}}
END
out_is "a course in a zone of its own" <<'END'
{"type":"course","v":1,"id":"a","round":"r1","title":"T","place":"P","capacity":0,"sessions":[{"start":"2019-09-09T09:00:00-02:00","end":"2019-09-09T10:00:00-02:00"}],"opens":"2019-05-01T09:00:00-02:00","closes":"2019-06-21T12:00:00-02:00","zone":"America/Nuuk","teacher":{"n":1}}
END
run "no course at all" 3 tsop-enroll check -c /dev/null good.csv
err_is "no course at all" <<'END'
tsop-enroll: /dev/null: expected at least one course
tsop-enroll: 1 error
END

# Applications.
{
	printf '\357\273\277Svar-id;Modtaget;Kommune;Navn;E-mail;Funktion;1. ønske;2. ønske;Kun ønskede kurser;Følges med;Prioritet;Bemærkning\r\n'
	printf '1;03-05-2019 10:12;Kolding;Ea Ek;ea@a.example;konsulent;Kolding;aarhus;nej;p;1;"a\r\nb"\r\n'
	printf '2;03-05-2019 10:12;101;Bo  Ågård;Bo@A.Example;;;r1-aarhus;;;;=1+1\r\n'
	printf '3;21-06-2019 12:00;Aarhus;Ib Å;ib@a.example;;;;;;;\r\n'
} >danish.csv
run "a Danish Excel file" 0 tsop-enroll check -c courses.csv danish.csv
out_is "a Danish Excel file" <<'END'
{"type":"application","v":1,"ref":"1","round":"r1","municipality":"0621","wishes":["r1-kolding","r1-aarhus"],"party":"p","priority":1,"received":"2019-05-03T10:12:00+02:00","name":"Ea Ek","email":"ea@a.example","role":"konsulent","Bemærkning":"a\r\nb"}
{"type":"application","v":1,"ref":"2","round":"r1","municipality":"0101","wishes":["r1-aarhus"],"received":"2019-05-03T10:12:00+02:00","name":"Bo Ågård","email":"Bo@a.example","Bemærkning":"=1+1"}
{"type":"application","v":1,"ref":"3","round":"r1","municipality":"0751","wishes":[],"received":"2019-06-21T12:00:00+02:00","name":"Ib Å","email":"ib@a.example"}
END
cp .out danish.jsonl
run "what it prints is a fixed point" 0 tsop-enroll check -c courses.jsonl danish.jsonl
out_is "what it prints is a fixed point" <danish.jsonl
run "the same in another locale and zone" 0 env TZ=Asia/Tokyo LC_ALL=da_DK.UTF-8 "$BUILD/bin/tsop-enroll" check -c courses.csv danish.csv
out_is "the same in another locale and zone" <danish.jsonl
tail -c +4 danish.csv | iconv -f UTF-8 -t WINDOWS-1252 >latin.csv
run "the same from Windows-1252" 0 tsop-enroll check -c courses.jsonl --encoding windows-1252 latin.csv
out_is "the same from Windows-1252" <danish.jsonl
printf 'Kommune;Navn;E-mail;Modtaget;1. ønske;6. ønske;Ottende ønske\nKolding;Ea Ek;ea@a.example;03-05-2019 10:12;;aarhus;KOLDING\n' >eight.csv
run "a form with eight wishes" 0 tsop-enroll check -c courses.csv eight.csv
out_is "a form with eight wishes" <<'END'
{"type":"application","v":1,"round":"r1","municipality":"0621","wishes":["r1-aarhus","r1-kolding"],"received":"2019-05-03T10:12:00+02:00","name":"Ea Ek","email":"ea@a.example"}
END
sed "s/Kursus, Aarhus/Kursus, Århus/" courses.csv >utf8.csv
run "Windows-1252 beside courses in UTF-8" 0 tsop-enroll check -c utf8.csv --encoding windows-1252 latin.csv
out_is "Windows-1252 beside courses in UTF-8" <danish.jsonl

cat >bad.csv <<'END'
municipality,name,email,wishes,received,priority,note,only_wishes,party,role,state
Københavnnn,,a@b,x,2019-06-24T12:00:01+02:00,0,010190-1234,maybe,,,x
Christiansø,"a
b","a b@a.example",r1-kolding|Kolding,2019-05-01T08:59:59+02:00,1000001,,ja,,,
,B C,c@a.example 0101901234,,2019-02-30 10:00,x,,,,0101901234,
Ærø,B C,c@a.example,r1-kolding,2019-06-21T12:00:01+02:00,,,,,,
END
run "every bad field of an application is told, and no name" 1 tsop-enroll check -c courses.csv bad.csv
out_is "every bad field of an application is told, and no name" </dev/null
err_is "every bad field of an application is told, and no name" <<'END'
tsop-enroll: bad.csv:2: municipality: unknown municipality 'Københavnnn'; did you mean København (0101)?
tsop-enroll: bad.csv:2: wishes: unknown course; expected one of round r1: r1-kolding, r1-aarhus
tsop-enroll: bad.csv:2: only_wishes: expected true or false, ja or nej
tsop-enroll: bad.csv:2: priority: expected a number from 1 to 1000000
tsop-enroll: bad.csv:2: received: 2019-06-24T12:00:01+02:00 is after the deadline 2019-06-24T12:00:00+02:00 (2019-06-24T10:00:00Z)
tsop-enroll: bad.csv:2: name: expected a value, found none
tsop-enroll: bad.csv:2: email: expected a domain such as example.org behind the @
tsop-enroll: bad.csv:2: note: holds what looks like a CPR number; take it out of the file
tsop-enroll: bad.csv:2: state: the register gives this name a meaning of its own; rename the field
tsop-enroll: bad.csv:3: municipality: Christiansø (0411) is not a municipality
tsop-enroll: bad.csv:3: wishes: r1-kolding is wished for twice
tsop-enroll: bad.csv:3: priority: expected a number from 1 to 1000000
tsop-enroll: bad.csv:3: received: 2019-05-01T08:59:59+02:00 is before the opening 2019-05-01T09:00:00+02:00 (2019-05-01T07:00:00Z)
tsop-enroll: bad.csv:3: name: expected no control characters
tsop-enroll: bad.csv:3: email: expected 1 to 64 bytes of letters, digits, signs and single dots before the @, without blanks or quotes
tsop-enroll: bad.csv:5: municipality: expected a value, found none
tsop-enroll: bad.csv:5: priority: expected a whole number
tsop-enroll: bad.csv:5: received: 30 February 2019 does not exist; February 2019 has 28 days
tsop-enroll: bad.csv:5: email: holds what looks like a CPR number; take it out of the file
tsop-enroll: bad.csv:5: role: holds what looks like a CPR number; take it out of the file
tsop-enroll: bad.csv:6: received: 2019-06-21T12:00:01+02:00 is after the deadline 2019-06-21T12:00:00+02:00 (2019-06-21T10:00:00Z)
tsop-enroll: 21 errors
END

# The window: that of the first wish, or of the round; both ends belong to it.
row() { printf '{"municipality":"0621","name":"Ea Ek","email":"ea@a.example","wishes":[%s]%s}\n' "$1" "${2:+,\"received\":\"$2\"}"; }
for at in 2019-05-01T09:00:00+02:00 2019-06-21T12:00:00+02:00 2019-06-21T10:00:00Z; do
	row '"r1-kolding"' $at >one.jsonl
	run "in time at $at" 0 tsop-enroll check -c courses.csv one.jsonl
	row '"r1-kolding"' >one.jsonl
	run "in time, judged at $at" 0 tsop-enroll check -c courses.csv --now $at one.jsonl
done
for at in 2019-05-01T08:59:59+02:00 2019-06-21T12:00:01+02:00 2019-06-21T10:00:01Z; do
	row '"r1-kolding"' $at >one.jsonl
	run "not in time at $at" 1 tsop-enroll check -c courses.csv one.jsonl
	row '"r1-kolding"' >one.jsonl
	run "not in time, judged at $at" 1 tsop-enroll check -c courses.csv --now $at one.jsonl
done
row '"r1-aarhus","r1-kolding"' 2019-06-24T12:00:00+02:00 >one.jsonl
run "the window of the first wish" 0 tsop-enroll check -c courses.csv one.jsonl
row '' 2019-06-24T12:00:00+02:00 >one.jsonl
run "without a wish, the last course's end" 0 tsop-enroll check -c courses.csv one.jsonl
row '' >one.jsonl
run "without received, none is printed" 0 tsop-enroll check -c courses.csv --now 2019-06-01T00:00:00Z one.jsonl
out_is "without received, none is printed" <<'END'
{"type":"application","v":1,"round":"r1","municipality":"0621","wishes":[],"name":"Ea Ek","email":"ea@a.example"}
END

# Rounds, wishes, eligibility.
cat >two.csv <<'END'
id,round,title,place,capacity,sessions,opens,closes,audience
a1,r1,A,Kolding,1,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00,
a2,r1,A,kolding,1,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00,
b1,r2,B,Kolding,1,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00,
END
cat >rounds.jsonl <<'END'
{"round":"r2","municipality":"0621","name":"Ea Ek","email":"ea@a.example","wishes":["KOLDING"],"received":"2019-06-01T00:00:00Z"}
{"municipality":"0621","name":"Ea Ek","email":"ea@a.example","received":"2019-06-01T00:00:00Z"}
{"round":"r3","municipality":"0621","name":"Ea Ek","email":"ea@a.example","received":"2019-06-01T00:00:00Z"}
{"round":"r1","municipality":"0621","name":"Ea Ek","email":"ea@a.example","wishes":["Kolding","b1"],"received":"2019-06-01T00:00:00Z"}
{"round":"r1","municipality":"0621","name":"Ea Ek","email":"ea@a.example","only_wishes":true,"received":"2019-06-01T00:00:00Z"}
{"type":"course","v":2,"round":"r1","municipality":"0621","name":"Ea Ek","email":"ea@a.example","received":"2019-06-01T00:00:00Z"}
END
run "rounds and wishes" 1 tsop-enroll check -c two.csv rounds.jsonl
out_is "rounds and wishes" <<'END'
{"type":"application","v":1,"round":"r2","municipality":"0621","wishes":["b1"],"received":"2019-06-01T02:00:00+02:00","name":"Ea Ek","email":"ea@a.example"}
END
err_is "rounds and wishes" <<'END'
tsop-enroll: rounds.jsonl:2: round: expected a round of the courses: r1, r2
tsop-enroll: rounds.jsonl:3: round: expected a round of the courses: r1, r2
tsop-enroll: rounds.jsonl:4: wishes: several courses have this place; expected an id of round r1: a1, a2
tsop-enroll: rounds.jsonl:4: wishes: unknown course; expected one of round r1: a1, a2
tsop-enroll: rounds.jsonl:5: only_wishes: expected a wish, where only wishes count
tsop-enroll: rounds.jsonl:6: type: expected a record of type 'application'
tsop-enroll: 6 errors
END
printf 'Kommunekode\n0101\nÅrhus\n' >eligible.csv
run "who is not eligible is refused" 1 tsop-enroll check -c courses.csv --eligible eligible.csv danish.csv
err_is "who is not eligible is refused" <<'END'
tsop-enroll: danish.csv:2: Kommune: Kolding (0621) is not in the list of the eligible
tsop-enroll: 1 error
END
printf 'municipality\n0101\nxyzzy\nKøbenhavn\n' >eligible.csv
run "a bad list of the eligible" 3 tsop-enroll check -c courses.csv --eligible eligible.csv danish.csv
err_is "a bad list of the eligible" <<'END'
tsop-enroll: eligible.csv:3: municipality: unknown municipality 'xyzzy'; expected a code such as 0101 or a name such as København
tsop-enroll: eligible.csv:4: municipality: 0101 is in the list already
tsop-enroll: 2 errors
END
printf 'column,field\nFra,municipality\nHvem,name\nHvor,email\nHvornår,received\n' >map.csv
printf 'Fra,Hvem,Hvor,Hvornår,id\nKolding,Ea Ek,ea@a.example,2019-06-01 10:00,\n' >mapped.csv
run "another mapping" 0 tsop-enroll check -c courses.csv --map map.csv mapped.csv
out_is "another mapping" <<'END'
{"type":"application","v":1,"round":"r1","municipality":"0621","wishes":[],"received":"2019-06-01T10:00:00+02:00","name":"Ea Ek","email":"ea@a.example"}
END
printf 'Fra,Hvem,Hvor,Hvornår\nX,,ea@a.example,igår\n' >mapped.csv
run "what is wrong in other columns" 1 tsop-enroll check -c courses.csv --map map.csv mapped.csv
err_is "what is wrong in other columns" <<'END'
tsop-enroll: mapped.csv:2: Fra: unknown municipality 'X'; expected a code such as 0101 or a name such as København
tsop-enroll: mapped.csv:2: Hvornår: expected a date and a time such as 2019-06-21 12:00, 21-06-2019 12.00 or 2019-06-21T12:00:00+02:00
tsop-enroll: mapped.csv:2: Hvem: expected a value, found none
tsop-enroll: 3 errors
END
printf 'Fra,Hvem\n' >mapped.csv
run "another mapping, and a column less" 3 tsop-enroll check -c courses.csv --map map.csv mapped.csv
err_is "another mapping, and a column less" <<'END'
tsop-enroll: mapped.csv:1: expected a column for each of: email ('Hvor')
tsop-enroll: 1 error
END

# Members that are not known pass through byte for byte; an escape hides nothing.
cat >unknown.jsonl <<'END'
{"x":{"a":[1, 2.50]},"municipality":"0621","name":"Ea Ek","email":"ea@a.example","received":"2019-06-01T00:00:00Z","y":null,"z":"\u00e6"}
{"municipality":"0621","name":"Ea Ek","email":"eb@a.example","received":"2019-06-01T00:00:00Z","z":"\u0030101901234"}
{"municipality":"0621","name":"Ea Ek","email":"ec@a.example","received":"2019-06-01T00:00:00Z","z":{"a":["010190 1234"]}}
{"municipality":"0621","name":"Ea Ek","email":"ed@a.example","received":"2019-06-01T00:00:00Z","z":3112991234}
{"municipality":"0621","name":"Ea Ek","email":"ee@a.example","received":"2019-06-01T00:00:00Z","010190-1234":"x"}
END
run "unknown members" 1 tsop-enroll check -c courses.csv unknown.jsonl
out_is "unknown members" <<'END'
{"type":"application","v":1,"round":"r1","municipality":"0621","wishes":[],"received":"2019-06-01T02:00:00+02:00","name":"Ea Ek","email":"ea@a.example","x":{"a":[1, 2.50]},"z":"\u00e6"}
END
err_is "unknown members" <<'END'
tsop-enroll: unknown.jsonl:2: z: holds what looks like a CPR number; take it out of the file
tsop-enroll: unknown.jsonl:3: z: holds what looks like a CPR number; take it out of the file
tsop-enroll: unknown.jsonl:4: z: holds what looks like a CPR number; take it out of the file
tsop-enroll: unknown.jsonl:5: holds what looks like a CPR number; take it out of the file
tsop-enroll: 4 errors
END

# One person twice.
{ row '' 2019-06-01T00:00:00Z; row '' 2019-06-01T00:00:00Z; row '"r1-kolding"' 2019-06-01T00:00:00Z; } >twice.jsonl
run "one person twice, once with another content" 1 tsop-enroll check -c courses.csv twice.jsonl
err_is "one person twice, once with another content" <<'END'
tsop-enroll: twice.jsonl:3: line 1 of twice.jsonl has the same identity and differs in: wishes
tsop-enroll: 1 error
END

# A place in a spelling of its municipality.
printf 'municipality,name,email,wishes\nKolding,Ea Ek,ea@kolding.example,Århus Kommune|kolding\n' >spelled.csv
run "a place in another spelling" 0 sh -c "tsop-enroll check -c courses.csv --now 2019-05-10T10:00:00+02:00 spelled.csv | jq -c .wishes"
out_is "a place in another spelling" <<'END'
["r1-aarhus","r1-kolding"]
END

# The command line.
run "no input" 2 sh -c "exec script -qec '$BUILD/bin/tsop-enroll check -c courses.csv' /dev/null </dev/null >/dev/null 2>&1"
run "standard input twice" 2 tsop-enroll check -c - <courses.csv
err_is "standard input twice" <<'END'
tsop-enroll: standard input is named 2 times; it can be read once
END
run "a bad --now" 2 tsop-enroll check -c courses.csv --now yesterday danish.csv
run "an unknown option" 2 tsop-enroll check --nope
run "a file that is not there" 3 tsop-enroll check -c courses.csv nowhere.csv
run "a full disk" 4 sh -c 'tsop-enroll check -c courses.csv danish.csv >/dev/full'
head='id,round,title,place,capacity,Mindste antal deltagere,sessions,opens,closes'
days='2019-09-09 09:00-12:00,2019-05-01 09:00,2019-06-21 12:00'
printf '%s\na,r1,T,P,3,2,%s\nb,r1,T,P,3,,%s\n' "$head" "$days" "$days" >minima.csv
run "a minimum" 0 sh -c "tsop-enroll check minima.csv | jq -c '[.id, .capacity, .minimum]'"
out_is "a minimum" <<'END'
["a",3,2]
["b",3,null]
END
printf '%s\na,r1,T,P,3,4,%s\nb,r1,T,P,3,few,%s\n' "$head" "$days" "$days" >minima.csv
run "minima that are none" 1 tsop-enroll check minima.csv
err_is "minima that are none" <<'END'
tsop-enroll: minima.csv:2: Mindste antal deltagere: expected a number from 0 to 3
tsop-enroll: minima.csv:3: Mindste antal deltagere: expected a whole number
tsop-enroll: 2 errors
END

finish
