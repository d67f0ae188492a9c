#!/bin/sh
# The main job on this example: `sh run.sh DIRECTORY` leaves the results in DIRECTORY. The steps are
# shown as they are run; run again, they change nothing. --now stands in for the day it was done.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
directory=${1:?expected a directory for the results}
mkdir -p "$directory"
cd "$directory"
for file in courses.csv applications.csv population.csv seed.txt; do
	test "$here" = "$(pwd -P)" || cp "$here/$file" .
done

step() {
	printf '\n%s\n' "$1" | sed 's/^./$ &/; s/^\$   /  /'
	eval "$1"
}

day=2019-06-24T09:00:00+02:00
step "tsop-enroll apply -r autumn.register -c courses.csv --now $day applications.csv > receipts.jsonl"
step "tsop-enroll list -r autumn.register --state applied,waiting,enrolled > people.jsonl"
step "tsop-allocate run -c courses.csv --seats 120 --guarantee 1 --reading base --method sainte-lague \\
    --key population.csv --key-column population --key-date 2020-01-01 --seed \"\$(cat seed.txt)\" \\
    --reserve-until 2019-08-01T12:00:00+02:00 --now $day people.jsonl > allocation.jsonl"
step "tsop-allocate verify -c courses.csv -k population.csv allocation.jsonl people.jsonl > verification.jsonl"
step "tsop-enroll record -r autumn.register --now $day allocation.jsonl"
step "tsop-report allocation --format html --lang en allocation.jsonl > allocation.html"
step "tsop-report allocation --format html allocation.jsonl > fordeling.html"
step "tsop-enroll list -r autumn.register --course e19-kolding --format csv --excel > kolding.csv"
step "tsop-enroll verify -r autumn.register"
step "tsop-report allocation --lang en allocation.jsonl | head -n 24"

printf '\nThe results are in %s:\n' "$PWD"
printf '  %-19s %s\n' \
	fordeling.html "the published allocation, Danish: open it in a browser" \
	allocation.html "the same in English" \
	allocation.jsonl "the allocation as records: every seat with its reason" \
	verification.jsonl "what of it was verified, and what could not be" \
	receipts.jsonl "a receipt for every application" \
	kolding.csv "the teacher's list for Kolding, for Excel" \
	autumn.register "the register: what happened, verifiable"
