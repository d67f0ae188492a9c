#include "enroll/judge.h"

#include <inttypes.h>

#include "base/i18n.h"

void tsop_judge_init(struct tsop_judge *judge, const struct tsop_batch *batch, bool update,
		     enum tsop_code refusal)
{
	*judge = (struct tsop_judge){ .batch = batch, .update = update, .refusal = refusal };
	tsop_arena_init(&judge->arena);
	tsop_map_init(&judge->rows);
	tsop_map_init(&judge->emails);
}

void tsop_judge_release(struct tsop_judge *judge)
{
	tsop_map_release(&judge->rows);
	tsop_map_release(&judge->emails);
	tsop_arena_release(&judge->arena);
}

/* A run of the judge. */
struct trial {
	struct tsop_judge *judge;
	const struct tsop_identities *identities;
	struct tsop_store *store;
	struct tsop_sink *sink;
	size_t n_refused; /* rows of the present file */
	struct tsop_buf text;
};

bool tsop_judge_takes(const struct tsop_judge *judge, size_t row)
{
	return judge->verdicts[row].result != TSOP_RESULT_REFUSED &&
	       !judge->refused[judge->batch->rows[row].file];
}

static void refuse(struct trial *trial, size_t row, const char *field, struct tsop_error *err)
{
	const struct tsop_batch *batch = trial->judge->batch;

	tsop_error_at(err, batch->files[batch->rows[row].file].name, batch->rows[row].line, field);
	err->code = trial->judge->refusal;
	tsop_sink_report(trial->sink, err);
	trial->n_refused++;
}

/* Into trial->text: the differences, as the row's file calls them. */
static void name_differences(struct trial *trial, size_t row,
			     const struct tsop_difference *differences, size_t n)
{
	const struct tsop_batch *batch = trial->judge->batch;

	tsop_buf_clear(&trial->text);
	tsop_members_name(&trial->text, differences, n, trial->sink->headings,
			  batch->files[batch->rows[row].file].name);
}

/* When a row came without an instant, that of the other one is no difference. */
static int compare(struct trial *trial, size_t row, struct tsop_view older, bool with_received,
		   struct tsop_difference **differences, size_t *n, struct tsop_error *err)
{
	const struct tsop_application *application = &trial->judge->batch->rows[row].application;
	const char *skip = with_received && application->received_given ? NULL : "received";

	return tsop_members_compare(older, application->members.text, skip, &trial->judge->arena,
				    differences, n, err);
}

/* A row whose identity the run has met before: it may only say the same again. */
static int judge_repeated(struct trial *trial, size_t row, size_t before, struct tsop_error *err)
{
	const struct tsop_batch *batch = trial->judge->batch;
	const struct tsop_batch_row *other = &batch->rows[before];
	struct tsop_verdict *verdict = &trial->judge->verdicts[row];
	struct tsop_difference *differences;
	struct tsop_error refusal;
	size_t n;

	if (compare(trial, row, other->application.members.text,
		    other->application.received_given, &differences, &n, err) != 0)
		return -1;
	verdict->result = TSOP_RESULT_UNCHANGED;
	verdict->who = trial->judge->verdicts[before].who;
	if (n == 0)
		return 0;
	verdict->result = TSOP_RESULT_REFUSED;
	name_differences(trial, row, differences, n);
	tsop_fail(&refusal, TSOP_INPUT,
		  _("line %llu of %s has the same identity and differs in: %s"), other->line,
		  tsop_error_file(batch->files[other->file].name), trial->text.p);
	refuse(trial, row, NULL, &refusal);
	return 0;
}

/* Who has a place, or waits for one, keeps what it was given by. */
static bool may_change(const struct tsop_enrollment *enrollment,
		       const struct tsop_difference *difference)
{
	return enrollment->state == TSOP_STATE_APPLIED ||
	       enrollment->state == TSOP_STATE_WAITING ||
	       tsop_application_is_personal(difference->name);
}

static void judge_update(struct trial *trial, size_t row,
			 const struct tsop_enrollment *enrollment)
{
	struct tsop_verdict *verdict = &trial->judge->verdicts[row];
	struct tsop_error refusal;

	for (size_t i = 0; i < verdict->n_differences; i++) {
		const struct tsop_difference *difference = &verdict->differences[i];

		if (may_change(enrollment, difference))
			continue;
		name_differences(trial, row, difference, 1);
		tsop_fail(&refusal, TSOP_INPUT, _("e%" PRIu64 " is %s: its %s can not change"),
			  enrollment->index, tsop_state_word(enrollment->state), trial->text.p);
		refuse(trial, row, NULL, &refusal);
		return;
	}
	verdict->result = TSOP_RESULT_CORRECTED;
}

/* A row of somebody whom the register knows. */
static int judge_known(struct trial *trial, size_t row, const struct tsop_enrollment *enrollment,
		       struct tsop_error *err)
{
	struct tsop_verdict *verdict = &trial->judge->verdicts[row];
	struct tsop_difference *differences;
	struct tsop_error refusal;

