# fish --no-config complete.fish FOLDER LINE: what fish offers behind LINE with the completions of FOLDER, one a line.

source $argv[1]/tsop.fish
complete -C $argv[2] | string replace -r '\t.*' '' | sort -u
