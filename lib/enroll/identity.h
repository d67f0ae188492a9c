/*
 * identity.h: who is in a register already, by identity and by e-mail.
 */
#ifndef TSOP_ENROLL_IDENTITY_H
#define TSOP_ENROLL_IDENTITY_H

#include "base/map.h"
#include "enroll/register.h"

struct tsop_identities {
	const struct tsop_register *reg;
	struct tsop_map by_key, by_email;
};

/* Nobody; allocates nothing. Release with tsop_identities_release. */
void tsop_identities_init(struct tsop_identities *identities);
void tsop_identities_release(struct tsop_identities *identities);

/*
 * Enter everybody of the register, which is borrowed and not folded further.
 * Two of the same key are TSOP_SYSTEM: no run of ours enters them.
 */
int tsop_identities_load(struct tsop_identities *identities, const struct tsop_register *reg,
			 struct tsop_error *err);

/* The enrollment of that key (tsop_store_key), or NULL. */
const struct tsop_enrollment *tsop_identities_by_key(const struct tsop_identities *identities,
						     struct tsop_view key);
/* The first enrollment under that e-mail key (tsop_identity_email), or NULL. */
const struct tsop_enrollment *tsop_identities_by_email(const struct tsop_identities *identities,
						       struct tsop_view email);

/*
 * Where an application's members say their e-mail within their round, as a key
 * to compare by, put into *key, and their name, borrowed. Both are empty where
 * there is no address (it was erased).
 */
int tsop_identity_email(const struct tsop_members *members, struct tsop_buf *key,
			struct tsop_view *name, struct tsop_error *err);
/* The same of an enrollment's text. */
int tsop_identity_email_of(const struct tsop_enrollment *enrollment, struct tsop_buf *key,
			   struct tsop_view *name, struct tsop_error *err);

#endif
