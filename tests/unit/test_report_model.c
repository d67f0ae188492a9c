/* An allocation as it is read; what is refused, and how it is said, is in tests/cmd/report_input.t. */
#include "check.h"
#include "report/outcome.h"
#include "report/model.h"

static const char header[] =
	"{\"type\":\"allocation\",\"v\":1,\"id\":\"ab\",\"round\":\"e19\",\"now\":\"2019-06-24T08:00:00Z\","
	"\"key\":\"k.csv\",\"key_column\":\"n\",\"method\":\"new-method\",\"reading\":\"base\",\"guarantee\":1,"
	"\"cap\":\"demand\",\"seed\":null,\"tie_rule\":\"none\",\"claimants\":2,\"applications\":3,\"seats\":3,"
	"\"given\":1,\"reserved\":1,\"left\":1,\"enrolled\":1,\"waiting\":2,\"courses\":["
	"{\"id\":\"a\",\"title\":\"A\",\"place\":\"Kolding\",\"capacity\":3,\"enrolled\":1,\"reserved\":1}]}\n";
static const char people[] =
	"{\"type\":\"seats\",\"v\":1,\"allocation\":\"ab\",\"municipality\":\"0621\",\"name\":\"x\",\"weight\":\"2.5\","
	"\"applied\":3,\"seats\":1,\"guaranteed\":1,\"by_key\":0,\"reserved\":0,\"waiting\":2,\"why\":\"\"}\n"
	"{\"type\":\"seats\",\"v\":1,\"allocation\":\"ab\",\"municipality\":\"0825\",\"name\":\"y\",\"weight\":\"1\","
	"\"applied\":0,\"seats\":0,\"guaranteed\":0,\"by_key\":0,\"reserved\":1,\"reserved_at\":[\"a\"],"
	"\"waiting\":0,\"why\":\"\"}\n"
	"{\"type\":\"assignment\",\"v\":1,\"allocation\":\"ab\",\"enrollment\":\"e2\",\"municipality\":\"0621\","
	"\"course\":null,\"state\":\"waiting\",\"position\":2,\"why\":\"\"}\n"
	"{\"type\":\"assignment\",\"v\":1,\"allocation\":\"ab\",\"enrollment\":\"e9\",\"municipality\":\"0621\","
	"\"course\":\"a\",\"state\":\"enrolled\",\"why\":\"\"}\n"
	"{\"type\":\"assignment\",\"v\":1,\"allocation\":\"ab\",\"enrollment\":\"e10\",\"municipality\":\"0621\","
	"\"course\":null,\"state\":\"waiting\",\"position\":1,\"why\":\"\"}\n"
	"{\"type\":\"proof\",\"v\":1,\"allocation\":\"ab\",\"seats\":{}}\n";

static void say(void *context, const struct tsop_error *err)
{
	(void)context;
	print_error("%llu: %s: %s\n", err->line, err->field, err->text);
}

/* Read the text from a file of its own. */
static int read_text(struct tsop_model *model, const char *text)
{
	char name[] = "/tmp/tsop-test-XXXXXX";
	struct tsop_sink sink = { .say = say, .limit = 10 };
	int fd = mkstemp(name);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	int status;

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	status = tsop_model_read(model, name, NULL, &sink);
	assert_int_equal(remove(name), 0);
	assert_int_equal(status == 0, sink.n == 0);
	return status;
}

static char *join(const char *a, const char *b)
{
	char *text = malloc(strlen(a) + strlen(b) + 1);

	assert_non_null(text);
	strcpy(text, a);
	return strcat(text, b);
}

static void test_an_allocation_is_read_whole(void **state)
{
	char *text = join(header, people);
	struct tsop_model model;

	(void)state;
	assert_int_equal(read_text(&model, text), 0);
	assert_true(model.has_applicants && model.has_people);
	assert_null(model.seed);
	assert_null(model.reserve_until_text);
	assert_int_equal(model.counts.guaranteed, 1);
	assert_int_equal(model.n_courses, 1);
	assert_int_equal(model.courses[0].free, 1);
	assert_ptr_equal(tsop_model_course(&model, "a"), &model.courses[0]);
	assert_null(tsop_model_course(&model, "b"));
	assert_int_equal(model.n_claimants, 2);
	assert_string_equal(model.claimants[1].municipality->name, "Læsø");
	assert_string_equal(model.claimants[1].reserved_at[0], "a");
	tsop_model_release(&model);
	free(text);
}

static void test_the_waiting_stand_in_their_order(void **state)
{
	char *text = join(header, people);
	struct tsop_model model;

	(void)state;
	assert_int_equal(read_text(&model, text), 0);
	assert_int_equal(model.claimants[0].waiting, 2);
	assert_string_equal(model.claimants[0].queue[0], "e10");
	assert_string_equal(model.claimants[0].queue[1], "e2");
	tsop_model_release(&model);
	free(text);
}

static void test_seats_by_the_key_alone_have_no_people(void **state)
{
	static const char text[] =
		"{\"type\":\"allocation\",\"v\":1,\"id\":\"ab\",\"now\":\"2019-06-24T08:00:00Z\",\"key\":\"k.csv\","
		"\"key_column\":\"n\",\"method\":\"dhondt\",\"reading\":\"base\",\"guarantee\":0,\"cap\":\"none\","
		"\"seed\":\"s\",\"tie_rule\":\"sha256-lot\",\"claimants\":1,\"seats\":3,\"given\":3,\"reserved\":0,"
		"\"left\":0}\n"
		"{\"type\":\"seats\",\"v\":1,\"allocation\":\"ab\",\"municipality\":\"0621\",\"name\":\"x\","
		"\"weight\":\"2.5\",\"seats\":3,\"guaranteed\":0,\"by_key\":3,\"reserved\":0,\"why\":\"\"}\n"
		"{\"type\":\"proof\",\"v\":1,\"allocation\":\"ab\",\"seats\":{}}\n";
	struct tsop_model model;

	(void)state;
	assert_int_equal(read_text(&model, text), 0);
	assert_false(model.has_applicants || model.has_people);
	assert_null(model.round);
	tsop_model_release(&model);
}

static void test_a_method_without_a_word_is_shown_as_it_is(void **state)
{
	char *text = join(header, people);
	struct tsop_outcome_options options = { .lang = TSOP_LANG_EN };
	struct tsop_document document;
	const struct tsop_table *run;
	struct tsop_model model;
	struct tsop_zone *zone;
	bool is_found = false;

	(void)state;
	assert_int_equal(read_text(&model, text), 0);
	assert_int_equal(tsop_zone_load(&zone, "Europe/Copenhagen", NULL), 0);
	options.zone = zone;
	assert_int_equal(tsop_outcome_document(&document, &model, &options, NULL), 0);
	run = tsop_document_table(&document, "run");
	assert_non_null(run);
	for (size_t i = 0; i < run->n_rows; i++)
		is_found |= strcmp(run->rows[i].cells[1].shown, "new-method") == 0;
	assert_true(is_found);
	tsop_zone_free(zone);
	tsop_model_release(&model);
	free(text);
}

static void test_a_stream_without_records_is_refused_and_released(void **state)
{
	struct tsop_model model;

	(void)state;
	assert_int_equal(read_text(&model, ""), -1);
	tsop_model_release(&model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_allocation_is_read_whole),
		cmocka_unit_test(test_the_waiting_stand_in_their_order),
		cmocka_unit_test(test_seats_by_the_key_alone_have_no_people),
		cmocka_unit_test(test_a_method_without_a_word_is_shown_as_it_is),
		cmocka_unit_test(test_a_stream_without_records_is_refused_and_released),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
