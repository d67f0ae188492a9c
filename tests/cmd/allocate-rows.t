#!/bin/sh
# tsop-allocate: all that is wrong with a row in one run, by the headings of the file, and nothing twice.
. "$(dirname "$0")/tap.sh"

printf 'id,round,title,place,capacity\nk,r1,Course K,Kolding,3\na,r1,Course A,Aalborg,2\n' >courses.csv
printf 'code,residents\n621,93175\n851,217075\n' >key.csv
printf 'id,state,municipality\ne1,applied,621\ne2,applied,851\n' >people.csv

# faulty NAME OPTIONS...: status 3, nothing printed, messages as given on standard input
faulty() {
	faulty_name=$1
	shift
	cat >messages
	run "$faulty_name" 3 tsop-allocate "$@" </dev/null
	out_is "$faulty_name" </dev/null
	err_is "$faulty_name" <messages
}

# verified_as_said NAME PATTERN OPTIONS...: verify says of these files what was said last, but for lines of that pattern
verified_as_said() {
	said_name="$1, verified"
	grep -v -e "$2" -e 'errors*$' messages >said
	echo "tsop-allocate: $(wc -l <said) errors" >>said
	shift 2
	run "$said_name" 3 tsop-allocate verify "$@" </dev/null
	out_is "$said_name" </dev/null
	err_is "$said_name" <said
}
printf 'id,state,municipality,ref\ne1,applied,621,1\ne2,applied,621,2\ne4,applied,621,4\ne6,applied,621,6\n' >all.csv
tsop-allocate run -c courses.csv -k key.csv --key-column residents --seed x all.csv >good.jsonl

