#include "verify/result/decimals.h"

#include "base/i18n.h"

void tsop_decimals_init(struct tsop_decimals *decimals, const char *name, bool may_be_zero)
{
	*decimals = (struct tsop_decimals){ .name = name, .may_be_zero = may_be_zero };
	tsop_buf_init(&decimals->text);
}

void tsop_decimals_release(struct tsop_decimals *decimals)
{
	tsop_buf_release(&decimals->text);
}

/* Digits and marks, a digit first: where the first mark is (len: nowhere), and how many there are. */
struct form {
	bool is_number;
	size_t first, n_marks;
};

static struct form find_form(struct tsop_view text)
{
	struct form form = { .is_number = text.len > 0, .first = text.len };

	for (size_t i = 0; i < text.len; i++) {
		bool is_mark = text.p[i] == '.' || text.p[i] == ',';

		if (!is_mark && (text.p[i] < '0' || text.p[i] > '9'))
			form.is_number = false;
		if (is_mark && form.n_marks++ == 0)
			form.first = i;
	}
	if (form.first == 0)
		form.is_number = false;
	return form;
}

/* Is it a number under 0? */
static bool is_negative(struct tsop_view text)
{
	return text.len > 1 && text.p[0] == '-' &&
	       find_form((struct tsop_view){ text.p + 1, text.len - 1 }).is_number;
}

static int fail_low(const struct tsop_decimals *decimals, struct tsop_error *err)
{
	return tsop_fail(err, TSOP_INPUT,
			 decimals->may_be_zero ? _("expected a number not below 0")
					       : _("expected a number above 0"));
}

static int check_mark(struct tsop_decimals *decimals, struct tsop_view text, struct form form,
		      struct tsop_error *err)
{
	char mark = text.p[form.first];

	if (form.n_marks > 1)
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a number without marks between thousands"));
	if (text.len - form.first == 4 && form.first <= 3 && text.p[0] != '0')
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a number that can not be read as thousands: "
				   "write it without '%c', or with another number of decimals"),
				 mark);
	if (decimals->mark != 0 && decimals->mark != mark)
		return tsop_fail(err, TSOP_INPUT, _("expected '%c' as decimal mark, as before"),
				 decimals->mark);
	decimals->mark = mark;
	return 0;
}

static int check_form(struct tsop_decimals *decimals, bool is_cell, struct tsop_view text,
		      struct form form, struct tsop_error *err)
{
	if (text.len == 0 || is_negative(text))
		return fail_low(decimals, err);
	if (!form.is_number || form.first + 1 == text.len ||
	    (!is_cell && form.n_marks > 0 && (form.n_marks > 1 || text.p[form.first] == ',')))
		return tsop_fail(err, TSOP_INPUT,
				 _("expected a number in digits, such as 12 or 0.5"));
	return is_cell && form.n_marks > 0 ? check_mark(decimals, text, form, err) : 0;
}

static int read_number(struct tsop_decimals *decimals, bool is_cell, struct tsop_view text,
		       int64_t *weight, unsigned *places, struct tsop_error *err)
{
	const struct form form = find_form(text);
	size_t behind = form.n_marks > 0 ? text.len - form.first - 1 : 0;
	char mark = '.';
	char most[TSOP_NUM_TEXT];

	if (check_form(decimals, is_cell, text, form, err) != 0)
		return -1;
	*places = behind > TSOP_RESULT_PLACES_MAX ? TSOP_RESULT_PLACES_MAX : (unsigned)behind;
	if (form.n_marks > 0)
		mark = text.p[form.first];
	if (tsop_num_read_decimal(text, mark, *places, TSOP_RESULT_WEIGHT_MAX, weight, err) != 0) {
		if (*places > 0 && behind == *places)
			tsop_fail(err, TSOP_INPUT,
				  _("expected a number of at most %s where it has so many "
				    "decimals: %u"),
				  tsop_num_write_decimal(TSOP_RESULT_WEIGHT_MAX, *places, most),
				  *places);
		return -1;
	}
	for (; *places > 0 && *weight % 10 == 0; --*places)
		*weight /= 10;
	return *weight > 0 || decimals->may_be_zero ? 0 : fail_low(decimals, err);
}

bool tsop_decimals_read(struct tsop_decimals *decimals, struct tsop_faults *faults,
			int64_t *weight, unsigned *places)
{
	const struct tsop_field *field = tsop_record_get(faults->record, decimals->name);
	struct tsop_view text = field == NULL ? tsop_view_of("") : field->value;
	struct tsop_error err;

	if (field != NULL && field->kind == TSOP_KIND_STRING) {
		if (tsop_record_text(faults->record, decimals->name, &decimals->text, &err) < 0) {
			tsop_faults_note(faults, NULL, &err);
			return false;
		}
		text = tsop_buf_view(&decimals->text);
	}
	if (read_number(decimals, field != NULL && field->kind == TSOP_KIND_CELL, text, weight,
			places, &err) == 0)
		return true;
	tsop_faults_note(faults, decimals->name, &err);
	return false;
}
