#include "allocate/ties.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/i18n.h"
#include "record/write.h"

/* A tie while it is put: what the draw says of ids, rows says of indices. */
struct tie {
	struct tsop_draw draw;
	const size_t *rows; /* parallel to draw.tied */
	struct tsop_buf why;
};

void tsop_ties_init(struct tsop_ties *ties)
{
	*ties = (struct tsop_ties){ .n_met = 0 };
	tsop_buf_init(&ties->needed);
	tsop_arena_init(&ties->arena);
}

void tsop_ties_release(struct tsop_ties *ties)
{
	tsop_recorded_release(&ties->recorded);
	tsop_buf_release(&ties->needed);
	tsop_arena_release(&ties->arena);
	free(ties->met);
	ties->met = NULL;
}

int tsop_ties_read(struct tsop_ties *ties, const char *file,
		   const struct tsop_input_options *input, struct tsop_sink *sink)
{
	return tsop_recorded_read(&ties->recorded, file, input, &ties->arena, sink);
}

int tsop_ties_end(struct tsop_ties *ties, struct tsop_sink *sink)
{
	enum tsop_draw_purpose reached = TSOP_DRAW_CELLS;

	if (ties->needed.len > 0)
		reached = ties->met[ties->n_met - 1].purpose;
	return tsop_recorded_judge(&ties->recorded, reached, ties->met, ties->n_met, sink);
}

static int remember(struct tsop_ties *ties, const struct tsop_draw *draw, struct tsop_error *err)
{
	struct tsop_draw *met = tsop_array_room(ties->met, ties->n_met, &ties->cap, sizeof *met);

	if (met == NULL)
		return tsop_fail_memory(err);
	ties->met = met;
	met[ties->n_met++] = *draw;
	return 0;
}

static int say_needed(struct tsop_ties *ties, struct tie *tie, struct tsop_error *err)
{
	if (tie->draw.n_tied > TSOP_DRAW_TIED_MAX)
		return tsop_fail(err, TSOP_INPUT,
				 _("%zu are tied, more than the %d that can be drawn among: use "
				   "--seed"),
				 tie->draw.n_tied, TSOP_DRAW_TIED_MAX);
	tie->draw.why = tie->why.p;
	tsop_write_begin(&ties->needed, "draw");
	tsop_draw_write(&ties->needed, &tie->draw);
	tsop_write_end(&ties->needed);
	return tsop_buf_ok(&ties->needed, err) != 0 ? -1 : 1;
}

/* Take the rows of those drawn from the recorded draw. */
static int take_drawn(struct tsop_ties *ties, const struct tie *tie, const struct tsop_draw *draw,
		      struct tsop_drawn *drawn, struct tsop_error *err)
{
	size_t *rows = tsop_arena_take(&ties->arena, draw->number, sizeof *rows);

	if (rows == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < draw->number; i++)
		rows[i] = tie->rows[draw->drawn[i]];
	*drawn = (struct tsop_drawn){ rows, draw->number, ties->n_drawn + 1, *draw };
	ties->n_drawn += draw->number;
	return 0;
}

/* Settle the tie by the draw that was recorded for it, or say which is needed. */
static int settle(struct tsop_ties *ties, struct tie *tie, struct tsop_drawn *drawn,
		  struct tsop_error *err)
{
	int status = -1;

	if (tsop_buf_ok(&tie->why, err) == 0 && remember(ties, &tie->draw, err) == 0) {
		const struct tsop_draw *draw = tsop_recorded_find(&ties->recorded, &tie->draw);

		status = draw == NULL ? say_needed(ties, tie, err)
				      : take_drawn(ties, tie, draw, drawn, err);
	}
	tsop_buf_release(&tie->why);
	return status;
}

static void add_seats(struct tsop_buf *why, size_t n)
{
	if (n == 1)
		tsop_buf_add_text(why, " seat");
	else
		tsop_buf_addf(why, " %zu seats", n);
}

/*
 * A claimant that is tied with more than one ticket has their numbers behind its id from the
 * second on.
 */
static const char *name_ticket(struct tsop_ties *ties, const char *id, size_t number)
{
	const char *name;
	struct tsop_buf text;

	if (number == 1)
		return id;
	tsop_buf_init(&text);
	name = tsop_buf_addf(&text, "%s#%zu", id, number) != 0
		       ? NULL
		       : tsop_arena_copy(&ties->arena, tsop_buf_view(&text));
	tsop_buf_release(&text);
	return name;
}

