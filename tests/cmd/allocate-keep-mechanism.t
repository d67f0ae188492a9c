#!/bin/sh
# tsop-allocate --keep by other mechanisms than the least cost.
. "$(dirname "$0")/keep.sh"
. "$(dirname "$0")/tap.sh"
write_people
write_swap
allocate=$allocate_odense

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
finish
