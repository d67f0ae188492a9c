#include "enroll/identity.h"

#include <inttypes.h>

#include "base/i18n.h"
#include "base/text.h"

void tsop_identities_init(struct tsop_identities *identities)
{
	identities->reg = NULL;
	tsop_map_init(&identities->by_key);
	tsop_map_init(&identities->by_email);
}

void tsop_identities_release(struct tsop_identities *identities)
{
	tsop_map_release(&identities->by_key);
	tsop_map_release(&identities->by_email);
}

/* Is it the same with its case folded? Most addresses are. */
static bool is_folded(struct tsop_view text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((text.p[i] >= 'A' && text.p[i] <= 'Z') || (unsigned char)text.p[i] >= 0x80)
			return false;
	return true;
}

/*
 * Members are compared as they are written: a writer writes the same text the same way. Two
 * addresses that differ in case are two to the register, but hardly ever to the post.
 */
static int put_key(struct tsop_buf *key, struct tsop_view round, struct tsop_view email,
		   struct tsop_error *err)
{
	tsop_buf_clear(key);
	if (email.len > 0) {
		tsop_buf_add_view(key, round);
		if (is_folded(email))
			tsop_buf_add_view(key, email);
		else if (tsop_text_fold(key, email, err) != 0)
			return -1;
	}
	return tsop_buf_ok(key, err);
}

int tsop_identity_email(const struct tsop_members *members, struct tsop_buf *key,
			struct tsop_view *name, struct tsop_error *err)
{
	*name = tsop_members_find(members, "name");
	return put_key(key, tsop_members_find(members, "round"),
		       tsop_members_find(members, "email"), err);
}

static struct tsop_view member_of(const struct tsop_record *record, const char *name)
{
	const struct tsop_field *field = tsop_record_get(record, name);

	return field == NULL ? (struct tsop_view){ "", 0 } : field->member;
}

int tsop_identity_email_of(const struct tsop_enrollment *enrollment, struct tsop_buf *key,
			   struct tsop_view *name, struct tsop_error *err)
{
	struct tsop_record record;
	int status;

	tsop_record_init(&record);
	status = tsop_record_scan(&record, enrollment->text, NULL, 0, err);
	if (status == 0) {
		*name = member_of(&record, "name");
		status = put_key(key, member_of(&record, "round"), member_of(&record, "email"),
				 err);
	}
	tsop_record_release(&record);
	return status;
}

static int enter(struct tsop_identities *identities, size_t index, struct tsop_buf *email,
		 struct tsop_error *err)
{
	const struct tsop_enrollment *all = identities->reg->enrollments;
	struct tsop_view name;
	bool added;
	size_t *place = tsop_map_put(&identities->by_key, all[index].key, index, &added);

	if (place == NULL)
		return tsop_fail_memory(err);
	if (!added)
		return tsop_fail(err, TSOP_SYSTEM,
				 _("e%" PRIu64 " and e%" PRIu64 " have the same identity"),
				 all[*place].index, all[index].index);
	if (tsop_identity_email_of(&all[index], email, &name, err) != 0)
		return -1;
	if (email->len > 0 &&
	    tsop_map_put(&identities->by_email, tsop_buf_view(email), index, &added) == NULL)
		return tsop_fail_memory(err);
	return 0;
}

int tsop_identities_load(struct tsop_identities *identities, const struct tsop_register *reg,
			 struct tsop_error *err)
{
	struct tsop_buf email;
	int status = 0;

	identities->reg = reg;
	tsop_buf_init(&email);
	for (size_t i = 0; i < reg->n && status == 0; i++)
		status = enter(identities, i, &email, err);
	tsop_buf_release(&email);
	return status;
}

static const struct tsop_enrollment *find(const struct tsop_identities *identities,
					  const struct tsop_map *map, struct tsop_view key)
{
	const size_t *index = tsop_map_get(map, key);

	return index == NULL ? NULL : &identities->reg->enrollments[*index];
}

const struct tsop_enrollment *tsop_identities_by_key(const struct tsop_identities *identities,
						     struct tsop_view key)
{
	return find(identities, &identities->by_key, key);
}

const struct tsop_enrollment *tsop_identities_by_email(const struct tsop_identities *identities,
						       struct tsop_view email)
{
	return find(identities, &identities->by_email, email);
}
