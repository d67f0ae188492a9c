#include "base/i18n.h"
#include "base/tool.h"
#include "verbs.h"

static const struct tsop_verb verbs[] = {
	{ "allocation", "[file]", N_("what an allocation gave, to whom and why, for publishing"),
	  "  tsop-report allocation --format html allocation.jsonl > allocation.html\n"
	  "  tsop-report allocation --format csv --table courses --lang en allocation.jsonl\n",
	  tsop_verb_allocation },
	{ "count", "[file...]", N_("how many records have each value of a field"),
	  "  tsop-report count --by municipality applications.jsonl\n"
	  "  tsop-report count --by state --format text people.jsonl\n",
	  tsop_verb_count },
};

int main(int argc, char **argv)
{
	struct tsop_tool tool = { .name = "tsop-report",
				  .summary = N_("counts, tables and charts that are safe to publish"),
				  .verbs = verbs,
				  .n_verbs = sizeof verbs / sizeof verbs[0] };

	return tsop_tool_main(&tool, argc, argv);
}
