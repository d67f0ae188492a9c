#!/bin/sh
# tsop-allocate seats: exact output, ties, permuted rows.
. "$(dirname "$0")/tap.sh"
now=2019-06-24T08:00:00Z
residents=$ROOT/share/municipalities.csv

# By hand: 470 160.5 159 156.7 94 67.1 53.5 53 52.2 42.7 are the ten greatest quotients by 1, 3, 5 ...
cat >key.csv <<'END'
claimant,votes
Red,470
White,160.5
Blue,159
END

run "seats of anything that has a weight" 0 tsop-allocate seats --seats 10 -k key.csv --key-column votes --now $now
out_is "seats of anything that has a weight" <<'END'
{"type":"allocation","v":1,"id":"a9b3b191b99a5e85","now":"2019-06-24T08:00:00Z","key":"key.csv","key_column":"votes","method":"sainte-lague","reading":"base","guarantee":0,"cap":"none","seed":null,"tie_rule":"none","claimants":3,"seats":10,"given":10,"reserved":0,"left":0}
{"type":"seats","v":1,"allocation":"a9b3b191b99a5e85","claimant":"Blue","weight":"159","seats":2,"guaranteed":0,"by_key":2,"reserved":0,"why":"2 by the key"}
{"type":"seats","v":1,"allocation":"a9b3b191b99a5e85","claimant":"Red","weight":"470","seats":6,"guaranteed":0,"by_key":6,"reserved":0,"why":"6 by the key"}
{"type":"seats","v":1,"allocation":"a9b3b191b99a5e85","claimant":"White","weight":"160.5","seats":2,"guaranteed":0,"by_key":2,"reserved":0,"why":"2 by the key"}
{"type":"proof","v":1,"allocation":"a9b3b191b99a5e85","seats":{"last":{"claimant":"Red","seat":6,"quotient":"470/11"},"next":{"claimant":"Red","seat":7,"quotient":"470/13"}}}
END

run "each method" 0 sh -c "
	for method in largest-remainder sainte-lague dhondt; do
		tsop-allocate seats --seats 120 --guarantee 1 --method \$method -k '$residents' \
			--key-column population_2020 --key-date 2020-01-01 --now $now |
			jq -c 'select(.municipality == \"0101\") | [.guaranteed, .by_key]'
	done"
out_is "each method" <<'END'
[1,3]
[1,4]
[1,7]
END

run "each reading" 0 sh -c "
	for reading in base floor eliminate; do
		tsop-allocate seats --seats 120 --guarantee 1 --reading \$reading -k '$residents' \
			--key-column population_2020 --now $now >result
		jq -c 'select(.type == \"allocation\") | [.reading, .given]' result
		jq -c 'select(.municipality == \"0101\" or .municipality == \"0151\") | [.guaranteed, .by_key, .why]' result
		jq -c 'select(.type == \"proof\").seats | [.quota, (.eliminated | length)]' result
	done"
out_is "each reading" <<'END'
["base",120]
[1,4,"1 guaranteed; 4 by the key"]
[1,0,"1 guaranteed; none by the key"]
[null,0]
["floor",120]
[1,9,"1 guaranteed; 9 by the key"]
[1,0,"1 guaranteed; none by the key"]
[null,0]
["eliminate",120]
[1,9,"1 guaranteed; 9 by the key"]
[1,0,"1 guaranteed; none by the key, its quota being less than that"]
["2841832/42",78]
END

run "the Swiss method is a reading of its own" 0 sh -c "
	tsop-allocate seats --seats 120 --method swiss -k '$residents' --key-column population_2020 >result
	jq -c 'select(.type == \"allocation\") | [.reading, .guarantee]' result
	jq -c 'select(.municipality == \"0101\" or .municipality == \"0151\") | [.guaranteed, .by_key, .why]' result
	jq -c 'select(.type == \"proof\").seats | [.quotas, .eliminated[0], (.eliminated | length)]' result"
out_is "the Swiss method is a reading of its own" <<'END'
["eliminate",1]
[1,8,"1 guaranteed; 8 by the key"]
[1,0,"1 guaranteed; none by the key, its quota being less than that"]
[["48523","63833","67589","67663"],"0153",78]
END

cat >bounds.csv <<'END'
claimant,n,sure,most,held
a,100,1,5,0
b,200,2,9,3
c,700,0,4,0
d,10,1,1,0
END
run "columns of seats" 0 tsop-allocate seats --seats 15 -k bounds.csv --key-column n --guarantee-column sure \
	--cap-column most --held-column held --threshold 2% --reading eliminate --now $now
