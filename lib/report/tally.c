#include "report/tally.h"

#include <stdlib.h>

#include "base/i18n.h"

void tsop_tally_init(struct tsop_tally *tally)
{
	*tally = (struct tsop_tally){ 0 };
}

void tsop_tally_release(struct tsop_tally *tally)
{
	free(tally->waiting);
}

int tsop_tally_wait(struct tsop_tally *tally, struct tsop_tally_waiting waiting,
		    struct tsop_error *err)
{
	if (tally->n_waiting == tally->cap_waiting) {
		size_t cap = tally->cap_waiting * 2 + 64;
		struct tsop_tally_waiting *grown =
			realloc(tally->waiting, cap * sizeof *tally->waiting);

		if (grown == NULL)
			return tsop_fail_memory(err);
		tally->waiting = grown;
		tally->cap_waiting = cap;
	}
	tally->waiting[tally->n_waiting++] = waiting;
	tally->claimants[waiting.claimant].waiting++;
	return 0;
}

/* Where differences are told, and of which record. */
struct place {
	const char *name;
	unsigned long long line;
	struct tsop_sink *sink;
};

static void expect(struct place place, const char *field, int64_t said, int64_t sum)
{
	struct tsop_error err;

	if (said == sum)
		return;
	tsop_fail(&err, TSOP_INPUT, _("says %lld, but the records add up to %lld"),
		  (long long)said, (long long)sum);
	tsop_error_at(&err, place.name, place.line, field);
	tsop_sink_report(place.sink, &err);
}

static void check_people(const struct tsop_tally *tally, const struct tsop_model *model,
			 struct place header)
{
	int64_t enrolled = 0;

	for (size_t i = 0; i < model->n_courses; i++) {
		expect(header, "courses.enrolled", model->courses[i].enrolled,
		       tally->courses[i].enrolled);
		expect(header, "courses.reserved", model->courses[i].reserved,
		       tally->courses[i].reserved);
		enrolled += tally->courses[i].enrolled;
	}
	for (size_t i = 0; i < model->n_claimants; i++) {
		const struct tsop_tally_sums *sums = &tally->claimants[i];
		struct place place = { header.name, sums->line, header.sink };

		expect(place, "waiting", model->claimants[i].waiting, sums->waiting);
		expect(place, "applied", model->claimants[i].applied,
		       sums->enrolled + sums->waiting);
	}
	expect(header, "enrolled", model->counts.enrolled, enrolled);
	expect(header, "waiting", model->counts.waiting, (int64_t)tally->n_waiting);
}

void tsop_tally_check(const struct tsop_tally *tally, struct tsop_model *model, const char *name,
		      unsigned long long line, struct tsop_sink *sink)
{
	const struct tsop_model_counts *said = &model->counts;
	struct tsop_model_counts sum = { .claimants = (int64_t)model->n_claimants };
	struct place header = { name, line, sink };

	for (size_t i = 0; i < model->n_claimants; i++) {
		sum.applications += model->claimants[i].applied;
		sum.given += model->claimants[i].seats;
		sum.guaranteed += model->claimants[i].guaranteed;
		sum.reserved += model->claimants[i].reserved;
	}
	expect(header, "claimants", said->claimants, sum.claimants);
	expect(header, "applications", said->applications, sum.applications);
	expect(header, "given", said->given, sum.given);
	expect(header, "reserved", said->reserved, sum.reserved);
	model->counts.guaranteed = sum.guaranteed;
	if (model->has_people)
		check_people(tally, model, header);
}

static int compare(const void *a, const void *b)
{
	const struct tsop_tally_waiting *first = a;
	const struct tsop_tally_waiting *second = b;

	if (first->claimant != second->claimant)
		return first->claimant < second->claimant ? -1 : 1;
	if (first->position != second->position)
		return first->position < second->position ? -1 : 1;
	return first->line < second->line ? -1 : first->line > second->line;
}

/* The k-th in the queue stands at place k, or level with the one before. */
static void check_position(const struct tsop_tally_waiting *waiting, int64_t k, const char *name,
			   struct tsop_sink *sink)
{
	struct tsop_error err;

	if (waiting->position == k || (k > 1 && waiting->position == waiting[-1].position))
		return;
	tsop_fail(&err, TSOP_INPUT,
		  _("expected each place on a municipality's waiting list to be taken, from 1; "
		    "%lld is not"),
		  (long long)k);
	tsop_error_at(&err, name, waiting->line, "position");
	tsop_sink_report(sink, &err);
}

void tsop_tally_line_up(struct tsop_tally *tally, struct tsop_model *model, const char *name,
			struct tsop_sink *sink)
{
	const char **ids = tsop_arena_take(&model->arena, tally->n_waiting + 1, sizeof *ids);
	const struct tsop_tally_waiting *next = tally->waiting;
	struct tsop_error err;

	if (ids == NULL) {
		tsop_fail_memory(&err);
		tsop_sink_report(sink, &err);
		return;
	}
	if (tally->n_waiting > 0)
		qsort(tally->waiting, tally->n_waiting, sizeof *tally->waiting, compare);
	for (size_t i = 0; i < model->n_claimants; i++) {
		model->claimants[i].queue = ids;
		for (int64_t k = 1; k <= tally->claimants[i].waiting; k++, next++) {
			check_position(next, k, name, sink);
			*ids++ = next->enrollment;
		}
	}
}
