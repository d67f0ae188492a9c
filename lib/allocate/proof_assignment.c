#include <inttypes.h>

#include "allocate/publish.h"
#include "record/write.h"

/* Bytes: a longer search is left out, so that the line can be read. */
enum { SEARCH_LEN_MAX = 448 << 10 };

static void write_cost(struct tsop_buf *line, const struct tsop_assign_cost *cost)
{
	tsop_write_integer(line, "unassigned", cost->unassigned);
	tsop_write_integer(line, "rank", cost->rank);
	tsop_write_integer(line, "meters", cost->meters);
}

/* A cost of people who are spread; `unassigned` is left out where it has to be 0. */
static void write_spread_cost(struct tsop_buf *line, const struct tsop_spread_cost *cost,
			      bool has_unassigned)
{
	if (has_unassigned)
		tsop_write_integer(line, "unassigned", cost->unassigned);
	tsop_write_integer(line, "pairs", cost->pairs);
	tsop_write_integer(line, "rank", cost->rank);
	tsop_write_integer(line, "meters", cost->meters);
}

static void write_bound(struct tsop_publishing *p)
{
	const struct tsop_assign_result *result = &p->placement->result;

	if (result->optimal)
		return;
	tsop_write_open(&p->line, "bound", '{');
	if (p->run->place_rules.spread == TSOP_SPREAD_DIFFERENT)
		write_spread_cost(&p->line, &p->placement->spread.bound, true);
	else
		write_cost(&p->line, &result->bound);
	if (p->run->options->mechanism == TSOP_MECHANISM_MIN_WORST_RANK)
		tsop_write_integer(&p->line, "worst_rank", p->placement->proof.worst_bound + 1);
	tsop_write_close(&p->line, '}');
}

