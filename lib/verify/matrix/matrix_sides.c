#include <string.h>

#include "base/i18n.h"
#include "verify/matrix/matrix.h"
#include "verify/result/lots.h"

/* A side whose seats were apportioned. */
struct side {
	struct tsop_result_matrix *m;
	const struct tsop_result_matrix_lines *lines;
	const struct tsop_result_matrix_line *last; /* of the least quotient that got a seat */
	const struct tsop_result_matrix_line *next; /* of the greatest that got none */
};

/* How a line stands to the last seat: its quotient is another, or the same and got or lost it. */
enum standing { APART, GOT, LOST };

/* The quotient of a line's seat, from 0, beside the one by which another got its last. */
static int compare(const struct side *side, const struct tsop_result_matrix_line *line,
		   int64_t seat, const struct tsop_result_matrix_line *other, int64_t other_seat)
{
	return tsop_sequence_compare(&side->m->sequence, (int64_t)line->weight, seat,
				     (int64_t)other->weight, other_seat);
}

static enum standing standing_of(const struct side *side,
				 const struct tsop_result_matrix_line *line)
{
	const struct tsop_result_matrix_line *last = side->last;

	if (line->weight == 0)
		return APART;
	if (compare(side, line, line->seats, last, last->seats - 1) == 0)
		return LOST;
	return line->seats > 0 && compare(side, line, line->seats - 1, last, last->seats - 1) == 0
		       ? GOT
		       : APART;
}

/* Did the least lots get the seats? */
static void check_lots(const struct side *side)
{
	struct tsop_result_matrix *m = side->m;
	unsigned char lots[2][TSOP_DIGEST_SIZE]; /* the greatest that got one, the least that did not */
	unsigned char lot[TSOP_DIGEST_SIZE];
	const char *loser = NULL;

	memset(lots[0], 0, sizeof lots[0]);
	for (size_t i = 0; i < side->lines->n; i++) {
		const struct tsop_result_matrix_line *line = &side->lines->lines[i];
		enum standing standing = standing_of(side, line);

		if (standing == APART)
			continue;
		tsop_lots_of(m->seed, "seats", tsop_view_of(line->name), lot);
		if (standing == GOT && memcmp(lot, lots[0], sizeof lot) > 0)
			memcpy(lots[0], lot, sizeof lot);
		if (standing == LOST &&
		    (loser == NULL || memcmp(lot, lots[1], sizeof lot) < 0)) {
			memcpy(lots[1], lot, sizeof lot);
			loser = line->name;
		}
	}
	if (loser != NULL && memcmp(lots[1], lots[0], sizeof lot) < 0)
		tsop_checking_fault(m->checking, m->proof_line, "seats",
				    _("%s: its lot comes before that of one that was drawn"), loser);
}

/* Were they drawn who got the seats? */
static int check_recorded(const struct side *side, struct tsop_error *err)
{
	struct tsop_result_matrix *m = side->m;
	const char **ids = tsop_arena_take(&m->checking->arena, side->lines->n, sizeof *ids);
	const struct tsop_result_draw *draw;
	size_t n = 0, n_got = 0;

	if (ids == NULL)
		return tsop_fail_memory(err);
	for (size_t i = 0; i < side->lines->n; i++) {
		enum standing standing = standing_of(side, &side->lines->lines[i]);

		if (standing != APART)
			ids[n++] = side->lines->lines[i].name;
		n_got += standing == GOT;
	}
	draw = tsop_result_matrix_find_draw(m, "seats", ids, n, n_got);
	for (size_t i = 0; draw != NULL && i < draw->n_drawn; i++) {
		const struct tsop_result_matrix_line *line =
			tsop_result_matrix_find_line(side->lines, draw->drawn[i]);

		if (standing_of(side, line) != GOT)
			tsop_checking_fault(m->checking, m->proof_line, "seats",
					    _("%s: was drawn, and has not the seat"), line->name);
	}
	return 0;
}

static void find_cut(struct side *side)
{
	for (size_t i = 0; i < side->lines->n; i++) {
		const struct tsop_result_matrix_line *line = &side->lines->lines[i];

		if (line->weight == 0) {
			if (line->seats > 0)
				tsop_checking_fault(side->m->checking, side->m->proof_line, "seats",
						    _("%s: has seats and no weight"), line->name);
			continue;
		}
		if (line->seats > 0 &&
		    (side->last == NULL || compare(side, line, line->seats - 1, side->last,
						   side->last->seats - 1) < 0))
			side->last = line;
		if (side->next == NULL ||
		    compare(side, line, line->seats, side->next, side->next->seats) > 0)
			side->next = line;
	}
}

/* No quotient that got a seat is less than one that got none; of equal ones a draw decided. */
static int check_side(struct tsop_result_matrix *m, const struct tsop_result_matrix_lines *lines,
		      struct tsop_error *err)
{
	struct side side = { .m = m, .lines = lines };
	int order;

	find_cut(&side);
	if (side.last == NULL || side.next == NULL)
		return 0;
	order = compare(&side, side.last, side.last->seats - 1, side.next, side.next->seats);
	if (order < 0)
		tsop_checking_fault(m->checking, m->proof_line, "seats",
				    _("%s has a seat that %s has more right to"), side.last->name,
				    side.next->name);
	if (order == 0 && m->seed != NULL)
		check_lots(&side);
	else if (order == 0)
		return check_recorded(&side, err);
	return 0;
}

/*
 * Weights of lines to the scale of the cell that has most places; false where they are too
 * great.
 */
static bool sum_weights(struct tsop_result_matrix *m)
{
	unsigned most = 0;

	for (size_t i = 0; i < m->n_cells; i++)
		if (m->cells[i].places > most)
			most = m->cells[i].places;
	for (size_t i = 0; i < m->n_cells; i++) {
		struct tsop_result_matrix_cell *cell = &m->cells[i];
		tsop_int128 weight = cell->weight;

		for (unsigned places = cell->places; places < most; places++)
			weight *= 10;
		cell->row->weight += weight;
		cell->column->weight += weight;
		if (cell->row->weight > TSOP_RESULT_WEIGHT_MAX ||
		    cell->column->weight > TSOP_RESULT_WEIGHT_MAX)
			return false;
	}
	return true;
}

int tsop_result_matrix_check_sides(struct tsop_result_matrix *matrix, struct tsop_error *err)
{
	if (!matrix->rows.is_apportioned && !matrix->columns.is_apportioned)
		return 0;
	if (matrix->has_cut && matrix->checking->options->n_people == 0) {
		tsop_checking_open(matrix->checking,
				   "the seats that were apportioned by the weights");
		matrix->leaves_draws = true;
		return 0;
	}
	if (!sum_weights(matrix)) {
		tsop_checking_fault(matrix->checking, matrix->proof_line, NULL,
				    _("the weights sum to more than can be apportioned"));
		return 0;
	}
	if (matrix->rows.is_apportioned && check_side(matrix, &matrix->rows, err) != 0)
		return -1;
	return matrix->columns.is_apportioned ? check_side(matrix, &matrix->columns, err) : 0;
}
