#!/bin/sh
# tsop-allocate verify: a result is accepted with its files, and every fault is told by line and name.
. "$(dirname "$0")/tap.sh"
now=2019-06-24T08:00:00Z

cat >courses.csv <<'END'
id,round,title,place,capacity
k,r1,Course K,Kolding,3
a,r1,Course A,Aalborg,2
x,r2,Another round,Slagelse,9
END
cat >key.csv <<'END'
code;municipality;residents
621;Kolding;93175
851;Aalborg;217075
190;Furesø;40965
END
person() { # ID MUNICIPALITY WISHES RECEIVED [MEMBERS]
	printf '{"type":"enrollment","v":1,"id":"%s","state":"applied","ref":"A-%s","round":"r1","municipality":"%s","wishes":%s,"received":"2019-05-%sT10:00:00+02:00"%s,"name":"Ida Holm","email":"ida@tsop.example"}\n' \
		"$1" "$1" "$2" "$3" "$4" "${5:-}"
}
{
	person e1 0621 '["k"]' 03
	person e2 0621 '["k","a"]' 04 ',"priority":1'
	person e3 0851 '["k"]' 03 ',"only_wishes":true,"party":"bil"'
	person e4 0851 '["k"]' 05 ',"party":"bil"'
	person e10 0851 '[]' 06
} >people.jsonl
tsop-allocate run -c courses.csv --round r1 -k key.csv --key-column residents --now $now --seed autumn \
	people.jsonl >result.jsonl
id=$(jq -r 'select(.type == "allocation").id' result.jsonl)

verifies() { # NAME STATUS OPTIONS...
	verifies_name=$1 verifies_status=$2
	shift 2
	run "$verifies_name" "$verifies_status" tsop-allocate verify -c courses.csv -k key.csv "$@"
}

verifies "the true result" 0 result.jsonl people.jsonl
out_is "the true result" <<END
{"type":"verification","v":1,"allocation":"$id","claimants":3,"applications":5,"verified":["records","key","courses","people","guarantee","seats","choice","optimum","lots","waiting","why","id"],"not_verified":[]}
END
err_is "the true result" <<'END'
tsop-allocate: result.jsonl: verified
END
verifies "the result by a pipe, quietly" 0 -q - people.jsonl <result.jsonl
err_is "the result by a pipe, quietly" </dev/null

sed '/"e2","m/s/"course":"a"/"course":"k"/; /"e1","m/s/"course":"k"/"course":"a"/' result.jsonl >swapped.jsonl
verifies "two people swapped" 1 swapped.jsonl people.jsonl
err_is "two people swapped" <<'END'
tsop-allocate: swapped.jsonl:12: has: e2: expected the course of its assignment
tsop-allocate: swapped.jsonl:12: course: e2: waits for the course that it has
tsop-allocate: swapped.jsonl:5: meters: e1: expected 175377
tsop-allocate: swapped.jsonl:6: meters: e2: expected 0
tsop-allocate: 4 errors
END
sed '/"0621"/s/"seats":2,"guaranteed":1,"by_key":1/"seats":3,"guaranteed":1,"by_key":2/
	/"0851"/s/"seats":2,"guaranteed":1,"by_key":1/"seats":1,"guaranteed":1,"by_key":0/' result.jsonl >moved.jsonl
verifies "a seat moved" 1 moved.jsonl people.jsonl
err_is "a seat moved" <<'END'
tsop-allocate: moved.jsonl:4: seats: 0851: 2 people have a course, more than the 1 seats
tsop-allocate: 1 error
END
sed '/"waiting","v".*"e10"/d; /"waiting","v".*"e2"/s/"position":2/"position":1/' result.jsonl >missing.jsonl
verifies "somebody is missing from the lists" 1 missing.jsonl people.jsonl
err_is "somebody is missing from the lists" <<'END'
tsop-allocate: missing.jsonl:9: waiting: e10: is not on the waiting list of a
tsop-allocate: missing.jsonl:10: position: e2: expected 2
tsop-allocate: missing.jsonl:9: waiting: e10: is not on the waiting list of k
tsop-allocate: 3 errors
END
sed -n '/"waiting","v"/!p
	/"course":"a".*"e10"/{s/"e10"/"e1","rank":2,"has":"k"/p;}
	/"course":"k".*"e10"/{h;s/1,"enrollment":"e10"/1,"enrollment":"e2","rank":2,"has":"a"/p;g;s/n":1,/n":2,/p;s/n":2,/n":3,/p;}' \
	result.jsonl >lists.jsonl
