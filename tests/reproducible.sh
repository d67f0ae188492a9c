# Two builds from two places must be the same bytes.
set -eu
build=${BUILD:-build}
rm -rf "$build/twice"
mkdir -p "$build/twice"
for side in a "b/in another place"; do
	mkdir -p "$build/twice/$side"
	git ls-files -z | xargs -0 cp --parents -t "$build/twice/$side"
	make -s -j2 -C "$build/twice/$side" BUILD=build all
done
cd "$build/twice"
(cd a/build/bin && sha256sum tsop-*) >a.sums
(cd "b/in another place/build/bin" && sha256sum tsop-*) >b.sums
diff a.sums b.sums
echo "reproducible: $(wc -l <a.sums) tools are the same bytes"
