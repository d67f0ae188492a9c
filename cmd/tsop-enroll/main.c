#include "verbs.h"

#include "base/i18n.h"

static const struct tsop_verb verbs[] = {
	{ "check", "[file...]",
	  N_("check courses, or applications by them, and print them normalized"),
	  "  tsop-enroll check courses.csv > courses.jsonl\n"
	  "  tsop-enroll check -c courses.csv applications.csv > applications.jsonl\n",
	  verb_check },
	{ "apply", "[file...]", N_("enter applications into a register and print receipts"),
	  "  tsop-enroll apply -r autumn.register -c courses.csv applications.csv"
	  " > receipts.jsonl\n"
	  "  tsop-enroll apply -r autumn.register -c courses.csv --partial -n applications.csv\n",
	  verb_apply },
	{ "record", "[file]", N_("enter what tsop-allocate decided"),
	  "  tsop-enroll record -r autumn.register allocation.jsonl\n"
	  "  tsop-enroll record -r autumn.register -n allocation.jsonl\n",
	  verb_record },
	{ "list", "", N_("print enrollments"),
	  "  tsop-enroll list -r autumn.register --state applied,waiting,enrolled\n"
	  "  tsop-enroll list -r autumn.register --course e19-kolding --format csv --excel"
	  " -o kolding.csv\n",
	  verb_list },
	{ "verify", "", N_("check a register from its first entry to its last"),
	  "  tsop-enroll verify -r autumn.register\n"
	  "  tsop-enroll verify -r autumn.register | jq -r .root\n",
	  verb_verify },
};

int verb_expects(struct tsop_tool *tool, const char *name)
{
	struct tsop_error err;

	tsop_fail(&err, TSOP_USAGE, _("expected --%s; see --help"), name);
	tsop_tool_error(tool, &err);
	return (int)tool->status;
}

int main(int argc, char **argv)
{
	struct tsop_tool tool = { .name = "tsop-enroll",
				  .summary = N_("applications in, enrollments out: a register "
						"that can be replayed"),
				  .verbs = verbs,
				  .n_verbs = sizeof verbs / sizeof verbs[0] };

	return tsop_tool_main(&tool, argc, argv);
}
