#!/bin/sh
# tsop-allocate: what it refuses, by line and field.
. "$(dirname "$0")/tap.sh"

printf 'id,round,title,place,capacity\nk,r1,Course K,Kolding,3\na,r1,Course A,Aalborg,2\n' >courses.csv
printf 'code,residents\n621,93175\n851,217075\n' >key.csv
person() { # ID STATE MUNICIPALITY WISHES [MEMBERS]
	printf '{"type":"enrollment","v":1,"id":"%s","state":"%s","ref":"A-%s","round":"r1","municipality":"%s","wishes":%s%s,"received":"2019-05-03T10:00:00+02:00","name":"Ida Holm","email":"ida@tsop.example"}\n' \
		"$1" "$2" "$1" "$3" "$4" "${5:-}"
}
person e1 applied 0621 '["k"]' >people.jsonl

# refuses NAME STATUS OPTIONS...: nothing on standard output, messages as given on standard input
refuses() {
	refused_name=$1 refused_status=$2
	shift 2
	cat >messages
	run "$refused_name" "$refused_status" tsop-allocate "$@" </dev/null
	out_is "$refused_name" </dev/null
	err_is "$refused_name" <messages
}
keyed() { # NAME KEY [COLUMN]: refused by `seats` over that key and its column
	keyed_name=$1
	printf '%b' "$2" >bad.csv
	refuses "$keyed_name" 3 seats --seats 5 -k bad.csv --key-column "${3:-residents}"
}
refuses "standard input twice" 2 run -c - -k key.csv --key-column residents --seed x <<'END'
tsop-allocate: standard input is named 2 times; it can be read once
END
refuses "the seed of a file that is not there" 2 run -c courses.csv -k key.csv --key-column residents --seed "" people.jsonl <<'END'
tsop-allocate: --seed: expected TEXT, not an empty text
END
placed() { # NAME PEOPLE...: refused by `run` over these people
	refuses "$1" 3 run -c courses.csv -k key.csv --key-column residents --seed x people.jsonl
}

