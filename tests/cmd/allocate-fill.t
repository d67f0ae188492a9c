#!/bin/sh
# tsop-allocate --fill: places that became free go along the published waiting lists.
. "$(dirname "$0")/tap.sh"
now=2019-06-24T08:00:00Z

cat >courses.csv <<'END'
id,round,title,place,capacity
a,r1,Course A,Aalborg,2
k,r1,Course K,Kolding,2
s,r1,Course S,Slagelse,1
END
cat >key.csv <<'END'
code,residents
621,93175
851,217075
330,79073
END
# person ID MUNICIPALITY WISHES RECEIVED [MEMBERS]
person() {
	printf '{"type":"enrollment","v":1,"id":"%s","state":"%s","ref":"A-%s","round":"r1","municipality":"%s","wishes":%s,"received":"2019-05-%sT10:00:00+02:00"%s}\n' \
		"$1" "${6:-applied}" "$1" "$2" "$3" "$4" "${5:-}"
}
{
	person e1 0621 '["k"]' 01
	person e2 0621 '["k","a"]' 02
	person e3 0851 '["k","a"]' 03
	person e4 0851 '["a"]' 04
	person e5 0330 '["s"]' 05
	person e6 0330 '["k"]' 06 ',"only_wishes":true'
	person e7 0621 '["s","a","k"]' 07
	person e8 0851 '["s","k"]' 08
} >people.jsonl
allocate="tsop-allocate run -c courses.csv -k key.csv --key-column residents --now $now --seed autumn"
fill() { # NAME STATUS OPTIONS...
	fill_name=$1 fill_status=$2
	shift 2
	run "$fill_name" "$fill_status" tsop-allocate run -c courses.csv -k key.csv \
		--key-column residents --now $now --seed autumn "$@"
}
without() { # ENROLLMENT...
	cp people.jsonl rest
	for gone in "$@"; do grep -v "\"$gone\"" rest >rest2 && mv rest2 rest; done
	cat rest
}
show() { # the result on standard input, in short
	jq -c 'if .type == "assignment" then [.enrollment, .course, .from, .position, .why]
		elif .type == "waiting" then [.course, .position, .enrollment, .rank, .has]
		elif .type == "proof" then .assignment.steps else empty end'
}

fill "the result that is published" 0 people.jsonl
mv "$T/.out" old.jsonl
run "its places and lists" 0 sh -c "jq -c 'if .type == \"assignment\" then [.enrollment, .course]
	elif .type == \"waiting\" then [.course, .position, .enrollment, .rank, .has] else empty end' old.jsonl"
out_is "its places and lists" <<'END'
["e1","k"]
["e2","k"]
["e3","a"]
["e4","a"]
["e5","s"]
["e6",null]
["e7",null]
["e8",null]
["a",1,"e7",2,null]
["a",2,"e8",3,null]
["k",1,"e6",1,null]
["k",2,"e7",3,null]
["k",3,"e8",2,null]
["k",4,"e3",1,"a"]
["s",1,"e7",1,null]
["s",2,"e8",1,null]
END

