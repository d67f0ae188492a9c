#include "verify/result/lots.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/i18n.h"
#include "people/person.h"
#include "verify/result/row.h"

void tsop_lots_of(const char *seed, const char *purpose, struct tsop_view identity,
		  unsigned char lot[TSOP_DIGEST_SIZE])
{
	const struct tsop_view parts[] = {
		tsop_view_of("tsop-lot\n"), tsop_view_of(seed), tsop_view_of("\n"),
		tsop_view_of(purpose),	    tsop_view_of("\n"), identity,
	};
	struct tsop_sha256 hash;

	tsop_sha256_init(&hash);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		tsop_sha256_add(&hash, parts[i]);
	tsop_sha256_end(&hash, lot);
}

enum { REF, NAME, EMAIL };

static const char *const names[TSOP_LOTS_PARTS] = { "ref", "name", "email" };

void tsop_lots_init(struct tsop_lots *lots, const char *seed, const char *round)
{
	*lots = (struct tsop_lots){ .seed = seed, .round = round };
	tsop_map_init(&lots->seen);
	tsop_buf_init(&lots->identity);
	for (size_t i = 0; i < TSOP_LOTS_PARTS; i++)
		tsop_buf_init(&lots->parts[i]);
}

void tsop_lots_release(struct tsop_lots *lots)
{
	tsop_map_release(&lots->seen);
	free(lots->rows);
	lots->rows = NULL;
	tsop_buf_release(&lots->identity);
	for (size_t i = 0; i < TSOP_LOTS_PARTS; i++)
		tsop_buf_release(&lots->parts[i]);
}

/* What is absent is empty. */
static bool read_parts(struct tsop_lots *lots, struct tsop_faults *faults)
{
	size_t n_faults = faults->n;

	for (size_t i = 0; i < TSOP_LOTS_PARTS; i++) {
		tsop_buf_clear(&lots->parts[i]);
		if (tsop_row_text(faults, names[i], &lots->parts[i], NULL))
			tsop_row_check_cpr(faults, names[i], tsop_buf_view(&lots->parts[i]));
	}
	return faults->n == n_faults;
}

/* Who it is, in lots->identity. It is refused at the name; then the address is looked at, too. */
static bool identify(struct tsop_lots *lots, struct tsop_faults *faults, const char *code)
{
	const struct tsop_buf *parts = lots->parts;
	bool has_only_name = tsop_record_has(faults->record, names[NAME]) &&
			     !tsop_record_has(faults->record, names[REF]);
	struct tsop_error err;

	if (parts[REF].len == 0 && parts[NAME].len == 0) {
		tsop_faults_add(faults, names[has_only_name ? NAME : REF],
				_("expected a ref, or a name and an address, to draw lots of"));
		return false;
	}
	tsop_buf_clear(&lots->identity);
	if (tsop_person_identity(&lots->identity,
				 tsop_view_of(lots->round == NULL ? "" : lots->round),
				 tsop_buf_view(&parts[REF]), tsop_view_of(code),
				 tsop_buf_view(&parts[NAME]), tsop_buf_view(&parts[EMAIL]),
				 &err) == 0)
		return true;
	tsop_faults_note(faults, NULL, &err);
	tsop_buf_clear(&lots->identity);
	if (strcmp(err.field, names[NAME]) == 0 &&
	    tsop_person_email(&lots->identity, tsop_buf_view(&parts[EMAIL]), &err) != 0)
		tsop_faults_note(faults, names[EMAIL], &err);
	return false;
}

/* Enter the row by what it is known by. 1: it was there before, at *before. */
static int enter(struct tsop_lots *lots, const struct tsop_record *record, struct tsop_view key,
		 const struct tsop_lots_row **before, struct tsop_error *err)
{
	struct tsop_lots_row *rows =
		tsop_array_room(lots->rows, lots->n, &lots->cap, sizeof *rows);
	bool added;
	size_t *index;

	if (rows == NULL)
		return tsop_fail_memory(err);
	lots->rows = rows;
	index = tsop_map_put(&lots->seen, key, lots->n, &added);
	if (index == NULL)
		return tsop_fail_memory(err);
	*before = &rows[*index];
	if (!added)
		return 1;
	rows[lots->n++] = (struct tsop_lots_row){ record->file, record->line };
	return 0;
}

/* Is nobody of the rows before known by that key? */
static bool is_new(struct tsop_lots *lots, struct tsop_faults *faults, struct tsop_view key,
		   bool is_ref, struct tsop_lots_row twin)
{
	const struct tsop_lots_row *before = NULL;
	struct tsop_error err;
	int status = enter(lots, faults->record, key, &before, &err);

	if (status < 0)
		tsop_faults_note(faults, NULL, &err);
	else if (status > 0 && (before->file != twin.file || before->line != twin.line))
		tsop_faults_add(faults, names[is_ref ? REF : NAME],
				is_ref ? _("given before, in line %llu of %s")
				       : _("the same person as in line %llu of %s"),
				before->line, tsop_error_file(before->file));
	return status == 0;
}

void tsop_lots_of_person(struct tsop_lots *lots, struct tsop_faults *faults,
			 const struct tsop_municipality *municipality, struct tsop_lots_row twin,
			 unsigned char people[TSOP_DIGEST_SIZE],
			 unsigned char courses[TSOP_DIGEST_SIZE])
{
	const struct tsop_buf *ref = &lots->parts[REF];
	struct tsop_view identity;

	if (!read_parts(lots, faults) ||
	    (ref->len > 0 && !is_new(lots, faults, tsop_buf_view(ref), true, twin)))
		return;
	if (lots->seed == NULL ||
	    !identify(lots, faults, municipality == NULL ? "" : municipality->code) ||
	    municipality == NULL)
		return;
	identity = tsop_buf_view(&lots->identity);
	if (ref->len == 0 && !is_new(lots, faults, identity, false, twin))
		return;
	tsop_lots_of(lots->seed, "people", identity, people);
	tsop_lots_of(lots->seed, "courses", identity, courses);
}
