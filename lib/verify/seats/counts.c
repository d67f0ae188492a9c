#include "verify/seats/counts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "verify/result/candidates.h"
#include "verify/result/result_waiting.h"

static void expect(struct tsop_checking *checking, unsigned long long line, const char *field,
		   const char *who, int64_t stated, tsop_int128 counted)
{
	char digits[TSOP_NUM_TEXT];

	if (stated != counted)
		tsop_checking_fault(checking, line, field, _("%s%sexpected %s, not %" PRId64), who,
				    who[0] == '\0' ? "" : ": ", tsop_num_write(counted, digits),
				    stated);
}

static void check_seats(const struct tsop_result *result, struct tsop_checking *checking)
{
	const struct tsop_result_header *header = &result->header;
	tsop_int128 given = 0;
	tsop_int128 reserved = 0;
	tsop_int128 applied = 0;

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];

		expect(checking, row->line, "seats", row->id, row->seats,
		       row->guaranteed + row->by_key);
		if (header->is_joint && row->kept < row->seats &&
		    row->applied - row->waiting < row->seats)
			tsop_checking_fault(checking, row->line, "seats",
					    _("%s: a seat is not used, though seats were given "
					      "jointly with courses"),
					    row->id);
		given += row->seats;
		reserved += row->reserved;
		applied += row->applied;
	}
	expect(checking, header->line, "claimants", "", header->claimants,
	       (tsop_int128)result->n_seats);
	expect(checking, header->line, "given", "", header->given, given);
	expect(checking, header->line, "reserved", "", header->reserved, reserved);
	expect(checking, header->line, "seats", "", header->seats,
	       (tsop_int128)header->given + header->reserved + header->left);
	if (header->has_people)
		expect(checking, header->line, "applications", "", header->applications, applied);
}

static void check_person(const struct tsop_result_person *person, struct tsop_checking *checking)
{
	bool is_placed = person->course != TSOP_RESULT_NO_COURSE;

	if (is_placed != (person->position == 0))
		tsop_checking_fault(checking, person->line, "position",
				    _("e%" PRId64 ": expected one where the person waits, and only "
				      "there"),
				    person->number);
	if (is_placed != (person->meters >= 0))
		tsop_checking_fault(checking, person->line, "meters",
				    _("e%" PRId64 ": expected some where the person has a course, "
				      "and only there"),
				    person->number);
	if (!is_placed && (person->rank > 0 || person->fixed != NULL))
		tsop_checking_fault(checking, person->line, person->rank > 0 ? "rank" : "fixed",
				    _("e%" PRId64 ": expected none without a course"),
				    person->number);
}

/* People of a municipality that got seats: how many there are, and how many of them wait. */
struct tally {
	int64_t people, waiting;
	bool has_seats;
};

static void check_municipalities(const struct tsop_result *result, struct tsop_checking *checking,
				 struct tally *tallies)
{
	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];
		struct tally *tally;

		if (row->municipality == NULL) {
			tsop_checking_fault(checking, row->line, "claimant",
					    _("%s: expected a municipality, where people apply"),
					    row->id);
			continue;
		}
		tally = &tallies[tsop_candidates_municipality(row->municipality)];
		tally->has_seats = true;
		expect(checking, row->line, "applied", row->id, row->applied, tally->people);
		expect(checking, row->line, "waiting", row->id, row->waiting, tally->waiting);
		if (tally->people - tally->waiting > row->seats)
			tsop_checking_fault(checking, row->line, "seats",
					    _("%s: %" PRId64 " people have a course, more than the "
					      "%" PRId64 " seats"),
					    row->id, tally->people - tally->waiting, row->seats);
	}
}

static void check_people(const struct tsop_result *result, struct tsop_checking *checking)
{
	const struct tsop_result_header *header = &result->header;
	struct tally tallies[TSOP_CANDIDATES_MUNICIPALITIES_MAX] = { { 0 } };
	int64_t waiting = 0;

	for (size_t i = 0; i < result->n_people; i++) {
		const struct tsop_result_person *person = &result->people[i];
		struct tally *tally = &tallies[tsop_candidates_municipality(person->municipality)];
		bool waits = person->course == TSOP_RESULT_NO_COURSE;

		check_person(person, checking);
		tally->people++;
		tally->waiting += waits;
		waiting += waits;
	}
	expect(checking, header->line, "applications", "", header->applications,
	       (tsop_int128)result->n_people);
	expect(checking, header->line, "waiting", "", header->waiting, waiting);
	expect(checking, header->line, "enrolled", "", header->enrolled,
	       (tsop_int128)result->n_people - waiting);
	if (!header->has_seats)
		return;
	check_municipalities(result, checking, tallies);
	for (size_t i = 0; i < result->n_people; i++) {
		const struct tsop_result_person *person = &result->people[i];

		if (!tallies[tsop_candidates_municipality(person->municipality)].has_seats)
			tsop_checking_fault(checking, person->line, "municipality",
					    _("e%" PRId64 ": %s has no seats record"),
					    person->number, person->municipality->code);
	}
}

