#include <string.h>

#include "base/i18n.h"
#include "verify/matrix/matrix.h"

static bool is_of(const struct tsop_result_draw *draw, const char *purpose, const char *const *ids,
		  size_t n, size_t n_drawn)
{
	if (strcmp(draw->purpose, purpose) != 0 || draw->n_tied != n || draw->n_drawn != n_drawn)
		return false;
	for (size_t i = 0; i < n; i++)
		if (strcmp(draw->tied[i], ids[i]) != 0)
			return false;
	return true;
}

const struct tsop_result_draw *tsop_result_matrix_find_draw(struct tsop_result_matrix *matrix,
							    const char *purpose,
							    const char *const *ids, size_t n,
							    size_t n_drawn)
{
	for (size_t i = 0; i < matrix->draws.n; i++)
		if (is_of(&matrix->draws.list[i], purpose, ids, n, n_drawn)) {
			matrix->is_needed[i] = true;
			return &matrix->draws.list[i];
		}
	tsop_checking_fault(matrix->checking, matrix->proof_line, "tied",
			    _("%s: a tie decided, and neither a seed nor a draw settles it so"),
			    ids[0]);
	return NULL;
}

void tsop_result_matrix_check_draws(const struct tsop_result_matrix *matrix)
{
	for (size_t i = 0; i < matrix->draws.n; i++)
		if (!matrix->is_needed[i] && !matrix->leaves_draws)
			tsop_checking_fault(matrix->checking, 1, "drawn",
					    _("%s: no tie is left that this draw settles"),
					    matrix->draws.list[i].tied[0]);
}
