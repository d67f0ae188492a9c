#include "allocate/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/view.h"

static const char *const names[TSOP_ORDER_KEYS] = { "priority", "received", "distance", "lot" };

static int add_key(struct tsop_order_rule *rule, struct tsop_view word, struct tsop_error *err)
{
	size_t key = 0;

	while (key < TSOP_ORDER_KEYS && !tsop_view_is(word, names[key]))
		key++;
	if (key == TSOP_ORDER_KEYS)
		return tsop_fail(err, TSOP_USAGE,
				 _("--order: expected a list of priority, received, distance and "
				   "lot, not '%.*s'"),
				 (int)(word.len < 40 ? word.len : 40), word.p);
	for (size_t i = 0; i < rule->n; i++) {
		if (rule->keys[i] == (enum tsop_order_key)key)
			return tsop_fail(err, TSOP_USAGE, _("--order: expected %s once"), names[key]);
		if (rule->keys[i] == TSOP_ORDER_LOT)
			return tsop_fail(err, TSOP_USAGE,
					 _("--order: expected nothing behind the lot, which leaves "
					   "nothing to decide"));
	}
	rule->keys[rule->n++] = (enum tsop_order_key)key;
	return 0;
}

static int read_keys(struct tsop_order_rule *rule, const char *text, struct tsop_error *err)
{
	for (;;) {
		struct tsop_view word = { text, strcspn(text, ",") };

		if (add_key(rule, word, err) != 0)
			return -1;
		if (text[word.len] == '\0')
			break;
		text += word.len + 1;
	}
	if (rule->keys[rule->n - 1] != TSOP_ORDER_LOT)
		rule->keys[rule->n++] = TSOP_ORDER_LOT;
	return 0;
}

/* Where the distance stands in the rule; rule->n: nowhere. */
static size_t find_distance(const struct tsop_order_rule *rule)
{
	size_t i = 0;

	while (i < rule->n && rule->keys[i] != TSOP_ORDER_DISTANCE)
		i++;
	return i;
}

int tsop_order_read(struct tsop_order_rule *rule, const char *text,
		    const struct tsop_mechanism *mechanism, struct tsop_error *err)
{
	rule->n = 0;
	if (!mechanism->takes_order)
		return text == NULL ? 0 :
				      tsop_fail(err, TSOP_USAGE, _("--order: %s goes by no order"),
						mechanism->name);
	if (read_keys(rule, text == NULL ? TSOP_ORDER_DEFAULT : text, err) != 0)
		return -1;
	if (!mechanism->takes_distance && find_distance(rule) < rule->n)
		return tsop_fail(err, TSOP_USAGE,
				 _("--order: %s goes by one order for all courses, which the "
				   "distance is not"),
				 mechanism->name);
	return 0;
}

void tsop_order_write(const struct tsop_order_rule *rule, struct tsop_buf *out)
{
	for (size_t i = 0; i < rule->n; i++) {
		if (i > 0)
			tsop_buf_add_char(out, ',');
		tsop_buf_add_text(out, names[rule->keys[i]]);
	}
}

/* Somebody to be sorted by some of the keys. */
struct candidate {
	const enum tsop_order_key *keys;
	size_t n_keys;
	const struct tsop_applicant *person;
	uint32_t lot;
	uint32_t index;
};

static int compare_key(const struct candidate *a, const struct candidate *b,
		       enum tsop_order_key key)
{
	if (key == TSOP_ORDER_PRIORITY)
		return (a->person->priority > b->person->priority) -
		       (a->person->priority < b->person->priority);
	if (key == TSOP_ORDER_RECEIVED)
		return (a->person->received > b->person->received) -
		       (a->person->received < b->person->received);
	return (a->lot > b->lot) - (a->lot < b->lot);
}

static int compare(const void *left, const void *right)
{
	const struct candidate *a = left;
	const struct candidate *b = right;

	for (size_t i = 0; i < a->n_keys; i++) {
		int order = compare_key(a, b, a->keys[i]);

		if (order != 0)
			return order;
	}
	return 0;
}

/* The places of all by keys from..end of the rule; equal people share one. */
static void number(const struct tsop_order_rule *rule, size_t from, size_t end,
		   const struct tsop_order_people *people, struct candidate *candidates,
		   uint32_t *place)
{
	uint32_t last = 0;

	for (size_t i = 0; i < people->n_people; i++)
		candidates[i] = (struct candidate){
			&rule->keys[from], end - from,
			&people->applicants->rows[people->applicant[i]],
			people->lot == NULL ? 0 : people->lot[i], (uint32_t)i
		};
	if (people->n_people > 0)
		qsort(candidates, people->n_people, sizeof *candidates, compare);
	for (size_t i = 0; i < people->n_people; i++) {
		if (i > 0 && compare(&candidates[i - 1], &candidates[i]) != 0)
			last = (uint32_t)i;
		place[candidates[i].index] = last;
	}
	for (size_t i = people->n_people; i < people->n_people + people->n_held; i++)
		place[i] = (uint32_t)i;
}

int tsop_order_fill(const struct tsop_order_rule *rule, const struct tsop_order_people *people,
		    uint32_t *before, uint32_t *after, struct tsop_order *order,
		    struct tsop_error *err)
{
	size_t distance = find_distance(rule);
	struct candidate *candidates = calloc(people->n_people + 1, sizeof *candidates);

	if (candidates == NULL)
		return tsop_fail_memory(err);
	number(rule, 0, distance, people, candidates, before);
	*order = (struct tsop_order){ .before = before, .by_distance = distance < rule->n };
	if (order->by_distance) {
		number(rule, distance + 1, rule->n, people, candidates, after);
		order->after = after;
	}
	free(candidates);
	return 0;
}
