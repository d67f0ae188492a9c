#include "report/words.h"

static const char *const words[TSOP_N_WORDS][TSOP_N_LANGS] = {
	[TSOP_WORD_TITLE] = { "Fordeling af pladser", "Allocation of seats" },
	[TSOP_WORD_ROUND] = { "Runde {1} · {2}", "Round {1} · {2}" },
	[TSOP_WORD_CONTENTS] = { "Indhold", "Contents" },
	[TSOP_WORD_LEDE_SEATS] = { "Af {1} er {2} fordelt til {3}.", "Of {1}, {2} went to {3}." },
	[TSOP_WORD_LEDE_PEOPLE] = { "Af {1} er {2} fordelt til {3}; {4}.",
				    "Of {1}, {2} went to {3}; {4}." },
	[TSOP_WORD_COLOPHON] = {
		"Fordeling {1}, beregnet {2}. Den, der har de samme filer, kan beregne den igen med "
		"tsop-allocate og få det samme resultat.",
		"Allocation {1}, computed {2}. Whoever has the same files can compute it again with "
		"tsop-allocate and get the same result." },

	[TSOP_WORD_DATE] = { "{1}. {2} {3}", "{1} {2} {3}" },
	[TSOP_WORD_INSTANT] = { "{1} kl. {2}", "{1}, {2}" },
	[TSOP_WORD_UNTIL] = { "indtil {1}", "until {1}" },
	[TSOP_WORD_JANUARY] = { "januar", "January" },
	[TSOP_WORD_JANUARY + 1] = { "februar", "February" },
	[TSOP_WORD_JANUARY + 2] = { "marts", "March" },
	[TSOP_WORD_JANUARY + 3] = { "april", "April" },
	[TSOP_WORD_JANUARY + 4] = { "maj", "May" },
	[TSOP_WORD_JANUARY + 5] = { "juni", "June" },
	[TSOP_WORD_JANUARY + 6] = { "juli", "July" },
	[TSOP_WORD_JANUARY + 7] = { "august", "August" },
	[TSOP_WORD_JANUARY + 8] = { "september", "September" },
	[TSOP_WORD_JANUARY + 9] = { "oktober", "October" },
	[TSOP_WORD_JANUARY + 10] = { "november", "November" },
	[TSOP_WORD_DECEMBER] = { "december", "December" },

	[TSOP_WORD_SEATS_TOTAL] = { "Pladser i alt", "Seats in all" },
	[TSOP_WORD_GIVEN] = { "Fordelt", "Allocated" },
	[TSOP_WORD_GIVEN_HOW] = { "{1} ved garanti, {2} efter nøgle", "{1} guaranteed, {2} by key" },
	[TSOP_WORD_ON_WAITING_LIST] = { "På venteliste", "On the waiting list" },
	[TSOP_WORD_LEFT] = { "Ikke fordelt", "Not allocated" },
	[TSOP_WORD_LEFT_WHY] = { "ingen kunne få dem", "nobody could be given them" },
	[TSOP_WORD_HAVE_APPLIED] = { "Kommuner, der har søgt", "Municipalities that applied" },
	[TSOP_WORD_OF] = { "af {1}", "of {1}" },

	[TSOP_WORD_CODE] = { "Kode", "Code" },
	[TSOP_WORD_MUNICIPALITY] = { "Kommune", "Municipality" },
	[TSOP_WORD_REGION] = { "Region", "Region" },
	[TSOP_WORD_REGION_NAMED] = { "Region {1}", "Region {1}" },
	[TSOP_WORD_CLAIMANTS] = { "Kommuner", "Municipalities" },
	[TSOP_WORD_WEIGHT] = { "Nøgletal", "Key" },
	[TSOP_WORD_APPLIED] = { "Ansøgt", "Applied" },
	[TSOP_WORD_SEATS] = { "Pladser", "Seats" },
	[TSOP_WORD_GUARANTEED] = { "Garanti", "Guaranteed" },
	[TSOP_WORD_BY_KEY] = { "Efter nøgle", "By key" },
	[TSOP_WORD_RESERVED] = { "Reserveret", "Reserved" },
	[TSOP_WORD_WAITING] = { "Venteliste", "Waiting" },
	[TSOP_WORD_COURSE] = { "Kursus", "Course" },
	[TSOP_WORD_PLACE] = { "Sted", "Place" },
	[TSOP_WORD_CAPACITY] = { "Pladser i alt", "Capacity" },
	[TSOP_WORD_ENROLLED] = { "Deltagere", "Enrolled" },
	[TSOP_WORD_FREE] = { "Ledige", "Free" },
	[TSOP_WORD_CLOSED] = { "{1} (holdes ikke)", "{1} (does not run)" },
	[TSOP_WORD_RESERVED_AT] = { "Reserveret i", "Reserved in" },
	[TSOP_WORD_ENROLLMENTS] = { "Tilmeldinger i rækkefølge", "Enrollments in order" },
	[TSOP_WORD_ITEM] = { "Oplysning", "Item" },
	[TSOP_WORD_VALUE] = { "Værdi", "Value" },
	[TSOP_WORD_TOTAL] = { "I alt", "Total" },

	[TSOP_WORD_COURSES_HEADING] = { "Kurserne", "The courses" },
	[TSOP_WORD_COURSES_TEXT] = {
		"Hver plads er enten besat af en deltager, reserveret til en kommune, "
		"der ikke har brugt sin garanti, eller ledig.",
		"Each seat is either taken by a participant, reserved for a municipality "
		"that has not used its guarantee, or free." },
	[TSOP_WORD_REGIONS_HEADING] = { "Regionerne", "The regions" },
	[TSOP_WORD_REGIONS_TEXT] = {
		"Pladser fordeles til kommuner, ikke til regioner: tallene er summer over "
		"regionens kommuner.",
		"Seats go to municipalities, not to regions: the figures are sums over the "
		"region’s municipalities." },
	[TSOP_WORD_MUNICIPALITIES_HEADING] = { "Kommunerne", "The municipalities" },
	[TSOP_WORD_MUNICIPALITIES_TEXT] = {
		"Pladser er garanti og pladser efter nøgle lagt sammen. Reserverede pladser "
		"er ikke talt med i dem.",
		"Seats are those guaranteed and those by key together. Reserved seats are not "
		"among them." },
	[TSOP_WORD_MUNICIPALITIES_NO_PEOPLE] = {
		"Pladser er garanti og pladser efter nøgle lagt sammen.",
		"Seats are those guaranteed and those by key together." },
	[TSOP_WORD_MISSING_HEADING] = { "Kommuner, der ikke har søgt",
					"Municipalities that have not applied" },
	[TSOP_WORD_MISSING_UNTIL] = {
		"Garantien er reserveret indtil {1} og går derefter til fordeling efter nøglen.",
		"The guarantee is reserved until {1} and is then allocated by the key." },
	[TSOP_WORD_MISSING_RESERVED] = { "Garantien er reserveret.", "The guarantee is reserved." },
	[TSOP_WORD_MISSING_RELEASED] = { "Der er ikke reserveret pladser.",
					 "No seats are reserved." },
	[TSOP_WORD_WAITING_HEADING] = { "Venteliste", "Waiting list" },
	[TSOP_WORD_WAITING_TEXT] = {
		"Tilmeldingernes numre i den rækkefølge, de står på deres kommunes venteliste. "
		"Navne offentliggøres ikke.",
		"The numbers of the enrollments in the order of their municipality’s waiting "
		"list. Names are not published." },
	[TSOP_WORD_WAITING_NONE] = { "Ingen står på venteliste.",
				     "Nobody is on the waiting list." },
	[TSOP_WORD_RUN_HEADING] = { "Sådan er pladserne fordelt", "How seats were allocated" },
	[TSOP_WORD_RUN_TEXT] = {
		"Her står, hvad fordelingen bygger på: nøglen, metoden og det, der afgør, når noget "
		"står lige.",
		"This is what the allocation rests on: the key, the method, and what decides where "
		"there is a tie." },

	[TSOP_WORD_COURSES_CAPTION] = { "Kursernes pladser", "Seats of the courses" },
	[TSOP_WORD_REGIONS_CAPTION] = { "Pladser pr. region", "Seats by region" },
	[TSOP_WORD_MUNICIPALITIES_CAPTION] = { "Pladser pr. kommune", "Seats by municipality" },
	[TSOP_WORD_MISSING_CAPTION] = { "Kommuner uden ansøgning",
					"Municipalities without an application" },
	[TSOP_WORD_WAITING_CAPTION] = { "Venteliste pr. kommune", "Waiting list by municipality" },
	[TSOP_WORD_RUN_CAPTION] = { "Fordelingens grundlag", "Basis of the allocation" },

	[TSOP_WORD_BARS_TITLE] = { "Diagram: kursernes pladser",
				   "Chart: seats of the courses" },
	[TSOP_WORD_BARS_ITEM] = { "{1}: deltagere {2}, reserveret {3}, ledige {4}, i alt {5}.",
				  "{1}: enrolled {2}, reserved {3}, free {4}, in all {5}." },
	[TSOP_WORD_MAP_TITLE] = { "Kort: pladser pr. kommune", "Map: seats by municipality" },
	[TSOP_WORD_MAP_DESC] = {
		"Hver kommune er et felt omtrent dér, hvor den ligger, med nord opad. I feltet "
		"står kommunens navn og dens antal pladser; jo kraftigere farve, jo flere. "
		"Alle tal står også i tabellen under kortet.",
		"Each municipality is a tile near its true place, north at the top. The tile "
		"shows its name and its number of seats; the stronger its color, the more. All "
		"figures are also in the table below the map." },
	[TSOP_WORD_MAP_NOT_APPLIED] = { "ikke søgt (reserveret)", "not applied (reserved)" },
	[TSOP_WORD_MAP_OUTSIDE] = { "ikke med i nøglen", "not in the key" },
	[TSOP_WORD_MAP_NINE_OR_MORE] = { "9 eller flere", "9 or more" },
	[TSOP_WORD_MAP_IN_RESERVE] = { "({1})", "({1})" },
	[TSOP_WORD_MAP_TIP] = { "{1}: {2}", "{1}: {2}" },
	[TSOP_WORD_MAP_TIP_PEOPLE] = { "{1}: {2} – ansøgt {3}, reserveret {4}, på venteliste {5}",
				       "{1}: {2} – applied {3}, reserved {4}, waiting {5}" },

	[TSOP_WORD_RUN_ID] = { "Fordelingens id", "Id of the allocation" },
	[TSOP_WORD_RUN_ROUND] = { "Runde", "Round" },
	[TSOP_WORD_RUN_NOW] = { "Beregnet", "Computed" },
	[TSOP_WORD_RUN_KEY] = { "Fordelingsnøgle", "Allocation key" },
	[TSOP_WORD_RUN_KEY_COLUMN] = { "Nøglens kolonne", "Column of the key" },
	[TSOP_WORD_RUN_KEY_DATE] = { "Nøglens dato", "Date of the key" },
	[TSOP_WORD_RUN_METHOD] = { "Metode", "Method" },
	[TSOP_WORD_RUN_READING] = { "Garantien læst som", "Guarantee read as" },
	[TSOP_WORD_RUN_GUARANTEE] = { "Garanti pr. kommune", "Guarantee per municipality" },
	[TSOP_WORD_RUN_GUARANTEE_COLUMN] = { "Garanti: nøglens kolonne",
					     "Guarantee: column of the key" },
	[TSOP_WORD_RUN_CAP_COLUMN] = { "Højeste antal pladser: nøglens kolonne",
				       "Most seats: column of the key" },
	[TSOP_WORD_RUN_HELD_COLUMN] = { "Pladser i forvejen: nøglens kolonne",
					"Seats held already: column of the key" },
	[TSOP_WORD_RUN_THRESHOLD] = { "Spærregrænse", "Threshold" },
	[TSOP_WORD_RUN_CAP] = { "Loft", "Cap" },
	[TSOP_WORD_RUN_SEED] = { "Lodtrækningens startværdi", "Seed of the lot" },
	[TSOP_WORD_RUN_TIE_RULE] = { "Når det står lige", "Tie rule" },
	[TSOP_WORD_RUN_MECHANISM] = { "Kurserne fordeles", "Courses are given" },
	[TSOP_WORD_RUN_ORDER] = { "Rækkefølge", "Order" },
	[TSOP_WORD_RUN_RESERVE_UNTIL] = { "Reserveret indtil", "Reserved until" },
	[TSOP_WORD_RUN_CLAIMANTS] = { "Kommuner i nøglen", "Municipalities in the key" },
	[TSOP_WORD_RUN_APPLICATIONS] = { "Ansøgere", "Applicants" },
	[TSOP_WORD_RUN_SEATS] = { "Pladser i alt", "Seats in all" },
	[TSOP_WORD_RUN_GIVEN] = { "Fordelte pladser", "Seats allocated" },
	[TSOP_WORD_RUN_GUARANTEED] = { "Heraf ved garanti", "Of these guaranteed" },
	[TSOP_WORD_RUN_RESERVED] = { "Reserverede pladser", "Seats reserved" },
	[TSOP_WORD_RUN_LEFT] = { "Ikke fordelte pladser", "Seats not allocated" },
	[TSOP_WORD_RUN_ENROLLED] = { "Deltagere", "Enrolled" },
	[TSOP_WORD_RUN_WAITING] = { "På venteliste", "On the waiting list" },
	[TSOP_WORD_NOT_STATED] = { "ikke oplyst", "not stated" },
	[TSOP_WORD_NONE] = { "ingen", "none" },
	[TSOP_WORD_METHOD_SAINTE_LAGUE] = { "Sainte-Laguë (divisorer 1, 3, 5 …)",
					    "Sainte-Laguë (divisors 1, 3, 5 …)" },
	[TSOP_WORD_METHOD_DHONDT] = { "D’Hondt (divisorer 1, 2, 3 …)",
				      "D’Hondt (divisors 1, 2, 3 …)" },
	[TSOP_WORD_METHOD_LARGEST_REMAINDER] = { "Største brøks metode (Hares kvote)",
						 "Largest remainder (Hare quota)" },
	[TSOP_WORD_MECHANISM_MIN_COST] = {
		"så færrest er uden kursus, derefter efter ønsker, derefter efter afstand",
		"so that fewest are without a course, then by wishes, then by distance" },
	[TSOP_WORD_MECHANISM_RANK_MAXIMAL] = {
		"så flest får deres første ønske, derefter deres andet, og så videre",
		"so that most get their first wish, then their second, and so on" },
	[TSOP_WORD_MECHANISM_MIN_WORST_RANK] = {
		"så færrest er uden kursus, derefter så det ringeste opfyldte ønske er bedst",
		"so that fewest are without a course, then the worst wish met is best" },
	[TSOP_WORD_MECHANISM_DEFERRED_ACCEPTANCE] = {
		"stabilt: ingen foretrækker et kursus med plads til dem efter rækkefølgen",
		"stably: nobody prefers a course that has room for them by the order" },
	[TSOP_WORD_MECHANISM_SERIAL_DICTATORSHIP] = {
		"efter tur: hver tager det bedste kursus, der er plads på",
		"in turn: each takes the best course that has room" },
	[TSOP_WORD_MECHANISM_BOSTON] = { "ønske for ønske (Boston), til sammenligning",
					 "wish by wish (Boston), to compare with" },
	[TSOP_WORD_READING_BASE] = {
		"grundpladser: først garantien til hver, derefter resten efter nøglen blandt alle",
		"base: the guarantee to each first, then the rest by the key over all" },
	[TSOP_WORD_READING_FLOOR] = {
		"mindstetal: alle pladser efter nøglen på én gang, ingen under garantien",
		"floor: all seats by the key at once, nobody under the guarantee" },
	[TSOP_WORD_READING_ELIMINATE] = {
		"udskilning: de, hvis kvote er under garantien, får den og udgår; resten beregnes på ny",
		"eliminate: those whose quota is under the guarantee get it and leave; "
		"the rest is computed anew" },
	[TSOP_WORD_CAP_DEMAND] = { "højst så mange pladser, som kommunen har søgt",
				   "at most as many seats as the municipality applied for" },
	[TSOP_WORD_TIE_SHA256_LOT] = { "lodtrækning: SHA-256 med startværdien",
				       "lot: SHA-256 with the seed" },
	[TSOP_WORD_TIE_RECORDED] = { "lodtrækninger, der er foretaget og indført",
				     "draws that were made and recorded" },
};

