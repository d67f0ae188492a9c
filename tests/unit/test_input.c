#include "check.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "record/input.h"

static struct tsop_buf got; /* each record and error on a line of its own */

static int set_up(void **state)
{
	(void)state;
	tsop_buf_init(&got);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	tsop_buf_release(&got);
	return 0;
}

static void note_record(const struct tsop_record *record)
{
	tsop_buf_addf(&got, "%llu:", record->line);
	for (size_t i = 0; i < record->n; i++) {
		const struct tsop_field *field = &record->fields[i];

		tsop_buf_addf(&got, " %.*s=%.*s", (int)field->name.len, field->name.p,
			      (int)field->value.len, field->value.p);
	}
	tsop_buf_add_char(&got, '\n');
}

static void note_error(void *context, const struct tsop_error *err)
{
	(void)context;
	tsop_buf_addf(&got, "%llu!%s%s %s\n", err->line, err->field[0] ? " " : "", err->field,
		      err->text);
}

/* Read the bytes as an input; what came, as `got` notes it, and the end: "." or "broken". */
static void read_bytes(struct tsop_view bytes, const char *name,
		       const struct tsop_input_options *options)
{
	const struct tsop_record *record;
	struct tsop_input *input;
	struct tsop_error err;
	int status;

	tsop_buf_clear(&got);
	if (tsop_input_open_bytes(&input, name, bytes, options, &err) != 0)
		fail();
	for (;;) {
		status = tsop_input_next(input, &record, &err);
		if (status == 0)
			break;
		if (status == 1)
			note_record(record);
		else
			note_error(NULL, &err);
		if (tsop_input_is_broken(input))
			break;
	}
	tsop_buf_add_text(&got, tsop_input_is_broken(input) ? "broken" : ".");
	tsop_input_close(input);
}

static void assert_reads(const char *text, const char *expected)
{
	read_bytes(tsop_view_of(text), "in.csv", NULL);
	assert_string_equal(got.p, expected);
}

static void test_json_lines_are_read_with_crlf_blank_lines_and_no_last_newline(void **state)
{
	(void)state;
	assert_reads("\xEF\xBB\xBF{\"a\":1}\r\n\n  \r\n{\"a\":2}", "1: a=1\n4: a=2\n.");
	assert_reads(" \n {\"a\":1}\n", "2: a=1\n.");
}

static void test_a_bad_line_of_json_is_told_and_passed(void **state)
{
	(void)state;
	assert_reads("{\"a\":1}\n{\"a\":}\nid,b\n{\"a\":3}\n{\"a\"",
		     "1: a=1\n2! a column 6: expected a value\n3! column 1: expected '{'\n4: a=3\n"
		     "5! column 5: expected ':'\n.");
}

static void test_an_empty_input_is_no_records_but_an_empty_csv_lacks_its_header(void **state)
{
	(void)state;
	read_bytes(tsop_view_of(""), "-", NULL);
	assert_string_equal(got.p, ".");
	read_bytes(tsop_view_of(" \n\r\n"), "x.jsonl", NULL);
	assert_string_equal(got.p, ".");
	assert_reads("", "0! expected a header row\nbroken");
	assert_reads("\n", "0! expected a header row\nbroken");
	read_bytes(tsop_view_of("\xEF\xBB\xBF"), "-", NULL);
	assert_string_equal(got.p, "0! expected a header row\nbroken");
	assert_reads("id,round\n", ".");
}

static void test_csv_cells_are_fields_and_blank_rows_are_passed(void **state)
{
	(void)state;
	assert_reads("\xEF\xBB\xBF" "id; navn ;n\r\n\r\ne1; Å ; \"x \"\r\n;;\r\ne2;;3",
		     "3: id=e1 navn=Å n=x \n5: id=e2 navn= n=3\n.");
}

static void test_line_numbers_are_physical_behind_quoted_newlines(void **state)
{
	(void)state;
	assert_reads("a,b\n\"x\ny\n\nz\",1\n2,3\n", "2: a=x\ny\n\nz b=1\n6: a=2 b=3\n.");
}

