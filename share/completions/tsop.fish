# Completion of the tsop tools for fish: it offers what their --help says.

function __tsop_rows --argument-names tool verb # name, argument and text of each option
    LC_ALL=C.UTF-8 $tool $verb --help 2>/dev/null | awk '
        /^  (-., |    )?--[a-z]/ {
            sub(/^ +/, "")
            letter = ""
            if (match($0, /^-., /)) { letter = substr($0, 1, 2); sub(/^-., /, "") }
            name = $1
            argument = match($0, /^--[a-z-]+ [^ ]/) ? $2 : ""
            text = $0
            sub(/^[^ ]+( [^ ]+)?  +/, "", text)
            print name "\t" letter "\t" argument "\t" text
        }'
end

function __tsop_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l tool $words[1]
    if test (count $words) -eq 1
        $tool --help | string match -rg '^  ([a-z][a-z-]*  +.*)' | string replace -r '  +' \t
        return
    end
    set -l rows (__tsop_rows $tool $words[2])
    set -l previous $words[-1]
    for row in $rows
        set -l cells (string split \t -- $row)
        if contains -- $previous $cells[1] $cells[2]; and test -n "$cells[3]"
            if string match -q '*|*' -- $cells[3]
                string split '|' -- $cells[3]
            else if contains -- $cells[3] FILE DIR
                __fish_complete_path $current
            end
            return
        end
    end
    if string match -q -- '-*' $current
        for row in $rows
            set -l cells (string split \t -- $row)
            printf '%s\t%s\n' $cells[1] $cells[4]
        end
    else if $tool $words[2] --help 2>/dev/null | head -1 | string match -q '*file*'
        __fish_complete_path $current
    end
end

for tool in tsop-enroll tsop-allocate tsop-report
    complete -c $tool -f -a '(__tsop_complete)'
end
