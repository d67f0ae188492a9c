#include "check.h"

#include "allocation.h"
#include "base/buf.h"
#include "time/tzif.h"

static struct tsop_error err;

/* A file to be written: what the header says, and the block behind it. */
struct file {
	uint32_t isut, isstd, leap, time, type, chars;
	char version;
	int64_t at[4];
	unsigned char index[4];
	int32_t offsets[4];
	const char *footer;
};

/* Two changes, 1970 and 2000, between +1 and +2 hours, and a rule. */
static const struct file GOOD = {
	.time = 2, .type = 2, .chars = 4, .version = '2',
	.at = { 0, 946684800 }, .index = { 1, 0 }, .offsets = { 3600, 7200 },
	.footer = "\nCET-1\n",
};

static void add_number(struct tsop_buf *out, int64_t value, int n_bytes)
{
	while (n_bytes-- > 0)
		tsop_buf_add_char(out, (char)((uint64_t)value >> 8 * n_bytes & 0xFF));
}

static void add_header(struct tsop_buf *out, const struct file *file)
{
	const uint32_t counts[] = { file->isut, file->isstd, file->leap,
				    file->time, file->type,  file->chars };

	tsop_buf_add(out, "TZif", 4);
	tsop_buf_add_char(out, file->version);
	tsop_buf_add(out, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 15);
	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		add_number(out, counts[i], 4);
}

static void add_block(struct tsop_buf *out, const struct file *file, int size)
{
	for (size_t i = 0; i < 4 && i < file->time; i++)
		add_number(out, file->at[i], size);
	for (size_t i = 0; i < 4 && i < file->time; i++)
		add_number(out, file->index[i], 1);
	for (size_t i = 0; i < 4 && i < file->type; i++) {
		add_number(out, file->offsets[i], 4);
		add_number(out, 0, 2);
	}
	tsop_buf_add(out, "ABC", 4);
	for (size_t i = 0; i < 4 && i < file->leap; i++)
		tsop_buf_add(out, "\0\0\0\0\0\0\0\0\0\0\0\0", (size_t)size + 4);
}

static int read_file(struct tsop_tzif *tzif, const struct file *file)
{
	struct tsop_buf bytes;
	int status;

	tsop_buf_init(&bytes);
	add_header(&bytes, file);
	add_block(&bytes, file, 4);
	add_header(&bytes, file);
	add_block(&bytes, file, 8);
	tsop_buf_add_text(&bytes, file->footer);
	status = tsop_tzif_read(tzif, tsop_buf_view(&bytes), &err);
	tsop_buf_release(&bytes);
	return status;
}

static void check_refuses(struct file file, const char *because)
{
	struct tsop_tzif tzif;

	assert_int_equal(read_file(&tzif, &file), -1);
	assert_int_equal(err.code, TSOP_INPUT);
	assert_string_equal(err.text, because);
}

static void test_offsets_are_those_of_the_table_and_then_of_the_rule(void **state)
{
	struct tsop_tzif tzif;
	struct tsop_span span;

	(void)state;
	assert_int_equal(read_file(&tzif, &GOOD), 0);
	span = tsop_tzif_span(&tzif, -1);
	assert_true(span.offset == 3600 && span.from == INT64_MIN && span.to == 0);
	span = tsop_tzif_span(&tzif, 0);
	assert_true(span.offset == 7200 && span.from == 0 && span.to == 946684800);
	span = tsop_tzif_span(&tzif, 946684800);
	assert_true(span.offset == 3600 && span.from == 946684800 && span.to == INT64_MAX);
	tsop_tzif_release(&tzif);
}

static void test_a_file_without_a_rule_ends_with_its_last_offset(void **state)
{
	struct file file = GOOD;
	struct tsop_tzif tzif;

	(void)state;
	file.footer = "\n\n";
	file.index[1] = 1;
	assert_int_equal(read_file(&tzif, &file), 0);
	assert_int_equal(tsop_tzif_span(&tzif, INT64_C(4102444800)).offset, 7200);
	tsop_tzif_release(&tzif);
	file.time = 0;
	assert_int_equal(read_file(&tzif, &file), 0);
	assert_int_equal(tsop_tzif_span(&tzif, INT64_C(4102444800)).offset, 3600);
	tsop_tzif_release(&tzif);
}

static void test_a_rule_holds_always_where_there_is_no_table(void **state)
{
	struct file file = GOOD;
	struct tsop_tzif tzif;

	(void)state;
	file.time = 0;
	file.footer = "\nEST5\n";
	assert_int_equal(read_file(&tzif, &file), 0);
	assert_int_equal(tsop_tzif_span(&tzif, INT64_C(-62135596800)).offset, -18000);
	tsop_tzif_release(&tzif);
}