verifies "who is not to be on a list, who has moved up, who is there twice" 1 lists.jsonl people.jsonl
err_is "who is not to be on a list, who has moved up, who is there twice" <<'END'
tsop-allocate: lists.jsonl:10: enrollment: e1: is not to be on this list
tsop-allocate: lists.jsonl:9: waiting: e10: is not on the waiting list of a
tsop-allocate: lists.jsonl:11: position: e2: expected 2
tsop-allocate: lists.jsonl:11: rank: e2: expected 1
tsop-allocate: lists.jsonl:12: enrollment: e10: stands before the person of the line before
tsop-allocate: lists.jsonl:12: position: e10: expected 1
tsop-allocate: lists.jsonl:13: enrollment: e10: is on the list twice
tsop-allocate: 7 errors
END
sed '/"waiting","v".*"course":"k".*"e10"/{s/"course":"k"/"course":"z"/;s/"e10"/"e11"/;}
	/"waiting","v".*"e2"/s/2,"enrollment"/3,"enrollment"/' result.jsonl >nobody.jsonl
verifies "a list of no course, somebody without an assignment, a position left out" 1 nobody.jsonl people.jsonl
err_is "a list of no course, somebody without an assignment, a position left out" <<'END'
tsop-allocate: nobody.jsonl:11: course: expected a course of the result
tsop-allocate: nobody.jsonl:11: enrollment: expected somebody with an assignment
tsop-allocate: nobody.jsonl:12: position: expected 1, or that of the line before
tsop-allocate: 3 errors
END
sed 's/93175/93176/' key.csv >other.csv
run "another key" 1 tsop-allocate verify -c courses.csv -k other.csv result.jsonl people.jsonl
err_is "another key" <<'END'
tsop-allocate: result.jsonl:3: weight: 0621: not the residents in line 2 of other.csv
tsop-allocate: 1 error
END

# Files that the result was not made from would only seem to be checked.
printf 'claimant,n\na,2\nb,1\n' >plain.csv
run "a plain apportionment" 0 tsop-allocate seats --seats 3 -k plain.csv --key-column n -o plain.jsonl
unneeded() { # NAME OPTIONS...: refused, with the message on standard input
	unneeded_name=$1
	shift
	run "$unneeded_name" 2 tsop-allocate verify "$@"
	out_is "$unneeded_name" </dev/null
	err_is "$unneeded_name"
}
unneeded "no result" <<'END'
tsop-allocate: expected a result of tsop-allocate; see --help
END
unneeded "courses of none" -k plain.csv -c courses.csv plain.jsonl <<'END'
tsop-allocate: --courses: this result can not be held against it
END
unneeded "people of none" -k plain.csv plain.jsonl people.jsonl <<'END'
tsop-allocate: expected no file behind the result: it is not of people
END
unneeded "rows of none" -k plain.csv --row-seats plain.csv plain.jsonl <<'END'
tsop-allocate: --row-seats: this result can not be held against it
END
unneeded "seats from elsewhere" --seats-from plain.jsonl result.jsonl people.jsonl <<'END'
tsop-allocate: --seats-from: this result can not be held against it
END
unneeded "what was fixed, without the people" --fix plain.csv result.jsonl <<'END'
tsop-allocate: --fix, --exclude, --fill, --keep: expected the file of the people, too
END
printf 'row,column,weight\na,x,1\n' >cells.csv
run "a matrix" 0 tsop-allocate biproportion --seats 1 -o matrix.jsonl cells.csv
unneeded "a key of a matrix" -k plain.csv matrix.jsonl <<'END'
tsop-allocate: --key: this result can not be held against it
END