keyed "a weight below 0" 'code,residents\n621,-1\n851,5\n' <<'END'
tsop-allocate: bad.csv:2: residents: expected a number above 0
tsop-allocate: 1 error
END
keyed "a weight of 0" 'code,residents\n621,0\n851,0.00\n' <<'END'
tsop-allocate: bad.csv:2: residents: expected a number above 0
tsop-allocate: bad.csv:3: residents: expected a number above 0
tsop-allocate: 2 errors
END
keyed "a weight that is none" 'code,residents\n621,many\n851,\n101,1e6\n' <<'END'
tsop-allocate: bad.csv:2: residents: expected a number in digits, such as 12 or 0.5
tsop-allocate: bad.csv:3: residents: expected a number above 0
tsop-allocate: bad.csv:4: residents: expected a number in digits, such as 12 or 0.5
tsop-allocate: 3 errors
END
# refused_lines FIRST LAST: what is said of a key whose weights there are none
refused_lines() {
	for line in $(seq "$1" "$2"); do
		echo "tsop-allocate: bad.csv:$line: residents: expected a number in digits, such as 12 or 0.5"
	done
}
many() { # N: rows whose weight is none
	for row in $(seq "$1"); do printf '%s' "$row,x\n"; done
}
{
	refused_lines 2 21
	echo "tsop-allocate: 20 errors"
} | keyed "twenty bad rows" "claimant,residents\n$(many 20)"
{
	refused_lines 2 21
	echo "tsop-allocate: bad.csv: none of the first 20 records can be used, the rest was not read: expected another file"
	echo "tsop-allocate: 21 errors"
} | keyed "another file" "claimant,residents\n$(many 90)"
{
	refused_lines 3 92
	echo "tsop-allocate: 90 errors"
} | keyed "many bad rows behind a good one" "claimant,residents\nx,5\n$(many 90)"
keyed "marks between thousands" 'code;residents\n621;93.175,5\n851;1.217.075\n' <<'END'
tsop-allocate: bad.csv:2: residents: expected a number without marks between thousands
tsop-allocate: bad.csv:3: residents: expected a number without marks between thousands
tsop-allocate: 2 errors
END
keyed "a weight that may be thousands" 'code;residents\n621;93.175\n' <<'END'
tsop-allocate: bad.csv:2: residents: expected a number that can not be read as thousands: write it without '.', or with another number of decimals
tsop-allocate: 1 error
END
keyed "two decimal marks" 'code;residents\n621;93,5\n851;7.5\n' <<'END'
tsop-allocate: bad.csv:3: residents: expected ',' as decimal mark, as before
tsop-allocate: 1 error
END
keyed "too many decimals" 'code,residents\n621,0.1234567890\n' <<'END'
tsop-allocate: bad.csv:2: residents: expected at most 9 decimal places
tsop-allocate: 1 error
END
keyed "a weight too great" 'code,residents\n621,1000000000000000001\n' <<'END'
tsop-allocate: bad.csv:2: residents: expected a number of at most 1000000000000000000
tsop-allocate: 1 error
END
keyed "a weight too great at the scale of the others" 'code,residents\n621,1000000000000000000\n851,0.5\n' <<'END'
tsop-allocate: bad.csv:2: residents: expected a smaller number, or fewer decimals in the column
tsop-allocate: 1 error
END
keyed "a claimant twice" 'code,residents\n621,1\n0621,2\n' <<'END'
tsop-allocate: bad.csv:3: code: given before, in line 2
tsop-allocate: 1 error
END
keyed "claimants many times" 'claimant,residents\nb,1\na,1\nb,2\na,3\nb,4\n' <<'END'
tsop-allocate: bad.csv:4: claimant: given before, in line 2
tsop-allocate: bad.csv:5: claimant: given before, in line 3
tsop-allocate: bad.csv:6: claimant: given before, in line 2
tsop-allocate: 3 errors
END
keyed "an unknown municipality" 'municipality,residents\nKoldning,1\nChristiansø,2\n' <<'END'
tsop-allocate: bad.csv:2: municipality: unknown municipality 'Koldning'; did you mean Kolding (0621)?
tsop-allocate: bad.csv:3: municipality: Christiansø (0411) is not a municipality
tsop-allocate: 2 errors
END
keyed "no claimant" 'name,residents\nKolding,1\n' <<'END'
tsop-allocate: bad.csv:1: expected a column for each of: claimant|code ('Kommunekode')|municipality ('Kommune')
tsop-allocate: 1 error
END
keyed "numbers in forms that are none" 'claimant,residents\na,NaN\nb,+3\nc,.5\nd,5.\ne,0x10\nf,1 000\ng,-0.5\n' <<'END'
tsop-allocate: bad.csv:2: residents: expected a number in digits, such as 12 or 0.5
tsop-allocate: bad.csv:3: residents: expected a number in digits, such as 12 or 0.5
tsop-allocate: bad.csv:4: residents: expected a number in digits, such as 12 or 0.5
tsop-allocate: bad.csv:5: residents: expected a number in digits, such as 12 or 0.5
tsop-allocate: bad.csv:6: residents: expected a number in digits, such as 12 or 0.5
tsop-allocate: bad.csv:7: residents: expected a number in digits, such as 12 or 0.5
tsop-allocate: bad.csv:8: residents: expected a number above 0
tsop-allocate: 7 errors
END
keyed "a weight too great for its decimals" 'claimant,residents\na,1000000000\nb,1000000000.000000001\n' <<'END'
tsop-allocate: bad.csv:3: residents: expected a number of at most 1000000000 where it has so many decimals: 9
tsop-allocate: 1 error
END
keyed "a claimant twice beside a bad weight" 'municipality,residents\nAarhus,1\nÅrhus Kommune,2\n751,3\nGreve,0\n' <<'END'
tsop-allocate: bad.csv:3: municipality: given before, in line 2
tsop-allocate: bad.csv:4: municipality: given before, in line 2
tsop-allocate: bad.csv:5: residents: expected a number above 0
tsop-allocate: 3 errors
END
keyed "all that is wrong with a row, and a claimant twice in a row that is bad" 'Kommunekode,Folketal\n621,1\nx,0\n0621,y\n,z\n851,0\n851,1\n' Folketal <<'END'
tsop-allocate: bad.csv:3: Kommunekode: unknown municipality 'x'; expected a code such as 0101 or a name such as København
tsop-allocate: bad.csv:3: Folketal: expected a number above 0
tsop-allocate: bad.csv:4: Folketal: expected a number in digits, such as 12 or 0.5
tsop-allocate: bad.csv:4: Kommunekode: given before, in line 2
tsop-allocate: bad.csv:5: Kommunekode: expected the code or name of a municipality
tsop-allocate: bad.csv:5: Folketal: expected a number in digits, such as 12 or 0.5
tsop-allocate: bad.csv:6: Folketal: expected a number above 0
tsop-allocate: bad.csv:7: Kommunekode: given before, in line 6
tsop-allocate: 8 errors
END
keyed "a code and the name of another municipality" 'code,municipality,residents\n621,Kolding Kommune,1\n851,Vejle,2\n101,Hele byen,3\n630,,4\n' <<'END'
tsop-allocate: bad.csv:3: municipality: expected Aalborg, whose code is 0851, or the code of Vejle
tsop-allocate: 1 error
END
keyed "another delimiter than that of the header row" 'code;residents\n621,1\n851;2;3\n' <<'END'
tsop-allocate: bad.csv:2: expected 2 cells, parted by ';' as in the header row, found 1
tsop-allocate: bad.csv:3: expected 2 cells as in the header row, found 3
tsop-allocate: 2 errors
END
for column in code Kommunekode claimant; do
	refuses "the weights from the column $column" 2 seats --seats 5 -k key.csv --key-column $column <<'END'
