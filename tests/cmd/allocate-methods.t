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
		vinton quota balinski-young swiss; do
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
vinton 8 4 0
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

# Quotas of 12 seats 8.03, 3.60 and 0.38: 8, 3 and the guaranteed one. Of 13 they are 8.69, 3.90, 0.41.
vinton() { # N GUARANTEE
	seats vinton "$1" --guarantee "$2" >vinton.jsonl
	jq -s -c 'map(select(.type == "seats").seats)' vinton.jsonl
	jq -c 'select(.type == "proof").seats' vinton.jsonl
	tsop-allocate verify -k key.csv vinton.jsonl | jq -c .verified
}
run "whole parts lifted to the guarantee" 0 vinton 12 1
out_is "whole parts lifted to the guarantee" <<'END'
[8,3,1]
{"quota":"800/12","next":{"claimant":"middle","seat":4,"remainder":"480/800"}}
["records","key","guarantee","seats","why","id"]
END
run "the greatest remainder behind them" 0 vinton 13 1
out_is "the greatest remainder behind them" <<'END'
[8,4,1]
{"quota":"800/13","last":{"claimant":"middle","seat":4,"remainder":"720/800"},"next":{"claimant":"large","seat":9,"remainder":"555/800"}}
["records","key","guarantee","seats","why","id"]
END
run "a cap that leaves a seat to one who was lifted" 0 sh -c "
	printf 'claimant,votes,least,most\nlarge,53.5,0,7\nmiddle,24,0,9\nsmall,2.5,1,9\n' >caps.csv
	tsop-allocate seats --seats 12 --method vinton -k caps.csv --key-column votes --guarantee-column least \
		--cap-column most --now $now >caps.jsonl && jq -c 'select(.type == \"proof\").seats' caps.jsonl"
out_is "a cap that leaves a seat to one who was lifted" <<'END'
{"quota":"800/12","last":{"claimant":"middle","seat":4,"remainder":"480/800"},"next":{"claimant":"small","seat":2,"remainder":"-500/800"}}
END
run "more seats left than remainders" 3 sh -c "
	sed 's/,7\$/,5/' caps.csv >few.csv
	tsop-allocate seats --seats 12 --method vinton -k few.csv --key-column votes --guarantee-column least \
		--cap-column most --now $now"
err_is "more seats left than remainders" <<'END'
tsop-allocate: caps leave 3 seats, and there are remainders for 2
END
run "whole parts that exceed the seats" 3 seats vinton 12 --guarantee 2
err_is "whole parts that exceed the seats" <<'END'
tsop-allocate: whole parts and guarantees come to 13 of 12 seats
END
run "Vinton's method by another reading" 2 seats vinton 12 --reading base
err_is "Vinton's method by another reading" <<'END'
tsop-allocate: --method vinton: expected --reading floor
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

printf '%s\n' claimant,votes a,5 b,5 c,0.5 >ties.csv
bounded() { # OPTIONS...
	tsop-allocate seats --seats 20 --method quota --reading floor -k ties.csv --key-column votes "$@"
}
run "a guarantee that a tie may not give" 3 bounded --guarantee 1
err_is "a guarantee that a tie may not give" <<'END'
tsop-allocate: quota knows no bounds: a claimant would get 0 who holds 1 and can use 1000000000
END
printf '%s\n' claimant,votes,most a,5,9 b,5,9 c,0.5,9 >ties.csv
run "a cap that a tie may exceed" 3 bounded --cap-column most
err_is "a cap that a tie may exceed" <<'END'
tsop-allocate: quota knows no bounds: a claimant would get 10 who holds 0 and can use 9
END

finish