static const char *const nouns[TSOP_N_NOUNS][TSOP_N_LANGS][TSOP_N_PLURALS] = {
	[TSOP_NOUN_SEATS] = { { "0 pladser", "1 plads", "{1} pladser" },
			      { "0 seats", "1 seat", "{1} seats" } },
	[TSOP_NOUN_MUNICIPALITIES] = { { "0 kommuner", "1 kommune", "{1} kommuner" },
				       { "0 municipalities", "1 municipality",
					 "{1} municipalities" } },
	[TSOP_NOUN_COURSES] = { { "uden kurser", "på 1 kursus", "på {1} kurser" },
				{ "without courses", "on 1 course", "on {1} courses" } },
	[TSOP_NOUN_APPLICANTS] = { { "0 ansøgere", "1 ansøger", "{1} ansøgere" },
				   { "0 applicants", "1 applicant", "{1} applicants" } },
	[TSOP_NOUN_ON_WAITING_LIST] = { { "ingen står på venteliste", "1 person står på venteliste",
					  "{1} personer står på venteliste" },
					{ "nobody is on the waiting list",
					  "1 person is on the waiting list",
					  "{1} people are on the waiting list" } },
	[TSOP_NOUN_NOT_APPLIED] = { { "Alle kommuner har søgt.", "1 kommune har ikke søgt.",
				      "{1} kommuner har ikke søgt." },
				    { "All municipalities have applied.",
				      "1 municipality has not applied.",
				      "{1} municipalities have not applied." } },
};

const char *tsop_word(enum tsop_lang lang, enum tsop_word word)
{
	return words[word][lang];
}

const char *tsop_noun(enum tsop_lang lang, enum tsop_noun noun, enum tsop_plural plural)
{
	return nouns[noun][lang][plural];
}
