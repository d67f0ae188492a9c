#include <string.h>

#include "base/array.h"
#include "base/i18n.h"
#include "verify/matrix/matrix.h"
#include "verify/result/result_members.h"

enum { DIGITS_MAX = 200000 };

static const char *const known[] = { "type", "v", "allocation", "matrix", NULL };
static const char *const known_matrix[] = { "rows",   "columns",     "tied", "drawn",
					    "optima", "more_optima", NULL };
static const char *const known_cut[] = { "rows", "columns", "cut", NULL };

struct reading {
	struct tsop_result_matrix *m;
	struct tsop_result_matrix_lines *lines;
	const char *name;
};

static int read_multiplier(struct tsop_result_matrix *m, struct tsop_result_matrix_line *line,
			   struct tsop_error *err)
{
	struct tsop_view text = tsop_buf_view(&m->checking->text);
	const char *slash = memchr(text.p, '/', text.len);
	size_t at = slash == NULL ? text.len : (size_t)(slash - text.p);

	if (slash == NULL)
		return tsop_fail(err, TSOP_INPUT, _("expected a fraction such as 217/3"));
	if (tsop_natural_read(&line->num, (struct tsop_view){ text.p, at }, DIGITS_MAX, err) != 0 ||
	    tsop_natural_read(&line->den, (struct tsop_view){ slash + 1, text.len - at - 1 },
			      DIGITS_MAX, err) != 0)
		return -1;
	if (line->num.n == 0 || line->den.n == 0)
		return tsop_fail(err, TSOP_INPUT, _("expected a fraction above 0"));
	return 0;
}

static int read_line(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	struct reading *reading = context;
	struct tsop_result_matrix *m = reading->m;
	struct tsop_result_matrix_lines *lines = reading->lines;
	struct tsop_result_matrix_line *line =
		tsop_array_room(lines->lines, lines->n, &lines->cap, sizeof *line);

	if (line == NULL)
		return tsop_fail_memory(err);
	lines->lines = line;
	line += lines->n++;
	*line = (struct tsop_result_matrix_line){ .name = "" };
	tsop_checking_string(m->checking, record, reading->name, true, &line->name);
	tsop_checking_integer(m->checking, record, "seats", true, 0, TSOP_RESULT_SEATS_MAX,
			      &line->seats);
	if (lines->n > 1 && strcmp(line[-1].name, line->name) >= 0)
		tsop_checking_fault(m->checking, record->line, reading->name,
				    _("%s: expected each name once, in order"), line->name);
	if (m->has_cut || !tsop_checking_text(m->checking, record, "multiplier", true))
		return 0;
	if (read_multiplier(m, line, err) == 0)
		return 0;
	if (err->code == TSOP_SYSTEM)
		return -1;
	tsop_checking_fault(m->checking, record->line, "multiplier", "%s %s: %s", reading->name,
			    line->name, err->text);
	return 0;
}

static int read_lines(struct tsop_result_matrix *m, const struct tsop_record *matrix,
		      const char *list, const char *name, struct tsop_result_matrix_lines *lines,
		      struct tsop_error *err)
{
	struct reading reading = { m, lines, name };
	struct tsop_record element;
	int status;

	tsop_record_init(&element);
	status = tsop_record_objects(matrix, list, &element, read_line, &reading, err);
	tsop_record_release(&element);
	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status != 0)
		tsop_checking_fault(m->checking, matrix->line, list,
				    _("expected a list of objects"));
	return 0;
}

static int read_names(struct tsop_result_matrix *m, const struct tsop_record *cut, const char *list,
		      const struct tsop_result_matrix_lines *lines, struct tsop_error *err)
{
	const char *const *names;
	size_t n = 0;
	int status = tsop_record_strings(cut, list, &m->checking->arena, lines->n, &names, &n, err);

	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status != 0)
		tsop_checking_fault(m->checking, cut->line, list, _("expected a list of names"));
	for (size_t i = 0; i < n; i++) {
		struct tsop_result_matrix_line *line =
			tsop_result_matrix_find_line(lines, names[i]);

		if (line == NULL || line->is_in_cut)
			tsop_checking_fault(m->checking, cut->line, list,
					    _("%s: expected names of the proof, once"), names[i]);
		else
			line->is_in_cut = true;
	}
	return 0;
}

static int read_cut(struct tsop_result_matrix *m, const struct tsop_record *matrix,
		    struct tsop_error *err)
{
	struct tsop_record cut;
	int status = 0;

	tsop_record_init(&cut);
	if (tsop_result_object(m->checking, matrix, "cut", true, &cut)) {
		status = read_names(m, &cut, "rows", &m->rows, err);
		if (status == 0)
			status = read_names(m, &cut, "columns", &m->columns, err);
		tsop_checking_integer(m->checking, &cut, "needed", true, 0, TSOP_RESULT_SEATS_MAX,
				      &m->needed);
		tsop_checking_integer(m->checking, &cut, "room", true, -TSOP_RESULT_SEATS_MAX,
				      TSOP_RESULT_SEATS_MAX, &m->room);
	}
	tsop_record_release(&cut);
	return status;
}

static int read_cells(struct tsop_result_matrix *m, const struct tsop_record *matrix,
		      const char *list, struct tsop_result_matrix_names *names,
		      struct tsop_error *err)
{
	int status = tsop_record_strings(matrix, list, &m->checking->arena, m->n_cells,
					 &names->list, &names->n, err);

	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status != 0)
		tsop_checking_fault(m->checking, matrix->line, list, _("expected a list of cells"));
	return 0;
}

/* All four members are there, or none. */
static int read_ties(struct tsop_result_matrix *m, const struct tsop_record *matrix,
		     struct tsop_error *err)
{
	static const char *const members[] = { "tied", "drawn", "optima", "more_optima" };
	bool has_any = false;

	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		has_any = has_any || tsop_record_get(matrix, members[i]) != NULL;
	if (!has_any)
		return 0;
	if (read_cells(m, matrix, "tied", &m->tied, err) != 0 ||
	    read_cells(m, matrix, "drawn", &m->drawn, err) != 0)
		return -1;
	return tsop_optima_read(&m->optima, matrix, m->tied.n, m->checking, err);
}

static int read_matrix(struct tsop_result_matrix *m, const struct tsop_record *matrix,
		       struct tsop_error *err)
{
	m->has_cut = tsop_record_get(matrix, "cut") != NULL;
	tsop_checking_unknown(m->checking, matrix, m->has_cut ? known_cut : known_matrix);
	if (read_lines(m, matrix, "rows", "row", &m->rows, err) != 0 ||
	    read_lines(m, matrix, "columns", "column", &m->columns, err) != 0)
		return -1;
	return m->has_cut ? read_cut(m, matrix, err) : read_ties(m, matrix, err);
}

int tsop_result_matrix_read_proof(struct tsop_result_matrix *matrix,
				  const struct tsop_record *record, struct tsop_error *err)
{
	struct tsop_checking *checking = matrix->checking;
	struct tsop_record nested;
	int status = 0;

	matrix->proof_line = record->line;
	tsop_checking_unknown(checking, record, known);
	if (tsop_checking_text(checking, record, "allocation", true) && matrix->id != NULL &&
	    strcmp(checking->text.p, matrix->id) != 0)
		tsop_checking_fault(checking, record->line, "allocation",
				    _("expected %s, as in the first line"), matrix->id);
	tsop_record_init(&nested);
	if (tsop_result_object(checking, record, "matrix", true, &nested))
		status = read_matrix(matrix, &nested, err);
	tsop_record_release(&nested);
	return status;
}