# By the law's reading and another quota than Hare's, both quotas are in the proof.
printf 'claimant,n\na,41\nb,33\nc,19\nd,3\n' >four.csv
for quota in droop hagenbach-bischoff imperiali; do
	tsop-allocate seats --seats 7 --guarantee 1 --reading eliminate --method largest-remainder:$quota \
		-k four.csv --key-column n --now $now >$quota.jsonl
	run "eliminate by the quota of $quota" 0 tsop-allocate verify -q -k four.csv $quota.jsonl
	out_is "eliminate by the quota of $quota" <<-END
		{"type":"verification","v":1,"allocation":"$(jq -r 'select(.id).id' $quota.jsonl)","claimants":4,"verified":["records","key","guarantee","seats","why","id"],"not_verified":[]}
	END
	jq -c 'if .type == "proof" then .seats.method_quota = .seats.quota else . end' $quota.jsonl >hare.jsonl
	run "the quota of the reading for that of $quota" 1 tsop-allocate verify -k four.csv hare.jsonl
	err_is "the quota of the reading for that of $quota" <<-'END'
		tsop-allocate: hare.jsonl:6: method_quota: is not the weight for a seat that the method takes
		tsop-allocate: 1 error
	END
done

# The sentences: what is by hand, who is together, who waits.
printf 'enrollment,course,reason\ne1,a,teaches there\n' >fixed.csv
printf 'enrollment,course\ne2,k\n' >excluded.csv
tsop-allocate run -c courses.csv --round r1 -k key.csv --key-column residents --now $now --seed autumn \
	--fix fixed.csv --exclude excluded.csv people.jsonl >byhand.jsonl
verifies "sentences of what is by hand" 0 -q --fix fixed.csv --exclude excluded.csv byhand.jsonl people.jsonl
ok "sentences of what is by hand are verified" jq -e '.verified | index("why")' "$T/.out"
ok "there are such" sh -c "grep -q 'fixed by hand' byhand.jsonl && grep -q 'excluded by hand from k' byhand.jsonl"
sed -e '/"enrollment":"e2"/s/"excluded":\["k"\]/"excluded":["a"]/' -e '/"enrollment":"e3"/s/,"why"/,"excluded":["k"]&/' \
	byhand.jsonl >other.jsonl
verifies "other courses excluded" 1 --fix fixed.csv --exclude excluded.csv other.jsonl people.jsonl
err_is "other courses excluded" <<'END'
tsop-allocate: other.jsonl:6: excluded: e2: is not what the file of --exclude says
tsop-allocate: other.jsonl:7: excluded: e3: is not what the file of --exclude says
tsop-allocate: 2 errors
END
tsop-allocate run -c courses.csv --round r1 -k key.csv --key-column residents --now $now --seed autumn --spread same \
	people.jsonl >same.jsonl
verifies "sentences of people together" 0 -q same.jsonl people.jsonl
ok "sentences of people together are verified" jq -e '.verified | index("why")' "$T/.out"
sed '/"e10"/s/number 3 of 3/number 2 of 3/; /"0621"/s/1 by the key/1 by the lot/' result.jsonl >told.jsonl
verifies "sentences that say something else" 1 told.jsonl people.jsonl
err_is "sentences that say something else" <<'END'
tsop-allocate: told.jsonl:3: why: 0621: expected '1 guaranteed; 1 by the key; a seat for everybody who applied'
tsop-allocate: told.jsonl:9: why: e10: expected 'number 3 of 3 for 2 seats by priority, then time of application'
tsop-allocate: 2 errors
END

# A lottery that was drawn by hand: who won is whom the draw drew, ticket by ticket.
printf 'claimant,n\na,1\nb,1\nc,1\n' >tickets.csv
run "a lottery to be drawn" 1 sh -c "tsop-allocate seats --seats 2 -k tickets.csv --key-column n --method lottery >tickets.draw"
tsop-allocate draw --drawn 'a#2,b' --note 'by the office' tickets.draw >tickets.drawn
tsop-allocate seats --seats 2 -k tickets.csv --key-column n --method lottery --drawn tickets.drawn >lottery.jsonl
run "a lottery that was drawn" 0 tsop-allocate verify -q -k tickets.csv lottery.jsonl
sed '/"claimant":"[bc]"/{s/"b"/"x"/; s/"c"/"b"/; s/"x"/"c"/}; s/"drawn":\["a","b"\]/"drawn":["a","c"]/' lottery.jsonl |
	awk 'NR == 3 { held = $0; next } { print } NR == 4 { print held }' >lost.jsonl
run "a lottery that another won" 1 tsop-allocate verify -q -k tickets.csv lost.jsonl
err_is "a lottery that another won" <<'END'
tsop-allocate: lost.jsonl:5: tied: a tie decided, and neither a seed nor a draw settles it so
tsop-allocate: 1 error
END