static int name_claimants(struct tsop_ties *ties, const struct tsop_claimants *claimants,
			  const struct tsop_seats_draw *draw, struct tie *tie,
			  bool *has_tickets, struct tsop_error *err)
{
	const char **ids = tsop_arena_take(&ties->arena, draw->n_tied, sizeof *ids);
	size_t number = 1;

	*has_tickets = false;
	if (ids == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < draw->n_tied; i++) {
		number = i > 0 && draw->tied[i] == draw->tied[i - 1] ? number + 1 : 1;
		*has_tickets = *has_tickets || number > 1;
		ids[i] = name_ticket(ties, claimants->rows[draw->tied[i]].id, number);
		if (ids[i] == NULL)
			return tsop_fail_memory(err);
	}
	tie->draw.tied = ids;
	tie->draw.n_tied = draw->n_tied;
	tie->rows = draw->tied;
	return 0;
}

int tsop_ties_seats(struct tsop_ties *ties, const struct tsop_claimants *claimants,
		    const struct tsop_seats *seats, struct tsop_drawn *drawn,
		    struct tsop_error *err)
{
	const struct tsop_seats_draw *draw = &seats->draws[seats->n_made];
	bool is_last = seats->n_made + 1 == seats->key.n_draws;
	struct tie tie = { .draw = { .purpose = TSOP_DRAW_SEATS, .number = draw->number } };
	bool has_tickets;

	if (name_claimants(ties, claimants, draw, &tie, &has_tickets, err) != 0)
		return -1;
	tsop_buf_init(&tie.why);
	tsop_buf_addf(&tie.why, "%zu %s are equal by the key for the %s", draw->n_tied,
		      has_tickets ? "tickets" : "claimants", is_last ? "last" : "next");
	add_seats(&tie.why, draw->number);
	if (!is_last)
		tsop_buf_add_text(&tie.why, "; another draw follows");
	return settle(ties, &tie, drawn, err);
}

static int by_index(const void *left, const void *right)
{
	const size_t *a = left;
	const size_t *b = right;

	return (*a > *b) - (*a < *b);
}

/* Put n people, whatever their order, as the tied. */
static int name_people(struct tsop_ties *ties, const struct tsop_applicants *applicants,
		       const size_t *people, size_t n, struct tie *tie, struct tsop_error *err)
{
	size_t *rows = tsop_arena_take(&ties->arena, n, sizeof *rows);
	const char **ids = tsop_arena_take(&ties->arena, n, sizeof *ids);
	struct tsop_buf id;

	if (rows == NULL || ids == NULL)
		return tsop_fail_memory(err);
	memcpy(rows, people, n * sizeof *rows);
	qsort(rows, n, sizeof *rows, by_index);
	tsop_buf_init(&id);
	for (size_t i = 0; i < n; i++) {
		tsop_buf_clear(&id);
		tsop_buf_addf(&id, "e%" PRId64, applicants->rows[rows[i]].number);
		ids[i] = id.failed ? NULL : tsop_arena_copy(&ties->arena, tsop_buf_view(&id));
		if (ids[i] == NULL)
			break;
		tie->draw.n_tied++;
	}
	tsop_buf_release(&id);
	if (tie->draw.n_tied < n)
		return tsop_fail_memory(err);
	tie->rows = rows;
	tie->draw.tied = ids;
	return 0;
}

static bool has_party(const struct tsop_applicants *applicants, const size_t *people, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (applicants->rows[people[i]].party != TSOP_ASSIGN_NO_PARTY)
			return true;
	return false;
}

int tsop_ties_people(struct tsop_ties *ties, const struct tsop_claimant *claimant, size_t room,
		    const struct tsop_applicants *applicants, const size_t *people, size_t n,
		    struct tsop_drawn *drawn, struct tsop_error *err)
{
	struct tie tie = { .draw = { .purpose = TSOP_DRAW_PEOPLE } };
	bool draws_order = has_party(applicants, people, n);