static void test_the_delimiter_is_the_header_rows_or_that_of_a_sep_line(void **state)
{
	(void)state;
	assert_reads("a\tb,c\td\n1\t2\t3\n", "2: a=1 b,c=2 d=3\n.");
	assert_reads("a;\"b,c,d\"\n1;2\n", "2: a=1 b,c,d=2\n.");
	assert_reads("sep=;\r\na;b,c\n1;2\n", "3: a=1 b,c=2\n.");
	assert_reads("a\n1\n", "2: a=1\n.");
	assert_reads("a;b,c\n1;2\n",
		     "1! expected one delimiter in the header row, found two as often; quote its "
		     "cells\nbroken");
}

static void test_ragged_rows_say_what_was_expected(void **state)
{
	(void)state;
	assert_reads("a,b,c\n1,2\n1,2,3\n1,2,3,4\n",
		     "2! expected 3 cells as in the header row, found 2\n3: a=1 b=2 c=3\n"
		     "4! expected 3 cells as in the header row, found 4\n.");
}

static void test_nameless_columns_at_the_end_are_accepted_while_empty(void **state)
{
	(void)state;
	assert_reads("a;b;;\n1;2;;\n3;4\n5;6;;7\n",
		     "2: a=1 b=2\n3: a=3 b=4\n4! cell 4 is not empty, but its column has no name\n.");
	assert_reads("a;;b\n1;2;3\n", "1! expected a name for column 2\nbroken");
	assert_reads("\xC2\xA0;\n1;2\n", "1! expected a name for column 1\nbroken");
}

static void test_doubled_columns_are_refused(void **state)
{
	(void)state;
	assert_reads("a,b,a\n1,2,3\n", "1! a columns 1 and 3 are the same field\nbroken");
}

static void test_missing_columns_are_told_at_once(void **state)
{
	static const char *const required[] = { "id", "round", "place", NULL };
	const struct tsop_input_options options = { .required = required };

	(void)state;
	read_bytes(tsop_view_of("round,x\n1,2\n"), "c.csv", &options);
	assert_string_equal(got.p, "1! expected a column for each of: id, place\nbroken");
}

static void test_of_columns_that_stand_for_each_other_one_is_needed(void **state)
{
	static const char *const required[] = { "municipality", "code|claimant", "x|y", NULL };
	struct tsop_input_options options = { .required = required };
	struct tsop_columns *columns;

	(void)state;
	assert_int_equal(tsop_columns_danish(&columns, NULL), 0);
	options.columns = columns;
	read_bytes(tsop_view_of("claimant,x,Kommune\n1,2,3\n"), "c.csv", &options);
	assert_string_equal(got.p, "2: claimant=1 x=2 municipality=3\n.");
	read_bytes(tsop_view_of("y,cod,codes\n1,2,3\n"), "c.csv", &options);
	assert_string_equal(got.p, "1! expected a column for each of: municipality ('Kommune'), "
				   "code ('Kommunekode')|claimant\nbroken");
	read_bytes(tsop_view_of("x|y,code,Kommune\n1,2,3\n"), "c.csv", &options);
	assert_string_equal(got.p, "2: x|y=1 code=2 municipality=3\n.");
	tsop_columns_free(columns);
}

static void test_quotes_in_the_wrong_place_are_told_with_their_line(void **state)
{
	(void)state;
	assert_reads("a,b\n1,5\" pipe\n3,4\n",
		     "2! column 4: a quote in a cell that is not quoted; quote the cell and write the "
		     "quote twice\n3: a=3 b=4\n.");
	assert_reads("a,b\n1,\"x\" y\n3,4\n",
		     "2! column 7: expected a delimiter after the closing quote; a quote in a cell is "
		     "written twice\nbroken");
	assert_reads("a,b\n1,2\n\"x\n\",\"y\nz,4\n",
		     "2: a=1 b=2\n4! the quote opened here is not closed\nbroken");
	assert_reads("a,b\n\"x,1\n\"y\",2\n",
		     "2! the quote opened here is closed on line 3, before column 2, where a delimiter "
		     "is missing; is it closed too late?\nbroken");
	assert_reads("a,\"b\n", "1! the quote opened here is not closed\nbroken");
}

