#include "allocate.h"

static const struct tsop_verb verbs[] = {
	{ "seats", "[file...]", N_("give seats to municipalities by guarantee and key"),
	  "  tsop-allocate seats --seats 22 --key population.csv --key-column population\n"
	  "  tsop-allocate seats -c courses.csv -k population.csv --key-column population \\\n"
	  "    people.jsonl\n",
	  allocate_seats },
	{ "assign", "[file...]", N_("give courses to people by their wishes"),
	  "  tsop-allocate assign -c courses.csv --seats-from allocation.jsonl \\\n"
	  "    --seed \"$(cat seed.txt)\" people.jsonl\n"
	  "  tsop-allocate assign -c courses.csv --seats-from allocation.jsonl \\\n"
	  "    --seed \"$(cat seed.txt)\" --fix fixed.csv people.jsonl\n",
	  allocate_assign },
	{ "run", "[file...]", N_("give seats to municipalities, then courses to people"),
	  "  tsop-allocate run -c courses.csv -k population.csv --key-column population \\\n"
	  "    --seed \"$(cat seed.txt)\" people.jsonl\n"
	  "  tsop-allocate run -c courses.csv -k population.csv --key-column population \\\n"
	  "    --seed \"$(cat seed.txt)\" --fix fixed.csv people.jsonl\n",
	  allocate_run },
	{ "draw", "[file...]", N_("make the draws that a run needs, so that all can redo them"),
	  "  tsop-allocate draw --seed \"$(cat seed.txt)\" draw.jsonl > drawn.jsonl\n"
	  "  tsop-allocate draw --sources '9319 / 2 5 8 10 12 / 9 18 26' draw.jsonl\n",
	  allocate_draw },
	{ "compare", "[file...]", N_("the seats by several methods and readings, side by side"),
	  "  tsop-allocate compare --seats 120 --guarantee 1 --key population.csv \\\n"
	  "    --key-column population --format text\n"
	  "  tsop-allocate compare --seats 120 --key population.csv --key-column population \\\n"
	  "    --methods 'largest-remainder quota' --scan 100-140\n",
	  allocate_compare },
	{ "explain", "[file...]", N_("why each municipality and each person got what they got"),
	  "  tsop-allocate explain -c courses.csv -k population.csv --key-column population \\\n"
	  "    --seed \"$(cat seed.txt)\" --format text people.jsonl\n"
	  "  tsop-allocate explain --seats 120 -k population.csv --key-column population \\\n"
	  "    --guarantee 1 --of 0101 --lang en --format text\n",
	  allocate_explain },
	{ "verify", "result [file...]", N_("verify a result: its seats, its places and its proof"),
	  "  tsop-allocate verify -k population.csv allocation.jsonl\n"
	  "  tsop-allocate verify -c courses.csv -k population.csv allocation.jsonl people.jsonl\n",
	  allocate_verify },
	{ "biproportion", "[file...]", N_("give the seats of rows and columns to their cells"),
	  "  printf 'row,column,weight\\na,x,3\\na,y,1\\nb,y,2\\n' |\n"
	  "    tsop-allocate biproportion --seats 6\n"
	  "  printf 'region,course,asked\\nNord,kolding,4\\nSyd,kolding,7\\n' |\n"
	  "    tsop-allocate biproportion --row region --column course --weight asked \\\n"
	  "    --seats 9 --seed \"$(cat seed.txt)\"\n",
	  allocate_biproportion },
};

int main(int argc, char **argv)
{
	struct tsop_tool tool = {
		.name = "tsop-allocate",
		.summary = N_("seats to municipalities by guarantee and key, "
			      "people to courses by wishes"),
		.verbs = verbs,
		.n_verbs = sizeof verbs / sizeof verbs[0],
	};

	return tsop_tool_main(&tool, argc, argv);
}
