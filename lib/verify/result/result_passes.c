#include "verify/result/result_passes.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/i18n.h"
#include "verify/result/draws.h"
#include "verify/result/result_members.h"
#include "verify/result/result_proof.h"

enum { PASSES_MAX = 1000, IDS_MAX = 10000000 };

struct reading {
	struct tsop_result *result;
	struct tsop_checking *checking;
	struct tsop_result_pass *pass;
};

static int read_place(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	static const char *const known[] = { "enrollment", "course", NULL };
	const struct reading *reading = context;
	struct tsop_result_pass *pass = reading->pass;
	struct tsop_result_place *place = tsop_array_room(pass->places, pass->n_places,
							  &pass->places_cap, sizeof *place);

	if (place == NULL)
		return tsop_fail_memory(err);
	pass->places = place;
	place += pass->n_places;
	*place = (struct tsop_result_place){
		tsop_result_enrollment(reading->result, reading->checking, record),
		tsop_result_course(reading->result, reading->checking, record, "course", false),
	};
	tsop_checking_unknown(reading->checking, record, known);
	pass->n_places += place->person < reading->result->n_people;
	return 0;
}

/* The courses of the held seats of one claimant. */
static int read_courses(struct reading *reading, const struct tsop_record *record,
			struct tsop_result_held *held, struct tsop_error *err)
{
	struct tsop_checking *checking = reading->checking;
	const struct tsop_result_seats *row = &reading->result->seats[held->claimant];
	const char *const *ids;
	size_t n;
	int status = tsop_record_strings(record, "reserved_at", &checking->arena,
					 (size_t)row->reserved, &ids, &n, err);

	if (status != 0)
		return status < 0 ? -1 : tsop_record_fail(record, "reserved_at", err, _("missing"));
	held->courses = tsop_arena_take(&checking->arena, n, sizeof *held->courses);
	if (held->courses == NULL)
		return tsop_fail_memory(err);
	for (; held->n < n; held->n++) {
		held->courses[held->n] = tsop_result_find_course(reading->result, ids[held->n]);
		if (held->courses[held->n] == TSOP_RESULT_NO_COURSE)
			return tsop_record_fail(record, "reserved_at", err,
						_("expected courses of the result"));
	}
	return 0;
}

static int read_held(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	static const char *const known[] = { "municipality", "reserved_at", NULL };
	struct reading *reading = context;
	struct tsop_checking *checking = reading->checking;
	struct tsop_result_pass *pass = reading->pass;
	struct tsop_result_held *held =
		tsop_array_room(pass->held, pass->n_held, &pass->held_cap, sizeof *held);
	size_t guess = SIZE_MAX;

	if (held == NULL)
		return tsop_fail_memory(err);
	pass->held = held;
	held += pass->n_held;
	*held = (struct tsop_result_held){ .claimant = reading->result->n_seats };
	if (tsop_checking_text(checking, record, "municipality", true))
		held->claimant = tsop_result_find_seats(reading->result, checking->text.p, &guess);
	if (held->claimant == reading->result->n_seats)
		return tsop_record_fail(record, "municipality", err,
					_("expected a claimant of the result"));
	tsop_checking_unknown(checking, record, known);
	pass->n_held++;
	return read_courses(reading, record, held, err);
}

/* Exactly one of the members that say what came of the pass. */
static int read_end(struct reading *reading, const struct tsop_record *record,
		    struct tsop_error *err)
{
	static const char *const lists[] = { "parted", "gave_up" };
	struct tsop_result_pass *pass = reading->pass;
	struct tsop_checking *checking = reading->checking;
	const char **closes = tsop_arena_take(&checking->arena, 1, sizeof *closes);
	size_t n_ends = 0;

	if (closes == NULL)
		return tsop_fail_memory(err);
	if (tsop_checking_string(checking, record, "closes", false, closes)) {
		pass->end = "closes";
		pass->ids = closes;
		pass->n_ids = 1;
		n_ends++;
	}
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		int status = tsop_record_strings(record, lists[i], &checking->arena, IDS_MAX,
						 &pass->ids, &pass->n_ids, err);

		if (status < 0)
			return -1;
		if (status == 0) {
			pass->end = lists[i];
			n_ends++;
		}
	}
	return n_ends == 1 ? 0
			   : tsop_record_fail(record, "passes", err,
					      _("expected one of closes, parted and gave_up"));
}

static int read_members(struct reading *reading, const struct tsop_record *record,
			struct tsop_error *err)
{
	struct tsop_result *result = reading->result;
	struct tsop_checking *checking = reading->checking;
	struct tsop_result view = *result; /* with a proof of its own */
	int status;

	if (tsop_result_each(checking, record, "places", read_place, reading, err) != 0 ||
	    tsop_result_each(checking, record, "reserved", read_held, reading, err) != 0 ||
	    tsop_result_set(result, checking, record, "closed", &reading->pass->is_closed, err) !=
		    0)
		return -1;
	view.proof = (struct tsop_result_proof){ .line = record->line };
	status = tsop_result_placing_read(&view, checking, record, err);
	reading->pass->proof = view.proof;
	return status != 0 ? -1 : read_end(reading, record, err);
}

static int read_pass(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	static const char *const known[] = {
		"places", "reserved", "draws", "optimal", "prices_prove_all", "stable",
		"unassigned", "rank", "meters", "bound", "pairs", "stages", "worst_rank", "most", "cut", "turns",
		"closed", "prices", "shares", "search", "closes", "parted", "gave_up", NULL
	};
	struct reading *reading = context;
	struct tsop_result *result = reading->result;
	struct tsop_result_pass *passes = tsop_array_room(result->passes, result->n_passes,
							  &result->passes_cap, sizeof *passes);

	if (passes == NULL)
		return tsop_fail_memory(err);
	result->passes = passes;
	if (result->n_passes == PASSES_MAX)
		return tsop_record_fail(record, "passes", err, _("expected at most %d"),
					PASSES_MAX);
	reading->pass = &passes[result->n_passes++];
	*reading->pass = (struct tsop_result_pass){ .n_places = 0 };
	tsop_checking_unknown(reading->checking, record, known);
	return read_members(reading, record, err);
}

int tsop_result_passes_read(struct tsop_result *result, struct tsop_checking *checking,
			    const struct tsop_record *record, struct tsop_error *err)
{
	struct reading reading = { .result = result, .checking = checking };

	if (tsop_record_get(record, "passes") == NULL)
		return 0;
	if (result->header.keep != NULL ||
	    (result->header.order != NULL && tsop_draws_count(&result->header.draws, "courses") > 0))
		tsop_checking_fault(checking, record->line, "passes",
				    _("expected none with keep, or where the order was drawn for"));
	for (size_t i = 0; i < result->header.n_courses && !result->header.has_seats; i++)
		if (result->header.courses[i].reserved > 0)
			tsop_checking_fault(checking, record->line, "passes",
					    _("expected none where it is not known whose the held "
					      "seats are"));
	return tsop_result_each(checking, record, "passes", read_pass, &reading, err);
}

void tsop_result_passes_release(struct tsop_result *result)
{
	for (size_t i = 0; i < result->n_passes; i++) {
		struct tsop_result_pass *pass = &result->passes[i];

		tsop_result_proof_release(&pass->proof);
		free(pass->places);
		free(pass->held);
		free(pass->is_closed);
	}
	free(result->passes);
	result->passes = NULL;
	result->n_passes = 0;
}
