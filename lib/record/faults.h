/*
 * faults.h: all that is wrong with a record, field by field.
 *
 * A reader asks for one field after the other, in the order in which its page
 * has them. What is wrong with a field goes to the sink with file, line and
 * field, and reading goes on: one run tells all that is wrong with a file. What
 * only follows from a fault that was told is not said again; the reader does
 * not ask for it.
 */
#ifndef TSOP_RECORD_FAULTS_H
#define TSOP_RECORD_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "record/record.h"

struct tsop_faults {
	struct tsop_sink *sink;           /* borrowed */
	enum tsop_code refusal;           /* what a fault is reported as: TSOP_INPUT or TSOP_NO */
	const struct tsop_record *record; /* borrowed: the one being read */
	size_t n;                         /* its faults so far */
	bool is_other;                    /* it is of another type: that alone is said of it */
};

/* sink is borrowed for as long as the faults are used. */
void tsop_faults_init(struct tsop_faults *faults, struct tsop_sink *sink, enum tsop_code refusal);

/* A new record, without faults so far; borrowed until the next one. */
void tsop_faults_begin(struct tsop_faults *faults, const struct tsop_record *record);

/*
 * Report err at the record and the field; NULL: at the field that err names,
 * if any. Returns -1.
 */
int tsop_faults_note(struct tsop_faults *faults, const char *field, struct tsop_error *err);
/* The same for a text. */
int tsop_faults_add(struct tsop_faults *faults, const char *field, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#if defined(__clang_analyzer__) && !defined(TSOP_FAULTS_IMPLEMENTATION)
#define tsop_faults_note(...) (tsop_faults_note(__VA_ARGS__), -1) /* as in base/error.h */
#define tsop_faults_add(...) (tsop_faults_add(__VA_ARGS__), -1)
#endif

/* Note a member v that is not 1, the version that is read here. */
void tsop_faults_version(struct tsop_faults *faults);

/* 0 where the record has no faults. Else -1: the sink was told, as err says (TSOP_OK, input.h). */
int tsop_faults_end(const struct tsop_faults *faults, struct tsop_error *err);

#endif
