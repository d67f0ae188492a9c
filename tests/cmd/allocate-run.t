#!/bin/sh
# tsop-allocate run and assign: exact output, draws, rounds, places fixed by hand.
. "$(dirname "$0")/tap.sh"
now=2019-06-24T08:00:00Z

cat >courses.csv <<'END'
id,round,title,place,capacity
k,r1,Course K,Kolding,3
a,r1,Course A,Aalborg,2
x,r2,Another round,Slagelse,9
END
cat >key.csv <<'END'
code;municipality;residents
621;Kolding;93175
851;Aalborg;217075
190;Furesø;40965
END
# person ID MUNICIPALITY WISHES RECEIVED [MEMBERS]
person() {
	printf '{"type":"enrollment","v":1,"id":"%s","state":"%s","ref":"A-%s","round":"r1","municipality":"%s","wishes":%s,"received":"2019-05-%sT10:00:00+02:00"%s,"name":"Ida Holm","email":"ida@tsop.example"}\n' \
		"$1" "${6:-applied}" "$1" "$2" "$3" "$4" "${5:-}"
}
{
	person e1 0621 '["k"]' 03
	person e2 0621 '["k","a"]' 04 ',"priority":1'
	person e3 0851 '["k"]' 03 ',"only_wishes":true,"party":"bil"'
	person e4 0851 '["k"]' 05 ',"party":"bil"'
	person e10 0851 '[]' 06
} >people.jsonl
allocate="tsop-allocate run -c courses.csv --round r1 -k key.csv --key-column residents --now $now"
allocates() { # NAME STATUS OPTIONS...
	allocates_name=$1 allocates_status=$2
	shift 2
	run "$allocates_name" "$allocates_status" tsop-allocate run -c courses.csv --round r1 -k key.csv \
		--key-column residents --now $now "$@"
}

allocates "seats, then courses" 0 --seed autumn people.jsonl
out_is "seats, then courses" <<'END'
{"type":"allocation","v":1,"id":"f1bb7b3f334cad50","round":"r1","now":"2019-06-24T08:00:00Z","key":"key.csv","key_column":"residents","method":"sainte-lague","reading":"base","guarantee":1,"cap":"demand","seed":"autumn","tie_rule":"sha256-lot","mechanism":"min-cost","claimants":3,"applications":5,"seats":5,"given":4,"reserved":1,"left":0,"enrolled":4,"waiting":1,"courses":[{"id":"a","title":"Course A","place":"Aalborg","capacity":2,"enrolled":1,"reserved":1},{"id":"k","title":"Course K","place":"Kolding","capacity":3,"enrolled":3,"reserved":0}]}
{"type":"seats","v":1,"allocation":"f1bb7b3f334cad50","municipality":"0190","name":"Furesø","weight":"40965","applied":0,"seats":0,"guaranteed":0,"by_key":0,"reserved":1,"reserved_at":["a"],"waiting":0,"why":"nobody has applied; 1 guaranteed and not used, held"}
{"type":"seats","v":1,"allocation":"f1bb7b3f334cad50","municipality":"0621","name":"Kolding","weight":"93175","applied":2,"seats":2,"guaranteed":1,"by_key":1,"reserved":0,"waiting":0,"why":"1 guaranteed; 1 by the key; a seat for everybody who applied"}
{"type":"seats","v":1,"allocation":"f1bb7b3f334cad50","municipality":"0851","name":"Aalborg","weight":"217075","applied":3,"seats":2,"guaranteed":1,"by_key":1,"reserved":0,"waiting":1,"why":"1 guaranteed; 1 by the key; 1 more applied"}
{"type":"assignment","v":1,"allocation":"f1bb7b3f334cad50","enrollment":"e1","municipality":"0621","course":"k","state":"enrolled","rank":1,"meters":0,"why":"a seat for everybody who applied; first wish"}
{"type":"assignment","v":1,"allocation":"f1bb7b3f334cad50","enrollment":"e2","municipality":"0621","course":"a","state":"enrolled","rank":2,"meters":175377,"why":"a seat for everybody who applied; wish 2, no room on those before it"}
{"type":"assignment","v":1,"allocation":"f1bb7b3f334cad50","enrollment":"e3","municipality":"0851","party":"p1","course":"k","state":"enrolled","rank":1,"meters":175377,"why":"number 1 of 3 for 2 seats by priority, then time of application; first wish"}
{"type":"assignment","v":1,"allocation":"f1bb7b3f334cad50","enrollment":"e4","municipality":"0851","party":"p1","course":"k","state":"enrolled","rank":1,"meters":175377,"why":"number 2 of 3 for 2 seats by priority, then time of application; first wish"}
{"type":"assignment","v":1,"allocation":"f1bb7b3f334cad50","enrollment":"e10","municipality":"0851","course":null,"state":"waiting","position":1,"why":"number 3 of 3 for 2 seats by priority, then time of application"}
{"type":"waiting","v":1,"allocation":"f1bb7b3f334cad50","course":"a","position":1,"enrollment":"e10"}
{"type":"waiting","v":1,"allocation":"f1bb7b3f334cad50","course":"k","position":1,"enrollment":"e10"}
{"type":"waiting","v":1,"allocation":"f1bb7b3f334cad50","course":"k","position":2,"enrollment":"e2","rank":1,"has":"a"}
{"type":"proof","v":1,"allocation":"f1bb7b3f334cad50","seats":{"last":{"municipality":"0621","seat":1,"quotient":"93175/1"},"next":{"municipality":"0851","seat":2,"quotient":"217075/3"}},"assignment":{"optimal":true,"prices_prove_all":true,"unassigned":0,"rank":2,"meters":882660,"prices":[{"course":"a","unassigned":0,"rank":0,"meters":0},{"course":"k","unassigned":0,"rank":1,"meters":175377}]}}
END
cp "$T/.out" in-order

