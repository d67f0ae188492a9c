#include "allocate/publish.h"
#include "record/write.h"

#include <inttypes.h>

/*
 * The fraction of a cut: of weights as they were read and divisors as the method has them, or
 * of whole numbers.
 */
static void build_fraction(struct tsop_publishing *p, const struct tsop_apportion_cut *cut,
			   bool is_quotient)
{
	const struct tsop_method *method = p->run->rules.method;
	bool has_weight = is_quotient && !method->is_identical;
	char digits[TSOP_WIDE_TEXT];

	tsop_buf_clear(&p->text);
	if (cut->is_negative)
		tsop_buf_add_char(&p->text, '-');
	tsop_wide_write(&cut->num, has_weight ? cut->power * p->run->claimants.places : 0, digits);
	tsop_buf_add_text(&p->text, digits);
	tsop_wide_write(&cut->den, is_quotient ? method->places : 0, digits);
	tsop_buf_addf(&p->text, "/%s", digits);
}

/* One side of the comparison that decided the last seat. */
static void write_cut(struct tsop_publishing *p, const char *name,
		      const struct tsop_apportion_cut *cut)
{
	bool is_quotient = tsop_method_has_quotients(p->run->rules.method);

	if (!cut->is_set)
		return;
	tsop_write_open(&p->line, name, '{');
	tsop_publish_claimant(p, &p->run->claimants.rows[cut->claim]);
	tsop_write_integer(&p->line, "seat", cut->seat);
	build_fraction(p, cut, is_quotient);
	tsop_publish_built(p, is_quotient ? "quotient" : "remainder");
	if (cut->power > 1)
		tsop_write_integer(&p->line, "power", cut->power);
	tsop_write_close(&p->line, '}');
}

/* The tied of a draw, or those of them that were drawn; with a lottery one can be there more than once. */
static void write_tied(struct tsop_publishing *p, const char *name, size_t nth_draw, bool all)
{
	const struct tsop_seats_draw *draw = &p->run->seats.draws[nth_draw];
	int64_t nth = 0;

	tsop_write_open(&p->line, name, '[');
	for (size_t i = 0; i < draw->n_tied; i++) {
		const struct tsop_claimant *claimant = &p->run->claimants.rows[draw->tied[i]];

		nth = i > 0 && draw->tied[i] == draw->tied[i - 1] ? nth + 1 : 0;
		if (all || (nth < claimant->n_drawn && claimant->last_draw == nth_draw))
			tsop_write_element(&p->line, tsop_view_of(claimant->id));
	}
	tsop_write_close(&p->line, ']');
}

static void write_draw(struct tsop_publishing *p, size_t nth_draw)
{
	write_tied(p, "tied", nth_draw, true);
	write_tied(p, "drawn", nth_draw, false);
}

/* The draws of seats, those before the last apart. */
static void write_draws(struct tsop_publishing *p)
{
	size_t n = p->run->seats.n_made;

	if (n > 1) {
		tsop_write_open(&p->line, "draws_before", '[');
		for (size_t i = 0; i < n - 1; i++) {
			tsop_write_open(&p->line, NULL, '{');
			write_draw(p, i);
			tsop_write_close(&p->line, '}');
		}
		tsop_write_close(&p->line, ']');
	}
	if (n > 0)
		write_draw(p, n - 1);
}

/* A quota as a fraction of whole numbers, like the remainders; den 0: there is none. */
static void write_quota(struct tsop_publishing *p, const char *name, tsop_int128 num,
			tsop_int128 den)
{
	char digits[TSOP_NUM_TEXT];

	if (den == 0)
		return;
	tsop_buf_clear(&p->text);
	tsop_buf_addf(&p->text, "%s/", tsop_num_write(num, digits));
	tsop_buf_add_text(&p->text, tsop_num_write(den, digits));
	tsop_publish_built(p, name);
}

/* The quota at which `eliminate` ended, else the method's; and the method's where it is another. */
static void write_the_quota(struct tsop_publishing *p)
{
	const struct tsop_seats *seats = &p->run->seats;
	const struct tsop_method *method = p->run->rules.method;

	if (seats->level.den == 0) {
		write_quota(p, "quota", seats->key.quota_num, seats->key.quota_den);
		return;
	}
	write_quota(p, "quota", seats->level.den, seats->level.num);
	if (method->quota != TSOP_METHOD_HARE)
		write_quota(p, "method_quota", seats->key.quota_num, seats->key.quota_den);
}

static void write_quotas(struct tsop_publishing *p)
{
	const struct tsop_apportionment *key = &p->run->seats.key;
	char digits[TSOP_NUM_TEXT];

	if (key->n_quotas == 0)
		return;
	tsop_write_open(&p->line, "quotas", '[');
	for (size_t i = 0; i < key->n_quotas; i++)
		tsop_write_element(&p->line,
				   tsop_view_of(tsop_num_write(key->quotas[i], digits)));
	tsop_write_close(&p->line, ']');
}

static void write_eliminated(struct tsop_publishing *p)
{
	const struct tsop_claimants *claimants = &p->run->claimants;
	const struct tsop_apportionment *key = &p->run->seats.key;

	if (p->run->rules.reading != TSOP_READING_ELIMINATE && key->n_quotas == 0)
		return;
	tsop_write_open(&p->line, "eliminated", '[');
	for (size_t i = 0; i < claimants->n && key->n_quotas == 0; i++)
		if (claimants->rows[i].is_eliminated)
			tsop_write_element(&p->line, tsop_view_of(claimants->rows[i].id));
	for (size_t i = 0; i < key->n_eliminated; i++)
		tsop_write_element(&p->line,
				   tsop_view_of(claimants->rows[key->eliminated[i]].id));
	tsop_write_close(&p->line, ']');
}

static void write_seats_proof(struct tsop_publishing *p)
{
	const struct tsop_apportionment *key = &p->run->seats.key;

	tsop_write_open(&p->line, "seats", '{');
	write_the_quota(p);
	write_quotas(p);
	write_eliminated(p);
	write_cut(p, "last", &key->last);
	write_cut(p, "next", &key->next);
	write_draws(p);
	tsop_write_close(&p->line, '}');
}

/* Who was given which place, one after the other. */
static void write_steps(struct tsop_publishing *p)
{
	const struct tsop_run *run = p->run;

	tsop_write_open(&p->line, "assignment", '{');
	tsop_write_open(&p->line, "steps", '[');
	for (size_t i = 0; i < run->vacancies.n_steps; i++) {
		const struct tsop_vacancies_step *step = &run->vacancies.steps[i];

		tsop_write_open(&p->line, NULL, '{');
		tsop_write_text(&p->line, "course", run->courses.rows[step->course].id);
		tsop_write_integer(&p->line, "position", (int64_t)step->position);
		tsop_buf_clear(&p->text);
		tsop_buf_addf(&p->text, "e%" PRId64, run->applicants.rows[step->applicant].number);
		tsop_publish_built(p, "enrollment");
		if (step->from != TSOP_ASSIGN_NO_COURSE)
			tsop_write_text(&p->line, "from", run->courses.rows[step->from].id);
		tsop_write_close(&p->line, '}');
	}
	tsop_write_close(&p->line, ']');
	tsop_write_close(&p->line, '}');
}

int tsop_publish_proof(struct tsop_publishing *p, struct tsop_error *err)
{
	tsop_publish_begin(p, "proof");
	if (p->run->options->gives_seats)
		write_seats_proof(p);
	if (p->run->options->fill != NULL)
		write_steps(p);
	else if (p->run->options->gives_courses)
		tsop_publish_assignment_proof(p);
	return tsop_publish_end(p, err);
}