tsop-allocate: --key-column: expected another column than the one that says who a row is of
END
done
refuses "the guarantees from the codes" 2 seats --seats 5 -k key.csv --key-column residents --guarantee-column code <<'END'
tsop-allocate: --guarantee-column: expected another column than the one that says who a row is of
END
refuses "an encoding that there is not" 2 seats --seats 5 -k key.csv --key-column residents --encoding none <<'END'
tsop-allocate: --encoding: expected an encoding that iconv knows, not 'none'
tsop-allocate: 1 error
END
keyed "no such column" 'code,folketal\n621,1\n' <<'END'
tsop-allocate: bad.csv:1: expected a column for each of: residents
tsop-allocate: 1 error
END
keyed "no rows" 'code,residents\n' <<'END'
tsop-allocate: bad.csv: expected at least one row
tsop-allocate: 1 error
END
refuses "more guaranteed than there is" 3 seats --seats 1 --guarantee 1 -k key.csv --key-column residents <<'END'
tsop-allocate: the guarantees add up to 2, more than the total of 1
END
cat >bounds.csv <<'END'
code,n,sure,most,held
101,5,1,3,4
621,0,,x,1
851,5,2,1,0
751,5,1,-1,0
461,5,1,9,10000000000
END
refuses "columns of seats that are none" 3 seats --seats 30 -k bounds.csv --key-column n --guarantee-column sure --cap-column most --held-column held <<'END'
tsop-allocate: bounds.csv:3: n: expected a number above 0
tsop-allocate: bounds.csv:3: sure: expected a number of seats
tsop-allocate: bounds.csv:3: most: expected a whole number
tsop-allocate: bounds.csv:5: most: expected a number from 0 to 1000000000
tsop-allocate: bounds.csv:6: held: expected a number from 0 to 1000000000
tsop-allocate: 5 errors
END
sed -i -e '3s/.*/621,5,,3,1/' -e '5,6d' bounds.csv
refuses "an empty guarantee" 3 seats --seats 30 -k bounds.csv --key-column n --guarantee-column sure --cap-column most --held-column held <<'END'
tsop-allocate: bounds.csv:3: sure: expected a number of seats
tsop-allocate: 1 error
END
sed -i '3s/.*/621,5,4,4,0/' bounds.csv
refuses "caps under held seats and guarantees" 3 seats --seats 30 -k bounds.csv --key-column n --guarantee-column sure --cap-column most --held-column held <<'END'
tsop-allocate: bounds.csv:2: most: expected at least 4: so many seats are held already
tsop-allocate: bounds.csv:4: most: expected at least 2: so many seats are guaranteed
tsop-allocate: 2 errors
END
refuses "more held by a column than there is" 3 seats --seats 3 -k bounds.csv --key-column n --held-column held <<'END'
tsop-allocate: the seats that are guaranteed and those that are held already add up to 4, more than the total of 3
END
refuses "more guaranteed by a column than there is" 3 seats --seats 6 --reading floor -k bounds.csv --key-column n --guarantee-column sure <<'END'
tsop-allocate: the guarantees add up to 7, more than the total of 6
END
: >nobody.jsonl
refuses "more held than people applied" 3 seats --seats 9 -k bounds.csv --key-column n --held-column held nobody.jsonl <<'END'
tsop-allocate: bounds.csv:2: held: expected at most 0: so many people have applied
tsop-allocate: 1 error
END
refuses "a column that is not there" 3 seats --seats 9 -k bounds.csv --key-column n --cap-column maximum <<'END'
tsop-allocate: bounds.csv:1: expected a column for each of: maximum
tsop-allocate: 1 error
END
refuses "two guarantees" 2 seats --seats 9 -k bounds.csv --key-column n --guarantee 1 --guarantee-column sure <<'END'
tsop-allocate: expected one of --guarantee and --guarantee-column
END
swiss() { # NAME OPTIONS...: refused of --method swiss
	swiss_name=$1
	shift
	refuses "$swiss_name" 2 seats --seats 9 -k bounds.csv --key-column n --method swiss "$@"
}
swiss "the Swiss method as base" --reading base <<'END'
tsop-allocate: --method swiss: expected --reading eliminate
END
swiss "the Swiss method with two seats for each" --guarantee 2 <<'END'
tsop-allocate: --method swiss: expected --guarantee 1
END
swiss "the Swiss method with guarantees by column" --guarantee-column sure <<'END'
tsop-allocate: --method swiss: expected --guarantee 1
END
swiss "the Swiss method with caps" --cap-column most <<'END'
tsop-allocate: --method swiss: expected no --cap-column, --held-column or --threshold
END
swiss "the Swiss method with a threshold" --threshold 2 <<'END'
tsop-allocate: --method swiss: expected no --cap-column, --held-column or --threshold
END
swiss "the Swiss method by demand" nobody.jsonl <<'END'
tsop-allocate: --method swiss: expected --cap none, where people apply
END
{ for i in 1 2; do person e$i enrolled 0851 '[]' ',"course":"a"'; done; } >two.jsonl
refuses "the Swiss method with seats that people have" 3 seats -k bounds.csv --key-column n --method swiss --cap none -c courses.csv --seats 5 two.jsonl <<'END'
tsop-allocate: bounds.csv:4: 2 people have a seat already: expected another method than swiss, which can not keep more than 1
tsop-allocate: 1 error
END
refuses "a demand of nobody" 2 seats --seats 9 -k bounds.csv --key-column n --cap demand <<'END'
tsop-allocate: --cap demand: expected a file of people who apply
END
for threshold in x -1 5%% 101% 100.1% % 0.1234567891 1e3; do
	refuses "the threshold '$threshold'" 2 seats --seats 9 -k bounds.csv --key-column n --threshold=$threshold <<'END'
