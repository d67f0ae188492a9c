# Install with apt-get those of the packages named that are missing, saying so first.
set -u
missing=
for p in "$@"; do
	[ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null)" = installed ] ||
		missing="$missing $p"
done
if [ -z "$missing" ]; then
	echo "deps: all packages are installed"
	exit 0
fi
if ! command -v apt-get >/dev/null; then
	echo "deps: no apt-get here; install what your system calls:$missing" >&2
	exit 1
fi
root=
[ "$(id -u)" -eq 0 ] || root=sudo
echo "deps: installing with ${root:+$root }apt-get:$missing"
export DEBIAN_FRONTEND=noninteractive
$root apt-get -q update || exit 1
# shellcheck disable=SC2086 # a list of words
exec $root apt-get -q install -y --no-install-recommends $missing
