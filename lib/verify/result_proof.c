#include "verify/result_proof.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

static const char *const known[] = { "type", "v", "allocation", "seats", "assignment", NULL };
static const char *const known_seats[] = { "quota", "eliminated", "last", "next", "tied", "drawn", NULL };
static const char *const known_assignment[] = { "optimal", "prices_prove_all", "unassigned",
						"rank", "meters", "bound", "prices", NULL };

struct reading {
	struct tsop_result *result;
	struct tsop_checking *checking;
};

/* Scan the object that is the member of that name into nested. Returns whether it is there. */
static bool open_object(struct reading *reading, const struct tsop_record *record,
			const char *name, bool is_required, struct tsop_record *nested)
{
	const struct tsop_field *field = tsop_record_get(record, name);
	struct tsop_error err;

	if (field == NULL) {
		if (is_required)
			tsop_checking_fault(reading->checking, record->line, name, _("missing"));
		return false;
	}
	if (field->kind == TSOP_KIND_OBJECT &&
	    tsop_record_scan(nested, field->value, record->file, record->line, &err) == 0)
		return true;
	tsop_checking_fault(reading->checking, record->line, name, _("expected an object"));
	return false;
}

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
	if (open_object(reading, seats, name, false, &record)) {
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

/* Read the claimants of `tied` or `drawn`, by id, each once. */
static int read_claimants(struct reading *reading, const struct tsop_record *record,
			  const char *name, size_t **claimants, size_t *n, struct tsop_error *err)
{
	struct tsop_checking *checking = reading->checking;
	const char *const *ids;
	size_t guess = 0;
	int status = tsop_record_strings(record, name, &checking->arena,
					 reading->result->n_seats, &ids, n, err);

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
		    (i > 0 && (*claimants)[i] <= (*claimants)[i - 1]))
			tsop_checking_fault(checking, record->line, name,
					    _("'%s': expected claimants of the result, each once, "
					      "in order"),
					    ids[i]);
	}
	return 0;
}

static int read_seats(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	struct tsop_result_proof *proof = &reading->result->proof;

	proof->has_quota = read_ratio(reading, record, "quota", false, &proof->quota);
	read_cut(reading, record, "last", &proof->last);
	read_cut(reading, record, "next", &proof->next);
	if (read_claimants(reading, record, "tied", &proof->tied, &proof->n_tied, err) != 0 ||
	    read_claimants(reading, record, "drawn", &proof->drawn, &proof->n_drawn, err) != 0 ||
	    read_claimants(reading, record, "eliminated", &proof->eliminated,
			   &proof->n_eliminated, err) != 0)
		return -1;
	tsop_checking_unknown(reading->checking, record, known_seats);
	return 0;
}

/* Parts may be negative, as differences of costs are; sums of all people stay below 2^62. */
static void read_cost(struct reading *reading, const struct tsop_record *record,
		      struct tsop_result_cost *cost)
{
	const int64_t max = INT64_C(1) << 61;

	tsop_checking_integer(reading->checking, record, "unassigned", true, -max, max,
			      &cost->unassigned);
	tsop_checking_integer(reading->checking, record, "rank", true, -max, max, &cost->rank);
	tsop_checking_integer(reading->checking, record, "meters", true, -max, max,
			      &cost->meters);
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
		read_cost(prices->reading, record, &result->proof.prices[prices->n]);
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

static int read_assignment(struct reading *reading, const struct tsop_record *record,
			   struct tsop_error *err)
{
	struct tsop_result_proof *proof = &reading->result->proof;
	struct tsop_record bound;

	tsop_checking_bool(reading->checking, record, "optimal", true, &proof->is_optimal);
	tsop_checking_bool(reading->checking, record, "prices_prove_all", true,
			   &proof->prices_prove_all);
	read_cost(reading, record, &proof->cost);
	tsop_record_init(&bound);
	proof->has_bound = open_object(reading, record, "bound", false, &bound);
	if (proof->has_bound)
		read_cost(reading, &bound, &proof->bound);
	tsop_record_release(&bound);
	tsop_checking_unknown(reading->checking, record, known_assignment);
	return read_prices(reading, record, err);
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
	if (result->header.has_seats && open_object(&reading, record, "seats", true, &nested))
		status = read_seats(&reading, &nested, err);
	if (status == 0 && result->header.has_courses &&
	    open_object(&reading, record, "assignment", true, &nested))
		status = read_assignment(&reading, &nested, err);
	tsop_record_release(&nested);
	return status;
}
