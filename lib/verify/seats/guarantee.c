#include "verify/seats/guarantee.h"

#include <inttypes.h>

#include "base/i18n.h"

static int64_t smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t greater(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* A claimant's people: how many applied, have a seat already, had one in the earlier result. */
struct tally {
	int64_t applied, taken, stayed;
};

static struct tally count_people(const struct tsop_result_seats *row,
				 const struct tsop_candidates *people)
{
	size_t municipality;

	if (people == NULL || row->municipality == NULL)
		return (struct tally){ .applied = row->applied };
	municipality = tsop_candidates_municipality(row->municipality);
	return (struct tally){ people->applied[municipality], people->held[municipality],
			       people->stayed[municipality] };
}

static void expect(const struct tsop_result_seats *row, const char *field, int64_t stated,
		   int64_t expected, struct tsop_checking *checking)
{
	if (stated != expected)
		tsop_checking_fault(checking, row->line, field,
				    _("%s: expected %" PRId64 ", not %" PRId64), row->id, expected,
				    stated);
}

/*
 * The bounds of the key, the people reckoned in. Where seats do not suffice
 * for all who had one in the earlier result (is_loose), these alone compete
 * for what is beyond the guarantees.
 */
static struct tsop_guarantee find_bounds(const struct tsop_result *result, size_t i,
					 const struct tsop_candidates *people, bool is_loose)
{
	const struct tsop_result_header *header = &result->header;
	const struct tsop_result_seats *row = &result->seats[i];
	struct tally tally = count_people(row, people);
	struct tsop_guarantee bounds = { .applied = tally.applied, .guarantee = row->guarantee };

	bounds.cap = header->cap_column != NULL && row->key_cap >= 0 ? row->key_cap : row->cap;
	if (header->by_demand)
		bounds.cap = smaller(bounds.cap, bounds.applied);
	bounds.kept = greater(tally.taken + tally.stayed,
			      row->key_kept >= 0 ? row->key_kept
						 : row->kept + (is_loose ? tally.stayed : 0));
	if (is_loose) {
		bounds.cap = smaller(bounds.cap, greater(bounds.kept, bounds.guarantee));
		bounds.kept -= tally.stayed;
	}
	return bounds;
}

/* A demand that was lowered, also under what was kept only for who had a place before. */
static void lower(const struct tsop_result *result, size_t i, struct tsop_guarantee *bounds)
{
	const struct tsop_result_seats *row = &result->seats[i];

	if (!result->header.is_joint || row->demand < 0)
		return;
	bounds->cap = smaller(bounds->cap, row->demand);
	if (result->header.keep != NULL)
		bounds->kept = smaller(bounds->kept, bounds->cap);
}

bool tsop_guarantee_is_short(const struct tsop_result *result, const struct tsop_candidates *people)
{
	const struct tsop_result_header *header = &result->header;
	tsop_int128 left = header->seats;

	if (header->keep == NULL)
		return false;
	for (size_t i = 0; i < result->n_seats; i++) {
		struct tsop_guarantee bounds = find_bounds(result, i, people, false);
		int64_t guaranteed = smaller(bounds.guarantee, bounds.cap);

		left -= header->holds ? bounds.guarantee - guaranteed : 0;
		left -= greater(guaranteed, bounds.kept);
	}
	return left < 0;
}

/* A guarantee is given as far as there are people for it; the rest of it is held, or free. */
static void check_given(const struct tsop_result_header *header,
			const struct tsop_result_seats *row, const struct tsop_guarantee *bounds,
			struct tsop_checking *checking)
{
	int64_t guaranteed = smaller(bounds->guarantee, bounds->cap);
	int64_t reserved = header->holds ? bounds->guarantee - guaranteed : 0;

	expect(row, "guaranteed", row->guaranteed, guaranteed, checking);
	expect(row, "reserved", row->reserved, reserved, checking);
}

struct tsop_guarantee tsop_guarantee_check(const struct tsop_result *result, size_t i,
					   const struct tsop_candidates *people, bool is_loose,
					   bool knows_taken, struct tsop_checking *checking)
{
	const struct tsop_result_header *header = &result->header;
	const struct tsop_result_seats *row = &result->seats[i];
	struct tsop_guarantee bounds = find_bounds(result, i, people, is_loose);

	lower(result, i, &bounds);
	expect(row, "applied", row->applied, bounds.applied, checking);
	if (header->cap_column != NULL)
		expect(row, "cap", row->cap, bounds.cap, checking);
	if (header->held_column != NULL && knows_taken)
		expect(row, "held", row->kept, bounds.kept, checking);
	check_given(header, row, &bounds, checking);
	return bounds;
}

void tsop_guarantee_check_sum(const struct tsop_result *result,
			      const struct tsop_candidates *people, bool is_loose,
			      struct tsop_checking *checking)
{
	const struct tsop_result_header *header = &result->header;
	tsop_int128 left = header->seats;

	for (size_t i = 0; header->is_joint && i < result->n_seats; i++) {
		struct tsop_guarantee bounds = find_bounds(result, i, people, is_loose);
		int64_t guaranteed = smaller(bounds.guarantee, bounds.cap);

		left -= header->holds ? bounds.guarantee : guaranteed;
	}
	if (left < 0)
		tsop_checking_fault(checking, header->line, "guarantee",
				    _("comes to more than the seats, before demands were lowered"));
}
