#include "allocate/explain/phrases.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const phrases[TSOP_N_PHRASES][TSOP_PHRASE_N_LANGS] = {
	[TSOP_PHRASE_GOT_NONE] = { "{1} har ikke fået nogen plads", "{1} got no seat" },
	[TSOP_PHRASE_GOT_ONE] = { "{1} har fået 1 plads", "{1} got 1 seat" },
	[TSOP_PHRASE_GOT] = { "{1} har fået {2} pladser", "{1} got {2} seats" },
	[TSOP_PHRASE_GUARANTEED] = { "{1} garanteret", "{1} guaranteed" },
	[TSOP_PHRASE_HELD] = { "{1} garanteret og ikke brugt, holdes åben",
			       "{1} guaranteed and not used, held" },
	[TSOP_PHRASE_HELD_UNTIL] = { "{1} garanteret og ikke brugt, holdes åben indtil {2}",
				     "{1} guaranteed and not used, held until {2}" },
	[TSOP_PHRASE_FREED] = { "{1} garanteret og ikke brugt, gået til nøglen",
				"{1} guaranteed and not used, gone to the key" },
	[TSOP_PHRASE_BY_KEY] = { "{1} efter nøglen", "{1} by the key" },
	[TSOP_PHRASE_NONE_BY_KEY] = { "ingen efter nøglen", "none by the key" },
	[TSOP_PHRASE_AT_RANK] = { " som nr. {1} af {2}", " at rank {1} of {2}" },
	[TSOP_PHRASE_LAST_AT_RANK] = { ", den sidste som nr. {1} af {2}",
				       ", the last at rank {1} of {2}" },
	[TSOP_PHRASE_QUOTA] = { ", kvoten er {1}", ", the quota is {1}" },
	[TSOP_PHRASE_BELOW] = { ", vægten er under spærregrænsen {1}",
				", the weight is under the threshold of {1}" },
	[TSOP_PHRASE_ELIMINATED] = { ", kvoten er mindre end det, den har i forvejen",
				     ", the quota is less than what it has anyway" },
	[TSOP_PHRASE_DRAWN] = { ", heraf {1} ved lodtrækning", ", of them {1} by lot" },
	[TSOP_PHRASE_NOT_DRAWN] = { ", ikke udtrukket til én mere", ", not drawn for one more" },
	[TSOP_PHRASE_NOBODY_APPLIED] = { "Ingen har søgt.", "Nobody has applied." },
	[TSOP_PHRASE_ALL_SEATED] = { "Alle, der har søgt, har en plads.",
				     "Everybody who applied has a seat." },
	[TSOP_PHRASE_AT_CAP] = { "Flere kan den ikke få.", "It can get no more." },
	[TSOP_PHRASE_NEED_BOTH] = { "Én mere ville kræve {1} % større vægt, eller at der i alt var {2} "
				    "mere at fordele.",
				    "One more would need {1} % more weight or {2} more to give in "
				    "all." },
	[TSOP_PHRASE_NEED_WEIGHT] = { "Én mere ville kræve {1} % større vægt.",
				      "One more would need {1} % more weight." },
	[TSOP_PHRASE_NEED_SEATS] = { "Én mere ville kræve, at der i alt var {1} mere at fordele.",
				     "One more would need {1} more to give in all." },

	[TSOP_PHRASE_PLACED] = { "{1}: plads på kurset i {2}", "{1}: a place on the course in {2}" },
	[TSOP_PHRASE_WAITING] = { "{1}: på venteliste", "{1}: on the waiting list" },
	[TSOP_PHRASE_FIXED] = { ", fastsat i hånden", ", fixed by hand" },
	[TSOP_PHRASE_ENROLLED_BEFORE] = { ", tilmeldt i forvejen", ", enrolled before" },
	[TSOP_PHRASE_SEAT_FOR_ALL] = { "{1} har plads til alle, der har søgt.",
				       "{1} has a seat for everybody who applied." },
	[TSOP_PHRASE_TURN] = { "Nr. {1} af {2} i {3}, der har {4} til rådighed, efter kommunens "
			       "prioritet, så efter hvornår der blev søgt, så efter lod.",
			       "Number {1} of {2} in {3}, which has {4} to give, by the "
			       "municipality's priority, then by when they applied, then by lot." },
	[TSOP_PHRASE_PASSED_BEFORE] = { "Foran dig blev nogen forbigået: en gruppe, der ikke kunne være "
					"på de pladser, der var tilbage, eller en, som intet kursus havde "
					"plads til.",
					"Before you somebody was passed over: a party that did not fit into "
					"the seats that were left, or one for whom no course had room." },
	[TSOP_PHRASE_PARTY_TOO_LARGE] = { "Gruppen på {1} kunne ikke være på de {2} pladser, der var "
					  "tilbage.",
					  "The party of {1} did not fit into the {2} seats that were "
					  "left." },
	[TSOP_PHRASE_PARTY_OVER_ONE] = { "Gruppen på {1} kunne ikke være på den ene plads, der var "
					 "tilbage.",
					 "The party of {1} did not fit into the one seat that was "
					 "left." },
	[TSOP_PHRASE_PARTY_THERE] = { "Andre i jeres gruppe er på kurset i {1}, og gruppen følges ad.",
				      "Others of your party are on the course in {1}, and a party "
				      "is together." },
	[TSOP_PHRASE_WISH] = { ", {1}. ønske", ", wish {1}" },
	[TSOP_PHRASE_NO_WISH] = { ", ingen ønsker, {1} km væk", ", no wishes, {1} km away" },
	[TSOP_PHRASE_NOT_WISHED] = { ", ikke ønsket, {1} km væk", ", not wished for, {1} km away" },
	[TSOP_PHRASE_POSITION] = { " som nr. {1} i {2}", " as number {1} of {2}" },
	[TSOP_PHRASE_NOT_THERE] = { "Ikke {1}: ", "Not {1}: " },
	[TSOP_PHRASE_CLOSED] = { "kurset bliver ikke holdt.", "the course does not run." },
	[TSOP_PHRASE_EXCLUDED] = { "udelukket i hånden.", "excluded by hand." },
	[TSOP_PHRASE_NO_PLACES] = { "der er ingen pladser", "it has no places" },
	[TSOP_PHRASE_FULL_ONE] = { "den ene plads er taget", "its one place is taken" },
	[TSOP_PHRASE_FULL] = { "der er {1} pladser, og de er taget", "it has {1} places, all taken" },
	[TSOP_PHRASE_FULL_OF_EARLIER] = { "{1} står før dig i rækkefølgen og har taget pladserne",
					  "{1} come before you in the order and took the places" },
	[TSOP_PHRASE_FULL_OF_EARLIER_ONE] = { "en anden står før dig i rækkefølgen og har taget den "
					      "ene plads",
					      "somebody comes before you in the order and took the "
					      "one place" },
	[TSOP_PHRASE_FULL_IN_ROUND_ONE] = { "den ene plads var taget, før turen kom til dig",
					    "its one place was taken before your turn came" },
	[TSOP_PHRASE_FULL_IN_ROUND] = { "de {1} pladser var taget, før turen kom til dig",
					"its {1} places were taken before your turn came" },
	[TSOP_PHRASE_TOO_FEW] = { "de ledige pladser er for få til jeres gruppe på {1}",
				  "its free places are too few for your party of {1}" },
	[TSOP_PHRASE_TOO_FEW_OF_EARLIER] = { "de, der står før jer i rækkefølgen, levnede for få "
					     "pladser til jeres gruppe på {1}",
					     "those who come before you in the order left too few "
					     "places for your party of {1}" },
	[TSOP_PHRASE_TOO_FEW_IN_ROUND] = { "da turen kom til jer, var der for få pladser til jeres "
					   "gruppe på {1}",
					   "when your turn came it had too few places for your party "
					   "of {1}" },
	[TSOP_PHRASE_NEEDED] = { "der er ledige pladser, men {1} skal have mindst {2} deltagere for "
				 "at blive gennemført",
				 "it has free places, but {1} needs at least {2} people to run" },
	[TSOP_PHRASE_NEEDED_ONE] = { "der er ledige pladser, men {1} skal have mindst én deltager "
				     "for at blive gennemført",
				     "it has free places, but {1} needs at least one person to run" },
	[TSOP_PHRASE_FREE] = { "der er ledige pladser", "it has free places" },
	[TSOP_PHRASE_FREE_WITHOUT_SEAT] = { "der er ledige pladser, men {1} har ingen til dig",
					    "it has free places, but {1} has no seat for you" },
	[TSOP_PHRASE_FREE_BUT_ENROLLED] = { "der er ledige pladser, men du var tilmeldt i forvejen",
					    "it has free places, but you were enrolled before" },
	[TSOP_PHRASE_COSTS_RANKS] = { ", og med dig dér ville alles ønsker tilsammen stå mindst {1} "
				      "dårligere",
				      ", and with you there the wishes of all would together be at "
				      "least {1} worse" },
	[TSOP_PHRASE_COSTS_METERS] = { ", og med dig dér ville alles vej tilsammen blive mindst {1} km "
				       "længere",
				       ", and with you there the ways of all would together be at "
				       "least {1} km longer" },
	[TSOP_PHRASE_ON_LIST] = { "; du er nr. {1} på ventelisten.",
				  "; you are number {1} on its list." },
};