	if (compare(trial, row, enrollment->text, true, &differences, &verdict->n_differences,
		    err) != 0)
		return -1;
	verdict->who.enrollment = enrollment;
	verdict->differences = differences;
	if (verdict->n_differences == 0) {
		verdict->result = TSOP_RESULT_UNCHANGED;
	} else if (trial->judge->update) {
		judge_update(trial, row, enrollment);
	} else {
		name_differences(trial, row, differences, verdict->n_differences);
		tsop_fail(&refusal, TSOP_INPUT,
			  _("differs from e%" PRIu64 " in: %s; --update corrects that"),
			  enrollment->index, trial->text.p);
		refuse(trial, row, NULL, &refusal);
	}
	return 0;
}

static bool is_there(const struct tsop_judge *judge, size_t before, size_t row)
{
	const struct tsop_batch_row *rows = judge->batch->rows;

	return judge->verdicts[before].result != TSOP_RESULT_REFUSED &&
	       (rows[before].file == rows[row].file || !judge->refused[rows[before].file]);
}

/* The row of this run that has this key and counts; else row itself, which is entered. */
static int find_before(struct trial *trial, struct tsop_map *map, struct tsop_view key, size_t row,
		       size_t *before, struct tsop_error *err)
{
	bool added;
	size_t *place = tsop_map_put(map, key, row, &added);

	if (place == NULL)
		return tsop_fail_memory(err);
	if (!is_there(trial->judge, *place, row))
		*place = row;
	*before = *place;
	return 0;
}

/* Does somebody else apply under the same e-mail? */
static int look_for_other(struct trial *trial, size_t row, struct tsop_error *err)
{
	const struct tsop_batch_row *rows = trial->judge->batch->rows;
	struct tsop_verdict *verdict = &trial->judge->verdicts[row];
	struct tsop_view name, other_name;
	struct tsop_somebody *other = &verdict->other;
	int status;

	if (tsop_identity_email(&rows[row].application.members, &trial->text, &name, err) != 0)
		return -1;
	other->enrollment =
		tsop_identities_by_email(trial->identities, tsop_buf_view(&trial->text));
	if (find_before(trial, &trial->judge->emails, tsop_buf_view(&trial->text), row,
			&other->row, err) != 0)
		return -1;
	if (other->enrollment == NULL && other->row == row)
		return 0;
	status = other->enrollment != NULL
			 ? tsop_identity_email_of(other->enrollment, &trial->text, &other_name, err)
			 : tsop_identity_email(&rows[other->row].application.members, &trial->text,
					       &other_name, err);
	verdict->needs_review = true;
	verdict->same_name = status == 0 && tsop_view_equal(name, other_name);
	return status;
}

static int judge_new(struct trial *trial, size_t row, struct tsop_error *err)
{
	const struct tsop_application *application = &trial->judge->batch->rows[row].application;
	struct tsop_error refusal;

	if (!application->received_given &&
	    tsop_application_check_window(application, &refusal) != 0) {
		refuse(trial, row, "received", &refusal);
		return 0;
	}
	trial->judge->verdicts[row].result = TSOP_RESULT_NEW;
	return look_for_other(trial, row, err);
}

static int judge_row(struct trial *trial, size_t row, struct tsop_error *err)
{
	struct tsop_judge *judge = trial->judge;
	struct tsop_verdict *verdict = &judge->verdicts[row];
	struct tsop_view identity = judge->batch->rows[row].application.identity;
	const struct tsop_enrollment *known = NULL;
	size_t before = row;

	verdict->who.row = row;
	if (find_before(trial, &judge->rows, identity, row, &before, err) != 0)
		return -1;
	if (before != row)
		return judge_repeated(trial, row, before, err);
	if (trial->store != NULL) {
		verdict->key = tsop_arena_take(&judge->arena, TSOP_HEX_TEXT, 1);
		if (verdict->key == NULL)
			return tsop_fail_memory(err);
		if (tsop_store_key(trial->store, identity, verdict->key, err) != 0)
			return -1;
		known = tsop_identities_by_key(trial->identities, tsop_view_of(verdict->key));
	}
	return known != NULL ? judge_known(trial, row, known, err) : judge_new(trial, row, err);
}

static int judge_file(struct trial *trial, size_t index, struct tsop_error *err)
{
	const struct tsop_batch_file *file = &trial->judge->batch->files[index];

	trial->n_refused = 0;
	for (size_t i = file->first; i < file->first + file->n; i++)
		if (judge_row(trial, i, err) != 0)
			return -1;
	trial->judge->refused[index] = file->unusable ||
				       (trial->judge->refusal != TSOP_NO &&
					file->refused + trial->n_refused > 0);
	return 0;
}

int tsop_judge_run(struct tsop_judge *judge, const struct tsop_identities *identities,
		   struct tsop_store *store, struct tsop_sink *sink, struct tsop_error *err)
{
	const struct tsop_batch *batch = judge->batch;
	struct trial trial = { judge, identities, store, sink, 0, { 0 } };
	int status = 0;

	judge->verdicts = tsop_arena_take(&judge->arena, batch->n, sizeof *judge->verdicts);
	judge->refused = tsop_arena_take(&judge->arena, batch->n_files, sizeof *judge->refused);
	if (judge->verdicts == NULL || judge->refused == NULL)
		return tsop_fail_memory(err);
	tsop_buf_init(&trial.text);
	for (size_t i = 0; i < batch->n_files && status == 0; i++)
		status = judge_file(&trial, i, err);
	tsop_buf_release(&trial.text);
	return status;
}