fills() { # NAME CANCELLED... : the result in short
	fills_name=$1
	shift
	without "$@" >rest.jsonl
	run "$fills_name" 0 sh -c "$allocate --fill old.jsonl rest.jsonl >new.jsonl"
	show <new.jsonl >"$T/.out"
}
fills "nobody has cancelled"
out_is "nobody has cancelled" <<'END'
["e1","k",null,null,"kept"]
["e2","k",null,null,"kept"]
["e3","a",null,null,"kept"]
["e4","a",null,null,"kept"]
["e5","s",null,null,"kept"]
["e6",null,null,1,"no place with a seat for it became free"]
["e7",null,null,1,"no place with a seat for it became free"]
["e8",null,null,1,"no place with a seat for it became free"]
["a",1,"e7",2,null]
["a",2,"e8",3,null]
["k",1,"e6",1,null]
["k",2,"e7",3,null]
["k",3,"e8",2,null]
["k",4,"e3",1,"a"]
["s",1,"e7",1,null]
["s",2,"e8",1,null]
[]
END
fills "the seat stays the municipality's" e1
out_is "the seat stays the municipality's" <<'END'
["e2","k",null,null,"kept"]
["e3","a",null,null,"kept"]
["e4","a",null,null,"kept"]
["e5","s",null,null,"kept"]
["e6",null,null,1,"no place with a seat for it became free"]
["e7","k",null,null,"from the waiting list of k, number 2"]
["e8",null,null,1,"no place with a seat for it became free"]
["a",1,"e8",3,null]
["a",2,"e7",2,"k"]
["k",1,"e6",1,null]
["k",2,"e8",2,null]
["k",3,"e3",1,"a"]
["s",1,"e8",1,null]
["s",2,"e7",1,"k"]
[{"course":"k","position":2,"enrollment":"e7"}]
END
fills "its first who waits can not have the place" e5
out_is "its first who waits can not have the place" <<'END'
["e1","k",null,null,"kept"]
["e2","k",null,null,"kept"]
["e3","a",null,null,"kept"]
["e4","a",null,null,"kept"]
["e6",null,null,1,"no place with a seat for it became free"]
["e7",null,null,1,"no place with a seat for it became free"]
["e8",null,null,1,"no place with a seat for it became free"]
["a",1,"e7",2,null]
["a",2,"e8",3,null]
["k",1,"e6",1,null]
["k",2,"e7",3,null]
["k",3,"e8",2,null]
["k",4,"e3",1,"a"]
["s",1,"e7",1,null]
["s",2,"e8",1,null]
[]
END
fills "two places, each to the first who may" e1 e5
out_is "two places, each to the first who may" <<'END'
["e2","k",null,null,"kept"]
["e3","a",null,null,"kept"]
["e4","a",null,null,"kept"]
["e6","k",null,null,"from the waiting list of k, number 1"]
["e7","s",null,null,"from the waiting list of s, number 1"]
["e8",null,null,1,"no place with a seat for it became free"]
["a",1,"e8",3,null]
["k",1,"e8",2,null]
["k",2,"e3",1,"a"]
["s",1,"e8",1,null]
[{"course":"k","position":1,"enrollment":"e6"},{"course":"s","position":1,"enrollment":"e7"}]
END
person e9 0621 '["a"]' 01 ',"only_wishes":true' >>people.jsonl
fills "somebody moves, and the place behind is offered in turn, last to a newcomer" e1 e6 e7 e8
out_is "somebody moves, and the place behind is offered in turn, last to a newcomer" <<'END'
["e2","k",null,null,"kept"]
["e3","k","a",null,"from the waiting list of k, number 4; moved from a"]
["e4","a",null,null,"kept"]
["e5","s",null,null,"kept"]
["e9","a",null,null,"from the waiting list of a, joined as number 3"]
[{"course":"k","position":4,"enrollment":"e3","from":"a"},{"course":"a","position":3,"enrollment":"e9"}]
END
sort -r old.jsonl >shuffled.jsonl
sort -r rest.jsonl >tser.jsonl
run "rows in another order" 0 sh -c "$allocate --fill shuffled.jsonl tser.jsonl"
out_is "rows in another order: the same bytes" <new.jsonl
fills "a newcomer comes behind, however early" e2 e4 e6
out_is "a newcomer comes behind, however early" <<'END'
["e1","k",null,null,"kept"]
["e3","a",null,null,"kept"]
["e5","s",null,null,"kept"]
["e7","a",null,null,"from the waiting list of a, number 1"]
["e8","k",null,null,"from the waiting list of k, number 3"]
["e9",null,null,1,"came behind those who waited before"]
["a",1,"e9",1,null]
["k",1,"e3",1,"a"]
["s",1,"e7",1,"a"]
["s",2,"e8",1,"k"]
[{"course":"a","position":1,"enrollment":"e7"},{"course":"k","position":3,"enrollment":"e8"}]
END

# What was recorded comes as enrolled, with the place that it says.
jq -c --slurpfile old old.jsonl '. as $p |
	($old[] | select(.type == "assignment" and .enrollment == $p.id)) as $a |
	if $a.course then .state = "enrolled" | .course = $a.course else .state = "waiting" end' \
	rest.jsonl >recorded.jsonl
run "people as the register has them" 0 sh -c "$allocate --fill old.jsonl recorded.jsonl"
without e2 e4 e6 e9 >rest.jsonl
tsop-allocate run -c courses.csv -k key.csv --key-column residents --now $now --seed autumn \
	--fill old.jsonl rest.jsonl >new.jsonl