# Without the people it is not known who had a place before: what hangs on that is no fault.
printf 'id,round,title,place,capacity\nk,r2,K,Kolding,9\n' >nine.csv
{
	for n in 1 2 3; do person e$n 0190 '[]' 03; done | sed 's/"applied"/"enrolled","course":"k"/'
	for n in 4 5; do person e$n 0851 '[]' 03; done
	person e6 0621 '[]' 03
} | sed 's/"r1"/"r2"/' >taken.jsonl
for how in 'eliminate adams' 'floor largest-remainder' 'base largest-remainder:imperiali' 'floor lottery'; do
	tsop-allocate seats -c nine.csv -k key.csv --key-column residents --now $now --guarantee 0 --seats 4 --seed s \
		--reading "${how% *}" --method "${how#* }" taken.jsonl >taken.result
	run "$how with the people" 0 tsop-allocate verify -q -k key.csv taken.result taken.jsonl
	run "$how without the people" 0 tsop-allocate verify -q -k key.csv taken.result
done

# What every ticket wins is not drawn.
printf 'claimant,n\na,1\n' >alone.csv
run "a lottery of one" 0 sh -c "tsop-allocate seats --seats 3 -k alone.csv --key-column n --method lottery >lottery.jsonl"
run "a lottery of one is verified" 0 tsop-allocate verify -q -k alone.csv lottery.jsonl
sed '4s/"seats":{/&"tied":["a"],"drawn":["a"]/; 3s/"seats":{/&"tied":["a"],"drawn":["a"]/' lottery.jsonl >drawn.jsonl
run "a draw where there was none" 1 tsop-allocate verify -q -k alone.csv drawn.jsonl
ok "a draw where there was none is told" grep -q 'tied: expected nobody, because nothing was drawn' "$T/.err"

# Zeros at the end of decimals change nothing; a divisor of 0 has no places.
printf 'claimant,n\na,52.20\nb,31.10\nc,4.70\n' >zeros.csv
printf 'claimant,n\na,52.2\nb,31.1\nc,4.7\n' >short.csv
for method in sainte-lague largest-remainder largest-remainder:droop vinton swiss quota linear:2.5,0 \
	linear:1.000001,3,0 adams; do
	for key in zeros short; do
		tsop-allocate seats --seats 3 -k $key.csv --key-column n --method $method --now $now >$key.jsonl
		run "$method of $key" 0 tsop-allocate verify -q -k $key.csv $key.jsonl
		tail -n +2 $key.jsonl | jq -c 'del(.allocation)' >$key.rest
	done
	ok "$method does not hang on zeros" cmp zeros.rest short.rest
done

# Droop's quota is 1, by which both have a whole share of 3; b holds as many. So they are tied for the seat that is left.
tiny() { # METHOD SEATS [options]
	method=$1 seats=$2
	shift 2
	tsop-allocate seats --seats "$seats" --method "$method" -k tiny.csv --key-column n --held-column held \
		--cap-column most --now $now "$@"
}
printf 'claimant,n,held,most\na,3,0,4\nb,3,3,6\n' >tiny.csv
run "a whole share that is held: a tie" 1 tiny largest-remainder:droop 7
out_is "a whole share that is held: a tie" <<'END'
{"type":"draw","v":1,"for":"seats","tied":["a","b"],"number":1,"why":"2 claimants are equal by the key for the last seat"}
END
tiny largest-remainder:droop 7 --seed x >tiny.jsonl
run "a whole share that is held is verified" 0 tsop-allocate verify -q -k tiny.csv tiny.jsonl
jq -c 'if .type == "proof" then .seats |= {quota, last} else . end' tiny.jsonl >untied.jsonl
run "a whole share that is held, without its tie" 1 tsop-allocate verify -k tiny.csv untied.jsonl
ok "a whole share that is held, without its tie: whose it is" \
	grep -q 'got no seat by its remainder, and the proof has no next$' "$T/.err"
# By Hare's quota a has its most; by Droop's it has 1, and nobody comes for the two seats that are left.
printf 'claimant,n,held,most\na,1,0,3\nb,1,4,9\n' >tiny.csv
run "more seats left than remainders" 3 tiny largest-remainder:droop 7
err_is "more seats left than remainders" <<'END'
tsop-allocate: the weights are too small for a quota in whole numbers: it leaves 2 seats, and there are remainders for 1
END
tiny largest-remainder 7 | sed 's/"largest-remainder"/"largest-remainder:droop"/' >bound.jsonl
run "everybody at a bound by no whole quota" 1 tsop-allocate verify -k tiny.csv bound.jsonl
ok "everybody at a bound by no whole quota: which is told" \
	grep -q 'bound.jsonl:4: quota: missing: no quota has everybody at a bound$' "$T/.err"