tsop-allocate: --threshold: expected a weight such as 20000 or a share of all weights such as 2.5%
END
done
refuses "more seats than places" 3 seats --seats 6 -c courses.csv -k key.csv --key-column residents <<'END'
tsop-allocate: 6 seats are more than the 5 places of the courses
END

{ person e1 cancelled 0621 '[]'; person e2 offered 0621 '[]'; person e1 applied 0621 '[]'
	person e3 applied 0851 '["k","z"]'; person e4 applied 0851 '["k","k"]'; person x applied 0851 '[]'
	person e5 enrolled 0851 '[]'; person e6 enrolled 0851 '[]' ',"course":"z"'; person e7 applied 0621 '[]' ',"priority":0'
	printf '{"type":"application","v":1}\n'; } >people.jsonl
placed "people that can not be placed" <<'END'
tsop-allocate: people.jsonl:1: state: expected applied, waiting or enrolled: list the people with --state applied,waiting,enrolled
tsop-allocate: people.jsonl:2: state: expected applied, waiting or enrolled: list the people with --state applied,waiting,enrolled
tsop-allocate: people.jsonl:3: id: given before, in line 1 of people.jsonl
tsop-allocate: people.jsonl:4: wishes: expected a course of round r1: a, k
tsop-allocate: people.jsonl:5: wishes: expected every course once, not 'k' twice
tsop-allocate: people.jsonl:6: id: expected the id of an enrollment, such as e17
tsop-allocate: people.jsonl:7: course: expected the course that the person is enrolled in
tsop-allocate: people.jsonl:8: course: expected a course of round r1: a, k
tsop-allocate: people.jsonl:9: priority: expected a number from 1 to 1000000
tsop-allocate: people.jsonl:10: type: expected enrollment: what tsop-enroll list prints
tsop-allocate: 10 errors
END
{ person e1 applied 0621 '[]'; person e2 applied 0190 '[]'; } >people.jsonl
placed "a municipality that the key has not" <<'END'
tsop-allocate: people.jsonl:2: municipality: expected a municipality of key.csv, not 0190
tsop-allocate: 1 error
END
{ for i in 1 2 3; do person e$i enrolled 0621 '[]' ',"course":"a"'; done; } >people.jsonl
placed "more people on a course than it has places" <<'END'
tsop-allocate: courses.csv:3: capacity: expected at least 3: so many people have a place there already
tsop-allocate: 1 error
END
printf '{"type":"enrollment","v":1,"id":"e1","state":"applied","round":"r1","municipality":"0621","wishes":[],"name":"","email":"x"}\n' >people.jsonl
placed "somebody who can not have a lot" <<'END'
tsop-allocate: people.jsonl:1: name: expected a ref, or a name and an address, to draw lots of
tsop-allocate: 1 error
END
printf '{"type":"enrollment","v":1,"id":"e1","state":"applied","round":"r9","municipality":"0621"}\n' >people.jsonl
placed "another round" <<'END'
tsop-allocate: people.jsonl:1: round: expected r1, or --round to name it
tsop-allocate: 1 error
END
person e1 applied 0621 '["k"]' >people.jsonl
printf 'enrollment,course,reason\ne1,k,one\ne1,k,two\ne7,k,three\nx,k,four\n' >fix.csv
refuses "places that can not be fixed" 3 run -c courses.csv -k key.csv --key-column residents --fix fix.csv people.jsonl <<'END'
tsop-allocate: fix.csv:3: enrollment: e1 is fixed already
tsop-allocate: fix.csv:4: enrollment: expected somebody of the input, not e7
tsop-allocate: fix.csv:5: enrollment: expected the id of an enrollment, such as e17
tsop-allocate: 3 errors
END
printf 'enrollment,course,reason\ne1,z,one\n' >fix.csv
refuses "a place on an unknown course" 3 run -c courses.csv -k key.csv --key-column residents --fix fix.csv people.jsonl <<'END'
tsop-allocate: fix.csv:2: course: expected a course of round r1: a, k
tsop-allocate: 1 error
END
{ person e1 applied 0621 '["k"]'; person e2 enrolled 0621 '[]' ',"course":"k"'; person e3 applied 0851 '[]'; } >people.jsonl
printf 'enrollment,course,reason\ne3,a,teaches there\n' >fix.csv
printf 'enrollment,course,reason\ne1,k,\ne1,k,again\ne2,k,\ne3,a,\ne3,z,\ne9,a,\nx,a,\ne1,a,%s\n' "$(printf '%0501d' 0)" >exclude.csv
refuses "courses that can not be excluded" 3 run -c courses.csv -k key.csv --key-column residents --fix fix.csv --exclude exclude.csv people.jsonl <<'END'
tsop-allocate: exclude.csv:3: course: e1 is excluded from it already
tsop-allocate: exclude.csv:4: course: expected another course than the one e2 has already
tsop-allocate: exclude.csv:5: course: expected another course than the one e3 has already
tsop-allocate: exclude.csv:6: course: expected a course of round r1: a, k
tsop-allocate: exclude.csv:7: enrollment: expected somebody of the input, not e9
tsop-allocate: exclude.csv:8: enrollment: expected the id of an enrollment, such as e17
tsop-allocate: exclude.csv:9: reason: expected at most 500 bytes on one line
tsop-allocate: 7 errors
END
person e1 applied 0621 '["k"]' >people.jsonl
printf 'id,round,title,place,capacity\nk,r1,K,Kolding,3\nk,r1,K,Kolding,3\nb,r2,B,Aalborg,1\nc,r1,C,Atlantis,1\nd,r1,D,Aalborg,-1\n' >bad.csv
refuses "courses" 3 run -c bad.csv -k key.csv --key-column residents people.jsonl <<'END'
tsop-allocate: bad.csv:3: id: given before, in line 2
tsop-allocate: bad.csv:4: round: expected the courses of one round, or --round to name it
tsop-allocate: bad.csv:5: place: unknown place 'Atlantis'; expected a code such as 0101 or a name such as København
tsop-allocate: bad.csv:6: capacity: expected a number from 0 to 100000
tsop-allocate: 4 errors
END
printf 'id,round,title,place,capacity\n"k\nx",r1,"K\033",Kolding,3\n' >bad.csv
refuses "courses with control characters" 3 run -c bad.csv -k key.csv --key-column residents people.jsonl <<'END'
tsop-allocate: bad.csv:2: id: expected one line of text without control characters
tsop-allocate: bad.csv:2: title: expected one line of text without control characters
tsop-allocate: 2 errors
END
printf 'id,round,title,place,capacity,minimum\nk,r1,K,Kolding,3,4\na,r1,A,Aalborg,3,-1\nb,r1,B,Aalborg,3,some\n' >bad.csv
refuses "minima" 3 run -c bad.csv -k key.csv --key-column residents people.jsonl <<'END'
tsop-allocate: bad.csv:2: minimum: expected a number from 0 to 3
tsop-allocate: bad.csv:3: minimum: expected a number from 0 to 3
tsop-allocate: bad.csv:4: minimum: expected a whole number
tsop-allocate: 3 errors
END
person e1 applied 0621 '[]' >people.jsonl
printf 'id,round,title,place,capacity,minimum\nk,r1,K,Kolding,5,5\n' >bad.csv
refuses "seats that are held, and no course that runs" 3 run -c bad.csv -k key.csv --key-column residents people.jsonl <<'END'
tsop-allocate: the courses that run have no room for the seats held for 0851; expected more places, lower minima, or --reserve-until an instant that has passed
END
person e1 enrolled 0621 '[]' ',"course":"k"' >people.jsonl
refuses "people on different courses: a place on a course that lacks people" 3 \
	assign -c bad.csv --spread different people.jsonl <<'END'
