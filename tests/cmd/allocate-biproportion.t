#!/bin/sh
# tsop-allocate biproportion: seats of rows and columns to cells, ties, sums that nothing meets.
. "$(dirname "$0")/tap.sh"

cat >asked.csv <<'END'
region;course;applications
Hovedstaden;kolding;12
Hovedstaden;slagelse;30
Hovedstaden;aalborg;3
Sjælland;slagelse;22
Sjælland;kolding;9
Syddanmark;kolding;41
Syddanmark;aalborg;0
Nordjylland;aalborg;25
Nordjylland;kolding;8
END
printf 'region,seats\nHovedstaden,14\nSjælland,10\nSyddanmark,14\nNordjylland,12\n' >regions.csv
printf 'course,seats\nkolding,20\nslagelse,16\naalborg,14\n' >courses.csv

matrix() { tsop-allocate biproportion --row region --column course --weight applications "$@"; }
seats_of() { jq -r 'select(.type == "cell") | "\(.row)/\(.column) \(.value)"'; }

run "regions by courses" 0 matrix --row-seats regions.csv --column-seats courses.csv asked.csv
out_is "regions by courses" <<'END'
{"type":"allocation","v":1,"id":"fc2c58a49764cb1a","kind":"biproportion","method":"sainte-lague","seed":null,"tie_rule":"none","fields":{"row":"region","column":"course","weight":"applications"},"row_seats":"given","column_seats":"given","cells":8,"seats":50,"given":50}
{"type":"cell","v":1,"table":"biproportion","row":"Hovedstaden","column":"aalborg","value":3,"weight":"3"}
{"type":"cell","v":1,"table":"biproportion","row":"Hovedstaden","column":"kolding","value":3,"weight":"12"}
{"type":"cell","v":1,"table":"biproportion","row":"Hovedstaden","column":"slagelse","value":8,"weight":"30"}
{"type":"cell","v":1,"table":"biproportion","row":"Nordjylland","column":"aalborg","value":11,"weight":"25"}
{"type":"cell","v":1,"table":"biproportion","row":"Nordjylland","column":"kolding","value":1,"weight":"8"}
{"type":"cell","v":1,"table":"biproportion","row":"Sjælland","column":"kolding","value":2,"weight":"9"}
{"type":"cell","v":1,"table":"biproportion","row":"Sjælland","column":"slagelse","value":8,"weight":"22"}
{"type":"cell","v":1,"table":"biproportion","row":"Syddanmark","column":"kolding","value":14,"weight":"41"}
{"type":"proof","v":1,"allocation":"fc2c58a49764cb1a","matrix":{"rows":[{"row":"Hovedstaden","seats":14,"multiplier":"512/293"},{"row":"Nordjylland","seats":12,"multiplier":"256/291"},{"row":"Sjælland","seats":10,"multiplier":"1024/463"},{"row":"Syddanmark","seats":14,"multiplier":"1024/367"}],"columns":[{"column":"aalborg","seats":14,"multiplier":"1/1"},{"column":"kolding","seats":20,"multiplier":"501/2048"},{"column":"slagelse","seats":16,"multiplier":"81/256"}]}}
END
err_is "regions by courses" </dev/null
cp .out first.jsonl

# The same bytes, in whatever order and form the rows come.
{ sed 1q asked.csv; sed 1d asked.csv | sort -r; } >shuffled.csv
{ sed 1q regions.csv; sed 1d regions.csv | sort; } >sorted.csv
ok "permuted rows, the same bytes" sh -c \
	'tsop-allocate biproportion --row region --column course --weight applications \
		--row-seats sorted.csv --column-seats courses.csv shuffled.csv | cmp - first.jsonl'
jq -R -c 'split(";") | {region: .[0], course: .[1], applications: .[2]}' asked.csv | sed 1d >asked.jsonl
ok "JSON Lines, the same bytes" sh -c \
	'tsop-allocate biproportion --row region --column course --weight applications \
		--row-seats regions.csv --column-seats courses.csv <asked.jsonl | cmp - first.jsonl'

# Transposed it is the same matrix; so it is where a row is scaled.
seats_of <first.jsonl | sort >seats
run "transposed" 0 tsop-allocate biproportion --row course --column region --weight applications \
	--row-seats courses.csv --column-seats regions.csv asked.csv
