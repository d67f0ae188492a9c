#!/bin/sh
# tsop-allocate seats --method: what each gives, what its proof holds, what it refuses.
. "$(dirname "$0")/tap.sh"
now=2019-06-24T08:00:00Z

cat >key.csv <<'END'
claimant,votes
large,53.5
middle,24
small,2.5
END

seats() { # METHOD N [options]
	method=$1 n=$2
	shift 2
	tsop-allocate seats --seats "$n" --method "$method" -k key.csv --key-column votes --now "$now" "$@"
}

all_methods() {
	for method in adams dean huntington-hill sainte-lague webster modified-sainte-lague danish dhondt \
		jefferson imperiali linear:1,2.5 linear:2,1,1.40 power:4 largest-remainder hamilton \
		largest-remainder:droop largest-remainder:hagenbach-bischoff largest-remainder:imperiali \
		quota balinski-young swiss; do
		seats "$method" 12 | jq -rs '"\(.[0].method) \([.[] | select(.type == "seats").seats] | join(" "))"'
	done
}
# By the quota 80 / 14 there would be 13 seats, so that Imperiali's becomes 80 / 13.
run "each method" 0 all_methods
out_is "each method" <<'END'
adams 7 4 1
dean 8 3 1
huntington-hill 8 3 1
sainte-lague 8 4 0
sainte-lague 8 4 0
modified-sainte-lague 8 4 0
danish 8 3 1
dhondt 8 4 0
dhondt 8 4 0
imperiali 9 3 0
linear:1,2.5 9 3 0
linear:2,1,1.4 8 4 0
power:4 8 4 0
largest-remainder 8 4 0
largest-remainder 8 4 0
largest-remainder:droop 8 4 0
largest-remainder:hagenbach-bischoff 8 4 0
largest-remainder:imperiali 8 4 0
quota 8 4 0
quota 8 4 0
swiss 8 3 1
END

proof() { # METHOD N
	seats "$1" "$2" | jq -c 'select(.type == "proof").seats'
}
# 53.5^2 / (7 x 8) = 51.1 and 24^2 / (3 x 4) = 48
run "a power mean's quotients, to the power" 0 proof huntington-hill 12
out_is "a power mean's quotients, to the power" <<'END'
{"last":{"claimant":"large","seat":8,"quotient":"2862.25/56","power":2},"next":{"claimant":"middle","seat":4,"quotient":"576/12","power":2}}
END
run "divisors as the method has them" 0 proof modified-sainte-lague 12
out_is "divisors as the method has them" <<'END'
{"last":{"claimant":"middle","seat":4,"quotient":"24/7"},"next":{"claimant":"large","seat":9,"quotient":"53.5/17"}}
END
# 800 / 12 = 66.7, so 67; 775 / 11 = 70.5, so 71 tenths
run "the quotas of the Swiss method" 0 proof swiss 12
out_is "the quotas of the Swiss method" <<'END'
{"quotas":["67","71"],"eliminated":["small"],"last":{"claimant":"large","seat":8,"remainder":"38/71"},"next":{"claimant":"middle","seat":4,"remainder":"27/71"}}
END

run "identical shares tie" 1 seats identical 4
out_is "identical shares tie" <<'END'
{"type":"draw","v":1,"for":"seats","tied":["large","middle","small"],"number":1,"why":"3 claimants are equal by the key for the last seat"}
END
run "a lottery draws every seat" 0 sh -c "
	tsop-allocate seats --seats 4 --method lottery --seed autumn -k key.csv --key-column votes --now $now |
		jq -c 'select(.type == \"proof\").seats | (.tied | length), (.drawn | length)'"
out_is "a lottery draws every seat" <<'END'
12
4
END

run "an unusual sequence that is none" 2 seats linear:0,1 3
err_is "an unusual sequence that is none" <<'END'
tsop-allocate: --method: linear: expected a step over 0
END
run "too few seats for the Swiss method" 3 seats swiss 2
err_is "too few seats for the Swiss method" <<'END'
tsop-allocate: the guarantees add up to 3, more than the total of 2
END

finish