tsop-allocate: bad.csv:2: minimum: expected a number that is reached, because people have a place there already
END
for mechanism in min-cost boston; do
	refuses "$mechanism: a place on a course that lacks people" 3 assign -c bad.csv --mechanism $mechanism people.jsonl <<'END'
tsop-allocate: bad.csv:2: minimum: expected a number that is reached, because people have a place there already
END
done
refuses "a mechanism that spreads nobody" 2 assign -c courses.csv --mechanism boston --spread same people.jsonl <<'END'
tsop-allocate: --spread: expected --mechanism min-cost
END
refuses "no course of the round" 3 run -c courses.csv --round r7 -k key.csv --key-column residents people.jsonl <<'END'
tsop-allocate: courses.csv: expected at least one course of round r7
tsop-allocate: 1 error
END
{ for i in 1 2 3 4 5 6; do person e$i applied 0621 '[]'; done; } >people.jsonl
refuses "more people than places, where everybody has a seat" 3 assign -c courses.csv people.jsonl <<'END'
tsop-allocate: 6 seats are more than the 5 places of the courses
END
printf '{"type":"seats","v":1,"municipality":"0621","seats":1,"reserved":0}\n{"type":"seats","v":1,"municipality":"0621","seats":1,"reserved":0}\n{"type":"enrollment","v":1}\n' >bad.jsonl
refuses "seats of another run" 3 assign -c courses.csv --seats-from bad.jsonl people.jsonl <<'END'
tsop-allocate: bad.jsonl:2: municipality: given before, in line 1
tsop-allocate: bad.jsonl:3: type: expected seats: what tsop-allocate seats prints
tsop-allocate: 2 errors
END
printf '{"type":"seats","v":1,"municipality":"0621","seats":1,"reserved":0}\n' >seats.jsonl
{ for i in 1 2; do person e$i enrolled 0621 '[]' ',"course":"a"'; done; } >people.jsonl
refuses "fewer seats than people have" 3 assign -c courses.csv --seats-from seats.jsonl people.jsonl <<'END'
tsop-allocate: seats.jsonl:1: seats: expected at least 2: so many people have one already
tsop-allocate: 1 error
END
printf 'claimant,residents\nUtopia,5\n' >bad.csv
refuses "people and a key without municipalities" 3 seats --seats 5 -k bad.csv --key-column residents people.jsonl <<'END'
tsop-allocate: bad.csv:2: claimant: expected a municipality, where people apply
tsop-allocate: 1 error
END

