#include "verify/reasons.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

/* By claimant: how often it is in a list of the proof; its draws are from 1, 0 is none. */
struct counts {
	int64_t *drawn, *eliminated;
	int64_t *first_draw, *last_draw;
};

struct reasoning {
	const struct tsop_shares *shares;
	const struct tsop_result *result;
	struct counts counts;
	struct tsop_buf text;
};

/* A further part of the sentence. */
static struct tsop_buf *part(struct reasoning *reasoning)
{
	if (reasoning->text.len > 0)
		tsop_buf_add_text(&reasoning->text, "; ");
	return &reasoning->text;
}

static void add_guarantee(struct reasoning *reasoning, const struct tsop_result_seats *row)
{
	const char *until = reasoning->result->header.reserve_until;
	int64_t unused = row->guarantee - row->guaranteed;

	if (row->guaranteed > 0)
		tsop_buf_addf(part(reasoning), "%" PRId64 " guaranteed", row->guaranteed);
	if (unused == 0)
		return;
	tsop_buf_addf(part(reasoning), "%" PRId64 " guaranteed and not used, ", unused);
	if (row->reserved == 0)
		tsop_buf_addf(&reasoning->text, "given to the key since %s",
			      until == NULL ? "" : until);
	else if (until == NULL)
		tsop_buf_add_text(&reasoning->text, "held");
	else
		tsop_buf_addf(&reasoning->text, "held until %s", until);
}

/* How many are tied in a draw, from 1? */
static size_t size_of_draw(const struct reasoning *reasoning, int64_t nth)
{
	return tsop_result_tie(&reasoning->result->proof, (size_t)nth - 1)->n_tied;
}

static void add_lost(struct reasoning *reasoning, size_t i)
{
	int64_t nth = reasoning->counts.first_draw[i];

	tsop_buf_addf(&reasoning->text, ", not drawn for one more among %zu",
		      size_of_draw(reasoning, nth));
	while (++nth <= reasoning->counts.last_draw[i])
		tsop_buf_addf(&reasoning->text, ", nor among %zu", size_of_draw(reasoning, nth));
}

static void add_key(struct reasoning *reasoning, size_t i)
{
	const struct tsop_result_header *header = &reasoning->result->header;
	const struct tsop_result_seats *row = &reasoning->result->seats[i];
	const char *way = header->has_draws ? "the recorded draw" : "lot";
	int64_t n_drawn = reasoning->counts.drawn[i];
	int64_t last_draw = reasoning->counts.last_draw[i];

	if (row->by_key > 0)
		tsop_buf_addf(part(reasoning), "%" PRId64 " by the key", row->by_key);
	else
		tsop_buf_add_text(part(reasoning), "none by the key");
	if (reasoning->shares->rows[i].is_below)
		tsop_buf_addf(&reasoning->text, ", its weight being under the threshold of %s",
			      header->threshold);
	else if (reasoning->counts.eliminated[i] > 0)
		tsop_buf_add_text(&reasoning->text, ", its quota being less than that");
	if (n_drawn > 1)
		tsop_buf_addf(&reasoning->text, ", %" PRId64 " of them by %s among %zu tickets",
			      n_drawn, way, size_of_draw(reasoning, last_draw));
	else if (n_drawn == 1)
		tsop_buf_addf(&reasoning->text, ", the last by %s among %zu", way,
			      size_of_draw(reasoning, last_draw));
	else if (last_draw > 0)
		add_lost(reasoning, i);
}

static void make(struct reasoning *reasoning, size_t i)
{
	const struct tsop_result_header *header = &reasoning->result->header;
	const struct tsop_result_seats *row = &reasoning->result->seats[i];
	int64_t unused = row->seats - (row->applied - row->waiting);

	tsop_buf_clear(&reasoning->text);
	if (header->has_people && row->applied == 0)
		tsop_buf_add_text(&reasoning->text, "nobody has applied");
	add_guarantee(reasoning, row);
	if (!header->has_people || row->applied > row->guaranteed)
		add_key(reasoning, i);
	if (row->demand >= 0)
		tsop_buf_addf(part(reasoning),
			      "its demand was lowered to %" PRId64 ", because others of its people "
			      "found no course",
			      row->demand);
	if (row->applied > row->seats)
		tsop_buf_addf(part(reasoning), "%" PRId64 " more applied",
			      row->applied - row->seats);
	else if (row->applied > 0)
		tsop_buf_add_text(part(reasoning), "a seat for everybody who applied");
	if (header->has_courses && unused > 0)
		tsop_buf_addf(part(reasoning), "%" PRId64 " not used", unused);
}

static void count(int64_t *counts, const size_t *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		counts[list[i]]++;
}

static void count_draw(struct reasoning *reasoning, int64_t nth, const struct tsop_result_tie *tie)
{
	struct counts *counts = &reasoning->counts;

	for (size_t i = 0; i < tie->n_tied; i++) {
		if (counts->first_draw[tie->tied[i]] == 0)
			counts->first_draw[tie->tied[i]] = nth;
		counts->last_draw[tie->tied[i]] = nth;
	}
	count(counts->drawn, tie->drawn, tie->n_drawn);
}

static int check_all(struct reasoning *reasoning, struct tsop_checking *checking,
		     struct tsop_error *err)
{
	const struct tsop_result *result = reasoning->result;
	const struct tsop_result_proof *proof = &result->proof;

	for (size_t nth = 0; nth < tsop_result_count_ties(proof); nth++)
		count_draw(reasoning, (int64_t)nth + 1, tsop_result_tie(proof, nth));
	count(reasoning->counts.eliminated, proof->eliminated, proof->n_eliminated);
	for (size_t i = 0; i < result->n_seats; i++) {
		make(reasoning, i);
		if (tsop_buf_ok(&reasoning->text, err) != 0)
			return -1;
		if (strcmp(result->seats[i].why, reasoning->text.p) != 0)
			tsop_checking_fault(checking, result->seats[i].line, "why",
					    _("%s: expected '%s'"), result->seats[i].id,
					    reasoning->text.p);
	}
	return 0;
}

int tsop_reasons_check_seats(const struct tsop_shares *shares, struct tsop_checking *checking,
			     struct tsop_error *err)
{
	size_t n = shares->n + 1;
	int64_t *counts = calloc(4 * n, sizeof *counts);
	struct reasoning reasoning = { .shares = shares, .result = shares->result };
	int status;

	if (counts == NULL)
		return tsop_fail_memory(err);
	reasoning.counts = (struct counts){ counts, counts + n, counts + 2 * n, counts + 3 * n };
	tsop_buf_init(&reasoning.text);
	status = check_all(&reasoning, checking, err);
	tsop_buf_release(&reasoning.text);
	free(counts);
	return status;
}
