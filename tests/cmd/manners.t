#!/bin/sh
# The manners of every tool and verb: help, options, and how a run ends.
# shellcheck disable=SC2317 # functions are called through run and ok
. "$(dirname "$0")/tap.sh"

E=$ROOT/share/examples/autumn-2019
N='can not write the output'

# Of a run's output: does its first line match?
begins_with() { # PATTERN FILE
	head -n 1 "$2" | grep -q "$1"
}

# Run COMMAND... with a standard output that nobody reads any more, and return its status. The reader
# is waited for: a pipe of the shell's own may be open for reading for a moment longer.
with_reader_gone() {
	rm -f gate
	mkfifo gate
	: <gate &
	exec 4>gate
	wait $!
	"$@" >&4 4>&-
	gone_status=$?
	exec 4>&-
	return "$gone_status"
}

with_reader_gone_and_sigpipe_ignored() {
	(
		trap '' PIPE
		with_reader_gone "$@"
	)
}

to_full_device() { "$@" >/dev/full; }
with_closed_output() { "$@" >&-; }
with_closed_input() { "$@" <&-; }
in_proc() { (cd /proc && "$@"); }
with_file_limit() { (ulimit -f 1 && "$@"); }
with_umask() { (umask 077 && "$@"); }

# What a tool does whatever its verbs are.
tool_manners() {
	run "$1 without a verb" 2 "$1"
	out_is "$1 without a verb" </dev/null
	err_is "$1 without a verb" <<-END
		$1: expected a verb; see --help
	END
	run "$1 with an unknown verb" 2 "$1" xyz
	err_is "$1 with an unknown verb" <<-END
		$1: unknown verb 'xyz'; see --help
	END
	run "$1 --help" 0 "$1" --help
	err_is "$1 --help" </dev/null
	ok "$1 --help says how it is used" begins_with "^usage: $1 verb " .out
	cp .out help
	run "$1 -h" 0 "$1" -h
	out_is "$1 -h" <help
	run "$1 --version" 0 "$1" --version
	ok "$1 --version names tool, package and version" \
		begins_with "^$1 (tsop) [0-9][0-9.]*\$" .out
	for option in --help --version; do
		run "$1 $option > /dev/full" 4 to_full_device "$1" $option
		err_is "$1 $option > /dev/full" <<-END
			$1: $N: No space left on device
		END
		run "$1 $option, nobody reads" 141 with_reader_gone "$1" $option
		err_is "$1 $option, nobody reads" </dev/null
	done
}

given_twice() { # TOOL VERB OPTION
	run "$1 $2 $3 twice" 2 "$1" "$2" "$3" 1 "$3" 1
	err_is "$1 $2 $3 twice" <<-END
		$1: $3: given more than once
	END
	run "$1 $2 $3 without its argument" 2 "$1" "$2" "$3"
	ok "$1 $2 $3 without its argument is told what is expected" \
		begins_with "^$1: $3: expected an argument: " .err
}

# What a verb does with its command line.
verb_manners() {
	run "$1 $2 --help" 0 "$1" "$2" --help
	err_is "$1 $2 --help" </dev/null
	cp .out help
	ok "$1 $2 --help says how it is used" begins_with "^usage: $1 $2 \\[options\\]" help
	ok "$1 $2 --help has two examples" \
		test "$(sed '1,/^examples:$/d' help | grep -c "^  .*$1 $2 ")" -eq 2
	for words in -h "-h --nonsense" "operand --help"; do
		# shellcheck disable=SC2086 # several words
		run "$1 $2 $words" 0 "$1" "$2" $words
		out_is "$1 $2 $words" <help
	done
	run "$1 $2 -- --help" "$(tap_any_failure "$1" "$2" -- --help)" "$1" "$2" -- --help
	out_is "$1 $2 -- --help is no help" </dev/null
	run "$1 $2 --help > /dev/full" 4 to_full_device "$1" "$2" --help
	for option in --nonsense --hel -x; do
		run "$1 $2 $option" 2 "$1" "$2" $option
		out_is "$1 $2 $option" </dev/null
		err_is "$1 $2 $option" <<-END
			$1: unknown option $option; see --help
		END
	done
	for option in --output --now --register --courses --line-max; do
		! grep -q -e " $option " help || given_twice "$1" "$2" $option
	done
	! grep -q -e --quiet help || {
		run "$1 $2 --quiet=yes" 2 "$1" "$2" --quiet=yes
		err_is "$1 $2 --quiet=yes" <<-END
			$1: --quiet: takes no argument
		END
	}
}

