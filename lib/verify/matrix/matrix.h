/*
 * matrix.h: a matrix as its records state it, not yet believed; inside this room.
 */
#ifndef TSOP_VERIFY_MATRIX_MATRIX_H
#define TSOP_VERIFY_MATRIX_MATRIX_H

#include "base/natural.h"
#include "verify/checking.h"
#include "verify/matrix/optima.h"
#include "verify/result/draws.h"
#include "verify/seats/sequence.h"

/* A row or a column. */
struct tsop_result_matrix_line {
	const char *name;
	int64_t seats;
	int64_t given;		      /* by its cells */
	tsop_int128 weight;	      /* of its cells */
	struct tsop_natural num, den; /* the multiplier */
	bool is_in_cut;
	bool is_seen; /* in the file of its seats */
	bool has_entry; /* in the weights, if only one of 0 */
};

struct tsop_result_matrix_lines {
	const char *field; /* that names them */
	bool is_apportioned;
	struct tsop_result_matrix_line *lines; /* by name */
	size_t n, cap;
};

struct tsop_result_matrix_cell {
	const char *row_name, *column_name;
	struct tsop_result_matrix_line *row, *column; /* NULL: the proof does not know them */
	unsigned long long line;
	int64_t seats;
	int64_t weight; /* times 10^places, as it was read: without zeros at its end */
	unsigned places;
	bool is_seen; /* in the weights */
	bool can_gain, can_lose; /* a seat, by the multipliers */
	bool is_tied;
};

struct tsop_result_matrix_names {
	const char *const *list;
	size_t n;
};

struct tsop_result_matrix {
	struct tsop_checking *checking;
	const char *id, *weight_field;
	struct tsop_buf options; /* cells of the id */
	struct tsop_sequence sequence;
	int64_t seats, given, n_stated;
	struct tsop_result_matrix_lines rows, columns;
	struct tsop_result_matrix_cell *cells; /* by row, then column; of a cut, as they were read */
	size_t n_cells, cap;
	const char *seed; /* NULL: none */
	struct tsop_result_draws draws;
	bool *is_needed; /* [draws.n]: a tie decided that it settled */
	bool leaves_draws; /* it is not known which of them were needed */
	unsigned long long proof_line; /* 0: there is none */
	struct tsop_result_matrix_names tied, drawn; /* cells */
	struct tsop_optima optima;
	bool has_cut; /* in place of cells and multipliers */
	int64_t needed, room;
};

/*
 * matrix_read.c: read all records; first is the `allocation`, on which input
 * stands. -1 where memory or the input ends badly; faults are told. Release
 * in any case.
 */
int tsop_result_matrix_read(struct tsop_result_matrix *matrix, struct tsop_checking *checking,
			    struct tsop_input *input, const struct tsop_record *first,
			    struct tsop_error *err);
void tsop_result_matrix_release(struct tsop_result_matrix *matrix);

/* matrix_proof.c: read its proof, which stands behind the cells. -1 for want of memory. */
int tsop_result_matrix_read_proof(struct tsop_result_matrix *matrix,
				  const struct tsop_record *record, struct tsop_error *err);

/* The line of that name, or NULL. */
struct tsop_result_matrix_line *
tsop_result_matrix_find_line(const struct tsop_result_matrix_lines *lines, const char *name);

/* Append a cell, whose names are borrowed. NULL for want of memory. */
struct tsop_result_matrix_cell *tsop_result_matrix_add_cell(struct tsop_result_matrix *matrix,
							    struct tsop_result_matrix_cell cell);

/*
 * matrix_inputs.c: hold weights and seats against the files they came from; of
 * a cut, which has no cells, also look that the weights of its rows lie in its
 * columns, and enter the cells. -1: an input is not usable, and the sink was
 * told.
 */
int tsop_result_matrix_check_inputs(struct tsop_result_matrix *matrix);

/*
 * matrix_identity.c: is the id that of the options, the seats and the cells?
 * It is said where the cells of a cut are not known. -1 for want of memory.
 */
int tsop_result_matrix_check_id(struct tsop_result_matrix *matrix, struct tsop_error *err);

/*
 * matrix_draws.c: the draw for that of just these ids, in their order, which
 * drew so many of them, noted as needed; NULL, and a fault, where there is none.
 */
const struct tsop_result_draw *tsop_result_matrix_find_draw(struct tsop_result_matrix *matrix,
							    const char *purpose,
							    const char *const *ids, size_t n,
							    size_t n_drawn);
/* When all ties were looked at: is any draw not needed? */
void tsop_result_matrix_check_draws(const struct tsop_result_matrix *matrix);

/*
 * matrix_sides.c: where the seats of a side were apportioned, has no line one
 * that another has more right to, and did the draw decide where they have the
 * same? -1 for want of memory.
 */
int tsop_result_matrix_check_sides(struct tsop_result_matrix *matrix, struct tsop_error *err);

/*
 * matrix_multipliers.c: is every cell rounded as the multipliers say? Notes
 * which can have one seat more or less. -1 for want of memory.
 */
int tsop_result_matrix_check_multipliers(struct tsop_result_matrix *matrix, struct tsop_error *err);

/*
 * matrix_ties.c: are the tied cells those that can change seats around a
 * circle, the matrix the one that the draw leads to, and the list of matrices
 * right? -1 for want of memory. O(cells^2), and bounded: it is said where that
 * would be too long.
 */
int tsop_result_matrix_check_ties(struct tsop_result_matrix *matrix, struct tsop_error *err);

#endif
