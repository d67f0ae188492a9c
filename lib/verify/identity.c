#include "verify/identity.h"

#include <string.h>

#include "base/i18n.h"
#include "time/instant.h"

/* Of the first record, in this order. */
static const char *const members[] = {
	"round", "key", "key_column", "key_date", "method", "reading", "guarantee", "cap",
	"guarantee_column", "cap_column", "held_column", "threshold", "seed", "drawn",
	"reserve_until", "mechanism", "order", "spread", "jointly", "seats",
};

enum { ID_LEN = 16, HASH_AT = 4096 };

struct identity {
	const struct tsop_result *result;
	const struct tsop_candidates *candidates; /* or NULL */
	struct tsop_sha256 hash;
	struct tsop_buf line;
};

static void add_cell(struct tsop_buf *line, const char *text)
{
	tsop_buf_add_text(line, text == NULL ? "" : text);
	tsop_buf_add_char(line, '\0');
}

static void add_number(struct tsop_buf *line, int64_t number)
{
	tsop_buf_add_number(line, number);
	tsop_buf_add_char(line, '\0');
}

void tsop_identity_begin(struct tsop_buf *options, const struct tsop_record *first)
{
	struct tsop_error err;
	struct tsop_buf text;

	tsop_buf_init(&text);
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
		const struct tsop_field *field = tsop_record_get(first, members[i]);

		if (field == NULL || field->kind == TSOP_KIND_NULL)
			continue;
		add_cell(options, members[i]);
		if (field->kind != TSOP_KIND_STRING)
			tsop_buf_add_view(options, field->value);
		else if (tsop_record_text(first, members[i], &text, &err) != 0 ||
			 tsop_buf_add_view(options, tsop_buf_view(&text)) != 0)
			options->failed = true;
		tsop_buf_add_char(options, '\0');
	}
	tsop_buf_release(&text);
}

static void end_line(struct identity *identity)
{
	tsop_buf_add_char(&identity->line, '\n');
	if (identity->line.len < HASH_AT || identity->line.failed)
		return;
	tsop_sha256_add(&identity->hash, tsop_buf_view(&identity->line));
	tsop_buf_clear(&identity->line);
}

static void add_options(struct identity *identity, const struct tsop_buf *options)
{
	const struct tsop_result_header *header = &identity->result->header;

	add_cell(&identity->line, "tsop-allocation 2");
	add_cell(&identity->line, !header->has_courses ? "seats" :
				  header->has_seats    ? "run" :
							 "assign");
	tsop_buf_add_view(&identity->line, tsop_buf_view(options));
	identity->line.failed = identity->line.failed || options->failed;
	if (header->has_seats && header->holds) {
		add_cell(&identity->line, "holds");
		add_cell(&identity->line, "true");
	}
	end_line(identity);
}

static void add_claimants(struct identity *identity)
{
	const struct tsop_result *result = identity->result;
	const struct tsop_result_header *header = &result->header;
	char text[TSOP_NUM_TEXT];

	for (size_t i = 0; i < result->n_seats; i++) {
		const struct tsop_result_seats *row = &result->seats[i];

		add_cell(&identity->line, row->id);
		add_cell(&identity->line,
			 tsop_num_write_decimal(row->weight, result->places, text));
		if (header->guarantee_column != NULL)
			add_number(&identity->line, row->guarantee);
		if (header->cap_column != NULL)
			add_number(&identity->line, row->cap);
		if (header->held_column != NULL)
			add_number(&identity->line, row->kept);
		if (header->has_people && !header->has_courses && row->municipality != NULL) {
			size_t number = tsop_candidates_municipality(row->municipality);

			add_number(&identity->line, identity->candidates->applied[number]);
			add_number(&identity->line, identity->candidates->held[number]);
		}
		end_line(identity);
	}
}

/* Seats that were given before; the municipalities come by code. */
static void add_given(struct identity *identity)
{
	const struct tsop_candidates *candidates = identity->candidates;
	size_t n;
	const struct tsop_municipality *all = tsop_municipalities(&n);

	for (size_t i = 0; i < n; i++) {
		if (candidates->seats[i] + candidates->reserved[i] == 0)
			continue;
		add_cell(&identity->line, all[i].code);
		add_number(&identity->line, candidates->seats[i]);
		add_number(&identity->line, candidates->reserved[i]);
		end_line(identity);
	}
}

