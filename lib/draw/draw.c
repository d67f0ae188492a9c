#include "draw/draw.h"

#include <string.h>

#include "base/i18n.h"
#include "base/map.h"
#include "base/text.h"
#include "draw/entropy.h"
#include "people/person.h"
#include "record/write.h"

static const char *const purposes[] = {
	[TSOP_DRAW_SEATS] = "seats",
	[TSOP_DRAW_PEOPLE] = "people",
	[TSOP_DRAW_COURSES] = "courses",
	[TSOP_DRAW_CELLS] = "cells",
};

static const char *const ways[] = {
	[TSOP_DRAW_MD5] = "rfc3797-md5",
	[TSOP_DRAW_SHA256] = "rfc3797-sha256",
	[TSOP_DRAW_HAND] = "hand",
};

const char *tsop_draw_purpose_name(enum tsop_draw_purpose purpose)
{
	return purposes[purpose];
}

/* A record while it is read. */
struct reading {
	struct tsop_faults *faults;
	struct tsop_arena *arena;
	struct tsop_draw *draw;
};

int tsop_draw_check_text(const char *text, struct tsop_error *err)
{
	struct tsop_view view = tsop_view_of(text);

	if (view.len > 0 && view.len <= TSOP_ENTROPY_MAX &&
	    tsop_text_invalid(view) == view.len && tsop_text_control(view) == view.len)
		return 0;
	return tsop_fail(err, TSOP_INPUT, _("expected a text of 1 to %d bytes on one line"),
			 TSOP_ENTROPY_MAX);
}

int tsop_draw_check_note(const char *note, struct tsop_error *err)
{
	if (tsop_draw_check_text(note, err) != 0)
		return -1;
	if (!tsop_person_has_cpr(tsop_view_of(note)))
		return 0;
	return tsop_fail(err, TSOP_INPUT, _("holds what looks like a CPR number; leave it out"));
}

/* Read a text that may be absent: then *text is NULL. */
static int read_text(const struct reading *reading, const char *field, const char **text)
{
	struct tsop_error err;
	int status = tsop_record_string(reading->faults->record, field, reading->arena, text, &err);

	if (status != 0)
		*text = NULL;
	return status < 0 ? tsop_faults_note(reading->faults, NULL, &err) : 0;
}

/* The same for one that is published as it is. */
static void read_line(const struct reading *reading, const char *field,
		      int (*check)(const char *text, struct tsop_error *err), const char **text)
{
	struct tsop_error err;

	if (read_text(reading, field, text) == 0 && *text != NULL && check(*text, &err) != 0)
		tsop_faults_note(reading->faults, field, &err);
}

/* Read one of n words. */
static int read_word(const struct reading *reading, const char *field, const char *const *words,
		     size_t n, const char *expected, int *word)
{
	const char *text;

	if (read_text(reading, field, &text) != 0)
		return -1;
	for (size_t i = 0; text != NULL && i < n; i++)
		if (strcmp(text, words[i]) == 0) {
			*word = (int)i;
			return 0;
		}
	return tsop_faults_add(reading->faults, field, _("expected %s"), expected);
}

static int read_ids(const struct reading *reading, const char *field, const char *const **ids,
		    size_t *n)
{
	struct tsop_faults *faults = reading->faults;
	struct tsop_error err;
	int status = tsop_record_strings(faults->record, field, reading->arena, TSOP_DRAW_TIED_MAX,
					 ids, n, &err);

	if (status < 0)
		return tsop_faults_note(faults, NULL, &err);
	if (status > 0)
		return tsop_faults_add(faults, field, _("expected a list of ids"));
	for (size_t i = 0; i < *n; i++) {
		struct tsop_view id = tsop_view_of((*ids)[i]);

		if (id.len == 0 || tsop_text_control(id) < id.len)
			return tsop_faults_add(faults, field,
					       _("expected ids that are neither empty nor hold "
						 "control characters"));
	}
	return 0;
}

/* Map ids to their indices. The map is initialized, and released by the caller. */
static int index_ids(struct tsop_map *map, const char *const *ids, size_t n,
		     struct tsop_error *err)
{
	for (size_t i = 0; i < n; i++) {
		bool added;

		if (tsop_map_put(map, tsop_view_of(ids[i]), i, &added) == NULL)
			return tsop_fail_memory(err);
		if (!added)
			return tsop_fail(err, TSOP_INPUT, _("expected every id once, not '%s' twice"),
					 ids[i]);
	}
	return 0;
}

