#!/bin/sh
# The two examples in the --help of every verb run, in what the tour of tsop(7) leaves behind.

. "$(dirname "$0")/tap.sh"
# shellcheck source=tests/cmd/examples.sh
. "$ROOT/tests/cmd/examples.sh"

tour "$T/toured"
for door in "$ROOT"/cmd/tsop-*; do
	tool=$(basename "$door")
	for verb in $("$tool" --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p'); do
		help_commands "$tool" "$verb" >"$T/commands"
		ok "$tool $verb: two examples" test "$(wc -l <"$T/commands")" -eq 2
		cp -r "$T/toured" "$T/$tool-$verb"
		try "$T/$tool-$verb" "$tool $verb" <"$T/commands"
	done
done

finish
