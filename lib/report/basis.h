/*
 * basis.h: what an allocation rests on: its first record, with the courses.
 */
#ifndef TSOP_REPORT_BASIS_H
#define TSOP_REPORT_BASIS_H

#include <stdbool.h>

#include "report/model.h"
#include "report/reader.h"
#include "report/tally.h"

/*
 * Read the reader's record, an allocation, into the model; the tally gets a
 * place for each course. False where the sink was told of a fault.
 */
bool tsop_basis_read(struct tsop_model *model, struct tsop_reader *reader,
		     struct tsop_tally *tally);

#endif