cat >danish.csv <<'END'
id;state;Kommune;1. ønske;2. ønske;3. ønske;Kun ønsker;Prioritet;Modtaget;Navn;E-mail;course
e1;applied;Koldning;z;k;y;måske;0;i går;;anne;
e2;enrolled;Kolding;;k;k;;x;2019-05-03T10:00:00+02:00;Bo Dahl;bo@example.org;
e2;applied;Kolding;a;;;;;2019-05-03T10:00:00+02:00;Bo Dahl;bo@example.org;
x;gone;;;;;;;;"An
na";anna;
e4;applied;Kolding;;;;;;;BO DAHL;bo@example.org;
END
faulty "people of a Danish spreadsheet" run -c courses.csv -k key.csv --key-column residents --seed x danish.csv <<'END'
tsop-allocate: danish.csv:2: Kommune: unknown municipality 'Koldning'; did you mean Kolding (0621)?
tsop-allocate: danish.csv:2: 1. ønske: expected a course of round r1: a, k
tsop-allocate: danish.csv:2: 3. ønske: expected a course of round r1: a, k
tsop-allocate: danish.csv:2: Kun ønsker: expected true or false, ja or nej
tsop-allocate: danish.csv:2: Prioritet: expected a number from 1 to 1000000
tsop-allocate: danish.csv:2: Modtaget: expected an instant such as 2019-05-03T10:12:00+02:00
tsop-allocate: danish.csv:2: Navn: expected a ref, or a name and an address, to draw lots of
tsop-allocate: danish.csv:3: course: expected the course that the person is enrolled in
tsop-allocate: danish.csv:3: 3. ønske: expected every course once, not 'k' twice
tsop-allocate: danish.csv:3: Prioritet: expected a whole number
tsop-allocate: danish.csv:4: id: given before, in line 3 of danish.csv
tsop-allocate: danish.csv:5: id: expected the id of an enrollment, such as e17
tsop-allocate: danish.csv:5: state: expected applied, waiting or enrolled: list the people with --state applied,waiting,enrolled
tsop-allocate: danish.csv:5: Kommune: expected the code of a municipality
tsop-allocate: danish.csv:5: Navn: expected no control characters
tsop-allocate: danish.csv:5: E-mail: expected an e-mail address, with an @
tsop-allocate: danish.csv:7: Navn: the same person as in line 3 of danish.csv
tsop-allocate: 17 errors
END
verified_as_said "people of a Danish spreadsheet" none -c courses.csv -k key.csv good.jsonl danish.csv
cat >people.jsonl <<'END'
{"type":"enrollment","v":2,"id":7,"state":"applied","municipality":"0621","wishes":["z","k","k"],"only_wishes":1,"party":"","priority":"1","received":2019,"name":3,"email":[]}
{"type":"enrollment","v":1,"id":"e5","round":"r2","state":"gone","municipality":"x"}
{"type":"application","v":2,"id":"e6","state":"gone"}
END
faulty "people of JSON Lines" run -c courses.csv -k key.csv --key-column residents --seed x people.jsonl <<'END'
tsop-allocate: people.jsonl:1: v: expected 1, the version this program reads
tsop-allocate: people.jsonl:1: id: expected a text in quotes
tsop-allocate: people.jsonl:1: wishes: expected a course of round r1: a, k
tsop-allocate: people.jsonl:1: wishes: expected every course once, not 'k' twice
tsop-allocate: people.jsonl:1: only_wishes: expected true or false
tsop-allocate: people.jsonl:1: party: expected a label of 1 to 100 bytes
tsop-allocate: people.jsonl:1: priority: expected a whole number
tsop-allocate: people.jsonl:1: received: expected a text in quotes
tsop-allocate: people.jsonl:1: name: expected a text in quotes
tsop-allocate: people.jsonl:1: email: expected a text in quotes
tsop-allocate: people.jsonl:2: round: expected r1, or --round to name it
tsop-allocate: people.jsonl:3: type: expected enrollment: what tsop-enroll list prints
tsop-allocate: 12 errors
END
verified_as_said "people of JSON Lines" "round: expected r1" -c courses.csv -k key.csv good.jsonl people.jsonl
cat >bad.csv <<'END'
Kursus,Runde,Titel,Sted,Pladser,Minimum
,r1,Kursus 010190-1234,Atlantis,-1,x
k,r1,,Kolding,3,4
k,r2,K,,,
END
faulty "courses, and people as far as that goes without them" run -c bad.csv -k key.csv --key-column residents danish.csv <<'END'
tsop-allocate: bad.csv:2: Kursus: expected a text
tsop-allocate: bad.csv:2: Titel: holds what looks like a CPR number; leave it out
tsop-allocate: bad.csv:2: Sted: unknown place 'Atlantis'; expected a code such as 0101 or a name such as København
tsop-allocate: bad.csv:2: Pladser: expected a number from 0 to 100000
tsop-allocate: bad.csv:2: Minimum: expected a whole number
tsop-allocate: bad.csv:3: Titel: expected a text
tsop-allocate: bad.csv:3: Minimum: expected a number from 0 to 3
tsop-allocate: bad.csv:4: Kursus: given before, in line 3
tsop-allocate: bad.csv:4: Runde: expected the courses of one round, or --round to name it
tsop-allocate: bad.csv:4: Sted: expected a text
tsop-allocate: bad.csv:4: Pladser: expected a number of seats
tsop-allocate: danish.csv:2: Kommune: unknown municipality 'Koldning'; did you mean Kolding (0621)?
tsop-allocate: danish.csv:2: Prioritet: expected a number from 1 to 1000000
tsop-allocate: danish.csv:2: Modtaget: expected an instant such as 2019-05-03T10:12:00+02:00
tsop-allocate: danish.csv:3: course: expected the course that the person is enrolled in
tsop-allocate: danish.csv:3: Prioritet: expected a whole number
tsop-allocate: danish.csv:4: id: given before, in line 3 of danish.csv
tsop-allocate: danish.csv:5: id: expected the id of an enrollment, such as e17
tsop-allocate: danish.csv:5: state: expected applied, waiting or enrolled: list the people with --state applied,waiting,enrolled
tsop-allocate: danish.csv:5: Kommune: expected the code of a municipality
tsop-allocate: 20 errors
END
verified_as_said "courses" 'danish\|bad.csv:4' -c bad.csv -k key.csv good.jsonl all.csv
long=$(printf '%0501d' 0)
tsop-allocate assign -c courses.csv people.csv >assigned.jsonl
printf 'enrollment,course,reason\ne9,z,\nx,,010190-1234\ne1,k,one\ne1,q,%s\n' "$long" >fix.csv
printf 'enrollment,course,reason\ne9,z,010190-1234\nx,,\ne2,k,one\ne2,k,%s\n' "$long" >exclude.csv
faulty "decisions by hand" assign -c courses.csv --fix fix.csv --exclude exclude.csv people.csv <<'END'
tsop-allocate: fix.csv:2: enrollment: expected somebody of the input, not e9
tsop-allocate: fix.csv:2: course: expected a course of round r1: a, k
tsop-allocate: fix.csv:2: reason: expected a text
tsop-allocate: fix.csv:3: enrollment: expected the id of an enrollment, such as e17
tsop-allocate: fix.csv:3: course: expected a text
tsop-allocate: fix.csv:3: reason: holds what looks like a CPR number; leave it out
tsop-allocate: fix.csv:5: enrollment: e1 is fixed already
tsop-allocate: fix.csv:5: course: expected a course of round r1: a, k
tsop-allocate: fix.csv:5: reason: expected at most 500 bytes on one line
tsop-allocate: exclude.csv:2: enrollment: expected somebody of the input, not e9
tsop-allocate: exclude.csv:2: course: expected a course of round r1: a, k
tsop-allocate: exclude.csv:2: reason: holds what looks like a CPR number; leave it out
tsop-allocate: exclude.csv:3: enrollment: expected the id of an enrollment, such as e17
tsop-allocate: exclude.csv:3: course: expected a text
tsop-allocate: exclude.csv:5: course: e2 is excluded from it already
tsop-allocate: exclude.csv:5: reason: expected at most 500 bytes on one line
tsop-allocate: 16 errors
END
verified_as_said "decisions by hand" none -c courses.csv --fix fix.csv --exclude exclude.csv assigned.jsonl people.csv
sed '1s/.*/Tilmelding;Kursus;Begrundelse/; s/,/;/g' fix.csv >fast.csv
sed '1s/.*/Tilmeldingsnummer;Kursus-id;Årsag/; s/,/;/g' exclude.csv >uden.csv
sed -e 's/fix.csv\(.*\) enrollment:/fast.csv\1 Tilmelding:/; s/fix.csv\(.*\) course:/fast.csv\1 Kursus:/' \
	-e 's/fix.csv\(.*\) reason:/fast.csv\1 Begrundelse:/; s/exclude.csv\(.*\) enrollment:/uden.csv\1 Tilmeldingsnummer:/' \
	-e 's/exclude.csv\(.*\) course:/uden.csv\1 Kursus-id:/; s/exclude.csv\(.*\) reason:/uden.csv\1 Årsag:/' messages >danish
