#!/bin/sh
# tsop-enroll when it is interrupted, when its output fails, and when there are several of it.
. "$(dirname "$0")/enroll.sh"
. "$(dirname "$0")/tap.sh"
export ASAN_OPTIONS=detect_leaks=0 # which does not work under strace

NOW=2019-06-03T08:00:00Z
write_courses
people() { # FROM TO
	echo municipality,name,email,received
	seq "$1" "$2" | sed 's/.*/Kolding,Ea Ek,p&@a.example,2019-05-03 10:12/'
}
people 1 20 >one.csv
people 11 40 >two.csv
enroll() { tsop-enroll apply -q -r "$1" -c courses.csv --now $NOW "$2"; }
listed() { tsop-enroll list -r "$1" | sed 's/"id":"e[0-9]*",//' | sort; }
enroll whole one.csv >/dev/null
listed whole >one.listed
enroll whole two.csv >receipts
listed whole >two.listed

# Killed at any system call of its writing, it has entered all or nothing; run again, it is all there.
kill_at() { # CALL NUMBER
	rm -rf r
	enroll r one.csv >/dev/null
	strace -qq -o /dev/null -e trace="$1" -e inject="$1:signal=KILL:when=$2" \
		"$BUILD/bin/tsop-enroll" apply -q -r r -c courses.csv --now $NOW two.csv >/dev/null 2>&1
	listed r >now.listed 2>/dev/null
	cmp -s now.listed one.listed || cmp -s now.listed two.listed || return 1
	enroll r two.csv >again 2>/dev/null || return 1
	sed 's/"unchanged"/"new"/' again >again.new
	sed 's/"unchanged"/"new"/' receipts | cmp -s - again.new || return 1
	listed r | cmp -s - two.listed && tsop-enroll verify -q -r r >/dev/null
}
for call in openat pwrite64 fdatasync close; do
	bad=
	count=$(enroll whole one.csv >/dev/null && rm -rf r && enroll r one.csv >/dev/null &&
		strace -qq -e trace="$call" "$BUILD/bin/tsop-enroll" apply -q -r r -c courses.csv --now $NOW two.csv 2>&1 >/dev/null | wc -l)
	step=$((count / 8 + 1))
	for n in $(seq 1 $step "$count") "$count"; do
		kill_at "$call" "$n" || bad="$bad $n"
	done
	ok "killed at $call: nothing lost, nothing half-stored" test "$count:$bad" = "$count:"
done

# Killed while it makes the register: there is none, or a whole one.
for n in 1 2 3 4 5; do
	rm -rf r r.new-*
	strace -qq -o /dev/null -e trace=fdatasync -e inject="fdatasync:signal=KILL:when=$n" \
		"$BUILD/bin/tsop-enroll" apply -q -r r -c courses.csv --now $NOW one.csv >/dev/null 2>&1
	run "killed while it makes the register, at sync $n" 0 tsop-enroll apply -q -r r -c courses.csv --now $NOW one.csv
	listed r >now.listed
	ok "killed while it makes the register, at sync $n: all is there" cmp now.listed one.listed
done

# The output fails after the batch is in: that is said, and the same run can be made again.
rm -rf r
run "a full disk under the receipts" 4 sh -c "tsop-enroll apply -q -r r -c courses.csv --now $NOW one.csv >/dev/full"
err_is "a full disk under the receipts" <<'END'
tsop-enroll: can not write the output: No space left on device
tsop-enroll: recorded; output incomplete
END
listed r >now.listed
ok "it is recorded" cmp now.listed one.listed
run "a reader that goes" 4 sh -c "trap '' PIPE; { sleep 0.1; tsop-enroll apply -q -r r -c courses.csv --now $NOW two.csv; echo \$? >status; } | true; exit \$(cat status)"
err_is "a reader that goes" <<'END'
tsop-enroll: can not write the output: Broken pipe
tsop-enroll: recorded; output incomplete
END
run "nothing new, and the output fails" 4 sh -c "tsop-enroll apply -q -r r -c courses.csv --now $NOW two.csv >/dev/full"
err_is "nothing new, and the output fails" <<'END'
tsop-enroll: can not write the output: No space left on device
END

# A disk that is full under the register: nothing is stored, and it is said so.
rm -rf r
enroll r one.csv >/dev/null
run "no space for the register" 4 strace -qq -o /dev/null -e trace=pwrite64 -e inject=pwrite64:error=ENOSPC:when=1+ \
	"$BUILD/bin/tsop-enroll" apply -q -r r -c courses.csv --now $NOW two.csv
out_is "no space for the register" </dev/null
listed r >now.listed
ok "nothing is stored" cmp now.listed one.listed

# Four at once, on a register that is not there yet, with files that overlap.
rm -rf r
for n in 1 2 3 4; do
	people $((n * 10)) $((n * 10 + 30)) >"part$n.csv"
	tsop-enroll apply -q -r r -c courses.csv --now $NOW "part$n.csv" >"part$n.out" 2>"part$n.err" &
done
wait
run "four at once: the register is whole" 0 tsop-enroll verify -q -r r
tsop-enroll list -r r | sed 's/.*"email":"p\([0-9]*\)@.*/\1/' | sort -n >numbers
seq 10 70 | tap_compare "four at once: everybody is there once" numbers
cat part?.err >said
tap_compare "four at once: no complaint" said </dev/null
cat part?.out | grep -c '"new"' >new
echo 61 | tap_compare "four at once: each was new to one of them" new

# Damage is found.
printf x | dd of=r/body-2019.jsonl bs=1 seek=900 conv=notrunc 2>/dev/null
run "a changed byte" 1 tsop-enroll verify -r r
out_is "a changed byte" </dev/null
run "a register that is not there" 3 tsop-enroll verify -r nowhere
finish
