# Does each room of lib include only the rooms that its README.md says it may call, and do calls go down only?
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
cat "$scratch/faults"
test ! -s "$scratch/faults"
tsort "$scratch/calls" >/dev/null