out_is "people as the register has them: the same bytes" <new.jsonl

# Without a seed equal people share a position on the list; a place that only some can have is drawn for.
{
	person e1 0851 '["k"]' 01
	person e2 0851 '["k"]' 02
	person e3 0851 '["k"]' 02
} >equal.jsonl
sed 's/,2$/,0/; s/,1$/,1/' courses.csv >one.csv
one="tsop-allocate run -c one.csv -k key.csv --key-column residents --now $now --guarantee 0"
run "equal people" 0 sh -c "$one equal.jsonl | tee equal-old.jsonl | jq -c 'select(.type == \"waiting\") |
	[.course, .position, .enrollment]'"
out_is "equal people" <<'END'
["a",1,"e2"]
["a",1,"e3"]
["k",1,"e2"]
["k",1,"e3"]
["k",3,"e1"]
["s",1,"e2"]
["s",1,"e3"]
END
sed 1d equal.jsonl >equal-rest.jsonl
run "equal people: a draw is needed" 1 sh -c "$one --fill equal-old.jsonl equal-rest.jsonl"
out_is "equal people: a draw is needed" <<'END'
{"type":"draw","v":1,"for":"courses","tied":["e2","e3"],"number":2,"why":"2 people stand equal on the waiting list of s: the order in which they are offered a place is to be drawn"}
END
run "equal people: the lot of a seed" 0 sh -c "$one --fill equal-old.jsonl --seed x equal-rest.jsonl |
	jq -c 'select(.type == \"assignment\") | [.enrollment, .course, .why]'"
out_is "equal people: the lot of a seed" <<'END'
["e2",null,"no place with a seat for it became free"]
["e3","s","from the waiting list of s, number 1"]
END

# A draw among those of one list says nothing of those of another.
{
	person e1 0851 '["a"]' 01
	person e2 0851 '["k"]' 01
	person e3 0851 '["a","k"]' 02
	person e4 0851 '["a"]' 02
	person e5 0851 '["k"]' 02
} | jq -c '.only_wishes = true' >apart.jsonl
printf 'id,round,title,place,capacity\na,r1,A,Aalborg,1\nk,r1,K,Kolding,1\n' >each.csv
each="tsop-allocate run -c each.csv -k key.csv --key-column residents --now $now --guarantee 0"
$each apart.jsonl >apart-old.jsonl
sed 1,2d apart.jsonl >apart-rest.jsonl
$each --fill apart-old.jsonl apart-rest.jsonl >needed
tsop-allocate draw --drawn e4,e3 --note x needed >apart.draw
run "equal people on two lists" 1 sh -c "$each --fill apart-old.jsonl --drawn apart.draw apart-rest.jsonl"
out_is "equal people on two lists" <<'END'
{"type":"draw","v":1,"for":"courses","tied":["e3","e5"],"number":2,"why":"2 people stand equal on the waiting list of k: the order in which they are offered a place is to be drawn"}
END
cp "$T/.out" needed
tsop-allocate draw --drawn e5,e3 --note x needed >>apart.draw
run "equal people on two lists: both drawn" 0 sh -c "$each --fill apart-old.jsonl --drawn apart.draw apart-rest.jsonl |
	tee apart-new.jsonl | jq -c '.assignment.steps[]?'"
out_is "equal people on two lists: both drawn" <<'END'
{"course":"a","position":1,"enrollment":"e4"}
{"course":"k","position":1,"enrollment":"e5"}
END
run "equal people on two lists: verified" 0 tsop-allocate verify -q -c each.csv -k key.csv --fill apart-old.jsonl \
	apart-new.jsonl apart-rest.jsonl

# Who just got a place stands on other lists as if they had always had it.
{
	person e1 0621 '["k"]' 01
	person e2 0851 '["k","a"]' 02
	person e3 0851 '["k","a"]' 03
	person e4 0851 '["a"]' 01
} >lists.jsonl
printf 'id,round,title,place,capacity\na,r1,A,Aalborg,2\nk,r1,K,Kolding,1\n' >two.csv
two="tsop-allocate run -c two.csv -k key.csv --key-column residents --now $now --seed autumn --guarantee 0"
sed '$d' lists.jsonl >lists-rest.jsonl
run "who got a place waits for another behind whoever applied earlier" 0 sh -c "$two lists.jsonl >lists-old.jsonl &&
	$two --fill lists-old.jsonl lists-rest.jsonl | tee lists-new.jsonl | jq -c '
		if .type == \"waiting\" then [.course, .position, .enrollment] else .assignment.steps // empty end'"