# By hand: d gets 1, c its most; of the other 10 a's quota is 3 1/3, b's 6 2/3.
out_is "columns of seats" <<'END'
{"type":"allocation","v":1,"id":"7c5cf5f028a4379a","now":"2019-06-24T08:00:00Z","key":"bounds.csv","key_column":"n","method":"sainte-lague","reading":"eliminate","cap":"none","guarantee_column":"sure","cap_column":"most","held_column":"held","threshold":"2%","seed":null,"tie_rule":"none","claimants":4,"seats":15,"given":15,"reserved":0,"left":0}
{"type":"seats","v":1,"allocation":"7c5cf5f028a4379a","claimant":"a","weight":"100","guarantee":1,"cap":5,"held":0,"seats":3,"guaranteed":1,"by_key":2,"reserved":0,"why":"1 guaranteed; 2 by the key"}
{"type":"seats","v":1,"allocation":"7c5cf5f028a4379a","claimant":"b","weight":"200","guarantee":2,"cap":9,"held":3,"seats":7,"guaranteed":2,"by_key":5,"reserved":0,"why":"2 guaranteed; 5 by the key"}
{"type":"seats","v":1,"allocation":"7c5cf5f028a4379a","claimant":"c","weight":"700","guarantee":0,"cap":4,"held":0,"seats":4,"guaranteed":0,"by_key":4,"reserved":0,"why":"4 by the key"}
{"type":"seats","v":1,"allocation":"7c5cf5f028a4379a","claimant":"d","weight":"10","guarantee":1,"cap":1,"held":0,"seats":1,"guaranteed":1,"by_key":0,"reserved":0,"why":"1 guaranteed; none by the key, its weight being under the threshold of 2%"}
{"type":"proof","v":1,"allocation":"7c5cf5f028a4379a","seats":{"quota":"300/10","eliminated":["d"],"last":{"claimant":"b","seat":7,"quotient":"200/13"},"next":{"claimant":"a","seat":4,"quotient":"100/7"}}}
END
run "a threshold that is just met" 0 sh -c "
	for threshold in 10 10.000000001 1% 0.990099009% 0.990099010%; do
		tsop-allocate seats --seats 150 -k bounds.csv --key-column n --threshold \$threshold |
			jq -c 'select(.claimant == \"d\").seats'
	done"
out_is "a threshold that is just met" <<'END'
1
0
0
1
0
END

cat >tie.csv <<'END'
code;vægt
420;1,5
190;1,50
101;0,5
END
run "a tie without a seed" 1 tsop-allocate seats --seats 1 -k tie.csv --key-column vægt --now $now
out_is "a tie without a seed" <<'END'
{"type":"draw","v":1,"for":"seats","tied":["0190","0420"],"number":1,"why":"2 claimants are equal by the key for the last seat"}
END
err_is "a tie without a seed" </dev/null

lot() { printf 'tsop-lot\nautumn\nseats\n%s' "$1" | sha256sum | sed "s/ .*/ $1/"; }
ok "the lot draws Assens" test "$({ lot 0190; lot 0420; } | sort | sed -n '1s/.* //p')" = 0420
run "a tie with a seed" 0 tsop-allocate seats --seats 1 -k tie.csv --key-column vægt --seed autumn --now $now
out_is "a tie with a seed" <<'END'
{"type":"allocation","v":1,"id":"b3145f4f84590750","now":"2019-06-24T08:00:00Z","key":"tie.csv","key_column":"vægt","method":"sainte-lague","reading":"base","guarantee":0,"cap":"none","seed":"autumn","tie_rule":"sha256-lot","claimants":3,"seats":1,"given":1,"reserved":0,"left":0}
{"type":"seats","v":1,"allocation":"b3145f4f84590750","municipality":"0101","name":"København","weight":"0.5","seats":0,"guaranteed":0,"by_key":0,"reserved":0,"why":"none by the key"}
{"type":"seats","v":1,"allocation":"b3145f4f84590750","municipality":"0190","name":"Furesø","weight":"1.5","seats":0,"guaranteed":0,"by_key":0,"reserved":0,"why":"none by the key, not drawn for one more among 2"}
{"type":"seats","v":1,"allocation":"b3145f4f84590750","municipality":"0420","name":"Assens","weight":"1.5","seats":1,"guaranteed":0,"by_key":1,"reserved":0,"why":"1 by the key, the last by lot among 2"}
{"type":"proof","v":1,"allocation":"b3145f4f84590750","seats":{"last":{"municipality":"0420","seat":1,"quotient":"1.5/1"},"next":{"municipality":"0190","seat":1,"quotient":"1.5/1"},"tied":["0190","0420"],"drawn":["0420"]}}
END

run "no draw where both can be served" 0 sh -c "
	tsop-allocate seats --seats 2 -k tie.csv --key-column vægt --now $now | jq -c 'select(.type == \"seats\") | .seats'"
