#include "verify/result/result_search.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/i18n.h"
#include "verify/result/candidates.h"

enum { NODES_MAX = 10000, PRICES_MAX = 400000, SCALE_MAX = 1 << 14 };

struct reading {
	struct tsop_result *result;
	struct tsop_checking *checking;
	struct tsop_result_cost before[TSOP_RESULT_COURSES_MAX]; /* prices of the node before */
};

static struct tsop_result_search *search_of(const struct reading *reading)
{
	return &reading->result->proof.search;
}

static int read_price(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	const struct reading *reading = context;
	struct tsop_result_search *search = search_of(reading);
	struct tsop_checking *checking = reading->checking;
	const int64_t max = INT64_C(1) << 60;
	struct tsop_result_cost *price;
	uint16_t course;

	(void)err;
	if (!tsop_checking_text(checking, record, "course", true))
		return 0;
	course = tsop_result_find_course(reading->result, checking->text.p);
	if (course == TSOP_RESULT_NO_COURSE) {
		tsop_checking_fault(checking, record->line, "search",
				    _("expected prices of courses of the result"));
		return 0;
	}
	price = &search->prices[search->n_nodes * reading->result->header.n_courses + course];
	*price = (struct tsop_result_cost){ 0, 0, 0 };
	tsop_checking_integer(checking, record, "unassigned", false, -max, max, &price->unassigned);
	tsop_checking_integer(checking, record, "rank", false, -max, max, &price->rank);
	tsop_checking_integer(checking, record, "meters", false, -max, max, &price->meters);
	return 0;
}

/* Those that are others than the node's before. */
static int read_prices(struct reading *reading, const struct tsop_record *record,
		       struct tsop_result_node *node, struct tsop_error *err)
{
	struct tsop_result_search *search = search_of(reading);
	size_t k = reading->result->header.n_courses;
	struct tsop_record element;
	int status;

	memcpy(search->prices + search->n_nodes * k, reading->before,
	       k * sizeof *search->prices);
	tsop_record_init(&element);
	status = tsop_record_objects(record, "prices", &element, read_price, reading, err);
	tsop_record_release(&element);
	node->has_prices = status == 0;
	if (node->has_prices)
		memcpy(reading->before, search->prices + search->n_nodes * k,
		       k * sizeof *search->prices);
	return status < 0 ? -1 : 0;
}

static int add_place(struct reading *reading, struct tsop_result_node *node, uint16_t place,
		     struct tsop_error *err)
{
	struct tsop_result_search *search = search_of(reading);
	uint16_t *places = tsop_array_room(search->places, search->n_places, &search->places_cap,
					   sizeof *places);

	if (places == NULL)
		return tsop_fail_memory(err);
	search->places = places;
	places[search->n_places++] = place;
	node->n++;
	return 0;
}

/* A party, or with --spread same a municipality; 0: neither. */
static int64_t read_label(const struct reading *reading, const struct tsop_record *record)
{
	struct tsop_checking *checking = reading->checking;
	bool is_municipality = tsop_record_get(record, "municipality") != NULL;
	const struct tsop_municipality *municipality;
	int64_t number;

	if (!tsop_checking_text(checking, record, is_municipality ? "municipality" : "party", true))
		return 0;
	if (!is_municipality) {
		number = tsop_result_number(tsop_buf_view(&checking->text), 'p');
		return number <= TSOP_RESULT_PEOPLE_MAX ? number : 0;
	}
	municipality = tsop_municipality_by_code(tsop_buf_view(&checking->text));
	return municipality == NULL || reading->result->header.spread == NULL
		       ? 0
		       : TSOP_RESULT_MUNICIPALITY +
				 (int64_t)tsop_candidates_municipality(municipality);
}

/* The party and the places where it is tried. */
static int read_party(struct reading *reading, const struct tsop_record *record,
		      struct tsop_result_node *node, struct tsop_error *err)
{
	struct tsop_checking *checking = reading->checking;
	const char *const *ids;
	bool is_none = false;
	size_t n = 0;
	int status = tsop_record_strings(record, "courses", &checking->arena,
					 TSOP_RESULT_COURSES_MAX, &ids, &n, err);

	if (status != 0)
		return status < 0 ? -1 : tsop_record_fail(record, "courses", err, _("missing"));
	node->party = read_label(reading, record);
	tsop_checking_bool(checking, record, "none", false, &is_none);
	node->first = search_of(reading)->n_places;
	for (size_t i = 0; i < n; i++)
		if (add_place(reading, node, tsop_result_find_course(reading->result, ids[i]), err) !=
		    0)
			return -1;
	for (size_t i = node->first; i < node->first + node->n; i++)
		if (search_of(reading)->places[i] == TSOP_RESULT_NO_COURSE)
			return tsop_record_fail(record, "courses", err,
						_("expected courses of the result"));
	if (node->party == 0)
		return tsop_record_fail(record, "search", err, _("expected a party of the result"));
	return is_none ? add_place(reading, node, TSOP_RESULT_NO_COURSE, err) : 0;
}

