/*
 * phrases.h: what an explanation says, in Danish and in English.
 *
 * The language is chosen by --lang alone, so that an explanation's bytes
 * depend neither on the environment nor on what is installed. "{1}" to "{9}"
 * are places for values.
 */
#ifndef TSOP_ALLOCATE_EXPLAIN_PHRASES_H
#define TSOP_ALLOCATE_EXPLAIN_PHRASES_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/num.h"

/* The words of --lang, in the order of the enum. */
#define TSOP_PHRASE_LANGS "da|en"
enum tsop_phrase_lang { TSOP_PHRASE_DA, TSOP_PHRASE_EN, TSOP_PHRASE_N_LANGS };

enum tsop_phrase {
	/* a claimant's seats */
	TSOP_PHRASE_GOT_NONE,
	TSOP_PHRASE_GOT_ONE,
	TSOP_PHRASE_GOT,
	TSOP_PHRASE_GUARANTEED,
	TSOP_PHRASE_HELD,
	TSOP_PHRASE_HELD_UNTIL,
	TSOP_PHRASE_FREED,
	TSOP_PHRASE_BY_KEY,
	TSOP_PHRASE_NONE_BY_KEY,
	TSOP_PHRASE_AT_RANK,
	TSOP_PHRASE_LAST_AT_RANK,
	TSOP_PHRASE_QUOTA,
	TSOP_PHRASE_BELOW,
	TSOP_PHRASE_ELIMINATED,
	TSOP_PHRASE_DRAWN,
	TSOP_PHRASE_NOT_DRAWN,
	TSOP_PHRASE_NOBODY_APPLIED,
	TSOP_PHRASE_ALL_SEATED,
	TSOP_PHRASE_AT_CAP,
	TSOP_PHRASE_NEED_BOTH,
	TSOP_PHRASE_NEED_WEIGHT,
	TSOP_PHRASE_NEED_SEATS,
	/* a person's place */
	TSOP_PHRASE_PLACED,
	TSOP_PHRASE_WAITING,
	TSOP_PHRASE_FIXED,
	TSOP_PHRASE_ENROLLED_BEFORE,
	TSOP_PHRASE_SEAT_FOR_ALL,
	TSOP_PHRASE_TURN,
	TSOP_PHRASE_PASSED_BEFORE,
	TSOP_PHRASE_PARTY_THERE,
	TSOP_PHRASE_PARTY_TOO_LARGE,
	TSOP_PHRASE_PARTY_OVER_ONE,
	TSOP_PHRASE_WISH,
	TSOP_PHRASE_NO_WISH,
	TSOP_PHRASE_NOT_WISHED,
	TSOP_PHRASE_POSITION,
	TSOP_PHRASE_NOT_THERE,
	TSOP_PHRASE_CLOSED,
	TSOP_PHRASE_EXCLUDED,
	TSOP_PHRASE_NO_PLACES,
	TSOP_PHRASE_FULL_ONE,
	TSOP_PHRASE_FULL,
	TSOP_PHRASE_FULL_OF_EARLIER,
	TSOP_PHRASE_FULL_OF_EARLIER_ONE,
	TSOP_PHRASE_FULL_IN_ROUND,
	TSOP_PHRASE_FULL_IN_ROUND_ONE,
	TSOP_PHRASE_TOO_FEW,
	TSOP_PHRASE_TOO_FEW_OF_EARLIER,
	TSOP_PHRASE_TOO_FEW_IN_ROUND,
	TSOP_PHRASE_NEEDED,
	TSOP_PHRASE_NEEDED_ONE,
	TSOP_PHRASE_FREE,
	TSOP_PHRASE_FREE_WITHOUT_SEAT,
	TSOP_PHRASE_FREE_BUT_ENROLLED,
	TSOP_PHRASE_COSTS_RANKS,
	TSOP_PHRASE_COSTS_METERS,
	TSOP_PHRASE_ON_LIST,
	TSOP_N_PHRASES,
};

enum { TSOP_PHRASE_NUMBERS = 8 };

/* Sentences while they are built. */
struct tsop_sentence {
	struct tsop_buf text;
	enum tsop_phrase_lang lang;
	char numbers[TSOP_PHRASE_NUMBERS][TSOP_NUM_TEXT]; /* of the last values that were written */
	size_t n_numbers;
};

/* Empty, in a language. Release it. */
void tsop_sentence_init(struct tsop_sentence *sentence, enum tsop_phrase_lang lang);
void tsop_sentence_release(struct tsop_sentence *sentence);

/* The values of "{1}", "{2}" ...; at least as many as the phrase has places. */
#define TSOP_PHRASE_VALUES(...) (const char *const[]){ __VA_ARGS__, NULL }

/* Append the phrase with its places filled; values may be NULL where it has none. */
void tsop_sentence_add(struct tsop_sentence *sentence, enum tsop_phrase phrase,
		       const char *const *values);

/* Numbers as a value, valid until TSOP_PHRASE_NUMBERS more were written. */
const char *tsop_sentence_number(struct tsop_sentence *sentence, int64_t number);
/* value / 10^places, with all its places: "1,70" in Danish, "1.70" in English. */
const char *tsop_sentence_decimal(struct tsop_sentence *sentence, int64_t value, unsigned places);

#endif
