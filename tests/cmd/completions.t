#!/bin/sh
# Each shell, asked itself, offers what --help says: verbs, options, choices, files.

. "$(dirname "$0")/tap.sh"

HOME=$T
XDG_CONFIG_HOME=$T/config
LC_ALL=C.UTF-8
export HOME XDG_CONFIG_HOME

offers() { # SHELL LINE
	case $1 in
	bash) bash "$ROOT/tests/cmd/complete.bash" "$ROOT/share/completions" "$2" ;;
	fish) fish --no-config "$ROOT/tests/cmd/complete.fish" "$ROOT/share/completions" "$2" ;;
	zsh) zsh -f "$ROOT/tests/cmd/complete.zsh" "$ROOT/share/completions" "$2" ;;
	esac
}

verbs() { "$1" --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p' | sort; }
options() { sed -nE 's/^  (-., |    )(--[a-z-]*).*/\2/p' "$T/help" | sort; }
choices() { sed -nE 's/^  (-., |    )(--[a-z-]* [^ ]*\|[^ ]*).*/\2/p' "$T/help"; }

touch offered.csv
for door in "$ROOT"/cmd/tsop-*; do
	tool=$(basename "$door")
	for shell in bash zsh fish; do
		offers $shell "$tool " | grep -v '^--' >"$T/.out"
		verbs "$tool" >"$T/want"
		tap_compare "$shell: $tool: verbs" "$T/.out" <"$T/want"
	done
	for verb in $(verbs "$tool"); do
		"$tool" "$verb" --help >"$T/help"
		choices >"$T/choices"
		for shell in bash zsh fish; do
			offers $shell "$tool $verb --" >"$T/.out"
			options >"$T/want"
			tap_compare "$shell: $tool $verb: options" "$T/.out" <"$T/want"
			while read -r option words; do
				offers $shell "$tool $verb $option " >"$T/.out" </dev/null
				echo "$words" | tr '|' '\n' | sort >"$T/want"
				tap_compare "$shell: $tool $verb $option: choices" "$T/.out" <"$T/want"
			done <"$T/choices"
		done
	done
done

echo offered.csv >"$T/file"
echo jsonl >"$T/format"
: >"$T/nothing"
for shell in bash zsh fish; do
	offers $shell "tsop-enroll apply off" >"$T/.out"
	tap_compare "$shell: a file as operand" "$T/.out" <"$T/file"
	offers $shell "tsop-enroll list --output off" >"$T/.out"
	tap_compare "$shell: a file as an option's argument" "$T/.out" <"$T/file"
	offers $shell "tsop-enroll check --now " >"$T/.out"
	tap_compare "$shell: nothing where only its user knows" "$T/.out" <"$T/nothing"
done
for shell in bash zsh; do
	offers $shell "tsop-enroll list --format=j" >"$T/.out"
	tap_compare "$shell: a choice behind =" "$T/.out" <"$T/format"
done

finish
