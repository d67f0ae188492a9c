/* Any bytes are a name, an address, a label, a municipality or none; what was cleaned is clean. */
#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "people/municipality.h"
#include "people/person.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef int check_function(struct tsop_buf *, struct tsop_view, struct tsop_error *);

/* What a check gives is text without controls, and checked again it gives the same. */
static void check_twice(check_function *check, struct tsop_view text)
{
	struct tsop_buf once, twice;
	struct tsop_error err;

	tsop_buf_init(&once);
	tsop_buf_init(&twice);
	if (check(&once, text, &err) == 0) {
		struct tsop_view clean = tsop_buf_view(&once);

		if (tsop_text_invalid(clean) < clean.len || tsop_text_control(clean) < clean.len ||
		    check(&twice, clean, &err) != 0 ||
		    !tsop_view_equal(clean, tsop_buf_view(&twice)))
			abort();
	} else if (once.len > 0) {
		abort();
	}
	tsop_buf_release(&once);
	tsop_buf_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tsop_view text = { (const char *)data, size };
	const struct tsop_municipality *found;
	struct tsop_error err;

	check_twice(tsop_person_name, text);
	check_twice(tsop_person_email, text);
	check_twice(tsop_person_party, text);
	tsop_person_has_cpr(text);
	tsop_municipality_find(text, &found, &err);
	tsop_municipality_of_place(text, &found, &err);
	return 0;
}