refuses "no key" 2 seats --seats 5 <<'END'
tsop-allocate: expected --key; see --help
END
refuses "no key column" 2 run -c courses.csv -k key.csv <<'END'
tsop-allocate: expected --key-column; see --help
END
refuses "no seats" 2 seats -k key.csv --key-column residents <<'END'
tsop-allocate: expected --seats; see --help
END
refuses "no courses" 2 assign people.jsonl <<'END'
tsop-allocate: expected --courses; see --help
END
# People who are there twice, and what must not be published.
: >same.jsonl
for id in e1 e2; do
	printf '{"type":"enrollment","v":1,"id":"%s","state":"applied","ref":"A-1","municipality":"0621","wishes":["k"]}\n' $id >>same.jsonl
done
for id in e3 e4; do
	printf '{"type":"enrollment","v":1,"id":"%s","state":"applied","municipality":"0621","wishes":["k"],"name":"Ida Holm","email":"ida@tsop.example"}\n' $id >>same.jsonl
done
printf '{"type":"enrollment","v":1,"id":"e5","state":"applied","municipality":"0621","wishes":["k"]}\n' >>same.jsonl
printf '{"type":"enrollment","v":1,"id":"e6","state":"applied","ref":"A-6","municipality":"0621","only_wishes":"maybe"}\n' >>same.jsonl
refuses "people who are there twice" 3 run -c courses.csv -k key.csv --key-column residents --seed x same.jsonl <<'END'
tsop-allocate: same.jsonl:2: ref: given before, in line 1 of same.jsonl
tsop-allocate: same.jsonl:4: name: the same person as in line 3 of same.jsonl
tsop-allocate: same.jsonl:5: ref: expected a ref, or a name and an address, to draw lots of
tsop-allocate: same.jsonl:6: only_wishes: expected true or false
tsop-allocate: 4 errors
END
sed -n '1p;3p' same.jsonl >once.jsonl
tsop-allocate assign -c courses.csv --seed x --now 2019-06-24T08:00:00Z once.jsonl >once
sed '2s/"e2"/"e1"/; 4q' same.jsonl >twice.jsonl
refuses "people who are there twice, when it is verified" 3 verify -c courses.csv once twice.jsonl <<'END'
tsop-allocate: twice.jsonl:2: id: given before, in line 1 of twice.jsonl
tsop-allocate: twice.jsonl:4: id: e4: has no assignment in the result
tsop-allocate: twice.jsonl:4: name: the same person as in line 3 of twice.jsonl
tsop-allocate: 3 errors
END
sed -n 1,2p same.jsonl >refs.jsonl
refuses "a ref twice, without lots" 3 run -c courses.csv -k key.csv --key-column residents refs.jsonl <<'END'
tsop-allocate: refs.jsonl:2: ref: given before, in line 1 of refs.jsonl
tsop-allocate: 1 error
END
refuses "a ref twice, when it is verified" 3 verify -c courses.csv once refs.jsonl <<'END'
tsop-allocate: refs.jsonl:2: id: e2: has no assignment in the result
tsop-allocate: refs.jsonl:2: ref: given before, in line 1 of refs.jsonl
tsop-allocate: 2 errors
END
printf 'enrollment,course,reason\ne1,k,010180-1234 has asked\n' >cpr.csv
printf 'code,residents\n621,many\n' >bad.csv
refuses "all files that can not be used" 3 run -c courses.csv -k bad.csv --key-column residents --fix cpr.csv --exclude nowhere.csv --drawn none.jsonl people.jsonl <<'END'
tsop-allocate: cpr.csv:2: reason: holds what looks like a CPR number; leave it out
tsop-allocate: nowhere.csv: can not open: No such file or directory
tsop-allocate: none.jsonl: can not open: No such file or directory
tsop-allocate: bad.csv:2: residents: expected a number in digits, such as 12 or 0.5
tsop-allocate: 4 errors
END
printf 'id,round,title,place,capacity\nk,r1,For 010180 1234,Kolding,3\n' >cpr.csv
refuses "a title with a CPR number" 3 assign -c cpr.csv people.jsonl <<'END'
tsop-allocate: cpr.csv:2: title: holds what looks like a CPR number; leave it out
tsop-allocate: 1 error
END
printf 'row,column,weight\n0101801234,x,1\n' >cpr.csv
refuses "a row that is a CPR number" 3 biproportion --seats 1 cpr.csv <<'END'
tsop-allocate: cpr.csv:2: row: holds what looks like a CPR number; leave it out
tsop-allocate: 1 error
END
keyed "a claimant that is a CPR number" 'claimant,residents\n010180-1234,5\n' <<'END'
tsop-allocate: bad.csv:2: claimant: holds what looks like a CPR number; leave it out
tsop-allocate: 1 error
END
echo '{"type":"draw","v":1,"for":"seats","tied":["a","b"],"number":1}' >tie.jsonl
refuses "a note with a CPR number" 2 draw --drawn a --note 'drawn before 010180-1234' tie.jsonl <<'END'
tsop-allocate: --note: holds what looks like a CPR number; leave it out
END

