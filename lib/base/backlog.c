#include "base/backlog.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static void keep(void *context, const struct tsop_error *err)
{
	struct tsop_backlog *backlog = context;
	struct tsop_backlog_error *all =
		tsop_array_room(backlog->all, backlog->n, &backlog->cap, sizeof *all);

	if (all == NULL) {
		tsop_sink_report(backlog->to, err);
		backlog->sink.n--;
		return;
	}
	backlog->all = all;
	all[backlog->n] = (struct tsop_backlog_error){ *err, backlog->n };
	backlog->n++;
}

void tsop_backlog_open(struct tsop_backlog *backlog, struct tsop_sink *to)
{
	*backlog = (struct tsop_backlog){ .to = to };
	backlog->sink = (struct tsop_sink){ .say = keep,
					    .context = backlog,
					    .headings = to->headings,
					    .limit = to->limit > to->n ? to->limit - to->n : 0 };
}

static int by_file(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

static int by_place(const void *left, const void *right)
{
	const struct tsop_backlog_error *a = left;
	const struct tsop_backlog_error *b = right;
	int order = by_file(a->err.file, b->err.file);

	if (order != 0)
		return order;
	if (a->err.line != b->err.line) /* 0, of no line, becomes the last */
		return a->err.line - 1 < b->err.line - 1 ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

void tsop_backlog_close(struct tsop_backlog *backlog)
{
	struct tsop_sink *to = backlog->to;

	if (backlog->n > 0)
		qsort(backlog->all, backlog->n, sizeof *backlog->all, by_place);
	for (size_t i = 0; i < backlog->n; i++)
		tsop_sink_report(to, &backlog->all[i].err);
	to->n += backlog->sink.n - backlog->n;
	if (backlog->sink.worst > to->worst)
		to->worst = backlog->sink.worst;
	free(backlog->all);
	*backlog = (struct tsop_backlog){ .to = to };
}
