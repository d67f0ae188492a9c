#include "verify/needed.h"

#include "base/i18n.h"

int tsop_needed_check(const struct tsop_needed *needed, const struct tsop_verify_options *options,
		      struct tsop_error *err)
{
	const struct {
		const char *name, *file;
		bool is_needed;
	} files[] = {
		{ "key", options->key, needed->key },
		{ "courses", options->courses, needed->courses },
		{ "seats-from", options->seats_from, needed->seats_from },
		{ "fill", options->fill, needed->fill },
		{ "keep", options->keep, needed->keep },
		{ "fix", options->fix, needed->by_hand },
		{ "exclude", options->exclude, needed->by_hand },
		{ "row-seats", options->row_seats, needed->sides },
		{ "column-seats", options->column_seats, needed->sides },
	};

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		if (files[i].file != NULL && !files[i].is_needed)
			return tsop_fail(err, TSOP_USAGE,
					 _("--%s: this result can not be held against it"),
					 files[i].name);
	if (options->n_people > 0 && !needed->people)
		return tsop_fail(err, TSOP_USAGE,
				 _("expected no file behind the result: it is not of people"));
	if (options->n_people == 0 && (options->fix != NULL || options->exclude != NULL ||
				       options->fill != NULL || options->keep != NULL))
		return tsop_fail(err, TSOP_USAGE,
				 _("--fix, --exclude, --fill, --keep: expected the file of the "
				   "people, too"));
	return 0;
}