static void test_bytes_that_are_no_text_are_told_with_line_and_column(void **state)
{
	(void)state;
	read_bytes((struct tsop_view){ "a,b\n1,\0\n3,4\n", 12 }, "x.csv", NULL);
	assert_string_equal(got.p,
			    "2! column 3: expected text, found a NUL byte\n3: a=3 b=4\n.");
	assert_reads("a,b\n1,K\xF8" "benhavn\n",
		     "2! column 4: invalid UTF-8; try --encoding windows-1252\n.");
	assert_reads("a,b\n1,\x81\n", "2! column 3: invalid UTF-8\n.");
	assert_reads("a,b\n1,ø\n1,\xF8\n",
		     "2: a=1 b=ø\n3! column 3: invalid UTF-8, where text before is UTF-8: the file "
		     "mixes encodings; save it anew as 'CSV UTF-8'\n.");
	assert_reads("a,b\n1,\"x\n\xF8\ny\"\n3,4\n",
		     "3! column 1: invalid UTF-8; try --encoding windows-1252\n5: a=3 b=4\n.");
	assert_reads("a,b\r1,2\r", "1! a carriage return alone within the row; expected lines to end "
				   "with LF or CR LF\nbroken");
}

static void test_an_encoding_that_is_named_is_converted_and_kept_to(void **state)
{
	const struct tsop_input_options latin = { .encoding = "windows-1252" };
	const struct tsop_input_options hebrew = { .encoding = "CP1255" };
	static const char *const not_ascii[] = { "UTF-16LE", "UTF-7", "IBM037" };
	static const char *const unknown[] = { "no-such", "", "windows-1252//IGNORE" };

	(void)state;
	read_bytes(tsop_view_of("a;b\n1;K\xF8" "b\x80\n"), "x.csv", &latin);
	assert_string_equal(got.p, "2: a=1 b=Køb€\n.");
	read_bytes(tsop_view_of("a;b\n1;\x81\n2;Kø\n"), "x.csv", &latin);
	assert_string_equal(got.p, "2! column 3: expected windows-1252, found other bytes\n"
				   "3! column 4: expected windows-1252 as in the text before, found "
				   "UTF-8: the file mixes encodings\n.");
	/* iconv holds a letter back that a point may follow. */
	read_bytes(tsop_view_of("a\n\xE0"), "x.csv", &hebrew);
	assert_string_equal(got.p, "2: a=א\n.");
	for (size_t i = 0; i < sizeof not_ascii / sizeof not_ascii[0]; i++) {
		const struct tsop_input_options options = { .encoding = not_ascii[i] };

		read_bytes(tsop_view_of("a;b\n"), "x.csv", &options);
		assert_non_null(strstr(got.p, "0! --encoding: expected an encoding that contains ASCII, not"));
	}
	for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
		const struct tsop_input_options options = { .encoding = unknown[i] };

		read_bytes(tsop_view_of("a;b\n"), "x.csv", &options);
		assert_non_null(strstr(got.p, "0! --encoding: expected an encoding that iconv knows, not"));
	}
}

static void test_an_encoding_that_is_named_is_not_that_of_a_file_of_utf_8(void **state)
{
	const struct tsop_input_options latin = { .encoding = "windows-1252" };

	(void)state;
	read_bytes(tsop_view_of("a;b\n1;x\n2;Kø\n3;\xF8\n"), "x.csv", &latin);
	assert_string_equal(got.p, "2: a=1 b=x\n3: a=2 b=Kø\n4! column 3: invalid UTF-8, where text "
				   "before is UTF-8: the file mixes encodings; save it anew as 'CSV "
				   "UTF-8'\n.");
	read_bytes(tsop_view_of("\xEF\xBB\xBF" "a;b\n1;Kø\n"), "x.csv", &latin);
	assert_string_equal(got.p, "2: a=1 b=Kø\n.");
}

static void assert_other(const char *bytes, size_t len, const char *expected)
{
	read_bytes((struct tsop_view){ bytes, len }, "x.csv", NULL);
	assert_non_null(strstr(got.p, expected));
	assert_non_null(strstr(got.p, "\nbroken"));
	assert_memory_equal(got.p, "0! expected ", 12);
}

