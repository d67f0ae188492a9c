#!/bin/sh
# tsop-allocate --keep where courses close, seats are given jointly, colleagues are spread.
. "$(dirname "$0")/keep.sh"
. "$(dirname "$0")/tap.sh"
write_people
write_swap
allocate=$allocate_odense

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
sed 's/"pairs":1,/"pairs":0,/' different.jsonl >fewer.jsonl
run "colleagues on different courses: fewer pairs" 1 tsop-allocate verify -q -c wide.csv --keep old.jsonl fewer.jsonl rest.jsonl
ok "... is told" grep -q ': pairs: expected 1$' "$T/.err"
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
finish
