#include "verify/result/result_stages.h"

#include <stdlib.h>

#include "base/i18n.h"

struct reading {
	struct tsop_result *result;
	struct tsop_checking *checking;
};

/* The prices of a stage that are not 0. */
struct stage {
	struct reading *reading;
	int64_t *prices; /* by course */
};

static int read_stage_price(void *context, const struct tsop_record *record,
			    struct tsop_error *err)
{
	const struct stage *stage = context;
	struct tsop_checking *checking = stage->reading->checking;
	const int64_t max = INT64_C(1) << 61;
	uint16_t course;

	(void)err;
	if (!tsop_checking_text(checking, record, "course", true))
		return 0;
	course = tsop_result_find_course(stage->reading->result, checking->text.p);
	if (course == TSOP_RESULT_NO_COURSE || stage->prices[course] != 0)
		tsop_checking_fault(checking, record->line, "stages",
				    _("expected courses of the result, each once"));
	else
		tsop_checking_integer(checking, record, "price", true, -max, max,
				      &stage->prices[course]);
	return 0;
}

static int read_stage(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_result_proof *proof = &reading->result->proof;
	size_t n_courses = reading->result->header.n_courses;
	struct stage stage = { reading, proof->stage_prices + proof->n_stages * n_courses };
	int64_t number = 0;
	struct tsop_record element;
	int status;

	if (proof->n_stages > TSOP_RESULT_COURSES_MAX + 1)
		return tsop_record_fail(record, "stages", err, _("expected fewer"));
	if (proof->ends_with_meters)
		return tsop_record_fail(record, "stages", err, _("expected the one of meters last"));
	if (tsop_checking_integer(reading->checking, record, "rank", false, 1,
				  TSOP_RESULT_COURSES_MAX + 1, &number)) {
		tsop_checking_integer(reading->checking, record, "people", true, 0,
				      TSOP_RESULT_PEOPLE_MAX, &proof->signature[proof->n_stages]);
		if (number != (int64_t)proof->n_stages + 1)
			tsop_checking_fault(reading->checking, record->line, "stages",
					    _("expected one for each rank, in order"));
	}
	proof->n_stages++;
	proof->ends_with_meters = number == 0;
	tsop_record_init(&element);
	status = tsop_record_objects(record, "prices", &element, read_stage_price, &stage, err);
	tsop_record_release(&element);
	return status > 0 ? tsop_record_fail(record, "prices", err, _("missing")) : status;
}

int tsop_result_stages_read(struct tsop_result *result, struct tsop_checking *checking,
			    const struct tsop_record *record, struct tsop_error *err)
{
	struct reading reading = { result, checking };
	struct tsop_result_proof *proof = &result->proof;
	size_t n = TSOP_RESULT_COURSES_MAX + 2;
	struct tsop_record element;
	int status;

	proof->signature = calloc(n, sizeof *proof->signature);
	proof->stage_prices = calloc(n * (result->header.n_courses + 1),
				     sizeof *proof->stage_prices);
	if (proof->signature == NULL || proof->stage_prices == NULL)
		return tsop_fail_memory(err);
	tsop_record_init(&element);
	status = tsop_record_objects(record, "stages", &element, read_stage, &reading, err);
	tsop_record_release(&element);
	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status != 0 || !proof->ends_with_meters)
		tsop_checking_fault(checking, record->line, "stages",
				    _("expected one for each rank, and the last for meters"));
	return 0;
}

struct ranks {
	struct reading *reading;
	size_t n;
};

static int read_rank(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct ranks *ranks = context;
	struct tsop_checking *checking = ranks->reading->checking;
	int64_t *people = ranks->reading->result->proof.signature_bound;
	int64_t number = 0;

	if (ranks->n > TSOP_RESULT_COURSES_MAX)
		return tsop_record_fail(record, "bound", err, _("expected fewer"));
	tsop_checking_integer(checking, record, "rank", true, 1, TSOP_RESULT_COURSES_MAX + 1, &number);
	tsop_checking_integer(checking, record, "people", true, 0, TSOP_RESULT_PEOPLE_MAX,
			      &people[ranks->n++]);
	if (number != (int64_t)ranks->n)
		tsop_checking_fault(checking, record->line, "bound",
				    _("expected one for each rank, in order"));
	return 0;
}

int tsop_result_ranks_read(struct tsop_result *result, struct tsop_checking *checking,
			   const struct tsop_record *bound, struct tsop_error *err)
{
	struct reading reading = { result, checking };
	struct tsop_result_proof *proof = &result->proof;
	struct ranks ranks = { &reading, 0 };
	struct tsop_record element;
	int status;

	proof->signature_bound =
		calloc(TSOP_RESULT_COURSES_MAX + 2, sizeof *proof->signature_bound);
	if (proof->signature_bound == NULL)
		return tsop_fail_memory(err);
	tsop_checking_integer(checking, bound, "meters", true, 0, INT64_C(1) << 61,
			      &proof->bound.meters);
	tsop_record_init(&element);
	status = tsop_record_objects(bound, "ranks", &element, read_rank, &ranks, err);
	tsop_record_release(&element);
	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status != 0)
		tsop_checking_fault(checking, bound->line, "bound",
				    _("expected one for each rank, in order"));
	return 0;
}
