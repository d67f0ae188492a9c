#!/bin/sh
# tsop-allocate --mechanism and --order: exact output, draws, what does not go together.
. "$(dirname "$0")/tap.sh"
now=2019-06-24T08:00:00Z

cat >courses.csv <<'END'
id,round,title,place,capacity
a,r1,Course A,Aalborg,1
k,r1,Course K,Kolding,1
s,r1,Course S,Slagelse,2
END
# person ID MUNICIPALITY WISHES DAY [MEMBERS]
person() {
	printf '{"type":"enrollment","v":1,"id":"%s","state":"applied","ref":"A-%s","round":"r1","municipality":"%s","wishes":%s,"received":"2019-05-%sT10:00:00+02:00"%s,"name":"Ida Holm","email":"ida@tsop.example"}\n' \
		"$1" "$1" "$2" "$3" "$4" "${5:-}"
}
# Who misses k as first wish finds a, the second, taken by who is nearer (Aalborg).
{
	person e1 0621 '["k","s"]' 03
	person e2 0621 '["k","a"]' 04
	person e3 0851 '["a"]' 05
	person e4 0101 '["k","a","s"]' 06 ',"only_wishes":true'
} >people.jsonl
show() { # what decides, of a result or its draws
	jq -c 'if .type == "assignment" then [.enrollment, .course, .rank, .why]
		elif .type == "allocation" then [.mechanism, .order]
		elif .type == "proof" then .assignment
		elif .type == "draw" then . else empty end' "$@"
}
assign() { # OPTIONS...
	status=0
	tsop-allocate assign -c courses.csv --now "$now" "$@" >all || status=$?
	show all
	return "$status"
}
assigns() { # NAME STATUS OPTIONS...
	assigns_name=$1 assigns_status=$2
	shift 2
	run "$assigns_name" "$assigns_status" assign "$@"
}

