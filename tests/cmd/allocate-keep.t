#!/bin/sh
# tsop-allocate --keep: people stay where an earlier result has them, but for a budget of moves.
. "$(dirname "$0")/tap.sh"
now=2019-06-24T08:00:00Z

cat >courses.csv <<'END'
id,round,title,place,capacity
a,r1,Course A,Aalborg,2
k,r1,Course K,Kolding,2
s,r1,Course S,Slagelse,2
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
	person e4 0851 '["k","s","a"]' 04
	person e5 0330 '["s"]' 05
	person e6 0330 '["k","a","s"]' 06
	person e7 0851 '["a"]' 07
} >people.jsonl
allocate="tsop-allocate run -k key.csv --key-column residents --now $now --seed autumn"
without() { # ENROLLMENT...
	cp people.jsonl rest
	for gone in "$@"; do grep -v "\"$gone\"" rest >rest2 && mv rest2 rest; done
	cat rest
}
show() { # the result on standard input, in short
	jq -c 'if .type == "assignment" then [.enrollment, .course, .from, .why]
		elif .type == "allocation" then .moves
		elif .type == "proof" then [.assignment | .optimal, .unassigned, .rank, .meters, .moves_complete],
			.assignment.bound // empty, .assignment.moves[]? else empty end'
}
keeps() { # NAME OPTIONS...: the result in short; people in rest.jsonl
	keeps_name=$1
	shift
	run "$keeps_name" 0 sh -c "$allocate $* rest.jsonl >new.jsonl"
	show <new.jsonl >"$T/.out"
}

run "the result that was published" 0 sh -c "$allocate -c courses.csv people.jsonl >old.jsonl"
run "its places" 0 sh -c "jq -c 'select(.type == \"assignment\") | [.enrollment, .course]' old.jsonl"
out_is "its places" <<'END'
["e1","k"]
["e2","k"]
["e3","a"]
["e4","s"]
["e5","s"]
["e6","a"]
["e7",null]
END
cp people.jsonl rest.jsonl
keeps "nothing has changed" -c courses.csv --keep old.jsonl
out_is "nothing has changed" <<'END'
{"made":0,"forced":0}
["e1","k",null,"kept"]
["e2","k",null,"kept"]
["e3","a",null,"kept"]
["e4","s",null,"kept"]
["e5","s",null,"kept"]
["e6","a",null,"kept"]
["e7",null,null,"number 3 of 3 for 2 seats by priority, then time of application"]
[true,0,3,560238,true]
{"moves":0,"unassigned":0,"rank":3,"meters":560238}
END

