#include "verify/result/result_earlier.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/i18n.h"
#include "verify/result/result_members.h"

enum { MOVE_NODES_MAX = 1000, MOVE_PRICES_MAX = 20000 };

struct reading {
	struct tsop_result *result;
	struct tsop_checking *checking;
};

void tsop_result_goes_on(struct tsop_result *result, struct tsop_checking *checking,
			 const struct tsop_record *record)
{
	static const char *const known[] = { "budget", "made", "forced", NULL };
	struct tsop_result_header *header = &result->header;
	const int64_t max = TSOP_RESULT_PEOPLE_MAX;
	struct tsop_record moves;

	header->budget = -1;
	tsop_checking_string(checking, record, "fill", false, &header->fill);
	tsop_checking_string(checking, record, "keep", false, &header->keep);
	if (header->fill != NULL && (header->keep != NULL || header->mechanism != NULL))
		tsop_checking_fault(checking, record->line, "fill",
				    _("expected neither keep nor mechanism beside it"));
	if (header->keep == NULL && tsop_record_get(record, "moves") != NULL)
		tsop_checking_fault(checking, record->line, "moves", _("expected none without keep"));
	tsop_record_init(&moves);
	if (header->keep != NULL &&
	    tsop_result_object(checking, record, "moves", true, &moves)) {
		tsop_checking_integer(checking, &moves, "budget", false, 0, max, &header->budget);
		tsop_checking_integer(checking, &moves, "made", true, 0, max, &header->made);
		tsop_checking_integer(checking, &moves, "forced", true, 0, max, &header->forced);
		tsop_checking_unknown(checking, &moves, known);
	}
	tsop_record_release(&moves);
}

static int read_step(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	const struct reading *reading = context;
	struct tsop_checking *checking = reading->checking;
	struct tsop_result_proof *proof = &reading->result->proof;
	struct tsop_result_step *step = tsop_array_room(proof->steps, proof->n_steps,
							&proof->steps_cap, sizeof *step);

	if (step == NULL)
		return tsop_fail_memory(err);
	proof->steps = step;
	step += proof->n_steps++;
	*step = (struct tsop_result_step){
		.course = tsop_result_course(reading->result, checking, record, "course", true),
		.from = tsop_result_course(reading->result, checking, record, "from", false),
		.person = tsop_result_enrollment(reading->result, checking, record),
	};
	tsop_checking_integer(checking, record, "position", true, 1, TSOP_RESULT_PEOPLE_MAX,
			      &step->position);
	return 0;
}

int tsop_result_steps(struct tsop_result *result, struct tsop_checking *checking,
		      const struct tsop_record *record, struct tsop_error *err)
{
	static const char *const known[] = { "steps", NULL };
	struct reading reading = { result, checking };

	tsop_checking_unknown(checking, record, known);
	return tsop_result_each(checking, record, "steps", read_step, &reading, err);
}

/* The element of `prices` of a leaf. */
struct pricing {
	const struct reading *reading;
	struct tsop_result_cost *prices;
};

static int read_leaf_price(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	const struct pricing *pricing = context;
	uint16_t course = tsop_result_course(pricing->reading->result, pricing->reading->checking,
					     record, "course", true);

	(void)err;
	if (course != TSOP_RESULT_NO_COURSE)
		tsop_result_cost(pricing->reading->checking, record, &pricing->prices[course]);
	return 0;
}

/* New prices[courses], 0 where the record's `prices` say nothing. */
static int read_move_prices(const struct reading *reading, const struct tsop_record *record,
			    struct tsop_result_cost **prices, struct tsop_error *err)
{
	size_t n = reading->result->header.n_courses + 1;
	struct pricing pricing = { reading, tsop_arena_take(&reading->checking->arena, n,
							    sizeof *pricing.prices) };

	if (pricing.prices == NULL)
		return tsop_fail_memory(err);
	memset(pricing.prices, 0, n * sizeof *pricing.prices);
	*prices = pricing.prices;
	return tsop_result_each(reading->checking, record, "prices", read_leaf_price, &pricing,
				err);
}

static int read_leaf(const struct reading *reading, const struct tsop_record *record,
		     struct tsop_result_move_node *node, struct tsop_error *err)
{
	struct tsop_checking *checking = reading->checking;
	struct tsop_record move;

	tsop_record_init(&move);
	if (tsop_result_object(checking, record, "move", true, &move)) {
		tsop_result_cost(checking, &move, &node->move);
		tsop_checking_integer(checking, &move, "scale", true, 1, TSOP_RESULT_SCALE_MAX,
				      &node->scale);
	}
	tsop_record_release(&move);
	return read_move_prices(reading, record, &node->prices, err);
}