jq -r 'select(.type == "cell") | "\(.column)/\(.row) \(.value)"' .out | sort >transposed
ok "transposed, the same seats" cmp seats transposed
awk -F';' -v OFS=';' '$1 == "Nordjylland" { $3 *= 1000 } $2 == "kolding" { $3 *= 7 } 1' asked.csv >scaled.csv
run "a row and a column scaled" 0 matrix --row-seats regions.csv --column-seats courses.csv scaled.csv
seats_of <.out | sort >scaled
ok "scaled, the same seats" cmp seats scaled

# Seats of a side from its sums.
run "seats of the regions by their sums" 0 matrix --column-seats courses.csv asked.csv
ok "... are apportioned" test "$(jq -c '[.matrix.rows[]?.seats]' .out | tail -1)" = "[15,11,10,14]"
run "seats of both by their sums" 0 matrix --seats 50 --method dhondt asked.csv
ok "... are apportioned, both" test "$(sed 1q .out | jq -r '.row_seats + .column_seats')" = apportionedapportioned
printf '{"type":"allocation","v":1,"id":"0123456789abcdef"}\n{"type":"seats","v":1,"region":"Nordjylland","seats":12}\n' >given.jsonl
printf '{"region":"Hovedstaden","seats":14}\n{"region":"Syddanmark","seats":14}\n{"region":"Sjælland","seats":10}\n' >>given.jsonl
ok "seats as tsop-allocate prints them" sh -c \
	'tsop-allocate biproportion --row region --column course --weight applications \
		--row-seats given.jsonl --column-seats courses.csv asked.csv | cmp - first.jsonl'

# A tie: both matrices are proportional.
printf 'row,column,weight\na,x,1\na,y,1.5\nb,x,1\nb,y,1.5\n' >tied.csv
printf 'row,seats\na,1\nb,1\n' >rows.csv
printf 'column,seats\nx,1\ny,1\n' >columns.csv
run "a tie without a seed" 1 tsop-allocate biproportion --row-seats rows.csv --column-seats columns.csv tied.csv
out_is "a tie without a seed" <<'END'
{"type":"draw","v":1,"for":"cells","tied":["a × x","a × y","b × x","b × y"],"number":4,"why":"2 matrices are equally proportional: the order in which these cells get one more seat, 2 of them, is to be drawn"}
END
cp .out needed.jsonl
ok "the draw is made" sh -c 'tsop-allocate draw --seed hello needed.jsonl >drawn.jsonl'
run "a tie with the draw" 0 tsop-allocate biproportion --row-seats rows.csv --column-seats columns.csv \
	--drawn drawn.jsonl tied.csv
ok "... goes to who was drawn first" test "$(jq -r '.matrix.drawn[0] // empty' .out)" = "a × x"
ok "... and says how" test "$(jq -r '.tie_rule // empty' .out)" = recorded
run "a tie with a seed" 0 tsop-allocate biproportion --row-seats rows.csv --column-seats columns.csv --seed x tied.csv
ok "... its proof" test "$(tail -1 .out)" = '{"type":"proof","v":1,"allocation":"'"$(sed 1q .out | jq -r .id)"'","matrix":{"rows":[{"row":"a","seats":1,"multiplier":"1/1"},{"row":"b","seats":1,"multiplier":"1/1"}],"columns":[{"column":"x","seats":1,"multiplier":"1/1"},{"column":"y","seats":1,"multiplier":"2/3"}],"tied":["a × x","a × y","b × x","b × y"],"drawn":["a × y","b × x"],"optima":[[1,4],[2,3]],"more_optima":false}}'
run "--ties 1" 0 tsop-allocate biproportion --row-seats rows.csv --column-seats columns.csv --seed x --ties 1 tied.csv
ok "... says that there are more" test "$(tail -1 .out | jq -c '[.matrix.optima, .matrix.more_optima]')" = '[[[1,4]],true]'
run "a seed and draws" 2 tsop-allocate biproportion --row-seats rows.csv --column-seats columns.csv \
	--drawn drawn.jsonl --seed x tied.csv
run "a draw that is not needed" 3 matrix --row-seats regions.csv --column-seats courses.csv --drawn drawn.jsonl asked.csv

# A tie in the sums of a side.
run "a tie of rows" 1 tsop-allocate biproportion --seats 3 tied.csv
out_is "a tie of rows" <<'END'
{"type":"draw","v":1,"for":"seats","tied":["a","b"],"number":1,"why":"they are equal by the sums of their weights"}
END

