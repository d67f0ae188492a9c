#!/bin/sh
# Every message has its Danish translation, and a Danish user reads it.
. "$(dirname "$0")/tap.sh"

ok "no message lacks its translation, none is left over" sh "$ROOT/tests/catalog.sh" check

LC_ALL=C.UTF-8 LANGUAGE=da
export LC_ALL LANGUAGE
run "an unknown verb in Danish" 2 tsop-enroll xyz
err_is "an unknown verb in Danish" <<'END'
tsop-enroll: ukendt verbum 'xyz'; se --help
END
LC_ALL=C
run "LANGUAGE alone changes nothing in the C locale" 2 tsop-enroll xyz
err_is "LANGUAGE alone changes nothing in the C locale" <<'END'
tsop-enroll: unknown verb 'xyz'; see --help
END
finish
