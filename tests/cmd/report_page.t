#!/bin/sh
# The page of tsop-report allocation: well-formed, self-contained, labeled, readable; whatever it is given.
. "$(dirname "$0")/tap.sh"
HERE=$ROOT/tests/cmd
cp "$ROOT/tests/golden/report/allocation.jsonl" .

# shellcheck disable=SC2317 # ok calls it
fails() { ! "$@"; }

page() { # NAME INPUT [OPTION...]
	page_name=$1 page_input=$2
	shift 2
	rm -f page.html
	run "$page_name" 0 tsop-report allocation --format html -o page.html "$@" "$page_input"
	ok "$page_name: a sound page" python3 "$HERE/page.py" page.html
}

page "Danish" allocation.jsonl
ok "it says its language" grep -q '^<html lang="da">$' page.html
page "English" allocation.jsonl --lang en
ok "it says its language" grep -q '^<html lang="en">$' page.html

# Markup in every text that comes from outside.
evil='</title><script>alert(1)<\/script><!-- \\" onload=\\"x\\" \&amp; ]]> '"'"
sed "s|Kompetencekursus, |$evil|; s|\"place\":\"|&$evil|g; s|population.csv|$evil|; s|e19 2019-06-21|$evil|;
     s|\"round\":\"|&$evil|; s|\"key_column\":\"|&$evil|; s|\"method\":\"|&$evil|" allocation.jsonl >evil.jsonl
page "markup in the input" evil.jsonl --title "$evil"
ok "it is text now" grep -q '&lt;/title&gt;&lt;script&gt;alert(1)' page.html

# Marks that turn the direction of text, and a title longer than any page is wide.
long=$(printf 'x%.0s' $(seq 3000))
page "a long title" allocation.jsonl --title "$long"
sed 's|Kompetencekursus, K|\\u202e&|' allocation.jsonl >turned.jsonl
page "turned text" turned.jsonl
ok "the mark is shown" grep -q '\\u{202E}Kompetencekursus' page.html

# No people: seats alone.
sed '/"assignment","v"/d; s/,"courses":\[.*\]//; s/"enrolled":11,"waiting":2/"x":0/; s/,"reserved_at":\[[^]]*\]//' \
	allocation.jsonl >seats.jsonl
page "seats without people" seats.jsonl
ok "no courses in it" fails grep -q 'id="courses"' page.html

ok "the style sheet's colors have contrast" python3 "$HERE/contrast.py" "$ROOT/lib/report/page.css"

# The checks themselves can fail.
sed 's|</h1>||' page.html >broken.html
ok "an unclosed heading is seen" fails python3 "$HERE/page.py" broken.html
sed 's|--text: #16202b|--text: #a0a0a0|' "$ROOT/lib/report/page.css" >pale.css
ok "a pale color is seen" fails python3 "$HERE/contrast.py" pale.css

finish
