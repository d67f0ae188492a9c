#include "base/option.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"

/* What is being parsed: the table, which of its rows were seen, and the words. */
struct parse {
	const struct tsop_option *table;
	size_t n;
	bool *seen;
	int argc;
	char **argv;
	int next; /* the word to look at */
	bool *help, *version;
};

static const struct tsop_option *find_name(const struct parse *parse, struct tsop_view name)
{
	for (size_t i = 0; i < parse->n; i++)
		if (tsop_view_is(name, parse->table[i].name))
			return &parse->table[i];
	return NULL;
}

static const struct tsop_option *find_letter(const struct parse *parse, char letter)
{
	for (size_t i = 0; i < parse->n; i++)
		if (parse->table[i].letter == letter)
			return &parse->table[i];
	return NULL;
}

static int set_choice(const struct tsop_option *option, const char *value, struct tsop_error *err)
{
	const char *p = option->arg;

	assert(p != NULL);
	for (int index = 0;; index++) {
		size_t len = strcspn(p, "|");

		if (tsop_view_is((struct tsop_view){ p, len }, value)) {
			*(int *)option->to = index;
			return 0;
		}
		if (p[len] == '\0')
			return tsop_fail(err, TSOP_USAGE, _("--%s: expected %s, not '%s'"),
					 option->name, option->arg, value);
		p += len + 1;
	}
}

static int set(struct parse *parse, const struct tsop_option *option, const char *value,
	       struct tsop_error *err)
{
	bool *seen = &parse->seen[option - parse->table];
	struct tsop_error number;

	if (*seen)
		return tsop_fail(err, TSOP_USAGE, _("--%s: given more than once"), option->name);
	*seen = true;
	switch (option->kind) {
	case TSOP_OPTION_FLAG:
		*(bool *)option->to = true;
		return 0;
	case TSOP_OPTION_TEXT:
		if (value[0] == '\0')
			return tsop_fail(err, TSOP_USAGE, _("--%s: expected %s, not an empty text"),
					 option->name, option->arg);
		*(const char **)option->to = value;
		return 0;
	case TSOP_OPTION_NUMBER:
		if (tsop_num_read(tsop_view_of(value), option->min, option->max, option->to,
				  &number) == 0)
			return 0;
		return tsop_fail(err, TSOP_USAGE, "--%s: %s", option->name, number.text);
	case TSOP_OPTION_CHOICE:
		return set_choice(option, value, err);
	}
	return 0;
}

/* The next word, as the argument of option. */
static const char *take_argument(struct parse *parse, const struct tsop_option *option,
				 struct tsop_error *err)
{
	if (parse->next < parse->argc)
		return parse->argv[parse->next++];
	tsop_fail(err, TSOP_USAGE, _("--%s: expected an argument: %s"), option->name, option->arg);
	return NULL;
}

static int parse_long(struct parse *parse, const char *word, struct tsop_error *err)
{
	size_t len = strcspn(word, "=");
	const struct tsop_option *option = find_name(parse, (struct tsop_view){ word, len });
	const char *value = word[len] == '=' ? word + len + 1 : NULL;

	*parse->help = strcmp(word, "help") == 0;
	*parse->version = strcmp(word, "version") == 0;
	if (*parse->help || *parse->version)
		return 0;
	if (option == NULL)
		return tsop_fail(err, TSOP_USAGE, _("unknown option --%.*s; see --help"), (int)len,
				 word);
	if (option->arg == NULL && value != NULL)
		return tsop_fail(err, TSOP_USAGE, _("--%s: takes no argument"), option->name);
	if (option->arg != NULL && value == NULL) {
		value = take_argument(parse, option, err);
		if (value == NULL)
			return -1;
	}
	return set(parse, option, value != NULL ? value : "", err);
}

static int parse_letters(struct parse *parse, const char *letters, struct tsop_error *err)
{
	for (; *letters != '\0'; letters++) {
		const struct tsop_option *option = find_letter(parse, *letters);

		*parse->help = *letters == 'h';
		*parse->version = *letters == 'V';
		if (*parse->help || *parse->version)
			return 0;
		if (option == NULL)
			return tsop_fail(err, TSOP_USAGE, _("unknown option -%c; see --help"),
					 *letters);
		if (option->arg != NULL) {
			const char *value = letters[1] != '\0'
						    ? letters + 1
						    : take_argument(parse, option, err);

			return value == NULL ? -1 : set(parse, option, value, err);
		}
		if (set(parse, option, "", err) != 0)
			return -1;
	}
	return 0;
}

static int parse_words(struct parse *parse, int *n_operands, struct tsop_error *err)
{
	bool options_over = false;

	while (parse->next < parse->argc && !*parse->help && !*parse->version) {
		char *word = parse->argv[parse->next++];
		int status = 0;

		if (options_over || word[0] != '-' || word[1] == '\0')
			parse->argv[(*n_operands)++] = word;
		else if (strcmp(word, "--") == 0)
			options_over = true;
		else if (word[1] == '-')
			status = parse_long(parse, word + 2, err);
		else
			status = parse_letters(parse, word + 1, err);
		if (status != 0)
			return -1;
	}
	return 0;
}

int tsop_option_parse(const struct tsop_option *table, size_t n, int argc, char **argv,
		      int *n_operands, bool *help, bool *version, struct tsop_error *err)
{
	struct parse parse = { table, n, NULL, argc, argv, 1, help, version };
	int status;

	*n_operands = 0;
	*help = *version = false;
	parse.seen = calloc(n + 1, sizeof *parse.seen);
	if (parse.seen == NULL)
		return tsop_fail_memory(err);
	status = parse_words(&parse, n_operands, err);
	free(parse.seen);
	return status;
}

static int help_row(struct tsop_buf *out, char letter, const char *name, const char *arg,
		    const char *help)
{
	const size_t column = 30;
	size_t start = out->len;
	size_t width;

	if (letter != 0)
		tsop_buf_addf(out, "  -%c, --%s", letter, name);
	else
		tsop_buf_addf(out, "      --%s", name);
	if (arg != NULL)
		tsop_buf_addf(out, " %s", arg);
	width = out->len - start;
	if (width + 2 > column) {
		tsop_buf_add_char(out, '\n');
		width = 0;
	}
	return tsop_buf_addf(out, "%*s%s\n", (int)(column - width), "", help);
}

int tsop_option_help(struct tsop_buf *out, const struct tsop_option *table, size_t n)
{
	for (size_t i = 0; i < n; i++)
		help_row(out, table[i].letter, table[i].name, table[i].arg, _(table[i].help));
	help_row(out, 'h', "help", NULL, _("show this help"));
	return help_row(out, 'V', "version", NULL, _("show the version"));
}