	if (name_people(ties, applicants, people, n, &tie, err) != 0)
		return -1;
	tie.draw.number = draws_order ? n : room;
	tsop_buf_init(&tie.why);
	tsop_buf_addf(&tie.why,
		      "%zu people of %s are equal in priority and time of application for its last",
		      n, tsop_claimant_name(claimant));
	add_seats(&tie.why, room);
	if (draws_order)
		tsop_buf_add_text(&tie.why, ": as some are of a party, the order of all is to be "
					    "drawn");
	return settle(ties, &tie, drawn, err);
}

/* A tie in which the order of all is to be drawn; its reason is still to be written. */
static int begin_order(struct tsop_ties *ties, const struct tsop_applicants *applicants,
		       const size_t *people, size_t n, struct tie *tie, struct tsop_error *err)
{
	*tie = (struct tie){ .draw = { .purpose = TSOP_DRAW_COURSES, .number = n } };
	tsop_buf_init(&tie->why);
	return name_people(ties, applicants, people, n, tie, err);
}

int tsop_ties_courses(struct tsop_ties *ties, const struct tsop_applicants *applicants,
		     const size_t *people, size_t n, struct tsop_drawn *drawn,
		     struct tsop_error *err)
{
	struct tie tie;

	if (begin_order(ties, applicants, people, n, &tie, err) != 0)
		return -1;
	tsop_buf_addf(&tie.why,
		      "%zu people could change courses at no cost: the order in which they get "
		      "theirs is to be drawn",
		      n);
	return settle(ties, &tie, drawn, err);
}

int tsop_ties_waiting(struct tsop_ties *ties, const char *course,
		      const struct tsop_applicants *applicants, const size_t *people, size_t n,
		      struct tsop_drawn *drawn, struct tsop_error *err)
{
	struct tie tie;

	if (begin_order(ties, applicants, people, n, &tie, err) != 0)
		return -1;
	tsop_buf_addf(&tie.why,
		      "%zu people stand equal on the waiting list of %s: the order in which they are "
		      "offered a place is to be drawn",
		      n, course);
	return settle(ties, &tie, drawn, err);
}

int tsop_ties_order(struct tsop_ties *ties, const struct tsop_applicants *applicants,
		    const size_t *people, size_t n, struct tsop_drawn *drawn,
		    struct tsop_error *err)
{
	struct tie tie;

	if (begin_order(ties, applicants, people, n, &tie, err) != 0)
		return -1;
	tsop_buf_addf(&tie.why,
		      "%zu people stand equal in the order, and some compete for the last seats of "
		      "a course: the order among them is to be drawn",
		      n);
	return settle(ties, &tie, drawn, err);
}

int tsop_ties_ids(struct tsop_ties *ties, enum tsop_draw_purpose purpose, const char *const *ids,
		  size_t n, size_t number, const char *why, struct tsop_drawn *drawn,
		  struct tsop_error *err)
{
	size_t *rows = tsop_arena_take(&ties->arena, n, sizeof *rows);
	struct tie tie = {
		.draw = { .purpose = purpose, .tied = ids, .n_tied = n, .number = number },
		.rows = rows,
	};

	if (rows == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++)
		rows[i] = i;
	tsop_buf_init(&tie.why);
	tsop_buf_add_text(&tie.why, why);
	return settle(ties, &tie, drawn, err);
}

static void write_recorded(struct tsop_buf *out, const struct tsop_recorded *recorded)
{
	for (size_t i = 0; i < recorded->n; i++) {
		tsop_write_open(out, NULL, '{');
		tsop_draw_write(out, &recorded->rows[i].draw);
		tsop_write_close(out, '}');
	}
}

void tsop_ties_write_rule(struct tsop_buf *line, const struct tsop_ties *ties, const char *seed)
{
	const struct tsop_recorded *recorded = &ties->recorded;

	if (recorded->n == 0) {
		tsop_write_text(line, "tie_rule", seed == NULL ? "none" : "sha256-lot");
		return;
	}
	tsop_write_text(line, "tie_rule", "recorded");
	tsop_write_open(line, "drawn", '[');
	write_recorded(line, recorded);
	tsop_write_close(line, ']');
}

void tsop_ties_write_drawn(struct tsop_buf *out, const struct tsop_ties *ties)
{
	tsop_buf_add_char(out, '[');
	write_recorded(out, &ties->recorded);
	tsop_write_close(out, ']');
}