# Sums that nothing meets: a has weights in x only.
printf 'row,column,weight\na,x,1\nb,x,1\nb,y,1\n' >short.csv
printf 'row,seats\na,2\nb,1\n' >rows.csv
printf 'column,seats\nx,1\ny,2\n' >columns.csv
run "infeasible" 1 tsop-allocate biproportion --row-seats rows.csv --column-seats columns.csv short.csv
ok "infeasible: the cut" test "$(tail -1 .out | jq -c .matrix.cut)" = \
	'{"rows":["a"],"columns":["x"],"needed":2,"room":1}'
err_is "infeasible" <<'END'
tsop-allocate: no matrix has these sums: some rows need 2 seats in columns that have 1 for them; the proof names them
END

# Command line and input that can not be used.
run "no seats" 2 matrix asked.csv
err_is "no seats" <<'END'
tsop-allocate: expected --seats; see --help
END
run "a method without divisors" 2 matrix --seats 9 --method hamilton asked.csv
err_is "a method without divisors" <<'END'
tsop-allocate: --method: hamilton: a matrix has multipliers only where a divisor method rounds it
END
run "sums that differ" 3 matrix --row-seats regions.csv --column-seats rows.csv asked.csv
printf 'course,seats\nkolding,20\nslagelse,16\naalborg,13\n' >fewer.csv
run "sums that differ" 3 matrix --row-seats regions.csv --column-seats fewer.csv asked.csv
err_is "sums that differ" <<'END'
tsop-allocate: the rows have 50 seats, the columns 49: expected the same
END
run "seats that differ" 3 matrix --row-seats regions.csv --seats 49 asked.csv
err_is "seats that differ" <<'END'
tsop-allocate: --seats: expected 50, as the rows or columns have, not 49
END
printf 'row,column,weight\na,x,1\nb,x,-1\na,x,2\nb,,3\nb,y,q\nc,x,\n' >bad.csv
run "bad weights" 3 tsop-allocate biproportion --seats 9 bad.csv
err_is "bad weights" <<'END'
tsop-allocate: bad.csv:3: weight: expected a number not below 0
tsop-allocate: bad.csv:4: column: given with the same row before, in line 2 of bad.csv
tsop-allocate: bad.csv:5: column: expected a name of 1 to 200 bytes on one line, without ' × '
tsop-allocate: bad.csv:6: weight: expected a number in digits, such as 12 or 0.5
tsop-allocate: bad.csv:7: weight: expected a number not below 0
tsop-allocate: 5 errors
END
printf 'row,column,weight\na,x,1\nb,x,1\na,x,2\n' >bad.csv
run "a cell twice" 3 tsop-allocate biproportion --seats 9 bad.csv
err_is "a cell twice" <<'END'
tsop-allocate: bad.csv:4: column: given with the same row before, in line 2 of bad.csv
tsop-allocate: 1 error
END
printf 'row,seats\na,2\na,1\n' >rows.csv
run "seats twice, seats missing" 3 tsop-allocate biproportion --row-seats rows.csv short.csv
err_is "seats twice, seats missing" <<'END'
tsop-allocate: rows.csv:3: row: given before, in line 2
tsop-allocate: 1 error
END
printf 'row,seats\na,2\n' >rows.csv
run "seats missing" 3 tsop-allocate biproportion --row-seats rows.csv short.csv
err_is "seats missing" <<'END'
tsop-allocate: rows.csv: row: expected seats of b, which has weights
tsop-allocate: 1 error
END
printf 'row,column,weight\na,x,0\n' >zero.csv
run "no weight at all" 3 tsop-allocate biproportion --seats 1 zero.csv
run "an empty file" 3 tsop-allocate biproportion --seats 1 /dev/null

# verify: another piece of code holds the definition against every cell.
verify() { tsop-allocate verify --row-seats regions.csv --column-seats courses.csv "$@"; }
run "verify" 0 verify first.jsonl asked.csv
out_is "verify" <<'END'
{"type":"verification","v":1,"allocation":"fc2c58a49764cb1a","cells":8,"verified":["records","multipliers","weights","seats","id"],"not_verified":[]}
END
run "verify without files" 0 tsop-allocate verify -q first.jsonl
out_is "verify without files" <<'END'
{"type":"verification","v":1,"allocation":"fc2c58a49764cb1a","cells":8,"verified":["records","multipliers","id"],"not_verified":["the weights: no file of them was given","the seats of each region: no file of them was given","the seats of each course: no file of them was given"]}
END
for method in adams dean huntington-hill dhondt imperiali danish modified-sainte-lague power:3 linear:0.7,0.2 identical; do
	ok "verify: $method" sh -c "tsop-allocate biproportion --method $method --seats 47 --seed a --row region \
		--column course --weight applications asked.csv >by.jsonl && tsop-allocate verify -q by.jsonl asked.csv"
