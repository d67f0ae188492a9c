#include "enroll/apply.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "enroll/correction.h"
#include "record/write.h"

static enum tsop_code refusal_of(const struct tsop_apply_options *options)
{
	return options->partial ? TSOP_NO : TSOP_INPUT;
}

void tsop_apply_init(struct tsop_apply *apply, const struct tsop_apply_options *options,
		     const struct tsop_catalog *courses, const struct tsop_batch *batch)
{
	*apply = (struct tsop_apply){ .options = *options, .courses = courses, .batch = batch };
	tsop_judge_init(&apply->judge, batch, options->update, refusal_of(options));
	tsop_register_init(&apply->reg);
	tsop_identities_init(&apply->identities);
}

void tsop_apply_release(struct tsop_apply *apply)
{
	tsop_store_close(apply->store);
	tsop_judge_release(&apply->judge);
	tsop_identities_release(&apply->identities);
	tsop_register_release(&apply->reg);
}

/* Would a register that is not there get anything from this run? Asked before one is made. */
static int would_enter(const struct tsop_apply *apply, bool *yes, struct tsop_error *err)
{
	struct tsop_sink silent = { .limit = 0 };
	struct tsop_judge judge;
	int status;

	tsop_judge_init(&judge, apply->batch, apply->options.update, refusal_of(&apply->options));
	status = tsop_judge_run(&judge, &apply->identities, NULL, &silent, err);
	*yes = false;
	for (size_t i = 0; i < apply->batch->n_files && status == 0; i++)
		*yes |= !judge.refused[i];
	tsop_judge_release(&judge);
	return status;
}

static int open_store(struct tsop_apply *apply, struct tsop_error *err)
{
	struct tsop_store_options options = { .tool = "tsop-enroll",
					      .zone = apply->options.zone,
					      .write = !apply->options.dry_run,
					      .now = apply->options.now };

	if (access(apply->options.path, F_OK) != 0 && errno == ENOENT) {
		if (would_enter(apply, &options.create, err) != 0)
			return -1;
		if (!options.create || apply->options.dry_run)
			return 0;
	}
	if (tsop_store_open(&apply->store, apply->options.path, &options, &apply->recovered,
			    err) != 0)
		return -1;
	return tsop_register_load(&apply->reg, apply->store, INT64_MAX, err) == 0
		       ? tsop_identities_load(&apply->identities, &apply->reg, err)
		       : -1;
}

static void add_entry(struct tsop_apply *apply, const char *type,
		      const struct tsop_members *members, const char *key)
{
	apply->entries[apply->n_entries++] =
		(struct tsop_entry){ type, members->all, members->n, key };
}

/* What forbids to put the course in the place of the one that is known; false: nothing. */
static bool is_forbidden(const struct tsop_apply *apply, const struct tsop_course *known,
			 const struct tsop_course *course, struct tsop_error *err)
{
	size_t enrolled = tsop_register_enrolled(&apply->reg, known);

	if (strcmp(known->round, course->round) != 0)
		tsop_fail(err, TSOP_INPUT, _("the round of a course can not change"));
	else if ((size_t)course->capacity < enrolled)
		tsop_fail(err, TSOP_INPUT, _("%zu are enrolled: capacity can not go below that"),
			  enrolled);
	else
		return false;
	return true;
}

static int refuse_course(const struct tsop_course *course, struct tsop_sink *sink,
			 struct tsop_error *refusal)
{
	tsop_error_at(refusal, course->file, course->line, course->id);
	tsop_sink_report(sink, refusal);
	return 1;
}

/* 0: the course is as the register has it, or was entered; 1: refused; -1: err. */
static int judge_course(struct tsop_apply *apply, const struct tsop_course *course,
			struct tsop_sink *sink, struct tsop_error *err)
{
	const struct tsop_course *known =
		tsop_catalog_find(&apply->reg.courses, tsop_view_of(course->id));
	struct tsop_difference *differences;
	struct tsop_error refusal;
	struct tsop_buf names;
	size_t n = 0;

