#include "allocate/who.h"

#include <string.h>

#include "base/i18n.h"
#include "people/person.h"

enum part { PART_REF, PART_NAME, PART_EMAIL, N_PARTS };

static const char *const names[N_PARTS] = { "ref", "name", "email" };

void tsop_who_init(struct tsop_who *who)
{
	tsop_map_init(&who->seen);
	who->twin = SIZE_MAX;
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

/*
 * The parts that there are, one behind the other in who->parts; an absent one is empty. -1: some
 * could not be read.
 */
static int read_parts(struct tsop_who *who, struct tsop_faults *faults,
		      struct tsop_view parts[N_PARTS])
{
	struct tsop_error err;
	size_t start = 0;
	int result = 0;

	tsop_buf_clear(&who->parts);
	for (int i = 0; i < N_PARTS; i++) {
		int status = tsop_record_text(faults->record, names[i], &who->text, &err);

		if (status == 0 && tsop_person_has_cpr(tsop_buf_view(&who->text)))
			status = tsop_record_fail(
				faults->record, names[i], &err,
				_("holds what looks like a CPR number; leave it out"));
		if (status == 0 &&
		    tsop_buf_add_view(&who->parts, tsop_buf_view(&who->text)) != 0)
			status = tsop_fail_memory(&err);
		if (status < 0)
			result = tsop_faults_note(faults, NULL, &err);
		parts[i].len = who->parts.len - start;
		start = who->parts.len;
	}
	start = 0;
	for (int i = 0; i < N_PARTS; start += parts[i++].len)
		parts[i].p = who->parts.p + start;
	return result;
}

/* Who it is, in who->identity. It is refused at the name; then the address is looked at, too. */
static int identify(struct tsop_who *who, struct tsop_faults *faults, const char *round,
		    const struct tsop_applicant *person, const struct tsop_view parts[N_PARTS])
{
	const char *code = person->municipality == NULL ? "" : person->municipality->code;
	bool has_only_name = tsop_record_has(faults->record, names[PART_NAME]) &&
			     !tsop_record_has(faults->record, names[PART_REF]);
	struct tsop_error err;

	if (parts[PART_REF].len == 0 && parts[PART_NAME].len == 0)
		return tsop_faults_add(
			faults, names[has_only_name ? PART_NAME : PART_REF],
			_("expected a ref, or a name and an address, to draw lots of"));
	tsop_buf_clear(&who->identity);
	if (tsop_person_identity(&who->identity, tsop_view_of(round == NULL ? "" : round),
				 parts[PART_REF], tsop_view_of(code), parts[PART_NAME],
				 parts[PART_EMAIL], &err) == 0)
		return 0;
	tsop_faults_note(faults, NULL, &err);
	tsop_buf_clear(&who->text);
	if (strcmp(err.field, names[PART_NAME]) == 0 &&
	    tsop_person_email(&who->text, parts[PART_EMAIL], &err) != 0)
		tsop_faults_note(faults, names[PART_EMAIL], &err);
	return -1;
}

/* Is nobody among the applicants before the last one known by that key? */
static int check_new(struct tsop_who *who, struct tsop_faults *faults,
		     const struct tsop_applicants *applicants, struct tsop_view key, bool is_ref)
{
	const struct tsop_applicant *before;
	struct tsop_error err;
	bool added;
	size_t *index = tsop_map_put(&who->seen, key, applicants->n - 1, &added);

	if (index == NULL) {
		tsop_fail_memory(&err);
		return tsop_faults_note(faults, NULL, &err);
	}
	if (added || *index == who->twin)
		return 0;
	before = &applicants->rows[*index];
	return tsop_faults_add(faults, names[is_ref ? PART_REF : PART_NAME],
			       is_ref ? _("given before, in line %llu of %s")
				      : _("the same person as in line %llu of %s"),
			       before->line, tsop_error_file(before->file));
}

void tsop_who_read(struct tsop_who *who, struct tsop_faults *faults,
		   struct tsop_applicants *applicants, const char *seed)
{
	struct tsop_applicant *person = &applicants->rows[applicants->n - 1];
	struct tsop_view parts[N_PARTS];
	struct tsop_view identity;
	bool has_ref;

	if (read_parts(who, faults, parts) != 0)
		return;
	has_ref = parts[PART_REF].len > 0;
	if (has_ref && check_new(who, faults, applicants, parts[PART_REF], true) != 0)
		return;
	if (seed == NULL || identify(who, faults, applicants->round, person, parts) != 0 ||
	    person->municipality == NULL)
		return;
	identity = tsop_buf_view(&who->identity);
	if (!has_ref && check_new(who, faults, applicants, identity, false) != 0)
		return;
	tsop_lot_draw(seed, "people", identity, &person->people_lot);
	tsop_lot_draw(seed, "courses", identity, &person->courses_lot);
}
