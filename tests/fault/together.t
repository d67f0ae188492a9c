#!/bin/sh
# Sixteen processes make one journal and append to it at once, and readers look on.
# shellcheck source=tests/cmd/tap.sh
. "$(dirname "$0")/../cmd/tap.sh"
DRIVER=$BUILD/tests/fault/append_driver

writers='1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16'
for w in $writers; do
	(for _ in 1 2 3 4 5; do "$DRIVER" append j "w$w" 3 || exit; done) >"out.$w" 2>&1 &
done
# Others find the disk full in the middle of the chain, and take back what they wrote.
for w in 1 2 3 4; do
	(for _ in 1 2 3 4 5; do SHORT=2 SHORT_THEN=28 "$DRIVER" append j full 300; done) >"full.$w" &
done
# A reader sees whole batches only, and verify finds nothing, while all of this goes on.
torn=0
for look in $(seq 50); do
	[ -e j ] || continue
	seen=$("$DRIVER" check j w7) || { torn=1 && echo "# look $look: $seen"; }
	number=$(printf '%s\n' "$seen" | sed -n 's/.*word \([0-9]*\) .*/\1/p')
	[ $((${number:-1} % 3)) -eq 0 ] || { torn=1 && echo "# look $look: $seen"; }
done
wait
tap_result $torn 'readers see whole batches only'

ok 'the full disk was said' [ "$(grep -c '^failed: .*; nothing was recorded$' full.1)" -eq 5 ]
ok 'nobody else failed' sh -c '! grep -v "^ok " out.*'
cat out.* | sort -u >answers
ok 'every answer is another index' [ "$(wc -l <answers)" -eq 80 ]
run 'all is there' 0 "$DRIVER" check j w1
out_is 'all is there' <<'EOF'
entries 241 word 15 torn 0
EOF
for w in $writers; do
	"$DRIVER" check j "w$w"
done | sort | uniq -c | sed 's/^ *//' >counts
ok 'each entry once' grep -qx '16 entries 241 word 15 torn 0' counts
finish
