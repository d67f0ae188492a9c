#!/bin/sh
# tsop-allocate compare: ways side by side, paradoxes, the least change, refusals.
. "$(dirname "$0")/tap.sh"
residents=$ROOT/share/municipalities.csv

# By hand: of 10 seats the quotas are 3.6 2.9 1.5 0.9 0.6 0.4 0.1. With 34 for its 36, A's 3.469 falls behind
# C's 1.530; with 38, its fifth quotient 7.6 passes C's 7.5; with 29, its third is B's second.
cat >key.csv <<'END'
claimant,n
A,36
B,29
C,15
D,9
E,6
F,4
G,1
END
run "three methods" 0 tsop-allocate compare --seats 10 -k key.csv --key-column n \
	--methods 'largest-remainder  dhondt adams'
out_is "three methods" <<'END'
{"type":"comparison","v":1,"way":"base/largest-remainder","reading":"base","method":"largest-remainder","seats":10,"given":10,"left":0,"under_quota":[],"over_quota":[],"bias":"-100.00","nearest":{"claimant":"A","weight":"34","percent":"5.56","change":-1}}
{"type":"comparison","v":1,"way":"base/dhondt","reading":"base","method":"dhondt","seats":10,"given":10,"left":0,"under_quota":[],"over_quota":[],"bias":"-100.00","nearest":{"claimant":"A","weight":"38","percent":"5.56","change":1}}
{"type":"comparison","v":1,"way":"base/adams","reading":"base","method":"adams","seats":10,"given":10,"left":0,"under_quota":[],"over_quota":[],"bias":"+420.00","nearest":{"claimant":"A","weight":"29","percent":"19.45","change":-1}}
{"type":"compared","v":1,"claimant":"A","weight":"36","quota":"3.600","seats":{"base/largest-remainder":4,"base/dhondt":4,"base/adams":3}}
{"type":"compared","v":1,"claimant":"B","weight":"29","quota":"2.900","seats":{"base/largest-remainder":3,"base/dhondt":3,"base/adams":2}}
{"type":"compared","v":1,"claimant":"C","weight":"15","quota":"1.500","seats":{"base/largest-remainder":1,"base/dhondt":2,"base/adams":1}}
{"type":"compared","v":1,"claimant":"D","weight":"9","quota":"0.900","seats":{"base/largest-remainder":1,"base/dhondt":1,"base/adams":1}}
{"type":"compared","v":1,"claimant":"E","weight":"6","quota":"0.600","seats":{"base/largest-remainder":1,"base/dhondt":0,"base/adams":1}}
{"type":"compared","v":1,"claimant":"F","weight":"4","quota":"0.400","seats":{"base/largest-remainder":0,"base/dhondt":0,"base/adams":1}}
{"type":"compared","v":1,"claimant":"G","weight":"1","quota":"0.100","seats":{"base/largest-remainder":0,"base/dhondt":0,"base/adams":1}}
END

compare() { tsop-allocate compare --seats 10 -k key.csv --key-column n --methods 'largest-remainder dhondt' "$@"; }
run "as CSV" 0 sh -c 'tsop-allocate compare --seats 10 -k key.csv --key-column n --methods dhondt --format csv | head -3'
out_is "as CSV" <<'END'
claimant,name,weight,quota,base/dhondt
A,A,36,3.600,4
B,B,29,2.900,3
END
run "as text" 0 compare --format text
out_is "as text" <<'END'
     reading/method                      off quota    bias %  draw  least change of a weight that moves a seat
  1  base/largest-remainder                      0   -100.00     0  A -5.56%
  2  base/dhondt                                 0   -100.00     0  A +5.56%

claimant       weight      quota    1    2
A                  36      3.600    4    4
B                  29      2.900    3    3
C                  15      1.500    1    2
D                   9      0.900    1    1
E                   6      0.600    1    0
F                   4      0.400    0    0
G                   1      0.100    0    0
END
{ sed -n 1p key.csv; sed -n '2,$p' key.csv | sort -r; } >turned.csv
ok "rows in another order give the same bytes" sh -c '
	tsop-allocate compare --seats 10 -k key.csv --key-column n >a &&
	tsop-allocate compare --seats 10 -k turned.csv --key-column n >b && cmp a b'

# Numbers that are long have their room.
printf 'claimant,n\na,1000000000000000000\nb,999999999999999999\n' >great.csv
run "great numbers" 0 tsop-allocate compare --seats 1000000000 -k great.csv --key-column n --guarantee 1 \
	--readings 'base eliminate' --methods 'dhondt largest-remainder:hagenbach-bischoff' --format text
out_is "great numbers" <<'END'
     reading/method                                 off quota    bias %  draw  least change of a weight that moves a seat
  1  base/dhondt                                            0         -     0  b -0.01%
  2  base/largest-remainder:hagenbach-bischoff              0         -     0  b -0.01%
  3  eliminate/dhondt                                       0         -     0  b -0.01%
  4  eliminate/largest-remainder:hagenbach-bischoff         0         -     0  b -0.01%

claimant               weight          quota          1          2          3          4
a         1000000000000000000  500000000.000  500000000  500000000  500000000  500000000
b          999999999999999999  499999999.999  500000000  500000000  500000000  500000000
END

# The readings of the guarantee: 120 seats by population, Copenhagen.
run "readings" 0 sh -c "tsop-allocate compare --seats 120 --guarantee 1 -k '$residents' \
	--key-column population_2020 --methods 'largest-remainder sainte-lague dhondt swiss' |
	jq -c 'select(.municipality == \"0101\" and .type == \"compared\") | .quota, .seats'"
