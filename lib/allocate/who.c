#include "allocate/who.h"

#include <string.h>

#include "base/i18n.h"
#include "people/person.h"

enum part { PART_REF, PART_NAME, PART_EMAIL, N_PARTS };

static const char *const names[N_PARTS] = { "ref", "name", "email" };

void tsop_who_init(struct tsop_who *who)
{
	tsop_map_init(&who->seen);
	tsop_buf_init(&who->text);
	tsop_buf_init(&who->parts);
	tsop_buf_init(&who->identity);
}

void tsop_who_release(struct tsop_who *who)
{
	tsop_map_release(&who->seen);
	tsop_buf_release(&who->text);
	tsop_buf_release(&who->parts);
	tsop_buf_release(&who->identity);
}

/* The parts that there are, one behind the other in who->parts; an absent one is empty. */
static int read_parts(struct tsop_who *who, const struct tsop_record *record,
		      struct tsop_view parts[N_PARTS], struct tsop_error *err)
{
	size_t start = 0;

	tsop_buf_clear(&who->parts);
	for (int i = 0; i < N_PARTS; i++) {
		int status = tsop_record_text(record, names[i], &who->text, err);

		if (status < 0)
			return -1;
		if (status == 0 &&
		    tsop_buf_add_view(&who->parts, tsop_buf_view(&who->text)) != 0)
			return tsop_fail_memory(err);
		parts[i].len = who->parts.len - start;
		start = who->parts.len;
	}
	start = 0;
	for (int i = 0; i < N_PARTS; start += parts[i++].len)
		parts[i].p = who->parts.p + start;
	return 0;
}

static int identify(struct tsop_who *who, const struct tsop_record *record, const char *round,
		    const struct tsop_applicant *person, const struct tsop_view parts[N_PARTS],
		    struct tsop_error *err)
{
	char field[sizeof err->field];

	if (parts[PART_REF].len == 0 && parts[PART_NAME].len == 0)
		return tsop_record_fail(record, "ref", err,
					_("expected a ref, or a name and an address, to draw lots of"));
	tsop_buf_clear(&who->identity);
	if (tsop_person_identity(&who->identity, tsop_view_of(round == NULL ? "" : round),
				 parts[PART_REF], tsop_view_of(person->municipality->code),
				 parts[PART_NAME], parts[PART_EMAIL], err) == 0)
		return 0;
	memcpy(field, err->field, sizeof field);
	return tsop_error_at(err, record->file, record->line, field);
}

/* Is nobody among the applicants before the last one known by that key? */
static int check_new(struct tsop_who *who, const struct tsop_record *record,
		     const struct tsop_applicants *applicants, struct tsop_view key, bool is_ref,
		     struct tsop_error *err)
{
	const struct tsop_applicant *before;
	bool added;
	size_t *index = tsop_map_put(&who->seen, key, applicants->n - 1, &added);

	if (index == NULL)
		return tsop_fail_memory(err);
	if (added)
		return 0;
	before = &applicants->rows[*index];
	if (is_ref)
		return tsop_record_fail(record, names[PART_REF], err,
					_("given before, in line %llu of %s"), before->line,
					before->file);
	return tsop_record_fail(record, names[PART_NAME], err,
				_("the same person as in line %llu of %s"), before->line,
				before->file);
}

int tsop_who_read(struct tsop_who *who, const struct tsop_record *record,
		  struct tsop_applicants *applicants, const char *seed, struct tsop_error *err)
{
	struct tsop_applicant *person = &applicants->rows[applicants->n - 1];
	struct tsop_view parts[N_PARTS];
	struct tsop_view identity;
	bool has_ref;

	if (read_parts(who, record, parts, err) != 0)
		return -1;
	has_ref = parts[PART_REF].len > 0;
	if (has_ref && check_new(who, record, applicants, parts[PART_REF], true, err) != 0)
		return -1;
	if (seed == NULL)
		return 0;
	if (identify(who, record, applicants->round, person, parts, err) != 0)
		return -1;
	identity = tsop_buf_view(&who->identity);
	if (!has_ref && check_new(who, record, applicants, identity, false, err) != 0)
		return -1;
	tsop_lot_draw(seed, "people", identity, &person->people_lot);
	tsop_lot_draw(seed, "courses", identity, &person->courses_lot);
	return 0;
}
