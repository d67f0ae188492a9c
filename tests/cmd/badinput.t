#!/bin/sh
# Input that can not be used: what is said of it, status 3, and nothing is stored.
#
#   bad NAME FORMAT [VERB ARGUMENT...]  bad.csv is printf FORMAT; what the verb (default: apply it)
#                                       says of it is expected on standard input; the register
#                                       stays as it was, and where there was none there is none
#   bad_stored ...                      the same, of what is bad only beside what is stored

. "$(dirname "$0")/tap.sh"

head='Kommune;Navn;E-mail;Modtaget;Bemærkning\n'
good='Kolding;Anne Holm;anne@example.org;03-05-2019 10:12;\n'
courses='id,round,title,place,capacity,sessions,opens,closes\n'
course='e19-kolding,e19,Kursus,Kolding,24,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00\n'

# shellcheck disable=SC2059
{
	printf "$courses$course" >courses.csv
	printf "$head$good" >good.csv
}
tsop-enroll apply -q -r kept -c courses.csv good.csv >/dev/null 2>&1

state() { (cd "$1" && find . -type f -exec sha256sum {} + | sort); }

refused() { # NAME REGISTER VERB ARGUMENT...: status 3, the message in $T/said, nothing printed
	refused_name=$1 refused_register=$2 refused_verb=$3
	shift 3
	run "$refused_name" 3 tsop-enroll "$refused_verb" -r "$refused_register" "$@" </dev/null
	err_is "$refused_name" <"$T/said"
	out_is "$refused_name" </dev/null
}

