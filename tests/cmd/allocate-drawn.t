#!/bin/sh
# tsop-allocate --drawn: from a tie through a draw to the result, and draws that are refused.
. "$(dirname "$0")/tap.sh"
now=2019-06-24T08:00:00Z

cat >courses.csv <<'END'
id,round,title,place,capacity
k,r1,Course K,Kolding,1
a,r1,Course A,Aalborg,3
END
cat >key.csv <<'END'
code,residents
621,100
851,100
190,1
END
person() { # ID MUNICIPALITY WISHES [MEMBERS]
	printf '{"type":"enrollment","v":1,"id":"%s","state":"applied","ref":"A-%s","round":"r1","municipality":"%s","wishes":%s,"received":"2019-05-03T10:00:00+02:00"%s}\n' \
		"$1" "$1" "$2" "$3" "${4:-}"
}
{
	for id in e1 e2 e3; do person $id 0621 '["k"]'; done
	for id in e4 e5; do person $id 0851 '["k"]'; done
	person e6 0190 '["k"]'
} >people.jsonl
go() { # VERB ARGUMENTS...
	verb=$1
	shift
	case $verb in
	seats) set -- -k key.csv --key-column residents --seats 4 "$@" ;;
	run) set -- -k key.csv --key-column residents -c courses.csv "$@" ;;
	assign) set -- -c courses.csv --seats-from seats.jsonl "$@" ;;
	esac
	tsop-allocate "$verb" --now "$now" "$@"
}
kinds='select(.type == "allocation") | [.tie_rule, .seed, [.drawn[]? | [.for, .drawn, .by]]]'
why='select(.why) | [.municipality, .enrollment, .seats // .course, .position, .why]'

# All three in one round, step by step, each in another way.
: >steps.jsonl
run "seats are tied" 1 go run --drawn steps.jsonl people.jsonl
out_is "seats are tied" <<'END'
{"type":"draw","v":1,"for":"seats","tied":["0621","0851"],"number":1,"why":"2 claimants are equal by the key for the last seat"}
END
cp "$T/.out" needed
tsop-allocate draw --drawn 0621 --note "drawn before both on 24 June 2019" needed >>steps.jsonl
run "then people" 1 go run --drawn steps.jsonl people.jsonl
out_is "then people" <<'END'
{"type":"draw","v":1,"for":"people","tied":["e1","e2","e3"],"number":2,"why":"3 people of Kolding are equal in priority and time of application for its last 2 seats"}
{"type":"draw","v":1,"for":"people","tied":["e4","e5"],"number":1,"why":"2 people of Aalborg are equal in priority and time of application for its last seat"}
END
cp "$T/.out" needed
tsop-allocate draw --seed autumn needed >>steps.jsonl
run "then courses" 1 go run --drawn steps.jsonl people.jsonl
out_is "then courses" <<'END'
{"type":"draw","v":1,"for":"courses","tied":["e1","e2"],"number":2,"why":"2 people could change courses at no cost: the order in which they get theirs is to be drawn"}
END
cp "$T/.out" needed
tsop-allocate draw --by rfc3797-md5 --sources '9319 / 2 5 8' needed >>steps.jsonl
run "then the result" 0 go run --drawn steps.jsonl people.jsonl
err_is "then the result" </dev/null
cp "$T/.out" result
run "the result says what was drawn" 0 jq -c "$kinds" result
out_is "the result says what was drawn" <<'END'
["recorded",null,[["seats",["0621"],"hand"],["people",["e2","e1"],"rfc3797-sha256"],["people",["e5"],"rfc3797-sha256"],["courses",["e2","e1"],"rfc3797-md5"]]]
END
run "the draws of the result are those that were recorded" 0 sh -c "
	jq -c 'select(.drawn and .claimants) | .drawn[]' result"
