#include "people/municipality.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"

enum { N_MUNICIPALITIES = 98 };

/* The generated rows are read three times, each time for other columns. */
static const struct tsop_municipality table[N_MUNICIPALITIES] = {
#define MUNICIPALITY(code, name, region, population, town, lat, lon, row, column, landmass, key, \
		     town_key) \
	{ code, name, region, population, town, lat, lon, row, column, landmass },
#include "municipalities.inc"
#undef MUNICIPALITY
};

static const char *const name_keys[N_MUNICIPALITIES] = {
#define MUNICIPALITY(code, name, region, population, town, lat, lon, row, column, landmass, key, \
		     town_key) \
	key,
#include "municipalities.inc"
#undef MUNICIPALITY
};

static const char *const town_keys[N_MUNICIPALITIES] = {
#define MUNICIPALITY(code, name, region, population, town, lat, lon, row, column, landmass, key, \
		     town_key) \
	town_key,
#include "municipalities.inc"
#undef MUNICIPALITY
};

const struct tsop_municipality *tsop_municipalities(size_t *n)
{
	*n = N_MUNICIPALITIES;
	return table;
}

const struct tsop_municipality *tsop_municipality_by_code(struct tsop_view code)
{
	size_t low = 0;
	size_t high = N_MUNICIPALITIES;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = tsop_view_compare(code, tsop_view_of(table[middle].code));

		if (order == 0)
			return &table[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* Bytes of the hyphen, dash or white space that p begins with, or 0. */
static size_t joint_len(const char *p, size_t len)
{
	if (*p == ' ' || *p == '-' || *p == '\t' || *p == '\r' || *p == '\n')
		return 1;
	if (len >= 2 && memcmp(p, "\u00A0", 2) == 0)
		return 2;
	/* U+2010 to U+2015 */
	return len >= 3 && memcmp(p, "\xE2\x80", 2) == 0 && p[2] >= '\x90' && p[2] <= '\x95' ? 3 : 0;
}

static bool ends_with(struct tsop_view text, const char *end)
{
	size_t len = strlen(end);

	return text.len > len && memcmp(text.p + text.len - len, end, len) == 0;
}

static struct tsop_view without_kommune(struct tsop_view key)
{
	static const char *const ends[] = { " kommune", " regionskommune" };

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		if (ends_with(key, ends[i])) {
			key.len -= strlen(ends[i]);
			break;
		}
	}
	return key;
}

/*
 * What two spellings of a name share, appended to key: folded, å as aa, hyphens
 * and blanks as one blank, without "Kommune". The keys in the table are made
 * by the same rule (share/municipalities.awk).
 */
static int make_key(struct tsop_buf *key, struct tsop_view name, struct tsop_error *err)
{
	struct tsop_buf folded;
	struct tsop_view text;
	size_t step;

	tsop_buf_init(&folded);
	if (tsop_text_fold(&folded, name, err) != 0) {
		tsop_buf_release(&folded);
		return -1;
	}
	text = tsop_buf_view(&folded);
	for (size_t i = 0; i < text.len; i += step) {
		step = joint_len(text.p + i, text.len - i);
		if (step > 0) {
			if (key->len > 0 && key->p[key->len - 1] != ' ')
				tsop_buf_add_char(key, ' ');
		} else if (text.len - i >= 2 && memcmp(text.p + i, "å", 2) == 0) {
			step = 2;
			tsop_buf_add_text(key, "aa");
		} else {
			step = 1;
			tsop_buf_add_char(key, text.p[i]);
		}
	}
	tsop_buf_release(&folded);
	if (key->len > 0 && key->p[key->len - 1] == ' ')
		tsop_buf_truncate(key, key->len - 1);
	tsop_buf_truncate(key, without_kommune(tsop_buf_view(key)).len);
	return tsop_buf_ok(key, err);
}

/* "københavn" is also found as "københavns". */
static bool is_or_has_genitive(const char *key, const char *name)
{
	size_t len = strlen(name);

	return strncmp(key, name, len) == 0 &&
	       (key[len] == '\0' || (key[len] == 's' && key[len + 1] == '\0'));
}

static const struct tsop_municipality *by_key(const char *key, const char *const *keys)
{
	for (size_t i = 0; i < N_MUNICIPALITIES; i++)
		if (is_or_has_genitive(key, keys[i]))
			return &table[i];
	return NULL;
}

/* Names in use whose official form has an s that is left out. */
static const struct tsop_municipality *by_short_name(const char *key)
{
	static const struct {
		const char *key, *code;
	} names[] = { { "nordfyn", "0480" }, { "vesthimmerland", "0820" } };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(key, names[i].key) == 0)
			return tsop_municipality_by_code(tsop_view_of(names[i].code));
	return NULL;
}