bad_stored() { # NAME FORMAT [VERB ARGUMENT...]
	bad_name=$1
	# shellcheck disable=SC2059
	printf "$2" >bad.csv
	cat >"$T/said"
	shift 2
	[ $# -gt 0 ] || set -- apply -c courses.csv bad.csv
	state kept >before
	refused "$bad_name" kept "$@"
	state kept >after
	ok "$bad_name: the register is as it was" cmp before after
}

bad() {
	bad_stored "$@"
	shift 2
	[ $# -gt 0 ] || set -- apply -c courses.csv bad.csv
	refused "$bad_name, without a register" fresh "$@"
	ok "$bad_name: there is no register" test ! -e fresh
}

bad_course() { bad "$1" "$2" apply -c bad.csv good.csv; }

# The table.

bad 'a column is missing' 'Kommune;Navn;Modtaget\nKolding;Anne;03-05-2019 10:12\n' <<'END'
tsop-enroll: bad.csv:1: expected a column for each of: email ('E-mail')
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'a column is doubled' 'Kommune;Navn;E-mail;Modtaget;navn\nKolding;Anne;anne@example.org;03-05-2019 10:12;Bo\n' <<'END'
tsop-enroll: bad.csv:1: name: columns 2 and 5 are the same field
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'a column has no name' 'Kommune;Navn;;E-mail;Modtaget\nKolding;Anne;x;anne@example.org;03-05-2019 10:12\n' <<'END'
tsop-enroll: bad.csv:1: expected a name for column 3
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'ragged rows' "${head}Kolding;Anne;anne@example.org;03-05-2019 10:12\n${good}Vejle;Bo;bo@example.org;03-05-2019 10:12;;\n" <<'END'
tsop-enroll: bad.csv:2: expected 5 cells as in the header row, found 4
tsop-enroll: bad.csv:4: expected 5 cells as in the header row, found 6
tsop-enroll: bad.csv: nothing of this file was taken; --partial takes its good rows
tsop-enroll: 2 errors
END
bad 'an unclosed quote' "$head${good}Vejle;\"Bo;bo@example.org;03-05-2019 10:12;\nVejle;Ib;ib@example.org;03-05-2019 10:12;\n" <<'END'
tsop-enroll: bad.csv:3: the quote opened here is not closed
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'a quote in the middle of a cell' "${head}Vejle;Bo \"B\" Dahl;bo@example.org;03-05-2019 10:12;\n" <<'END'
tsop-enroll: bad.csv:2: column 10: a quote in a cell that is not quoted; quote the cell and write the quote twice
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'NUL' "${head}Vejle;B\\000o;bo@example.org;03-05-2019 10:12;\n" <<'END'
tsop-enroll: bad.csv:2: column 8: expected text, found a NUL byte
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'windows-1252' 'Kommune;Navn;E-mail;Modtaget\nK\370benhavn;S\370s;soes@example.org;03-05-2019 10:12\n' <<'END'
tsop-enroll: bad.csv:2: column 2: invalid UTF-8; try --encoding windows-1252
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'mixed encodings' 'Kommune;Navn;E-mail;Modtaget\nKøbenhavn;Åse;aase@example.org;03-05-2019 10:12\nKolding;S\370s;soes@example.org;03-05-2019 10:13\n' <<'END'
tsop-enroll: bad.csv:3: column 10: invalid UTF-8, where text before is UTF-8: the file mixes encodings; save it anew as 'CSV UTF-8'
tsop-enroll: bad.csv: nothing of this file was taken; --partial takes its good rows
tsop-enroll: 1 error
END
bad 'UTF-16' '\377\376K\000o\000m\000m\000u\000n\000e\000;\000N\000\n\000' <<'END'
tsop-enroll: bad.csv: expected UTF-8, found UTF-16; in Excel save it as 'CSV UTF-8', or convert it with iconv -f UTF-16 -t UTF-8
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'a renamed .xlsx' 'PK\003\004\024\000\006\000\010\000\000\000!\000' <<'END'
tsop-enroll: bad.csv: expected CSV or JSON Lines, found an Excel workbook (.xlsx) or ZIP archive; in Excel save it as 'CSV UTF-8'
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'an HTML error page' '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head></html>\n' <<'END'
tsop-enroll: bad.csv: expected CSV or JSON Lines, found a web page; is it an error page, saved in place of the file?
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'an empty file' '' <<'END'
tsop-enroll: bad.csv: expected a header row
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'truncated JSON' '{"municipality":"0621","name":"Anne Holm","email":"anne@exam' <<'END'
tsop-enroll: bad.csv:1: email: column 61: the line ends within a string
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'duplicate keys' '{"municipality":"0621","name":"Anne","name":"Bo","email":"anne@example.org","wishes":[],"received":"2019-05-03T10:12:00+02:00"}\n' <<'END'
tsop-enroll: bad.csv:1: name: column 38: the name is given twice
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'an array in place of a record' '[{"municipality":"0621"}]\n' <<'END'
tsop-enroll: bad.csv: expected JSON Lines, one object a line, found a list; jq -c '.[]' makes lines of it
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'a line break in a name' "${head}Kolding;\"Anne\nHolm\";anne@example.org;03-05-2019 10:12;\n" <<'END'
tsop-enroll: bad.csv:2: Navn: expected no control characters
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'CR in an address' '{"municipality":"0621","name":"Anne","email":"anne@example.org\\r\\nBcc: bo@example.org","wishes":[],"received":"2019-05-03T10:12:00+02:00"}\n' <<'END'
tsop-enroll: bad.csv:1: email: expected no control characters
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'text that looks like a CPR number' "${head}Kolding;Anne;anne@example.org;03-05-2019 10:12;barn 010119-1234\n" <<'END'
tsop-enroll: bad.csv:2: Bemærkning: holds what looks like a CPR number; take it out of the file
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'a CPR number as the answer id' 'Svar-id;Kommune;Navn;E-mail;Modtaget\n0101191234;Kolding;Anne;anne@example.org;03-05-2019 10:12\n' <<'END'
tsop-enroll: bad.csv:2: Svar-id: holds what looks like a CPR number; take it out of the file
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'days and times that do not exist' "${head}Kolding;Anne;anne@example.org;31-06-2019 10:12;\nKolding;Bo;bo@example.org;03-05-2019 25:12;\nKolding;Ib;ib@example.org;05/13/2019 10:12;\n" <<'END'
tsop-enroll: bad.csv:2: Modtaget: 31 June 2019 does not exist; June 2019 has 30 days
tsop-enroll: bad.csv:3: Modtaget: expected a time from 00:00:00 to 23:59:59
tsop-enroll: bad.csv:4: Modtaget: expected a month from 1 to 12, not 13
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 3 errors
END
bad 'a time that the clock skips' "${head}Kolding;Anne;anne@example.org;31-03-2019 02:30;\n" <<'END'
tsop-enroll: bad.csv:2: Modtaget: 2019-03-31 02:30 does not exist in Europe/Copenhagen: the clock goes from 02:00 to 03:00; say 2019-03-31T01:30:00+01:00 or 2019-03-31T03:30:00+02:00
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 1 error
END
bad 'unknown municipalities' "${head}Kolding Nord;Anne;anne@example.org;03-05-2019 10:12;\n411;Bo;bo@example.org;03-05-2019 10:12;\n999;Ib;ib@example.org;03-05-2019 10:12;\n;Åse;aase@example.org;03-05-2019 10:12;\n" <<'END'
tsop-enroll: bad.csv:2: Kommune: unknown municipality 'Kolding Nord'; did you mean Kolding (0621)?
tsop-enroll: bad.csv:3: Kommune: Christiansø (0411) is not a municipality
tsop-enroll: bad.csv:4: Kommune: no municipality has the code 0999
tsop-enroll: bad.csv:5: Kommune: expected a value, found none
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 4 errors
END
bad 'addresses that are none' "${head}Kolding;Anne;anne;03-05-2019 10:12;\nKolding;Bo;Bo <bo@example.org>;03-05-2019 10:12;\nKolding;Ib;ib@example..org;03-05-2019 10:12;\n" <<'END'
tsop-enroll: bad.csv:2: E-mail: expected an e-mail address, with an @
tsop-enroll: bad.csv:3: E-mail: expected 1 to 64 bytes of letters, digits, signs and single dots before the @, without blanks or quotes
tsop-enroll: bad.csv:4: E-mail: expected a domain such as example.org behind the @
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 3 errors
END
bad 'too late, too early' "${head}Kolding;Anne;anne@example.org;21-06-2019 12:00:01;\nKolding;Bo;bo@example.org;01-05-2019 08:59:59;\n" <<'END'
tsop-enroll: bad.csv:2: Modtaget: 2019-06-21T12:00:01+02:00 is after the deadline 2019-06-21T12:00:00+02:00 (2019-06-21T10:00:00Z)
tsop-enroll: bad.csv:3: Modtaget: 2019-05-01T08:59:59+02:00 is before the opening 2019-05-01T09:00:00+02:00 (2019-05-01T07:00:00Z)
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 2 errors
END
bad 'a wish that is no course' 'Kommune;Navn;E-mail;Modtaget;1. ønske;2. ønske\nKolding;Anne;anne@example.org;03-05-2019 10:12;Odense;Kolding\nKolding;Bo;bo@example.org;03-05-2019 10:12;Kolding;e19-kolding\n' <<'END'
tsop-enroll: bad.csv:2: 1. ønske: unknown course; expected one of round e19: e19-kolding
tsop-enroll: bad.csv:3: 2. ønske: e19-kolding is wished for twice
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 2 errors
END
bad 'a priority that is no number' 'Kommune;Navn;E-mail;Modtaget;Prioritet\nKolding;Anne;anne@example.org;03-05-2019 10:12;1.\nKolding;Bo;bo@example.org;03-05-2019 10:12;0\n' <<'END'
tsop-enroll: bad.csv:2: Prioritet: expected a whole number
tsop-enroll: bad.csv:3: Prioritet: expected a number from 1 to 1000000
tsop-enroll: bad.csv: nothing of this file was taken
tsop-enroll: 2 errors
END
bad 'the same person twice, not the same' "${head}Vejle;Bo Dahl;bo@example.org;03-05-2019 10:12;tog\nVejle;BO DAHL;bo@Example.org;03-05-2019 10:12;bil\n" <<'END'
tsop-enroll: bad.csv:3: line 2 of bad.csv has the same identity and differs in: Navn, Bemærkning
tsop-enroll: bad.csv: nothing of this file was taken; --partial takes its good rows
tsop-enroll: 1 error
END
bad_stored 'another content than what is stored' "${head}Kolding;Anne Holm;anne@example.org;03-05-2019 10:12;kommer med tog\n" <<'END'
tsop-enroll: bad.csv:2: differs from e2 in: Bemærkning; --update corrects that
tsop-enroll: bad.csv: nothing of this file was taken; --partial takes its good rows
tsop-enroll: 1 error
END

bad_course 'a capacity below zero' "${courses}e19-kolding,e19,Kursus,Kolding,-1,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00\n" <<'END'
tsop-enroll: bad.csv:2: capacity: expected a number from 0 to 100000
tsop-enroll: 1 error
END
bad_course 'a course that closes after it starts' "${courses}e19-kolding,e19,Kursus,Kolding,24,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-09-09 09:01\n" <<'END'
tsop-enroll: bad.csv:2: closes: the course closes after it starts
tsop-enroll: 1 error
END
bad_course 'a course that closes before it opens' "${courses}e19-kolding,e19,Kursus,Kolding,24,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-05-01 09:00\n" <<'END'
tsop-enroll: bad.csv:2: closes: the course closes before it opens
tsop-enroll: 1 error
END
bad_course 'sessions that end before they start, overlap, do not exist' "${courses}e19-a,e19,Kursus,Kolding,24,2019-09-09 16:00-09:00,2019-05-01 09:00,2019-06-21 12:00\ne19-b,e19,Kursus,Vejle,24,2019-09-09 09:00-16:00|2019-09-09 15:00-17:00,2019-05-01 09:00,2019-06-21 12:00\ne19-c,e19,Kursus,Odense,24,2019-09-31 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00\n" <<'END'
tsop-enroll: bad.csv:2: sessions: session 1 ends before it starts
tsop-enroll: bad.csv:3: sessions: session 2 starts before session 1 ends
tsop-enroll: bad.csv:4: sessions: 31 September 2019 does not exist; September 2019 has 30 days
tsop-enroll: 3 errors
END
bad_course 'a course twice' "$courses$course$course" <<'END'
tsop-enroll: bad.csv:3: id: line 2 has a course of the same id
tsop-enroll: 1 error
END
bad_stored 'another course than the one that is stored' "${courses}e19-kolding,e19,Kursus,Kolding,12,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00\n" apply -c bad.csv good.csv <<'END'
tsop-enroll: bad.csv:2: e19-kolding: differs from the register in: capacity; --update-courses corrects that
tsop-enroll: 1 error
END
bad_course 'a course identifier with a blank' "${courses}e19 kolding,e19,Kursus,Kolding,24,2019-09-09 09:00-16:00,2019-05-01 09:00,2019-06-21 12:00\n" <<'END'
tsop-enroll: bad.csv:2: id: expected an id: 1 to 64 of a-z, 0-9, '.', '_' and '-'
tsop-enroll: 1 error
END

# What goes from tool to tool.

cp -r "$ROOT/share/examples/autumn-2019" example
cd example || exit 99
tsop-enroll apply -q -r applied -c courses.csv applications.csv >/dev/null
tsop-enroll list -r applied >people.jsonl
run_it='tsop-allocate run -c courses.csv --key-column population --seed x'
$run_it -k population.csv people.jsonl >allocation.jsonl

filtered() { # NAME COMMAND...: status 3, the message on standard input, nothing printed
	filtered_name=$1
	shift
	cat >"$T/said"
	run "$filtered_name" 3 "$@" </dev/null
	err_is "$filtered_name" <"$T/said"
	out_is "$filtered_name" </dev/null
}
bad_key() { # NAME SED-SCRIPT
	sed "$2" population.csv >key.csv
	# shellcheck disable=SC2086
	filtered "$1" $run_it -k key.csv people.jsonl
}
bad_allocation() { # NAME FORMAT-OF-SED: neither recorded nor reported
	sed "$2" allocation.jsonl >bad.jsonl
	state applied >before
	filtered "$1, recorded" tsop-enroll record -r applied bad.jsonl
	state applied >after
	ok "$1: the register is as it was" cmp before after
	run "$1, reported" 3 tsop-report allocation bad.jsonl
	out_is "$1, reported" </dev/null
}

bad_key 'a municipality twice in the key' 's/^0621.*/&\n621,Kolding,1/' <<'END'
tsop-allocate: key.csv:70: code: given before, in line 69
tsop-allocate: 1 error
END
bad_key 'a weight below zero' '/^0621/s/[0-9]*$/-5/' <<'END'
tsop-allocate: key.csv:69: population: expected a number above 0
tsop-allocate: 1 error
END
bad_key 'a weight with a mark of thousands' '/^0621/s/[0-9]*$/93.175/' <<'END'
tsop-allocate: key.csv:69: population: expected a number that can not be read as thousands: write it without '.', or with another number of decimals
tsop-allocate: 1 error
END
bad_key 'a key with a municipality that is none' 's/^0621/0411/; s/^0630/0999/' <<'END'
tsop-allocate: key.csv:69: code: Christiansø (0411) is not a municipality
tsop-allocate: key.csv:70: code: no municipality has the code 0999
tsop-allocate: 2 errors
END
bad_key 'a key without its column' 's/,[^,]*$//' <<'END'
tsop-allocate: key.csv:1: expected a column for each of: population ('Befolkning')
tsop-allocate: 1 error
END
head -c 3000 people.jsonl >cut.jsonl
# shellcheck disable=SC2086
filtered 'people cut off' $run_it -k population.csv cut.jsonl <<'END'
tsop-allocate: cut.jsonl:10: column 141: expected a name in quotes
tsop-allocate: 1 error
END
bad_allocation 'an allocation cut off in a line' 's/"claimants.*/"claim/; q' <<'END'
tsop-enroll: bad.jsonl:1: column 278: the line ends within a string
tsop-enroll: 1 error
END
bad_allocation 'an allocation cut off behind a line' 200q <<'END'
tsop-enroll: bad.jsonl: ends without a proof: the allocation is not complete
tsop-enroll: 1 error
END
bad_allocation 'an allocation that lacks a person' '/"enrollment":"e9"/d' <<'END'
tsop-enroll: bad.jsonl: applications: the first line says 180, but 179 came
tsop-enroll: bad.jsonl: waiting: the first line says 68, but 67 came
tsop-enroll: 2 errors
END
bad_allocation 'an allocation of somebody unknown' 's/"enrollment":"e9"/"enrollment":"e99999"/' <<'END'
tsop-enroll: bad.jsonl:103: enrollment: the register has no e99999 in round e19
tsop-enroll: 1 error
END
bad_allocation 'an empty allocation' 'd' <<'END'
tsop-enroll: bad.jsonl: expected what tsop-allocate run prints, found nothing
tsop-enroll: 1 error
END

# Outputs that end before the tool does.

full() { # NAME COMMAND...: on a full disk, status 4
	full_name=$1
	shift
	run "$full_name on a full disk" 4 sh -c '"$@" >/dev/full' sh "$@"
	err_is "$full_name on a full disk" <"$T/said"
	run "$full_name, standard output closed" 4 sh -c '"$@" >&-' sh "$@"
}
quiet() { # NAME COMMAND...: ends as SIGPIPE does where its reader has gone
	quiet_name=$1
	shift
	# shellcheck disable=SC2016
	run "$quiet_name into a closed pipe" 0 bash -c '(sleep 0.1; exec "$@") | true; exit $((PIPESTATUS[0] - 141))' bash "$@"
	err_is "$quiet_name into a closed pipe" </dev/null
}
disk() { printf '%s: can not write the output: No space left on device\n' "$1" >"$T/said"; }

disk tsop-enroll
full list tsop-enroll list -r applied
full check tsop-enroll check -c courses.csv applications.csv
full verify tsop-enroll verify -q -r applied
full help tsop-enroll list --help
disk tsop-allocate
# shellcheck disable=SC2086
full run $run_it -k population.csv people.jsonl
disk tsop-report
full report tsop-report allocation allocation.jsonl
quiet list tsop-enroll list -r applied
# shellcheck disable=SC2086
quiet run $run_it -k population.csv people.jsonl
quiet report tsop-report allocation --format html allocation.jsonl

# Taken and said so, though the receipts could not be printed.
run 'apply on a full disk' 4 sh -c 'tsop-enroll apply -q -r full.register -c courses.csv applications.csv >/dev/full'
err_is 'apply on a full disk' <<'END'
tsop-enroll: can not write the output: No space left on device
tsop-enroll: recorded; output incomplete
END
tsop-enroll list -r full.register >full.jsonl
ok 'apply on a full disk: all are stored' test "$(wc -l <full.jsonl)" -eq 180
# shellcheck disable=SC2016
run 'apply into a closed pipe' 4 bash -c '(sleep 0.1; exec tsop-enroll apply -q -r piped.register -c courses.csv applications.csv) | true; exit "${PIPESTATUS[0]}"'
err_is 'apply into a closed pipe' <<'END'
tsop-enroll: can not write the output: Broken pipe
tsop-enroll: recorded; output incomplete
END
tsop-enroll list -r piped.register >piped.jsonl
ok 'apply into a closed pipe: all are stored' test "$(wc -l <piped.jsonl)" -eq 180

finish