done

# A seat moved around a circle: all sums are as they were.
seat() { sed '/"row":"'"$1"'","column":"'"$2"'"/s/"value":'"$3"'/"value":'"$4"'/'; }
seat Hovedstaden kolding 3 4 <first.jsonl | seat Hovedstaden slagelse 8 7 | seat Sjælland kolding 2 1 |
	seat Sjælland slagelse 8 9 >moved.jsonl
run "verify: a seat moved around" 1 verify moved.jsonl asked.csv
err_is "verify: a seat moved around" <<'END'
tsop-allocate: moved.jsonl:3: value: row Hovedstaden, column kolding: by the multipliers it has fewer seats
tsop-allocate: moved.jsonl:4: value: row Hovedstaden, column slagelse: by the multipliers it has more seats
tsop-allocate: moved.jsonl:7: value: row Sjælland, column kolding: by the multipliers it has more seats
tsop-allocate: moved.jsonl:8: value: row Sjælland, column slagelse: by the multipliers it has fewer seats
tsop-allocate: 4 errors
END
mutated() { # NAME SED-COMMAND: the result so changed is refused
	sed "$2" first.jsonl >mutated.jsonl
	ok "verify: $1 differs" sh -c '! cmp -s first.jsonl mutated.jsonl'
	run "verify: $1" 1 verify mutated.jsonl asked.csv
}
mutated "a seat more" '2s/"value":3/"value":4/'
mutated "a weight" '2s/"weight":"3"/"weight":"3.5"/'
mutated "a cell left out" '2d'
mutated "a cell twice" '2p'
mutated "a multiplier" 's/"256\/291"/"256\/191"/'
mutated "no multiplier" 's/,"multiplier":"256\/291"//'
mutated "a multiplier of 0" 's/"256\/291"/"0\/291"/'
mutated "seats of a row" 's/"row":"Nordjylland","seats":12/"row":"Nordjylland","seats":13/'
mutated "another method" '1s/sainte-lague/dhondt/'
mutated "no proof" "\$d"
mutated "a seed that nothing was drawn by" '1s/"seed":null/"seed":"x"/'
mutated "a rule for ties that there are not" '1s/"tie_rule":"none"/"tie_rule":"sha256-lot"/'
mutated "a cell of another table" '2s/"table":"biproportion"/"table":"regions"/'
mutated "another id" 's/fc2c58a49764cb1a/fc2c58a49764cb1b/'
mutated "another total" '1s/"seats":50/"seats":49/'