static void test_files_that_are_no_csv_are_named_with_what_to_do(void **state)
{
	(void)state;
	assert_other("PK\x03\x04\x14", 5, "(.xlsx)");
	assert_other("\xD0\xCF\x11\xE0\xA1", 5, "(.xls)");
	assert_other("\xFF\xFEi\0d\0", 6, "UTF-16");
	assert_other("\xFE\xFF\0i\0d", 6, "UTF-16");
	assert_other("\0\0\0\0\0\0\0\0", 8, "NUL");
	assert_other("\0id,name\na,b\n", 13, "NUL");
	assert_other("i\0d\0;\0n\0", 8, "UTF-16");
	assert_other("\0i\0d\0;\0n", 8, "UTF-16");
	assert_other("\n <!DOCTYPE html>", 17, "web page");
	assert_other("<HTML>", 6, "web page");
	assert_other("[{\"a\":1}]", 9, "jq -c");
	assert_other("{\0\"\0a\0", 6, "UTF-16");
}

static void test_blanks_without_end_are_not_waited_for(void **state)
{
	struct tsop_buf blanks;

	(void)state;
	tsop_buf_init(&blanks);
	for (int i = 0; i < 100000; i++)
		tsop_buf_add_char(&blanks, '\n');
	read_bytes(tsop_buf_view(&blanks), "x", NULL);
	assert_string_equal(got.p, "0! expected a record or a header row, found nothing but white "
				   "space\nbroken");
	tsop_buf_release(&blanks);
}

static void test_a_line_over_the_limit_is_an_error_and_never_cut(void **state)
{
	const struct tsop_input_options options = { .line_max = 10 };

	(void)state;
	read_bytes(tsop_view_of("{\"a\":1234}\r\n{\"a\":12345}\n{\"a\":1}\n"), "-", &options);
	assert_string_equal(got.p, "1: a=1234\n2! expected a line of at most 10 bytes; see "
				   "--line-max\n3: a=1\n.");
	read_bytes(tsop_view_of("a,b\n1,2\n3,\"456\n7890\n1\"\n"), "-", &options);
	assert_string_equal(got.p, "2: a=1 b=2\n3! expected a row of at most 10 bytes; is the quote "
				   "opened here not closed?\nbroken");
	read_bytes(tsop_view_of("a,b\n1,2345678901\n3,4\n"), "-", &options);
	assert_string_equal(got.p, "2! expected a line of at most 10 bytes; see --line-max\nbroken");
}

static void test_columns_of_one_list_are_gathered_in_their_numbers_order(void **state)
{
	struct tsop_columns *columns;
	struct tsop_input_options options = { 0 };
	struct tsop_error err;

	(void)state;
	if (tsop_columns_danish(&columns, &err) != 0)
		fail_msg("%llu: %s", err.line, err.text);
	options.columns = columns;
	read_bytes(tsop_view_of("3. ønske;NAVN;1.  Ønske;2. ønske\n a\"b;x;;c\n;y;;\n"), "-", &options);
	assert_string_equal(got.p, "2! column 3: a quote in a cell that is not quoted; quote the cell "
				   "and write the quote twice\n3: wishes=[] name=y\n.");
	read_bytes(tsop_view_of("3. ønske;NAVN;1.  Ønske;2. ønske\na|b;x;;\"c\"\"\"\n"), "-", &options);
	assert_string_equal(got.p, "2: wishes=[\"c\\\"\",\"a|b\"] name=x\n.");
	assert_reads("wishes.2,Punkt 1.2,wishes.10,wishes.1,2.1\nb,x,c,a,y\n",
		     "2: wishes=[\"a\",\"b\",\"c\"] Punkt 1.2=x 2.1=y\n.");
	assert_reads("wishes.1,wishes\na,b\n", "1! wishes columns 2 and 1 are the same field\nbroken");
	read_bytes(tsop_view_of("Mail;E-mail\nx;y\n"), "-", &options);
	assert_string_equal(got.p, "1! email columns 1 and 2 are the same field\nbroken");
	tsop_columns_free(columns);
}

static void assert_heading(const struct tsop_headings *headings, const char *field,
			   const char *expected)
{
	struct tsop_view heading = tsop_headings_find(headings, "x.csv", tsop_view_of(field));

	assert_int_equal(heading.len, strlen(expected));
	assert_memory_equal(heading.p, expected, heading.len);
}