/* The same by the numbers of people of each rank. */
static void write_signature_bound(struct tsop_publishing *p)
{
	const struct tsop_mechanism_proof *proof = &p->placement->proof;

	if (proof->signature_bound == NULL)
		return;
	tsop_write_open(&p->line, "bound", '{');
	tsop_write_open(&p->line, "ranks", '[');
	for (size_t i = 0; i < proof->n_ranks; i++) {
		tsop_write_open(&p->line, NULL, '{');
		tsop_write_integer(&p->line, "rank", (int64_t)i + 1);
		tsop_write_integer(&p->line, "people", proof->signature_bound[i]);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
	tsop_write_integer(&p->line, "meters", p->placement->result.bound.meters);
	tsop_write_close(&p->line, '}');
}

static void write_prices(struct tsop_publishing *p)
{
	const struct tsop_assign_result *result = &p->placement->result;

	tsop_write_open(&p->line, "prices", '[');
	for (size_t i = 0; i < p->run->courses.n; i++) {
		tsop_write_open(&p->line, NULL, '{');
		tsop_write_text(&p->line, "course", p->run->courses.rows[i].id);
		write_cost(&p->line, &result->price[i]);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
}

static void write_spread(struct tsop_publishing *p)
{
	const struct tsop_spread_proof *proof = &p->placement->spread;

	tsop_write_open(&p->line, "prices", '[');
	for (size_t i = 0; i < p->run->courses.n; i++) {
		tsop_write_open(&p->line, NULL, '{');
		tsop_write_text(&p->line, "course", p->run->courses.rows[i].id);
		write_spread_cost(&p->line, &proof->price[i], true);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
	tsop_write_open(&p->line, "shares", '[');
	for (size_t i = 0; i < proof->n_shares; i++) {
		const struct tsop_spread_share *share = &proof->shares[i];

		tsop_write_open(&p->line, NULL, '{');
		tsop_publish_claimant(p, &p->run->claimants.rows[share->group]);
		tsop_write_text(&p->line, "course", p->run->courses.rows[share->course].id);
		write_spread_cost(&p->line, &share->price, false);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
}

/* The party that is taken apart, and the places that are tried. */
static void write_party(struct tsop_publishing *p, const struct tsop_certificate_node *node)
{
	const uint16_t *places = p->placement->search.places + node->first;
	bool is_last_none = node->n > 0 && places[node->n - 1] == TSOP_ASSIGN_NO_COURSE;

	if (node->party < p->run->applicants.n_parties) {
		tsop_buf_clear(&p->text);
		tsop_buf_addf(&p->text, "p%" PRIu32, node->party + 1);
		tsop_publish_built(p, "party");
	} else { /* as place.c numbers municipalities */
		tsop_publish_claimant(p, &p->run->claimants.rows[node->party -
								 p->run->applicants.n_parties]);
	}
	tsop_write_open(&p->line, "courses", '[');
	for (size_t i = 0; i < node->n - is_last_none; i++)
		tsop_write_element(&p->line, tsop_view_of(p->run->courses.rows[places[i]].id));
	tsop_write_close(&p->line, ']');
	if (is_last_none)
		tsop_write_bool(&p->line, "none", true);
}

/* Without the members that are 0: there are many of them. */
static void write_node_price(struct tsop_publishing *p, size_t course,
			     const struct tsop_assign_cost *price)
{
	tsop_write_open(&p->line, NULL, '{');
	tsop_write_text(&p->line, "course", p->run->courses.rows[course].id);
	if (price->unassigned != 0)
		tsop_write_integer(&p->line, "unassigned", price->unassigned);
	if (price->rank != 0)
		tsop_write_integer(&p->line, "rank", price->rank);
	if (price->meters != 0)
		tsop_write_integer(&p->line, "meters", price->meters);
	tsop_write_close(&p->line, '}');
}

/* Its prices are those that are others than before. */
static void write_node(struct tsop_publishing *p, const struct tsop_certificate_node *node,
		       const struct tsop_assign_cost *before)
{
	static const struct tsop_assign_cost zero = { 0, 0, 0 };

	tsop_write_open(&p->line, NULL, '{');
	if (node->kind == TSOP_CERTIFICATE_COURSE)
		tsop_write_text(&p->line, "course", p->run->courses.rows[node->course].id);
	if (node->kind == TSOP_CERTIFICATE_PARTY)
		write_party(p, node);
	if (node->price != NULL) {
		tsop_write_open(&p->line, "prices", '[');
		for (size_t i = 0; i < p->run->courses.n; i++)
			if (tsop_assign_compare(node->price[i], before != NULL ? before[i] : zero) != 0)
				write_node_price(p, i, &node->price[i]);
		tsop_write_close(&p->line, ']');
	}
	tsop_write_close(&p->line, '}');
}

static void write_search(struct tsop_publishing *p)
{
	const struct tsop_certificate *search = &p->placement->search;
	const struct tsop_assign_cost *before = NULL;
	size_t start = p->line.len;

	if (search->n_nodes == 0)
		return;
	tsop_write_open(&p->line, "search", '{');
	if (search->scale > 1)
		tsop_write_integer(&p->line, "scale", search->scale);
	tsop_write_open(&p->line, "nodes", '[');
	for (size_t i = 0; i < search->n_nodes && p->line.len - start <= SEARCH_LEN_MAX; i++) {
		write_node(p, &search->nodes[i], before);
		before = search->nodes[i].price != NULL ? search->nodes[i].price : before;
	}
	tsop_write_close(&p->line, ']');
	tsop_write_close(&p->line, '}');
	if (p->line.len - start > SEARCH_LEN_MAX)
		tsop_buf_truncate(&p->line, start);
}

/* The prices of a stage that are not 0. */
static void write_stage_prices(struct tsop_publishing *p, const int64_t *price)
{
	tsop_write_open(&p->line, "prices", '[');
	for (size_t i = 0; i < p->run->courses.n; i++) {
		if (price[i] == 0)
			continue;
		tsop_write_open(&p->line, NULL, '{');
		tsop_write_text(&p->line, "course", p->run->courses.rows[i].id);
		tsop_write_integer(&p->line, "price", price[i]);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
}

static void write_stages(struct tsop_publishing *p)
{
	const struct tsop_mechanism_proof *proof = &p->placement->proof;

	tsop_write_open(&p->line, "stages", '[');
	for (size_t i = 0; i <= proof->n_ranks; i++) {
		tsop_write_open(&p->line, NULL, '{');
		if (i < proof->n_ranks) {
			tsop_write_integer(&p->line, "rank", (int64_t)i + 1);
			tsop_write_integer(&p->line, "people", proof->signature[i]);
		}
		write_stage_prices(p, &proof->stage_price[i * p->run->courses.n]);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
}

static void write_set(struct tsop_publishing *p, const char *name, const bool *set)
{
	if (set == NULL)
		return;
	tsop_write_open(&p->line, name, '[');
	for (size_t i = 0; i < p->run->courses.n; i++)
		if (set[i])
			tsop_write_element(&p->line, tsop_view_of(p->run->courses.rows[i].id));
	tsop_write_close(&p->line, ']');
}

static void write_worst_rank(struct tsop_publishing *p)
{
	const struct tsop_mechanism_proof *proof = &p->placement->proof;

	tsop_write_integer(&p->line, "worst_rank", proof->worst_rank + 1);
	write_set(p, "most", proof->most);
	write_set(p, "cut", proof->cut);
}

static void write_turns(struct tsop_publishing *p)
{
	const struct tsop_placement *placement = p->placement;

	tsop_write_open(&p->line, "turns", '[');
	for (size_t i = 0; i < placement->n_in_turn; i++)
		tsop_publish_person(p, placement->in_turn[i]);
	tsop_write_close(&p->line, ']');
}

/* The courses that closed for want of people, in that order; of a pass, those that did not run. */
static void write_closed(struct tsop_publishing *p)
{
	const struct tsop_placement *placement = p->placement;

	if (p->pass != NULL)
		write_set(p, "closed", placement->result.is_closed);
	if (p->pass != NULL || placement->proof.closed == NULL)
		return;
	tsop_write_open(&p->line, "closed", '[');
	for (size_t i = 0; i < placement->proof.n_closed; i++)
		tsop_write_element(&p->line,
				   tsop_view_of(p->run->courses.rows[placement->proof.closed[i]].id));
	tsop_write_close(&p->line, ']');
}

static bool has_waived(const struct tsop_publishing *p)
{
	const struct tsop_placement *placement = p->placement;

	for (size_t i = 0; i < placement->n_seated; i++)
		if (placement->keep.waived[i])
			return true;
	return false;
}

/* Who was moved, by lot, to use up a budget that lies between two points. */
static void write_waived(struct tsop_publishing *p)
{
	const struct tsop_placement *placement = p->placement;

	if (!has_waived(p))
		return;
	tsop_write_open(&p->line, "waived", '[');
	for (size_t i = 0; i < placement->n_seated; i++)
		if (placement->keep.waived[i])
			tsop_publish_person(p, placement->seated[i]);
	tsop_write_close(&p->line, ']');
}

static void write_budget_node(struct tsop_publishing *p, const struct tsop_certify_node *node)
{
	static const struct tsop_assign_cost zero = { 0, 0, 0 };
	const struct tsop_run *run = p->run;

	tsop_write_open(&p->line, NULL, '{');
	if (node->who != TSOP_CERTIFY_LEAF) {
		tsop_buf_clear(&p->text);
		tsop_buf_addf(&p->text, "e%" PRId64,
			      run->applicants.rows[run->placement.seated[node->who]].number);
		tsop_publish_built(p, "enrollment");
		tsop_write_close(&p->line, '}');
		return;
	}
	tsop_write_open(&p->line, "move", '{');
	write_cost(&p->line, &node->move.cost);
	tsop_write_integer(&p->line, "scale", node->move.scale);
	tsop_write_close(&p->line, '}');
	tsop_write_open(&p->line, "prices", '[');
	for (size_t i = 0; i < run->courses.n; i++) {
		if (tsop_assign_compare(node->price[i], zero) == 0)
			continue;
		tsop_write_open(&p->line, NULL, '{');
		tsop_write_text(&p->line, "course", run->courses.rows[i].id);
		write_cost(&p->line, &node->price[i]);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
	tsop_write_close(&p->line, '}');
}

/* Why nobody else is to be moved. */
static void write_budget(struct tsop_publishing *p)
{
	const struct tsop_certify *certify = &p->run->placement.keep.certify;

	if (certify->n == 0)
		return;
	tsop_write_open(&p->line, "search", '{');
	tsop_write_open(&p->line, "nodes", '[');
	for (size_t i = 0; i < certify->n; i++)
		write_budget_node(p, &certify->nodes[i]);
	tsop_write_close(&p->line, ']');
	tsop_write_close(&p->line, '}');
}

/* Those that are not 0, at the scale of what a move saves. */
static void write_edge_prices(struct tsop_publishing *p, const struct tsop_assign_cost *price)
{
	const struct tsop_assign_cost zero = { 0, 0, 0 };

	tsop_write_open(&p->line, "prices", '[');
	for (size_t i = 0; i < p->run->courses.n; i++) {
		if (tsop_assign_compare(price[i], zero) == 0)
			continue;
		tsop_write_open(&p->line, NULL, '{');
		tsop_write_text(&p->line, "course", p->run->courses.rows[i].id);
		write_cost(&p->line, &price[i]);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
}

/* The price of a move that the prices of places go with, and what moves are worth at all. */
static void write_frontier(struct tsop_publishing *p)
{
	const struct tsop_keep_result *keep = &p->placement->keep;

	tsop_write_open(&p->line, "move", '{');
	write_cost(&p->line, &keep->move);
	tsop_write_integer(&p->line, "scale", keep->scale);
	tsop_write_close(&p->line, '}');
	write_waived(p);
	if (keep->n_points == 0)
		return;
	tsop_write_bool(&p->line, "moves_complete", keep->is_complete);
	tsop_write_open(&p->line, "moves", '[');
	for (size_t i = 0; i < keep->n_points; i++) {
		tsop_write_open(&p->line, NULL, '{');
		tsop_write_integer(&p->line, "moves", keep->points[i].moves);
		write_cost(&p->line, &keep->points[i].cost);
		if (keep->is_proven != NULL && keep->is_proven[i])
			write_edge_prices(p, &keep->edge_price[i * p->run->courses.n]);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
}

/* The draws that people came by, as numbers of those in the allocation's `drawn`. */
static void write_draws(struct tsop_publishing *p)
{
	const struct tsop_placement *placement = p->placement;

	if (placement->n_draws == 0)
		return;
	tsop_write_open(&p->line, "draws", '[');
	for (size_t i = 0; i < placement->n_draws; i++)
		tsop_buf_addf(&p->line, "%s%zu", i == 0 ? "" : ",",
			      tsop_recorded_number(&p->run->ties.recorded, &placement->draws[i]));
	tsop_write_close(&p->line, ']');
}

void tsop_publish_placing(struct tsop_publishing *p)
{
	const struct tsop_assign_result *result = &p->placement->result;
	const struct tsop_mechanism_proof *proof = &p->placement->proof;
	enum tsop_mechanism_id id = (enum tsop_mechanism_id)p->run->options->mechanism;
	bool weighs_moves = p->run->options->keep != NULL &&
			    (id == TSOP_MECHANISM_MIN_COST || id == TSOP_MECHANISM_MIN_WORST_RANK) &&
			    p->run->place_rules.spread == TSOP_SPREAD_ANY;

	write_draws(p);
	if (!p->run->place_rules.mechanism->takes_order)
		tsop_write_bool(&p->line, "optimal", result->optimal);
	if (result->price != NULL || proof->stage_price != NULL ||
	    p->placement->spread.price != NULL)
		tsop_write_bool(&p->line, "prices_prove_all", result->prices_prove_all);
	if (id == TSOP_MECHANISM_DEFERRED_ACCEPTANCE)
		tsop_write_bool(&p->line, "stable", true);
	write_cost(&p->line, &result->cost);
	if (p->run->place_rules.spread == TSOP_SPREAD_DIFFERENT)
		tsop_write_integer(&p->line, "pairs", p->placement->spread.pairs);
	if (id == TSOP_MECHANISM_MIN_COST || id == TSOP_MECHANISM_MIN_WORST_RANK)
		write_bound(p);
	write_signature_bound(p);
	if (proof->stage_price != NULL)
		write_stages(p);
	if (id == TSOP_MECHANISM_MIN_WORST_RANK)
		write_worst_rank(p);
	if (id == TSOP_MECHANISM_SERIAL_DICTATORSHIP)
		write_turns(p);
	write_closed(p);
	if (weighs_moves)
		write_frontier(p);
	if (result->price != NULL)
		write_prices(p);
	if (p->placement->spread.price != NULL)
		write_spread(p);
	if (p->pass != NULL || p->has_passes || !p->placement->has_parted)
		write_search(p);
	if (weighs_moves)
		write_budget(p);
}

void tsop_publish_assignment_proof(struct tsop_publishing *p)
{
	tsop_write_open(&p->line, "assignment", '{');
	p->has_passes = tsop_publish_passes(p);
	p->placement = &p->run->placement;
	p->pass = NULL;
	tsop_publish_placing(p);
	tsop_write_close(&p->line, '}');
}
