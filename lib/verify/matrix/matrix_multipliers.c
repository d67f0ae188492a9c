#include "base/i18n.h"
#include "verify/matrix/matrix.h"

/* Numbers of a cell while it is looked at. */
struct product {
	struct tsop_natural factor, row, left, right;
};

/* left / right = (w * r * c / d(seats))^power. */
static int multiply(const struct tsop_result_matrix *m, const struct tsop_result_matrix_cell *cell,
		    int64_t seats, struct product *product, struct tsop_error *err)
{
	struct tsop_wide num, den;
	unsigned weight_places = cell->places * (unsigned)tsop_sequence_power(&m->sequence);

	tsop_sequence_quotient(&m->sequence, m->sequence.is_identical ? 1 : cell->weight, seats,
			       &num, &den);
	if (m->sequence.is_identical)
		weight_places = 0;
	for (unsigned i = 0; i < m->sequence.places; i++)
		tsop_wide_multiply_small(&num, &num, 10);
	for (unsigned i = 0; i < weight_places; i++)
		tsop_wide_multiply_small(&den, &den, 10);
	if (tsop_natural_set_wide(&product->factor, &num, err) != 0 ||
	    tsop_natural_multiply(&product->row, &product->factor, &cell->row->num, err) != 0 ||
	    tsop_natural_multiply(&product->left, &product->row, &cell->column->num, err) != 0 ||
	    tsop_natural_set_wide(&product->factor, &den, err) != 0 ||
	    tsop_natural_multiply(&product->row, &product->factor, &cell->row->den, err) != 0)
		return -1;
	return tsop_natural_multiply(&product->right, &product->row, &cell->column->den, err);
}

/* Order w * r * c and d(seats): *order is <0, 0, >0. */
static int compare(const struct tsop_result_matrix *m, const struct tsop_result_matrix_cell *cell,
		   int64_t seats, struct product *product, int *order, struct tsop_error *err)
{
	if (tsop_sequence_is_free(&m->sequence, seats)) {
		*order = 1;
		return 0;
	}
	if (multiply(m, cell, seats, product, err) != 0)
		return -1;
	*order = tsop_natural_compare(&product->left, &product->right);
	return 0;
}

/* d(seats - 1) <= w * r * c <= d(seats) */
static int check_cell(struct tsop_result_matrix *m, struct tsop_result_matrix_cell *cell,
		      struct product *product, struct tsop_error *err)
{
	int next, last = 1;
	const char *text = NULL;

	if (compare(m, cell, cell->seats, product, &next, err) != 0 ||
	    (cell->seats > 0 && compare(m, cell, cell->seats - 1, product, &last, err) != 0))
		return -1;
	cell->can_gain = next == 0;
	cell->can_lose = last == 0;
	if (next > 0)
		text = tsop_sequence_is_free(&m->sequence, cell->seats)
			       ? _("it has no seat, though the first divisor is 0")
			       : _("by the multipliers it has more seats");
	else if (last < 0)
		text = _("by the multipliers it has fewer seats");
	if (text != NULL)
		tsop_checking_fault(m->checking, cell->line, "value", _("row %s, column %s: %s"),
				    cell->row_name, cell->column_name, text);
	return 0;
}

int tsop_result_matrix_check_multipliers(struct tsop_result_matrix *matrix, struct tsop_error *err)
{
	struct product product = { 0 };
	int status = 0;

	for (size_t i = 0; i < matrix->n_cells && status == 0; i++)
		status = check_cell(matrix, &matrix->cells[i], &product, err);
	tsop_natural_release(&product.factor);
	tsop_natural_release(&product.row);
	tsop_natural_release(&product.left);
	tsop_natural_release(&product.right);
	return status;
}
