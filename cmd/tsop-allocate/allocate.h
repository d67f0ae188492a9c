/*
 * allocate.h: what the verbs of tsop-allocate share.
 */
#ifndef TSOP_CMD_ALLOCATE_H
#define TSOP_CMD_ALLOCATE_H

#include "allocate/allocation.h"
#include "allocate/place.h"
#include "allocate/seats.h"
#include "apportion/apportion.h"
#include "apportion/method.h"
#include "base/i18n.h"
#include "base/tool.h"
#include "mechanism/mechanism.h"

int allocate_seats(struct tsop_tool *tool, int argc, char **argv);
int allocate_assign(struct tsop_tool *tool, int argc, char **argv);
int allocate_run(struct tsop_tool *tool, int argc, char **argv);
int allocate_draw(struct tsop_tool *tool, int argc, char **argv);
int allocate_compare(struct tsop_tool *tool, int argc, char **argv);
int allocate_explain(struct tsop_tool *tool, int argc, char **argv);
int allocate_verify(struct tsop_tool *tool, int argc, char **argv);
int allocate_biproportion(struct tsop_tool *tool, int argc, char **argv);

/* Take the operands for files and open the output. False: status says what is wrong. */
bool allocate_open(struct tsop_tool *tool, struct tsop_allocation_options *options,
		   const char *output, int argc, char **argv);

/* End the tool by what a run returned. Returns the exit status. */
int allocate_end(struct tsop_tool *tool, int status, const struct tsop_error *err);

/* Run over the operands and end the tool. Returns the exit status. */
int allocate_finish(struct tsop_tool *tool, struct tsop_allocation_options *options,
		    const char *output, int argc, char **argv);

/* Say that the option is needed. Returns the exit status. */
int allocate_needs(struct tsop_tool *tool, const char *option);

/* Is there a key, its column, and a number of seats? Else it is said that they are needed. */
bool allocate_has_seats(struct tsop_tool *tool, const struct tsop_allocation_options *options);

/* Rows of the option tables; o is a struct tsop_allocation_options. */
#define ALLOCATE_COURSES(o) \
	{ 'c', "courses", "FILE", N_("courses of the round"), TSOP_OPTION_TEXT, &(o).courses, 0, 0 }
#define ALLOCATE_SEATS(o) \
	{ 0, "seats", "N", N_("seats to give (default: as many as the courses have)"), \
	  TSOP_OPTION_NUMBER, &(o).seats, 0, TSOP_APPORTION_SEATS_MAX }
#define ALLOCATE_GUARANTEE(o) \
	{ 0, "guarantee", "N", N_("seats guaranteed to each (default: 1; without people 0)"), \
	  TSOP_OPTION_NUMBER, &(o).guarantee, 0, TSOP_APPORTION_SEATS_MAX }
/* Bounds of claimants, and who they are for. */
#define ALLOCATE_BOUNDS(o) \
	{ 0, "guarantee-column", "NAME", N_("column of the key with the seats guaranteed"), \
	  TSOP_OPTION_TEXT, &(o).guarantee_column, 0, 0 }, \
	{ 0, "held-column", "NAME", N_("column of the key with the seats held already"), \
	  TSOP_OPTION_TEXT, &(o).held_column, 0, 0 }, \
	{ 0, "cap", "demand|none", \
	  N_("no more seats than people who applied (default, with people), or any number"), \
	  TSOP_OPTION_CHOICE, &(o).cap, 0, 0 }, \
	{ 0, "cap-column", "NAME", N_("column of the key with the most seats each can get"), \
	  TSOP_OPTION_TEXT, &(o).cap_column, 0, 0 }, \
	{ 0, "threshold", "WEIGHT", \
	  N_("nothing by the key for weights under it; N%: of all weights"), \
	  TSOP_OPTION_TEXT, &(o).threshold, 0, 0 }
#define ALLOCATE_READING(o) \
	{ 0, "reading", TSOP_READING_NAMES, N_("what the guarantee means (default: base)"), \
	  TSOP_OPTION_CHOICE, &(o).reading, 0, 0 }
#define ALLOCATE_METHOD(o) \
	{ 0, "method", "NAME", N_("of apportionment (default: sainte-lague)"), \
	  TSOP_OPTION_TEXT, &(o).method, 0, 0 }
#define ALLOCATE_KEY(o) \
	{ 'k', "key", "FILE", N_("allocation key: a row for each claimant"), TSOP_OPTION_TEXT, \
	  &(o).key, 0, 0 }
#define ALLOCATE_KEY_COLUMN(o) \
	{ 0, "key-column", "NAME", N_("column of the key that holds the weight"), \
	  TSOP_OPTION_TEXT, &(o).key_column, 0, 0 }
#define ALLOCATE_KEY_DATE(o) \
	{ 0, "key-date", "DATE", N_("date that the key's numbers are of"), TSOP_OPTION_TEXT, \
	  &(o).key_date, 0, 0 }