faulty "decisions by hand of a Danish spreadsheet" assign -c courses.csv --fix fast.csv --exclude uden.csv people.csv <danish
verified_as_said "decisions by hand of a Danish spreadsheet" none -c courses.csv --fix fast.csv --exclude uden.csv assigned.jsonl people.csv
printf 'Tilmelding,Sted\ne1,k\n' >fast.csv
faulty "decisions by hand without their columns" assign -c courses.csv --fix fast.csv people.csv <<'END'
tsop-allocate: fast.csv:1: expected a column for each of: course ('Kursus'), reason ('Begrundelse')
tsop-allocate: 1 error
END
cat >nøgle.csv <<'END'
Kommunekode;Kommune;Folketal
x;;93,175
621;Vejle;0
851;Aalborg;-7,5
851;;12.5
101;;7,5
;;1e6
END
faulty "a key" run -c courses.csv -k nøgle.csv --key-column Folketal people.csv <<'END'
tsop-allocate: nøgle.csv:2: Kommunekode: unknown municipality 'x'; expected a code such as 0101 or a name such as København
tsop-allocate: nøgle.csv:2: Folketal: expected a number that can not be read as thousands: write it without ',', or with another number of decimals
tsop-allocate: nøgle.csv:3: Kommune: expected Kolding, whose code is 0621, or the code of Vejle
tsop-allocate: nøgle.csv:3: Folketal: expected a number above 0
tsop-allocate: nøgle.csv:4: Folketal: expected a number above 0
tsop-allocate: nøgle.csv:5: Kommunekode: given before, in line 4
tsop-allocate: nøgle.csv:6: Folketal: expected '.' as decimal mark, as before
tsop-allocate: nøgle.csv:7: Kommunekode: expected the code or name of a municipality
tsop-allocate: nøgle.csv:7: Folketal: expected a number in digits, such as 12 or 0.5
tsop-allocate: 9 errors
END
printf 'code,population\n621,1\n851,2\n101,3\n' >other.csv
tsop-allocate run -c courses.csv -k other.csv --key-column population people.csv >keyed.jsonl
verified_as_said "a key" none -c courses.csv -k nøgle.csv keyed.jsonl people.csv
cat >given.jsonl <<'END'
{"type":"seats","v":2,"municipality":"0621","seats":-1,"reserved":"x"}
{"type":"seats","municipality":"Kolding"}
{"type":"seats","municipality":"x","seats":1,"reserved":0}
END
faulty "seats given before" assign -c courses.csv --seats-from given.jsonl people.csv <<'END'
tsop-allocate: given.jsonl:1: v: expected 1, the version this program reads
tsop-allocate: given.jsonl:1: seats: expected a number from 0 to 1000000000
tsop-allocate: given.jsonl:1: reserved: expected a whole number
tsop-allocate: given.jsonl:2: municipality: given before, in line 1
tsop-allocate: given.jsonl:2: seats: expected a number of seats
tsop-allocate: given.jsonl:3: municipality: unknown municipality 'x'; expected a code such as 0101 or a name such as København
tsop-allocate: 6 errors
END
verified_as_said "seats given before" none -c courses.csv --seats-from given.jsonl assigned.jsonl people.csv
printf 'Kommune,Pladser,reserved\nKolding,1,0\n' >given.csv
faulty "seats given before without their column" assign -c courses.csv --seats-from given.csv people.csv <<'END'
tsop-allocate: given.csv:1: expected a column for each of: seats
tsop-allocate: 1 error
END
cat >drawn.jsonl <<'END'
{"type":"draw","v":2,"for":"x","tied":["a"],"number":0,"drawn":["q"],"by":"dice","seed":"","sources":1,"key_string":2,"note":"010190-1234","bits_needed":-1,"bits_given":"x"}
{"type":"draw","v":1,"for":"seats","tied":["a","b"],"number":2,"drawn":["b"],"by":"hand","key_string":"k","bits_needed":1}
{"type":"draw","v":1,"for":"seats","tied":["a","b"],"number":1,"drawn":["b","b"],"by":"rfc3797-md5","bits_needed":1}
{"type":"draw","v":1,"for":"seats","tied":["a","b"],"number":1,"drawn":["b"],"by":"hand","note":"n","bits_needed":7}
END
faulty "draws" seats --seats 3 -k key.csv --key-column residents --drawn drawn.jsonl <<'END'
tsop-allocate: drawn.jsonl:1: v: expected 1, the version this program reads
tsop-allocate: drawn.jsonl:1: for: expected seats|people|courses|cells
tsop-allocate: drawn.jsonl:1: tied: expected at least 2 ids
tsop-allocate: drawn.jsonl:1: number: expected a number from 1 to 65536
tsop-allocate: drawn.jsonl:1: by: expected rfc3797-md5|rfc3797-sha256|hand
tsop-allocate: drawn.jsonl:1: seed: expected a text of 1 to 500 bytes on one line
tsop-allocate: drawn.jsonl:1: sources: expected a list of texts
tsop-allocate: drawn.jsonl:1: key_string: expected a text in quotes
tsop-allocate: drawn.jsonl:1: note: holds what looks like a CPR number; leave it out
tsop-allocate: drawn.jsonl:1: bits_needed: expected a number from 0 to 100000000
tsop-allocate: drawn.jsonl:1: bits_given: expected a whole number
tsop-allocate: drawn.jsonl:2: number: expected 1
tsop-allocate: drawn.jsonl:2: key_string: expected none for a draw by hand
tsop-allocate: drawn.jsonl:2: note: expected who drew, when, and before whom
tsop-allocate: drawn.jsonl:3: drawn: expected every id once, not 'b' twice
tsop-allocate: drawn.jsonl:3: by: expected a seed or sources for rfc3797-md5|rfc3797-sha256, neither by hand
tsop-allocate: drawn.jsonl:3: key_string: expected the key string
tsop-allocate: drawn.jsonl:4: bits_needed: expected 1
tsop-allocate: 18 errors
END
printf 'Kommune;Kursus;Folketal\nA;x;1\nA;x;\n;;5\n;010190-1234;-1\n' >matrix.csv
printf 'Kommune;seats\nA;1\nA;x\n;-1\n' >rows.csv
faulty "a matrix" biproportion --row Kommune --column Kursus --weight Folketal --row-seats rows.csv matrix.csv <<'END'
tsop-allocate: matrix.csv:3: Kursus: given with the same Kommune before, in line 2 of matrix.csv
tsop-allocate: matrix.csv:3: Folketal: expected a number not below 0
tsop-allocate: matrix.csv:4: Kommune: expected a name of 1 to 200 bytes on one line, without ' × '
tsop-allocate: matrix.csv:4: Kursus: expected a name of 1 to 200 bytes on one line, without ' × '
tsop-allocate: matrix.csv:5: Kommune: expected a name of 1 to 200 bytes on one line, without ' × '
tsop-allocate: matrix.csv:5: Kursus: holds what looks like a CPR number; leave it out
tsop-allocate: matrix.csv:5: Folketal: expected a number not below 0
tsop-allocate: rows.csv:3: Kommune: given before, in line 2
tsop-allocate: rows.csv:3: seats: expected a whole number
tsop-allocate: rows.csv:4: Kommune: expected a name of 1 to 200 bytes on one line, without ' × '
tsop-allocate: rows.csv:4: seats: expected a number from 0 to 1000000000
tsop-allocate: 11 errors
END
tsop-allocate run -c courses.csv -k key.csv --key-column residents --reserve-until 2019-01-01T00:00:00Z --now 2019-06-01T00:00:00Z people.csv >old.jsonl
sed -e '1s/"v":1/"v":2/; 1s/"round":"r1"/"round":"r9"/' -e '/"assignment"/s/"allocation":"[^"]*"/"allocation":"x"/' \
	-e '/"enrollment":"e1"/s/"0621"/"0851"/' -e '/"enrollment":"e2"/s/"course":"[a-z]*"/"course":"z"/' \
	-e '/"type":"seats"/s/"municipality":"0621"/"municipality":"9999"/' old.jsonl >bad.jsonl
