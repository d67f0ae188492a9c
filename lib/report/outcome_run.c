/* The table of what an allocation rests on. */
#include <string.h>

#include "report/outcome_tables.h"

#define N_OF(array) (sizeof(array) / sizeof(array)[0])

enum { RUN_ITEM, RUN_VALUE };

static const struct tsop_column run_columns[] = {
	{ "label", TSOP_WORD_ITEM, false, TSOP_COLUMN_SHOWN },
	{ "value", TSOP_WORD_VALUE, false, TSOP_COLUMN_ALL },
};

/* Values of the header that have words of their own. */
static const struct {
	const char *value;
	enum tsop_word word;
} named_values[] = {
	{ "sainte-lague", TSOP_WORD_METHOD_SAINTE_LAGUE },
	{ "dhondt", TSOP_WORD_METHOD_DHONDT },
	{ "largest-remainder", TSOP_WORD_METHOD_LARGEST_REMAINDER },
	{ "base", TSOP_WORD_READING_BASE },
	{ "floor", TSOP_WORD_READING_FLOOR },
	{ "eliminate", TSOP_WORD_READING_ELIMINATE },
	{ "demand", TSOP_WORD_CAP_DEMAND },
	{ "sha256-lot", TSOP_WORD_TIE_SHA256_LOT },
	{ "recorded", TSOP_WORD_TIE_RECORDED },
	{ "min-cost", TSOP_WORD_MECHANISM_MIN_COST },
	{ "rank-maximal", TSOP_WORD_MECHANISM_RANK_MAXIMAL },
	{ "min-worst-rank", TSOP_WORD_MECHANISM_MIN_WORST_RANK },
	{ "deferred-acceptance", TSOP_WORD_MECHANISM_DEFERRED_ACCEPTANCE },
	{ "serial-dictatorship", TSOP_WORD_MECHANISM_SERIAL_DICTATORSHIP },
	{ "boston", TSOP_WORD_MECHANISM_BOSTON },
	{ "none", TSOP_WORD_NONE },
};

/* A value that is one of a few; one that is not known is shown as it is. */
static struct tsop_cell named(struct tsop_scribe *scribe, const char *value)
{
	for (size_t i = 0; i < N_OF(named_values); i++)
		if (strcmp(named_values[i].value, value) == 0)
			return tsop_cell_shown(value,
					       tsop_word(scribe->lang, named_values[i].word));
	return tsop_cell_text(scribe, value);
}

static struct tsop_cell instant(struct tsop_scribe *scribe, const char *text, tsop_instant value)
{
	if (text == NULL)
		return tsop_cell_shown(NULL, tsop_word(scribe->lang, TSOP_WORD_NOT_STATED));
	return tsop_cell_shown(text, tsop_scribe_instant(scribe, value));
}

static void add_fact(struct tsop_table *table, const char *member, enum tsop_word label,
		     struct tsop_cell value)
{
	struct tsop_cell *cells = tsop_table_add(table, member, false);

	cells[RUN_ITEM].shown = tsop_word(table->lang, label);
	cells[RUN_VALUE] = value;
}

/* What the key says beside the weights, and who gets nothing by them. */
static void add_bounds(struct tsop_table *table, struct tsop_scribe *scribe,
		       const struct tsop_model *model)
{
	const struct {
		const char *member;
		const char *text;
		enum tsop_word label;
	} facts[] = {
		{ "guarantee_column", model->guarantee_column, TSOP_WORD_RUN_GUARANTEE_COLUMN },
		{ "cap_column", model->cap_column, TSOP_WORD_RUN_CAP_COLUMN },
		{ "held_column", model->held_column, TSOP_WORD_RUN_HELD_COLUMN },
		{ "threshold", model->threshold, TSOP_WORD_RUN_THRESHOLD },
	};

	for (size_t i = 0; i < N_OF(facts); i++)
		if (facts[i].text != NULL)
			add_fact(table, facts[i].member, facts[i].label,
				 tsop_cell_text(scribe, facts[i].text));
}