	if (known != NULL && tsop_members_compare(known->members.text, course->members.text, NULL,
						  &apply->judge.arena, &differences, &n, err) != 0)
		return -1;
	if (known != NULL && n == 0)
		return 0;
	if (known != NULL && !apply->options.update_courses) {
		tsop_buf_init(&names);
		tsop_members_name(&names, differences, n, sink->headings, course->file);
		tsop_fail(&refusal, TSOP_INPUT,
			  _("differs from the register in: %s; --update-courses corrects that"),
			  names.p);
		tsop_buf_release(&names);
		return refuse_course(course, sink, &refusal);
	}
	if (known != NULL && is_forbidden(apply, known, course, &refusal))
		return refuse_course(course, sink, &refusal);
	add_entry(apply, "course", &course->members, NULL);
	apply->n_courses++;
	return 0;
}

static int judge_courses(struct tsop_apply *apply, struct tsop_sink *sink, struct tsop_error *err)
{
	int worst = 0;

	for (size_t i = 0; i < apply->courses->n; i++) {
		int status = judge_course(apply, apply->courses->all[i], sink, err);

		if (status < 0)
			return -1;
		worst |= status;
	}
	return worst;
}

static int add_correction(struct tsop_apply *apply, const struct tsop_verdict *verdict,
			  struct tsop_error *err)
{
	struct tsop_members members;
	char id[32];

	snprintf(id, sizeof id, "e%" PRIu64, verdict->who.enrollment->index);
	if (tsop_correction_make(id, verdict->differences, verdict->n_differences,
				 &apply->judge.arena, &members, err) != 0)
		return -1;
	add_entry(apply, "correction", &members, NULL);
	return 0;
}

/* The entries of the rows that are taken, behind those of the courses. */
static int add_rows(struct tsop_apply *apply, struct tsop_error *err)
{
	for (size_t i = 0; i < apply->batch->n_files; i++)
		apply->n_results[TSOP_RESULT_REFUSED] += apply->batch->files[i].refused;
	for (size_t i = 0; i < apply->batch->n; i++) {
		const struct tsop_verdict *verdict = &apply->judge.verdicts[i];

		if (!tsop_judge_takes(&apply->judge, i)) {
			apply->n_results[TSOP_RESULT_REFUSED]++;
			continue;
		}
		apply->n_results[verdict->result]++;
		apply->n_review += verdict->needs_review;
		apply->entry_of[i] = apply->n_entries;
		if (verdict->result == TSOP_RESULT_NEW)
			add_entry(apply, "application", &apply->batch->rows[i].application.members,
				  verdict->key);
		else if (verdict->result == TSOP_RESULT_CORRECTED &&
			 add_correction(apply, verdict, err) != 0)
			return -1;
	}
	return 0;
}

static bool takes_a_file(const struct tsop_apply *apply)
{
	for (size_t i = 0; i < apply->batch->n_files; i++)
		if (!apply->judge.refused[i])
			return true;
	return false;
}

/* Where nothing is stored, the entries are numbered as if they were. */
static int enter(struct tsop_apply *apply, struct tsop_error *err)
{
	bool unknown = false;

	apply->first = apply->store == NULL ? 1 : tsop_store_count(apply->store);
	apply->created = apply->first == 1;
	if (apply->n_entries == 0 || apply->options.dry_run)
		return 0;
	return tsop_store_append(apply->store, apply->entries, apply->n_entries, &apply->first,
				 &unknown, err);
}

/* 0: there is something to be told; 1: refused as a whole; -1: err. */
static int judge_all(struct tsop_apply *apply, struct tsop_sink *sink, struct tsop_error *err)
{
	int status = judge_courses(apply, sink, err);

	if (status < 0 ||
	    tsop_judge_run(&apply->judge, &apply->identities, apply->store, sink, err) != 0)
		return -1;
	if (status != 0 || !takes_a_file(apply))
		return 1;
	return add_rows(apply, err);
}