# The most seats, and one or two more for the quota.
for quota in hagenbach-bischoff imperiali; do
	tsop-allocate seats --seats 1000000000 -k short.csv --key-column n --method largest-remainder:$quota >most.jsonl
	run "most seats by $quota" 0 tsop-allocate verify -q -k short.csv most.jsonl
done

# A tie of the quota method can be older than the last seat, which went to one who was eligible only then; so can
# somebody with its quotient be, or with a greater one, who comes too late.
quota() { # SEATS WEIGHT...
	seats=$1
	shift
	printf '%s\n' claimant,n "$@" >house.csv
	tsop-allocate seats --seats "$seats" -k house.csv --key-column n --method quota --seed x >house.jsonl
	verdict=$(tsop-allocate verify -q -k house.csv house.jsonl 2>&1 | jq -r .verified[3])
	jq -r 'select(.seats.tied?).seats | [.tied[], "over", .next.quotient] | join(" ")' house.jsonl
	echo "$verdict"
}
run "ties of the quota method" 0 quota 7 a,1 b,4 c,4 d,9
out_is "ties of the quota method" <<'END'
b c over 4/2
seats
END
run "a tie behind a greater quotient" 0 quota 13 a,12 b,1 c,6 d,1 e,1 f,4
out_is "a tie behind a greater quotient" <<'END'
b d e over 1/1
seats
END
run "a tie that somebody came too late for" 0 quota 9 a,65 b,13 c,13 d,26 e,13 f,78 g,13
out_is "a tie that somebody came too late for" <<'END'
b c e g over 13/1
seats
END
run "a tie that began with another" 0 quota 5 a,68 b,51 c,68 d,102 e,17 f,102
out_is "a tie that began with another" <<'END'
b d f over 51/1
seats
END

# Those who are eliminated, or under a threshold, leave the house, with their weight.
printf 'claimant,n\na,850\nb,407\nc,100\n' >three.csv
tsop-allocate seats --seats 5 --guarantee 1 --reading eliminate -k three.csv --key-column n --method quota >three.jsonl
run "quota without those who are eliminated" 0 jq -r 'select(.claimant).seats' three.jsonl
out_is "quota without those who are eliminated" <<'END'
3
1
1
END
run "quota without those who are eliminated is verified" 0 tsop-allocate verify -q -k three.csv three.jsonl
# By the quota 10 / 2, b has just what it is guaranteed; a, whose cap binds, must not take that from it.
printf 'claimant,n,least,most\na,100,1,1\nb,10,2,9\nc,5,2,9\n' >used.csv
tsop-allocate seats --seats 5 --reading eliminate -k used.csv --key-column n --guarantee-column least --cap-column most \
	--method quota --now $now >used.jsonl
run "quota where guarantees are all the seats" 0 jq -r 'select(.claimant).seats' used.jsonl
printf '%s\n' 1 2 2 | out_is "quota where guarantees are all the seats"
run "quota where guarantees are all the seats is verified" 0 tsop-allocate verify -q -k used.csv used.jsonl
# The same where people hold them: without the people that is supposed, and said.
printf 'municipality,n\n0101,100\n0190,10\n0420,5\n' >held.csv
for who in 1:0101:applied 2:0190:enrolled 3:0190:enrolled 4:0190:applied 5:0420:enrolled 6:0420:enrolled 7:0420:applied; do
	IFS=: read -r number municipality state <<-END
		$who
	END
	printf '{"type":"enrollment","v":1,"id":"e%d","round":"r1","municipality":"%s","wishes":[],' "$number" "$municipality"
	printf '"received":"2019-05-06T08:00:00Z","name":"N%d","email":"n%d@example.org","state":"%s"' "$number" "$number" "$state"
	test "$state" = applied || printf ',"course":"c1"'
	echo '}'
done >held.jsonl
tsop-allocate seats --seats 5 --guarantee 1 --reading eliminate --method quota -k held.csv --key-column n --now $now \
	held.jsonl >holders.jsonl