mkdir other
sort -r people.jsonl >other/people.jsonl
{ head -n 1 key.csv; tail -n +2 key.csv | sort; } >other/key.csv
{ head -n 1 courses.csv; tail -n +2 courses.csv | sort; } >other/courses.csv
run "rows in another order" 0 tsop-allocate run -c other/courses.csv --round r1 -k other/key.csv \
	--key-column residents --now $now --seed autumn other/people.jsonl
out_is "rows in another order: the same bytes" <in-order
run "people by a pipe" 0 sh -c "cat people.jsonl | $allocate --seed autumn"
out_is "people by a pipe: the same bytes" <in-order
run "no name and no address is published" 1 grep -i -e holm -e '@' in-order
run "another seed is another allocation" 0 sh -c "$allocate --seed spring people.jsonl | jq -r 'select(.type == \"allocation\").id'"
ok "another seed is another allocation: id" test "$(cat "$T/.out")" != "$(jq -r 'select(.type == "allocation").id' in-order)"

allocates "courses that hang on a draw" 1 people.jsonl
out_is "courses that hang on a draw" <<'END'
{"type":"draw","v":1,"for":"courses","tied":["e1","e2"],"number":2,"why":"2 people could change courses at no cost: the order in which they get theirs is to be drawn"}
END

# Two courses in one town, and room for all: everybody has two places as good, and nobody is in the way.
cat >town.csv <<'END'
id,round,title,place,capacity
k1,r1,Course 1,Kolding,3
k2,r1,Course 2,Kolding,3
END
{
	person e1 0621 '[]' 03
	person e2 0621 '[]' 04
	person e3 0851 '["k2","k1"]' 03
} >town.jsonl
town='tsop-allocate run -c town.csv -k key.csv --key-column residents'
run "an order that is nothing is not drawn" 0 sh -c "$town --now $now town.jsonl"
cp "$T/.out" in-town
run "an order that is nothing: places" 0 jq -c 'select(.course? and .enrollment) | [.enrollment, .course]' in-town
out_is "an order that is nothing: places" <<'END'
["e1","k1"]
["e2","k1"]
["e3","k2"]
END
run "an order that is nothing: verified" 0 tsop-allocate verify -c town.csv -k key.csv in-town town.jsonl
run "an order that is nothing: the same by lot" 0 sh -c "$town --now $now --seed autumn town.jsonl |
	jq -c 'select(.enrollment and .course?) | [.enrollment, .course]'"
out_is "an order that is nothing: the same by lot" <<'END'
["e1","k1"]
["e2","k1"]
["e3","k2"]
END
sed '/"enrollment":"e1"/s/"k1"/"k2"/; 1s/"enrolled":2/"enrolled":1/; 1s/"enrolled":1,\("reserved":[01]}\]\)/"enrolled":2,\1/' in-town >mutant
run "an order that is nothing: another place" 1 tsop-allocate verify -c town.csv -k key.csv mutant town.jsonl
err_is "an order that is nothing: another place" <<'END'
tsop-allocate: mutant:5: course: e1: k1 is better and as good for all, and there is neither a seed nor a draw
tsop-allocate: 1 error
END
{ cat town.jsonl; person e4 0621 '[]' 05; person e5 0851 '[]' 05; } >full.jsonl
run "an order that matters is drawn" 1 sh -c "$town --now $now full.jsonl | jq -c '[.for, .tied]'; exit 1"
out_is "an order that matters is drawn" <<'END'
["courses",["e1","e2","e4","e5"]]
END

{
	person e1 0621 '["k"]' 03
	person e2 0621 '["k"]' 03
	person e3 0851 '["a"]' 04
	person e4 0851 '["a"]' 04
} >equal.jsonl
allocates "people who stand equal, in two municipalities" 1 --seats 3 equal.jsonl
out_is "people who stand equal, in two municipalities" <<'END'
{"type":"draw","v":1,"for":"people","tied":["e1","e2"],"number":1,"why":"2 people of Kolding are equal in priority and time of application for its last seat"}
{"type":"draw","v":1,"for":"people","tied":["e3","e4"],"number":1,"why":"2 people of Aalborg are equal in priority and time of application for its last seat"}
END

# The second round: the held seat is free, who is enrolled stays.
jq -c --slurpfile all in-order '. as $p | ($all[] | select(.type == "assignment" and .enrollment == $p.id)) as $a |
	.state = $a.state | if $a.course then .course = $a.course else . end' people.jsonl >second.jsonl
places='select(.type == "assignment") | [.enrollment, .course, .position, .fixed, .why]'
run "a freed seat goes to who waits" 0 sh -c "
	$allocate --seed autumn --reserve-until 2019-06-24T08:00:00Z second.jsonl | jq -c '$places'"