# At a tie the multipliers must be exact: 0.667 is not two thirds.
printf 'row,seats\na,1\nb,1\n' >rows.csv
printf 'column,seats\nx,1\ny,1\n' >columns.csv
tsop-allocate biproportion --row-seats rows.csv --column-seats columns.csv --seed x tied.csv >tied.jsonl
run "verify: a tie" 0 tsop-allocate verify -q --row-seats rows.csv --column-seats columns.csv tied.jsonl tied.csv
out_is "verify: a tie" <<END
{"type":"verification","v":1,"allocation":"$(sed 1q tied.jsonl | jq -r .id)","cells":4,"verified":["records","multipliers","weights","seats","ties","id"],"not_verified":[]}
END
tie_mutant() { # NAME FILTER: the tie so changed by jq is refused, which says so on standard input
	jq -c "$2" tied.jsonl >mutated.jsonl
	run "verify: $1" 1 tsop-allocate verify --row-seats rows.csv --column-seats columns.csv mutated.jsonl tied.csv
	sed "s/^/tsop-allocate: mutated.jsonl:/" >.wanted
	ok "verify: $1: what it says" sh -c "grep -v ' error' .err | cmp - .wanted"
}
tie_mutant "a tie left out" 'del(.matrix.tied?, .matrix.drawn?, .matrix.optima?, .matrix.more_optima?)' <<'END'
6: tied: a × x: is missing there
6: tied: a × y: is missing there
6: tied: b × x: is missing there
6: tied: b × y: is missing there
6: drawn: a × y: is missing there
6: drawn: b × x: is missing there
END
tie_mutant "one tied left out" 'if .matrix then .matrix.tied |= .[1:] | .matrix.optima = [[3],[1,2]] else . end' <<'END'
6: tied: a × x: is missing there
END
tie_mutant "another tied" 'if .matrix then .matrix.tied[3] = "c × z" else . end' <<'END'
6: tied: b × y: is missing there
6: tied: c × z: does not belong there
END
tie_mutant "more tied than cells" 'if .matrix then .matrix.tied += ["c × z"] else . end' <<'END'
6: tied: expected a list of cells
6: optima: expected lists of numbers of the tied cells, in order
END
tie_mutant "others drawn" 'if .matrix then .matrix.drawn = ["a × x","b × y"] else . end' <<'END'
6: drawn: a × y: is missing there
6: drawn: b × x: is missing there
6: drawn: a × x: does not belong there
6: drawn: b × y: does not belong there
END
tie_mutant "the other matrix" 'if .matrix then .matrix.drawn = ["a × x","b × y"] elif .type == "cell" then .value = 1 - .value else . end' <<'END'
3: value: row a, column y: was drawn before cells that have the seat
END
tie_mutant "a matrix left out" 'if .matrix then .matrix.optima |= .[:1] else . end' <<'END'
6: more_optima: there are others
END
tie_mutant "no more matrices" 'if .matrix then .matrix.more_optima = true else . end' <<'END'
6: more_optima: there are no others
END
tie_mutant "a matrix twice" 'if .matrix then .matrix.optima = [[1,4],[1,4]] else . end' <<'END'
6: optima: one matrix is there twice
END
tie_mutant "a matrix of other sums" 'if .matrix then .matrix.optima = [[1,4],[1,3]] else . end' <<'END'
6: optima: matrix 2: expected the sums of the others
END
tie_mutant "matrices of cells that are not tied" 'if .matrix then .matrix.optima = [[1,4],[2,5]] else . end' <<'END'
6: optima: expected lists of numbers of the tied cells, in order
END
tie_mutant "matrices out of order" 'if .matrix then .matrix.optima = [[4,1]] else . end' <<'END'
6: optima: expected lists of numbers of the tied cells, in order
END

# A recorded draw, and one in the sums of both sides.
tsop-allocate biproportion --row-seats rows.csv --column-seats columns.csv --drawn drawn.jsonl tied.csv >drawn-tie.jsonl
run "verify: a recorded draw" 0 tsop-allocate verify -q --row-seats rows.csv --column-seats columns.csv drawn-tie.jsonl tied.csv
ok "... the draw, too" test "$(jq -r '.verified | join(" ")' .out)" = "draws records multipliers weights seats ties id"
jq -c 'del(.drawn) | if .tie_rule then .tie_rule = "none" else . end' drawn-tie.jsonl >undrawn.jsonl
run "verify: no draw" 1 tsop-allocate verify undrawn.jsonl tied.csv
ok "... is said" grep -q ':6: tied: a × x: a tie decided, and neither a seed nor a draw settles it so' .err
cat >sides.csv <<'END'
row,column,weight
a,x,1
a,y,1
b,x,1
b,y,1
END
sides() { tsop-allocate biproportion --seats 3 "$@" sides.csv; }
sides >needed.jsonl
tsop-allocate draw --drawn b needed.jsonl --note 'before all' >first.draw
sides --drawn first.draw >needed.jsonl
tsop-allocate draw --drawn x needed.jsonl --note 'before all' >second.draw
cat first.draw second.draw >both.draw
run "sides that are tied" 0 sides --drawn both.draw
cp .out sides.jsonl
run "verify: sides that are tied" 0 tsop-allocate verify -q sides.jsonl sides.csv
side_mutant() { # NAME FILTER MESSAGE
	jq -c "$2" sides.jsonl >mutated.jsonl
	run "verify: $1" 1 tsop-allocate verify mutated.jsonl sides.csv
	ok "verify: $1: what it says" grep -qF "mutated.jsonl:$3" .err
}
side_mutant "another row drawn" 'if .drawn then .drawn[0].drawn = ["a"] else . end' \
	'6: seats: a: was drawn, and has not the seat'
side_mutant "no draw for the columns" 'if .drawn then .drawn |= .[:1] else . end' \
	'6: tied: x: a tie decided, and neither a seed nor a draw settles it so'
side_mutant "a draw that is not needed" 'if .drawn then .drawn += [.drawn[0] | .tied = ["a","c"] | .drawn = ["c"]] else . end' \
	'1: drawn: a: no tie is left that this draw settles'