# The status of a run that has to fail, 1 where it did not.
tap_any_failure() {
	"$@" </dev/null >/dev/null 2>&1 && echo 1 || echo $?
}

# What a run that prints records does with them: COMMAND..., which works.
run_manners() {
	name="$1 $2"
	run "$name" 0 "$@"
	cp .out expected
	ok "$name prints something" test -s expected
	run "$name > /dev/full" 4 to_full_device "$@"
	err_is "$name > /dev/full" <<-END
		$1: $N: No space left on device
	END
	run "$name >&-" 4 with_closed_output "$@"
	err_is "$name >&-" <<-END
		$1: $N: Bad file descriptor
	END
	run "$name, nobody reads" 141 with_reader_gone "$@"
	err_is "$name, nobody reads" </dev/null
	run "$name, nobody reads, SIGPIPE ignored" 141 with_reader_gone_and_sigpipe_ignored "$@"
	err_is "$name, nobody reads, SIGPIPE ignored" </dev/null
	for how in with_closed_input in_proc with_umask "env LC_ALL=C.UTF-8 TZ=America/New_York"; do
		# shellcheck disable=SC2086 # several words
		run "$name ($how)" 0 $how "$@"
		out_is "$name ($how)" <expected
	done
	tool=$1
	shift
	run "$name (env -i)" 0 env -i "$BUILD/bin/$tool" "$@"
	out_is "$name (env -i)" <expected
}

# The same, and with -o FILE.
file_manners() {
	run_manners "$@"
	rm -rf d
	mkdir d
	run "$name -o new" 0 "$@" -o d/new
	out_is "$name -o new prints nothing" </dev/null
	ok "$name -o new writes what it would print" cmp expected d/new
	ok "a new file is for its owner" test "$(stat -c %a d/new)" = 600
	echo old >d/old
	chmod 640 d/old
	ln -s old d/link
	run "$name -o old > /dev/full" 0 to_full_device "$@" -o d/link
	ok "a link is followed" cmp expected d/old
	ok "a replaced file keeps its mode" test "$(stat -c %a d/old)" = 640
	ok "a link stays" test -L d/link
	run "$name -o -" 0 "$@" -o -
	out_is "$name -o -" <expected
	run "$name -o /dev/full" 4 "$@" -o /dev/full
	err_is "$name -o /dev/full" <<-END
		$1: /dev/full: $N: No space left on device
	END
	echo old >d/old
	run "$name -o, file too large" 4 with_file_limit "$@" -o d/old
	err_is "$name -o, file too large" <<-END
		$1: d/old: $N: File too large
	END
	ok "a file that does not fit leaves the old one" grep -q '^old$' d/old
	run "$name -o in no directory" 4 "$@" -o d/no/file
	run "$name -o of a directory" 4 "$@" -o d
	ok "no temporary file is left" test "$(ls -A d)" = "link
new
old"
}

