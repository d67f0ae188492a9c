#!/bin/sh
# tsop-allocate draw: RFC 3797, seeds, draws by hand, chance needed and given.
. "$(dirname "$0")/tap.sh"

# RFC 3797, section 6: the pool and the sources in its order, the ten who were selected.
pool='"John","Mary","Bashful","Dopey","Sleepy","Grouchy","Doc","Sneazy","Handsome","Cassandra","Pollyanna","Pendragon","Pandora","Faith","Hope","Charity","Lee","Longsuffering","Chastity","Smith","Pride","Sloth","Envy","Anger","Kasczynski"'
echo "{\"type\":\"draw\",\"v\":1,\"for\":\"people\",\"tied\":[$pool],\"number\":10}" >rfc.jsonl
run "the example of the RFC" 0 tsop-allocate draw --by rfc3797-md5 \
	--sources '9319 / 2 5 12 8 10 / 9 18 26 34 41 45' rfc.jsonl
out_is "the example of the RFC" <<END
{"type":"draw","v":1,"for":"people","tied":[$pool],"number":10,"drawn":["Lee","Doc","Mary","Charity","Kasczynski","Envy","Sneazy","Anger","Chastity","Pandora"],"by":"rfc3797-md5","sources":["9319","2 5 12 8 10","9 18 26 34 41 45"],"key_string":"9319./2.5.8.10.12./9.18.26.34.41.45./","bits_needed":22,"bits_given":73}
END
err_is "the example of the RFC" </dev/null

# The same again, in another language: reads completed draws, says nothing if all is right.
cat >again.py <<'END'
import hashlib, json, math, sys

def canonical(source):
    if any(c.isalpha() for c in source):
        return "".join(c for c in source.upper() if c.isalnum()) + "./"
    values = sorted(source.split(), key=lambda v: [int(d or 0) / 10 ** len(d) if i else int(d) for i, d in enumerate(v.split("."))])
    text = ""
    for value in values:
        whole, _, decimals = value.partition(".")
        text += str(int(whole)) + "." + decimals.rstrip("0")
    return text + "/"

separate = sys.argv[1:] == ["apart"]
for line in sys.stdin:
    draw = json.loads(line)
    key = draw["seed"] if "seed" in draw else "".join(map(canonical, draw["sources"]))
    if separate or "seed" in draw:
        tied = "".join(name + "\n" for name in draw["tied"])
        key += "\n" + draw["for"] + "\n" + hashlib.sha256(tied.encode()).hexdigest()
    left, drawn = list(draw["tied"]), []
    for i in range(draw["number"]):
        counter = i.to_bytes(2, "big")
        digest = hashlib.new(draw["by"].removeprefix("rfc3797-"), counter + key.encode() + counter).digest()
        drawn.append(left.pop(int.from_bytes(digest, "big") % len(left)))
    n, k = len(draw["tied"]), draw["number"]
    outcomes = math.factorial(n) if k == n else math.comb(n, k)
    for name, want in ("key_string", key), ("drawn", drawn), ("bits_needed", (outcomes - 1).bit_length()):
        if draw[name] != want:
            print(name, draw[name], want)
END
tied() { # FOR NUMBER ID...: a draw that is needed
	tied_for=$1 tied_number=$2
	shift 2
	printf '{"type":"draw","v":1,"for":"%s","tied":[%s],"number":%s,"why":"they are equal"}\n' "$tied_for" \
		"$(printf '"%s",' "$@" | sed 's/,$//')" "$tied_number"
}
{
	tied seats 1 0190 0420
	tied seats 4 a b c d e f g
	tied people 2 e1 e2 e3
	tied people 3 e1 e2 e3
	tied courses 9 e1 e2 e3 e4 e5 e6 e7 e8 e9
	# shellcheck disable=SC2046 # 300 words
	tied courses 300 $(seq -f e%g 300)
	# shellcheck disable=SC2046
	tied people 150 $(seq -f e%g 1000 1299)
} >many.jsonl
again() { # NAME DRAW...: what was drawn into .out comes out again
	cp "$T/.out" drawn.jsonl
	run "$1: again in another language" 0 python3 again.py "${2:-}" <drawn.jsonl
	out_is "$1: again in another language" </dev/null
}
run "from a seed" 1 tsop-allocate draw --seed 'efterår 2019' many.jsonl
again "from a seed"
run "from a seed by MD5" 1 tsop-allocate draw --by rfc3797-md5 --seed 'efterår 2019' many.jsonl
again "from a seed by MD5"
run "from sources, several at once" 1 tsop-allocate draw --sources '0420 / 7.50 7 07.05 0.5 007.1 / Sun, 3 June' \
	many.jsonl
