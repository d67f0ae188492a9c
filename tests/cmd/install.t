#!/bin/sh
# make install puts in place what make uninstall takes away again, and nothing outside.
. "$(dirname "$0")/tap.sh"

stage="$T/stage with a blank"
make_quietly() {
	MAKEFLAGS='' make -s -C "$ROOT" BUILD="$BUILD" DESTDIR="$stage" "$@"
}

ok "make install" make_quietly install
(cd "$stage" && find . -type f | LC_ALL=C sort) >list
for tool in "$ROOT"/cmd/tsop-*; do
	tool=${tool##*/}
	ok "$tool is installed" test -x "$stage/usr/local/bin/$tool"
	ok "$tool has its page" test -s "$stage/usr/local/share/man/man1/$tool.1"
	ok "$tool has its completion for bash" test -s "$stage/usr/local/share/bash-completion/completions/$tool"
	ok "$tool runs from there" "$stage/usr/local/bin/$tool" --version
done
ok "the catalog is installed" test -s "$stage/usr/local/share/locale/da/LC_MESSAGES/tsop.mo"
ok "the example is installed" test -s "$stage/usr/local/share/tsop/examples/autumn-2019/courses.csv"
ok "nothing lies outside bin and share" sh -c '! grep -v "^./usr/local/\(bin\|share\)/" list'
ok "make uninstall" make_quietly uninstall
find "$stage" ! -type d >left
ok "uninstall leaves no file" test ! -s left
finish
