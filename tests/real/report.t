#!/bin/sh
# The page of tsop-report in a browser (headless Chromium): its layout from a telephone to a wide
# screen, the contrast of what is drawn, the printed sheets. Pictures stay in $BUILD/real.
# shellcheck disable=SC2317 # functions are called through ok
. "$(dirname "$0")/../cmd/tap.sh"
HERE=$ROOT/tests/real
mkdir -p "$BUILD/real"

browser() { # ARGUMENT...
	timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
		--disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
		--user-data-dir="$T/profile" "$@" 2>"$T/browser.log"
}

# The page with the probe in it (its policy would not let it run), in a frame: windows have a least width.
frame() { # PAGE WIDTH
	sed '/Content-Security-Policy/d; /<\/body>/{
		s|.*|<script>|
		r '"$HERE/probe.js"'
		a </script></body>
	}' "$1" >probed.html
	cat >frame.html <<EOF
<!DOCTYPE html><meta name="color-scheme" content="light dark"><title>nothing was said</title>
<script>onmessage = event => { document.title = event.data; }</script>
<iframe src="probed.html" style="border: 0; width: $2px; height: 900px"></iframe>
EOF
}

measure() { # NAME WIDTH MODE: 0 is dark, 1 light
	frame page.html "$2"
	browser --window-size=2000,1000 --blink-settings=preferredColorScheme="$3" \
		--virtual-time-budget=5000 --dump-dom "file://$T/frame.html" |
		sed -n 's/.*<title>\(.*\)<\/title>.*/\1/p' | cut -c 1-1000 >"$T/.out"
	if [ "$3" -eq 0 ]; then measure_mode=dark; else measure_mode=light; fi
	out_is "$1 at $2, $measure_mode" <<EOF
$2 $measure_mode, all texts well
EOF
}

ok "the example runs" sh "$ROOT/share/examples/autumn-2019/run.sh" whole
for input in "$ROOT/tests/golden/report/allocation.jsonl" whole/allocation.jsonl; do
	name=$(basename "$(dirname "$input")")
	for lang in da en; do
		tsop-report allocation --format html --lang $lang -o page.html "$input"
		for width in 320 360 768 1280 1920; do
			measure "$name $lang" $width 1
		done
		measure "$name $lang" 1280 0
	done
done

sed 's/--quiet: #51606e/--quiet: #b0b0b0/' page.html >pale.html
frame pale.html 1280
browser --virtual-time-budget=5000 --dump-dom "file://$T/frame.html" |
	grep -o 'contrast 2.02: Round e19 · 24 June 2019' >"$T/.out"
out_is "the probe sees a pale color" <<'EOF'
contrast 2.02: Round e19 · 24 June 2019
EOF

picture() { # FILE SIZE OPTION...
	picture_file=$BUILD/real/$1 picture_size=$2
	shift 2
	rm -f "$picture_file"
	browser --window-size="$picture_size" --screenshot="$picture_file" "$@" "file://$T/page.html"
	test -s "$picture_file"
}
ok "a picture, light" picture light.png 1280,2400 --blink-settings=preferredColorScheme=1
ok "a picture, dark" picture dark.png 1280,2400 --blink-settings=preferredColorScheme=0
ok "a picture, narrow" picture narrow.png 360,2400

ok "it prints" browser --no-pdf-header-footer --print-to-pdf="$BUILD/real/page.pdf" "file://$T/page.html"
grep -ao '/MediaBox \[[^]]*\]' "$BUILD/real/page.pdf" | sort | uniq -c |
	awk '{ print ($5 > $6 ? "landscape" : "portrait"), ($5 > $6 ? $1 : $1 >= 3 && $1 <= 9 ? "3 to 9" : $1) }' \
		>"$T/.out"
out_is "a sheet for the map across, the rest upright" <<'EOF'
portrait 3 to 9
landscape 1
EOF

# The browser refuses what the page's policy does not let it load or run.
sed 's|</body>|<script>document.title = "ran"</script></body>|' page.html >hostile.html
browser --dump-dom "file://$T/hostile.html" | grep -c '<title>ran' >"$T/.out"
out_is "a script in it would not run" <<'EOF'
0
EOF

finish