static void test_a_file_is_told_of_by_its_own_headings(void **state)
{
	struct tsop_input_options options = { 0 };
	struct tsop_columns *columns;
	struct tsop_headings headings;

	(void)state;
	assert_int_equal(tsop_columns_danish(&columns, NULL), 0);
	tsop_headings_init(&headings);
	options.columns = columns;
	options.headings = &headings;
	read_bytes(tsop_view_of("2. ønske; KOMMUNE ;id;Første ønske;Note\n;;;;x\n"), "x.csv", &options);
	assert_heading(&headings, "municipality", "KOMMUNE");
	assert_heading(&headings, "id", "id");
	assert_heading(&headings, "Note", "Note");
	assert_heading(&headings, "wishes.2", "2. ønske");
	assert_heading(&headings, "wishes", "Første ønske");
	assert_heading(&headings, "wishes.3", "wishes.3");
	assert_heading(NULL, "municipality", "municipality");
	read_bytes(tsop_view_of("Kommune\n0621\n"), "y.csv", &options);
	assert_heading(&headings, "municipality", "KOMMUNE");
	read_bytes(tsop_view_of("Kommunenavn\n0621\n"), "x.csv", &options);
	assert_heading(&headings, "municipality", "Kommunenavn");
	tsop_headings_release(&headings);
	tsop_columns_free(columns);
}

static void test_part_of_a_list_is_told_of_by_its_column(void **state)
{
	const struct tsop_record *record;
	char part[TSOP_RECORD_PART_TEXT];
	struct tsop_input *input;

	(void)state;
	assert_int_equal(tsop_input_open_bytes(&input, "x", tsop_view_of("wishes.7,n,wishes.1,wishes.2\n"
									 "c,,a,\n"),
					       NULL, NULL),
			 0);
	assert_int_equal(tsop_input_next(input, &record, NULL), 1);
	assert_string_equal(tsop_record_part(record, "wishes", 0, part), "wishes.1");
	assert_string_equal(tsop_record_part(record, "wishes", 1, part), "wishes.7");
	assert_string_equal(tsop_record_part(record, "wishes", 2, part), "wishes");
	assert_string_equal(tsop_record_part(record, "n", 0, part), "n");
	tsop_input_close(input);
	assert_int_equal(tsop_input_open_bytes(&input, "x", tsop_view_of("{\"wishes\":[\"a\"]}"), NULL,
					       NULL),
			 0);
	assert_int_equal(tsop_input_next(input, &record, NULL), 1);
	assert_string_equal(tsop_record_part(record, "wishes", 0, part), "wishes");
	tsop_input_close(input);
}

/* Records, a bad line, lines longer than a buffer and than the limit. */
static void make_lines(struct tsop_buf *bytes)
{
	for (int i = 0; i < 20000; i++)
		tsop_buf_addf(bytes, "{\"n\":%d}\n", i);
	tsop_buf_add_text(bytes, "{\"n\":}\n");
	for (size_t len = 400000; len <= 1200000; len += 800000) {
		tsop_buf_add_text(bytes, "{\"long\":\"");
		for (size_t i = 0; i < len; i++)
			tsop_buf_add_char(bytes, 'x');
		tsop_buf_add_text(bytes, "\"}\n");
	}
	tsop_buf_add_text(bytes, "{\"n\":\"end\"}");
	assert_int_equal(tsop_buf_ok(bytes, NULL), 0);
}

static int add_length(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	size_t *sum = context;

	(void)err;
	*sum += record->text.len;
	return 0;
}

/* Read the file; its good lines are as many bytes, its bad ones are told. */
static void assert_is_read(const char *name, size_t expected)
{
	struct tsop_sink sink = { .say = note_error, .limit = 10 };
	size_t sum = 0;

	tsop_buf_clear(&got);
	assert_int_equal(tsop_input_each(name, NULL, add_length, &sum, &sink), -1);
	assert_string_equal(got.p, "20001! n column 6: expected a value\n"
				   "20003! expected a line of at most 1048576 bytes; see --line-max\n");
	assert_int_equal(sum, expected);
}

static void test_a_file_is_read_whole_through_a_small_buffer(void **state)
{
	char name[] = "/tmp/tsop-input-XXXXXX";
	int fd = mkstemp(name);
	struct tsop_buf bytes;

	(void)state;
	tsop_buf_init(&bytes);
	make_lines(&bytes);
	assert_int_equal(write(fd, bytes.p, bytes.len), bytes.len);
	close(fd);
	assert_is_read(name, bytes.len - 20003 - strlen("{\"n\":}") - strlen("{\"long\":\"\"}") -
				     1200000);
	unlink(name);
	tsop_buf_release(&bytes);
}