static void check_courses(const struct tsop_result *result, struct tsop_checking *checking)
{
	const struct tsop_result_header *header = &result->header;
	int64_t enrolled[TSOP_RESULT_COURSES_MAX] = { 0 };
	int64_t reserved[TSOP_RESULT_COURSES_MAX] = { 0 };

	for (size_t i = 0; i < result->n_people; i++)
		if (result->people[i].course != TSOP_RESULT_NO_COURSE)
			enrolled[result->people[i].course]++;
	for (size_t i = 0; i < result->n_held; i++)
		reserved[result->held[i]]++;
	for (size_t i = 0; i < header->n_courses; i++) {
		const struct tsop_result_course *course = &header->courses[i];

		expect(checking, header->line, "courses.enrolled", course->id, course->enrolled,
		       enrolled[i]);
		if (header->has_seats)
			expect(checking, header->line, "courses.reserved", course->id,
			       course->reserved, reserved[i]);
		if (course->enrolled + course->reserved > course->capacity)
			tsop_checking_fault(checking, header->line, "courses",
					    _("%s: %" PRId64 " places are taken of %" PRId64),
					    course->id, course->enrolled + course->reserved,
					    course->capacity);
		if (course->is_closed && course->minimum == 0)
			tsop_checking_fault(checking, header->line, "courses",
					    _("%s: is closed, and has no minimum"), course->id);
		if (course->is_closed)
			expect(checking, header->line, "courses.closed", course->id,
			       course->enrolled + course->reserved, 0);
		else if (course->enrolled + course->reserved < course->minimum &&
			 header->fill == NULL) /* which closes none */
			tsop_checking_fault(checking, header->line, "courses",
					    _("%s: expected at least %" PRId64 " people, or closed"),
					    course->id, course->minimum);
	}
}

/* The order in which courses closed names each that does not run, once. */
static void check_closed(const struct tsop_result *result, struct tsop_checking *checking)
{
	const struct tsop_result_proof *proof = &result->proof;
	bool is_named[TSOP_RESULT_COURSES_MAX] = { false };

	if (!tsop_result_closes_in_turn(result))
		return;
	for (size_t i = 0; i < proof->n_closed; i++) {
		uint16_t course = proof->closed[i];
		bool is_due = course != TSOP_RESULT_NO_COURSE && !is_named[course] &&
			      result->header.courses[course].is_closed;

		if (is_due)
			is_named[course] = true;
		else
			tsop_checking_fault(checking, proof->line, "closed",
					    _("expected each course that does not run, once"));
	}
	for (size_t i = 0; i < result->header.n_courses; i++)
		if (result->header.courses[i].is_closed && !is_named[i])
			tsop_checking_fault(checking, proof->line, "closed",
					    _("%s: expected it among these"),
					    result->header.courses[i].id);
}

/* Where a course is; NULL: not known. */
struct site {
	const struct tsop_municipality *municipality;
};

/* Meters from the municipality's town to the course's place. */
static int check_meters(const struct tsop_result *result, struct tsop_checking *checking,
			struct tsop_error *err)
{
	const struct tsop_result_header *header = &result->header;
	struct site *sites = calloc(header->n_courses + 1, sizeof *sites);
	struct tsop_error refused;

	if (sites == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < header->n_courses; i++)
		if (tsop_municipality_of_place(tsop_view_of(header->courses[i].place),
					       &sites[i].municipality, &refused) != 0) {
			if (refused.code == TSOP_SYSTEM)
				checking->has_failed = true;
			else
				tsop_checking_fault(checking, header->line, "courses.place",
						    _("%s: %s"), header->courses[i].id,
						    refused.text);
		}
	for (size_t i = 0; i < result->n_people; i++) {
		const struct tsop_result_person *person = &result->people[i];
		int64_t meters;

		if (person->course == TSOP_RESULT_NO_COURSE ||
		    sites[person->course].municipality == NULL)
			continue;
		meters = tsop_municipality_meters(person->municipality,
						  sites[person->course].municipality);
		if (person->meters != meters)
			tsop_checking_fault(checking, person->line, "meters",
					    _("e%" PRId64 ": expected %" PRId64), person->number,
					    meters);
	}
	free(sites);
	return checking->has_failed ? tsop_fail_memory(err) : 0;
}

int tsop_counts_check(const struct tsop_result *result, struct tsop_checking *checking,
		      struct tsop_error *err)
{
	if (result->header.has_seats)
		check_seats(result, checking);
	if (!result->header.has_courses)
		return 0;
	check_people(result, checking);
	check_courses(result, checking);
	tsop_result_waiting_check(result, checking);
	check_closed(result, checking);
	return check_meters(result, checking, err);
}