out_is "who got a place waits for another behind whoever applied earlier" <<'END'
["k",1,"e2"]
["k",2,"e3"]
[{"course":"a","position":1,"enrollment":"e3"}]
END
run "and so says verify" 0 tsop-allocate verify -q -c two.csv -k key.csv --fill lists-old.jsonl lists-new.jsonl \
	lists-rest.jsonl

refused() { # NAME, messages on standard input; OLD is the file bad.jsonl
	run "$1" 3 tsop-allocate run -c courses.csv -k key.csv --key-column residents --now $now \
		--seed autumn --fill bad.jsonl people.jsonl
	err_is "$1"
}
sed 's/"round":"r1"/"round":"r2"/' old.jsonl >bad.jsonl
refused "another round" <<'END'
tsop-allocate: bad.jsonl:1: round: expected round r1, as the courses have
tsop-allocate: 1 error
END
grep -v '"waiting","v"' old.jsonl >bad.jsonl
refused "no lists" <<'END'
tsop-allocate: bad.jsonl: expected the waiting lists: 3 people have no course
tsop-allocate: 1 error
END
sed '$d' old.jsonl >bad.jsonl
refused "cut off" <<'END'
tsop-allocate: bad.jsonl: expected all of what tsop-allocate run prints, from the allocation to the proof
tsop-allocate: 1 error
END
sed '/"e1"/s/"0621"/"0851"/; /"e4"/s/"course":"a"/"course":"z"/; s/"enrollment":"e3"/"enrollment":"e2"/' old.jsonl >bad.jsonl
refused "what contradicts the input" <<'END'
tsop-allocate: bad.jsonl:5: municipality: expected 0621, as in the input
tsop-allocate: bad.jsonl:7: enrollment: given before, in line 6
tsop-allocate: bad.jsonl:8: course: expected a course of round r1: a, k, s
tsop-allocate: 3 errors
END
sed '5s/"allocation":"./"allocation":"g/' old.jsonl >bad.jsonl
refused "a line of another allocation" <<'END'
tsop-allocate: bad.jsonl:5: allocation: expected 0b2b8c85b6ccc053, as in the lines before
tsop-allocate: 1 error
END
tsop-allocate seats --seats 9 -k key.csv --key-column residents >bad.jsonl
refused "seats alone" <<'END'
tsop-allocate: bad.jsonl:1: courses: expected an allocation with people; this one is of seats only
tsop-allocate: 1 error
END
cp people.jsonl bad.jsonl
refused "another file" <<'END'
tsop-allocate: bad.jsonl:1: type: expected what tsop-allocate run prints
tsop-allocate: bad.jsonl:2: type: expected what tsop-allocate run prints
tsop-allocate: bad.jsonl:3: type: expected what tsop-allocate run prints
tsop-allocate: bad.jsonl:4: type: expected what tsop-allocate run prints
tsop-allocate: bad.jsonl:5: type: expected what tsop-allocate run prints
tsop-allocate: bad.jsonl:6: type: expected what tsop-allocate run prints
tsop-allocate: bad.jsonl:7: type: expected what tsop-allocate run prints
tsop-allocate: bad.jsonl:8: type: expected what tsop-allocate run prints
tsop-allocate: bad.jsonl:9: type: expected what tsop-allocate run prints
tsop-allocate: 9 errors
END
person e1 0621 '["k"]' 01 ',"course":"a"' enrolled >moved.jsonl
run "somebody was enrolled elsewhere since" 3 sh -c "$allocate --fill old.jsonl moved.jsonl"
err_is "somebody was enrolled elsewhere since" <<'END'
tsop-allocate: old.jsonl:5: course: expected a, where e1 is enrolled in the input
tsop-allocate: 1 error
END
sed 's/,2$/,1/' courses.csv >fewer.csv
run "fewer places than people" 3 tsop-allocate run -c fewer.csv -k key.csv --key-column residents \
	--guarantee 0 --seed autumn --fill old.jsonl people.jsonl
