#include "allocate/weight.h"

#include "apportion/apportion.h"
#include "base/i18n.h"
#include "base/num.h"

enum { PLACES_MAX = 9 };

/* Is it 1 to 3 digits, the mark and 3 digits: thousands to some, a decimal to others? */
static bool is_ambiguous(struct tsop_view text, size_t mark)
{
	return text.len - mark == 4 && mark >= 1 && mark <= 3 && text.p[0] != '0';
}

enum { SAFE_DIGITS = 18 }; /* are no more than TSOP_APPORTION_WEIGHT_MAX */

/* Digits alone, and few: nearly every weight is so. */
static bool is_small(struct tsop_view text, int64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
		*number = *number * 10 + (text.p[i] - '0');
	}
	return text.len > 0;
}

/* Digits and decimal marks, a digit first. *at: of the first mark, or the length. */
static bool is_number(struct tsop_view text, size_t *at, size_t *n_marks)
{
	*at = text.len;
	*n_marks = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.p[i] >= '0' && text.p[i] <= '9')
			continue;
		if (i == 0 || (text.p[i] != '.' && text.p[i] != ','))
			return false;
		if ((*n_marks)++ == 0)
			*at = i;
	}
	return text.len > 0;
}

/* Can the mark of a cell mean nothing but decimals, as those before it? */
static int check_mark(struct tsop_weight_column *column, struct tsop_view text, size_t at,
		      size_t n_marks, struct tsop_error *err)
{
	char mark = text.p[at];

	if (n_marks > 1)
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a number without marks between thousands"));
	if (is_ambiguous(text, at))
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a number that can not be read as thousands: "
				   "write it without '%c', or with another number of decimals"),
				 mark);
	if (column->mark != 0 && column->mark != mark)
		return tsop_fail(err, TSOP_INPUT, _("expected '%c' as decimal mark, as before"),
				 column->mark);
	column->mark = mark;
	return 0;
}

static int fail_number(const struct tsop_weight_column *column, struct tsop_error *err)
{
	return tsop_fail(err, TSOP_INPUT,
			 column->may_be_zero ? _("expected a number not below 0")
					     : _("expected a number above 0"));
}

static int fail_form(struct tsop_error *err)
{
	return tsop_fail(err, TSOP_INPUT, _("expected a number in digits, such as 12 or 0.5"));
}

/* Is it a number, but under 0? */
static bool is_negative(struct tsop_view text)
{
	size_t at, n_marks;

	return text.len > 1 && text.p[0] == '-' &&
	       is_number((struct tsop_view){ text.p + 1, text.len - 1 }, &at, &n_marks);
}

/* With decimals there is less room before the mark: the message says so. */
static int read_decimal(struct tsop_view text, char mark, size_t n_decimals, uint8_t places,
			int64_t *weight, struct tsop_error *err)
{
	char bound[TSOP_NUM_TEXT];

	if (tsop_num_read_decimal(text, mark, places, TSOP_APPORTION_WEIGHT_MAX, weight, err) == 0)
		return 0;
	if (places == 0 || n_decimals > PLACES_MAX)
		return -1;
	return tsop_fail(err, TSOP_INPUT,
			 _("expected a number of at most %s where it has so many decimals: %u"),
			 tsop_num_write_decimal(TSOP_APPORTION_WEIGHT_MAX, places, bound), places);
}

static void note_places(struct tsop_weight_column *column, unsigned places)
{
	column->is_mixed |= column->n++ > 0 && places != column->most_places;
	if (places > column->most_places)
		column->most_places = places;
}

static int read_number(struct tsop_weight_column *column, enum tsop_kind kind,
		       struct tsop_view text, int64_t *weight, uint8_t *places,
		       struct tsop_error *err)
{
	char mark = '.';
	size_t at, n_marks, n;

	if (text.len <= SAFE_DIGITS && is_small(text, weight) && *weight > 0) {
		*places = 0;
		note_places(column, 0);
		return 0;
	}
	if (text.len == 0 || is_negative(text))
		return fail_number(column, err);
	if (!is_number(text, &at, &n_marks) || at + 1 == text.len ||
	    (kind != TSOP_KIND_CELL && (n_marks > 1 || (n_marks == 1 && text.p[at] == ','))))
		return fail_form(err);
	if (at < text.len && kind == TSOP_KIND_CELL) {
		if (check_mark(column, text, at, n_marks, err) != 0)
			return -1;
		mark = column->mark;
	}
	n = at < text.len ? text.len - at - 1 : 0;
	*places = (uint8_t)(n > PLACES_MAX ? PLACES_MAX : n);
	if (read_decimal(text, mark, n, *places, weight, err) != 0)
		return -1;
	for (; *places > 0 && *weight % 10 == 0; --*places) /* zeros at the end say nothing */
		*weight /= 10;
	note_places(column, *places);
	return *weight > 0 || column->may_be_zero ? 0 : fail_number(column, err);
}

int tsop_weight_read(struct tsop_weight_column *column, const struct tsop_record *record,
		     int64_t *weight, uint8_t *places, struct tsop_error *err)
{
	const struct tsop_field *field = tsop_record_get(record, column->name);
	struct tsop_view text;

	if (field == NULL) {
		fail_number(column, err);
		return tsop_error_at(err, record->file, record->line, column->name);
	}
	text = field->value;
	if (field->kind == TSOP_KIND_STRING) {
		if (tsop_record_text(record, column->name, &column->text, err) < 0)
			return -1;
		text = tsop_buf_view(&column->text);
	}
	if (read_number(column, field->kind, text, weight, places, err) != 0)
		return tsop_error_at(err, record->file, record->line, column->name);
	return 0;
}

int tsop_weight_scale(const struct tsop_weight_column *column, struct tsop_claimants *claimants,
		      const char *file, struct tsop_sink *sink)
{
	struct tsop_error err;
	int status = 0;

	claimants->places = column->most_places;
	for (size_t i = 0; i < claimants->n && column->is_mixed; i++) {
		struct tsop_claimant *row = &claimants->rows[i];
		tsop_int128 weight = row->weight;

		for (unsigned places = row->places; places < claimants->places; places++)
			weight *= 10;
		if (weight <= TSOP_APPORTION_WEIGHT_MAX) {
			row->weight = (int64_t)weight;
			continue;
		}
		tsop_fail(&err, TSOP_INPUT,
			  _("expected a smaller number, or fewer decimals in the column"));
		tsop_error_at(&err, file, row->line, column->name);
		tsop_sink_report(sink, &err);
		status = -1;
	}
	return status;
}