out_is "no draw where both can be served" <<'END'
0
1
1
END

mkdir other
{ head -n 1 "$residents"; tail -n +2 "$residents" | sort -t, -k4n; } >other/municipalities.csv
run "municipalities as they are" 0 tsop-allocate seats --seats 120 -k "$residents" --key-column population_2020 --now $now
cp "$T/.out" in-order
run "municipalities in another order" 0 tsop-allocate seats --seats 120 -k other/municipalities.csv --key-column population_2020 --now $now
out_is "municipalities in another order: the same bytes" <in-order
awk -F, 'NR == 1 { print $0 ",sure,most,held" }
	NR > 1 { print $0 "," NR % 3 "," 5 + NR % 20 "," (NR % 7 == 0) }' "$residents" >many.csv
{ head -n 1 many.csv; tail -n +2 many.csv | sort -t, -k4n; } >other/many.csv
for reading in base floor eliminate; do
	set -- seats --seats 150 --key-column population_2020 --guarantee-column sure --cap-column most \
		--held-column held --threshold 0.2% --reading $reading --now $now
	run "$reading: columns as they are" 0 tsop-allocate "$@" -k many.csv
	cp "$T/.out" as-they-are
	run "$reading: columns in another order" 0 tsop-allocate "$@" -k other/many.csv
	out_is "$reading: columns in another order: the same bytes" <as-they-are
	ok "$reading: the result is verified" tsop-allocate verify -q -k many.csv as-they-are
done
run "the key as JSON Lines" 0 sh -c "
	awk -F, 'NR > 1 { printf \"{\\\"code\\\":\\\"%s\\\",\\\"population_2020\\\":%s}\\n\", \$1, \$4 }' '$residents' >other/municipalities.csv
	tsop-allocate seats --seats 120 -k other/municipalities.csv --key-column population_2020 --now $now"
out_is "the key as JSON Lines: the same bytes" <in-order

cat >people.csv <<'END'
id,state,municipality,course
e1,applied,0621,
e2,waiting,0621,
e3,enrolled,0851,k
END
printf 'municipality,n\nAalborg Kommune,1\nKolding,100\nFuresø,900\n' >three.csv
seats_of='select(.type == "seats") | [.municipality, .applied, .seats, .guaranteed, .by_key, .reserved, .why]'
run "demand caps, an unused guarantee is held" 0 sh -c "
	tsop-allocate seats --seats 9 -k three.csv --key-column n people.csv --now $now \
		--reserve-until '1. august 2019 kl. 12.00' >all
	jq -c '$seats_of' all
	jq -c 'select(.type == \"allocation\") | [.given, .reserved, .left, .reserve_until, .cap]' all"
out_is "demand caps, an unused guarantee is held" <<'END'
["0190",0,0,0,0,1,"nobody has applied; 1 guaranteed and not used, held until 2019-08-01T12:00:00+02:00"]
["0621",2,2,1,1,0,"1 guaranteed; 1 by the key; a seat for everybody who applied"]
["0851",1,1,1,0,0,"1 guaranteed; a seat for everybody who applied"]
[3,1,5,"2019-08-01T12:00:00+02:00","demand"]
END
run "at the instant it goes to the key" 0 sh -c "
	tsop-allocate seats --seats 9 -k three.csv --key-column n people.csv --now 2019-08-01T10:00:00Z \
		--reserve-until 2019-08-01T10:00:00Z | jq -c '$seats_of' | head -n 1"
out_is "at the instant it goes to the key" <<'END'
["0190",0,0,0,0,0,"nobody has applied; 1 guaranteed and not used, given to the key since 2019-08-01T12:00:00+02:00"]
END
run "a second before it is held" 0 sh -c "
	tsop-allocate seats --seats 9 -k three.csv --key-column n people.csv --now 2019-08-01T09:59:59Z \
		--reserve-until 2019-08-01T10:00:00Z | jq -c 'select(.municipality == \"0190\") | .reserved'"
out_is "a second before it is held" <<'END'
1
END

run "nobody has applied" 0 sh -c "
	: >nobody.jsonl
	tsop-allocate seats --seats 9 -k three.csv --key-column n nobody.jsonl --now $now |
		jq -c 'select(.type == \"allocation\") | [.applications, .given, .reserved, .left]'"
out_is "nobody has applied" <<'END'
[0,0,3,6]
END

run "to a file" 0 tsop-allocate seats --seats 120 -k "$residents" --key-column population_2020 --now $now -o out.jsonl
ok "to a file: the same bytes" cmp out.jsonl in-order
run "a full disk is no success" 4 sh -c "tsop-allocate seats --seats 9 -k three.csv --key-column n >/dev/full"

finish