out_is "a freed seat goes to who waits" <<'END'
["e1","k",null,null,"enrolled before"]
["e2","a",null,null,"enrolled before"]
["e3","k",null,null,"enrolled before"]
["e4","k",null,null,"enrolled before"]
["e10","a",null,null,"a seat for everybody who applied; no wishes, the nearest course"]
END
run "a held seat is kept" 0 sh -c "$allocate --seed autumn second.jsonl | jq -c '$places | select(.[0] == \"e10\")'"
out_is "a held seat is kept" <<'END'
["e10",null,1,null,"number 1 of 1 for 0 seats by priority, then time of application"]
END

printf 'enrollment,course,reason\ne10,k,teaches there\n' >fixed.csv
run "a place fixed by hand" 0 sh -c "$allocate --seed autumn --fix fixed.csv people.jsonl | jq -c '$places'"
out_is "a place fixed by hand" <<'END'
["e1","k",null,null,"a seat for everybody who applied; first wish"]
["e2","k",null,null,"a seat for everybody who applied; first wish"]
["e3",null,1,null,"number 1 of 2 for 1 seat by priority, then time of application; passed over, because a party of 2 does not fit into 1"]
["e4",null,2,null,"number 2 of 2 for 1 seat by priority, then time of application; passed over, because a party of 2 does not fit into 1"]
["e10","k",null,"teaches there","fixed by hand"]
END

printf 'enrollment,course,reason\ne1,k,lectures there\ne3,k,\ne10,a,\n' >excluded.csv
run "courses that are not for a person" 0 sh -c "$allocate --seed autumn --exclude excluded.csv people.jsonl |
	tee excluded | jq -c 'select(.type == \"assignment\") | [.enrollment, .course, .excluded, .why]'"
out_is "courses that are not for a person" <<'END'
["e1","a",["k"],"a seat for everybody who applied; the nearest other course with room; excluded by hand from k"]
["e2","k",null,"a seat for everybody who applied; first wish"]
["e3",null,["k"],"number 1 of 3 for 2 seats by priority, then time of application; excluded by hand from k"]
["e4",null,null,"number 2 of 3 for 2 seats by priority, then time of application; no course has room for the party"]
["e10","k",["a"],"number 3 of 3 for 2 seats by priority, then time of application; no wishes, the nearest course; excluded by hand from a"]
END
run "courses that are not for a person: the reason is not published" 1 grep lectures excluded
head -n 1 excluded.csv >other/excluded.csv
tail -n +2 excluded.csv | sort -r >>other/excluded.csv
run "exclusions in another order" 0 sh -c "$allocate --seed autumn --exclude other/excluded.csv people.jsonl"
out_is "exclusions in another order: the same bytes" <excluded

# Jointly: a seat that nobody of the municipality can use goes back to the key.
cat >jointly.csv <<'END'
id,round,title,place,capacity
k,r1,Course K,Kolding,2
a,r1,Course A,Aalborg,2
END
{
	person e1 0621 '[]' 01 ',"course":"k"' enrolled
	person e2 0621 '[]' 01 ',"course":"k"' enrolled
	person e3 0851 '["k"]' 02 ',"only_wishes":true'
	person e4 0851 '["a"]' 03 ',"party":"bil"'
	person e5 0851 '["a"]' 03 ',"party":"bil"'
	person e6 0190 '["a"]' 04 ',"only_wishes":true'
	person e7 0190 '["a"]' 05
	person e8 0851 '["a"]' 03 ',"party":"bil"'
} >stuck.jsonl
joint="tsop-allocate run -c jointly.csv -k key.csv --key-column residents --guarantee 0 --seed autumn --now $now"
given='if .type == "allocation" then [.given, .left, .enrolled, .jointly] elif .type == "seats" then [.municipality, .demand, .seats, .waiting, .why] elif .type == "assignment" then [.enrollment, .course] else empty end'
run "a seat that nobody can use" 0 sh -c "$joint stuck.jsonl | jq -c '$given'"
out_is "a seat that nobody can use" <<'END'
[4,0,2,null]
["0190",null,0,2,"none by the key; 2 more applied"]
["0621",null,2,0,"2 by the key; a seat for everybody who applied"]
["0851",null,2,4,"2 by the key; 2 more applied; 2 not used"]
["e1","k"]
["e2","k"]
["e3",null]
["e4",null]
["e5",null]
["e6",null]
["e7",null]
["e8",null]
END
run "jointly: verified" 0 sh -c "$joint --jointly stuck.jsonl >all.jsonl; tsop-allocate verify -q -c jointly.csv -k key.csv all.jsonl stuck.jsonl"
ok "jointly: the demands are verified" jq -e '.verified | index("demands")' "$T/.out"
ok "jointly: with parties it stays open whether they had to be lowered" jq -e '.not_verified | index("that demands had to be lowered (1)")' "$T/.out"
run "jointly: it goes to others" 0 sh -c "$joint --jointly stuck.jsonl | tee joint.jsonl | jq -c '$given'"
out_is "jointly: it goes to others" <<'END'
[4,0,4,true]
["0190",null,2,0,"2 by the key; a seat for everybody who applied"]
["0621",null,2,0,"2 by the key; a seat for everybody who applied"]
["0851",0,0,4,"none by the key; its demand was lowered to 0, because others of its people found no course; 4 more applied"]
["e1","k"]
["e2","k"]
["e3",null]
["e4",null]
["e5",null]
["e6","a"]
["e7","a"]
["e8",null]
END
run "jointly: verified" 0 tsop-allocate verify -q -c jointly.csv -k key.csv joint.jsonl stuck.jsonl
sort -r stuck.jsonl >other/stuck.jsonl
run "jointly: rows in another order" 0 sh -c "$joint --jointly other/stuck.jsonl"
out_is "jointly: rows in another order: the same bytes" <joint.jsonl
run "jointly: not where seats are kept" 2 tsop-allocate run --jointly --fill joint.jsonl -c jointly.csv -k key.csv --key-column residents stuck.jsonl
err_is "jointly: not where seats are kept" <<'END'
tsop-allocate: --jointly: expected no --fill, which gives no seats
END