/* n_tied stays 0 where they are refused. */
static void read_tied(const struct reading *reading)
{
	struct tsop_draw *draw = reading->draw;
	struct tsop_error err;
	struct tsop_map map;
	size_t n;

	if (read_ids(reading, "tied", &draw->tied, &n) != 0)
		return;
	if (n < 2) {
		tsop_faults_add(reading->faults, "tied", _("expected at least 2 ids"));
		return;
	}
	tsop_map_init(&map);
	if (index_ids(&map, draw->tied, n, &err) == 0)
		draw->n_tied = n;
	else
		tsop_faults_note(reading->faults, "tied", &err);
	tsop_map_release(&map);
}

/* Of ties that were refused any number may be drawn; it stays 0 where it is refused itself. */
static void read_number(const struct reading *reading)
{
	struct tsop_draw *draw = reading->draw;
	bool is_known = draw->n_tied > 0;
	int64_t n = is_known ? (int64_t)draw->n_tied : TSOP_DRAW_TIED_MAX;
	int64_t least = is_known && draw->purpose >= TSOP_DRAW_COURSES ? n : 1; /* their order */
	int64_t most = draw->purpose == TSOP_DRAW_SEATS ? n - 1 : n;
	struct tsop_error err;
	int64_t number = 0;
	int status = tsop_record_integer(reading->faults->record, "number", least, most, &number,
					 &err);

	if (status > 0)
		tsop_faults_add(reading->faults, "number", _("expected how many are drawn"));
	else if (status < 0)
		tsop_faults_note(reading->faults, NULL, &err);
	draw->number = (size_t)number;
}

static int find_all(const struct tsop_map *tied, const char *const *ids, size_t n, size_t *indices,
		    struct tsop_error *err)
{
	for (size_t i = 0; i < n; i++) {
		const size_t *index = tsop_map_get(tied, tsop_view_of(ids[i]));

		if (index == NULL)
			return tsop_fail(err, TSOP_INPUT, _("expected ids that are tied, not '%s'"),
					 ids[i]);
		indices[i] = *index;
	}
	return 0;
}

int tsop_draw_find(const struct tsop_draw *draw, const char *const *ids, size_t n,
		   struct tsop_arena *arena, const size_t **indices, struct tsop_error *err)
{
	size_t *found = tsop_arena_take(arena, n, sizeof *found);
	struct tsop_map tied, drawn;
	int status = -1;

	if (found == NULL)
		return tsop_fail_memory(err);
	tsop_map_init(&tied);
	tsop_map_init(&drawn);
	if (index_ids(&tied, draw->tied, draw->n_tied, err) == 0 &&
	    find_all(&tied, ids, n, found, err) == 0 && index_ids(&drawn, ids, n, err) == 0)
		status = 0;
	tsop_map_release(&tied);
	tsop_map_release(&drawn);
	if (status == 0 && n != draw->number)
		return tsop_fail(err, TSOP_INPUT,
				 _("expected as many ids as are to be drawn: %zu, not %zu"),
				 draw->number, n);
	*indices = found;
	return status;
}

static void read_bits(const struct reading *reading, const char *field, int64_t *bits)
{
	const struct tsop_record *record = reading->faults->record;
	struct tsop_error err;

	*bits = TSOP_DRAW_NOT_STATED;
	if (tsop_record_integer(record, field, 0, TSOP_DRAW_BITS_MAX, bits, &err) < 0)
		tsop_faults_note(reading->faults, NULL, &err);
}

static void read_sources(const struct reading *reading)
{
	struct tsop_draw *draw = reading->draw;
	struct tsop_error err;
	int status = tsop_record_strings(reading->faults->record, "sources", reading->arena,
					 TSOP_ENTROPY_MAX, &draw->sources, &draw->n_sources, &err);

	if (status != 0)
		draw->sources = NULL;
	if (status < 0)
		tsop_faults_note(reading->faults, NULL, &err);
}

/* Does what it was made from go together: by hand a note, else a seed or sources? */
static void check_way(const struct reading *reading)
{
	const struct tsop_draw *draw = reading->draw;
	bool is_by_hand = draw->by == TSOP_DRAW_HAND;

	if (is_by_hand ? draw->seed != NULL || draw->sources != NULL
		       : (draw->seed == NULL) == (draw->sources == NULL))
		tsop_faults_add(reading->faults, "by",
				_("expected a seed or sources for %s|%s, neither by %s"),
				ways[TSOP_DRAW_MD5], ways[TSOP_DRAW_SHA256], ways[TSOP_DRAW_HAND]);
	if (is_by_hand == (draw->key_string != NULL))
		tsop_faults_add(reading->faults, "key_string",
				is_by_hand ? _("expected none for a draw by hand")
					   : _("expected the key string"));
	if (is_by_hand && draw->note == NULL)
		tsop_faults_add(reading->faults, "note",
				_("expected who drew, when, and before whom"));
}