err_is "fewer places than people" <<'END'
tsop-allocate: fewer.csv:2: capacity: expected at least 2: so many people have a place there already
tsop-allocate: fewer.csv:3: capacity: expected at least 2: so many people have a place there already
tsop-allocate: 2 errors
END

run "verify does not hold against it what it can not know" 0 tsop-allocate verify -q -k key.csv new.jsonl
run "nor without the earlier result" 0 tsop-allocate verify -q -c courses.csv -k key.csv new.jsonl rest.jsonl
jq -c .not_verified "$T/.out" >said
mv said "$T/.out"
out_is "nor without the earlier result" <<'END'
["seats and courses: who had a place is said by the earlier result, which --fill was not given","the sentences of why","the id: the earlier result is in it, which was not given"]
END
id=$(jq -r 'select(.type == "allocation").id' new.jsonl)
verifies() { # NAME STATUS OPTIONS... RESULT
	verifies_name=$1 verifies_status=$2
	shift 2
	run "$verifies_name" "$verifies_status" tsop-allocate verify -c courses.csv -k key.csv "$@" rest.jsonl
}
verifies "verify follows the steps" 0 --fill old.jsonl new.jsonl
out_is "verify follows the steps" <<END
{"type":"verification","v":1,"allocation":"$id","claimants":3,"applications":5,"verified":["records","key","courses","people","earlier","guarantee","seats","steps","waiting","why","id"],"not_verified":[]}
END
run "verify: the same of what the register has" 0 tsop-allocate verify -q -c courses.csv -k key.csv \
	--fill old.jsonl new.jsonl recorded.jsonl
mutant() { # NAME SED, messages on standard input
	sed "$2" new.jsonl >mutant.jsonl
	verifies "mutant: $1" 1 --fill old.jsonl mutant.jsonl
	err_is "mutant: $1"
}
mutant "a step less" 's/"steps":\[{[^}]*},/"steps":[/' <<'END'
tsop-allocate: mutant.jsonl:13: steps: step 1: expected e7 on a
tsop-allocate: 1 error
END
mutant "a step more" 's/\("steps":.*\)}\]}}/\1},{"course":"k","position":4,"enrollment":"e3","from":"a"}]}}/' <<'END'
tsop-allocate: mutant.jsonl:13: steps: step 3: nobody may take a place any more
tsop-allocate: 1 error
END
mutant "from another position" 's/"position":3,"enrollment":"e8"}\]/"position":4,"enrollment":"e8"}]/' <<'END'
tsop-allocate: mutant.jsonl:13: steps: step 2: expected e8 from position 3 of k
tsop-allocate: 1 error
END
mutant "somebody who moved on a list" '/"assignment".*"e8"/s/"why"/"from":"a","why"/' <<'END'
tsop-allocate: mutant.jsonl:9: from: e8: expected the course that the person had in old.jsonl, where it is another
tsop-allocate: 1 error
END
mutant "why somebody has a place" '/"assignment".*"e8"/s/number 3/number 2/' <<'END'
tsop-allocate: mutant.jsonl:9: why: e8: expected 'from the waiting list of k, number 3'
tsop-allocate: 1 error
END
verifies "verify: another earlier result" 3 --fill new.jsonl new.jsonl
err_is "verify: another earlier result" <<END
tsop-allocate: new.jsonl:1: id: expected $(jq -r 'select(.type == "allocation").id' old.jsonl), which the result names
END
verifies "verify: not that it keeps" 2 --keep old.jsonl new.jsonl
err_is "verify: not that it keeps" <<'END'
tsop-allocate: --keep: this result can not be held against it
END
sed '4s/"meters":0/"meters":1/; /"waiting","v".*"e7"/s/"position":./"position":9/' old.jsonl >bad.jsonl
verifies "verify: an earlier result that is wrong in itself" 3 --fill bad.jsonl new.jsonl
err_is "verify: an earlier result that is wrong in itself" <<'END'
tsop-allocate: bad.jsonl:13: position: expected 1, or that of the line before
tsop-allocate: bad.jsonl:16: position: expected 2, or that of the line before
tsop-allocate: bad.jsonl:19: position: expected 1, or that of the line before
tsop-allocate: 3 errors
END
sed '/"id":"e1"/s/"applied"/"enrolled","course":"a"/' rest.jsonl >elsewhere.jsonl
run "verify: people who were enrolled elsewhere since" 1 tsop-allocate verify -c courses.csv -k key.csv \
	--fill old.jsonl new.jsonl elsewhere.jsonl
