#include <inttypes.h>

#include "allocate/publish.h"
#include "record/write.h"

/* Bytes: longer passes are left out, so that the line can be read. */
enum { PASSES_LEN_MAX = 1 << 19 };

/* Whose course, in this pass, was another than the result's. */
static void write_places(struct tsop_publishing *p)
{
	const struct tsop_run *run = p->run;

	tsop_write_open(&p->line, "places", '[');
	for (size_t i = 0; i < run->applicants.n; i++) {
		uint16_t course = p->pass->course[i];

		if (course == run->standings[i].course)
			continue;
		tsop_write_open(&p->line, NULL, '{');
		tsop_buf_clear(&p->text);
		tsop_buf_addf(&p->text, "e%" PRId64, run->applicants.rows[i].number);
		tsop_publish_built(p, "enrollment");
		if (course != TSOP_ASSIGN_NO_COURSE)
			tsop_write_text(&p->line, "course", run->courses.rows[course].id);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
}

static bool is_held_elsewhere(const struct tsop_run *run, const uint16_t *held, size_t first,
			      int64_t n)
{
	for (int64_t seat = 0; seat < n; seat++)
		if (held[first + (size_t)seat] != run->placement.held[first + (size_t)seat])
			return true;
	return false;
}

/* Whose held seats were elsewhere; those without a course are left out. */
static void write_held(struct tsop_publishing *p)
{
	const struct tsop_run *run = p->run;
	const uint16_t *held = p->placement->held;
	size_t first = 0;

	tsop_write_open(&p->line, "reserved", '[');
	for (size_t i = 0; i < run->claimants.n; i++) {
		const struct tsop_claimant *row = &run->claimants.rows[i];

		if (is_held_elsewhere(run, held, first, row->reserved)) {
			tsop_write_open(&p->line, NULL, '{');
			tsop_publish_claimant(p, row);
			tsop_write_open(&p->line, "reserved_at", '[');
			for (size_t seat = first; seat < first + (size_t)row->reserved; seat++)
				if (held[seat] != TSOP_ASSIGN_NO_COURSE)
					tsop_write_element(
						&p->line,
						tsop_view_of(run->courses.rows[held[seat]].id));
			tsop_write_close(&p->line, ']');
			tsop_write_close(&p->line, '}');
		}
		first += (size_t)row->reserved;
	}
	tsop_write_close(&p->line, ']');
}

/* Why another pass followed. */
static void write_end(struct tsop_publishing *p)
{
	const struct tsop_pass *pass = p->pass;
	const struct tsop_run *run = p->run;

	if (pass->end == TSOP_PASS_CLOSES) {
		tsop_write_text(&p->line, "closes", run->courses.rows[pass->list[0]].id);
		return;
	}
	tsop_write_open(&p->line, pass->end == TSOP_PASS_PARTS ? "parted" : "gave_up", '[');
	for (size_t i = 0; i < pass->n; i++)
		if (pass->end == TSOP_PASS_PARTS)
			tsop_write_element(&p->line,
					   tsop_view_of(run->claimants.rows[pass->list[i]].id));
		else
			tsop_publish_person(p, pass->list[i]);
	tsop_write_close(&p->line, ']');
}

/*
 * Can each pass be followed? Without a key it is not known whose the held seats
 * are; where people come in an order, draws of a pass say also in later ones who
 * comes before whom.
 */
static bool are_known(const struct tsop_run *run)
{
	const struct tsop_recorded *recorded = &run->ties.recorded;

	for (size_t i = 0; i < recorded->n && run->place_rules.mechanism->takes_order; i++)
		if (recorded->rows[i].draw.purpose == TSOP_DRAW_COURSES)
			return false;
	return run->options->gives_seats || run->placement.n_held == 0;
}

bool tsop_publish_passes(struct tsop_publishing *p)
{
	const struct tsop_passes *passes = &p->run->passes;
	size_t start = p->line.len;

	if (passes->n == 0 || !are_known(p->run))
		return false;
	tsop_write_open(&p->line, "passes", '[');
	for (size_t i = 0; i < passes->n && p->line.len - start <= PASSES_LEN_MAX; i++) {
		p->pass = &passes->rows[i];
		p->placement = &p->pass->placement;
		tsop_write_open(&p->line, NULL, '{');
		write_places(p);
		write_held(p);
		tsop_publish_placing(p);
		write_end(p);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
	if (p->line.len - start <= PASSES_LEN_MAX)
		return true;
	tsop_buf_truncate(&p->line, start);
	return false;
}
