#!/bin/sh
# tsop-allocate --keep: is what went on from an earlier result verified, and what was changed in it not?
. "$(dirname "$0")/keep.sh"
. "$(dirname "$0")/tap.sh"
write_people

# The first result and what went on from it.
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
["that the least costs of other numbers of moves are reached"]
END
mutant() { # NAME SED, messages on standard input
	sed "$2" new.jsonl >mutant.jsonl
	run "mutant: $1" 1 tsop-allocate verify -c courses.csv -k key.csv --keep old.jsonl mutant.jsonl rest.jsonl
	err_is "mutant: $1"
}
verifies "verify: one may move" courses.csv --moves 1
out_is "verify: one may move" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","optimum","lots","waiting","why","id"]
["that the least costs of other numbers of moves are reached"]
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
mutant "a vertex twice" 's/{"moves":0,"unassigned":0,"rank":4,"meters":735615,"prices":\[[^]]*\]},/&&/' <<'END'
tsop-allocate: mutant.jsonl:12: moves: expected the vertices of a convex hull, by moves
tsop-allocate: mutant.jsonl:12: moves: expected the vertices of a convex hull, by moves
tsop-allocate: 2 errors
END
mutant "moves that cost more than they do" 's/{"moves":0,"unassigned":0,"rank":4,"meters":735615/{"moves":0,"unassigned":0,"rank":4,"meters":735616/' <<'END'
tsop-allocate: mutant.jsonl:12: moves: 0 moves: the prices do not prove the edge behind them
tsop-allocate: 1 error
END
mutant "prices of an edge" 's/"prices":\[{"course":"a","unassigned":0,"rank":1,"meters":175377}\]}/"prices":[{"course":"a","unassigned":0,"rank":1,"meters":175376}]}/' <<'END'
tsop-allocate: mutant.jsonl:12: moves: 0 moves: the prices do not prove the edge behind them
tsop-allocate: 1 error
END
mutant "a list that is said to lack some" 's/"moves_complete":true/"moves_complete":false/' <<'END'
tsop-allocate: mutant.jsonl:12: moves_complete: expected true
tsop-allocate: 1 error
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
["that the least costs of other numbers of moves are reached"]
END
cp people.jsonl rest.jsonl
sed '/^k/s/2$/1/' courses.csv >fewer.csv
verifies "verify: a course loses a place, and somebody their seat" fewer.csv --moves 0
out_is "verify: a course loses a place, and somebody their seat" <<'END'
["records","key","courses","people","earlier","guarantee","seats","choice","optimum","lots","waiting","why","id"]
[]
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

# Two want to change places, which takes two moves. One move is better spent on somebody else, who then
# travels less: not on the hull, but the best within the budget.
write_swap
allocate=$allocate_odense
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
["that the least costs of other numbers of moves are reached"]
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
finish
