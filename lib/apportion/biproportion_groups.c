#include "apportion/biproportion_groups.h"

/*
 * The walk that finds which lines can reach each other along tight cells
 * (Tarjan 1972): a line is opened, its cells are followed, it is closed.
 */
struct walk {
	const struct tsop_bimatrix *m;
	const enum tsop_bimatrix_tightness *tightness;
	struct tsop_bimatrix_groups *groups;
	size_t *number; /* by line: when it was opened, from 1; 0: not yet */
	size_t *lowest; /* the lowest number it leads to */
	size_t *next;   /* the place in the list that is followed next */
	size_t *path;   /* lines that are open, the last on top */
	size_t n_path;
	size_t *waiting; /* lines opened, and not yet in a group */
	size_t n_waiting;
	bool *is_waiting;
	size_t n_numbers, n_done;
};

static void open_line(struct walk *w, size_t line)
{
	w->number[line] = w->lowest[line] = ++w->n_numbers;
	w->next[line] = w->m->first[line];
	w->path[w->n_path++] = line;
	w->waiting[w->n_waiting++] = line;
	w->is_waiting[line] = true;
}

static void close_line(struct walk *w, size_t line)
{
	struct tsop_bimatrix_groups *groups = w->groups;
	size_t member;

	w->n_path--;
	if (w->n_path > 0 && w->lowest[line] < w->lowest[w->path[w->n_path - 1]])
		w->lowest[w->path[w->n_path - 1]] = w->lowest[line];
	if (w->lowest[line] < w->number[line])
		return;
	groups->first[groups->n] = w->n_done;
	do {
		member = w->waiting[--w->n_waiting];
		w->is_waiting[member] = false;
		groups->of[member] = groups->n;
		groups->order[w->n_done++] = member;
	} while (member != line);
	groups->first[++groups->n] = w->n_done;
}

static void walk_from(struct walk *w, size_t start)
{
	const struct tsop_bimatrix *m = w->m;

	open_line(w, start);
	while (w->n_path > 0) {
		size_t line = w->path[w->n_path - 1];
		size_t cell;
		size_t other;

		if (w->next[line] == m->first[line + 1]) {
			close_line(w, line);
			continue;
		}
		cell = m->list[w->next[line]++];
		if (w->tightness[cell] !=
		    (line < m->n_rows ? TSOP_BIMATRIX_MAY_GET : TSOP_BIMATRIX_MAY_LOSE))
			continue;
		other = tsop_bimatrix_other(&m->cells[cell], line);
		if (w->number[other] == 0)
			open_line(w, other);
		else if (w->is_waiting[other] && w->number[other] < w->lowest[line])
			w->lowest[line] = w->number[other];
	}
}

static int take_groups(struct tsop_bimatrix_groups *groups, struct tsop_bimatrix *m,
		       struct tsop_error *err)
{
	*groups = (struct tsop_bimatrix_groups){ 0 };
	groups->order = tsop_arena_take(&m->arena, m->n_lines, sizeof *groups->order);
	groups->first = tsop_arena_take(&m->arena, m->n_lines + 1, sizeof *groups->first);
	groups->of = tsop_arena_take(&m->arena, m->n_lines, sizeof *groups->of);
	if (groups->order == NULL || groups->first == NULL || groups->of == NULL)
		return tsop_fail_memory(err);
	return 0;
}

int tsop_bimatrix_groups_single(struct tsop_bimatrix_groups *groups, struct tsop_bimatrix *m,
				struct tsop_error *err)
{
	if (take_groups(groups, m, err) != 0)
		return -1;
	groups->n = m->n_lines;
	for (size_t line = 0; line < m->n_lines; line++) {
		groups->order[line] = line;
		groups->of[line] = line;
		groups->first[line + 1] = line + 1;
	}
	return 0;
}

int tsop_bimatrix_groups_find(struct tsop_bimatrix_groups *groups, struct tsop_bimatrix *m,
			      const enum tsop_bimatrix_tightness *tightness,
			      struct tsop_error *err)
{
	struct walk w = { .m = m, .tightness = tightness, .groups = groups };

	w.number = tsop_arena_take(&m->arena, m->n_lines, sizeof *w.number);
	w.lowest = tsop_arena_take(&m->arena, m->n_lines, sizeof *w.lowest);
	w.next = tsop_arena_take(&m->arena, m->n_lines, sizeof *w.next);
	w.path = tsop_arena_take(&m->arena, m->n_lines, sizeof *w.path);
	w.waiting = tsop_arena_take(&m->arena, m->n_lines, sizeof *w.waiting);
	w.is_waiting = tsop_arena_take(&m->arena, m->n_lines, sizeof *w.is_waiting);
	if (w.number == NULL || w.lowest == NULL || w.next == NULL || w.path == NULL ||
	    w.waiting == NULL || w.is_waiting == NULL)
		return tsop_fail_memory(err);
	if (take_groups(groups, m, err) != 0)
		return -1;
	for (size_t line = 0; line < m->n_lines; line++)
		if (w.number[line] == 0)
			walk_from(&w, line);
	return 0;
}
