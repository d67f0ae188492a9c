#!/bin/sh
# The pages: lint, the same options as --help, and every example runs and prints what is shown.

. "$(dirname "$0")/tap.sh"
# shellcheck source=tests/cmd/examples.sh
. "$ROOT/tests/cmd/examples.sh"

LC_ALL=C.UTF-8

# What all tools have is in tsop(7).
common='^--help$|^--version$'
text() { mandoc -T ascii -O width=200 "$1" | sed 's/.\x08//g'; }
verbs() { "$1" --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p'; }
help_options() { # TOOL
	for verb in $(verbs "$1"); do
		"$1" "$verb" --help | sed -nE 's/^  (-., |    )(--[a-z-]*).*/\2/p'
	done | grep -Ev -- "$common" | sort -u
}
page_options() { # PAGE
	text "$1" | sed '/^EXAMPLES/,/^[B-Z]/d' | grep -oE -- '(^|[^a-zA-Z0-9-])--[a-z][a-z-]*' |
		sed 's/^[^-]//' | grep -Ev -- "$common" | sort -u
}
page_has_verbs() { # TOOL
	for verb in $(verbs "$1"); do
		text "$ROOT/man/$1.1" | grep -qw -- "$verb" || {
			echo "$verb is missing"
			return 1
		}
	done
}

for page in "$ROOT"/man/*.[157]; do
	ok "lint: $(basename "$page")" mandoc -T lint -W warning "$page"
done

for door in "$ROOT"/cmd/tsop-*; do
	tool=$(basename "$door")
	help_options "$tool" >"$T/.out"
	page_options "$ROOT/man/$tool.1" >"$T/want"
	tap_compare "$tool: the page and --help have the same options" "$T/.out" <"$T/want"
	ok "$tool: the page has every verb" page_has_verbs "$tool"
done

for page in "$ROOT"/man/*.7; do
	name=$(basename "$page")
	cp -r "$ROOT/share/examples/autumn-2019" "$T/$name.d"
	mkdir "$T/$name.outputs"
	page_displays "$page" "$T/$name.outputs" >"$T/commands"
	ok "$name: has examples" test -s "$T/commands"
	try "$T/$name.d" "$name" "$T/$name.outputs" <"$T/commands"
done

for page in "$ROOT"/man/*.[15]; do
	name=$(basename "$page")
	page_commands "$page" >"$T/commands"
	case $page in *.1) ok "$name: has examples" test -s "$T/commands" ;; esac
	cp -r "$T/tsop.7.d" "$T/$name.d"
	try "$T/$name.d" "$name" <"$T/commands"
done

finish