static int read_move_node(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	static const char *const known[] = { "enrollment", "move", "prices", NULL };
	const struct reading *reading = context;
	struct tsop_result_proof *proof = &reading->result->proof;
	struct tsop_result_move_node *node =
		tsop_array_room(proof->move_nodes, proof->n_move_nodes, &proof->move_nodes_cap,
				sizeof *node);

	if (node == NULL)
		return tsop_fail_memory(err);
	if (proof->n_move_nodes == MOVE_NODES_MAX ||
	    proof->n_move_nodes * (reading->result->header.n_courses + 1) > MOVE_PRICES_MAX)
		return tsop_record_fail(record, "search", err, _("expected fewer nodes"));
	proof->move_nodes = node;
	node += proof->n_move_nodes++;
	*node = (struct tsop_result_move_node){ .person = reading->result->n_people, .scale = 1 };
	tsop_checking_unknown(reading->checking, record, known);
	if (tsop_record_get(record, "enrollment") == NULL)
		return read_leaf(reading, record, node, err);
	node->person = tsop_result_enrollment(reading->result, reading->checking, record);
	return 0;
}

static int read_budget(struct reading *reading, const struct tsop_record *record,
		       struct tsop_error *err)
{
	static const char *const known[] = { "nodes", NULL };
	struct tsop_record search;
	int status = 0;

	tsop_record_init(&search);
	if (tsop_result_object(reading->checking, record, "search", false, &search)) {
		tsop_checking_unknown(reading->checking, &search, known);
		status = tsop_result_each(reading->checking, &search, "nodes", read_move_node,
					  reading, err);
	}
	tsop_record_release(&search);
	return status;
}

static int read_point(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	static const char *const known[] = { "moves", "unassigned", "rank", "meters", "prices",
					     NULL };
	const struct reading *reading = context;
	struct tsop_result_proof *proof = &reading->result->proof;
	struct tsop_result_point *point = tsop_array_room(proof->points, proof->n_points,
							  &proof->points_cap, sizeof *point);

	if (point == NULL)
		return tsop_fail_memory(err);
	proof->points = point;
	point += proof->n_points++;
	*point = (struct tsop_result_point){ .moves = 0 };
	tsop_checking_integer(reading->checking, record, "moves", true, 0, TSOP_RESULT_PEOPLE_MAX,
			      &point->moves);
	tsop_result_cost(reading->checking, record, &point->cost);
	tsop_checking_unknown(reading->checking, record, known);
	if (tsop_record_get(record, "prices") == NULL)
		return 0;
	if (++proof->n_proven_points * (reading->result->header.n_courses + 1) > MOVE_PRICES_MAX)
		return tsop_record_fail(record, "moves", err, _("expected fewer prices"));
	return read_move_prices(reading, record, &point->prices, err);
}

static int read_waived(struct reading *reading, const struct tsop_record *record,
		       struct tsop_error *err)
{
	struct tsop_result *result = reading->result;
	const char *const *ids;
	size_t guess = 0;
	size_t n = 0;
	int status = tsop_record_strings(record, "waived", &reading->checking->arena,
					 result->n_people, &ids, &n, err);

	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status < 0)
		tsop_checking_fault(reading->checking, record->line, "waived", "%s", err->text);
	result->proof.is_waived = calloc(result->n_people + 1, sizeof *result->proof.is_waived);
	if (result->proof.is_waived == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < n && status == 0; i++) {
		int64_t number = tsop_result_number(tsop_view_of(ids[i]), 'e');
		size_t person = tsop_result_find_person(result, number, &guess);

		if (person == result->n_people || result->proof.is_waived[person])
			tsop_checking_fault(reading->checking, record->line, "waived",
					    _("expected enrollments of the result, each once"));
		else
			result->proof.is_waived[person] = true;
		result->proof.n_waived++;
	}
	return 0;
}

bool tsop_result_weighs_moves(const struct tsop_result *result)
{
	const struct tsop_result_header *header = &result->header;

	return header->keep != NULL && header->spread == NULL && header->mechanism != NULL &&
	       (strcmp(header->mechanism, "min-cost") == 0 ||
		strcmp(header->mechanism, "min-worst-rank") == 0);
}

int tsop_result_moves(struct tsop_result *result, struct tsop_checking *checking,
		      const struct tsop_record *record, struct tsop_error *err)
{
	static const char *const names[] = { "move", "waived", "moves_complete", "moves" };
	struct reading reading = { result, checking };
	struct tsop_result_proof *proof = &result->proof;
	struct tsop_record move;

	proof->scale = 1;
	if (!tsop_result_weighs_moves(result)) {
		for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
			if (tsop_record_get(record, names[i]) != NULL)
				tsop_checking_fault(checking, record->line, names[i],
						    _("expected none where moves are not weighed "
						      "against costs"));
		return 0;
	}
	tsop_record_init(&move);
	if (tsop_result_object(checking, record, "move", true, &move)) {
		tsop_result_cost(checking, &move, &proof->move);
		tsop_checking_integer(checking, &move, "scale", true, 1, TSOP_RESULT_SCALE_MAX,
				      &proof->scale);
	}
	tsop_record_release(&move);
	if (read_waived(&reading, record, err) != 0 || read_budget(&reading, record, err) != 0)
		return -1;
	if (tsop_record_get(record, "moves") == NULL &&
	    tsop_record_get(record, "moves_complete") == NULL)
		return 0;
	tsop_checking_bool(checking, record, "moves_complete", true, &proof->has_all_points);
	if (tsop_result_each(checking, record, "moves", read_point, &reading, err) != 0)
		return -1;
	if (proof->n_points == 0)
		tsop_checking_fault(checking, record->line, "moves", _("expected one at least"));
	return 0;
}
