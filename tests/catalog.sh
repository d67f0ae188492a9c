# The Danish message catalog: `catalog.sh regen` brings share/locale/da.po up to the messages in
# the code; `catalog.sh check` says whether it holds every message, translated, and none beside.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

find lib cmd -name '*.[ch]' | LC_ALL=C sort |
	xargs xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=ngettext:1,2 \
		--no-location --no-wrap --sort-output --omit-header -o "$scratch/messages.pot"
# A header without dates: the same messages give the same file.
cat >"$scratch/header.po" <<'END'
msgid ""
msgstr ""
"Project-Id-Version: tsop\n"
"PO-Revision-Date: 2026-11-22 12:00+0000\n"
"Last-Translator: tsop\n"
"Language-Team: Danish\n"
"Language: da\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

END
cat "$scratch/header.po" "$scratch/messages.pot" >"$scratch/tsop.pot"
if [ -e share/locale/da.po ]; then
	msgmerge --quiet --no-fuzzy-matching --no-location --no-wrap --sort-output \
		-o "$scratch/merged.po" share/locale/da.po "$scratch/tsop.pot"
else
	cp "$scratch/tsop.pot" "$scratch/merged.po"
fi
msgattrib --no-obsolete --no-wrap --sort-output -o "$scratch/da.po" "$scratch/merged.po"

case ${1:-} in
regen)
	cp "$scratch/da.po" share/locale/da.po
	;;
check)
	msgattrib --untranslated --no-wrap "$scratch/da.po" >"$scratch/missing.po"
	if [ -s "$scratch/missing.po" ]; then
		echo "without translation (make regen adds them, a person translates them):"
		grep '^msgid' "$scratch/missing.po"
		exit 1
	fi
	msgfmt --check --check-format -o /dev/null share/locale/da.po
	diff -u share/locale/da.po "$scratch/da.po"
	;;
*)
	echo "usage: catalog.sh regen|check" >&2
	exit 2
	;;
esac
