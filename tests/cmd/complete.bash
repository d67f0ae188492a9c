# bash complete.bash FOLDER LINE: what bash offers behind LINE with the completions of FOLDER, one a line.

. "$1/tsop.bash"
compopt() { :; } # works in a terminal only
read -ra COMP_WORDS <<<"${2//=/ = }"
[[ $2 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_tsop "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
[[ ${#COMPREPLY[@]} -eq 0 ]] || printf '%s\n' "${COMPREPLY[@]}" | sort -u