again "from sources, several at once" apart
for draw in 1 4 5; do
	sed -n ${draw}p many.jsonl >one.jsonl
	run "from sources, draw $draw alone" 0 tsop-allocate draw \
		--sources ' 0420/7.50 7  07.05 0.5 007.10 10 2.000/Sun, 3 June ' one.jsonl
	again "from sources, draw $draw alone"
done
ok "the key string of sources" test "$(jq -r .key_string drawn.jsonl)" = "420./0.52.7.7.057.17.510./SUN3JUNE./"

tied seats 1 a b >two.jsonl
run "sha256sum tells the same" 0 tsop-allocate draw --seed autumn two.jsonl
out_is "sha256sum tells the same" <<'END'
{"type":"draw","v":1,"for":"seats","tied":["a","b"],"number":1,"why":"they are equal","drawn":["b"],"by":"rfc3797-sha256","seed":"autumn","key_string":"autumn\nseats\n911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2","bits_needed":1,"bits_given":39}
END
hash=$(printf '\0\0autumn\nseats\n%s\0\0' "$(printf 'a\nb\n' | sha256sum | cut -c -64)" | sha256sum | cut -c -64)
ok "sha256sum tells the same: an odd digest is the second" test $((0x${hash#???????????????????????????????????????????????????????????} % 2)) -eq 1

run "a pipe, other members" 0 sh -c '
	echo "{\"round\":\"r1\",\"type\":\"draw\",\"for\":\"courses\",\"tied\":[\"e1\",\"e2\"],\"number\":2,\"x\":{\"y\":[1, 2]}}" |
		tsop-allocate draw --seed 5 --note "in the meeting of 3 June"'
out_is "a pipe, other members" <<'END'
{"type":"draw","v":1,"for":"courses","tied":["e1","e2"],"number":2,"drawn":["e2","e1"],"by":"rfc3797-sha256","seed":"5","key_string":"5\ncourses\nafd690b15b4e78be8eedf3eac5829d47d0c745cca55a518b0fbe76fd9f274f9d","note":"in the meeting of 3 June","bits_needed":1,"bits_given":3,"round":"r1","x":{"y":[1, 2]}}
END

note='balls drawn by the head of office on 24 June 2019, before both'
run "by hand" 0 tsop-allocate draw --drawn ' b' --note "$note" -o by-hand.jsonl two.jsonl
run "by hand: the record" 0 cat by-hand.jsonl
out_is "by hand: the record" <<END
{"type":"draw","v":1,"for":"seats","tied":["a","b"],"number":1,"why":"they are equal","drawn":["b"],"by":"hand","note":"$note","bits_needed":1}
END
run "by hand, an order" 0 sh -c "sed -n 3p many.jsonl | tsop-allocate draw --drawn e3,e1 --note x | jq -c .drawn"
out_is "by hand, an order" <<'END'
["e3","e1"]
END

# What can be given at most: of digits, of hexadecimal digits, of ASCII, of bytes.
run "bits that a seed can give" 0 sh -c "
	for seed in 0 1234567890123456789012345 00ff 00FF 00Ff 'å'; do
		tsop-allocate draw --seed \$seed two.jsonl | jq .bits_given
	done"
out_is "bits that a seed can give" <<'END'
3
83
16
16
26
16
END
run "bits that sources can give" 0 sh -c "
	tsop-allocate draw --sources '00.50 7/A-b 3' two.jsonl | jq .bits_given"
out_is "bits that sources can give" <<'END'
32
END
run "too few bits" 1 tsop-allocate draw --seed 12 many.jsonl
cp "$T/.out" few.jsonl
err_is "too few bits" <<'END'
tsop-allocate: many.jsonl:5: bits_given: expected at least 19, without which some outcomes can not come up, not 6
tsop-allocate: many.jsonl:6: bits_given: expected at least 2042, without which some outcomes can not come up, not 6
tsop-allocate: many.jsonl:7: bits_given: expected at least 296, without which some outcomes can not come up, not 6
END
ok "too few bits: drawn all the same" test "$(jq -c '[.bits_needed, .bits_given]' few.jsonl | tr '\n' ' ')" = \
	"[1,6] [6,6] [2,6] [3,6] [19,6] [2042,6] [296,6] "
run "bits that are known" 1 tsop-allocate draw --seed 'a long text, but of two that were possible' --bits 1 rfc.jsonl -o /dev/null
err_is "bits that are known" <<'END'
tsop-allocate: rfc.jsonl:1: bits_given: expected at least 22, without which some outcomes can not come up, not 1
END
run "bits that are not there" 2 tsop-allocate draw --seed 12 --bits 7 rfc.jsonl
err_is "bits that are not there" <<'END'
tsop-allocate: --bits: expected at most 6, which the seed or sources can give
END
run "bits of a draw by hand" 1 tsop-allocate draw --drawn b --note "a coin that may be bent" --bits 0 two.jsonl -o /dev/null

cat two.jsonl two.jsonl >twice.jsonl
run "the same draw twice" 3 tsop-allocate draw --seed x twice.jsonl
err_is "the same draw twice" <<'END'
tsop-allocate: twice.jsonl:2: tied: given before, in line 1 of twice.jsonl
tsop-allocate: 1 error
END

# refuses NAME STATUS OPTIONS...: nothing on standard output, messages as given on standard input
refuses() {
	refused_name=$1 refused_status=$2
	shift 2
	cat >messages
	run "$refused_name" "$refused_status" tsop-allocate draw "$@"
	out_is "$refused_name" </dev/null
	err_is "$refused_name" <messages
}
refuses "no way to draw" 2 two.jsonl <<'END'
tsop-allocate: expected one of --seed, --sources and --drawn
END
refuses "two ways to draw" 2 --seed x --drawn b two.jsonl <<'END'
tsop-allocate: expected one of --seed, --sources and --drawn
END
refuses "by hand, without a note" 2 --drawn b two.jsonl <<'END'
tsop-allocate: --drawn: expected --note: who drew, when, and before whom
END
refuses "by hand, with a hash" 2 --drawn b --note x --by rfc3797-md5 two.jsonl <<'END'
tsop-allocate: --drawn: expected no --by: it is drawn by hand
END
refuses "an unknown hash" 2 --seed x --by md5 two.jsonl <<'END'
tsop-allocate: --by: expected rfc3797-md5|rfc3797-sha256, not 'md5'
END
refuses "standard input twice" 2 --seed x - - <<'END'
tsop-allocate: standard input is named 2 times; it can be read once
END
refuses "somebody who is not tied" 2 --drawn c --note x two.jsonl <<'END'
tsop-allocate: --drawn: expected ids that are tied, not 'c'
END
sed -n 4p many.jsonl >three.jsonl
refuses "somebody drawn twice" 2 --drawn e1,e2,e1 --note x three.jsonl <<'END'
tsop-allocate: --drawn: expected every id once, not 'e1' twice
END
refuses "too few drawn" 2 --drawn e1,e2 --note x three.jsonl <<'END'
tsop-allocate: --drawn: expected as many ids as are to be drawn: 3, not 2
END
refuses "too many drawn" 2 --drawn a,b --note x two.jsonl <<'END'
tsop-allocate: --drawn: expected as many ids as are to be drawn: 1, not 2
END
refuses "several draws by hand" 2 --drawn b --note x many.jsonl <<'END'
tsop-allocate: --drawn: expected one draw, found 7
END
refuses "no draw by hand" 2 --drawn b --note x /dev/null <<'END'
tsop-allocate: --drawn: expected one draw, found 0
END
long=$(printf '%0501d' 0)
refuses "a seed too long" 2 --seed "$long" two.jsonl <<'END'
tsop-allocate: --seed: expected a text of 1 to 500 bytes on one line
END
refuses "a note of two lines" 2 --seed x --note 'a
b' two.jsonl <<'END'
tsop-allocate: --note: expected a text of 1 to 500 bytes on one line
END
refuses "a seed that is no UTF-8" 2 --seed "$(printf '\370')" two.jsonl <<'END'
tsop-allocate: --seed: expected a text of 1 to 500 bytes on one line
END
for sources in '7,5' '-1' '1.' '.5' '1.2.3' '7/' '7//8' '/7' ' '; do
	case $sources in
	*/*|' ') said='expected a source of 1 to 500 bytes' ;;
	*) said='expected decimal numbers separated by blanks, or a text with letters' ;;
	esac
	refuses "sources '$sources'" 2 --sources "$sources" two.jsonl <<END
tsop-allocate: --sources: $said
END
done
refuses "a source with letters of its own" 2 --sources 'Ærø 7' two.jsonl <<'END'
tsop-allocate: --sources: expected a text of ASCII characters: others are not always written the same way
END

{
	tied seats 1 a a
	tied seats 1 a
	tied seats 2 a b
	tied people 0 a b
	tied people 3 a b
	tied courses 1 a b
	tied prizes 1 a b
	tied seats 1 '' b
	tied seats 1 'a\n' b
	tied seats 1 a b | sed 's/"number":1,//'
	tied seats 1 a b | sed 's/"tied":[^]]*],//'
	tied seats 1 a b | sed 's/"draw"/"seats"/'
	tied seats 1 a b | sed 's/"number":1/"number":1,"drawn":["a"]/'
	cat by-hand.jsonl
} >bad.jsonl
refuses "records that are no draws to be made" 3 --seed x bad.jsonl <<'END'
tsop-allocate: bad.jsonl:1: tied: expected every id once, not 'a' twice
tsop-allocate: bad.jsonl:2: tied: expected at least 2 ids
tsop-allocate: bad.jsonl:3: number: expected 1
tsop-allocate: bad.jsonl:4: number: expected a number from 1 to 2
tsop-allocate: bad.jsonl:5: number: expected a number from 1 to 2
tsop-allocate: bad.jsonl:6: number: expected 2
tsop-allocate: bad.jsonl:7: for: expected seats|people|courses|cells
tsop-allocate: bad.jsonl:8: tied: expected ids that are neither empty nor hold control characters
tsop-allocate: bad.jsonl:9: tied: expected ids that are neither empty nor hold control characters
tsop-allocate: bad.jsonl:10: number: expected how many are drawn
tsop-allocate: bad.jsonl:11: tied: expected a list of ids
tsop-allocate: bad.jsonl:12: type: expected draw: what tsop-allocate prints where a tie decides
tsop-allocate: bad.jsonl:13: by: expected rfc3797-md5|rfc3797-sha256|hand
tsop-allocate: bad.jsonl:14: drawn: expected a draw not yet made
tsop-allocate: 14 errors
END
# shellcheck source=tests/cmd/examples.sh
. "$ROOT/tests/cmd/examples.sh"
tour "$T/toured"
run "the example's draw is the one that its job needs" 1 sh -c "
	cd '$T/toured' && tsop-allocate run -c courses.csv --key population.csv --key-column population people.jsonl"
out_is "the example's draw is the one that its job needs" <"$ROOT/share/examples/autumn-2019/draw.jsonl"

run "a full disk is no success" 4 sh -c "tsop-allocate draw --seed x two.jsonl >/dev/full"

finish
