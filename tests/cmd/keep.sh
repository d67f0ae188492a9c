# keep.sh: what the tests of tsop-allocate --keep share; sourced before tap.sh.
# shellcheck disable=SC2034 # for who sources it
now=2019-06-24T08:00:00Z
allocate="tsop-allocate run -k key.csv --key-column residents --now $now --seed autumn"
# Of four municipalities, none of which is guaranteed a seat.
allocate_odense="tsop-allocate run -k odense.csv --key-column residents --guarantee 0 --now $now --seed autumn"

# person ID MUNICIPALITY WISHES RECEIVED [MEMBERS]
person() {
	printf '{"type":"enrollment","v":1,"id":"%s","state":"%s","ref":"A-%s","round":"r1","municipality":"%s","wishes":%s,"received":"2019-05-%sT10:00:00+02:00"%s}\n' \
		"$1" "${6:-applied}" "$1" "$2" "$3" "$4" "${5:-}"
}
# Seven people, three courses and the key of their municipalities.
write_people() {
	cat >courses.csv <<'END'
id,round,title,place,capacity
a,r1,Course A,Aalborg,2
k,r1,Course K,Kolding,2
s,r1,Course S,Slagelse,2
END
	cat >key.csv <<'END'
code,residents
621,93175
851,217075
330,79073
END
	{
		person e1 0621 '["k"]' 01
		person e2 0621 '["k","a"]' 02
		person e3 0851 '["k","a"]' 03
		person e4 0851 '["k","s","a"]' 04
		person e5 0330 '["s"]' 05
		person e6 0330 '["k","a","s"]' 06
		person e7 0851 '["a"]' 07
	} >people.jsonl
}
# Four courses of one place, and the key with Odense in it.
write_swap() {
	{
		cat key.csv
		echo 461,204895
	} >odense.csv
	cat >swap.csv <<'END'
id,round,title,place,capacity
a,r1,Course A,Aalborg,1
k,r1,Course K,Kolding,1
o,r1,Course O,Odense,1
s,r1,Course S,Slagelse,1
END
}
without() { # ENROLLMENT...
	cp people.jsonl rest
	for gone in "$@"; do grep -v "\"$gone\"" rest >rest2 && mv rest2 rest; done
	cat rest
}
show() { # the result on standard input, in short
	jq -c 'if .type == "assignment" then [.enrollment, .course, .from, .why]
		elif .type == "allocation" then .moves
		elif .type == "proof" then [.assignment | .optimal, .unassigned, .rank, .meters, .moves_complete],
			.assignment.bound // empty, (.assignment.moves[]? | del(.prices)) else empty end'
}
keeps() { # NAME OPTIONS...: the result in short; people in rest.jsonl
	keeps_name=$1
	shift
	run "$keeps_name" 0 sh -c "$allocate $* rest.jsonl >new.jsonl"
	show <new.jsonl >"$T/.out"
}