static void write_in_pieces(int fd, const char *p, size_t len)
{
	for (size_t piece = 1; len > 0; piece = piece * 3 % 4099) {
		ssize_t n = write(fd, p, piece < len ? piece : len);

		if (n < 0)
			_exit(1);
		p += n;
		len -= (size_t)n;
	}
	_exit(0);
}

static void test_a_pipe_is_read_as_it_comes(void **state)
{
	struct tsop_buf bytes;
	char name[32];
	int ends[2];
	pid_t child;

	(void)state;
	tsop_buf_init(&bytes);
	make_lines(&bytes);
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0)
		write_in_pieces(ends[1], bytes.p, bytes.len);
	close(ends[1]);
	snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
	assert_is_read(name, bytes.len - 20003 - strlen("{\"n\":}") - strlen("{\"long\":\"\"}") -
				     1200000);
	assert_int_equal(waitpid(child, NULL, 0), child);
	close(ends[0]);
	tsop_buf_release(&bytes);
}

static void test_a_first_record_does_not_wait_for_the_next(void **state)
{
	const struct tsop_record *record;
	struct tsop_input *input;
	char name[32];
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "{\"a\":1}\n", 8), 8);
	snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
	assert_int_equal(tsop_input_open(&input, name, NULL, NULL), 0);
	alarm(10); /* rather than wait forever */
	assert_int_equal(tsop_input_next(input, &record, NULL), 1);
	alarm(0);
	close(ends[1]);
	assert_int_equal(tsop_input_next(input, &record, NULL), 0);
	tsop_input_close(input);
	close(ends[0]);
}

static void test_a_file_that_can_not_be_read_is_unusable_input(void **state)
{
	struct tsop_sink sink = { .say = note_error, .limit = 10 };
	size_t sum = 0;

	(void)state;
	assert_int_equal(tsop_input_each("/nonexistent/x", NULL, add_length, &sum, &sink), -1);
	assert_int_equal(tsop_input_each("/tmp", NULL, add_length, &sum, &sink), -1);
	assert_int_equal(sink.worst, TSOP_INPUT);
	assert_string_equal(got.p, "0! can not open: No such file or directory\n"
				   "0! can not read: Is a directory\n");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_json_lines_are_read_with_crlf_blank_lines_and_no_last_newline),
		CASE(test_a_bad_line_of_json_is_told_and_passed),
		CASE(test_an_empty_input_is_no_records_but_an_empty_csv_lacks_its_header),
		CASE(test_csv_cells_are_fields_and_blank_rows_are_passed),
		CASE(test_line_numbers_are_physical_behind_quoted_newlines),
		CASE(test_the_delimiter_is_the_header_rows_or_that_of_a_sep_line),
		CASE(test_ragged_rows_say_what_was_expected),
		CASE(test_nameless_columns_at_the_end_are_accepted_while_empty),
		CASE(test_doubled_columns_are_refused),
		CASE(test_missing_columns_are_told_at_once),
		CASE(test_of_columns_that_stand_for_each_other_one_is_needed),
		CASE(test_a_file_is_told_of_by_its_own_headings),
		CASE(test_part_of_a_list_is_told_of_by_its_column),
		CASE(test_quotes_in_the_wrong_place_are_told_with_their_line),
		CASE(test_bytes_that_are_no_text_are_told_with_line_and_column),
		CASE(test_an_encoding_that_is_named_is_converted_and_kept_to),
		CASE(test_an_encoding_that_is_named_is_not_that_of_a_file_of_utf_8),
		CASE(test_files_that_are_no_csv_are_named_with_what_to_do),
		CASE(test_blanks_without_end_are_not_waited_for),
		CASE(test_a_line_over_the_limit_is_an_error_and_never_cut),
		CASE(test_columns_of_one_list_are_gathered_in_their_numbers_order),
		CASE(test_a_file_is_read_whole_through_a_small_buffer),
		CASE(test_a_pipe_is_read_as_it_comes),
		CASE(test_a_first_record_does_not_wait_for_the_next),
		CASE(test_a_file_that_can_not_be_read_is_unusable_input),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