static void add_courses(struct identity *identity)
{
	const struct tsop_result_header *header = &identity->result->header;

	for (size_t i = 0; i < header->n_courses; i++) {
		const struct tsop_result_course *course = &header->courses[i];

		add_cell(&identity->line, course->id);
		add_cell(&identity->line, course->title);
		add_cell(&identity->line, course->place);
		add_number(&identity->line, course->capacity);
		if (course->minimum > 0)
			add_number(&identity->line, course->minimum);
		end_line(identity);
	}
}

static void add_course(struct identity *identity, uint16_t course)
{
	const struct tsop_result_header *header = &identity->result->header;

	add_cell(&identity->line,
		 course == TSOP_RESULT_NO_COURSE ? NULL : header->courses[course].id);
}

/* The letter and the number, from 1; nothing for 0. */
static void add_numbered(struct identity *identity, char letter, int64_t number)
{
	if (number > 0) {
		tsop_buf_add_char(&identity->line, letter);
		tsop_buf_add_number(&identity->line, number);
	}
	tsop_buf_add_char(&identity->line, '\0');
}

static void add_turn(struct identity *identity, const struct tsop_candidate *row)
{
	char received[TSOP_INSTANT_TEXT] = "";
	char lot[TSOP_HEX_TEXT];

	if (row->priority == INT64_MAX)
		add_cell(&identity->line, NULL);
	else
		add_number(&identity->line, row->priority);
	if (row->received != INT64_MAX)
		tsop_instant_write(row->received, received);
	add_cell(&identity->line, received);
	if (identity->result->header.seed == NULL)
		return;
	tsop_hex(row->people_lot, lot);
	add_cell(&identity->line, lot);
}

static void add_people(struct identity *identity)
{
	const struct tsop_result *result = identity->result;

	for (size_t i = 0; i < result->n_people; i++) {
		const struct tsop_candidate *row = &identity->candidates->rows[i];

		add_numbered(identity, 'e', result->people[i].number);
		add_cell(&identity->line, result->people[i].municipality->code);
		add_numbered(identity, 'p', result->people[i].party);
		add_course(identity, row->course);
		add_cell(&identity->line, row->fixed);
		add_turn(identity, row);
		add_cell(&identity->line, row->only_wishes ? "only" : "wishes");
		for (size_t wish = 0; wish < row->n_wishes; wish++)
			add_course(identity, row->wishes[wish]);
		if (row->n_excluded > 0)
			add_cell(&identity->line, "excluded");
		for (size_t course = 0; course < row->n_excluded; course++)
			add_course(identity, row->excluded[course]);
		end_line(identity);
	}
}

static int make(struct identity *identity, const struct tsop_buf *options, char *text,
		struct tsop_error *err)
{
	unsigned char digest[TSOP_DIGEST_SIZE];

	add_options(identity, options);
	if (identity->result->header.has_seats)
		add_claimants(identity);
	else
		add_given(identity);
	if (identity->result->header.has_courses) {
		add_courses(identity);
		add_people(identity);
	}
	if (tsop_buf_ok(&identity->line, err) != 0)
		return -1;
	tsop_sha256_add(&identity->hash, tsop_buf_view(&identity->line));
	tsop_sha256_end(&identity->hash, digest);
	tsop_hex(digest, text);
	text[ID_LEN] = '\0';
	return 0;
}

int tsop_identity_check(const struct tsop_buf *options, const struct tsop_result *result,
			const struct tsop_candidates *candidates, struct tsop_checking *checking,
			struct tsop_error *err)
{
	struct identity identity = { .result = result, .candidates = candidates };
	const struct tsop_result_header *header = &result->header;
	char text[TSOP_HEX_TEXT];
	int status;

	if (tsop_buf_ok(options, err) != 0)
		return -1;
	if (header->fill != NULL || header->keep != NULL) {
		tsop_checking_open(checking, "the id: what was taken of the earlier result is in it");
		return tsop_buf_ok(options, err);
	}
	if (header->has_people && candidates == NULL) {
		tsop_checking_open(checking, "the id: the people are in it, who were not given");
		return tsop_buf_ok(options, err);
	}
	tsop_sha256_init(&identity.hash);
	tsop_buf_init(&identity.line);
	status = make(&identity, options, text, err);
	tsop_buf_release(&identity.line);
	if (status != 0)
		return -1;
	if (strcmp(text, header->id) != 0)
		tsop_checking_fault(checking, header->line, "id",
				    _("expected %s, which these options and inputs give"), text);
	tsop_checking_passed(checking, "id");
	return 0;
}
