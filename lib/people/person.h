/*
 * person.h: who somebody is, as far as the records know.
 *
 * No message of this file holds what it is about: a name, an address and a
 * number are personal data.
 */
#ifndef TSOP_PEOPLE_PERSON_H
#define TSOP_PEOPLE_PERSON_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/view.h"

/*
 * Check a person's name and append it trimmed, in NFC, with runs of blanks
 * (of any width) as one: 1 to 200 code points, at least one letter, no control
 * characters and none that turn the direction of the text.
 */
int tsop_person_name(struct tsop_buf *out, struct tsop_view name, struct tsop_error *err);

/*
 * Check an e-mail address and append it as it is compared and stored: trimmed,
 * in NFC, the domain in lower case and as Unicode (IDNA 2008 through libidn2
 * decides whether it is one; what would have to be mapped to be one is
 * refused), the local part as it was written. One address: no display name,
 * comment, quoting or number for a domain, a dot in the domain; at most 254
 * bytes, 64 of them before the @ (RFC 5321, 4.5.3.1), counted as stored and as
 * it goes over the wire. The same mailbox under two spellings of the local part
 * stays two: nothing is merged by guess.
 */
int tsop_person_email(struct tsop_buf *out, struct tsop_view email, struct tsop_error *err);

/*
 * Check a party label and append it trimmed, in NFC: 1 to 100 bytes, no
 * control characters. Same label and same municipality: one party.
 */
int tsop_person_party(struct tsop_buf *out, struct tsop_view label, struct tsop_error *err);

/*
 * Does the text hold what looks like a CPR number: a day, a month and two
 * digits of a year that make a date in some century, then four digits, with at
 * most a hyphen or dash between and a blank on either side of it, not inside a
 * longer run of digits? (The modulus-11 check is not used: since 2007 numbers
 * are given out that do not meet it.) The text may be anything.
 */
bool tsop_person_has_cpr(struct tsop_view text);

/*
 * Append the identity of a person within a round: the form's answer id `ref`
 * where there is one, else municipality, case-folded name in NFC and
 * normalized e-mail. Unambiguous: parts are separated by LF, which none holds,
 * and the two kinds differ in their number. name and email may come as they
 * were read; ref may be empty, and is taken byte for byte.
 */
int tsop_person_identity(struct tsop_buf *out, struct tsop_view round, struct tsop_view ref,
			 struct tsop_view municipality, struct tsop_view name,
			 struct tsop_view email, struct tsop_error *err);

#endif
