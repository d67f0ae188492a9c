#include "allocate/explain/explain.h"

#include <stdlib.h>
#include <string.h>

#include "allocate/explain/explanation.h"
#include "base/i18n.h"
#include "base/text.h"
#include "record/write.h"

/* Who is to be explained, and what is needed for it. */
struct explaining {
	const struct tsop_explain_options *options;
	struct tsop_run run;
	struct tsop_whatif whatif;
	struct tsop_explanation_lists lists;
	bool *is_asked; /* claimants, then applicants; NULL: all */
	struct tsop_buf line;
	struct tsop_sentence sentence;
};

static const char *const languages[] = { [TSOP_PHRASE_DA] = "da", [TSOP_PHRASE_EN] = "en" };

/* The claimant of that id, or the municipality of that code or name; or claimants.n. */
static size_t find_claimant(const struct tsop_run *run, struct tsop_view id)
{
	const struct tsop_municipality *municipality;
	size_t found = 0;

	while (found < run->claimants.n && !tsop_view_is(id, run->claimants.rows[found].id))
		found++;
	if (found == run->claimants.n && tsop_municipality_find(id, &municipality, NULL) == 0)
		found = tsop_claimants_find(&run->claimants, municipality->code);
	return found;
}

/* Note that a claimant or person is asked for. */
static int ask(struct explaining *explaining, struct tsop_view id, struct tsop_error *err)
{
	const struct tsop_run *run = &explaining->run;
	size_t claimant = find_claimant(run, id);
	int64_t number;

	if (claimant < run->claimants.n) {
		explaining->is_asked[claimant] = true;
		return 0;
	}
	if (tsop_applicants_number(id, &number, NULL) == 0) {
		size_t applicant = tsop_applicants_find(&run->applicants, number);

		if (applicant < run->applicants.n && run->options->gives_courses) {
			explaining->is_asked[run->claimants.n + applicant] = true;
			return 0;
		}
	}
	return tsop_fail(err, TSOP_USAGE,
			 _("--of: expected claimants or enrollments that are there, not '%.*s'"),
			 (int)id.len, id.p);
}

static int ask_for(struct explaining *explaining, struct tsop_error *err)
{
	const char *rest = explaining->options->of;

	if (rest == NULL)
		return 0;
	explaining->is_asked =
		calloc(explaining->run.claimants.n + explaining->run.applicants.n + 1,
		       sizeof *explaining->is_asked);
	if (explaining->is_asked == NULL)
		return tsop_fail_memory(err);
	for (;;) {
		size_t len = strcspn(rest, ",");

		if (ask(explaining, tsop_text_trim((struct tsop_view){ rest, len }), err) != 0)
			return -1;
		if (rest[len] == '\0')
			return 0;
		rest += len + 1;
	}
}

static int put(struct explaining *explaining, const char *name, const char *id,
	       struct tsop_output *out, struct tsop_error *err)
{
	struct tsop_buf *line = &explaining->line;
	struct tsop_view text = tsop_buf_view(&explaining->sentence.text);

	line->failed = line->failed || explaining->sentence.text.failed;
	if (explaining->options->format == TSOP_EXPLAIN_TEXT) {
		tsop_buf_add_view(line, text);
		tsop_buf_add_char(line, '\n');
	} else {
		tsop_write_begin(line, "explanation");
		tsop_write_text(line, "allocation", explaining->run.id);
		tsop_write_text(line, name, id);
		tsop_write_text(line, "lang", languages[explaining->options->lang]);
		tsop_write_view(line, "text", text);
		tsop_write_end(line);
	}
	if (tsop_buf_ok(line, err) != 0)
		return -1;
	tsop_output_add(out, tsop_buf_view(line));
	tsop_buf_clear(line);
	tsop_buf_clear(&explaining->sentence.text);
	return 0;
}

static int explain_claimants(struct explaining *explaining, struct tsop_output *out,
			     struct tsop_error *err)
{
	const struct tsop_run *run = &explaining->run;

	if (!run->options->gives_seats)
		return 0;
	if (tsop_whatif_init(&explaining->whatif, &run->rules,
			     run->options->threshold == NULL ? NULL : &run->threshold,
			     &run->claimants, err) != 0)
		return -1;
	explaining->whatif.progress = run->options->progress;
	for (size_t i = 0; i < run->claimants.n; i++) {
		const struct tsop_claimant *row = &run->claimants.rows[i];

		if (explaining->is_asked != NULL && !explaining->is_asked[i])
			continue;
		if (tsop_explanation_seats(&explaining->sentence, run, &explaining->whatif, i,
					   err) != 0 ||
		    put(explaining, row->municipality != NULL ? "municipality" : "claimant", row->id,
			out, err) != 0)
			return -1;
	}
	return 0;
}

static int explain_people(struct explaining *explaining, struct tsop_output *out,
			  struct tsop_error *err)
{
	const struct tsop_run *run = &explaining->run;

	if (!run->options->gives_courses)
		return 0;
	if (tsop_explanation_lists_init(&explaining->lists, run, err) != 0)
		return -1;
	for (size_t i = 0; i < run->applicants.n; i++) {
		char id[TSOP_NUM_TEXT + 1] = "e";

		if (explaining->is_asked != NULL && !explaining->is_asked[run->claimants.n + i])
			continue;
		tsop_num_write(run->applicants.rows[i].number, id + 1);
		tsop_explanation_person(&explaining->sentence, run, &explaining->lists, i);
		if (put(explaining, "enrollment", id, out, err) != 0)
			return -1;
	}
	return 0;
}

static int explain(struct explaining *explaining, struct tsop_output *out, struct tsop_sink *sink,
		   struct tsop_error *err)
{
	int status = tsop_run_make(&explaining->run, out, sink, err);

	if (status != 0)
		return status;
	if (ask_for(explaining, err) != 0 || explain_claimants(explaining, out, err) != 0)
		return -1;
	return explain_people(explaining, out, err);
}

int tsop_explain_run(const struct tsop_explain_options *options, struct tsop_output *out,
		     struct tsop_sink *sink, struct tsop_error *err)
{
	struct explaining explaining = { .options = options };
	int status;

	tsop_run_init(&explaining.run, options->allocation);
	tsop_buf_init(&explaining.line);
	tsop_sentence_init(&explaining.sentence, (enum tsop_phrase_lang)options->lang);
	status = explain(&explaining, out, sink, err);
	tsop_sentence_release(&explaining.sentence);
	tsop_buf_release(&explaining.line);
	tsop_explanation_lists_release(&explaining.lists);
	tsop_whatif_release(&explaining.whatif);
	free(explaining.is_asked);
	tsop_run_release(&explaining.run);
	return status;
}
