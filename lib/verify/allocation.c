#include "verify/allocation.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "record/write.h"
#include "verify/earlier/before.h"
#include "verify/earlier/steps.h"
#include "verify/identity.h"
#include "verify/needed.h"
#include "verify/trail.h"
#include "verify/people/choice.h"
#include "verify/people/costs.h"
#include "verify/people/demands.h"
#include "verify/people/places.h"
#include "verify/people/rooms.h"
#include "verify/people/waiting.h"
#include "verify/placing.h"
#include "verify/reasons.h"
#include "verify/result/candidates.h"
#include "verify/result/offers.h"
#include "verify/result/weights.h"
#include "verify/seats/counts.h"
#include "verify/seats/divisors.h"
#include "verify/seats/house.h"
#include "verify/seats/lottery.h"
#include "verify/seats/remainders.h"
#include "verify/seats/shares.h"
#include "verify/seats/swiss.h"
#include "verify/seats/vinton.h"

struct allocation {
	struct tsop_checking *checking;
	struct tsop_result result;
	struct tsop_candidates candidates;
	bool has_people; /* the candidates were read and are those of the result */
	struct tsop_buf identity; /* of the options */
	struct tsop_before before; /* what it goes on from */
};

static int read_key(struct allocation *allocation, struct tsop_error *err)
{
	struct tsop_checking *checking = allocation->checking;

	if (!allocation->result.header.has_seats)
		return 0;
	if (checking->options->key == NULL) {
		tsop_checking_open(checking, "the claimants and their weights: no key was given");
		return 0;
	}
	tsop_checking_passed(checking, "key");
	return tsop_weights_check(&allocation->result, checking, err);
}

static int read_offers(struct allocation *allocation)
{
	struct tsop_checking *checking = allocation->checking;

	if (!allocation->result.header.has_courses)
		return 0;
	if (checking->options->courses == NULL) {
		tsop_checking_open(checking, "the courses: no file of them was given");
		return 0;
	}
	tsop_checking_passed(checking, "courses");
	return tsop_offers_check(&allocation->result, checking);
}

static int read_people(struct allocation *allocation, struct tsop_error *err)
{
	struct tsop_checking *checking = allocation->checking;
	size_t n_faults = checking->n_faults;

	if (!allocation->result.header.has_people || checking->options->n_people == 0)
		return 0;
	tsop_checking_passed(checking, "people");
	if (tsop_candidates_read(&allocation->candidates, &allocation->result, checking, err) != 0)
		return -1;
	allocation->has_people = checking->n_faults == n_faults;
	return 0;
}

/* What can be read although another file is bad is read, so that one run tells of all. */
static int read_inputs(struct allocation *allocation, struct tsop_error *err)
{
	int key = read_key(allocation, err);
	int offers = read_offers(allocation);
	int people = read_people(allocation, err);

	return key == 0 && offers == 0 && people == 0 ? 0 : -1;
}

static const struct {
	const char *name;
	enum tsop_remainders_quota quota;
} remainders[] = {
	{ "largest-remainder", TSOP_REMAINDERS_HARE },
	{ "largest-remainder:droop", TSOP_REMAINDERS_DROOP },
	{ "largest-remainder:hagenbach-bischoff", TSOP_REMAINDERS_HAGENBACH_BISCHOFF },
	{ "largest-remainder:imperiali", TSOP_REMAINDERS_IMPERIALI },
};

static int check_method(struct allocation *allocation, struct tsop_shares *shares,
			struct tsop_error *err)
{
	struct tsop_checking *checking = allocation->checking;
	const struct tsop_result_header *header = &allocation->result.header;
	struct tsop_sequence sequence;

	tsop_checking_passed(checking, "seats");
	for (size_t i = 0; i < sizeof remainders / sizeof remainders[0]; i++)
		if (strcmp(header->method, remainders[i].name) == 0)
			return tsop_remainders_check(shares, remainders[i].quota, checking, err);
	if (tsop_sequence_of(&sequence, header->method))
		return tsop_divisors_check(shares, &sequence, checking, err);
	if (strcmp(header->method, "vinton") == 0)
		return tsop_vinton_check(shares, checking, err);
	if (strcmp(header->method, "quota") == 0)
		return tsop_house_verify(shares, checking, err);
	if (strcmp(header->method, "swiss") == 0)
		return tsop_swiss_check(shares, checking, err);
	if (strcmp(header->method, "lottery") == 0)
		return tsop_lottery_check(shares, checking, err);
	tsop_checking_fault(checking, header->line, "method", _("'%.60s' is no method"),
			    header->method);
	return 0;
}

