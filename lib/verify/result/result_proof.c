#include "verify/result/result_proof.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/i18n.h"
#include "verify/result/drawn.h"
#include "verify/result/result_earlier.h"
#include "verify/result/result_members.h"
#include "verify/result/result_passes.h"
#include "verify/result/result_search.h"
#include "verify/result/result_spread.h"
#include "verify/result/result_stages.h"

static const char *const known[] = { "type", "v", "allocation", "seats", "assignment", NULL };
static const char *const known_seats[] = {
	"quota", "method_quota", "quotas", "eliminated", "last", "next", "draws_before",
	"tied", "drawn", NULL,
};
static const char *const known_draw[] = { "tied", "drawn", NULL };
static const char *const known_assignment[] = {
	"passes", "draws", "optimal", "prices_prove_all", "stable", "unassigned", "rank", "meters",
	"bound", "pairs", "stages", "worst_rank", "most", "cut", "turns", "closed", "prices", "shares",
	"search", "move", "waived", "moves_complete", "moves", NULL
};

enum { LIST_MAX = 10000000 };

struct reading {
	struct tsop_result *result;
	struct tsop_checking *checking;
};

static bool read_ratio(struct reading *reading, const struct tsop_record *record,
			  const char *name, bool is_required, struct tsop_ratio *ratio)
{
	struct tsop_checking *checking = reading->checking;

	if (!tsop_checking_text(checking, record, name, is_required))
		return false;
	if (tsop_ratio_read(tsop_buf_view(&checking->text), ratio))
		return true;
	tsop_checking_fault(checking, record->line, name, _("expected a fraction such as 217/3"));
	return false;
}

static void read_cut(struct reading *reading, const struct tsop_record *seats, const char *name,
		     struct tsop_result_cut *cut)
{
	struct tsop_checking *checking = reading->checking;
	struct tsop_record record;
	size_t guess = SIZE_MAX;

	tsop_record_init(&record);
	if (tsop_result_object(reading->checking, seats, name, false, &record)) {
		bool is_other = tsop_record_get(&record, "claimant") != NULL;

		cut->power = 1;
		cut->is_quotient = tsop_record_get(&record, "remainder") == NULL;
		cut->is_set = tsop_checking_string(checking, &record,
						   cut->is_quotient ? "quotient" : "remainder",
						   true, &cut->text);
		tsop_checking_integer(checking, &record, "seat", true, 1, TSOP_RESULT_SEATS_MAX,
				      &cut->seat);
		tsop_checking_integer(checking, &record, "power", false, 2, 10, &cut->power);
		if (tsop_checking_text(checking, &record, is_other ? "claimant" : "municipality",
				       true)) {
			cut->claimant = tsop_result_find_seats(reading->result, checking->text.p,
							       &guess);
			if (cut->claimant == reading->result->n_seats)
				tsop_checking_fault(checking, record.line, name,
						    _("expected a claimant of the result"));
		}
	}
	tsop_record_release(&record);
}

/*
 * Read the claimants of a list, by id. In a lottery they have a ticket a seat;
 * with the Swiss method they come in the order in which they left.
 */
static int read_claimants(struct reading *reading, const struct tsop_record *record,
			  const char *name, size_t **claimants, size_t *n, struct tsop_error *err)
{
	const char *method = reading->result->header.method;
	bool repeats = method != NULL && strcmp(method, "lottery") == 0;
	bool is_sorted = method == NULL || strcmp(method, "swiss") != 0 ||
			 strcmp(name, "eliminated") != 0;
	struct tsop_checking *checking = reading->checking;
	const char *const *ids;
	size_t guess = 0;
	int status = tsop_record_strings(record, name, &checking->arena,
					 repeats ? LIST_MAX : reading->result->n_seats, &ids, n,
					 err);

	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status < 0)
		tsop_checking_fault(checking, record->line, name, "%s", err->text);
	if (status != 0)
		return 0;
	*claimants = calloc(*n + 1, sizeof **claimants);
	if (*claimants == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < *n; i++) {
		(*claimants)[i] = tsop_result_find_seats(reading->result, ids[i], &guess);
		if ((*claimants)[i] == reading->result->n_seats ||
		    (i > 0 && is_sorted && (*claimants)[i] + repeats <= (*claimants)[i - 1]))
			tsop_checking_fault(checking, record->line, name,
					    _("'%s': expected claimants of the result, each once, "
					      "in order"),
					    ids[i]);
	}
	return 0;
}

static int read_tie(struct reading *reading, const struct tsop_record *record,
		    struct tsop_result_tie *tie, struct tsop_error *err)
{
	if (read_claimants(reading, record, "tied", &tie->tied, &tie->n_tied, err) != 0)
		return -1;
	return read_claimants(reading, record, "drawn", &tie->drawn, &tie->n_drawn, err);
}

