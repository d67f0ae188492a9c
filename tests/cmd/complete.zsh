# zsh -f complete.zsh FOLDER LINE: what zsh offers behind LINE with the completions of FOLDER, one a
# line. A shell on a terminal of its own is asked, by the tab key.
zmodload zsh/zpty
offers=$(mktemp) setup=$(mktemp)
cat >$setup <<END
fpath=($1 \$fpath)
autoload -Uz compinit
compinit -D -u
LISTMAX=10000 # lists all without asking
bindkey '^I' complete-word
compadd() {
	local -a offered
	[[ " \$* " == *' '-[OAD]' '* ]] || { builtin compadd -O offered "\$@"; print -rl -- \$offered >>$offers }
	builtin compadd "\$@"
}
leave() { exit }
comppostfuncs=(leave)
END
zpty shell zsh -f -i
zpty -w shell "source $setup"
zpty -n -w shell "$2"$'\t'
while zpty -r shell >/dev/null; do :; done
grep . $offers | sort -u
rm $offers $setup
