#!/bin/sh
# The order of writes and syncs, on which all rests when the power fails.
# shellcheck source=tests/cmd/tap.sh
. "$(dirname "$0")/../cmd/tap.sh"
DRIVER=$BUILD/tests/fault/append_driver
strace -o /dev/null true 2>/dev/null ||
	{ echo '1..0 # SKIP no strace, or it may not trace here'; exit 0; }

# Calls that changed or synced a file, with the file's name ("." is the journal, "above" what holds it).
calls() {
	strace -f -qq -y -o trace -e status=successful \
		-e trace=pwrite64,fdatasync,fsync,ftruncate,rename,mkdirat "$DRIVER" append j word 3 >/dev/null
	sed -nE "s|^[0-9]+ +||
		s|^([a-z0-9]+)\([0-9]+<$T/([^>]*)>.*|\1 \2|p
		s|^([a-z0-9]+)\([0-9]+<$T>.*|\1 above|p
		s|^(rename)\(.*|\1|p" trace |
		sed -E 's/64//; s|j(.new-[A-Za-z0-9]*)?/||; s|j(.new-[A-Za-z0-9]*)?$|.|' >.out
}

calls
out_is 'a new journal, and its first batch' <<'EOF'
pwrite secret
fdatasync secret
pwrite body-2019.jsonl
fdatasync body-2019.jsonl
fsync .
pwrite chain.jsonl
fdatasync chain.jsonl
fsync .
rename
fsync above
fdatasync chain.jsonl
fsync above
pwrite body-2019.jsonl
fdatasync body-2019.jsonl
pwrite chain.jsonl
fdatasync chain.jsonl
pwrite chain.jsonl
fdatasync chain.jsonl
EOF

truncate -s -10 j/chain.jsonl
calls
out_is 'a torn tail is kept, then cut, chain first' <<'EOF'
fdatasync chain.jsonl
fsync above
mkdirat .
fsync .
pwrite torn/chain.jsonl.1
fdatasync torn/chain.jsonl.1
fsync torn
pwrite torn/body-2019.jsonl.1
fdatasync torn/body-2019.jsonl.1
fsync torn
ftruncate chain.jsonl
fdatasync chain.jsonl
ftruncate body-2019.jsonl
fdatasync body-2019.jsonl
pwrite body-2019.jsonl
fdatasync body-2019.jsonl
pwrite chain.jsonl
fdatasync chain.jsonl
pwrite chain.jsonl
fdatasync chain.jsonl
EOF

export NOW=1577836800 # 2020-01-01
calls
out_is 'a new file is there for good before the chain names it' <<'EOF'
fdatasync chain.jsonl
pwrite body-2020.jsonl
fdatasync body-2020.jsonl
fsync .
pwrite chain.jsonl
fdatasync chain.jsonl
pwrite chain.jsonl
fdatasync chain.jsonl
EOF

export SHORT=2 SHORT_THEN=28
calls
out_is 'what is taken back: the chain for good, then the bodies' <<'EOF'
fdatasync chain.jsonl
pwrite body-2020.jsonl
fdatasync body-2020.jsonl
pwrite chain.jsonl
ftruncate chain.jsonl
fdatasync chain.jsonl
ftruncate body-2020.jsonl
EOF
finish