without e1 e2 >rest.jsonl
keeps "places are free: nobody need move" -c courses.csv --keep old.jsonl
out_is "places are free: nobody need move" <<'END'
{"made":0,"forced":0}
["e3","a",null,"kept"]
["e4","s",null,"kept"]
["e5","s",null,"kept"]
["e6","a",null,"kept"]
["e7","k",null,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
[true,0,4,735615,true]
{"moves":0,"unassigned":0,"rank":4,"meters":735615}
{"moves":1,"unassigned":0,"rank":2,"meters":404737}
END
keeps "one may move" -c courses.csv --keep old.jsonl --moves 1
out_is "one may move" <<'END'
{"budget":1,"made":1,"forced":0}
["e3","a",null,"kept"]
["e4","s",null,"kept"]
["e5","s",null,"kept"]
["e6","k","a","moved from a; first wish"]
["e7","a",null,"a seat for everybody who applied; first wish"]
[true,0,2,404737,true]
{"moves":0,"unassigned":0,"rank":4,"meters":735615}
{"moves":1,"unassigned":0,"rank":2,"meters":404737}
END
keeps "more may move than gain by it" -c courses.csv --keep old.jsonl --moves 9
out_is "more may move than gain by it" <<'END'
{"budget":9,"made":1,"forced":0}
["e3","a",null,"kept"]
["e4","s",null,"kept"]
["e5","s",null,"kept"]
["e6","k","a","moved from a; first wish"]
["e7","a",null,"a seat for everybody who applied; first wish"]
[true,0,2,404737,true]
{"moves":0,"unassigned":0,"rank":4,"meters":735615}
{"moves":1,"unassigned":0,"rank":2,"meters":404737}
END
sort -r old.jsonl >shuffled.jsonl
sort -r rest.jsonl >tser.jsonl
run "rows in another order" 0 sh -c "$allocate -c courses.csv --keep shuffled.jsonl --moves 9 tser.jsonl"
out_is "rows in another order: the same bytes" <new.jsonl

# What was recorded comes as enrolled, with the place that it says; it can be moved all the same.
jq -c --slurpfile old old.jsonl '. as $p |
	($old[] | select(.type == "assignment" and .enrollment == $p.id)) as $a |
	if $a.course then .state = "enrolled" | .course = $a.course else .state = "waiting" end' \
	rest.jsonl >recorded.jsonl
run "people as the register has them" 0 sh -c "$allocate -c courses.csv --keep old.jsonl --moves 9 recorded.jsonl"
out_is "people as the register has them: the same bytes" <new.jsonl
printf 'enrollment,course,reason\ne3,a,teaches there\n' >fixed.csv
keeps "who is fixed by hand stays" -c courses.csv --keep old.jsonl --moves 9 --fix fixed.csv
out_is "who is fixed by hand stays" <<'END'
{"budget":9,"made":1,"forced":0}
["e3","a",null,"fixed by hand"]
["e4","s",null,"kept"]
["e5","s",null,"kept"]
["e6","k","a","moved from a; first wish"]
["e7","a",null,"a seat for everybody who applied; first wish"]
[true,0,1,404737,true]
{"moves":0,"unassigned":0,"rank":3,"meters":735615}
{"moves":1,"unassigned":0,"rank":1,"meters":404737}
END

cp people.jsonl rest.jsonl
sed '/^k/s/2$/1/' courses.csv >fewer.csv
keeps "a course loses a place" -c fewer.csv --keep old.jsonl --moves 0
out_is "a course loses a place" <<'END'
{"budget":0,"made":1,"forced":1}
["e1","k",null,"kept"]
["e2","a","k","moved from k, which has 1 place for the 2 who were there; wish 2, no room on those before it"]
["e3","a",null,"kept"]
["e4","s",null,"kept"]
["e5","s",null,"kept"]
["e6",null,"a","had a place on a; number 2 of 2 for 1 seat by priority, then time of application"]
["e7",null,null,"number 3 of 3 for 2 seats by priority, then time of application"]
[true,0,3,455496,true]
{"moves":1,"unassigned":0,"rank":3,"meters":455496}
END
sed '/^s/s/2$/0/' courses.csv >closed.csv
keeps "a course closes" -c closed.csv --keep old.jsonl
out_is "a course closes" <<'END'
{"made":2,"forced":2}
["e1","k",null,"kept"]
["e2",null,"k","had a place on k; number 2 of 2 for 1 seat by priority, then time of application"]
["e3","a",null,"kept"]
["e4","k","s","moved from s, which has 0 places for the 2 who were there; first wish"]
["e5","a","s","moved from s, which has 0 places for the 2 who were there; no room on the courses wished for, the nearest other with room"]
["e6",null,"a","had a place on a; number 2 of 2 for 1 seat by priority, then time of application"]
["e7",null,null,"number 3 of 3 for 2 seats by priority, then time of application"]
[true,0,2,455496,true]
{"moves":2,"unassigned":0,"rank":2,"meters":455496}
END
grep -v '^s' courses.csv >gone.csv
sed 's/,"s"//; s/"s"/"a"/' people.jsonl >rest.jsonl
keeps "a course is no more" -c gone.csv --keep old.jsonl
out_is "a course is no more" <<'END'
{"made":0,"forced":0}
["e1","k",null,"kept"]
["e2",null,"k","had a place on k; number 2 of 2 for 1 seat by priority, then time of application"]
["e3","a",null,"kept"]
["e4","k",null,"moved from a course that is no more; first wish"]
["e5","a",null,"moved from a course that is no more; first wish"]
["e6",null,"a","had a place on a; number 2 of 2 for 1 seat by priority, then time of application"]
["e7",null,null,"number 3 of 3 for 2 seats by priority, then time of application"]
[true,0,1,455496,true]
{"moves":0,"unassigned":0,"rank":1,"meters":455496}
END

{
	without e1
	person e8 0621 '["k"]' 01 ',"only_wishes":true'
	person e9 0851 '["k"]' 01 ',"priority":1'
} >rest.jsonl
keeps "newcomers take what is free, and nobody's place" -c courses.csv --keep old.jsonl
out_is "newcomers take what is free, and nobody's place" <<'END'
{"made":0,"forced":0}
["e2","k",null,"kept"]
["e3","a",null,"kept"]
["e4","s",null,"kept"]
["e5","s",null,"kept"]
["e6","a",null,"kept"]
["e7",null,null,"number 4 of 4 for 2 seats by priority, then time of application"]
["e8","k",null,"a seat for everybody who applied; first wish"]
["e9",null,null,"number 3 of 4 for 2 seats by priority, then time of application"]
[true,0,3,560238,true]
{"moves":0,"unassigned":0,"rank":3,"meters":560238}
END
{
	without e1 e2
	person e8 0621 '["k"]' 01 ',"party":"bil"'
	person e9 0621 '["k"]' 01 ',"party":"bil"'
} >rest.jsonl
keeps "a party comes" -c courses.csv --keep old.jsonl --moves 2
out_is "a party comes" <<'END'
{"budget":2,"made":0,"forced":0}
["e3","a",null,"kept"]
["e4","s",null,"kept"]
["e5","s",null,"kept"]
["e6","a",null,"kept"]
["e7",null,null,"number 3 of 3 for 2 seats by priority, then time of application"]
["e8","k",null,"a seat for everybody who applied; first wish"]
["e9","k",null,"a seat for everybody who applied; first wish"]
[true,0,3,560238,true]
{"moves":0,"unassigned":0,"rank":3,"meters":560238}
END
run "assign keeps, too" 0 sh -c "tsop-allocate assign -c fewer.csv --seats-from old.jsonl --keep old.jsonl \
	--seed autumn --now $now people.jsonl >new.jsonl"
show <new.jsonl >"$T/.out"
out_is "assign keeps, too" <<'END'
{"made":0,"forced":0}
["e1","k",null,"kept"]
["e2",null,"k","had a place on k, which has 1 place for the 2 who were there; a seat for everybody who applied; no room on the courses wished for"]
["e3","a",null,"kept"]
["e4","s",null,"kept"]
["e5","s",null,"kept"]
["e6","a",null,"kept"]
["e7",null,null,"number 3 of 3 for 2 seats by priority, then time of application"]
[true,0,3,560238,true]
{"moves":0,"unassigned":0,"rank":3,"meters":560238}
END

refused() { # NAME STATUS OPTIONS..., messages on standard input
	refused_name=$1 refused_status=$2
	shift 2
	run "$refused_name" "$refused_status" tsop-allocate run -k key.csv --key-column residents --now $now \
		--seed autumn "$@" people.jsonl
	err_is "$refused_name"
}
refused "a budget of nothing" 2 -c courses.csv --moves 1 <<'END'
tsop-allocate: --moves: expected --keep, too
END
refused "fill and keep" 2 -c courses.csv --fill old.jsonl --keep old.jsonl <<'END'
tsop-allocate: --fill moves people by the lists alone: expected no --keep
END
refused "another mechanism" 2 -c courses.csv --keep old.jsonl --mechanism boston <<'END'
tsop-allocate: --keep: expected another mechanism than boston, in which places are given for good before others can ask for theirs
END
refused "a budget of moves in turns" 2 -c courses.csv --keep old.jsonl --moves 1 --mechanism serial-dictatorship <<'END'
tsop-allocate: --moves: expected another mechanism than serial-dictatorship, which leaves no choice of whom to move
END
refused "another mechanism to fill by" 2 -c courses.csv --fill old.jsonl --mechanism boston <<'END'
tsop-allocate: --fill goes by the lists: expected no --mechanism
END
sed 's/"round":"r1"/"round":"r2"/; /"e1"/s/"0621"/"0851"/' old.jsonl >bad.jsonl
refused "another round, another municipality" 3 -c courses.csv --keep bad.jsonl <<'END'
tsop-allocate: bad.jsonl:1: round: expected round r1, as the courses have
tsop-allocate: bad.jsonl:5: municipality: expected 0621, as in the input
tsop-allocate: 2 errors
END

run "verify does not hold against it what it can not know" 0 tsop-allocate verify -q new.jsonl

# Two want to change places, which takes two moves. One move is better spent on somebody else, who then
# travels less: not on the hull, but the best within the budget.
{
	cat key.csv
	echo 461,204895
} >odense.csv
allocate="tsop-allocate run -k odense.csv --key-column residents --guarantee 0 --now $now --seed autumn"
cat >swap.csv <<'END'
id,round,title,place,capacity
a,r1,Course A,Aalborg,1
k,r1,Course K,Kolding,1
o,r1,Course O,Odense,1
s,r1,Course S,Slagelse,1
END
{
	person e1 0621 '["k"]' 01
	person e2 0851 '["a"]' 02
	person e4 0461 '["s"]' 04
} >first.jsonl
sed '/"e1"/s/\["k"\]/["a"]/; /"e2"/s/\["a"\]/["k"]/; /"e4"/s/\["s"\]/[]/' first.jsonl >rest.jsonl
run "places before wishes change" 0 sh -c "$allocate -c swap.csv first.jsonl >old.jsonl"
keeps "one may move, where two would change places" -c swap.csv --keep old.jsonl --moves 1
jq -c 'select(.type == "proof") | .assignment | .move, .waived' new.jsonl >>"$T/.out"
out_is "one may move, where two would change places" <<'END'
{"budget":1,"made":1,"forced":0}
["e1","k",null,"kept"]
["e2","a",null,"kept"]
["e4","o","s","moved from s; no wishes, the nearest course"]
[true,0,2,0,true]
{"moves":0,"unassigned":0,"rank":2,"meters":65035}
{"moves":2,"unassigned":0,"rank":0,"meters":415789}
{"moves":3,"unassigned":0,"rank":0,"meters":350754}
{"unassigned":4,"rank":0,"meters":0,"scale":1}
["e4"]
END
cp new.jsonl one.jsonl
verified() { # NAME RESULT: the verdict in short
	run "$1" 0 sh -c "tsop-allocate verify -k odense.csv -c swap.csv --keep old.jsonl $2 rest.jsonl |
		jq -c '.verified, .not_verified'"
}
verified "that nobody else would do better is verified" one.jsonl
out_is "that nobody else would do better is verified" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","search","optimum","lots","waiting","why","id"]
["what other numbers of moves cost"]
END
ok "the search is what the schema says" sh -c "python3 '$ROOT/tests/cmd/schema.py' '$ROOT/share/schema' <one.jsonl"
falsified() { # NAME SED, messages on standard input
	sed "$2" one.jsonl >mutant.jsonl
	run "mutant: $1" 1 tsop-allocate verify -k odense.csv -c swap.csv --keep old.jsonl mutant.jsonl rest.jsonl
	err_is "mutant: $1"
}
falsified "a node less" 's/\({"enrollment":"e4"},\){[^}]*},"prices":\[[^]]*\]},/\1/' <<'END'
tsop-allocate: mutant.jsonl:11: search: node 8: by its prices less than the total is possible
tsop-allocate: 1 error
END
falsified "a node more" 's/\("nodes":\[.*}\)\]}}}/\1,{"enrollment":"e4"}]}}}/' <<'END'
tsop-allocate: mutant.jsonl:11: search: node 10: expected no more nodes
tsop-allocate: 1 error
END
falsified "a leaf where less is possible" 's/\("nodes":\[{"enrollment":"e4"},{"move":{"unassigned":\)2/\10/' <<'END'
tsop-allocate: mutant.jsonl:11: search: node 2: by its prices less than the total is possible
tsop-allocate: 1 error
END
falsified "somebody taken apart twice" 's/{"enrollment":"e1"},{"move"/{"enrollment":"e4"},{"move"/' <<'END'
tsop-allocate: mutant.jsonl:11: search: node 5: expected people who could stay where they were, each once
tsop-allocate: 1 error
END
sort -r old.jsonl >shuffled.jsonl
sort -r rest.jsonl >tser.jsonl
run "its rows in another order" 0 sh -c "$allocate -c swap.csv --keep shuffled.jsonl --moves 1 tser.jsonl"
out_is "its rows in another order: the same bytes" <one.jsonl

# Whose the seats are that assign holds is not said: the search, which counts them as people, is left open.
{ cat swap.csv; echo x,r1,Course X,Rønne,1; } >far.csv
printf '%s\n' municipality,seats,reserved 0621,1,0 0851,1,0 0461,1,0 0400,0,1 >far-seats.csv
far="tsop-allocate assign -c far.csv --seats-from far-seats.csv --now $now --seed autumn"
$far first.jsonl >far-old.jsonl
$far --keep far-old.jsonl --moves 1 rest.jsonl >far-new.jsonl
ok "there is a search beside a held seat" grep -q '"search":{"nodes"' far-new.jsonl
run "the search beside a held seat is left open" 0 sh -c "tsop-allocate verify -q -c far.csv --seats-from far-seats.csv \
	--keep far-old.jsonl far-new.jsonl rest.jsonl | jq -c '.not_verified[1]'"
out_is "the search beside a held seat is left open" <<'END'
"the search: it is not known whose the held seats are"
END

# Courses that close for want of people move those who were there.
cat >min.csv <<'END'
id,round,title,place,capacity,minimum
a,r1,Course A,Aalborg,3,2
k,r1,Course K,Kolding,3,2
s,r1,Course S,Slagelse,3,
END
{
	person e1 0621 '["k","s"]' 01
	person e2 0851 '["a"]' 02
	person e3 0851 '["a","k"]' 03
	person e5 0621 '["k"]' 04
	person e6 0330 '["s","k"]' 05
} >first.jsonl
run "places before somebody cancels" 0 sh -c "$allocate -c min.csv first.jsonl >old.jsonl"
grep -v '"e5"' first.jsonl >rest.jsonl
keeps "a course lacks people" -c min.csv --keep old.jsonl
jq -c '.courses[]? | [.id, .enrolled, .closed]' new.jsonl >>"$T/.out"
out_is "a course lacks people" <<'END'
{"made":1,"forced":1}
["e1","k",null,"kept"]
["e2","a",null,"kept"]
["e3","a",null,"kept"]
["e6","k","s","moved from s; k runs with its minimum of 2"]
[true,0,1,124618,true]
{"moves":1,"unassigned":0,"rank":1,"meters":124618}
["a",2,null]
["k",2,null]
["s",0,null]
END
cp new.jsonl closing.jsonl
sort -r old.jsonl >shuffled.jsonl
sort -r rest.jsonl >tser.jsonl
run "closings, rows in another order" 0 sh -c "$allocate -c min.csv --keep shuffled.jsonl tser.jsonl"
out_is "closings, rows in another order: the same bytes" <closing.jsonl
person e7 0621 '["k"]' 06 ',"course":"k"' enrolled >>rest.jsonl
sed '/^k/s/2$/3/' min.csv >more.csv
keeps "more may move than must" -c min.csv --keep old.jsonl --moves 1
out_is "more may move than must" <<'END'
{"budget":1,"made":0,"forced":0}
["e1","k",null,"kept"]
["e2","a",null,"kept"]
["e3","a",null,"kept"]
["e6","s",null,"kept"]
["e7","k",null,"enrolled before"]
[true,0,0,0,true]
{"moves":0,"unassigned":0,"rank":0,"meters":0}
END
sed 's/"k"/"a"/g; s/"s"/"a"/g; /"e7"/s/"course":"a"/"course":"k"/' rest.jsonl | sed 's/"a","a"/"a"/; /"e7"/!s/}$/,"only_wishes":true}/' >far.jsonl
run "a course that may not close" 3 sh -c "$allocate -c min.csv --keep old.jsonl far.jsonl"
err_is "a course that may not close" <<'END'
tsop-allocate: min.csv:3: minimum: expected a number that is reached, because people have a place there already
END

# A couple comes: they fill a course, and nobody has to move for it but who was where none runs.
{
	grep -v '"e[27]"' rest.jsonl
	person e8 0851 '["s","k"]' 07 ',"party":"bil"'
	person e9 0851 '["s"]' 08 ',"party":"bil"'
} >together.jsonl
sed '/^[ak]/s/3,2$/3,3/' min.csv >tight.csv
cp together.jsonl rest.jsonl
keeps "a party where courses may close" -c tight.csv --keep old.jsonl
jq -c '.courses[]? | [.id, .enrolled, .closed]' new.jsonl >>"$T/.out"
out_is "a party where courses may close" <<'END'
{"made":1,"forced":1}
["e1","s","k","moved from k, which does not run; wish 2"]
["e3","a",null,"kept"]
["e6","s",null,"kept"]
["e8","a",null,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room; k does not run"]
["e9","a",null,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
[true,0,4,124618,true]
{"moves":1,"unassigned":0,"rank":4,"meters":124618}
{"moves":2,"unassigned":0,"rank":2,"meters":860233}
["a",3,null]
["k",0,true]
["s",2,null]
END
run "verify: a party where courses may close" 0 sh -c "tsop-allocate verify -q -c tight.csv -k odense.csv \
	--keep old.jsonl new.jsonl rest.jsonl | jq -c '.verified, .not_verified'"
out_is "verify: a party where courses may close" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","waiting","why","id"]
["that no more moves are forced, because of parties","that no places of the parties cost less","that all could not be placed with fewer moves","that no other courses closed cost less","what other numbers of moves cost","which of several assignments as good the lot takes"]
END

# A seat that was kept for somebody who finds no place any more goes to others, jointly.
{
	person e1 0621 '["k"]' 01 ',"only_wishes":true'
	person e2 0851 '["k"]' 02 ',"only_wishes":true'
	person e3 0330 '["a"]' 03
	person e4 0330 '["a"]' 04
	person e5 0330 '["a"]' 05
} >first.jsonl
sed -n '/^id/p; /^[ak]/p' courses.csv >two.csv
cp first.jsonl rest.jsonl
run "places before a course loses one" 0 sh -c "$allocate -c two.csv first.jsonl >old.jsonl"
sed '/^k/s/2$/1/; /^a/s/2$/3/' two.csv >other.csv
for joint in '' --jointly; do
	keeps "a place is lost $joint" -c other.csv --keep old.jsonl $joint
	jq -c 'select(.type == "seats") | [.municipality, .seats, .why]' new.jsonl >>"$T/.out"
	cp "$T/.out" "lost$joint"
done
cat lost >"$T/.out"
out_is "a seat stays unused" <<'END'
{"made":0,"forced":0}
["e1","k",null,"kept"]
["e2",null,"k","had a place on k, which has 1 place for the 2 who were there; a seat for everybody who applied; no room on the courses wished for"]
["e3","a",null,"kept"]
["e4","a",null,"kept"]
["e5",null,null,"number 3 of 3 for 2 seats by priority, then time of application"]
[true,0,0,560238,true]
{"moves":0,"unassigned":0,"rank":0,"meters":560238}
["0330",2,"2 by the key; 1 more applied"]
["0461",0,"nobody has applied"]
["0621",1,"1 by the key; a seat for everybody who applied"]
["0851",1,"1 by the key; a seat for everybody who applied; 1 not used"]
END
cp lost--jointly "$T/.out"
out_is "jointly: it is used" <<'END'
{"made":0,"forced":0}
["e1","k",null,"kept"]
["e2",null,"k","had a place on k, which has 1 place for the 2 who were there; number 1 of 1 for 0 seats by priority, then time of application"]
["e3","a",null,"kept"]
["e4","a",null,"kept"]
["e5","a",null,"a seat for everybody who applied; first wish"]
[true,0,0,840357,true]
{"moves":0,"unassigned":0,"rank":0,"meters":840357}
["0330",3,"3 by the key; a seat for everybody who applied"]
["0461",0,"nobody has applied"]
["0621",1,"1 by the key; a seat for everybody who applied"]
["0851",0,"none by the key; its demand was lowered to 0, because others of its people found no course; 1 more applied"]
END

# Colleagues are spread, or brought together, around those who stay.
sed 's/2$/3/' courses.csv >wide.csv
{
	person e1 0621 '["k"]' 01
	person e2 0621 '["k"]' 02
	person e3 0851 '["a"]' 03
	person e4 0330 '["s"]' 04
} >first.jsonl
run "places before colleagues come" 0 sh -c "$allocate -c wide.csv first.jsonl >old.jsonl"
{
	cat first.jsonl
	person e5 0621 '["k"]' 05
	person e6 0851 '["k"]' 06
} >rest.jsonl
keeps "colleagues on different courses" -c wide.csv --keep old.jsonl --spread different
jq -c 'select(.type == "proof").assignment.pairs' new.jsonl >>"$T/.out"
out_is "colleagues on different courses" <<'END'
{"made":0,"forced":0}
["e1","k",null,"kept"]
["e2","k",null,"kept"]
["e3","a",null,"kept"]
["e4","s",null,"kept"]
["e5","s",null,"a seat for everybody who applied; a course not wished for, the people of a municipality on different courses"]
["e6","k",null,"a seat for everybody who applied; first wish"]
[true,0,1,299995,null]
1
END
cp new.jsonl different.jsonl
sort -r old.jsonl >shuffled.jsonl
sort -r rest.jsonl >tser.jsonl
run "spread, rows in another order" 0 sh -c "$allocate -c wide.csv --keep shuffled.jsonl --spread different tser.jsonl"
out_is "spread, rows in another order: the same bytes" <different.jsonl
keeps "colleagues on the same course" -c wide.csv --keep old.jsonl --spread same
out_is "colleagues on the same course" <<'END'
{"made":0,"forced":0}
["e1","k",null,"kept"]
["e2","k",null,"kept"]
["e3","a",null,"kept"]
["e4","s",null,"kept"]
["e5","k",null,"a seat for everybody who applied; first wish"]
["e6","a",null,"a seat for everybody who applied; a course not wished for, the people of a municipality together"]
[true,0,1,0,null]
END
sed '/^k/s/3$/1/' wide.csv >narrow.csv
keeps "who has to move is spread, too" -c narrow.csv --keep old.jsonl --spread different --moves 0
out_is "who has to move is spread, too" <<'END'
{"budget":0,"made":1,"forced":1}
["e1","k",null,"kept"]
["e2","a","k","moved from k, which has 1 place for the 2 who were there; a course not wished for, the people of a municipality on different courses"]
["e3","a",null,"kept"]
["e4","s",null,"kept"]
["e5","s",null,"a seat for everybody who applied; a course not wished for, the people of a municipality on different courses"]
["e6","s",null,"a seat for everybody who applied; a course not wished for, the people of a municipality on different courses"]
[true,0,3,580114,null]
END

# The worst rank that so many moves allow.
{
	person e1 0621 '["k"]' 01
	person e2 0851 '["a"]' 02
	person e4 0461 '["s"]' 04
} >first.jsonl
sed '/"e1"/s/\["k"\]/["a","o","s","k"]/; /"e2"/s/\["a"\]/["o","a"]/; /"e4"/s/\["s"\]/["k","s"]/' first.jsonl >rest.jsonl
run "places before wishes are others" 0 sh -c "$allocate -c swap.csv first.jsonl >old.jsonl"
for moves in '' '--moves 1' '--moves 2'; do
	# shellcheck disable=SC2086
	keeps "the worst rank $moves" -c swap.csv --keep old.jsonl --mechanism min-worst-rank $moves
	jq -c 'select(.type == "proof") | .assignment | .worst_rank, .move' new.jsonl >>"$T/.out"
	cat "$T/.out" >>worst
done
cp worst "$T/.out"
out_is "the worst rank by moves" <<'END'
{"made":0,"forced":0}
["e1","k",null,"kept"]
["e2","a",null,"kept"]
["e4","s",null,"kept"]
[true,0,5,65035,null]
4
{"unassigned":1,"rank":0,"meters":0,"scale":1}
{"budget":1,"made":1,"forced":0}
["e1","o","k","moved from k; wish 2, no room on those before it"]
["e2","a",null,"kept"]
["e4","s",null,"kept"]
[true,0,3,124644,null]
2
{"unassigned":1,"rank":0,"meters":0,"scale":1}
{"budget":2,"made":2,"forced":0}
["e1","a","k","moved from k; first wish"]
["e2","o","a","moved from a; first wish"]
["e4","s",null,"kept"]
[true,0,1,455521,null]
2
{"unassigned":0,"rank":1,"meters":5427,"scale":1}
END
run "verify: the worst rank" 0 sh -c "tsop-allocate verify -q -c swap.csv -k odense.csv \
	--keep old.jsonl new.jsonl rest.jsonl | jq -c '.verified, .not_verified'"
out_is "verify: the worst rank" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","optimum","waiting","why","id"]
["that with as few moves there is no better worst rank","which of several assignments as good the lot takes"]
END
for wrong in 's/"worst_rank":2/"worst_rank":1/' 's/"move":{"unassigned":0,"rank":1/"move":{"unassigned":0,"rank":3/'; do
	sed "$wrong" new.jsonl >wrong.jsonl
	ok "verify refuses $wrong" sh -c '! tsop-allocate verify -q -c swap.csv -k odense.csv --keep old.jsonl \
		wrong.jsonl rest.jsonl >verdict 2>&1'
done

# As many first wishes as so many moves allow.
for moves in '' '--moves 1' '--moves 2'; do
	# shellcheck disable=SC2086
	keeps "first wishes $moves" -c swap.csv --keep old.jsonl --mechanism rank-maximal $moves
	jq -c 'select(.type == "proof") | .assignment | .prices_prove_all, [.stages[].people]' new.jsonl >>"$T/.out"
	cat "$T/.out" >>first
done
cp first "$T/.out"
out_is "first wishes by moves" <<'END'
{"made":0,"forced":0}
["e1","k",null,"kept"]
["e2","a",null,"kept"]
["e4","s",null,"kept"]
[true,0,5,65035,null]
false
[0,0,0,0,null]
{"budget":1,"made":1,"forced":0}
["e1","k",null,"kept"]
["e2","o","a","moved from a; first wish"]
["e4","s",null,"kept"]
[true,0,4,280144,null]
false
[1,0,0,0,null]
{"budget":2,"made":2,"forced":0}
["e1","a","k","moved from k; first wish"]
["e2","o","a","moved from a; first wish"]
["e4","s",null,"kept"]
[true,0,1,455521,null]
false
[2,0,0,0,null]
END
run "verify: first wishes" 0 sh -c "tsop-allocate verify -q -c swap.csv -k odense.csv \
	--keep old.jsonl new.jsonl rest.jsonl | jq -c '.verified, .not_verified'"
out_is "verify: first wishes" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","waiting","why","id"]
["that people were moved as little as could be, and the others placed as the mechanism has it"]
END
sed '/^id/s/$/,minimum/; /^[akos]/s/$/,1/' swap.csv >swapmin.csv
run "first wishes where courses may close" 3 sh -c "$allocate -c swapmin.csv --keep old.jsonl \
	--mechanism rank-maximal rest.jsonl"
err_is "first wishes where courses may close" <<'END'
tsop-allocate: swapmin.csv:2: minimum: expected none: rank-maximal does not keep people on courses that may close
tsop-allocate: swapmin.csv:3: minimum: expected none: rank-maximal does not keep people on courses that may close
tsop-allocate: swapmin.csv:4: minimum: expected none: rank-maximal does not keep people on courses that may close
tsop-allocate: swapmin.csv:5: minimum: expected none: rank-maximal does not keep people on courses that may close
tsop-allocate: 4 errors
END

# By an order, who had a place comes first there.
cat >one.csv <<'END'
id,round,title,place,capacity
a,r1,Course A,Aalborg,1
k,r1,Course K,Kolding,1
s,r1,Course S,Slagelse,2
END
{
	person e2 0851 '["a"]' 12
	person e3 0621 '["k"]' 13
} >first.jsonl
run "places before others come" 0 sh -c "$allocate -c one.csv --mechanism deferred-acceptance first.jsonl >old.jsonl"
{
	person e1 0330 '["a"]' 01
	cat first.jsonl
} | sed '/"e3"/s/"k"/"a","s","k"/' >rest.jsonl
run "others come before them" 0 sh -c "$allocate -c one.csv --mechanism deferred-acceptance rest.jsonl >new.jsonl"
show <new.jsonl >"$T/.out"
out_is "others come before them" <<'END'
null
["e1","a",null,"a seat for everybody who applied; first wish"]
["e2","k",null,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e3","s",null,"a seat for everybody who applied; wish 2, those before it are full with people who stand before there"]
[null,0,2,580114,null]
END
keeps "who had a place comes first there" -c one.csv --keep old.jsonl --mechanism deferred-acceptance
out_is "who had a place comes first there" <<'END'
{"made":1,"forced":0}
["e1","s",null,"a seat for everybody who applied; no room on the courses wished for, the nearest other with room"]
["e2","a",null,"kept"]
["e3","s","k","moved from k; wish 2, those before it are full with people who stand before there"]
[null,0,2,124618,null]
END
cp new.jsonl order.jsonl
sed 's/capacity$/capacity,minimum/; /^[ak]/s/1$/3,2/; /^s/s/$/,/' one.csv >few.csv
keeps "a course closes by the order" -c few.csv --keep old.jsonl --mechanism deferred-acceptance
out_is "a course closes by the order" <<'END'
{"made":1,"forced":1}
["e1","a",null,"a seat for everybody who applied; first wish"]
["e2","a",null,"kept"]
["e3","a","k","moved from k, which does not run; first wish"]
[null,0,0,455496,null]
END
cp order.jsonl new.jsonl
run "that is verified" 0 sh -c "tsop-allocate verify -k odense.csv -c one.csv --keep old.jsonl new.jsonl rest.jsonl |
	jq -c '.verified, .not_verified'"
out_is "that is verified" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","stable","waiting","why","id"]
[]
END

# In turns, who is asked for the place they had goes first, and who asks in a circle trades.
{
	person e1 0621 '["k"]' 11
	person e2 0851 '["a"]' 12
	person e3 0330 '["s"]' 13
} >first.jsonl
sed '/^[s]/s/2$/1/' one.csv >ones.csv
$allocate -c ones.csv first.jsonl >old.jsonl
{
	person e4 0330 '["a"]' 01
	person e1 0621 '["s","k"]' 11
	person e2 0851 '["k","a"]' 12
	person e3 0330 '["a","s"]' 13
} >rest.jsonl
sed 's/,1$/,2/' ones.csv >twos.csv
keeps "a circle of three trades" -c ones.csv --keep old.jsonl --mechanism serial-dictatorship
jq -c 'select(.type == "proof").assignment.turns' new.jsonl >>"$T/.out"
out_is "a circle of three trades" <<'END'
{"made":3,"forced":0}
["e1","s","k","moved from k; first wish"]
["e2","k","a","moved from a; first wish"]
["e3","a","s","moved from s; first wish"]
["e4",null,null,"number 2 of 2 for 1 seat by priority, then time of application"]
[null,0,0,580114,null]
["e1","e3","e2"]
END
keeps "who came first takes what is free" -c twos.csv --keep old.jsonl --mechanism serial-dictatorship
jq -c 'select(.type == "proof").assignment.turns' new.jsonl >>"$T/.out"
out_is "who came first takes what is free" <<'END'
{"made":3,"forced":0}
["e1","s","k","moved from k; first wish"]
["e2","k","a","moved from a; first wish"]
["e3","a","s","moved from s; first wish"]
["e4","a",null,"a seat for everybody who applied; first wish"]
[null,0,0,860233,null]
["e4","e1","e2","e3"]
END
run "verify: in turns" 0 sh -c "tsop-allocate verify -q -c twos.csv -k odense.csv --keep old.jsonl new.jsonl rest.jsonl |
	jq -c '.verified, .not_verified'"
out_is "verify: in turns" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","turns","waiting","why","id"]
["whose turn it was: the next in the order, or who was asked for the place they had"]
END
sed 's/"turns":\["e4",/"turns":[/' new.jsonl >wrong.jsonl
ok "verify refuses a turn that is left out" sh -c '! tsop-allocate verify -q -c twos.csv -k odense.csv --keep old.jsonl \
	wrong.jsonl rest.jsonl >verdict 2>&1'
sed '/"e[34]"/s/}$/,"party":"bil"}/' rest.jsonl >parties.jsonl
run "a party has no one place to trade" 3 sh -c "$allocate -c twos.csv --keep old.jsonl --mechanism serial-dictatorship \
	parties.jsonl"
err_is "a party has no one place to trade" <<'END'
tsop-allocate: serial-dictatorship does not keep people who come together: they have no one place to trade; expected min-cost or deferred-acceptance
END

# A circle can stay, or trade, and both are stable; where places are free, everybody has to go.
for moves in '' '--moves 3' '--moves 2'; do
	# shellcheck disable=SC2086
	keeps "stable with $moves" -c ones.csv --keep old.jsonl --mechanism deferred-acceptance $moves
	cat "$T/.out" >>stable
done
cp stable "$T/.out"
out_is "stable by moves" <<'END'
{"made":3,"forced":0}
["e1","s","k","moved from k; first wish"]
["e2","k","a","moved from a; first wish"]
["e3","a","s","moved from s; first wish"]
["e4",null,null,"number 2 of 2 for 1 seat by priority, then time of application"]
[null,0,0,580114,null]
{"budget":3,"made":3,"forced":0}
["e1","s","k","moved from k; first wish"]
["e2","k","a","moved from a; first wish"]
["e3","a","s","moved from s; first wish"]
["e4",null,null,"number 2 of 2 for 1 seat by priority, then time of application"]
[null,0,0,580114,null]
{"budget":2,"made":0,"forced":0}
["e1","k",null,"kept"]
["e2","a",null,"kept"]
["e3","s",null,"kept"]
["e4",null,null,"number 2 of 2 for 1 seat by priority, then time of application"]
[null,0,3,0,null]
END
run "verify: stable with few moves" 0 sh -c "tsop-allocate verify -q -c ones.csv -k odense.csv --keep old.jsonl \
	new.jsonl rest.jsonl | jq -c '.verified, .not_verified'"
out_is "verify: stable with few moves" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","stable","waiting","why","id"]
["that of the stable results this one was to be taken"]
END
sed '/"e1"/s/"course":"k"/"course":"a"/; /"e2"/s/"course":"a"/"course":"k"/' new.jsonl >wrong.jsonl
ok "verify refuses another result" sh -c '! tsop-allocate verify -q -c ones.csv -k odense.csv --keep old.jsonl \
	wrong.jsonl rest.jsonl >verdict 2>&1'
run "stability takes more moves" 1 sh -c "$allocate -c twos.csv --keep old.jsonl --moves 2 \
	--mechanism deferred-acceptance rest.jsonl"
err_is "stability takes more moves" <<'END'
tsop-allocate: found no stable result with so few moves: the fewest are 3, of which 0 are forced; expected --moves 3 or more
END
run "a budget for parties in an order" 3 sh -c "$allocate -c twos.csv --keep old.jsonl --moves 2 \
	--mechanism deferred-acceptance parties.jsonl"
err_is "a budget for parties in an order" <<'END'
tsop-allocate: a budget of moves by deferred-acceptance: expected nobody who comes together, or no --moves
END

# Two parties that are equal in an order without distances.
printf 'id,round,title,place,capacity\nk,r1,K,Kolding,2\ns,r1,S,Slagelse,2\na,r1,A,Aalborg,1\n' >pairs.csv
{
	person e1 0461 '["k","s"]' 02 ',"party":"P"'
	person e2 0461 '["k","s"]' 02 ',"party":"P"'
	person e3 0461 '["k","s"]' 02 ',"party":"Q"'
	person e4 0461 '["k","s"]' 02 ',"party":"Q"'
} >rest.jsonl
run "where two parties were" 0 sh -c "tsop-allocate assign --now $now --seed s -c pairs.csv rest.jsonl >old.jsonl"
run "two parties that are equal, without a seed" 1 sh -c "tsop-allocate assign --now $now -c pairs.csv --keep old.jsonl \
	--mechanism deferred-acceptance rest.jsonl"
out_is "two parties that are equal, without a seed" <<'END'
{"type":"draw","v":1,"for":"courses","tied":["e1","e2","e3","e4"],"number":4,"why":"4 people stand equal in the order, and some compete for the last seats of a course: the order among them is to be drawn"}
END

# verify, of the first result and what went on from it
allocate="tsop-allocate run -k key.csv --key-column residents --now $now --seed autumn"
cp people.jsonl rest.jsonl
$allocate -c courses.csv people.jsonl >old.jsonl
verifies() { # NAME COURSES OPTIONS...: the result of these, of rest.jsonl, verified; the verdict in short
	verifies_name=$1 verifies_courses=$2
	shift 2
	$allocate -c "$verifies_courses" --keep old.jsonl "$@" rest.jsonl >new.jsonl
	run "$verifies_name" 0 sh -c "tsop-allocate verify -q -c $verifies_courses -k key.csv --keep old.jsonl \
		new.jsonl rest.jsonl | jq -c '.verified, .not_verified'"
}
without e1 e2 >rest.jsonl
verifies "verify: nobody need move" courses.csv
out_is "verify: nobody need move" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","optimum","lots","waiting","why","id"]
["what other numbers of moves cost"]
END
mutant() { # NAME SED, messages on standard input
	sed "$2" new.jsonl >mutant.jsonl
	run "mutant: $1" 1 tsop-allocate verify -c courses.csv -k key.csv --keep old.jsonl mutant.jsonl rest.jsonl
	err_is "mutant: $1"
}
verifies "verify: one may move" courses.csv --moves 1
out_is "verify: one may move" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","optimum","lots","waiting","why","id"]
["what other numbers of moves cost"]
END
mutant "fewer moves than were made" '1s/"made":1/"made":0/' <<'END'
tsop-allocate: mutant.jsonl:1: moves.made: expected 1
tsop-allocate: mutant.jsonl:12: moves: 0 moves cost more than the total
tsop-allocate: 2 errors
END
mutant "more forced than are" '1s/"forced":0/"forced":1/' <<'END'
tsop-allocate: mutant.jsonl:1: moves.forced: expected 0
tsop-allocate: mutant.jsonl:12: moves: expected the first with 1 moves, those forced
tsop-allocate: 2 errors
END
mutant "no budget for it" '1s/"budget":1/"budget":0/' <<'END'
tsop-allocate: mutant.jsonl:1: moves.made: expected at most 0, those forced and the budget
tsop-allocate: mutant.jsonl:1: id: expected 09935b6cf0cab868, which these options and inputs give
tsop-allocate: 2 errors
END
mutant "from where nobody came" '/"assignment".*"e6"/s/"from":"a"/"from":"s"/; /"assignment".*"e3"/s/"why"/"from":"k","why"/' <<'END'
tsop-allocate: mutant.jsonl:5: from: e3: expected the course that the person had in old.jsonl, where it is another
tsop-allocate: mutant.jsonl:8: from: e6: expected the course that the person had in old.jsonl, where it is another
tsop-allocate: 2 errors
END
mutant "why somebody was moved" '/"assignment".*"e6"/s/"why":"moved from a; /"why":"/' <<'END'
tsop-allocate: mutant.jsonl:8: why: e6: expected 'moved from a; first wish'
tsop-allocate: 1 error
END
mutant "moves that cost less than the prices allow" 's/{"moves":0,"unassigned":0,"rank":4/{"moves":0,"unassigned":0,"rank":1/' <<'END'
tsop-allocate: mutant.jsonl:12: moves: 0 moves cost less than the prices allow
tsop-allocate: mutant.jsonl:12: moves: expected the vertices of a convex hull, by moves
tsop-allocate: 2 errors
END
mutant "a move that is paid for" 's/"move":{"unassigned":0,"rank":[0-9]*/"move":{"unassigned":0,"rank":-1/' <<'END'
tsop-allocate: mutant.jsonl:12: move: below 0
tsop-allocate: mutant.jsonl:5: course: e3: k would cost less at the prices of the proof
tsop-allocate: mutant.jsonl:6: course: e4: a would cost less at the prices of the proof
tsop-allocate: 3 errors
END
mutant "a move too dear" 's/"move":{"unassigned":0/"move":{"unassigned":1/' <<'END'
tsop-allocate: mutant.jsonl:8: course: e6: a would cost less at the prices of the proof
tsop-allocate: 1 error
END
mutant "somebody who was nowhere is waived" 's/"moves_complete"/"waived":["e7"],"moves_complete"/' <<'END'
tsop-allocate: mutant.jsonl:12: waived: expected people who had a course that they could stay on
tsop-allocate: 1 error
END
verifies "verify: more may move than gain by it" courses.csv --moves 9
out_is "verify: more may move than gain by it" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","optimum","lots","waiting","why","id"]
["what other numbers of moves cost"]
END
cp people.jsonl rest.jsonl
verifies "verify: a course loses a place, and somebody their seat" fewer.csv --moves 0
out_is "verify: a course loses a place, and somebody their seat" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","optimum","lots","waiting","why","id"]
["what other numbers of moves cost"]
END
run "verify: another earlier result" 3 tsop-allocate verify -c fewer.csv -k key.csv --keep new.jsonl new.jsonl rest.jsonl
err_is "verify: another earlier result" <<END
tsop-allocate: new.jsonl:1: id: expected $(jq -r 'select(.type == "allocation").id' old.jsonl), which the result names
END
run "verify: without it" 0 sh -c 'tsop-allocate verify -q -c fewer.csv -k key.csv new.jsonl rest.jsonl |
	jq -c .not_verified'
out_is "verify: without it" <<'END'
["seats and courses: who had a place is said by the earlier result, which --keep was not given","the sentences of why","the id: the earlier result is in it, which was not given"]
END
run "verify: fill and keep" 2 tsop-allocate verify --fill old.jsonl --keep old.jsonl new.jsonl
err_is "verify: fill and keep" <<'END'
tsop-allocate: expected one of --fill and --keep
END
run "verify: the seats of assign" 0 sh -c "tsop-allocate assign -c fewer.csv --seats-from old.jsonl --keep old.jsonl \
	--seed autumn --now $now people.jsonl >new.jsonl && tsop-allocate verify -q -c fewer.csv --seats-from old.jsonl \
	--keep old.jsonl new.jsonl people.jsonl | jq -c .verified"
out_is "verify: the seats of assign" <<'END'
["records","courses","people","earlier","choice","optimum","lots","waiting","why","id"]
END
finish
