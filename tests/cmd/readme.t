#!/bin/sh
# The main job as README.md has it, and what README.md says that it says.

. "$(dirname "$0")/tap.sh"

# The block of lines set in by four blanks that holds a text, without the blanks.
block() { # TEXT
	awk -v text="$1" '
		/^    / { block = block substr($0, 5) "\n"; if (index($0, text)) found = 1; next }
		{ if (found) { printf "%s", block; exit } block = "" }' "$ROOT/README.md"
}

cp -r "$ROOT/share" "$T/share"
cd "$T" || exit 1
block 'cd share/examples' >commands
run "the commands" 0 sh -eu commands
block ': created;' >"$T/said"
err_is "the commands" <"$T/said"
cd share/examples/autumn-2019 || exit 1
for part in '"name":"København","weight":"632340","applied":12,"seats":5,"guaranteed":1,"by_key":4' \
	'"why":"1 guaranteed; 4 by the key; 7 more applied"' \
	'"enrollment":"e14","municipality":"0101","course":null,"state":"waiting","position":3' \
	'"why":"number 8 of 12 for 5 seats by priority, then time of application"'; do
	ok "README.md shows $part" grep -qF "$part" "$ROOT/README.md"
	ok "the result has $part" grep -qF "$part" allocation.jsonl
done
ok "nothing is left unverified" grep -qF '"not_verified":[]' verification.jsonl
finish
