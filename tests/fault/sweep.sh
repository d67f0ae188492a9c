# sweep.sh: make each system call of an append fail in turn, and kill it there; sourced by *.t.
#
#   sweep BASE    append a batch of three to a copy of journal BASE (which need not exist), once
#                 for each call and fault, and examine what is left
#
# Whatever happens: what was recorded before is there; the batch is there as a whole or not at all,
# and the answer ("ok", "failed") was the truth; verify finds nothing (but a doubt that is said); the
# next append works.

# shellcheck source=tests/cmd/tap.sh
. "$(dirname "$0")/../cmd/tap.sh"
DRIVER=$BUILD/tests/fault/append_driver
# Faults by call; all others get EIO, and each call is a place to be killed at.
FAULTS="pwrite64:ENOSPC,EINTR,EIO pread64:EINTR,EIO openat:ENOSPC,EMFILE fdatasync:EIO,ENOSPC"

# Has the clean run a tracer? Else there is nothing to sweep.
strace -o /dev/null true 2>/dev/null ||
	{ echo '1..0 # SKIP no strace, or it may not trace here'; exit 0; }

value() { # WORD LINE: the number behind it
	printf '%s\n' "$2" | sed -n "s/.*$1 \([0-9]*\).*/\1/p"
}

# A journal with doubt refuses by name of the cure; that is then done by hand.
settle() {
	[ -e j/doubt ] || return 0
	$DRIVER append j again 1 >.again && return 1
	grep -q "until 'repair'" .again || return 1
	rm j/doubt
}

# What the run has left: nothing on standard output where all is as it must be.
examine() { # BEFORE CALL:FAULT: entries that were there, and what was done to the run
	answer=$(cat .answer)
	case $2:$answer in
	pwrite64:error=EINTR:*) ;;
	pwrite64:error*ok* | f*sync:error*ok* | ftruncate:error*ok*) echo 'said ok, but it can not know' ;;
	esac
	case $answer in *unknown*) [ -e j/doubt ] || echo 'unknown, but no doubt is left' ;; esac
	if [ -e j ]; then
		found=$($DRIVER check j swept 2>&1)
		entries=$(value entries "$found") swept=$(value word "$found")
	else
		found='' entries=0 swept=0
	fi
	case $answer in
	*ok*) [ "$swept" = 3 ] || echo "said ok, but: $found" ;;
	*failed*) [ "$swept" = 0 ] || echo "said failed, but: $found" ;;
	*) [ "$swept" = 0 ] || [ "$swept" = 3 ] || echo "half a batch: $found" ;;
	esac
	case $found in
	*found:*) case $answer$found in *unknown*doubt*) ;; *) echo "verify: $found" ;; esac ;;
	esac
	[ ! -e j ] || [ "${entries:-0}" -ge "$1" ] || echo "lost: $found"
	settle || echo 'a doubt that does not refuse by name'
	$DRIVER append j again 1 >.again 2>&1 || echo "the next append: $(cat .again)"
	after=$($DRIVER check j again) || echo "afterwards: $after"
	[ "$(value word "$after")" = 1 ] && [ "$(value torn "$after")" = 0 ] || echo "afterwards: $after"
	[ "$(value word "$($DRIVER check j swept)")" = "$swept" ] || echo "changed afterwards: $swept"
}

fresh() { # BASE
	rm -rf j j.new-*
	[ ! -e "$1" ] || cp -a "$1" j
}

# Fail, or kill at, the calls FROM..TO of one name.
sweep_call() { # BASE BEFORE CALL FROM TO FAULT
	complaints=''
	n=$4
	while [ "$n" -le "$5" ]; do
		fresh "$1"
		strace -f -qq -o /dev/null -e trace="$3" -e inject="$3:$6:when=$n" \
			"$DRIVER" append j swept 3 >.answer 2>.stderr
		said=$(examine "$2" "$3:$6")
		[ -z "$said" ] || complaints="$complaints$3 $n $6 ($(cat .answer)): $said
"
		n=$((n + 1))
	done
	[ -z "$complaints" ]
	tap_result $? "$3 fails with $6, $((n - $4)) times"
	[ -z "$complaints" ] || printf '%s' "$complaints" | sed 's/^/# /'
}

# "CALL FROM TO" for each call that a clean run makes behind the start of main (its sigaction).
calls_of() {
	strace -f -qq -o .trace "$DRIVER" append j swept 3 >/dev/null
	awk -F'(' '{ sub(/^[0-9]+ +/, "") } /^rt_sigaction/ { main = 1 }
		/^[a-z0-9]+\(/ { n[$1]++; if (main && !($1 in from)) from[$1] = n[$1] }
		END { for (c in from) print c, from[c], n[c] }' .trace |
		grep -Ev '^(brk|mmap|munmap|rt_sig|exit|write )' | sort
}

sweep() { # BASE
	before=0
	if [ -e "$1" ]; then
		fresh "$1"
		before=$(value entries "$($DRIVER check j none)")
	fi
	fresh "$1"
	calls_of >.calls
	while read -r call from to; do
		sweep_call "$1" "$before" "$call" "$from" "$to" signal=KILL
		faults=EIO
		for f in $FAULTS; do
			case $f in "$call":*) faults=${f#*:} ;; esac
		done
		for f in $(printf '%s' "$faults" | tr , ' '); do
			sweep_call "$1" "$before" "$call" "$from" "$to" "error=$f"
		done
	done <.calls
}