run "quota where all seats are held" 0 jq -r 'select(.municipality).seats' holders.jsonl
printf '%s\n' 1 2 2 | out_is "quota where all seats are held"
run "quota where all seats are held is verified" 0 tsop-allocate verify -q -k held.csv holders.jsonl held.jsonl
run "quota where all seats are held, without the people" 0 tsop-allocate verify -q -k held.csv holders.jsonl
ok "quota where all seats are held, without the people: what is open" \
	jq -e '.not_verified[0] | test("^the seats of 2 claimants who have more than the key gives")' "$T/.out"
jq -c 'if .claimant == "a" then .seats = 2 | .by_key = 1 elif .claimant == "c" then .seats = 1 | .guaranteed = 1 else . end' \
	used.jsonl >moved.jsonl
run "quota where guarantees are all the seats, one moved" 1 tsop-allocate verify -q -k used.csv moved.jsonl
run "quota where a guarantee and a cap bind as floor has it" 3 tsop-allocate seats --seats 5 --reading floor -k used.csv \
	--key-column n --guarantee-column least --cap-column most --method quota
printf 'claimant,n\na,24\nb,12\nc,3\nd,2\ne,1\n' >five.csv
tsop-allocate seats --seats 8 --threshold 3 -k five.csv --key-column n --method quota >five.jsonl
run "quota without those under the threshold" 0 jq -r 'select(.claimant).seats' five.jsonl
printf '%s\n' 5 3 0 0 0 | out_is "quota without those under the threshold"
run "quota without those under the threshold is verified" 0 tsop-allocate verify -q -k five.csv five.jsonl

# The id: of seats it does not hang on courses and wishes, which decide nothing there.
tsop-allocate seats -c courses.csv --round r1 -k key.csv --key-column residents --now $now people.jsonl >seats.jsonl
tsop-allocate assign -c courses.csv --round r1 --seats-from seats.jsonl --seed autumn --now $now people.jsonl >assigned.jsonl
run "the id of seats" 0 tsop-allocate verify -q -k key.csv seats.jsonl people.jsonl
ok "the id of seats is verified" jq -e '.verified | index("id")' "$T/.out"
run "the id of seats without people" 0 tsop-allocate verify -q -k key.csv seats.jsonl
ok "the id of seats without people is not" jq -e '.not_verified | index("the id: the people are in it, who were not given")' "$T/.out"
run "the id of courses to seats" 0 tsop-allocate verify -q -c courses.csv --seats-from seats.jsonl assigned.jsonl people.jsonl
ok "the id of courses to seats is verified" jq -e '.verified | index("id")' "$T/.out"
sed 's/"now"/"key_date":"2019-01-01",&/' seats.jsonl >dated.jsonl
run "an option that is not that of the run" 1 tsop-allocate verify -k key.csv dated.jsonl people.jsonl
ok "an option that is not that of the run is told" grep -q '^tsop-allocate: dated.jsonl:1: id: expected [0-9a-f]\{16\}, which these options and inputs give$' "$T/.err"
sed 's/"received":"2019-05-06/"received":"2019-05-07/' people.jsonl >later.jsonl
run "an application of another time" 1 tsop-allocate verify -q -c courses.csv -k key.csv result.jsonl later.jsonl

# Whose the seats are that assign held is not said: how many have each rank is left open, and not held against it.
printf '%s\n' municipality,seats,reserved 0621,2,0 0851,2,1 >held.csv
for mechanism in rank-maximal min-worst-rank; do
	tsop-allocate assign -c courses.csv --round r1 --seats-from held.csv --mechanism $mechanism --seed autumn --now $now \
		people.jsonl >held-$mechanism.jsonl
	run "held seats of assign: $mechanism" 0 tsop-allocate verify -q -c courses.csv --seats-from held.csv \
		held-$mechanism.jsonl people.jsonl
	ok "held seats of assign: $mechanism: what is open" jq -e '.not_verified |
		map(select(endswith("it is not known whose the held seats are"))) | length == 1' "$T/.out"
done
sed 's/"worst_rank":[0-9]*/"worst_rank":1/' held-min-worst-rank.jsonl >better.jsonl
run "held seats of assign: a worst rank that somebody exceeds" 1 tsop-allocate verify -q -c courses.csv \
	--seats-from held.csv better.jsonl people.jsonl
ok "held seats of assign: it is told" grep -q 'worst_rank: expected 2$' "$T/.err"

