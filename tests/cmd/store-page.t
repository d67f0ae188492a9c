#!/bin/sh
# tsop-store(5): its verifier and its examples, run as the page prints them.
# shellcheck source=tests/cmd/tap.sh
. "$(dirname "$0")/tap.sh"
DRIVER=$BUILD/tests/fault/append_driver
[ -x "$DRIVER" ] || { echo "1..0 # SKIP $DRIVER is not built"; exit 0; }

mandoc -T ascii "$ROOT/man/tsop-store.5" | sed "s/.$(printf '\b')//g" >page
sed -n '/function sha/,/SEE ALSO/p' page | sed -n 's/^     //p' >verify.awk
sed -n '/^EXAMPLES/,/A verifier/s/^           //p' page >examples

# Two years, a batch of three, and text that a shell would stumble over.
# shellcheck disable=SC2016 # as it is
"$DRIVER" append j 'd'\''Ørsted \"100 %s\" \\n $HOME `x` ; \u00e6' 2 >/dev/null
"$DRIVER" append j plain 3 >/dev/null
NOW=1577836800 "$DRIVER" append j later 1 >/dev/null

verify() { # AWK: as in the page
	(cd j && LC_ALL=C "$1" -f ../verify.awk chain.jsonl)
}
flip() { # FILE OFFSET: one bit of one byte, back and forth
	byte=$(dd if="$1" bs=1 skip="$2" count=1 2>/dev/null | od -An -tu1)
	# shellcheck disable=SC2059 # an octal escape
	printf "\\$(printf '%03o' $((byte ^ 1)))" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

for awk in mawk gawk; do
	command -v "$awk" >/dev/null || continue
	run "$awk verifies" 0 verify "$awk"
	out_is "$awk verifies" <<-'EOF'
		7 entries
	EOF
	err_is "$awk verifies" </dev/null

	# A bit in each member of a line, the last one's too; a salt, a length, a member, a brace.
	for place in chain.jsonl:240 chain.jsonl:300 chain.jsonl:1283 chain.jsonl:1330 chain.jsonl:1476 \
		body-2019.jsonl:12 body-2019.jsonl:30 body-2019.jsonl:700 body-2020.jsonl:100; do
		flip "j/${place%:*}" "${place#*:}"
		verify "$awk" >said 2>&1
		tap_result $(($? == 0)) "$awk sees a flipped bit at $place"
		flip "j/${place%:*}" "${place#*:}"
	done

	cp -a j cut
	truncate -s $((3 * 211)) cut/chain.jsonl
	(cd cut && LC_ALL=C "$awk" -f ../verify.awk chain.jsonl) >said
	tap_result $(($? == 0)) "$awk sees bodies that the chain does not have"
	rm -r cut
done
run 'all flips were undone' 0 "$DRIVER" check j plain
out_is 'all flips were undone' <<'EOF'
entries 7 word 3 torn 0
EOF

if command -v jq >/dev/null; then
	ok 'four examples' [ "$(wc -l <examples)" -eq 4 ]
	while read -r line; do
		run "example: $line" 0 sh -c "cd j && $line"
	done <examples
	sha=$(sed 's/ .*//' .out)
	NOW=1577836800 "$DRIVER" append j last 1 >/dev/null
	ok 'the last example is the next prev' grep -q "\"prev\":\"$sha\"" j/chain.jsonl
fi
finish
