#include "allocate/draw.h"

#include <inttypes.h>

#include "record/write.h"

static void begin(struct tsop_buf *out, const char *purpose)
{
	tsop_write_begin(out, "draw");
	tsop_write_text(out, "for", purpose);
	tsop_write_open(out, "tied", '[');
}

static void end(struct tsop_buf *out, int64_t number, const struct tsop_buf *why)
{
	tsop_write_close(out, ']');
	tsop_write_integer(out, "number", number);
	tsop_write_view(out, "why", tsop_buf_view(why));
	tsop_write_end(out);
	out->failed = out->failed || why->failed;
}

static void add_people(struct tsop_buf *out, const struct tsop_applicants *applicants,
		       const size_t *tied, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct tsop_buf id;

		tsop_buf_init(&id);
		tsop_buf_addf(&id, "e%" PRId64, applicants->rows[tied[i]].number);
		tsop_write_element(out, tsop_buf_view(&id));
		out->failed = out->failed || id.failed;
		tsop_buf_release(&id);
	}
}

static void add_seats(struct tsop_buf *why, int64_t n)
{
	if (n == 1)
		tsop_buf_add_text(why, " seat");
	else
		tsop_buf_addf(why, " %" PRId64 " seats", n);
}

void tsop_draw_seats(struct tsop_buf *out, const struct tsop_claimants *claimants,
		     const struct tsop_apportionment *key)
{
	struct tsop_buf why;

	begin(out, "seats");
	for (size_t i = 0; i < key->n_tied; i++)
		tsop_write_element(out, tsop_view_of(claimants->rows[key->tied[i]].id));
	tsop_buf_init(&why);
	tsop_buf_addf(&why, "%zu claimants are equal by the key for the last", key->n_tied);
	add_seats(&why, key->n_draw);
	end(out, key->n_draw, &why);
	tsop_buf_release(&why);
}

void tsop_draw_people(struct tsop_buf *out, const struct tsop_claimant *claimant, int64_t room,
		      const struct tsop_applicants *applicants, const size_t *tied, size_t n)
{
	struct tsop_buf why;

	begin(out, "people");
	add_people(out, applicants, tied, n);
	tsop_buf_init(&why);
	tsop_buf_addf(&why,
		      "%zu people of %s are equal in priority and time of application "
		      "for its last",
		      n, tsop_claimant_name(claimant));
	add_seats(&why, room);
	end(out, room, &why);
	tsop_buf_release(&why);
}

void tsop_draw_courses(struct tsop_buf *out, const struct tsop_applicants *applicants,
		       const size_t *tied, size_t n)
{
	struct tsop_buf why;

	begin(out, "courses");
	add_people(out, applicants, tied, n);
	tsop_buf_init(&why);
	tsop_buf_addf(&why, "%zu people could change courses at no cost: the order in which they "
			    "get theirs is to be drawn", n);
	end(out, (int64_t)n, &why);
	tsop_buf_release(&why);
}