sed '/"proof"/s/"unassigned":0,"rank"/"unassigned":1,"rank"/' held-min-worst-rank.jsonl >left-out.jsonl
run "held seats of assign: somebody without a course" 1 tsop-allocate verify -q -c courses.csv \
	--seats-from held.csv left-out.jsonl people.jsonl
ok "held seats of assign: nobody has a seat and no course" grep -q 'unassigned: expected 0: who has a seat has a course' "$T/.err"

sed '1s/"reserved":1/"reserved":0/' held-min-worst-rank.jsonl >not-held.jsonl
run "held seats of assign: none of them is there" 1 tsop-allocate verify -q -c courses.csv \
	--seats-from held.csv not-held.jsonl people.jsonl
ok "held seats of assign: how many are" grep -q 'courses.reserved: expected 1, not 0$' "$T/.err"

# Where nobody has a place to be judged by, no rank is the worst but the first.
printf '%s\n' municipality,seats,reserved 0621,0,0 0851,0,0 >none.csv
tsop-allocate assign -c courses.csv --round r1 --seats-from none.csv --mechanism min-worst-rank --seed autumn --now $now \
	people.jsonl | sed 's/"worst_rank":1/"worst_rank":2/' >none.jsonl
run "a worst rank of nobody" 1 tsop-allocate verify -q -c courses.csv --seats-from none.csv none.jsonl people.jsonl
ok "a worst rank of nobody is told" grep -q 'worst_rank: expected 1$' "$T/.err"

# Files in each other's place, and outputs that end before the verdict is out.
run "the key and the courses in each other's place" 3 tsop-allocate verify -k courses.csv -c key.csv result.jsonl people.jsonl
err_is "the key and the courses in each other's place" <<'END'
tsop-allocate: courses.csv:1: expected a column for each of: claimant|code ('Kommunekode')|municipality ('Kommune'), residents
tsop-allocate: key.csv:1: expected a column for each of: id ('Kursus'), round ('Runde'), title ('Titel'), place ('Sted'), capacity ('Pladser')
tsop-allocate: 2 errors
END
run "the key in place of the people" 3 tsop-allocate verify -k key.csv -c courses.csv result.jsonl key.csv
err_is "the key in place of the people" <<'END'
tsop-allocate: key.csv:1: expected a column for each of: id ('Kursus'), state
tsop-allocate: 1 error
END
run "a verdict on a full disk" 4 sh -c 'tsop-allocate verify -k key.csv -c courses.csv result.jsonl people.jsonl >/dev/full'
err_is "a verdict on a full disk" <<'END'
tsop-allocate: can not write the output: No space left on device
END
run "a verdict on standard input" 0 tsop-allocate verify -k key.csv -c courses.csv - people.jsonl <result.jsonl
err_is "a verdict on standard input" <<'END'
tsop-allocate: stdin: verified
END

# Who gives up a seat, because no course has room, before the next in turn takes it.
{
	person e1 0621 '["a"]' 01 ',"only_wishes":true'
	person e2 0621 '["a"]' 02 ',"only_wishes":true'
	person e3 0851 '["a"]' 03 ',"only_wishes":true'
	person e4 0621 '["k"]' 04 ',"only_wishes":true'
	person e5 0851 '["a"]' 05 ',"only_wishes":true'
} >narrow.jsonl
tsop-allocate run -c courses.csv --round r1 -k key.csv --key-column residents --now $now --seed autumn \
	--seats 4 --guarantee 1 narrow.jsonl >gave-up.jsonl
run "who gave up a seat, one pass after the other" 0 \
	jq -c '.assignment.passes[]? | [.places, .gave_up]' gave-up.jsonl
out_is "who gave up a seat, one pass after the other" <<'END'
[[{"enrollment":"e4"}],["e1"]]
[[{"enrollment":"e4"}],["e2"]]
END
verifies "every pass is verified" 0 -q gave-up.jsonl narrow.jsonl
ok "every pass is verified: nothing is open" jq -e '.not_verified == [] and (.verified | index("passes"))' "$T/.out"