static int read_draw(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_result_proof *proof = &reading->result->proof;
	struct tsop_result_tie *ties =
		tsop_array_room(proof->before, proof->n_before, &proof->before_cap, sizeof *ties);

	if (ties == NULL)
		return tsop_fail_memory(err);
	proof->before = ties;
	ties[proof->n_before] = (struct tsop_result_tie){ .n_tied = 0 };
	tsop_checking_unknown(reading->checking, record, known_draw);
	return read_tie(reading, record, &ties[proof->n_before++], err);
}

static int read_draws_before(struct reading *reading, const struct tsop_record *record,
			     struct tsop_error *err)
{
	struct tsop_record element;
	int status;

	tsop_record_init(&element);
	status = tsop_record_objects(record, "draws_before", &element, read_draw, reading, err);
	tsop_record_release(&element);
	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status < 0)
		tsop_checking_fault(reading->checking, record->line, "draws_before", "%s", err->text);
	return 0;
}

/* Whole numbers, as texts. */
static int read_quotas(struct reading *reading, const struct tsop_record *record,
		       struct tsop_error *err)
{
	struct tsop_result_proof *proof = &reading->result->proof;
	const char *const *texts;
	size_t n;
	int status = tsop_record_strings(record, "quotas", &reading->checking->arena,
					 reading->result->n_seats, &texts, &n, err);

	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status < 0)
		tsop_checking_fault(reading->checking, record->line, "quotas", "%s", err->text);
	if (status != 0)
		return 0;
	proof->quotas = calloc(n + 1, sizeof *proof->quotas);
	if (proof->quotas == NULL)
		return tsop_fail_memory(err);
	for (; proof->n_quotas < n; proof->n_quotas++)
		if (!tsop_ratio_read_whole(tsop_view_of(texts[proof->n_quotas]),
					   &proof->quotas[proof->n_quotas]))
			tsop_checking_fault(reading->checking, record->line, "quotas",
					    _("expected whole numbers over 0"));
	return 0;
}

static int read_seats(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	struct tsop_result_proof *proof = &reading->result->proof;

	proof->has_quota = read_ratio(reading, record, "quota", false, &proof->quota);
	proof->has_method_quota =
		read_ratio(reading, record, "method_quota", false, &proof->method_quota);
	if (read_quotas(reading, record, err) != 0)
		return -1;
	read_cut(reading, record, "last", &proof->last);
	read_cut(reading, record, "next", &proof->next);
	if (read_draws_before(reading, record, err) != 0 ||
	    read_tie(reading, record, &proof->last_tie, err) != 0 ||
	    read_claimants(reading, record, "eliminated", &proof->eliminated,
			   &proof->n_eliminated, err) != 0)
		return -1;
	tsop_checking_unknown(reading->checking, record, known_seats);
	return 0;
}

struct prices {
	struct reading *reading;
	size_t n;
};

static int read_price(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct prices *prices = context;
	struct tsop_result *result = prices->reading->result;
	struct tsop_checking *checking = prices->reading->checking;

	(void)err;
	if (prices->n < result->header.n_courses &&
	    tsop_checking_text(checking, record, "course", true) &&
	    strcmp(checking->text.p, result->header.courses[prices->n].id) == 0)
		tsop_result_cost(checking, record, &result->proof.prices[prices->n]);
	else
		tsop_checking_fault(checking, record->line, "prices",
				    _("expected a price for each course of the result, by id"));
	prices->n++;
	return 0;
}

static int read_prices(struct reading *reading, const struct tsop_record *record,
		       struct tsop_error *err)
{
	const struct tsop_result_header *header = &reading->result->header;
	struct prices prices = { reading, 0 };
	struct tsop_record element;
	int status;

	reading->result->proof.prices =
		calloc(header->n_courses + 1, sizeof *reading->result->proof.prices);
	if (reading->result->proof.prices == NULL)
		return tsop_fail_memory(err);
	tsop_record_init(&element);
	status = tsop_record_objects(record, "prices", &element, read_price, &prices, err);
	tsop_record_release(&element);
	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status < 0)
		tsop_checking_fault(reading->checking, record->line, "prices", "%s", err->text);
	else if (prices.n < header->n_courses)
		tsop_checking_fault(reading->checking, record->line, "prices",
				    _("expected a price for each course of the result, by id"));
	return 0;
}