static void add_basis(struct tsop_table *table, struct tsop_scribe *scribe,
		      const struct tsop_model *model)
{
	const char *not_stated = tsop_word(scribe->lang, TSOP_WORD_NOT_STATED);
	const char *none = tsop_word(scribe->lang, TSOP_WORD_NONE);

	add_fact(table, "key", TSOP_WORD_RUN_KEY, tsop_cell_text(scribe, model->key));
	add_fact(table, "key_column", TSOP_WORD_RUN_KEY_COLUMN,
		 tsop_cell_text(scribe, model->key_column));
	add_fact(table, "key_date", TSOP_WORD_RUN_KEY_DATE,
		 tsop_cell_shown(model->key_date_text,
				 model->key_date_text == NULL
				 ? not_stated
				 : tsop_scribe_date(scribe, model->key_date)));
	add_fact(table, "method", TSOP_WORD_RUN_METHOD, named(scribe, model->method));
	add_fact(table, "reading", TSOP_WORD_RUN_READING, named(scribe, model->reading));
	if (model->guarantee_column == NULL)
		add_fact(table, "guarantee", TSOP_WORD_RUN_GUARANTEE,
			 tsop_cell_integer(scribe, model->guarantee));
	add_fact(table, "cap", TSOP_WORD_RUN_CAP, named(scribe, model->cap));
	add_bounds(table, scribe, model);
	add_fact(table, "tie_rule", TSOP_WORD_RUN_TIE_RULE, named(scribe, model->tie_rule));
	add_fact(table, "seed", TSOP_WORD_RUN_SEED,
		 model->seed == NULL ? tsop_cell_shown(NULL, none)
				     : tsop_cell_text(scribe, model->seed));
	if (model->mechanism != NULL)
		add_fact(table, "mechanism", TSOP_WORD_RUN_MECHANISM,
			 named(scribe, model->mechanism));
	if (model->order != NULL)
		add_fact(table, "order", TSOP_WORD_RUN_ORDER, tsop_cell_text(scribe, model->order));
	add_fact(table, "reserve_until", TSOP_WORD_RUN_RESERVE_UNTIL,
		 instant(scribe, model->reserve_until_text, model->reserve_until));
}

static void add_counts(struct tsop_table *table, struct tsop_scribe *scribe,
		       const struct tsop_model *model)
{
	const struct tsop_model_counts *counts = &model->counts;
	const struct {
		const char *member;
		int64_t count;
		enum tsop_word label;
		bool is_there;
	} facts[] = {
		{ "claimants", counts->claimants, TSOP_WORD_RUN_CLAIMANTS, true },
		{ "applications", counts->applications, TSOP_WORD_RUN_APPLICATIONS,
		  model->has_applicants },
		{ "seats", counts->seats, TSOP_WORD_RUN_SEATS, true },
		{ "given", counts->given, TSOP_WORD_RUN_GIVEN, true },
		{ "guaranteed", counts->guaranteed, TSOP_WORD_RUN_GUARANTEED, true },
		{ "reserved", counts->reserved, TSOP_WORD_RUN_RESERVED, true },
		{ "left", counts->left, TSOP_WORD_RUN_LEFT, true },
		{ "enrolled", counts->enrolled, TSOP_WORD_RUN_ENROLLED, model->has_people },
		{ "waiting", counts->waiting, TSOP_WORD_RUN_WAITING, model->has_people },
	};

	for (size_t i = 0; i < N_OF(facts); i++)
		if (facts[i].is_there)
			add_fact(table, facts[i].member, facts[i].label,
				 tsop_cell_integer(scribe, facts[i].count));
}

enum { FACTS_MAX = 32 };

void tsop_outcome_run(struct tsop_table *table, struct tsop_scribe *scribe,
		      const struct tsop_model *model)
{
	if (tsop_table_init(table, scribe, run_columns, N_OF(run_columns), FACTS_MAX) != 0)
		return;
	table->name = "run";
	table->id_name = "item";
	table->caption = TSOP_WORD_RUN_CAPTION;
	add_basis(table, scribe, model);
	add_counts(table, scribe, model);
	if (model->round != NULL)
		add_fact(table, "round", TSOP_WORD_RUN_ROUND, tsop_cell_text(scribe, model->round));
	add_fact(table, "now", TSOP_WORD_RUN_NOW, instant(scribe, model->now_text, model->now));
	add_fact(table, "id", TSOP_WORD_RUN_ID, tsop_cell_text(scribe, model->id));
}