# The seat of who gave up one went to a party that had been passed over: none was left after all.
printf 'id,round,title,place,capacity\nk,r1,K,Kolding,0\na,r1,A,Aalborg,3\n' >without.csv
printf 'code,n\n621,1\n' >one.csv
{
	person e1 0621 '["k"]' 01 ',"only_wishes":true'
	person e2 0621 '["a"]' 02 ',"party":"bil"'
	person e3 0621 '["a"]' 02 ',"party":"bil"'
	person e4 0621 '["k"]' 03 ',"only_wishes":true'
} >behind.jsonl
tsop-allocate run -c without.csv -k one.csv --key-column n --now $now --seats 2 --guarantee 0 behind.jsonl >behind.result
run "who gave up a seat that a party needed" 0 jq -r 'select(.enrollment and .why) | .enrollment + ": " + .why' behind.result
out_is "who gave up a seat that a party needed" <<'END'
e1: number 1 of 4 for 2 seats by priority, then time of application; no room on the courses wished for
e2: number 2 of 4 for 2 seats by priority, then time of application; first wish
e3: number 3 of 4 for 2 seats by priority, then time of application; first wish
e4: number 4 of 4 for 2 seats by priority, then time of application
END
run "who gave up a seat that a party needed: verified" 0 tsop-allocate verify -q -c without.csv -k one.csv \
	behind.result behind.jsonl
jq -c 'del(.assignment?.passes?)' gave-up.jsonl >forgotten.jsonl
verifies "without the passes less is verified" 0 -q forgotten.jsonl narrow.jsonl
ok "without the passes less is verified: it is said" jq -e '.not_verified | length == 1' "$T/.out"
jq -c 'if .type == "proof" then .assignment.passes[0].gave_up = ["e2"] else . end' gave-up.jsonl >other.jsonl
verifies "somebody else gave up a seat" 1 other.jsonl narrow.jsonl
err_is "somebody else gave up a seat" <<'END'
tsop-allocate: other.jsonl:12: gave_up: pass 1: expected e1 as number 1
tsop-allocate: 1 error
END
jq -c 'if .type == "proof" then .assignment.passes |= .[1:] else . end' gave-up.jsonl >later.jsonl
verifies "a pass is missing" 1 later.jsonl narrow.jsonl
err_is "a pass is missing" <<'END'
tsop-allocate: later.jsonl:12: gave_up: pass 1: expected e1 as number 1
tsop-allocate: 1 error
END
jq -c 'if .type == "proof" then .assignment.passes |= . + .[-1:] else . end' gave-up.jsonl >longer.jsonl
verifies "a pass comes twice" 1 longer.jsonl narrow.jsonl
err_is "a pass comes twice" <<'END'
tsop-allocate: longer.jsonl:8: course: pass 3: e4: k would cost less at the prices of the proof
tsop-allocate: 1 error
END

# Parties that do not fit well together: the proof has more than a thousand cases, and a line that is read all the same.
printf '%s\n' id,round,title,place,capacity c0,r1,C,Kolding,40 c1,r1,C,Aalborg,40 c2,r1,C,Odense,40 c3,r1,C,Slagelse,41 \
	c4,r1,C,Herning,41 >five.csv
awk 'function below(n) { x = (x * 69069 + 1) % 4294967296; return int(x / 65536) % n }
	BEGIN {
		split("0101 0147 0151 0190 0265 0330 0420 0621 0751 0851", code, " ")
		for (x = 10; e < 200; party++) {
			m = code[1 + below(10)]
			for (n = 1 + below(4); n > 0 && e < 200; n--) {
				w = below(5)
				other = (w + 1 + below(4)) % 5
				e++
				printf "{\"type\":\"enrollment\",\"v\":1,\"id\":\"e%d\",\"state\":\"applied\",\"ref\":\"r%d\",\"round\":\"r1\",", e, e
				printf "\"municipality\":\"%s\",\"party\":\"%d\",\"wishes\":[\"c%d\",\"c%d\"]}\n", m, party, w, other
			}
		}
	}' >parties.jsonl
tsop-allocate assign -c five.csv --seed autumn --now $now parties.jsonl >large.jsonl
ok "a large search: over 1,000 nodes" jq -se '.[-1].assignment.search.nodes | length > 1000' large.jsonl
run "a large search: is verified" 0 tsop-allocate verify -q -c five.csv large.jsonl parties.jsonl
ok "a large search: no other places are open" jq -e '.not_verified | map(select(startswith("that"))) == []' "$T/.out"
jq -c 'if .type == "proof" then .assignment.search.nodes |= map(if .prices? then .prices |= .[1:] else . end) else . end' \
	large.jsonl >cheaper.jsonl
run "a large search: prices that are left out" 1 tsop-allocate verify -q -c five.csv cheaper.jsonl parties.jsonl
finish