# The people of a municipality on different courses, or on the same.
printf 'id,round,title,place,capacity\nk,r1,Course K,Kolding,3\na,r1,Course A,Aalborg,3\n' >spread.csv
{
	person e1 0621 '["k"]' 01
	person e2 0621 '["k"]' 02
	person e3 0621 '["k","a"]' 03
	person e4 0851 '["a"]' 04
	person e5 0851 '["k"]' 05
} >homes.jsonl
spreads="tsop-allocate assign -c spread.csv --seed autumn --now $now"
where='if .type == "allocation" then .spread elif .type == "assignment" then [.enrollment, .course, .why[33:]] else .assignment.pairs // empty end'
run "spread different" 0 sh -c "$spreads --spread different homes.jsonl | tee spread-different | jq -c '$where'"
out_is "spread different" <<'END'
"different"
["e1","k"," first wish"]
["e2","k"," first wish"]
["e3","a"," wish 2, the people of a municipality on different courses"]
["e4","a"," first wish"]
["e5","k"," first wish"]
1
END
run "spread same" 0 sh -c "$spreads --spread same homes.jsonl | tee spread-same | jq -c '$where'"
out_is "spread same" <<'END'
"same"
["e1","k"," first wish"]
["e2","k"," first wish"]
["e3","k"," first wish"]
["e4","a"," first wish"]
["e5","a"," a course not wished for, the people of a municipality together"]
END
printf 'id,round,title,place,capacity\nk,r1,Course K,Kolding,2\na,r1,Course A,Aalborg,2\nx,r1,Course X,Slagelse,1\n' >narrow.csv
run "spread same: who does not fit together is placed one by one" 0 sh -c "
	tsop-allocate assign -c narrow.csv --seed autumn --now $now --spread same homes.jsonl |
		jq -c 'select(.type == \"assignment\") | [.enrollment, .municipality, .course]'"
out_is "spread same: who does not fit together is placed one by one" <<'END'
["e1","0621","k"]
["e2","0621","x"]
["e3","0621","k"]
["e4","0851","a"]
["e5","0851","a"]
END
for how in different same; do
	run "spread $how: verified" 0 tsop-allocate verify -q -c spread.csv spread-$how homes.jsonl
done
run "spread same: proven" 0 sh -c "tsop-allocate verify -c spread.csv spread-same homes.jsonl | jq -c '.not_verified'"
out_is "spread same: proven" <<'END'
[]
END

# With a draw for courses each pass is proven, too, and names it.
sed 's/capacity/&,minimum/; s/,[12]$/&,1/' narrow.csv >minima.csv
undecided() { # OPTIONS...
	tsop-allocate assign -c minima.csv --now $now --spread same homes.jsonl "$@"
}
undecided >needed
tsop-allocate draw --seed autumn needed >drawn.jsonl
undecided --drawn drawn.jsonl >drawn-same
run "spread same: by a draw, verified" 0 tsop-allocate verify -q -c minima.csv drawn-same homes.jsonl
ok "spread same: by a draw: its passes name it" jq -se 'last.assignment | .passes | length > 0 and all(.draws == [1])' drawn-same

# A tie only before a municipality is parted: 0840 and 0851 could change courses while the four of 0621 fit on
# none; when these go one by one, their wishes leave the others no choice.
printf 'id,round,title,place,capacity\nw,r1,Course W,Slagelse,1\nx,r1,Course X,Aalborg,2\ny,r1,Course Y,Aalborg,2\nz,r1,Course Z,Slagelse,3\n' >twins.csv
{
	person e1 0851 '[]' 01
	person e2 0851 '[]' 02
	person e3 0840 '[]' 03
	person e4 0840 '[]' 04
	person e5 0621 '["x"]' 05
	person e6 0621 '["x"]' 06
	person e7 0621 '["z"]' 07
	person e8 0621 '["w"]' 08
} >twins.jsonl
before() { tsop-allocate assign -c twins.csv --now $now --spread same twins.jsonl "$@"; }
run "spread same: a tie before some were parted" 1 before
out_is "spread same: a tie before some were parted" <<'END'
{"type":"draw","v":1,"for":"courses","tied":["e1","e2","e3","e4","e5","e6","e7","e8"],"number":8,"why":"8 people could change courses at no cost: the order in which they get theirs is to be drawn"}
END
tsop-allocate draw --seed autumn "$T/.out" >drawn.jsonl
before --drawn drawn.jsonl >tied-before
run "spread same: ... its pass names the draw" 0 sh -c "jq -c 'select(.type == \"proof\") | .assignment.passes | map(.draws)' tied-before"
out_is "spread same: ... its pass names the draw" <<'END'
[[1]]
END
run "spread same: ... verified" 0 tsop-allocate verify -q -c twins.csv tied-before twins.jsonl

