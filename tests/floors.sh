# Does each room of lib include only the rooms that its README.md says it may call, and do calls go down only? Is no
# function declared in two headers? The linker would take either from the archive.
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for room in lib/*/; do
	room=$(basename "$room")
	may=$(sed -n 's/^May call: *//p' "lib/$room/README.md" | tr -d '`,.')
	find "lib/$room" -name '*.[ch]' -exec grep -Ho '^#include "[a-z]*/' {} + |
		sed 's/:#include "/ /; s|/$||' | while read -r file other; do
			case " $room $may " in
			*" $other "*) ;;
			*) echo "$file: $room may not call $other" ;;
			esac
			test "$other" = "$room" || echo "$room $other" >>"$scratch/calls"
		done
done >"$scratch/faults"
find lib -name '*.h' -exec grep -ho '^[a-z][a-z_0-9 *]*[ *]tsop_[a-z0-9_]*(' {} + |
	sed 's/.*[ *]//; s/($//' | sort | uniq -d | sed 's/$/: declared in two headers/' >>"$scratch/faults"
cat "$scratch/faults"
test ! -s "$scratch/faults"
tsort "$scratch/calls" >/dev/null