for tool in "$BUILD"/bin/tsop-*; do
	tool=${tool##*/}
	tool_manners "$tool"
	for verb in $("$tool" --help | sed -n 's/^  \([a-z]*\)  *.*/\1/p'); do
		verb_manners "$tool" "$verb"
	done
done

day=2019-06-24T09:00:00+02:00
R=$T/autumn.register
ok "a register to read" tsop-enroll apply -r "$R" -c "$E/courses.csv" --now $day "$E/applications.csv"
tsop-enroll list -r "$R" >people.jsonl
run_manners tsop-enroll check "$E/courses.csv"
run_manners tsop-enroll verify -q -r "$R"
file_manners tsop-enroll list -r "$R"
file_manners tsop-report count --by municipality "$T/people.jsonl"
file_manners tsop-allocate seats --seats 120 --now $day --key "$E/population.csv" --key-column population
file_manners tsop-allocate run --courses "$E/courses.csv" --now $day --seed 1 \
	--key "$E/population.csv" --key-column population "$T/people.jsonl"
cp expected allocation.jsonl
file_manners tsop-report allocation "$T/allocation.jsonl"

# After a commit a failing output is said, and the status is 4.
recorded() {
	err_is "$1" <<-END
		tsop-enroll: $N: $2
		tsop-enroll: recorded; output incomplete
	END
	run "$1: it was recorded" 0 tsop-enroll apply -q -r r -c "$E/courses.csv" --now $day \
		"$E/applications.csv"
	ok "$1: nothing is new" sh -c '! grep -q \"result\":\"new\" .out'
	rm -rf r
}
for how in to_full_device with_reader_gone; do
	run "apply $how" 4 $how tsop-enroll apply -q -r r -c "$E/courses.csv" --now $day \
		"$E/applications.csv"
	case $how in
	to_full_device) recorded "apply $how" "No space left on device" ;;
	*) recorded "apply $how" "Broken pipe" ;;
	esac
done

# Names with blanks and leading hyphens.
cp -- "$E/courses.csv" "-a b.csv"
run "an operand behind --" 0 tsop-enroll check -- "-a b.csv"
cp .out expected
run "standard input, named" 0 tsop-enroll check - <"$E/courses.csv"
out_is "standard input, named" <expected
run "standard input, not named" 0 tsop-enroll check <"$E/courses.csv"
out_is "standard input, not named" <expected
run "an operand with a control character" 3 tsop-enroll check "a$(printf '\033')[31mb"
ok "it is escaped" grep -q 'a\\x1B\[31mb' .err

# A filter with nothing to read.
run "standard input closed" 3 with_closed_input tsop-enroll check
ok "standard input closed is said" begins_with '^tsop-enroll: stdin: .*Bad file descriptor' .err
if command -v script >/dev/null; then
	run "standard input is a terminal" 2 script -qec "tsop-enroll check" /dev/null
	ok "standard input is a terminal: told what is expected" begins_with \
		'^tsop-enroll: expected a file, or records on standard input; see --help' .out
fi

# A full disk, where one may be mounted: the old file stays, and no temporary.
mkdir small
# shellcheck disable=SC2016 # expanded by the inner shell
on_small_disk() {
	unshare -rm sh -c 'mount -t tmpfs -o size=8k tmpfs small && echo old >small/old && "$@"
		status=$?
		ls -A small >left
		cat small/old >>left
		exit $status' sh "$@"
}
if unshare -rm mount -t tmpfs tmpfs small 2>/dev/null; then
	run "a full disk" 4 on_small_disk tsop-enroll list -r "$R" -o small/old
	err_is "a full disk" <<-END
		tsop-enroll: small/old: $N: No space left on device
	END
	ok "a full disk leaves the old file" test "$(cat left)" = "old
old"
fi

# Ctrl-C ends at once: 130, the old file as it was, no temporary.
mkdir c
echo old >c/old
mkfifo hold
exec 9<>hold
run "Ctrl-C" 130 timeout --preserve-status -s INT 0.3 tsop-report allocation -o c/old <hold
exec 9<&-
ok "Ctrl-C leaves the old file" grep -q '^old$' c/old
ok "Ctrl-C leaves no temporary" test "$(ls -A c)" = old

finish
