#include "enroll/recording.h"

#include <inttypes.h>

#include "base/i18n.h"
#include "record/write.h"

void tsop_recording_init(struct tsop_recording *recording, struct tsop_stream *stream)
{
	*recording = (struct tsop_recording){ .stream = stream };
	tsop_register_init(&recording->reg);
}

void tsop_recording_release(struct tsop_recording *recording)
{
	tsop_register_release(&recording->reg);
}

static void refuse(const struct tsop_recording *recording, unsigned long long line,
		   const char *field, struct tsop_sink *sink, struct tsop_error *err)
{
	tsop_error_at(err, recording->stream->file, line, field);
	tsop_sink_report(sink, err);
}

/* Is the enrollment still what was allocated? */
static int check_person(const struct tsop_recording *recording, const struct tsop_placing *placing,
			const struct tsop_enrollment *enrollment, struct tsop_error *err)
{
	if (enrollment == NULL || !tsop_view_is(enrollment->round, recording->stream->round))
		return tsop_fail(err, TSOP_INPUT, _("the register has no %s in round %s"),
				 placing->enrollment, recording->stream->round);
	if (!tsop_view_is(enrollment->municipality, placing->municipality))
		return tsop_fail(err, TSOP_INPUT, _("%s is of municipality %.*s by now"),
				 placing->enrollment, (int)enrollment->municipality.len,
				 enrollment->municipality.p);
	if (enrollment->course != NULL &&
	    (placing->course == NULL || strcmp(placing->course, enrollment->course->id) != 0) &&
	    (placing->from == NULL || strcmp(placing->from, enrollment->course->id) != 0))
		return tsop_fail(err, TSOP_INPUT, _("%s is enrolled on %s by now"),
				 placing->enrollment, enrollment->course->id);
	if (enrollment->state != TSOP_STATE_ENROLLED &&
	    enrollment->state != TSOP_STATE_APPLIED && enrollment->state != TSOP_STATE_WAITING)
		return tsop_fail(err, TSOP_INPUT, _("%s is %s by now"), placing->enrollment,
				 tsop_state_word(enrollment->state));
	return 0;
}

static int find_course(const struct tsop_recording *recording, const char *id,
		       const struct tsop_course **course, struct tsop_error *err)
{
	const char *round = recording->stream->round;

	*course = NULL;
	if (id == NULL)
		return 0;
	*course = tsop_catalog_find(&recording->reg.courses, tsop_view_of(id));
	if (*course != NULL && strcmp((*course)->round, round) == 0)
		return 0;
	return tsop_fail(err, TSOP_INPUT, _("the register has no course %s in round %s"), id,
			 round);
}

static enum tsop_state state_of(const struct tsop_placing *placing)
{
	return placing->course != NULL ? TSOP_STATE_ENROLLED : TSOP_STATE_WAITING;
}

/* Let the enrollment in memory be what the placing says. */
static void place(struct tsop_recording *recording, size_t index,
		  struct tsop_enrollment *enrollment, const struct tsop_course *course)
{
	const struct tsop_placing *placing = &recording->stream->placings[index];

	if (enrollment->state == state_of(placing) && enrollment->course == course &&
	    enrollment->position == placing->position)
		return;
	recording->changes[index] = true;
	recording->n_enrolled += course != NULL;
	recording->n_waiting += course == NULL;
	enrollment->state = state_of(placing);
	enrollment->course = course;
	enrollment->position = placing->position;
}

static void judge_placing(struct tsop_recording *recording, size_t index, struct tsop_sink *sink)
{
	const struct tsop_placing *placing = &recording->stream->placings[index];
	struct tsop_enrollment *enrollment =
		tsop_register_find(&recording->reg, tsop_view_of(placing->enrollment));
	const struct tsop_course *course;
	struct tsop_error err;

	if (check_person(recording, placing, enrollment, &err) != 0)
		refuse(recording, placing->line, "enrollment", sink, &err);
	else if (find_course(recording, placing->course, &course, &err) != 0)
		refuse(recording, placing->line, "course", sink, &err);
	else
		place(recording, index, enrollment, course);
}

