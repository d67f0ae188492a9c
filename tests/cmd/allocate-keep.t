#!/bin/sh
# tsop-allocate --keep: people stay where an earlier result has them, but for a budget of moves.
. "$(dirname "$0")/keep.sh"
. "$(dirname "$0")/tap.sh"
write_people

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
finish