err_is "verify: people who were enrolled elsewhere since" <<'END'
tsop-allocate: new.jsonl:5: enrollment: e1: is enrolled in the input where line 5 of old.jsonl has them not
tsop-allocate: 1 error
END

# Without a seed: drawn among equals, and the seats of `assign`.
$one --fill equal-old.jsonl equal-rest.jsonl >needed
tsop-allocate draw --drawn e3,e2 --note "drawn at the office" needed >drawn
$one --fill equal-old.jsonl --drawn drawn equal-rest.jsonl >by-draw.jsonl
check="tsop-allocate verify -q -c one.csv -k key.csv --fill equal-old.jsonl"
run "verify: as it was drawn" 0 sh -c "$check by-draw.jsonl equal-rest.jsonl"
sed 's/"drawn":\["e3","e2"\]/"drawn":["e2","e3"]/' by-draw.jsonl >mutant.jsonl
run "verify: not as it was drawn" 1 sh -c "$check mutant.jsonl equal-rest.jsonl"
err_is "verify: not as it was drawn" <<'END'
tsop-allocate: mutant.jsonl:11: steps: step 1: expected e2 on s
tsop-allocate: mutant.jsonl:1: id: expected 3ae5e4ae5fb4b7a4, which these options and inputs give
tsop-allocate: 2 errors
END
sed 's/"tie_rule":"recorded","drawn":\[{[^}]*}\],/"tie_rule":"none",/' by-draw.jsonl >mutant.jsonl
run "verify: not drawn" 1 sh -c "$check mutant.jsonl equal-rest.jsonl"
err_is "verify: not drawn" <<'END'
tsop-allocate: mutant.jsonl:11: steps: step 1: people stand equal on the list of s, and there is neither a seed nor a draw
tsop-allocate: mutant.jsonl:1: id: expected a213a33b47d5e321, which these options and inputs give
tsop-allocate: 2 errors
END
tsop-allocate assign -c courses.csv --seats-from old.jsonl --now $now --seed autumn --fill old.jsonl rest.jsonl >new.jsonl
run "verify: places alone" 0 sh -c "tsop-allocate verify -c courses.csv --seats-from old.jsonl --fill old.jsonl \
	new.jsonl rest.jsonl | jq -c '.verified'"
out_is "verify: places alone" <<'END'
["records","courses","people","earlier","steps","waiting","why","id"]
END

# A course that is closed stays so, and the one that runs has fewer places now.
cat >closing.csv <<'END'
id,round,title,place,capacity,minimum
a,r1,Course A,Aalborg,2,1
k,r1,Course K,Kolding,2,2
END
printf 'code,residents\n621,93175\n851,217075\n' >two.csv
person e1 0851 '["a"]' 01 >alone.jsonl
closing() { # COURSES OPTIONS...
	tsop-allocate run --round r1 -k two.csv --key-column residents --now $now --seed autumn -c "$@"
}
closing closing.csv alone.jsonl >closing.jsonl
run "one closed, one runs" 0 jq -c '.courses[]? | [.id, .enrolled, .reserved, .closed]' closing.jsonl
out_is "one closed, one runs" <<'END'
["a",1,1,null]
["k",0,0,true]
END
sed '/^a,/s/2,1$/1,1/' closing.csv >fewer.csv
run "no place for a seat that is held" 3 closing fewer.csv --fill closing.jsonl alone.jsonl
err_is "no place for a seat that is held" <<'END'
tsop-allocate: the courses that run have no room for the seats held for 0621; expected more places, lower minima, or --reserve-until an instant that has passed
END