# A municipality that is parted: a party goes to its member who has a place.
{
	person e1 0621 '["k"]' 01 | jq -c '.state = "enrolled" | .course = "k" | .party = "friends"'
	person e2 0621 '["a"]' 02 | jq -c '.party = "friends"'
	person e3 0621 '["a"]' 03
	person e4 0851 '["a"]' 04
	person e5 0851 '["a"]' 05
} >friends.jsonl
run "spread same: parties of a municipality that is parted" 0 sh -c "
	tsop-allocate assign -c narrow.csv --seed autumn --now $now --spread same friends.jsonl | tee parted |
		jq -c 'select(.type == \"assignment\") | [.enrollment, .course]'"
out_is "spread same: parties of a municipality that is parted" <<'END'
["e1","k"]
["e2","k"]
["e3","x"]
["e4","a"]
["e5","a"]
END
run "spread same: why some were parted is proven" 0 sh -c "
	tsop-allocate verify -q -c narrow.csv parted friends.jsonl | jq -c '.verified - (.verified - [\"passes\"]), .not_verified'"
out_is "spread same: why some were parted is proven" <<'END'
["passes"]
[]
END
run "spread same: parted without need" 1 sh -c "
	sed 's/capacity\":2/capacity\":3/g' parted >roomy && sed 's/,2\$/,3/' narrow.csv >roomy.csv &&
		tsop-allocate verify -c roomy.csv roomy friends.jsonl"
ok "spread same: parted without need: the pass is told" grep -q ': pass 1: ' "$T/.err"
# A party is one of those of its municipality who are to be on different courses.
{
	person e1 0621 '["k"]' 01 | jq -c '.party = "friends"'
	person e2 0621 '["k"]' 02 | jq -c '.party = "friends"'
	person e3 0621 '["k"]' 03
	person e4 0621 '["k"]' 04
	person e5 0851 '["a","k"]' 05
} >couple.jsonl
printf 'id,round,title,place,capacity\nk,r1,Course K,Kolding,3\na,r1,Course A,Aalborg,3\nx,r1,Course X,Slagelse,1\n' >trio.csv
run "spread different: a party together" 0 sh -c "
	tsop-allocate assign -c trio.csv --seed autumn --now $now --spread different couple.jsonl | tee couple |
		jq -c 'if .type == \"assignment\" then .course elif .type == \"proof\" then .assignment.pairs else empty end'"
out_is "spread different: a party together" <<'END'
"k"
"k"
"a"
"x"
"a"
0
END
run "spread different: a party together: proven" 0 sh -c "tsop-allocate verify -q -c trio.csv couple couple.jsonl |
	jq -c '.not_verified'"
out_is "spread different: a party together: proven" <<'END'
["which of several assignments of the same cost the lot takes, people being spread: there are parties, or minima"]
END

# A course that lacks people closes, though its people make pairs elsewhere.
sed 's/capacity/capacity,minimum/; /^[ka],/s/3$/3,2/; /^x,/s/1$/2,2/' trio.csv >few.csv
run "spread different: a course that closes" 0 sh -c "
	tsop-allocate assign -c few.csv --seed autumn --now $now --spread different couple.jsonl | tee few |
		jq -c 'if .type == \"assignment\" then .course
			elif .type == \"allocation\" then [.courses[] | select(.closed) | .id]
			elif .type == \"proof\" then .assignment.pairs else empty end'"
out_is "spread different: a course that closes" <<'END'
["x"]
"k"
"k"
"a"
"k"
"a"
1
END
run "spread different: a course that closes: verified" 0 sh -c "tsop-allocate verify -q -c few.csv few couple.jsonl |
	jq -r '.not_verified[0]'"
out_is "spread different: a course that closes: verified" <<'END'
that closing other courses costs no less, people being spread: the proof has no search
END

# A search that ends early states a bound.
awk 'BEGIN {
	split("0101 0147 0190 0219 0265 0330 0420 0461 0561 0621 0657 0751 0810 0851", code, " ")
	print "id,state,ref,round,municipality,party,wishes,received"
	for (i = 1; i <= 150; i++) {
		lot = (lot * 1103 + 12345) % 65536
		party = int(i / 3)
		printf "e%d,applied,%d,r1,%s,g%d,%s,2019-05-01T10:00:00Z\n", i, i,
			code[(party * 7919 + 31) % 14 + 1], party, substr("akx", int(lot / 7) % 3 + 1, 1)
	}
}' >triples.csv
sed '2,$s/[0-9]*$/51/' trio.csv >triple-halls.csv
run "spread different: a bound" 0 sh -c "
	tsop-allocate assign -c triple-halls.csv --seed autumn --now $now --spread different triples.csv | tee triples |
		jq -c 'select(.type == \"proof\").assignment |
			[.optimal, .pairs == .bound.pairs, .rank > .bound.rank]'"
out_is "spread different: a bound" <<'END'
[false,true,true]
END
run "spread different: a bound: verified" 0 sh -c "tsop-allocate verify -q -c triple-halls.csv triples triples.csv |
	jq -r '.not_verified[0]'"
out_is "spread different: a bound: verified" <<'END'
the bound of other places of the parties, people being spread: the proof has no search
END
run "spread different: a bound over the total" 1 sh -c "
	jq -c 'if .type == \"proof\" then .assignment.bound.pairs += 1 else . end' triples >over &&
		tsop-allocate verify -q -c triple-halls.csv over triples.csv"
ok "spread different: a bound over the total: it is told" grep -q ': bound: ' "$T/.err"

