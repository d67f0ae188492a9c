#include "verify/result/result_spread.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/i18n.h"
#include "verify/result/result_members.h"

struct reading {
	struct tsop_result *result;
	struct tsop_checking *checking;
	size_t n_prices;
	size_t shares_cap;
};

/* As of all costs (result_proof.c): a sum of three stays below 2^63. */
static void read_part(struct reading *reading, const struct tsop_record *record, const char *name,
		      int64_t *part)
{
	const int64_t max = INT64_C(1) << 60;

	tsop_checking_integer(reading->checking, record, name, true, -max, max, part);
}

static int read_price(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	const struct tsop_result_header *header = &reading->result->header;
	struct tsop_checking *checking = reading->checking;

	(void)err;
	if (reading->n_prices < header->n_courses &&
	    tsop_checking_text(checking, record, "course", true) &&
	    strcmp(checking->text.p, header->courses[reading->n_prices].id) == 0) {
		struct tsop_result_spread_cost *price =
			&reading->result->proof.spread.prices[reading->n_prices];

		read_part(reading, record, "unassigned", &price->unassigned);
		read_part(reading, record, "pairs", &price->pairs);
		read_part(reading, record, "rank", &price->rank);
		read_part(reading, record, "meters", &price->meters);
	} else {
		tsop_checking_fault(checking, record->line, "prices",
				    _("expected a price for each course of the result, by id"));
	}
	reading->n_prices++;
	return 0;
}

static int read_share(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_result_spread *spread = &reading->result->proof.spread;
	struct tsop_checking *checking = reading->checking;
	struct tsop_result_share share = { .course = TSOP_RESULT_NO_COURSE };
	struct tsop_result_share *shares = tsop_array_room(spread->shares, spread->n_shares,
							   &reading->shares_cap, sizeof share);

	if (shares == NULL)
		return tsop_fail_memory(err);
	spread->shares = shares;
	if (tsop_checking_text(checking, record, "municipality", true))
		share.municipality = tsop_municipality_by_code(tsop_buf_view(&checking->text));
	if (tsop_checking_text(checking, record, "course", true))
		share.course = tsop_result_find_course(reading->result, checking->text.p);
	read_part(reading, record, "pairs", &share.price.pairs);
	read_part(reading, record, "rank", &share.price.rank);
	read_part(reading, record, "meters", &share.price.meters);
	if (share.municipality != NULL && share.course != TSOP_RESULT_NO_COURSE)
		shares[spread->n_shares++] = share;
	else
		tsop_checking_fault(checking, record->line, "shares",
				    _("expected municipalities and courses of the result"));
	return 0;
}

int tsop_result_spread_read(struct tsop_result *result, struct tsop_checking *checking,
			    const struct tsop_record *record, struct tsop_error *err)
{
	struct reading reading = { .result = result, .checking = checking };
	struct tsop_result_spread *spread = &result->proof.spread;

	spread->prices = calloc(result->header.n_courses + 1, sizeof *spread->prices);
	if (spread->prices == NULL)
		return tsop_fail_memory(err);
	tsop_checking_integer(checking, record, "pairs", true, 0, INT64_C(1) << 60, &spread->pairs);
	if (tsop_result_each(checking, record, "prices", read_price, &reading, err) != 0 ||
	    tsop_result_each(checking, record, "shares", read_share, &reading, err) != 0)
		return -1;
	if (reading.n_prices < result->header.n_courses)
		tsop_checking_fault(checking, record->line, "prices",
				    _("expected a price for each course of the result, by id"));
	return 0;
}