static int check_seats(struct allocation *allocation, struct tsop_error *err)
{
	struct tsop_checking *checking = allocation->checking;
	size_t n_faults = checking->n_faults;
	struct tsop_shares shares;
	int status;

	status = tsop_shares_check(&shares, &allocation->result,
				   allocation->has_people ? &allocation->candidates : NULL,
				   checking, err);
	if (status == 0 && checking->n_faults == n_faults) {
		tsop_checking_passed(checking, "guarantee");
		status = check_method(allocation, &shares, err);
	}
	if (status == 0 && checking->n_faults == n_faults)
		status = tsop_reasons_check_seats(&shares, checking, err);
	if (shares.n_below > 0)
		tsop_checking_open(checking,
				   "the seats of %zu claimants who have more than the key gives: "
				   "without the people it is not known who had one before",
				   shares.n_below);
	tsop_shares_release(&shares);
	return status;
}

/* Who waits although a seat was left: that there was no room. */
static int check_rooms(struct allocation *allocation, struct tsop_costs *costs,
		       const struct tsop_choice_check *choice, struct tsop_error *err)
{
	const struct tsop_result *result = &allocation->result;

	if (result->n_passes == 0)
		return tsop_rooms_check(costs, choice, allocation->checking, err);
	for (size_t i = 0; i < choice->n_no_room; i++) {
		const struct tsop_result_person *person = &result->people[choice->no_room[i]];

		tsop_checking_fault(allocation->checking, person->line, "course",
				    _("e%" PRId64 ": waits, but a seat was left, and given up in no "
				      "pass"),
				    person->number);
	}
	return 0;
}

static int check_places(struct allocation *allocation, const struct tsop_trail *trail,
			const struct tsop_choice_check *choice, struct tsop_error *err)
{
	const struct tsop_costs_pass pass = { .parting = trail->parting };
	struct tsop_checking *checking = allocation->checking;
	size_t n_faults = checking->n_faults;
	struct tsop_costs costs;
	int status = tsop_costs_init_pass(&costs, &allocation->result, &allocation->candidates,
					  allocation->result.n_passes > 0 ? &pass : NULL, err);

	if (status == 0) {
		tsop_places_check(&costs, checking);
		status = check_rooms(allocation, &costs, choice, err);
	}
	if (status == 0 && checking->n_faults == n_faults)
		status = tsop_placing_check(&costs, checking, err);
	if (status == 0 && checking->n_faults == n_faults)
		status = tsop_reasons_check_people(&costs, choice, checking, err);
	tsop_costs_release(&costs);
	return status;
}

static int check_choice(struct allocation *allocation, const struct tsop_trail *trail,
			struct tsop_error *err)
{
	struct tsop_checking *checking = allocation->checking;
	struct tsop_choice_check choice;
	int status = tsop_choice_verify(&choice, &allocation->result, &allocation->candidates,
					allocation->result.n_passes > 0 ? trail->gave_up : NULL,
					checking, err);

	if (status == 0) {
		tsop_checking_passed(checking, "choice");
		status = check_places(allocation, trail, &choice, err);
	}
	tsop_choice_release(&choice);
	return status;
}

static int check_people(struct allocation *allocation, struct tsop_error *err)
{
	struct tsop_checking *checking = allocation->checking;
	size_t n_faults = checking->n_faults;
	struct tsop_trail trail;
	int status = tsop_trail_follow(&trail, &allocation->result, &allocation->candidates,
					checking, err);

	if (status == 0 && checking->n_faults == n_faults)
		status = check_choice(allocation, &trail, err);
	tsop_trail_release(&trail);
	return status;
}

/* Without people, or with faults of theirs, by the numbers alone. */
static int check_demands(struct allocation *allocation, struct tsop_error *err)
{
	struct tsop_checking *checking = allocation->checking;
	struct tsop_costs costs;
	int status;

	if (!allocation->has_people || checking->n_faults > 0)
		return tsop_demands_check(&allocation->result, NULL, checking, err);
	status = tsop_costs_init(&costs, &allocation->result, &allocation->candidates, err);
	if (status == 0)
		status = tsop_demands_check(&allocation->result, &costs, checking, err);
	tsop_costs_release(&costs);
	return status;
}

/* The lists follow from the places and positions, which were found right or are believed. */
static int check_lists(struct allocation *allocation, struct tsop_error *err)
{
	struct tsop_checking *checking = allocation->checking;

	if (!allocation->result.header.has_courses || checking->n_faults > 0)
		return 0;
	if (!allocation->has_people) {
		tsop_checking_open(checking, "the waiting lists of the courses");
		return 0;
	}
	tsop_checking_passed(checking, "waiting");
	return tsop_waiting_check(&allocation->result, &allocation->candidates, checking, err);
}