# Who is not fixed comes together, where somebody of the municipality and of each of their parties is.
printf 'id,round,title,place,capacity\nk,r1,Course K,Kolding,4\na,r1,Course A,Aalborg,4\nx,r1,Course X,Slagelse,4\n' >halls.csv
{
	person e1 0621 '["k"]' 01 | jq -c '.state = "enrolled" | .course = "k" | .party = "friends"'
	person e2 0621 '["a"]' 02 | jq -c '.state = "enrolled" | .course = "a"'
	person e3 0621 '["a"]' 03 | jq -c '.party = "friends"'
	person e4 0621 '["a"]' 04
	person e5 0621 '["x"]' 05
} >bound.jsonl
together="tsop-allocate assign --seed autumn --now $now --spread same bound.jsonl"
where_and_why='if .type == "proof" then [.assignment.passes[]?.parted] elif .type == "assignment" then .course else empty end'
run "spread same: with somebody who has a place" 0 sh -c "$together -c halls.csv | tee bound | jq -c '$where_and_why'"
out_is "spread same: with somebody who has a place" <<'END'
"k"
"a"
"k"
"k"
"k"
[]
END
sed '/^[ka],/s/4$/2/' halls.csv >halls2.csv
run "spread same: together elsewhere" 0 sh -c "$together -c halls2.csv | tee bound | jq -c '$where_and_why'"
out_is "spread same: together elsewhere" <<'END'
"k"
"a"
"k"
"x"
"x"
[["0621"]]
END
run "spread same: together elsewhere: proven" 0 sh -c "
	tsop-allocate verify -q -c halls2.csv bound bound.jsonl | jq -c .not_verified"
out_is "spread same: together elsewhere: proven" <<'END'
[]
END
sed '/^x,/s/4$/1/' halls2.csv >halls3.csv
run "spread same: one by one at last" 0 sh -c "$together -c halls3.csv | tee bound | jq -c '$where_and_why'"
out_is "spread same: one by one at last" <<'END'
"k"
"a"
"k"
"a"
"x"
[["0621"],["0621"]]
END
sort -r homes.jsonl >other/homes.jsonl
run "spread different: rows in another order" 0 sh -c "$spreads --spread different other/homes.jsonl"
out_is "spread different: rows in another order: the same bytes" <spread-different

# Minima: a course runs with so many people, or its people are placed anew.
printf 'id,round,title,place,capacity,minimum\nk,r1,Course K,Kolding,3,%s\na,r1,Course A,Aalborg,3,%s\n' 2 2 >minima.csv
seated="tsop-allocate assign -c minima.csv --seed autumn --now $now"
{
	person e1 0621 '["k"]' 01
	person e2 0621 '["a"]' 02
	person e3 0851 '["a","k"]' 03
} >few.jsonl
courses='.courses[] | [.id, .enrolled, .minimum, .closed]'
run "a course without people enough does not run" 0 sh -c "$seated few.jsonl | tee closed |
	jq -c 'if .type == \"allocation\" then $courses elif .type == \"assignment\" then [.enrollment, .course, .why] else empty end'"
out_is "a course without people enough does not run" <<'END'
["a",3,2,null]
["k",0,2,true]
["e1","a","a seat for everybody who applied; the nearest other course with room; k does not run"]
["e2","a","a seat for everybody who applied; first wish"]
["e3","a","a seat for everybody who applied; first wish; k does not run"]
END
sort -r few.jsonl >other/few.jsonl
run "minima: rows in another order" 0 sh -c "$seated other/few.jsonl"
out_is "minima: rows in another order: the same bytes" <closed
run "minima: verified" 0 sh -c "tsop-allocate verify -q -c minima.csv closed few.jsonl |
	jq -c '[.verified[] | select(. == \"optimum\" or . == \"search\")]'"
out_is "minima: verified, with the search for what closes" <<'END'
["optimum","search"]
END
run "minima: without the search" 0 sh -c "jq -c 'del(.assignment?.search)' closed |
	tsop-allocate verify -q -c minima.csv - few.jsonl | jq -c '.not_verified[0]'"
out_is "minima: without the search" <<'END'
"that no other courses closed cost less"
END
run "minima: nobody on a closed course" 1 sh -c "
	sed 's/\"enrollment\":\"e1\",\(.*\)\"course\":\"a\"/\"enrollment\":\"e1\",\1\"course\":\"k\"/' closed |
		tsop-allocate verify -q - few.jsonl"
printf 'enrollment,course,reason\ne1,k,teaches there\n' >teaches.csv
run "a course with somebody fixed runs" 0 sh -c "$seated --fix teaches.csv few.jsonl | tee fixed |
	jq -c 'if .type == \"allocation\" then $courses elif .type == \"assignment\" then [.enrollment, .course] else .assignment.prices end'"
out_is "a course with somebody fixed runs" <<'END'
["a",0,2,true]
["k",3,2,null]
["e1","k"]
["e2","k"]
["e3","k"]
[{"course":"a","unassigned":0,"rank":1,"meters":175377},{"course":"k","unassigned":0,"rank":0,"meters":0}]
END
run "a minimum that is not binding changes nothing but itself" 0 sh -c "
	sed -i 's/,2\$/,1/' minima.csv
	$seated few.jsonl | jq -c 'select(.type == \"assignment\") | [.enrollment, .course]'"
