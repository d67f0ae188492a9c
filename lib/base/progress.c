#include "base/progress.h"

#include <inttypes.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

enum { NAME_COLUMNS = 40, MEGABYTE = 1000000 };

void tsop_progress_step(struct tsop_progress *progress, const struct tsop_progress_task *task,
			uint64_t n, uint64_t work)
{
	if (progress == NULL)
		return;
	if (progress->what != task->what || progress->file != task->file) {
		progress->what = task->what;
		progress->file = task->file;
		progress->done = 0;
	}
	progress->done += n;
	progress->work += work;
	if (progress->work < TSOP_PROGRESS_WORK)
		return;
	progress->work = 0;
	progress->tell(progress->context, task, progress->done);
}

void tsop_progress_end(struct tsop_progress *progress)
{
	if (progress == NULL)
		return;
	progress->what = progress->file = NULL;
	progress->tell(progress->context, NULL, 0);
}

/* The name without its folder; nothing, where it is long. */
static void add_name(struct tsop_buf *out, const char *file)
{
	const char *slash = strrchr(file, '/');
	struct tsop_view name = tsop_view_of(slash == NULL ? file : slash + 1);
	size_t start = out->len;

	if (strcmp(file, "-") == 0)
		name = tsop_view_of("stdin");
	tsop_buf_add_char(out, ' ');
	tsop_text_escape(out, name);
	if (out->len > start &&
	    tsop_text_width((struct tsop_view){ out->p + start, out->len - start }) > NAME_COLUMNS)
		tsop_buf_truncate(out, start);
}

/* Rounded down; totals are bytes or steps, so that 100 times them fits. */
static uint64_t percent(uint64_t done, uint64_t total)
{
	return done < total ? done * 100 / total : 100;
}

int tsop_progress_say(struct tsop_buf *out, const struct tsop_progress_task *task, uint64_t done)
{
	tsop_buf_add_text(out, _(task->what));
	if (task->file != NULL)
		add_name(out, task->file);
	if (task->total > 0)
		return tsop_buf_addf(out, ": %" PRIu64 " %%", percent(done, task->total));
	if (task->file != NULL)
		return tsop_buf_addf(out, ": %" PRIu64 " MB", done / MEGABYTE);
	return tsop_buf_addf(out, _(": step %" PRIu64), done);
}