refuses "an instant that is none" 2 seats --seats 5 -k key.csv --key-column residents --reserve-until soon <<'END'
tsop-allocate: --reserve-until: expected a date and a time such as 2019-06-21 12:00, 21-06-2019 12.00 or 2019-06-21T12:00:00+02:00
END
refuses "a zone that is none" 2 seats --seats 5 -k key.csv --key-column residents --zone Mars/Olympus --reserve-until 2019-08-01T12:00:00Z <<'END'
tsop-allocate: --zone: unknown zone 'Mars/Olympus'; expected a name of tzdata such as Europe/Copenhagen
END
refuses "a zone that is none and not needed" 2 seats --seats 5 -k key.csv --key-column residents --zone Mars/Olympus <<'END'
tsop-allocate: --zone: unknown zone 'Mars/Olympus'; expected a name of tzdata such as Europe/Copenhagen
END
refuses "guarantees held for nobody" 2 seats --seats 5 -k key.csv --key-column residents --reserve-until 2019-08-01T12:00:00Z <<'END'
tsop-allocate: --reserve-until: expected a file of people who apply
END
refuses "a round of nothing" 2 seats --seats 5 -k key.csv --key-column residents --round r1 <<'END'
tsop-allocate: --round: expected --courses, or a file of people who apply
END
refuses "a seed of two lines" 2 seats --seats 5 -k key.csv --key-column residents --seed 'a
b' <<'END'
tsop-allocate: --seed: expected a text of 1 to 500 bytes on one line
END
latin1=$(printf 's\346d')
refuses "a seed that is not UTF-8" 2 seats --seats 5 -k key.csv --key-column residents --seed "$latin1" <<'END'
tsop-allocate: --seed: expected a text of 1 to 500 bytes on one line
END
refuses "a seed of a matrix that is not UTF-8" 2 biproportion --seats 5 --seed "$latin1" key.csv <<'END'
tsop-allocate: --seed: expected a text of 1 to 500 bytes on one line
END
refuses "a key whose name can not be printed" 2 seats --seats 5 -k "$latin1.csv" --key-column residents <<'END'
tsop-allocate: --key: expected the name of a file in UTF-8: it is published
END
refuses "a row that is its column" 2 biproportion --seats 5 --row code --column code key.csv <<'END'
tsop-allocate: --column: expected another field than --row
END
refuses "a weight that is a row" 2 biproportion --seats 5 --row code --weight code key.csv <<'END'
tsop-allocate: --weight: expected another field than --row and --column
END
refuses "a method twice" 2 compare --seats 5 -k key.csv --key-column residents --methods 'dhondt jefferson' <<'END'
tsop-allocate: expected every method and reading once, not base/dhondt twice
END
refuses "a reading twice" 2 compare --seats 5 -k key.csv --key-column residents --methods dhondt --readings 'floor floor' <<'END'
tsop-allocate: expected every method and reading once, not floor/dhondt twice
END
refuses "an unknown method to compare" 2 compare --seats 5 -k key.csv --key-column residents --methods power:99 <<'END'
tsop-allocate: --methods: power: expected a number from -10 to 10
END
refuses "a date that is none" 2 seats --seats 5 -k key.csv --key-column residents --key-date 2019-02-30 <<'END'
tsop-allocate: --key-date: 30 February 2019 does not exist; February 2019 has 28 days
END
refuses "an unknown method" 2 seats --seats 5 -k key.csv --key-column residents --method fair <<'END'
tsop-allocate: --method: expected adams, dean, huntington-hill, sainte-lague, modified-sainte-lague, danish, dhondt, imperiali, largest-remainder, largest-remainder:droop, largest-remainder:hagenbach-bischoff, largest-remainder:imperiali, vinton, quota, identical, swiss, lottery, linear:STEP,FIRST[,INITIAL] or power:P, not 'fair'
END
refuses "a file that is not there" 3 run -c courses.csv -k nowhere.csv --key-column residents people.jsonl <<'END'
tsop-allocate: nowhere.csv: can not open: No such file or directory
tsop-allocate: 1 error
END