faulty "an earlier result" run -c courses.csv -k key.csv --key-column residents --fill bad.jsonl people.csv <<'END'
tsop-allocate: bad.jsonl:1: v: expected 1, the version this program reads
tsop-allocate: bad.jsonl:1: round: expected round r1, as the courses have
tsop-allocate: bad.jsonl:2: municipality: no municipality has the code 9999
tsop-allocate: bad.jsonl:4: allocation: expected the id of an allocation
tsop-allocate: bad.jsonl:4: municipality: expected 0621, as in the input
tsop-allocate: bad.jsonl:5: allocation: expected the id of an allocation
tsop-allocate: bad.jsonl:5: course: expected a course of round r1: a, k
tsop-allocate: bad.jsonl:6: allocation: expected the id of an allocation
tsop-allocate: 8 errors
END

# What is found when the files are joined comes by file and line, too.
printf 'Kommunekode;Folketal\n851;5\n' >key.csv
printf 'Kursus;Runde;Titel;Sted;Pladser\nz;r1;Z;Kolding;0\nb;r1;B;Kolding;1\na;r1;A;Aalborg;0\n' >courses.csv
printf 'id,state,Kommune,course\ne9,enrolled,Kolding,z\ne3,enrolled,Aalborg,a\ne5,applied,101,\n' >people.csv
faulty "files that do not go together" run -c courses.csv -k key.csv --key-column Folketal people.csv <<'END'
tsop-allocate: courses.csv:2: Pladser: expected at least 1: so many people have a place there already
tsop-allocate: courses.csv:4: Pladser: expected at least 1: so many people have a place there already
tsop-allocate: people.csv:2: Kommune: expected a municipality of key.csv, not 0621
tsop-allocate: people.csv:4: Kommune: expected a municipality of key.csv, not 0101
tsop-allocate: 4 errors
END

# A limit is told once, and no message repeats what may be anything.
{ echo 'id,round,title,place,capacity'; seq -f 'c%g,r1,T,Kolding,1' 1200; } >many.csv
faulty "too many courses" run -c many.csv -k key.csv --key-column Folketal <<'END'
tsop-allocate: many.csv:1002: id: expected at most 1000 courses
tsop-allocate: 1 error
END
head -15 many.csv >some.csv
cat >people.csv <<'END'
id,state,municipality,wishes,party,ref,name
e1,applied,Aalborg,Ida Holm 010190-1234,Ida Holm,,
e2,applied,Aalborg,,Ida Holm 010190-1234,0101901234,010190-1234
END
faulty "names where none are expected" run -c some.csv -k key.csv --key-column Folketal people.csv <<'END'
tsop-allocate: people.csv:2: wishes: expected a course of round r1: c1, c10, c11, c12, c13, c14, c2, c3, ...
tsop-allocate: people.csv:3: party: holds what looks like a CPR number; leave it out
tsop-allocate: people.csv:3: ref: holds what looks like a CPR number; leave it out
tsop-allocate: people.csv:3: name: holds what looks like a CPR number; leave it out
tsop-allocate: 4 errors
END

finish
