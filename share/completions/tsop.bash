# Completion of the tsop tools for bash: it offers what their --help says.

_tsop_argument() { # HELP OPTION: what its row calls the argument
	awk -v option="$2" '/^  (-., |    )--/ && ($1 == option "," || $1 == option || $2 == option) {
		sub(/^ *(-., )?--[a-z-]+ ?/, "")
		if ($0 !~ /^ /) print $1
	}' <<<"$1"
}

_tsop_files() {
	compopt -o filenames
	mapfile -t COMPREPLY < <(compgen -f -- "$1")
}

_tsop() {
	local tool=$1 current=$2 previous=$3 verb=${COMP_WORDS[1]} help argument words

	if ((COMP_CWORD == 1)); then
		words=$("$tool" --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p')
		mapfile -t COMPREPLY < <(compgen -W "$words --help --version" -- "$current")
		return
	fi
	help=$("$tool" "$verb" --help 2>/dev/null) || return
	if [[ $current == "=" ]]; then # --format=
		current=
	elif [[ $previous == "=" ]]; then # --format=c
		previous=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	[[ $previous == -* ]] && argument=$(_tsop_argument "$help" "$previous")
	case $argument in
	*"|"*) mapfile -t COMPREPLY < <(compgen -W "${argument//|/ }" -- "$current") ;;
	FILE | DIR) _tsop_files "$current" ;;
	?*) ;;
	*)
		if [[ $current == -* ]]; then
			words=$(sed -nE 's/^  (-., |    )(--[a-z-]*).*/\2/p' <<<"$help")
			mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
		elif [[ ${help%%$'\n'*} == *file* ]]; then
			_tsop_files "$current"
		fi
		;;
	esac
}

complete -F _tsop tsop-{enroll,allocate,report}
