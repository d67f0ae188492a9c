#!/bin/sh
# tsop-report count: its formats, its inputs, and what it says of bad ones.
. "$(dirname "$0")/tap.sh"

cat >a.jsonl <<'END'
{"type":"x","v":1,"name":"b","n":1}
{"type":"x","v":1,"name":"\u00e5","n":2}
{"type":"x","v":1,"name":"å","n":2}
{"type":"x","v":1,"n":2}
{"type":"x","v":1,"name":"=1+1"}
END
printf '\357\273\277name;n\r\nb;1\r\n"x\r\ny";2\r\n' >b.csv

run "JSON Lines" 0 tsop-report count --by name a.jsonl
out_is "JSON Lines" <<'END'
{"type":"cell","v":1,"field":"name","value":"=1+1","count":1}
{"type":"cell","v":1,"field":"name","value":"b","count":1}
{"type":"cell","v":1,"field":"name","value":"å","count":2}
{"type":"cell","v":1,"field":"name","value":null,"count":1}
END
err_is "JSON Lines" </dev/null

run "CSV" 0 tsop-report count --by name --format csv a.jsonl
out_is "CSV" <<'END'
field,value,count
name,=1+1,1
name,b,1
name,å,2
name,,1
END

run "several files, for people" 0 tsop-report count --by name --format text a.jsonl b.csv
out_is "several files, for people" <<'END'
=1+1                 1
b                    2
x\x0D\x0Ay           1
å                    2
null                 1
END

run "numbers from standard input" 0 tsop-report count --by n <a.jsonl
out_is "numbers from standard input" <<'END'
{"type":"cell","v":1,"field":"n","value":1,"count":1}
{"type":"cell","v":1,"field":"n","value":2,"count":3}
{"type":"cell","v":1,"field":"n","value":null,"count":1}
END

run "no records" 0 tsop-report count --by n --format csv <<'END'
END
out_is "no records" <<'END'
field,value,count
END

run "CSV for Excel guards formulas" 0 tsop-report count --by name --format csv --excel a.jsonl
printf '\357\273\277field;value;count\r\nname;'\''=1+1;1\r\nname;b;1\r\nname;å;2\r\nname;;1\r\n' >excel.csv
out_is "CSV for Excel guards formulas" <excel.csv

printf '{"n":1}\n{"n":1,"n":2}\n{"n":}\n' >bad.jsonl
run "a count that misses records is none" 3 tsop-report count --by n -o out.jsonl a.jsonl bad.jsonl none.csv
out_is "a count that misses records is none" </dev/null
err_is "a count that misses records is none" <<'END'
tsop-report: bad.jsonl:2: n: column 8: the name is given twice
tsop-report: bad.jsonl:3: n: column 6: expected a value
tsop-report: none.csv: can not open: No such file or directory
tsop-report: 3 errors
END
ok "no file is left behind" test ! -e out.jsonl

run "--by is needed" 2 tsop-report count a.jsonl
err_is "--by is needed" <<'END'
tsop-report: expected --by; see --help
END
run "--excel without CSV" 2 tsop-report count --by n --excel a.jsonl
err_is "--excel without CSV" <<'END'
tsop-report: --excel: goes with --format csv only
END

printf 'navn;n\nK\370ge;1\n' >w.csv
run "another encoding is told" 3 tsop-report count --by navn w.csv
err_is "another encoding is told" <<'END'
tsop-report: w.csv:2: column 2: invalid UTF-8; try --encoding windows-1252
tsop-report: 1 error
END
run "and read where it is named" 0 tsop-report count --by navn --encoding windows-1252 w.csv
out_is "and read where it is named" <<'END'
{"type":"cell","v":1,"field":"navn","value":"Køge","count":1}
END

run "a CSV that has no such column" 3 tsop-report count --by kommune --encoding windows-1252 w.csv
err_is "a CSV that has no such column" <<'END'
tsop-report: w.csv:1: expected a column for each of: kommune
tsop-report: 1 error
END

run "a full disk is no success" 4 sh -c 'tsop-report count --by n a.jsonl >/dev/full'
run "a file appears whole" 0 tsop-report count --by n -o out.jsonl a.jsonl
ok "a file appears whole: its last row is there" grep -q '"value":null,"count":1}$' out.jsonl

finish