int tsop_apply_run(struct tsop_apply *apply, struct tsop_sink *sink, struct tsop_error *err)
{
	struct tsop_arena *arena = &apply->judge.arena;
	int status;

	apply->entries = tsop_arena_take(arena, apply->courses->n + apply->batch->n,
					 sizeof *apply->entries);
	apply->entry_of = tsop_arena_take(arena, apply->batch->n, sizeof *apply->entry_of);
	if (apply->entries == NULL || apply->entry_of == NULL)
		return tsop_fail_memory(err);
	if (open_store(apply, err) != 0)
		return -1;
	status = judge_all(apply, sink, err);
	if (status == 0)
		status = enter(apply, err);
	tsop_store_close(apply->store);
	apply->store = NULL;
	apply->done = status == 0;
	return status < 0 ? -1 : 0;
}

static uint64_t index_of(const struct tsop_apply *apply, const struct tsop_somebody *who)
{
	return who->enrollment != NULL ? who->enrollment->index
				       : apply->first + apply->entry_of[who->row];
}

/* `received` as the register has it. */
static int write_known(const struct tsop_enrollment *enrollment, struct tsop_buf *out,
		       struct tsop_error *err)
{
	const struct tsop_field *field;
	struct tsop_record record;
	int status;

	tsop_record_init(&record);
	status = tsop_record_scan(&record, enrollment->text, NULL, 0, err);
	field = status == 0 ? tsop_record_get(&record, "received") : NULL;
	if (field != NULL)
		tsop_write_field(out, field);
	tsop_record_release(&record);
	return status;
}

/* `received` as it is kept: the row's own, or what was taken for it when it came first. */
static int write_received(const struct tsop_apply *apply, size_t row, struct tsop_buf *out,
			  struct tsop_error *err)
{
	const struct tsop_somebody *who = &apply->judge.verdicts[row].who;
	const struct tsop_batch_row *rows = apply->batch->rows;

	if (!rows[row].application.received_given) {
		if (who->enrollment != NULL)
			return write_known(who->enrollment, out, err);
		row = who->row;
	}
	tsop_buf_add_char(out, ',');
	tsop_buf_add_view(out, tsop_members_find(&rows[row].application.members, "received"));
	return 0;
}

static void write_review(const struct tsop_apply *apply, const struct tsop_verdict *verdict,
			 struct tsop_buf *out)
{
	char text[80];

	snprintf(text, sizeof text,
		 verdict->same_name ? "same name and e-mail as e%" PRIu64
				    : "same e-mail as e%" PRIu64 " under another name",
		 index_of(apply, &verdict->other));
	tsop_write_text(out, "review", text);
}

int tsop_apply_receipt(const struct tsop_apply *apply, size_t row, struct tsop_buf *out,
		       struct tsop_error *err)
{
	static const char *const words[TSOP_RESULTS] = { "refused", "new", "unchanged",
							 "corrected" };
	const struct tsop_application *application = &apply->batch->rows[row].application;
	const struct tsop_verdict *verdict = &apply->judge.verdicts[row];
	char closes[TSOP_INSTANT_TEXT];

	if (!apply->done || !tsop_judge_takes(&apply->judge, row))
		return 0;
	tsop_write_begin(out, "receipt");
	tsop_buf_addf(out, ",\"id\":\"e%" PRIu64 "\"", index_of(apply, &verdict->who));
	tsop_write_text(out, "result", words[verdict->result]);
	tsop_write_text(out, "round", application->round);
	tsop_write_text(out, "municipality", application->municipality->code);
	if (application->ref != NULL)
		tsop_write_text(out, "ref", application->ref);
	if (write_received(apply, row, out, err) != 0)
		return -1;
	tsop_write_text(out, "deadline",
			tsop_zone_write(application->zone, application->closes, closes));
	tsop_write_text(out, "deadline_utc", tsop_instant_write(application->closes, closes));
	if (verdict->needs_review)
		write_review(apply, verdict, out);
	tsop_write_end(out);
	return tsop_buf_ok(out, err);
}