static void judge(struct tsop_recording *recording, struct tsop_sink *sink)
{
	const size_t reported = sink->n;
	struct tsop_round round;
	struct tsop_error err;

	if (tsop_catalog_round(&recording->reg.courses, tsop_view_of(recording->stream->round),
			       &round, &err) != 0) {
		refuse(recording, 1, "round", sink, &err);
	} else {
		for (size_t i = 0; i < recording->stream->n; i++)
			judge_placing(recording, i, sink);
		if (sink->n == reported)
			tsop_register_check(&recording->reg, TSOP_INPUT, sink);
	}
	recording->done = sink->n == reported;
}

/* The members of an assignment as the register keeps them. */
static int write_placing(const struct tsop_stream *stream, const struct tsop_placing *placing,
			 struct tsop_members_writer *writer, struct tsop_arena *arena,
			 struct tsop_members *members, struct tsop_error *err)
{
	tsop_members_begin(writer);
	tsop_write_text(&writer->text, "allocation", stream->id);
	tsop_members_mark(writer, false);
	tsop_write_text(&writer->text, "enrollment", placing->enrollment);
	tsop_members_mark(writer, false);
	tsop_write_text(&writer->text, "course", placing->course);
	tsop_members_mark(writer, false);
	tsop_write_text(&writer->text, "state", tsop_state_word(state_of(placing)));
	tsop_members_mark(writer, false);
	if (placing->position > 0)
		tsop_write_integer(&writer->text, "position", placing->position);
	tsop_members_mark(writer, false);
	return tsop_members_end(writer, arena, members, err);
}

static struct tsop_entry entry_of(const char *type, const struct tsop_members *members)
{
	return (struct tsop_entry){ type, members->all, members->n, NULL };
}

/* The allocation and what it changes: n of them. */
static int make_entries(struct tsop_recording *recording, struct tsop_entry *entries, size_t *n,
			struct tsop_error *err)
{
	const struct tsop_stream *stream = recording->stream;
	struct tsop_members_writer writer;
	struct tsop_members members;
	int status = 0;

	tsop_members_init(&writer);
	entries[0] = entry_of("allocation", &stream->header);
	*n = 1;
	for (size_t i = 0; i < stream->n && status == 0; i++) {
		if (!recording->changes[i])
			continue;
		status = write_placing(stream, &stream->placings[i], &writer,
				       &recording->reg.arena, &members, err);
		if (status == 0)
			entries[(*n)++] = entry_of("assignment", &members);
	}
	tsop_members_release(&writer);
	return status;
}

static int enter(struct tsop_recording *recording, struct tsop_store *store,
		 struct tsop_error *err)
{
	struct tsop_entry *entries =
		tsop_arena_take(&recording->reg.arena, recording->stream->n + 1, sizeof *entries);
	bool unknown;
	uint64_t first;
	size_t n;

	if (entries == NULL)
		return tsop_fail_memory(err);
	if (make_entries(recording, entries, &n, err) != 0)
		return -1;
	return tsop_store_append(store, entries, n, &first, &unknown, err);
}

static int run(struct tsop_recording *recording, struct tsop_store *store, bool dry_run,
	       struct tsop_sink *sink, struct tsop_error *err)
{
	struct tsop_register *reg = &recording->reg;

	if (tsop_register_load(reg, store, INT64_MAX, err) != 0)
		return -1;
	recording->changes =
		tsop_arena_take(&reg->arena, recording->stream->n, sizeof *recording->changes);
	if (recording->changes == NULL)
		return tsop_fail_memory(err);
	recording->known =
		tsop_map_get(&reg->allocations, tsop_view_of(recording->stream->id)) != NULL;
	recording->done = recording->known;
	if (!recording->known)
		judge(recording, sink);
	if (!recording->done || dry_run || recording->n_enrolled + recording->n_waiting == 0)
		return 0;
	return enter(recording, store, err);
}

int tsop_recording_run(struct tsop_recording *recording, const char *path, tsop_instant now,
		       bool dry_run, struct tsop_sink *sink, struct tsop_error *err)
{
	const struct tsop_store_options options = { .tool = "tsop-enroll",
						    .write = !dry_run,
						    .now = now };
	struct tsop_store *store;
	int status;

	if (tsop_store_open(&store, path, &options, &recording->recovered, err) != 0)
		return -1;
	status = run(recording, store, dry_run, sink, err);
	tsop_store_close(store);
	return status;
}
