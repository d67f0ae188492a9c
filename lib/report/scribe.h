/*
 * scribe.h: sentences, numbers and dates as a report's language writes them.
 *
 * A report is built from many short texts. Each is made here, in one arena;
 * where memory ends a call returns "" and `failed` stays set, so that the
 * builder of a report looks once, at its end.
 */
#ifndef TSOP_REPORT_SCRIBE_H
#define TSOP_REPORT_SCRIBE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "report/words.h"
#include "time/zone.h"

struct tsop_scribe {
	struct tsop_arena *arena;     /* borrowed: every text lives in it */
	const struct tsop_zone *zone; /* borrowed: of local times */
	enum tsop_lang lang;
	bool failed;
};

/* The values of "{1}", "{2}" ...; at least as many as the phrase has places. */
#define TSOP_VALUES(...) (const char *const[]){ __VA_ARGS__, NULL }

/* The phrase with its places filled. */
const char *tsop_scribe_fill(struct tsop_scribe *scribe, enum tsop_word word,
			     const char *const *values);
/* So many things: "1 plads", "120 pladser". n is not below 0. */
const char *tsop_scribe_count(struct tsop_scribe *scribe, enum tsop_noun noun, int64_t n);
/* Many of them, the number in words of the caller's: "3–4 pladser". */
const char *tsop_scribe_many(struct tsop_scribe *scribe, enum tsop_noun noun, const char *number);

/* 5822679: "5.822.679" in Danish, "5,822,679" in English. */
const char *tsop_scribe_number(struct tsop_scribe *scribe, int64_t n);
/* A decimal as records hold it, "1234.5": "1.234,5" in Danish, "1,234.5" in English. */
const char *tsop_scribe_decimal(struct tsop_scribe *scribe, const char *decimal);
/* "24. juni 2019"; "24 June 2019". */
const char *tsop_scribe_date(struct tsop_scribe *scribe, struct tsop_date date);
/* Local time and UTC: "24. juni 2019 kl. 10.00 (08.00 UTC)"; seconds where there are any. */
const char *tsop_scribe_instant(struct tsop_scribe *scribe, tsop_instant instant);

/* Text from a record, so that every reader sees it as it is (tsop_text_escape). */
const char *tsop_scribe_text(struct tsop_scribe *scribe, const char *text);
/* The texts of records, as tsop_scribe_text shows them, ", " between them. */
const char *tsop_scribe_list(struct tsop_scribe *scribe, const char *const *texts, size_t n);
/* The texts as they are, with that between them. */
const char *tsop_scribe_join(struct tsop_scribe *scribe, const char *const *texts, size_t n,
			     const char *between);

#endif