enum { CANDIDATES_MAX = 3, NAME_LEN_MAX = 200 };

/* What an unknown name may have meant: a municipality, and whether by its town. */
struct candidates {
	struct {
		const struct tsop_municipality *municipality;
		bool is_town;
	} at[CANDIDATES_MAX];
	size_t n;
	unsigned distance; /* theirs; those at a greater one are left out */
};

static void add_candidate(struct candidates *c, size_t i, bool is_town)
{
	for (size_t k = 0; k < c->n; k++)
		if (c->at[k].municipality == &table[i])
			return;
	if (c->n < CANDIDATES_MAX) {
		c->at[c->n].municipality = &table[i];
		c->at[c->n++].is_town = is_town;
	}
}

static void add_nearest(struct candidates *c, const char *key, const char *const *keys,
			bool is_town)
{
	for (size_t i = 0; i < N_MUNICIPALITIES; i++) {
		unsigned distance = tsop_text_distance(tsop_view_of(key), tsop_view_of(keys[i]),
						       c->distance);

		if (distance > c->distance)
			continue;
		if (distance < c->distance)
			c->n = 0;
		c->distance = distance;
		add_candidate(c, i, is_town);
	}
}

/* Do key's letters, points left out, stand in name in that order, the first one first? */
static bool is_abbreviation(const char *key, const char *name)
{
	if (key[0] != name[0] || key[0] == '\0' || key[1] == '\0')
		return false;
	for (; *key != '\0'; key++) {
		if (*key == '.')
			continue;
		name = strchr(name, *key);
		if (name == NULL)
			return false;
		name++;
	}
	return true;
}

static bool is_first_word(const char *name, const char *key)
{
	size_t len = strlen(name);

	return strncmp(name, key, len) == 0 && key[len] == ' ';
}

static void add_abbreviated(struct candidates *c, const char *key, const char *const *keys,
			    bool is_town)
{
	for (size_t i = 0; i < N_MUNICIPALITIES; i++)
		if (is_abbreviation(key, keys[i]) || is_first_word(keys[i], key))
			add_candidate(c, i, is_town);
}

static struct candidates candidates_for(const char *key)
{
	struct candidates c = { .distance = strlen(key) < 5 ? 1 : 2 };

	add_nearest(&c, key, name_keys, false);
	add_nearest(&c, key, town_keys, true);
	if (c.n > 0)
		return c;
	add_abbreviated(&c, key, name_keys, false);
	add_abbreviated(&c, key, town_keys, true);
	return c;
}

/* May a message repeat the cell? Not where it may be something else than a name. */
static bool is_repeatable(struct tsop_view text)
{
	size_t n_digits = 0;

	if (text.len > 60)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		n_digits = text.p[i] >= '0' && text.p[i] <= '9' ? n_digits + 1 : 0;
		if (n_digits == 6 || text.p[i] == '@')
			return false;
	}
	return true;
}

static int fail_unknown(struct tsop_view text, const char *key, bool with_towns,
			struct tsop_error *err)
{
	struct candidates c = candidates_for(key);
	const char *what = with_towns ? _("unknown place") : _("unknown municipality");
	struct tsop_buf cell, names;

	tsop_buf_init(&cell);
	tsop_buf_init(&names);
	if (is_repeatable(text))
		tsop_buf_addf(&cell, " '%.*s'", (int)text.len, text.p);
	for (size_t i = 0; i < c.n; i++) {
		const struct tsop_municipality *m = c.at[i].municipality;

		tsop_buf_addf(&names, "%s%s (%s)", i == 0 ? "" : ", ",
			      with_towns && c.at[i].is_town ? m->town : m->name, m->code);
	}
	if (cell.failed || names.failed)
		tsop_fail_memory(err);
	else if (c.n > 0)
		tsop_fail(err, TSOP_INPUT, _("%s%s; did you mean %s?"), what, cell.p, names.p);
	else
		tsop_fail(err, TSOP_INPUT,
			  _("%s%s; expected a code such as %s or a name such as %s"), what, cell.p,
			  table[0].code, table[0].name);
	tsop_buf_release(&cell);
	tsop_buf_release(&names);
	return -1;
}

/* Is it three or four digits? Then they are written to code as four. */
static bool is_code(struct tsop_view text, char code[5])
{
	if (text.len < 3 || text.len > 4)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	code[0] = '0';
	memcpy(code + 4 - text.len, text.p, text.len);
	code[4] = '\0';
	return true;
}

static int find_code(const char *code, const struct tsop_municipality **found,
		     struct tsop_error *err)
{
	const struct tsop_municipality *m = tsop_municipality_by_code(tsop_view_of(code));