# An input of nobody is one that did not come.
refuses "nobody on standard input" 3 run -c courses.csv -k key.csv --key-column residents <<'END'
tsop-allocate: stdin: expected at least one person
tsop-allocate: 1 error
END
refuses "nobody in a file" 3 assign -c courses.csv nobody.jsonl <<'END'
tsop-allocate: nobody.jsonl: expected at least one person
tsop-allocate: 1 error
END
printf 'id,round,title,place,capacity\nk,r2,K,Kolding,3\n' >bad.csv
refuses "nobody of the round" 3 explain -c bad.csv -k key.csv --key-column residents --round r2 people.jsonl nobody.jsonl <<'END'
tsop-allocate: expected at least one person of round r2
tsop-allocate: 1 error
END
run "seats where nobody applied" 0 tsop-allocate seats --seats 5 -k key.csv --key-column residents nobody.jsonl

# No verb takes an output that can not be written for a success.
printf 'row,column,weight\na,x,1\n' >matrix.csv
printf '{"type":"draw","v":1,"for":"seats","tied":["a","b"],"number":1}\n' >tie.jsonl
unwritten() { # VERB OPTIONS...
	for output in '>/dev/full' '>&-'; do
		run "$1 $output" 4 sh -c "\"\$@\" $output" sh tsop-allocate "$@" </dev/null
		ok "$1 $output: one message" test "$(cat "$T/.err")" = "tsop-allocate: can not write the output: $(
			[ "$output" = '>&-' ] && echo Bad file descriptor || echo No space left on device)"
	done
}
unwritten seats --seats 5 -k key.csv --key-column residents
unwritten assign -c courses.csv people.jsonl
unwritten run -c courses.csv -k key.csv --key-column residents people.jsonl
unwritten draw --seed x tie.jsonl
unwritten compare --seats 5 -k key.csv --key-column residents
unwritten explain --seats 5 -k key.csv --key-column residents
unwritten biproportion --seats 1 matrix.csv
tsop-allocate seats --seats 5 -k key.csv --key-column residents -o kept.jsonl
cp kept.jsonl before.jsonl
run "a bad key into a file" 3 tsop-allocate seats --seats 5 -k courses.csv --key-column residents -o kept.jsonl
ok "a bad key into a file: it is as it was" cmp kept.jsonl before.jsonl

finish