assigns "min-cost is the default" 0 people.jsonl
out_is "min-cost is the default" <<'END'
["min-cost",null]
["e1","s",2,"a seat for everybody who applied; wish 2, no room on those before it"]
["e2","k",1,"a seat for everybody who applied; first wish"]
["e3","a",1,"a seat for everybody who applied; first wish"]
["e4","s",3,"a seat for everybody who applied; wish 3, no room on those before it"]
{"optimal":true,"prices_prove_all":true,"unassigned":0,"rank":3,"meters":206639,"prices":[{"course":"a","unassigned":0,"rank":1,"meters":-279978},{"course":"k","unassigned":0,"rank":2,"meters":-124478},{"course":"s","unassigned":0,"rank":0,"meters":0}]}
END
assigns "rank-maximal" 0 --mechanism rank-maximal people.jsonl
out_is "rank-maximal" <<'END'
["rank-maximal",null]
["e1","s",2,"a seat for everybody who applied; wish 2, no room on those before it"]
["e2","k",1,"a seat for everybody who applied; first wish"]
["e3","a",1,"a seat for everybody who applied; first wish"]
["e4","s",3,"a seat for everybody who applied; wish 3, no room on those before it"]
{"optimal":true,"prices_prove_all":true,"unassigned":0,"rank":3,"meters":206639,"stages":[{"rank":1,"people":2,"prices":[{"course":"k","price":1}]},{"rank":2,"people":1,"prices":[{"course":"a","price":1}]},{"rank":3,"people":1,"prices":[{"course":"a","price":-1},{"course":"k","price":-1}]},{"prices":[{"course":"a","price":-279978},{"course":"k","price":-124478}]}]}
END
assigns "min-worst-rank" 0 --mechanism min-worst-rank people.jsonl
out_is "min-worst-rank" <<'END'
["min-worst-rank",null]
["e1","s",2,"a seat for everybody who applied; wish 2, no room on those before it"]
["e2","k",1,"a seat for everybody who applied; first wish"]
["e3","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e4","a",2,"a seat for everybody who applied; wish 2, no room on those before it"]
{"optimal":true,"prices_prove_all":true,"unassigned":0,"rank":3,"meters":766736,"worst_rank":2,"most":[],"cut":["k"],"prices":[{"course":"a","unassigned":0,"rank":1,"meters":280119},{"course":"k","unassigned":0,"rank":2,"meters":435619},{"course":"s","unassigned":0,"rank":0,"meters":0}]}
END
assigns "deferred-acceptance" 0 --mechanism deferred-acceptance people.jsonl
out_is "deferred-acceptance" <<'END'
["deferred-acceptance","priority,received,lot"]
["e1","k",1,"a seat for everybody who applied; first wish"]
["e2","a",2,"a seat for everybody who applied; wish 2, those before it are full with people who stand before there"]
["e3","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e4","s",3,"a seat for everybody who applied; wish 3, those before it are full with people who stand before there"]
{"stable":true,"unassigned":0,"rank":4,"meters":537517}
END
assigns "deferred-acceptance by distance" 0 --mechanism deferred-acceptance --order distance,received people.jsonl
out_is "deferred-acceptance by distance" <<'END'
["deferred-acceptance","distance,received,lot"]
["e1","k",1,"a seat for everybody who applied; first wish"]
["e2","s",3,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e3","a",1,"a seat for everybody who applied; first wish"]
["e4","s",3,"a seat for everybody who applied; wish 3, those before it are full with people who stand before there"]
{"stable":true,"unassigned":0,"rank":4,"meters":206639}
END
assigns "serial-dictatorship" 0 --mechanism serial-dictatorship people.jsonl
out_is "serial-dictatorship" <<'END'
["serial-dictatorship","priority,received,lot"]
["e1","k",1,"a seat for everybody who applied; first wish"]
["e2","a",2,"a seat for everybody who applied; wish 2, those before it were full when the turn came"]
["e3","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e4","s",3,"a seat for everybody who applied; wish 3, those before it were full when the turn came"]
{"unassigned":0,"rank":4,"meters":537517,"turns":["e1","e2","e3","e4"]}
END
assigns "serial-dictatorship by lot" 0 --mechanism serial-dictatorship --order lot --seed autumn people.jsonl
out_is "serial-dictatorship by lot" <<'END'
["serial-dictatorship","lot"]
["e1","k",1,"a seat for everybody who applied; first wish"]
["e2","s",3,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e3","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e4","a",2,"a seat for everybody who applied; wish 2, those before it were full when the turn came"]
{"unassigned":0,"rank":4,"meters":766736,"turns":["e1","e4","e2","e3"]}
END
assigns "boston" 0 --mechanism boston people.jsonl
out_is "boston" <<'END'
["boston","priority,received,lot"]
["e1","k",1,"a seat for everybody who applied; first wish"]
["e2","s",3,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e3","a",1,"a seat for everybody who applied; first wish"]
["e4","s",3,"a seat for everybody who applied; wish 3, those before it were full, or went to others in their round"]
{"unassigned":0,"rank":4,"meters":206639}
END

# The same bytes, whatever the order of rows.
sort -r people.jsonl >reversed.jsonl
for mechanism in min-cost rank-maximal min-worst-rank deferred-acceptance serial-dictatorship boston; do
	tsop-allocate assign -c courses.csv --now $now --seed autumn --mechanism $mechanism \
		people.jsonl >in-order
	run "$mechanism: rows in another order" 0 tsop-allocate assign -c courses.csv --now $now \
		--seed autumn --mechanism $mechanism reversed.jsonl
	out_is "$mechanism: rows in another order: the same bytes" <in-order
done

# Equal people: a draw where it decides, one after the other, and none where it does not.
{
	person e1 0621 '["k"]' 03
	person e2 0621 '["k","a"]' 03
	person e3 0621 '["s"]' 03
	person e4 0851 '["a"]' 04
	person e5 0851 '["a"]' 04
} >equal.jsonl
sed -i 's/Slagelse,2/Slagelse,3/' courses.csv
assigns "equal people compete" 1 --mechanism deferred-acceptance equal.jsonl
out_is "equal people compete" <<'END'
{"type":"draw","v":1,"for":"courses","tied":["e1","e2","e3"],"number":3,"why":"3 people stand equal in the order, and some compete for the last seats of a course: the order among them is to be drawn"}
END
tsop-allocate draw --drawn e2,e3,e1 --note "balls" all >drawn.jsonl
assigns "the next who compete" 1 --mechanism deferred-acceptance --drawn drawn.jsonl equal.jsonl
out_is "the next who compete" <<'END'
{"type":"draw","v":1,"for":"courses","tied":["e4","e5"],"number":2,"why":"2 people stand equal in the order, and some compete for the last seats of a course: the order among them is to be drawn"}
END
tsop-allocate draw --drawn e5,e4 --note "a coin" all >>drawn.jsonl
assigns "all who compete were drawn" 0 --mechanism deferred-acceptance --drawn drawn.jsonl equal.jsonl
out_is "all who compete were drawn" <<'END'
["deferred-acceptance","priority,received,lot"]
["e1","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room, by the recorded draw"]
["e2","k",1,"a seat for everybody who applied; first wish, by the recorded draw"]
["e3","s",1,"a seat for everybody who applied; first wish, by the recorded draw"]
["e4","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room, by the recorded draw"]
["e5","a",1,"a seat for everybody who applied; first wish, by the recorded draw"]
{"draws":[1,2],"stable":true,"unassigned":0,"rank":2,"meters":529355}
END
head -n 3 equal.jsonl | sed 's/"k","a"/"a"/' >apart.jsonl
assigns "equal people who want different courses" 0 --mechanism serial-dictatorship apart.jsonl
out_is "equal people who want different courses" <<'END'
["serial-dictatorship","priority,received,lot"]
["e1","k",1,"a seat for everybody who applied; first wish"]
["e2","a",1,"a seat for everybody who applied; first wish"]
["e3","s",1,"a seat for everybody who applied; first wish"]
{"unassigned":0,"rank":0,"meters":299995,"turns":["e1","e2","e3"]}
END

# A party goes with the first of its members, or is refused.
{
	person e1 0621 '["k"]' 03 ',"party":"bil"'
	person e2 0621 '["k"]' 09 ',"party":"bil"'
	person e3 0621 '["s"]' 04
} >party.jsonl
assigns "a party takes its turn together" 0 --mechanism serial-dictatorship party.jsonl
out_is "a party takes its turn together" <<'END'
["serial-dictatorship","priority,received,lot"]
["e1","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e2","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e3","s",1,"a seat for everybody who applied; first wish"]
{"unassigned":0,"rank":2,"meters":373854,"turns":["e1","e2","e3"]}
END
assigns "min-worst-rank keeps a party together" 0 --mechanism min-worst-rank party.jsonl
out_is "min-worst-rank keeps a party together" <<'END'
["min-worst-rank",null]
["e1","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e2","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e3","s",1,"a seat for everybody who applied; first wish"]
{"optimal":true,"prices_prove_all":true,"unassigned":0,"rank":2,"meters":373854,"worst_rank":2,"most":[],"cut":[],"prices":[{"course":"a","unassigned":0,"rank":0,"meters":0},{"course":"k","unassigned":0,"rank":0,"meters":0},{"course":"s","unassigned":0,"rank":0,"meters":0}]}
END
run "min-worst-rank with a party is verified" 0 tsop-allocate verify -q -c courses.csv all party.jsonl
assigns "deferred acceptance keeps a party together" 0 --mechanism deferred-acceptance \
	--order distance,received party.jsonl
out_is "deferred acceptance keeps a party together" <<'END'
["deferred-acceptance","distance,received,lot"]
["e1","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e2","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e3","s",1,"a seat for everybody who applied; first wish"]
{"stable":true,"unassigned":0,"rank":2,"meters":373854}
END
run "deferred acceptance with a party is verified" 0 tsop-allocate verify -q -c courses.csv all party.jsonl
assigns "boston keeps a party together" 0 --mechanism boston party.jsonl
out_is "boston keeps a party together" <<'END'
["boston","priority,received,lot"]
["e1","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e2","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e3","s",1,"a seat for everybody who applied; first wish"]
{"unassigned":0,"rank":2,"meters":373854}
END
run "boston with a party is verified" 0 tsop-allocate verify -q -c courses.csv all party.jsonl
assigns "rank-maximal keeps a party together" 0 --mechanism rank-maximal party.jsonl
out_is "rank-maximal keeps a party together" <<'END'
["rank-maximal",null]
["e1","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e2","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e3","s",1,"a seat for everybody who applied; first wish"]
{"optimal":true,"prices_prove_all":true,"unassigned":0,"rank":2,"meters":373854,"stages":[{"rank":1,"people":1,"prices":[]},{"rank":2,"people":2,"prices":[]},{"prices":[]}]}
END
run "rank-maximal with a party is verified" 0 tsop-allocate verify -q -c courses.csv all party.jsonl
# Prices that prove the places of parties, too, are not to be said not to.
for mechanism in min-cost rank-maximal min-worst-rank; do
	tsop-allocate assign -c courses.csv --now $now --seed x --mechanism $mechanism party.jsonl |
		sed 's/"prices_prove_all":true/"prices_prove_all":false/' >unproven
	run "$mechanism: prices that prove all" 1 tsop-allocate verify -c courses.csv unproven party.jsonl
	ok "$mechanism: prices that prove all: are said to" grep -q ': prices_prove_all: expected true' "$T/.err"
done

# Who has a label that nobody else of the municipality has comes alone: the same bytes as without it.
sed '/^k/s/1$/0/; /^s/s/2$/3/' courses.csv >narrow.csv
sed '/"e[134]"/s/,"name"/,"party":"bil"&/; /"e2"/s/,"name"/,"party":"tog"&/' people.jsonl >single.jsonl
for mechanism in min-cost rank-maximal min-worst-rank deferred-acceptance serial-dictatorship boston; do
	tsop-allocate assign -c narrow.csv --now $now --mechanism $mechanism people.jsonl >alone
	run "$mechanism: single labels" 0 tsop-allocate assign -c narrow.csv --now $now --mechanism $mechanism single.jsonl
	out_is "$mechanism: single labels: the same bytes" <alone
	run "$mechanism: single labels are verified" 0 tsop-allocate verify -q -c narrow.csv alone single.jsonl
done

# Kolding prefers e1, then the party, then e4; Aalborg e4, then e1; each of the two wants the other.
cat >two.csv <<'END'
id,round,title,place,capacity
a,r1,Course A,Aalborg,1
k,r1,Course K,Kolding,2
s,r1,Course S,Slagelse,1
END
{
	person e1 0621 '["a","k"]' 03 ',"only_wishes":true'
	person e2 0630 '["k"]' 04 ',"only_wishes":true,"party":"bil"'
	person e3 0630 '["k"]' 05 ',"only_wishes":true,"party":"bil"'
	person e4 0851 '["k","a"]' 06 ',"only_wishes":true'
} >circle.jsonl
echo kept >before
run "no stable result" 1 tsop-allocate assign -c two.csv --now $now --mechanism deferred-acceptance \
	--order distance,received -o before circle.jsonl
err_is "no stable result" <<'END'
tsop-allocate: circle.jsonl:4: found no stable result: e4 would rather be on a, and those who stand before leave room; min-cost and serial-dictatorship always place parties
END
run "no stable result: the file is what it was" 0 cat before
echo kept | out_is "no stable result: the file is what it was"
run "under one order there is one" 0 tsop-allocate assign -c two.csv --now $now \
	--mechanism deferred-acceptance circle.jsonl

# A party stands before a wish that it does not fit, and says so; the same bytes for any order of rows.
{
	person e1 0621 '["k","a","s"]' 03 ',"party":"bil"'
	person e2 0621 '["a","k","s"]' 04 ',"party":"bil"'
	person e3 0621 '["s","a"]' 05
	person e4 0851 '["k"]' 06 ',"party":"tog"'
	person e5 0851 '["s"]' 07 ',"party":"tog"'
} >parties.jsonl
sort -r parties.jsonl >reversed.jsonl
printf 'id,round,title,place,capacity\na,r1,Course A,Aalborg,1\nk,r1,Course K,Kolding,2\ns,r1,Course S,Slagelse,3\n' >roomy.csv
for mechanism in min-cost rank-maximal min-worst-rank deferred-acceptance serial-dictatorship boston; do
	tsop-allocate assign -c roomy.csv --now $now --seed autumn --mechanism $mechanism parties.jsonl >in-order
	run "$mechanism: parties in another order of rows" 0 tsop-allocate assign -c roomy.csv --now $now \
		--seed autumn --mechanism $mechanism reversed.jsonl
	out_is "$mechanism: parties in another order of rows: the same bytes" <in-order
	run "$mechanism: parties are verified" 0 tsop-allocate verify -q -c roomy.csv in-order parties.jsonl
done
run "boston: why of a party" 0 show in-order
out_is "boston: why of a party" <<'END'
["boston","priority,received,lot"]
["e1","k",1,"a seat for everybody who applied; first wish"]
["e2","k",2,"a seat for everybody who applied; wish 2, those before it had too little room for the party in its rounds"]
["e3","s",1,"a seat for everybody who applied; first wish"]
["e4","s",2,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e5","s",1,"a seat for everybody who applied; first wish"]
{"unassigned":0,"rank":2,"meters":684856}
END

# A draw, in which e4 comes first, then a party that does not fit any more: it gives up its seats, all
# are placed anew, and nothing hangs on the draw. The turns go by it all the same.
printf 'id,round,title,place,capacity\nk,r1,Course K,Kolding,2\ns,r1,Course S,Slagelse,2\n' >giving.csv
for i in 1 2 3 4; do
	person e$i 0621 '["k"]' 03 ",\"only_wishes\":true$([ $i -gt 2 ] || echo ',"party":"bil"')"
done >giving.jsonl
run "a draw before a party gives up" 1 tsop-allocate assign -c giving.csv --now $now \
	--mechanism serial-dictatorship giving.jsonl
tsop-allocate draw --drawn e4,e1,e2,e3 --note balls "$T/.out" >drawn.jsonl
run "who was drawn first comes first" 0 sh -c "tsop-allocate assign -c giving.csv --now $now --drawn drawn.jsonl \
	--mechanism serial-dictatorship giving.jsonl | tee all | jq -c '.assignment?.turns? // empty'"
echo '["e4","e3"]' | out_is "who was drawn first comes first"
run "the turns are verified" 0 tsop-allocate verify -q -c giving.csv all giving.jsonl

# A course that lacks people closes, with any mechanism: the one that lacks the most first.
cat >minima.csv <<'END'
id,round,title,place,capacity,minimum
a,r1,Course A,Aalborg,4,3
k,r1,Course K,Kolding,5,2
s,r1,Course S,Slagelse,4,2
END
{
	person e1 0621 '["k","a"]' 03
	person e2 0621 '["k"]' 04 ',"party":"bil"'
	person e3 0621 '["k"]' 05 ',"party":"bil"'
	person e4 0851 '["a"]' 06
	person e5 0330 '["s","k"]' 07
} >few.jsonl
for mechanism in rank-maximal min-worst-rank deferred-acceptance serial-dictatorship boston; do
	tsop-allocate assign -c minima.csv --now $now --mechanism $mechanism few.jsonl >all
	run "$mechanism: a course that lacks people closes" 0 jq -c \
		'.courses[]?, .assignment?.closed? // empty | if type == "object" then [.id, .enrolled, .closed] else . end' all
	out_is "$mechanism: a course that lacks people closes" <<'END'
["a",0,true]
["k",5,null]
["s",0,true]
["a","s"]
END
	run "$mechanism: which close, and in which order, is proven" 0 \
		sh -c 'tsop-allocate verify -q -c minima.csv all few.jsonl | jq -c ".not_verified"'
	out_is "$mechanism: which close, and in which order, is proven" <<'END'
[]
END
	sed 's/"closes":"a"/"closes":"s"/' all >other
	run "$mechanism: another course closes first" 1 tsop-allocate verify -c minima.csv other few.jsonl
	err_is "$mechanism: another course closes first" <<'END'
tsop-allocate: other:7: closes: pass 1: expected a as number 1
tsop-allocate: 1 error
END
done

# refused NAME MESSAGE OPTIONS...
refused() {
	refused_name=$1 refused_message=$2
	shift 2
	run "$refused_name" 2 tsop-allocate assign -c courses.csv "$@" people.jsonl
	echo "tsop-allocate: $refused_message" | err_is "$refused_name"
}
refused "an order where none is asked for" "--order: min-cost goes by no order" --order lot
refused "a distance for one order" \
	"--order: serial-dictatorship goes by one order for all courses, which the distance is not" \
	--mechanism serial-dictatorship --order distance
refused "a key twice" "--order: expected received once" --mechanism boston --order received,lot,received
refused "a key behind the lot" \
	"--order: expected nothing behind the lot, which leaves nothing to decide" \
	--mechanism boston --order lot,received
refused "an unknown key" \
	"--order: expected a list of priority, received, distance and lot, not 'name'" \
	--mechanism boston --order name
refused "an empty key" "--order: expected a list of priority, received, distance and lot, not ''" \
	--mechanism boston --order received,
refused "an unknown mechanism" \
	"--mechanism: expected min-cost|rank-maximal|min-worst-rank|deferred-acceptance|serial-dictatorship|boston, not 'toronto'" \
	--mechanism toronto

# Course A has room for both, but e2 would rather not be there.
sed 's/^a,\(.*\),1$/a,\1,2/; s/^k,\(.*\),1$/k,\1,2/' courses.csv >wide.csv
person e1 0621 '["a","k"]' 03 ',"party":"bil"' >pair.jsonl
person e2 0621 '["k","s"]' 04 ',"party":"bil"' >>pair.jsonl
tsop-allocate assign --round r1 -c wide.csv --now $now --seed autumn pair.jsonl >pair.out
run "a party where the earlier wish of one has room" 0 jq -c 'select(.enrollment) | [.enrollment, .course, .rank, .why]' pair.out
out_is "a party where the earlier wish of one has room" <<'END'
["e1","k",2,"a seat for everybody who applied; wish 2, the best with room for the party"]
["e2","k",1,"a seat for everybody who applied; first wish"]
END

# Course A lacks a person and closes, so that e1 takes the place that e2 would have. It stays closed when the seat goes to
# e3, who would make two of them there, and e2 see K with room.
printf '%s\n' id,round,title,place,capacity,minimum a,r1,A,Aalborg,2,2 k,r1,K,Kolding,1, >closing.csv
printf '%s\n' municipality,seats,reserved 0621,2,0 >two-seats.csv
{
	person e1 0621 '["a","k"]' 03
	person e2 0621 '["k"]' 04 ',"only_wishes":true'
	person e3 0621 '["a"]' 05 ',"only_wishes":true'
} >closing.jsonl
for mechanism in deferred-acceptance serial-dictatorship boston; do
	tsop-allocate assign -c closing.csv --seats-from two-seats.csv --seed autumn --now $now --mechanism $mechanism \
		closing.jsonl >closing.out
	run "$mechanism: a course that closed stays closed" 0 jq -c 'select(.state) | [.enrollment, .course]' closing.out
	out_is "$mechanism: a course that closed stays closed" <<'END'
["e1","k"]
["e2",null]
["e3",null]
END
	run "$mechanism: a course that closed stays closed: verified" 0 tsop-allocate verify -q -c closing.csv \
		--seats-from two-seats.csv closing.out closing.jsonl
done
finish