#define ALLOCATE_SEED(o) \
	{ 0, "seed", "TEXT", N_("text that the lots are drawn from"), TSOP_OPTION_TEXT, &(o).seed, \
	  0, 0 }
#define ALLOCATE_DRAWN(o) \
	{ 0, "drawn", "FILE", N_("draws that were made, to go by"), TSOP_OPTION_TEXT, &(o).drawn, \
	  0, 0 }
#define ALLOCATE_RESERVE_UNTIL(o) \
	{ 0, "reserve-until", "INSTANT", \
	  N_("hold unused guarantees until then (default: for good)"), TSOP_OPTION_TEXT, \
	  &(o).reserve_until, 0, 0 }
#define ALLOCATE_FIX(o) \
	{ 0, "fix", "FILE", N_("places fixed by hand: enrollment, course, reason"), \
	  TSOP_OPTION_TEXT, &(o).fix, 0, 0 }
#define ALLOCATE_EXCLUDE(o) \
	{ 0, "exclude", "FILE", N_("courses not for a person: enrollment, course"), \
	  TSOP_OPTION_TEXT, &(o).exclude, 0, 0 }
#define ALLOCATE_FILL(o) \
	{ 0, "fill", "OLD", N_("fill what became free since, by the waiting lists of OLD"), \
	  TSOP_OPTION_TEXT, &(o).fill, 0, 0 }
#define ALLOCATE_MECHANISM(o) \
	{ 0, "mechanism", TSOP_MECHANISM_NAMES, N_("how courses are given (default: min-cost)"), \
	  TSOP_OPTION_CHOICE, &(o).mechanism, 0, 0 }
#define ALLOCATE_ORDER(o) \
	{ 0, "order", "LIST", N_("who goes first (default: priority,received,lot)"), \
	  TSOP_OPTION_TEXT, &(o).order, 0, 0 }
#define ALLOCATE_SPREAD(o) \
	{ 0, "spread", TSOP_SPREAD_NAMES, \
	  N_("courses of a municipality's people (default: any)"), TSOP_OPTION_CHOICE, &(o).spread, \
	  0, 0 }
#define ALLOCATE_KEEP(o) \
	{ 0, "keep", "OLD", N_("move as few people as can be from where OLD has them"), \
	  TSOP_OPTION_TEXT, &(o).keep, 0, 0 }, \
	{ 0, "moves", "N", N_("with --keep: move at most N people who could stay"), \
	  TSOP_OPTION_NUMBER, &(o).moves, 0, TSOP_ASSIGN_MAX_PEOPLE }
#define ALLOCATE_ROUND(o) \
	{ 0, "round", "ID", N_("take courses and people of this round only"), TSOP_OPTION_TEXT, \
	  &(o).round, 0, 0 }

/* The rows of `run`, and of what explains a run. */
#define ALLOCATE_RUN(o) \
	ALLOCATE_COURSES(o), \
	ALLOCATE_KEY(o), \
	ALLOCATE_KEY_COLUMN(o), \
	ALLOCATE_KEY_DATE(o), \
	ALLOCATE_SEATS(o), \
	ALLOCATE_METHOD(o), \
	ALLOCATE_GUARANTEE(o), \
	ALLOCATE_BOUNDS(o), \
	ALLOCATE_READING(o), \
	ALLOCATE_MECHANISM(o), \
	ALLOCATE_ORDER(o), \
	ALLOCATE_SPREAD(o), \
	{ 0, "jointly", NULL, N_("give seats that nobody can use to others, by the key"), \
	  TSOP_OPTION_FLAG, &(o).is_joint, 0, 0 }, \
	ALLOCATE_SEED(o), \
	ALLOCATE_DRAWN(o), \
	ALLOCATE_RESERVE_UNTIL(o), \
	ALLOCATE_FIX(o), \
	ALLOCATE_EXCLUDE(o), \
	ALLOCATE_FILL(o), \
	ALLOCATE_KEEP(o), \
	ALLOCATE_ROUND(o)

enum { ALLOCATE_NOT_CHOSEN = -1 }; /* of the words of a choice */

/* The rows behind those, of whatever takes local times. */
#define ALLOCATE_COMMON(o, output) \
	TSOP_OPTION_OUTPUT(output), \
	TSOP_OPTION_NOW(&(o).now), \
	TSOP_OPTION_ZONE(&(o).zone), \
	TSOP_OPTION_ENCODING(&(o).encoding), \
	TSOP_OPTION_LINE_MAX(&(o).line_max)

#define ALLOCATE_DEFAULTS \
	{ .seats = TSOP_ALLOCATION_NOT_GIVEN, .guarantee = TSOP_ALLOCATION_NOT_GIVEN, \
	  .cap = TSOP_ALLOCATION_NOT_GIVEN, .reading = TSOP_ALLOCATION_NOT_GIVEN, \
	  .moves = TSOP_ALLOCATION_NOT_GIVEN }

#endif