out_is "readings" <<'END'
"13.031"
{"base/largest-remainder":4,"base/sainte-lague":5,"base/dhondt":8,"floor/largest-remainder":9,"floor/sainte-lague":10,"floor/dhondt":11,"eliminate/largest-remainder":9,"eliminate/sainte-lague":10,"eliminate/dhondt":11,"eliminate/swiss":9}
END

run "swiss, where its reading was not named" 0 sh -c "tsop-allocate compare --seats 120 --guarantee 1 \
	-k '$residents' --key-column population_2020 --methods 'swiss dhondt' --readings 'base floor' |
	jq -r 'select(.type == \"comparison\").way'"
out_is "swiss, where its reading was not named" <<'END'
base/dhondt
eliminate/swiss
floor/dhondt
END

# 6, 6, 2: 4.29 4.29 1.43 of ten, 4.71 4.71 1.57 of eleven; likewise with 7 seats fewer and more.
printf 'claimant,n\na,6\nb,6\nc,2\n' >alabama.csv
run "the Alabama paradox" 0 sh -c '
	tsop-allocate compare --seats 10 -k alabama.csv --key-column n --scan 1-20 \
		--methods "largest-remainder sainte-lague quota" |
		jq -c "select(.type == \"paradox\" or .type == \"comparison\") | [.way, .paradoxes, .of, .had, .has]"'
out_is "the Alabama paradox" <<'END'
["base/largest-remainder",3,null,null,null]
["base/sainte-lague",0,null,null,null]
["base/quota",0,null,null,null]
["base/largest-remainder",null,3,1,0]
["base/largest-remainder",null,10,2,1]
["base/largest-remainder",null,17,3,2]
END

# The census of 1880; the states' order is that of the alphabet of their names.
set -- AL 1262505 AR 802525 CA 864694 CO 194327 CT 622700 DE 146608 FL 269493 GA 1542180 IL 3077871 IN 1978301 \
	IA 1624615 KS 996096 KY 1648690 LA 939946 ME 648936 MD 934943 MA 1783085 MI 1636937 MN 780773 MS 1131597 \
	MO 2168380 NE 452402 NV 62266 NH 346991 NJ 1131116 NY 5082871 NC 1399750 OH 3198062 OR 174768 PA 4282891 \
	RI 276531 SC 995577 TN 1542359 TX 1591749 VT 332286 VA 1512565 WV 618457 WI 1315497
{ echo claimant,people; printf '%s,%s\n' "$@"; } >census.csv
run "Alabama itself, by Vinton's method" 0 sh -c '
	tsop-allocate compare --seats 299 --guarantee 1 -k census.csv --key-column people --scan 275-350 \
		--methods "largest-remainder vinton" |
		jq -c "select(.type == \"paradox\" and .claimant == \"AL\") | [.way, .of, .had, .has]"'
out_is "Alabama itself, by Vinton's method" <<'END'
["floor/vinton",299,8,7]
END
run "a method with a reading of its own, without a guarantee" 0 sh -c '
	tsop-allocate compare --seats 300 -k census.csv --key-column people --methods "hamilton vinton swiss" |
		jq -c "select(.type == \"comparison\") | [.way, .given]"'
out_is "a method with a reading of its own, without a guarantee" <<'END'
["base/largest-remainder",300]
["floor/vinton",300]
["eliminate/swiss",300]
END

printf 'claimant,n\na,5\nb,5\n' >equal.csv
run "a tie, and what a way can not give" 0 tsop-allocate compare --seats 3 --guarantee 1 -k equal.csv --key-column n \
	--readings floor --methods 'dhondt quota'
out_is "a tie, and what a way can not give" <<'END'
{"type":"comparison","v":1,"way":"floor/dhondt","reading":"floor","method":"dhondt","seats":3,"given":3,"left":0,"tied":2,"draw":1,"under_quota":[],"over_quota":[],"nearest":{"claimant":"a","weight":"6","percent":"20.00","change":1}}
{"type":"comparison","v":1,"way":"floor/quota","reading":"floor","method":"quota","seats":3,"given":3,"left":0,"tied":2,"draw":1,"under_quota":[],"over_quota":[],"nearest":{"claimant":"a","weight":"6","percent":"20.00","change":1}}
{"type":"compared","v":1,"claimant":"a","weight":"5","quota":"1.500","seats":{"floor/dhondt":1,"floor/quota":1}}
{"type":"compared","v":1,"claimant":"b","weight":"5","quota":"1.500","seats":{"floor/dhondt":1,"floor/quota":1}}
END
run "guarantees over the total" 0 tsop-allocate compare --seats 1 --guarantee 1 -k equal.csv --key-column n \
	--readings base --methods dhondt --format text
out_is "guarantees over the total" <<'END'
     reading/method                      off quota    bias %  draw  least change of a weight that moves a seat
  1  base/dhondt                         the guarantees add up to 2, more than the total of 1

claimant       weight      quota    1
a                   5      0.500    -
b                   5      0.500    -
END

refused() { # LABEL MESSAGE ARGUMENTS...
	label=$1 message=$2
	shift 2
	run "$label" 2 tsop-allocate compare --seats 10 -k key.csv --key-column n "$@"
	echo "tsop-allocate: $message" | err_is "$label"
}
refused "an unknown reading" "--readings: expected some of base|floor|eliminate" --readings roof
refused "nothing to compare" "expected a method and a reading to compare" --methods ' '
refused "a scan without an end" "--scan: expected FROM-TO, two totals" --scan 5
refused "a scan backwards" "--scan: expected a greater total behind a smaller one, at most 100000 apart" --scan 9-5
refused "a scan of no numbers" "--scan: expected a whole number" --scan x-5
finish