/* Is it known who had a place? The people are then what the earlier result makes of them. */
static int read_before(struct allocation *allocation, bool *is_known, struct tsop_error *err)
{
	struct tsop_checking *checking = allocation->checking;
	const struct tsop_result_header *header = &allocation->result.header;
	size_t n_faults = checking->n_faults;

	if (tsop_before_read(&allocation->before, &allocation->result, checking, err) != 0)
		return -1;
	*is_known = header->fill == NULL && header->keep == NULL;
	if (!allocation->before.is_read || !allocation->has_people)
		return 0;
	tsop_before_apply(&allocation->before, &allocation->result, &allocation->candidates,
			  checking);
	tsop_checking_passed(checking, "earlier");
	*is_known = checking->n_faults == n_faults;
	return 0;
}

static int check_courses(struct allocation *allocation, struct tsop_error *err)
{
	struct tsop_checking *checking = allocation->checking;
	size_t n_faults = checking->n_faults;

	if (allocation->result.header.fill == NULL)
		return check_people(allocation, err);
	tsop_checking_passed(checking, "steps");
	if (tsop_steps_check(&allocation->result, &allocation->candidates, &allocation->before,
			     checking, err) != 0)
		return -1;
	if (checking->n_faults > n_faults)
		return 0;
	return tsop_reasons_check_filled(&allocation->result, &allocation->candidates,
					 &allocation->before, checking, err);
}

/* Everything that can be checked of a result whose records are whole. */
static int check(struct allocation *allocation, struct tsop_error *err)
{
	struct tsop_checking *checking = allocation->checking;
	const struct tsop_result_header *header = &allocation->result.header;
	bool agrees, is_known;

	if (tsop_counts_check(&allocation->result, checking, err) != 0)
		return -1;
	tsop_checking_passed(checking, "records");
	agrees = checking->n_faults == 0;
	if (read_inputs(allocation, err) != 0 || read_before(allocation, &is_known, err) != 0)
		return -1;
	is_known = is_known && agrees;
	if (header->has_seats && is_known && check_seats(allocation, err) != 0)
		return -1;
	if (header->has_courses && is_known && allocation->has_people &&
	    check_courses(allocation, err) != 0)
		return -1;
	if (header->has_people && checking->options->n_people == 0)
		tsop_checking_open(checking, "who the people are, their choice and their courses: "
					     "no people were given");
	if (check_lists(allocation, err) != 0)
		return -1;
	if (header->is_joint && agrees && check_demands(allocation, err) != 0)
		return -1;
	if (!agrees || !is_known)
		tsop_checking_open(checking, "the sentences of why");
	else if (header->has_courses && !allocation->has_people)
		tsop_checking_open(checking, "the sentences of why of people");
	else
		tsop_checking_passed(checking, "why");
	return tsop_identity_check(&allocation->identity, &allocation->result,
				   allocation->has_people ? &allocation->candidates : NULL,
				   &allocation->before, checking, err);
}

static void write_verdict(const struct allocation *allocation, struct tsop_buf *verdict)
{
	const struct tsop_result_header *header = &allocation->result.header;

	tsop_write_text(verdict, "allocation", header->id);
	if (header->has_seats)
		tsop_write_integer(verdict, "claimants", header->claimants);
	if (header->has_people)
		tsop_write_integer(verdict, "applications", header->applications);
}

static int check_needed(const struct tsop_result_header *header,
			const struct tsop_checking *checking, struct tsop_error *err)
{
	const struct tsop_needed needed = {
		.key = header->has_seats,
		.courses = header->has_courses,
		.people = header->has_people,
		.by_hand = header->has_courses,
		.seats_from = !header->has_seats,
		.fill = header->fill != NULL,
		.keep = header->keep != NULL,
	};

	return tsop_needed_check(&needed, checking->options, err);
}

int tsop_allocation_verify(struct tsop_checking *checking, struct tsop_input *input,
			   const struct tsop_record *first, struct tsop_buf *verdict,
			   struct tsop_error *err)
{
	struct allocation allocation = { .checking = checking };
	int status;

	tsop_buf_init(&allocation.identity);
	tsop_identity_begin(&allocation.identity, first);
	status = tsop_result_read(&allocation.result, checking, input, first, err);
	if (status == 0)
		status = check_needed(&allocation.result.header, checking, err);
	if (status == 0 && checking->n_faults == 0)
		status = check(&allocation, err);
	if (status == 0)
		write_verdict(&allocation, verdict);
	tsop_buf_release(&allocation.identity);
	tsop_before_release(&allocation.before);
	tsop_candidates_release(&allocation.candidates);
	tsop_result_release(&allocation.result);
	return status;
}