void tsop_sentence_init(struct tsop_sentence *sentence, enum tsop_phrase_lang lang)
{
	tsop_buf_init(&sentence->text);
	sentence->lang = lang;
	sentence->n_numbers = 0;
}

void tsop_sentence_release(struct tsop_sentence *sentence)
{
	tsop_buf_release(&sentence->text);
}

void tsop_sentence_add(struct tsop_sentence *sentence, enum tsop_phrase phrase,
		       const char *const *values)
{
	tsop_buf_fill(&sentence->text, phrases[phrase][sentence->lang], values);
}

static char *next_number(struct tsop_sentence *sentence)
{
	return sentence->numbers[sentence->n_numbers++ % TSOP_PHRASE_NUMBERS];
}

const char *tsop_sentence_number(struct tsop_sentence *sentence, int64_t number)
{
	return tsop_num_write(number, next_number(sentence));
}

const char *tsop_sentence_decimal(struct tsop_sentence *sentence, int64_t value, unsigned places)
{
	char *text = next_number(sentence);
	int64_t unit = 1;

	for (unsigned i = 0; i < places; i++)
		unit *= 10;
	snprintf(text, TSOP_NUM_TEXT, "%" PRId64 "%c%0*" PRId64, value / unit,
		 sentence->lang == TSOP_PHRASE_DA ? ',' : '.', (int)places, value % unit);
	return text;
}
