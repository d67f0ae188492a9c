#!/bin/sh
# Every system call of cutting a torn tail, and of the append behind it, fails, and is killed.
# shellcheck source=tests/fault/sweep.sh
. "$(dirname "$0")/sweep.sh"

# A batch of three, of which the chain has a line and a half; bodies of a year that never came.
"$DRIVER" append base first 2 >/dev/null
"$DRIVER" append base torn 3 >/dev/null
truncate -s $((4 * 211 + 100)) base/chain.jsonl
head -c 100 base/body-2019.jsonl >base/body-2020.jsonl
chmod 600 base/body-2020.jsonl
sweep base
finish