jq -c 'del(.type, .v, .why)' steps.jsonl | out_is "the draws of the result are those that were recorded"
run "the result says why" 0 jq -c "$why" result
out_is "the result says why" <<'END'
["0190",null,1,null,"1 guaranteed; a seat for everybody who applied"]
["0621",null,2,null,"1 guaranteed; 1 by the key, the last by the recorded draw among 2; 1 more applied"]
["0851",null,1,null,"1 guaranteed; none by the key, not drawn for one more among 2; 1 more applied"]
["0621","e1","a",null,"number 2 of 3 for 2 seats by priority, then time of application, then the recorded draw; no room on the courses wished for, the nearest other with room, by the recorded draw"]
["0621","e2","k",null,"number 1 of 3 for 2 seats by priority, then time of application, then the recorded draw; first wish, by the recorded draw"]
["0621","e3",null,1,"number 3 of 3 for 2 seats by priority, then time of application, then the recorded draw"]
["0851","e4",null,1,"number 2 of 2 for 1 seat by priority, then time of application, then the recorded draw"]
["0851","e5","a",null,"number 1 of 2 for 1 seat by priority, then time of application, then the recorded draw; no room on the courses wished for, the nearest other with room"]
["0190","e6","a",null,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
END
run "the proof says between whom" 0 jq -c 'select(.type == "proof").seats | [.last.municipality, .next.municipality, .tied, .drawn]' result
out_is "the proof says between whom" <<'END'
["0621","0851",["0621","0851"],["0621"]]
END

# The separate checker does the draws again, and refuses a result that is not theirs.
check() { tsop-allocate verify -q -c courses.csv -k key.csv "$1" people.jsonl; }
run "the result is verified" 0 check result
out_is "the result is verified" <<END
{"type":"verification","v":1,"allocation":"$(jq -r 'select(.type == "allocation").id' result)","claimants":3,"applications":6,"verified":["draws","records","key","courses","people","guarantee","seats","choice","optimum","lots","waiting","why","id"],"not_verified":["whom the draws by hand drew"]}
END
mutant() { # NAME SED: refused by verify, which says so at the beginning of what it says
	sed "$2" result >mutant
	ok "mutant: $1: it is another" sh -c '! cmp -s result mutant'
	run "mutant: $1" 1 check mutant
	sed 1q "$T/.err" >said
	mv said "$T/.err"
	err_is "mutant: $1"
}
mutant "others drawn" '1s/"drawn":\["e2","e1"\],"by":"rfc3797-sha256"/"drawn":["e1","e2"],"by":"rfc3797-sha256"/' <<'END'
tsop-allocate: mutant:1: drawn: e1: others are drawn by the key string
END
mutant "another seed" '1s/"seed":"autumn"/"seed":"spring"/' <<'END'
tsop-allocate: mutant:1: drawn: e1: expected the key string of its seed or sources
END
mutant "other sources" '1s/"2 5 8"/"2 5 9"/' <<'END'
tsop-allocate: mutant:1: drawn: e1: expected the key string of its seed or sources
END
mutant "another key string" '1s/"9319.\/2.5.8.\/"/"9319.\/2.5.9.\/"/' <<'END'
tsop-allocate: mutant:1: drawn: e1: expected the key string of its seed or sources
END
mutant "fewer bits needed" '1s/"bits_needed":1/"bits_needed":0/' <<'END'
tsop-allocate: mutant:1: drawn: 0621: bits_needed: expected log2 of the outcomes, rounded up
END
mutant "more bits needed" '1s/"bits_needed":1/"bits_needed":2/' <<'END'
tsop-allocate: mutant:1: drawn: 0621: bits_needed: expected log2 of the outcomes, rounded up
END
mutant "more bits given than there are" '1s/"bits_given":[0-9]*/"bits_given":9999/' <<'END'
tsop-allocate: mutant:1: drawn: e1: bits_given: more than its seed or sources can give
END
mutant "drawn for cells" '1s/"for":"seats"/"for":"cells"/' <<'END'
tsop-allocate: mutant:1: drawn: for: nothing of this result is drawn for cells
END
mutant "another won by hand" '1s/"drawn":\["0621"\]/"drawn":["0851"]/' <<'END'
tsop-allocate: mutant:18: tied: a tie decided, and neither a seed nor a draw settles it so
END
mutant "no draw for seats" '1s/{"for":"seats"[^}]*},//; /"type":"proof"/s/"draws":\[4\]/"draws":[3]/' <<'END'
tsop-allocate: mutant:18: tied: a tie decided, and neither a seed nor a draw settles it so
END
mutant "no draw for people" '1s/{"for":"people","tied":\["e1"[^}]*},//; /"type":"proof"/s/"draws":\[4\]/"draws":[3]/' <<'END'
tsop-allocate: mutant:5: course: e1: others stand equal, and there is neither a seed nor a draw
END
mutant "no draw for courses" '1s/,{"for":"courses"[^}]*}//; /"type":"proof"/s/"draws":\[.\],//' <<'END'
tsop-allocate: mutant:5: course: e1: k is better and as good for all, and there is neither a seed nor a draw
END
mutant "another draw named" '/"type":"proof"/s/"draws":\[4\]/"draws":[2]/' <<'END'
tsop-allocate: mutant:18: draws: expected the number of a draw for courses
END
mutant "no draw named" '/"type":"proof"/s/"draws":\[4\],//' <<'END'
tsop-allocate: mutant:5: course: e1: k is better and as good for all, and there is neither a seed nor a draw
END
mutant "somebody drawn who is not tied" '1s/"drawn":\["0621"\]/"drawn":["0190"]/' <<'END'
tsop-allocate: mutant:1: drawn: 0621: somebody is drawn who is not tied
END
mutant "no draws" '1s/"tie_rule":"recorded","drawn":\[{.*}\],"mechanism"/"tie_rule":"none","mechanism"/; /"type":"proof"/s/"draws":\[.\],//' <<'END'
tsop-allocate: mutant:18: tied: a tie decided, and neither a seed nor a draw settles it so
END
mutant "places of two exchanged" '/"enrollment":"e1"/{s/"course":"a"/"course":"k"/; s/"rank":2,"meters":175377/"rank":1,"meters":0/}; /"enrollment":"e2"/{s/"course":"k"/"course":"a"/; s/"rank":1,"meters":0/"rank":2,"meters":175377/}; /"waiting","v"/s/"e1"/"e2"/' <<'END'
tsop-allocate: mutant:6: course: e2: the lot would take k, which is as good for all
END

mkdir other
sort -r people.jsonl >other/people.jsonl
sort steps.jsonl >other/steps.jsonl
{ head -n 1 key.csv; tail -n +2 key.csv | sort -r; } >other/key.csv
run "rows in another order" 0 sh -c "
	tsop-allocate run --now $now -k other/key.csv --key-column residents -c courses.csv --drawn other/steps.jsonl other/people.jsonl"
out_is "rows in another order: the same bytes" <result
run "draws by a pipe" 0 sh -c "
	tsop-allocate run --now $now -k key.csv --key-column residents -c courses.csv --drawn - people.jsonl <steps.jsonl"
out_is "draws by a pipe: the same bytes" <result

# Another draw is another result.
sed 's/"drawn":\["0621"\]/"drawn":["0851"]/' steps.jsonl | head -n 1 >other.jsonl
run "another municipality drawn" 1 go run --drawn other.jsonl people.jsonl
out_is "another municipality drawn" <<'END'
{"type":"draw","v":1,"for":"people","tied":["e1","e2","e3"],"number":1,"why":"3 people of Kolding are equal in priority and time of application for its last seat"}
END
sed '1s/before both/by the mayor/' steps.jsonl >other.jsonl
run "another note is another allocation" 0 sh -c "
	tsop-allocate run --now $now -k key.csv --key-column residents -c courses.csv --drawn other.jsonl people.jsonl | jq -r 'select(.type == \"allocation\").id'"
ok "another note is another allocation: id" test "$(cat "$T/.out")" != "$(jq -r 'select(.type == "allocation").id' result)"

# seats alone, then assign alone.
run "seats: a draw" 1 go seats people.jsonl
cp "$T/.out" needed
tsop-allocate draw --seed x needed >seats.draw
run "seats: by the draw" 0 sh -c "
	tsop-allocate seats --now $now -k key.csv --key-column residents --seats 4 --drawn seats.draw people.jsonl | tee seats.jsonl |
		jq -c '$why'"
out_is "seats: by the draw" <<'END'
["0190",null,1,null,"1 guaranteed; a seat for everybody who applied"]
["0621",null,2,null,"1 guaranteed; 1 by the key, the last by the recorded draw among 2; 1 more applied"]
["0851",null,1,null,"1 guaranteed; none by the key, not drawn for one more among 2; 1 more applied"]
END
: >assign.draw
for step in people courses; do
	run "assign: a draw of $step" 1 go assign --drawn assign.draw people.jsonl
	cp "$T/.out" needed
	tsop-allocate draw --seed x needed >>assign.draw
done
run "assign: by the draws" 0 sh -c "
	tsop-allocate assign --now $now -c courses.csv --seats-from seats.jsonl --drawn assign.draw people.jsonl | jq -c '$kinds'"
out_is "assign: by the draws" <<'END'
["recorded",null,[["people",["e1","e3"],"rfc3797-sha256"],["people",["e4"],"rfc3797-sha256"],["courses",["e3","e1"],"rfc3797-sha256"]]]
END
run "no tie, no draw" 0 sh -c "
	tsop-allocate seats --now $now -k key.csv --key-column residents --seats 3 --guarantee 1 --drawn /dev/null | jq -c '$kinds'"
out_is "no tie, no draw" <<'END'
["none",null,[]]
END

# Parties: the order of all who fit is drawn, and a party comes where the first of it does.
{
	person e1 0621 '["a"]'
	person e2 0621 '["a"]' ',"party":"bil"'
	person e3 0621 '["a"]'
	person e4 0621 '["a"]' ',"party":"bil"'
} >parties.jsonl
party() { # OPTIONS...
	tsop-allocate run --now $now -c courses.csv --seats 2 -k one.csv --key-column n parties.jsonl "$@"
}
printf 'code,n\n621,1\n' >one.csv
run "a party is tied" 1 party
out_is "a party is tied" <<'END'
{"type":"draw","v":1,"for":"people","tied":["e1","e2","e3","e4"],"number":4,"why":"4 people of Kolding are equal in priority and time of application for its last 2 seats: as some are of a party, the order of all is to be drawn"}
END
cp "$T/.out" needed
seated() { # ORDER: who of the four has a course
	tsop-allocate draw --drawn "$1" --note x needed >party.draw
	party --drawn party.draw | jq -c "select(.type == \"assignment\" and .course) | .enrollment" | tr -d '\n"'
	echo
}
{ seated e4,e1,e3,e2; seated e1,e4,e3,e2; seated e3,e1,e2,e4; } >"$T/.out" 2>&1
out_is "a party comes where its first member comes" <<'END'
e2e4
e1e3
e1e3
END

# Who of a party was drawn first stands first among those who wait, too.
tsop-allocate draw --drawn e1,e4,e3,e2 --note x needed >party.draw
party --drawn party.draw >party.result
run "a party that waits, in the order drawn" 0 jq -c 'select(.position and .why) | [.enrollment, .position]' party.result
out_is "a party that waits, in the order drawn" <<'END'
["e2",2]
["e4",1]
END
run "a party that waits, in the order drawn: verified" 0 tsop-allocate verify -q -c courses.csv -k one.csv \
	party.result parties.jsonl

# Who applied later than the first of their party has no lot of their own.
sed '/"e2"/s/05-03/05-04/' parties.jsonl >later.jsonl
later() { # OPTIONS...
	tsop-allocate run --now $now -c courses.csv --seats 2 -k one.csv --key-column n later.jsonl "$@"
}
run "a party of which one is tied" 1 later
out_is "a party of which one is tied" <<'END'
{"type":"draw","v":1,"for":"people","tied":["e1","e3","e4"],"number":3,"why":"3 people of Kolding are equal in priority and time of application for its last 2 seats: as some are of a party, the order of all is to be drawn"}
END
cp "$T/.out" needed
tsop-allocate draw --drawn e1,e4,e3 --note x needed >later.draw
later --drawn later.draw >later.result
run "a party of which one is tied: verified" 0 tsop-allocate verify -q -c courses.csv -k one.csv \
	later.result later.jsonl

# A person who is tied with held seats alone needs no draw: nobody else is to be drawn for.
person e1 0621 '["k","a"]' >alone.jsonl
run "one person and a held seat" 0 sh -c "
	tsop-allocate run --now $now -c courses.csv -k one.csv --key-column n --guarantee 2 alone.jsonl |
		jq -r 'select(.reserved_at or .rank) | .reserved_at[0] // .course'"
out_is "one person and a held seat" <<'END'
a
k
END

# Who is drawn and finds no course stays first of those who wait; the others are drawn from again.
{
	person e1 0621 '["k"]' ',"only_wishes":true'
	person e2 0621 '["a"]'
	person e3 0621 '["a"]'
	person e9 0851 '[]' ',"course":"k"' | sed 's/"applied"/"enrolled"/'
} >full.jsonl
printf 'code,n\n621,1\n851,1\n' >two.csv
full() { tsop-allocate run --now "$now" -c courses.csv --seats 2 -k two.csv --key-column n full.jsonl "$@"; }
run "a seat for one of three" 1 full
cp "$T/.out" needed
tsop-allocate draw --drawn e1 --note x needed >full.draw
run "who was drawn finds no course" 1 full --drawn full.draw
out_is "who was drawn finds no course" <<'END'
{"type":"draw","v":1,"for":"people","tied":["e2","e3"],"number":1,"why":"2 people of Kolding are equal in priority and time of application for its last seat"}
END
cp "$T/.out" needed
tsop-allocate draw --drawn e3 --note x needed >>full.draw
run "drawn from again" 0 sh -c "
	tsop-allocate run --now $now -c courses.csv --seats 2 -k two.csv --key-column n --drawn full.draw full.jsonl |
		jq -c 'select(.type == \"assignment\" and .enrollment != \"e9\") | [.enrollment, .course, .position, .why]'"
out_is "drawn from again" <<'END'
["e1",null,1,"number 1 of 3 for 1 seat by priority, then time of application, then the recorded draw; no room on the courses wished for"]
["e2",null,2,"number 3 of 3 for 1 seat by priority, then time of application, then the recorded draw"]
["e3","a",null,"number 2 of 3 for 1 seat by priority, then time of application, then the recorded draw; first wish"]
END

# Tickets of a lottery.
printf 'claimant,n\na,3\nb,2\n' >lottery.csv
run "a lottery is drawn by hand" 1 tsop-allocate seats --seats 2 --method lottery -k lottery.csv --key-column n
out_is "a lottery is drawn by hand" <<'END'
{"type":"draw","v":1,"for":"seats","tied":["a","a#2","b","b#2"],"number":2,"why":"4 tickets are equal by the key for the last 2 seats"}
END
cp "$T/.out" needed
tsop-allocate draw --drawn b#2,b --note x needed >lottery.draw
run "by its tickets" 0 sh -c "
	tsop-allocate seats --seats 2 --method lottery -k lottery.csv --key-column n --drawn lottery.draw |
		jq -c 'select(.why) | [.claimant, .seats, .why]'"
out_is "by its tickets" <<'END'
["a",0,"none by the key, not drawn for one more among 4"]
["b",2,"2 by the key, 2 of them by the recorded draw among 4 tickets"]
END

# refuses NAME: by the draws in bad.draw, messages as given on standard input
refuses() {
	cat >messages
	run "$1" 3 go run --drawn bad.draw people.jsonl
	out_is "$1" </dev/null
	err_is "$1" <messages
}
draw_of() { # FOR NUMBER TIED
	printf '{"type":"draw","for":"%s","tied":[%s],"number":%s}\n' "$1" "$3" "$2" | tsop-allocate draw --seed autumn
}
instead() { # LINE: of steps.jsonl, the draw on standard input
	{ head -n $(($1 - 1)) steps.jsonl; cat; tail -n +$(($1 + 1)) steps.jsonl; } >bad.draw
}
draw_of seats 1 '"0190","0621"' | instead 1
refuses "a draw that names somebody not tied" <<'END'
tsop-allocate: bad.draw:1: tied: expected those that this run finds tied, not '0190'
tsop-allocate: 1 error
END
draw_of people 2 '"e1","e2","e3","e4"' | instead 2
refuses "a draw that names one more, and one over another municipality" <<'END'
tsop-allocate: bad.draw:2: tied: expected those that this run finds tied, not 'e4'
tsop-allocate: 1 error
END
draw_of people 1 '"e1","e3"' | instead 2
refuses "a draw over too few" <<'END'
tsop-allocate: bad.draw:2: tied: expected all that this run finds tied, also 'e2'
tsop-allocate: 1 error
END
draw_of people 1 '"e1","e2","e3"' | instead 2
refuses "a draw of another number" <<'END'
tsop-allocate: bad.draw:2: number: expected 2, which this run needs
tsop-allocate: 1 error
END
draw_of people 2 '"e3","e2","e1"' | instead 2
refuses "a draw in another order" <<'END'
tsop-allocate: bad.draw:2: tied: expected the order in which this run names them
tsop-allocate: 1 error
END
draw_of courses 2 '"e1","e6"' | instead 4
refuses "a draw for courses that names somebody not tied" <<'END'
tsop-allocate: bad.draw:4: tied: expected those that this run finds tied, not 'e6'
tsop-allocate: 1 error
END
{ cat steps.jsonl; draw_of people 1 '"e6","e7"'; draw_of seats 1 '"0101","0190"'; draw_of courses 2 '"e5","e6"'; } >bad.draw
refuses "draws that are not needed" <<'END'
tsop-allocate: bad.draw:5: for: expected a draw that this run needs, none over 'e6'
tsop-allocate: bad.draw:6: for: expected a draw that this run needs, none over '0101'
tsop-allocate: bad.draw:7: for: expected a draw that this run needs, none over 'e5'
tsop-allocate: 3 errors
END
{ sed -n 2,4p steps.jsonl; } >bad.draw
run "a draw for people may wait for that of seats" 1 go run --drawn bad.draw people.jsonl
out_is "a draw for people may wait for that of seats" <<'END'
{"type":"draw","v":1,"for":"seats","tied":["0621","0851"],"number":1,"why":"2 claimants are equal by the key for the last seat"}
END
{ draw_of seats 1 '"0101","0190"'; } >bad.draw
refuses "a draw not needed, where another is" <<'END'
tsop-allocate: bad.draw:1: for: expected a draw that this run needs, none over '0101'
tsop-allocate: 1 error
END
{ cat steps.jsonl; sed -n 2p steps.jsonl; } >bad.draw
refuses "a draw given twice" <<'END'
tsop-allocate: bad.draw:5: tied: given before, in line 2
tsop-allocate: 1 error
END
printf '{"type":"draw","for":"seats","tied":["0621","0851"],"number":1}\n' |
	tsop-allocate draw --sources '9319 / 8 5 2' | instead 1
refuses "two draws from the same sources" <<'END'
tsop-allocate: bad.draw:4: key_string: expected another than that of line 1, so that the draws are independent
tsop-allocate: 1 error
END
{
	jq -c 'del(.drawn)' steps.jsonl | head -n 1
	sed -n '1s/"drawn":\["0621"\]/"drawn":["0190"]/p' steps.jsonl
	sed -n '1s/"drawn":\["0621"\]/"drawn":["0621","0851"]/p' steps.jsonl
	sed -n '2s/"drawn":\["e2","e1"\]/"drawn":["e2","e2"]/p' steps.jsonl
	sed -n '2s/"drawn":\["e2","e1"\]/"drawn":["e1","e2"]/p' steps.jsonl
	sed -n '2s/"seed":"autumn"/"seed":"spring"/p' steps.jsonl
	sed -n '2s/"seed":"autumn",//p' steps.jsonl
	sed -n '2s/"key_string":"[^"]*",//p' steps.jsonl
	sed -n '1s/"by":"hand"/"by":"coin"/p' steps.jsonl
	sed -n '1s/"note":"[^"]*",//p' steps.jsonl
	sed -n '1s/"by":"hand"/"by":"hand","seed":"x"/p' steps.jsonl
	sed -n '1s/"by":"hand"/"by":"hand","key_string":"x"/p' steps.jsonl
	sed -n '1s/"bits_needed":1/"bits_needed":0/p' steps.jsonl
	sed -n '2s/"bits_given":[0-9]*/"bits_given":40/p' steps.jsonl
	sed -n '2s/,"bits_given":[0-9]*//p' steps.jsonl
	sed -n '4s/"2 5 8"/"2,5,8"/p' steps.jsonl
	sed -n '4s/"9319"/9319/p' steps.jsonl
	head -n 1 result
} >bad.draw
refuses "draws that were not made as they say" <<'END'
tsop-allocate: bad.draw:1: drawn: expected a draw that was made: tsop-allocate draw makes it
tsop-allocate: bad.draw:2: drawn: expected ids that are tied, not '0190'
tsop-allocate: bad.draw:3: drawn: expected as many ids as are to be drawn: 1, not 2
tsop-allocate: bad.draw:4: drawn: expected every id once, not 'e2' twice
tsop-allocate: bad.draw:5: drawn: expected what the key string draws: number 1 is e2
tsop-allocate: bad.draw:6: key_string: expected the key string of its seed or sources
tsop-allocate: bad.draw:7: by: expected a seed or sources for rfc3797-md5|rfc3797-sha256, neither by hand
tsop-allocate: bad.draw:8: key_string: expected the key string
tsop-allocate: bad.draw:9: by: expected rfc3797-md5|rfc3797-sha256|hand
tsop-allocate: bad.draw:10: note: expected who drew, when, and before whom
tsop-allocate: bad.draw:11: by: expected a seed or sources for rfc3797-md5|rfc3797-sha256, neither by hand
tsop-allocate: bad.draw:12: key_string: expected none for a draw by hand
tsop-allocate: bad.draw:13: bits_needed: expected 1
tsop-allocate: bad.draw:14: bits_given: expected at most 39, which its seed or sources can give
tsop-allocate: bad.draw:15: bits_given: expected at most 39, which its seed or sources can give
tsop-allocate: bad.draw:16: sources: expected decimal numbers separated by blanks, or a text with letters
tsop-allocate: bad.draw:17: sources: expected a list of texts
tsop-allocate: bad.draw:18: type: expected draw: what tsop-allocate prints where a tie decides
tsop-allocate: 18 errors
END
printf '{"type":"draw"\n' >bad.draw
refuses "a draw that is no JSON" <<'END'
tsop-allocate: bad.draw:1: column 15: expected ',' or '}'
tsop-allocate: 1 error
END
run "a seed and draws" 2 go run --seed x --drawn steps.jsonl people.jsonl
err_is "a seed and draws" <<'END'
tsop-allocate: --drawn: expected no --seed: that would settle every tie
END
run "draws and people on standard input" 2 go run --drawn - - </dev/null
err_is "draws and people on standard input" <<'END'
tsop-allocate: standard input is named 2 times; it can be read once
END
run "draws that are not there" 3 go run --drawn nowhere.jsonl people.jsonl
err_is "draws that are not there" <<'END'
tsop-allocate: nowhere.jsonl: can not open: No such file or directory
tsop-allocate: 1 error
END

# Courses are drawn for anew where somebody gave up a seat: the later draw counts, whoever it is over.
{
	person e1 0621 '["k"]' ',"priority":3'
	person e2 0621 '["k"]' ',"priority":1'
	person e3 0621 '["k"]' ',"priority":1'
	person e4 0621 '["k"]' ',"only_wishes":true,"priority":2'
} >again.jsonl
again() { # OPTIONS...
	tsop-allocate run --now $now -c courses.csv --seats 3 -k one.csv --key-column n --order lot \
		--mechanism serial-dictatorship again.jsonl "$@"
}
again >needed
tsop-allocate draw --drawn e2,e3,e4 --note x needed >again.draw
run "a seat is given up after a draw" 1 again --drawn again.draw
out_is "a seat is given up after a draw" <<'END'
{"type":"draw","v":1,"for":"courses","tied":["e1","e2","e3"],"number":3,"why":"3 people stand equal in the order, and some compete for the last seats of a course: the order among them is to be drawn"}
END
cp "$T/.out" needed
tsop-allocate draw --drawn e3,e2,e1 --note x needed >>again.draw
again --drawn again.draw >again.result
run "drawn anew" 0 jq -c '(.drawn[]? | .drawn), (select(.course and .enrollment and .why) | [.enrollment, .course])' again.result
out_is "drawn anew" <<'END'
["e2","e3","e4"]
["e3","e2","e1"]
["e1","a"]
["e2","a"]
["e3","k"]
END
run "drawn anew: verified" 0 tsop-allocate verify -q -c courses.csv -k one.csv again.result again.jsonl
sed '1!G;h;$!d' again.draw >other/again.draw
run "drawn anew: draws in another order" 0 again --drawn other/again.draw
out_is "drawn anew: draws in another order: the same bytes" <again.result

# Where all is given anew because a seat could not be used, who was drawn stands where they were drawn.
{
	person e1 0621 '["k"]' ',"course":"k"' | sed 's/"applied"/"enrolled"/'
	person e2 0621 '["k"]' ',"only_wishes":true'
	person e3 0621 '["k"]' ',"only_wishes":true'
} >joint.jsonl
joint() { # OPTIONS...
	tsop-allocate run --now $now -c courses.csv --seats 2 -k one.csv --key-column n --jointly joint.jsonl "$@"
}
joint >needed
tsop-allocate draw --drawn e3 --note x needed >joint.draw
joint --drawn joint.draw >joint.result
run "drawn, and given anew" 0 jq -c 'select(.position and .why) | [.enrollment, .position]' joint.result
out_is "drawn, and given anew" <<'END'
["e2",2]
["e3",1]
END
run "drawn, and given anew: verified" 0 tsop-allocate verify -q -c courses.csv -k one.csv joint.result joint.jsonl

# Whose turns were drawn, and hang on nothing any more after others gave up their seats, keep them.
cat >three.csv <<'END'
id,round,title,place,capacity
a,r1,Course A,Aalborg,1
k,r1,Course K,Kolding,1
s,r1,Course S,Slagelse,4
END
first() {
	person "$1" 0621 "$2" ",\"only_wishes\":true,\"priority\":${3:-1}"
}
{
	first e1 '["k"]'
	first e2 '["k"]'
	first e3 '["s"]'
	first e4 '["a","s"]' 2
	first e5 '["a","s"]' 2
} >turns.jsonl
in_turn() {
	tsop-allocate assign --now $now -c three.csv --mechanism serial-dictatorship turns.jsonl "$@"
}
in_turn >needed
tsop-allocate draw --drawn e3,e2,e1,e5,e4 --note x needed >turns.draw
run "turns that were drawn before: others are drawn anew" 1 in_turn --drawn turns.draw
cp "$T/.out" needed
tsop-allocate draw --drawn e5,e4 --note y needed >>turns.draw
in_turn --drawn turns.draw >turns.result
run "turns that were drawn before" 0 jq -c 'select(.type == "proof").assignment.turns' turns.result
out_is "turns that were drawn before" <<'END'
["e3","e2","e5","e4"]
END
run "turns that were drawn before: verified" 0 tsop-allocate verify -q -c three.csv turns.result turns.jsonl

{ echo claimant,n; seq -f '%g,1' 65537; } >many.csv
run "more than can be drawn among" 3 tsop-allocate seats --seats 7 -k many.csv --key-column n
err_is "more than can be drawn among" <<'END'
tsop-allocate: 65537 are tied, more than the 65536 that can be drawn among: use --seed
END

finish
