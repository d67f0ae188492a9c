/* Units that stand equal on the list of a course: the lot or a draw between them. */
#include <stdlib.h>

#include "allocate/offering.h"

bool tsop_offering_suffices(const struct tsop_offering *offering, uint16_t course, size_t n)
{
	size_t places = 0;

	for (size_t i = 0; i < n; i++) {
		const struct tsop_waiting_unit *unit =
			tsop_offering_unit(offering, offering->equals[i]);
		int64_t seats = 0;

		places += unit->n;
		for (size_t k = 0; k <= i; k++) {
			const struct tsop_waiting_unit *other =
				tsop_offering_unit(offering, offering->equals[k]);

			if (other->home == TSOP_ASSIGN_NO_COURSE &&
			    tsop_offering_claimant(offering, other) ==
			    tsop_offering_claimant(offering, unit))
				seats += (int64_t)other->n;
		}
		if (unit->home == TSOP_ASSIGN_NO_COURSE &&
		    seats > offering->unused[tsop_offering_claimant(offering, unit)])
			return false;
	}
	return (int64_t)places <= offering->room[course];
}

/* Is one before the other among equals? By what was drawn, else by lot. */
static bool is_before(const struct tsop_offering *offering, size_t a, size_t b)
{
	const struct tsop_applicant *rows = offering->choice->applicants->rows;
	const struct tsop_waiting_unit *units = offering->lists.units;

	if (!offering->choice->has_lots)
		return offering->drawn[a].place < offering->drawn[b].place;
	return tsop_lot_compare(&rows[offering->lists.members[units[a].first]].people_lot,
				&rows[offering->lists.members[units[b].first]].people_lot) < 0;
}

size_t tsop_offering_first(const struct tsop_offering *offering, size_t n)
{
	size_t best = offering->equals[0];

	for (size_t i = 1; i < n; i++)
		if (is_before(offering, offering->entries[offering->equals[i]].unit,
			      offering->entries[best].unit))
			best = offering->equals[i];
	return best;
}

/* Was the order of the n equal units drawn at once? */
static bool is_drawn(const struct tsop_offering *offering, size_t n)
{
	size_t draw = offering->drawn[offering->entries[offering->equals[0]].unit].draw;

	for (size_t i = 1; i < n; i++)
		if (offering->drawn[offering->entries[offering->equals[i]].unit].draw != draw)
			return false;
	return draw > 0;
}

static void take_drawn(struct tsop_offering *offering, const struct tsop_drawn *drawn)
{
	for (size_t i = drawn->n; i-- > 0;)
		offering->drawn[offering->unit_of[drawn->rows[i]]] =
			(struct tsop_offering_turn){ drawn->first, i };
}

int tsop_offering_draw(struct tsop_offering *offering, uint16_t course, size_t n,
		       struct tsop_error *err)
{
	size_t *people;
	size_t n_people = 0;
	struct tsop_drawn drawn;
	int status;

	if (offering->choice->has_lots || is_drawn(offering, n))
		return 0;
	people = calloc(offering->choice->applicants->n, sizeof *people);
	if (people == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n; i++) {
		const struct tsop_waiting_unit *unit =
			tsop_offering_unit(offering, offering->equals[i]);

		for (size_t k = 0; k < unit->n; k++)
			people[n_people++] = offering->lists.members[unit->first + k];
	}
	status = tsop_ties_waiting(offering->ties, offering->courses->rows[course].id,
				   offering->choice->applicants, people, n_people, &drawn, err);
	free(people);
	if (status == 0)
		take_drawn(offering, &drawn);
	return status;
}
