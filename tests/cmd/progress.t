#!/bin/sh
# How far long work has come, on standard error where that is a terminal, and only there.
. "$(dirname "$0")/tap.sh"

if ! command -v python3 >/dev/null; then
	echo "1..0 # SKIP no python3 to make a terminal with"
	exit 0
fi
# terminal COMMAND...: with standard error on a terminal; what it was sent is in the file "sent"
terminal() { python3 "$ROOT/tests/cmd/terminal.py" "$@" 3>sent; }
sent_is() { tap_compare "$1: on the terminal" sent; }
seats() { tsop-allocate seats --seats 3 --key-column n "$@"; }

# 37 MB: long enough to be told of once.
{
	echo claimant,n
	awk 'BEGIN { for (i = 1; i <= 187500; i++) printf "%0190d,%d\n", i, i }'
} >big.csv
sed '$s/,[0-9]*$/,many/' big.csv >bad.csv

run "a long key" 0 terminal "$BUILD/bin/tsop-allocate" seats --seats 3 --key-column n --now 2019-06-24T08:00:00Z -k big.csv -o seen.jsonl
sent_is "a long key" <<'END'
tsop-allocate: reading big.csv: 90 %<
                                    <
END
run "not on a terminal" 0 seats --now 2019-06-24T08:00:00Z -k big.csv -o unseen.jsonl
err_is "not on a terminal" </dev/null
ok "the same result" cmp seen.jsonl unseen.jsonl
run "a terminal that knows nothing" 0 terminal env TERM=dumb NO_COLOR=1 "$BUILD/bin/tsop-allocate" seats --seats 3 \
	--key-column n --now 2019-06-24T08:00:00Z -k big.csv -o /dev/null
sent_is "a terminal that knows nothing" <<'END'
tsop-allocate: reading big.csv: 90 %<
                                    <
END
run "in Danish" 0 terminal env LC_ALL=C.UTF-8 LANGUAGE=da "$BUILD/bin/tsop-allocate" seats --seats 3 --key-column n \
	--now 2019-06-24T08:00:00Z -k big.csv -o /dev/null
sent_is "in Danish" <<'END'
tsop-allocate: læser big.csv: 90 %<
                                  <
END
run "a message" 3 terminal "$BUILD/bin/tsop-allocate" seats --seats 3 --key-column n -k bad.csv
sent_is "a message" <<'END'
tsop-allocate: reading bad.csv: 90 %<
                                    <
tsop-allocate: bad.csv:187501: n: expected a number in digits, such as 12 or 0.5
tsop-allocate: 1 error
END
# shellcheck disable=SC2002 # a pipe has no size
cat big.csv | run "a pipe" 0 terminal "$BUILD/bin/tsop-allocate" seats --seats 3 --key-column n --now 2019-06-24T08:00:00Z -k - -o /dev/null
sent_is "a pipe" <<'END'
tsop-allocate: reading stdin: 33 MB<
                                   <
END
run "a result" 0 seats --now 2019-06-24T08:00:00Z -k big.csv -o result.jsonl
run "quiet" 0 terminal "$BUILD/bin/tsop-allocate" verify -q -k big.csv result.jsonl
sent_is "quiet" </dev/null
run "a long file of a report" 0 terminal "$BUILD/bin/tsop-report" count --by n big.csv
sent_is "a long file of a report" <<'END'
tsop-report: reading big.csv: 90 %<
                                  <
END
run "a short one" 0 terminal "$BUILD/bin/tsop-allocate" seats --seats 4 --key-column population \
	-k "$ROOT/share/examples/autumn-2019/population.csv" -o /dev/null
sent_is "a short one" </dev/null

# What is searched: totals for paradoxes, and places for people who are spread.
printf 'claimant,n\na,6\nb,6\nc,2\n' >small.csv
run "totals" 0 terminal "$BUILD/bin/tsop-allocate" compare --seats 3 -k small.csv --key-column n --scan 0-99999 \
	--methods 'sainte-lague adams dhondt dean' -o /dev/null
sent_is "totals" <<'END'
tsop-allocate: looking for paradoxes: 49 %<
                                          <
END
{
	echo id,round,title,place,capacity
	for town in Aalborg Herning Kolding Odense Silkeborg Slagelse Vejle Viborg; do
		echo "$town,r1,$town,$town,2000" | tr '[:upper:]' '[:lower:]'
	done
} >courses.csv
tail -n +2 "$ROOT/share/examples/autumn-2019/population.csv" | cut -d, -f1 >codes
awk '
	{ code[NR] = $0 }
	END {
		print "id,state,ref,round,municipality,wishes"
		for (i = 1; i <= 15000; i++)
			printf "e%d,applied,%d,r1,%s,%s\n", i, i, code[i % NR + 1], i % 2 ? "vejle" : "odense"
	}' codes >people.csv
run "people" 0 terminal "$BUILD/bin/tsop-allocate" assign -c courses.csv --spread different --seed x people.csv -o /dev/null
sent_is "people" <<'END'
tsop-allocate: spreading people: 81 %<
                                     <
END

finish