sides --seed s1 >sides.jsonl
run "verify: sides by a seed" 0 tsop-allocate verify -q sides.jsonl sides.csv
side_mutant "another seed" 'if .seed then .seed = "s4" else . end' '6: seats: b: its lot comes before that of one that was drawn'

# All that is wrong with the inputs, row by row.
cat >bad.jsonl <<'END'
{"row":"a","column":5,"weight":-3}
{"row":"b","weight":"x"}
{"row":"010190-1234","column":"x","weight":1}
{"row":"b","column":"y","weight":1}
{"row":"b","column":"y","weight":1}
{"row":"b","column":"z","weight":"0"}
END
printf 'row,seats\na,1\na,-1\nc,q\n' >rows.csv
run "verify: bad inputs" 3 tsop-allocate verify --row-seats rows.csv --column-seats columns.csv tied.jsonl bad.jsonl
err_is "verify: bad inputs" <<'END'
tsop-allocate: bad.jsonl:1: column: expected a text in quotes
tsop-allocate: bad.jsonl:1: weight: expected a number not below 0
tsop-allocate: bad.jsonl:2: column: missing
tsop-allocate: bad.jsonl:2: weight: expected a number in digits, such as 12 or 0.5
tsop-allocate: bad.jsonl:3: row: holds what looks like a CPR number; leave it out
tsop-allocate: tied.jsonl:5: weight: row b, column y: not the weight in line 4 of bad.jsonl
tsop-allocate: bad.jsonl:5: column: row b, column y: given before
tsop-allocate: tied.jsonl:5: weight: row b, column y: not the weight in line 5 of bad.jsonl
tsop-allocate: bad.jsonl:6: row b, column z: unknown to the proof
tsop-allocate: rows.csv:3: row: a: given before
tsop-allocate: rows.csv:3: seats: expected a number from 0 to 1000000000
tsop-allocate: rows.csv:4: c: unknown to the proof
tsop-allocate: rows.csv:4: seats: expected a whole number
tsop-allocate: 13 errors
END

printf 'row,seats\na,1\nb,1\n' >rows.csv
sed 's|"2/3"|"66666666666667/100000000000000"|' tied.jsonl >coarse.jsonl
run "verify: too coarse" 1 tsop-allocate verify coarse.jsonl tied.csv
err_is "verify: too coarse" <<'END'
tsop-allocate: coarse.jsonl:5: value: row b, column y: by the multipliers it has more seats
tsop-allocate: 1 error
END

# A cut.
printf 'row,seats\na,2\nb,1\n' >rows.csv
printf 'column,seats\nx,1\ny,2\n' >columns.csv
tsop-allocate biproportion --row-seats rows.csv --column-seats columns.csv short.csv >cut.jsonl 2>cut.err
run "verify: a cut" 0 tsop-allocate verify -q --row-seats rows.csv --column-seats columns.csv cut.jsonl short.csv
out_is "verify: a cut" <<END
{"type":"verification","v":1,"allocation":"$(sed 1q cut.jsonl | jq -r .id)","cells":0,"verified":["records","cut","weights","seats","id"],"not_verified":[]}
END
run "verify: a cut without its weights" 0 sh -c "tsop-allocate verify -q cut.jsonl | jq -c '.not_verified[-1]'"
out_is "verify: a cut without its weights" <<'END'
"the id: the weights are in it, which were not given"
END
sed '2s/,[0-9]*$/,77/' short.csv >other.csv
run "verify: a cut of other weights" 1 sh -c "tsop-allocate verify cut.jsonl other.csv 2>&1 | grep ': id: expected' && exit 1"
{ cat short.csv; sed -n 2p short.csv; } >twice.csv
run "verify: a weight that is given twice" 1 tsop-allocate verify cut.jsonl twice.csv
{ cat short.csv; echo a,y,0.001; } >longer.csv
run "verify: a cut that is none" 1 tsop-allocate verify cut.jsonl longer.csv
err_is "verify: a cut that is none" <<'END'
tsop-allocate: cut.jsonl:2: cut: row a, column y: has a weight, and takes seats of the cut
tsop-allocate: cut.jsonl:1: id: expected 28b8806b07b88a6f, which these options and inputs give
tsop-allocate: 2 errors
END
sed 's/"room":1/"room":2/' cut.jsonl >room.jsonl
run "verify: a cut with room" 1 tsop-allocate verify room.jsonl short.csv

finish