# assign does not say whose the held seats are, but where: a place that becomes free is not theirs.
printf '%s\n' id,round,title,place,capacity a,r1,A,Aalborg,1 k,r1,K,Kolding,2 >near.csv
printf '%s\n' municipality,seats,reserved 0621,1,0 0851,1,1 >held.csv
{
	person e1 0621 '["a"]' 01 ',"only_wishes":true'
	person e2 0851 '["k","a"]' 02
} >two.jsonl
assign() { tsop-allocate assign -c near.csv --seats-from held.csv --seed autumn --now $now "$@"; }
assign two.jsonl >near.jsonl
sed '/^a,/s/1$/2/' near.csv >wider && mv wider near.csv
run "assign: held seats stay" 0 sh -c "
	tsop-allocate assign -c near.csv --seats-from held.csv --seed autumn --now $now --fill near.jsonl two.jsonl |
		tee filled.jsonl | jq -c '.courses[]? | [.id, .enrolled, .reserved]'"
out_is "assign: held seats stay" <<'END'
["a",1,0]
["k",1,1]
END
run "assign: held seats stay: verified" 0 tsop-allocate verify -q -c near.csv --seats-from held.csv \
	--fill near.jsonl filled.jsonl two.jsonl

# A course with a minimum that nobody but a held seat is on runs, as before.
printf '%s\n' id,round,title,place,capacity,minimum a,r1,A,Aalborg,1, k,r1,K,Kolding,2,1 >runs.csv
sed 1q two.jsonl >single.jsonl
runs="tsop-allocate assign -c runs.csv --seats-from held.csv --seed autumn --now $now"
$runs single.jsonl >runs.jsonl
run "assign: a course runs for held seats" 0 sh -c "$runs --fill runs.jsonl single.jsonl | tee filled.jsonl |
	jq -c '.courses[]? | [.id, .enrolled, .reserved, .closed]'"
out_is "assign: a course runs for held seats" <<'END'
["a",1,0,null]
["k",0,1,null]
END
run "assign: a course runs for held seats: verified" 0 tsop-allocate verify -q -c runs.csv --seats-from held.csv \
	--fill runs.jsonl filled.jsonl single.jsonl

# Somebody whom every course is forbidden waits on no list, and that is all who waits.
printf '%s\n' enrollment,course e2,a e2,k >never.csv
assign --exclude never.csv two.jsonl >never.jsonl
run "nobody who could be on a list" 0 sh -c "
	tsop-allocate assign -c near.csv --seats-from held.csv --seed autumn --now $now --exclude never.csv \
		--fill never.jsonl two.jsonl | jq -c '.assignment.steps // empty'"
out_is "nobody who could be on a list" <<'END'
[]
END

# A party, one of whom has a place by hand: the other waits for that course, and for no other one.
{
	person e1 0621 '["a"]' 01
	person e2 0851 '["a","k"]' 02 ',"party":"bil"'
	person e3 0851 '["a","k"]' 03 ',"party":"bil"'
} >party.jsonl
printf '%s\n' municipality,seats,reserved 0621,1,0 0851,1,0 >one.csv
printf '%s\n' enrollment,course,reason e2,k,teaches >by-hand.csv
by_hand() { tsop-allocate assign -c near.csv --seats-from one.csv --seed autumn --now $now --fix by-hand.csv "$@"; }
by_hand party.jsonl >party-old.jsonl
run "whose party has a place by hand waits there" 0 jq -c 'select(.type == "waiting") | [.course, .enrollment]' party-old.jsonl
out_is "whose party has a place by hand waits there" <<'END'
["k","e3"]
END
run "whose party has a place by hand: verified" 0 tsop-allocate verify -q -c near.csv --seats-from one.csv \
	--fix by-hand.csv party-old.jsonl party.jsonl
sed '/^0851/s/1,0/2,0/' one.csv >one-more.csv && mv one-more.csv one.csv
by_hand --fill party-old.jsonl party.jsonl >party-new.jsonl
run "whose party has a place by hand joins it" 0 jq -r 'select(.enrollment == "e3" and .state).why' party-new.jsonl
out_is "whose party has a place by hand joins it" <<'END'
from the waiting list of k, number 1
END

# When the other one cancels, who is left is of no party: the same bytes as without the label.
grep -v '"e2"' party.jsonl >left.jsonl
without_label() { sed 's/,"party":"bil"//' left.jsonl; }
run "whose party has cancelled" 0 tsop-allocate assign -c near.csv --seats-from one.csv --seed autumn --now $now \
	--fill party-old.jsonl left.jsonl
