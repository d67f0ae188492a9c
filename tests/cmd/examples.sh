# shellcheck shell=sh
# examples.sh: the command lines that pages and help texts show; sourced after tap.sh.
#
#   page_commands PAGE      the commands of its EXAMPLES, one a line: status, tab, command
#   page_displays PAGE DIR  the same of the whole page; DIR/n gets the output shown behind the nth
#   help_commands TOOL VERB the same of a verb's --help
#   tour DIR                make DIR what tsop(7)'s EXAMPLES leave behind in a fresh copy of the example
#   try DIR LABEL [OUTPUTS] run the commands on standard input in DIR, each a test; where OUTPUTS/n
#                           is there, the nth must print exactly that
#
# In a page a command begins with "$ " and goes on while its lines end in '\' or '|'. One that does
# not end with status 0 says so behind it: "# status 1". What follows it, up to an empty line or
# the next command, is its output.

# A command is tried as it would be pasted: its line ends are kept, as \001.
join_commands() {
	awk '{ sub(/^ +/, ""); line = line (line == "" ? "" : "\001") $0 }
	     /[\\|]$/ { next }
	     { status = 0
	       if (match(line, /# status [0-9]+/))
		       status = substr(line, RSTART + 9, RLENGTH - 9)
	       print status "\t" line; line = "" }'
}

page_text() {
	mandoc -T locale -O width=200 "$1" | LC_ALL=C sed 's/.\x08//g'
}

page_commands() {
	page_text "$1" |
		awk '/^[A-Z]/ { on = /^EXAMPLES/ }
		     on && (more || sub(/^ *\$ /, "")) { print; more = /[\\|]$/ }' | join_commands
}

page_displays() { # PAGE DIR
	page_text "$1" | awk -v dir="$2" '
		!more && /^ *\$ / { indent = index($0, "$"); sub(/^ *\$ /, ""); more = 1; n++ }
		more { print; more = /[\\|]$/; next }
		/^ *$/ { indent = 0 }
		indent { print substr($0, indent) >(dir "/" n) }' | join_commands
}

help_commands() {
	"$1" "$2" --help | sed '1,/^examples:$/d' | join_commands
}

# A pipe fails where any part of it fails.
in_example() { # DIR COMMAND
	(cd "$1" && bash -o pipefail -c "$(printf '%s' "$2" | tr '\001' '\n')")
}

try() { # DIR LABEL [OUTPUTS]
	try_n=0
	while IFS='	' read -r try_status try_command; do
		try_n=$((try_n + 1))
		try_label="$2: $(printf '%s' "$try_command" | tr '\001' ' ')"
		run "$try_label" "$try_status" in_example "$1" "$try_command" </dev/null
		[ ! -e "${3:-/dev/null}/$try_n" ] || out_is "$try_label" <"$3/$try_n"
	done
}

tour() {
	cp -r "$ROOT/share/examples/autumn-2019" "$1"
	page_commands "$ROOT/man/tsop.7" | cut -f 2 >"$T/tour"
	while read -r tour_command; do
		in_example "$1" "$tour_command" </dev/null >/dev/null 2>&1
	done <"$T/tour"
}