/* Each course that does not run, in the order in which they closed. */
static int read_closed(struct reading *reading, const struct tsop_record *record,
		       struct tsop_error *err)
{
	struct tsop_result_proof *proof = &reading->result->proof;
	const char *const *ids;
	size_t n = 0;
	int status = tsop_record_strings(record, "closed", &reading->checking->arena,
					 TSOP_RESULT_COURSES_MAX, &ids, &n, err);

	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status < 0)
		tsop_checking_fault(reading->checking, record->line, "closed", "%s", err->text);
	if ((status == 0) != tsop_result_closes_in_turn(reading->result))
		tsop_checking_fault(reading->checking, record->line, "closed",
				    _("expected where courses have minima, but for min-cost"));
	proof->closed = calloc(n + 1, sizeof *proof->closed);
	if (proof->closed == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; status == 0 && i < n; i++)
		proof->closed[proof->n_closed++] = tsop_result_find_course(reading->result, ids[i]);
	return 0;
}

static int read_turns(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	const struct tsop_result *result = reading->result;
	struct tsop_result_proof *proof = &reading->result->proof;
	const char *const *ids;
	size_t guess = 0;
	size_t n = 0;
	int status = tsop_record_strings(record, "turns", &reading->checking->arena,
					 result->n_people, &ids, &n, err);

	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status != 0)
		tsop_checking_fault(reading->checking, record->line, "turns",
				    _("expected enrollments of the result"));
	proof->turns = calloc(n + 1, sizeof *proof->turns);
	if (proof->turns == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n && status == 0; i++) {
		int64_t number = tsop_result_number(tsop_view_of(ids[i]), 'e');
		size_t person = tsop_result_find_person(result, number, &guess);

		if (person < result->n_people)
			proof->turns[proof->n_turns++] = person;
		else
			tsop_checking_fault(reading->checking, record->line, "turns",
					    _("expected enrollments of the result"));
	}
	return 0;
}

/* What a mechanism's proof has. */
static const struct {
	const char *name;
	bool is_optimum, has_prices, has_search, has_stages, has_worst_rank, is_stable, has_turns;
} mechanisms[] = {
	{ .name = "min-cost", .is_optimum = true, .has_prices = true, .has_search = true },
	{ .name = "rank-maximal", .is_optimum = true, .has_stages = true },
	{ .name = "min-worst-rank", .is_optimum = true, .has_prices = true,
	  .has_worst_rank = true },
	{ .name = "deferred-acceptance", .is_stable = true },
	{ .name = "serial-dictatorship", .has_turns = true },
	{ .name = "boston" },
};

/* Are people to be on different courses? */
static bool is_spread(const struct tsop_result *result)
{
	return result->header.spread != NULL && strcmp(result->header.spread, "different") == 0;
}

static int read_bound(struct reading *reading, const struct tsop_record *record, size_t mechanism,
		      struct tsop_error *err)
{
	struct tsop_result_proof *proof = &reading->result->proof;
	struct tsop_record bound;
	int status = 0;

	tsop_record_init(&bound);
	proof->has_bound = tsop_result_object(reading->checking, record, "bound", false, &bound);
	if (proof->has_bound && mechanisms[mechanism].has_stages)
		status = tsop_result_ranks_read(reading->result, reading->checking, &bound, err);
	else if (proof->has_bound)
		tsop_result_cost(reading->checking, &bound, &proof->bound);
	if (proof->has_bound && is_spread(reading->result))
		tsop_checking_integer(reading->checking, &bound, "pairs", true, 0,
				      INT64_C(1) << 60, &proof->spread.bound_pairs);
	if (proof->has_bound && mechanisms[mechanism].has_worst_rank)
		tsop_checking_integer(reading->checking, &bound, "worst_rank", true, 1,
				      TSOP_RESULT_COURSES_MAX + 1, &proof->bound_worst);
	tsop_record_release(&bound);
	return status;
}