static void test_files_that_contradict_themselves_are_refused(void **state)
{
	struct file file;

	(void)state;
	file = GOOD, file.version = '\0';
	check_refuses(file, "not a TZif file of version 2 or later");
	file = GOOD, file.leap = 1;
	check_refuses(file, "it counts leap seconds, which instants here do not");
	file = GOOD, file.type = 0;
	check_refuses(file, "its header can not be true");
	file = GOOD, file.index[0] = 2;
	check_refuses(file, "a change names a type that is not there");
	file = GOOD, file.at[1] = 0;
	check_refuses(file, "its changes are not in order");
	file = GOOD, file.offsets[0] = 93600;
	check_refuses(file, "an offset is over 26 hours");
	file = GOOD, file.offsets[1] = -90000;
	check_refuses(file, "an offset is over 26 hours");
	file = GOOD, file.footer = "CET-1\n";
	check_refuses(file, "its last line is not whole");
	file = GOOD, file.footer = "\nCET-1";
	check_refuses(file, "its last line is not whole");
	file = GOOD, file.footer = "\n";
	check_refuses(file, "its last line is not whole");
	file = GOOD, file.footer = "\nCET\n";
	check_refuses(file, "its rule for later years can not be read");
}

static void test_counts_that_are_too_big_are_refused(void **state)
{
	static const uint32_t big[] = { 1000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x20000001 };

	(void)state;
	for (size_t i = 0; i < sizeof big / sizeof big[0]; i++) {
		struct tsop_tzif tzif;

		for (size_t which = 0; which < 6; which++) {
			struct file file = GOOD;
			uint32_t *const counts[] = { &file.isut, &file.isstd, &file.leap,
						     &file.time, &file.type,  &file.chars };

			*counts[which] = big[i];
			assert_int_equal(read_file(&tzif, &file), -1);
		}
	}
}

/* The system's file of Copenhagen. */
static struct tsop_view real_file(char *bytes, size_t size)
{
	FILE *file = fopen("/usr/share/zoneinfo/Europe/Copenhagen", "rb");
	size_t len;

	assert_non_null(file);
	len = fread(bytes, 1, size, file);
	fclose(file);
	assert_in_range(len, 100, size - 1);
	return (struct tsop_view){ bytes, len };
}

static void test_a_cut_file_is_refused_wherever_it_is_cut(void **state)
{
	char bytes[8192];
	struct tsop_view whole = real_file(bytes, sizeof bytes);
	struct tsop_tzif tzif;

	(void)state;
	assert_int_equal(tsop_tzif_read(&tzif, whole, &err), 0);
	tsop_tzif_release(&tzif);
	for (size_t len = 0; len < whole.len; len++) {
		/* A copy of just that length, so that a sanitizer sees what is read behind it. */
		char *copy = malloc(len + (len == 0));

		assert_non_null(copy);
		memcpy(copy, bytes, len);
		assert_int_equal(tsop_tzif_read(&tzif, (struct tsop_view){ copy, len }, &err), -1);
		assert_int_equal(err.code, TSOP_INPUT);
		free(copy);
	}
}

static void test_a_damaged_file_is_read_or_refused_and_nothing_else(void **state)
{
	char bytes[8192];
	struct tsop_view whole = real_file(bytes, sizeof bytes);

	(void)state;
	for (size_t i = 0; i < whole.len * 8; i++) {
		struct tsop_tzif tzif;

		bytes[i / 8] = (char)(bytes[i / 8] ^ 1 << i % 8);
		if (tsop_tzif_read(&tzif, whole, &err) == 0) {
			for (tsop_instant t = -INT64_C(3000000000); t < INT64_C(5000000000);
			     t += 400000000) {
				struct tsop_span span = tsop_tzif_span(&tzif, t);

				assert_true(span.from <= t && t < span.to);
			}
			tsop_tzif_release(&tzif);
		}
		bytes[i / 8] = (char)(bytes[i / 8] ^ 1 << i % 8);
	}
}

static void test_every_allocation_may_fail(void **state)
{
	char bytes[8192];
	struct tsop_view whole = real_file(bytes, sizeof bytes);
	struct tsop_tzif tzif;
	unsigned n = 0;

	(void)state;
	for (;;) {
		int status;

		fail_allocation(n);
		status = tsop_tzif_read(&tzif, whole, &err);
		if (!allocation_has_failed())
			break;
		assert_int_equal(status, -1);
		assert_int_equal(err.code, TSOP_SYSTEM);
		assert_string_equal(err.text, "out of memory");
		n++;
	}
	assert_int_equal(n, 2);
	tsop_tzif_release(&tzif);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_offsets_are_those_of_the_table_and_then_of_the_rule),
		cmocka_unit_test(test_a_file_without_a_rule_ends_with_its_last_offset),
		cmocka_unit_test(test_a_rule_holds_always_where_there_is_no_table),
		cmocka_unit_test(test_files_that_contradict_themselves_are_refused),
		cmocka_unit_test(test_counts_that_are_too_big_are_refused),
		cmocka_unit_test(test_a_cut_file_is_refused_wherever_it_is_cut),
		cmocka_unit_test(test_a_damaged_file_is_read_or_refused_and_nothing_else),
		cmocka_unit_test(test_every_allocation_may_fail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