static void read_way(const struct reading *reading)
{
	struct tsop_draw *draw = reading->draw;
	size_t before = reading->faults->n;
	int way = TSOP_DRAW_HAND;

	if (read_word(reading, "by", ways, sizeof ways / sizeof ways[0],
		      TSOP_DRAW_HASH_NAMES "|hand", &way) == 0)
		draw->by = (enum tsop_draw_by)way;
	read_line(reading, "seed", tsop_draw_check_text, &draw->seed);
	read_sources(reading);
	read_text(reading, "key_string", &draw->key_string);
	read_line(reading, "note", tsop_draw_check_note, &draw->note);
	if (reading->faults->n == before)
		check_way(reading);
	read_bits(reading, "bits_needed", &draw->bits_needed);
	read_bits(reading, "bits_given", &draw->bits_given);
}

static void read_drawn(const struct reading *reading)
{
	struct tsop_draw *draw = reading->draw;
	const char *const *ids;
	struct tsop_error err;
	size_t n;

	if (read_ids(reading, "drawn", &ids, &n) == 0 && draw->n_tied > 0 && draw->number > 0 &&
	    tsop_draw_find(draw, ids, n, reading->arena, &draw->drawn, &err) != 0)
		tsop_faults_note(reading->faults, "drawn", &err);
}

int tsop_draw_read(struct tsop_faults *faults, struct tsop_arena *arena, struct tsop_draw *draw)
{
	const struct reading reading = { faults, arena, draw };
	int purpose = TSOP_DRAW_PEOPLE; /* of which any number may be drawn, where it is refused */

	*draw = (struct tsop_draw){ .file = faults->record->file, .line = faults->record->line };
	if (!tsop_record_is(faults->record, "draw"))
		return tsop_faults_add(faults, "type",
				       _("expected draw: what tsop-allocate prints where a tie "
					 "decides"));
	tsop_faults_version(faults);
	read_word(&reading, "for", purposes, sizeof purposes / sizeof purposes[0],
		  "seats|people|courses|cells", &purpose);
	draw->purpose = (enum tsop_draw_purpose)purpose;
	read_tied(&reading);
	read_number(&reading);
	read_text(&reading, "why", &draw->why);
	if (tsop_record_get(faults->record, "drawn") != NULL) {
		read_drawn(&reading);
		read_way(&reading);
	}
	return faults->n == 0 ? 0 : -1;
}

static void write_given(struct tsop_buf *out, const char *name, const char *text)
{
	if (text != NULL)
		tsop_write_text(out, name, text);
}

static void write_drawn(struct tsop_buf *out, const struct tsop_draw *draw)
{
	tsop_write_open(out, "drawn", '[');
	for (size_t i = 0; i < draw->number; i++)
		tsop_write_element(out, tsop_view_of(draw->tied[draw->drawn[i]]));
	tsop_write_close(out, ']');
	tsop_write_text(out, "by", ways[draw->by]);
	write_given(out, "seed", draw->seed);
	if (draw->sources != NULL)
		tsop_write_texts(out, "sources", draw->sources, draw->n_sources);
	write_given(out, "key_string", draw->key_string);
	write_given(out, "note", draw->note);
	tsop_write_integer(out, "bits_needed", draw->bits_needed);
	if (draw->bits_given != TSOP_DRAW_NOT_STATED)
		tsop_write_integer(out, "bits_given", draw->bits_given);
}

void tsop_draw_write(struct tsop_buf *out, const struct tsop_draw *draw)
{
	tsop_write_text(out, "for", purposes[draw->purpose]);
	tsop_write_texts(out, "tied", draw->tied, draw->n_tied);
	tsop_write_integer(out, "number", (int64_t)draw->number);
	write_given(out, "why", draw->why);
	if (draw->drawn != NULL)
		write_drawn(out, draw);
}

bool tsop_draw_has_member(struct tsop_view name)
{
	static const char *const members[] = {
		"type", "v",	"for",	      "tied", "number",	     "why",	   "drawn",
		"by",	"seed", "sources", "key_string", "note", "bits_needed", "bits_given",
	};

	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		if (tsop_view_is(name, members[i]))
			return true;
	return false;
}

bool tsop_draw_is_of_same(const struct tsop_draw *a, const struct tsop_draw *b)
{
	if (a->purpose != b->purpose || a->n_tied != b->n_tied || a->number != b->number)
		return false;
	for (size_t i = 0; i < a->n_tied; i++)
		if (strcmp(a->tied[i], b->tied[i]) != 0)
			return false;
	return true;
}