out_is "a minimum that is not binding changes nothing but itself" <<'END'
["e1","k"]
["e2","a"]
["e3","a"]
END
sed -i 's/,1$/,3/' minima.csv
printf 'enrollment,course\ne2,k\n' >excluded.csv
run "a course that can not have its minimum with somebody fixed" 3 sh -c "$seated --fix teaches.csv --exclude excluded.csv few.jsonl"
err_is "a course that can not have its minimum with somebody fixed" <<'END'
tsop-allocate: minima.csv:2: minimum: expected a number that is reached, because people have a place there already
END

# Who is where a course needed them, though there is room on a better one, is told so: not that there was none.
needed() { # NAME MINIMUM < EXPECTED: of others.jsonl, where e1 has to have k and e9 has to have a
	printf 'id,round,title,place,capacity,minimum\nk,r1,Course K,Kolding,4,%s\na,r1,Course A,Aalborg,4,1\n' \
		"$2" >needed.csv
	{
		person e1 0621 '["k"]' 01 ',"only_wishes":true'
		person e9 0851 '["a"]' 09 ',"only_wishes":true'
		cat others.jsonl
	} >needed.jsonl
	run "needed: $1" 0 sh -c "tsop-allocate assign -c needed.csv --seed autumn --now $now needed.jsonl |
		tee needing | jq -c 'select(.type == \"assignment\" and (.enrollment | test(\"[19]\") | not)) |
			[.enrollment, .course, (.why | ltrimstr(\"a seat for everybody who applied; \"))]'"
	out_is "needed: $1"
	run "needed: $1: verified" 0 sh -c "tsop-allocate verify -q -c needed.csv needing needed.jsonl |
		jq -c '.verified | index(\"why\") != null'"
	echo true | out_is "needed: $1: verified"
}
{
	person e2 0851 '["a","k"]' 02
	person e3 0621 '["a","k"]' 03
} >others.jsonl
needed "for a later wish" 2 <<'END'
["e2","a","first wish"]
["e3","k","wish 2, needed for the minimum of k"]
END
sed 's/wish 2, needed for the minimum of k/wish 2, no room on those before it/' needing >untrue
run "needed: that there was no room is refused" 1 tsop-allocate verify -q -c needed.csv untrue needed.jsonl
err_is "needed: that there was no room is refused" <<'END'
tsop-allocate: untrue:4: why: e3: expected 'a seat for everybody who applied; wish 2, needed for the minimum of k'
tsop-allocate: 1 error
END
needed "nobody, where one is enough" 1 <<'END'
["e2","a","first wish"]
["e3","a","first wish"]
END
{
	person e2 0851 '["a"]' 02
	person e3 0621 '["a"]' 03
} >others.jsonl
needed "on a course not wished for" 2 <<'END'
["e2","a","first wish"]
["e3","k","a course not wished for, needed for the minimum of k"]
END
person e2 0851 '[]' 02 >others.jsonl
needed "without wishes" 2 <<'END'
["e2","k","no wishes, needed for the minimum of k"]
END
{
	person e2 0621 '["a","k"]' 02 ',"party":"bil"'
	person e3 0621 '["a","k"]' 02 ',"party":"bil"'
} >others.jsonl
needed "a party, of which one would be enough" 2 <<'END'
["e2","k","wish 2, needed for the minimum of k"]
["e3","k","wish 2, needed for the minimum of k"]
END

# A course that would have too few, beside one without any places, which nobody could go to instead.
printf 'id,round,title,place,capacity,minimum\na,r1,A,Aalborg,0,\nk,r1,K,Kolding,3,3\ns,r1,S,Slagelse,3,\n' >seatless.csv
{
	person e1 0851 '["k","a","s"]' 01
	person e2 0330 '["s"]' 02 ',"only_wishes":true'
	person e3 0851 '[]' 03
} >seatless.jsonl
tsop-allocate assign -c seatless.csv --seed autumn --now $now seatless.jsonl >seatless.out
run "closing beside a course without places: verified" 0 sh -c "
	tsop-allocate verify -q -c seatless.csv seatless.out seatless.jsonl | jq -c '.not_verified'"
echo '[]' | out_is "closing beside a course without places: verified"

# Others of the party have a place: who goes there, and who does not, is told for what reason.
mechanism=min-cost
joining() { # NAME CAPACITY OPTION... < EXPECTED: of people who join e1, who has k
	join_name=$1
	printf 'id,round,title,place,capacity\nk,r1,Course K,Kolding,%s\na,r1,Course A,Aalborg,9\n' "$2" >joined.csv
	shift 2
	run "joining: $join_name" 0 sh -c "tsop-allocate assign -c joined.csv --seed autumn --now $now --mechanism $mechanism $* joined.jsonl |
		tee joining | jq -c 'select(.type == \"assignment\" and .enrollment != \"e1\") |
			[.enrollment, .course, (.why | ltrimstr(\"a seat for everybody who applied; \"))]'"
	out_is "joining: $join_name"
	run "joining: $join_name: verified" 0 sh -c "tsop-allocate verify -q -c joined.csv $* joining joined.jsonl |
		jq -c '.verified | index(\"why\") != null'"
	echo true | out_is "joining: $join_name: verified"
}
{
	person e1 0851 '["k"]' 01 ',"course":"k","party":"bil"' enrolled
	person e2 0851 '["a","k"]' 02 ',"party":"bil"'
	person e3 0851 '["a"]' 03 ',"party":"bil"'
	person e4 0851 '["k"]' 04 ',"party":"bil"'
	person e5 0851 '[]' 05 ',"party":"bil"'
} >joined.jsonl
for mechanism in min-cost rank-maximal min-worst-rank deferred-acceptance serial-dictatorship boston; do
	joining "there is room by $mechanism" 5 <<'END'
["e2","k","wish 2, where others of the party had a place"]
["e3","k","a course not wished for, where others of the party had a place"]
["e4","k","first wish"]
["e5","k","no wishes, where others of the party had a place"]
END
	joining "there is no room by $mechanism" 4 <<'END'
["e2",null,"others of the party are on k, which had no room for the rest"]
["e3",null,"others of the party are on k, which had no room for the rest"]
["e4",null,"others of the party are on k, which had no room for the rest"]
["e5",null,"others of the party are on k, which had no room for the rest"]
END
done
for wrong in 'no course has room for the party' 'others of the party are on a, which had no room for the rest' \
	'others of the party are on k, which is not open to all the rest'; do
	sed "/\"e3\"/s/others of[^\"]*/$wrong/" joining >wrong.jsonl
	run "joining: verify refuses '$wrong'" 1 tsop-allocate verify -q -c joined.csv wrong.jsonl joined.jsonl
done
mechanism=min-cost
printf 'enrollment,course\ne5,k\n' >kept-from.csv
joining "one is kept from there" 5 --exclude kept-from.csv <<'END'
["e2",null,"others of the party are on k, which is not open to all the rest"]
["e3",null,"others of the party are on k, which is not open to all the rest"]
["e4",null,"others of the party are on k, which is not open to all the rest"]
["e5",null,"others of the party are on k, which is not open to all the rest; excluded by hand from k"]
END
sed -n '/"e[13]"/p' joined.jsonl | sed '/"e3"/s/,"party"/,"only_wishes":true&/' >only.jsonl && mv only.jsonl joined.jsonl
joining "one does not wish to" 5 <<'END'
["e3",null,"others of the party are on k, which is not open to all the rest"]
END
printf 'enrollment,course,reason\ne1,k,teaches\n' >fixed.csv
sed '/"e1"/s/enrolled/applied/; s/,"only_wishes":true//' joined.jsonl >only.jsonl && mv only.jsonl joined.jsonl
joining "one is fixed" 2 --fix fixed.csv <<'END'
["e3","k","a course not wished for, where others of the party had a place"]
END

{
	person e1 0621 '["k"]' 01 ',"only_wishes":true'
	person e2 0621 '["a"]' 02
	person e3 0851 '[]' 01 ',"course":"k"' enrolled
	person e4 0851 '[]' 01 ',"course":"k"' enrolled
	person e5 0851 '[]' 01 ',"course":"k"' enrolled
} >full.jsonl
run "a seat that finds no course goes to the next in turn" 0 sh -c "
	$allocate --seed autumn --seats 5 full.jsonl | tee all | jq -c '$places | select(.[0] < \"e3\")'
	jq -r 'select(.municipality == \"0621\" and .type == \"seats\").why' all"
out_is "a seat that finds no course goes to the next in turn" <<'END'
["e1",null,1,null,"number 1 of 2 for 1 seat by priority, then time of application; no room on the courses wished for"]
["e2","a",null,null,"number 2 of 2 for 1 seat by priority, then time of application; first wish"]
1 guaranteed; none by the key; 1 more applied
END

run "assign: a seat for everybody" 0 sh -c "
	tsop-allocate assign -c courses.csv --round r1 --seed autumn --now $now people.jsonl |
		jq -c 'if .type == \"assignment\" then [.enrollment, .party, .course, .rank, .meters] else [.type, .enrolled, keys] end'"
out_is "assign: a seat for everybody" <<'END'
["allocation",5,["applications","courses","enrolled","id","mechanism","now","round","seed","tie_rule","type","v","waiting"]]
["e1",null,"k",1,0]
["e2",null,"a",2,175377]
["e3","p1","k",1,175377]
["e4","p1","k",1,175377]
["e10",null,"a",null,0]
["waiting",null,["allocation","course","enrollment","has","position","rank","type","v"]]
["proof",null,["allocation","assignment","type","v"]]
END
run "assign: the seats of another run" 0 sh -c "
	tsop-allocate seats -c courses.csv --round r1 -k key.csv --key-column residents people.jsonl >seats.jsonl
	tsop-allocate assign -c courses.csv --round r1 --seats-from seats.jsonl --seed autumn people.jsonl |
		grep '\"type\":\"assignment\"' | sed 's/\"allocation\":\"[0-9a-f]*\"/./'"
grep '"type":"assignment"' in-order | sed 's/"allocation":"[0-9a-f]*"/./' | out_is "assign: the seats of another run: as run does it"

# Written by hand: what is not there of the held seats, a column, a cell or a member, is 0.
printf 'municipality,seats,reserved\n0621,1,0\n0851,2,0\n' >seats.csv
by_hand() { tsop-allocate assign -c courses.csv --round r1 --seats-from "$1" --seed autumn --now "$now" people.jsonl; }
by_hand seats.csv >by-hand
cut -d, -f1,2 seats.csv >column.csv
sed '2s/0$//' seats.csv >cell.csv
printf '{"municipality":"%s","seats":%s}\n' 0621 1 0851 2 >member.jsonl
for file in column.csv cell.csv member.jsonl; do
	run "assign: no seats held in $file" 0 by_hand $file
	out_is "assign: no seats held in $file: the same bytes" <by-hand
	run "assign: no seats held in $file: verified" 0 tsop-allocate verify -q -c courses.csv \
		--seats-from $file by-hand people.jsonl
done

finish