	if (m == NULL && strcmp(code, "0411") == 0)
		return tsop_fail(err, TSOP_INPUT, _("%s (%s) is not a municipality"),
				 "Christiansø", code);
	if (m == NULL)
		return tsop_fail(err, TSOP_INPUT, _("no municipality has the code %s"), code);
	*found = m;
	return 0;
}

/* The common case, without allocation: the name as it is in the table. */
static const struct tsop_municipality *by_exact_name(struct tsop_view text)
{
	for (size_t i = 0; i < N_MUNICIPALITIES; i++)
		if (tsop_view_is(text, table[i].name))
			return &table[i];
	return NULL;
}

static int find_folded(struct tsop_view text, bool with_towns,
		       const struct tsop_municipality **found, struct tsop_error *err)
{
	const struct tsop_municipality *m;
	struct tsop_buf key;
	int status;

	tsop_buf_init(&key);
	status = make_key(&key, text, err);
	if (status != 0)
		goto done;
	m = by_key(key.p, name_keys);
	if (m == NULL)
		m = by_short_name(key.p);
	if (m == NULL && with_towns)
		m = by_key(key.p, town_keys);
	if (m != NULL)
		*found = m;
	else if (is_or_has_genitive(key.p, "christiansø"))
		status = find_code("0411", found, err);
	else
		status = fail_unknown(text, key.p, with_towns, err);
done:
	tsop_buf_release(&key);
	return status;
}

static int find(struct tsop_view text, bool with_towns, const struct tsop_municipality **found,
		struct tsop_error *err)
{
	const struct tsop_municipality *m;
	char code[5];

	text = tsop_text_trim(text);
	if (text.len == 0 || text.len > NAME_LEN_MAX || tsop_text_invalid(text) < text.len ||
	    memchr(text.p, '\0', text.len) != NULL)
		return tsop_fail(err, TSOP_INPUT, "%s",
				 with_towns ? _("expected a municipality or its town")
					    : _("expected a municipality's code or name"));
	if (is_code(text, code))
		return find_code(code, found, err);
	m = by_exact_name(text);
	if (m == NULL)
		return find_folded(text, with_towns, found, err);
	*found = m;
	return 0;
}

int tsop_municipality_find(struct tsop_view text, const struct tsop_municipality **found,
			   struct tsop_error *err)
{
	return find(text, false, found, err);
}

int tsop_municipality_of_place(struct tsop_view place, const struct tsop_municipality **found,
			       struct tsop_error *err)
{
	return find(place, true, found, err);
}

/* A point in radians. */
struct point {
	double lat, lon;
};

static struct point point_of(int32_t lat, int32_t lon)
{
	const double radians = 3.14159265358979323846 / 180 / 1e5;

	return (struct point){ lat * radians, lon * radians };
}

static struct point town_of(const struct tsop_municipality *m)
{
	return point_of(m->lat, m->lon);
}

static struct point town_by_code(const char *code)
{
	return town_of(tsop_municipality_by_code(tsop_view_of(code)));
}

/*
 * Meters of the great circle, by the haversine formula; R is the mean radius of the WGS84
 * ellipsoid.
 */
static double great_circle(struct point a, struct point b)
{
	const double radius = 6371008.8;
	double s = sin((b.lat - a.lat) / 2);
	double t = sin((b.lon - a.lon) / 2);

	return 2 * radius * asin(sqrt(s * s + cos(a.lat) * cos(b.lat) * t * t));
}

int64_t tsop_municipality_meters(const struct tsop_municipality *from,
				 const struct tsop_municipality *to)
{
	struct point via[3];
	struct point here, there;
	double meters = 0;
	size_t n = 0;

	/* One order for both ways, so that both have the same sum. */
	if (from->landmass > to->landmass) {
		const struct tsop_municipality *swapped = from;

		from = to;
		to = swapped;
	}
	if (from->landmass == TSOP_JYLLAND && to->landmass != TSOP_JYLLAND)
		via[n++] = town_by_code("0410"); /* Middelfart, at the bridges over the Little Belt */
	if (from->landmass != TSOP_SJAELLAND && to->landmass == TSOP_SJAELLAND) {
		via[n++] = town_by_code("0450");         /* Nyborg and Korsør, at the ends */
		via[n++] = point_of(5532993, 1113857); /* of the bridge over the Great Belt */
	}
	here = town_of(from);
	there = town_of(to);
	for (size_t i = 0; i < n; i++) {
		meters += great_circle(here, via[i]);
		here = via[i];
	}
	return llround(meters + great_circle(here, there));
}
