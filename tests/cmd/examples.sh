# shellcheck shell=sh
# examples.sh: the command lines that pages and help texts show; sourced after tap.sh.
#
#   page_commands PAGE      the commands of its EXAMPLES, one a line: status, tab, command
#   help_commands TOOL VERB the same of a verb's --help
#   tour DIR                make DIR what tsop(7)'s EXAMPLES leave behind in a fresh copy of the example
#   try DIR LABEL           run the commands on standard input in DIR, each a test
#
# In a page a command begins with "$ " and goes on while its lines end in '\' or '|'. One that does
# not end with status 0 says so behind it: "# status 1".

join_commands() {
	awk '{ sub(/^ +/, ""); line = line (line == "" ? "" : " ") $0 }
	     /\\$/ { sub(/ *\\$/, "", line); next }
	     /\|$/ { next }
	     { status = 0
	       if (match(line, /# status [0-9]+/))
		       status = substr(line, RSTART + 9, RLENGTH - 9)
	       print status "\t" line; line = "" }'
}

page_commands() {
	mandoc -T locale -O width=200 "$1" | LC_ALL=C sed 's/.\x08//g' |
		awk '/^[A-Z]/ { on = /^EXAMPLES/ }
		     on && (more || sub(/^ *\$ /, "")) { print; more = /[\\|]$/ }' | join_commands
}

help_commands() {
	"$1" "$2" --help | sed '1,/^examples:$/d' | join_commands
}

# A pipe fails where any part of it fails.
in_example() { # DIR COMMAND
	(cd "$1" && bash -o pipefail -c "$2")
}

try() { # DIR LABEL
	while IFS='	' read -r try_status try_command; do
		run "$2: $try_command" "$try_status" in_example "$1" "$try_command" </dev/null
	done
}

tour() {
	cp -r "$ROOT/share/examples/autumn-2019" "$1"
	page_commands "$ROOT/man/tsop.7" | cut -f 2 >"$T/tour"
	while read -r tour_command; do
		in_example "$1" "$tour_command" </dev/null >/dev/null 2>&1
	done <"$T/tour"
}