static int read_mechanism(struct reading *reading, const struct tsop_record *record,
			  size_t mechanism, struct tsop_error *err)
{
	struct tsop_result_proof *proof = &reading->result->proof;
	struct tsop_checking *checking = reading->checking;
	bool is_stable = true;

	tsop_checking_bool(checking, record, "optimal", mechanisms[mechanism].is_optimum,
			   &proof->is_optimal);
	tsop_checking_bool(checking, record, "stable", mechanisms[mechanism].is_stable, &is_stable);
	if (!is_stable)
		tsop_checking_fault(checking, record->line, "stable", _("expected true"));
	if (tsop_record_get(record, "search") != NULL &&
	    (!mechanisms[mechanism].has_search ||
	     (reading->result->header.spread != NULL &&
	      (reading->result->header.keep != NULL ||
	       strcmp(reading->result->header.spread, "same") != 0))))
		tsop_checking_fault(checking, record->line, "search",
				    _("expected with min-cost only, where nobody is spread"));
	tsop_checking_integer(checking, record, "worst_rank",
			      mechanisms[mechanism].has_worst_rank, 0,
			      TSOP_RESULT_COURSES_MAX + 1, &proof->worst_rank);
	if (mechanisms[mechanism].has_worst_rank &&
	    (tsop_result_set(reading->result, checking, record, "most", &proof->most, err) != 0 ||
	     tsop_result_set(reading->result, checking, record, "cut", &proof->cut, err) != 0))
		return -1;
	if (mechanisms[mechanism].has_stages) {
		tsop_checking_bool(checking, record, "prices_prove_all", true,
				   &proof->prices_prove_all);
		return tsop_result_stages_read(reading->result, checking, record, err);
	}
	if (mechanisms[mechanism].has_turns && read_turns(reading, record, err) != 0)
		return -1;
	if (!mechanisms[mechanism].has_prices)
		return 0;
	tsop_checking_bool(checking, record, "prices_prove_all", true, &proof->prices_prove_all);
	if (is_spread(reading->result))
		return tsop_result_spread_read(reading->result, checking, record, err);
	if (tsop_record_get(record, "pairs") != NULL || tsop_record_get(record, "shares") != NULL)
		tsop_checking_fault(checking, record->line, "pairs",
				    _("expected only where people are spread"));
	if (mechanisms[mechanism].has_search && reading->result->header.keep == NULL &&
	    tsop_result_search_read(reading->result, checking, record, err) != 0)
		return -1;
	return read_prices(reading, record, err);
}

int tsop_result_placing_read(struct tsop_result *result, struct tsop_checking *checking,
			     const struct tsop_record *record, struct tsop_error *err)
{
	const size_t n = sizeof mechanisms / sizeof mechanisms[0];
	struct reading reading = { result, checking };
	size_t mechanism = 0;

	while (mechanism < n && strcmp(mechanisms[mechanism].name, result->header.mechanism) != 0)
		mechanism++;
	if (mechanism == n) {
		tsop_checking_fault(checking, result->header.line, "mechanism",
				    _("'%.60s' is no mechanism"), result->header.mechanism);
		return 0;
	}
	tsop_result_cost(checking, record, &result->proof.cost);
	if (tsop_drawn_read(result, checking, record, err) != 0)
		return -1;
	if (read_bound(&reading, record, mechanism, err) != 0)
		return -1;
	return read_mechanism(&reading, record, mechanism, err);
}

static int read_assignment(struct reading *reading, const struct tsop_record *record,
			   struct tsop_error *err)
{
	struct tsop_result *result = reading->result;

	if (result->header.fill != NULL)
		return tsop_result_steps(result, reading->checking, record, err);
	if (result->header.mechanism == NULL)
		return 0;
	tsop_checking_unknown(reading->checking, record, known_assignment);
	if (read_closed(reading, record, err) != 0 ||
	    tsop_result_moves(result, reading->checking, record, err) != 0 ||
	    tsop_result_placing_read(result, reading->checking, record, err) != 0)
		return -1;
	return tsop_result_passes_read(result, reading->checking, record, err);
}

static void release_tie(struct tsop_result_tie *tie)
{
	free(tie->tied);
	free(tie->drawn);
}

void tsop_result_proof_release(struct tsop_result_proof *proof)
{
	for (size_t i = 0; i < proof->n_before; i++)
		release_tie(&proof->before[i]);
	free(proof->before);
	release_tie(&proof->last_tie);
	free(proof->eliminated);
	free(proof->quotas);
	free(proof->draws);
	free(proof->prices);
	tsop_result_search_release(&proof->search);
	free(proof->spread.prices);
	free(proof->spread.shares);
	free(proof->signature);
	free(proof->signature_bound);
	free(proof->closed);
	free(proof->stage_prices);
	free(proof->most);
	free(proof->cut);
	free(proof->turns);
	free(proof->steps);
	free(proof->is_waived);
	free(proof->points);
	free(proof->move_nodes);
	*proof = (struct tsop_result_proof){ .line = 0 };
}

int tsop_result_proof_read(struct tsop_result *result, struct tsop_checking *checking,
		    const struct tsop_record *record, struct tsop_error *err)
{
	struct reading reading = { result, checking };
	struct tsop_record nested;
	int status = 0;

	if (result->proof.line > 0)
		return 0; /* a second one, which was told */
	result->proof.line = record->line;
	tsop_checking_unknown(checking, record, known);
	tsop_record_init(&nested);
	if (result->header.has_seats && tsop_result_object(checking, record, "seats", true, &nested))
		status = read_seats(&reading, &nested, err);
	if (status == 0 && result->header.has_courses &&
	    tsop_result_object(checking, record, "assignment", true, &nested))
		status = read_assignment(&reading, &nested, err);
	tsop_record_release(&nested);
	return status;
}