cp "$T/.out" left-new.jsonl
without_label | tsop-allocate assign -c near.csv --seats-from one.csv --seed autumn --now $now --fill party-old.jsonl - |
	out_is "whose party has cancelled: the same bytes as without a label"
run "whose party has cancelled takes any course" 0 jq -c 'select(.enrollment == "e3" and .state) | [.party, .course, .why]' left-new.jsonl
out_is "whose party has cancelled takes any course" <<'END'
[null,"a","from the waiting list of a, joined as number 1"]
END
run "whose party has cancelled: verified" 0 tsop-allocate verify -q -c near.csv --seats-from one.csv \
	--fill party-old.jsonl left-new.jsonl left.jsonl

# A party that found no course for all of it was on no list; who is left of it can be on one now.
{
	person e1 0621 '["a"]' 01
	person e2 0851 '["a"]' 02 ',"party":"bil","only_wishes":true'
	person e3 0851 '["k"]' 03 ',"party":"bil","only_wishes":true'
} >apart.jsonl
printf '%s\n' municipality,seats,reserved 0621,1,0 0851,2,0 >one.csv
alone() { tsop-allocate assign -c near.csv --seats-from one.csv --seed autumn --now $now "$@"; }
alone apart.jsonl >apart-old.jsonl
grep -v '"e2"' apart.jsonl >left.jsonl
run "left of a party that was on no list" 0 alone --fill apart-old.jsonl left.jsonl
cp "$T/.out" left-new.jsonl
run "left of a party that was on no list: why" 0 jq -c 'select(.enrollment == "e3" and .state) | [.party, .course, .why]' left-new.jsonl
out_is "left of a party that was on no list: why" <<'END'
[null,"k","from the waiting list of k, joined as number 1"]
END
run "left of a party that was on no list: verified" 0 tsop-allocate verify -q -c near.csv --seats-from one.csv \
	--fill apart-old.jsonl left-new.jsonl left.jsonl

# Two together where one of them may not be would rather be anywhere, whatever the other one wishes.
printf '%s\n' id,round,title,place,capacity a,r1,A,Aalborg,2 k,r1,K,Kolding,4 s,r1,S,Slagelse,2 >three.csv
pair() { # MEMBERS-OF-E1
	person e1 0621 '["a"]' 01 ',"course":"k","party":"bil"'"$1" enrolled
	person e2 0621 '["k","s","a"]' 02 ',"course":"k","party":"bil"' enrolled
}
lists() { jq -c 'select(.type == "waiting") | [.course, .enrollment, .rank]'; }
pair '' >pair.jsonl
tsop-allocate assign -c three.csv --seed autumn --now $now pair.jsonl >pair.out
lists <pair.out >"$T/.out"
out_is "two together are better off where they are" </dev/null
pair ',"only_wishes":true' >pair.jsonl
tsop-allocate assign -c three.csv --seed autumn --now $now pair.jsonl >pair.out
lists <pair.out >"$T/.out"
out_is "two together where one may not be" <<'END'
["a","e1",1]
["a","e2",3]
END
run "two together where one may not be: verified" 0 tsop-allocate verify -q -c three.csv pair.out pair.jsonl

# A newcomer comes behind whoever waited, however many of those who waited before them are gone.
printf '%s\n' id,round,title,place,capacity a,r1,A,Aalborg,1 >last.csv
printf '%s\n' municipality,seats 0621,1 >last-seats.csv
for i in 1 2 3 4 5; do person e$i 0621 '["a"]' 0$i; done >last-old.jsonl
last() { tsop-allocate assign -c last.csv --seats-from last-seats.csv --seed autumn --now $now "$@"; }
last last-old.jsonl >last-old.out
{
	person e5 0621 '["a"]' 05
	person e6 0621 '["a"]' 06 ',"priority":1'
} >last-new.jsonl
last --fill last-old.out last-new.jsonl >last-new.out
run "a newcomer comes last" 0 jq -c 'select(.type == "assignment") | [.enrollment, .course, .position, .why]' last-new.out
out_is "a newcomer comes last" <<'END'
["e5","a",null,"from the waiting list of a, number 4"]
["e6",null,1,"came behind those who waited before"]
END
run "a newcomer comes last: verified" 0 tsop-allocate verify -q -c last.csv --seats-from last-seats.csv \
	--fill last-old.out last-new.out last-new.jsonl
finish
