#!/bin/sh
# tsop-allocate --method quota where it takes several draws: stop, draw, go on, until all seats are given.
. "$(dirname "$0")/tap.sh"
now=2019-06-24T08:00:00Z

# By hand: a and b have one seat each of the first two. Their quota at the third is 1, so that it goes to c or d; at the
# fourth it is 4/3, and 2/2 is equal to 1/1.
printf 'claimant,n\na,2\nb,2\nc,1\nd,1\n' >four.csv
go() { tsop-allocate seats --now "$now" --seats 4 --method quota -k four.csv --key-column n "$@"; }
check() { tsop-allocate verify -q -k four.csv "$1"; }
why='select(.why) | "\(.claimant) \(.seats): \(.why)"'

: >steps.jsonl
run "the first draw" 1 go --drawn steps.jsonl
out_is "the first draw" <<'END'
{"type":"draw","v":1,"for":"seats","tied":["c","d"],"number":1,"why":"2 claimants are equal by the key for the next seat; another draw follows"}
END
run "the first draw, without any" 1 go
cp "$T/.out" needed
tsop-allocate draw --drawn d --note "drawn before both on 24 June 2019" needed >>steps.jsonl
run "the second draw" 1 go --drawn steps.jsonl
out_is "the second draw" <<'END'
{"type":"draw","v":1,"for":"seats","tied":["a","b","c"],"number":1,"why":"3 claimants are equal by the key for the last seat"}
END
cp "$T/.out" needed
tsop-allocate draw --seed autumn needed >>steps.jsonl
run "the result" 0 go --drawn steps.jsonl
cp "$T/.out" result
run "the result says why" 0 jq -r "$why" result
out_is "the result says why" <<'END'
a 2: 2 by the key, the last by the recorded draw among 3
b 1: 1 by the key, not drawn for one more among 3
c 0: none by the key, not drawn for one more among 2, nor among 3
d 1: 1 by the key, the last by the recorded draw among 2
END
run "the result names the draws as they were made" 0 sh -c "jq -c 'select(.drawn and .claimants) | .drawn[]' result"
jq -c 'del(.type, .v, .why)' steps.jsonl | out_is "the result names the draws as they were made"
run "the proof" 0 jq -c 'select(.type == "proof").seats' result
out_is "the proof" <<'END'
{"last":{"claimant":"a","seat":2,"quotient":"2/2"},"next":{"claimant":"b","seat":2,"quotient":"2/2"},"draws_before":[{"tied":["c","d"],"drawn":["d"]}],"tied":["a","b","c"],"drawn":["a"]}
END
run "the result is verified" 0 check result
out_is "the result is verified" <<END
{"type":"verification","v":1,"allocation":"$(jq -r 'select(.type == "allocation").id' result)","claimants":4,"verified":["draws","records","key","guarantee","seats","why","id"],"not_verified":["whom the draws by hand drew"]}
END
run "another decides the second draw where the first is another" 1 sh -c "
	tsop-allocate draw --drawn c --note x - <<-'END' >other.jsonl
		{\"type\":\"draw\",\"for\":\"seats\",\"tied\":[\"c\",\"d\"],\"number\":1}
	END
	tsop-allocate seats --seats 4 --method quota -k four.csv --key-column n --drawn other.jsonl | tee .said | jq -c .tied
	exit \$(grep -c draw .said)"
out_is "another decides the second draw where the first is another" <<'END'
["a","b","d"]
END

{ head -n 1 four.csv; tail -n +2 four.csv | sort -r; } >reverse.csv
mkdir other && mv reverse.csv other/four.csv && tac steps.jsonl >other/steps.jsonl
run "rows in another order" 0 sh -c "
	tsop-allocate seats --now $now --seats 4 --method quota -k other/four.csv --key-column n --drawn other/steps.jsonl"
out_is "rows in another order: the same bytes" <result

# All that are tied can be served, or all are at one place: no draw, or one.
for house in 1:1 2:0 3:1 4:2 5:2 6:0 7:1 8:0; do
	run "draws of ${house%:*} seats" 0 sh -c "
		tsop-allocate seats --seats ${house%:*} --method quota -k four.csv --key-column n --seed x |
			tee of-${house%:*} | jq -c 'select(.type == \"proof\").seats |
			(.draws_before // [] | length) + if .tied then 1 else 0 end'"
	echo "${house#*:}" | out_is "draws of ${house%:*} seats"
	run "draws of ${house%:*} seats: verified" 0 check "of-${house%:*}"
done

# By the seed: a draw's lots are its own.
lot() { printf 'tsop-lot\nx\n%s\n%s' "$1" "$2" | sha256sum | cut -c 1-16; }
least() { # PURPOSE CLAIMANT...
	purpose=$1
	shift
	for who; do echo "$(lot "$purpose" "$who") $who"; done | sort | sed -n '1s/.* //p'
}
first=$(least seats c d)
second=$(least 'seats 2' a b "$(echo cd | tr -d "$first")")
run "by a seed" 0 sh -c "jq -c 'select(.type == \"proof\").seats | [.draws_before[0].drawn[0], .drawn[0]]' of-4"
echo "[\"$first\",\"$second\"]" | out_is "by a seed"

# What the separate checker says of a result that is not so.
mutant() { # NAME SED: refused by verify, which says so at the beginning of what it says
	sed "$2" result >mutant
	ok "mutant: $1: it is another" sh -c '! cmp -s result mutant'
	run "mutant: $1" 1 check mutant
	sed 1q "$T/.err" >said
	mv said "$T/.err"
	err_is "mutant: $1"
}
mutant "another was drawn first" '6s/"drawn":\["d"\]/"drawn":["c"]/' <<'END'
tsop-allocate: mutant:4: seats: c: seat 3 of all should be its
END
mutant "no first draw in the proof" '6s/"draws_before":\[[^]]*\],"drawn":\[[^]]*\]}\],//' <<'END'
tsop-allocate: mutant:6: drawn: a draw decides who gets seat 3 of all, and nobody is drawn for it who is tied
END
mutant "others tied in the first draw" '6s/"tied":\["c","d"\]/"tied":["b","d"]/' <<'END'
tsop-allocate: mutant:6: draws_before: b: does not belong there
END
mutant "others tied in the second draw" '6s/"tied":\["a","b","c"\]/"tied":["a","b","d"]/' <<'END'
tsop-allocate: mutant:6: tied: c: is missing there
END
mutant "one draw for two" '6s/"draws_before".*/"tied":["a","b","c","d"],"drawn":["a","d"]}}/' <<'END'
tsop-allocate: mutant:6: tied: a: does not belong there
END
mutant "draws in another order" '6s/"draws_before":\[\(.*\)\],\("tied":.*\)}}/"draws_before":[{\2}],\1}}/; 6s/,{\("tied.*\)}}}/,\1}}/' <<'END'
tsop-allocate: mutant:6: drawn: a draw decides who gets seat 3 of all, and nobody is drawn for it who is tied
END
mutant "a draw twice" '6s/"draws_before":\[\({[^}]*}\)\]/"draws_before":[\1,\1]/' <<'END'
tsop-allocate: mutant:6: drawn: a draw decides who gets seat 4 of all, and nobody is drawn for it who is tied
END
mutant "the second draw not recorded" '1s/,{"for":"seats","tied":\["a"[^}]*}//' <<'END'
tsop-allocate: mutant:6: tied: a tie decided, and neither a seed nor a draw settles it so
END
mutant "the first draw recorded for the other" '1s/"drawn":\["d"\]/"drawn":["c"]/' <<'END'
tsop-allocate: mutant:6: draws_before: a tie decided, and neither a seed nor a draw settles it so
END
mutant "a draw more" '1s/"drawn":\[\({"for":"seats"[^}]*}\)/"drawn":[\1,{"for":"seats","tied":["b","c"],"number":1,"drawn":["b"],"by":"hand","note":"x","bits_needed":1}/' <<'END'
tsop-allocate: mutant:6: tied: a tie decided, and neither a seed nor a draw settles it so
END
mutant "a draw behind the last" '1s/\(,{"for":"seats","tied":\["a"[^}]*}\)\]/\1,{"for":"seats","tied":["b","c"],"number":1,"drawn":["b"],"by":"hand","note":"x","bits_needed":1}]/' <<'END'
tsop-allocate: mutant:1: drawn: expected 2 draws for seats
END
mutant "the sentence of who lost twice" '4s/, nor among 3//' <<'END'
tsop-allocate: mutant:4: why: c: expected 'none by the key, not drawn for one more among 2, nor among 3'
END
sed '6s/"seats":{/"seats":{"draws_before":[{"tied":["a","b"],"drawn":["a"]}],/' of-3 >mutant
run "mutant: a draw before the only one" 1 check mutant
ok "mutant: a draw before the only one: which is told" grep -q 'mutant:6: drawn: a draw decides who gets seat 3' "$T/.err"
tsop-allocate seats --seats 3 -k four.csv --key-column n --method dhondt --seed x |
	sed '6s/"seats":{/"seats":{"draws_before":[{"tied":["a","b"],"drawn":["a"]}],/' >mutant
run "mutant: several draws of another method" 1 check mutant
sed 1q "$T/.err" >said && mv said "$T/.err"
err_is "mutant: several draws of another method" <<'END'
tsop-allocate: mutant:6: draws_before: expected none with this method
END

# refuses NAME: by the draws in bad.draw, messages as given on standard input
refuses() {
	cat >messages
	run "$1" 3 go --drawn bad.draw
	out_is "$1" </dev/null
	err_is "$1" <messages
}
draw_of() { # NUMBER TIED
	printf '{"type":"draw","for":"seats","tied":[%s],"number":%s}\n' "$2" "$1" | tsop-allocate draw --seed autumn
}
{ head -n 1 steps.jsonl; draw_of 1 '"a","b","d"'; } >bad.draw
refuses "a draw that names somebody not tied any more" <<'END'
tsop-allocate: bad.draw:2: tied: expected those that this run finds tied, not 'd'
tsop-allocate: 1 error
END
{ head -n 1 steps.jsonl; draw_of 1 '"a","b"'; } >bad.draw
refuses "a draw without who was not drawn before" <<'END'
tsop-allocate: bad.draw:2: tied: expected all that this run finds tied, also 'c'
tsop-allocate: 1 error
END
{ head -n 1 steps.jsonl; draw_of 2 '"a","b","c"'; } >bad.draw
refuses "a draw for two seats in place of one" <<'END'
tsop-allocate: bad.draw:2: number: expected 1, which this run needs
tsop-allocate: 1 error
END
draw_of 1 '"b","c"' >bad.draw
refuses "a first draw that names somebody not tied yet" <<'END'
tsop-allocate: bad.draw:1: tied: expected those that this run finds tied, not 'b'
tsop-allocate: 1 error
END
tail -n 1 steps.jsonl >bad.draw
refuses "the second draw without the first" <<'END'
tsop-allocate: bad.draw:1: tied: expected those that this run finds tied, not 'a'
tsop-allocate: 1 error
END
{ cat steps.jsonl; draw_of 1 '"b","c"'; } >bad.draw
refuses "a draw more than is needed" <<'END'
tsop-allocate: bad.draw:3: tied: expected those that this run finds tied, not 'b'
tsop-allocate: 1 error
END

# What explains and compares goes through several draws as well.
run "explained" 0 sh -c "
	tsop-allocate explain --lang en --seats 4 --method quota -k four.csv --key-column n --drawn steps.jsonl | jq -r .text"
out_is "explained" <<'END'
a got 2 seats: 2 by the key, of them 1 by lot. One more would need 150.00 % more weight or 4 more to give in all.
b got 1 seat: 1 by the key, not drawn for one more. One more would need 50.00 % more weight or 2 more to give in all.
c got no seat: none by the key, not drawn for one more. One more would need 100.00 % more weight or 2 more to give in all.
d got 1 seat: 1 by the key, of them 1 by lot. One more would need 200.00 % more weight or 8 more to give in all.
END
run "compared" 0 sh -c "
	tsop-allocate compare --seats 4 -k four.csv --key-column n --methods 'quota dhondt' --scan 1-30 |
		jq -c 'select(.way) | [.way, .tied, .draw, .under_quota, .over_quota, .nearest.claimant, .paradoxes]'"
out_is "compared" <<'END'
["base/quota",4,2,[],[],"a",0]
["base/dhondt",4,2,[],[],"a",0]
END

finish