static int read_node(void *context, const struct tsop_record *record, struct tsop_error *err)
{
	static const char *const known[] = { "course", "party", "municipality", "courses", "none",
					     "prices", NULL };
	struct reading *reading = context;
	struct tsop_result_search *search = search_of(reading);
	struct tsop_checking *checking = reading->checking;
	struct tsop_result_node node = { .course = TSOP_RESULT_NO_COURSE };
	bool has_course = tsop_record_get(record, "course") != NULL;
	bool has_party = tsop_record_get(record, "party") != NULL ||
			 tsop_record_get(record, "municipality") != NULL;

	if (search->n_nodes == search->max_nodes)
		return tsop_record_fail(record, "search", err, _("expected at most %zu nodes"),
					search->max_nodes);
	if (has_course && tsop_checking_text(checking, record, "course", true))
		node.course = tsop_result_find_course(reading->result, checking->text.p);
	if (has_course && node.course == TSOP_RESULT_NO_COURSE)
		return tsop_record_fail(record, "course", err, _("expected courses of the result"));
	if (has_party && read_party(reading, record, &node, err) != 0)
		return -1;
	if (read_prices(reading, record, &node, err) != 0)
		return -1;
	if ((has_course && has_party) || node.has_prices == has_course)
		return tsop_record_fail(record, "search", err,
					_("expected a course, a party with prices, or prices"));
	tsop_checking_unknown(checking, record, known);
	search->nodes[search->n_nodes++] = node;
	return 0;
}

static int allocate(struct reading *reading, struct tsop_error *err)
{
	struct tsop_result_search *search = search_of(reading);
	size_t k = reading->result->header.n_courses;

	search->max_nodes = PRICES_MAX / (k + 1) < NODES_MAX ? PRICES_MAX / (k + 1) : NODES_MAX;
	search->nodes = calloc(search->max_nodes + 1, sizeof *search->nodes);
	search->prices = calloc((search->max_nodes + 1) * (k + 1), sizeof *search->prices);
	return search->nodes == NULL || search->prices == NULL ? tsop_fail_memory(err) : 0;
}

static int read_nodes(struct reading *reading, const struct tsop_record *record,
		      struct tsop_error *err)
{
	struct tsop_checking *checking = reading->checking;
	struct tsop_record element;
	int status;

	tsop_record_init(&element);
	status = tsop_record_objects(record, "nodes", &element, read_node, reading, err);
	tsop_record_release(&element);
	if (status < 0 && err->code == TSOP_SYSTEM)
		return -1;
	if (status < 0)
		tsop_checking_fault(checking, record->line, "search", "%s", err->text);
	else if (status > 0 || search_of(reading)->n_nodes == 0)
		tsop_checking_fault(checking, record->line, "nodes", _("missing"));
	return 0;
}

int tsop_result_search_read(struct tsop_result *result, struct tsop_checking *checking,
			    const struct tsop_record *record, struct tsop_error *err)
{
	static const char *const known[] = { "scale", "nodes", NULL };
	const struct tsop_field *field = tsop_record_get(record, "search");
	struct reading reading = { .result = result, .checking = checking };
	struct tsop_record nested;
	int status = 0;

	if (field == NULL)
		return 0;
	result->proof.search.scale = 1;
	if (allocate(&reading, err) != 0)
		return -1;
	tsop_record_init(&nested);
	if (field->kind == TSOP_KIND_OBJECT &&
	    tsop_record_scan(&nested, field->value, record->file, record->line, err) == 0) {
		tsop_checking_integer(checking, &nested, "scale", false, 2, SCALE_MAX,
				      &result->proof.search.scale);
		tsop_checking_unknown(checking, &nested, known);
		status = read_nodes(&reading, &nested, err);
	} else if (field->kind == TSOP_KIND_OBJECT && err->code == TSOP_SYSTEM) {
		status = -1;
	} else {
		tsop_checking_fault(checking, record->line, "search", _("expected an object"));
	}
	tsop_record_release(&nested);
	return status;
}

void tsop_result_search_release(struct tsop_result_search *search)
{
	free(search->nodes);
	free(search->places);
	free(search->prices);
	*search = (struct tsop_result_search){ .n_nodes = 0 };
}
