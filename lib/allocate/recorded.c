#include "allocate/recorded.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/i18n.h"
#include "base/map.h"
#include "draw/drawing.h"

struct reading {
	struct tsop_recorded *recorded;
	struct tsop_arena *arena;
	struct tsop_faults faults; /* of the record */
};

static int by_use(const void *left, const void *right)
{
	const struct tsop_recorded_row *a = left;
	const struct tsop_recorded_row *b = right;

	return (a->used > b->used) - (a->used < b->used);
}

static bool is_same_text(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* It is not one of those that were read before, nor made from the same. */
static int check_new(const struct tsop_recorded *recorded, const struct tsop_draw *draw,
		     struct tsop_error *err)
{
	for (size_t i = 0; i < recorded->n; i++) {
		const struct tsop_draw *other = &recorded->rows[i].draw;

		if (tsop_draw_is_of_same(other, draw)) {
			tsop_fail(err, TSOP_INPUT, _("given before, in line %llu"), other->line);
			return tsop_error_at(err, draw->file, draw->line, "tied");
		}
		if (is_same_text(other->key_string, draw->key_string)) {
			tsop_fail(err, TSOP_INPUT,
				  _("expected another than that of line %llu, so that the draws "
				    "are independent"),
				  other->line);
			return tsop_error_at(err, draw->file, draw->line, "key_string");
		}
	}
	return 0;
}

static int read_row(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_recorded *recorded = reading->recorded;
	struct tsop_recorded_row *rows =
		tsop_array_room(recorded->rows, recorded->n, &recorded->cap, sizeof *rows);
	struct tsop_faults *faults = &reading->faults;
	struct tsop_draw *draw;

	if (rows == NULL)
		return tsop_fail_memory(err);
	recorded->rows = rows;
	draw = &rows[recorded->n].draw;
	rows[recorded->n].used = 0;
	tsop_faults_begin(faults, record);
	if (tsop_draw_read(faults, reading->arena, draw) != 0)
		return tsop_faults_end(faults, err);
	if (draw->drawn == NULL)
		return tsop_record_fail(record, "drawn", err,
					_("expected a draw that was made: tsop-allocate draw "
					  "makes it"));
	if (tsop_drawing_check(draw, reading->arena, faults) != 0)
		return tsop_faults_end(faults, err);
	if (check_new(recorded, draw, err) != 0)
		return -1;
	draw->why = NULL; /* the tie of the run says it */
	recorded->n++;
	return 0;
}

int tsop_recorded_read(struct tsop_recorded *recorded, const char *file,
		       const struct tsop_input_options *input, struct tsop_arena *arena,
		       struct tsop_sink *sink)
{
	struct reading reading = { .recorded = recorded, .arena = arena };
	struct tsop_input_options without_columns = *input;

	*recorded = (struct tsop_recorded){ .n = 0 };
	without_columns.columns = NULL;
	tsop_faults_init(&reading.faults, sink, TSOP_INPUT);
	return tsop_input_each(file, &without_columns, read_row, &reading, sink);
}

void tsop_recorded_release(struct tsop_recorded *recorded)
{
	free(recorded->rows);
	*recorded = (struct tsop_recorded){ .n = 0 };
}

size_t tsop_recorded_number(const struct tsop_recorded *recorded, const struct tsop_draw *draw)
{
	for (size_t i = 0; i < recorded->n; i++)
		if (tsop_draw_is_of_same(&recorded->rows[i].draw, draw))
			return i + 1;
	return 0;
}

const struct tsop_draw *tsop_recorded_find(struct tsop_recorded *recorded,
					   const struct tsop_draw *tie)
{
	for (size_t i = 0; i < recorded->n; i++)
		if (tsop_draw_is_of_same(&recorded->rows[i].draw, tie)) {
			recorded->rows[i].used = ++recorded->n_uses;
			return &recorded->rows[i].draw;
		}
	return NULL;
}

static int map_ids(struct tsop_map *map, const struct tsop_draw *draw, struct tsop_error *err)
{
	bool added;

	for (size_t i = 0; i < draw->n_tied; i++)
		if (tsop_map_put(map, tsop_view_of(draw->tied[i]), i, &added) == NULL)
			return tsop_fail_memory(err);
	return 0;
}

/* An id of the draw that is, or is not, among those mapped; NULL where there is none. */
static const char *find_id(const struct tsop_draw *draw, const struct tsop_map *among, bool is_in)
{
	for (size_t i = 0; i < draw->n_tied; i++)
		if ((tsop_map_get(among, tsop_view_of(draw->tied[i])) != NULL) == is_in)
			return draw->tied[i];
	return NULL;
}

static bool is_settled(const struct tsop_recorded *recorded, const struct tsop_draw *tie)
{
	for (size_t i = 0; i < recorded->n; i++)
		if (recorded->rows[i].used > 0 &&
		    tsop_draw_is_of_same(&recorded->rows[i].draw, tie))
			return true;
	return false;
}

/*
 * The tie that the draw may have been meant for: it is for the same and has one of its ids; rather
 * one that no other draw settles.
 */
static const struct tsop_draw *find_meant(const struct tsop_recorded *recorded,
					  const struct tsop_draw *draw, const struct tsop_map *ids,
					  const struct tsop_draw *met, size_t n)
{
	const struct tsop_draw *meant = NULL;

	for (size_t i = 0; i < n; i++) {
		if (met[i].purpose != draw->purpose || find_id(&met[i], ids, true) == NULL)
			continue;
		if (!is_settled(recorded, &met[i]))
			return &met[i];
		if (meant == NULL)
			meant = &met[i];
	}
	return meant;
}

/* How does the draw differ from the tie? Names the field at fault. */
static const char *tell_apart(const struct tsop_draw *draw, const struct tsop_map *ids,
			      const struct tsop_draw *tie, const struct tsop_map *tied,
			      struct tsop_error *err)
{
	const char *stranger = find_id(draw, tied, false);
	const char *missing = find_id(tie, ids, false);

	if (stranger != NULL)
		tsop_fail(err, TSOP_INPUT, _("expected those that this run finds tied, not '%s'"),
			  stranger);
	else if (missing != NULL)
		tsop_fail(err, TSOP_INPUT,
			  _("expected all that this run finds tied, also '%s'"), missing);
	else if (draw->number != tie->number)
		tsop_fail(err, TSOP_INPUT, _("expected %zu, which this run needs"), tie->number);
	else
		tsop_fail(err, TSOP_INPUT, _("expected the order in which this run names them"));
	return stranger == NULL && missing == NULL && draw->number != tie->number ? "number"
										  : "tied";
}

/* Say what is wrong with a draw that was not used; ids are those it is over. */
static void judge(const struct tsop_recorded *recorded, const struct tsop_draw *draw,
		  const struct tsop_map *ids, const struct tsop_draw *met, size_t n,
		  struct tsop_error *err)
{
	const struct tsop_draw *tie = find_meant(recorded, draw, ids, met, n);
	struct tsop_map tied;

	if (tie == NULL) {
		tsop_fail(err, TSOP_INPUT, _("expected a draw that this run needs, none over '%s'"),
			  draw->tied[0]);
		tsop_error_at(err, draw->file, draw->line, "for");
		return;
	}
	tsop_map_init(&tied);
	if (map_ids(&tied, tie, err) == 0)
		tsop_error_at(err, draw->file, draw->line,
			      tell_apart(draw, ids, tie, &tied, err));
	tsop_map_release(&tied);
}

int tsop_recorded_judge(struct tsop_recorded *recorded, enum tsop_draw_purpose reached,
			const struct tsop_draw *met, size_t n, struct tsop_sink *sink)
{
	int status = 0;

	for (size_t i = 0; i < recorded->n; i++) {
		const struct tsop_recorded_row *row = &recorded->rows[i];
		struct tsop_error err;
		struct tsop_map ids;

		if (row->used > 0 || row->draw.purpose > reached)
			continue;
		tsop_map_init(&ids);
		if (map_ids(&ids, &row->draw, &err) == 0)
			judge(recorded, &row->draw, &ids, met, n, &err);
		tsop_map_release(&ids);
		tsop_sink_report(sink, &err);
		status = -1;
	}
	if (recorded->n > 0)
		qsort(recorded->rows, recorded->n, sizeof *recorded->rows, by_use);
	return status;
}
