# tap.sh: what the command tests share; sourced by each tests/cmd/*.t.
#
#   run NAME STATUS COMMAND...   run it (standard input as given) and check its exit status
#   out_is NAME < EXPECTED       its standard output was exactly this
#   err_is NAME < EXPECTED       its standard error was exactly this
#   ok NAME COMMAND...           the command succeeds
#   finish                       print the plan; the last line of a test
#
# $T is a scratch directory, the working directory at the start; $ROOT the project's; tools are
# found in $BUILD/bin (default $ROOT/build). With RUNNER set (valgrind) `run` puts it before tsop-*.

set -u
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=${BUILD:-$ROOT/build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
PATH=$BUILD/bin:$PATH
XDG_DATA_DIRS=$BUILD/share
LC_ALL=C
unset LANGUAGE NO_COLOR
export PATH XDG_DATA_DIRS LC_ALL
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T" || exit 99
echo "0 0" >"$T/.count"

# The count is kept in a file: a check at the end of a pipe runs in a shell of its own.
tap_result() { # STATUS NAME
	read -r tap_n tap_failed <"$T/.count"
	tap_n=$((tap_n + 1))
	if [ "$1" -eq 0 ]; then
		printf 'ok %d - %s\n' "$tap_n" "$2"
	else
		tap_failed=$((tap_failed + 1))
		printf 'not ok %d - %s\n' "$tap_n" "$2"
	fi
	echo "$tap_n $tap_failed" >"$T/.count"
}

run() {
	tap_name=$1 tap_want=$2
	shift 2
	# shellcheck disable=SC2086 # RUNNER is a list of words
	case $1 in tsop-*) tap_tool=$1; shift; set -- ${RUNNER:-} "$BUILD/bin/$tap_tool" "$@" ;; esac
	"$@" >"$T/.out" 2>"$T/.err"
	tap_got=$?
	[ "$tap_got" -eq "$tap_want" ]
	tap_same=$?
	tap_result $tap_same "$tap_name: status $tap_want"
	[ $tap_same -eq 0 ] || { echo "# got $tap_got"; sed 's/^/# /' "$T/.err" | head -20; }
}

tap_compare() { # NAME FILE, expected on standard input
	cat >"$T/.want"
	tap_diff=$(diff -u "$T/.want" "$2")
	tap_same=$?
	tap_result $tap_same "$1"
	[ $tap_same -eq 0 ] || printf '%s\n' "$tap_diff" | sed 's/^/# /' | head -40
}

out_is() { tap_compare "$1: stdout" "$T/.out"; }
err_is() { tap_compare "$1: stderr" "$T/.err"; }

ok() {
	tap_name=$1
	shift
	"$@" >"$T/.ok" 2>&1
	tap_same=$?
	tap_result $tap_same "$tap_name"
	[ $tap_same -eq 0 ] || sed 's/^/# /' "$T/.ok" | head -20
}

finish() {
	read -r tap_n tap_failed <"$T/.count"
	printf '1..%d\n' "$tap_n"
	[ "$tap_failed" -eq 0 ]
	exit
}
